//! Partner institutions from request to admission and end [Netzwerkpartner] (MEM-01 … MEM-13).
//!
//! ```text
//! requested ── clarified ──┬── admitted ── ended ── readmitted …
//!     └────────────────────┴── declined ── admitted after all
//! ```
//!
//! What is needed for admission is the policy's (MEM-04: clarification, profile and signature in Duisburg;
//! AGR-06: the signature alone; MEM-02, MEM-03: an attested criterion). Where a binding policy asks for the
//! signature, the last missing precondition admits by itself: the partner joins by signing. A signature of a
//! partner without an open request stays noted and admits nobody.

mod admission;
mod aggregate;
mod belonging;
mod command;
mod decisions;
mod error;
mod event;
mod kind;
mod reading;
mod routing;

pub use aggregate::*;
pub use command::*;
pub use error::PartnerRefusal;
pub use event::*;
pub use kind::{ClarificationOutcome, PartnerKind};
pub use reading::{MembershipState, Standing};
