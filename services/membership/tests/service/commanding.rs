//! The way of a command, as every service walks it.

use std::sync::Arc;

use eventstore::DatabaseRole;
use futures::future::join_all;
use membership_service::use_cases::{NetworkUseCase, PartnerUseCase, RegionUseCase};
use serde_json::json;
use tokio::sync::Barrier;

use crate::{Office, code, id};

#[tokio::test]
async fn the_same_command_again_answers_what_it_did_and_writes_nothing() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    let body = json!({ "name": "Region I" });

    let first = office
        .post::<RegionUseCase>(&commands, "k", "establish-region", body.clone())
        .await
        .unwrap();
    let head = commands.store().head(office.municipality()).await.unwrap();
    let again = office
        .post::<RegionUseCase>(&commands, "k", "establish-region", body)
        .await
        .unwrap();

    assert!(again.replayed && !first.replayed);
    assert_eq!(
        (again.id, again.version, again.position),
        (first.id, first.version, first.position)
    );
    assert_eq!(again.events, first.events);
    assert_eq!(
        commands.store().head(office.municipality()).await.unwrap(),
        head
    );
    office.test.drop().await;
}

#[tokio::test]
async fn g5_a_key_that_carried_another_command_is_refused() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    office
        .post::<RegionUseCase>(
            &commands,
            "k",
            "establish-region",
            json!({ "name": "Region I" }),
        )
        .await
        .unwrap();

    let other = office
        .post::<RegionUseCase>(
            &commands,
            "k",
            "establish-region",
            json!({ "name": "Region II" }),
        )
        .await;

    assert_eq!(code(other), "KEY_REUSED");
    office.test.drop().await;
}

#[tokio::test]
async fn the_same_command_16_times_at_the_same_moment_happens_once_and_answers_alike() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    let barrier = Arc::new(Barrier::new(16));
    let before = commands
        .store()
        .head(office.municipality())
        .await
        .unwrap()
        .unwrap();

    let receipts = join_all((0..16).map(|_| async {
        barrier.wait().await;
        office
            .post::<RegionUseCase>(
                &commands,
                "k",
                "establish-region",
                json!({ "name": "Region I" }),
            )
            .await
            .unwrap()
    }))
    .await;

    assert_eq!(
        receipts.iter().filter(|receipt| !receipt.replayed).count(),
        1
    );
    assert!(receipts.iter().all(|receipt| receipt.id == receipts[0].id));
    assert_eq!(
        commands.store().head(office.municipality()).await.unwrap(),
        Some(before + 1)
    );
    office.test.drop().await;
}

#[tokio::test]
async fn g7_of_64_commands_that_want_the_same_name_one_succeeds() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    let barrier = Arc::new(Barrier::new(64));

    let results = join_all((0..64).map(|racer| {
        let (office, commands, barrier) = (&office, &commands, barrier.clone());
        async move {
            barrier.wait().await;
            let body = json!({ "name": "Netzwerk Nord", "kind": "regional" });
            office
                .post::<NetworkUseCase>(commands, &format!("k{racer}"), "establish-network", body)
                .await
        }
    }))
    .await;

    let (won, lost): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    assert!(lost.into_iter().all(|result| code(result) == "NAME_TAKEN"));
    office.test.drop().await;
}

#[tokio::test]
async fn a_refusal_writes_nothing_and_the_same_key_decides_anew() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    let request = json!({
        "id": id(9), "institution": { "name": "Familienzentrum" }, "kind": "einrichtung",
        "networks": [id(1)], "requestedOn": "2020-01-02",
    });
    let post =
        || office.post::<PartnerUseCase>(&commands, "k", "request-membership", request.clone());

    assert_eq!(code(post().await), "NETWORK_UNKNOWN");
    office
        .post::<NetworkUseCase>(
            &commands,
            "k1",
            "establish-network",
            json!({ "id": id(1), "name": "Netzwerk", "kind": "single" }),
        )
        .await
        .unwrap();

    let receipt = post().await.unwrap();
    assert_eq!(
        (receipt.replayed, receipt.events),
        (false, vec!["MembershipRequested".to_owned()])
    );
    office.test.drop().await;
}

#[tokio::test]
async fn a_command_that_changes_nothing_writes_no_event() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    for (key, name, body) in [
        (
            "k1",
            "establish-network",
            json!({ "id": id(1), "name": "Netzwerk", "kind": "single" }),
        ),
        (
            "k2",
            "dissolve-network",
            json!({ "network": id(1), "dissolvedOn": "2020-01-02" }),
        ),
    ] {
        office
            .post::<NetworkUseCase>(&commands, key, name, body)
            .await
            .unwrap();
    }

    let again = office
        .post::<NetworkUseCase>(
            &commands,
            "k3",
            "dissolve-network",
            json!({ "network": id(1), "dissolvedOn": "2020-01-02" }),
        )
        .await
        .unwrap();

    assert_eq!(
        (again.position, again.events.len(), again.version),
        (None, 0, 2)
    );
    office.test.drop().await;
}

#[tokio::test]
async fn who_is_behind_an_actor_stands_in_the_vault_once_and_in_no_event() {
    let office = Office::open("municipalities/leverkusen").await;
    let commands = office.commands(DatabaseRole::Membership);
    for (key, name) in [("k1", "Region I"), ("k2", "Region II")] {
        office
            .post::<RegionUseCase>(&commands, key, "establish-region", json!({ "name": name }))
            .await
            .unwrap();
    }

    let client = office.test.superuser().await;
    let accounts = client
        .query(
            "SELECT id::text, content FROM vault.entry WHERE kind = 'account'",
            &[],
        )
        .await
        .unwrap();
    let told = client
        .query(
            "SELECT FROM es.event WHERE payload || metadata LIKE '%netzwerkkoordination%'",
            &[],
        )
        .await
        .unwrap();

    assert_eq!(accounts.len(), 1);
    assert_eq!(
        accounts[0].get::<_, String>(0),
        office.scope.actor.to_string()
    );
    assert!(
        accounts[0]
            .get::<_, &str>(1)
            .contains("netzwerkkoordination")
    );
    assert!(told.is_empty());
    office.test.drop().await;
}
