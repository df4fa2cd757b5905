//! What the roles of one process share.

use std::sync::Arc;

use anyhow::Context as _;
use commands::{Commands, Policies};
use deadpool_postgres::Pool;
use eventstore::{DatabaseRole, EventStore, database};
use service_kit::clock::Clock;
use service_kit::config::{Secret, ServiceConfig};
use service_kit::http::Client;
use service_kit::identity::Issuers;
use tokio::sync::Notify;
use vault::Vault;

/// Connections of each database role in a process.
const POOL: usize = 16;

/// Settings, clock, secret and issuers of a process.
#[derive(Clone)]
pub(crate) struct Process {
    pub(crate) config: ServiceConfig,
    pub(crate) clock: Clock,
    pub(crate) secret: Secret,
    pub(crate) client: Client,
    pub(crate) issuers: Issuers,
    /// Told of every append in this process.
    pub(crate) appended: Arc<Notify>,
}

impl Process {
    pub(crate) fn pool(&self, role: DatabaseRole) -> anyhow::Result<Pool> {
        pool(&self.config, role)
    }

    /// Commands with the rights of a service's database role.
    pub(crate) fn commands(&self, role: DatabaseRole) -> anyhow::Result<Commands> {
        let pool = self.pool(role)?;
        Ok(Commands::new(
            EventStore::new(pool.clone()),
            Policies::new(Vault::new(pool)),
            self.clock.clone(),
            self.secret.clone(),
            self.appended.clone(),
        ))
    }
}

/// A pool that logs in as `role`.
pub(crate) fn pool(config: &ServiceConfig, role: DatabaseRole) -> anyhow::Result<Pool> {
    let config = config
        .database(role.name())
        .with_context(|| format!("connect as {}", role.name()))?;
    Ok(database::pool(config, POOL))
}
