//! Roles, migrations, the read model's tables.

use std::collections::BTreeMap;

use anyhow::Context as _;
use eventstore::{DatabaseRole, migrate as store};
use service_kit::config::ServiceConfig;
use tokio_postgres::Config;

use crate::cli::MigrateArguments;
use crate::say;

/// Held while roles change: PostgreSQL refuses two changes of a role at the same moment, and roles belong to the whole
/// cluster. The tests' templates take the same lock.
const ROLES: i64 = 0x6c6f_7473;

/// `lotse migrate`
pub(crate) async fn migrate(
    arguments: &MigrateArguments,
    config: &ServiceConfig,
) -> anyhow::Result<()> {
    if let Some(admin_url) = &arguments.admin_url {
        bootstrap(admin_url, config).await?;
    }
    let applied = bring_up_to_date(config).await?;
    if applied.is_empty() {
        say("the schema is up to date")
    } else {
        say(format_args!("applied: {}", applied.join(", ")))
    }
}

/// Creates what roles and database are missing, and gives each role its password.
pub(crate) async fn bootstrap(admin_url: &str, config: &ServiceConfig) -> anyhow::Result<()> {
    let admin: Config = admin_url
        .parse()
        .context("the administrator's address is not of the form postgres://user:password@host:port/postgres")?;
    let owner = config.database(DatabaseRole::Owner.name())?;
    let name = owner
        .get_dbname()
        .context("LOTSE_DATABASE_URL names no database")?;
    let passwords: BTreeMap<String, String> = DatabaseRole::ALL
        .iter()
        .filter_map(|role| {
            let config = config.database(role.name()).ok()?;
            let password = String::from_utf8(config.get_password()?.to_vec()).ok()?;
            Some((role.name().to_owned(), password))
        })
        .collect();
    let client = store::connect(&admin)
        .await
        .context("connect as the administrator")?;
    // Let go with the connection.
    client
        .execute("SELECT pg_advisory_lock($1)", &[&ROLES])
        .await
        .context("wait for whoever changes roles")?;
    store::bootstrap(&client, &passwords).await?;
    store::create_database(&client, name).await?;
    Ok(())
}

/// Runs the missing migrations and creates the read model's tables; returns what it did.
pub(crate) async fn bring_up_to_date(config: &ServiceConfig) -> anyhow::Result<Vec<String>> {
    let owner = config.database(DatabaseRole::Owner.name())?;
    let mut applied = store::migrate(&owner).await?;
    if gateway::projections::create(&owner).await? {
        applied.push(format!("read_{}", gateway::projections::READ_MODEL));
    }
    Ok(applied)
}
