//! What a meeting's command says of itself to whoever carries it.

use kernel::{BodyId, Date, DomainCommand, MeetingId, StreamId, VaultEntry};
use uuid::Uuid;

use super::*;
use crate::meeting::event::MeetingEvent;

impl CorrectMeeting {
    /// The command that should have been given, for this meeting.
    pub(in crate::meeting) fn instead(&self) -> Option<MeetingCommand> {
        let mut instead = self.replacement.clone().map(MeetingCommand::from)?;
        match &mut instead {
            MeetingCommand::PlanMeeting(c) => c.id = Some(self.meeting),
            MeetingCommand::RecordPastMeeting(c) => c.id = Some(self.meeting),
            MeetingCommand::ReserveRoom(_)
            | MeetingCommand::RescheduleMeeting(_)
            | MeetingCommand::CancelMeeting(_)
            | MeetingCommand::InviteParticipants(_)
            | MeetingCommand::RecordReply(_)
            | MeetingCommand::AddAgendaItem(_)
            | MeetingCommand::RemoveAgendaItem(_)
            | MeetingCommand::ReorderAgenda(_)
            | MeetingCommand::OpenMeeting(_)
            | MeetingCommand::RecordAttendance(_)
            | MeetingCommand::ElectMinuteTaker(_)
            | MeetingCommand::RecordOutcome(_)
            | MeetingCommand::CompleteTask(_)
            | MeetingCommand::CloseMeeting(_)
            | MeetingCommand::CorrectMeeting(_) => {}
        }
        Some(instead)
    }
}

impl MeetingCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        let named = |field, day: Option<Date>| day.map(|day| (field, day));
        match self {
            Self::PlanMeeting(c) => named("plannedOn", c.planned_on),
            Self::RecordPastMeeting(c) => Some(("heldOn", c.held_on)),
            Self::ReserveRoom(c) => Some(("reservedOn", c.reserved_on)),
            Self::CancelMeeting(c) => Some(("cancelledOn", c.cancelled_on)),
            Self::InviteParticipants(c) => named("invitedOn", c.invited_on),
            Self::RecordReply(c) => Some(("repliedOn", c.replied_on)),
            Self::CompleteTask(c) => Some(("doneOn", c.done_on)),
            Self::CloseMeeting(c) => named("closedOn", c.closed_on),
            Self::CorrectMeeting(c) => c.instead().and_then(|command| command.recorded_on()),
            Self::RescheduleMeeting(_)
            | Self::AddAgendaItem(_)
            | Self::RemoveAgendaItem(_)
            | Self::ReorderAgenda(_)
            | Self::OpenMeeting(_)
            | Self::RecordAttendance(_)
            | Self::ElectMinuteTaker(_)
            | Self::RecordOutcome(_) => None,
        }
    }

    /// What a replacement leaves open stays as it was recorded: ids, days, the place on the agenda.
    pub(in crate::meeting) fn stay_as(&mut self, recorded: &MeetingEvent) {
        if let (Self::PlanMeeting(c), MeetingEvent::MeetingPlanned(e)) = (&mut *self, recorded) {
            c.planned_on.get_or_insert(e.planned_on);
            c.first_number.take_if(|first| first.get() == e.number);
        }
        if let (Self::RecordPastMeeting(c), MeetingEvent::PastMeetingRecorded(e)) =
            (&mut *self, recorded)
        {
            c.first_number.take_if(|first| first.get() == e.number);
        }
        if let (Self::InviteParticipants(c), MeetingEvent::ParticipantsInvited(e)) =
            (&mut *self, recorded)
        {
            c.invited_on.get_or_insert(e.invited_on);
        }
        if let (Self::AddAgendaItem(c), MeetingEvent::AgendaItemAdded(e)) = (&mut *self, recorded) {
            c.item.get_or_insert(e.item);
            c.position = c.position.or(NonZeroU32::new(e.position));
        }
        if let (Self::RecordOutcome(c), MeetingEvent::OutcomeRecorded(e)) = (&mut *self, recorded) {
            c.id.get_or_insert(e.outcome);
        }
        if let (Self::CloseMeeting(c), MeetingEvent::MeetingClosed(e)) = (&mut *self, recorded) {
            c.closed_on.get_or_insert(e.closed_on);
        }
    }
}

