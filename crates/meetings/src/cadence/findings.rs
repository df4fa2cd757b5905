//! Whether a body is behind: said early enough to act (REM-06, REM-07).

use jiff::ToSpan;
use kernel::german::day;
use kernel::{Date, Status, Strength, facts};

use super::year::{Standing, whole_months};
use super::{CadenceFinding, CadenceQuestion, CadenceWeight, CadenceYear};

/// From here on whatever is missing is said at once: the summer break ends, the year's last dates are being set.
const THIRD_QUARTER: i8 = 7;

/// A number that somebody gave, and whether it is a duty.
#[derive(Clone, Copy)]
struct Goal {
    number: u16,
    strength: Strength,
    /// True for the least number, false for the one aimed at.
    least: bool,
}

impl CadenceQuestion<'_> {
    pub(super) fn findings(&self, year: &CadenceYear) -> Vec<CadenceFinding> {
        let strength = match year.strength {
            Some(strength @ (Strength::Must | Strength::Should | Strength::Approx)) => strength,
            // A suggestion leaves nobody behind, and neither does silence.
            Some(Strength::May) | None => return Vec::new(),
        };
        let goal = |number: u16, least| Goal {
            number,
            strength,
            least,
        };
        let required = year.required.map(|number| goal(number, true));
        let target = year.target.map(|number| goal(number, false));
        let too_few = required.or(target);
        let pace = target.or(required);
        too_few
            .and_then(|goal| self.too_few(year, goal))
            .into_iter()
            .chain(pace.and_then(|goal| self.nothing_planned(year, goal)))
            .collect()
    }

    /// REM-06: held and planned do not make the number.
    fn too_few(&self, year: &CadenceYear, goal: Goal) -> Option<CadenceFinding> {
        let missing = usize::from(goal.number).saturating_sub(year.forecast);
        if missing == 0 || self.as_of.year() < self.year {
            return None;
        }
        if self.as_of.year() > self.year {
            return Some(self.missed(year, goal));
        }
        let year_end = self.as_of.last_of_year();
        let last = self.last_day.map_or(year_end, |on| on.min(year_end));
        let months = whole_months(self.as_of, last);
        let due = if year.partial_year {
            // Not even a meeting in each month would make it.
            missing > months
        } else {
            months <= missing * 2 || self.as_of.month() >= THIRD_QUARTER
        };
        if !due || !self.runs() {
            return None;
        }
        let weight = self.weight(year, goal);
        let verb = if missing == 1 { "fehlt" } else { "fehlen" };
        let sentence = format!(
            "Im Jahr {} {verb} noch {missing} von {}: {} gehalten, {} geplant; bis {} {}.{}",
            self.year,
            goal.of(),
            year.held,
            year.planned,
            day(last),
            months_left(months),
            self.remarks(year, goal),
        );
        Some(CadenceFinding {
            code: "CADENCE_BEHIND",
            weight,
            rule: "REM-06",
            sentence,
            facts: facts! {
                "year" => self.year, "number" => goal.number, "held" => year.held,
                "planned" => year.planned, "missing" => missing, "wholeMonthsLeft" => months,
                "unrecorded" => year.unrecorded, "partialYear" => year.partial_year,
            },
        })
    }

    /// The year is over: nobody can act any more, so it is no task.
    fn missed(&self, year: &CadenceYear, goal: Goal) -> CadenceFinding {
        let verb = if year.held == 1 { "fand" } else { "fanden" };
        let held = match year.held {
            0 => "keine".to_owned(),
            held => held.to_string(),
        };
        CadenceFinding {
            code: "CADENCE_MISSED",
            weight: CadenceWeight::Hint,
            rule: "REM-06",
            sentence: format!(
                "Im Jahr {} {verb} {held} von {} statt.{}",
                self.year,
                goal.of(),
                self.remarks(year, goal),
            ),
            facts: facts! {
                "year" => self.year, "number" => goal.number, "held" => year.held,
                "missing" => usize::from(goal.number).saturating_sub(year.held),
                "unrecorded" => year.unrecorded, "partialYear" => year.partial_year,
            },
        }
    }

    /// REM-07: nothing ahead, and the last meeting is longer ago than the pace allows.
    fn nothing_planned(&self, year: &CadenceYear, goal: Goal) -> Option<CadenceFinding> {
        if self.as_of.year() != self.year || !self.runs() {
            return None;
        }
        let standing = |wanted: Standing| {
            self.meetings
                .iter()
                .filter(move |meeting| meeting.standing_on(self.as_of) == wanted)
        };
        if standing(Standing::Planned).next().is_some() {
            return None;
        }
        let last_held = standing(Standing::Held).map(|held| held.begins_on).max();
        let since = last_held.or(self.founded_on.map(|on| on.last_day()));
        if since.is_some_and(|since| self.as_of <= one_pace_after(since, goal.number)) {
            return None;
        }
        let last = match last_held {
            Some(on) => format!("Die letzte Sitzung war am {}", day(on)),
            None => "Es ist noch keine Sitzung erfasst".to_owned(),
        };
        Some(CadenceFinding {
            code: "NO_MEETING_PLANNED",
            weight: self.weight(year, goal),
            rule: "REM-07",
            sentence: format!(
                "Es ist kein Termin geplant. {last}; vorgesehen {} im Jahr.{}",
                goal.intended(),
                self.remarks(year, goal),
            ),
            facts: facts! {
                "asOf" => self.as_of, "lastHeldOn" => last_held, "number" => goal.number,
                "unrecorded" => year.unrecorded, "partialYear" => year.partial_year,
            },
        })
    }

    /// True where the body runs on the day, as far as known.
    fn runs(&self) -> bool {
        self.founded_on
            .is_none_or(|on| on.first_day() <= self.as_of)
            && self.last_day.is_none_or(|on| self.as_of <= on)
    }

    /// A task only where somebody is bound to a least number for the whole year.
    fn weight(&self, year: &CadenceYear, goal: Goal) -> CadenceWeight {
        let duty = match goal.strength {
            Strength::Must | Strength::Should => year.required.is_some(),
            Strength::Approx | Strength::May => false,
        };
        if duty && !year.partial_year && self.cadence.binding().is_some() {
            CadenceWeight::Task
        } else {
            CadenceWeight::Hint
        }
    }

    /// What the reader must know to judge the number.
    fn remarks(&self, year: &CadenceYear, goal: Goal) -> String {
        let mut remarks = String::new();
        let origin = match (year.status, goal.strength) {
            (Status::Inferred, _) => Some("Die Zahl ist aus dem Dokument abgeleitet"),
            (_, Strength::Approx) => Some("Das Dokument nennt eine ungefähre Zahl"),
            (_, Strength::Must | Strength::Should | Strength::May) => None,
        };
        if let Some(origin) = origin {
            match self.words {
                Some(words) => {
                    remarks.push_str(&format!(" {origin}: „{}“.", words.trim_end_matches('.')))
                }
                None => remarks.push_str(&format!(" {origin}.")),
            }
        }
        if year.partial_year {
            remarks.push_str(
                " Das Gremium bestand nur einen Teil des Jahres; wie viele Sitzungen dann gelten, ist nicht gesagt.",
            );
        }
        match year.unrecorded {
            0 => {}
            1 => remarks
                .push_str(" Bei einem vergangenen Termin ist nicht erfasst, ob er stattfand."),
            more => remarks.push_str(&format!(
                " Bei {more} vergangenen Terminen ist nicht erfasst, ob sie stattfanden."
            )),
        }
        remarks
    }
}

