//! The way of a recommendation: its steps with their answers, what subgroups prepared, what came back.

use async_graphql::SimpleObject;
use kernel::{Date, DecisionRef};
use meetings::policy::MeetingDuty;
use meetings::recommendation::AnswerKind;

use super::target::RecommendationTarget;
use crate::graphql::bodies::BodyReference;
use crate::graphql::meetings::MeetingReference;

/// One step of a recommendation's way, and what the addressee made of it [Weiterleitung] (MTG-19 … MTG-22).
#[derive(Clone, SimpleObject)]
pub struct RecommendationStep {
    /// Who passed it on: the body that raised it, or an addressee that had it.
    pub(super) from: RecommendationTarget,
    /// To whom it went.
    pub(super) target: RecommendationTarget,
    pub(super) forwarded_on: Date,
    /// Who carried it [über wen]; `null` where nobody recorded it.
    pub(super) forwarded_by: Option<MeetingDuty>,
    /// The same in German.
    pub(super) forwarded_by_label: Option<&'static str>,
    /// What was written to the addressee [Anschreiben]; `null` where nothing was, or it was erased.
    pub(super) letter: Option<String>,
    /// When it arrived there [Eingang].
    pub(super) received_on: Option<Date>,
    /// What holds of the answers [Antwort].
    pub(super) answer: Option<AnswerKind>,
    /// The answer in German.
    pub(super) answer_label: Option<&'static str>,
    pub(super) answered_on: Option<Date>,
    /// The decision behind the answer [Beschluss, Vorlage].
    pub(super) decision: Option<DecisionRef>,
    /// What the addressee wrote; `null` where it wrote nothing, or it was erased.
    pub(super) note: Option<String>,
    /// Every answer, in the order in which it was told: an addressee may answer again.
    pub(super) answers: Vec<RecommendationAnswer>,
    /// True while the addressee owes an answer: it neither answered nor passed it on.
    pub(super) open: bool,
    /// For how many days it has owed it.
    pub(super) waiting_days: Option<i32>,
}

/// What an addressee answered [Antwort].
#[derive(Clone, SimpleObject)]
pub struct RecommendationAnswer {
    pub(super) answer: AnswerKind,
    /// The answer in German.
    pub(super) label: &'static str,
    pub(super) answered_on: Date,
    /// The decision behind it [Beschluss, Vorlage].
    pub(super) decision: Option<DecisionRef>,
    /// What the addressee wrote; `null` where it wrote nothing, or it was erased.
    pub(super) note: Option<String>,
}

/// What a subgroup prepared [Vorbereitung in einer Untergruppe] (MTG-17).
#[derive(Clone, SimpleObject)]
pub struct RecommendationPreparation {
    pub(super) subgroup: Option<BodyReference>,
    pub(super) assigned_on: Date,
    /// `null` while the subgroup has it.
    pub(super) returned_on: Option<Date>,
    /// What it prepared; `null` where nobody wrote it, or it was erased.
    pub(super) text: Option<String>,
}

/// A meeting of the body that raised it saw what came back from somewhere [vorgestellt] (MTG-13).
#[derive(Clone, SimpleObject)]
pub struct RecommendationPresentation {
    pub(super) from: RecommendationTarget,
    pub(super) meeting: Option<MeetingReference>,
    pub(super) presented_on: Date,
}

/// What came back to the body that raised it: an answer, or what a subgroup prepared [Rücklauf] (MTG-13).
#[derive(Clone, SimpleObject)]
pub struct RecommendationReturn {
    pub(super) from: RecommendationTarget,
    pub(super) came_on: Date,
}

/// What belongs on the next agenda of the body that raised it [nächste Tagesordnung] (MTG-13).
#[derive(Clone, SimpleObject)]
pub struct NextAgenda {
    /// The body's next meeting; `null` where none is planned.
    pub(super) meeting: Option<MeetingReference>,
    pub(super) returns: Vec<RecommendationReturn>,
}
