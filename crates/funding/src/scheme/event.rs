//! What happens to a cost scheme. Its words are entries of the vault.

use kernel::{Date, DecisionRef, EntryId, Money, PartnerId, ProjectId, Share, SiteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{ParameterCode, PayGradeCode};
use super::line::{SchemeIndexation, SchemeLine};
use crate::codes::CostLineCode;
use crate::policy::{IndexationMode, NoteMeaning, Rounding, SurchargeBase};

/// A cost scheme was defined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostSchemeDefined {
    pub name: EntryId,
    /// The policy from which the lines come.
    pub policy_version: u32,
    pub lines: Vec<SchemeLine>,
    pub indexation: SchemeIndexation,
    pub defined_on: Date,
}

/// Budgets from a year on are computed by the scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostSchemeActivated {
    pub from_year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub activated_on: Date,
}

/// A parameter of a year was entered: an amount or a rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostParameterSet {
    pub parameter: ParameterCode,
    pub year: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis_points: Option<u16>,
    pub source: EntryId,
}

/// What a post of a pay grade costs in a year was entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GradeCostSet {
    pub grade: PayGradeCode,
    pub year: i16,
    pub amount: Money,
    pub source: EntryId,
}

/// A pay grade means another from a year on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PayGradeMapped {
    pub grade: PayGradeCode,
    pub to: PayGradeCode,
    pub from_year: i16,
}

/// The post of a line has a pay grade from a year on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LineGradeNamed {
    pub line: CostLineCode,
    pub grade: PayGradeCode,
    pub from_year: i16,
}

/// A question of the policy about a line was settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostQuestionSettled {
    pub line: CostLineCode,
    /// From 1.
    pub question: u16,
    pub answer: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<SurchargeBase>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_parameter: Option<ParameterCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_line: Option<CostLineCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_meaning: Option<NoteMeaning>,
    pub settled_on: Date,
}

/// How plans grow was adopted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IndexationDecided {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis_points: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_year: Option<i16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<IndexationMode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    pub decided_on: Date,
}

/// Somebody receives a line from a year on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostRecipientNamed {
    pub line: CostLineCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    pub partner: PartnerId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    pub from_year: i16,
}

/// What a pair of recipient and site really cost in a year was entered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActualCostSet {
    pub line: CostLineCode,
    pub pair: u16,
    pub year: i16,
    pub amount: Money,
    pub source: EntryId,
}

/// A fact of a cost scheme was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CostSchemeFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<CostSchemeEvent>>,
}

kernel::events! {
    /// What happens to a cost scheme.
    pub enum CostSchemeEvent {
        CostSchemeDefined = 1,
        CostSchemeActivated = 1,
        CostParameterSet = 1,
        GradeCostSet = 1,
        PayGradeMapped = 1,
        LineGradeNamed = 1,
        CostQuestionSettled = 1,
        IndexationDecided = 1,
        CostRecipientNamed = 1,
        ActualCostSet = 1,
        CostSchemeFactCorrected = 1,
    }
}

impl CostSchemeEvent {
    /// The day of the fact; what is entered for a year, or from one on, has none.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::CostSchemeDefined(e) => Some(e.defined_on),
            Self::CostSchemeActivated(e) => Some(e.activated_on),
            Self::CostQuestionSettled(e) => Some(e.settled_on),
            Self::IndexationDecided(e) => Some(e.decided_on),
            Self::CostParameterSet(_)
            | Self::GradeCostSet(_)
            | Self::PayGradeMapped(_)
            | Self::LineGradeNamed(_)
            | Self::CostRecipientNamed(_)
            | Self::ActualCostSet(_)
            | Self::CostSchemeFactCorrected(_) => None,
        }
    }
}
