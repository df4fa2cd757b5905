//! Where the database is, and which password each role has. A process never holds one user for everything.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::{ConfigError, read_toml};

/// A database without a user; [`connect_as`](Database::connect_as) adds one.
#[derive(Clone)]
pub struct Database {
    address: tokio_postgres::Config,
    /// `None`: the server trusts its roles (a socket with peer authentication, say).
    passwords: Option<(PathBuf, BTreeMap<String, String>)>,
}

impl Database {
    /// `url` as `postgres://host:port/database`; `passwords` is a TOML file of `role = "password"`.
    pub fn try_new(url: &str, passwords: Option<&Path>) -> Result<Self, ConfigError> {
        let invalid = |reason: String| ConfigError::Invalid {
            variable: "LOTSE_DATABASE_URL".to_owned(),
            reason,
        };
        // The text itself stays out of the message: it may hold a password after all.
        let address: tokio_postgres::Config = url.parse().map_err(|error| {
            invalid(format!(
                "not an address such as postgres://localhost:5432/lotse ({error})"
            ))
        })?;
        if address.get_user().is_some() || address.get_password().is_some() {
            return Err(invalid(
                "it must not name a user: each role has its own".to_owned(),
            ));
        }
        if address.get_dbname().is_none() {
            return Err(invalid("it names no database".to_owned()));
        }
        let passwords = match passwords {
            Some(path) => Some((path.to_owned(), read_toml(path)?)),
            None => None,
        };
        Ok(Self { address, passwords })
    }

    /// The connection of `role`.
    pub fn connect_as(&self, role: &str) -> Result<tokio_postgres::Config, ConfigError> {
        let mut config = self.address.clone();
        config.user(role).application_name(role);
        if let Some((path, passwords)) = &self.passwords {
            let password = passwords.get(role).ok_or_else(|| ConfigError::File {
                path: path.clone(),
                reason: format!("there is no password for the role `{role}`"),
            })?;
            config.password(password);
        }
        Ok(config)
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles = self
            .passwords
            .as_ref()
            .map(|(_, passwords)| passwords.keys().collect::<Vec<_>>());
        f.debug_struct("Database")
            .field("address", &self.address)
            .field("roles", &roles)
            .finish()
    }
}
