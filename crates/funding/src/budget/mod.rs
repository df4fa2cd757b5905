//! Budgets [Budget]: what a project, or the whole network, costs in a year, line by line (FUN-01, FUN-12, FUN-13).
//!
//! A budget is drafted, its lines are computed from a [scheme](crate::scheme) or added by hand, and it is approved with
//! the council's decision. A revision is a new version beside the old one, which stays as it was approved. A computed
//! line freezes its amount with the steps behind it, the scheme's version and the policy's; nothing is computed anew when
//! a parameter changes. A total is the sum of the lines and nothing else: the annex with the yearly total is missing in
//! the source (FUN-13).
//!
//! Where a document has a positive list (FUN-12), what is refunded is a line of it. What a network puts in out of its own
//! resources (FUN-19) is a line of another purpose and on no list.

mod aggregate;
mod checks;
mod command;
mod computing;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{Approval, Budget, BudgetVersion};
pub use command::*;
pub use error::BudgetRefusal;
pub use event::*;
pub use findings::{budget_findings, computation_findings, funding_findings};
pub use reading::BudgetState;
pub use routing::budget_line_id;
