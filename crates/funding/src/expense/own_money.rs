//! The municipality's own money as what may pay for an expense.

use std::collections::BTreeMap;

use kernel::{AllocationId, BudgetLineId, Money};

use crate::budget::{Budget, BudgetLine, BudgetVersion};
use crate::facts::KnownPayer;
use crate::project_funds::{Allocation, ProjectFunds};

impl Budget {
    /// The lines of the version that was approved last, with project and year; none before an approval (FUN-01).
    pub fn payers(&self) -> Vec<(BudgetLineId, KnownPayer)> {
        self.payers_of(self.approved_lines().iter())
    }

    /// The lines of the version that was approved last; none before an approval.
    pub fn approved_lines(&self) -> &[BudgetLine] {
        let last = self.approved_versions().last();
        last.map_or(&[], |version| &version.lines)
    }

    /// The lines of every version that was ever approved: what paid for an expense then is known for ever. For reading;
    /// what may pay is [`payers`](Self::payers)'.
    pub fn every_payer(&self) -> Vec<(BudgetLineId, KnownPayer)> {
        let lines = self.approved_versions();
        let lines = self.payers_of(lines.flat_map(|version| &version.lines));
        // What a later version says of a line counts.
        let lines: BTreeMap<_, _> = lines.into_iter().collect();
        lines.into_iter().collect()
    }

    fn approved_versions(&self) -> impl Iterator<Item = &BudgetVersion> {
        self.versions.iter().filter(|v| v.approved.is_some())
    }

    fn payers_of<'a>(
        &self,
        lines: impl Iterator<Item = &'a BudgetLine>,
    ) -> Vec<(BudgetLineId, KnownPayer)> {
        let Some(year) = self.year else {
            return Vec::new();
        };
        let payer = |line: &BudgetLine| KnownPayer {
            project: self.project,
            year,
            line: line.line.clone(),
        };
        lines.map(|line| (line.id, payer(line))).collect()
    }
}

impl ProjectFunds {
    /// The allocations of which anything is left, with project and year (FUN-06, FUN-07).
    pub fn payers(&self) -> Vec<(AllocationId, KnownPayer)> {
        self.payers_of(|allocation| {
            let returned: Money = allocation.returned.iter().map(|back| back.amount).sum();
            returned < allocation.amount
        })
    }

    /// Every allocation that was ever made, also where nothing is left of it. For reading; what may pay is
    /// [`payers`](Self::payers)'.
    pub fn every_payer(&self) -> Vec<(AllocationId, KnownPayer)> {
        self.payers_of(|_| true)
    }

    fn payers_of(&self, stands: impl Fn(&Allocation) -> bool) -> Vec<(AllocationId, KnownPayer)> {
        let Some(opened) = &self.opened else {
            return Vec::new();
        };
        let payer = KnownPayer {
            project: Some(opened.project),
            year: opened.year,
            line: None,
        };
        let stand = self.allocations.iter().filter(|known| stands(known));
        stand.map(|known| (known.id, payer.clone())).collect()
    }
}
