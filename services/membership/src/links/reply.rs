//! What was answered. A program sends JSON, a browser sends a form; both say one of three things.

use kernel::{Date, EntryContent as _, Person};
use serde::Deserialize;
use service_kit::links::answering::{Fields, Given, Thanks};
use service_kit::problem::{Problem, read_json};

/// An answer to a link.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// The details are still right.
    Confirmed,
    /// These are the details now; the person is the same.
    Changed(Person),
    /// The person does not speak for the partner any more [ausgeschieden].
    Gone { ended_on: Option<Date> },
}

/// The answer as JSON: exactly one of the three.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    confirmed: Option<bool>,
    changed: Option<Changed>,
    gone: Option<bool>,
    /// The last day, with `gone`; today where absent.
    ended_on: Option<Date>,
}

/// New details. Whose they are is the link's affair.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Changed {
    name: String,
    phone: Option<String>,
    fax: Option<String>,
    email: Option<String>,
}

impl Reply {
    pub(super) fn thanks(&self) -> Thanks {
        let (answered, sentence) = match self {
            Self::Confirmed => (
                "confirmed",
                "Vielen Dank! Ihre Angaben sind als weiterhin richtig vermerkt.",
            ),
            Self::Changed(_) => (
                "changed",
                "Vielen Dank! Ihre neuen Angaben sind gespeichert.",
            ),
            Self::Gone { .. } => (
                "gone",
                "Vielen Dank! Es ist vermerkt, dass Sie nicht mehr Ansprechperson sind.",
            ),
        };
        Thanks {
            answered: answered.into(),
            sentence: sentence.into(),
        }
    }

    /// The answer without ids, the same for the same answer: what a repeated one is compared with.
    pub(super) fn canonical(&self) -> serde_json::Value {
        match self {
            Self::Confirmed => serde_json::json!({ "confirmed": true }),
            Self::Changed(person) => serde_json::json!({ "changed": person }),
            Self::Gone { ended_on } => serde_json::json!({ "gone": true, "endedOn": ended_on }),
        }
    }
}

/// Reads an answer: 400 with the field where it is none.
pub(super) fn read(given: Given<'_>) -> Result<Reply, Problem> {
    let body = match given {
        Given::Json(body) => read_json(body)?,
        Given::Form(fields) => of_form(&fields)?,
    };
    match body {
        Body {
            confirmed: Some(true),
            changed: None,
            gone: None,
            ended_on: None,
        } => Ok(Reply::Confirmed),
        Body {
            confirmed: None,
            changed: Some(changed),
            gone: None,
            ended_on: None,
        } => person(changed).map(Reply::Changed),
        Body {
            confirmed: None,
            changed: None,
            gone: Some(true),
            ended_on,
        } => match ended_on.filter(|day| !kernel::period::is_meant(*day)) {
            None => Ok(Reply::Gone { ended_on }),
            Some(day) => Err(Problem::invalid_field(
                "endedOn",
                &format!("{day} is not a day from 1900 to 2200"),
            )),
        },
        Body { .. } => Err(Problem::bad_request(
            "REPLY_UNCLEAR",
            "Bitte antworten Sie mit genau einem von „confirmed“, „changed“ und „gone“.",
        )),
    }
}

fn person(changed: Changed) -> Result<Person, Problem> {
    let filled = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let person = Person {
        id: None,
        name: changed.name.trim().to_owned(),
        phone: filled(changed.phone),
        fax: filled(changed.fax),
        email: filled(changed.email),
    };
    match person.fault() {
        None => Ok(person),
        Some((field, reason)) => Err(Problem::invalid_field(&format!("changed.{field}"), &reason)),
    }
}

fn of_form(fields: &Fields) -> Result<Body, Problem> {
    let field = |name: &str| fields.get(name).cloned();
    match fields.get("answer").map(String::as_str) {
        Some("confirmed") => Ok(Body {
            confirmed: Some(true),
            ..Body::default()
        }),
        Some("changed") => Ok(Body {
            changed: Some(Changed {
                name: field("name").unwrap_or_default(),
                phone: field("phone"),
                fax: field("fax"),
                email: field("email"),
            }),
            ..Body::default()
        }),
        Some("gone") => {
            let ended_on = match field("endedOn").filter(|text| !text.trim().is_empty()) {
                None => None,
                Some(text) => Some(text.trim().parse().map_err(|_error| {
                    Problem::invalid_field("endedOn", "not a day such as 2026-12-31")
                })?),
            };
            Ok(Body {
                gone: Some(true),
                ended_on,
                ..Body::default()
            })
        }
        Some(_) | None => Ok(Body::default()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::*;

    fn json(body: &str) -> Result<Reply, Problem> {
        reply("application/json", body)
    }

    fn form(body: &str) -> Result<Reply, Problem> {
        reply("application/x-www-form-urlencoded", body)
    }

    fn reply(kind: &str, body: &str) -> Result<Reply, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        read(Given::of(&headers, body.as_bytes())?)
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        assert_eq!(
            json(r#"{"confirmed":true}"#).unwrap(),
            form("answer=confirmed&name=x").unwrap()
        );
        assert_eq!(
            json(r#"{"changed":{"name":"Leitung Süd","email":"sued@example.org"}}"#).unwrap(),
            form("answer=changed&name=+Leitung+S%C3%BCd&phone=&fax=+&email=sued%40example.org")
                .unwrap()
        );
        assert_eq!(
            json(r#"{"gone":true,"endedOn":"2026-12-31"}"#).unwrap(),
            form("answer=gone&endedOn=2026-12-31").unwrap()
        );
        assert_eq!(
            form("answer=gone&endedOn=").unwrap(),
            Reply::Gone { ended_on: None }
        );
    }

    #[test]
    fn an_answer_says_exactly_one_thing() {
        for unclear in [
            "{}",
            r#"{"confirmed":false}"#,
            r#"{"confirmed":true,"gone":true}"#,
            r#"{"confirmed":true,"changed":{"name":"Leitung"}}"#,
            r#"{"endedOn":"2026-12-31"}"#,
        ] {
            assert_eq!(
                json(unclear).unwrap_err().code,
                "REPLY_UNCLEAR",
                "{unclear}"
            );
        }
        assert_eq!(form("answer=maybe").unwrap_err().code, "REPLY_UNCLEAR");
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        for (body, field) in [
            (r#"{"changed":{"name":" "}}"#, "changed.name"),
            (
                r#"{"changed":{"name":"Leitung","email":"leitung"}}"#,
                "changed.email",
            ),
            (
                r#"{"changed":{"name":"Leitung","id":"00000000-0000-0000-0000-000000000001"}}"#,
                "changed.id",
            ),
            (r#"{"gone":true,"endedOn":"0001-01-01"}"#, "endedOn"),
        ] {
            let problem = json(body).unwrap_err();
            assert_eq!(problem.field.as_deref(), Some(field), "{body}");
        }
        assert_eq!(
            form("answer=gone&endedOn=gestern")
                .unwrap_err()
                .field
                .as_deref(),
            Some("endedOn")
        );
    }
}
