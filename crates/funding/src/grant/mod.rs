//! Grants that the municipality receives [Zuwendung] (FUN-14, FUN-15, FUN-20; model.md 5.5, field.md 3.4).
//!
//! Application, notice of award, acceptance, calls for money, receipts, interim report, proof of use (report and
//! numbers), examination, revocation, repayment with interest, the decision on what is left, closing. A notice is data
//! with its day: an amendment's terms hold whole from then on, and the first stay.
//!
//! Sums that must not be exceeded stand in the grant's own stream: calls and receipts within the award, and what is
//! promised to onward grants within the grant. An onward grant's command reserves by writing [`OnwardAmountReserved`]
//! into this stream; it asks [`Grant::can_reserve`] before, so that two that race conflict here.
//!
//! Expenses live in streams of their own. The proof of use names them; a service finds those of a grant in the read
//! side's ledger, or by the list of receipts that the office puts together, and reads the streams that are named.
//!
//! What moved is reversed, never corrected ([`GrantRefusal::BookingIsReversed`]); what a paper says is corrected.
//!
//! Rejected: a remainder that goes back by itself. Nobody decided it, and an authority may allow it to be carried over.

mod aggregate;
mod applying;
mod cash;
mod closing;
mod codes;
mod coherence;
mod command;
mod decisions;
mod draft;
mod error;
mod event;
mod findings;
mod folding;
mod limits;
mod proof;
mod reading;
mod repeated;
mod routing;
mod terms;

pub use aggregate::*;
pub use cash::IdleCash;
pub use codes::*;
pub use command::*;
pub use draft::{ProofDraft, spent_on};
pub use error::{GrantRefusal, GrantSum, OpenGrantMatter};
pub use event::*;
pub use findings::*;
pub use limits::Reservable;
pub use reading::{GrantState, GrantSums};
pub use terms::*;
