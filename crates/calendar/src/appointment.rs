//! What every calendar is told of a meeting.

use calcard::icalendar::{ICalendarComponent, ICalendarEntry, ICalendarProperty as P};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, Zoned};
use uuid::Uuid;

use crate::write::{berlin, clean, entry, in_berlin, utc, web_address};

/// A meeting [Termin].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The meeting's id: a calendar replaces the entry that has it.
    pub uid: Uuid,
    /// Goes up with every change that an invited person must hear of, and with the cancellation.
    pub sequence: u32,
    /// Local time in Europe/Berlin. A time that the clocks leave out is the one an hour later; of a time that comes
    /// twice it is the first.
    pub begins: DateTime,
    /// How long it takes; `None` where nobody said, and then it has no end.
    pub minutes: Option<u32>,
    /// The title.
    pub summary: String,
    pub place: Option<String>,
    pub description: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
}

impl Appointment {
    /// Everything but who is invited.
    pub(crate) fn describe(&self, event: &mut ICalendarComponent, stamp: Timestamp, status: &str) {
        let mut say = |entry: ICalendarEntry| event.entries.push(entry);
        say(entry(P::Uid, self.uid.to_string()));
        say(entry(P::Sequence, self.sequence.to_string()));
        say(entry(P::Dtstamp, utc(stamp)));
        // No zone only at the ends of jiff's calendar, where there is no end either.
        let begins = self.begins.to_zoned(berlin()).ok();
        let local = begins.as_ref().map_or(self.begins, Zoned::datetime);
        say(in_berlin(P::Dtstart, local));
        if let Some(ends) = begins.and_then(|begins| self.ends(&begins)) {
            say(end(&ends));
        }
        say(entry(P::Status, status.to_owned()));
        say(entry(P::Summary, clean(&self.summary)));
        for (property, text) in [
            (P::Location, &self.place),
            (P::Description, &self.description),
        ] {
            let text = text.as_deref().map(clean).unwrap_or_default();
            if !text.is_empty() {
                say(entry(property, text));
            }
        }
        if let Some(url) = &self.url {
            say(web_address(url));
        }
    }

    fn ends(&self, begins: &Zoned) -> Option<Zoned> {
        // An end must be later than its beginning (RFC 5545, 3.8.2.2).
        let minutes = self.minutes.filter(|minutes| *minutes > 0)?;
        begins
            .checked_add(SignedDuration::from_mins(minutes.into()))
            .ok()
    }
}

/// Local time like the beginning; in the second run of an hour that comes twice, which local time cannot say, UTC.
fn end(ends: &Zoned) -> ICalendarEntry {
    let local = ends.datetime();
    let reads_back = local
        .to_zoned(berlin())
        .is_ok_and(|read| read.timestamp() == ends.timestamp());
    if reads_back {
        in_berlin(P::Dtend, local)
    } else {
        entry(P::Dtend, utc(ends.timestamp()))
    }
}
