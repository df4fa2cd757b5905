//! A network with a body, an office and partners, and a courier that follows it.

use std::sync::{Arc, Mutex};

use commands::{CommandOf, Commands, Order, Policies, UseCase};
use courier::{Letters, MailSettings, Queue, Reminders};
use eventstore::{DatabaseRole, EventStore};
use jiff::SignedDuration;
use kernel::{ActorId, CommandSet as _, MunicipalityId, Role, StreamId};
use meetings_service::use_cases::{MeetingUseCase, MinutesUseCase, TopicUseCase};
use membership_service::use_cases::{
    BodyUseCase, CircularUseCase, ContactUseCase, NetworkUseCase, OfficeUseCase, PartnerUseCase,
};
use municipality::PolicyFile;
use outbox::{Delivery, LetterState, Sender, Swept};
use projection::{Runner, Step};
use serde_json::{Value, json};
use service_kit::clock::{Clock, Hands};
use service_kit::config::Secret;
use service_kit::identity::{Account, MunicipalityScope};
use service_kit::links::LinkKey;
use testkit::TestDatabase;
use tokio::sync::Notify;
use uuid::Uuid;
use vault::Vault;

pub(crate) use crate::server::{Got, Server};

pub(crate) const NETWORK: u128 = 1;
pub(crate) const BODY: u128 = 2;
pub(crate) const MEETING: u128 = 3;
/// A partner with a binding contact and its deputy.
pub(crate) const NORTH: u128 = 10;
pub(crate) const NORTH_LEAD: u128 = 11;
pub(crate) const NORTH_DEPUTY: u128 = 12;
/// A partner with two binding contacts.
pub(crate) const SOUTH: u128 = 20;
pub(crate) const SOUTH_LEAD: u128 = 21;
pub(crate) const SOUTH_OTHER: u128 = 22;
/// A partner for which nobody speaks.
pub(crate) const WEST: u128 = 30;

/// A municipality of `deploy/` on 22 November 2026, and its courier.
pub(crate) struct House {
    pub(crate) test: Arc<TestDatabase>,
    pub(crate) scope: MunicipalityScope,
    pub(crate) clock: Clock,
    pub(crate) hands: Hands,
    pub(crate) membership: Commands,
    pub(crate) meetings: Commands,
    pub(crate) runner: Runner<Queue>,
    pub(crate) sender: Sender<Letters, Server>,
    pub(crate) server: Server,
    keys: Mutex<u32>,
}

impl House {
    /// Kreis Stormarn with its office, a body and three partners, all known before the courier came.
    pub(crate) async fn open() -> Self {
        Self::open_in("stormarn").await
    }

    pub(crate) async fn open_in(municipality: &str) -> Self {
        let test = Arc::new(TestDatabase::new().await);
        Self::move_in(test, municipality).await
    }

    /// Another municipality of the same installation, with the same ids in it.
    pub(crate) async fn beside(&self, municipality: &str) -> Self {
        Self::move_in(Arc::clone(&self.test), municipality).await
    }

    /// Drops the database, whoever is still connected.
    pub(crate) async fn close(self) {
        if let Ok(test) = Arc::try_unwrap(self.test) {
            test.drop().await;
        }
    }

