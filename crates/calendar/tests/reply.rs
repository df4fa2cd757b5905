//! Replies as programs send them, and what is none.

use calendar::{Participation, Reply, UnreadableReply};
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixtures::{MEETING, invitation, stamp};

/// A reply in the shape of Exchange: a time zone, folded lines, texts in capitals, a comment.
fn reply(attendee: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Invented Mail Server 1\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n\
         TZID:W. Europe Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n\
         TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n\
         BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
         RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n\
         {attendee}\r\nCOMMENT;LANGUAGE=de-DE:Ich komme etwas spaeter\\, bitte\r\n  warten.\r\nUID:{MEETING}\r\n\
         SUMMARY;LANGUAGE=de-DE:Zugesagt: Lenkungskreis\r\nDTSTART;TZID=W. Europe Standard Time:20261125T140000\r\n\
         DTEND;TZID=W. Europe Standard Time:20261125T160000\r\nCLASS:PUBLIC\r\nPRIORITY:5\r\n\
         DTSTAMP:20261021T070809Z\r\nTRANSP:OPAQUE\r\nSTATUS:CONFIRMED\r\nSEQUENCE:2\r\nEND:VEVENT\r\n\
         END:VCALENDAR\r\n"
    )
}

const ACCEPTED: &str = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Leitung:mailto:leitung@beratung.example";

fn with(from: &str, to: &str) -> Result<Reply, UnreadableReply> {
    let reply = reply(ACCEPTED);
    assert!(reply.contains(from), "{from}");
    Reply::read(&reply.replace(from, to))
}

#[test]
fn a_reply_says_who_comes_to_which_meeting() {
    assert_eq!(
        Reply::read(&reply(ACCEPTED)),
        Ok(Reply {
            uid: Uuid::from_u128(7),
            attendee: "leitung@beratung.example".to_owned(),
            participation: Participation::Accepted,
            sequence: 2,
            stamp: Some(stamp("2026-10-21T07:08:09Z")),
        })
    );
}

#[test]
fn each_status_of_a_meeting_is_understood() {
    for (status, participation) in [
        ("ACCEPTED", Participation::Accepted),
        ("accepted", Participation::Accepted),
        ("DECLINED", Participation::Declined),
        ("TENTATIVE", Participation::Tentative),
        ("DELEGATED", Participation::Delegated),
        ("NEEDS-ACTION", Participation::Undecided),
    ] {
        let read = with("PARTSTAT=ACCEPTED", &format!("PARTSTAT={status}"));
        assert_eq!(
            read.map(|reply| reply.participation),
            Ok(participation),
            "{status}"
        );
    }
}

#[test]
fn a_status_that_no_meeting_has_is_named() {
    for (status, named) in [
        ("COMPLETED", "COMPLETED"),
        ("IN-PROCESS", "IN-PROCESS"),
        ("X-PERHAPS", "X-PERHAPS"),
    ] {
        assert_eq!(
            with("PARTSTAT=ACCEPTED", &format!("PARTSTAT={status}")),
            Err(UnreadableReply::UnknownParticipation(Some(
                named.to_owned()
            )))
        );
    }
    assert_eq!(
        with("PARTSTAT=ACCEPTED;", ""),
        Err(UnreadableReply::UnknownParticipation(None))
    );
}

