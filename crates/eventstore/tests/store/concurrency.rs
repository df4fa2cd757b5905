use std::sync::Arc;

use eventstore::{DatabaseRole, Outcome};
use futures::future::join_all;
use kernel::Claim;
use testkit::TestDatabase;
use tokio::sync::Barrier;

use crate::{append_one, network, one};

/// 64 commands at once; returns how many were appended.
async fn race(make: impl Fn(usize) -> eventstore::Append) -> usize {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    append_one(&store, &municipality, one("first", network(999), 1)).await;
    let barrier = Arc::new(Barrier::new(64));
    let outcomes = join_all((0..64).map(|racer| {
        let (store, municipality, barrier) = (store.clone(), municipality.clone(), barrier.clone());
        let command = make(racer);
        async move {
            barrier.wait().await;
            append_one(&store, &municipality, command).await
        }
    }))
    .await;
    let won = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Outcome::Appended { .. }))
        .count();
    assert_eq!(
        store.head(&municipality).await.unwrap(),
        Some(1 + i64::try_from(won).unwrap())
    );
    test.drop().await;
    won
}

#[tokio::test]
async fn g7_of_64_racers_for_one_version_one_succeeds() {
    assert_eq!(
        race(|racer| one(&format!("k{racer}"), network(1), 1)).await,
        1
    );
}

#[tokio::test]
async fn g7_of_64_racers_for_one_claim_one_succeeds() {
    let won = race(|racer| {
        let stream = network(racer as u128);
        let mut command = one(&format!("k{racer}"), stream, 1);
        command.claims = vec![(Claim::of_name("network-name", "Nord"), stream)];
        command
    })
    .await;
    assert_eq!(won, 1);
}

#[tokio::test]
async fn g7_of_64_decisions_that_write_what_the_others_read_one_succeeds() {
    let won = race(|racer| {
        // Each writes its own stream and rests on everybody else's being empty: write skew, if it were possible.
        let mut command = one(&format!("k{racer}"), network(racer as u128), 1);
        command.reads = (0..64).map(|other| (network(other), 0)).collect();
        command
    })
    .await;
    assert_eq!(won, 1);
}

#[tokio::test]
async fn the_same_command_64_times_at_the_same_moment_happens_once() {
    let won = race(|_| one("same", network(1), 1)).await;
    assert_eq!(won, 1);
}
