//! What may be done with a partner institution.

use kernel::{
    AgreementId, Date, DocumentRef, EntryId, NetworkId, NewInstitution, NewText, PartialDate,
    PartnerId, SiteId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::contributions::*;
use super::correcting::CorrectPartner;
use super::kind::{ClarificationOutcome, PartnerKind};
use crate::codes::SectorCode;
use crate::policy::EligibilityCriterion;

/// Records that an institution asks to take part [Teilnahme anfragen] (MEM-01, MEM-06, MEM-36).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RequestMembershipInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestMembership {
    /// The new partner's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<PartnerId>,
    pub institution: NewInstitution,
    pub kind: PartnerKind,
    /// The networks in which it wants to take part, at least one.
    pub networks: Vec<NetworkId>,
    pub requested_on: Date,
}

/// Records that an institution asks again [Erneute Anfrage]: after its request was declined, or after its membership
/// ended (MEM-01).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenewRequestInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewRequest {
    pub partner: PartnerId,
    /// Networks in which it wants to take part besides those that it is in already.
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub networks: Vec<NetworkId>,
    pub requested_on: Date,
}

/// Records the coordinator's clarification beforehand [Vorklärung] (MEM-04).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ClarifyRequestInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClarifyRequest {
    pub partner: PartnerId,
    pub clarified_on: Date,
    pub outcome: ClarificationOutcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NewText>,
}

/// Records the institution's profile [Institutionsbogen, Einrichtungsprofil] (MEM-04).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SubmitProfileInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitProfile {
    pub partner: PartnerId,
    pub submitted_on: Date,
    /// The filled-in sheet as it was scanned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Attests a criterion of eligibility [Teilnahmevoraussetzung] (MEM-02, MEM-03, MEM-05).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AttestEligibilityInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttestEligibility {
    pub partner: PartnerId,
    pub criterion: EligibilityCriterion,
    pub attested_on: Date,
    /// True where the operator [Träger] has the contact, not the institution itself (MEM-03).
    #[serde(default)]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub by_operator: bool,
}

/// Admits a partner [Aufnahme]. Refused while a stated precondition is missing (MEM-04).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AdmitPartnerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdmitPartner {
    pub partner: PartnerId,
    pub admitted_on: Date,
}

/// Declines a request [Ablehnung der Anfrage].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "DeclineRequestInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineRequest {
    pub partner: PartnerId,
    pub declined_on: Date,
    pub reason: NewText,
}

/// Ends a membership [Ende der Mitgliedschaft]; the day may lie ahead, as after a notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndMembershipInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndMembership {
    pub partner: PartnerId,
    /// The last day of the membership.
    pub ended_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
}

/// Admits a former partner anew [Wiederaufnahme]: a new membership period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReadmitPartnerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReadmitPartner {
    pub partner: PartnerId,
    pub admitted_on: Date,
}

/// Assigns a field of work from the business date on [Arbeitsbereich] (MEM-09 … MEM-13).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignSectorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignSector {
    pub partner: PartnerId,
    pub sector: SectorCode,
}

/// Takes a field of work away from the business date on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveSectorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveSector {
    pub partner: PartnerId,
    pub sector: SectorCode,
}

/// Records who operates the institution [Träger, Trägerwechsel] (MEM-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeOperator {
    pub partner: PartnerId,
    /// The operator, itself a partner.
    pub operator: PartnerId,
    pub since: PartialDate,
}

/// Records an operator that is no partner, by its name alone [Träger außerhalb des Netzwerks] (MEM-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NameOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameOperator {
    pub partner: PartnerId,
    pub operator: NewInstitution,
    pub since: PartialDate,
}

/// Records that nobody operates the institution any more: it stands on its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReleaseOperatorInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseOperator {
    pub partner: PartnerId,
    /// The first day without an operator.
    pub since: PartialDate,
}

/// Records that the partner is of another kind from a day on [Art des Netzwerkpartners] (MEM-06).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeKindInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeKind {
    pub partner: PartnerId,
    pub kind: PartnerKind,
    pub since: PartialDate,
}

/// Records that the partner works at a site [Standort] (MEM-07).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignSite {
    pub partner: PartnerId,
    pub site: SiteId,
    pub since: PartialDate,
}

/// Records that the partner works at a site no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "LeaveSiteInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveSite {
    pub partner: PartnerId,
    pub site: SiteId,
    /// The first day without it.
    pub since: PartialDate,
}

/// Records that the partner takes part in another network too (MEM-36).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "JoinNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JoinNetwork {
    pub partner: PartnerId,
    pub network: NetworkId,
    pub since: PartialDate,
}

/// Records that the partner takes part in a network no more (MEM-36).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "LeaveNetworkInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveNetwork {
    pub partner: PartnerId,
    pub network: NetworkId,
    /// The first day without it.
    pub since: PartialDate,
}

/// Records another name or address from the business date on [Umbenennung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RenamePartnerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenamePartner {
    pub partner: PartnerId,
    pub institution: NewInstitution,
}

/// Records that an institution was entered twice [Dublette zusammenführen] (MEM-08): one partner, one voice.
///
/// It is a command of the duplicate, which takes no other from then on. Striking it opens the duplicate again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MergeDuplicateInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeDuplicate {
    /// The partner that stays.
    pub partner: PartnerId,
    /// The one that was entered a second time.
    pub duplicate: PartnerId,
    pub merged_on: Date,
}

/// Notes that the partner signed a cooperation agreement (AGR-06, MEM-04). Sent by the reaction alone; an office uses
/// it in a correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NoteSignatureInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteSignature {
    pub partner: PartnerId,
    pub agreement: AgreementId,
    pub signed_on: Date,
}

/// Notes that a signature noted before has another date, or is gone, because the agreement was corrected. Sent by the
/// reaction alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteSignatureCorrection {
    pub partner: PartnerId,
    pub agreement: AgreementId,
    /// The day that was noted; absent where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Date>,
    /// The day that stands now; absent where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// Why the agreement was corrected.
    pub reason: EntryId,
}

kernel::commands! {
    /// What may be done with a partner institution.
    pub enum PartnerCommand {
        RequestMembership = "request-membership",
        RenewRequest = "renew-request",
        ClarifyRequest = "clarify-request",
        SubmitProfile = "submit-profile",
        AttestEligibility = "attest-eligibility",
        AdmitPartner = "admit-partner",
        DeclineRequest = "decline-request",
        EndMembership = "end-membership",
        ReadmitPartner = "readmit-partner",
        AssignSector = "assign-sector",
        RemoveSector = "remove-sector",
        ChangeOperator = "change-operator",
        NameOperator = "name-operator",
        ReleaseOperator = "release-operator",
        ChangeKind = "change-kind",
        AssignSite = "assign-site",
        LeaveSite = "leave-site",
        JoinNetwork = "join-network",
        LeaveNetwork = "leave-network",
        RenamePartner = "rename-partner",
        NoteSignature = "note-signature",
        NoteSignatureCorrection = "note-signature-correction",
        OfferResource = "offer-resource",
        WithdrawResource = "withdraw-resource",
        RecordParticipation = "record-participation",
        RecordStaffTraining = "record-staff-training",
        RecordPresentation = "record-presentation",
        AttestParentParticipation = "attest-parent-participation",
        MergeDuplicate = "merge-duplicate",
        CorrectPartner = "correct-partner",
    }
}
