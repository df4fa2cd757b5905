//! Fields of a command, what is around it, headers and bytes.

use acceptance::{Answer, System, new_key};
use serde_json::{Value, json};

use super::{Differences, cases, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_command_is_refused_with_code_and_field_and_writes_nothing() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let query = "{ networks { id } partners { nodes { id } } agreements { nodes { id } } }";
    let ours = leverkusen.ask(query).await;
    let theirs = system.coordinator("duisburg").ask(query).await;
    let id = |all: &Value, at: &str| {
        all.pointer(at)
            .and_then(Value::as_str)
            .expect(at)
            .to_owned()
    };
    let network = id(&ours, "/networks/0/id");
    let many = vec![format!("\"{}\"", kernel::BodyId::generate()); 20_000].join(",");
    let whole = "\"institution\": {\"name\": \"Verein\"}, \"kind\": \"verein\", \
                 \"networks\": [\"@network\"], \"requestedOn\": \"2021-01-04\"";
    let words = [
        ("@whole", whole.to_owned()),
        ("@network", network),
        ("@partner", id(&ours, "/partners/nodes/0/id")),
        ("@agreement", id(&ours, "/agreements/nodes/0/id")),
        ("@theirs-network", id(&theirs, "/networks/0/id")),
        ("@theirs-partner", id(&theirs, "/partners/nodes/0/id")),
        ("@x201", "x".repeat(201)),
        ("@x4001", "x".repeat(4_001)),
        ("@many", many),
    ];
    let heads = system.database().heads().await;
    let mut differences = Differences::default();
    for [expected, command, fields] in cases(include_str!("commands.txt")) {
        let text = words
            .iter()
            .fold(fields.clone(), |text, (word, by)| text.replace(word, by));
        // Of two fields of one name the later counts: a case says what differs.
        let read: Value = serde_json::from_str(&text).expect(&fields);
        let answer = leverkusen.give(&command, read).await;
        differences.compare(&format!("{command} {fields}"), &answer, &expected);
    }
    differences.none();
    assert_eq!(system.database().heads().await, heads);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_request_around_a_command_is_refused_with_code_and_field_and_writes_nothing() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let heads = system.database().heads().await;
    let address = leverkusen.address("establish-region");
    let mut differences = Differences::default();
    for [expected, body] in cases(include_str!("requests.txt")) {
        let text = body.replace("@command", "{\"name\": \"Nord\"}");
        let answer = post(&leverkusen, &address, text).await;
        differences.compare(&body, &answer, &expected);
    }
    let nested = format!("{{\"command\":{}", "{\"a\":".repeat(5_000));
    let ten_megabytes = json!({ "command": { "name": "x".repeat(10_000_000) } }).to_string();
    for (what, body, expected) in [
        (
            "brackets",
            "[".repeat(100_000).into_bytes(),
            "400 BODY_MALFORMED",
        ),
        ("nested objects", nested.into_bytes(), "400 BODY_MALFORMED"),
        (
            "a name of 10 MB",
            ten_megabytes.into_bytes(),
            "413 BODY_TOO_LARGE",
        ),
        (
            "invalid UTF-8",
            b"{\"command\":{\"name\":\"\xff\"}}".to_vec(),
            "400 BODY_NOT_UTF8",
        ),
        ("bytes", vec![0; 1_000], "400 BODY_MALFORMED"),
    ] {
        let answer = post(&leverkusen, &address, body).await;
        differences.compare(what, &answer, expected);
    }
    differences.none();
    assert_eq!(system.database().heads().await, heads);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_without_its_headers_or_at_another_address_is_refused() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let heads = system.database().heads().await;
    let address = leverkusen.address("establish-region");
    let body = json!({ "command": { "name": "Nord" } }).to_string();
    let mut differences = Differences::default();
    let long = "x".repeat(201);
    for (kind, key, expected) in [
        (
            Some("application/json"),
            None,
            "400 KEY_MISSING Idempotency-Key",
        ),
        (
            Some("application/json"),
            Some(""),
            "400 KEY_INVALID Idempotency-Key",
        ),
        (
            Some("application/json"),
            Some(long.as_str()),
            "400 KEY_INVALID Idempotency-Key",
        ),
        (
            Some("application/json"),
            Some("reaction:admission:1:0"),
            "400 KEY_INVALID Idempotency-Key",
        ),
        (
            Some("text/plain"),
            Some("x"),
            "415 CONTENT_TYPE_UNSUPPORTED",
        ),
        (None, Some("x"), "415 CONTENT_TYPE_UNSUPPORTED"),
    ] {
        let mut request = leverkusen
            .http()
            .post(&address)
            .bearer_auth(&leverkusen.token);
        for (name, value) in [("content-type", kind), ("idempotency-key", key)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answer = request
            .body(body.clone())
            .send()
            .await
            .expect("the service answers");
        let answer = Answer::of(answer).await.expect("a whole answer");
        differences.compare(&format!("{kind:?} {key:?}"), &answer, expected);
    }
    let base = &leverkusen.membership;
    for (method, address, expected) in [
        ("GET", address.clone(), "405 METHOD_NOT_ALLOWED"),
        ("DELETE", address.clone(), "405 METHOD_NOT_ALLOWED"),
        ("BREW", address.clone(), "405 METHOD_NOT_ALLOWED"),
        ("GET", format!("{base}/events"), "404 NOT_FOUND"),
        ("POST", format!("{base}/commands/"), "404 NOT_FOUND"),
        ("POST", format!("{base}/commands/a/b"), "404 NOT_FOUND"),
        ("GET", format!("{base}/%2e%2e/etc/passwd"), "404 NOT_FOUND"),
    ] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let request = leverkusen
            .http()
            .request(method, &address)
            .bearer_auth(&leverkusen.token);
        let answer = request.header("idempotency-key", new_key()).send().await;
        let answer = Answer::of(answer.expect("the service answers"))
            .await
            .expect("an answer");
        differences.compare(&address, &answer, expected);
    }
    differences.none();
    assert_eq!(system.database().heads().await, heads);
}
