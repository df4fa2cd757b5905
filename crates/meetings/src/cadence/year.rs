//! Counting: which meetings a year has, as of a day.

use kernel::{Date, Status};

use super::{CadenceQuestion, CadenceYear, CountedMeeting};

/// What was known of a meeting on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody had thought of it, or it was cancelled.
    Absent,
    Planned,
    Held,
    /// Its day had passed, and nobody had recorded whether it took place.
    Unrecorded,
}

impl CountedMeeting {
    pub(super) fn standing_on(&self, day: Date) -> Standing {
        let cancelled = self.cancelled_on.is_some_and(|on| on <= day);
        if self.known_since > day || cancelled {
            Standing::Absent
        } else if self.begins_on > day {
            // Whatever became of it later was not known.
            Standing::Planned
        } else if self.held {
            Standing::Held
        } else if self.begins_on == day {
            Standing::Planned
        } else {
            Standing::Unrecorded
        }
    }
}

impl CadenceQuestion<'_> {
    /// How the body stands; `None` where it did not exist on any day of the year.
    pub fn answer(&self) -> Option<CadenceYear> {
        let mut year = self.counted()?;
        year.findings = self.findings(&year);
        Some(year)
    }

    /// The same without its findings.
    pub(super) fn counted(&self) -> Option<CadenceYear> {
        let first = Date::new(self.year, 1, 1).ok()?;
        let last = first.last_of_year();
        let founded_later = self.founded_on.is_some_and(|on| on.first_day() > last);
        if founded_later || self.last_day.is_some_and(|on| on < first) {
            return None;
        }
        // "founded in 2019" may mean a day in the middle of 2019.
        let began_within = self.founded_on.is_some_and(|on| on.last_day() > first);
        let ended_within = self.last_day.is_some_and(|on| on < last);
        let stated = match self.cadence.status {
            Status::Stated | Status::Inferred | Status::Adopted => self.cadence.value,
            Status::Unstated => None,
        };
        let held = self.count(Standing::Held);
        let planned = self.count(Standing::Planned);
        Some(CadenceYear {
            year: self.year,
            as_of: self.as_of,
            required: stated.and_then(|cadence| cadence.required),
            target: stated.and_then(|cadence| cadence.target),
            strength: stated.map(|cadence| cadence.strength),
            status: self.cadence.status,
            words: self.words.map(str::to_owned),
            held,
            planned,
            forecast: held + planned,
            unrecorded: self.count(Standing::Unrecorded),
            partial_year: began_within || ended_within,
            findings: Vec::new(),
        })
    }

    fn count(&self, standing: Standing) -> usize {
        self.meetings
            .iter()
            .filter(|meeting| meeting.begins_on.year() == self.year)
            .filter(|meeting| meeting.standing_on(self.as_of) == standing)
            .count()
    }
}

/// Calendar months that lie wholly between the two days, both included.
pub(super) fn whole_months(first: Date, last: Date) -> usize {
    let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let from = month(first) + i32::from(first.day() != 1);
    let until = month(last) + i32::from(last == last.last_of_month());
    usize::try_from(until - from).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_a_month_that_lies_wholly_ahead_counts() {
        let months = |month, day| whole_months(date(2026, month, day), date(2026, 12, 31));
        assert_eq!([months(1, 1), months(1, 2), months(7, 1)], [12, 11, 6]);
        assert_eq!([months(12, 1), months(12, 2), months(12, 31)], [1, 0, 0]);
        assert_eq!(whole_months(date(2026, 7, 1), date(2026, 9, 29)), 2);
        assert_eq!(whole_months(date(2026, 7, 1), date(2026, 9, 30)), 3);
        assert_eq!(whole_months(date(2026, 9, 10), date(2026, 9, 20)), 0);
        assert_eq!(whole_months(date(2025, 11, 1), date(2026, 2, 28)), 4);
    }
}
