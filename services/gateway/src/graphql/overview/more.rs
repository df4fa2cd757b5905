//! Money, proofs, concept papers and quality dialogues of a municipality, as the state sees them (F1 … F3, Q1, Q2).

use async_graphql::SimpleObject;
use funding::grant::FundingArea;
use kernel::{Date, Money};

use super::Numbers;
use crate::projections::quality;

/// Grants of a municipality (F1 … F3) [Zuwendungen]: those whose period shares a day with the calendar year of the day.
///
/// So a year's figure is the one of its 31 December. `null` where it is not reported [nicht gemeldet], which is not 0: what
/// is granted from the first notice on; the others, from then on, from the first day of the year in which such a thing was
/// recorded first.
#[derive(SimpleObject)]
pub struct StateFunding {
    /// What the notices award, less what was revoked [bewilligt], in cents.
    granted: Option<Money>,
    /// What arrived of it and did not go back [abgerufen], in cents.
    drawn: Option<Money>,
    /// What expenses were booked on these grants, and what was handed to onward grants and did not come back [verausgabt],
    /// in cents.
    spent: Option<Money>,
    /// The same by area; empty where nothing is reported [Förderbereiche].
    by_area: Vec<StateFundingArea>,
    /// Grants whose proof of use is due within 90 days (REM-23) [fällige Verwendungsnachweise].
    proofs_due: Option<i64>,
    /// Grants whose proof of use is late [überfällige Verwendungsnachweise].
    proofs_overdue: Option<i64>,
    /// What onward grants award out of these grants [Weiterleitung], in cents.
    onward: Option<Money>,
    /// That, of what is granted, in hundredths of a per cent, half up; `null` where nothing is granted
    /// [Weiterleitungsanteil].
    onward_share: Option<i64>,
}

/// Grants for one area [Förderbereich].
#[derive(SimpleObject)]
pub struct StateFundingArea {
    /// `null` for grants that name none, or more than one: what is whose nobody says.
    area: Option<FundingArea>,
    /// In cents.
    granted: Option<Money>,
    /// In cents.
    drawn: Option<Money>,
    /// In cents.
    spent: Option<Money>,
}

/// Concept paper and quality dialogue of a municipality (Q1, Q2) [Qualität].
#[derive(SimpleObject)]
pub struct StateQuality {
    /// Days since the version of the concept paper that holds was adopted; `null` where none holds or none is reported
    /// [Alter des Fachkonzepts].
    concept_age: Option<i32>,
    /// Days from then to the next revision, as the municipality decided how often; `null` where it did not decide
    /// [Turnus der Fortschreibung] (EVA-07).
    concept_interval: Option<i64>,
    /// When a quality dialogue was held last; `null` where none is reported [letzter Qualitätsdialog].
    last_quality_dialogue: Option<Date>,
}

impl StateFunding {
    pub(super) fn of(numbers: &Numbers) -> Self {
        let cents = |code: &str| money(numbers.value(code));
        let area = |(area, suffix): (Option<FundingArea>, &str)| StateFundingArea {
            area,
            granted: cents(&format!("funding_granted_{suffix}")),
            drawn: cents(&format!("funding_drawn_{suffix}")),
            spent: cents(&format!("funding_spent_{suffix}")),
        };
        let areas = [
            (Some(FundingArea::One), "1"),
            (Some(FundingArea::Two), "2"),
            (Some(FundingArea::Three), "3"),
            (None, "0"),
        ];
        let (granted, onward) = (cents("funding_granted"), cents("funding_onward"));
        Self {
            granted,
            drawn: cents("funding_drawn"),
            spent: cents("funding_spent"),
            by_area: match granted {
                Some(_) => areas.into_iter().map(area).collect(),
                None => Vec::new(),
            },
            proofs_due: numbers.value("proofs_due"),
            proofs_overdue: numbers.value("proofs_overdue"),
            onward,
            onward_share: share(onward, granted),
        }
    }
}

impl StateQuality {
    pub(super) fn of(numbers: &Numbers, as_of: Date) -> Self {
        let adopted = numbers.value("concept_adopted").and_then(quality::day);
        let interval = numbers.value("concept_interval");
        Self {
            concept_age: adopted.map(|adopted| (as_of - adopted).get_days()),
            concept_interval: interval.filter(|days| *days != quality::NONE),
            last_quality_dialogue: numbers.value("quality_dialogue").and_then(quality::day),
        }
    }
}

fn money(cents: Option<i64>) -> Option<Money> {
    Money::try_from_cents(cents?).ok()
}

/// `part` of `whole` in hundredths of a per cent, half up.
fn share(part: Option<Money>, whole: Option<Money>) -> Option<i64> {
    let (part, whole) = (i128::from(part?.cents()), i128::from(whole?.cents()));
    let points = (whole > 0).then(|| (20_000 * part + whole) / (2 * whole))?;
    i64::try_from(points).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f3_a_share_is_rounded_half_up_and_a_share_of_nothing_is_none() {
        let of = |part, whole| share(money(Some(part)), money(Some(whole)));
        assert_eq!(of(1, 3), Some(3_333));
        assert_eq!(of(1, 20_000), Some(1));
        assert_eq!(of(0, 0), None);
        assert_eq!(share(None, money(Some(5))), None);
    }
}
