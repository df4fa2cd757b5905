//! Offers of the partners [Angebote Früher Hilfen] (MEM-21 … MEM-26).
//!
//! An offer belongs to a partner that is a member on the day of its registration, and says how families find it
//! [Zugangsweg]. What it offers is one set of details, told anew as a whole when something changes. Partners keep their
//! offers „aktuell“ (S1 5.1): whoever registers, revises or confirms one says that it is right on that day.
//!
//! | file | what it holds |
//! |---|---|
//! | `target` | for whom: situations, under-reached groups, kinds, access paths |
//! | `details` | what an offer says of itself, as typed and as stored |
//! | `findings` | what an overview shows: unconfirmed offers, offers of former partners |

mod aggregate;
mod command;
mod decisions;
mod details;
mod error;
mod event;
mod findings;
mod target;

pub use aggregate::{Offer, OfferState, Pause};
pub use command::*;
pub use details::{AGE_MAX, AGE_MIN, NewOfferDetails, OfferDetails};
pub use error::OfferRefusal;
pub use event::*;
pub use findings::{confirmation_interval_findings, offer_findings};
pub use target::*;
