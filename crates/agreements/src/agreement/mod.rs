//! The cooperation agreement [Kooperationsvereinbarung]: from draft to signed, in force, notice, ended.
//!
//! | file | what lives there |
//! |---|---|
//! | `command`, `routing` | what an office may do; where it goes and what comes with it |
//! | `event` | what happened |
//! | `aggregate`, `parts` | the state, which is also what the read side stores, and the fold |
//! | `decide` | where a command goes, and the checks that decisions share |
//! | `drafting`, `variables` | draft, parties, offer; the approved text and the values of its placeholders |
//! | `signing` | signatures, entry into force |
//! | `notice` | notice, its withdrawal, and what it ends |
//! | `effect` | when a notice takes effect, and the last day for it |
//! | `amending` | amendments and reviews |
//! | `term`, `succession` | end, extension; what takes its place, what it leaves untouched |
//! | `protection` | what a protection mandate regulates |
//! | `following` | what follows from the facts, announced |
//! | `correcting` | corrections, and that they leave no contradiction |
//! | `reading`, `coverage`, `open_points` | answers for any day: state, whom it covers, what is open |
//! | `error`, `sentence` | how it says no |
//!
//! **Shapes.** *Bilateral* (Leverkusen): one stream per paper; all its parties sign. *General text, a copy per
//! partner* (Duisburg): one stream per copy, between one partner and the public party. *Multi-party* (template):
//! one stream, a signature line per party. *Collective* (Stormarn): one stream for all; the document has no
//! signature lines, so the public party's declaration puts it into force, whoever has acceded until then, and each
//! partner's cooperation begins with its own declaration. That reading is inferred and says so; so is whom the
//! agreement covers, those who acceded or every partner of the network ([`CollectiveCoverage`]).
//!
//! [`CollectiveCoverage`]: crate::values::CollectiveCoverage
//!
//! **Stated, inferred, unstated.** A term that a document states may refuse a command. The same condition warns,
//! under the same code and with `"status": "inferred"` in its facts, where the term was only inferred. Where
//! nobody says, neither happens.
//!
//! **Dates.** Every date is a last or a first day in full: a notice effective on 31.12. leaves the partner in the
//! network on that day; the next day it is gone.

mod aggregate;
mod amending;
mod codes;
mod command;
mod correcting;
mod coverage;
mod decide;
mod drafting;
mod effect;
mod error;
mod event;
mod following;
mod notice;
mod open_points;
mod parts;
mod protection;
mod reading;
mod routing;
mod sentence;
mod signing;
mod succession;
mod term;
mod variables;

pub use aggregate::Agreement;
pub use codes::*;
pub use command::*;
pub use correcting::LaterFact;
pub use effect::{
    LastNoticeDay, LastNoticeDayStatus, NoticeEffect, last_notice_day, notice_effect,
};
pub use error::AgreementRefusal;
pub use event::*;
pub use open_points::OpenPoint;
pub use parts::*;
pub use protection::{
    ProtectionContent, ProtectionContentRecorded, ProtectionItem, RecordProtectionContent,
};
pub use reading::{AgreementState, StateChange};
pub use succession::{
    AgreementLeftUntouched, AgreementSuperseded, LinkUntouched, SupersedeAgreement, gap_between,
};
pub use variables::{DraftedText, FillVariables, VariableValue, VariablesFilled};
