//! An office's state: every dated fact, in the order in which it was told.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Correctable, Date, EntryId, History, NetworkId, PartialDate};
use serde::{Deserialize, Serialize};

use super::command::OfficeCommand;
use super::coordination::{Activity, Appointment};
use super::error::OfficeRefusal;
use super::event::{OfficeContactEntries, OfficeEvent};
use super::task::{OfficeTask, StaffingDating};
use crate::facts::MembershipContext;
use kernel::timeline::Succession;

/// A coordination office and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Office {
    /// The network that it coordinates; none for the municipality's own office.
    pub network: Option<NetworkId>,
    pub since: Option<PartialDate>,
    /// How it is reached (entries of the vault).
    pub contacts: Succession<OfficeContactEntries>,
    pub staffing: Succession<Staffing>,
    pub appointments: Vec<Appointment>,
    pub tasks: Succession<Vec<OfficeTask>>,
    pub activities: Vec<Activity>,
    pub emergency_cards: Succession<EmergencyCard>,
    pub services: Succession<OfficeServices>,
    /// Its last day.
    pub closed_on: Option<Date>,
    pub history: History<OfficeEvent>,
}

/// How many positions the office has [Stellenanteil].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Staffing {
    /// Hundredths of a full-time position.
    pub fte_hundredths: u16,
    /// What its day means.
    pub dating: StaffingDating,
}

/// The two texts of an emergency card (entries of the vault).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmergencyCard {
    pub acute: EntryId,
    pub outside_hours: EntryId,
}

/// What the office does besides; `None` where nobody said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfficeServices {
    pub contact_point_for_families: Option<bool>,
    pub coordinates_health_professionals: Option<bool>,
    pub coordinates_volunteers: Option<bool>,
}

impl Office {
    pub fn exists(&self) -> bool {
        self.since.is_some()
    }

    /// True from the day since when it works (as far as known) to its last day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.since.is_some_and(|since| since.first_day() <= day)
            && self.closed_on.is_none_or(|last| day <= last)
    }

    /// How it is reached on `day`.
    pub fn contact_on(&self, day: Date) -> Option<&OfficeContactEntries> {
        self.contacts.on(day).filter(|_| self.runs_on(day))
    }

    /// How many positions it has on `day`; `None` where nobody said.
    pub fn staffing_on(&self, day: Date) -> Option<&Staffing> {
        self.staffing.on(day).filter(|_| self.runs_on(day))
    }

    /// Its tasks on `day`; none where nobody said.
    pub fn tasks_on(&self, day: Date) -> &[OfficeTask] {
        self.tasks.on(day).map_or(&[], Vec::as_slice)
    }

    /// What the contact list of `day` prints (MEM-30).
    pub fn emergency_card_on(&self, day: Date) -> Option<&EmergencyCard> {
        self.emergency_cards.on(day).filter(|_| self.runs_on(day))
    }

    /// What it does besides on `day`; all open where nobody said.
    pub fn services_on(&self, day: Date) -> OfficeServices {
        self.services.on(day).cloned().unwrap_or_default()
    }
}

impl Aggregate for Office {
    const TYPE: &'static str = "office";
    type Command = OfficeCommand;
    type Event = OfficeEvent;
    type Error = OfficeRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: OfficeCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), OfficeRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: OfficeEvent) {
        self.history.record(&event);
        match event {
            OfficeEvent::OfficeEstablished(e) => {
                self.network = e.network;
                self.since = Some(e.since);
                self.contacts.note(None, e.contact);
            }
            OfficeEvent::OfficeContactChanged(e) => {
                self.contacts.note(Some(e.changed_on.into()), e.contact);
            }
            OfficeEvent::OfficeStaffingSet(e) => {
                let staffing = Staffing {
                    fte_hundredths: e.fte_hundredths,
                    dating: e.dating,
                };
                self.staffing.note(Some(e.from), staffing);
            }
            OfficeEvent::CoordinatorAppointed(e) => self.appoint(&e),
            OfficeEvent::CoordinatorReleased(e) => self.release(&e),
            OfficeEvent::OfficeTasksSet(e) => self.tasks.note(Some(e.since), e.tasks),
            OfficeEvent::OfficeActivityLogged(e) => self.activities.push(Activity {
                task: e.task,
                on: e.on,
                minutes: e.minutes,
                note: e.note,
            }),
            OfficeEvent::EmergencyCardSet(e) => {
                let card = EmergencyCard {
                    acute: e.acute,
                    outside_hours: e.outside_hours,
                };
                self.emergency_cards.note(Some(e.valid_from.into()), card);
            }
            OfficeEvent::OfficeServicesSet(e) => {
                let services = OfficeServices {
                    contact_point_for_families: e.contact_point_for_families,
                    coordinates_health_professionals: e.coordinates_health_professionals,
                    coordinates_volunteers: e.coordinates_volunteers,
                };
                self.services.note(Some(e.since), services);
            }
            OfficeEvent::OfficeClosed(e) => self.closed_on = Some(e.closed_on),
            OfficeEvent::OfficeFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for Office {
    fn history(&self) -> &History<OfficeEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<OfficeEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &OfficeCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<OfficeEvent>, OfficeRefusal> {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), OfficeRefusal> {
        self.check_facts()
    }
}
