//! What may be done with a cost scheme.

use std::num::NonZeroU16;

use kernel::{
    CostSchemeId, Date, DecisionRef, Money, NewText, PartnerId, ProjectId, Share, SiteId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{ParameterCode, PayGradeCode};
use crate::codes::CostLineCode;
use crate::policy::{IndexationMode, NoteMeaning, Rounding, SurchargeBase};

/// Defines a cost scheme out of the policy's cost lines [Kalkulationsvorschrift anlegen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DefineCostSchemeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DefineCostScheme {
    /// The new scheme's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CostSchemeId>,
    /// One line.
    pub name: NewText,
    /// The policy's lines that it has; all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<CostLineCode>>,
    pub defined_on: Date,
}

/// Lets budgets be computed by the scheme from a year on [Kalkulationsvorschrift in Kraft setzen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ActivateCostSchemeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActivateCostScheme {
    pub scheme: CostSchemeId,
    pub from_year: i16,
    /// The decision behind it, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub activated_on: Date,
}

/// Enters a parameter of a year [Kennwert eintragen]: an amount or a rate, as the municipality's table has it (FUN-03,
/// FUN-04).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetCostParameterInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetCostParameter {
    pub scheme: CostSchemeId,
    pub parameter: ParameterCode,
    pub year: i16,
    /// Cents in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Hundredths of a percent: 20 % is 2000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis_points: Option<u16>,
    /// Where it stands: the table, its edition, the page.
    pub source: NewText,
}

/// Enters what a post of a pay grade costs in a year [Personalkosten eintragen] (FUN-02, FUN-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetGradeCostInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetGradeCost {
    pub scheme: CostSchemeId,
    pub grade: PayGradeCode,
    pub year: i16,
    /// The employer's gross cost of a full post, cents in a year.
    pub amount: Money,
    pub source: NewText,
}

/// Says which pay grade an old one means from a year on [Entgeltgruppe zuordnen], such as `S 11b` for `SuE 11`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MapPayGradeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MapPayGrade {
    pub scheme: CostSchemeId,
    pub grade: PayGradeCode,
    pub to: PayGradeCode,
    pub from_year: i16,
}

/// Says which pay grade the post of a line has [Eingruppierung], where the policy names a highest one only (FUN-09).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NameLineGradeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameLineGrade {
    pub scheme: CostSchemeId,
    pub line: CostLineCode,
    pub grade: PayGradeCode,
    pub from_year: i16,
}

/// Settles a question that the policy asks about a line [offene Frage klären].
///
/// What the answer means for the computation is said beside its words; an answer that changes nothing has words alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SettleCostQuestionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleCostQuestion {
    pub scheme: CostSchemeId,
    pub line: CostLineCode,
    /// Its number among the line's questions, from 1.
    pub question: NonZeroU16,
    pub answer: NewText,
    /// The part that is refunded (FUN-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// What a surcharge is computed on (FUN-04).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<SurchargeBase>,
    /// The parameter that holds the average cost of a workplace, for that base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_parameter: Option<ParameterCode>,
    /// The line whose staff is meant, for the base of gross personnel cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_line: Option<CostLineCode>,
    /// What the printed figure means (FUN-09); it only warns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_meaning: Option<NoteMeaning>,
    pub settled_on: Date,
}

/// Adopts how plans grow from year to year [Kostensteigerung festlegen] (FUN-05); what is absent stays as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DecideIndexationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecideIndexation {
    pub scheme: CostSchemeId,
    /// Hundredths of a percent a year: 3 % is 300.
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

/// Says who receives a line [Empfänger benennen] (FUN-08, FUN-09, FUN-11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NameCostRecipientInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameCostRecipient {
    pub scheme: CostSchemeId,
    pub line: CostLineCode,
    /// The number of the policy's pair of recipient and site, from 1; for a line with pairs (FUN-08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<NonZeroU16>,
    /// For a line that each project has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    pub partner: PartnerId,
    /// The site of the pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    pub from_year: i16,
}

/// Enters what a pair really cost in a year [tatsächliche Miete eintragen] (FUN-08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SetActualCostInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetActualCost {
    pub scheme: CostSchemeId,
    pub line: CostLineCode,
    pub pair: NonZeroU16,
    pub year: i16,
    pub amount: Money,
    pub source: NewText,
}

/// Corrects what was recorded of a cost scheme [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectCostSchemeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectCostScheme {
    pub scheme: CostSchemeId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<CostSchemeReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a cost scheme.
    pub enum CostSchemeReplacement for CostSchemeCommand as "CostSchemeReplacementInput" {
        DefineCostScheme,
        ActivateCostScheme,
        SetCostParameter,
        SetGradeCost,
        MapPayGrade,
        NameLineGrade,
        SettleCostQuestion,
        DecideIndexation,
        NameCostRecipient,
        SetActualCost,
    }
}

kernel::commands! {
    /// What may be done with a cost scheme.
    pub enum CostSchemeCommand {
        DefineCostScheme = "define-cost-scheme",
        ActivateCostScheme = "activate-cost-scheme",
        SetCostParameter = "set-cost-parameter",
        SetGradeCost = "set-grade-cost",
        MapPayGrade = "map-pay-grade",
        NameLineGrade = "name-line-grade",
        SettleCostQuestion = "settle-cost-question",
        DecideIndexation = "decide-indexation",
        NameCostRecipient = "name-cost-recipient",
        SetActualCost = "set-actual-cost",
        CorrectCostScheme = "correct-cost-scheme",
    }
}
