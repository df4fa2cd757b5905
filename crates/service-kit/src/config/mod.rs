//! What an operator sets: environment variables over an optional TOML file. The only reader of environment
//! variables.
//!
//! | variable | key in the file | meaning |
//! |---|---|---|
//! | `LOTSE_CONFIG` | | path of the TOML file |
//! | `LOTSE_DATABASE_URL` | `database-url` | `postgres://host:port/database`, without a user |
//! | `LOTSE_DATABASE_PASSWORDS` | `database-passwords` | TOML file of `role = "password"` lines |
//! | `LOTSE_LISTEN` | `listen` | address to listen on, such as `0.0.0.0:8080` |
//! | `LOTSE_SERVICE_<NAME>` | `[services] name` | base URL of a service, such as `LOTSE_SERVICE_AGREEMENTS` |
//! | `LOTSE_IDENTITY` | `identity` | the identity file: issuers and what they may assert |
//! | `LOTSE_SECRET` | `secret` | file with 32 bytes in hex: keys actor ids and fingerprints |
//! | `LOTSE_LINK_SECRET` | `link-secret` | file with 32 bytes in hex a line: the first signs reply links, all verify |
//! | `LOTSE_LINK_URL` | `link-url` | base URL under which people reach `links/…`, `meeting-links/…`, `feeds/…` |
//! | `LOTSE_MEETINGS_LINK_URL` | `meetings-link-url` | that of the latter two, where the meetings service has its own |
//! | `LOTSE_SMTP_URL` | `smtp-url` | mail server, such as `smtps://user:password@mail.example`; absent: no mail |
//! | `LOTSE_MAIL_DOMAIN` | `mail-domain` | domain of senders, such as `post.example`: `leverkusen@post.example` |
//! | `LOTSE_SMTP_AUTHORITY` | `smtp-authority` | PEM file of certificates to trust beside the system's |
//! | `LOTSE_OPARL_URL` | `oparl-url` | base URL under which everybody reaches `oparl/…` of the gateway; absent: there is none |
//! | `OTEL_EXPORTER_OTLP_ENDPOINT` | `otlp-endpoint` | base URL of an OTLP receiver; absent: no export |
//! | `LOTSE_LOG` | `log` | filter such as `info,service_kit=debug`; default `info` |
//! | `LOTSE_LOG_FORMAT` | `log-format` | `text` (default) or `json` |
//!
//! What is malformed is refused when it is read; what is absent is refused when a process asks for it, so that
//! `lotse token` needs no database. Every error names the variable or file and the reason.

mod database;
mod mail;
mod secret;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use reqwest::Url;
use serde::Deserialize;
use thiserror::Error;

pub use database::Database;
pub use mail::Mail;
pub use secret::Secret;

use crate::links::{LinkKey, LinkScope};

/// The services that the gateway may call.
pub const SERVICES: &[&str] = &["agreements", "membership", "meetings", "funding"];

/// A setting that cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{variable} is not set: {meaning}")]
    Missing {
        variable: String,
        meaning: &'static str,
    },
    #[error("{variable} is not usable: {reason}")]
    Invalid { variable: String, reason: String },
    #[error("cannot read {}", path.display())]
    Unreadable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{}: {reason}", path.display())]
    File { path: PathBuf, reason: String },
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For a terminal.
    #[default]
    Text,
    /// One JSON object a line, for a log collector.
    Json,
}

/// Logs and spans of a process.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TelemetrySettings {
    /// Absent: spans are made, but sent nowhere.
    pub otlp_endpoint: Option<String>,
    /// Absent: `info`.
    pub filter: Option<String>,
    pub format: LogFormat,
}

/// The settings of one process. See the [module](self) for the variables.
///
/// Public fields, so that a process which runs several services (`lotse up`) can make its own.
#[derive(Clone, Debug, Default)]
pub struct ServiceConfig {
    pub database: Option<Database>,
    pub listen: Option<SocketAddr>,
    /// Base URL by service name.
    pub services: BTreeMap<String, Url>,
    pub identity: Option<PathBuf>,
    pub secret: Option<Secret>,
    pub link_key: Option<LinkKey>,
    /// Base URL of reply links.
    pub link_url: Option<Url>,
    /// That of the ones which the meetings service answers, where it has another.
    pub meetings_link_url: Option<Url>,
    /// Absent where no letter goes out.
    pub mail: Option<Mail>,
    /// Base URL of what is published as OParl.
    pub oparl_url: Option<Url>,
    pub telemetry: TelemetrySettings,
}

