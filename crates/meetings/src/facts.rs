//! What a decision must know of other streams, and how the service learns it.
//!
//! Bodies, partners and contacts belong to membership. This domain knows of them what stands here, as it was on the
//! business date; the service takes it out of their streams. Streams of this domain teach themselves
//! ([`MeetingsFacts::learn`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cqrs_es::Aggregate;
use kernel::{
    ActorId, AgendaItemId, BodyId, ContactId, Date, DecisionContext, Frozen, MeetingId, OfferId,
    OutcomeId, PartnerId, StoredEvent, StreamId, TopicId, UnreadableEvent,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::meeting::{Meeting, MeetingEvent};
use crate::policy::{AgendaKind, MeetingRules, MeetingsPolicy};
use crate::topic::Topic;
use crate::unfit::{Thing, Unfit};

/// The services of every aggregate of this domain.
pub type MeetingsContext = DecisionContext<Arc<MeetingsPolicy>, MeetingsFacts>;

/// Plain facts of the streams that a command [reads](kernel::DomainCommand::reads).
///
/// A stream without events teaches nothing, so that a reference to it is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingsFacts {
    pub bodies: BTreeMap<BodyId, KnownBody>,
    /// True where the partner's membership is active on the business date.
    pub partners: BTreeMap<PartnerId, bool>,
    /// Contacts with the partner for whom they speak.
    pub contacts: BTreeMap<ContactId, PartnerId>,
    pub meetings: BTreeMap<MeetingId, KnownMeeting>,
    /// The last number of a body's meetings (MTG-30); a body without meetings has none.
    pub series: BTreeMap<BodyId, u32>,
    pub topics: BTreeMap<TopicId, KnownTopic>,
    /// Items on the agendas of these meetings, each with its meeting.
    pub agenda_items: BTreeMap<AgendaItemId, MeetingId>,
    /// Offers that were registered.
    pub offers: BTreeSet<OfferId>,
}

/// What this domain needs to know of a body, on the business date.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownBody {
    /// The key of the policy's rule that speaks of it.
    pub rule: Option<String>,
    /// False while it is only planned, before its founding and after its last day.
    pub runs: bool,
    /// Whether it only recommends (MTG-15).
    pub advisory: Frozen<bool>,
    /// Who takes part, by seat or of its own accord.
    pub institutions: BTreeSet<PartnerId>,
    /// The body for which it works (MTG-13).
    pub parent: Option<BodyId>,
    /// Bodies to which it passes its recommendations, where the office recorded it.
    pub forwards_to_bodies: Vec<BodyId>,
    /// Organs outside the network to which it does, by their code.
    pub forwards_to_organs: Vec<String>,
}

/// What others need to know of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMeeting {
    pub body: BodyId,
    /// The day of its beginning.
    pub begins_on: Date,
    /// True once it was opened, or recorded afterwards.
    pub held: bool,
    pub cancelled: bool,
    /// True once nothing is added any more.
    pub closed: bool,
    /// Who was elected to write its minutes (MTG-10).
    pub taker: Option<Taker>,
    pub outcomes: BTreeMap<OutcomeId, OutcomeKind>,
    /// Institutions that were there.
    pub present: BTreeSet<PartnerId>,
}

/// What others need to know of a proposed topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTopic {
    /// The body in whose backlog it stands (MTG-09).
    pub body: BodyId,
    /// Absent for an ordinary topic.
    pub kind: Option<AgendaKind>,
}

/// Who was elected to write the minutes [gewählte Protokollführung] (MTG-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Taker {
    /// The institution for which the taker sits there.
    pub partner: PartnerId,
    /// The contact, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The account that writes, where the taker has one: nobody else with the role may then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<ActorId>,
}

kernel::code! {
    /// What an outcome of a meeting is [Art des Ergebnisses] (MTG-15).
    pub enum OutcomeKind {
        /// binds others; an advisory body takes none
        Decision = "Beschluss",
        /// says what others should do
        Recommendation = "Empfehlung",
        /// the body's own affairs: a subgroup, an election, dates
        SelfOrganisation = "Selbstorganisation",
        /// taken note of
        Information = "Information",
        /// somebody does something until a day
        Task = "Auftrag",
    }
}

