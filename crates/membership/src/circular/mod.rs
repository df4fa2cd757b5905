//! Circulars to partners [Rundschreiben, „Weitergabe von Informationen“] (MEM-33).
//!
//! A circular is a draft until it is released; then text, attachments and recipients are frozen as mail will carry
//! them ([`Release`]). The words are entries of the vault and the attachments its documents; the recipients are ids of
//! partners: to whom at a partner it goes is asked when the mail is sent, since contacts change.
//!
//! Corrections keep the freeze: before the release every fact can be corrected; after it only the day of the release,
//! because what left the house cannot be taken back. A mistake in a released circular is answered by another one.

mod aggregate;
mod command;
mod error;
mod event;

pub use aggregate::{Circular, CircularState, Release};
pub use command::*;
pub use error::CircularRefusal;
pub use event::*;
