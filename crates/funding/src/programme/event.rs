//! What happens to a programme. Its words are entries of the vault.

use kernel::{Date, DecisionRef, EntryId, ProgrammeId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::terms::{ProgrammeSource, ProgrammeTerms};
use crate::codes::StateKey;
use crate::grant::FundingArea;

/// A programme was registered, with its real days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeRegistered {
    pub name: EntryId,
    pub source: ProgrammeSource,
    /// The state whose programme it is; absent where it is none's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<StateKey>,
    /// The provisions that it comes under (FUN-20).
    pub legal_bases: Vec<EntryId>,
    /// None where it has no areas.
    pub areas: Vec<FundingArea>,
    /// The decision behind it (FUN-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub valid_since: Date,
    /// The last day; absent while it has no end [ohne Laufzeitende].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    pub registered_on: Date,
}

/// From a day on the programme has these terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeTermsSet {
    pub terms: ProgrammeTerms,
    pub since: Date,
}

/// From a day on it does not pay for what the other pays for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeExcluded {
    pub other: ProgrammeId,
    pub since: Date,
}

/// From a day on the other is excluded no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeExclusionLifted {
    pub other: ProgrammeId,
    pub since: Date,
}

/// The base rate from a day on, as the municipality looked it up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BaseRateSet {
    /// Hundredths of a percent a year; may be below 0.
    pub basis_points: i32,
    pub since: Date,
}

/// The key by which the programme's money is shared out was adjusted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DistributionKeyAdjusted {
    pub adjusted_on: Date,
}

/// The programme ended, earlier or later than was thought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeEnded {
    /// Its last day.
    pub last_day: Date,
    /// What takes its place, where something does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<ProgrammeId>,
}

/// A fact of a programme was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<ProgrammeEvent>>,
}

kernel::events! {
    /// What happens to a programme.
    pub enum ProgrammeEvent {
        ProgrammeRegistered = 1,
        ProgrammeTermsSet = 1,
        ProgrammeExcluded = 1,
        ProgrammeExclusionLifted = 1,
        BaseRateSet = 1,
        DistributionKeyAdjusted = 1,
        ProgrammeEnded = 1,
        ProgrammeFactCorrected = 1,
    }
}