impl MeetingsFacts {
    /// Takes in a stream of this domain by its stored events, each as (type, version, payload) in order.
    ///
    /// Streams of other kinds and streams without events change nothing.
    pub fn learn<'a>(
        &mut self,
        stream: StreamId,
        events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
    ) -> Result<(), UnreadableEvent> {
        let id = stream.id();
        match stream.kind() {
            "meeting" => {
                let meeting = replay::<Meeting>(events)?;
                if let Some(known) = meeting.known() {
                    let items = meeting.agenda.iter();
                    self.agenda_items
                        .extend(items.map(|item| (item.id, MeetingId(id))));
                    self.meetings.insert(MeetingId(id), known);
                }
            }
            "topic" => {
                let topic = replay::<Topic>(events)?;
                if let Some(body) = topic.body {
                    let kind = topic.kind;
                    self.topics.insert(TopicId(id), KnownTopic { body, kind });
                }
            }
            "meeting-series" => {
                for (event_type, version, payload) in events {
                    let event = MeetingEvent::from_stored(event_type, version, payload)?;
                    if let MeetingEvent::MeetingNumbered(e) = event {
                        self.series.insert(BodyId(id), e.number);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn topic(&self, id: TopicId, field: &'static str) -> Result<&KnownTopic, Unfit> {
        self.topics
            .get(&id)
            .ok_or_else(|| unknown(Thing::Topic, field, id.0))
    }

    pub fn meeting(&self, id: MeetingId, field: &'static str) -> Result<&KnownMeeting, Unfit> {
        self.meetings
            .get(&id)
            .ok_or_else(|| unknown(Thing::Meeting, field, id.0))
    }

    pub(crate) fn body(&self, id: BodyId, field: &'static str) -> Result<&KnownBody, Unfit> {
        self.bodies
            .get(&id)
            .ok_or_else(|| unknown(Thing::Body, field, id.0))
    }

    /// True where the partner's membership is active on the business date.
    pub(crate) fn partner(&self, id: PartnerId, field: &'static str) -> Result<bool, Unfit> {
        let active = self.partners.get(&id).copied();
        active.ok_or_else(|| unknown(Thing::Partner, field, id.0))
    }

    /// The partner for whom the contact speaks.
    pub(crate) fn contact(&self, id: ContactId, field: &'static str) -> Result<PartnerId, Unfit> {
        let partner = self.contacts.get(&id).copied();
        partner.ok_or_else(|| unknown(Thing::Contact, field, id.0))
    }

    pub(crate) fn offer(&self, id: OfferId, field: &'static str) -> Result<(), Unfit> {
        let known = self.offers.get(&id);
        known
            .map(|_| ())
            .ok_or_else(|| unknown(Thing::Offer, field, id.0))
    }

    /// The item stands on the agenda of that meeting.
    pub(crate) fn agenda_item(
        &self,
        id: AgendaItemId,
        meeting: MeetingId,
        field: &'static str,
    ) -> Result<(), Unfit> {
        match self.agenda_items.get(&id) {
            Some(on) if *on == meeting => Ok(()),
            Some(_) | None => Err(unknown(Thing::AgendaItem, field, id.0)),
        }
    }
}

impl KnownBody {
    /// What the policy says of this body's meetings.
    pub fn rules<'p>(&self, policy: &'p MeetingsPolicy) -> Option<&'p MeetingRules> {
        policy.rules_for(self.rule.as_deref()?)
    }
}

pub(crate) fn unknown(thing: Thing, field: &'static str, id: Uuid) -> Unfit {
    Unfit::Unknown { thing, field, id }
}

/// An aggregate of this domain out of its stored events, each as (type, version, payload) in order.
pub(crate) fn replay<'a, A>(
    events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
) -> Result<A, UnreadableEvent>
where
    A: Aggregate,
    A::Event: StoredEvent,
{
    let mut aggregate = A::default();
    for (event_type, version, payload) in events {
        aggregate.apply(A::Event::from_stored(event_type, version, payload)?);
    }
    Ok(aggregate)
}
