//! A calendar to subscribe to, read-only.
//!
//! It has no METHOD, as a calendar at rest has none: with PUBLISH every entry would need an organizer (RFC 5546, 3.2.1).
//! The text depends on nothing but the entries, so that a tag over it tells whether something changed.

use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarParameter, ICalendarProperty as P,
    ICalendarValueType,
};
use jiff::Timestamp;

use crate::Appointment;
use crate::write::{calendar, clean_name, entry, utc};

/// Asked again that often; programs treat it as a wish.
const REFRESH: &str = "PT6H";

/// A calendar to subscribe to [Kalender-Abonnement].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    pub name: String,
    pub entries: Vec<FeedEntry>,
}

/// A meeting in a feed. A cancelled one stays in it, marked: one that merely vanished would stay in some calendars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    pub appointment: Appointment,
    pub cancelled: bool,
    /// When anything of it was last changed.
    pub changed: Timestamp,
}

impl Feed {
    /// The calendar's text, in UTF-8 without a byte order mark.
    pub fn to_ics(&self) -> String {
        let name = clean_name(&self.name);
        let refresh = entry(P::RefreshInterval, REFRESH.to_owned())
            .with_param(ICalendarParameter::value(ICalendarValueType::Duration));
        let head = vec![
            entry(P::Name, name.clone()),
            // What programs read that do not know RFC 7986.
            entry(P::Other("X-WR-CALNAME".to_owned()), name),
            refresh,
            entry(P::Other("X-PUBLISHED-TTL".to_owned()), REFRESH.to_owned()),
        ];
        calendar(head, self.entries.iter().map(FeedEntry::event).collect())
    }
}

impl FeedEntry {
    fn event(&self) -> ICalendarComponent {
        let status = if self.cancelled {
            "CANCELLED"
        } else {
            "CONFIRMED"
        };
        let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
        // Without a method the stamp is the last change (RFC 5545, 3.8.7.2).
        self.appointment.describe(&mut event, self.changed, status);
        event
            .entries
            .push(entry(P::LastModified, utc(self.changed)));
        event
    }
}
