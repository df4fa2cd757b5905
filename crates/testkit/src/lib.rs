//! What tests share: a database of its own for each test, and waiting with a bound.
//!
//! The cluster is the one that `./dev test` starts and names in `LOTSE_TEST_DATABASE_URL`. Its first user makes a
//! template with the migrations of the day; every test copies it, so that tests run in parallel, in any order.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use deadpool_postgres::Pool;
use eventstore::{DatabaseRole, EventStore, database, migrate};
use kernel::MunicipalityId;
use tokio_postgres::{Client, Config};

/// Password of every role in a test's database.
const PASSWORD: &str = "lotse-test";
/// Serialises the making of templates over all test processes.
const TEMPLATE_LOCK: i64 = 0x6c6f_7473;

/// A database of a test's own, dropped with it.
pub struct TestDatabase {
    pub name: String,
    administrator: Config,
}

impl TestDatabase {
    /// A fresh copy of the migrated template, with extra DDL run as the owner (a read model's tables).
    pub async fn with_schema(ddl: &str) -> Self {
        let administrator: Config = test_cluster()
            .parse()
            .expect("LOTSE_TEST_DATABASE_URL is an address");
        let template = template(&administrator, ddl).await;
        let name = format!("test_{}", kernel::CommandId::generate().0.simple());
        let client = connect(&administrator).await;
        client
            .batch_execute(&format!(
                "CREATE DATABASE {name} TEMPLATE {template} OWNER lotse_owner"
            ))
            .await
            .expect("copy the template");
        Self {
            name,
            administrator,
        }
    }

    /// A fresh copy of the migrated template.
    pub async fn new() -> Self {
        Self::with_schema("").await
    }

    pub fn pool(&self, role: DatabaseRole) -> Pool {
        database::pool(role_config(&self.administrator, &self.name, role), 8)
    }

    pub fn store(&self, role: DatabaseRole) -> EventStore {
        EventStore::new(self.pool(role))
    }

    /// Opens a municipality's store.
    pub async fn open(&self, municipality: &str) -> MunicipalityId {
        let id = MunicipalityId::try_new(municipality).expect("a municipality id");
        self.store(DatabaseRole::Operator)
            .open(&id)
            .await
            .expect("open a store");
        id
    }

    /// A connection that may do anything: for tampering and for looking.
    pub async fn superuser(&self) -> Client {
        let mut config = self.administrator.clone();
        connect(config.dbname(&self.name)).await
    }

    pub fn passwords(&self) -> BTreeMap<String, String> {
        passwords()
    }

    /// `postgres://host:port/name`, without a user.
    pub fn url(&self) -> String {
        url(&self.administrator, &self.name)
    }

    /// Drops the database, whoever is still connected. What stays behind fails no test: it costs space in a cluster
    /// that is thrown away.
    pub async fn drop(self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        if let Ok(client) = migrate::connect(&self.administrator).await {
            drop(client.batch_execute(&statement).await);
        }
    }
}

/// Waits until `holds` answers true, looking every 5 ms, at most 20 s.
///
/// # Panics
/// With `what` when the bound is reached.
pub async fn eventually<F, Fut>(what: &str, mut holds: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = bool>,
{
    let bound = tokio::time::Instant::now() + Duration::from_secs(20);
    while !holds().await {
        assert!(
            tokio::time::Instant::now() < bound,
            "not within 20 s: {what}"
        );
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests find their cluster by the environment of `./dev test`"
)]
fn test_cluster() -> String {
    std::env::var("LOTSE_TEST_DATABASE_URL")
        .expect("LOTSE_TEST_DATABASE_URL names no test cluster: run the tests through `./dev test`")
}

fn passwords() -> BTreeMap<String, String> {
    DatabaseRole::ALL
        .iter()
        .map(|role| (role.name().to_owned(), PASSWORD.to_owned()))
        .collect()
}

fn role_config(administrator: &Config, name: &str, role: DatabaseRole) -> Config {
    let mut config = administrator.clone();
    config
        .dbname(name)
        .user(role.name())
        .password(PASSWORD)
        .application_name(role.name());
    config
}

fn url(config: &Config, name: &str) -> String {
    let host = match config.get_hosts().first() {
        Some(tokio_postgres::config::Host::Tcp(host)) => host.clone(),
        _ => "127.0.0.1".to_owned(),
    };
    let port = config.get_ports().first().copied().unwrap_or(5432);
    format!("postgres://{host}:{port}/{name}")
}

async fn connect(config: &Config) -> Client {
    migrate::connect(config)
        .await
        .expect("connect to the test cluster")
}

/// The template for this schema; made by whoever asks first.
async fn template(administrator: &Config, ddl: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (migrate::fingerprint(), ddl).hash(&mut hasher);
    let name = format!("template_{:016x}", hasher.finish());
    let client = connect(administrator).await;
    client
        .execute("SELECT pg_advisory_lock($1)", &[&TEMPLATE_LOCK])
        .await
        .expect("wait for the template");
    let exists = client
        .query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        .await
        .expect("look for the template");
    if exists.is_none() {
        let making = format!("{name}_making");
        client
            .batch_execute(&format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)"))
            .await
            .expect("drop a half-made template");
        migrate::bootstrap(&client, &passwords())
            .await
            .expect("create the roles");
        migrate::create_database(&client, &making)
            .await
            .expect("create the template");
        let owner = role_config(administrator, &making, DatabaseRole::Owner);
        migrate::migrate(&owner)
            .await
            .expect("migrate the template");
        {
            let owner = connect(&owner).await;
            owner
                .batch_execute(ddl)
                .await
                .expect("create the schema under test");
        }
        // The owner's connection may linger for a moment; a template must have none.
        client
            .execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
                &[&making],
            )
            .await
            .expect("end the connections to the template");
        let rename = format!("ALTER DATABASE {making} RENAME TO {name}");
        eventually("the template has no connections", || async {
            client.batch_execute(&rename).await.is_ok()
        })
        .await;
    }
    client
        .execute("SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK])
        .await
        .expect("let the next one look for the template");
    name
}
