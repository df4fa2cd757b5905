//! Who coordinates when, when nobody does, and what the office did in a year.

use std::collections::BTreeMap;

use kernel::{Date, EntryId, PartialDate, PersonId};
use serde::{Deserialize, Serialize};

use super::aggregate::Office;
use super::event::{CoordinatorAppointed, CoordinatorReleased};
use super::task::{CoordinatorRole, OfficeTask};

/// Somebody who coordinates or stands in [Besetzung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Appointment {
    pub person: PersonId,
    /// The person's details, an entry of the vault.
    pub details: EntryId,
    pub function: EntryId,
    pub role: CoordinatorRole,
    pub from: PartialDate,
    /// The last day; none while nobody knows an end.
    pub to: Option<Date>,
}

/// Something that the office did [Tätigkeit].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activity {
    pub task: OfficeTask,
    pub on: Date,
    pub minutes: Option<u16>,
    pub note: Option<EntryId>,
}

/// What a year's report says of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskTotal {
    /// How often.
    pub activities: u32,
    /// Of these, without a duration: their time is missing in `minutes`, it is not 0.
    pub untimed: u32,
    /// How long, in minutes.
    pub minutes: u32,
}

impl Appointment {
    /// True from the first day, as far as known, to the last.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.from.first_day() <= day && self.to.is_none_or(|last| day <= last)
    }
}

impl Office {
    /// Who has the role on `day`.
    pub fn appointed_on(
        &self,
        role: CoordinatorRole,
        day: Date,
    ) -> impl Iterator<Item = &Appointment> {
        self.appointments.iter().filter(move |appointment| {
            appointment.role == role && appointment.is_active_on(day) && self.runs_on(day)
        })
    }

    /// True where the office works and nobody coordinates; a deputy does not fill the vacancy (model.md, C2).
    pub fn is_vacant_on(&self, day: Date) -> bool {
        self.runs_on(day)
            && self
                .appointed_on(CoordinatorRole::Coordinator, day)
                .next()
                .is_none()
    }

    /// On how many days from `first` to `last` nobody coordinated.
    pub fn vacant_days(&self, first: Date, last: Date) -> u32 {
        let days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        let vacant = days
            .take_while(|day| *day <= last)
            .filter(|day| self.is_vacant_on(*day));
        vacant.fold(0, |count, _| count + 1)
    }

    /// What the office did in `year`, by task (MEM-33, MEM-34); a task without an activity is missing.
    pub fn report(&self, year: i16) -> BTreeMap<OfficeTask, TaskTotal> {
        let mut totals: BTreeMap<OfficeTask, TaskTotal> = BTreeMap::new();
        for activity in self.activities.iter().filter(|done| done.on.year() == year) {
            let total = totals.entry(activity.task).or_default();
            total.activities += 1;
            match activity.minutes {
                Some(minutes) => total.minutes += u32::from(minutes),
                None => total.untimed += 1,
            }
        }
        totals
    }

    pub(super) fn appoint(&mut self, e: &CoordinatorAppointed) {
        self.appointments.push(Appointment {
            person: e.person,
            details: e.details,
            function: e.function,
            role: e.role,
            from: e.from,
            to: None,
        });
    }

    pub(super) fn release(&mut self, e: &CoordinatorReleased) {
        let open = self.appointments.iter_mut().rev().find(|appointment| {
            appointment.person == e.person && appointment.role == e.role && appointment.to.is_none()
        });
        if let Some(appointment) = open {
            appointment.to = Some(e.to);
        }
    }
}
