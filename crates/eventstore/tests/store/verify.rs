use eventstore::{DatabaseRole, Fault};
use testkit::TestDatabase;

use crate::{append_one, network, one};

/// Ten events, then `tamper` as a superuser without triggers; returns the faults that are found.
async fn faults_after(tamper: &str) -> Vec<Fault> {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    for version in 1..=10 {
        append_one(
            &store,
            &municipality,
            one(&format!("k{version}"), network(1), version),
        )
        .await;
    }
    let client = test.superuser().await;
    client
        .batch_execute(&format!("SET session_replication_role = replica; {tamper}"))
        .await
        .unwrap();
    let verdict = store.verify(&municipality).await.unwrap();
    test.drop().await;
    verdict.faults
}

#[tokio::test]
async fn g16_an_untouched_chain_holds() {
    assert_eq!(faults_after("SELECT 1").await, vec![]);
}

#[tokio::test]
async fn g16_a_changed_byte_of_any_column_is_found_with_its_position() {
    for column in [
        "payload = replace(payload, ':', ': ')",
        "metadata = replace(metadata, 'test', 'tesu')",
        "type = 'Testec'",
        "occurred_on = occurred_on + 1",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "key = 'other'",
        "fingerprint = decode('00', 'hex')",
        "command_size = 2",
        "stream = replace(stream, '0001', '0002')",
        "version = 99",
        "schema_version = 2",
    ] {
        let faults =
            faults_after(&format!("UPDATE es.event SET {column} WHERE position = 4")).await;
        assert_eq!(
            faults,
            vec![Fault {
                position: 4,
                what: "is not what was appended"
            }],
            "{column}"
        );
    }
}

#[tokio::test]
async fn g16_a_removed_event_is_found() {
    let faults = faults_after("DELETE FROM es.event WHERE position = 4").await;
    assert_eq!(
        faults[0],
        Fault {
            position: 4,
            what: "is missing"
        }
    );
}

#[tokio::test]
async fn g16_a_cut_tail_is_found() {
    let faults = faults_after("DELETE FROM es.event WHERE position > 7").await;
    assert_eq!(
        faults,
        vec![Fault {
            position: 8,
            what: "is missing at the end"
        }]
    );
}

#[tokio::test]
async fn g16_two_events_that_changed_places_are_found() {
    let faults = faults_after(
        "UPDATE es.event SET position = 99 WHERE position = 3;
         UPDATE es.event SET position = 3 WHERE position = 4;
         UPDATE es.event SET position = 4 WHERE position = 99",
    )
    .await;
    assert_eq!(faults[0].position, 3);
}

#[tokio::test]
async fn g16_a_row_that_was_slipped_in_outside_the_positions_is_found() {
    let faults = faults_after(
        "ALTER TABLE es.event DROP CONSTRAINT event_counts_from_one;
         INSERT INTO es.event
         SELECT municipality, -1, stream, 11, type, schema_version, payload, metadata, occurred_on, recorded_at,
             NULL, NULL, NULL, hash
         FROM es.event WHERE position = 10",
    )
    .await;
    assert_eq!(
        faults,
        vec![Fault {
            position: -1,
            what: "was never appended"
        }]
    );
}
