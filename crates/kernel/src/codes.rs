//! Text that may stand in an event: codes, held by a pattern.
//!
//! Events never hold free text. What cannot be an enum because an office names it (a local sector, a clause, a
//! placeholder) keeps to a pattern, in JSON and in GraphQL, and says it when it refuses.

use thiserror::Error;

/// A text that is not the code it should be; it names the pattern.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{text}` is not a {what}: it must match {pattern}")]
pub struct NotACode {
    text: String,
    what: &'static str,
    pattern: &'static str,
}

impl NotACode {
    /// Keeps the first 60 characters of what was given.
    pub fn new(text: &str, what: &'static str, pattern: &'static str) -> Self {
        Self {
            text: text.chars().take(60).collect(),
            what,
            pattern,
        }
    }
}

/// Makes a text a code: its name in refusals, its pattern, and the check that the pattern means.
///
/// ```
/// kernel::codes! {
///     /// A field of work [Arbeitsbereich].
///     SectorCode = "sector code", "^[A-Z]{2,4}$", |code| {
///         (2..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase())
///     };
/// }
/// assert_eq!(SectorCode::try_new("GA").unwrap().as_str(), "GA");
/// assert!(SectorCode::try_new("ga").unwrap_err().to_string().contains("^[A-Z]{2,4}$"));
/// ```
#[macro_export]
macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $what:literal, $pattern:literal, $fits:expr;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::__private::Serialize,
                 $crate::__private::Deserialize)]
        #[serde(crate = "kernel::__private::serde", try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn try_new(code: impl Into<String>) -> Result<Self, $crate::NotACode> {
                let code = code.into();
                let fits: fn(&str) -> bool = $fits;
                if fits(&code) {
                    Ok(Self(code))
                } else {
                    Err($crate::NotACode::new(&code, $what, $pattern))
                }
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::NotACode;

            fn try_from(code: String) -> Result<Self, Self::Error> {
                Self::try_new(code)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::NotACode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::try_new(code)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl $crate::__private::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(
                _: &mut $crate::__private::SchemaGenerator,
            ) -> $crate::__private::Schema {
                $crate::__private::schemars::json_schema!({ "type": "string", "pattern": $pattern })
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
