//! What a mutation posts, and what it makes of the answer.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::BoxFuture;
use gateway::graphql::Visibility;
use kernel::{AgreementId, MunicipalityId, Role};
use serde_json::{Value, json};

use super::service::Service;
use super::{answer, answer_with, codes, coordinator, database, fixture, graph_with, of};

/// Says always the same, and notes what it was asked.
struct Seen {
    answer: bool,
    asked: Mutex<Vec<(String, i64, Duration)>>,
}

impl Seen {
    fn saying(answer: bool) -> Arc<Self> {
        Arc::new(Self {
            answer,
            asked: Mutex::default(),
        })
    }
}

impl Visibility for Seen {
    fn reach<'a>(
        &'a self,
        municipality: &'a MunicipalityId,
        position: i64,
        bound: Duration,
    ) -> BoxFuture<'a, bool> {
        self.asked
            .lock()
            .unwrap()
            .push((municipality.to_string(), position, bound));
        Box::pin(async { self.answer })
    }
}

const SIGN: &str = "mutation ($input: SignAgreementInput!, $key: ID!, $on: Date) {
    signAgreement(input: $input, idempotencyKey: $key, occurredOn: $on, expectedVersion: 3, source: \"Vorgang 12\") {
        receipt { stream id version position events replayed recordedAt }
        warnings { code rule sentence facts } visible error { code field message facts rule }
        agreement { id state parties { name signedOn } } } }";

fn variables(agreement: AgreementId) -> Value {
    let input = json!({
        "agreement": agreement.to_string(),
        "party": 2,
        "signedOn": "2018-10-15",
        "place": "Duisburg",
        "form": "WRITTEN",
    });
    json!({ "input": input, "key": "key-1", "on": "2018-10-15" })
}

fn receipt(agreement: AgreementId) -> Value {
    let agreement = agreement.to_string();
    json!({
        "stream": format!("agreement-{agreement}"),
        "id": agreement,
        "version": 4,
        "position": 21,
        "events": ["AgreementSigned"],
        "recordedAt": "2026-03-02T10:00:00Z",
        "replayed": false,
        "warnings": [{ "code": "W", "rule": "AGR-19", "sentence": "Hinweis.", "facts": { "party": 2 } }],
    })
}

