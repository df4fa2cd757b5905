//! The filter of a GraphQL list as the parameters of an address, by the schema's own account.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, TypeKind, TypeSystemDefinition};
use kernel::facts;
use serde_json::{Map, Value, json};
use service_kit::problem::Problem;

use super::asked::Query;
use crate::graphql::sdl;

/// What a parameter may be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Boolean,
    OneOf(Vec<String>),
    /// Several of them with commas between, each once: `YEAR,AREA`.
    SomeOf(Vec<String>),
    Integer,
    Id,
    Other,
}

/// The parameters of a list: the fields of its filter, and what stands beside it.
#[derive(Debug)]
pub(super) struct Parameters {
    of_filter: BTreeMap<String, Kind>,
    beside: BTreeMap<String, Kind>,
}

impl Parameters {
    /// `beside` are arguments with the names of their types, `[LedgerDimension!]` for several values.
    pub(super) fn of<const N: usize>(filter: &str, beside: [(&str, &str); N]) -> Self {
        let types = types();
        let kind = |name: &str| kind(name, types.get(name));
        let mut of_filter = BTreeMap::new();
        if let Some(TypeKind::InputObject(filter)) = types.get(filter) {
            for field in &filter.fields {
                // A filter by several things has no place in a query string.
                if let BaseType::Named(of) = &field.node.ty.node.base {
                    of_filter.insert(field.node.name.node.to_string(), kind(of));
                }
            }
        }
        let several = |of: &str| match kind(of.trim_matches(['[', '!', ']'])) {
            Kind::OneOf(values) if of.starts_with('[') => Kind::SomeOf(values),
            kind => kind,
        };
        let beside = beside.map(|(name, of)| (name.to_owned(), several(of)));
        Self {
            of_filter,
            beside: beside.into(),
        }
    }

    /// Their names, for the description of the routes.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.of_filter
            .keys()
            .chain(self.beside.keys())
            .map(String::as_str)
    }

    /// The variables of the list's question: `filter`, `asOf` and what stands beside them.
    ///
    /// # Errors
    /// `UNKNOWN_PARAMETER` and `INVALID_PARAMETER` with the parameter.
    pub(super) fn variables(&self, query: &Query) -> Result<Map<String, Value>, Problem> {
        let mut filter = Map::new();
        let mut variables = Map::new();
        for (name, text) in query.pairs() {
            if name == "asOf" {
                variables.insert(name.to_owned(), text.into());
            } else if let Some(kind) = self.beside.get(name) {
                variables.insert(name.to_owned(), value(name, text, kind)?);
            } else if let Some(kind) = self.of_filter.get(name) {
                filter.insert(name.to_owned(), value(name, text, kind)?);
            } else {
                let short: String = name.chars().take(80).collect();
                let sentence = format!("Den Parameter „{short}“ gibt es hier nicht.");
                return Err(Problem::bad_request("UNKNOWN_PARAMETER", sentence).with_field(short));
            }
        }
        variables.insert("filter".to_owned(), Value::Object(filter));
        Ok(variables)
    }
}

/// The types of the schema by their names.
fn types() -> BTreeMap<String, TypeKind> {
    let document = parse_schema(sdl()).expect("the schema writes its own language");
    let definitions = document.definitions.into_iter();
    definitions
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(of) => Some((of.node.name.node.to_string(), of.node.kind)),
            TypeSystemDefinition::Schema(_) | TypeSystemDefinition::Directive(_) => None,
        })
        .collect()
}

fn kind(name: &str, of: Option<&TypeKind>) -> Kind {
    match (name, of) {
        ("Boolean", _) => Kind::Boolean,
        ("Int", _) => Kind::Integer,
        (name, Some(TypeKind::Scalar)) if name.ends_with("Id") => Kind::Id,
        (_, Some(TypeKind::Enum(of))) => {
            let values = of.values.iter();
            Kind::OneOf(
                values
                    .map(|value| value.node.value.node.to_string())
                    .collect(),
            )
        }
        _ => Kind::Other,
    }
}

fn value(name: &str, text: &str, kind: &Kind) -> Result<Value, Problem> {
    let refused = |allowed: Vec<&str>| {
        let short: String = text.chars().take(80).collect();
        let sentence = format!(
            "{name}: „{short}“ ist nicht möglich; erlaubt: {}.",
            allowed.join(", ")
        );
        Problem::bad_request("INVALID_PARAMETER", sentence)
            .with_field(name)
            .with_facts(facts! { "allowed" => allowed })
    };
    let among = |values: &[String], text: &str| values.iter().any(|value| value == text);
    let all = |values| Vec::from_iter(<[String]>::iter(values).map(String::as_str));
    match kind {
        Kind::Boolean => match text {
            "true" => Ok(json!(true)),
            "false" => Ok(json!(false)),
            _ => Err(refused(vec!["true", "false"])),
        },
        Kind::OneOf(values) if among(values, text) => Ok(json!(text)),
        Kind::OneOf(values) => Err(refused(all(values))),
        Kind::SomeOf(values) => {
            let some: Vec<&str> = text.split(',').map(str::trim).collect();
            if some.iter().all(|one| among(values, one)) {
                Ok(json!(some))
            } else {
                Err(refused(all(values)))
            }
        }
        Kind::Integer => text
            .parse::<i32>()
            .map(Value::from)
            .map_err(|_error| refused(vec!["eine ganze Zahl"])),
        Kind::Id if text.parse::<uuid::Uuid>().is_err() => {
            Err(refused(vec!["eine Kennung (UUID)"]))
        }
        Kind::Id | Kind::Other => Ok(json!(text)),
    }
}
