//! Who was invited long before and has not answered is asked once more.

use insta::assert_snapshot;
use outbox::LetterState::Suppressed;
use serde_json::json;

use crate::house::*;

fn readers(letters: &[Got]) -> Vec<&str> {
    let mut readers: Vec<&str> = letters.iter().map(|got| got.to.as_str()).collect();
    readers.sort_unstable();
    readers
}

async fn answer(house: &House, partner: u128) {
    let reply = json!({
        "meeting": id(MEETING), "partner": id(partner), "reply": "accepted", "repliedOn": house.today(),
    });
    house.meet("record-reply", reply).await;
}

#[tokio::test]
async fn who_has_not_answered_is_reminded_seven_days_before_and_once() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH, SOUTH], &[]).await;
    house.send().await;
    answer(&house, SOUTH).await;
    house.new_mail();

    // The meeting is on 16 December.
    house.days_pass(16);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    house.days_pass(1);
    house.remind().await;
    house.remind().await;
    house.send().await;
    let got = house.new_mail();
    assert_eq!(readers(&got), [address(NORTH_LEAD)]);
    assert_eq!(got[0].calendar(), None);
    assert_snapshot!(got[0].subject(), @"Erinnerung: 1. Sitzung „Arbeitskreis Nord“ am 16.12.2026");
    assert_snapshot!(got[0].text(), @"
    Guten Tag,

    zu dieser Sitzung haben wir von Ihrer Einrichtung noch keine Antwort: 1. Sitzung „Arbeitskreis Nord“.

    Wann: Mittwoch, 16.12.2026, 14:00 bis 16:00 Uhr
    Wo: Kreishaus, Raum 12
    Anlass: Jahresplanung

    Bitte sagen Sie uns, ob jemand teilnimmt:
    https://lotse.example/m/meeting-links/reply-to-meeting.stormarn.0000000000000000000000000000000b.0.20261216.00000000000000000000000000000003

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");

    // Moved: the answers do not count any more; who was reminded is not reminded again.
    house.reschedule("2027-01-20T14:00").await;
    house.send().await;
    house.new_mail();
    house.days_pass(35);
    house.remind().await;
    house.send().await;
    assert_eq!(
        readers(&house.got()),
        [SOUTH_LEAD, SOUTH_OTHER].map(address)
    );
    house.close().await;
}

#[tokio::test]
async fn who_was_invited_late_is_not_reminded() {
    let house = House::open().await;
    house.plan().await;
    house.days_pass(15);
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.new_mail();
    house.days_pass(2);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    house.close().await;
}

#[tokio::test]
async fn who_answers_before_the_reminder_leaves_gets_none() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.new_mail();
    house.days_pass(17);
    house.remind().await;
    answer(&house, NORTH).await;
    house.send().await;
    assert!(house.got().is_empty());
    let reminder = house.about_the_meeting().await.pop().unwrap();
    assert_eq!(reminder.0, "meeting-reply-reminder");
    assert_eq!((reminder.2, &*reminder.3), (Suppressed, "settled"));
    house.close().await;
}

#[tokio::test]
async fn a_cancelled_meeting_reminds_nobody() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.cancel().await;
    house.send().await;
    house.new_mail();
    house.days_pass(17);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    house.close().await;
}

/// A reminder that is queued before the event on which it rests was scanned does not hide that event's own letters.
#[tokio::test]
async fn a_reminder_does_not_swallow_the_news_of_the_same_event() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    house.new_mail();
    house.days_pass(17);
    house.reschedule("2026-12-17T14:00").await;
    house.remind().await;
    house.send().await;
    let got = house.got();
    let moved = got.iter().find(|got| got.calendar().is_some()).unwrap();
    assert_eq!(moved.calendar(), Some(("REQUEST".to_owned(), 1)));
    house.close().await;
}
