//! How often something recurs, and how long a meeting takes: ISO 8601 texts.

use std::borrow::Cow;
use std::fmt;

use jiff::{SignedDuration, Span};
use kernel::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How often something recurs [Turnus], in whole days, weeks, months or years: `P2Y`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Interval(String);

/// A text that is no interval.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not an interval: whole days, weeks, months or years, such as P2Y, P6M or P4W")]
pub struct NotAnInterval(String);

impl Interval {
    /// The day one interval after `day`; `None` beyond the calendar.
    pub fn after(&self, day: Date) -> Option<Date> {
        day.checked_add(span_of(&self.0)?).ok()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The span, where it is more than nothing and in whole days or more.
fn span_of(text: &str) -> Option<Span> {
    let span: Span = text.parse().ok()?;
    let dated = text.starts_with('P')
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"PYMWD".contains(&b));
    (dated && span.signum() == 1).then_some(span)
}

impl TryFrom<String> for Interval {
    type Error = NotAnInterval;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match span_of(&text) {
            Some(_) => Ok(Self(text)),
            None => Err(NotAnInterval(text.chars().take(20).collect())),
        }
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> Self {
        interval.0
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl JsonSchema for Interval {
    fn schema_name() -> Cow<'static, str> {
        "Interval".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How often something recurs: ISO 8601, in whole days, weeks, months or years.",
            "type": "string",
            "pattern": "^P([0-9]+[YMWD])+$",
        })
    }
}

#[cfg(feature = "graphql")]
mod graphql {
    use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

    use super::Interval;

    /// How often something recurs, such as `P2Y`, `P6M` or `P4W`.
    #[Scalar(name = "Interval")]
    impl ScalarType for Interval {
        fn parse(value: Value) -> InputValueResult<Self> {
            match value {
                Value::String(text) => Self::try_from(text).map_err(InputValueError::custom),
                other => Err(InputValueError::expected_type(other)),
            }
        }

        fn to_value(&self) -> Value {
            Value::String(self.0.clone())
        }
    }
}

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
    use jiff::civil::date;

    #[test]
    fn an_interval_is_whole_days_or_more() {
        let two_years = Interval::try_from("P2Y".to_owned()).unwrap();
        assert_eq!(two_years.after(date(2016, 2, 29)), Some(date(2018, 2, 28)));
        for bad in [
            "", "P0D", "-P1Y", "PT2H", "P1DT1H", "2 Jahre", "P", "P2y", "2Y", "P1Y-1M",
        ] {
            assert!(Interval::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_intervals_schema_is_no_free_text() {
        let schema = schemars::schema_for!(Interval);
        assert_eq!(schema.get("title"), Some(&"Interval".into()));
        assert_eq!(schema.get("pattern"), Some(&"^P([0-9]+[YMWD])+$".into()));
    }

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
