//! How often something recurs: an ISO 8601 text.

use std::borrow::Cow;
use std::fmt;

use jiff::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Date;

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
}
