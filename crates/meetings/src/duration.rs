//! How long a meeting takes: an ISO 8601 text.

use std::borrow::Cow;
use std::fmt;

use jiff::SignedDuration;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How long a meeting takes [Dauer], in hours and minutes up to a day: `PT2H`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MeetingDuration(String);

/// A text that is no meeting's duration.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a duration: hours and minutes up to a day, such as PT2H or PT1H30M")]
pub struct NotADuration(String);

impl MeetingDuration {
    /// Whole minutes, from 1 to 1440.
    pub fn minutes(&self) -> i64 {
        minutes_of(&self.0).unwrap_or_default()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn minutes_of(text: &str) -> Option<i64> {
    let duration: SignedDuration = text.parse().ok()?;
    let minutes = duration.as_mins();
    let whole = duration == SignedDuration::from_mins(minutes);
    (text.starts_with("PT") && whole && (1..=1440).contains(&minutes)).then_some(minutes)
}

impl TryFrom<String> for MeetingDuration {
    type Error = NotADuration;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match minutes_of(&text) {
            Some(_) => Ok(Self(text)),
            None => Err(NotADuration(text.chars().take(20).collect())),
        }
    }
}

impl From<MeetingDuration> for String {
    fn from(duration: MeetingDuration) -> Self {
        duration.0
    }
}

impl JsonSchema for MeetingDuration {
    fn schema_name() -> Cow<'static, str> {
        "MeetingDuration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^PT([0-9]+H)?([0-9]+M)?$" })
    }
}

#[cfg(feature = "graphql")]
#[async_graphql::Scalar]
impl async_graphql::ScalarType for MeetingDuration {
    fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
        match value {
            async_graphql::Value::String(text) => {
                Self::try_from(text).map_err(async_graphql::InputValueError::custom)
            }
            other => Err(async_graphql::InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> async_graphql::Value {
        async_graphql::Value::String(self.0.clone())
    }
}

impl fmt::Display for MeetingDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_takes_a_minute_to_a_day() {
        assert_eq!(
            MeetingDuration::try_from("PT2H".to_owned())
                .unwrap()
                .minutes(),
            120
        );
        assert_eq!(
            MeetingDuration::try_from("PT1H30M".to_owned())
                .unwrap()
                .minutes(),
            90
        );
        for bad in [
            "",
            "PT0M",
            "-PT2H",
            "PT25H",
            "PT30S",
            "PT90S",
            "P1D",
            "1h",
            "2 Stunden",
        ] {
            assert!(MeetingDuration::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
