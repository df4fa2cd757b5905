//! Letters: read back by `mail-parser`, and by the letter.

use calendar::{Appointment, Invitation, Method, Party};
use insta::assert_snapshot;
use jiff::civil::date;
use mail::{Attachment, Letter, Mailbox, UnfitLetter};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use proptest::prelude::*;
use uuid::Uuid;

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox {
        name: Some(name.to_owned()),
        address: address.parse().expect("an address"),
    }
}

fn letter() -> Letter {
    Letter {
        outbox: Uuid::from_u128(9),
        domain: "lotse.example".parse().expect("a domain"),
        date: "2026-10-20T08:15:30Z".parse().expect("a moment"),
        from: mailbox("Netzwerkkoordination", "netzwerk@stadt.example"),
        reply_to: None,
        to: mailbox("Beratungsstelle Süd, Leitung", "leitung@beratung.example"),
        subject: "Einladung: Lenkungskreis Frühe Hilfen am 25.11.2026".to_owned(),
        text: "Guten Tag,\nwir laden herzlich ein.\n".to_owned(),
        html: None,
        invitation: None,
        attachments: Vec::new(),
        in_reply_to: None,
    }
}

fn invitation(method: Method) -> Invitation {
    Invitation {
        method,
        appointment: Appointment {
            uid: Uuid::from_u128(7),
            sequence: 1,
            begins: date(2026, 11, 25).at(14, 0, 0, 0),
            minutes: Some(120),
            summary: "Lenkungskreis Frühe Hilfen".to_owned(),
            place: None,
            description: Some("Öffentlichkeitsarbeit, ".repeat(12)),
            url: None,
        },
        organizer: Party {
            name: None,
            mail: "Netzwerk@stadt.example".to_owned(),
        },
        attendee: Party {
            name: None,
            mail: "leitung@Beratung.example".to_owned(),
        },
        stamp: "2026-10-20T08:15:30Z".parse().expect("a moment"),
    }
}

fn inviting(method: Method) -> Letter {
    Letter {
        invitation: Some(invitation(method)),
        ..letter()
    }
}

fn octets(letter: &Letter) -> Vec<u8> {
    letter.to_message().expect("the letter is fit")
}

fn parsed(octets: &[u8]) -> Message<'_> {
    MessageParser::new().parse(octets).expect("a message")
}

fn types(message: &Message<'_>) -> Vec<String> {
    let name = |part: &mail_parser::MessagePart<'_>| {
        let content = part.content_type()?;
        Some(format!("{}/{}", content.ctype(), content.subtype()?))
    };
    message.parts.iter().filter_map(name).collect()
}

