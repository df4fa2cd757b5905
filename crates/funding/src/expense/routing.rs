//! Where an expense's command goes and what comes with it.

use kernel::{Date, DocumentRef, DomainCommand, ExpenseId, StreamId, VaultEntry};
use uuid::Uuid;

use super::command::*;

impl ExpenseCommand {
    /// The field and the day of the fact that the command records; such a day cannot lie ahead.
    pub fn recorded_on(&self) -> Option<(&'static str, Date)> {
        match self {
            Self::RecordExpense(c) => Some(("paidOn", c.paid_on)),
            Self::AssignExpense(c) => c.assigned_on.map(|day| ("assignedOn", day)),
            Self::ReverseExpenseAssignment(c) => Some(("reversedOn", c.reversed_on)),
            Self::AddExpenseReceipt(c) => Some(("addedOn", c.added_on)),
            Self::ReverseExpense(c) => Some(("reversedOn", c.reversed_on)),
        }
    }
}

impl DomainCommand for ExpenseCommand {
    const STREAM: &'static str = "expense";

    fn target(&self) -> Option<Uuid> {
        let id = match self {
            Self::RecordExpense(c) => c.id,
            Self::AssignExpense(c) => Some(c.expense),
            Self::ReverseExpenseAssignment(c) => Some(c.expense),
            Self::AddExpenseReceipt(c) => Some(c.expense),
            Self::ReverseExpense(c) => Some(c.expense),
        };
        id.map(|id| id.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::RecordExpense(c) = self {
            c.id = Some(ExpenseId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::RecordExpense(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::RecordExpense(c) => {
                let partner = c.partner.map(|id| StreamId::new("partner", id.0));
                let project = c.project.map(|id| StreamId::new("project", id.0));
                let scheme = c.scheme.map(|id| StreamId::new("cost-scheme", id.0));
                let site = c.site.map(|id| StreamId::new("site", id.0));
                let mut reads: Vec<_> = [partner, project, scheme, site]
                    .into_iter()
                    .flatten()
                    .collect();
                for part in &c.assignments {
                    let stream = part.payer.stream();
                    if !reads.contains(&stream) {
                        reads.push(stream);
                    }
                }
                reads
            }
            Self::AssignExpense(c) => vec![c.part.payer.stream()],
            Self::ReverseExpenseAssignment(_)
            | Self::AddExpenseReceipt(_)
            | Self::ReverseExpense(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        match self {
            Self::RecordExpense(c) => {
                let words = c.payee.iter().chain([&c.purpose]);
                words.map(VaultEntry::from).collect()
            }
            Self::ReverseExpenseAssignment(c) => vec![(&c.reason).into()],
            Self::ReverseExpense(c) => vec![(&c.reason).into()],
            Self::AssignExpense(_) | Self::AddExpenseReceipt(_) => Vec::new(),
        }
    }

    fn documents(&self) -> Vec<DocumentRef> {
        match self {
            Self::RecordExpense(c) => c.document.into_iter().collect(),
            Self::AddExpenseReceipt(c) => vec![c.document],
            Self::AssignExpense(_)
            | Self::ReverseExpenseAssignment(_)
            | Self::ReverseExpense(_) => Vec::new(),
        }
    }
}
