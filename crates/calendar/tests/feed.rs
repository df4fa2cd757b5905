//! Feeds to subscribe to.

use calendar::{Appointment, Feed, FeedEntry};
use insta::assert_snapshot;
use jiff::civil::date;
use uuid::Uuid;

use crate::fixtures::{appointment, read_by_calcard, read_by_icalendar, stamp, unfolded};

fn feed() -> Feed {
    let entry = |n: u128, sequence, cancelled| FeedEntry {
        appointment: Appointment {
            uid: Uuid::from_u128(n),
            sequence,
            place: None,
            description: None,
            url: None,
            ..appointment(date(2026, 11, 25).at(14, 0, 0, 0))
        },
        cancelled,
        changed: stamp("2026-10-20T08:15:30Z"),
    };
    Feed {
        name: "Netzwerk Frühe Hilfen: \"Sitzungen\"".to_owned(),
        entries: vec![entry(7, 0, false), entry(8, 3, true)],
    }
}

#[test]
fn a_feed_is_a_calendar_at_rest() {
    let lines = unfolded(&feed().to_ics());
    let without_zone: Vec<String> = {
        let head = lines.iter().take_while(|line| *line != "BEGIN:VTIMEZONE");
        let events = lines.iter().skip_while(|line| *line != "BEGIN:VEVENT");
        head.chain(events).cloned().collect()
    };
    assert_snapshot!(without_zone.join("\n"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Lotse//Sitzungen//DE
    CALSCALE:GREGORIAN
    NAME:Netzwerk Frühe Hilfen: 'Sitzungen'
    X-WR-CALNAME:Netzwerk Frühe Hilfen: 'Sitzungen'
    REFRESH-INTERVAL;VALUE=DURATION:PT6H
    X-PUBLISHED-TTL:PT6H
    BEGIN:VEVENT
    UID:00000000-0000-0000-0000-000000000007
    SEQUENCE:0
    DTSTAMP:20261020T081530Z
    DTSTART;TZID=Europe/Berlin:20261125T140000
    DTEND;TZID=Europe/Berlin:20261125T160000
    STATUS:CONFIRMED
    SUMMARY:Lenkungskreis Frühe Hilfen
    LAST-MODIFIED:20261020T081530Z
    END:VEVENT
    BEGIN:VEVENT
    UID:00000000-0000-0000-0000-000000000008
    SEQUENCE:3
    DTSTAMP:20261020T081530Z
    DTSTART;TZID=Europe/Berlin:20261125T140000
    DTEND;TZID=Europe/Berlin:20261125T160000
    STATUS:CANCELLED
    SUMMARY:Lenkungskreis Frühe Hilfen
    LAST-MODIFIED:20261020T081530Z
    END:VEVENT
    END:VCALENDAR
    "#);
}

#[test]
fn two_other_readers_understand_a_feed_alike() {
    let ics = feed().to_ics();
    for read in [read_by_icalendar, read_by_calcard] {
        assert_eq!(read(&ics, "VCALENDAR", "METHOD"), None);
        assert_eq!(
            read(&ics, "VCALENDAR", "X-WR-CALNAME").as_deref(),
            Some("Netzwerk Frühe Hilfen: 'Sitzungen'")
        );
        assert_eq!(
            read(&ics, "VEVENT", "UID").as_deref(),
            Some("00000000-0000-0000-0000-000000000007")
        );
    }
}

#[test]
fn the_same_entries_give_the_same_text() {
    assert_eq!(feed().to_ics(), feed().to_ics());
}

#[test]
fn a_feed_without_meetings_is_a_calendar() {
    let empty = Feed {
        entries: Vec::new(),
        ..feed()
    };
    let ics = empty.to_ics();
    assert_eq!(read_by_icalendar(&ics, "VEVENT", "UID"), None);
    assert_eq!(
        read_by_calcard(&ics, "VTIMEZONE", "TZID").as_deref(),
        Some("Europe/Berlin")
    );
}
