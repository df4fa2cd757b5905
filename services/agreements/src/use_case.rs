use std::sync::Arc;

use agreements::agreement::Agreement;
use agreements::{AgreementFacts, AgreementsPolicy};
use commands::{PolicyInForce, UseCase};
use eventstore::{Loaded, StoreError};
use kernel::{PartnerId, StreamId};

/// Decisions on cooperation agreements, with the network and the partners that they name as facts.
#[derive(Debug)]
pub struct AgreementUseCase;

impl UseCase for AgreementUseCase {
    type Policy = Arc<AgreementsPolicy>;
    type Facts = AgreementFacts;
    type Aggregate = Agreement;

    fn policy(policy: &PolicyInForce) -> Self::Policy {
        policy.policy.agreements.clone()
    }

    /// A network or a partner is known where its stream exists.
    fn facts(
        policy: &PolicyInForce,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<AgreementFacts, StoreError> {
        let existing = |kind: &'static str| {
            reads
                .iter()
                .filter(move |stream| stream.kind() == kind && loaded.version(stream) > 0)
                .map(StreamId::id)
        };
        Ok(AgreementFacts {
            known_partners: existing("partner").map(PartnerId).collect(),
            network_known: existing("network").next().is_some(),
            policy_version: policy.version,
        })
    }
}
