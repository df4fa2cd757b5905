//! Reply links over HTTP: a contact says without an account whether the details are still right.

use eventstore::DatabaseRole;
use futures::future::join_all;
use jiff::SignedDuration;
use membership::contact::Contact;
use membership_service::use_cases::{ContactUseCase, NetworkUseCase, PartnerUseCase};
use serde_json::{Value, json};
use service_kit::config::Secret;
use service_kit::http::{self, Client, Shell};
use service_kit::identity::{LocalIssuer, UpMode};
use service_kit::links::{Link, LinkKey, LinkScope};
use service_kit::task;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::{Office, clock, id};

const CONTACT: u128 = 3;
const OTHER: u128 = 4;
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The service in Leverkusen, with a contact whose confirmation was asked for.
struct Asked {
    office: Office,
    commands: commands::Commands,
    client: Client,
    base: String,
    key: LinkKey,
    nonce: u32,
}

/// Status, content type and text of an answer.
struct Answer {
    status: u16,
    kind: String,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Asked {
    async fn start() -> Self {
        let office = Office::open("municipalities/leverkusen").await;
        let commands = office.commands(DatabaseRole::Membership);
        office
            .post::<NetworkUseCase>(
                &commands,
                "network",
                "establish-network",
                json!({ "id": id(1), "name": "Netzwerk", "kind": "single" }),
            )
            .await
            .unwrap();
        office
            .post::<PartnerUseCase>(
                &commands,
                "partner",
                "request-membership",
                json!({
                    "id": id(2), "institution": { "name": "Familienzentrum „Löwe“ <Süd>" },
                    "kind": "einrichtung", "networks": [id(1)], "requestedOn": "2020-01-02",
                }),
            )
            .await
            .unwrap();
        for (contact, name) in [
            (CONTACT, "Leitung \"Süd\" <b>"),
            (OTHER, "Andere Ansprechperson"),
        ] {
            office
                .post::<ContactUseCase>(
                    &commands,
                    &format!("contact-{contact}"),
                    "designate-contact",
                    json!({
                        "id": id(contact), "partner": id(2), "function": "Leitung", "binding": true,
                        "person": { "name": name, "phone": "0214 1", "email": "sued@example.org" },
                        "designatedOn": "2020-01-02", "consentGivenOn": "2020-01-02",
                        "consentTextVersion": 1,
                    }),
                )
                .await
                .unwrap();
        }
        let key = LinkKey::new(Secret::new([9; 32]));
        let client = Client::try_new().unwrap();
        let base = serve(&commands, &client, key.clone()).await;
        let mut asked = Self {
            office,
            commands,
            client,
            base,
            key,
            nonce: 0,
        };
        asked.request("2026-11-21").await;
        asked
    }

    /// The office asks for a confirmation.
    async fn request(&mut self, day: &str) {
        let body = json!({ "contact": id(CONTACT), "requestedOn": day });
        self.office
            .post::<ContactUseCase>(&self.commands, day, "request-confirmation", body)
            .await
            .unwrap();
        let request = self.contact().await.confirmation_request;
        self.nonce = request.unwrap().number;
    }

    async fn contact(&self) -> Contact {
        let stream = kernel::StreamId::new("contact", Uuid::from_u128(CONTACT));
        self.loaded(stream).await.fold(&stream).unwrap()
    }

    async fn loaded(&self, stream: kernel::StreamId) -> eventstore::Loaded {
        let (store, streams) = (self.commands.store(), [stream]);
        let loaded = store.load(self.office.municipality(), &streams, None);
        loaded.await.unwrap()
    }

    async fn head(&self) -> i64 {
        let municipality = self.office.municipality();
        let head = self.commands.store().head(municipality).await;
        head.unwrap().unwrap()
    }

    fn link(&self) -> Link {
        Link {
            scope: LinkScope::ConfirmContact,
            municipality: self.office.municipality().clone(),
            subject: Uuid::from_u128(CONTACT),
            about: None,
            nonce: self.nonce,
            expires_on: "2026-12-24".parse().unwrap(),
        }
    }

    fn address(&self, link: &Link) -> String {
        let base = format!("{}/", self.base).parse().unwrap();
        self.key.address(&base, link).to_string()
    }

    async fn get(&self, link: &Link, accept: &str) -> Answer {
        let request = self.client.get(self.address(link)).header("accept", accept);
        answer(request).await
    }

    async fn post(&self, link: &Link, accept: &str, kind: &str, body: &str) -> Answer {
        let request = self
            .client
            .post(self.address(link))
            .header("accept", accept)
            .header("content-type", kind)
            .body(body.to_owned());
        answer(request).await
    }

    /// The types of the contact's events.
    async fn history(&self) -> Vec<String> {
        let stream = kernel::StreamId::new("contact", Uuid::from_u128(CONTACT));
        let loaded = self.loaded(stream).await;
        let events = loaded.stream(&stream).iter();
        events.map(|event| event.event_type.clone()).collect()
    }

    /// The words that the vault keeps of the contact's person.
    async fn person(&self) -> Value {
        let contact = self.contact().await;
        let details = contact.details_on(clock().today()).unwrap();
        let vault = self.commands.vault();
        let person = vault.read::<kernel::Person>(self.office.municipality(), details);
        serde_json::to_value(person.await.unwrap().unwrap().kept().unwrap()).unwrap()
    }
}

async fn serve(commands: &commands::Commands, client: &Client, key: LinkKey) -> String {
    let folder = tempfile::tempdir().unwrap();
    let up = UpMode::enter();
    let issuer = LocalIssuer::for_up(&up, folder.path(), "http://127.0.0.1:1", clock()).unwrap();
    let issuers = service_kit::identity::Issuers::for_up(
        &up,
        issuer.identity_file(),
        Secret::new([7; 32]),
        clock(),
        client,
    )
    .unwrap();
    let services = commands::Services {
        commands: commands.clone(),
        issuers,
    };
    let router = Shell::new("membership").wrap(membership_service::router(services, key));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(task::spawn(
        "test.serve",
        http::serve(listener, router, std::future::pending()),
    ));
    base
}

async fn answer(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let header = |name: &str| {
        let value = response.headers().get(name);
        value.map_or("", |value| value.to_str().unwrap()).to_owned()
    };
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    Answer {
        status: response.status().as_u16(),
        kind: header("content-type"),
        text: response.text().await.unwrap(),
    }
}

#[tokio::test]
async fn mem_19_a_link_shows_what_is_stored_of_its_contact_and_of_nobody_else() {
    let asked = Asked::start().await;
    let shown = asked.get(&asked.link(), JSON).await;
    assert_eq!(
        shown.json(),
        json!({
            "municipality": "Leverkusen",
            "institution": "Familienzentrum „Löwe“ <Süd>",
            "function": "Leitung",
            "person": {
                "name": "Leitung \"Süd\" <b>", "phone": "0214 1", "fax": null, "email": "sued@example.org",
            },
            "expiresOn": "2026-12-24",
            "today": "2026-11-22",
        })
    );
    assert!(!shown.text.contains("Andere"));
    asked.office.test.drop().await;
}

#[tokio::test]
async fn mem_19_a_browser_gets_a_page_in_german_without_scripts_and_with_every_word_escaped() {
    let asked = Asked::start().await;
    let page = asked
        .get(&asked.link(), "text/html,application/xhtml+xml,*/*;q=0.8")
        .await;
    assert_eq!(
        (page.status, page.kind.as_str()),
        (200, "text/html; charset=utf-8")
    );
    for part in [
        "<html lang=\"de\">",
        "<label for=\"email\">E-Mail",
        "&lt;Süd&gt;",
        "value=\"Leitung &quot;Süd&quot; &lt;b&gt;\"",
        "24.12.2026",
        "<form method=\"post\">",
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    for part in ["<script", "http://", "https://", "<b>", "Andere"] {
        assert!(!page.text.contains(part), "{part}");
    }
    asked.office.test.drop().await;
}

#[tokio::test]
async fn whoever_only_looks_changes_nothing() {
    let asked = Asked::start().await;
    let before = asked.head().await;
    for accept in [JSON, "text/html"] {
        for _ in 0..3 {
            assert_eq!(asked.get(&asked.link(), accept).await.status, 200);
        }
        let head = asked
            .client
            .request(axum::http::Method::HEAD, asked.address(&asked.link()));
        assert_eq!(answer(head).await.status, 200);
    }
    assert_eq!(asked.head().await, before);
    asked.office.test.drop().await;
}

#[tokio::test]
async fn mem_19_a_confirmation_through_a_link_is_recorded_and_the_link_counts_once() {
    let asked = Asked::start().await;
    let link = asked.link();

    let first = asked.post(&link, JSON, JSON, r#"{"confirmed":true}"#).await;
    assert_eq!(
        (first.status, first.json()["answered"].as_str()),
        (200, Some("confirmed")),
        "{}",
        first.text
    );
    let contact = asked.contact().await;
    assert_eq!(contact.confirmed_on(clock().today()), Some(clock().today()));
    let head = asked.head().await;
    for body in [
        r#"{"confirmed":true}"#,
        r#"{"gone":true}"#,
        r#"{"changed":{"name":"x"}}"#,
    ] {
        let again = asked.post(&link, JSON, JSON, body).await;
        assert_eq!((again.status, again.code().as_str()), (410, "LINK_CLOSED"));
        assert!(again.json()["detail"].as_str().unwrap().contains("schon"));
    }
    assert_eq!(asked.get(&link, JSON).await.code(), "LINK_CLOSED");
    let page = asked.get(&link, "text/html").await;
    assert_eq!(
        (page.status, page.kind.starts_with("text/html")),
        (410, true)
    );
    assert_eq!(asked.head().await, head);
    asked.office.test.drop().await;
}

#[tokio::test]
async fn mem_18_changed_details_are_those_of_the_same_person_and_count_as_confirmed() {
    let asked = Asked::start().await;
    let before = asked.contact().await.person;
    let answer = asked
        .post(
            &asked.link(),
            "text/html",
            FORM,
            "answer=changed&name=Leitung+S%C3%BCd&phone=0214+2&fax=&email=neu%40example.org",
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert!(answer.text.contains("Vielen Dank"));

    let contact = asked.contact().await;
    assert_eq!(contact.person, before);
    assert!(contact.confirmed_on(clock().today()).is_some());
    assert_eq!(
        asked.person().await,
        json!({
            "id": before, "name": "Leitung Süd", "phone": "0214 2", "email": "neu@example.org",
        })
    );
    let history = asked.history().await;
    assert_eq!(
        history[history.len() - 2..],
        ["ContactDetailsChanged", "ContactConfirmed"]
    );
    asked.office.test.drop().await;
}

#[tokio::test]
async fn mem_14_somebody_who_left_says_so_and_with_which_day() {
    let asked = Asked::start().await;
    let body = r#"{"gone":true,"endedOn":"2026-10-31"}"#;
    let answer = asked.post(&asked.link(), JSON, JSON, body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let contact = asked.contact().await;
    assert_eq!(contact.ended_on, Some("2026-10-31".parse().unwrap()));
    asked.office.test.drop().await;
}

#[tokio::test]
async fn of_answers_at_the_same_moment_one_is_carried_out() {
    let asked = Asked::start().await;
    let link = asked.link();
    let bodies = [
        r#"{"confirmed":true}"#,
        r#"{"gone":true}"#,
        r#"{"changed":{"name":"Leitung Nord"}}"#,
    ];
    let answers = join_all((0..12).map(|at| asked.post(&link, JSON, JSON, bodies[at % 3]))).await;
    // The same answer, sent twice at once, may be thanked for twice; never two different ones.
    let thanked: std::collections::BTreeSet<&str> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .map(|answer| answer.text.as_str())
        .collect();
    assert_eq!(thanked.len(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 200 || answer.code() == "LINK_CLOSED")
    );
    let history = asked.history().await;
    let after = history
        .iter()
        .rposition(|event| event == "ConfirmationRequested");
    let written = &history[after.unwrap() + 1..];
    assert!(
        [
            &["ContactConfirmed"][..],
            &["ContactRoleEnded"],
            &["ContactDetailsChanged", "ContactConfirmed"]
        ]
        .contains(&&written.iter().map(String::as_str).collect::<Vec<_>>()[..]),
        "{written:?}"
    );
    asked.office.test.drop().await;
}

#[tokio::test]
async fn a_newer_request_closes_the_former_link() {
    let mut asked = Asked::start().await;
    let former = asked.link();
    asked.request("2026-11-22").await;
    assert_ne!(asked.link(), former);
    let closed = asked
        .post(&former, JSON, JSON, r#"{"confirmed":true}"#)
        .await;
    assert_eq!(closed.code(), "LINK_CLOSED");
    assert_eq!(asked.get(&asked.link(), JSON).await.status, 200);
    asked.office.test.drop().await;
}

#[tokio::test]
async fn a_link_that_is_not_ours_expired_or_about_nobody_opens_nothing() {
    let asked = Asked::start().await;
    let link = asked.link();
    let foreign = LinkKey::new(Secret::new([8; 32])).sign(&link);
    for text in [
        foreign,
        "x".repeat(300),
        asked.key.sign(&link).replace(".leverkusen.", ".duisburg."),
    ] {
        let request = asked
            .client
            .get(format!("{}/links/{text}", asked.base))
            .header("accept", JSON);
        let answer = answer(request).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (404, "LINK_UNKNOWN")
        );
    }
    let yesterday = clock().now() - SignedDuration::from_hours(24);
    let expired = Link {
        expires_on: service_kit::clock::date_in_berlin(yesterday),
        ..link.clone()
    };
    let answer = asked.get(&expired, JSON).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (410, "LINK_EXPIRED")
    );
    assert!(answer.text.contains("21.11.2026"));
    for nobody in [
        Link {
            subject: Uuid::from_u128(OTHER),
            ..link.clone()
        },
        Link {
            subject: Uuid::from_u128(99),
            ..link.clone()
        },
        Link {
            municipality: "duisburg".parse().unwrap(),
            ..link
        },
    ] {
        assert_eq!(asked.get(&nobody, JSON).await.code(), "LINK_CLOSED");
    }
    asked.office.test.drop().await;
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_and_the_link_stays_open() {
    let asked = Asked::start().await;
    let link = asked.link();
    let problem = asked
        .post(&link, JSON, JSON, r#"{"changed":{"name":"x","email":"y"}}"#)
        .await;
    assert_eq!(problem.json()["field"], "changed.email");
    let page = asked
        .post(
            &link,
            "text/html",
            FORM,
            "answer=changed&name=Neue+Leitung&email=falsch",
        )
        .await;
    assert_eq!(page.status, 400);
    for part in [
        "role=\"alert\"",
        "Bitte prüfen Sie das Feld „E-Mail“.",
        "value=\"Neue Leitung\"",
        "value=\"falsch\"",
        "aria-invalid=\"true\" aria-describedby=\"wrong\"",
        "id=\"wrong\"",
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    let large = format!(r#"{{"changed":{{"name":"{}"}}}}"#, "x".repeat(20_000));
    assert_eq!(asked.post(&link, JSON, JSON, &large).await.status, 413);
    let early = r#"{"gone":true,"endedOn":"2019-01-01"}"#;
    assert_eq!(asked.post(&link, JSON, JSON, early).await.status, 422);
    assert_eq!(asked.get(&link, JSON).await.status, 200);
    asked.office.test.drop().await;
}

#[tokio::test]
async fn who_answered_through_a_link_stands_in_the_vault_and_not_in_the_events() {
    let asked = Asked::start().await;
    asked
        .post(&asked.link(), JSON, JSON, r#"{"confirmed":true}"#)
        .await;
    let client = asked.office.test.superuser().await;
    let account: String = client
        .query_one(
            "SELECT v.content FROM es.event e JOIN vault.entry v
             ON v.municipality = e.municipality AND v.id = (e.metadata::jsonb->>'actor')::uuid
             WHERE e.type = 'ContactConfirmed'",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(
        serde_json::from_str::<Value>(&account).unwrap(),
        json!({
            "issuer": "urn:lotse:link",
            "subject": format!("confirm-contact/{}/{}", id(CONTACT), asked.nonce),
        })
    );
    asked.office.test.drop().await;
}

#[tokio::test]
async fn an_answer_that_was_cut_off_is_completed_when_it_is_sent_again() {
    let asked = Asked::start().await;
    let link = asked.link();
    let body = r#"{"changed":{"name":"Leitung Nord"}}"#;
    // What a crash between the two commands leaves: the change is there, the confirmation is not.
    let client = asked.office.test.superuser().await;
    asked.post(&link, JSON, JSON, body).await;
    client
        .batch_execute(
            "ALTER TABLE es.event DISABLE TRIGGER ALL;
             DELETE FROM es.event WHERE type = 'ContactConfirmed';
             ALTER TABLE es.event ENABLE TRIGGER ALL;
             UPDATE es.municipality_head h
             SET position = (SELECT max(position) FROM es.event e WHERE e.municipality = h.municipality);",
        )
        .await
        .unwrap();

    let other = asked.post(&link, JSON, JSON, r#"{"gone":true}"#).await;
    let again = asked.post(&link, JSON, JSON, body).await;
    let third = asked.post(&link, JSON, JSON, body).await;

    assert_eq!(other.code(), "LINK_CLOSED");
    assert_eq!(again.status, 200, "{}", again.text);
    assert_eq!(third.code(), "LINK_CLOSED");
    let history = asked.history().await;
    assert_eq!(
        history[history.len() - 2..],
        ["ContactDetailsChanged", "ContactConfirmed"]
    );
    asked.office.test.drop().await;
}
