//! The codes that a text's events may hold: of clauses, of placeholders (an agreement fills them by the same codes), and
//! the numbers that clauses are printed with.
//!
//! Events never hold free text. Each of these keeps to a pattern, in JSON and in GraphQL, and says it when it refuses.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A text that is not the code it should be; it names the pattern.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{text}` is not a {what}: it must match {pattern}")]
pub struct NotACode {
    text: String,
    what: &'static str,
    pattern: &'static str,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $what:literal, $pattern:literal, $fits:path;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn try_new(code: impl Into<String>) -> Result<Self, NotACode> {
                let code = code.into();
                if $fits(&code) {
                    Ok(Self(code))
                } else {
                    let text = code.chars().take(60).collect();
                    Err(NotACode { text, what: $what, pattern: $pattern })
                }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotACode;

            fn try_from(code: String) -> Result<Self, Self::Error> {
                Self::try_new(code)
            }
        }

        impl FromStr for $name {
            type Err = NotACode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::try_new(code)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }

        #[cfg(feature = "graphql")]
        #[async_graphql::Scalar]
        impl async_graphql::ScalarType for $name {
            fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
                match value {
                    async_graphql::Value::String(code) => {
                        Self::try_new(code).map_err(async_graphql::InputValueError::custom)
                    }
                    other => Err(async_graphql::InputValueError::expected_type(other)),
                }
            }

            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.0.clone())
            }
        }
    )+};
}

codes! {
    /// A clause within its text, such as `praeambel` or `kuendigung`; it stays when the clause is moved or renumbered.
    ClauseCode = "clause code", "^[a-z][a-z0-9-]{0,39}$", is_code;
    /// A placeholder, such as `stadtteilprojekt`: `{{stadtteilprojekt}}` in a text.
    PlaceholderCode = "placeholder code", "^[a-z][a-z0-9-]{0,39}$", is_code;
    /// The number that a clause is printed with, such as `8.5.1` or `§ 9`.
    ClauseNumber = "clause number", "^(§ )?[0-9]{1,3}[a-z]?(\\.[0-9]{1,3}[a-z]?){0,4}\\.?$", is_number;
}

fn is_code(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix("§ ").unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let parts: Vec<&str> = text.split('.').collect();
    let is_part = |part: &&str| {
        let digits = part
            .strip_suffix(|c: char| c.is_ascii_lowercase())
            .unwrap_or(part);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    parts.len() <= 5 && parts.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_to_its_pattern_and_names_it_otherwise() {
        for good in ["a", "praeambel", "anlage-1", &"x".repeat(40)] {
            assert_eq!(ClauseCode::try_new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "Praeambel",
            "präambel",
            "1",
            "-a",
            "a b",
            &"x".repeat(41),
        ] {
            let error = ClauseCode::try_new(bad).unwrap_err();
            assert!(error.to_string().contains("^[a-z]"), "{error}");
        }
    }

    #[test]
    fn a_clause_number_is_written_as_documents_write_it() {
        for good in ["1", "8.5.1", "8.5.1.", "§ 9", "5.3", "12a", "1.2.3.4.5"] {
            assert!(ClauseNumber::try_new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "§9",
            "a",
            "1.2.3.4.5.6",
            "1..2",
            "1234",
            "8.5.1 Akut",
            ".",
        ] {
            assert!(ClauseNumber::try_new(bad).is_err(), "{bad}");
        }
    }
}
