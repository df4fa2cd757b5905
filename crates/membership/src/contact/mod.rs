//! Who speaks for a partner [Ansprechperson], with the consent to store (MEM-14 … MEM-20).
//!
//! A contact is one person in one function for one partner. The details are entries of the vault under the
//! person's id, so that erasing the person takes all of them along. Where nobody chose a person's id, it is the
//! contact's: later details find the same person without being told.
//!
//! Where the policy asks for the consent (MEM-20), nothing is stored without it; and details are shown on a day
//! only where the consent holds on that day. A withdrawn consent hides them in every municipality; where the consent is
//! a condition of storing, it leaves the task to erase them.
//!
//! Details are asked after by a request that a signed link may name; an answer closes it, so a link counts once.

mod aggregate;
mod command;
mod correcting;
mod decisions;
mod error;
mod event;
pub mod findings;
mod kind;
mod reading;

pub use aggregate::{Confirmation, ConfirmationRequest, Contact, StorageConsent};
pub use command::*;
pub use correcting::{ContactFactCorrected, ContactReplacement, CorrectContact};
pub use error::ContactRefusal;
pub use event::*;
pub use kind::{ConfirmationVia, ConsentGiver, ContactRole};
pub use reading::ConsentState;
