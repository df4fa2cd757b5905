//! Corrections: what they leave, and whether it fits together.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use kernel::{Correctable, History, correct};

use super::aggregate::Meeting;
use super::command::{CorrectMeeting, MeetingCommand, PlanMeeting, RecordPastMeeting};
use super::course::Course;
use super::deciding::{Decision, Occasion, check_has_words};
use super::error::MeetingRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

impl Meeting {
    /// The number stays, since the series has it; the body stays, since a meeting of another body is another meeting.
    pub(super) fn correct(&self, c: &CorrectMeeting, ctx: &MeetingsContext) -> Decision {
        let recorded = self.recorded(c.fact);
        let mut instead = c.instead();
        if let Some(command) = &mut instead {
            self.check_named(command)?;
            if let Some(recorded) = recorded {
                command.stay_as(recorded);
            }
        }
        let mut events = correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            let mut event = MeetingFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement: replacement.map(|event| Box::new(kept(recorded, *event))),
                sequence: self.sequence,
            };
            if self.told_otherwise(&self.after(event.clone().into())) {
                event.sequence = self.sequence.saturating_add(1);
            }
            event.into()
        })?;
        // The number and the sequence that a fact has may be all in which its replacement differed.
        events.retain(|event| differs(event, recorded));
        for event in &events {
            self.check_left(&self.after(event.clone()), ctx)?;
        }
        Ok(events)
    }

    /// The fact as it stands.
    fn recorded(&self, fact: u32) -> Option<&MeetingEvent> {
        let mut standing = self.history.standing();
        let found = standing.find(|(number, _)| *number == fact);
        found.map(|(_, event)| event)
    }

    fn after(&self, event: MeetingEvent) -> Self {
        let mut after = self.clone();
        after.apply(event);
        after
    }

    /// A meeting stays with its body.
    fn check_named(&self, command: &MeetingCommand) -> Result<(), MeetingRefusal> {
        if let MeetingCommand::PlanMeeting(PlanMeeting { body, .. })
        | MeetingCommand::RecordPastMeeting(RecordPastMeeting { body, .. }) = command
        {
            self.check_body(*body)?;
        }
        Ok(())
    }

    /// Whether those who were invited know something else.
    fn told_otherwise(&self, after: &Self) -> bool {
        let told = |meeting: &Self| {
            (
                meeting.slot.clone(),
                meeting.place,
                meeting.place_by_policy,
                meeting.topic,
                meeting.cancelled_on.is_some(),
            )
        };
        told(self) != told(after)
    }

    /// What `check` cannot see: today, and what there was before.
    fn check_left(&self, after: &Self, ctx: &MeetingsContext) -> Result<(), MeetingRefusal> {
        let (begins_on, today) = (after.slot()?.on, ctx.today);
        if after.begun.is_some() && today < begins_on {
            return Err(MeetingRefusal::NotOpenYet { begins_on, today });
        }
        if after.closed_on.is_some() && self.taker.is_some() && after.taker.is_none() {
            return Err(MeetingRefusal::TakerNotElected);
        }
        Ok(())
    }
}

/// The replacement with the number and the sequence that the fact has.
fn kept(recorded: Option<&MeetingEvent>, mut event: MeetingEvent) -> MeetingEvent {
    use MeetingEvent as E;

    if let (E::MeetingPlanned(new), Some(E::MeetingPlanned(old))) = (&mut event, recorded) {
        new.number = old.number;
    }
    if let (E::PastMeetingRecorded(new), Some(E::PastMeetingRecorded(old))) = (&mut event, recorded)
    {
        new.number = old.number;
    }
    if let (E::MeetingRescheduled(new), Some(E::MeetingRescheduled(old))) = (&mut event, recorded) {
        new.sequence = old.sequence;
    }
    if let (E::MeetingCancelled(new), Some(E::MeetingCancelled(old))) = (&mut event, recorded) {
        new.sequence = old.sequence;
    }
    if let (E::ParticipantsInvited(new), Some(E::ParticipantsInvited(old))) = (&mut event, recorded)
    {
        new.sequence = old.sequence;
    }
    event
}

/// Whether a correction puts something else in the place of what was recorded, or strikes it.
fn differs(correction: &MeetingEvent, recorded: Option<&MeetingEvent>) -> bool {
    let MeetingEvent::MeetingFactCorrected(e) = correction else {
        return true;
    };
    e.replacement.is_none() || e.replacement.as_deref() != recorded
}

impl Correctable for Meeting {
    fn history(&self) -> &History<MeetingEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<MeetingEvent> {
        &mut self.history
    }

    fn decide(&self, command: &MeetingCommand, ctx: &MeetingsContext) -> Decision {
        self.decide_on(command, Occasion::Correction, ctx)
    }

    /// Everything in its part of the course, each thing once, and no day before the one that it needs.
    fn check(&self) -> Result<(), MeetingRefusal> {
        let begins_on = self.slot()?.on;
        let not_before = |day, first| Unfit::check_not_before("replacement", day, first);
        let (mut items, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
        let mut course = Course {
            begins_on,
            begun: false,
            cancelled_on: None,
            closed_on: None,
        };
        for (_, event) in self.history.standing() {
            course = course.after(event)?;
            match event {
                MeetingEvent::PastMeetingRecorded(e) => {
                    items.extend(e.topics.iter().map(|title| title.0));
                }
                MeetingEvent::ParticipantsInvited(e) => {
                    not_before(e.invited_on, self.planned_on)?;
                }
                MeetingEvent::ReplyRecorded(e) => {
                    let partner = e.partner;
                    let invited = self.invited.partners.get(&partner);
                    let invited = invited.ok_or(MeetingRefusal::NotInvited { partner })?;
                    not_before(e.replied_on, Some(*invited))?;
                }
                MeetingEvent::MeetingCancelled(e) => not_before(e.cancelled_on, self.planned_on)?,
                MeetingEvent::AgendaItemAdded(e) => {
                    if !items.insert(e.item.0) {
                        return Err(MeetingRefusal::ItemTwice { item: e.item });
                    }
                }
                MeetingEvent::OutcomeRecorded(e) => {
                    if !outcomes.insert(e.outcome) {
                        let outcome = e.outcome;
                        return Err(MeetingRefusal::OutcomeTwice { outcome });
                    }
                    if let Some(item) = e.item {
                        check_has_words(self.known_item(item)?)?;
                    }
                    if let Some(due_on) = e.due_on {
                        not_before(due_on, Some(begins_on))?;
                    }
                }
                MeetingEvent::TaskCompleted(e) => {
                    self.task(e.outcome)?;
                    not_before(e.done_on, Some(begins_on))?;
                }
                MeetingEvent::MeetingClosed(e) => not_before(e.closed_on, Some(begins_on))?,
                MeetingEvent::MeetingPlanned(_)
                | MeetingEvent::MeetingNumbered(_)
                | MeetingEvent::RoomReserved(_)
                | MeetingEvent::MeetingRescheduled(_)
                | MeetingEvent::AgendaItemRemoved(_)
                | MeetingEvent::AgendaReordered(_)
                | MeetingEvent::MeetingOpened(_)
                | MeetingEvent::AttendanceRecorded(_)
                | MeetingEvent::MinuteTakerElected(_)
                | MeetingEvent::MeetingFactCorrected(_) => {}
            }
        }
        Ok(())
    }
}
