//! Invented meetings, and how the tests read a calendar: by its letter, and with a library that did not write it.

use calendar::{Appointment, Invitation, Method, Party};
use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use uuid::Uuid;

pub(crate) const MEETING: &str = "00000000-0000-0000-0000-000000000007";

pub(crate) fn stamp(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

pub(crate) fn appointment(begins: DateTime) -> Appointment {
    Appointment {
        uid: Uuid::from_u128(7),
        sequence: 0,
        begins,
        minutes: Some(120),
        summary: "Lenkungskreis Frühe Hilfen".to_owned(),
        place: Some("Rathaus, Sitzungssaal 2; 1. Obergeschoss".to_owned()),
        description: Some("Tagesordnung:\n1. Begrüßung\n2. Öffentlichkeitsarbeit".to_owned()),
        url: Some("https://lotse.example/sitzungen/7".to_owned()),
    }
}

pub(crate) fn invitation() -> Invitation {
    Invitation {
        method: Method::Request,
        appointment: appointment(date(2026, 11, 25).at(14, 0, 0, 0)),
        organizer: Party {
            name: Some("Netzwerkkoordination Frühe Hilfen".to_owned()),
            mail: "netzwerk@stadt.example".to_owned(),
        },
        attendee: Party {
            name: Some("Beratungsstelle Süd, Leitung".to_owned()),
            mail: "leitung@beratung.example".to_owned(),
        },
        stamp: stamp("2026-10-20T08:15:30Z"),
    }
}

/// The lines as a program reads them: folded ones are one.
pub(crate) fn unfolded(ics: &str) -> Vec<String> {
    ics.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

/// The lines of the first event that begin with `name`.
pub(crate) fn lines(ics: &str, name: &str) -> Vec<String> {
    let lines = unfolded(ics).into_iter();
    lines
        .skip_while(|line| line != "BEGIN:VEVENT")
        .take_while(|line| line != "END:VEVENT")
        .filter(|line| line.starts_with(name))
        .collect()
}

/// A property of the calendar, or of a part of it, as `icalendar` reads it.
pub(crate) fn read_by_icalendar(ics: &str, part: &str, name: &str) -> Option<String> {
    let text = icalendar::parser::unfold(ics);
    let calendar = icalendar::parser::read_calendar(&text).expect("icalendar reads it");
    let of = |properties: &[icalendar::parser::Property<'_>]| {
        let mut found = properties.iter().filter(|property| property.name == name);
        found
            .next()
            .map(|property| property.val.as_str().to_owned())
    };
    if part == "VCALENDAR" {
        return of(&calendar.properties);
    }
    let mut parts = calendar.components.iter();
    of(&parts.find(|component| component.name == part)?.properties)
}

/// The same as `calcard` reads it.
pub(crate) fn read_by_calcard(ics: &str, part: &str, name: &str) -> Option<String> {
    let calendar = calcard::icalendar::ICalendar::parse(ics).expect("calcard reads it");
    let component = calendar
        .components
        .iter()
        .find(|component| component.component_type.as_str() == part)?;
    let mut entries = component.entries.iter();
    let entry = entries.find(|entry| entry.name.as_str() == name)?;
    let value = entry.values.first()?.clone();
    value.into_text().map(String::from)
}
