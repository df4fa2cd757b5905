//! The municipality's own money as what may pay for an expense.

use kernel::{AllocationId, BudgetLineId, Money};

use crate::budget::Budget;
use crate::facts::KnownPayer;
use crate::project_funds::ProjectFunds;

impl Budget {
    /// The lines of the version that was approved last, with project and year; none before an approval (FUN-01).
    pub fn payers(&self) -> Vec<(BudgetLineId, KnownPayer)> {
        let approved = self.versions.iter().rev().find(|v| v.approved.is_some());
        let (Some(year), Some(approved)) = (self.year, approved) else {
            return Vec::new();
        };
        let payer = |line: &crate::budget::BudgetLine| KnownPayer {
            project: self.project,
            year,
            line: line.line.clone(),
        };
        let lines = approved.lines.iter();
        lines.map(|line| (line.id, payer(line))).collect()
    }
}

impl ProjectFunds {
    /// The allocations of which anything is left, with project and year (FUN-06, FUN-07).
    pub fn payers(&self) -> Vec<(AllocationId, KnownPayer)> {
        let Some(opened) = &self.opened else {
            return Vec::new();
        };
        let payer = KnownPayer {
            project: Some(opened.project),
            year: opened.year,
            line: None,
        };
        let stand = self.allocations.iter().filter(|allocation| {
            let returned: Money = allocation.returned.iter().map(|back| back.amount).sum();
            returned < allocation.amount
        });
        stand.map(|known| (known.id, payer.clone())).collect()
    }
}
