//! A served installation on 22 November 2026, with invented bodies, partners and meetings.

use std::sync::Arc;

use commands::{CommandOf, Commands, Failure, Order, Policies, Receipt, UseCase};
use eventstore::{DatabaseRole, EventStore};
use kernel::{ActorId, CommandSet as _, MunicipalityId, Role, StreamId};
use meetings_service::use_cases::MeetingUseCase;
use membership_service::use_cases::{BodyUseCase, ContactUseCase, NetworkUseCase, PartnerUseCase};
use municipality::PolicyFile;
use serde_json::{Value, json};
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::http::{self, Client, Shell};
use service_kit::identity::{Issuers, LocalIssuer, MunicipalityScope, UpMode};
use service_kit::links::{Link, LinkKey};
use service_kit::task;
use testkit::TestDatabase;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use uuid::Uuid;
use vault::Vault;

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
pub(crate) const JSON: &str = "application/json";
pub(crate) const HTML: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

/// A partner with its contact, and a second one.
pub(crate) const PARTNER: u128 = 2;
pub(crate) const OTHER_PARTNER: u128 = 3;
pub(crate) const CONTACT: u128 = 4;
pub(crate) const OTHER_CONTACT: u128 = 5;
pub(crate) const BODY: u128 = 6;
/// On 3 December at nine, where the body usually meets.
pub(crate) const MEETING: u128 = 7;

pub(crate) struct House {
    pub(crate) test: TestDatabase,
    pub(crate) meetings: Commands,
    pub(crate) membership: Commands,
    pub(crate) client: Client,
    pub(crate) base: String,
    pub(crate) key: LinkKey,
}

