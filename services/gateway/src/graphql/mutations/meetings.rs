//! The mutations of the meetings service.

use ::meetings::calendar_feed::{OpenCalendarFeed, RevokeCalendarFeed};
use ::meetings::meeting::{
    AddAgendaItem, CancelMeeting, CloseMeeting, CompleteTask, CorrectMeeting, ElectMinuteTaker,
    InviteParticipants, OpenMeeting, PlanMeeting, RecordAttendance, RecordOutcome,
    RecordPastMeeting, RecordReply, RemoveAgendaItem, ReorderAgenda, RescheduleMeeting,
    ReserveRoom,
};

use super::mutations;
use super::payload::{BodyPayload, MeetingPayload};

mutations! {
    /// What may be done with meetings.
    MeetingMutation posts to Meetings {
        /// Plans a meeting; it gets the body's next number [Sitzung planen].
        plan_meeting(PlanMeeting) -> MeetingPayload;
        /// Records a meeting that took place before the office worked here [Sitzung nachtragen].
        record_past_meeting(RecordPastMeeting) -> MeetingPayload;
        /// Records that a room is reserved [Raum reservieren].
        reserve_room(ReserveRoom) -> MeetingPayload;
        /// Moves a meeting; who was invited is asked anew [Sitzung verlegen].
        reschedule_meeting(RescheduleMeeting) -> MeetingPayload;
        /// Cancels a meeting [Sitzung absagen].
        cancel_meeting(CancelMeeting) -> MeetingPayload;
        /// Invites institutions and contacts [Einladung].
        invite_participants(InviteParticipants) -> MeetingPayload;
        /// Records what somebody who was invited answered [Zusage, Absage].
        record_reply(RecordReply) -> MeetingPayload;
        /// Puts an item on the agenda [Tagesordnungspunkt aufnehmen].
        add_agenda_item(AddAgendaItem) -> MeetingPayload;
        /// Takes an item off the agenda [Tagesordnungspunkt streichen].
        remove_agenda_item(RemoveAgendaItem) -> MeetingPayload;
        /// Puts the agenda into another order [Tagesordnung umstellen].
        reorder_agenda(ReorderAgenda) -> MeetingPayload;
        /// Opens a meeting on its day [Sitzung eröffnen].
        open_meeting(OpenMeeting) -> MeetingPayload;
        /// Records whom the meeting elected to write its minutes [Wahl der Protokollführung].
        elect_minute_taker(ElectMinuteTaker) -> MeetingPayload;
        /// Records who was there, by institution and count [Anwesenheit].
        record_attendance(RecordAttendance) -> MeetingPayload;
        /// Records what the meeting came to [Ergebnis festhalten].
        record_outcome(RecordOutcome) -> MeetingPayload;
        /// Records that a task was done [Auftrag erledigt].
        complete_task(CompleteTask) -> MeetingPayload;
        /// Closes a meeting: nothing is added any more [Sitzung abschließen].
        close_meeting(CloseMeeting) -> MeetingPayload;
        /// Opens a calendar of the body's meetings to subscribe to; it has a secret address [Kalender-Abo öffnen].
        open_calendar_feed(OpenCalendarFeed) -> BodyPayload;
        /// Ends the calendar's address; opened again it gets another one [Kalender-Abo beenden].
        revoke_calendar_feed(RevokeCalendarFeed) -> BodyPayload;
        /// Corrects what was recorded of a meeting [Angabe berichtigen].
        correct_meeting(CorrectMeeting) -> MeetingPayload;
    }
}
