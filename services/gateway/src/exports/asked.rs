//! What is asked, by whom: the verified caller, his permission, and a query that names nothing unknown.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use kernel::{Date, facts};
use service_kit::identity::{BearerToken, Caller};
use service_kit::permission;
use service_kit::problem::Problem;
use uuid::Uuid;

use super::Exports;
use super::problem::problem;
use crate::graphql::Graph;
use crate::graphql::reader::Reader;

/// A request before anybody looked whether it may.
pub(super) struct Door {
    graph: Graph,
    pub(super) caller: Caller,
    pub(super) token: BearerToken,
    query: Option<String>,
}

/// A request of somebody who may.
pub(super) struct Asked {
    pub(super) reader: Reader,
    pub(super) query: Query,
}

impl FromRequestParts<Exports> for Door {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, exports: &Exports) -> Result<Self, Problem> {
        Ok(Self {
            graph: exports.graph.clone(),
            caller: Caller::from_request_parts(parts, exports).await?,
            token: BearerToken::from_request_parts(parts, exports).await?,
            query: parts.uri.query().map(str::to_owned),
        })
    }
}

impl Door {
    /// Lets the caller in where the table lists `operation` for his role, and refuses a query with other parameters
    /// than these.
    pub(super) fn open(
        &self,
        operation: &'static str,
        parameters: &[&'static str],
    ) -> Result<Asked, Problem> {
        self.permit(operation)?;
        let query = Query::read(self.query.as_deref(), |name| parameters.contains(&name))?;
        let reader = self.graph.reader(self.caller.clone(), self.token.clone());
        Ok(Asked { reader, query })
    }

    /// The same for a query whose parameters somebody else checks.
    pub(super) fn open_any(&self, operation: &'static str) -> Result<Query, Problem> {
        self.permit(operation)?;
        Query::read(self.query.as_deref(), |_| true)
    }

    fn permit(&self, operation: &'static str) -> Result<(), Problem> {
        if !permission::allows(self.caller.role(), operation) {
            return Err(Problem::not_allowed(self.caller.role(), operation));
        }
        self.caller.municipality()?;
        Ok(())
    }
}

impl Asked {
    /// The day of `asOf`, or today in Berlin.
    pub(super) fn day(&self) -> Result<Date, Problem> {
        self.reader.day(self.query.date("asOf")?).map_err(problem)
    }
}

/// The parameters behind the `?`.
#[derive(Debug, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    fn read(query: Option<&str>, known: impl Fn(&str) -> bool) -> Result<Self, Problem> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let short: String = name.chars().take(80).collect();
            if !known(&name) {
                let sentence = format!("Den Parameter „{short}“ gibt es hier nicht.");
                return Err(Problem::bad_request("UNKNOWN_PARAMETER", sentence).with_field(short));
            }
            if pairs.iter().any(|(other, _)| *other == name) {
                let sentence = format!("Der Parameter „{short}“ ist doppelt angegeben.");
                return Err(Problem::bad_request("PARAMETER_TWICE", sentence).with_field(short));
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(pairs))
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.pairs()
            .find_map(|(known, value)| (known == name).then_some(value))
    }

    pub(super) fn date(&self, name: &'static str) -> Result<Option<Date>, Problem> {
        self.parsed(name, "ein Tag wie 2026-11-22", |text| text.parse().ok())
    }

    pub(super) fn id(&self, name: &'static str) -> Result<Option<Uuid>, Problem> {
        self.parsed(name, "eine Kennung (UUID)", |text| text.parse().ok())
    }

    pub(super) fn number(&self, name: &'static str) -> Result<Option<u32>, Problem> {
        self.parsed(name, "eine ganze Zahl ab 1", |text| {
            text.parse().ok().filter(|number| *number > 0)
        })
    }

    /// Refuses these parameters beside another one, which already says what they would.
    pub(super) fn refuse_beside(
        &self,
        names: &[&'static str],
        beside: &str,
    ) -> Result<(), Problem> {
        match names.iter().find(|name| self.text(name).is_some()) {
            None => Ok(()),
            Some(name) => {
                let sentence = format!("„{name}“ geht nicht zusammen mit „{beside}“.");
                Err(Problem::bad_request("PARAMETERS_CONFLICT", sentence).with_field(*name))
            }
        }
    }

    fn parsed<T>(
        &self,
        name: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        match parse(text) {
            Some(value) => Ok(Some(value)),
            None => {
                let short: String = text.chars().take(80).collect();
                let sentence =
                    format!("{name}: „{short}“ ist nicht lesbar; erwartet wird {expected}.");
                Err(invalid(name, sentence))
            }
        }
    }
}

/// 400 for a parameter that is missing.
pub(super) fn missing(name: &'static str, expected: &str) -> Problem {
    invalid(name, format!("Der Parameter „{name}“ fehlt: {expected}."))
}

fn invalid(name: &'static str, sentence: String) -> Problem {
    Problem::bad_request("INVALID_PARAMETER", sentence)
        .with_field(name)
        .with_facts(facts! { "parameter" => name })
}
