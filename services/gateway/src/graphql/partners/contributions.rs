//! What partners put into the network, as answers show it (MEM-44 … MEM-49).

use async_graphql::{ID, SimpleObject};
use kernel::{BodyId, Date, EntryId};
use membership::Partner as View;
use membership::partner::findings::{QualityCheck, QualityItem};
use membership::partner::{ExchangeKind, ResourceKind, StaffTrainingTopic};
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::words;

/// What a partner puts in for the others [Ressource] (MEM-44).
#[derive(Clone, SimpleObject)]
pub struct Resource {
    id: ID,
    kind: ResourceKind,
    /// The German term of its kind.
    label: &'static str,
    /// What exactly, such as „Gruppenraum für 20 Personen, dienstags“.
    note: Option<String>,
    /// The first day with it.
    since: Date,
    /// The last day with it, where that is known.
    until: Option<Date>,
}

impl Resource {
    pub(super) const fn term(&self) -> &'static str {
        self.label
    }

    pub(super) fn words(&self) -> &str {
        self.note.as_deref().unwrap_or_default()
    }
}

/// That a partner took part in the exchange [Teilnahme am fachlichen Austausch] (MEM-45).
#[derive(Clone, SimpleObject)]
pub struct Participation {
    kind: ExchangeKind,
    /// The German term of its kind.
    label: &'static str,
    held_on: Date,
}

/// That staff of a partner was trained [Schulung] (MEM-46): how many, never who.
#[derive(Clone, SimpleObject)]
pub struct StaffTraining {
    topic: StaffTrainingTopic,
    /// The German term of the topic.
    label: &'static str,
    held_on: Date,
    participants: u16,
}

/// That a partner presented its work in a body [Vorstellung der eigenen Arbeit] (MEM-47).
#[derive(Clone, SimpleObject)]
pub struct Presentation {
    /// The body's id, for `node`.
    body: BodyId,
    presented_on: Date,
}

/// A line of a partner's quality checklist [Prüfpunkt] (MEM-46, MEM-47, MEM-49).
#[derive(Clone, SimpleObject)]
pub struct QualityLine {
    item: QualityItem,
    /// The German term.
    label: &'static str,
    /// When it was last fulfilled; `null` where it never was.
    fulfilled_on: Option<Date>,
}

impl From<QualityCheck> for QualityLine {
    fn from(check: QualityCheck) -> Self {
        Self {
            item: check.item,
            label: check.item.label(),
            fulfilled_on: check.fulfilled_on,
        }
    }
}

/// The entries of the notes of what is there on `day`.
pub(crate) fn notes(view: &View, day: Date) -> Vec<EntryId> {
    let there = view.contributions.resources_on(day).into_iter();
    there.map(|resource| resource.note).collect()
}

/// What the partner puts in on `day`.
pub(crate) fn resources(
    view: &View,
    day: Date,
    entries: &Entries,
) -> Result<Vec<Resource>, GraphError> {
    let there = view.contributions.resources_on(day).into_iter();
    there
        .map(|resource| {
            Ok(Resource {
                id: resource.id.to_string().into(),
                kind: resource.kind,
                label: resource.kind.label(),
                note: words::text(entries, resource.note)?,
                since: resource.period.since,
                until: resource.period.until,
            })
        })
        .collect()
}

/// In what it took part up to `day`, the last first.
pub(crate) fn participations(view: &View, day: Date) -> Vec<Participation> {
    let told = view.contributions.participations.iter();
    let mut told: Vec<Participation> = told
        .filter(|told| told.held_on <= day)
        .map(|told| Participation {
            kind: told.kind,
            label: told.kind.label(),
            held_on: told.held_on,
        })
        .collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.held_on));
    told
}

/// The trainings of its staff up to `day`, the last first.
pub(crate) fn staff_trainings(view: &View, day: Date) -> Vec<StaffTraining> {
    let told = view.contributions.staff_trainings.iter();
    let mut told: Vec<StaffTraining> = told
        .filter(|told| told.held_on <= day)
        .map(|told| StaffTraining {
            topic: told.topic,
            label: told.topic.label(),
            held_on: told.held_on,
            participants: told.participants,
        })
        .collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.held_on));
    told
}

/// Its presentations up to `day`, the last first.
pub(crate) fn presentations(view: &View, day: Date) -> Vec<Presentation> {
    let told = view.contributions.presentations.iter();
    let mut told: Vec<Presentation> = told
        .filter(|told| told.presented_on <= day)
        .map(|told| Presentation {
            body: told.body,
            presented_on: told.presented_on,
        })
        .collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.presented_on));
    told
}
