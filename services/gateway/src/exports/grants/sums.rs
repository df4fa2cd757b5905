//! Planned and spent, by line of the financing plan and by area, as German papers write it.

use funding::grant::{FundingArea, GrantTerms, NumericProof, PlanLine};
use funding::{CostLineCode, german::euros};
use kernel::Money;
use papers::{ProofLine, ProofSums};

/// What was planned, and what was spent by the recipient and by those to whom he passed money on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    planned: Money,
    own: Money,
    onward: Money,
}

impl Sums {
    /// Those of the lines that are meant.
    pub(super) fn of(numbers: &NumericProof, meant: impl Fn(&CostLineCode) -> bool) -> Self {
        let lines = numbers.lines.iter().filter(|line| meant(&line.line));
        let own = numbers.expenses.iter().filter(|part| meant(&part.line));
        let onward = numbers.onward.iter().filter(|part| meant(&part.line));
        Self {
            planned: lines.map(|line| line.planned).sum(),
            own: own.map(|part| part.amount).sum(),
            onward: onward.map(|part| part.accepted).sum(),
        }
    }

    pub(super) fn written(self) -> ProofSums {
        let spent = self.own.plus(self.onward);
        ProofSums {
            planned: euros(self.planned),
            own: euros(self.own),
            onward: euros(self.onward),
            spent: euros(spent),
            difference: difference(self.planned, spent),
        }
    }
}

/// What is left of the first, with a minus where the second is more.
fn difference(planned: Money, spent: Money) -> String {
    match spent.less(planned) {
        Money::ZERO => euros(planned.less(spent)),
        over => minus(over),
    }
}

/// An amount that is taken away.
pub(super) fn minus(amount: Money) -> String {
    match amount {
        Money::ZERO => euros(amount),
        amount => format!("−{}", euros(amount)),
    }
}

/// The lines in the order of the plan.
pub(super) fn by_line(numbers: &NumericProof, terms: &GrantTerms) -> Vec<ProofLine> {
    let line = |code: &CostLineCode| ProofLine {
        label: terms
            .plan
            .line(code)
            .map_or_else(|| code.to_string(), label),
        sums: Sums::of(numbers, |known| known == code).written(),
    };
    numbers
        .lines
        .iter()
        .map(|known| line(&known.line))
        .collect()
}

/// „Personalkosten (PERS), Förderbereich I, 2025“.
fn label(line: &PlanLine) -> String {
    let mut label = format!("{} ({})", line.kind.label(), line.code);
    if let Some(area) = line.area {
        label = format!("{label}, {}", area.label());
    }
    if let Some(year) = line.year {
        label = format!("{label}, {year}");
    }
    label
}

/// The areas of the notice and of its plan, in their order.
pub(super) fn areas(terms: &GrantTerms) -> Vec<FundingArea> {
    let planned = |area| terms.plan.lines.iter().any(|line| line.area == Some(area));
    let all = FundingArea::ALL.iter().copied();
    all.filter(|area| terms.areas.contains(area) || planned(*area))
        .collect()
}

/// Whether a line of the plan is of this area; `None` is for lines without one.
pub(super) fn is_of(terms: &GrantTerms, code: &CostLineCode, area: Option<FundingArea>) -> bool {
    terms.plan.line(code).and_then(|line| line.area) == area
}

/// What each area comes to, and last what has none.
pub(super) fn by_area(numbers: &NumericProof, terms: &GrantTerms) -> Vec<ProofLine> {
    let sum = |area: Option<FundingArea>| ProofLine {
        label: area
            .map_or("ohne Förderbereich", FundingArea::label)
            .to_owned(),
        sums: Sums::of(numbers, |code| is_of(terms, code, area)).written(),
    };
    let without = terms.plan.lines.iter().any(|line| line.area.is_none());
    let areas = areas(terms).into_iter().map(Some);
    areas.chain(without.then_some(None)).map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_spent_beyond_the_plan_has_a_minus() {
        let money = |cents| Money::try_from_cents(cents).unwrap();
        assert_eq!(difference(money(150_000), money(100_000)), "500,00 €");
        assert_eq!(difference(money(100_000), money(150_000)), "−500,00 €");
        assert_eq!(difference(money(100), money(100)), "0,00 €");
        assert_eq!(minus(Money::ZERO), "0,00 €");
    }
}
