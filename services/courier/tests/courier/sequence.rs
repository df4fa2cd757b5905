//! Calendars end right, in whatever order letters are sent.

use insta::assert_snapshot;
use outbox::Answer;
use outbox::LetterState::{Accepted, GivenUp, Suppressed};
use outbox::{Reply, Trouble};
use serde_json::json;

use crate::house::*;

fn said(letters: &[Got]) -> Vec<(String, String, u32)> {
    let of = |got: &Got| {
        let (method, sequence) = got.calendar().unwrap();
        (got.to.clone(), method, sequence)
    };
    letters.iter().map(of).collect()
}

#[tokio::test]
async fn everybody_who_was_invited_hears_of_a_new_day_and_of_the_end() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH, SOUTH], &[]).await;
    assert_eq!(house.send().await.accepted, 3);
    house.new_mail();

    house.reschedule("2026-12-18T09:30").await;
    assert_eq!(house.send().await.accepted, 3);
    let moved = house.new_mail();
    let mut readers: Vec<&str> = moved.iter().map(|got| got.to.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, [NORTH_LEAD, SOUTH_LEAD, SOUTH_OTHER].map(address));
    assert!(
        said(&moved)
            .iter()
            .all(|(_, method, sequence)| method == "REQUEST" && *sequence == 1)
    );
    let north = moved
        .iter()
        .find(|got| got.to == address(NORTH_LEAD))
        .unwrap();
    assert_snapshot!(north.subject(), @"Geändert: 1. Sitzung „Arbeitskreis Nord“ am 18.12.2026");
    assert_snapshot!(north.text(), @"
    Guten Tag,

    zu dieser Sitzung, zu der Sie eingeladen sind, gibt es eine Änderung: 1. Sitzung „Arbeitskreis Nord“.

    Neuer Termin: Freitag, 18.12.2026, 09:30 bis 11:30 Uhr (bisher Mittwoch, 16.12.2026, 14:00 bis 16:00 Uhr)
    Neuer Ort: „Rathaus“ (bisher „Kreishaus, Raum 12“)

    Grund: Der Raum ist belegt.

    Damit gilt:
    Wann: Freitag, 18.12.2026, 09:30 bis 11:30 Uhr
    Wo: Rathaus
    Anlass: Jahresplanung

    Bitte bringen Sie Ihre Termine mit.

    Tagesordnung:
    1. Begrüßung
    2. anonyme Fallbesprechung
    3. Vorstellung der Arbeit: Familienzentrum Nord

    Bitte sagen Sie uns, ob Sie teilnehmen:
    https://lotse.example/m/meeting-links/reply-to-meeting.stormarn.0000000000000000000000000000000b.1.20261218.00000000000000000000000000000003

    Der Termin liegt dieser Nachricht als Kalendereintrag bei.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");

    house.cancel().await;
    assert_eq!(house.send().await.accepted, 3);
    let cancelled = house.new_mail();
    assert!(
        said(&cancelled)
            .iter()
            .all(|(_, method, sequence)| method == "CANCEL" && *sequence == 2)
    );
    let north = cancelled
        .iter()
        .find(|got| got.to == address(NORTH_LEAD))
        .unwrap();
    assert_snapshot!(north.subject(), @"Absage: 1. Sitzung „Arbeitskreis Nord“ am 18.12.2026");
    assert_snapshot!(north.text(), @"
    Guten Tag,

    diese Sitzung findet nicht statt: 1. Sitzung „Arbeitskreis Nord“, Freitag, 18.12.2026, 09:30 bis 11:30 Uhr.

    Grund: Zu viele Absagen.

    Der Eintrag in Ihrem Kalender wird mit dieser Nachricht entfernt.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    house.close().await;
}

#[tokio::test]
async fn of_letters_that_waited_only_the_last_one_goes_out() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.follow().await;
    house.reschedule("2026-12-18T09:30").await;
    house.follow().await;
    house.cancel().await;
    house.send().await;

    assert_eq!(
        said(&house.got()),
        [(address(NORTH_LEAD), "CANCEL".to_owned(), 2)]
    );
    let overtaken = || (Suppressed, "overtaken".to_owned());
    let states: Vec<_> = house.about_the_meeting().await;
    let states: Vec<_> = states
        .into_iter()
        .map(|(_, _, state, reason)| (state, reason))
        .collect();
    assert_eq!(
        states,
        [overtaken(), overtaken(), (Accepted, String::new())]
    );
    house.close().await;
}

#[tokio::test]
async fn an_event_that_nobody_followed_yet_holds_an_older_letter_back() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.follow().await;
    house.cancel().await;
    let swept = house.sender.sweep().await.unwrap();
    assert_eq!((swept.accepted, swept.suppressed), (0, 1));
    assert_eq!(house.send().await.accepted, 1);
    assert_eq!(
        said(&house.got()),
        [(address(NORTH_LEAD), "CANCEL".to_owned(), 1)]
    );
    house.close().await;
}

