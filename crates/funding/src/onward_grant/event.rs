//! What happens to an onward grant. Its words are entries of the vault; amounts are euro cents.

use kernel::{
    Date, DocumentRef, EntryId, GrantConditionId, Money, PartnerId, ProjectId, SiteId, StreamId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::OnwardSource;
use crate::grant::{
    GrantCondition, GrantPeriod, OnwardAmountReleased, OnwardAmountReserved, RevocationGround,
};

/// Money was awarded to an institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrantAwarded {
    pub source: OnwardSource,
    pub partner: PartnerId,
    pub amount: Money,
    pub period: GrantPeriod,
    pub purpose: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    pub conditions: Vec<GrantCondition>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    pub awarded_on: Date,
}

/// Amount, period or term changed; these hold from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrantAmended {
    pub amount: Money,
    pub period: GrantPeriod,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_due_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DocumentRef>,
    pub amended_on: Date,
}

/// A condition was fulfilled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardConditionFulfilled {
    pub condition: GrantConditionId,
    pub fulfilled_on: Date,
}

/// Money was paid to the institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardDisbursed {
    /// From 1, over the payments of both directions.
    pub number: u32,
    pub amount: Money,
    pub paid_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// The booking of a payment was reversed: the whole of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardPaymentReversed {
    pub number: u32,
    pub reason: EntryId,
    pub reversed_on: Date,
}

/// The institution submitted its proof of use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardProofRecorded {
    pub spent: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    pub submitted_on: Date,
}

/// The municipality examined the proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardProofExamined {
    /// What it accepted of what was spent.
    pub accepted: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub examined_on: Date,
}

/// The award was revoked, wholly or in part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrantRevoked {
    /// By how much the award sinks.
    pub amount: Money,
    pub ground: RevocationGround,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<EntryId>,
    pub revoked_on: Date,
}

/// Money was demanded back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardRepaymentDemanded {
    pub amount: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    pub demanded_on: Date,
}

/// The institution paid back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardRepaid {
    /// From 1, over the payments of both directions.
    pub number: u32,
    pub amount: Money,
    pub repaid_on: Date,
}

/// Nothing is left to be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrantClosed {
    /// What the institution keeps.
    pub used: Money,
    pub closed_on: Date,
}

/// A fact of an onward grant was corrected or struck; never a payment, which is reversed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrantFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<OnwardGrantEvent>>,
}

kernel::events! {
    /// What happens to an onward grant.
    pub enum OnwardGrantEvent {
        OnwardGrantAwarded = 1,
        OnwardAmountReserved = 1,
        OnwardAmountReleased = 1,
        OnwardGrantAmended = 1,
        OnwardConditionFulfilled = 1,
        OnwardDisbursed = 1,
        OnwardPaymentReversed = 1,
        OnwardProofRecorded = 1,
        OnwardProofExamined = 1,
        OnwardGrantRevoked = 1,
        OnwardRepaymentDemanded = 1,
        OnwardRepaid = 1,
        OnwardGrantClosed = 1,
        OnwardGrantFactCorrected = 1,
    }
}

impl OnwardGrantEvent {
    /// The stream in which it belongs, where that is the grant's and not the onward grant's own.
    pub fn grant_stream(&self) -> Option<StreamId> {
        match self {
            Self::OnwardAmountReserved(e) => Some(e.stream()),
            Self::OnwardAmountReleased(e) => Some(e.stream()),
            Self::OnwardGrantAwarded(_)
            | Self::OnwardGrantAmended(_)
            | Self::OnwardConditionFulfilled(_)
            | Self::OnwardDisbursed(_)
            | Self::OnwardPaymentReversed(_)
            | Self::OnwardProofRecorded(_)
            | Self::OnwardProofExamined(_)
            | Self::OnwardGrantRevoked(_)
            | Self::OnwardRepaymentDemanded(_)
            | Self::OnwardRepaid(_)
            | Self::OnwardGrantClosed(_)
            | Self::OnwardGrantFactCorrected(_) => None,
        }
    }
}
