//! The folder in which `lotse up` keeps what it made: secrets, passwords, the issuer's key and port.
//!
//! Everything in it is made at the first start and kept, so that actors, tokens and data stay what they are.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use eventstore::DatabaseRole;
use service_kit::config::Secret;

/// The folder.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    folder: PathBuf,
}

impl Installation {
    /// Opens the folder, making what is missing.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder.join("issuer"))
            .with_context(|| format!("cannot write to the folder {}", folder.display()))?;
        let installation = Self {
            folder: folder.to_owned(),
        };
        installation.make("secret", || Secret::generate().to_hex())?;
        installation.make("link-secret", || Secret::generate().to_hex())?;
        installation.complete_passwords()?;
        Ok(installation)
    }

    /// Gives a password to every role that has none: a new version may bring a role.
    fn complete_passwords(&self) -> anyhow::Result<()> {
        let path = self.passwords();
        let mut passwords: BTreeMap<String, String> = match fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .with_context(|| format!("{} holds no passwords", path.display()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let known = passwords.len();
        for role in DatabaseRole::ALL {
            passwords
                .entry(role.name().to_owned())
                .or_insert_with(|| Secret::generate().to_hex()[..32].to_owned());
        }
        if passwords.len() == known {
            return Ok(());
        }
        let text = toml::to_string(&passwords).expect("a map of strings is TOML");
        self.write("passwords.toml", &text)
    }

    pub(crate) fn secret(&self) -> PathBuf {
        self.folder.join("secret")
    }

    /// What signs reply links.
    pub(crate) fn link_secret(&self) -> PathBuf {
        self.folder.join("link-secret")
    }

    pub(crate) fn passwords(&self) -> PathBuf {
        self.folder.join("passwords.toml")
    }

    pub(crate) fn issuer_folder(&self) -> PathBuf {
        self.folder.join("issuer")
    }

    /// The issuer's port, once it has one. It stays, because actors' ids follow from the issuer's address.
    pub(crate) fn issuer_port(&self) -> Option<u16> {
        fs::read_to_string(self.folder.join("issuer/port"))
            .ok()?
            .trim()
            .parse()
            .ok()
    }

    pub(crate) fn keep_issuer_port(&self, port: u16) -> anyhow::Result<()> {
        self.write("issuer/port", &port.to_string())
    }

    /// Whether the file of this name was imported with this digest.
    pub(crate) fn has_imported(&self, name: &str, digest: &str) -> bool {
        let noted = fs::read_to_string(self.folder.join(format!("imported-{name}")));
        noted.is_ok_and(|noted| noted == digest)
    }

    pub(crate) fn note_import(&self, name: &str, digest: &str) -> anyhow::Result<()> {
        self.write(&format!("imported-{name}"), digest)
    }

    /// Says to whoever waits that the installation serves.
    pub(crate) fn note_ready(&self, gateway: &str) -> anyhow::Result<Ready> {
        self.write("ready", gateway)?;
        Ok(Ready(self.folder.join("ready")))
    }

    fn make(&self, name: &str, content: impl FnOnce() -> String) -> anyhow::Result<()> {
        if self.folder.join(name).exists() {
            Ok(())
        } else {
            self.write(name, &content())
        }
    }

    /// Whole or not at all, and readable by the owner alone.
    fn write(&self, name: &str, content: &str) -> anyhow::Result<()> {
        let path = self.folder.join(name);
        let new = self.folder.join(format!("{name}.new"));
        fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&new)
            .and_then(|mut file| {
                file.write_all(content.as_bytes())?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&new, &path))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

/// The note that the installation serves; gone with it.
#[derive(Debug)]
pub(crate) struct Ready(PathBuf);

impl Drop for Ready {
    fn drop(&mut self) {
        // Whoever waits for it also looks whether the process lives.
        drop(fs::remove_file(&self.0));
    }
}
