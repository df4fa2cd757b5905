//! Commands and reactions of the service against a real PostgreSQL, with the real policies.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod admission;
mod commanding;
mod links;

use std::sync::Arc;

use commands::{CommandOf, Commands, Failure, Order, Policies, Receipt, UseCase};
use eventstore::{DatabaseRole, EventStore};
use kernel::{ActorId, CommandSet as _, MunicipalityId, Role};
use municipality::PolicyFile;
use serde_json::Value;
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::identity::{Account, MunicipalityScope};
use testkit::TestDatabase;
use tokio::sync::Notify;
use uuid::Uuid;
use vault::Vault;

/// A municipality of `deploy/`, on 22 November 2026.
struct Office {
    test: TestDatabase,
    scope: MunicipalityScope,
}

impl Office {
    /// `file` below `deploy/`, such as `municipalities/duisburg`.
    async fn open(file: &str) -> Self {
        let test = TestDatabase::new().await;
        let path = format!("{}/../../deploy/{file}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap();
        let file = PolicyFile::read(&path, &text).unwrap();
        let store = EventStore::new(test.pool(DatabaseRole::Operator));
        commands::onboard(&store, &clock(), &file).await.unwrap();
        let scope = MunicipalityScope {
            municipality: file.id,
            role: Role::Coordinator,
            actor: ActorId(Uuid::from_u128(1)),
        };
        Self { test, scope }
    }

    fn municipality(&self) -> &MunicipalityId {
        &self.scope.municipality
    }

    fn commands(&self, role: DatabaseRole) -> Commands {
        let pool = self.test.pool(role);
        Commands::new(
            EventStore::new(pool.clone()),
            Policies::new(Vault::new(pool)),
            clock(),
            Secret::new([7; 32]),
            Arc::new(Notify::new()),
        )
    }

    /// Carries out a command as it would be posted.
    async fn post<U: UseCase>(
        &self,
        commands: &Commands,
        key: &str,
        name: &str,
        body: Value,
    ) -> Result<Receipt, Failure> {
        let name = CommandOf::<U>::NAMES
            .iter()
            .find(|known| **known == name)
            .unwrap();
        let order = Order {
            key: key.to_owned(),
            request: body.to_string(),
            name,
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: Some(Account {
                issuer: "https://login.example.org".to_owned(),
                subject: "netzwerkkoordination".to_owned(),
            }),
            command: CommandOf::<U>::read(name, body).unwrap(),
        };
        commands.execute::<U>(&self.scope, order).await
    }
}

fn clock() -> Clock {
    Clock::fixed("2026-11-22T10:00:00Z".parse().unwrap())
}

/// The code of a refusal.
fn code(result: Result<Receipt, Failure>) -> String {
    match result {
        Err(Failure::Refused(problem)) => problem.code.to_string(),
        other => panic!("not a refusal: {other:?}"),
    }
}

fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}
