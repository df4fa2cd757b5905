//! The vault against a real PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod documents;

use eventstore::{Append, DatabaseRole, Metadata, NewEvent};
use kernel::{
    ActorId, CommandId, EntryId, MunicipalityId, NewPerson, Person, PersonId, Role, StreamId,
};
use testkit::TestDatabase;
use uuid::Uuid;
use vault::{Entry, Vault, VaultError};

const PERSON: PersonId = PersonId(Uuid::from_u128(11));
const ENTRY: EntryId = EntryId(Uuid::from_u128(12));

fn person() -> Person {
    Person {
        id: Some(PERSON),
        name: "Netzwerkkoordination".to_owned(),
        phone: None,
        fax: None,
        email: Some("koordination@example.org".to_owned()),
    }
}

/// Stores a person beside an event that names it.
async fn store_person(test: &TestDatabase, municipality: &MunicipalityId) {
    let contact = StreamId::new("contact", Uuid::from_u128(1));
    let command = CommandId(Uuid::from_u128(2));
    let append = Append {
        key: "k1".to_owned(),
        fingerprint: [0; 32],
        occurred_on: jiff::civil::date(2020, 9, 16),
        metadata: Metadata {
            actor: ActorId(Uuid::from_u128(3)),
            role: Role::Coordinator,
            command,
            command_name: "test".to_owned(),
            correlation: command,
            causation: None,
            source: None,
            trace: None,
            warnings: Vec::new(),
        },
        reads: vec![(contact, 0)],
        claims: Vec::new(),
        vault: vec![(&NewPerson::new(ENTRY, person())).into()],
        events: vec![NewEvent {
            stream: contact,
            version: 1,
            event_type: "Tested".to_owned(),
            schema_version: 1,
            payload: format!("{{\"details\":\"{ENTRY}\"}}"),
        }],
    };
    test.store(DatabaseRole::Membership)
        .append(municipality, &[append])
        .await
        .unwrap();
}

#[tokio::test]
async fn g12_an_erased_person_is_gone_and_the_chain_holds() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    store_person(&test, &municipality).await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));
    assert_eq!(
        vault.read(&municipality, ENTRY).await.unwrap(),
        Some(Entry::Kept(person()))
    );

    assert_eq!(vault.erase(&municipality, PERSON).await.unwrap(), 1);
    assert_eq!(
        vault.erase(&municipality, PERSON).await.unwrap(),
        0,
        "a second time finds nothing"
    );

    assert_eq!(
        vault.read::<Person>(&municipality, ENTRY).await.unwrap(),
        Some(Entry::Erased)
    );
    let verdict = test
        .store(DatabaseRole::Membership)
        .verify(&municipality)
        .await
        .unwrap();
    assert_eq!((verdict.events, verdict.faults.len()), (1, 0));
    test.drop().await;
}

#[tokio::test]
async fn an_entry_of_another_municipality_is_like_none() {
    let test = TestDatabase::new().await;
    let (municipality, other) = (test.open("stormarn").await, test.open("duisburg").await);
    store_person(&test, &municipality).await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));

    assert_eq!(vault.read::<Person>(&other, ENTRY).await.unwrap(), None);
    assert_eq!(vault.erase(&other, PERSON).await.unwrap(), 0);
    assert_eq!(
        vault.read(&municipality, ENTRY).await.unwrap(),
        Some(Entry::Kept(person()))
    );
    test.drop().await;
}

#[tokio::test]
async fn an_entry_read_as_what_it_is_not_is_an_error_that_tells_no_words() {
    let test = TestDatabase::new().await;
    let municipality = test.open("stormarn").await;
    store_person(&test, &municipality).await;
    let vault = Vault::new(test.pool(DatabaseRole::Membership));

    let error = vault
        .read::<kernel::Text>(&municipality, ENTRY)
        .await
        .unwrap_err();

    assert!(matches!(error, VaultError::Kind(ENTRY)));
    assert!(!error.to_string().contains("Netzwerkkoordination"));
    test.drop().await;
}