/// The TOML file.
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ConfigFile {
    database_url: Option<String>,
    database_passwords: Option<PathBuf>,
    listen: Option<String>,
    #[serde(default)]
    services: BTreeMap<String, String>,
    identity: Option<PathBuf>,
    secret: Option<PathBuf>,
    link_secret: Option<PathBuf>,
    link_url: Option<String>,
    meetings_link_url: Option<String>,
    smtp_url: Option<String>,
    mail_domain: Option<String>,
    smtp_authority: Option<PathBuf>,
    oparl_url: Option<String>,
    otlp_endpoint: Option<String>,
    log: Option<String>,
    log_format: Option<String>,
}

impl ServiceConfig {
    /// Reads the process' environment and the file that it names.
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment"
    )]
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|variable| {
            std::env::var_os(variable).map(|value| value.to_string_lossy().into_owned())
        })
    }

    /// Reads the variables that `variable` gives; an empty one counts as absent.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let variable = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
        let file = match variable("LOTSE_CONFIG") {
            Some(path) => read_toml(Path::new(&path))?,
            None => ConfigFile::default(),
        };
        let path = |name: &str, other: Option<PathBuf>| variable(name).map(PathBuf::from).or(other);

        let database = match variable("LOTSE_DATABASE_URL").or(file.database_url) {
            Some(url) => {
                let passwords = path("LOTSE_DATABASE_PASSWORDS", file.database_passwords);
                Some(Database::try_new(&url, passwords.as_deref())?)
            }
            None => None,
        };
        let listen = variable("LOTSE_LISTEN").or(file.listen);
        let secret = path("LOTSE_SECRET", file.secret);
        let link_secret = path("LOTSE_LINK_SECRET", file.link_secret);
        let link_url = variable("LOTSE_LINK_URL").or(file.link_url);
        let meetings_link_url = variable("LOTSE_MEETINGS_LINK_URL").or(file.meetings_link_url);
        let mail = Mail::of(
            variable("LOTSE_SMTP_URL").or(file.smtp_url),
            variable("LOTSE_MAIL_DOMAIN").or(file.mail_domain),
            path("LOTSE_SMTP_AUTHORITY", file.smtp_authority),
        )?;
        let oparl_url = variable("LOTSE_OPARL_URL").or(file.oparl_url);
        let log_format = variable("LOTSE_LOG_FORMAT").or(file.log_format);

        let mut services = BTreeMap::new();
        for name in file.services.keys() {
            if !SERVICES.contains(&name.as_str()) {
                let reason = format!(
                    "`{name}` is not a service; known are {}",
                    SERVICES.join(", ")
                );
                return Err(ConfigError::Invalid {
                    variable: "[services]".to_owned(),
                    reason,
                });
            }
        }
        for service in SERVICES {
            let name = service_variable(service);
            if let Some(text) = variable(&name).or_else(|| file.services.get(*service).cloned()) {
                services.insert((*service).to_owned(), base_url(&name, &text)?);
            }
        }

        Ok(Self {
            database,
            listen: listen
                .map(|text| parse("LOTSE_LISTEN", &text))
                .transpose()?,
            services,
            identity: path("LOTSE_IDENTITY", file.identity),
            secret: secret.as_deref().map(Secret::from_file).transpose()?,
            link_key: link_secret.as_deref().map(LinkKey::from_file).transpose()?,
            link_url: link_url
                .map(|text| base_url("LOTSE_LINK_URL", &text))
                .transpose()?,
            meetings_link_url: meetings_link_url
                .map(|text| base_url("LOTSE_MEETINGS_LINK_URL", &text))
                .transpose()?,
            mail,
            oparl_url: oparl_url
                .map(|text| base_url("LOTSE_OPARL_URL", &text))
                .transpose()?,
            telemetry: TelemetrySettings {
                otlp_endpoint: variable("OTEL_EXPORTER_OTLP_ENDPOINT").or(file.otlp_endpoint),
                filter: variable("LOTSE_LOG").or(file.log),
                format: log_format.map_or(Ok(LogFormat::Text), |text| log_format_of(&text))?,
            },
        })
    }

    /// How `role` connects: the database's address, the role's name and its password.
    pub fn database(&self, role: &str) -> Result<tokio_postgres::Config, ConfigError> {
        self.database
            .as_ref()
            .ok_or_else(|| {
                missing(
                    "LOTSE_DATABASE_URL",
                    "the address of the database, without a user",
                )
            })?
            .connect_as(role)
    }

    pub fn listen(&self) -> Result<SocketAddr, ConfigError> {
        self.listen.ok_or_else(|| {
            missing(
                "LOTSE_LISTEN",
                "the address to listen on, such as 0.0.0.0:8080",
            )
        })
    }

    /// The base URL of a service, one of [`SERVICES`].
    pub fn service(&self, name: &str) -> Result<&Url, ConfigError> {
        self.services
            .get(name)
            .ok_or_else(|| missing(&service_variable(name), "the base URL of that service"))
    }

    pub fn identity(&self) -> Result<&Path, ConfigError> {
        let identity = self.identity.as_deref();
        identity.ok_or_else(|| missing("LOTSE_IDENTITY", "the file with the issuers of tokens"))
    }

    pub fn secret(&self) -> Result<&Secret, ConfigError> {
        let secret = self.secret.as_ref();
        secret.ok_or_else(|| missing("LOTSE_SECRET", "a file with 32 bytes in hex (64 digits)"))
    }

    /// What signs and verifies reply links.
    pub fn link_key(&self) -> Result<&LinkKey, ConfigError> {
        self.link_key.as_ref().ok_or_else(|| {
            missing(
                "LOTSE_LINK_SECRET",
                "a file with 32 bytes in hex (64 digits) a line, for reply links",
            )
        })
    }

    /// The mail server and the domain of what is sent.
    pub fn mail(&self) -> Result<&Mail, ConfigError> {
        self.mail.as_ref().ok_or_else(|| {
            missing(
                "LOTSE_MAIL_DOMAIN",
                "the domain of what is sent, together with LOTSE_SMTP_URL",
            )
        })
    }

    /// The base URL under which people reach links of that scope, for [`LinkKey::address`].
    ///
    /// One public host is enough: the services' addresses begin with other folders ([`LinkScope::folder`]), which a
    /// proxy tells apart. Only where each service is reached by itself, as in `lotse up`, are there two.
    pub fn link_url_for(&self, scope: LinkScope) -> Result<&Url, ConfigError> {
        match (scope, &self.meetings_link_url) {
            (
                LinkScope::ReplyToMeeting
                | LinkScope::AcknowledgePassingOn
                | LinkScope::CalendarFeed,
                Some(url),
            ) => Ok(url),
            (_, _) => self.link_url(),
        }
    }

    /// The base URL under which people reach reply links; [`Self::link_url_for`] knows the scope's.
    pub fn link_url(&self) -> Result<&Url, ConfigError> {
        self.link_url.as_ref().ok_or_else(|| {
            missing(
                "LOTSE_LINK_URL",
                "the base URL of reply links, such as https://lotse.example/",
            )
        })
    }
}