impl DomainCommand for MeetingCommand {
    const STREAM: &'static str = "meeting";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::PlanMeeting(c) => c.id,
            Self::RecordPastMeeting(c) => c.id,
            Self::ReserveRoom(c) => Some(c.meeting),
            Self::RescheduleMeeting(c) => Some(c.meeting),
            Self::CancelMeeting(c) => Some(c.meeting),
            Self::InviteParticipants(c) => Some(c.meeting),
            Self::RecordReply(c) => Some(c.meeting),
            Self::AddAgendaItem(c) => Some(c.meeting),
            Self::RemoveAgendaItem(c) => Some(c.meeting),
            Self::ReorderAgenda(c) => Some(c.meeting),
            Self::OpenMeeting(c) => Some(c.meeting),
            Self::RecordAttendance(c) => Some(c.meeting),
            Self::ElectMinuteTaker(c) => Some(c.meeting),
            Self::RecordOutcome(c) => Some(c.meeting),
            Self::CompleteTask(c) => Some(c.meeting),
            Self::CloseMeeting(c) => Some(c.meeting),
            Self::CorrectMeeting(c) => Some(c.meeting),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::PlanMeeting(PlanMeeting { id: open, .. })
        | Self::RecordPastMeeting(RecordPastMeeting { id: open, .. }) = self
        {
            *open = Some(MeetingId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::PlanMeeting(_) | Self::RecordPastMeeting(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        let body = |id: BodyId| StreamId::new("body", id.0);
        let series = |id: BodyId| StreamId::new("meeting-series", id.0);
        let partner = |id: &PartnerId| StreamId::new("partner", id.0);
        match self {
            Self::PlanMeeting(c) => vec![body(c.body), series(c.body)],
            Self::RecordPastMeeting(c) => {
                let mut reads = vec![body(c.body), series(c.body)];
                reads.extend(c.present.iter().map(partner));
                reads
            }
            Self::InviteParticipants(c) => {
                let mut reads = vec![body(c.body)];
                reads.extend(c.partners.iter().flatten().map(partner));
                reads.extend(c.contacts.iter().map(|id| StreamId::new("contact", id.0)));
                reads
            }
            Self::RecordReply(c) => {
                let contact = c.contact.iter();
                contact.map(|id| StreamId::new("contact", id.0)).collect()
            }
            Self::AddAgendaItem(c) => {
                let mut reads = vec![body(c.body)];
                reads.extend(c.topic.map(|id| StreamId::new("topic", id.0)));
                reads.extend(c.partner.iter().map(partner));
                reads.extend(c.subgroup.filter(|id| *id != c.body).map(body));
                reads
            }
            Self::RecordAttendance(c) => {
                let present = c.partners.iter();
                present.map(|presence| partner(&presence.partner)).collect()
            }
            Self::ElectMinuteTaker(c) => {
                let mut reads = vec![body(c.body), partner(&c.partner)];
                reads.extend(c.contact.map(|id| StreamId::new("contact", id.0)));
                reads
            }
            Self::RecordOutcome(c) => {
                let mut reads = vec![body(c.body)];
                reads.extend(c.responsible.iter().map(partner));
                reads
            }
            Self::CloseMeeting(c) => vec![body(c.body)],
            Self::CorrectMeeting(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::ReserveRoom(_)
            | Self::RescheduleMeeting(_)
            | Self::CancelMeeting(_)
            | Self::RemoveAgendaItem(_)
            | Self::ReorderAgenda(_)
            | Self::OpenMeeting(_)
            | Self::CompleteTask(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        let some = |texts: &[&Option<NewText>]| -> Vec<VaultEntry> {
            let given = texts.iter().filter_map(|text| text.as_ref());
            given.map(VaultEntry::from).collect()
        };
        match self {
            Self::PlanMeeting(c) => some(&[&c.place, &c.topic]),
            Self::RecordPastMeeting(c) => {
                let mut entries = some(&[&c.place]);
                entries.extend(c.topics.iter().map(VaultEntry::from));
                entries
            }
            Self::ReserveRoom(c) => {
                let mut entries = some(&[&c.confirmed_by]);
                entries.push((&c.place).into());
                entries
            }
            Self::RescheduleMeeting(c) => some(&[&c.place, &c.reason]),
            Self::CancelMeeting(c) => some(&[&c.reason]),
            Self::InviteParticipants(c) => some(&[&c.letter]),
            Self::AddAgendaItem(c) => some(&[&c.title, &c.note, &c.speaker]),
            Self::RecordOutcome(c) => vec![(&c.text).into()],
            Self::CorrectMeeting(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::RecordReply(_)
            | Self::RemoveAgendaItem(_)
            | Self::ReorderAgenda(_)
            | Self::OpenMeeting(_)
            | Self::RecordAttendance(_)
            | Self::ElectMinuteTaker(_)
            | Self::CompleteTask(_)
            | Self::CloseMeeting(_) => Vec::new(),
        }
    }
}
