//! What happened to an agreement.
//!
//! Ids, codes, dates and counts; every word is an entry of the vault, by its id. Each event carries its own date.

use kernel::{AgreementId, Date, DecisionRef, DocumentRef, EntryId, NetworkId, PartnerId, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{AgreementKind, ReviewOutcome, ReviewTrigger};
use super::protection::ProtectionContentRecorded;
use super::succession::{AgreementLeftUntouched, AgreementSuperseded};
use super::variables::{DraftedText, VariablesFilled};
use crate::AgreementTerms;
use crate::values::{EntryIntoForce, NoticeForm, Side, SignatureForm, TermName};

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
    /// The approved text that is signed; absent where the office uses a paper of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<DraftedText>,
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
    /// The signed paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// After a correction a party's signature has another date, stands again, or is gone [berichtigt].
///
/// Follows from the correction; carries what a reaction needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignatureCorrected {
    pub network: NetworkId,
    pub kind: AgreementKind,
    pub party: u16,
    pub side: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The date that stood before; absent where none stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Date>,
    /// The date that stands now; absent where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// Why it was corrected.
    pub reason: EntryId,
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

/// After a correction a signature is missing: the agreement never entered into force [doch nicht in Kraft].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementEntryIntoForceWithdrawn {
    /// The first day in force that was recorded before.
    pub previous: Date,
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
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// A notice was taken back before it took effect [Kündigung zurückgenommen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeWithdrawn {
    pub network: NetworkId,
    pub kind: AgreementKind,
    pub party: u16,
    pub side: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    pub received_on: Date,
    /// The first day on which the notice no longer runs.
    pub withdrawn_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<EntryId>,
}

/// After a correction a notice takes effect on another day [Wirkung neu berechnet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeEffectChanged {
    pub party: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<Date>,
    pub rule: NoticeRule,
    pub status: Status,
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

/// Somebody remains after all: the end by notice no longer holds [Ende entfallen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementTerminationWithdrawn {
    /// The last day that was recorded before.
    pub previous: Date,
    pub side: Side,
}

/// An amendment was proposed [Änderung vorgeschlagen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentProposed {
    pub amendment: u16,
    pub summary: EntryId,
    pub proposed_on: Date,
    /// The terms that it changes, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<TermName>,
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

/// After a correction an amendment lacks a signature that it needs [Änderung wieder offen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentReopened {
    pub amendment: u16,
    /// The first day of the amendment that was recorded before.
    pub previous: Date,
}

/// There is a reason to look at the agreement again [Überprüfung veranlasst].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewRequired {
    pub trigger: ReviewTrigger,
    pub since: Date,
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

/// A fact of an agreement was corrected or struck [berichtigt].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgreementFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<AgreementEvent>>,
}

kernel::events! {
    /// What happens to an agreement.
    pub enum AgreementEvent {
        AgreementDrafted = 1,
        PartyAdded = 1,
        PartyRemoved = 1,
        VariablesFilled = 1,
        AgreementOffered = 1,
        AgreementSigned = 1,
        SignatureCorrected = 1,
        AgreementEnteredIntoForce = 1,
        AgreementEntryIntoForceWithdrawn = 1,
        NoticeReceived = 1,
        NoticeWithdrawn = 1,
        NoticeEffectChanged = 1,
        AgreementTerminated = 1,
        AgreementTerminationWithdrawn = 1,
        AmendmentProposed = 1,
        AmendmentSigned = 1,
        AgreementAmended = 1,
        AmendmentReopened = 1,
        ReviewRequired = 1,
        AgreementReviewed = 1,
        AgreementRenewed = 1,
        ExtensionDenied = 1,
        AgreementSuperseded = 1,
        AgreementLeftUntouched = 1,
        ProtectionContentRecorded = 1,
        AgreementFactCorrected = 1,
    }
}