/// Status, headers and text of an answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl House {
    /// Duisburg, where the Lenkungskreis has a usual place, with a body, two partners and nothing planned.
    pub(crate) async fn open() -> Self {
        let test = TestDatabase::new().await;
        let meetings = commands(&test, DatabaseRole::Meetings);
        let membership = commands(&test, DatabaseRole::Membership);
        let key = LinkKey::new(Secret::new([9; 32]));
        let client = Client::try_new().unwrap();
        let base = serve(&meetings, &client, key.clone()).await;
        let house = Self {
            test,
            meetings,
            membership,
            client,
            base,
            key,
        };
        house
            .settle("duisburg", "Lenkungskreis <Frühe Hilfen>")
            .await;
        house
    }

    /// Onboards a municipality with the body of that name, its partners and their contacts.
    pub(crate) async fn settle(&self, municipality: &str, body: &str) {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../../deploy/municipalities/{municipality}.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let file = PolicyFile::read(&path, &text).unwrap();
        let store = EventStore::new(self.test.pool(DatabaseRole::Operator));
        commands::onboard(&store, &clock(), &file).await.unwrap();
        let m = municipality;
        let network = json!({ "id": id(1), "name": "Netzwerk", "kind": "single" });
        self.post::<NetworkUseCase>(m, "establish-network", network)
            .await;
        for (partner, contact, name) in [
            (PARTNER, CONTACT, "Familienzentrum „Löwe“ <Süd>"),
            (OTHER_PARTNER, OTHER_CONTACT, "Beratungsstelle Nord"),
        ] {
            let request = json!({
                "id": id(partner), "institution": { "name": name }, "kind": "einrichtung",
                "networks": [id(1)], "requestedOn": "2020-01-02",
            });
            self.post::<PartnerUseCase>(m, "request-membership", request)
                .await;
            let designated = json!({
                "id": id(contact), "partner": id(partner), "function": "Leitung", "binding": true,
                "person": { "name": "Geheime Leitung", "email": "leitung@traeger.example" },
                "designatedOn": "2020-01-02", "consentGivenOn": "2020-01-02", "consentTextVersion": 1,
            });
            self.post::<ContactUseCase>(m, "designate-contact", designated)
                .await;
        }
        let rule = if m == "duisburg" {
            json!("lenkungskreis")
        } else {
            Value::Null
        };
        let body = json!({
            "id": id(BODY), "rule": rule, "kind": "steering-committee", "name": body, "network": id(1),
            "foundedOn": "2018",
        });
        self.post::<BodyUseCase>(m, "establish-body", body).await;
    }

    /// Plans the meeting with an agenda and invites both partners; its sequence is 0.
    pub(crate) async fn invite(&self, municipality: &str) {
        let m = municipality;
        let plan = json!({
            "id": id(MEETING), "body": id(BODY), "begins": "2026-12-03T09:00", "topic": "Übergänge & <b>Lotsen</b>",
            "plannedOn": "2026-11-20",
        });
        self.post::<MeetingUseCase>(m, "plan-meeting", plan).await;
        for item in [
            json!({
                "meeting": id(MEETING), "body": id(BODY), "kind": "ordinary", "title": "Begrüßung, Regularien; <i>Neues</i>",
                "note": "Nur für das Büro",
            }),
            json!({ "meeting": id(MEETING), "body": id(BODY), "kind": "anonymous-case-talk" }),
            json!({ "meeting": id(MEETING), "body": id(BODY), "kind": "ordinary", "title": "Verschiedenes" }),
        ] {
            self.post::<MeetingUseCase>(m, "add-agenda-item", item)
                .await;
        }
        let invite = json!({
            "meeting": id(MEETING), "body": id(BODY), "partners": [id(PARTNER), id(OTHER_PARTNER)],
            "contacts": [id(CONTACT), id(OTHER_CONTACT)], "invitedOn": "2026-11-20",
        });
        self.post::<MeetingUseCase>(m, "invite-participants", invite)
            .await;
    }

    /// Carries a command out as the coordination, which must pass.
    pub(crate) async fn post<U: UseCase>(&self, municipality: &str, name: &str, body: Value) {
        let done = self.try_post::<U>(municipality, name, body.clone()).await;
        done.unwrap_or_else(|failure| panic!("{name} {body}: {failure:?}"));
    }

    pub(crate) async fn try_post<U: UseCase>(
        &self,
        municipality: &str,
        name: &str,
        body: Value,
    ) -> Result<Receipt, Failure> {
        let name = CommandOf::<U>::NAMES
            .iter()
            .find(|known| **known == name)
            .unwrap();
        let order = Order {
            key: Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{name}{body}").as_bytes()).to_string(),
            request: body.to_string(),
            name,
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: None,
            command: CommandOf::<U>::read(name, body).unwrap(),
        };
        let scope = MunicipalityScope {
            municipality: municipality.parse().unwrap(),
            role: Role::Coordinator,
            actor: ActorId(Uuid::from_u128(1)),
        };
        let kind = <CommandOf<U> as kernel::DomainCommand>::STREAM;
        let of_membership = ["network", "partner", "contact", "body"].contains(&kind);
        let commands = if of_membership {
            &self.membership
        } else {
            &self.meetings
        };
        commands.execute::<U>(&scope, order).await
    }

    pub(crate) async fn fold<A: Default + eventstore::load::Fold>(
        &self,
        kind: &'static str,
        id: u128,
    ) -> A {
        let stream = StreamId::new(kind, Uuid::from_u128(id));
        let loaded = self
            .meetings
            .store()
            .load(&duisburg(), &[stream], None)
            .await;
        loaded.unwrap().fold(&stream).unwrap()
    }

    pub(crate) async fn head(&self) -> i64 {
        let head = self.meetings.store().head(&duisburg()).await;
        head.unwrap().unwrap()
    }

    pub(crate) fn address(&self, link: &Link) -> String {
        let base = format!("{}/", self.base).parse().unwrap();
        self.key.address(&base, link).to_string()
    }

    pub(crate) async fn get(&self, link: &Link, accept: &str) -> Answer {
        let request = self.client.get(self.address(link)).header("accept", accept);
        answer(request).await
    }

    pub(crate) async fn post_to(
        &self,
        link: &Link,
        accept: &str,
        kind: &str,
        body: &str,
    ) -> Answer {
        let request = self
            .client
            .post(self.address(link))
            .header("accept", accept)
            .header("content-type", kind)
            .body(body.to_owned());
        answer(request).await
    }

    pub(crate) async fn drop(self) {
        self.test.drop().await;
    }
}

/// Every answer stays out of caches and indexes, and tells nobody where it was.
pub(crate) async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let answer = Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    };
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-robots-tag"), "noindex, nofollow");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"));
    answer
}

fn commands(test: &TestDatabase, role: DatabaseRole) -> Commands {
    let pool = test.pool(role);
    Commands::new(
        EventStore::new(pool.clone()),
        Policies::new(Vault::new(pool)),
        clock(),
        Secret::new([7; 32]),
        Arc::new(Notify::new()),
    )
}

async fn serve(commands: &Commands, client: &Client, key: LinkKey) -> String {
    let folder = tempfile::tempdir().unwrap();
    let up = UpMode::enter();
    let issuer = LocalIssuer::for_up(&up, folder.path(), "http://127.0.0.1:1", clock()).unwrap();
    let file = issuer.identity_file();
    let issuers = Issuers::for_up(&up, file, Secret::new([7; 32]), clock(), client).unwrap();
    let services = commands::Services {
        commands: commands.clone(),
        issuers,
    };
    let router = Shell::new("meetings").wrap(meetings_service::router(services, key));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(task::spawn(
        "test.serve",
        http::serve(listener, router, std::future::pending()),
    ));
    base
}

pub(crate) fn clock() -> Clock {
    Clock::fixed("2026-11-22T10:00:00Z".parse().unwrap())
}

pub(crate) fn duisburg() -> MunicipalityId {
    "duisburg".parse().unwrap()
}

pub(crate) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}
