use eventstore::{DatabaseRole, StoreError};
use futures::TryStreamExt as _;
use kernel::StreamId;
use testkit::TestDatabase;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use crate::{append_one, network, one};

fn code_of(error: &StoreError) -> Option<&SqlState> {
    match error {
        StoreError::Database { source, .. } => source.code(),
        _ => None,
    }
}

#[tokio::test]
async fn a_service_appends_to_its_own_kinds_of_streams_only() {
    let test = TestDatabase::new().await;
    let municipality = test.open("leverkusen").await;
    let agreement = StreamId::new("agreement", Uuid::from_u128(1));

    let foreign = test.store(DatabaseRole::Membership);
    let error = foreign
        .append(&municipality, &[one("k1", agreement, 1)])
        .await
        .unwrap_err();
    assert_eq!(
        code_of(&error),
        Some(&SqlState::INSUFFICIENT_PRIVILEGE),
        "{error:?}"
    );

    append_one(
        &test.store(DatabaseRole::Agreements),
        &municipality,
        one("k1", agreement, 1),
    )
    .await;
    test.drop().await;
}

#[tokio::test]
async fn readers_cannot_append_and_nobody_writes_past_the_function() {
    let test = TestDatabase::new().await;
    let municipality = test.open("leverkusen").await;
    for role in [
        DatabaseRole::Gateway,
        DatabaseRole::Projector,
        DatabaseRole::State,
        DatabaseRole::Courier,
    ] {
        test.store(role)
            .append(&municipality, &[one("k1", network(1), 1)])
            .await
            .unwrap_err();
    }
    append_one(
        &test.store(DatabaseRole::Membership),
        &municipality,
        one("k1", network(1), 1),
    )
    .await;
    for role in DatabaseRole::ALL {
        let client = test.pool(*role).get().await.unwrap();
        for statement in [
            "UPDATE es.event SET payload = '{}'",
            "DELETE FROM es.event",
            "TRUNCATE es.event",
            "UPDATE es.municipality_head SET position = 7",
            "DELETE FROM es.claim",
        ] {
            // The owner may try, but row-level security shows him no row, and the triggers hold.
            let done = client.execute(statement, &[]).await.unwrap_or(0);
            assert_eq!(done, 0, "{} did: {statement}", role.name());
        }
    }
    let error = test
        .superuser()
        .await
        .execute("DELETE FROM es.event", &[])
        .await
        .unwrap_err();
    assert!(
        error
            .as_db_error()
            .unwrap()
            .message()
            .contains("never changed or removed"),
        "{error:?}"
    );
    test.drop().await;
}

#[tokio::test]
async fn without_a_scope_no_event_is_seen_and_with_one_only_its_own() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let (a, b) = (test.open("leverkusen").await, test.open("duisburg").await);
    append_one(&store, &a, one("k1", network(1), 1)).await;

    let client = test.pool(DatabaseRole::Gateway).get().await.unwrap();
    let seen: i64 = client
        .query_one("SELECT count(*) FROM es.event", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(seen, 0);
    assert_eq!(
        store.feed(&b, 0).try_collect::<Vec<_>>().await.unwrap(),
        vec![]
    );
    assert_eq!(
        store
            .load(&b, &[network(1)], Some("k1"))
            .await
            .unwrap()
            .version(&network(1)),
        0
    );
    assert_eq!(
        store
            .feed(&a, 0)
            .try_collect::<Vec<_>>()
            .await
            .unwrap()
            .len(),
        1
    );
    test.drop().await;
}

#[tokio::test]
async fn every_table_with_a_municipality_forces_row_level_security_and_begins_its_keys_with_it() {
    let test = TestDatabase::new().await;
    let client = test.superuser().await;
    let open = client
        .query(
            "
            SELECT c.oid::regclass::text AS name
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'municipality'
            WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
            &[],
        )
        .await
        .unwrap();
    assert!(
        open.is_empty(),
        "{:?}",
        open.iter()
            .map(|row| row.get::<_, String>(0))
            .collect::<Vec<_>>()
    );
    let keys = client
        .query(
            "
            SELECT i.indexrelid::regclass::text AS name
            FROM pg_index i
            JOIN pg_attribute m ON m.attrelid = i.indrelid AND m.attname = 'municipality'
            WHERE i.indisunique AND i.indkey[0] <> m.attnum",
            &[],
        )
        .await
        .unwrap();
    assert!(
        keys.is_empty(),
        "{:?}",
        keys.iter()
            .map(|row| row.get::<_, String>(0))
            .collect::<Vec<_>>()
    );
    let bypassing = client
        .query(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'lotse%' AND (rolbypassrls OR rolsuper)",
            &[],
        )
        .await
        .unwrap();
    assert!(bypassing.is_empty());
    test.drop().await;
}

#[tokio::test]
async fn a_claim_of_a_foreign_stream_an_empty_command_and_a_hole_are_refused_and_write_nothing() {
    let test = TestDatabase::new().await;
    let municipality = test.open("leverkusen").await;
    let store = test.store(DatabaseRole::Agreements);
    let own = StreamId::new("agreement", Uuid::from_u128(1));

    let mut foreign_claim = one("k1", own, 1);
    foreign_claim.claims = vec![(kernel::Claim::of_name("partner-name", "X"), network(1))];
    let mut empty = one("k2", own, 1);
    empty.events.clear();
    let mut hole = one("k3", own, 7);
    hole.reads = vec![(own, 0)];
    let mut unread = one("k4", own, 1);
    unread.reads.clear();

    for command in [foreign_claim, empty, hole, unread] {
        store.append(&municipality, &[command]).await.unwrap_err();
    }
    // A service that has no streams may not even ask.
    let superuser = test.superuser().await;
    let disown = "DELETE FROM es.writer WHERE role = 'lotse_funding'";
    superuser.batch_execute(disown).await.unwrap();
    let nobody = test.store(DatabaseRole::Funding);
    let error = nobody.append(&municipality, &[]).await.unwrap_err();
    assert_eq!(
        code_of(&error),
        Some(&SqlState::INSUFFICIENT_PRIVILEGE),
        "{error:?}"
    );

    assert_eq!(store.head(&municipality).await.unwrap(), Some(0));
    let claims = superuser.query("SELECT FROM es.claim", &[]).await.unwrap();
    assert!(claims.is_empty());
    test.drop().await;
}
