//! Onboarding and looking at municipalities.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use cqrs_es::Aggregate as _;
use cqrs_es::event_sink::EventSink;
use eventstore::{Append, DatabaseRole, EventStore, Metadata, NewEvent, Outcome};
use kernel::{
    ActorId, CommandId, DecisionContext, DomainCommand as _, MunicipalityId, Refusal as _, Role,
    StoredEvent as _, Text,
};
use municipality::{Municipality, MunicipalityCommand, PolicyFile};
use service_kit::clock::Clock;
use service_kit::config::ServiceConfig;
use service_kit::telemetry;
use uuid::Uuid;
use vault::Vault;

use crate::process::pool;
use crate::say;

/// What became of a policy file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Onboarding {
    New,
    Changed,
    Unchanged,
}

/// `lotse municipality onboard FILE…`
pub(crate) async fn onboard_files(config: &ServiceConfig, files: &[PathBuf]) -> anyhow::Result<()> {
    let store = EventStore::new(pool(config, DatabaseRole::Operator)?);
    for path in files {
        let (municipality, onboarding) = onboard(&store, &Clock::system(), path).await?;
        match onboarding {
            Onboarding::New => say(format_args!("{municipality}: onboarded"))?,
            Onboarding::Changed => say(format_args!("{municipality}: the new policy is adopted"))?,
            Onboarding::Unchanged => say(format_args!("{municipality}: nothing has changed"))?,
        }
    }
    Ok(())
}

/// Makes a municipality be as its file says.
pub(crate) async fn onboard(
    store: &EventStore,
    clock: &Clock,
    path: &Path,
) -> anyhow::Result<(MunicipalityId, Onboarding)> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("read {shown}"))?;
    let file = PolicyFile::read(&shown, &text)?;
    let stream = municipality::stream(&file.id);
    let new = store.open(&file.id).await?;
    let mut onboarding = Onboarding::Unchanged;
    // Each command is decided on what the former left.
    loop {
        let loaded = store.load(&file.id, &[stream], None).await?;
        let mut tenant: Municipality = loaded.fold(&stream)?;
        let Some(command) = file.commands(&tenant).into_iter().next() else {
            return Ok((file.id, onboarding));
        };
        let version = loaded.version(&stream);
        let key = format!(
            "policy:{}:{}:{version}",
            file.digest().as_str(),
            command.name()
        );
        let append = decide(&mut tenant, clock, command, version, key, &file)
            .await
            .context(shown.clone())?;
        match store.append(&file.id, &[append]).await?.remove(0) {
            Outcome::Appended { .. } if new || version == 0 => onboarding = Onboarding::New,
            Outcome::Appended { .. } => onboarding = Onboarding::Changed,
            // Somebody else onboards it at the same moment: look again.
            Outcome::Conflict { .. } | Outcome::Replayed { .. } => {}
            Outcome::KeyReused | Outcome::Claimed { .. } => {
                bail!("{shown}: the store answered what onboarding cannot cause")
            }
        }
    }
}

async fn decide(
    tenant: &mut Municipality,
    clock: &Clock,
    command: MunicipalityCommand,
    version: i64,
    key: String,
    file: &PolicyFile,
) -> anyhow::Result<Append> {
    let stream = municipality::stream(&file.id);
    // The operator at the console has no token; the file's digest says what he did.
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
    let name = command.name();
    let vault = command.entries();
    let sink = EventSink::default();
    if let Err(refusal) = tenant.handle(command, &context, &sink).await {
        bail!("{} ({})", refusal.sentence(), refusal.code());
    }
    let command = CommandId::generate();
    let mut fingerprint = [0; 32];
    fingerprint[..16]
        .copy_from_slice(Uuid::new_v5(&Uuid::NAMESPACE_OID, key.as_bytes()).as_bytes());
    let mut events = Vec::new();
    for (version, event) in (version + 1..).zip(sink.collect().await) {
        events.push(NewEvent {
            stream,
            version,
            event_type: cqrs_es::DomainEvent::event_type(&event),
            schema_version: event.version(),
            payload: event.payload()?,
        });
    }
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

/// `lotse municipality list`
pub(crate) async fn list(config: &ServiceConfig) -> anyhow::Result<()> {
    let pool = pool(config, DatabaseRole::Operator)?;
    let (store, vault) = (EventStore::new(pool.clone()), Vault::new(pool));
    let today = Clock::system().today();
    say(format_args!(
        "{:<20} {:<9} {:<24} {:>6} {:>8}  name",
        "id", "key", "state", "policy", "events"
    ))?;
    for (id, events) in store.heads().await? {
        let tenant = tenant(&store, &id).await?;
        say(format_args!(
            "{:<20} {:<9} {:<24} {:>6} {events:>8}  {}",
            id.as_str(),
            tenant
                .regional_key_on(today)
                .map_or("–", |key| key.as_str()),
            tenant.state_on(today).map_or("–", |state| state.name()),
            tenant.policy_on(today).map_or(0, |policy| policy.version),
            name(&vault, &id, &tenant).await?,
        ))?;
    }
    Ok(())
}

/// `lotse municipality show ID`
pub(crate) async fn show(config: &ServiceConfig, id: &MunicipalityId) -> anyhow::Result<()> {
    let pool = pool(config, DatabaseRole::Operator)?;
    let (store, vault) = (EventStore::new(pool.clone()), Vault::new(pool));
    let Some(events) = store.head(id).await? else {
        bail!("there is no municipality `{id}`; `lotse municipality list` shows all");
    };
    let tenant = tenant(&store, id).await?;
    say(format_args!(
        "{id}: {}, {events} events",
        name(&vault, id, &tenant).await?
    ))?;
    for key in tenant.keys() {
        say(format_args!(
            "  key {} since {}, {}",
            key.ags.as_str(),
            key.valid_from,
            key.ags.state().name()
        ))?;
    }
    for policy in tenant.versions() {
        say(format_args!(
            "  policy {} since {}, sha256 {}",
            policy.version,
            policy.valid_from,
            policy.digest.as_str(),
        ))?;
    }
    Ok(())
}

async fn tenant(store: &EventStore, id: &MunicipalityId) -> anyhow::Result<Municipality> {
    let stream = municipality::stream(id);
    Ok(store.load(id, &[stream], None).await?.fold(&stream)?)
}

async fn name(vault: &Vault, id: &MunicipalityId, tenant: &Municipality) -> anyhow::Result<String> {
    let Some(entry) = tenant.name() else {
        return Ok("(not onboarded)".to_owned());
    };
    let name = vault
        .read::<Text>(id, entry)
        .await?
        .and_then(vault::Entry::kept);
    Ok(name.map_or_else(|| "(no name)".to_owned(), |name| name.0))
}
