use eventstore::{DatabaseRole, Outcome, StoreError};
use kernel::{Claim, EntryId, MunicipalityId, VaultEntry};
use testkit::TestDatabase;
use uuid::Uuid;

use crate::{append_one, event, network, one};

#[tokio::test]
async fn positions_are_dense_and_a_batch_has_an_outcome_for_each_command() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let a = network(1);

    let outcomes = store
        .append(
            &municipality,
            &[one("k1", a, 1), one("k2", a, 1), one("k3", a, 2)],
        )
        .await
        .unwrap();

    assert!(
        matches!(outcomes[0], Outcome::Appended { position: 1, .. }),
        "{outcomes:?}"
    );
    assert_eq!(
        outcomes[1],
        Outcome::Conflict {
            stream: a,
            expected: 0,
            actual: 1
        }
    );
    assert!(
        matches!(outcomes[2], Outcome::Appended { position: 2, .. }),
        "{outcomes:?}"
    );
    test.drop().await;
}

#[tokio::test]
async fn the_same_key_again_is_a_replay_that_tells_what_was_written() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let mut command = one("k1", network(1), 1);
    command.events.push(event(network(1), 2));
    append_one(&store, &municipality, command.clone()).await;

    let Outcome::Replayed {
        position,
        events,
        metadata,
        ..
    } = append_one(&store, &municipality, command.clone()).await
    else {
        panic!("not a replay");
    };

    assert_eq!(
        (position, events.len(), *metadata),
        (1, 2, command.metadata)
    );
    assert_eq!(store.head(&municipality).await.unwrap(), Some(2));
    test.drop().await;
}

#[tokio::test]
async fn g5_the_same_key_with_another_request_is_refused() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    append_one(&store, &municipality, one("k1", network(1), 1)).await;

    let mut other = one("k1", network(2), 1);
    other.fingerprint = [8; 32];

    assert_eq!(
        append_one(&store, &municipality, other).await,
        Outcome::KeyReused
    );
    assert_eq!(store.head(&municipality).await.unwrap(), Some(1));
    test.drop().await;
}

#[tokio::test]
async fn a_decision_that_read_another_stream_conflicts_when_that_stream_moved() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    append_one(&store, &municipality, one("k1", network(1), 1)).await;

    let mut command = one("k2", network(2), 1);
    command.reads.push((network(1), 0));

    assert_eq!(
        append_one(&store, &municipality, command).await,
        Outcome::Conflict {
            stream: network(1),
            expected: 0,
            actual: 1
        }
    );
    test.drop().await;
}

#[tokio::test]
async fn a_claim_is_held_once_and_moves_with_its_stream() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let (a, b) = (network(1), network(2));
    let claim = |name| Claim::of_name("network-name", name);
    let mut first = one("k1", a, 1);
    first.claims = vec![(claim("Nord"), a)];
    let mut second = one("k2", b, 1);
    second.claims = vec![(claim("nord"), b)];
    let mut renamed = one("k3", a, 2);
    renamed.claims = vec![(claim("Mitte"), a)];

    append_one(&store, &municipality, first).await;
    assert_eq!(
        append_one(&store, &municipality, second.clone()).await,
        Outcome::Claimed {
            kind: "network-name".to_owned(),
            holder: a
        }
    );
    append_one(&store, &municipality, renamed).await;
    second.key = "k4".to_owned();
    assert!(matches!(
        append_one(&store, &municipality, second).await,
        Outcome::Appended { .. }
    ));
    test.drop().await;
}

#[tokio::test]
async fn vault_entries_are_written_with_the_events_or_not_at_all() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let entry = |id: u128| VaultEntry {
        id: EntryId(Uuid::from_u128(id)),
        kind: "text",
        subject: None,
        content: serde_json::json!("Netzwerk Nord"),
    };
    let mut written = one("k1", network(1), 1);
    written.vault = vec![entry(1)];
    let mut refused = one("k2", network(1), 1);
    refused.vault = vec![entry(2)];

    append_one(&store, &municipality, written).await;
    append_one(&store, &municipality, refused).await;

    let rows = test
        .superuser()
        .await
        .query("SELECT id, content FROM vault.entry", &[])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, &str>("content"), "\"Netzwerk Nord\"");
    test.drop().await;
}

#[tokio::test]
async fn one_load_tells_streams_versions_and_what_the_key_already_did() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    let command = one("k1", network(1), 1);
    append_one(&store, &municipality, command.clone()).await;

    let loaded = store
        .load(&municipality, &[network(1), network(2)], Some("k1"))
        .await
        .unwrap();

    assert_eq!(loaded.versions(), vec![(network(1), 1), (network(2), 0)]);
    assert_eq!(loaded.stream(&network(1))[0].payload, "{\"version\":1}");
    let prior = loaded.prior.unwrap();
    assert_eq!(
        (prior.position, prior.fingerprint.as_slice()),
        (1, &[7; 32][..])
    );
    assert!(
        store
            .load(&municipality, &[], Some("other"))
            .await
            .unwrap()
            .prior
            .is_none()
    );
    test.drop().await;
}

#[tokio::test]
async fn a_municipality_without_a_store_is_named() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let nowhere = MunicipalityId::try_new("nirgendwo").unwrap();

    let error = store
        .append(&nowhere, &[one("k1", network(1), 1)])
        .await
        .unwrap_err();

    assert!(
        matches!(error, StoreError::UnknownMunicipality(_)),
        "{error:?}"
    );
    test.drop().await;
}

#[tokio::test]
async fn g2_an_append_that_fails_leaves_no_hole() {
    let test = TestDatabase::new().await;
    let store = test.store(DatabaseRole::Membership);
    let municipality = test.open("leverkusen").await;
    append_one(&store, &municipality, one("k1", network(1), 1)).await;
    let mut broken = one("k2", network(1), 2);
    broken.events.push(event(network(1), 2));

    store.append(&municipality, &[broken]).await.unwrap_err();

    let outcome = append_one(&store, &municipality, one("k3", network(1), 2)).await;
    assert!(
        matches!(outcome, Outcome::Appended { position: 2, .. }),
        "{outcome:?}"
    );
    test.drop().await;
}
