//! Where a budget's command goes and what comes with it.

use kernel::{BudgetId, BudgetLineId, Claim, Date, DomainCommand, PartnerId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;
use crate::codes::CostLineCode;

/// A computed line's id: the same whenever it is computed anew, so that a revision can be laid beside what was.
pub fn budget_line_id(
    budget: BudgetId,
    line: &CostLineCode,
    recipient: Option<PartnerId>,
    pair: Option<u16>,
) -> BudgetLineId {
    let recipient = recipient.map_or_else(String::new, |id| id.to_string());
    let pair = pair.map_or_else(String::new, |pair| pair.to_string());
    let name = format!("budget-line/{line}/{recipient}/{pair}");
    BudgetLineId(Uuid::new_v5(&budget.0, name.as_bytes()))
}

impl CorrectBudget {
    /// The command that should have been given, for this budget.
    pub(super) fn instead(&self) -> Option<BudgetCommand> {
        let mut instead = self.replacement.clone().map(BudgetCommand::from)?;
        if let BudgetCommand::ComputeBudget(c) = &mut instead {
            c.budget = self.budget;
        }
        Some(instead)
    }
}

impl BudgetCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::DraftBudget(c) => Some(("draftedOn", c.drafted_on)),
            Self::AddBudgetLine(c) => Some(("addedOn", c.added_on)),
            Self::RemoveBudgetLine(c) => Some(("removedOn", c.removed_on)),
            Self::ComputeBudget(c) => Some(("computedOn", c.computed_on)),
            Self::ApproveBudget(c) => Some(("approvedOn", c.approved_on)),
            Self::ReviseBudget(c) => Some(("revisedOn", c.revised_on)),
            Self::CloseBudget(c) => Some(("closedOn", c.closed_on)),
            Self::CorrectBudget(_) => None,
        }
    }
}

impl DomainCommand for BudgetCommand {
    const STREAM: &'static str = "budget";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::DraftBudget(c) => c.id,
            Self::AddBudgetLine(c) => Some(c.budget),
            Self::RemoveBudgetLine(c) => Some(c.budget),
            Self::ComputeBudget(c) => Some(c.budget),
            Self::ApproveBudget(c) => Some(c.budget),
            Self::ReviseBudget(c) => Some(c.budget),
            Self::CloseBudget(c) => Some(c.budget),
            Self::CorrectBudget(c) => Some(c.budget),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftBudget(c) = self {
            c.id = Some(BudgetId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftBudget(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::DraftBudget(c) => {
                let project = c.project.map(|id| StreamId::new("project", id.0));
                project.into_iter().collect()
            }
            Self::AddBudgetLine(c) => {
                let recipient = c.recipient.map(|id| StreamId::new("partner", id.0));
                let site = c.site.map(|id| StreamId::new("site", id.0));
                recipient.into_iter().chain(site).collect()
            }
            Self::ComputeBudget(c) => {
                let mut reads = vec![StreamId::new("cost-scheme", c.scheme.0)];
                reads.extend(c.project.map(|id| StreamId::new("project", id.0)));
                reads
            }
            Self::CorrectBudget(c) => c.instead().map_or_else(Vec::new, |c| c.reads()),
            Self::RemoveBudgetLine(_)
            | Self::ApproveBudget(_)
            | Self::ReviseBudget(_)
            | Self::CloseBudget(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::AddBudgetLine(c) => vec![(&c.label).into()],
            Self::RemoveBudgetLine(c) => c.reason.iter().map(VaultEntry::from).collect(),
            Self::ReviseBudget(c) => vec![(&c.reason).into()],
            Self::CorrectBudget(c) => {
                let mut entries = c.instead().map_or_else(Vec::new, |c| c.entries());
                entries.push((&c.reason).into());
                entries
            }
            Self::DraftBudget(_)
            | Self::ComputeBudget(_)
            | Self::ApproveBudget(_)
            | Self::CloseBudget(_) => Vec::new(),
        }
    }

    fn claims(&self) -> Vec<Claim> {
        match self {
            Self::DraftBudget(c) => {
                let of = c.project.map_or("network".to_owned(), |id| id.to_string());
                vec![Claim {
                    kind: "budget-of-year",
                    key: format!("{of}/{}", c.year),
                }]
            }
            Self::CorrectBudget(c) => c.instead().map_or_else(Vec::new, |c| c.claims()),
            Self::AddBudgetLine(_)
            | Self::RemoveBudgetLine(_)
            | Self::ComputeBudget(_)
            | Self::ApproveBudget(_)
            | Self::ReviseBudget(_)
            | Self::CloseBudget(_) => Vec::new(),
        }
    }
}
