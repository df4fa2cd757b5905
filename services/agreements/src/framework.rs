use std::sync::Arc;

use agreements::{AgreementsPolicy, Framework, TextFacts};
use commands::{PolicyInForce, UseCase};
use eventstore::{Loaded, StoreError};
use kernel::{Date, FrameworkId, PartnerId, StreamId};

/// Decisions on the texts of agreements, with the partners that they name and the texts that they start from as facts.
#[derive(Debug)]
pub struct FrameworkUseCase;

impl UseCase for FrameworkUseCase {
    type Policy = Arc<AgreementsPolicy>;
    type Facts = TextFacts;
    type Aggregate = Framework;

    fn policy(policy: &PolicyInForce) -> Self::Policy {
        policy.policy.agreements.clone()
    }

    /// A partner is known where its stream exists.
    fn facts(
        _: &PolicyInForce,
        _: Date,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<TextFacts, StoreError> {
        let mut facts = TextFacts::default();
        for stream in reads.iter().filter(|stream| loaded.version(stream) > 0) {
            match stream.kind() {
                "partner" => {
                    facts.known_partners.insert(PartnerId(stream.id()));
                }
                "framework" => {
                    facts
                        .bases
                        .insert(FrameworkId(stream.id()), loaded.fold(stream)?);
                }
                _ => {}
            }
        }
        Ok(facts)
    }
}
