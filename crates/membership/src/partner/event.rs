//! What happens to a partner institution.

use kernel::{AgreementId, Date, DocumentRef, EntryId, NetworkId, PartialDate, PartnerId, SiteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::contributions::*;
use super::correcting::PartnerFactCorrected;
use super::kind::{ClarificationOutcome, PartnerKind};
use crate::codes::SectorCode;
use crate::policy::EligibilityCriterion;

/// An institution asked to take part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MembershipRequested {
    /// Name and address.
    pub institution: EntryId,
    pub kind: PartnerKind,
    pub networks: Vec<NetworkId>,
    pub requested_on: Date,
}

/// An institution asked again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestRenewed {
    /// Networks that it did not name before.
    pub networks: Vec<NetworkId>,
    pub requested_on: Date,
}

/// The coordinator clarified a request beforehand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestClarified {
    pub clarified_on: Date,
    pub outcome: ClarificationOutcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<EntryId>,
}

/// The institution's profile was handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileSubmitted {
    pub submitted_on: Date,
    /// The scanned sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// A criterion of eligibility was attested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EligibilityAttested {
    pub criterion: EligibilityCriterion,
    pub attested_on: Date,
    /// True where it is the operator's contact.
    pub by_operator: bool,
}

/// The partner signed a cooperation agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureNoted {
    pub agreement: AgreementId,
    pub signed_on: Date,
}

/// The partner became a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerAdmitted {
    /// The first day of the membership.
    pub admitted_on: Date,
    /// The version of the policy whose preconditions were fulfilled.
    pub policy_version: u32,
}

/// A request was declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestDeclined {
    pub declined_on: Date,
    pub reason: EntryId,
}

/// A membership ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MembershipEnded {
    /// The last day of the membership.
    pub ended_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
}

/// A former partner became a member anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerReadmitted {
    /// The first day of the new membership.
    pub admitted_on: Date,
    pub policy_version: u32,
}

/// The partner works in a sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SectorAssigned {
    pub sector: SectorCode,
    pub since: Date,
}

/// The partner works in a sector no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SectorRemoved {
    pub sector: SectorCode,
    /// The first day without it.
    pub since: Date,
}

/// Another partner operates the institution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorChanged {
    pub operator: PartnerId,
    pub since: PartialDate,
}

/// An institution that is no partner operates the partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorNamed {
    /// Its name and address.
    pub operator: EntryId,
    pub since: PartialDate,
}

/// Nobody operates the institution any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OperatorReleased {
    /// The first day without an operator.
    pub since: PartialDate,
}

/// The partner is of another kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KindChanged {
    pub kind: PartnerKind,
    pub since: PartialDate,
}

/// The partner works at a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteAssigned {
    pub site: SiteId,
    pub since: PartialDate,
}

/// The partner works at a site no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteLeft {
    pub site: SiteId,
    /// The first day without it.
    pub since: PartialDate,
}

/// The partner takes part in another network too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkJoined {
    pub network: NetworkId,
    pub since: PartialDate,
}

/// The partner takes part in a network no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NetworkLeft {
    pub network: NetworkId,
    /// The first day without it.
    pub since: PartialDate,
}

/// The institution has another name or address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerRenamed {
    pub institution: EntryId,
    pub renamed_on: Date,
}

/// The stream is a duplicate of another partner's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergedInto {
    /// The partner that stays.
    pub partner: PartnerId,
    pub merged_on: Date,
}

kernel::events! {
    /// What happens to a partner institution.
    pub enum PartnerEvent {
        MembershipRequested = 1,
        RequestRenewed = 1,
        RequestClarified = 1,
        ProfileSubmitted = 1,
        EligibilityAttested = 1,
        SignatureNoted = 1,
        PartnerAdmitted = 1,
        RequestDeclined = 1,
        MembershipEnded = 1,
        PartnerReadmitted = 1,
        SectorAssigned = 1,
        SectorRemoved = 1,
        OperatorChanged = 1,
        OperatorNamed = 1,
        OperatorReleased = 1,
        KindChanged = 1,
        SiteAssigned = 1,
        SiteLeft = 1,
        NetworkJoined = 1,
        NetworkLeft = 1,
        PartnerRenamed = 1,
        ResourceOffered = 1,
        ResourceWithdrawn = 1,
        ParticipationRecorded = 1,
        StaffTrainingRecorded = 1,
        PresentationRecorded = 1,
        ParentParticipationAttested = 1,
        MergedInto = 1,
        PartnerFactCorrected = 1,
    }
}
