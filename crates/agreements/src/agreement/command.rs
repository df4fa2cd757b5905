//! What an office may do with an agreement.

use kernel::{
    AgreementId, Date, DecisionRef, DocumentRef, FrameworkId, NetworkId, NewInstitution, NewText,
    PartnerId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{AgreementKind, ReviewOutcome, ReviewTrigger};
use super::protection::RecordProtectionContent;
use super::succession::{LinkUntouched, SupersedeAgreement};
use super::variables::FillVariables;
use crate::values::{NoticeForm, Side, SignatureForm, TermName};

/// Drafts an agreement [Vereinbarung entwerfen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "DraftAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftAgreement {
    /// The new agreement's id; made where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<AgreementId>,
    /// The network that it belongs to [Netzwerk].
    pub network: NetworkId,
    pub kind: AgreementKind,
    /// Title [Titel].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<NewText>,
    /// The district's project whose Träger agree [Stadtteilprojekt] (AGR-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_name: Option<NewText>,
    /// The text that is signed [Vereinbarungstext] (AGR-21); absent where the office uses a paper of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<FrameworkId>,
    /// The text's version, which must be approved; needed where there is a text, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework_version: Option<u32>,
}

/// Adds a party [Partei hinzufügen]: a known partner, or the public side by its name (AGR-02 … AGR-05).
///
/// Adding a partner again that is still a party changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "AddPartyInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddParty {
    pub agreement: AgreementId,
    pub side: Side,
    /// The partner; on the public side only where the public party is itself a Träger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The public party's name and address; never on the partner side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<NewInstitution>,
}

/// Removes a party that has not signed [Partei entfernen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RemovePartyInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveParty {
    pub agreement: AgreementId,
    /// The party's number in the agreement.
    pub party: u16,
}

/// Offers the agreement for signature [zur Unterschrift vorlegen] and copies the policy's terms into it.
///
/// Offering again copies them anew, until somebody signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "OfferAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferAgreement {
    pub agreement: AgreementId,
}

/// Records a party's signature or declaration [Unterschrift, Beitrittserklärung] (AGR-18 … AGR-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "SignAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignAgreement {
    pub agreement: AgreementId,
    /// The party's number in the agreement.
    pub party: u16,
    /// The date beside the signature [Datum].
    pub signed_on: Date,
    /// The place beside the signature [Ort].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<NewText>,
    /// The signatory's function, not the person [Funktion].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory_function: Option<NewText>,
    pub form: SignatureForm,
    /// The signed paper [Scan].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Records a notice that arrived [Kündigung eingegangen] (AGR-09 … AGR-13).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ReceiveNoticeInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReceiveNotice {
    pub agreement: AgreementId,
    /// The number of the party that gives notice.
    pub party: u16,
    /// The day on which it arrived [Zugang].
    pub received_on: Date,
    /// `ANY` for one that is not in writing.
    pub form: NoticeForm,
    /// The reason, where one is needed (AGR-10) [Begründung].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
    /// The letter [Scan].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Records that a party took its notice back before it took effect [Kündigung zurückgenommen] (AGR-12).
///
/// No document speaks of it, so it warns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "WithdrawNoticeInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawNotice {
    pub agreement: AgreementId,
    /// The number of the party that gave notice.
    pub party: u16,
    /// The first day on which the notice no longer runs.
    pub withdrawn_on: Date,
    /// Why [Grund].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NewText>,
}

/// Proposes an amendment [Änderung vorschlagen] (AGR-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ProposeAmendmentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposeAmendment {
    pub agreement: AgreementId,
    /// What it changes [Inhalt].
    pub summary: NewText,
    /// The terms that it changes [geänderte Bedingungen]; a renaming of the network is one (AGR-34).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TermName>,
    pub proposed_on: Date,
}

/// Records a party's signature under an amendment [Änderung unterzeichnen] (AGR-14).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "SignAmendmentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignAmendment {
    pub agreement: AgreementId,
    /// The amendment's number in the agreement.
    pub amendment: u16,
    /// The party's number in the agreement.
    pub party: u16,
    pub signed_on: Date,
    pub form: SignatureForm,
}

/// Records that the agreement has to be looked at again [Überprüfung veranlassen] (AGR-11, AGR-15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RequireReviewInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequireReview {
    pub agreement: AgreementId,
    pub trigger: ReviewTrigger,
    /// Since when there is a reason for it.
    pub since: Date,
}

/// Records a review that was held [Qualitätsdialog] (AGR-11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RecordReviewInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordReview {
    pub agreement: AgreementId,
    pub held_on: Date,
    pub outcome: ReviewOutcome,
}

/// Extends an agreement with a fixed end, before that end [Verlängerung] (AGR-08).
///
/// An agreement that has ended is not extended: a new one takes its place, and the gap stays visible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RenewAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewAgreement {
    pub agreement: AgreementId,
    /// The new last day.
    pub new_end: Date,
    /// The decision behind it [Beschluss].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
}

/// Records that there will be no extension [Verlängerung abgelehnt] (AGR-08).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "DenyExtensionInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DenyExtension {
    pub agreement: AgreementId,
    pub denied_on: Date,
}

/// Corrects what was recorded of an agreement [Angabe berichtigen].
///
/// Its business date is that of the corrected fact; what follows from the facts is derived anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "CorrectAgreementInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectAgreement {
    pub agreement: AgreementId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<AgreementReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of an agreement.
    pub enum AgreementReplacement for AgreementCommand as "AgreementReplacementInput" {
        DraftAgreement,
        AddParty,
        RemoveParty,
        FillVariables,
        OfferAgreement,
        SignAgreement,
        ReceiveNotice,
        WithdrawNotice,
        ProposeAmendment,
        SignAmendment,
        RequireReview,
        RecordReview,
        RenewAgreement,
        DenyExtension,
        SupersedeAgreement,
        LinkUntouched,
        RecordProtectionContent,
    }
}

impl CorrectAgreement {
    /// The command that should have been given, about the same agreement where it names none.
    pub(super) fn instead(&self) -> Option<AgreementCommand> {
        let mut command = AgreementCommand::from(self.replacement.clone()?);
        if let AgreementCommand::DraftAgreement(draft) = &mut command {
            draft.id.get_or_insert(self.agreement);
        }
        Some(command)
    }
}

kernel::commands! {
    /// What may be done with an agreement.
    pub enum AgreementCommand {
        DraftAgreement = "draft-agreement",
        AddParty = "add-party",
        RemoveParty = "remove-party",
        FillVariables = "fill-variables",
        OfferAgreement = "offer-agreement",
        SignAgreement = "sign-agreement",
        ReceiveNotice = "receive-notice",
        WithdrawNotice = "withdraw-notice",
        ProposeAmendment = "propose-amendment",
        SignAmendment = "sign-amendment",
        RequireReview = "require-review",
        RecordReview = "record-review",
        RenewAgreement = "renew-agreement",
        DenyExtension = "deny-extension",
        SupersedeAgreement = "supersede-agreement",
        LinkUntouched = "link-untouched",
        RecordProtectionContent = "record-protection-content",
        CorrectAgreement = "correct-agreement",
    }
}
