//! Commands and options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use kernel::MunicipalityId;

/// Lotse: die Plattform für die Koordinierungsstellen der Netzwerke Frühe Hilfen.
///
/// Settings come from the environment (LOTSE_DATABASE_URL, LOTSE_DATABASE_PASSWORDS, LOTSE_LISTEN, LOTSE_IDENTITY,
/// LOTSE_SECRET, LOTSE_LINK_SECRET, LOTSE_LINK_URL, LOTSE_MEETINGS_LINK_URL, LOTSE_OPARL_URL,
/// LOTSE_SERVICE_AGREEMENTS, LOTSE_SERVICE_MEMBERSHIP, LOTSE_SERVICE_MEETINGS, LOTSE_SERVICE_FUNDING,
/// LOTSE_SMTP_URL, LOTSE_SMTP_AUTHORITY, LOTSE_MAIL_DOMAIN, LOTSE_LOG, OTEL_EXPORTER_OTLP_ENDPOINT) or from the TOML
/// file that LOTSE_CONFIG names.
#[derive(Debug, Parser)]
#[command(name = "lotse", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Everything in one process on one's own machine: schema, municipalities, demo, all roles
    Up(UpArguments),
    /// Serve roles of the platform; all state is in PostgreSQL, so each scales by starting more of it
    Serve(ServeArguments),
    /// Bring the database's schema up to date
    Migrate(MigrateArguments),
    /// Onboard and look at municipalities
    #[command(subcommand)]
    Municipality(MunicipalityCommand),
    /// Carry out the commands of files, each once
    Import(ImportArguments),
    /// Take in what an office has today: contacts, partners, agreements, bodies or meetings from CSV, XLSX or ODS
    ///
    /// Every line of the file is checked under the municipality's policy and carried out once: the same file again
    /// changes nothing, and an interrupted one continues. Commands go to LOTSE_SERVICE_AGREEMENTS,
    /// LOTSE_SERVICE_MEMBERSHIP and LOTSE_SERVICE_MEETINGS. Exit code 2: some lines were refused.
    Intake(IntakeArguments),
    /// Print a token of the laptop's own issuer and nothing else
    Token(TokenArguments),
    /// Recompute the hash chain of every municipality, or of one
    Verify {
        /// Only this municipality
        municipality: Option<MunicipalityId>,
    },
    /// The state of the projections and reactions
    #[command(subcommand)]
    Projections(ProjectionsCommand),
    /// Mail that comes back
    #[command(subcommand)]
    Mail(MailCommand),
    /// Write the committed files that follow from the code (OpenAPI, GraphQL SDL, roles, events)
    Generate {
        /// Write nothing; fail where a file is not current
        #[arg(long)]
        check: bool,
    },
}

