//! Who is not known, or not bound to what he asserts, gets no further than his token.

use std::process::Command;
use std::time::Duration;

use acceptance::issuer::mint;
use acceptance::program::Running;
use acceptance::{Caller, System, TestIssuer, ports, program, within};
use jiff::SignedDuration;
use kernel::Role;
use serde_json::json;
use service_kit::clock::Clock;
use service_kit::identity::{LocalIssuer, UpMode};

use super::{Differences, post};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_known_gets_no_further_than_his_token() {
    let system = System::start().await;
    let heads = system.database().heads().await;
    let somebody = TestIssuer::start().await;
    let good = system.token("coordinator", "leverkusen");
    let (unsigned, _) = good.rsplit_once('.').expect("a token has a signature");
    let mut differences = Differences::default();
    for (token, code) in [
        (String::new(), "TOKEN_MISSING"),
        ("abc".to_owned(), "TOKEN_MALFORMED"),
        ("a.b.c".to_owned(), "TOKEN_MALFORMED"),
        ("a".repeat(7_000), "TOKEN_MALFORMED"),
        (expired(&system), "TOKEN_EXPIRED"),
        (
            somebody.token(Role::Coordinator, "leverkusen"),
            "ISSUER_UNKNOWN",
        ),
        (format!("{unsigned}."), "SIGNATURE_INVALID"),
        (tampered(&good), "SIGNATURE_INVALID"),
    ] {
        let caller = system.caller_with(token.clone());
        let graphql = format!("{}/graphql", caller.gateway);
        for address in [
            graphql,
            caller.address("establish-region"),
            caller.address("add-party"),
        ] {
            let answer = post(&caller, &address, "{}").await;
            differences.compare(
                &format!("{address} {token}"),
                &answer,
                &format!("401 {code}"),
            );
        }
    }
    differences.none();
    // A state's coordinator and the platform's operator have no municipality to write in.
    for (role, scope) in [("state-coordinator", "05"), ("platform-operator", "")] {
        let caller = system.caller(role, scope);
        let answer = caller
            .give("establish-region", json!({ "name": "Nord" }))
            .await;
        assert_eq!(
            (answer.status, answer.code()),
            (403, "NOT_ALLOWED"),
            "{}",
            answer.text
        );
    }
    assert_eq!(system.database().heads().await, heads);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issuer_that_asserts_a_foreign_municipality_or_role_is_refused() {
    let system = System::start().await;
    let issuer = TestIssuer::start().await;
    let bound = issuer.bound_to("duisburg", &[Role::Coordinator]);
    let (mut service, address) = serve_membership(&system, &bound).await;
    let heads = system.database().heads().await;
    for (role, municipality, expected) in [
        (Role::Coordinator, "duisburg", (400, "INVALID_FIELD")),
        (Role::Coordinator, "leverkusen", (403, "ISSUER_NOT_BOUND")),
        (Role::Deputy, "duisburg", (403, "ISSUER_NOT_BOUND")),
        (Role::Coordinator, "nirgendwo", (403, "ISSUER_NOT_BOUND")),
    ] {
        let caller = Caller::new("", "", &address, issuer.token(role, municipality));
        let answer = caller.give("establish-region", json!({})).await;
        assert_eq!(
            (answer.status, answer.code()),
            expected,
            "{role:?} of {municipality}"
        );
    }
    // The laptop's issuer counts for `lotse up` alone.
    let caller = Caller::new("", "", &address, system.token("coordinator", "duisburg"));
    let answer = caller.give("establish-region", json!({})).await;
    assert_eq!((answer.status, answer.code()), (401, "ISSUER_UNKNOWN"));
    assert!(!service.has_ended());
    service.stop().await;
    // And a service does not start with one.
    let local = format!(
        "[[issuer]]\nurl = \"{}\"\nmunicipalities = \"*\"\nroles = \"*\"\nlocal = true\n",
        system.issuer()
    );
    let output = program::run(&mut serve(&system, &local, ports::free_row(1)));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        program::text(&output),
        "lotse: the local issuer is for `lotse up` only\n"
    );
    assert_eq!(system.database().heads().await, heads);
}

/// A token of the installation's own issuer that was good until an hour ago.
fn expired(system: &System) -> String {
    let past = Clock::fixed(Clock::system().now() - SignedDuration::from_hours(2));
    let folder = system.folder().join("issuer");
    let issuer = LocalIssuer::for_up(&UpMode::enter(), &folder, &system.issuer(), past)
        .expect("the installation's issuer");
    mint(
        &issuer,
        Role::Coordinator,
        "leverkusen",
        Duration::from_secs(3_600),
    )
}

/// The same token with another signature.
fn tampered(token: &str) -> String {
    let (rest, signature) = token.rsplit_once('.').expect("a token has a signature");
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}.{first}{}", &signature[1..])
}

fn serve(system: &System, identity: &str, port: u16) -> Command {
    let file = system.folder().join("identity.toml");
    std::fs::write(&file, identity).expect("write an identity file");
    let mut command = system.operator();
    command
        .args(["serve", "membership"])
        .env("LOTSE_LISTEN", format!("127.0.0.1:{port}"))
        .env("LOTSE_IDENTITY", file);
    command
}

/// The membership service as it runs in production, and its address.
async fn serve_membership(system: &System, identity: &str) -> (Running, String) {
    let port = ports::free_row(1);
    let log = system.folder().join("serve.log");
    let mut service = Running::start(serve(system, identity, port), &log);
    let address = format!("http://127.0.0.1:{port}");
    let client = reqwest::Client::new();
    within(Duration::from_secs(30), "the service is ready", || {
        assert!(!service.has_ended(), "{}", service.tail());
        let asked = client.get(format!("{address}/readyz")).send();
        async move { asked.await.is_ok_and(|answer| answer.status() == 200) }
    })
    .await;
    (service, address)
}
