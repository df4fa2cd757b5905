//! The pieces of an iCalendar text.
//!
//! Every value is handed to `calcard` as text in the form that RFC 5545 prints; it escapes what is special in the
//! property's type and folds the lines.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry,
    ICalendarParameter, ICalendarProperty as P, ICalendarValue,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const BERLIN: &str = "Europe/Berlin";

pub(crate) fn berlin() -> TimeZone {
    TimeZone::get(BERLIN).expect("the time zones are bundled with the program")
}

/// A calendar with its time zone, `head` in its own lines and one component for each of `events`.
pub(crate) fn calendar(head: Vec<ICalendarEntry>, events: Vec<ICalendarComponent>) -> String {
    let mut root = ICalendarComponent::new(Component::VCalendar);
    root.entries = vec![
        entry(P::Version, "2.0".to_owned()),
        entry(P::Prodid, "-//Lotse//Sitzungen//DE".to_owned()),
        entry(P::Calscale, "GREGORIAN".to_owned()),
    ];
    root.entries.extend(head);
    let mut zone = ICalendarComponent::new(Component::VTimezone);
    zone.entries.push(entry(P::Tzid, BERLIN.to_owned()));
    // The parts of a component stand behind it, and it names them by their place.
    zone.component_ids = vec![2, 3];
    let mut components = vec![root, zone];
    components.extend(changes_of_the_clock());
    components.extend(events);
    components[0].component_ids = (1..)
        .take(components.len() - 1)
        .filter(|place| ![2, 3].contains(place))
        .collect();
    let mut text = String::new();
    ICalendar { components }
        .write_to(&mut text)
        .expect("a String takes every character");
    text
}

/// The European rules, which hold since 1996 and have no end; they are written as if they had always held.
fn changes_of_the_clock() -> [ICalendarComponent; 2] {
    let change = |kind, name: &str, from: &str, to: &str, first: &str, month: u8| {
        let mut change = ICalendarComponent::new(kind);
        change.entries = vec![
            entry(P::Tzname, name.to_owned()),
            entry(P::Tzoffsetfrom, from.to_owned()),
            entry(P::Tzoffsetto, to.to_owned()),
            entry(P::Dtstart, first.to_owned()),
            entry(P::Rrule, format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")),
        ];
        change
    };
    [
        change(
            Component::Daylight,
            "CEST",
            "+0100",
            "+0200",
            "19700329T020000",
            3,
        ),
        change(
            Component::Standard,
            "CET",
            "+0200",
            "+0100",
            "19701025T030000",
            10,
        ),
    ]
}

pub(crate) fn entry(property: P, text: String) -> ICalendarEntry {
    ICalendarEntry::new(property).with_value(ICalendarValue::Text(text))
}

pub(crate) fn in_berlin(property: P, local: DateTime) -> ICalendarEntry {
    entry(property, local.strftime("%Y%m%dT%H%M%S").to_string())
        .with_param(ICalendarParameter::tzid(BERLIN.to_owned()))
}

pub(crate) fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// URL: what would end or divide the value is percent-encoded, since a URI has no other escape.
pub(crate) fn web_address(url: &str) -> ICalendarEntry {
    entry(P::Url, percent_encoded(url, ""))
}

/// A mail address as a URI (RFC 6068).
pub(crate) fn mailto(mail: &str) -> String {
    format!("mailto:{}", percent_encoded(mail, "%?&#"))
}

/// A text without what no calendar may hold; every kind of line break is `\n`.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\u{feff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// A name in a parameter, which is one line and knows neither quotation mark nor escape.
pub(crate) fn clean_name(name: &str) -> String {
    clean(name)
        .replace('"', "'")
        .replace('\\', "/")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// `text` with blanks, controls and what calendars give a meaning percent-encoded, and `also`.
fn percent_encoded(text: &str, also: &str) -> String {
    let mut encoded = String::new();
    for c in text.trim().chars() {
        let special = c.is_whitespace() || c.is_control() || "\",;\\".contains(c);
        if special || also.contains(c) {
            for byte in c.to_string().bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}
