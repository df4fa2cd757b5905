//! Onboarding and looking at municipalities.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use commands::Onboarding;
use eventstore::{DatabaseRole, EventStore};
use kernel::MunicipalityId;
use municipality::{Municipality, PolicyFile, PolicyText};
use service_kit::clock::Clock;
use service_kit::config::ServiceConfig;
use vault::Vault;

use crate::process::pool;
use crate::say;

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

/// Makes a municipality be as the file at `path` says.
pub(crate) async fn onboard(
    store: &EventStore,
    clock: &Clock,
    path: &Path,
) -> anyhow::Result<(MunicipalityId, Onboarding)> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let file = PolicyFile::read(&shown, &text)?;
    let onboarding = commands::onboard(store, clock, &file)
        .await
        .context(shown)?;
    Ok((file.id, onboarding))
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

/// The name as the policy's document says it: of the vault the operator sees nothing else.
async fn name(vault: &Vault, id: &MunicipalityId, tenant: &Municipality) -> anyhow::Result<String> {
    let Some(policy) = tenant.versions().last() else {
        return Ok("(not onboarded)".to_owned());
    };
    let document = vault
        .read::<PolicyText>(id, policy.document)
        .await?
        .and_then(vault::Entry::kept);
    let document = document.context("the policy's document is not in the vault")?;
    Ok(PolicyFile::read(&format!("{id}.toml"), &document.0)?.name)
}
