//! What may be done with an onward grant.

use kernel::{
    Date, DocumentRef, GrantConditionId, Money, NewText, OnwardGrantId, PartnerId, ProjectId,
    SiteId, StreamId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::expense::{LineOfBudget, LineOfGrant};
use crate::grant::{GrantPeriod, RevocationGround};

/// What an onward grant is paid from [Herkunft der Mittel].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::OneofObject))]
#[cfg_attr(feature = "graphql", graphql(name = "OnwardSourceInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum OnwardSource {
    /// A line of the plan of a grant that the municipality receives [Weiterleitung].
    Grant(LineOfGrant),
    /// A line of the municipality's own budget [Zuschuss].
    BudgetLine(LineOfBudget),
}

impl OnwardSource {
    /// The stream in which it stands.
    pub fn stream(&self) -> StreamId {
        match self {
            Self::Grant(line) => StreamId::new("grant", line.grant.0),
            Self::BudgetLine(line) => StreamId::new("budget", line.budget.0),
        }
    }
}

/// A condition of an onward grant [Nebenbestimmung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OnwardConditionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewOnwardCondition {
    /// Unique in the onward grant.
    pub id: GrantConditionId,
    pub text: NewText,
    /// Absent where it has no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

/// Awards money to an institution out of a grant or the municipality's budget [Weiterleitungsbescheid, Vertrag].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AwardOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AwardOnwardGrant {
    /// The new onward grant's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OnwardGrantId>,
    pub source: OnwardSource,
    pub partner: PartnerId,
    /// Cents, more than nothing.
    pub amount: Money,
    /// When the money may be spent; inside the grant's own period.
    pub period: GrantPeriod,
    pub purpose: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<NewOnwardCondition>,
    /// When the institution's proof is due; absent where nobody said: a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    pub awarded_on: Date,
}

/// Changes amount, period or term of an onward grant [Änderungsbescheid].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AmendOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendOnwardGrant {
    pub onward_grant: OnwardGrantId,
    /// Out of which it is paid, as awarded.
    pub source: OnwardSource,
    /// What is awarded in all from now on, in cents; not less than was paid out.
    pub amount: Money,
    pub period: GrantPeriod,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    pub amended_on: Date,
}

/// Records that a condition is fulfilled [Nebenbestimmung erfüllt].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "FulfilOnwardConditionInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FulfilOnwardCondition {
    pub onward_grant: OnwardGrantId,
    pub condition: GrantConditionId,
    pub fulfilled_on: Date,
}

/// Records a payment to the institution [Auszahlung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DisburseOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisburseOnwardGrant {
    pub onward_grant: OnwardGrantId,
    /// Cents, more than nothing; with everything paid out before at most what is awarded.
    pub amount: Money,
    pub paid_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Reverses a payment to or from the institution that was booked by mistake [Zahlung stornieren].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReverseOnwardPaymentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReverseOnwardPayment {
    pub onward_grant: OnwardGrantId,
    /// The payment's number, from 1 over both directions.
    pub number: u32,
    /// Why [Grund].
    pub reason: NewText,
    pub reversed_on: Date,
}

/// Records the institution's proof of use [Verwendungsnachweis des Trägers].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordOnwardProofInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordOnwardProof {
    pub onward_grant: OnwardGrantId,
    /// What it says it spent, in cents.
    pub spent: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<NewText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub submitted_on: Date,
}

/// Records what the municipality's examination of the proof came to [Prüfung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ExamineOnwardProofInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExamineOnwardProof {
    pub onward_grant: OnwardGrantId,
    /// What is accepted of what was spent, in cents; at most what is awarded.
    pub accepted: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub examined_on: Date,
}

/// Revokes an onward grant, wholly or in part [Widerruf].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RevokeOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeOnwardGrant {
    pub onward_grant: OnwardGrantId,
    /// By how much the award sinks, in cents.
    pub amount: Money,
    pub ground: RevocationGround,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub revoked_on: Date,
}

/// Demands money back from the institution [Rückforderung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DemandOnwardRepaymentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DemandOnwardRepayment {
    pub onward_grant: OnwardGrantId,
    /// Cents; at most what was paid out beyond what it may keep.
    pub amount: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    pub demanded_on: Date,
}

/// Records that the institution paid back [Erstattung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordOnwardRepaymentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordOnwardRepayment {
    pub onward_grant: OnwardGrantId,
    /// Cents; at most what it still has.
    pub amount: Money,
    pub repaid_on: Date,
}

/// Closes an onward grant [abschließen]: what was not used of it is free again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseOnwardGrant {
    pub onward_grant: OnwardGrantId,
    /// Out of which it was paid, as awarded.
    pub source: OnwardSource,
    pub closed_on: Date,
}

/// Corrects what was recorded of an onward grant [Angabe berichtigen]; payments are reversed, amounts amended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectOnwardGrantInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectOnwardGrant {
    pub onward_grant: OnwardGrantId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<OnwardGrantReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of an onward grant.
    pub enum OnwardGrantReplacement for OnwardGrantCommand as "OnwardGrantReplacementInput" {
        AwardOnwardGrant,
        FulfilOnwardCondition,
        RecordOnwardProof,
        ExamineOnwardProof,
        RevokeOnwardGrant,
        DemandOnwardRepayment,
    }
}

kernel::commands! {
    /// What may be done with an onward grant.
    pub enum OnwardGrantCommand {
        AwardOnwardGrant = "award-onward-grant",
        AmendOnwardGrant = "amend-onward-grant",
        FulfilOnwardCondition = "fulfil-onward-condition",
        DisburseOnwardGrant = "disburse-onward-grant",
        ReverseOnwardPayment = "reverse-onward-payment",
        RecordOnwardProof = "record-onward-proof",
        ExamineOnwardProof = "examine-onward-proof",
        RevokeOnwardGrant = "revoke-onward-grant",
        DemandOnwardRepayment = "demand-onward-repayment",
        RecordOnwardRepayment = "record-onward-repayment",
        CloseOnwardGrant = "close-onward-grant",
        CorrectOnwardGrant = "correct-onward-grant",
    }
}
