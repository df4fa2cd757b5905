//! What holds of a budget on a day.

use cqrs_es::Aggregate;
use kernel::{Date, Money};

use super::aggregate::{Budget, BudgetVersion};
use super::command::BudgetLinePurpose;
use super::event::BudgetLine;

kernel::code! {
    /// How far a budget is [Stand des Budgets].
    pub enum BudgetState {
        /// nobody approved it
        Draft = "Entwurf",
        /// the council approved it
        Approved = "beschlossen",
        /// a new version is worked on, the approved one holds
        Revising = "im Nachtrag",
        /// its year is over
        Closed = "abgeschlossen",
    }
}

impl Budget {
    /// What of it was so by `day`: the facts until then, with its lines as they were; nothing before it was drafted.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let mut known = Self::default();
        let facts = self.history.standing().map(|(_, fact)| fact);
        for fact in facts.filter(|fact| fact.day().is_some_and(|on| on <= day)) {
            known.apply(fact.clone());
        }
        known
    }

    /// The version that is worked on.
    pub fn current(&self) -> Option<&BudgetVersion> {
        self.versions.last()
    }

    /// The version that holds on `day`: the last that was approved by then.
    pub fn holding_on(&self, day: Date) -> Option<&BudgetVersion> {
        let approved = |version: &&BudgetVersion| {
            let approval = version.approved.as_ref();
            approval.is_some_and(|approval| approval.on <= day)
        };
        self.versions.iter().rev().find(approved)
    }

    /// How far it is on `day`; `None` before it was drafted.
    pub fn state_on(&self, day: Date) -> Option<BudgetState> {
        self.versions
            .first()
            .filter(|first| first.begun_on <= day)?;
        if self.closed_on.is_some_and(|on| on <= day) {
            return Some(BudgetState::Closed);
        }
        let begun = self
            .versions
            .iter()
            .filter(|version| version.begun_on <= day);
        let begun = begun.map(|version| version.number).max();
        Some(match self.holding_on(day) {
            None => BudgetState::Draft,
            Some(holds) if Some(holds.number) == begun => BudgetState::Approved,
            Some(_) => BudgetState::Revising,
        })
    }
}

impl BudgetVersion {
    /// The lines for a purpose.
    pub fn lines_for(&self, purpose: BudgetLinePurpose) -> impl Iterator<Item = &BudgetLine> {
        self.lines
            .iter()
            .filter(move |line| line.purpose == purpose)
    }

    /// The sum of the lines for a purpose: of these lines, and never of an annex that is missing (FUN-13).
    pub fn total(&self, purpose: BudgetLinePurpose) -> Money {
        self.lines_for(purpose).map(|line| line.amount).sum()
    }
}
