//! Meetings of bodies [Sitzungen]: when, where, with whom, about what, and what they came to (MTG-03 … MTG-30).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `reference` | a meeting by body, number and day, where something else speaks of it |
//! | `list` | the root field: filter, order, pages |
//! | `of_bodies` | the same list for each of some bodies |
//! | `upcoming` | which meeting of a body comes next |

mod list;
mod load;
mod of_bodies;
mod reference;
mod upcoming;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use meetings::meeting::{ClockTime, ItemKind, MeetingState};
use meetings::{Meeting as View, OutcomeKind};
use uuid::Uuid;

use super::bodies::BodyReference;
use super::minutes::Minutes;
use super::partners::PartnerReference;
use super::sources::Source;

pub use list::{MeetingConnection, MeetingEdge, MeetingFilter, MeetingOrder, MeetingQuery};
pub(crate) use load::{one, views};
pub(crate) use of_bodies::{BodyPages, OfBody, of_bodies};
pub use reference::MeetingReference;
pub(crate) use reference::references;
pub(crate) use upcoming::upcoming;

/// A meeting of a body [Sitzung].
pub struct Meeting {
    id: Uuid,
    day: Date,
    view: Arc<View>,
    body: Option<BodyReference>,
    topic: Option<String>,
    place: Option<String>,
    agenda: Vec<AgendaItem>,
    outcomes: Vec<MeetingOutcome>,
    minutes: Option<Minutes>,
    partners: HashMap<Uuid, PartnerReference>,
    sources: Vec<Source>,
}

/// An item of an agenda [Tagesordnungspunkt].
#[derive(Clone, SimpleObject)]
pub struct AgendaItem {
    pub(super) id: ID,
    pub(super) kind: ItemKind,
    /// Its kind in German.
    pub(super) label: &'static str,
    /// `null` where nobody wrote one, or it was erased; always for an anonymous case talk (MTG-24).
    pub(super) title: Option<String>,
    pub(super) note: Option<String>,
    /// Who speaks, by function [Referent/-in] (MTG-14).
    pub(super) speaker: Option<String>,
    /// The partner that presents its work (MEM-47).
    pub(super) partner: Option<PartnerReference>,
    /// Minutes set aside for it.
    pub(super) minutes: Option<u16>,
}

/// What a meeting came to under an item of its agenda [Ergebnis] (MTG-15).
#[derive(Clone, SimpleObject)]
pub struct MeetingOutcome {
    pub(super) id: ID,
    /// The agenda item's id.
    pub(super) item: Option<ID>,
    pub(super) kind: OutcomeKind,
    /// Its kind in German.
    pub(super) label: &'static str,
    /// `null` where it was erased.
    pub(super) text: Option<String>,
    pub(super) responsible: Option<PartnerReference>,
    pub(super) due_on: Option<Date>,
    /// When a task was done by the day that is asked for.
    pub(super) done_on: Option<Date>,
}

/// How many came for an institution [Anwesenheit].
#[derive(Clone, SimpleObject)]
pub struct MeetingPresence {
    partner: PartnerReference,
    /// `null` where nobody counted.
    persons: Option<u16>,
}

/// A meeting of a body [Sitzung].
#[Object]
impl Meeting {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The body that meets [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// Its number among the body's meetings [Nummer der Sitzung] (MTG-30).
    async fn number(&self) -> Option<u32> {
        self.view.number
    }

    /// How far it is on the day that is asked for [Stand].
    async fn state(&self) -> Option<MeetingState> {
        self.view.state_on(self.day)
    }

    /// The day of its beginning, as it is planned now [Tag].
    async fn on(&self) -> Option<Date> {
        self.view.begins_on()
    }

    /// When it begins, Europe/Berlin; `null` where nobody wrote it down [Uhrzeit].
    async fn at(&self) -> Option<ClockTime> {
        self.view.slot.as_ref().and_then(|slot| slot.at.clone())
    }

    /// How long it takes, in minutes; `null` for an open end [Dauer].
    async fn duration_minutes(&self) -> Option<u16> {
        self.view.slot.as_ref().and_then(|slot| slot.minutes)
    }

    /// Where it is; the policy's usual place where nobody said another; `null` where it was erased or is not known
    /// [Ort] (MTG-03).
    async fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// True where the place is the policy's usual one (MTG-03).
    async fn place_is_usual(&self) -> bool {
        self.view.place.is_none() && self.view.place_by_policy
    }

    /// Its occasion [Anlass].
    async fn topic(&self) -> Option<&str> {
        self.topic.as_deref()
    }

    /// How often calendars were told of a change.
    async fn sequence(&self) -> u32 {
        self.view.sequence
    }

    async fn cancelled_on(&self) -> Option<Date> {
        self.view.cancelled_on.filter(|on| *on <= self.day)
    }

    /// What it is about, in order [Tagesordnung].
    #[graphql(complexity = "10 * child_complexity")]
    async fn agenda(&self) -> &[AgendaItem] {
        &self.agenda
    }

    /// What it came to [Ergebnisse].
    #[graphql(complexity = "10 * child_complexity")]
    async fn outcomes(&self) -> &[MeetingOutcome] {
        &self.outcomes
    }

    /// What was written down of it [Protokoll]; `null` before somebody drafted it, and for a role that may not read
    /// minutes.
    async fn minutes(&self) -> Option<&Minutes> {
        self.minutes.as_ref()
    }

    /// Institutions that were invited by the day that is asked for [Eingeladene].
    #[graphql(complexity = "10 * child_complexity")]
    async fn invited(&self) -> Vec<&PartnerReference> {
        let invited = self.view.invited.partners.iter();
        let by_now = invited.filter(|(_, since)| **since <= self.day);
        by_now
            .filter_map(|(partner, _)| self.partners.get(&partner.0))
            .collect()
    }

    /// Institutions that were invited and have not answered [ausstehende Antworten].
    #[graphql(complexity = "10 * child_complexity")]
    async fn unanswered(&self) -> Vec<&PartnerReference> {
        let open = self.view.open_invitations(self.day);
        open.iter()
            .filter_map(|partner| self.partners.get(&partner.0))
            .collect()
    }

    /// Institutions that were there; `null` where nobody recorded it [Anwesenheit].
    #[graphql(complexity = "10 * child_complexity")]
    async fn present(&self) -> Option<Vec<MeetingPresence>> {
        let attendance = self.view.attendance.as_ref()?;
        let presence = |presence: &meetings::meeting::Presence| {
            Some(MeetingPresence {
                partner: self.partners.get(&presence.partner.0)?.clone(),
                persons: presence.persons.map(u16::from),
            })
        };
        Some(attendance.partners.iter().filter_map(presence).collect())
    }

    /// How many persons without an institution were there; `null` where nobody counted.
    async fn present_others(&self) -> Option<u32> {
        self.view.attendance.as_ref()?.others
    }

    /// The institution whose representative was elected to write the minutes [gewählte Protokollführung] (MTG-10).
    async fn minute_taker(&self) -> Option<&PartnerReference> {
        let taker = self.view.taker.as_ref()?;
        self.partners.get(&taker.partner.0)
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
