//! The three services that a decision about money rests on, with an invented project of Leverkusen.

use std::sync::Arc;

use commands::{CommandOf, Commands, Failure, Order, Policies, Receipt, UseCase};
use eventstore::{DatabaseRole, EventStore};
use funding_service::use_cases::ProjectUseCase;
use kernel::{ActorId, CommandSet as _, DomainCommand, MunicipalityId, Role, StreamId};
use meetings_service::use_cases::MeetingUseCase;
use membership_service::use_cases::{BodyUseCase, NetworkUseCase, PartnerUseCase, RegionUseCase};
use municipality::PolicyFile;
use serde_json::{Value, json};
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::identity::MunicipalityScope;
use service_kit::problem::Problem;
use testkit::TestDatabase;
use tokio::sync::Notify;
use uuid::Uuid;
use vault::Vault;

/// Two institutions of the network.
pub(crate) const PARTNER: u128 = 2;
pub(crate) const OTHER_PARTNER: u128 = 3;
/// The project's steering group and its meeting on 1 September 2026, and another body.
pub(crate) const STEERING_GROUP: u128 = 6;
pub(crate) const MEETING: u128 = 7;
/// What the group recommended there.
pub(crate) const OUTCOME: u128 = 8;
pub(crate) const PROJECT: u128 = 9;

/// An installation on 22 November 2026.
pub(crate) struct House {
    test: TestDatabase,
    funding: Commands,
    meetings: Commands,
    membership: Commands,
    clock: Clock,
}

impl House {
    /// Leverkusen with a network, two partners and nothing else.
    pub(crate) async fn open(now: &str) -> Self {
        let test = TestDatabase::new().await;
        let clock = Clock::fixed(now.parse().unwrap());
        let commands = |role| {
            let pool = test.pool(role);
            Commands::new(
                EventStore::new(pool.clone()),
                Policies::new(Vault::new(pool)),
                clock.clone(),
                Secret::new([7; 32]),
                Arc::new(Notify::new()),
            )
        };
        let house = Self {
            funding: commands(DatabaseRole::Funding),
            meetings: commands(DatabaseRole::Meetings),
            membership: commands(DatabaseRole::Membership),
            test,
            clock,
        };
        house.settle().await;
        house
    }

    async fn settle(&self) {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../../deploy/municipalities/leverkusen.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let file = PolicyFile::read(&path, &text).unwrap();
        let store = EventStore::new(self.test.pool(DatabaseRole::Operator));
        commands::onboard(&store, &self.clock, &file).await.unwrap();
        let network = json!({ "id": id(1), "name": "Netzwerk", "kind": "single" });
        self.done::<NetworkUseCase>("establish-network", network)
            .await;
        for (partner, name) in [
            (PARTNER, "Familienzentrum Süd"),
            (OTHER_PARTNER, "Beratungsstelle Nord"),
        ] {
            let request = json!({
                "id": id(partner), "institution": { "name": name }, "kind": "einrichtung",
                "networks": [id(1)], "requestedOn": "2020-01-02",
            });
            self.done::<PartnerUseCase>("request-membership", request)
                .await;
        }
    }

    /// A project whose steering group has met and recommended something.
    pub(crate) async fn with_project(self) -> Self {
        let region = json!({ "id": id(4), "name": "Region I", "number": "I" });
        self.done::<RegionUseCase>("establish-region", region).await;
        let body = json!({
            "id": id(STEERING_GROUP), "rule": "steuerungsgruppe", "kind": "steering-group",
            "name": "Steuerungsgruppe Süd", "network": id(1), "foundedOn": "2018",
        });
        self.done::<BodyUseCase>("establish-body", body).await;
        let meeting = json!({
            "id": id(MEETING), "body": id(STEERING_GROUP), "heldOn": "2026-09-01",
        });
        self.done::<MeetingUseCase>("record-past-meeting", meeting)
            .await;
        let outcome = json!({
            "id": id(OUTCOME), "meeting": id(MEETING), "body": id(STEERING_GROUP),
            "kind": "recommendation", "text": "Elterncafé fördern",
        });
        self.done::<MeetingUseCase>("record-outcome", outcome).await;
        let project = json!({
            "id": id(PROJECT), "name": "Stadtteilprojekt Süd", "steeringGroup": id(STEERING_GROUP),
            "establishedOn": "2018-01-01",
        });
        self.done::<ProjectUseCase>("establish-project", project)
            .await;
        self
    }

    /// Carries a command out as the coordination, which must pass.
    pub(crate) async fn done<U: UseCase>(&self, name: &str, body: Value) -> Receipt {
        let done = self.post::<U>(name, &body).await;
        done.unwrap_or_else(|failure| panic!("{name} {body}: {failure:?}"))
    }

    /// The code with which a command is refused.
    pub(crate) async fn refused<U: UseCase>(&self, name: &str, body: Value) -> String {
        self.problem::<U>(name, body)
            .await
            .code
            .clone()
            .into_owned()
    }

    /// With what a command is refused.
    pub(crate) async fn problem<U: UseCase>(&self, name: &str, body: Value) -> Problem {
        match self.post::<U>(name, &body).await {
            Ok(_) => panic!("{name} {body} was carried out"),
            Err(Failure::Refused(problem)) => problem,
            Err(failure) => panic!("{name} {body}: {failure:?}"),
        }
    }

    /// The code with which a command is refused in the end; `None` where it is carried out. Whoever loses too often sends
    /// the same again.
    pub(crate) async fn settled<U: UseCase>(&self, name: &str, body: Value) -> Option<String> {
        loop {
            match self.post::<U>(name, &body).await {
                Ok(_) => return None,
                Err(Failure::Refused(problem)) if problem.status != 503 => {
                    return Some(problem.code.clone().into_owned());
                }
                Err(Failure::Refused(_)) => {}
                Err(failure) => panic!("{name} {body}: {failure:?}"),
            }
        }
    }

    async fn post<U: UseCase>(&self, name: &str, body: &Value) -> Result<Receipt, Failure> {
        let mut names = CommandOf::<U>::NAMES.iter();
        let name = names.find(|known| **known == name).unwrap();
        let order = Order {
            key: Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{name}{body}").as_bytes()).to_string(),
            request: body.to_string(),
            name,
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: None,
            command: CommandOf::<U>::read(name, body.clone()).unwrap(),
        };
        let scope = MunicipalityScope {
            municipality: leverkusen(),
            role: Role::Coordinator,
            actor: ActorId(Uuid::from_u128(1)),
        };
        self.service::<U>().execute::<U>(&scope, order).await
    }

    fn service<U: UseCase>(&self) -> &Commands {
        match <CommandOf<U> as DomainCommand>::STREAM {
            "body" | "network" | "partner" | "region" | "site" => &self.membership,
            "meeting" => &self.meetings,
            _ => &self.funding,
        }
    }

    /// An aggregate as its stream tells it.
    pub(crate) async fn fold<A: Default + eventstore::load::Fold>(
        &self,
        kind: &'static str,
        id: impl Into<Uuid>,
    ) -> A {
        let stream = StreamId::new(kind, id);
        let loaded = self
            .funding
            .store()
            .load(&leverkusen(), &[stream], None)
            .await;
        loaded.unwrap().fold(&stream).unwrap()
    }

    pub(crate) async fn drop(self) {
        self.test.drop().await;
    }
}

pub(crate) fn leverkusen() -> MunicipalityId {
    "leverkusen".parse().unwrap()
}

pub(crate) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}
