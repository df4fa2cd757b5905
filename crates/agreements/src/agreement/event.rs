//! What happened to an agreement.
//!
//! Ids, codes, dates and counts; every word is an entry of the vault, by its id. Each event carries its own date.

use kernel::{AgreementId, Date, DecisionRef, EntryId, NetworkId, PartnerId, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::{AgreementKind, ReviewOutcome};
use crate::AgreementTerms;
use crate::values::{EntryIntoForce, NoticeForm, Side, SignatureForm};

kernel::code! {
    /// How a notice's effect was found [Regel der Wirkung] (AGR-09, AGR-11, AGR-12).
    pub enum NoticeRule {
        /// it takes effect on the day on which it arrived
        OnReceipt = "wirksam mit Zugang",
        /// it arrived in time for the end of its year
        YearEnd = "wirksam zum Jahresende",
        /// it arrived too late for the end of its year
        NextYearEnd = "wirksam zum Ende des nächsten Jahres",
        /// the agreement ends before the notice would take effect
        TermEnd = "wirksam mit dem Ende der Vereinbarung",
        /// nobody says
        Unstated = "nicht geregelt",
        /// the agreement had already ended: only as an answer, never in an event
        AgreementEnded = "Vereinbarung schon beendet",
    }
}

/// An agreement was drafted [entworfen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementDrafted {
    pub agreement: AgreementId,
    pub network: NetworkId,
    pub kind: AgreementKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_name: Option<EntryId>,
    pub drafted_on: Date,
}

/// A party was added [Partei hinzugefügt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartyAdded {
    /// Numbers count up and are never used twice.
    pub party: u16,
    pub side: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<EntryId>,
    pub added_on: Date,
}

/// A party that had not signed was removed [Partei entfernt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartyRemoved {
    pub party: u16,
    pub removed_on: Date,
}

/// The agreement was offered for signature with these terms [zur Unterschrift vorgelegt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementOffered {
    pub offered_on: Date,
    pub terms: AgreementTerms,
}

/// A party signed or declared its accession [unterzeichnet, beigetreten].
///
/// Carries network and kind, so that a reaction needs nothing else: a signed protection mandate admits nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementSigned {
    pub network: NetworkId,
    pub kind: AgreementKind,
    pub party: u16,
    pub side: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub signed_on: Date,
    pub form: SignatureForm,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntryId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatory_function: Option<EntryId>,
}

/// The date of a signature was corrected [berichtigt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureCorrected {
    pub party: u16,
    /// The date that was recorded before.
    pub previous: Date,
    pub signed_on: Date,
    pub reason: EntryId,
    pub corrected_on: Date,
}

/// The agreement entered into force [in Kraft getreten]; again after a correction that moves the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementEnteredIntoForce {
    pub effective_on: Date,
    /// `inferred` where no document says what makes it enter into force.
    pub status: Status,
    pub rule: EntryIntoForce,
    /// The parties whose signatures it took.
    pub parties: Vec<u16>,
}

/// A notice arrived [Kündigung eingegangen]. It ends the cooperation of the party that gave it (AGR-12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeReceived {
    pub network: NetworkId,
    pub kind: AgreementKind,
    pub party: u16,
    pub side: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub received_on: Date,
    pub form: NoticeForm,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
    /// The last day of the party's cooperation; absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    pub rule: NoticeRule,
    pub status: Status,
    /// The last day on which it would have been in time for the end of its year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_day: Option<Date>,
}

/// After the last notice nobody remains on a side: the agreement ends [beendet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementTerminated {
    /// The last day.
    pub effective_on: Date,
    /// The side on which nobody remains.
    pub side: Side,
    pub status: Status,
}

/// An amendment was proposed [Änderung vorgeschlagen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentProposed {
    pub amendment: u16,
    pub summary: EntryId,
    pub proposed_on: Date,
}

/// A party signed an amendment [Änderung unterzeichnet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentSigned {
    pub amendment: u16,
    pub party: u16,
    pub signed_on: Date,
    pub form: SignatureForm,
}

/// An amendment has all signatures that it needs [geändert].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementAmended {
    pub amendment: u16,
    pub effective_on: Date,
    pub status: Status,
}

/// The agreement was reviewed [überprüft].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementReviewed {
    pub held_on: Date,
    pub outcome: ReviewOutcome,
}

/// The agreement was extended before its end [verlängert].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementRenewed {
    pub new_end: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    pub renewed_on: Date,
}

/// There will be no extension [Verlängerung abgelehnt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExtensionDenied {
    pub denied_on: Date,
}

kernel::events! {
    /// What happens to an agreement.
    pub enum AgreementEvent {
        AgreementDrafted = 1,
        PartyAdded = 1,
        PartyRemoved = 1,
        AgreementOffered = 1,
        AgreementSigned = 1,
        SignatureCorrected = 1,
        AgreementEnteredIntoForce = 1,
        NoticeReceived = 1,
        AgreementTerminated = 1,
        AmendmentProposed = 1,
        AmendmentSigned = 1,
        AgreementAmended = 1,
        AgreementReviewed = 1,
        AgreementRenewed = 1,
        ExtensionDenied = 1,
    }
}