impl Goal {
    /// „von mindestens 4 Sitzungen“, without „von“.
    fn of(self) -> String {
        let number = self.number;
        let noun = if number == 1 { "Sitzung" } else { "Sitzungen" };
        match (self.strength, self.least) {
            (Strength::Approx, _) => format!("ungefähr {number} {noun}"),
            (Strength::Must | Strength::Should | Strength::May, true) => {
                format!("mindestens {number} {noun}")
            }
            (Strength::Must | Strength::Should | Strength::May, false) => {
                format!("{number} angestrebten {noun}")
            }
        }
    }

    /// „sind mindestens 4“.
    fn intended(self) -> String {
        let number = self.number;
        let verb = if number == 1 { "ist" } else { "sind" };
        match (self.strength, self.least) {
            (Strength::Approx, _) => format!("{verb} ungefähr {number}"),
            (Strength::Must | Strength::Should | Strength::May, true) => {
                format!("{verb} mindestens {number}")
            }
            (Strength::Must | Strength::Should | Strength::May, false) => {
                format!("{verb} {number}")
            }
        }
    }
}

/// The last day that is not yet "longer ago than 12/`number` months"; what is no whole month counts thirty days to one.
fn one_pace_after(since: Date, number: u16) -> Date {
    let number = i32::from(number.max(1));
    since.saturating_add((12 / number).months().days(12 % number * 30 / number))
}

fn months_left(months: usize) -> String {
    match months {
        0 => "bleibt kein voller Monat".to_owned(),
        1 => "bleibt ein voller Monat".to_owned(),
        months => format!("bleiben {months} volle Monate"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_pace_is_twelve_months_through_the_number() {
        let after = |number| one_pace_after(date(2026, 1, 31), number);
        assert_eq!(after(1), date(2027, 1, 31));
        assert_eq!(after(2), date(2026, 7, 31));
        assert_eq!(after(4), date(2026, 4, 30));
        // Two months and twelve days.
        assert_eq!(after(5), date(2026, 4, 12));
        assert_eq!(after(24), date(2026, 2, 15));
    }
}
