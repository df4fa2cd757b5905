//! Partner institutions from request to admission and end [Netzwerkpartner] (MEM-01 … MEM-13).
//!
//! ```text
//! requested ── clarified ──┬── admitted ── ended ──┬── readmitted …
//!     │                    │                       └── requested again …
//!     └────────────────────┴── declined ──┬── admitted after all
//!                                         └── requested again …
//! ```
//!
//! What is needed for admission is the policy's (MEM-04: clarification, profile and signature in Duisburg;
//! AGR-06: the signature alone; MEM-02, MEM-03: an attested criterion). Where a binding policy asks for the
//! signature, the last missing precondition admits by itself: the partner joins by signing. A signature of a
//! partner without an open request stays noted and admits nobody.
//!
//! A duplicate is merged into the partner that stays: it has no membership, no voice and no place in a list, and takes
//! no command but the correction that opens it again. What belongs to it is shown with the one that stays.

mod admission;
mod aggregate;
mod belonging;
mod command;
mod contributions;
mod correcting;
mod decisions;
mod error;
mod event;
pub mod findings;
mod kind;
mod reading;
mod requesting;
mod routing;

pub use admission::Pipeline;
pub use aggregate::*;
pub use command::*;
pub use contributions::*;
pub use correcting::{CorrectPartner, PartnerFactCorrected, PartnerReplacement};
pub use error::PartnerRefusal;
pub use event::*;
pub use kind::{ClarificationOutcome, PartnerKind};
pub use reading::{MembershipState, Standing};
