//! Expenses and what pays for them [Ausgaben] (FUN-08, FUN-12, FUN-14; model.md 5.5).
//!
//! An expense was paid on a day, to an institution, for a purpose. What bears it (lines of grants, a project's funds,
//! lines of a budget) is assigned part by part, at most the whole in all: double funding is refused with everything
//! that is assigned already. All parts stand in the expense's one stream, so that two that race conflict. What nobody
//! bears the institution bears itself.
//!
//! What a project's funds pay is used in their own stream ([`AllocationUsed`](crate::project_funds::AllocationUsed)), so
//! that their allocations are not spent twice.
//!
//! Nothing of a booking is ever edited: it is reversed, as a whole or in one of its parts, from a day on, and stays
//! in every reading of the days before. (Rejected: corrections as other aggregates have them; whoever examines the
//! books must see each booking and its reversal.)
//!
//! How a grant finds its expenses: by `ExpenseAssigned.payer.grant.grant` of every `expense` stream; what it bears of
//! one on a day is [`Expense::borne_by`].

mod aggregate;
mod checking;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod own_money;
mod payer;
mod routing;
mod using;

pub use aggregate::{Assignment, Expense};
pub use command::*;
pub use error::ExpenseRefusal;
pub use event::*;
pub use findings::{expense_findings, receipt_findings};
pub use payer::{AllocatedFunds, LineOfBudget, LineOfGrant, Payer};
