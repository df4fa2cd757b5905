//! Grants passed on to an institution [Weiterleitung an Träger] (field.md 3.4, model.md 5.5).
//!
//! The life of a grant once more, smaller: awarded out of a line of a grant's plan or of the municipality's budget,
//! with conditions; paid out; proven by the institution, examined by the municipality; what it may not keep is
//! demanded and paid back; closed.
//!
//! What a grant passes on is reserved in the grant's own stream (`OnwardAmountReserved`, `OnwardAmountReleased`, see
//! [`OnwardGrantEvent::grant_stream`]), so that two that race for the same money conflict. Reserved is what is
//! awarded; on closing, what was not used is released, and what stays reserved is what was used. A revocation
//! releases nothing before that: the money may still be with the institution. (Rejected: a sum over the onward
//! grants' streams; a decision cannot lock streams that do not exist yet.)
//!
//! Payments are reversed, the amount is amended; everything else is corrected as the house does.

mod aggregate;
mod coherence;
mod command;
mod decisions;
mod error;
mod event;
mod findings;
mod reading;
mod routing;

pub use aggregate::{
    OnwardCondition, OnwardDemand, OnwardGrant, OnwardNotice, OnwardPayment, OnwardProof,
    OnwardRevocation, PaymentDirection,
};
pub use command::*;
pub use error::{OnwardGrantRefusal, OpenOnwardMatter};
pub use event::*;
pub use findings::{BEFORE_OWN_PROOF_DAYS, line_findings, onward_findings};
pub use reading::{OnwardState, OnwardSums};