    async fn move_in(test: Arc<TestDatabase>, municipality: &str) -> Self {
        let path = format!(
            "{}/../../deploy/municipalities/{municipality}.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(&path).unwrap();
        let file = PolicyFile::read(&path, &text).unwrap();
        let (clock, hands) = Clock::adjustable("2026-11-22T10:00:00Z".parse().unwrap());
        let store = EventStore::new(test.pool(DatabaseRole::Operator));
        commands::onboard(&store, &clock, &file).await.unwrap();
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
        let pool = test.pool(DatabaseRole::Courier);
        let server = Server::default();
        let letters = Letters::new(pool.clone(), settings());
        let house = Self {
            scope: MunicipalityScope {
                municipality: file.id,
                role: Role::Coordinator,
                actor: ActorId(Uuid::from_u128(1)),
            },
            membership: commands(DatabaseRole::Membership),
            meetings: commands(DatabaseRole::Meetings),
            runner: Runner::new(pool.clone(), Queue::new(clock.clone())),
            sender: Sender::new(pool, letters, server.clone(), clock.clone()),
            server,
            clock,
            hands,
            keys: Mutex::new(0),
            test,
        };
        house.furnish().await;
        house.follow().await;
        house
    }

    async fn furnish(&self) {
        let network = json!({ "id": id(NETWORK), "name": "Netzwerk Nord", "kind": "single" });
        self.member::<NetworkUseCase>("establish-network", network)
            .await;
        self.member::<OfficeUseCase>(
            "establish-office",
            json!({
                "id": id(5), "since": "2020-01-01", "contact": {
                    "institution": {
                        "name": "Netzwerkkoordination Frühe Hilfen", "address": "Rathausplatz 1, 00000 Musterstadt",
                        "phone": "0213 000 100 20",
                    },
                    "email": "netzwerk@kreis.example",
                },
            }),
        )
        .await;
        let body = json!({
            "id": id(BODY), "kind": "working-group", "name": "Arbeitskreis Nord", "network": id(NETWORK),
            "foundedOn": "2020-01-01",
        });
        self.member::<BodyUseCase>("establish-body", body).await;
        for (partner, name) in [
            (NORTH, "Familienzentrum Nord"),
            (SOUTH, "Beratungsstelle Süd"),
            (WEST, "Kita West"),
        ] {
            self.partner(partner, name).await;
        }
        self.contact(NORTH, NORTH_LEAD, "Leitung Nord", true).await;
        self.contact(NORTH, NORTH_DEPUTY, "Stellvertretung Nord", false)
            .await;
        self.contact(SOUTH, SOUTH_LEAD, "Leitung Süd", true).await;
        self.contact(SOUTH, SOUTH_OTHER, "Fachkraft Süd", true)
            .await;
    }

    pub(crate) async fn partner(&self, partner: u128, name: &str) {
        let request = json!({
            "id": id(partner), "institution": { "name": name }, "kind": "einrichtung",
            "networks": [id(NETWORK)], "requestedOn": "2020-02-01",
        });
        self.member::<PartnerUseCase>("request-membership", request)
            .await;
        for criterion in ["contact-to-families", "regular-contact"] {
            let attest = json!({
                "partner": id(partner), "criterion": criterion, "attestedOn": "2020-02-02",
            });
            self.member::<PartnerUseCase>("attest-eligibility", attest)
                .await;
        }
        let clarified = json!({
            "partner": id(partner), "clarifiedOn": "2020-02-02", "outcome": "cleared",
        });
        self.member::<PartnerUseCase>("clarify-request", clarified)
            .await;
        let profile = json!({ "partner": id(partner), "submittedOn": "2020-02-02" });
        self.member::<PartnerUseCase>("submit-profile", profile)
            .await;
        let signed = json!({
            "partner": id(partner), "agreement": id(90), "signedOn": "2020-02-02",
        });
        self.member::<PartnerUseCase>("note-signature", signed)
            .await;
        let admit = json!({ "partner": id(partner), "admittedOn": "2020-02-02" });
        self.member::<PartnerUseCase>("admit-partner", admit).await;
    }

    /// A contact with the mail address `<id>@partner.example`.
    pub(crate) async fn contact(&self, partner: u128, contact: u128, name: &str, binding: bool) {
        let designate = json!({
            "id": id(contact), "partner": id(partner), "function": "Leitung", "binding": binding,
            "person": { "name": name, "email": address(contact) },
            "designatedOn": "2020-03-01", "consentGivenOn": "2020-03-01", "consentTextVersion": 1,
        });
        self.member::<ContactUseCase>("designate-contact", designate)
            .await;
    }

    /// A meeting on 16 December with an agenda.
    pub(crate) async fn plan(&self) {
        let plan = json!({
            "id": id(MEETING), "body": id(BODY), "begins": "2026-12-16T14:00", "duration": "PT2H",
            "place": "Kreishaus, Raum 12", "topic": "Jahresplanung",
        });
        self.meet("plan-meeting", plan).await;
        let of = json!({ "meeting": id(MEETING), "body": id(BODY) });
        for item in [
            json!({ "kind": "ordinary", "title": "Begrüßung" }),
            json!({ "kind": "anonymous-case-talk" }),
            json!({ "kind": "partner-presentation", "partner": id(NORTH), "speaker": "Leitung Nord" }),
        ] {
            self.meet("add-agenda-item", merged(&of, item)).await;
        }
    }

    pub(crate) async fn invite(&self, partners: &[u128], contacts: &[u128]) {
        let ids = |ids: &[u128]| ids.iter().copied().map(id).collect::<Vec<_>>();
        let invite = json!({
            "meeting": id(MEETING), "body": id(BODY), "partners": ids(partners), "contacts": ids(contacts),
            "letter": "Bitte bringen Sie Ihre Termine mit.",
        });
        self.meet("invite-participants", invite).await;
    }

    pub(crate) async fn reschedule(&self, begins: &str) {
        let moved = json!({
            "meeting": id(MEETING), "begins": begins, "place": "Rathaus", "reason": "Der Raum ist belegt.",
        });
        self.meet("reschedule-meeting", moved).await;
    }

    pub(crate) async fn cancel(&self) {
        let cancelled = json!({
            "meeting": id(MEETING), "reason": "Zu viele Absagen.", "cancelledOn": self.today(),
        });
        self.meet("cancel-meeting", cancelled).await;
    }

    pub(crate) fn today(&self) -> String {
        self.clock.today().to_string()
    }

    pub(crate) async fn meet(&self, name: &str, body: Value) {
        self.post::<MeetingUseCase>(&self.meetings, name, body)
            .await;
    }

    pub(crate) async fn minute(&self, name: &str, body: Value) {
        self.post::<MinutesUseCase>(&self.meetings, name, body)
            .await;
    }

    pub(crate) async fn topic(&self, name: &str, body: Value) {
        self.post::<TopicUseCase>(&self.meetings, name, body).await;
    }

    pub(crate) async fn contacts(&self, name: &str, body: Value) {
        self.member::<ContactUseCase>(name, body).await;
    }

    pub(crate) async fn circular(&self, name: &str, body: Value) {
        self.member::<CircularUseCase>(name, body).await;
    }

    pub(crate) async fn partners(&self, name: &str, body: Value) {
        self.member::<PartnerUseCase>(name, body).await;
    }

    pub(crate) async fn body(&self, body: Value) {
        self.member::<BodyUseCase>("establish-body", body).await;
    }

    pub(crate) async fn office(&self, body: Value) {
        self.member::<OfficeUseCase>("change-office-contact", body)
            .await;
    }

    async fn member<U: UseCase>(&self, name: &str, body: Value) {
        self.post::<U>(&self.membership, name, body).await;
    }

    /// Carries out a command as it would be posted.
    async fn post<U: UseCase>(&self, commands: &Commands, name: &str, body: Value) {
        let known = CommandOf::<U>::NAMES
            .iter()
            .find(|known| **known == name)
            .unwrap();
        let key = {
            let mut keys = self.keys.lock().unwrap();
            *keys += 1;
            format!("key-{keys}")
        };
        let order = Order {
            key,
            request: body.to_string(),
            name: known,
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
        if let Err(failure) = commands.execute::<U>(&self.scope, order).await {
            panic!("{name}: {failure:?}");
        }
    }

    /// Lets the courier scan everything that has happened.
    pub(crate) async fn follow(&self) {
        follow(&self.runner, self.municipality()).await;
    }

    /// Follows, then sends everything that is due.
    pub(crate) async fn send(&self) -> Swept {
        self.follow().await;
        self.sender.sweep().await.unwrap()
    }

    pub(crate) async fn remind(&self) {
        let pool = self.test.pool(DatabaseRole::Courier);
        let reminders = Reminders::new(pool.clone(), self.clock.clone());
        let claimed = outbox::claim_due(&pool, self.clock.today(), &reminders).await;
        assert_eq!(claimed.unwrap().failed, 0);
    }

    pub(crate) fn days_pass(&self, days: i64) {
        self.hands.advance(SignedDuration::from_hours(24 * days));
    }

    pub(crate) fn municipality(&self) -> &MunicipalityId {
        &self.scope.municipality
    }

    /// Everything that was queued about a stream.
    pub(crate) async fn deliveries(&self, stream: StreamId) -> Vec<Delivery> {
        let pool = self.test.pool(DatabaseRole::Courier);
        let mut client = pool.get().await.unwrap();
        let transaction = client.transaction().await.unwrap();
        eventstore::load::set_scope(&transaction, self.municipality())
            .await
            .unwrap();
        let found = outbox::deliveries_of(&transaction, self.municipality(), stream).await;
        found.unwrap()
    }

    /// Rule, reader, state and reason of every letter about the meeting, in order.
    pub(crate) async fn about_the_meeting(&self) -> Vec<(String, u128, LetterState, String)> {
        let stream = StreamId::new("meeting", Uuid::from_u128(MEETING));
        told(self.deliveries(stream).await)
    }

    pub(crate) fn got(&self) -> Vec<Got> {
        self.server.got.lock().unwrap().clone()
    }

    /// What the server got since the last look.
    pub(crate) fn new_mail(&self) -> Vec<Got> {
        std::mem::take(&mut *self.server.got.lock().unwrap())
    }
}

pub(crate) async fn follow(runner: &Runner<Queue>, municipality: &MunicipalityId) {
    while let Step::Scanned { more: true, .. } = runner.step(municipality).await.unwrap() {}
}

pub(crate) fn told(letters: Vec<Delivery>) -> Vec<(String, u128, LetterState, String)> {
    let told = letters.into_iter().map(|letter| {
        let reason = letter.reason.unwrap_or_default();
        (letter.rule, letter.reader.0.as_u128(), letter.state, reason)
    });
    let mut told: Vec<_> = told.collect();
    // Of one event in the order of the readers: ids are made from digests.
    told.sort_by_key(|(_, reader, ..)| *reader);
    told
}

pub(crate) fn settings() -> MailSettings {
    MailSettings {
        domain: "post.example".parse().unwrap(),
        link_base: "https://lotse.example/".parse().unwrap(),
        meetings_link_base: "https://lotse.example/m/".parse().unwrap(),
        link_key: key(),
    }
}

pub(crate) fn key() -> LinkKey {
    LinkKey::new(Secret::new([9; 32]))
}

pub(crate) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

pub(crate) fn address(contact: u128) -> String {
    format!("{contact}@partner.example")
}

fn merged(one: &Value, other: Value) -> Value {
    let (Value::Object(mut one), Value::Object(other)) = (one.clone(), other) else {
        panic!("objects");
    };
    one.extend(other);
    Value::Object(one)
}
