//! The operator's way: a municipality becomes as its policy file says.
//!
//! There is no service and no token for it; whoever may log in as the database role `lotse_operator` may do it.

use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate as _, DomainEvent as _};
use eventstore::{Append, EventStore, Metadata, NewEvent, Outcome, StoreError};
use kernel::{
    ActorId, CommandId, DecisionContext, DomainCommand as _, MunicipalityId, Refusal as _, Role,
    StoredEvent as _,
};
use municipality::{Municipality, MunicipalityCommand, MunicipalityRefusal, PolicyFile};
use service_kit::clock::Clock;
use service_kit::telemetry;
use thiserror::Error;
use uuid::Uuid;

/// What became of a policy file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onboarding {
    /// The municipality is new.
    New,
    /// A known municipality adopted a policy or got a key.
    Changed,
    Unchanged,
}

/// Why a municipality is not as its file says.
#[derive(Debug, Error)]
pub enum OnboardingError {
    #[error("write to the municipality's store")]
    Store(#[from] StoreError),
    #[error("{} ({})", .0.sentence(), .0.code())]
    Refused(MunicipalityRefusal),
    #[error("the key {key} belongs to `{holder}`: a regional key belongs to one municipality")]
    KeyTaken { key: String, holder: MunicipalityId },
    #[error("write an event")]
    Event(#[from] serde_json::Error),
    #[error("the store answered what onboarding cannot cause")]
    Impossible,
}

/// Opens the municipality's store where it has none, and carries out what its file asks for. Called again with the same
/// file it changes nothing; several callers at once do it once.
pub async fn onboard(
    store: &EventStore,
    clock: &Clock,
    file: &PolicyFile,
) -> Result<Onboarding, OnboardingError> {
    keys_are_free(store, clock, file).await?;
    let stream = municipality::stream(&file.id);
    store.open(&file.id).await?;
    let mut onboarding = Onboarding::Unchanged;
    // Each command is decided on what the former left.
    loop {
        let loaded = store.load(&file.id, &[stream], None).await?;
        let tenant: Municipality = loaded.fold(&stream)?;
        let Some(command) = file.commands(&tenant).into_iter().next() else {
            return Ok(onboarding);
        };
        let version = loaded.version(&stream);
        let append = decide(tenant, clock, command, version, file).await?;
        match store.append(&file.id, &[append]).await?.remove(0) {
            Outcome::Appended { .. } if version == 0 => onboarding = Onboarding::New,
            Outcome::Appended { .. } if onboarding == Onboarding::Unchanged => {
                onboarding = Onboarding::Changed;
            }
            // Appended after the first, or somebody else does it at the same moment: look again.
            Outcome::Appended { .. } | Outcome::Conflict { .. } | Outcome::Replayed { .. } => {}
            Outcome::KeyReused | Outcome::Claimed { .. } => {
                return Err(OnboardingError::Impossible);
            }
        }
    }
}

/// A key of today's that another municipality has is a mistake in the file.
async fn keys_are_free(
    store: &EventStore,
    clock: &Clock,
    file: &PolicyFile,
) -> Result<(), OnboardingError> {
    let today = clock.today();
    let Some(own) = file.keys.iter().rfind(|key| key.valid_from <= today) else {
        return Ok(());
    };
    for (other, _) in store.heads().await? {
        let stream = municipality::stream(&other);
        let tenant: Municipality = store.load(&other, &[stream], None).await?.fold(&stream)?;
        if other != file.id && tenant.regional_key_on(today) == Some(&own.key) {
            return Err(OnboardingError::KeyTaken {
                key: own.key.as_str().to_owned(),
                holder: other,
            });
        }
    }
    Ok(())
}

async fn decide(
    mut tenant: Municipality,
    clock: &Clock,
    command: MunicipalityCommand,
    version: i64,
    file: &PolicyFile,
) -> Result<Append, OnboardingError> {
    let stream = municipality::stream(&file.id);
    let name = command.name();
    let key = format!("policy:{}:{name}:{version}", file.digest().as_str());
    let mut fingerprint = [0; 32];
    fingerprint[..16]
        .copy_from_slice(Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes()).as_bytes());
    // The operator at the console has no token; the document's digest says what was done.
    let actor = ActorId(Uuid::nil());
    let today = clock.today();
    let context = DecisionContext::new(
        clock.now(),
        today,
        today,
        actor,
        Role::PlatformOperator,
        (),
        (),
    );
    let vault = command.entries();
    let sink = EventSink::default();
    tenant
        .handle(command, &context, &sink)
        .await
        .map_err(OnboardingError::Refused)?;
    let events = (version + 1..)
        .zip(sink.collect().await)
        .map(|(version, event)| {
            Ok(NewEvent {
                stream,
                version,
                event_type: event.event_type(),
                schema_version: event.version(),
                payload: event.payload()?,
            })
        })
        .collect::<Result<_, serde_json::Error>>()?;
    let command = CommandId::generate();
    Ok(Append {
        key,
        fingerprint,
        occurred_on: today,
        metadata: Metadata {
            actor,
            role: Role::PlatformOperator,
            command,
            command_name: name.to_owned(),
            correlation: command,
            causation: None,
            source: None,
            trace: telemetry::trace_context(),
            warnings: Vec::new(),
        },
        reads: vec![(stream, version)],
        claims: Vec::new(),
        vault,
        events,
    })
}
