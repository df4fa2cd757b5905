//! What may be done with an experienced specialist's entry.

use kernel::{
    Date, DocumentRef, NewInstitution, NewPerson, NewText, PartnerId, PersonId, SpecialistId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

kernel::code! {
    /// The law under which a specialist advises [Rechtsgrundlage] (AGR-24, MEM-27, MEM-28).
    pub enum LegalBasis {
        /// carriers of professional secrets
        #[serde(rename = "kkg-4-2")]
        #[cfg_attr(feature = "graphql", graphql(name = "KKG_4_2"))]
        Kkg4 = "§ 4 Abs. 2 KKG (für Berufsgeheimnisträger)",
        /// all other professions
        #[serde(rename = "sgb8-8b")]
        #[cfg_attr(feature = "graphql", graphql(name = "SGB8_8B"))]
        Sgb8b = "§ 8b SGB VIII (für übrige Berufsgruppen)",
        /// providers of youth welfare
        #[serde(rename = "sgb8-8a")]
        #[cfg_attr(feature = "graphql", graphql(name = "SGB8_8A"))]
        Sgb8a = "§ 8a SGB VIII (für Träger der Jugendhilfe)",
    }
}

kernel::code! {
    /// What shows that somebody is experienced; ours, no document lists it.
    pub enum QualificationKind {
        /// a course for this task with a certificate
        Certificate = "Zertifikat als insoweit erfahrene Fachkraft",
        /// years of work in child protection
        Experience = "Berufserfahrung im Kinderschutz",
        /// something else
        Other = "sonstiger Nachweis",
    }
}

kernel::code! {
    /// Whether somebody may be asked [Erreichbarkeit].
    pub enum SpecialistAvailability {
        /// yes
        Available = "verfügbar",
        /// not for now
        Unavailable = "nicht verfügbar",
    }
}

/// Evidence of a qualification [Nachweis].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "NewQualificationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewQualification {
    pub kind: QualificationKind,
    pub held_on: Date,
    /// The scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
}

/// Enters an experienced specialist into the register [insoweit erfahrene Fachkraft benennen] (MEM-27, AGR-24).
///
/// Refused without a legal basis, and without the consent to store where the municipality asks for it (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RegisterSpecialistInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterSpecialist {
    /// The new entry's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<SpecialistId>,
    pub person: NewPerson,
    /// The partner where the person works; this or `institution` is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Name and address of where the person works [Anschrift], where it is no partner or another address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<NewInstitution>,
    /// For whom the person advises; at least one.
    pub bases: Vec<LegalBasis>,
    /// True for one of the municipality's own [städtische Kinderschutzfachkraft] (MEM-29).
    pub municipal: bool,
    pub registered_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<NewQualification>,
    /// When the consent to store was given [Einwilligung].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_on: Option<Date>,
    /// The version of the text that was consented to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text_version: Option<u16>,
}

/// Records for whom the specialist advises from a day on [Rechtsgrundlagen ändern] (MEM-27).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeSpecialistBasesInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSpecialistBases {
    pub specialist: SpecialistId,
    /// All of them; at least one.
    pub bases: Vec<LegalBasis>,
    /// The first day on which they hold.
    pub changed_on: Date,
}

/// Records other details of the same person from the business date on [Veränderung anzeigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeSpecialistDetailsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSpecialistDetails {
    pub specialist: SpecialistId,
    pub person: NewPerson,
    /// The partner where the person works; this or `institution` is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Name and address of where the person works, where it is no partner or another address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<NewInstitution>,
    /// When the consent to store was given, where it is needed and not recorded yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_given_on: Option<Date>,
    /// The version of the text that was consented to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text_version: Option<u16>,
}

/// Records evidence of a qualification [Nachweis der Qualifikation] (MEM-27).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordSpecialistQualificationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordSpecialistQualification {
    pub specialist: SpecialistId,
    pub qualification: NewQualification,
}

/// Records that the specialist held a training on child protection for the sites [Fortbildung] (MEM-29).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordSpecialistTrainingInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordSpecialistTraining {
    pub specialist: SpecialistId,
    pub held_on: Date,
}

/// Records whether the specialist may be asked [Erreichbarkeit ändern]; the days may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ChangeSpecialistAvailabilityInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSpecialistAvailability {
    pub specialist: SpecialistId,
    pub availability: SpecialistAvailability,
    pub from: Date,
    /// The last day, where it is known; afterwards it is as it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Records that the details are still right [Angaben bestätigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ConfirmSpecialistInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmSpecialist {
    pub specialist: SpecialistId,
    pub confirmed_on: Date,
}

/// Records the consent to store [Einwilligung in die Speicherung] (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "GiveSpecialistConsentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GiveSpecialistConsent {
    pub specialist: SpecialistId,
    pub given_on: Date,
    /// The version of the text that was consented to.
    pub text_version: u16,
}

/// Records that the consent is withdrawn [Widerruf]: the details are shown no more (MEM-20).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawSpecialistConsentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawSpecialistConsent {
    pub specialist: SpecialistId,
    pub withdrawn_on: Date,
}

/// Takes a specialist out of the register [Austragen]; the day may lie ahead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "EndSpecialistRegistrationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndSpecialistRegistration {
    pub specialist: SpecialistId,
    /// The last day.
    pub ended_on: Date,
}

/// Corrects what was recorded of a specialist [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectSpecialistInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectSpecialist {
    pub specialist: SpecialistId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<SpecialistReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a specialist.
    pub enum SpecialistReplacement for SpecialistCommand as "SpecialistReplacementInput" {
        RegisterSpecialist,
        ChangeSpecialistBases,
        ChangeSpecialistDetails,
        RecordSpecialistQualification,
        RecordSpecialistTraining,
        ChangeSpecialistAvailability,
        ConfirmSpecialist,
        GiveSpecialistConsent,
        WithdrawSpecialistConsent,
        EndSpecialistRegistration,
    }
}

kernel::commands! {
    /// What may be done with a specialist's entry.
    pub enum SpecialistCommand {
        RegisterSpecialist = "register-specialist",
        ChangeSpecialistBases = "change-specialist-bases",
        ChangeSpecialistDetails = "change-specialist-details",
        RecordSpecialistQualification = "record-specialist-qualification",
        RecordSpecialistTraining = "record-specialist-training",
        ChangeSpecialistAvailability = "change-specialist-availability",
        ConfirmSpecialist = "confirm-specialist",
        GiveSpecialistConsent = "give-specialist-consent",
        WithdrawSpecialistConsent = "withdraw-specialist-consent",
        EndSpecialistRegistration = "end-specialist-registration",
        CorrectSpecialist = "correct-specialist",
    }
}

impl RegisterSpecialist {
    /// The person: the one named in the details, else one that has the entry's id.
    pub fn person_id(&self) -> PersonId {
        let made = PersonId(self.id.map_or(self.person.id.0, |id| id.0));
        self.person.content.id.unwrap_or(made)
    }
}

impl ChangeSpecialistDetails {
    /// The person: the one named in the details, else one that has the entry's id.
    pub fn person_id(&self) -> PersonId {
        self.person
            .content
            .id
            .unwrap_or(PersonId(self.specialist.0))
    }
}