#[test]
fn a_letter_without_an_invitation_is_plain_text() {
    let octets = octets(&letter());
    assert_snapshot!(String::from_utf8_lossy(&octets).replace("\r\n", "\n"), @r#"
    Message-ID: <00000000-0000-0000-0000-000000000009@lotse.example>
    Date: Tue, 20 Oct 2026 08:15:30 +0000
    From: "Netzwerkkoordination" <netzwerk@stadt.example>
    To: =?utf-8?Q?Beratungsstelle_S=C3=BCd=2C_Leitung?=
     <leitung@beratung.example>
    Subject: =?utf-8?Q?Einladung:_Lenkungskreis_Fr=C3=BChe_Hilfen_am_25.11.202?=
     =?utf-8?Q?6?=
    MIME-Version: 1.0
    Content-Type: text/plain; charset="utf-8"
    Content-Transfer-Encoding: 7bit

    Guten Tag,
    wir laden herzlich ein.
    "#);
}

#[test]
fn another_reader_finds_everything_in_a_letter() {
    let letter = Letter {
        html: Some("<p>Wir laden herzlich ein – bis bald.</p>\n".to_owned()),
        in_reply_to: Some("vorher@lotse.example".parse().expect("an id")),
        ..letter()
    };
    let octets = octets(&letter);
    let message = parsed(&octets);
    assert_eq!(
        types(&message),
        ["multipart/alternative", "text/plain", "text/html"]
    );
    assert_eq!(message.subject(), Some(&*letter.subject));
    assert_eq!(
        message.message_id(),
        Some("00000000-0000-0000-0000-000000000009@lotse.example")
    );
    assert_eq!(
        message.in_reply_to().as_text(),
        Some("vorher@lotse.example")
    );
    assert_eq!(message.references().as_text(), Some("vorher@lotse.example"));
    assert_eq!(
        message.date().map(|date| date.to_rfc3339()).as_deref(),
        Some("2026-10-20T08:15:30Z")
    );
    let to = message.to().and_then(|to| to.first()).expect("a reader");
    assert_eq!(to.name.as_deref(), Some("Beratungsstelle Süd, Leitung"));
    assert_eq!(to.address.as_deref(), Some("leitung@beratung.example"));
    let from = message
        .from()
        .and_then(|from| from.first())
        .expect("a sender");
    assert_eq!(from.address.as_deref(), Some("netzwerk@stadt.example"));
    assert_eq!(
        message
            .body_text(0)
            .as_deref()
            .map(|text| text.replace("\r\n", "\n")),
        Some(letter.text.clone())
    );
    assert_eq!(
        message.body_html(0).map(|html| html.replace("\r\n", "\n")),
        letter.html
    );
}

#[test]
fn answers_go_to_whom_the_letter_names() {
    let letter = Letter {
        reply_to: Some(mailbox(
            "Netzwerk\r\nBcc: alle@stadt.example",
            "fruehe-hilfen@stadt.example",
        )),
        ..letter()
    };
    let octets = octets(&letter);
    let message = parsed(&octets);
    let reply_to = message.reply_to().and_then(|to| to.first());
    let reply_to = reply_to.expect("somebody to answer");
    assert_eq!(
        reply_to.address.as_deref(),
        Some("fruehe-hilfen@stadt.example")
    );
    assert_eq!(
        reply_to.name.as_deref(),
        Some("Netzwerk Bcc: alle@stadt.example")
    );
    assert!(message.bcc().is_none());
    let from = message.from().and_then(|from| from.first());
    let from = from.and_then(|from| from.address.as_deref());
    assert_eq!(from, Some("netzwerk@stadt.example"));
}

#[test]
fn what_is_attached_arrives_octet_by_octet_after_the_text() {
    let content: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let letter = Letter {
        attachments: vec![
            Attachment {
                name: "Anlage 1 Übersicht.pdf".to_owned(),
                media_type: "application/pdf",
                content: content.clone(),
            },
            Attachment {
                name: "Anlage 2.png".to_owned(),
                media_type: "image/png",
                content: Vec::new(),
            },
        ],
        ..letter()
    };
    let octets = octets(&letter);
    assert_eq!(octets, self::octets(&letter), "the same letter");
    let message = parsed(&octets);
    assert_eq!(
        types(&message),
        [
            "multipart/mixed",
            "text/plain",
            "application/pdf",
            "image/png"
        ]
    );
    let first = message.attachment(0).expect("the first attachment");
    assert_eq!(first.attachment_name(), Some("Anlage 1 Übersicht.pdf"));
    assert_eq!(first.contents(), content);
    let text = message.body_text(0).expect("a text");
    assert_eq!(text.replace("\r\n", "\n").trim(), letter.text.trim());
}

#[test]
fn an_invitation_stands_in_the_letter_twice_and_says_the_same() {
    for (method, named) in [(Method::Request, "REQUEST"), (Method::Cancel, "CANCEL")] {
        let letter = inviting(method);
        let octets = octets(&letter);
        let message = parsed(&octets);
        assert_eq!(
            types(&message),
            [
                "multipart/mixed",
                "multipart/alternative",
                "text/plain",
                "text/calendar",
                "application/ics",
            ]
        );
        let ics = invitation(method).to_ics();
        let calendar = &message.parts[3];
        let content = calendar.content_type().expect("a content type");
        assert_eq!(content.attribute("method"), Some(named));
        assert_eq!(content.attribute("charset"), Some("utf-8"));
        assert!(ics.contains(&format!("\r\nMETHOD:{named}\r\n")));
        assert_eq!(calendar.text_contents().map(crlf), Some(ics.clone()));
        let file = &message.parts[4];
        assert_eq!(file.attachment_name(), Some("invite.ics"));
        assert_eq!(file.contents(), ics.as_bytes());
    }
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

#[test]
fn a_letter_is_lines_of_ascii_that_every_server_takes() {
    let letter = Letter {
        text: format!("{}\n.\nFrom hier an\n", "Übergänge ".repeat(300)),
        html: Some("<p>ä</p>".to_owned()),
        ..inviting(Method::Request)
    };
    let octets = octets(&letter);
    assert!(octets.is_ascii());
    let text = String::from_utf8(octets).expect("ASCII");
    for line in text.split("\r\n") {
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        assert!(line.len() <= 78, "{} octets: {line}", line.len());
    }
}

#[test]
fn the_same_letter_gives_the_same_octets() {
    let letter = inviting(Method::Request);
    assert_eq!(octets(&letter), octets(&letter));
    let other = Letter {
        outbox: Uuid::from_u128(10),
        ..letter.clone()
    };
    assert_ne!(octets(&other), octets(&letter));
    assert_ne!(other.message_id(), letter.message_id());
}

#[test]
fn no_text_divides_a_letter() {
    let plain = inviting(Method::Request);
    let whole = String::from_utf8(octets(&plain)).expect("ASCII");
    let boundaries: String = whole
        .lines()
        .filter(|line| line.starts_with("--=_"))
        .fold(String::new(), |text, line| {
            format!("{text}\n{line}\nContent-Type: text/html\n\nfalsch\n")
        });
    assert_eq!(boundaries.matches("falsch").count(), 6);
    for (text, html) in [
        (boundaries.clone(), None),
        ("Guten Tag".to_owned(), Some(boundaries.clone())),
    ] {
        let parts = 5 + usize::from(html.is_some());
        let letter = Letter {
            text,
            html,
            ..plain.clone()
        };
        let octets = octets(&letter);
        let message = parsed(&octets);
        let types = types(&message);
        assert_eq!(types.len(), parts, "{types:?}");
        assert_eq!(types.last().map(String::as_str), Some("application/ics"));
    }
}

#[test]
fn an_invitation_comes_from_its_organizer_and_goes_to_whom_it_invites() {
    let mut foreign = inviting(Method::Request);
    foreign.from = mailbox("Anderes Amt", "anderes@stadt.example");
    assert_eq!(foreign.to_message(), Err(UnfitLetter::OrganizerIsNotSender));
    let mut astray = inviting(Method::Request);
    astray.to = mailbox("Andere Stelle", "andere@beratung.example");
    assert_eq!(astray.to_message(), Err(UnfitLetter::AttendeeIsNotReader));
}

#[test]
fn no_name_and_no_subject_opens_a_header() {
    let evil = "Erika\r\nBcc: alle@anderswo.example\r\n\r\n<b>";
    let letter = Letter {
        from: mailbox(evil, "netzwerk@stadt.example"),
        to: mailbox(evil, "leitung@beratung.example"),
        subject: evil.to_owned(),
        ..letter()
    };
    let octets = octets(&letter);
    let message = parsed(&octets);
    let names: Vec<&str> = message
        .headers()
        .iter()
        .map(|header| header.name())
        .collect();
    let plain = self::octets(&self::letter());
    let plain = parsed(&plain);
    let expected: Vec<&str> = plain.headers().iter().map(|header| header.name()).collect();
    assert_eq!(names, expected);
    let flat = "Erika Bcc: alle@anderswo.example <b>";
    assert_eq!(message.subject(), Some(flat));
    let to = message.to().expect("readers");
    assert_eq!(to.iter().count(), 1);
    let to = to.first().expect("a reader");
    assert_eq!(to.name.as_deref(), Some(flat));
    assert_eq!(to.address.as_deref(), Some("leitung@beratung.example"));
    assert_eq!(message.bcc(), None);
}

#[test]
fn a_reader_without_a_name_has_the_address_alone() {
    for name in [None, Some(" \r\n ".to_owned())] {
        let mut letter = letter();
        letter.to.name = name;
        let text = String::from_utf8(octets(&letter)).expect("ASCII");
        assert!(
            text.contains("\r\nTo: <leitung@beratung.example>\r\n"),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_a_letter_has_its_headers_and_no_other(
        name in any::<String>(), subject in any::<String>(), text in any::<String>(), html in any::<String>(),
    ) {
        let mut letter = Letter { subject, text, html: Some(html), ..inviting(Method::Request) };
        letter.to.name = Some(name);
        let octets = octets(&letter);
        prop_assert!(octets.is_ascii());
        let message = parsed(&octets);
        let names: Vec<&str> = message.headers().iter().map(|header| header.name()).collect();
        prop_assert_eq!(
            names,
            ["Message-ID", "Date", "From", "To", "Subject", "MIME-Version", "Content-Type"]
        );
        prop_assert_eq!(message.parts.len(), 6);
        let is_file = matches!(message.parts[5].body, PartType::Binary(_) | PartType::InlineBinary(_) | PartType::Text(_));
        prop_assert!(is_file);
        let to = message.to().expect("a reader");
        prop_assert_eq!(to.iter().count(), 1);
        prop_assert_eq!(
            to.first().and_then(|to| to.address.as_deref()),
            Some("leitung@beratung.example")
        );
    }
}
