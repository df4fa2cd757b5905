//! The text on which agreements are made [Vereinbarungstext, Muster]: clauses and placeholders through its versions.
//!
//! | file | what lives there |
//! |---|---|
//! | `command` | what an office may do |
//! | `routing` | where a command goes and what comes with it |
//! | `event` | what happened |
//! | `values` | what commands, events and state share: kinds, subjects, clauses |
//! | `codes` | codes of clauses and placeholders, held by a pattern |
//! | [`marks`] | placeholders and switches in a text |
//! | [`mod@fill`] | a text with its values |
//! | `aggregate` | the state, which is also what the read side stores, and the fold |
//! | `facts` | what a decision reads from other streams |
//! | `decide` | where a command goes, and the checks that decisions share |
//! | `versions` | draft, next version, end of use |
//! | `clauses` | clauses and placeholders of a draft |
//! | `consultation` | comments of partners and their answers |
//! | `approval` | what may be approved |
//! | `reading` | answers for any day |
//! | `error` | how it says no |
//!
//! **One stream is one text**, all its versions; at most the last version is open. An approved version never changes:
//! every command on its words is refused, and so is a correction of them while the approval stands. Agreements name a
//! text and its version ([`BasedOn`] does the same for a text that starts from another one).
//!
//! **Words are entries of the vault.** A decision cannot read them. So it reads the marks of the words that a command
//! brings, and the events carry the codes of the placeholders that each text asks for; whether all are declared and
//! all declared ones are used is decided on codes alone. What the words themselves get wrong is [`lint`](crate::lint)'s.

mod aggregate;
mod approval;
mod clauses;
mod codes;
mod command;
mod consultation;
mod decide;
mod error;
mod event;
mod facts;
pub mod fill;
pub mod marks;
mod reading;
mod routing;
mod values;
mod versions;

pub use aggregate::{
    Approval, Comment, CommentAnswer, Consultation, Framework, Placeholder, Retirement, TextVersion,
};
pub use codes::{ClauseCode, ClauseNumber, NotACode, PlaceholderCode};
pub use command::*;
pub use error::FrameworkRefusal;
pub use event::*;
pub use facts::{TextContext, TextFacts};
pub use fill::{Filling, Fillings, Unfilled, fill};
pub use marks::{MarkFault, Marks, Piece, marks, pieces};
pub use reading::Place;
pub use values::{
    AnswerOutcome, BasedOn, Clause, ClauseSubject, MarkedText, PlaceholderKind, VersionState,
};
