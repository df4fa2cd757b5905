use cqrs_es::Aggregate;
use eventstore::{Loaded, StoreError};
use kernel::{CommandSet, DecisionContext, DomainCommand, Refusal, StoredEvent, StreamId};

use crate::PolicyInForce;

/// Where an aggregate's decisions get their policy and their facts from.
pub trait UseCase: Send + Sync + 'static {
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

    /// The facts out of the streams that the command [reads](DomainCommand::reads).
    fn facts(
        policy: &PolicyInForce,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<Self::Facts, StoreError>;
}

/// The commands of a use case's aggregate.
pub type CommandOf<U> = <<U as UseCase>::Aggregate as Aggregate>::Command;
/// The events of a use case's aggregate.
pub type EventOf<U> = <<U as UseCase>::Aggregate as Aggregate>::Event;
