//! A test's database, and an administrator's look into it.

use std::collections::BTreeMap;

use eventstore::{DatabaseRole, migrate};
use tokio_postgres::{Client, Config, Row};

/// The same password for every role as in `testkit`: roles belong to the cluster, which all tests share.
const PASSWORD: &str = "lotse-test";

/// A database by its name; made by whoever migrates it, dropped with this.
#[derive(Debug)]
pub struct Database {
    name: String,
    administrator: Config,
}

impl Database {
    /// A name that nobody has.
    pub fn named() -> Self {
        let name = format!("acceptance_{}", kernel::CommandId::generate().0.simple());
        let administrator = cluster()
            .parse()
            .expect("LOTSE_TEST_DATABASE_URL is an address");
        Self {
            name,
            administrator,
        }
    }

    /// A copy of another one to which nobody is connected.
    pub async fn copy_of(other: &Self) -> Self {
        let copy = Self::named();
        let client = connect(&copy.administrator).await;
        let statement = format!(
            "CREATE DATABASE {} TEMPLATE {} OWNER lotse_owner",
            copy.name, other.name
        );
        client
            .batch_execute(&statement)
            .await
            .expect("copy the database");
        copy
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// `postgres://host:port/name`, as services are told.
    pub fn url(&self) -> String {
        self.url_at(&self.host(), self.port())
    }

    /// The same database behind another address, such as a proxy's.
    pub fn url_at(&self, host: &str, port: u16) -> String {
        format!("postgres://{host}:{port}/{}", self.name)
    }

    pub fn host(&self) -> String {
        match self.administrator.get_hosts().first() {
            Some(tokio_postgres::config::Host::Tcp(host)) => host.clone(),
            Some(tokio_postgres::config::Host::Unix(_)) | None => "127.0.0.1".to_owned(),
        }
    }

    pub fn port(&self) -> u16 {
        self.administrator
            .get_ports()
            .first()
            .copied()
            .unwrap_or(5432)
    }

    /// A connection that may do anything: for looking and for tampering.
    pub async fn superuser(&self) -> Client {
        connect(self.administrator.clone().dbname(&self.name)).await
    }

    /// Rows of a statement, as the superuser.
    pub async fn rows(&self, statement: &str) -> Vec<Row> {
        self.superuser()
            .await
            .query(statement, &[])
            .await
            .expect(statement)
    }

    /// The last position of each municipality's store.
    pub async fn heads(&self) -> BTreeMap<String, i64> {
        let rows = self
            .rows("SELECT municipality, position FROM es.municipality_head")
            .await;
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    }

    /// True when every consumer's checkpoint is at its municipality's head.
    pub async fn is_projected(&self) -> bool {
        let statement = "
            SELECT NOT EXISTS (
                SELECT
                FROM es.municipality_head h
                CROSS JOIN (VALUES ('lotse_projector'), ('lotse_membership')) AS o(owner)
                LEFT JOIN consumer.checkpoint c
                    ON c.municipality = h.municipality
                    AND c.owner::text = o.owner
                WHERE c.position IS DISTINCT FROM h.position
            )";
        self.rows(statement).await[0].get(0)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (administrator, name) = (self.administrator.clone(), self.name.clone());
        // A thread of its own: the test's runtime may be gone, or be the one that is dropping this.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let client = connect(&administrator).await;
                let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                // Left over, it costs space in a cluster that is thrown away.
                drop(client.batch_execute(&statement).await);
            });
            Ok::<_, std::io::Error>(())
        });
        drop(dropping.join());
    }
}

/// An administrator's address of the cluster that `./dev test` starts.
#[expect(
    clippy::disallowed_methods,
    reason = "tests find their cluster by the environment of `./dev test`"
)]
pub fn cluster() -> String {
    std::env::var("LOTSE_TEST_DATABASE_URL")
        .expect("LOTSE_TEST_DATABASE_URL names no test cluster: run the tests through `./dev test`")
}

/// `passwords.toml` for every role that logs in.
pub fn passwords() -> String {
    let passwords: BTreeMap<&str, &str> = DatabaseRole::ALL
        .iter()
        .map(|role| (role.name(), PASSWORD))
        .collect();
    toml::to_string(&passwords).expect("a map of strings is TOML")
}

async fn connect(config: &Config) -> Client {
    migrate::connect(config)
        .await
        .expect("connect to the test cluster")
}
