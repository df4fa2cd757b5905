//! What an invitation says, and who gets one.

use insta::assert_snapshot;
use outbox::LetterState::{Accepted, Suppressed};
use serde_json::json;
use service_kit::links::LinkScope;
use uuid::Uuid;

use crate::house::*;

#[tokio::test]
async fn an_invitation_says_when_and_where_and_about_what_and_nothing_of_a_case() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    assert_eq!(house.send().await.accepted, 1);

    let got = house.got();
    let [letter] = got.as_slice() else {
        panic!("{got:?}");
    };
    assert_eq!(
        (&*letter.from, &*letter.to),
        ("stormarn@post.example", "11@partner.example")
    );
    let message = letter.message();
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(
        from.name.as_deref(),
        Some("Netzwerkkoordination Frühe Hilfen")
    );
    let reply_to = message.reply_to().unwrap().first().unwrap();
    assert_eq!(reply_to.address.as_deref(), Some("netzwerk@kreis.example"));
    assert_snapshot!(letter.subject(), @"Einladung: 1. Sitzung „Arbeitskreis Nord“ am 16.12.2026");
    assert_snapshot!(letter.text(), @"
    Guten Tag,

    wir laden Sie herzlich ein: 1. Sitzung „Arbeitskreis Nord“.

    Wann: Mittwoch, 16.12.2026, 14:00 bis 16:00 Uhr
    Wo: Kreishaus, Raum 12
    Anlass: Jahresplanung

    Bitte bringen Sie Ihre Termine mit.

    Tagesordnung:
    1. Begrüßung
    2. anonyme Fallbesprechung
    3. Vorstellung der Arbeit: Familienzentrum Nord

    Bitte sagen Sie uns, ob Sie teilnehmen:
    https://lotse.example/m/meeting-links/reply-to-meeting.stormarn.0000000000000000000000000000000b.0.20261216.00000000000000000000000000000003

    Der Termin liegt dieser Nachricht als Kalendereintrag bei.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    house.close().await;
}

#[tokio::test]
async fn a_calendar_gets_the_meeting_with_its_one_reader() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;

    let got = house.got();
    assert_eq!(got[0].calendar(), Some(("REQUEST".to_owned(), 0)));
    let ics = got[0].ics().unwrap();
    let said: Vec<&str> = ics
        .lines()
        .skip_while(|line| *line != "BEGIN:VEVENT")
        .filter(|line| !line.starts_with("DTSTAMP"))
        .collect();
    assert_snapshot!(said.join("\n"), @r#"
    BEGIN:VEVENT
    UID:00000000-0000-0000-0000-000000000003
    SEQUENCE:0
    DTSTART;TZID=Europe/Berlin:20261216T140000
    DTEND;TZID=Europe/Berlin:20261216T160000
    STATUS:CONFIRMED
    SUMMARY:Arbeitskreis Nord\, 1. Sitzung: Jahresplanung
    LOCATION:Kreishaus\, Raum 12
    DESCRIPTION:Tagesordnung:\n1. Begrüßung\n2. anonyme Fallbesprechung\n3. V
     orstellung der Arbeit: Familienzentrum Nord
    ORGANIZER;CN="Netzwerkkoordination Frühe Hilfen":mailto:stormarn@post.exam
     ple
    ATTENDEE;CN="Leitung Nord";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=
     TRUE:mailto:11@partner.example
    END:VEVENT
    END:VCALENDAR
    "#);
    house.close().await;
}

#[tokio::test]
async fn the_reply_link_is_the_readers_for_the_sequence_that_the_letter_told() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;

    let opened = key()
        .verify(&house.got()[0].link(), house.clock.today())
        .unwrap();
    let link = opened.link;
    assert_eq!(link.scope, LinkScope::ReplyToMeeting);
    assert_eq!(link.subject, Uuid::from_u128(NORTH_LEAD));
    assert_eq!(link.about, Some(Uuid::from_u128(MEETING)));
    assert_eq!(
        (link.nonce, link.expires_on.to_string()),
        (0, "2026-12-16".to_owned())
    );
    house.close().await;
}

