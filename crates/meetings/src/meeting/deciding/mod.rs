//! What a meeting's command makes happen: its course in `planning.rs`, who takes part in `people.rs`, the agenda in
//! `agenda.rs`, what it came to in `results.rs`.

mod agenda;
mod people;
mod planning;
mod results;

pub(super) use results::check_has_words;

use std::collections::BTreeSet;

use kernel::{BodyId, Date, DomainCommand, Refusal, Warning};
use uuid::Uuid;

use super::aggregate::Meeting;
use super::command::MeetingCommand;
use super::error::MeetingRefusal;
use super::event::MeetingEvent;
use super::slot::Slot;
use crate::facts::{KnownBody, MeetingsContext};
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<MeetingEvent>, MeetingRefusal>;

/// Whether something is told as it comes, or a correction tells what should have been told then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    Now,
    Correction,
}

impl Meeting {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &MeetingCommand, ctx: &MeetingsContext) -> Decision {
        self.decide_on(command, Occasion::Now, ctx)
    }

    pub(super) fn decide_on(
        &self,
        command: &MeetingCommand,
        occasion: Occasion,
        ctx: &MeetingsContext,
    ) -> Decision {
        Unfit::check_existence(Thing::Meeting, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            MeetingCommand::PlanMeeting(c) => planning::plan(c, occasion, ctx),
            MeetingCommand::RecordPastMeeting(c) => planning::record_past(c, ctx),
            MeetingCommand::ReserveRoom(c) => self.reserve_room(c),
            MeetingCommand::RescheduleMeeting(c) => self.decide_reschedule(c, occasion, ctx),
            MeetingCommand::CancelMeeting(c) => self.cancel(c),
            MeetingCommand::InviteParticipants(c) => self.invite(c, ctx),
            MeetingCommand::RecordReply(c) => self.record_reply(c, ctx),
            MeetingCommand::AddAgendaItem(c) => self.decide_item(c, ctx),
            MeetingCommand::RemoveAgendaItem(c) => self.remove_item(c),
            MeetingCommand::ReorderAgenda(c) => self.reorder(c),
            MeetingCommand::OpenMeeting(c) => self.open(c, ctx),
            MeetingCommand::RecordAttendance(c) => self.record_attendance(c, ctx),
            MeetingCommand::ElectMinuteTaker(c) => self.elect(c, ctx),
            MeetingCommand::RecordOutcome(c) => self.record_outcome(c, ctx),
            MeetingCommand::CompleteTask(c) => self.complete_task(c),
            MeetingCommand::CloseMeeting(c) => self.close(c, ctx),
            MeetingCommand::CorrectMeeting(c) => self.correct(c, ctx),
        }
    }

    /// When it is; every meeting that exists has a slot.
    pub(super) fn slot(&self) -> Result<&Slot, MeetingRefusal> {
        let slot = self.slot.as_ref();
        slot.ok_or_else(|| Unfit::NotFound(Thing::Meeting).into())
    }

    /// What is known of the body that the command names, which must be the meeting's.
    fn known_body<'c>(
        &self,
        named: BodyId,
        ctx: &'c MeetingsContext,
    ) -> Result<&'c KnownBody, MeetingRefusal> {
        self.check_body(named)?;
        Ok(ctx.facts.body(named, "body")?)
    }

    pub(super) fn check_body(&self, named: BodyId) -> Result<(), MeetingRefusal> {
        match self.body {
            Some(body) if body != named => Err(MeetingRefusal::OtherBody { body }),
            Some(_) | None => Ok(()),
        }
    }
}

/// Refuses where the value that objects binds, warns where it was only inferred.
fn object(
    binds: bool,
    refusal: MeetingRefusal,
    ctx: &MeetingsContext,
) -> Result<(), MeetingRefusal> {
    if binds {
        return Err(refusal);
    }
    ctx.warn(Warning {
        code: refusal.code().to_owned(),
        rule: refusal.rule().unwrap_or_default().to_owned(),
        sentence: refusal.sentence(),
        facts: refusal.facts(),
    });
    Ok(())
}

/// A list names everything once.
fn check_once(
    field: &'static str,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<(), MeetingRefusal> {
    let mut seen = BTreeSet::new();
    match ids.into_iter().find(|id| !seen.insert(*id)) {
        Some(id) => Err(MeetingRefusal::NamedTwice { field, id }),
        None => Ok(()),
    }
}

/// A meeting is planned and invited to while it is ahead.
fn check_ahead(begins_on: Date, day: Date) -> Result<(), MeetingRefusal> {
    if begins_on < day {
        Err(MeetingRefusal::DayPassed { begins_on, day })
    } else {
        Ok(())
    }
}
