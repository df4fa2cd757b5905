//! The values that every domain shares. No I/O, no clock.
//!
//! | room | what lives there |
//! |---|---|
//! | [`ids`] | opaque ids of municipalities' things, actors and vault entries |
//! | [`entry`] | what somebody typed, on its way into the vault: a text or a person |
//! | [`municipality`] | the tenant's id, its state (Land) and its regional key (AGS) |
//! | [`sourced`] | a policy value with status, source and words |
//! | [`cadence`] | how often a body meets, and how strongly somebody said so |
//! | [`money`] | cents and fractions |
//! | [`partial_date`] | a date as far as a document says it |
//! | [`period`] | dated ranges |
//! | [`finding`] | how much weight has what an overview finds by itself |
//! | [`interval`] | how often something recurs |
//! | [`german`] | how German sentences write a day |
//! | [`codes`] | texts that a pattern holds, so that they may stand in an event |
//! | [`correction`] | how a recorded fact is corrected |
//! | [`document`] | a document in the vault, by the hash of its content |
//! | [`decision`] | what a decision may know: now, business date, actor, policy, facts |
//! | [`recipients`] | to whom lists, circulars and minutes go |
//! | [`refusal`] | how a domain says no |
//! | [`timeline`] | facts with a day, read on any day |
//! | [`unfit`] | the refusals that all aggregates share |
//! | [`stream`] | streams, and where a command goes and what comes with it |
//! | [`message`] | the macros that make commands and events out of plain structs |
//!
//! To add a command: a struct in the aggregate's `command.rs`, a line in its `commands!`, an arm in `handle`,
//! and a line in the service's table. To add an event: a struct in `event.rs`, a line in `events!`, an arm in
//! `apply`, and a sample under the crate's `tests/events/`.

pub mod cadence;
pub mod codes;
pub mod correction;
pub mod decision;
pub mod document;
pub mod entry;
pub mod finding;
pub mod german;
pub mod ids;
pub mod interval;
pub mod message;
pub mod money;
pub mod municipality;
pub mod partial_date;
pub mod period;
pub mod recipients;
pub mod refusal;
pub mod sourced;
pub mod stream;
pub mod timeline;
pub mod unfit;

pub use cadence::{Cadence, Strength};
pub use codes::NotACode;
pub use correction::{Correctable, CorrectionRefusal, History, correct};
pub use decision::{DecisionContext, DecisionRef, Role, Warning};
pub use document::{DocumentRef, MediaType, NotASha256, Sha256};
pub use entry::{
    EntryContent, Institution, NewEntry, NewInstitution, NewLongText, NewPerson, NewText, Person,
    Text,
};
pub use finding::FindingSeverity;
pub use ids::*;
pub use interval::{Interval, NotAnInterval};
pub use message::{CommandError, CommandSet, StoredEvent, UnreadableEvent};
pub use money::{Money, Share};
pub use municipality::{MunicipalityId, RegionalKey, State};
pub use partial_date::PartialDate;
pub use period::Period;
pub use refusal::{Facts, Refusal};
pub use sourced::{Frozen, Source, Sourced, Status};
pub use stream::{Claim, DomainCommand, StreamId, VaultEntry};
pub use unfit::{Thing, Unfit};

/// A day on paper: a local date in Europe/Berlin.
pub use jiff::civil::Date;

/// Makes a fieldless enum a code: `kebab-case` in JSON, `SCREAMING_SNAKE` in GraphQL, with its German label.
///
/// ```
/// kernel::code! {
///     /// Form of a notice [Form der Kündigung].
///     pub enum NoticeForm {
///         /// on paper with a signature
///         Written = "schriftlich",
///         /// however it arrives
///         Any = "in beliebiger Form",
///     }
/// }
/// assert_eq!(NoticeForm::Written.label(), "schriftlich");
/// assert_eq!(NoticeForm::Written.code(), "written");
/// ```
#[macro_export]
macro_rules! code {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $label:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, $crate::__private::Serialize,
                 $crate::__private::Deserialize, $crate::__private::JsonSchema)]
        #[cfg_attr(feature = "graphql", derive($crate::__private::async_graphql::Enum))]
        #[serde(crate = "kernel::__private::serde", rename_all = "kebab-case")]
        #[schemars(crate = "kernel::__private::schemars")]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the documents.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The German term.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The code as it stands in JSON and in tables.
            pub fn code(self) -> String {
                match $crate::__private::serde_json::to_value(self) {
                    Ok($crate::__private::serde_json::Value::String(code)) => code,
                    _ => unreachable!("a fieldless enum serialises to a string"),
                }
            }
        }
    };
}

// The macros above name this crate from outside; these make them work from inside, too.
extern crate self as kernel;

#[doc(hidden)]
pub mod __private {
    pub use ::schemars::{self, JsonSchema, Schema, SchemaGenerator};
    pub use ::serde::{self, Deserialize, Serialize};
    #[cfg(feature = "graphql")]
    pub use async_graphql;
    pub use cqrs_es;
    pub use serde_json;
}
