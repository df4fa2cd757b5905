//! What was answered. A program sends JSON, a browser sends a form; both say one thing.

use meetings::meeting::ReplyKind;
use serde::Deserialize;
use service_kit::links::LinkScope;
use service_kit::links::answering::{Fields, Given, Thanks};
use service_kit::problem::{Problem, read_json};

/// What a form sends, and JSON's field says, for passing on.
pub(super) const ACKNOWLEDGED: &str = "acknowledged";

/// An answer to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Whether somebody comes.
    Reply(ReplyKind),
    /// The results were passed on.
    PassedOn,
}

/// Whether somebody comes, as JSON.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReplyBody {
    reply: ReplyKind,
}

/// That the results were passed on, as JSON.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PassedOnBody {
    acknowledged: bool,
}

impl Answer {
    pub(super) fn thanks(self) -> Thanks {
        let (answered, sentence) = match self {
            Self::Reply(kind) => (kind.code(), thanks(kind)),
            Self::PassedOn => (
                ACKNOWLEDGED.to_owned(),
                "Vielen Dank! Es ist vermerkt, dass die Ergebnisse in Ihrem Haus weitergegeben sind.",
            ),
        };
        Thanks {
            answered: answered.into(),
            sentence: sentence.into(),
        }
    }
}

fn thanks(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Accepted => "Vielen Dank! Ihre Zusage ist vermerkt.",
        ReplyKind::Declined => "Vielen Dank! Ihre Absage ist vermerkt.",
        ReplyKind::Tentative => "Vielen Dank! Es ist vermerkt, dass Sie es noch nicht wissen.",
    }
}

/// Reads an answer: 400 where it is none.
pub(super) fn read(scope: LinkScope, given: Given<'_>) -> Result<Answer, Problem> {
    match (scope, given) {
        (LinkScope::ReplyToMeeting, Given::Json(body)) => {
            let body: ReplyBody = read_json(body)?;
            Ok(Answer::Reply(body.reply))
        }
        (LinkScope::ReplyToMeeting, Given::Form(fields)) => {
            let said = said(&fields);
            let kind = ReplyKind::ALL.iter().find(|kind| kind.code() == said);
            let kind = kind.ok_or_else(|| unclear("„Ja“, „Nein“ oder „Noch nicht sicher“"))?;
            Ok(Answer::Reply(*kind))
        }
        (LinkScope::AcknowledgePassingOn, Given::Json(body)) => {
            let body: PassedOnBody = read_json(body)?;
            passed_on(body.acknowledged)
        }
        (LinkScope::AcknowledgePassingOn, Given::Form(fields)) => {
            passed_on(said(&fields) == ACKNOWLEDGED)
        }
        (LinkScope::ConfirmContact | LinkScope::CalendarFeed, _) => {
            Err(service_kit::links::LinkRefusal::Unknown.into())
        }
    }
}

fn said(fields: &Fields) -> &str {
    fields.get("answer").map_or("", String::as_str)
}

fn passed_on(said: bool) -> Result<Answer, Problem> {
    if said {
        Ok(Answer::PassedOn)
    } else {
        Err(unclear("der Bestätigung"))
    }
}

fn unclear(with: &str) -> Problem {
    Problem::bad_request("REPLY_UNCLEAR", format!("Bitte antworten Sie mit {with}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(scope: LinkScope, answer: &str) -> Result<Answer, Problem> {
        let fields = [("answer".to_owned(), answer.to_owned())];
        read(scope, Given::Form(fields.into()))
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        for kind in ReplyKind::ALL {
            let json = format!(r#"{{"reply":"{}"}}"#, kind.code());
            let json = read(LinkScope::ReplyToMeeting, Given::Json(json.as_bytes()));
            assert_eq!(json.unwrap(), Answer::Reply(*kind));
            let form = form(LinkScope::ReplyToMeeting, &kind.code());
            assert_eq!(form.unwrap(), Answer::Reply(*kind));
        }
        let scope = LinkScope::AcknowledgePassingOn;
        let json = read(scope, Given::Json(br#"{"acknowledged":true}"#));
        assert_eq!(json.unwrap(), Answer::PassedOn);
        assert_eq!(form(scope, "acknowledged").unwrap(), Answer::PassedOn);
    }

    #[test]
    fn an_answer_says_exactly_one_thing() {
        for (scope, answer) in [
            (LinkScope::ReplyToMeeting, "acknowledged"),
            (LinkScope::ReplyToMeeting, ""),
            (LinkScope::AcknowledgePassingOn, "accepted"),
        ] {
            assert_eq!(form(scope, answer).unwrap_err().code, "REPLY_UNCLEAR");
        }
        let not = read(
            LinkScope::AcknowledgePassingOn,
            Given::Json(br#"{"acknowledged":false}"#),
        );
        assert_eq!(not.unwrap_err().code, "REPLY_UNCLEAR");
        let unknown = read(
            LinkScope::ReplyToMeeting,
            Given::Json(br#"{"reply":"perhaps"}"#),
        );
        assert_eq!(unknown.unwrap_err().field.as_deref(), Some("reply"));
    }
}
