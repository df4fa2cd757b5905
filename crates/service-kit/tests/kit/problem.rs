use axum::body::to_bytes;
use axum::response::IntoResponse;
use kernel::{CommandError, Facts, Refusal, Role, facts};
use serde::Deserialize;
use service_kit::identity::IdentityRefusal;
use service_kit::problem::{Problem, read_json};

#[derive(Debug, thiserror::Error)]
#[error("the profile is missing")]
struct ProfileMissing;

impl Refusal for ProfileMissing {
    fn code(&self) -> &'static str {
        "PROFILE_MISSING"
    }
    fn field(&self) -> Option<&'static str> {
        Some("partner")
    }
    fn rule(&self) -> Option<&'static str> {
        Some("MEM-04")
    }
    fn sentence(&self) -> String {
        "Vor der Aufnahme fehlt der Steckbrief.".to_owned()
    }
    fn facts(&self) -> Facts {
        facts! { "missing" => ["profile"] }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Form {
    name: String,
    signed_on: Option<jiff::civil::Date>,
    inner: Option<Inner>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only read")]
struct Inner {
    cents: u32,
}

/// Code, field and sentence in a line.
fn fault(body: &[u8]) -> String {
    let problem = read_json::<Form>(body).unwrap_err();
    assert_eq!(problem.status, 400);
    let field = problem.field.as_deref().unwrap_or("-");
    format!("{} {field}: {}", problem.code, problem.detail)
}

#[test]
fn a_domains_refusal_is_a_problem_with_code_field_rule_and_facts() {
    insta::assert_json_snapshot!(Problem::refused(&ProfileMissing), @r#"
    {
      "type": "urn:lotse:problem:PROFILE_MISSING",
      "title": "Vom Fachregelwerk abgelehnt",
      "status": 422,
      "code": "PROFILE_MISSING",
      "detail": "Vor der Aufnahme fehlt der Steckbrief.",
      "field": "partner",
      "rule": "MEM-04",
      "facts": {
        "missing": [
          "profile"
        ]
      }
    }
    "#);
}

#[test]
fn a_problem_is_read_back_as_it_was_written() {
    for problem in [
        Problem::refused(&ProfileMissing),
        Problem::not_found(),
        Problem::too_large(1024),
        Problem::not_allowed(Role::Auditor, "sign-agreement"),
    ] {
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
    }
}

#[tokio::test]
async fn a_problem_is_answered_as_problem_json_and_401_names_the_scheme() {
    let response = Problem::from(IdentityRefusal::TokenMissing).into_response();
    assert_eq!(response.status(), 401);
    assert_eq!(
        response.headers()["content-type"],
        "application/problem+json"
    );
    assert_eq!(response.headers()["www-authenticate"], "Bearer");
    let body = to_bytes(response.into_body(), 4096).await.unwrap();
    insta::assert_snapshot!(String::from_utf8(body.to_vec()).unwrap(), @r#"{"type":"urn:lotse:problem:TOKEN_MISSING","title":"Nicht angemeldet","status":401,"code":"TOKEN_MISSING","detail":"Für diese Anfrage ist eine Anmeldung nötig."}"#);
}

#[test]
fn a_fault_shows_nothing_of_itself() {
    let error = std::io::Error::other("password authentication failed for user x");
    let text = serde_json::to_string(&Problem::fault("append", &error)).unwrap();
    assert!(
        text.contains("INTERNAL") && !text.contains("password"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_with_a_body_is_named_with_its_field() {
    let bodies: &[&[u8]] = &[
        br#"{"name":"a"#,
        b"",
        b"{\"name\":\"\xff\"}",
        br#"{"name":"a"} trailing"#,
        br#"{}"#,
        br#"{"name":"a","colour":"red"}"#,
        br#"{"name":7}"#,
        br#"{"name":"a","signedOn":"2021-02-30"}"#,
        br#"{"name":"a","inner":{}}"#,
        br#"{"name":"a","inner":{"cents":-5}}"#,
        br#"{"name":"a","inner":{"cents":5,"euro":1}}"#,
        br#"[]"#,
        br#""text""#,
    ];
    let faults: Vec<_> = bodies.iter().map(|body| fault(body)).collect();
    insta::assert_snapshot!(faults.join("\n"), @"
    BODY_MALFORMED -: Der Inhalt ist kein gültiges JSON (Zeile 1, Spalte 10).
    BODY_MALFORMED -: Der Inhalt ist kein gültiges JSON (Zeile 1, Spalte 0).
    BODY_NOT_UTF8 -: Der Inhalt ist ab Byte 9 kein gültiges UTF-8.
    BODY_MALFORMED -: Der Inhalt ist kein gültiges JSON (Zeile 1, Spalte 14).
    INVALID_FIELD name: Das Feld „name“ fehlt.
    INVALID_FIELD colour: Das Feld „colour“ gibt es hier nicht.
    INVALID_FIELD name: Das Feld „name“ ist ungültig.
    INVALID_FIELD signedOn: Das Feld „signedOn“ ist ungültig.
    INVALID_FIELD inner.cents: Das Feld „inner.cents“ fehlt.
    INVALID_FIELD inner.cents: Das Feld „inner.cents“ ist ungültig.
    INVALID_FIELD inner.euro: Das Feld „inner.euro“ gibt es hier nicht.
    INVALID_FIELD -: Der Inhalt der Anfrage hat nicht die erwartete Form.
    INVALID_FIELD -: Der Inhalt der Anfrage hat nicht die erwartete Form.
    ");
}

#[test]
fn deep_json_is_refused_and_does_not_break_the_stack() {
    let deep = "[".repeat(1_000_000);
    let problem = read_json::<serde_json::Value>(deep.as_bytes()).unwrap_err();
    assert_eq!(problem.code, "BODY_MALFORMED");
}

#[test]
fn a_commands_error_names_its_field_like_a_bodys() {
    let invalid = |field: &str, reason: &str| {
        let error = CommandError::Invalid {
            field: field.to_owned(),
            reason: reason.to_owned(),
        };
        Problem::from(error).field.clone()
    };
    assert_eq!(
        invalid(".", "missing field `network`").as_deref(),
        Some("network")
    );
    assert_eq!(
        invalid("profile.name", "must not be empty").as_deref(),
        Some("profile.name")
    );
    assert_eq!(
        invalid("colour", "unknown field `colour`, expected `name`").as_deref(),
        Some("colour")
    );
    assert_eq!(invalid(".", "invalid type: null, expected struct X"), None);
    assert_eq!(
        Problem::from(CommandError::Unknown("x".to_owned())).status,
        404
    );
}

#[test]
fn every_refusal_of_a_token_has_its_status_and_code() {
    let table: Vec<_> = IdentityRefusal::ALL
        .iter()
        .map(|refusal| format!("{} {}", Problem::from(*refusal).status, refusal.code()))
        .collect();
    insta::assert_snapshot!(table.join("\n"), @"
    401 TOKEN_MISSING
    401 TOKEN_MALFORMED
    401 TOKEN_EXPIRED
    401 TOKEN_NOT_YET_VALID
    401 ISSUER_UNKNOWN
    401 SIGNATURE_INVALID
    401 AUDIENCE_WRONG
    403 ISSUER_NOT_BOUND
    403 SCOPE_MISSING
    503 ISSUER_UNREACHABLE
    ");
}
