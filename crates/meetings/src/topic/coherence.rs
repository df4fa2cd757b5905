//! Whether a topic's facts fit each other: asked of every event before it is written, and of all after a correction.

use cqrs_es::Aggregate;
use kernel::timeline::Leaving;
use kernel::{Correctable, Date, EntryId, History};

use super::aggregate::{Topic, TopicStage};
use super::command::TopicCommand;
use super::error::TopicRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::policy::AgendaKind;
use crate::unfit::Unfit;

impl Topic {
    /// Whether the event may follow what is recorded; a correction is [checked](Correctable::check) as a whole.
    pub(super) fn fits(&self, event: &TopicEvent) -> Result<(), TopicRefusal> {
        match event {
            TopicEvent::TopicProposed(e) => check_words(e),
            TopicEvent::TopicSupported(e) => {
                self.check_going_on()?;
                self.check_proposed("supportedOn", e.supported_on)
            }
            TopicEvent::TopicSupportWithdrawn(e) => {
                self.check_going_on()?;
                match self.supporters.leaving(&e.partner, e.withdrawn_on) {
                    Leaving::Ends | Leaving::Repeated => Ok(()),
                    Leaving::NeverBelonged => Err(TopicRefusal::NotSupported {
                        partner: e.partner,
                        day: e.withdrawn_on,
                    }),
                }
            }
            TopicEvent::TopicScheduled(e) => {
                self.check_not_with_subgroup()?;
                self.check_next("scheduledOn", e.scheduled_on)
            }
            TopicEvent::TopicAssignedToSubgroup(e) => {
                self.check_not_with_subgroup()?;
                self.check_next("assignedOn", e.assigned_on)
            }
            TopicEvent::TopicReturned(e) => {
                self.check_going_on()?;
                if self.check_not_with_subgroup().is_ok() {
                    return Err(TopicRefusal::NotWithSubgroup);
                }
                self.check_silent("text", e.text)?;
                self.check_next("returnedOn", e.returned_on)
            }
            TopicEvent::TopicDropped(e) => {
                self.check_silent("reason", e.reason)?;
                self.check_next("droppedOn", e.dropped_on)
            }
            TopicEvent::TopicDone(e) => {
                self.check_not_with_subgroup()?;
                self.check_next("meeting", e.done_on)
            }
            TopicEvent::TopicFactCorrected(_) => Ok(()),
        }
    }

    /// It goes on, and the day is not before what was told last.
    fn check_next(&self, field: &'static str, day: Date) -> Result<(), TopicRefusal> {
        self.check_going_on()?;
        let last = self.current().map(|(since, _)| since);
        Ok(Unfit::check_not_before(field, day, last)?)
    }

    fn check_proposed(&self, field: &'static str, day: Date) -> Result<(), TopicRefusal> {
        let first = self.stages.facts().first().and_then(|fact| fact.since);
        let proposed_on = first.map(|day| day.first_day());
        Ok(Unfit::check_not_before(field, day, proposed_on)?)
    }

    fn check_going_on(&self) -> Result<(), TopicRefusal> {
        match self.current() {
            Some((done_on, TopicStage::Done { meeting })) => {
                Err(TopicRefusal::Done { meeting, done_on })
            }
            Some((dropped_on, TopicStage::Dropped)) => Err(TopicRefusal::Dropped { dropped_on }),
            Some((
                _,
                TopicStage::Open | TopicStage::WithSubgroup { .. } | TopicStage::Scheduled { .. },
            ))
            | None => Ok(()),
        }
    }

    fn check_not_with_subgroup(&self) -> Result<(), TopicRefusal> {
        match self.current() {
            Some((since, TopicStage::WithSubgroup { subgroup })) => {
                Err(TopicRefusal::WithSubgroup { subgroup, since })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// About a case nothing is written down (MTG-24).
    fn check_silent(&self, field: &'static str, text: Option<EntryId>) -> Result<(), TopicRefusal> {
        if self.kind == Some(AgendaKind::AnonymousCaseTalk) && text.is_some() {
            Err(TopicRefusal::CaseTalkHasNoText { field })
        } else {
            Ok(())
        }
    }
}

/// A title for everything but a case talk, which has no word at all (MTG-24).
fn check_words(e: &TopicProposed) -> Result<(), TopicRefusal> {
    let case_talk = e.kind == Some(AgendaKind::AnonymousCaseTalk);
    match (case_talk, e.title, e.text) {
        (true, Some(_), _) => Err(TopicRefusal::CaseTalkHasNoText { field: "title" }),
        (true, None, Some(_)) => Err(TopicRefusal::CaseTalkHasNoText { field: "text" }),
        (false, None, _) => Err(TopicRefusal::TitleMissing),
        (true, None, None) | (false, Some(_), _) => Ok(()),
    }
}

impl Correctable for Topic {
    fn history(&self) -> &History<TopicEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<TopicEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &TopicCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<TopicEvent>, TopicRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), TopicRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
