//! Of when a figure is.

use kernel::{Date, german};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code! {
    /// What a figure's period is [Zeitraum].
    pub enum FigurePeriodKind {
        /// as of one day
        Day = "Stichtag",
        /// a calendar year
        Year = "Jahr",
        /// from 1 August to 31 July
        SchoolYear = "Schuljahr",
        /// from a day to a day
        Range = "Zeitraum",
    }
}

/// Of when a figure is [Zeitraum]: of a day, a calendar year, a school year (1 August to 31 July) or a range.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject, async_graphql::SimpleObject),
    graphql(input_name = "FigurePeriodInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FigurePeriod {
    pub kind: FigurePeriodKind,
    /// The first day: 1 January of a year, 1 August of a school year.
    pub since: Date,
    /// The last day of a range; the others have theirs from the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl FigurePeriod {
    /// The calendar year.
    pub fn year(year: i16) -> Option<Self> {
        let since = Date::new(year, 1, 1).ok()?;
        let (kind, until) = (FigurePeriodKind::Year, None);
        Some(Self { kind, since, until })
    }

    /// The last day, where the period is one: its first day fits its kind, and only a range says its end.
    pub fn last_day(self) -> Option<Date> {
        let (month, day) = (self.since.month(), self.since.day());
        match (self.kind, self.until) {
            (FigurePeriodKind::Day, None) => Some(self.since),
            (FigurePeriodKind::Year, None) if (month, day) == (1, 1) => {
                Some(self.since.last_of_year())
            }
            (FigurePeriodKind::SchoolYear, None) if (month, day) == (8, 1) => {
                Date::new(self.since.year().checked_add(1)?, 7, 31).ok()
            }
            (FigurePeriodKind::Range, Some(until)) if self.since <= until => Some(until),
            (
                FigurePeriodKind::Day
                | FigurePeriodKind::Year
                | FigurePeriodKind::SchoolYear
                | FigurePeriodKind::Range,
                Some(_) | None,
            ) => None,
        }
    }

    /// The period a year earlier, against which growth is computed.
    pub fn a_year_earlier(self) -> Option<Self> {
        let back = |day: Date| Date::new(day.year() - 1, day.month(), day.day()).ok();
        let until = match self.until {
            Some(until) => Some(back(until)?),
            None => None,
        };
        let since = back(self.since)?;
        Some(Self {
            since,
            until,
            ..self
        })
    }

    /// As an office writes it: `2014`, `2014/15`, `30.06.2014`, `01.06.2014–31.12.2014`.
    pub fn label(self) -> String {
        match (self.kind, self.until) {
            (FigurePeriodKind::Year, _) => self.since.year().to_string(),
            (FigurePeriodKind::SchoolYear, _) => {
                let year = self.since.year();
                format!("{year}/{:02}", (year + 1) % 100)
            }
            (FigurePeriodKind::Range, Some(until)) => {
                format!("{}–{}", german::day(self.since), german::day(until))
            }
            (FigurePeriodKind::Range | FigurePeriodKind::Day, _) => german::day(self.since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eva_15_a_period_is_a_day_a_year_a_school_year_or_a_range() {
        let period = |kind, since: &str, until: Option<&str>| FigurePeriod {
            kind,
            since: since.parse().expect("a day"),
            until: until.map(|until| until.parse().expect("a day")),
        };
        use FigurePeriodKind::*;
        for (given, last, label) in [
            (period(Day, "2014-06-30", None), "2014-06-30", "30.06.2014"),
            (period(Year, "2014-01-01", None), "2014-12-31", "2014"),
            (
                period(SchoolYear, "2014-08-01", None),
                "2015-07-31",
                "2014/15",
            ),
            (
                period(Range, "2014-06-01", Some("2014-12-31")),
                "2014-12-31",
                "01.06.2014–31.12.2014",
            ),
            (
                period(Range, "2014-06-01", Some("2014-06-01")),
                "2014-06-01",
                "01.06.2014–01.06.2014",
            ),
        ] {
            assert_eq!(
                given.last_day().map(|day| day.to_string()).as_deref(),
                Some(last)
            );
            assert_eq!(given.label(), label);
        }
        for bad in [
            period(Year, "2014-02-01", None),
            period(SchoolYear, "2014-01-01", None),
            period(Range, "2014-06-01", None),
            period(Range, "2014-06-01", Some("2014-05-01")),
            period(Year, "2014-01-01", Some("2014-12-31")),
        ] {
            assert_eq!(bad.last_day(), None, "{bad:?}");
        }
        let leap = period(Day, "2016-02-29", None);
        assert_eq!(leap.a_year_earlier(), None);
    }
}
