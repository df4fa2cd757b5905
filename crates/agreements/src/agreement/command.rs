//! What an office may do with an agreement.

use kernel::{
    AgreementId, Date, DecisionRef, DomainCommand, NetworkId, NewInstitution, NewText, PartnerId,
    StreamId, VaultEntry,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::{NoticeForm, Side, SignatureForm};

kernel::code! {
    /// Kind of an agreement [Art der Vereinbarung] (AGR-25, AGR-29).
    pub enum AgreementKind {
        /// the network's cooperation agreement
        Cooperation = "Kooperationsvereinbarung",
        /// the additional agreement on the protection mandate, § 8a SGB VIII
        ProtectionMandate8a = "Zusatzvereinbarung zum Schutzauftrag (§ 8a SGB VIII)",
        /// an agreement on developing quality
        QualityDevelopment = "Qualitätsentwicklungsvereinbarung",
        /// rules of procedure
        Procedure = "Verfahrensregelung",
    }
}

kernel::code! {
    /// What a review found [Ergebnis der Überprüfung] (AGR-11).
    pub enum ReviewOutcome {
        /// it stays as it is
        Confirmed = "bestätigt",
        /// it has to be changed
        ModificationNeeded = "Änderung nötig",
    }
}

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
}

/// Corrects a signature's date that was recorded wrongly [Unterschriftsdatum berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "CorrectSignatureInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectSignature {
    pub agreement: AgreementId,
    /// The party's number in the agreement.
    pub party: u16,
    /// The date that really stands beside the signature.
    pub signed_on: Date,
    /// Why it is corrected [Grund].
    pub reason: NewText,
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

kernel::commands! {
    /// What may be done with an agreement.
    pub enum AgreementCommand {
        DraftAgreement = "draft-agreement",
        AddParty = "add-party",
        RemoveParty = "remove-party",
        OfferAgreement = "offer-agreement",
        SignAgreement = "sign-agreement",
        CorrectSignature = "correct-signature",
        ReceiveNotice = "receive-notice",
        ProposeAmendment = "propose-amendment",
        SignAmendment = "sign-amendment",
        RecordReview = "record-review",
        RenewAgreement = "renew-agreement",
        DenyExtension = "deny-extension",
    }
}

impl DomainCommand for AgreementCommand {
    const STREAM: &'static str = "agreement";

    fn target(&self) -> Option<Uuid> {
        let agreement = match self {
            Self::DraftAgreement(command) => return command.id.map(|id| id.0),
            Self::AddParty(command) => command.agreement,
            Self::RemoveParty(command) => command.agreement,
            Self::OfferAgreement(command) => command.agreement,
            Self::SignAgreement(command) => command.agreement,
            Self::CorrectSignature(command) => command.agreement,
            Self::ReceiveNotice(command) => command.agreement,
            Self::ProposeAmendment(command) => command.agreement,
            Self::SignAmendment(command) => command.agreement,
            Self::RecordReview(command) => command.agreement,
            Self::RenewAgreement(command) => command.agreement,
            Self::DenyExtension(command) => command.agreement,
        };
        Some(agreement.0)
    }

    fn assign(&mut self, id: Uuid) {
        if let Self::DraftAgreement(command) = self {
            command.id = Some(AgreementId(id));
        }
    }

    fn creates(&self) -> bool {
        matches!(self, Self::DraftAgreement(_))
    }

    fn reads(&self) -> Vec<StreamId> {
        match self {
            Self::DraftAgreement(command) => vec![StreamId::new("network", command.network.0)],
            Self::AddParty(command) => command
                .partner
                .map(|partner| StreamId::new("partner", partner.0))
                .into_iter()
                .collect(),
            Self::RemoveParty(_)
            | Self::OfferAgreement(_)
            | Self::SignAgreement(_)
            | Self::CorrectSignature(_)
            | Self::ReceiveNotice(_)
            | Self::ProposeAmendment(_)
            | Self::SignAmendment(_)
            | Self::RecordReview(_)
            | Self::RenewAgreement(_)
            | Self::DenyExtension(_) => Vec::new(),
        }
    }

    fn entries(&self) -> Vec<VaultEntry> {
        fn texts<const N: usize>(texts: [Option<&NewText>; N]) -> Vec<VaultEntry> {
            texts.into_iter().flatten().map(VaultEntry::from).collect()
        }
        match self {
            Self::DraftAgreement(command) => {
                texts([command.title.as_ref(), command.project_name.as_ref()])
            }
            Self::AddParty(command) => command.institution.iter().map(VaultEntry::from).collect(),
            Self::SignAgreement(command) => {
                texts([command.place.as_ref(), command.signatory_function.as_ref()])
            }
            Self::CorrectSignature(command) => texts([Some(&command.reason)]),
            Self::ReceiveNotice(command) => texts([command.reason.as_ref()]),
            Self::ProposeAmendment(command) => texts([Some(&command.summary)]),
            Self::RemoveParty(_)
            | Self::OfferAgreement(_)
            | Self::SignAmendment(_)
            | Self::RecordReview(_)
            | Self::RenewAgreement(_)
            | Self::DenyExtension(_) => Vec::new(),
        }
    }
}
