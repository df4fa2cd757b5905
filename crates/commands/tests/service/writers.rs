//! Who may write to which kind of stream: `migrations/` says so, whatever a service believes.

use eventstore::{Append, DatabaseRole, Metadata, NewEvent, StoreError};
use kernel::{ActorId, CommandId, Role, StreamId};
use testkit::TestDatabase;
use uuid::Uuid;

const SERVICES: &[(DatabaseRole, &[&str])] = &[
    (DatabaseRole::Agreements, &["agreement", "framework"]),
    (
        DatabaseRole::Membership,
        &[
            "body",
            "circular",
            "contact",
            "contact-list",
            "network",
            "offer",
            "office",
            "partner",
            "region",
            "site",
            "specialist",
            "volunteers",
        ],
    ),
];

fn append(stream: StreamId) -> Append {
    let command = CommandId::generate();
    Append {
        key: command.to_string(),
        fingerprint: [7; 32],
        occurred_on: "2018-11-12".parse().unwrap(),
        metadata: Metadata {
            actor: ActorId(Uuid::from_u128(2)),
            role: Role::Coordinator,
            command,
            command_name: "test".to_owned(),
            correlation: command,
            causation: None,
            source: None,
            trace: None,
            warnings: Vec::new(),
        },
        reads: vec![(stream, 0)],
        claims: Vec::new(),
        vault: Vec::new(),
        events: vec![NewEvent {
            stream,
            version: 1,
            event_type: "Tested".to_owned(),
            schema_version: 1,
            payload: "{}".to_owned(),
        }],
    }
}

#[tokio::test]
async fn each_kind_of_stream_is_written_by_one_service_and_by_no_other() {
    let test = TestDatabase::new().await;
    let municipality = test.open("leverkusen").await;
    for (role, own) in SERVICES {
        let store = test.store(*role);
        for kind in StreamId::KINDS {
            let stream = StreamId::new(kind, Uuid::from_u128(9));
            let answer = store.append(&municipality, &[append(stream)]).await;
            match answer {
                Ok(_) => assert!(own.contains(kind), "{role:?} wrote {kind}"),
                Err(StoreError::Database { source, .. }) => {
                    let code = source.code().map(|code| code.code().to_owned());
                    assert_eq!(code.as_deref(), Some("42501"), "{source}");
                    assert!(!own.contains(kind), "{role:?} may not write {kind}");
                }
                Err(error) => panic!("{role:?}, {kind}: {error}"),
            }
            if own.contains(kind) {
                let loaded = store.load(&municipality, &[stream], None).await.unwrap();
                assert_eq!(loaded.version(&stream), 1, "{kind} is read back");
            }
        }
    }
    test.drop().await;
}
