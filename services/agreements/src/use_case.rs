use std::sync::Arc;

use agreements::agreement::Agreement;
use agreements::facts::{FrameworkFacts, OtherAgreement};
use agreements::{AgreementFacts, AgreementsPolicy, Framework};
use commands::{PolicyInForce, UseCase};
use eventstore::{Loaded, StoreError};
use kernel::{Date, PartnerId, StreamId};

/// Decisions on cooperation agreements, with the network, the partners, the text and the other agreement that they name
/// as facts.
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
        _: Date,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<AgreementFacts, StoreError> {
        let existing = |kind: &'static str| {
            reads
                .iter()
                .filter(move |stream| stream.kind() == kind && loaded.version(stream) > 0)
                .map(StreamId::id)
        };
        let read = |kind: &'static str| reads.iter().find(|stream| stream.kind() == kind);
        let framework: Option<Framework> = read("framework")
            .map(|stream| loaded.fold(stream))
            .transpose()?;
        let other: Option<Agreement> = read("agreement")
            .map(|stream| loaded.fold(stream))
            .transpose()?;
        Ok(AgreementFacts {
            known_partners: existing("partner").map(PartnerId).collect(),
            network_known: existing("network").next().is_some(),
            policy_version: policy.version,
            framework: framework.as_ref().and_then(FrameworkFacts::of),
            other: other.as_ref().and_then(OtherAgreement::of),
        })
    }
}
