//! Everything in one process, on one's own machine.
//!
//! The same roles, routes and tokens as in production; only the issuer is the laptop's own. Each step finds what the
//! former start left and changes nothing that is already so.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use commands::Onboarding;
use eventstore::{DatabaseRole, EventStore};
use kernel::{MunicipalityId, Role, State};
use service_kit::clock::Clock;
use service_kit::config::{Database, Secret, ServiceConfig};
use service_kit::http::{Client, Shell};
use service_kit::identity::{BearerToken, Issuers, LocalIssuer, TokenScope, UpMode};
use service_kit::links::LinkKey;
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::cli::{ServeRole, TokenArguments, UpArguments};
use crate::import::{ImportFile, Target};
use crate::installation::Installation;
use crate::municipalities;
use crate::process::{Process, pool};
use crate::serve::{Running, listen};
use crate::{import, say, schema};

/// How long a token of the laptop's issuer is good for.
const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// `lotse up`
pub(crate) async fn up(arguments: UpArguments, mut config: ServiceConfig) -> anyhow::Result<()> {
    let mode = UpMode::enter();
    let clock = match &arguments.clock {
        Some(file) => Clock::of_file(file)?,
        None => Clock::system(),
    };
    let client = Client::try_new().context("load the machine's certificates")?;
    let listeners = listeners(arguments.port).await?;
    let installation = Installation::open(&arguments.data)?;
    let secret = Secret::from_file(&installation.secret())?;
    config.database = Some(database(&arguments, &installation)?);
    config.link_key = Some(LinkKey::from_file(&installation.link_secret())?);

    schema::bootstrap(&arguments.admin_url, &config).await?;
    for applied in schema::bring_up_to_date(&config).await? {
        say(format_args!("schema: {applied}"))?;
    }
    let operator = EventStore::new(pool(&config, DatabaseRole::Operator)?);
    for path in files(&arguments.deploy.join("municipalities"))? {
        let (municipality, onboarding) = municipalities::onboard(&operator, &clock, &path).await?;
        match onboarding {
            Onboarding::New => say(format_args!("municipality: {municipality} is onboarded"))?,
            Onboarding::Changed => {
                say(format_args!(
                    "municipality: {municipality} has adopted a new policy"
                ))?;
            }
            Onboarding::Unchanged => {}
        }
    }

    // `lotse token` knows nothing of a moved clock: tokens count by the machine's.
    let (issuer_listener, issuer) = issuer(&mode, &installation, &Clock::system()).await?;
    let issuers = Issuers::for_up(
        &mode,
        issuer.identity_file(),
        secret.clone(),
        Clock::system(),
        &client,
    )?;
    // Where an operator says one public address, a proxy knows the services behind it.
    let is_public = config.link_url.is_some();
    for (role, listener) in &listeners {
        if *role == ServeRole::Gateway {
            let address = format!("http://{}", listener.local_addr()?);
            config.oparl_url.get_or_insert(address.parse()?);
        }
        if matches!(
            role,
            ServeRole::Agreements
                | ServeRole::Membership
                | ServeRole::Meetings
                | ServeRole::Funding
        ) {
            let address = format!("http://{}", listener.local_addr()?);
            if *role == ServeRole::Membership {
                config.link_url.get_or_insert(address.parse()?);
            }
            if *role == ServeRole::Meetings && !is_public {
                config.meetings_link_url.get_or_insert(address.parse()?);
            }
            config
                .services
                .insert(role.name().to_owned(), address.parse()?);
        }
    }
    let process = Process {
        config,
        clock,
        secret,
        client: client.clone(),
        issuers,
        appended: Arc::new(Notify::new()),
    };
    let mut running = Running::default();
    running.serve(issuer_listener, Shell::new("issuer").wrap(issuer.router()));
    running.start(&process, listeners).await?;
    demo(
        &arguments.deploy.join("demo"),
        &arguments.database,
        &installation,
        &process,
        &issuer,
    )
    .await?;

    let gateway = format!("http://127.0.0.1:{}", arguments.port);
    welcome(&gateway, &running, &issuer)?;
    let ready = installation.note_ready(&gateway)?;
    let ended = running.run_until_ended().await;
    say("ending")?;
    drop(ready);
    running.end().await?;
    ended
}

/// `lotse token ROLE [SCOPE]`
pub(crate) fn token(arguments: &TokenArguments) -> anyhow::Result<()> {
    let folder = &arguments.data;
    if !folder.join("issuer").exists() {
        bail!(
            "there is no installation in {}; start one with `lotse up`",
            folder.display()
        );
    }
    let installation = Installation::open(folder)?;
    let port = installation
        .issuer_port()
        .context("the installation has never been started")?;
    let role = role(&arguments.role)?;
    let scope = scope(role, arguments.scope.as_deref())?;
    let issuer = LocalIssuer::for_up(
        &UpMode::enter(),
        &installation.issuer_folder(),
        &issuer_url(port),
        Clock::system(),
    )?;
    say(issuer.mint(role, &scope, LIFETIME)?)
}

/// The gateway on the port, the others on the next ones.
async fn listeners(port: u16) -> anyhow::Result<Vec<(ServeRole, TcpListener)>> {
    let mut listeners = Vec::new();
    for role in ServeRole::ALL {
        let port = port
            .checked_add(role.offset())
            .context("the ports end at 65535; choose a lower --port")?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        listeners.push((*role, listen(address).await?));
    }
    Ok(listeners)
}

