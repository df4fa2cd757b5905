//! Cost schemes [Kalkulationsvorschrift]: how what is refunded is computed (FUN-02 … FUN-11).
//!
//! A scheme takes the cost lines of the municipality's policy as they stand on the day on which it is defined, and keeps
//! what only the municipality can say: parameters by year (KGSt lump sums and rates are entered, never shipped), the cost
//! of a pay grade by year, which grade an old one means today, how an open question of the policy is settled, who
//! receives a line, and what a rent really cost. It is active from a year on. [`calculation`](crate::calculation) reads
//! it; a budget freezes what came out.
//!
//! A value of a year that is told again counts as it was told last; budgets that were computed before keep theirs.
//!
//! Rejected: parameters as policy values. They change every year and come from a licensed table; a policy is a reading of
//! documents.

mod aggregate;
mod codes;
mod command;
mod decisions;
mod error;
mod event;
mod line;
mod reading;
mod routing;
mod settling;

pub use aggregate::{
    Activation, ActualCost, CostScheme, LineGrade, NamedRecipient, ParameterValue, PayGradeMapping,
    Settlement,
};
pub use codes::{ParameterCode, PayGradeCode};
pub use command::*;
pub use error::SchemeRefusal;
pub use event::*;
pub use line::{SchemeIndexation, SchemeLine, UnreadableLine};
pub use reading::active_in;