#[tokio::test]
async fn who_is_named_is_written_to_else_who_binds_else_the_deputy_and_each_once() {
    let house = House::open().await;
    house.partner(40, "Hebammenpraxis Ost").await;
    house.contact(40, 41, "Vertretung Ost", false).await;
    house.plan().await;
    // North names its deputy, South has two who bind, East has a deputy alone.
    house.invite(&[NORTH, SOUTH, 40], &[NORTH_DEPUTY]).await;
    house.send().await;

    let mut readers: Vec<String> = house.got().into_iter().map(|got| got.to).collect();
    readers.sort();
    let expected = [NORTH_DEPUTY, SOUTH_LEAD, SOUTH_OTHER, 41].map(address);
    assert_eq!(readers, expected);

    // Named now, but written to before.
    house.invite(&[], &[SOUTH_LEAD, NORTH_LEAD]).await;
    house.send().await;
    let readers: Vec<String> = house.got().into_iter().skip(4).map(|got| got.to).collect();
    assert_eq!(readers, [address(NORTH_LEAD)]);
    house.close().await;
}

#[tokio::test]
async fn a_partner_without_a_contact_is_looked_at_again_when_its_letter_is_sent() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[WEST], &[]).await;
    house.send().await;
    assert_eq!(
        house.about_the_meeting().await,
        [(
            "meeting-invitation".to_owned(),
            WEST,
            Suppressed,
            "no-contact".to_owned()
        )]
    );

    house.reschedule("2026-12-17T14:00").await;
    house.follow().await;
    house.contact(WEST, 31, "Leitung West", true).await;
    house.send().await;
    let readers: Vec<String> = house.got().into_iter().map(|got| got.to).collect();
    assert_eq!(readers, [address(31)]);
    house.close().await;
}

#[tokio::test]
async fn a_meeting_where_the_body_usually_meets_says_the_place_of_the_policy() {
    let house = House::open_in("duisburg").await;
    let body = json!({
        "id": id(7), "rule": "lenkungskreis", "kind": "steering-committee", "name": "Lenkungskreis",
        "network": id(NETWORK), "foundedOn": "2020-01-01",
    });
    house.body(body).await;
    let plan = json!({ "id": id(MEETING), "body": id(7), "begins": "2026-12-16T14:00" });
    house.meet("plan-meeting", plan).await;
    let invite = json!({ "meeting": id(MEETING), "body": id(7), "partners": [id(NORTH)] });
    house.meet("invite-participants", invite).await;
    house.send().await;

    assert_snapshot!(house.got()[0].text(), @"
    Guten Tag,

    wir laden Sie herzlich ein: 1. Sitzung „Lenkungskreis“.

    Wann: Mittwoch, 16.12.2026, 14:00 bis 16:00 Uhr
    Wo: Rathaus

    Bitte sagen Sie uns, ob Sie teilnehmen:
    https://lotse.example/m/meeting-links/reply-to-meeting.duisburg.0000000000000000000000000000000b.0.20261216.00000000000000000000000000000003

    Der Termin liegt dieser Nachricht als Kalendereintrag bei.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    house.close().await;
}

#[tokio::test]
async fn an_item_without_a_title_is_called_by_its_topic() {
    let house = House::open().await;
    house.plan().await;
    let proposed = json!({
        "id": id(60), "body": id(BODY), "title": "Übergang in die Kita", "proposedOn": "2026-11-20",
    });
    house.topic("propose-topic", proposed).await;
    let item = json!({
        "meeting": id(MEETING), "body": id(BODY), "kind": "need", "topic": id(60), "position": 1,
    });
    house.meet("add-agenda-item", item).await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    let text = house.got()[0].text();
    assert!(text.contains("1. Bedarf: Übergang in die Kita\n"), "{text}");
    house.close().await;
}

#[tokio::test]
async fn the_same_letter_has_the_same_octets_at_every_attempt() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house
        .server
        .answers
        .lock()
        .unwrap()
        .push_back(outbox::Answer::Unanswered);
    house.send().await;
    // Facts of later positions are not the letter's: the agenda grows, the office gets another name.
    let item = json!({
        "meeting": id(MEETING), "body": id(BODY), "kind": "ordinary", "title": "Verschiedenes",
    });
    house.meet("add-agenda-item", item).await;
    let renamed = json!({
        "office": id(5), "changedOn": "2020-06-01",
        "contact": { "institution": { "name": "Ganz neue Koordination" } },
    });
    house.office(renamed).await;
    house.days_pass(1);
    house.send().await;

    let got = house.got();
    assert_eq!(got.len(), 2);
    assert!(!got[0].accepted && got[1].accepted);
    assert_eq!(got[0].octets, got[1].octets);
    let states = house.about_the_meeting().await;
    assert_eq!(states[0].2, Accepted);
    house.close().await;
}