#[tokio::test]
async fn a_mutation_posts_in_the_callers_name_and_shows_its_own_write() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    let service = Service::answering(200, receipt(agreement)).await;
    let seen = Seen::saying(true);
    let graph = graph_with(&database, &service.url, seen.clone());
    let answer = answer_with(&graph, &coordinator("duisburg"), SIGN, variables(agreement)).await;
    assert_eq!(answer.get("errors"), None);
    let payload = &answer["data"]["signAgreement"];
    assert_eq!(payload["receipt"]["events"], json!(["AgreementSigned"]));
    assert_eq!(payload["receipt"]["position"], 21);
    assert_eq!(payload["warnings"][0]["facts"], json!({ "party": 2 }));
    assert_eq!(
        (&payload["visible"], &payload["error"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(payload["agreement"]["state"], "IN_FORCE");
    let bound = Duration::from_secs(2);
    assert_eq!(
        *seen.asked.lock().unwrap(),
        [("duisburg".to_owned(), 21, bound)]
    );

    let [posted] = &service.posted()[..] else {
        panic!("posted once")
    };
    assert_eq!((&*posted.name, &*posted.key), ("sign-agreement", "key-1"));
    assert_eq!(posted.token, "Bearer token-of-the-caller");
    let expected = json!({
        "command": {
            "agreement": agreement,
            "party": 2,
            "signedOn": "2018-10-15",
            "place": "Duisburg",
            "form": "written",
        },
        "occurredOn": "2018-10-15",
        "expectedVersion": 3,
        "source": "Vorgang 12",
    });
    assert_eq!(posted.body, expected);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_write_that_is_not_visible_in_time_is_a_success_that_says_so() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    let service = Service::answering(200, receipt(agreement)).await;
    let graph = graph_with(&database, &service.url, Seen::saying(false));
    let answer = answer_with(&graph, &coordinator("duisburg"), SIGN, variables(agreement)).await;
    assert_eq!(answer["data"]["signAgreement"]["visible"], false);
    assert_eq!(answer["data"]["signAgreement"]["receipt"]["version"], 4);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_refusal_is_data() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    let problem = json!({
        "type": "urn:lotse:problem:ALREADY_SIGNED",
        "title": "Vom Fachregelwerk abgelehnt",
        "status": 422,
        "code": "ALREADY_SIGNED",
        "detail": "Die Unterschrift ist schon erfasst.",
        "field": "party",
        "rule": "AGR-18",
        "facts": { "party": 2 },
    });
    let service = Service::answering(422, problem).await;
    let seen = Seen::saying(true);
    let graph = graph_with(&database, &service.url, seen.clone());
    let answer = answer_with(&graph, &coordinator("duisburg"), SIGN, variables(agreement)).await;
    assert_eq!(answer.get("errors"), None);
    let payload = &answer["data"]["signAgreement"];
    let expected = json!({
        "code": "ALREADY_SIGNED",
        "field": "party",
        "message": "Die Unterschrift ist schon erfasst.",
        "facts": { "party": 2 },
        "rule": "AGR-18",
    });
    assert_eq!(payload["error"], expected);
    assert_eq!(
        (&payload["receipt"], &payload["agreement"]),
        (&Value::Null, &Value::Null)
    );
    assert!(seen.asked.lock().unwrap().is_empty(), "nothing was written");
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_service_that_cannot_is_an_error_with_a_code() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    let busy = json!({
        "type": "urn:lotse:problem:BUSY", "title": "Vorübergehend nicht verfügbar", "status": 503, "code": "BUSY",
        "detail": "Bitte erneut senden.",
    });
    let busy = Service::answering(503, busy).await;
    let broken = Service::answering(502, json!("<html>secret</html>")).await;
    for (url, code) in [
        (&*busy.url, "BUSY"),
        (&*broken.url, "INTERNAL"),
        ("http://127.0.0.1:9", "SERVICE_UNREACHABLE"),
    ] {
        let graph = graph_with(&database, url, Seen::saying(true));
        let answer =
            answer_with(&graph, &coordinator("duisburg"), SIGN, variables(agreement)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code);
        assert!(!answer.to_string().contains("secret"));
    }
    database.drop().await;
}

#[tokio::test]
async fn what_a_role_may_not_do_is_never_posted() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    let service = Service::answering(200, receipt(agreement)).await;
    let graph = graph_with(&database, &service.url, Seen::saying(true));
    for role in [Role::Partner, Role::Auditor, Role::DataProtectionOfficer] {
        let answer = answer_with(&graph, &of("duisburg", role), SIGN, variables(agreement)).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "NOT_ALLOWED",
            "{role:?}"
        );
    }
    assert!(service.posted().is_empty());
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_never_posted() {
    let database = database().await;
    let service = Service::answering(200, json!({})).await;
    let graph = graph_with(&database, &service.url, Seen::saying(true));
    let caller = coordinator("duisburg");
    let establish = |name: &str, key: &str| {
        format!("mutation {{ establishNetwork(input: {{ name: \"{name}\", kind: SINGLE }}, idempotencyKey: \"{key}\")
            {{ visible }} }}")
    };
    for (query, code) in [
        (establish("Netz", ""), "INVALID_ARGUMENT"),
        (establish("Netz", "ä"), "INVALID_ARGUMENT"),
        (establish("", "k"), "INVALID_QUERY"),
        (establish("a\\u0000b", "k"), "INVALID_QUERY"),
        (establish(&"x".repeat(4_001), "k"), "INVALID_QUERY"),
        ("mutation { establishNetwork(input: { kind: SINGLE }, idempotencyKey: \"k\") { visible } }".to_owned(), "INVALID_QUERY"),
        ("mutation { establishNetwork(input: { name: \"N\", kind: SINGLE, tenant: \"x\" }, idempotencyKey: \"k\") { visible } }".to_owned(), "INVALID_QUERY"),
        ("mutation { establishNetwork(input: { name: \"N\", kind: SINGLE }) { visible } }".to_owned(), "INVALID_QUERY"),
        ("mutation { noteSignature(input: {}, idempotencyKey: \"k\") { visible } }".to_owned(), "INVALID_QUERY"),
    ] {
        assert_eq!(codes(&graph, &caller, &query).await, [code], "{}", &query[..query.len().min(120)]);
    }
    assert!(service.posted().is_empty());
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_receipt_that_names_a_foreign_thing_shows_nothing_of_it() {
    let database = database().await;
    let (_, agreement) = fixture::duisburg(&database).await;
    fixture::leverkusen(&database).await;
    let service = Service::answering(200, receipt(agreement)).await;
    let graph = graph_with(&database, &service.url, Seen::saying(true));
    let query = format!(
        "mutation {{ offerAgreement(input: {{ agreement: \"{agreement}\" }}, idempotencyKey: \"k\") {{ agreement {{ id }} }} }}"
    );
    let answer = answer(&graph, &coordinator("leverkusen"), &query).await;
    assert_eq!(answer["data"]["offerAgreement"]["agreement"], Value::Null);
    drop(graph);
    database.drop().await;
}
