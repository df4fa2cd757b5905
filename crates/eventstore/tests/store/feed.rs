use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eventstore::{DatabaseRole, EventStore};
use futures::TryStreamExt as _;
use futures::future::join_all;
use kernel::MunicipalityId;
use testkit::TestDatabase;

use crate::{append_one, event, network, one};

const EVENTS: i64 = 60;
const WRITERS: usize = 16;

/// Follows a municipality until `done` and a last look, checking that positions are dense as they come.
async fn follow(
    store: EventStore,
    municipality: MunicipalityId,
    done: Arc<AtomicBool>,
) -> Vec<String> {
    let mut seen = Vec::new();
    loop {
        let last_look = done.load(Ordering::SeqCst);
        let after = i64::try_from(seen.len()).unwrap();
        let events: Vec<_> = store
            .feed(&municipality, after)
            .try_collect()
            .await
            .unwrap();
        for event in events {
            assert_eq!(
                event.position,
                i64::try_from(seen.len()).unwrap() + 1,
                "{municipality}"
            );
            seen.push(format!("{} {}", event.stream, event.version));
        }
        if last_look {
            return seen;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn g1_followers_miss_nothing_while_16_writers_append_in_3_municipalities() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let mut municipalities = Vec::new();
    for id in ["leverkusen", "stormarn", "duisburg"] {
        municipalities.push(test.open(id).await);
    }
    let done = Arc::new(AtomicBool::new(false));
    let followers = municipalities.iter().flat_map(|municipality| {
        std::iter::repeat_n(municipality, 4)
            .map(|municipality| follow(store.clone(), municipality.clone(), done.clone()))
    });
    let writers = join_all((0..WRITERS).map(|writer| {
        let (store, municipalities) = (store.clone(), municipalities.clone());
        async move {
            for version in 1..=EVENTS {
                let turn = writer + usize::try_from(version).unwrap();
                let municipality = &municipalities[turn % municipalities.len()];
                let stream = network((writer * 1000 + usize::try_from(version).unwrap()) as u128);
                append_one(
                    &store,
                    municipality,
                    one(&format!("{writer}-{version}"), stream, 1),
                )
                .await;
            }
        }
    }));

    let (seen, ()) = tokio::join!(join_all(followers), async {
        writers.await;
        done.store(true, Ordering::SeqCst);
    });

    for (index, municipality) in municipalities.iter().enumerate() {
        let table: Vec<String> = store
            .feed(municipality, 0)
            .map_ok(|event| format!("{} {}", event.stream, event.version))
            .try_collect()
            .await
            .unwrap();
        for follower in 0..4 {
            assert_eq!(seen[index * 4 + follower], table, "{municipality}");
        }
    }
    test.drop().await;
}

#[tokio::test]
async fn a_feed_of_more_than_a_batch_comes_whole_and_in_order() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let mut command = one("k", network(1), 1);
    command.events = (1..=1_234)
        .map(|version| event(network(1), version))
        .collect();
    append_one(&store, &municipality, command).await;

    let positions: Vec<i64> = store
        .feed(&municipality, 234)
        .map_ok(|event| event.position)
        .try_collect()
        .await
        .unwrap();

    assert_eq!(positions, (235..=1_234).collect::<Vec<_>>());
    test.drop().await;
}

#[tokio::test]
async fn recorded_at_never_decreases() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    test.superuser()
        .await
        .execute(
            "UPDATE es.municipality_head SET recorded_at = now() + interval '1 hour'",
            &[],
        )
        .await
        .unwrap();
    for version in 1..=3 {
        append_one(
            &store,
            &municipality,
            one(&version.to_string(), network(1), version),
        )
        .await;
    }

    let times: Vec<_> = store
        .feed(&municipality, 0)
        .map_ok(|event| event.recorded_at)
        .try_collect()
        .await
        .unwrap();

    assert!(times.is_sorted(), "{times:?}");
    assert_eq!(times[0], times[2], "the head's hour ahead holds");
    test.drop().await;
}

#[tokio::test]
async fn g3_a_session_idle_in_a_transaction_stalls_no_other_municipality() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let (stuck, free) = (test.open("leverkusen").await, test.open("duisburg").await);
    let mut idle = test.pool(DatabaseRole::Membership).get().await.unwrap();
    let transaction = idle.transaction().await.unwrap();
    eventstore::append_in(&transaction, &stuck, &[one("k1", network(1), 1)])
        .await
        .unwrap();

    append_one(&store, &free, one("k1", network(1), 1)).await;

    assert_eq!(store.head(&free).await.unwrap(), Some(1));
    assert_eq!(
        store.head(&stuck).await.unwrap(),
        Some(0),
        "not committed, not seen"
    );
    transaction.rollback().await.unwrap();
    test.drop().await;
}
