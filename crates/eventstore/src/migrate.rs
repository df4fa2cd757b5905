//! The schema: roles first, then one linear list of migrations.
//!
//! Expand and contract: a migration never breaks the version of the services that still runs. To change the schema
//! add `migrations/V<n>__<what>.sql`; an applied one never changes (the library compares checksums).

use std::collections::BTreeMap;

use tokio_postgres::{Client, Config, NoTls};

use crate::database::DatabaseRole;
use crate::error::StoreError;

mod embedded {
    refinery::embed_migrations!("../../migrations");
}

/// Serialises migrations of a database.
const LOCK: i64 = 0x6c6f_7473_6501;

const BOOTSTRAP: &str = include_str!("../../../migrations/bootstrap.sql");

/// Creates what roles are missing and gives each its password. For an administrator of the cluster.
pub async fn bootstrap(
    administrator: &Client,
    passwords: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    administrator
        .batch_execute(BOOTSTRAP)
        .await
        .map_err(StoreError::database("create the roles"))?;
    for role in DatabaseRole::ALL {
        if let Some(password) = passwords.get(role.name()) {
            // A statement without parameters: the server quotes what it is given.
            let statement: String = administrator
                .query_one(
                    "SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text)",
                    &[&role.name(), password],
                )
                .await
                .map_err(StoreError::database("set a password"))?
                .get(0);
            administrator
                .batch_execute(&statement)
                .await
                .map_err(StoreError::database("set a password"))?;
        }
    }
    Ok(())
}

/// Creates the database where it is missing, owned by the owner's role. For an administrator of the cluster.
pub async fn create_database(administrator: &Client, name: &str) -> Result<(), StoreError> {
    let exists = administrator
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await
        .map_err(StoreError::database("look for the database"))?;
    if exists.is_none() {
        let statement: String = administrator
            .query_one(
                "SELECT format('CREATE DATABASE %I OWNER lotse_owner', $1::text)",
                &[&name],
            )
            .await
            .map_err(StoreError::database("create the database"))?
            .get(0);
        administrator
            .batch_execute(&statement)
            .await
            .map_err(StoreError::database("create the database"))?;
    }
    Ok(())
}

/// Runs the migrations that are missing, as the owner. Returns their names.
pub async fn migrate(owner: &Config) -> Result<Vec<String>, StoreError> {
    let mut client = connect(owner).await?;
    // One migrates at a time; the lock goes with the connection.
    client
        .execute("SELECT pg_advisory_lock($1)", &[&LOCK])
        .await
        .map_err(StoreError::database("wait for whoever migrates"))?;
    // The library keeps its list of applied migrations in the first schema of the path.
    client
        .batch_execute("CREATE SCHEMA IF NOT EXISTS migration; SET search_path TO migration")
        .await
        .map_err(StoreError::database("open the list of migrations"))?;
    let report = embedded::migrations::runner()
        .run_async(&mut client)
        .await
        .map_err(StoreError::Migrate)?;
    Ok(report
        .applied_migrations()
        .iter()
        .map(ToString::to_string)
        .collect())
}

/// A connection outside any pool.
pub async fn connect(config: &Config) -> Result<Client, StoreError> {
    let (client, connection) = config
        .connect(NoTls)
        .await
        .map_err(StoreError::database("connect to the database"))?;
    #[expect(
        clippy::disallowed_methods,
        reason = "the driver's own half of a connection has no span"
    )]
    tokio::spawn(connection);
    Ok(client)
}

/// Changes whenever a migration does.
pub fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    let mut hasher = DefaultHasher::new();
    BOOTSTRAP.hash(&mut hasher);
    for migration in embedded::migrations::runner().get_migrations() {
        migration.checksum().hash(&mut hasher);
    }
    hasher.finish()
}
