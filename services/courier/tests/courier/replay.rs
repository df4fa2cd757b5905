//! Events that are scanned again, and events that are no news, send nothing.

use courier::Queue;
use eventstore::DatabaseRole;
use kernel::StreamId;
use projection::Runner;
use serde_json::json;
use uuid::Uuid;

use crate::house::*;

async fn count(house: &House) -> i64 {
    let superuser = house.test.superuser().await;
    let row = superuser
        .query_one("SELECT count(*) FROM outbox.letter", &[])
        .await;
    row.unwrap().get(0)
}

#[test]
fn what_the_courier_hears_are_events_that_somebody_writes() {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates");
    for heard in courier::queue::HEARS {
        let sample = |domain| format!("{crates}/{domain}/tests/events/{heard}.v1.json");
        let mut samples = ["meetings", "membership"].map(sample).into_iter();
        assert!(
            samples.any(|path| std::fs::exists(path).unwrap()),
            "{heard}"
        );
    }
}

#[tokio::test]
async fn everything_scanned_again_from_the_first_event_queues_nothing() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH, WEST], &[]).await;
    house.reschedule("2026-12-18T09:30").await;
    house.send().await;
    house.cancel().await;
    house.send().await;
    house.new_mail();
    let before = count(&house).await;
    // Somebody else speaks for them by now.
    house.contact(NORTH, 13, "Noch eine Leitung", true).await;
    house.contact(WEST, 31, "Leitung West", true).await;

    let superuser = house.test.superuser().await;
    let moved = superuser
        .execute("UPDATE consumer.checkpoint SET position = 0", &[])
        .await;
    assert_eq!(moved.unwrap(), 1);
    let pool = house.test.pool(DatabaseRole::Courier);
    let anew = Runner::new(pool, Queue::new(house.clock.clone()));
    follow(&anew, house.municipality()).await;
    house.sender.sweep().await.unwrap();
    assert_eq!(count(&house).await, before);
    assert!(house.got().is_empty());
    house.close().await;
}

#[tokio::test]
async fn a_courier_that_comes_later_leaves_what_was_before_alone() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    let superuser = house.test.superuser().await;
    superuser
        .execute("DELETE FROM consumer.checkpoint", &[])
        .await
        .unwrap();
    let pool = house.test.pool(DatabaseRole::Courier);
    let first = Runner::new(pool, Queue::new(house.clock.clone()));
    follow(&first, house.municipality()).await;
    assert_eq!(count(&house).await, 0);

    // What happens from now on is told, with the whole invitation.
    house.reschedule("2026-12-18T09:30").await;
    follow(&first, house.municipality()).await;
    house.sender.sweep().await.unwrap();
    let got = house.got();
    assert_eq!(got[0].calendar(), Some(("REQUEST".to_owned(), 1)));
    assert!(
        got[0]
            .text()
            .contains("Bitte bringen Sie Ihre Termine mit.")
    );
    house.close().await;
}

/// What the test needs of the store's clock: it runs long after the days that are entered.
#[tokio::test]
async fn what_an_office_enters_of_its_past_is_no_news() {
    let house = House::open().await;
    let released = json!({
        "id": id(70), "subject": "Alt", "body": "Lange her.", "recipients": [id(NORTH)], "draftedOn": "2024-03-01",
    });
    house.circular("draft-circular", released).await;
    let released = json!({ "circular": id(70), "releasedOn": "2024-03-02" });
    house.circular("release-circular", released).await;
    let past = json!({
        "id": id(71), "body": id(BODY), "heldOn": "2024-04-01", "present": [id(NORTH)], "topics": ["Rückblick"],
    });
    house.meet("record-past-meeting", past).await;
    house.follow().await;
    assert_eq!(count(&house).await, 0);
    house.close().await;
}

#[tokio::test]
async fn an_event_that_cannot_be_read_holds_up_its_own_stream_only() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    let superuser = house.test.superuser().await;
    superuser
        .batch_execute("ALTER TABLE es.event DISABLE TRIGGER USER")
        .await
        .unwrap();
    superuser
        .batch_execute("UPDATE es.event SET payload = '{}' WHERE type = 'ParticipantsInvited'")
        .await
        .unwrap();
    let asked = json!({ "contact": id(SOUTH_LEAD), "requestedOn": "2026-11-22" });
    house.contacts("request-confirmation", asked).await;
    house.send().await;
    let readers: Vec<String> = house.got().into_iter().map(|got| got.to).collect();
    assert_eq!(readers, [address(SOUTH_LEAD)]);
    let parked = superuser
        .query_one("SELECT stream FROM consumer.parked", &[])
        .await
        .unwrap();
    let stream = StreamId::new("meeting", Uuid::from_u128(MEETING)).to_string();
    assert_eq!(parked.get::<_, String>(0), stream);
    house.close().await;
}
