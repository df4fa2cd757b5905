//! A body's meetings as a calendar to subscribe to [Kalender-Abo]: whether there is one, and at which address.
//!
//! One stream per body, with the body's id. What the calendar shows follows from the meetings; here stands only which
//! address counts. An address is signed over municipality, body and *generation*: opening makes a generation, revoking
//! ends it, and opening again makes the next one, whose address is another. So an address that went too far is dead for
//! good, and no secret is stored.
//!
//! There is nothing to correct: no paper says when a feed was opened, and who opened one by mistake revokes it.
//!
//! (Rejected: a feed as a fact of membership's body. Its meetings are this domain's, and so is who may see them.)

mod aggregate;
mod command;
mod decisions;
mod error;
mod event;
mod routing;

pub use aggregate::CalendarFeed;
pub use command::*;
pub use error::CalendarFeedRefusal;
pub use event::*;
