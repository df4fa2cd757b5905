//! Funding programmes [Förderprogramme]: who pays, since when, up to which part, and until when something is due
//! (FUN-15, FUN-18, FUN-20, REM-22, REM-26).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, SimpleObject};
use funding::grant::FundingArea;
use funding::programme::ProgrammeSource;
use funding::{MonthDay, StateKey};
use kernel::{Date, DecisionRef, Interval, PartialDate, Share};

use super::partners::Finding;
use super::sources::Source;

pub use list::{
    ProgrammeConnection, ProgrammeEdge, ProgrammeFilter, ProgrammeOrder, ProgrammeQuery,
};
pub(crate) use load::{findings, one, phrase, references};

/// A funding programme by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct ProgrammeReference {
    pub(crate) id: ID,
    /// One line; `null` where it was erased.
    pub(crate) name: Option<String>,
    /// Where its money comes from [Mittelherkunft] (FUN-18).
    pub(crate) source: Option<ProgrammeSource>,
}

/// What a programme says from a day on [Förderbedingungen]; what it does not say is `null` and becomes a task where it
/// is needed (FUN-20).
#[derive(Clone, SimpleObject)]
pub struct ProgrammeTermsPeriod {
    /// From when on these terms hold whole.
    pub(crate) since: Option<PartialDate>,
    /// The greatest part of the costs that it pays [Fördersatz]: `4/5`.
    pub(crate) rate_cap: Option<Share>,
    /// When proofs of use are due where the notice does not say, as a German phrase (REM-23).
    pub(crate) proof_deadline: Option<String>,
    /// The last day for applications, in the year before the one that is applied for: `11-30` (REM-22).
    pub(crate) application_deadline: Option<MonthDay>,
    /// In which drawn money is to be spent, where the notice does not say: `P2M` (REM-24).
    pub(crate) use_up: Option<Interval>,
    /// Every how many years the key is adjusted by which the money is shared out (FUN-15).
    pub(crate) key_adjusted_every_years: Option<u8>,
    /// Hundredths of a percent above the base rate for repaid money; only where the state's law is not known here.
    pub(crate) interest_points: Option<u32>,
}

/// The base rate from a day on, as the municipality looked it up [Basiszinssatz, § 247 BGB]; none is shipped.
#[derive(Clone, SimpleObject)]
pub struct ProgrammeBaseRate {
    pub(crate) since: Option<PartialDate>,
    /// Hundredths of a percent a year; may be below 0: 127 is 1,27 %.
    pub(crate) basis_points: i32,
}

/// When something is due, by which rule; `dueOn` is `null` where nobody stated one, and the sentence says so.
#[derive(Clone, SimpleObject)]
pub struct FundingDeadline {
    pub(crate) due_on: Option<Date>,
    /// The rule as a German phrase, such as „spätestens 31.03. des Folgejahres“; `null` where nobody stated one.
    pub(crate) rule: Option<String>,
    /// Who says so: „Bescheid“, „Förderprogramm“ or „Richtlinie der Kommune“; `null` where nobody does.
    pub(crate) stated_by: Option<&'static str>,
    /// One German sentence for the office.
    pub(crate) sentence: String,
}

/// A funding programme [Förderprogramm] (FUN-15, FUN-18, FUN-20).
#[derive(Clone, SimpleObject)]
pub struct Programme {
    #[graphql(owned)]
    pub(crate) id: ID,
    /// One line; `null` where it was erased.
    pub(crate) name: Option<String>,
    /// Where its money comes from [Mittelherkunft] (FUN-18).
    pub(crate) source: Option<ProgrammeSource>,
    /// The German term of its source.
    pub(crate) source_label: Option<&'static str>,
    /// The state whose programme it is, by its two-digit key; `null` where it is none's [Land].
    pub(crate) state: Option<StateKey>,
    /// The provisions that it comes under [Rechtsgrundlagen] (FUN-20); an erased one is `null`.
    pub(crate) legal_bases: Vec<Option<String>>,
    /// None where it has no areas [Förderbereiche].
    pub(crate) areas: Vec<FundingArea>,
    /// The decision behind it [Beschluss] (FUN-01).
    pub(crate) decision: Option<DecisionRef>,
    /// Its first real day (FUN-15).
    pub(crate) valid_since: Option<Date>,
    /// Its last day; `null` while it has no end [ohne Laufzeitende].
    pub(crate) valid_until: Option<Date>,
    /// Whether it runs on the day that is asked for.
    pub(crate) valid: bool,
    /// What it says on the day; `null` before anybody set it.
    pub(crate) terms: Option<ProgrammeTermsPeriod>,
    /// Everything that it ever said until the day, in order.
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) terms_over_time: Vec<ProgrammeTermsPeriod>,
    /// The programmes for whose purposes it does not pay on the day, whichever of the two says so [Ausschluss].
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) excludes: Vec<ProgrammeReference>,
    /// The base rates that were entered, with the day since when each holds.
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) base_rates: Vec<ProgrammeBaseRate>,
    /// The days on which its key was adjusted by the day [Verteilerschlüssel] (FUN-15).
    pub(crate) key_adjusted_on: Vec<Date>,
    /// When its key is to be adjusted next (FUN-15, REM-26).
    pub(crate) key_adjustment: FundingDeadline,
    /// Until when the next calendar year is to be applied for (REM-22).
    pub(crate) next_application: FundingDeadline,
    /// What takes its place, where something does (FUN-15).
    pub(crate) successor: Option<ProgrammeReference>,
    /// What is to be done or known on the day.
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) findings: Vec<Finding>,
    /// Where somebody had what he recorded from [Quelle].
    pub(crate) sources: Vec<Source>,
}
