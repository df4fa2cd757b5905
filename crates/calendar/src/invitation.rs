//! A message to one invited mail address (RFC 5546, 3.2.2 and 3.2.5).
//!
//! The text goes into a mail as `text/calendar` with the same method in its content type (RFC 6047). The organizer's
//! address must be the one that the mail is from: programs refuse to file an invitation that somebody else sent.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarParticipationRole, ICalendarParticipationStatus, ICalendarProperty as P,
};
use jiff::Timestamp;

use crate::Appointment;
use crate::write::{calendar, clean_name, entry, mailto};

/// An invitation, a change to it, or its end [Einladung, Verlegung, Absage].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub method: Method,
    pub appointment: Appointment,
    /// Who sends it and gets the replies.
    pub organizer: Party,
    /// Its one reader.
    pub attendee: Party,
    /// When it was said: of two messages with one sequence the later one holds.
    pub stamp: Timestamp,
}

/// What the reader's calendar shall do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Enter it and ask for a reply, or replace what has a lower sequence.
    Request,
    /// Take it out.
    Cancel,
}

/// Somebody with a mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub name: Option<String>,
    pub mail: String,
}

impl Method {
    /// As it stands in the text and in the mail's content type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }

    const fn status(self) -> &'static str {
        match self {
            Self::Request => "CONFIRMED",
            Self::Cancel => "CANCELLED",
        }
    }
}

impl Invitation {
    /// The message's text, in UTF-8 without a byte order mark.
    pub fn to_ics(&self) -> String {
        let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
        self.appointment
            .describe(&mut event, self.stamp, self.method.status());
        event.entries.push(self.organizer.entry(P::Organizer));
        let attendee = self.attendee.entry(P::Attendee);
        event.entries.push(match self.method {
            Method::Request => attendee
                .with_param(ICalendarParameter::role(
                    ICalendarParticipationRole::ReqParticipant,
                ))
                .with_param(ICalendarParameter::partstat(
                    ICalendarParticipationStatus::NeedsAction,
                ))
                .with_param(ICalendarParameter::rsvp(true)),
            Method::Cancel => attendee,
        });
        calendar(
            vec![entry(P::Method, self.method.as_str().to_owned())],
            vec![event],
        )
    }
}

impl Party {
    fn entry(&self, property: P) -> ICalendarEntry {
        let name = self.name.as_deref().map(clean_name).unwrap_or_default();
        let named = (!name.is_empty()).then(|| ICalendarParameter::cn(name));
        entry(property, mailto(&self.mail)).with_param_opt(named)
    }
}