#[tokio::test]
async fn an_invitation_that_may_have_arrived_is_not_sent_again_after_a_newer_one() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house
        .server
        .answers
        .lock()
        .unwrap()
        .push_back(Answer::Unanswered);
    house.send().await;
    house.reschedule("2026-12-18T09:30").await;
    house.send().await;
    house.days_pass(1);
    house.send().await;

    let told = said(&house.got());
    let told: Vec<u32> = told.into_iter().map(|(_, _, sequence)| sequence).collect();
    assert_eq!(told, [0, 1]);
    let states: Vec<_> = house
        .about_the_meeting()
        .await
        .into_iter()
        .map(|told| told.2)
        .collect();
    assert_eq!(states, [GivenUp, Accepted]);
    house.close().await;
}

#[tokio::test]
async fn a_cancellation_that_was_a_mistake_is_taken_back_with_a_higher_sequence() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.cancel().await;
    house.send().await;
    // Planned, three items, invited, cancelled: the sixth fact.
    let correct = json!({ "meeting": id(MEETING), "fact": 6, "reason": "Verwechselt." });
    house.new_mail();
    house.meet("correct-meeting", correct).await;
    house.send().await;

    let got = house.got();
    assert_eq!(said(&got), [(address(NORTH_LEAD), "REQUEST".to_owned(), 2)]);
    let text = got[0].text();
    assert!(
        text.contains("Die Absage gilt nicht mehr: Die Sitzung findet statt."),
        "{text}"
    );
    assert!(!text.contains("Verwechselt"), "the office's own reason");
    house.close().await;
}

#[tokio::test]
async fn who_was_invited_by_mistake_hears_it_and_nothing_more() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH, SOUTH], &[]).await;
    house.send().await;
    house.new_mail();
    let north_alone = json!({
        "meeting": id(MEETING), "fact": 5, "reason": "Süd war nicht gemeint.",
        "replacement": { "inviteParticipants": {
            "meeting": id(MEETING), "body": id(BODY), "partners": [id(NORTH)], "contacts": [],
            "invitedOn": "2026-11-22",
        } },
    });
    house.meet("correct-meeting", north_alone).await;
    house.send().await;
    let mut told = said(&house.got());
    told.sort();
    let cancel = |contact| (address(contact), "CANCEL".to_owned(), 0);
    assert_eq!(told, [cancel(SOUTH_LEAD), cancel(SOUTH_OTHER)]);
    assert!(house.got()[0].text().contains("war ein Versehen"));
    house.new_mail();

    house.reschedule("2026-12-18T09:30").await;
    house.send().await;
    assert_eq!(
        said(&house.got()),
        [(address(NORTH_LEAD), "REQUEST".to_owned(), 1)]
    );
    house.close().await;
}

#[tokio::test]
async fn a_room_and_an_agenda_send_nothing_by_themselves() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.new_mail();
    let room = json!({ "meeting": id(MEETING), "place": "Raum 7", "reservedOn": "2026-11-22" });
    house.meet("reserve-room", room).await;
    let item = json!({
        "meeting": id(MEETING), "body": id(BODY), "kind": "ordinary", "title": "Verschiedenes",
    });
    house.meet("add-agenda-item", item).await;
    house.send().await;
    assert!(house.got().is_empty());
    house.close().await;
}

/// Commands, looks of the consumer, sendings and a mail server's moods in any order: no reader ever gets an older
/// sequence after a newer one was accepted, and once the server takes mail again every calendar has the end.
#[tokio::test]
async fn in_any_order_of_sending_no_older_letter_follows_a_newer_one() {
    for seed in 1..=4_u64 {
        let house = House::open().await;
        house.plan().await;
        house.invite(&[NORTH, SOUTH], &[]).await;
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut roll = |sides: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state % sides
        };
        let mut moves = 0;
        for _ in 0..14 {
            match roll(6) {
                0 if moves < 4 => {
                    moves += 1;
                    house.reschedule(&format!("2026-12-18T09:{moves}0")).await;
                }
                1 => house.follow().await,
                2 | 3 => {
                    let answer = match roll(4) {
                        0 => Answer::Unanswered,
                        1 => Answer::NotTaken(Trouble::Later(Reply::of(451))),
                        2 => Answer::NotTaken(Trouble::Unreachable),
                        _ => Answer::Accepted(Reply::of(250)),
                    };
                    house.server.answers.lock().unwrap().push_back(answer);
                    house.send().await;
                }
                _ => house.hands.advance(jiff::SignedDuration::from_mins(20)),
            }
        }
        house.cancel().await;
        house.server.answers.lock().unwrap().clear();
        house.follow().await;
        house.days_pass(1);
        house.send().await;
        house.days_pass(1);
        house.send().await;

        let got = house.got();
        for reader in [NORTH_LEAD, SOUTH_LEAD, SOUTH_OTHER].map(address) {
            let theirs: Vec<Got> = got.iter().filter(|got| got.to == reader).cloned().collect();
            let told = said(&theirs);
            let sequences: Vec<u32> = told.iter().map(|(_, _, sequence)| *sequence).collect();
            assert!(sequences.is_sorted(), "seed {seed}: {told:?}");
            let (_, method, sequence) = told.last().unwrap();
            assert_eq!(
                (method.as_str(), *sequence),
                ("CANCEL", moves + 1),
                "seed {seed}"
            );
        }
        house.close().await;
    }
}
