//! A whole installation: `lotse up`, as a user has it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tokio::time::Instant;

use crate::program::{self, Running};
use crate::{Caller, Database, Folder, database, ports};

/// Where each role listens, counted from the gateway's port.
const OFFSETS: &[u16] = &[0, 1, 2, 3, 4, 5, 6];
/// Ports in a row that an installation may use.
const PORTS: u16 = 8;
/// Longest start, on a machine that other tests keep busy.
const START: Duration = Duration::from_secs(120);

/// What a test's installation has that others have not.
#[derive(Debug, Default)]
pub struct Settings {
    /// Where its spans go.
    pub otlp: Option<String>,
    /// When it is, such as `2027-03-01T08:00:00Z`, until [`System::move_clock`]; the machine's time where absent.
    pub clock: Option<&'static str>,
}

/// A running installation of a test's own; ended and removed with it.
#[derive(Debug)]
pub struct System {
    // First, so that it ends before its database and folder go.
    running: Option<Running>,
    port: u16,
    settings: Settings,
    database: Database,
    folder: Folder,
}

impl System {
    /// The three municipalities with their demo data.
    pub async fn start() -> Self {
        Self::start_with(Settings::default()).await
    }

    pub async fn start_with(settings: Settings) -> Self {
        let mut system = Self {
            running: None,
            port: 0,
            settings,
            database: Database::named(),
            folder: Folder::new(),
        };
        system
            .folder
            .write("passwords.toml", &database::passwords());
        if let Some(at) = system.settings.clock {
            system.move_clock(at);
        }
        for _ in 0..5 {
            system.port = ports::free_row(PORTS);
            system.launch();
            match system.ready().await {
                Ok(()) => return system,
                Err(log) if log.contains("is taken") => {}
                Err(log) => panic!("lotse did not start:\n{log}"),
            }
        }
        panic!("somebody takes every port before lotse gets it");
    }

    /// Ends it as a power cut would.
    pub fn kill9(&mut self) {
        self.running.as_mut().expect("the system runs").kill();
        self.running = None;
    }

    /// Ends it as Ctrl-C does.
    pub async fn stop(&mut self) {
        self.running.take().expect("the system runs").stop().await;
    }

    /// Starts again on the same data and the same ports.
    pub async fn restart(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop().await;
        }
        // After a power cut the note of the former start is still there.
        drop(std::fs::remove_file(self.ready_file()));
        self.launch();
        if let Err(log) = self.ready().await {
            panic!("lotse did not start again:\n{log}");
        }
    }

    /// Lets it be another time for an installation that started with a clock of its own.
    pub fn move_clock(&self, at: &str) {
        self.folder.write("clock", at);
    }

    /// A token as `lotse token` prints it.
    pub fn token(&self, role: &str, scope: &str) -> String {
        let mut command = program::command();
        command.args(["token", role]);
        command.args((!scope.is_empty()).then_some(scope));
        let output = program::run(command.arg("--data").arg(self.folder.path()));
        assert!(output.status.success(), "{}", program::text(&output));
        let token = String::from_utf8(output.stdout).expect("a token is ASCII");
        assert_eq!(token.lines().count(), 1, "nothing but a token");
        token.trim().to_owned()
    }

    /// Somebody with a token of that role.
    pub fn caller(&self, role: &str, scope: &str) -> Caller {
        self.caller_with(self.token(role, scope))
    }

    /// Somebody with that token.
    pub fn caller_with(&self, token: impl Into<String>) -> Caller {
        let at = |offset| format!("http://127.0.0.1:{}", self.port + offset);
        Caller::new(at(0), at(1), at(2), token)
    }

    /// The coordinator of a municipality.
    pub fn coordinator(&self, municipality: &str) -> Caller {
        self.caller("coordinator", municipality)
    }

    /// The base address of each role, the gateway's first.
    pub fn addresses(&self) -> Vec<String> {
        OFFSETS
            .iter()
            .map(|offset| format!("http://127.0.0.1:{}", self.port + offset))
            .collect()
    }

    pub fn database(&self) -> &Database {
        &self.database
    }

    /// The folder that the program keeps, with secret, passwords and the issuer's key.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The program with the settings of an operator of this installation.
    pub fn operator(&self) -> Command {
        self.operator_of(&self.database.url())
    }

    /// The same, for a database at another address.
    pub fn operator_of(&self, url: &str) -> Command {
        let mut command = program::command();
        command
            .env("LOTSE_DATABASE_URL", url)
            .env(
                "LOTSE_DATABASE_PASSWORDS",
                self.folder.path().join("passwords.toml"),
            )
            .env("LOTSE_SECRET", self.folder.path().join("secret"))
            .env("LOTSE_LINK_SECRET", self.folder.path().join("link-secret"));
        command
    }

    /// The address of the installation's own issuer.
    pub fn issuer(&self) -> String {
        let port = std::fs::read_to_string(self.folder.path().join("issuer/port"));
        format!(
            "http://127.0.0.1:{}",
            port.expect("the issuer has a port").trim()
        )
    }

    fn launch(&mut self) {
        let mut command = program::command();
        command
            .args([
                "up",
                "--port",
                &self.port.to_string(),
                "--database",
                self.database.name(),
            ])
            .args(["--admin-url", &database::cluster()])
            .arg("--data")
            .arg(self.folder.path())
            .arg("--deploy")
            .arg(deploy());
        if self.settings.clock.is_some() {
            command.arg("--clock").arg(self.folder.path().join("clock"));
        }
        command.envs(
            self.settings
                .otlp
                .iter()
                .map(|endpoint| ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)),
        );
        self.running = Some(Running::start(command, &self.log()));
    }

    /// Waits until it serves; the end of its log where it ended instead.
    async fn ready(&mut self) -> Result<(), String> {
        let until = Instant::now() + START;
        let (ready, log) = (self.ready_file(), self.log());
        let running = self.running.as_mut().expect("the system was launched");
        while !ready.exists() {
            if running.has_ended() {
                return Err(program::tail(&log));
            }
            assert!(
                Instant::now() < until,
                "lotse is not ready:\n{}",
                running.tail()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    }

    fn ready_file(&self) -> PathBuf {
        self.folder.path().join("ready")
    }

    /// Both outputs of `lotse up`.
    pub fn log(&self) -> PathBuf {
        self.folder.path().join("test.log")
    }
}

/// The folder with municipalities and demo of this checkout.
pub fn deploy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy")
}
