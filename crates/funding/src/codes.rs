//! Text that may stand in an event: codes, held by a pattern.

use kernel::{Date, State};

kernel::codes! {
    /// A line of a financing plan, a budget or a cost scheme [Kostenposition] by its code, such as `PSY-MAT`.
    CostLineCode = "cost line code", "^[A-Z][A-Z0-9-]{0,23}$", |code| {
        (1..=24).contains(&code.len())
            && code.starts_with(|c: char| c.is_ascii_uppercase())
            && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-')
    };
    /// A day of any year, month first: `03-31` is 31 March, `02-29` is the last of February where there is none.
    MonthDay = "day of a year", "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", |text| {
        parts(text).is_some_and(|(month, day)| {
            // 2000 has the 29th of February.
            text.len() == 5
                && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
                && Date::new(2000, month, day).is_ok()
        })
    };
    /// A state [Land] by its two-digit key, such as `05`.
    StateKey = "state's key", "^(0[1-9]|1[0-6])$", |code| code.parse::<State>().is_ok();
}

fn parts(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

impl MonthDay {
    /// The day in `year`; `None` beyond the calendar.
    pub fn of(&self, year: i16) -> Option<Date> {
        let (month, day) = parts(self.as_str())?;
        let exact = Date::new(year, month, day);
        exact.or_else(|_| Date::new(year, month, 28)).ok()
    }
}

impl StateKey {
    /// The state that has this key.
    pub fn state(&self) -> Option<State> {
        self.as_str().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_of_a_year_is_month_and_day() {
        let march = MonthDay::try_new("03-31").unwrap();
        assert_eq!(march.of(2027), Some(date(2027, 3, 31)));
        let leap = MonthDay::try_new("02-29").unwrap();
        assert_eq!(leap.of(2027), Some(date(2027, 2, 28)));
        assert_eq!(leap.of(2028), Some(date(2028, 2, 29)));
        for bad in ["", "3-31", "03-32", "02-30", "13-01", "0331", "+3-31"] {
            assert!(MonthDay::try_new(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_cost_line_and_a_state_keep_to_their_patterns() {
        for good in ["COORD", "PSY-MAT", "A", "K3"] {
            assert!(CostLineCode::try_new(good).is_ok(), "{good}");
        }
        for bad in ["", "coord", "-A", "Ä", &"X".repeat(25)] {
            assert!(CostLineCode::try_new(bad).is_err(), "{bad}");
        }
        let state = StateKey::try_new("05").unwrap();
        assert_eq!(state.state(), Some(State::NordrheinWestfalen));
        assert!(StateKey::try_new("17").is_err());
    }
}
