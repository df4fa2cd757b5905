use axum::Router;
use axum::extract::FromRef;
use axum::routing::get;
use kernel::Role;
use serde_json::{Value, json};
use service_kit::http::{Client, Shell};
use service_kit::identity::{Caller, IdentityFile, IdentityRefusal, Issuers};
use service_kit::problem::Problem;

use super::issuer::{Issuer, Key, verify};
use crate::scratch::{listener, serve};

#[tokio::test]
async fn an_issuer_asserts_only_what_it_is_bound_to() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service();
    let state = |code: &str| json!({ "lotse_role": "state-coordinator", "lotse_municipality": null, "lotse_state": code });
    let not_bound = Some(IdentityRefusal::IssuerNotBound);
    for (claims, expected) in [
        (json!({}), None),
        (json!({ "lotse_municipality": "duisburg" }), not_bound),
        (json!({ "lotse_role": "auditor" }), not_bound),
        (state("05"), None),
        (state("01"), not_bound),
    ] {
        let answer = verify(&service, &key.sign(&issuer.claims_with(&claims))).await;
        assert_eq!(answer.err(), expected, "{claims}");
    }
    let nothing = issuer.service_with("roles = \"*\"");
    let answer = verify(&nothing, &key.sign(&issuer.claims())).await;
    assert_eq!(answer, Err(IdentityRefusal::IssuerNotBound));
    let everything = issuer.service_with("municipalities = \"*\"\nroles = \"*\"");
    let claims = issuer.claims_with(&json!({ "lotse_municipality": "anywhere" }));
    verify(&everything, &key.sign(&claims)).await.unwrap();
}

#[tokio::test]
async fn a_role_needs_exactly_its_own_scope() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let service = issuer.service_with("municipalities = \"*\"\nstates = \"*\"\nroles = \"*\"");
    let asserted = async |role: Value, municipality: Value, state: Value| {
        let claims = issuer.claims_with(&json!({
            "lotse_role": role, "lotse_municipality": municipality, "lotse_state": state,
        }));
        verify(&service, &key.sign(&claims)).await
    };
    for role in Role::ALL {
        for municipality in [json!(null), json!("leverkusen")] {
            for state in [json!(null), json!("05")] {
                let expected = match role {
                    Role::StateCoordinator => municipality.is_null() && !state.is_null(),
                    Role::PlatformOperator => municipality.is_null() && state.is_null(),
                    _ => !municipality.is_null() && state.is_null(),
                };
                let answer =
                    asserted(json!(role.code()), municipality.clone(), state.clone()).await;
                match answer {
                    Ok(caller) => assert!(expected && caller.role() == *role, "{role:?}"),
                    Err(refusal) => {
                        assert!(
                            !expected && refusal == IdentityRefusal::ScopeMissing,
                            "{role:?}"
                        );
                    }
                }
            }
        }
    }
    for (role, municipality, state) in [
        (json!(null), json!("leverkusen"), json!(null)),
        (json!("emperor"), json!("leverkusen"), json!(null)),
        (json!("coordinator"), json!("Lever kusen"), json!(null)),
        (json!("coordinator"), json!("*"), json!(null)),
        (json!("state-coordinator"), json!(null), json!("99")),
    ] {
        let answer = asserted(role, municipality, state).await;
        assert_eq!(answer, Err(IdentityRefusal::ScopeMissing));
    }
}

#[derive(Clone)]
struct Service(Issuers);

impl FromRef<Service> for Issuers {
    fn from_ref(service: &Service) -> Self {
        service.0.clone()
    }
}

async fn who(caller: Caller) -> Result<String, Problem> {
    Ok(caller.municipality()?.municipality.to_string())
}

#[tokio::test]
async fn a_route_gets_its_caller_from_the_header_alone() {
    let key = Key::generate("k1");
    let issuer = Issuer::start(&[&key]).await;
    let router = Router::new()
        .route("/who", get(who))
        .with_state(Service(issuer.service()));
    let (listener, address) = listener().await;
    serve(listener, Shell::new("test").wrap(router));
    let client = Client::try_new().unwrap();
    let ask = async |authorization: &[&str]| {
        let mut request = client.get(format!("http://{address}/who?municipality=duisburg"));
        for value in authorization {
            request = request.header("authorization", *value);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        let problem = serde_json::from_str::<Problem>(&text);
        (
            status,
            problem.map_or(text, |problem| problem.code.clone().into_owned()),
        )
    };
    let good = format!("Bearer {}", key.sign(&issuer.claims()));
    let state = issuer.claims_with(
        &json!({ "lotse_role": "state-coordinator", "lotse_municipality": null, "lotse_state": "05" }),
    );
    let state = format!("bearer {}", key.sign(&state));
    let foreign = issuer.claims_with(&json!({ "lotse_municipality": "duisburg" }));
    let foreign = format!("Bearer {}", key.sign(&foreign));
    let answer = |status: u16, text: &str| (status, text.to_owned());
    assert_eq!(ask(&[&good]).await, answer(200, "leverkusen"));
    assert_eq!(ask(&[]).await, answer(401, "TOKEN_MISSING"));
    assert_eq!(
        ask(&["Basic bWU6bWU="]).await,
        answer(401, "TOKEN_MALFORMED")
    );
    assert_eq!(ask(&["Bearer "]).await, answer(401, "TOKEN_MALFORMED"));
    assert_eq!(ask(&[&good, &good]).await, answer(401, "TOKEN_MALFORMED"));
    assert_eq!(ask(&[&foreign]).await, answer(403, "ISSUER_NOT_BOUND"));
    assert_eq!(ask(&[&state]).await, answer(403, "SCOPE_MISSING"));
}

#[test]
fn an_identity_file_names_what_is_wrong_with_it() {
    let read = |text: &str| {
        toml::from_str::<IdentityFile>(text)
            .unwrap_err()
            .to_string()
    };
    let bound = |line: &str| read(&format!("[[issuer]]\nurl = \"https://i\"\n{line}"));
    assert!(bound("roles = [\"emperor\"]").contains("`emperor` is not a role such as"));
    assert!(bound("roles = \"*\"\nstates = [\"99\"]").contains("`99` is not a state's key"));
    let all = bound("roles = \"all\"");
    assert!(
        all.contains("line 3") && all.contains("\"*\" or a list"),
        "{all}"
    );
    assert!(bound("").contains("roles"));
}
