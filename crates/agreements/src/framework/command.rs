//! What an office may do with a text.
//!
//! Clauses are revised whole: a decision knows a text by its marks alone, and those are read from the words that the
//! command brings.

use kernel::{Date, DecisionRef, FrameworkId, NewText, PartnerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::codes::{ClauseCode, ClauseNumber, PlaceholderCode};
use super::values::{AnswerOutcome, BasedOn, ClauseSubject, PlaceholderKind};
use crate::agreement::AgreementKind;

/// Drafts a text [Vereinbarungstext entwerfen]: its first version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "DraftFrameworkInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftFramework {
    /// The new text's id; made where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<FrameworkId>,
    pub kind: AgreementKind,
    /// Title, at most 200 characters; it may hold placeholders.
    pub title: NewText,
    /// The office that answers for it, never a person (AGR-30) [verantwortliche Stelle].
    pub responsible_office: NewText,
    /// The day that is printed with it [Stand] (AGR-30).
    pub stand: Date,
    /// The text whose clauses and placeholders it starts with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub based_on: Option<BasedOn>,
}

/// A clause as it is given [Abschnitt].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "NewClauseInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewClause {
    pub clause: ClauseCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<ClauseNumber>,
    /// What it settles, where that is one of the named subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<ClauseSubject>,
    /// Heading, at most 200 characters [Überschrift].
    pub heading: NewText,
    /// Words, with placeholders such as `{{traeger}}` [Wortlaut].
    pub body: NewText,
}

/// Sets all clauses of the draft at once [Wortlaut übernehmen]; those that it had are gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "SetClausesInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetClauses {
    pub framework: FrameworkId,
    pub clauses: Vec<NewClause>,
}

/// Adds a clause to the draft [Abschnitt hinzufügen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "AddClauseInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddClause {
    pub framework: FrameworkId,
    pub clause: NewClause,
    /// Its place, from 1; at the end where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u16>,
}

/// Gives a clause of the draft other words [Abschnitt überarbeiten].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ReviseClauseInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviseClause {
    pub framework: FrameworkId,
    pub clause: NewClause,
}

/// Removes a clause from the draft [Abschnitt streichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RemoveClauseInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveClause {
    pub framework: FrameworkId,
    pub clause: ClauseCode,
}

/// Moves a clause of the draft [Abschnitt verschieben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "MoveClauseInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MoveClause {
    pub framework: FrameworkId,
    pub clause: ClauseCode,
    /// Its new place, from 1.
    pub position: u16,
}

/// Declares a placeholder of the draft, or declares it anew [Platzhalter festlegen] (AGR-02, AGR-21).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "DeclarePlaceholderInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclarePlaceholder {
    pub framework: FrameworkId,
    pub placeholder: PlaceholderCode,
    pub kind: PlaceholderKind,
    /// What an office reads beside the field, at most 200 characters [Bezeichnung].
    pub label: NewText,
    /// Whether an agreement cannot be offered without its value.
    pub required: bool,
}

/// Removes a placeholder's declaration from the draft [Platzhalter entfernen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RemovePlaceholderInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovePlaceholder {
    pub framework: FrameworkId,
    pub placeholder: PlaceholderCode,
}

/// Sends the draft to the partners for comments [Abstimmung eröffnen] (AGR-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "OpenConsultationInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenConsultation {
    pub framework: FrameworkId,
    /// Its first day; it may lie ahead.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// The partners that were asked; empty where all were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub invited: Vec<PartnerId>,
}

/// Records what somebody said to the draft [Stellungnahme erfassen] (AGR-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RecordCommentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordComment {
    pub framework: FrameworkId,
    /// The clause that it is about; the whole text where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseCode>,
    /// The partner that said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The function of who said it, such as „Jugendhilfeplanung“, never a person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<NewText>,
    pub text: NewText,
    pub received_on: Date,
}

/// Answers a comment [Stellungnahme beantworten] (AGR-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "AnswerCommentInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnswerComment {
    pub framework: FrameworkId,
    /// The comment's number in the text, over all versions.
    pub comment: u16,
    pub outcome: AnswerOutcome,
    pub text: NewText,
}

/// Ends the consultation before its last day [Abstimmung schließen] (AGR-31).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "CloseConsultationInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseConsultation {
    pub framework: FrameworkId,
    /// Its last day.
    pub closed_on: Date,
}

/// Approves the draft [Text freigeben]; from then on its words stay as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "ApproveFrameworkInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveFramework {
    pub framework: FrameworkId,
    pub approved_on: Date,
    /// The decision behind it [Beschluss].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
}

/// Starts the next version with the approved one's words [neue Fassung beginnen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "StartFrameworkVersionInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartFrameworkVersion {
    pub framework: FrameworkId,
    /// The day that is printed with it [Stand] (AGR-30).
    pub stand: Date,
    /// The new title; the last one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<NewText>,
    /// The office that answers for it now; the last one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible_office: Option<NewText>,
}

/// Takes the text out of use [Text zurückziehen]; agreements made on it stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RetireFrameworkInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetireFramework {
    pub framework: FrameworkId,
    /// The last day on which it was in use.
    pub retired_on: Date,
    pub reason: NewText,
}

/// Corrects what was recorded of a text [Angabe berichtigen]. The words of an approved version are not corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::InputObject))]
#[cfg_attr(feature = "graphql", graphql(name = "CorrectFrameworkInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectFramework {
    pub framework: FrameworkId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<FrameworkReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a text.
    pub enum FrameworkReplacement for FrameworkCommand as "FrameworkReplacementInput" {
        DraftFramework,
        SetClauses,
        AddClause,
        ReviseClause,
        RemoveClause,
        MoveClause,
        DeclarePlaceholder,
        RemovePlaceholder,
        OpenConsultation,
        RecordComment,
        AnswerComment,
        CloseConsultation,
        ApproveFramework,
        StartFrameworkVersion,
        RetireFramework,
    }
}

kernel::commands! {
    /// What may be done with a text.
    pub enum FrameworkCommand {
        DraftFramework = "draft-framework",
        SetClauses = "set-clauses",
        AddClause = "add-clause",
        ReviseClause = "revise-clause",
        RemoveClause = "remove-clause",
        MoveClause = "move-clause",
        DeclarePlaceholder = "declare-placeholder",
        RemovePlaceholder = "remove-placeholder",
        OpenConsultation = "open-consultation",
        RecordComment = "record-comment",
        AnswerComment = "answer-comment",
        CloseConsultation = "close-consultation",
        ApproveFramework = "approve-framework",
        StartFrameworkVersion = "start-framework-version",
        RetireFramework = "retire-framework",
        CorrectFramework = "correct-framework",
    }
}
