//! The agenda, and what a meeting came to under its items.

use std::num::{NonZeroU16, NonZeroU32};

use kernel::{AgendaItemId, BodyId, Date, MeetingId, NewText, OutcomeId, PartnerId, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::OutcomeKind;

kernel::code! {
    /// What an item on an agenda is [Art des Tagesordnungspunkts]. Documents enable kinds, they forbid none.
    pub enum ItemKind {
        /// whatever else there is to talk about
        Ordinary = "Thema",
        /// anonymous case talk; carries no text (MTG-24)
        AnonymousCaseTalk = "anonyme Fallbesprechung",
        /// analysis of errors (MTG-25)
        ErrorAnalysis = "Fehleranalyse",
        /// exchange and collegial advice (MTG-26)
        CollegialAdvice = "fachlicher Austausch und kollegiale Beratung",
        /// needs for support and for offers (MTG-16)
        Need = "Bedarf",
        /// new proposals, which a subgroup may prepare (MTG-17)
        Proposal = "Vorschlag",
        /// changes to propose to others (MTG-20)
        ChangeProposal = "Veränderungsvorschlag",
        /// a partner presents its work (MEM-47)
        PartnerPresentation = "Vorstellung der Arbeit",
        /// common standards (MTG-28)
        QualityStandard = "gemeinsamer Standard",
        /// results of the evaluation (MTG-29)
        EvaluationResults = "Ergebnisse der Evaluation",
        /// somebody from outside speaks (MTG-14)
        GuestSpeaker = "Beitrag von Referent/-innen",
        /// what a subgroup prepared (MTG-13)
        SubgroupReport = "Bericht einer Untergruppe",
    }
}

/// Puts an item on the agenda [Tagesordnungspunkt aufnehmen] (MTG-09, MTG-13, MTG-14, MTG-24).
///
/// An anonymous case talk carries no text: not a title, not a note, not a speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AddAgendaItemInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddAgendaItem {
    pub meeting: MeetingId,
    /// The meeting's body.
    pub body: BodyId,
    /// The new item's id; when absent the id of its title's entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    pub kind: ItemKind,
    /// One line. It may be absent where the topic, the presenting partner or the subgroup says it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<NewText>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NewText>,
    /// The topic of the body's backlog (MTG-09).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// Who speaks, one line: function and organisation (MTG-14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<NewText>,
    /// Whose item it is; a presentation needs it (MEM-47).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// The subgroup that prepared it; its report needs it (MTG-13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subgroup: Option<BodyId>,
    /// How long it may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<NonZeroU16>,
    /// Its place on the agenda, from 1; the end when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<NonZeroU32>,
}

/// Takes an item off the agenda [Tagesordnungspunkt streichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RemoveAgendaItemInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemoveAgendaItem {
    pub meeting: MeetingId,
    pub item: AgendaItemId,
}

/// Puts the agenda into another order [Tagesordnung umstellen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReorderAgendaInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReorderAgenda {
    pub meeting: MeetingId,
    /// Every item of the agenda once.
    pub items: Vec<AgendaItemId>,
}

/// Records what a meeting came to [Ergebnis festhalten] (MTG-15). A body that advises recommends and organises itself; it
/// decides nothing for others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordOutcomeInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordOutcome {
    pub meeting: MeetingId,
    /// The meeting's body.
    pub body: BodyId,
    /// The new outcome's id; when absent the id of its text's entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OutcomeId>,
    /// The item under which it came about; never an anonymous case talk (MTG-24).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    pub kind: OutcomeKind,
    pub text: NewText,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<PartnerId>,
    /// Until when, not before the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

/// Records that a task is done [Auftrag erledigt] (MTG-25), also after the meeting was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CompleteMeetingTaskInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompleteTask {
    pub meeting: MeetingId,
    pub outcome: OutcomeId,
    pub done_on: Date,
}

impl AddAgendaItem {
    /// The item: the one named, else one that has the id of its title's entry. An item without a title gets an id out
    /// of the meeting's and the number of the fact that it becomes.
    pub(in crate::meeting) fn item_id(&self, fact: usize) -> AgendaItemId {
        let made = || match &self.title {
            Some(title) => title.id.0,
            None => Uuid::new_v5(&self.meeting.0, fact.to_string().as_bytes()),
        };
        self.item.unwrap_or_else(|| AgendaItemId(made()))
    }
}

impl RecordOutcome {
    /// The outcome: the one named, else one that has the id of its text's entry.
    pub fn outcome_id(&self) -> OutcomeId {
        self.id.unwrap_or(OutcomeId(self.text.id.0))
    }
}
