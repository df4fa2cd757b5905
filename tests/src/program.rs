//! The program under test.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::within;

/// Longest that a clean end may take: requests in flight have ten seconds.
const END: Duration = Duration::from_secs(20);

/// Where cargo put it, beside the tests' own folder.
pub fn path() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    let path = test.ancestors().nth(2).map(|folder| folder.join("lotse"));
    let path = path.expect("a test lies in target/<profile>/deps");
    assert!(
        path.exists(),
        "{} is not built: cargo build -p lotse",
        path.display()
    );
    path
}

/// The program with nothing of the caller's environment: what it needs, each test says.
pub fn command() -> Command {
    let mut command = Command::new(path());
    command.env_clear().stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(command: &mut Command) -> Output {
    command.output().expect("run lotse")
}

/// What it printed, for looking into.
pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A run that goes on until it is ended.
#[derive(Debug)]
pub struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts it; both outputs are appended to `log`.
    pub fn start(mut command: Command, log: &Path) -> Self {
        let file = || {
            File::options()
                .create(true)
                .append(true)
                .open(log)
                .expect("open a log")
        };
        let child = command
            .stdout(file())
            .stderr(file())
            .spawn()
            .expect("start lotse");
        Self {
            child,
            log: log.to_owned(),
        }
    }

    /// True when it has ended, however.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().expect("look after lotse").is_some()
    }

    /// The end of its log.
    pub fn tail(&self) -> String {
        tail(&self.log)
    }

    /// Ends it as a power cut would: SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().expect("kill lotse");
        self.child.wait().expect("bury lotse");
    }

    /// Ends it as an operator does: SIGTERM, and a clean end within a bound.
    pub async fn stop(mut self) {
        let pid = self.child.id().to_string();
        let asked = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &pid])
            .status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "ask process {pid} to end"
        );
        let mut status = None;
        within(END, "lotse ends after SIGTERM", || {
            status = self.child.try_wait().expect("look after lotse");
            std::future::ready(status.is_some())
        })
        .await;
        let clean = status.is_some_and(|status| status.success());
        assert!(clean, "lotse ended with {status:?}:\n{}", self.tail());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.has_ended() {
            self.kill();
        }
    }
}

/// The last lines of a log.
pub fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(40)..].join("\n")
}
