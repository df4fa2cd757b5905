//! What an invited person's program answers (RFC 5546, 3.2.3).
//!
//! A reply says what its sender wrote into it. Whether the address is one that was invited, and whether the mail is
//! really from there, the caller must ask. Rejected: reading COMMENT as well; it is free text of somebody who may not
//! know that a municipality keeps it, and an office reads it in its mailbox.

use calcard::icalendar::utils::strip_mailto_scheme;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarParameterValue, ICalendarParticipationStatus as Status, ICalendarProperty as P,
};
use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

/// A program that quotes a whole description needs kilobytes; more is no reply.
const LONGEST: usize = 1024 * 1024;

/// A reply to an invitation [Rückmeldung].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The meeting's id.
    pub uid: Uuid,
    /// The address that replies, as it was written.
    pub attendee: String,
    pub participation: Participation,
    /// Of the invitation that was answered: a lower one than the meeting's is an answer to what no longer holds.
    pub sequence: u32,
    /// When it was said: of two replies to one sequence the later one holds.
    pub stamp: Option<Timestamp>,
}

/// Whether somebody comes [Teilnahme].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participation {
    Accepted,
    Declined,
    Tentative,
    /// Somebody else comes instead.
    Delegated,
    /// Not yet decided.
    Undecided,
}

/// Why a text is no reply to one of our invitations.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnreadableReply {
    #[error("the text has {0} octets, which no reply needs")]
    TooLong(usize),
    #[error("the text is no iCalendar")]
    NotACalendar,
    /// A counter-proposal (`COUNTER`), say.
    #[error("its method is {0:?}, not REPLY")]
    NotAReply(Option<String>),
    #[error("it has {0} different events; a reply is about one")]
    NotOneEvent(usize),
    #[error("its UID is not a meeting's id")]
    NotOurs,
    #[error("it names {0} attendees; one replies")]
    NotOneAttendee(usize),
    #[error("its participation status is {0:?}")]
    UnknownParticipation(Option<String>),
    #[error("its sequence is no number")]
    BadSequence,
}

impl Reply {
    /// Reads the text of a mail's `text/calendar` part.
    pub fn read(ics: &str) -> Result<Self, UnreadableReply> {
        if ics.len() > LONGEST {
            return Err(UnreadableReply::TooLong(ics.len()));
        }
        let text = ics.trim_start_matches('\u{feff}').trim_start();
        let calendar = ICalendar::parse(text).map_err(|_| UnreadableReply::NotACalendar)?;
        let root = calendar
            .components
            .first()
            .filter(|root| root.component_type == ICalendarComponentType::VCalendar)
            .ok_or(UnreadableReply::NotACalendar)?;
        let method = root.property(&P::Method).and_then(text_of);
        if !method.is_some_and(|method| method.eq_ignore_ascii_case("REPLY")) {
            return Err(UnreadableReply::NotAReply(method.map(str::to_owned)));
        }
        let events: Vec<&ICalendarComponent> = calendar
            .components
            .iter()
            .filter(|component| component.component_type == ICalendarComponentType::VEvent)
            .collect();
        let [event] = events.as_slice() else {
            return Err(UnreadableReply::NotOneEvent(events.len()));
        };
        let attendees: Vec<&ICalendarEntry> = event.properties(&P::Attendee).collect();
        let [attendee] = attendees.as_slice() else {
            return Err(UnreadableReply::NotOneAttendee(attendees.len()));
        };
        Ok(Self {
            uid: uid(event)?,
            attendee: address(attendee).ok_or(UnreadableReply::NotOneAttendee(0))?,
            participation: participation(attendee)?,
            sequence: sequence(event)?,
            stamp: stamp(event),
        })
    }
}

fn text_of(entry: &ICalendarEntry) -> Option<&str> {
    entry.values.first().and_then(|value| value.as_text())
}

/// Only in the form in which we wrote it: the UID of another program may be a UUID in another form.
fn uid(event: &ICalendarComponent) -> Result<Uuid, UnreadableReply> {
    let written = event.uid().map(str::trim).unwrap_or_default();
    let uid: Uuid = written.parse().map_err(|_| UnreadableReply::NotOurs)?;
    if uid.to_string().eq_ignore_ascii_case(written) {
        Ok(uid)
    } else {
        Err(UnreadableReply::NotOurs)
    }
}

fn address(attendee: &ICalendarEntry) -> Option<String> {
    let address = percent_decoded(strip_mailto_scheme(text_of(attendee)?.trim()))?;
    let plain = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    (plain && address.contains('@')).then_some(address)
}

fn participation(attendee: &ICalendarEntry) -> Result<Participation, UnreadableReply> {
    let value = attendee.parameter(&ICalendarParameterName::Partstat);
    let unknown = || {
        let text = value.and_then(ICalendarParameterValue::as_text);
        UnreadableReply::UnknownParticipation(text.map(str::to_owned))
    };
    let Some(ICalendarParameterValue::Partstat(status)) = value else {
        return Err(unknown());
    };
    match status {
        Status::Accepted => Ok(Participation::Accepted),
        Status::Declined => Ok(Participation::Declined),
        Status::Tentative => Ok(Participation::Tentative),
        Status::Delegated => Ok(Participation::Delegated),
        Status::NeedsAction => Ok(Participation::Undecided),
        // Of tasks, not of meetings.
        Status::Completed | Status::InProcess | Status::Failed => Err(unknown()),
    }
}

/// Absent means the first one (RFC 5545, 3.8.7.4).
fn sequence(event: &ICalendarComponent) -> Result<u32, UnreadableReply> {
    let Some(entry) = event.property(&P::Sequence) else {
        return Ok(0);
    };
    let number = entry.values.first().and_then(|value| value.as_integer());
    number
        .and_then(|number| u32::try_from(number).ok())
        .ok_or(UnreadableReply::BadSequence)
}

fn stamp(event: &ICalendarComponent) -> Option<Timestamp> {
    let value = event.property(&P::Dtstamp)?.values.first()?;
    let seconds = value.as_partial_date_time()?.to_timestamp()?;
    Timestamp::from_second(seconds).ok()
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut decoded = parts.next()?.as_bytes().to_vec();
    for part in parts {
        match part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok())
        {
            Some(byte) => {
                decoded.push(byte);
                decoded.extend_from_slice(&part.as_bytes()[2..]);
            }
            // Addresses that a program did not encode.
            None => {
                decoded.push(b'%');
                decoded.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8(decoded).ok()
}
