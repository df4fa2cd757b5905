//! What a line costs in a year, and why (FUN-02 … FUN-11). Pure: nothing is stored, nothing is defaulted.
//!
//! [`compute`] reads a [`CostScheme`](crate::scheme::CostScheme) and makes of each line either an amount with its
//! [`Explanation`] or something [`Missing`], which is named and never counted as zero. The explanation is the
//! computation: [`Explanation::amount`] works its steps out exactly and rounds once, half a cent up, so what an event
//! froze can be computed again for ever.
//!
//! **Indexation** (FUN-05). A value that was entered for the year itself holds as it is. Only where there is none, and
//! the line is indexed, the value of the base year grows by the planning rate. Not indexed are project funds (FUN-06),
//! rents (FUN-08) and the flat 10.500 € (FUN-11), by the policy's lines.
//!
//! **Open questions.** A line with a question that nobody settled is not computed, and the question is named. The one
//! exception is a line whose printed figure is unclear (FUN-09, „rd. 37.000 €“): its questions are about that figure,
//! which only warns.

mod caution;
mod compute;
mod explanation;
mod missing;
mod result;
mod rounding;

pub use compute::compute;
pub use explanation::{Explanation, RuleId, Step};
pub use missing::{IndexationValue, Missing};
pub use result::{Assumptions, Computation, ComputedLine, Rise, Scope};
pub use rounding::Exact;
