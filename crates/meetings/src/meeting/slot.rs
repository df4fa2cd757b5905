//! When a meeting is: the clock on the wall of the room, Europe/Berlin, to the minute.
//!
//! Events keep what the office meant, not an instant: a meeting at nine stays at nine, whatever becomes of summer time.

use jiff::civil::{DateTime, Time};
use kernel::Date;
use kernel::period::is_meant;
use serde::{Deserialize, Serialize};

kernel::codes! {
    /// Day and time in Europe/Berlin to the minute: `2024-06-03T09:00`.
    LocalDateTime = "local date and time", r"^\d{4}-\d\d-\d\dT\d\d:\d\d$", |text| {
        parts(text).is_some_and(|(day, _)| is_meant(day))
    };
    /// A time of the day to the minute: `09:00`.
    ClockTime = "time of the day", r"^([01]\d|2[0-3]):[0-5]\d$", |text| {
        Time::strptime("%H:%M", text).is_ok_and(|time| time.strftime("%H:%M").to_string() == text)
    };
}

fn parts(text: &str) -> Option<(Date, ClockTime)> {
    let parsed = DateTime::strptime("%Y-%m-%dT%H:%M", text).ok()?;
    // Written otherwise it would not be one text per moment, and the texts are compared.
    if parsed.strftime("%Y-%m-%dT%H:%M").to_string() != text {
        return None;
    }
    Some((
        parsed.date(),
        ClockTime(parsed.strftime("%H:%M").to_string()),
    ))
}

impl LocalDateTime {
    pub fn day(&self) -> Date {
        self.parts().0
    }

    pub fn time(&self) -> ClockTime {
        self.parts().1
    }

    fn parts(&self) -> (Date, ClockTime) {
        parts(&self.0).expect("it was checked when it was made")
    }
}

/// When a meeting is and how long it takes [Termin].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Slot {
    pub on: Date,
    /// Absent where nobody wrote down when a past meeting began.
    pub at: Option<ClockTime>,
    /// Absent for an open end.
    pub minutes: Option<u16>,
    /// True where the policy says how long it usually takes, and nobody said otherwise.
    pub minutes_by_policy: bool,
}

impl Slot {
    /// When it begins, in Europe/Berlin; `None` where nobody wrote down the hour.
    pub fn begins(&self) -> Option<DateTime> {
        let at = Time::strptime("%H:%M", self.at.as_ref()?.as_str());
        let at = at.expect("it was checked when it was made");
        Some(self.on.to_datetime(at))
    }

    /// Whether both begin at the same moment.
    pub(super) fn begins_with(&self, other: &Self) -> bool {
        (self.on, &self.at) == (other.on, &other.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_meeting_begins_on_a_day_that_somebody_can_mean_at_a_minute() {
        let begins = LocalDateTime::try_new("2024-06-03T09:05").unwrap();
        assert_eq!(begins.day(), date(2024, 6, 3));
        assert_eq!(begins.time().as_str(), "09:05");
        for bad in [
            "2024-06-03",
            "2024-06-03T9:05",
            "2024-6-03T09:05",
            "2024-06-31T09:05",
            "2024-06-03T24:00",
            "2024-06-03T09:60",
            "2024-06-03T09:05:00",
            "2024-06-03T09:05Z",
            "2024-06-03 09:05",
            "1899-12-31T09:05",
            "2201-01-01T09:05",
        ] {
            assert!(LocalDateTime::try_new(bad).is_err(), "{bad}");
        }
        assert!(LocalDateTime::try_new("1900-01-01T00:00").is_ok());
        assert!(LocalDateTime::try_new("2200-12-31T23:59").is_ok());
    }

    #[test]
    fn a_time_of_the_day_has_hours_and_minutes() {
        assert!(ClockTime::try_new("23:59").is_ok());
        for bad in ["24:00", "9:00", "09:60", "09:00:00", "09", ""] {
            assert!(ClockTime::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_slot_without_an_hour_has_a_day_and_no_beginning() {
        let mut slot = Slot {
            on: date(2024, 6, 3),
            at: Some(ClockTime::try_new("09:05").unwrap()),
            minutes: None,
            minutes_by_policy: false,
        };
        assert_eq!(slot.begins(), Some(date(2024, 6, 3).at(9, 5, 0, 0)));
        slot.at = None;
        assert_eq!(slot.begins(), None);
    }

    #[test]
    fn two_slots_begin_together_on_the_same_day_at_the_same_time() {
        let slot = |on, at: Option<&str>, minutes| Slot {
            on,
            at: at.map(|at| ClockTime::try_new(at).unwrap()),
            minutes,
            minutes_by_policy: false,
        };
        let nine = slot(date(2024, 6, 3), Some("09:00"), None);
        assert!(nine.begins_with(&slot(date(2024, 6, 3), Some("09:00"), Some(60))));
        assert!(!nine.begins_with(&slot(date(2024, 6, 3), Some("10:00"), None)));
        assert!(!nine.begins_with(&slot(date(2024, 6, 4), Some("09:00"), None)));
    }
}
