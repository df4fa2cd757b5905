//! Mail as text: letters that go out and delivery reports that come back.
//!
//! Plain values in, octets out, and the other way; no I/O, no clock. Sending is a service's affair.
//!
//! | room | what lives there |
//! |---|---|
//! | [`address`] | addresses and domains that a mail server takes |
//! | [`message_id`] | how a message is found again |
//! | [`letter`] | a letter to one reader, with an invitation where it is one and with what is attached |
//! | [`report`] | what a mail server says about a letter (RFC 3464) |
//!
//! What it guarantees:
//! - *No typed text opens a header.* Names and subjects are one line; addresses and ids have a form that holds no blank,
//!   no control and no bracket.
//! - *The same letter gives the same octets.* Its Message-ID and its boundaries come from the id of its outbox entry, so
//!   that a letter sent twice is recognised as one.
//! - *An invitation says one thing.* The method in the mail's content type is the one in the calendar's text, the sender
//!   is the organizer and the reader the one invited (RFC 6047): a letter that mixes them up is refused.
//!
//! MIME is `mail-builder`'s and `mail-parser`'s, which `calcard` brings along. `mail-builder` writes an address as it is
//! given and makes boundaries out of the clock; both is why [`address`] and the boundaries are ours. Rejected: `lettre`
//! for the text. It checks addresses itself and is a second MIME library beside the one that is there already; a service
//! may still hand these octets to its transport.

pub mod address;
pub mod letter;
pub mod message_id;
pub mod report;

pub use address::{MailAddress, MailDomain, Mailbox, NotAnAddress};
pub use letter::{Attachment, Letter, UnfitLetter};
pub use message_id::{MessageId, NotAMessageId};
pub use report::{
    DeliveryAction, DeliveryReport, DeliveryStatus, RecipientReport, UnreadableReport,
};
