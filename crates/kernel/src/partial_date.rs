//! A date as far as a document says it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Date;
use crate::period::is_meant;

/// `2011-01-18`, `2015-02` (Februar 2015) or `2011` (Anfang 2011): no more precise than its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A text that is no date.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a date: write 2011, 2011-01 or 2011-01-18, from 1900 to 2200")]
pub struct NotAPartialDate(String);

impl PartialDate {
    /// The first day that it may mean, by which it sorts.
    pub fn first_day(self) -> Date {
        self.first
    }

    /// The last day that it may mean.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self {
            first: day,
            precision: Precision::Day,
        }
    }
}

impl FromStr for PartialDate {
    type Err = NotAPartialDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (full, precision) = match text.len() {
            4 => (format!("{text}-01-01"), Precision::Year),
            7 => (format!("{text}-01"), Precision::Month),
            _ => (text.to_owned(), Precision::Day),
        };
        match full.parse() {
            Ok(first) if full.len() == 10 && is_meant(first) => Ok(Self { first, precision }),
            _ => Err(NotAPartialDate(text.chars().take(20).collect())),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = match self.precision {
            Precision::Year => 4,
            Precision::Month => 7,
            Precision::Day => 10,
        };
        f.write_str(&self.first.to_string()[..length])
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NotAPartialDate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" })
    }
}

#[cfg(feature = "graphql")]
#[async_graphql::Scalar]
impl async_graphql::ScalarType for PartialDate {
    fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
        match value {
            async_graphql::Value::String(text) => {
                text.parse().map_err(async_graphql::InputValueError::custom)
            }
            other => Err(async_graphql::InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> async_graphql::Value {
        async_graphql::Value::String(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_stays_as_imprecise_as_its_source() {
        for text in ["2011", "2015-02", "2011-01-18"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        let last = |text: &str| text.parse::<PartialDate>().unwrap().last_day().to_string();
        assert_eq!(
            ["2011", "2016-02", "2011-01-18"].map(last),
            ["2011-12-31", "2016-02-29", "2011-01-18"]
        );
        for bad in ["", "2011-13", "2011-02-30", "11", "2011-01-18T00:00"] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }
}