/// The database in the administrator's cluster, with the installation's passwords.
fn database(arguments: &UpArguments, installation: &Installation) -> anyhow::Result<Database> {
    let admin: tokio_postgres::Config = arguments
        .admin_url
        .parse()
        .context("LOTSE_DATABASE_ADMIN_URL is not a database address")?;
    let (Some(tokio_postgres::config::Host::Tcp(host)), Some(port)) =
        (admin.get_hosts().first(), admin.get_ports().first())
    else {
        bail!("LOTSE_DATABASE_ADMIN_URL must name host and port");
    };
    let url = format!("postgres://{host}:{port}/{}", arguments.database);
    Ok(Database::try_new(&url, Some(&installation.passwords()))?)
}

async fn issuer(
    mode: &UpMode,
    installation: &Installation,
    clock: &Clock,
) -> anyhow::Result<(TcpListener, LocalIssuer)> {
    let port = installation.issuer_port().unwrap_or(0);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = match listen(address).await {
        Ok(listener) => listener,
        // Somebody took the port meanwhile: a new one, at which the same people become new actors.
        Err(_) => listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?,
    };
    let port = listener.local_addr()?.port();
    installation.keep_issuer_port(port)?;
    let folder = installation.issuer_folder();
    let issuer = LocalIssuer::for_up(mode, &folder, &issuer_url(port), clock.clone())?;
    Ok((listener, issuer))
}

fn issuer_url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// Carries out the demo's commands through the services, each once; a file that was carried out is left alone.
async fn demo(
    folder: &Path,
    database: &str,
    installation: &Installation,
    process: &Process,
    issuer: &LocalIssuer,
) -> anyhow::Result<()> {
    for path in files(folder)? {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(&path).with_context(|| format!("read {shown}"))?;
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let digest: String = Sha256::digest(&text)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = format!("{database}-{name}");
        if installation.has_imported(&name, &digest) {
            continue;
        }
        let file = ImportFile::read(&shown, &text)?;
        let scope = TokenScope::Municipality(file.municipality.clone());
        let target = Target {
            client: process.client.clone(),
            bases: process.config.services.clone(),
            token: BearerToken::new(issuer.mint(Role::Coordinator, &scope, LIFETIME)?),
        };
        match import::run(&file, &target, |_| {}).await {
            Ok(report) => {
                say(format_args!("demo: {}: {report}", file.municipality))?;
                installation.note_import(&name, &digest)?;
            }
            // An edited demo must not keep the installation from serving.
            Err(error) => say(format_args!("demo: {error}; --fresh loads it anew"))?,
        }
    }
    Ok(())
}

/// The TOML files of a folder, by name.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| {
        format!(
            "cannot read {}; name the folder with municipalities and demo by --deploy",
            folder.display()
        )
    })?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn role(code: &str) -> anyhow::Result<Role> {
    Role::ALL
        .iter()
        .copied()
        .find(|role| role.code() == code)
        .with_context(|| {
            let known: Vec<String> = Role::ALL.iter().map(|role| role.code()).collect();
            format!("there is no role `{code}`; known are {}", known.join(", "))
        })
}

fn scope(role: Role, scope: Option<&str>) -> anyhow::Result<TokenScope> {
    Ok(match (role, scope) {
        (Role::PlatformOperator, None) => TokenScope::Platform,
        (Role::PlatformOperator, Some(_)) => {
            bail!("the role platform-operator has neither municipality nor state")
        }
        (Role::StateCoordinator, Some(state)) => TokenScope::State(state.parse::<State>()?),
        (Role::StateCoordinator, None) => bail!("name a state's key, such as 05"),
        (_, Some(municipality)) => {
            TokenScope::Municipality(municipality.parse::<MunicipalityId>()?)
        }
        (_, None) => bail!("name a municipality, such as leverkusen"),
    })
}

/// What a new user needs: addresses, a token for each role, three queries.
fn welcome(gateway: &str, running: &Running, issuer: &LocalIssuer) -> anyhow::Result<()> {
    let mut lines = vec![
        String::new(),
        "Lotse is ready.".to_owned(),
        String::new(),
        format!("  GraphQL      {gateway}/graphql"),
        format!("  GraphiQL     {gateway}/graphiql"),
    ];
    for (role, address) in &running.addresses {
        if *role != ServeRole::Gateway {
            lines.push(format!("  {:<12} http://{address}", role.name()));
        }
    }
    lines.push(String::new());
    lines.push("A token for each role, good for 12 hours (./dev token ROLE [MUNICIPALITY|STATE] makes more):".to_owned());
    for role in Role::ALL {
        let (place, scope) = match role {
            Role::StateCoordinator => ("05", TokenScope::State(State::NordrheinWestfalen)),
            Role::PlatformOperator => ("", TokenScope::Platform),
            _ => (
                "leverkusen",
                TokenScope::Municipality(MunicipalityId::try_new("leverkusen")?),
            ),
        };
        lines.push(format!(
            "\n  {} {place}\n  {}",
            role.code(),
            issuer.mint(*role, &scope, LIFETIME)?
        ));
    }
    lines.push(format!(
        "\nThree queries to try ({gateway}/graphiql has an editor):"
    ));
    let query = |role: &str, query: &str| {
        format!(
            "\n  curl -s {gateway}/graphql -H 'content-type: application/json' \\\n    \
             -H \"authorization: Bearer $(./dev token {role})\" \\\n    -d '{{\"query\":\"{query}\"}}'"
        )
    };
    lines.push(query("coordinator leverkusen", "{ partners(first: 5) { totalCount nodes { name membership { state since } findings { severity sentence } } } }"));
    lines.push(query("coordinator duisburg", "{ agreements(first: 5) { nodes { state inForceOn parties { name signedOn } lastNoticeDay(year: 2019) { status explanation } } } }"));
    lines.push(query("state-coordinator 05", "{ stateOverview { municipality { name } networks partners agreementCoverage { covered of } } }"));
    lines.push(String::new());
    lines.push("Ctrl-C ends it; the data stays.".to_owned());
    say(lines.join("\n"))
}
