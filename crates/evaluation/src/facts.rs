//! What a decision must know of other streams, and how the service learns it.
//!
//! Sites and bodies belong to membership, meetings to meetings: the service takes them out of their streams. Streams
//! of this domain teach themselves ([`EvaluationFacts::learn`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cqrs_es::Aggregate;
use kernel::{
    BodyId, Date, DecisionContext, DecisionId, GoalId, IndicatorId, InstrumentId, MeetingId,
    SiteId, StoredEvent, StreamId, UnreadableEvent,
};
use uuid::Uuid;

use crate::decision::RegisteredDecision;
use crate::goal::{Goal, GoalKind};
use crate::indicator::IndicatorSeries;
use crate::instrument::Instrument;
use crate::policy::EvaluationPolicy;
use crate::unfit::{Thing, Unfit};

/// The services of every aggregate of this domain.
pub type EvaluationContext = DecisionContext<Arc<EvaluationPolicy>, EvaluationFacts>;

/// Plain facts of the streams that a command [reads](kernel::DomainCommand::reads).
///
/// A stream without events teaches nothing, so that a reference to it is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluationFacts {
    pub bodies: BTreeSet<BodyId>,
    pub sites: BTreeSet<SiteId>,
    /// Meetings with the day on which they begin.
    pub meetings: BTreeMap<MeetingId, Date>,
    pub decisions: BTreeSet<DecisionId>,
    pub goals: BTreeMap<GoalId, GoalKind>,
    pub indicators: BTreeSet<IndicatorId>,
    pub instruments: BTreeMap<InstrumentId, Instrument>,
}

impl EvaluationFacts {
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
            "decision" => {
                let decision = replay::<RegisteredDecision>(events)?;
                if decision.exists() {
                    self.decisions.insert(DecisionId(id));
                }
            }
            "goal" => {
                if let Some(kind) = replay::<Goal>(events)?.kind {
                    self.goals.insert(GoalId(id), kind);
                }
            }
            "indicator" => {
                let series = replay::<IndicatorSeries>(events)?;
                if series.exists() {
                    self.indicators.insert(IndicatorId(id));
                }
            }
            "instrument" => {
                let instrument = replay::<Instrument>(events)?;
                if instrument.exists() {
                    self.instruments.insert(InstrumentId(id), instrument);
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn body(&self, id: BodyId, field: &'static str) -> Result<(), Unfit> {
        known(self.bodies.contains(&id), Thing::Body, field, id.0)
    }

    pub(crate) fn site(&self, id: SiteId, field: &'static str) -> Result<(), Unfit> {
        known(self.sites.contains(&id), Thing::Site, field, id.0)
    }

    /// The day on which the meeting begins.
    pub(crate) fn meeting(&self, id: MeetingId, field: &'static str) -> Result<Date, Unfit> {
        let day = self.meetings.get(&id).copied();
        day.ok_or_else(|| unknown(Thing::Meeting, field, id.0))
    }

    pub(crate) fn decision(&self, id: DecisionId, field: &'static str) -> Result<(), Unfit> {
        known(self.decisions.contains(&id), Thing::Decision, field, id.0)
    }

    pub(crate) fn goal(&self, id: GoalId, field: &'static str) -> Result<GoalKind, Unfit> {
        let kind = self.goals.get(&id).copied();
        kind.ok_or_else(|| unknown(Thing::Goal, field, id.0))
    }

    pub(crate) fn indicator(&self, id: IndicatorId, field: &'static str) -> Result<(), Unfit> {
        known(self.indicators.contains(&id), Thing::Indicator, field, id.0)
    }

    pub(crate) fn instrument(
        &self,
        id: InstrumentId,
        field: &'static str,
    ) -> Result<&Instrument, Unfit> {
        let instrument = self.instruments.get(&id);
        instrument.ok_or_else(|| unknown(Thing::Instrument, field, id.0))
    }
}

fn known(is: bool, thing: Thing, field: &'static str, id: Uuid) -> Result<(), Unfit> {
    is.then_some(()).ok_or_else(|| unknown(thing, field, id))
}

fn unknown(thing: Thing, field: &'static str, id: Uuid) -> Unfit {
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
