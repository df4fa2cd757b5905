//! The whole program, started for a measurement on a database of its own and ended with it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use eventstore::{DatabaseRole, migrate};
use tokio_postgres::Config;

use crate::progress;

/// How long `lotse up` may take until it serves, and until it has ended.
const PATIENCE: Duration = Duration::from_secs(90);
/// The password that tests give the roles: roles belong to the cluster, not to a database.
const PASSWORD: &str = "lotse-test";
/// The gateway and what follows it.
const PORTS: u16 = 5;

/// The built program.
#[derive(Debug)]
pub(crate) struct Program(PathBuf);

impl Program {
    /// The named one, else the one of this build profile.
    pub(crate) fn find(named: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(path) = named {
            if path.is_file() {
                return Ok(Self(fs::canonicalize(path)?));
            }
            bail!("--lotse: there is no program {}", path.display());
        }
        let own = std::env::current_exe().context("find the measurement's own program")?;
        let folder = own
            .parent()
            .and_then(Path::parent)
            .context("a benchmark lies in a folder")?;
        let path = folder.join("lotse");
        if path.is_file() {
            return Ok(Self(path));
        }
        bail!(
            "answers are measured through {}, which is not built: `cargo build --release --package lotse`, name \
             another with --lotse, or leave them out: `./dev bench commands catch-up`",
            path.display()
        )
    }

    /// Starts `lotse up` with the real municipalities and the demo, and waits until it serves.
    pub(crate) async fn start(&self, cluster: &Config) -> anyhow::Result<Running<'_>> {
        let name = format!("figures_{}", std::process::id());
        let folder = std::env::temp_dir().join(&name);
        fs::create_dir_all(&folder).with_context(|| format!("make {}", folder.display()))?;
        let passwords: BTreeMap<&str, &str> = DatabaseRole::ALL
            .iter()
            .map(|role| (role.name(), PASSWORD))
            .collect();
        fs::write(folder.join("passwords.toml"), toml::to_string(&passwords)?)?;
        let port = free_ports()?;
        let log = File::create(folder.join("log"))?;
        let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy");
        let child = self
            .command(&folder)
            .args([
                "up",
                "--port",
                &port.to_string(),
                "--database",
                &name,
                "--data",
            ])
            .arg(&folder)
            .arg("--deploy")
            .arg(deploy)
            .env("LOTSE_DATABASE_ADMIN_URL", address(cluster)?)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("start {}", self.0.display()))?;
        let gateway = format!("http://127.0.0.1:{port}");
        let mut running = Running {
            program: self,
            child,
            folder,
            database: name,
            cluster: cluster.clone(),
            gateway,
        };
        progress("`lotse up` on a database of its own");
        running.wait_until_ready().await?;
        Ok(running)
    }

    /// A call that no setting of the caller's shell reaches.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.0);
        command.current_dir(folder);
        for (name, _) in std::env::vars_os() {
            let shown = name.to_string_lossy();
            if shown.starts_with("LOTSE_") || shown.starts_with("OTEL_") {
                command.env_remove(&name);
            }
        }
        command
    }
}

/// A program that serves; killed when dropped, ended politely by [`Running::end`].
pub(crate) struct Running<'a> {
    program: &'a Program,
    child: Child,
    folder: PathBuf,
    database: String,
    cluster: Config,
    pub(crate) gateway: String,
}

impl Running<'_> {
    /// A token for a municipality's coordinator.
    pub(crate) fn coordinator(&self, municipality: &str) -> anyhow::Result<String> {
        let output = self
            .program
            .command(&self.folder)
            .args(["token", "coordinator", municipality, "--data"])
            .arg(&self.folder)
            .output()?;
        if !output.status.success() {
            bail!(
                "no token: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Ends it and removes what it made.
    pub(crate) async fn end(mut self) -> anyhow::Result<()> {
        let pid = self.child.id().to_string();
        if !Command::new("kill")
            .args(["-TERM", &pid])
            .status()?
            .success()
        {
            bail!("`lotse up` (process {pid}) could not be ended");
        }
        let begin = Instant::now();
        while self.child.try_wait()?.is_none() {
            if begin.elapsed() > PATIENCE {
                bail!(
                    "`lotse up` does not end within {} s of SIGTERM",
                    PATIENCE.as_secs()
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let client = migrate::connect(&self.cluster).await?;
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.database);
        client
            .batch_execute(&drop)
            .await
            .context("drop the database of `lotse up`")?;
        fs::remove_dir_all(&self.folder)?;
        Ok(())
    }

    async fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let begin = Instant::now();
        let log = self.folder.join("log");
        while !self.folder.join("ready").exists() {
            if let Some(status) = self.child.try_wait()? {
                let said = fs::read_to_string(&log).unwrap_or_default();
                let last = said
                    .lines()
                    .rfind(|line| !line.trim().is_empty())
                    .unwrap_or("nothing");
                bail!("`lotse up` ended with {status} before it served; it said last: {last}");
            }
            if begin.elapsed() > PATIENCE {
                bail!(
                    "`lotse up` does not serve after {} s; its log: {}",
                    PATIENCE.as_secs(),
                    log.display()
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // Nothing is left to kill after `end`; a program that outlives a failed measurement would be worse.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The first of as many ports in a row as `lotse up` takes.
fn free_ports() -> anyhow::Result<u16> {
    (20_000..30_000)
        .step_by(usize::from(PORTS))
        .find(|first| {
            (*first..first + PORTS)
                .all(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        })
        .context("no ports are free between 20000 and 30000")
}

/// The administrator's address as a program takes it.
fn address(cluster: &Config) -> anyhow::Result<String> {
    let (Some(tokio_postgres::config::Host::Tcp(host)), Some(port)) =
        (cluster.get_hosts().first(), cluster.get_ports().first())
    else {
        bail!("LOTSE_TEST_DATABASE_URL must name host and port");
    };
    let user = cluster.get_user().unwrap_or("postgres");
    let password = cluster
        .get_password()
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let database = cluster.get_dbname().unwrap_or("postgres");
    Ok(format!(
        "postgres://{user}:{password}@{host}:{port}/{database}"
    ))
}
