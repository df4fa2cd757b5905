//! The cooperation agreement [Kooperationsvereinbarung]: from draft to signed, in force, notice, ended.
//!
//! | file | what lives there |
//! |---|---|
//! | `command` | what an office may do |
//! | `event` | what happened |
//! | `aggregate` | the state, which is also what the read side stores, and the fold |
//! | `decide` | where a command goes, and the checks that decisions share |
//! | `drafting` | draft, parties, offer |
//! | `signing` | signatures, their correction, entry into force |
//! | `notice` | notice, and what it ends |
//! | `effect` | when a notice takes effect, and the last day for it |
//! | `amending` | amendments and reviews |
//! | `term` | end, extension |
//! | `reading` | answers for any day: state, coverage, open points |
//! | `error` | how it says no |
//!
//! **Shapes.** *Bilateral* (Leverkusen): one stream per paper; all its parties sign. *General text, a copy per
//! partner* (Duisburg): one stream per copy, between one partner and the public party. *Multi-party* (template):
//! one stream, a signature line per party. *Collective* (Stormarn): one stream for all; the document has no
//! signature lines, so the public party's declaration puts it into force, whoever has acceded until then, and each
//! partner's cooperation begins with its own declaration. That reading is inferred and says so.
//!
//! **Stated, inferred, unstated.** A term that a document states may refuse a command. The same condition warns,
//! under the same code and with `"status": "inferred"` in its facts, where the term was only inferred. Where
//! nobody says, neither happens.
//!
//! **Dates.** Every date is a last or a first day in full: a notice effective on 31.12. leaves the partner in the
//! network on that day; the next day it is gone.

mod aggregate;
mod amending;
mod command;
mod decide;
mod drafting;
mod effect;
mod error;
mod event;
mod notice;
mod reading;
mod signing;
mod term;

pub use aggregate::{
    Agreement, Amendment, AmendmentSignature, InForce, Notice, Party, Renewal, ReviewHeld,
    Signature, SignatureCorrection, Termination,
};
pub use command::*;
pub use effect::{
    LastNoticeDay, LastNoticeDayStatus, NoticeEffect, last_notice_day, notice_effect,
};
pub use error::AgreementRefusal;
pub use event::*;
pub use reading::{AgreementState, OpenPoint, StateChange};