#[test]
fn other_programs_write_addresses_otherwise() {
    for (written, read) in [
        (
            "MAILTO:Leitung@Beratung.Example",
            "Leitung@Beratung.Example",
        ),
        ("leitung@beratung.example", "leitung@beratung.example"),
        ("mailto:50%25%3Fa@x.example", "50%?a@x.example"),
        ("mailto:100%@x.example", "100%@x.example"),
        ("mailto:träger%2Bnetz@x.example", "träger+netz@x.example"),
    ] {
        let reply = with("mailto:leitung@beratung.example", written);
        assert_eq!(
            reply.map(|reply| reply.attendee),
            Ok(read.to_owned()),
            "{written}"
        );
    }
    for none in [
        "mailto:",
        "http://x.example",
        "mailto:a%0D%0Ab@x.example",
        "mailto:a%20b@x.example",
        "mailto:%FF@x.example",
    ] {
        assert_eq!(
            with("mailto:leitung@beratung.example", none),
            Err(UnreadableReply::NotOneAttendee(0)),
            "{none}"
        );
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    let reply = reply(ACCEPTED);
    let plain = Reply::read(&reply);
    assert!(plain.is_ok());
    assert_eq!(Reply::read(&reply.replace("\r\n", "\n")), plain);
    assert_eq!(Reply::read(&format!("\u{feff}\r\n{reply}")), plain);
}

#[test]
fn a_reply_to_the_first_invitation_may_leave_its_number_out() {
    assert_eq!(
        with("SEQUENCE:2\r\n", "").map(|reply| reply.sequence),
        Ok(0)
    );
    for bad in ["SEQUENCE:-1", "SEQUENCE:zwei", "SEQUENCE:4294967296"] {
        assert_eq!(
            with("SEQUENCE:2", bad),
            Err(UnreadableReply::BadSequence),
            "{bad}"
        );
    }
}

#[test]
fn without_a_stamp_nobody_knows_when_it_was_said() {
    let read = with("DTSTAMP:20261021T070809Z\r\n", "");
    assert_eq!(read.map(|reply| reply.stamp), Ok(None));
}

#[test]
fn what_is_no_reply_says_why() {
    assert_eq!(
        with("METHOD:REPLY", "METHOD:COUNTER"),
        Err(UnreadableReply::NotAReply(Some("COUNTER".to_owned())))
    );
    assert_eq!(
        with("METHOD:REPLY\r\n", ""),
        Err(UnreadableReply::NotAReply(None))
    );
    assert_eq!(
        Reply::read(&invitation().to_ics()),
        Err(UnreadableReply::NotAReply(Some("REQUEST".to_owned())))
    );
    for nothing in ["", "Ich komme gern.", "BEGIN:VCARD\r\nEND:VCARD\r\n"] {
        assert_eq!(
            Reply::read(nothing),
            Err(UnreadableReply::NotACalendar),
            "{nothing}"
        );
    }
    assert_eq!(
        Reply::read(&" ".repeat(1024 * 1024 + 1)),
        Err(UnreadableReply::TooLong(1024 * 1024 + 1))
    );
    assert_eq!(
        Reply::read(&" ".repeat(1024 * 1024)),
        Err(UnreadableReply::NotACalendar)
    );
}

#[test]
fn a_reply_is_about_one_meeting_of_ours_and_from_one_person() {
    assert_eq!(
        with(MEETING, "040000008200E00074C5B7101A82E008"),
        Err(UnreadableReply::NotOurs)
    );
    assert_eq!(
        with(&format!("UID:{MEETING}\r\n"), ""),
        Err(UnreadableReply::NotOurs)
    );
    assert_eq!(
        with(ACCEPTED, &format!("{ACCEPTED}\r\n{ACCEPTED}")),
        Err(UnreadableReply::NotOneAttendee(2))
    );
    assert_eq!(
        with(&format!("{ACCEPTED}\r\n"), ""),
        Err(UnreadableReply::NotOneAttendee(0))
    );
    assert_eq!(
        with(
            "END:VEVENT\r\n",
            "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n"
        ),
        Err(UnreadableReply::NotOneEvent(2))
    );
    assert_eq!(
        with("VEVENT", "VTODO"),
        Err(UnreadableReply::NotOneEvent(0))
    );
}

proptest! {
    #[test]
    fn nothing_that_arrives_breaks_the_reader(
        at in 0_usize..1200, cut in 0_usize..40, noise in any::<String>(),
    ) {
        let reply = reply(ACCEPTED);
        let from = at.min(reply.len());
        let until = (from + cut).min(reply.len());
        let broken = format!("{}{noise}{}", &reply[..from], &reply[until..]);
        if let Ok(read) = Reply::read(&broken) {
            prop_assert!(read.attendee.contains('@'));
        }
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in any::<String>()) {
        prop_assert!(Reply::read(&text).is_err());
    }
}
