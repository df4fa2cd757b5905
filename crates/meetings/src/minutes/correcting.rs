//! Whether the facts of minutes fit each other: what a decision and a correction must leave.

use kernel::{Correctable, Date, History};

use super::aggregate::{Minutes, MinutesState};
use super::command::MinutesCommand;
use super::decisions::Decision;
use super::error::MinutesRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

impl Minutes {
    /// Whether the event may follow what was recorded: the order of the steps, and of their days.
    pub(super) fn check_fits(&self, event: &MinutesEvent) -> Result<(), MinutesRefusal> {
        match event {
            MinutesEvent::MinutesRevised(e) => {
                self.check_step(MinutesState::Draft, "revisedOn", e.revised_on)
            }
            MinutesEvent::MinutesSubmitted(e) => {
                self.check_step(MinutesState::Draft, "submittedOn", e.submitted_on)
            }
            MinutesEvent::MinutesReturned(e) => {
                self.check_step(MinutesState::Submitted, "returnedOn", e.returned_on)
            }
            MinutesEvent::MinutesApproved(e) => {
                self.check_step(MinutesState::Submitted, "approvedOn", e.approved_on)
            }
            MinutesEvent::MinutesAmended(e) => {
                self.check_step(MinutesState::Approved, "amendedOn", e.amended_on)
            }
            MinutesEvent::MinutesDispatched(e) => {
                let (number, versions) = (e.version, self.versions.len());
                let version = self
                    .version(number)
                    .ok_or(MinutesRefusal::VersionUnknown { number, versions })?;
                let approved_on = version
                    .approved_on()
                    .ok_or(MinutesRefusal::VersionNotApproved { number })?;
                Unfit::check_not_before("dispatchedOn", e.dispatched_on, Some(approved_on))?;
                Ok(())
            }
            MinutesEvent::PassingOnAcknowledged(e) => {
                let partner = e.partner;
                let sent = self
                    .first_dispatched_on(partner)
                    .ok_or(MinutesRefusal::NotDispatchedTo { partner })?;
                Unfit::check_not_before("acknowledgedOn", e.acknowledged_on, Some(sent))?;
                Ok(())
            }
            MinutesEvent::MinutesDrafted(_) | MinutesEvent::MinutesFactCorrected(_) => Ok(()),
        }
    }

    fn check_step(
        &self,
        needed: MinutesState,
        field: &'static str,
        day: Date,
    ) -> Result<(), MinutesRefusal> {
        let Some(version) = self.versions.last() else {
            return Ok(());
        };
        let state = version.state();
        if state != needed {
            return Err(MinutesRefusal::OtherState { state, needed });
        }
        Unfit::check_not_before(field, day, version.last_day())?;
        Ok(())
    }

    /// An approved text changes by an amendment alone, and minutes stay those of their meeting: the claim is taken.
    pub(super) fn check_correctable(
        &self,
        fact: u32,
        instead: Option<&MinutesCommand>,
    ) -> Result<(), MinutesRefusal> {
        if let Some(MinutesCommand::DraftMinutes(c)) = instead {
            self.check_meeting(c.meeting)?;
        }
        let amends = |event: &MinutesEvent| matches!(event, MinutesEvent::MinutesAmended(_));
        let mut standing = self.history.standing();
        let recorded = standing
            .find(|(other, _)| *other == fact)
            .map(|(_, event)| event);
        let earlier = self
            .history
            .standing()
            .take_while(|(other, _)| *other < fact);
        let amended = earlier.filter(|(_, event)| amends(event)).count();
        let amendment = recorded.is_some_and(amends)
            || matches!(instead, Some(MinutesCommand::AmendMinutes(_)));
        let of_text = amendment
            || recorded.is_some_and(|event| {
                matches!(
                    event,
                    MinutesEvent::MinutesDrafted(_) | MinutesEvent::MinutesRevised(_)
                )
            })
            || instead.is_some_and(|command| command.content().is_some());
        let version = self.versions.get(amended + usize::from(amendment));
        let approved = version.and_then(|version| Some((version.number, version.approved_on()?)));
        match approved {
            Some((number, approved_on)) if of_text => Err(MinutesRefusal::TextApproved {
                number,
                approved_on,
            }),
            Some(_) | None => Ok(()),
        }
    }
}

impl Correctable for Minutes {
    fn history(&self) -> &History<MinutesEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<MinutesEvent> {
        &mut self.history
    }

    fn decide(&self, command: &MinutesCommand, ctx: &MeetingsContext) -> Decision {
        self.decide(command, ctx)
    }

    /// Each fact may follow those before it.
    fn check(&self) -> Result<(), MinutesRefusal> {
        use cqrs_es::Aggregate as _;

        let mut before = Self::default();
        for (_, event) in self.history.standing() {
            before.check_fits(event)?;
            before.apply(event.clone());
        }
        Ok(())
    }
}
