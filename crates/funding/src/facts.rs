//! What a decision must know of other streams, and how the service learns it.
//!
//! Streams of this domain teach themselves ([`FundingFacts::learn`]); of others the service takes what stands here.

use std::collections::BTreeMap;
use std::sync::Arc;

use cqrs_es::Aggregate;
use kernel::{
    Date, DecisionContext, ExpenseId, GrantId, Money, OnwardGrantId, ProgrammeId, State,
    StoredEvent, StreamId, UnreadableEvent,
};
use uuid::Uuid;

use crate::codes::CostLineCode;
use crate::grant::Grant;
use crate::policy::FundingPolicy;
use crate::programme::Programme;
use crate::unfit::{Thing, Unfit};

/// The services of every aggregate of this domain.
pub type FundingContext = DecisionContext<Arc<FundingPolicy>, FundingFacts>;

/// Plain facts of the streams that a command [reads](kernel::DomainCommand::reads).
///
/// A stream without events teaches nothing, so that a reference to it is refused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FundingFacts {
    pub expenses: BTreeMap<ExpenseId, KnownExpense>,
    pub grants: BTreeMap<GrantId, Grant>,
    pub onward_grants: BTreeMap<OnwardGrantId, KnownOnwardGrant>,
    pub programmes: BTreeMap<ProgrammeId, Programme>,
    /// The municipality's state, by its regional key: the service fills it from the scope.
    pub state: Option<State>,
}

/// What a proof of use needs to know of an expense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownExpense {
    pub spent_on: Date,
    /// What of it each grant pays.
    pub assignments: Vec<KnownAssignment>,
    pub reversed_on: Option<Date>,
}

/// The part of an expense that a grant pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAssignment {
    pub grant: GrantId,
    /// The line of the grant's financing plan.
    pub line: CostLineCode,
    pub amount: Money,
}

/// What a proof of use needs to know of an onward grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownOnwardGrant {
    /// The grant that pays it; absent where the municipality's own budget does.
    pub grant: Option<GrantId>,
    /// What was accepted of it, and when; absent while its proof is not examined.
    pub examined: Option<(Money, Date)>,
}

impl FundingFacts {
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
            "grant" => {
                let grant = replay::<Grant>(events)?;
                if grant.exists() {
                    self.grants.insert(GrantId(id), grant);
                }
            }
            "programme" => {
                let programme = replay::<Programme>(events)?;
                if programme.exists() {
                    self.programmes.insert(ProgrammeId(id), programme);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The grant, whole.
    pub fn grant(&self, id: GrantId, field: &'static str) -> Result<&Grant, Unfit> {
        self.grants
            .get(&id)
            .ok_or_else(|| unknown(Thing::Grant, field, id.0))
    }
}

impl FundingFacts {
    /// The programme, whole.
    pub fn programme(&self, id: ProgrammeId, field: &'static str) -> Result<&Programme, Unfit> {
        self.programmes
            .get(&id)
            .ok_or_else(|| unknown(Thing::Programme, field, id.0))
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
