//! What is possible when: before a meeting, from its opening on, until it is closed.
//!
//! Commands ask it of the state, a correction of every fact in turn, so that both have the same rules.

use kernel::Date;

use super::aggregate::Meeting;
use super::error::MeetingRefusal;
use super::event::MeetingEvent;

/// In which part of a meeting's course something belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// until it is opened
    Ahead,
    /// until it is closed
    Agenda,
    /// from its opening until it is closed
    Session,
    /// from its opening on
    Afterwards,
}

/// How far a meeting is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    pub(super) begins_on: Date,
    pub(super) begun: bool,
    pub(super) cancelled_on: Option<Date>,
    pub(super) closed_on: Option<Date>,
}

impl Course {
    pub(super) fn allows(self, part: Part) -> Result<(), MeetingRefusal> {
        if let Some(cancelled_on) = self.cancelled_on {
            return Err(MeetingRefusal::Cancelled { cancelled_on });
        }
        let begins_on = self.begins_on;
        match part {
            Part::Ahead if self.begun => return Err(MeetingRefusal::Open { begins_on }),
            Part::Session | Part::Afterwards if !self.begun => {
                return Err(MeetingRefusal::NotOpened { begins_on });
            }
            Part::Ahead | Part::Agenda | Part::Session | Part::Afterwards => {}
        }
        match (part, self.closed_on) {
            (Part::Agenda | Part::Session, Some(closed_on)) => {
                Err(MeetingRefusal::Closed { closed_on })
            }
            (Part::Ahead | Part::Afterwards, _) | (_, None) => Ok(()),
        }
    }

    /// The course after the event, which the course must allow.
    pub(super) fn after(mut self, event: &MeetingEvent) -> Result<Self, MeetingRefusal> {
        if let Some(part) = part_of(event) {
            self.allows(part)?;
        }
        match event {
            MeetingEvent::PastMeetingRecorded(_) | MeetingEvent::MeetingOpened(_) => {
                self.begun = true;
            }
            MeetingEvent::MeetingCancelled(e) => self.cancelled_on = Some(e.cancelled_on),
            MeetingEvent::MeetingClosed(e) => self.closed_on = Some(e.closed_on),
            MeetingEvent::MeetingPlanned(_)
            | MeetingEvent::MeetingNumbered(_)
            | MeetingEvent::RoomReserved(_)
            | MeetingEvent::MeetingRescheduled(_)
            | MeetingEvent::ParticipantsInvited(_)
            | MeetingEvent::ReplyRecorded(_)
            | MeetingEvent::AgendaItemAdded(_)
            | MeetingEvent::AgendaItemRemoved(_)
            | MeetingEvent::AgendaReordered(_)
            | MeetingEvent::AttendanceRecorded(_)
            | MeetingEvent::MinuteTakerElected(_)
            | MeetingEvent::OutcomeRecorded(_)
            | MeetingEvent::TaskCompleted(_)
            | MeetingEvent::MeetingFactCorrected(_) => {}
        }
        Ok(self)
    }
}

/// Where what was recorded belongs; `None` for what makes a meeting or corrects it.
fn part_of(event: &MeetingEvent) -> Option<Part> {
    match event {
        MeetingEvent::MeetingPlanned(_)
        | MeetingEvent::PastMeetingRecorded(_)
        | MeetingEvent::MeetingNumbered(_)
        | MeetingEvent::MeetingFactCorrected(_) => None,
        MeetingEvent::RoomReserved(_)
        | MeetingEvent::MeetingRescheduled(_)
        | MeetingEvent::MeetingCancelled(_)
        | MeetingEvent::ParticipantsInvited(_)
        | MeetingEvent::ReplyRecorded(_)
        | MeetingEvent::MeetingOpened(_) => Some(Part::Ahead),
        MeetingEvent::AgendaItemAdded(_)
        | MeetingEvent::AgendaItemRemoved(_)
        | MeetingEvent::AgendaReordered(_) => Some(Part::Agenda),
        MeetingEvent::AttendanceRecorded(_)
        | MeetingEvent::MinuteTakerElected(_)
        | MeetingEvent::OutcomeRecorded(_)
        | MeetingEvent::MeetingClosed(_) => Some(Part::Session),
        MeetingEvent::TaskCompleted(_) => Some(Part::Afterwards),
    }
}

impl Meeting {
    /// Refuses what does not belong where the meeting is now.
    pub(super) fn allows(&self, part: Part) -> Result<(), MeetingRefusal> {
        let course = Course {
            begins_on: self.slot()?.on,
            begun: self.begun.is_some(),
            cancelled_on: self.cancelled_on,
            closed_on: self.closed_on,
        };
        course.allows(part)
    }
}
