use cqrs_es::Aggregate;
use eventstore::{Loaded, StoreError};
use kernel::{CommandSet, Date, DecisionContext, DomainCommand, Refusal, StoredEvent, StreamId};

use crate::PolicyInForce;

/// Where an aggregate's decisions get their policy and their facts from.
pub trait UseCase: Sized + Send + Sync + 'static {
    type Policy: Send + Sync;
    type Facts: Send + Sync;
    type Aggregate: Aggregate<
            Command: DomainCommand + CommandSet + Clone + Send + Sync + 'static,
            Event: StoredEvent + 'static,
            Error: Refusal,
            Services = DecisionContext<Self::Policy, Self::Facts>,
        >;

    /// Commands that only reactions give; they are not posted.
    const INTERNAL: &'static [&'static str] = &[];

    /// The aggregate's part of the municipality's policy.
    fn policy(policy: &PolicyInForce) -> Self::Policy;

    /// What the decision reads besides the streams that the command names, as the aggregate knows it: the body of a
    /// meeting. It costs a round trip more.
    fn also_reads(_: &Self::Aggregate) -> Vec<StreamId> {
        Vec::new()
    }

    /// The stream of an event that does not belong to the aggregate's own, one that the command reads: a meeting's
    /// number stands in the series of its body, whose version makes it unique.
    fn stream_of(_: &EventOf<Self>) -> Option<StreamId> {
        None
    }

    /// How many other things the command may name, and the field that lists them where it is one list: all of them are
    /// read under the municipality's lock.
    fn reads_max(_: &CommandOf<Self>) -> ReadsMax {
        ReadsMax::default()
    }

    /// The facts out of the streams that the decision reads, on the business date.
    fn facts(
        policy: &PolicyInForce,
        occurred_on: Date,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<Self::Facts, StoreError>;
}

/// How many other things a command may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadsMax {
    pub streams: usize,
    /// The field that lists them; absent where they stand in several.
    pub field: Option<&'static str>,
}

impl Default for ReadsMax {
    fn default() -> Self {
        Self {
            streams: 500,
            field: None,
        }
    }
}

/// The commands of a use case's aggregate.
pub type CommandOf<U> = <<U as UseCase>::Aggregate as Aggregate>::Command;
/// The events of a use case's aggregate.
pub type EventOf<U> = <<U as UseCase>::Aggregate as Aggregate>::Event;