fn service_variable(name: &str) -> String {
    format!("LOTSE_SERVICE_{}", name.to_uppercase())
}

fn missing(variable: &str, meaning: &'static str) -> ConfigError {
    ConfigError::Missing {
        variable: variable.to_owned(),
        meaning,
    }
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    text: &str,
) -> Result<T, ConfigError> {
    text.trim().parse().map_err(|error| ConfigError::Invalid {
        variable: name.to_owned(),
        reason: format!("`{text}`: {error}"),
    })
}

/// A base URL always ends in `/`, so that joining a path keeps its own.
fn base_url(name: &str, text: &str) -> Result<Url, ConfigError> {
    let mut url: Url = parse(name, text)?;
    if !matches!(url.scheme(), "http" | "https") {
        let reason = format!("`{text}` does not begin with http:// or https://");
        return Err(ConfigError::Invalid {
            variable: name.to_owned(),
            reason,
        });
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

fn log_format_of(text: &str) -> Result<LogFormat, ConfigError> {
    match text.trim() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        other => Err(ConfigError::Invalid {
            variable: "LOTSE_LOG_FORMAT".to_owned(),
            reason: format!("`{other}` is neither `text` nor `json`"),
        }),
    }
}

/// Reads a file; the error names it.
pub(crate) fn read_file(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// Reads a TOML file; the error names it, the line and what would have been allowed.
pub(crate) fn read_toml<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, ConfigError> {
    toml::from_str(&read_file(path)?).map_err(|error| ConfigError::File {
        path: path.to_owned(),
        reason: error.to_string().trim_end().to_owned(),
    })
}
