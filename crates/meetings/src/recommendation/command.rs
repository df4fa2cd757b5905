//! What may be done with a recommendation.

use kernel::{BodyId, Date, DecisionRef, MeetingId, NewText, OutcomeId, RecommendationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::addressee::Addressee;
use crate::policy::MeetingDuty;

kernel::code! {
    /// What kind of recommendation it is [Art der Empfehlung].
    pub enum RecommendationKind {
        /// says what others should do
        Recommendation = "Empfehlung",
        /// bundles needs of a site (MTG-21)
        MeasureRecommendation = "Maßnahme-Empfehlung",
        /// proposes that others change something (MTG-20)
        ChangeProposal = "Veränderungsvorschlag",
        /// what a conference came to (MTG-22)
        ConferenceResult = "Ergebnis der Netzwerkkonferenz",
    }
}

kernel::code! {
    /// How an addressee answers [Art der Antwort].
    pub enum AnswerKind {
        /// it does what was recommended
        Adopted = "übernommen",
        /// it does some of it
        Partly = "teilweise übernommen",
        /// it does not
        Rejected = "abgelehnt",
        /// it took note
        Noted = "zur Kenntnis genommen",
    }
}

/// Raises what a meeting came to as a recommendation [Empfehlung aussprechen] (MTG-19 … MTG-22).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RaiseRecommendationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RaiseRecommendation {
    /// The new recommendation's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<RecommendationId>,
    pub meeting: MeetingId,
    /// The meeting's outcome; it is a recommendation.
    pub outcome: OutcomeId,
    /// The body whose meeting it was.
    pub body: BodyId,
    pub kind: RecommendationKind,
    /// One line of at most 200 characters [Titel].
    pub title: NewText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub raised_on: Date,
}

/// Passes a recommendation on [weiterleiten] (MTG-19 … MTG-22).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ForwardRecommendationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForwardRecommendation {
    pub recommendation: RecommendationId,
    /// Who passes it on: the body that raised it or an addressee that has it.
    pub from: Addressee,
    pub to: Addressee,
    pub forwarded_on: Date,
    /// Who carried it, where that is known [über wen].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<MeetingDuty>,
    /// What was written to the addressee [Anschreiben].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<NewText>,
}

/// Records that an addressee got it [Eingang bestätigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordRecommendationReceiptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRecommendationReceipt {
    pub recommendation: RecommendationId,
    pub at: Addressee,
    pub received_on: Date,
}

/// Records what an addressee answered [Antwort erfassen]; one may answer again, the latest holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordRecommendationAnswerInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRecommendationAnswer {
    pub recommendation: RecommendationId,
    pub from: Addressee,
    pub answer: AnswerKind,
    /// The decision behind it [Beschluss].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
    pub answered_on: Date,
}

/// Records that the body that raised it saw what came back [Antwort vorgestellt] (MTG-13, MTG-17).
///
/// Possible after the end, too: the body is told how it went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "MarkRecommendationAnswerPresentedInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkAnswerPresented {
    pub recommendation: RecommendationId,
    /// Who answered, or the subgroup that gave it back.
    pub from: Addressee,
    /// The meeting of the body that raised it.
    pub meeting: MeetingId,
}

/// Has a subgroup prepare how it can be carried out [an Untergruppe geben] (MTG-17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignRecommendationToSubgroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignToSubgroup {
    pub recommendation: RecommendationId,
    /// A subgroup of the body that raised it.
    pub subgroup: BodyId,
    pub assigned_on: Date,
}

/// Records that the subgroup gave it back [aus Untergruppe zurück] (MTG-13, MTG-17).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReturnRecommendationFromSubgroupInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnFromSubgroup {
    pub recommendation: RecommendationId,
    pub returned_on: Date,
    /// What the subgroup prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<NewText>,
}

/// Withdraws a recommendation [zurückziehen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WithdrawRecommendationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawRecommendation {
    pub recommendation: RecommendationId,
    /// Why [Grund].
    pub reason: NewText,
    pub withdrawn_on: Date,
}

/// Closes a recommendation [abschließen]: nothing more is expected of anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CloseRecommendationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseRecommendation {
    pub recommendation: RecommendationId,
    pub closed_on: Date,
}

/// Corrects what was recorded of a recommendation [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectRecommendationInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectRecommendation {
    pub recommendation: RecommendationId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<RecommendationReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a recommendation.
    pub enum RecommendationReplacement for RecommendationCommand as "RecommendationReplacementInput" {
        RaiseRecommendation,
        ForwardRecommendation,
        RecordRecommendationReceipt,
        RecordRecommendationAnswer,
        MarkAnswerPresented,
        AssignToSubgroup,
        ReturnFromSubgroup,
        WithdrawRecommendation,
        CloseRecommendation,
    }
}

kernel::commands! {
    /// What may be done with a recommendation.
    pub enum RecommendationCommand {
        RaiseRecommendation = "raise-recommendation",
        ForwardRecommendation = "forward-recommendation",
        RecordRecommendationReceipt = "record-recommendation-receipt",
        RecordRecommendationAnswer = "record-recommendation-answer",
        MarkAnswerPresented = "mark-answer-presented",
        AssignToSubgroup = "assign-to-subgroup",
        ReturnFromSubgroup = "return-from-subgroup",
        WithdrawRecommendation = "withdraw-recommendation",
        CloseRecommendation = "close-recommendation",
        CorrectRecommendation = "correct-recommendation",
    }
}
