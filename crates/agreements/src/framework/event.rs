//! What happened to a text.
//!
//! Ids, codes, dates and counts; every word is an entry of the vault, by its id. Whatever happens to a version names
//! it, so that a correction of one version never reaches into another.

use kernel::{Date, DecisionRef, EntryId, FrameworkId, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{ClauseCode, PlaceholderCode};
use super::values::{AnswerOutcome, BasedOn, Clause, MarkedText, PlaceholderKind};
use crate::agreement::AgreementKind;

/// A text was drafted: version 1 [entworfen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameworkDrafted {
    pub framework: FrameworkId,
    pub kind: AgreementKind,
    pub title: MarkedText,
    pub responsible_office: EntryId,
    pub stand: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<BasedOn>,
    pub drafted_on: Date,
}

/// All clauses were set [Wortlaut übernommen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClausesSet {
    pub version: u32,
    pub clauses: Vec<Clause>,
    pub set_on: Date,
}

/// A clause was added [Abschnitt hinzugefügt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseAdded {
    pub version: u32,
    pub clause: Clause,
    /// Its place, from 1.
    pub position: u16,
    pub added_on: Date,
}

/// A clause got other words [Abschnitt überarbeitet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseRevised {
    pub version: u32,
    pub clause: Clause,
    pub revised_on: Date,
}

/// A clause was removed [Abschnitt gestrichen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseRemoved {
    pub version: u32,
    pub clause: ClauseCode,
    pub removed_on: Date,
}

/// A clause was moved [Abschnitt verschoben].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseMoved {
    pub version: u32,
    pub clause: ClauseCode,
    /// Its new place, from 1.
    pub position: u16,
    pub moved_on: Date,
}

/// A placeholder was declared, or declared anew [Platzhalter festgelegt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceholderDeclared {
    pub version: u32,
    pub placeholder: PlaceholderCode,
    pub kind: PlaceholderKind,
    pub label: EntryId,
    pub required: bool,
    pub declared_on: Date,
}

/// A placeholder's declaration was removed [Platzhalter entfernt].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceholderRemoved {
    pub version: u32,
    pub placeholder: PlaceholderCode,
    pub removed_on: Date,
}

/// Partners were asked for comments [Abstimmung eröffnet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsultationOpened {
    pub version: u32,
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// Empty where all partners were asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invited: Vec<PartnerId>,
}

/// A comment arrived [Stellungnahme eingegangen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommentRecorded {
    pub version: u32,
    /// Numbers count up over all versions of the text.
    pub comment: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<EntryId>,
    pub text: EntryId,
    pub received_on: Date,
}

/// A comment was answered [Stellungnahme beantwortet].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CommentAnswered {
    pub comment: u16,
    pub outcome: AnswerOutcome,
    pub text: EntryId,
    pub answered_on: Date,
}

/// The consultation ended before its last day [Abstimmung geschlossen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsultationClosed {
    pub version: u32,
    /// Its last day.
    pub closed_on: Date,
}

/// A version was approved: its words stay as they are [freigegeben].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameworkApproved {
    pub version: u32,
    pub approved_on: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
}

/// The next version was started with the words of the last one [neue Fassung begonnen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameworkVersionStarted {
    pub version: u32,
    pub stand: Date,
    /// Absent where it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<MarkedText>,
    /// Absent where it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible_office: Option<EntryId>,
    pub started_on: Date,
}

/// The text was taken out of use [zurückgezogen].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameworkRetired {
    /// The last day on which it was in use.
    pub retired_on: Date,
    pub reason: EntryId,
}

/// A fact of a text was corrected or struck [berichtigt].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FrameworkFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<FrameworkEvent>>,
}

kernel::events! {
    /// What happens to a text.
    pub enum FrameworkEvent {
        FrameworkDrafted = 1,
        ClausesSet = 1,
        ClauseAdded = 1,
        ClauseRevised = 1,
        ClauseRemoved = 1,
        ClauseMoved = 1,
        PlaceholderDeclared = 1,
        PlaceholderRemoved = 1,
        ConsultationOpened = 1,
        CommentRecorded = 1,
        CommentAnswered = 1,
        ConsultationClosed = 1,
        FrameworkApproved = 1,
        FrameworkVersionStarted = 1,
        FrameworkRetired = 1,
        FrameworkFactCorrected = 1,
    }
}