impl Command {
    /// The process's name in traces.
    pub(crate) fn service_name(&self) -> &'static str {
        match self {
            Self::Serve(arguments) => match arguments.roles.as_slice() {
                [role] => role.name(),
                _ => "lotse",
            },
            _ => "lotse",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct UpArguments {
    /// The folder in which it keeps its keys and passwords
    #[arg(long, value_name = "DIR", default_value = ".data/up")]
    pub(crate) data: PathBuf,
    /// The gateway's port; the services follow on the next ones
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// The folder with `municipalities/*.toml` and `demo/*.toml`
    #[arg(long, value_name = "DIR", default_value = "deploy")]
    pub(crate) deploy: PathBuf,
    /// An administrator's address of the database cluster: postgres://user:password@host:port/postgres
    #[arg(long, env = "LOTSE_DATABASE_ADMIN_URL", hide_env_values = true)]
    pub(crate) admin_url: String,
    /// The database's name in that cluster; made where it is missing
    #[arg(long, default_value = "lotse")]
    pub(crate) database: String,
    /// A file with the instant that it shall be, such as 2027-03-01T08:00:00Z; replace the file to move the clock.
    /// To see what the office sees on another day; tokens keep the machine's time
    #[arg(long, value_name = "FILE")]
    pub(crate) clock: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ServeRole {
    /// the write side of agreements
    Agreements,
    /// the write side of networks, partners, contacts and bodies
    Membership,
    /// the write side of meetings, minutes and recommendations
    Meetings,
    /// the write side of money and figures
    Funding,
    /// GraphQL
    Gateway,
    /// folds events into the read tables
    Projector,
    /// carries out the reactions of the services, and sends mail where LOTSE_SMTP_URL says through which server
    Worker,
}

impl ServeRole {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Gateway,
        Self::Agreements,
        Self::Membership,
        Self::Meetings,
        Self::Funding,
        Self::Projector,
        Self::Worker,
    ];

    /// Its port, counted from the gateway's: stable.
    pub(crate) const fn offset(self) -> u16 {
        match self {
            Self::Gateway => 0,
            Self::Agreements => 1,
            Self::Membership => 2,
            Self::Meetings => 3,
            Self::Funding => 4,
            Self::Projector => 5,
            Self::Worker => 6,
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Agreements => "agreements",
            Self::Membership => "membership",
            Self::Meetings => "meetings",
            Self::Funding => "funding",
            Self::Gateway => "gateway",
            Self::Projector => "projector",
            Self::Worker => "worker",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The roles of this process; the first listens on LOTSE_LISTEN, the others on the next ports
    #[arg(required = true, value_name = "ROLE")]
    pub(crate) roles: Vec<ServeRole>,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArguments {
    /// First create what database and roles are missing, as this administrator:
    /// postgres://user:password@host:port/postgres
    #[arg(long, env = "LOTSE_DATABASE_ADMIN_URL", hide_env_values = true)]
    pub(crate) admin_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MunicipalityCommand {
    /// Onboard municipalities, or adopt the new policy of known ones
    Onboard {
        /// Policy files, such as deploy/municipalities/leverkusen.toml
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Every municipality with its key, state, policy version and number of events
    List,
    /// One municipality with its keys and policy versions
    Show { municipality: MunicipalityId },
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// Files of commands, such as deploy/demo/leverkusen.toml
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Read and check the files, send nothing
    #[arg(long)]
    pub(crate) check: bool,
    /// The coordinator's token; a file holds one municipality's commands
    #[arg(long, env = "LOTSE_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
}

/// What the lines of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum IntakeKind {
    /// contacts of partners that are there [Ansprechpersonen, Anlage 1]
    Contacts,
    /// institutions as partners [Netzwerkpartner]
    Partners,
    /// agreements with their signatures [Kooperationsvereinbarungen]
    Agreements,
    /// bodies with their seats [Gremien]
    Bodies,
    /// past meetings of bodies that are there [Sitzungen]
    Meetings,
}

#[derive(Debug, Args)]
pub(crate) struct IntakeArguments {
    /// What the lines of the files are
    pub(crate) kind: IntakeKind,
    /// Tables as the office has them: CSV (UTF-8, UTF-16, Windows), XLSX, ODS
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The gateway's address, such as http://127.0.0.1:8080
    #[arg(long, value_name = "URL")]
    pub(crate) gateway: reqwest::Url,
    /// The coordinator's token; it says which municipality it is
    #[arg(long, env = "LOTSE_TOKEN", hide_env_values = true)]
    pub(crate) token: String,
    /// The worksheet, where it is not the first
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// Say per line what would happen and what is wrong, send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The version of the text of consent that people signed, for contacts with a day of consent
    #[arg(long, value_name = "N")]
    pub(crate) consent_text_version: Option<u16>,
    /// The network of lines that name none
    #[arg(long, value_name = "NAME|ID")]
    pub(crate) network: Option<String>,
    /// Write the result of every line into this CSV file
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TokenArguments {
    /// coordinator, deputy, preparation-team, minute-taker, administration, partner, steering-group-lead,
    /// funding-officer, auditor, data-protection-officer, state-coordinator or platform-operator
    pub(crate) role: String,
    /// The municipality's id, or a state's key for state-coordinator (nothing for platform-operator)
    #[arg(value_name = "MUNICIPALITY|STATE")]
    pub(crate) scope: Option<String>,
    /// The folder of `lotse up`
    #[arg(long, value_name = "DIR", default_value = ".data/up")]
    pub(crate) data: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MailCommand {
    /// Read a message from the standard input and note the bounce that it reports
    ///
    /// For the mail server that gets what comes back to the senders' addresses: pipe each message into this command.
    Receive,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProjectionsCommand {
    /// How far each consumer is in each municipality, and what is parked
    Status,
}
