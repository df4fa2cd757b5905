//! Invitations: what RFC 5545, 5546 and 6047 demand, and what must not go wrong.

use calendar::{Appointment, Invitation, Method, Party};
use insta::assert_snapshot;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use crate::fixtures::{
    MEETING, appointment, invitation, lines, read_by_calcard, read_by_icalendar, stamp, unfolded,
};

fn at(begins: DateTime, minutes: Option<u32>) -> String {
    let appointment = Appointment {
        minutes,
        ..appointment(begins)
    };
    Invitation {
        appointment,
        ..invitation()
    }
    .to_ics()
}

fn saying(change: impl FnOnce(&mut Appointment)) -> String {
    let mut invitation = invitation();
    change(&mut invitation.appointment);
    invitation.to_ics()
}

#[test]
fn an_invitation_says_everything_that_a_calendar_needs() {
    assert_snapshot!(invitation().to_ics().replace("\r\n", "\n"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Lotse//Sitzungen//DE
    CALSCALE:GREGORIAN
    METHOD:REQUEST
    BEGIN:VTIMEZONE
    TZID:Europe/Berlin
    BEGIN:DAYLIGHT
    TZNAME:CEST
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    DTSTART:19700329T020000
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
    END:DAYLIGHT
    BEGIN:STANDARD
    TZNAME:CET
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    DTSTART:19701025T030000
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:00000000-0000-0000-0000-000000000007
    SEQUENCE:0
    DTSTAMP:20261020T081530Z
    DTSTART;TZID=Europe/Berlin:20261125T140000
    DTEND;TZID=Europe/Berlin:20261125T160000
    STATUS:CONFIRMED
    SUMMARY:Lenkungskreis Frühe Hilfen
    LOCATION:Rathaus\, Sitzungssaal 2\; 1. Obergeschoss
    DESCRIPTION:Tagesordnung:\n1. Begrüßung\n2. Öffentlichkeitsarbeit
    URL:https://lotse.example/sitzungen/7
    ORGANIZER;CN="Netzwerkkoordination Frühe Hilfen":mailto:netzwerk@stadt.exa
     mple
    ATTENDEE;CN="Beratungsstelle Süd, Leitung";ROLE=REQ-PARTICIPANT;PARTSTAT=N
     EEDS-ACTION;RSVP=TRUE:mailto:leitung@beratung.example
    END:VEVENT
    END:VCALENDAR
    "#);
}

#[test]
fn two_other_readers_understand_it_alike() {
    let ics = invitation().to_ics();
    for read in [read_by_icalendar, read_by_calcard] {
        let event = |name| read(&ics, "VEVENT", name);
        assert_eq!(
            read(&ics, "VCALENDAR", "METHOD").as_deref(),
            Some("REQUEST")
        );
        assert_eq!(event("UID").as_deref(), Some(MEETING));
        assert_eq!(event("SEQUENCE").as_deref(), Some("0"));
        assert_eq!(event("STATUS").as_deref(), Some("CONFIRMED"));
        assert_eq!(
            event("SUMMARY").as_deref(),
            Some("Lenkungskreis Frühe Hilfen")
        );
        assert_eq!(
            event("LOCATION").as_deref(),
            Some("Rathaus, Sitzungssaal 2; 1. Obergeschoss")
        );
        assert_eq!(
            event("DESCRIPTION").as_deref(),
            Some("Tagesordnung:\n1. Begrüßung\n2. Öffentlichkeitsarbeit")
        );
        assert_eq!(
            event("ORGANIZER").as_deref(),
            Some("mailto:netzwerk@stadt.example")
        );
        assert_eq!(
            event("ATTENDEE").as_deref(),
            Some("mailto:leitung@beratung.example")
        );
    }
}

#[test]
fn a_line_has_at_most_75_octets_and_no_character_is_cut() {
    let long = "Frühförderstelle für Mütter und Väter – Übergänge, ".repeat(20);
    let ics = saying(|appointment| {
        appointment.summary.clone_from(&long);
        appointment.description = Some("ß".repeat(500));
    });
    assert!(!ics.starts_with('\u{feff}'));
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        // Every piece between two folds is valid UTF-8, or this would be no str.
    }
    assert!(ics.ends_with("END:VCALENDAR\r\n"));
    for read in [read_by_icalendar, read_by_calcard] {
        assert_eq!(read(&ics, "VEVENT", "SUMMARY").as_deref(), Some(&*long));
        assert_eq!(read(&ics, "VEVENT", "DESCRIPTION"), Some("ß".repeat(500)));
    }
}

#[test]
fn what_is_special_is_escaped() {
    let ics =
        saying(|appointment| appointment.summary = "a;b,c\\d\r\ne\rf\u{2028}g:\"h\"".to_owned());
    assert_eq!(
        lines(&ics, "SUMMARY"),
        [r#"SUMMARY:a\;b\,c\\d\ne\nf\ng:"h""#]
    );
}

#[test]
fn control_characters_are_left_out() {
    let ics =
        saying(|appointment| appointment.summary = "\u{feff}a\u{0}b\u{7}c\td\u{7f}".to_owned());
    assert_eq!(lines(&ics, "SUMMARY"), ["SUMMARY:abc d"]);
}

#[test]
fn no_typed_text_opens_a_line_of_its_own() {
    let evil = "x\r\nATTENDEE:mailto:boese@anderswo.example\r\nEND:VEVENT\nBEGIN:VEVENT";
    let party = Party {
        name: Some(format!("\"{evil}\\")),
        mail: format!("a@b.example{evil}"),
    };
    let mut invitation = Invitation {
        organizer: party.clone(),
        attendee: party,
        ..invitation()
    };
    invitation.appointment = Appointment {
        summary: evil.to_owned(),
        place: Some(evil.to_owned()),
        description: Some(evil.to_owned()),
        url: Some(format!("https://lotse.example/{evil}")),
        ..invitation.appointment
    };
    let ics = invitation.to_ics();
    let names = |ics: &str| -> Vec<String> {
        let name = |line: &String| line.split([':', ';']).next().map(str::to_owned);
        unfolded(ics).iter().filter_map(name).collect()
    };
    assert_eq!(names(&ics), names(&crate::fixtures::invitation().to_ics()));
    assert_eq!(
        lines(&ics, "ORGANIZER"),
        [
            "ORGANIZER;CN=\"'x ATTENDEE:mailto:boese@anderswo.example END:VEVENT BEGIN:VEVENT/\":mailto:a@b.examplex%0D%0AATTENDEE:mailto:boese@anderswo.example%0D%0AEND:VEVENT%0ABEGIN:VEVENT"
        ]
    );
}

#[test]
fn an_address_keeps_what_an_address_may_have() {
    let mut invitation = invitation();
    invitation.attendee = Party {
        name: Some("  ".to_owned()),
        mail: " anna+netz'werk@träger.example ".to_owned(),
    };
    let ics = invitation.to_ics();
    assert_eq!(
        lines(&ics, "ATTENDEE"),
        [
            "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:anna+netz'werk@träger.example"
        ]
    );
    invitation.attendee.mail = "50%?a&b#c@x.example".to_owned();
    assert!(
        lines(&invitation.to_ics(), "ATTENDEE")[0].ends_with(":mailto:50%25%3Fa%26b%23c@x.example")
    );
}

#[test]
fn a_web_address_keeps_its_question() {
    let ics = saying(|appointment| {
        appointment.url = Some("https://lotse.example/s?a=1&b=2#c,d;e".to_owned());
    });
    assert_eq!(
        lines(&ics, "URL"),
        ["URL:https://lotse.example/s?a=1&b=2#c%2Cd%3Be"]
    );
}

#[test]
fn what_nobody_said_is_not_there() {
    let ics = saying(|appointment| {
        appointment.minutes = None;
        appointment.place = None;
        appointment.description = Some("\u{7}".to_owned());
        appointment.url = None;
    });
    for name in ["DTEND", "DURATION", "LOCATION", "DESCRIPTION", "URL"] {
        assert!(lines(&ics, name).is_empty(), "{name}");
    }
    // An end at the beginning is none.
    assert!(lines(&at(date(2026, 11, 25).at(14, 0, 0, 0), Some(0)), "DTEND").is_empty());
    assert_eq!(
        lines(&at(date(2026, 11, 25).at(14, 0, 0, 0), Some(1)), "DTEND"),
        ["DTEND;TZID=Europe/Berlin:20261125T140100"]
    );
}

#[test]
fn a_meeting_over_the_change_to_summer_time_takes_as_long_as_it_was_said_to() {
    let ics = at(date(2026, 3, 29).at(1, 30, 0, 0), Some(120));
    assert_eq!(
        [lines(&ics, "DTSTART"), lines(&ics, "DTEND")].concat(),
        [
            "DTSTART;TZID=Europe/Berlin:20260329T013000",
            "DTEND;TZID=Europe/Berlin:20260329T043000",
        ]
    );
}

#[test]
fn a_meeting_over_the_change_to_winter_time_takes_as_long_as_it_was_said_to() {
    let ics = at(date(2026, 10, 25).at(1, 30, 0, 0), Some(180));
    assert_eq!(
        lines(&ics, "DTEND"),
        ["DTEND;TZID=Europe/Berlin:20261025T033000"]
    );
    // 2:30 comes twice: the first is local time, the second must be said in UTC.
    let first = at(date(2026, 10, 25).at(1, 30, 0, 0), Some(60));
    assert_eq!(
        lines(&first, "DTEND"),
        ["DTEND;TZID=Europe/Berlin:20261025T023000"]
    );
    let second = at(date(2026, 10, 25).at(1, 30, 0, 0), Some(120));
    assert_eq!(lines(&second, "DTEND"), ["DTEND:20261025T013000Z"]);
}

#[test]
fn a_time_that_the_clocks_leave_out_is_an_hour_later() {
    let ics = at(date(2026, 3, 29).at(2, 30, 0, 0), Some(30));
    assert_eq!(
        [lines(&ics, "DTSTART"), lines(&ics, "DTEND")].concat(),
        [
            "DTSTART;TZID=Europe/Berlin:20260329T033000",
            "DTEND;TZID=Europe/Berlin:20260329T040000",
        ]
    );
}

#[test]
fn the_ends_of_time_are_no_accident() {
    assert_eq!(lines(&at(DateTime::MAX, Some(1)), "DTEND").len(), 0);
    assert_eq!(lines(&at(DateTime::MAX, Some(1)), "DTSTART").len(), 1);
}

#[test]
fn the_time_zone_has_the_rules_of_the_last_sundays_without_an_end() {
    let ics = invitation().to_ics();
    let zone: Vec<String> = unfolded(&ics)
        .into_iter()
        .skip_while(|line| line != "BEGIN:VTIMEZONE")
        .take_while(|line| line != "BEGIN:VEVENT")
        .collect();
    let lines: Vec<&str> = zone.iter().map(String::as_str).collect();
    assert_eq!(
        lines,
        [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Berlin",
            "BEGIN:DAYLIGHT",
            "TZNAME:CEST",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "DTSTART:19700329T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "TZNAME:CET",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    );
    for read in [read_by_icalendar, read_by_calcard] {
        assert_eq!(
            read(&ics, "VTIMEZONE", "TZID").as_deref(),
            Some("Europe/Berlin")
        );
    }
}

#[test]
fn a_change_has_the_same_uid_and_a_higher_sequence() {
    let first = invitation();
    let mut moved = first.clone();
    moved.appointment.sequence = 1;
    moved.appointment.begins = date(2026, 12, 2).at(9, 0, 0, 0);
    moved.stamp = stamp("2026-10-21T08:00:00Z");
    let [first, moved] = [first.to_ics(), moved.to_ics()];
    assert_eq!(lines(&first, "UID"), lines(&moved, "UID"));
    assert_eq!(lines(&first, "SEQUENCE"), ["SEQUENCE:0"]);
    assert_eq!(lines(&moved, "SEQUENCE"), ["SEQUENCE:1"]);
    assert_eq!(
        lines(&moved, "DTSTART"),
        ["DTSTART;TZID=Europe/Berlin:20261202T090000"]
    );
    assert_eq!(lines(&moved, "DTSTAMP"), ["DTSTAMP:20261021T080000Z"]);
}

#[test]
fn a_cancellation_takes_the_entry_out_and_asks_for_no_reply() {
    let mut cancelled = Invitation {
        method: Method::Cancel,
        ..invitation()
    };
    cancelled.appointment.sequence = 2;
    let ics = cancelled.to_ics();
    assert!(unfolded(&ics).contains(&"METHOD:CANCEL".to_owned()));
    assert_eq!(cancelled.method.as_str(), "CANCEL");
    assert_eq!(lines(&ics, "STATUS"), ["STATUS:CANCELLED"]);
    assert_eq!(lines(&ics, "SEQUENCE"), ["SEQUENCE:2"]);
    assert_eq!(lines(&ics, "UID"), [format!("UID:{MEETING}")]);
    assert_eq!(
        lines(&ics, "ATTENDEE"),
        ["ATTENDEE;CN=\"Beratungsstelle Süd, Leitung\":mailto:leitung@beratung.example"]
    );
}

proptest! {
    #[test]
    fn whatever_is_typed_both_readers_read_it_back(
        summary in any::<String>(), place in any::<String>(), name in any::<String>(), mail in any::<String>(),
    ) {
        let mut invitation = invitation();
        invitation.appointment.summary = format!("x{summary}");
        invitation.appointment.place = Some(format!("x{place}"));
        invitation.attendee = Party { name: Some(name), mail };
        let ics = invitation.to_ics();
        for line in ics.split("\r\n") {
            prop_assert!(line.len() <= 75);
            prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        }
        let clean = |text: &str| read_by_calcard(&ics, "VEVENT", text);
        prop_assert_eq!(clean("SUMMARY"), read_by_icalendar(&ics, "VEVENT", "SUMMARY"));
        prop_assert_eq!(clean("LOCATION"), read_by_icalendar(&ics, "VEVENT", "LOCATION"));
        let visible = |text: &str| -> String {
            text.chars().filter(|c| !c.is_control() && !c.is_whitespace() && *c != '\u{feff}').collect()
        };
        let read = clean("SUMMARY").unwrap_or_default();
        prop_assert_eq!(visible(&read), visible(&format!("x{summary}")));
    }
}
