//! Dated ranges.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Date;

/// From a day on, up to and including another day or without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Period {
    pub since: Date,
    /// The last day; `None` while nobody knows an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Period {
    pub fn contains(&self, day: Date) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// True for a day that an office can mean: what lies outside 1900 to 2200 is a slip of the pen.
pub fn is_meant(day: Date) -> bool {
    (1900..=2200).contains(&day.year())
}

/// 31 December of `year`.
pub fn year_end(year: i16) -> Option<Date> {
    Date::new(year, 12, 31).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_contains_its_first_and_its_last_day() {
        let period = Period {
            since: date(2018, 11, 12),
            until: Some(date(2020, 12, 31)),
        };
        assert!(period.contains(date(2018, 11, 12)) && period.contains(date(2020, 12, 31)));
        assert!(!period.contains(date(2018, 11, 11)) && !period.contains(date(2021, 1, 1)));
    }
}
