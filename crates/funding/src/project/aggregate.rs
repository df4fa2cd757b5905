//! A project's state, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::{Succession, Timeline};
use kernel::{BodyId, Date, EntryId, History, MeetingId, OutcomeId, PartnerId, RegionId};
use serde::{Deserialize, Serialize};

use super::command::ProjectCommand;
use super::error::ProjectRefusal;
use super::event::*;
use crate::facts::FundingContext;

/// How the skilled workers are used from a day on (FUN-07).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffUse {
    pub meeting: MeetingId,
    pub outcome: OutcomeId,
    /// An entry of the vault.
    pub text: EntryId,
}

/// A project of a district and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Project {
    pub established_on: Option<Date>,
    /// Entries of the vault.
    pub names: Succession<EntryId>,
    pub region: Option<RegionId>,
    pub steering_groups: Succession<BodyId>,
    pub operators: Timeline<PartnerId>,
    pub staff: Succession<StaffUse>,
    /// Its last day.
    pub ended_on: Option<Date>,
    pub history: History<ProjectEvent>,
}

impl Project {
    pub fn exists(&self) -> bool {
        self.established_on.is_some()
    }

    /// True from its first to its last day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.established_on.is_some_and(|first| first <= day)
            && self.ended_on.is_none_or(|last| day <= last)
    }

    /// True where it runs on a day of the year.
    pub fn runs_in(&self, year: i16) -> bool {
        self.established_on
            .is_some_and(|first| first.year() <= year)
            && self.ended_on.is_none_or(|last| year <= last.year())
    }

    /// Its name on `day`, an entry of the vault.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.names.on(day).copied()
    }

    /// The body that steers it on `day` (FUN-07).
    pub fn steering_group_on(&self, day: Date) -> Option<BodyId> {
        self.steering_groups.on(day).copied()
    }

    /// The institutions that run it on `day`.
    pub fn operators_on(&self, day: Date) -> Vec<PartnerId> {
        self.operators.on(day)
    }

    /// How its skilled workers are used on `day`, where the steering group decided it (FUN-07).
    pub fn staff_use_on(&self, day: Date) -> Option<StaffUse> {
        self.staff.on(day).copied()
    }
}

impl Aggregate for Project {
    const TYPE: &'static str = "project";
    type Command = ProjectCommand;
    type Event = ProjectEvent;
    type Error = ProjectRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: ProjectCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ProjectRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ProjectEvent) {
        self.history.record(&event);
        match event {
            ProjectEvent::ProjectEstablished(e) => {
                let since = Some(e.established_on.into());
                self.established_on = Some(e.established_on);
                self.names.note(since, e.name);
                self.region = e.region;
                if let Some(body) = e.steering_group {
                    self.steering_groups.note(since, body);
                }
            }
            ProjectEvent::ProjectRenamed(e) => self.names.note(Some(e.since.into()), e.name),
            ProjectEvent::ProjectSteeringGroupSet(e) => {
                self.steering_groups.note(Some(e.since.into()), e.body);
            }
            ProjectEvent::ProjectOperatorAdded(e) => {
                self.operators.note(e.partner, e.since.into(), true);
            }
            ProjectEvent::ProjectOperatorRemoved(e) => {
                self.operators.note(e.partner, e.since.into(), false);
            }
            ProjectEvent::StaffUseRecorded(e) => {
                let (meeting, outcome, text) = (e.meeting, e.outcome, e.text);
                let staff = StaffUse {
                    meeting,
                    outcome,
                    text,
                };
                self.staff.note(Some(e.since.into()), staff);
            }
            ProjectEvent::ProjectEnded(e) => self.ended_on = Some(e.ended_on),
            ProjectEvent::ProjectFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
