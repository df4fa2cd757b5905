//! The outbox: letters that go out by mail, each once, and what becomes of them.
//!
//! A consumer of the feed [enqueues](enqueue) letters in the transaction of its checkpoint: ids and codes, never an
//! address, a name or a word. When a letter is due a [`Sender`] claims it, asks a [`Composer`] who reads it and what it
//! says today, notes the attempt, talks to the mail server and notes the outcome. This crate knows no domain.
//!
//! What it guarantees:
//! - *None is lost.* A letter is open until the mail server said yes or no, or until it was suppressed, held or given up
//!   with a reason that is on record. A sender that dies leaves a row that another one claims.
//! - *None is sent with another content.* The Message-ID and the date come from the row, and the digest of the message
//!   is committed before the server hears of it. Once a server may have a letter, one that now reads otherwise is
//!   [held](LetterState::Held).
//! - *None is repeated but one.* Where the connection or the process dies between the last octet of a letter and the
//!   commit of the server's answer, nobody knows whether the server has it (RFC 5321, 4.5.3.2.6; RFC 1047): it is sent
//!   again, the same octets with the same Message-ID, which is how mail programs tell that it is one.
//! - *Of one matter and reader one at a time.* While a letter is being sent, no other one about the same subject to the
//!   same reader is: a composer that finds a newer one ([`deliveries_of`]) says [`Suppression::Overtaken`], and an
//!   invitation never arrives after its cancellation.
//! - *Replaying events sends nothing.* A letter's id is made from rule, event and reader: the same again is the same row.
//!
//! | room | what lives there |
//! |---|---|
//! | [`letter`] | what is queued, its states, what became of it |
//! | [`composer`] | who says what a letter says, or why it is not sent |
//! | [`sender`] | claim, compose, note, send, settle |
//! | [`transport`] | what a mail server may answer |
//! | [`smtp`] | the transport over SMTP, and its settings |
//! | [`bounce`] | what mail servers report later |
//! | [`due`] | what is to happen on a day |
//!
//! To add a letter: a rule's code, the events that cause it in the consumer that enqueues, and its words in the composer
//! (`services/courier`); nothing here changes.
//!
//! Rejected: addresses in the row (an erasure would have to find them, and a corrected address would not count);
//! rendering when a letter is queued (the same); `lettre`'s own `send`, which does not say whether the server had
//! refused the reader or the password; one connection for many letters (a cut would leave more than one in doubt).

pub mod bounce;
pub mod composer;
pub mod due;
mod error;
pub mod letter;
pub mod sender;
pub mod smtp;
pub mod transport;

pub use bounce::{Received, receive};
pub use composer::{ComposeError, Composed, Composer, Suppression};
pub use due::{Due, DueError, DueWork, claim_due, set_due};
pub use error::OutboxError;
pub use letter::{Delivery, LetterState, NewLetter, QueuedLetter, deliveries_of, enqueue};
pub use sender::{Sender, Swept};
pub use smtp::{SmtpSettings, SmtpTransport, UnfitSmtpUrl};
pub use transport::{Answer, Reply, Transport, Trouble};
