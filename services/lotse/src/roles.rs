//! What each role serves and drives.
//!
//! | role | database roles | serves | drives |
//! |---|---|---|---|
//! | agreements | `lotse_agreements` | `POST /commands/…`, `POST /documents` | |
//! | membership | `lotse_membership` | the same, and reply links at `/links/…` | |
//! | meetings | `lotse_meetings` | the same, reply links at `/meeting-links/…`, calendars at `/feeds/…` | |
//! | funding | `lotse_funding` | `POST /commands/…`, `POST /documents` | |
//! | gateway | `lotse_gateway`, `lotse_state`, `lotse_projector` | `/graphql`, `/graphiql` | its own mutations' positions |
//! | projector | `lotse_projector` | | the read model |
//! | worker | each service's, `lotse_courier` | | the services' reactions, letters and reminders |

use std::sync::Arc;

use axum::Router;
use commands::Services;
use courier::Letters;
use deadpool_postgres::Pool;
use eventstore::{DatabaseRole, EventStore};
use gateway::graphql::FeedAddresses;
use gateway::projections::ReadModel;
use outbox::Sender;
use projection::{Drive, Poller, Runner};
use service_kit::http::Shell;
use service_kit::links::LinkScope;

use crate::cli::ServeRole;
use crate::mail;
use crate::process::Process;

/// A role, ready to be served.
pub(crate) struct Part {
    pub(crate) router: Router,
    pub(crate) drives: Vec<Drive>,
    /// Where it sends letters.
    pub(crate) sender: Option<Sender<Letters>>,
}

/// Builds a role; `poller` drives what follows feeds.
pub(crate) async fn build(
    role: ServeRole,
    process: &Process,
    poller: &Poller,
) -> anyhow::Result<Part> {
    let shell = Shell::new(role.name());
    let mut sender = None;
    let (router, drives) = match role {
        ServeRole::Agreements => {
            let commands = process.commands(DatabaseRole::Agreements)?;
            let pool = commands.store().pool().clone();
            let services = Services {
                commands,
                issuers: process.issuers.clone(),
            };
            (
                shell_of(shell, pool).wrap(agreements_service::router(services)),
                Vec::new(),
            )
        }
        ServeRole::Membership => {
            let commands = process.commands(DatabaseRole::Membership)?;
            let links = process.config.link_key()?.clone();
            let pool = commands.store().pool().clone();
            let services = Services {
                commands,
                issuers: process.issuers.clone(),
            };
            (
                shell_of(shell, pool).wrap(membership_service::router(services, links)),
                Vec::new(),
            )
        }
        ServeRole::Meetings => {
            let commands = process.commands(DatabaseRole::Meetings)?;
            let links = process.config.link_key()?.clone();
            let pool = commands.store().pool().clone();
            let services = Services {
                commands,
                issuers: process.issuers.clone(),
            };
            (
                shell_of(shell, pool).wrap(meetings_service::router(services, links)),
                Vec::new(),
            )
        }
        ServeRole::Funding => {
            let commands = process.commands(DatabaseRole::Funding)?;
            let pool = commands.store().pool().clone();
            let services = Services {
                commands,
                issuers: process.issuers.clone(),
            };
            (
                shell_of(shell, pool).wrap(funding_service::router(services)),
                Vec::new(),
            )
        }
        ServeRole::Gateway => {
            let read_model = read_model(process)?;
            let caught_up =
                gateway::CaughtUp::since_now(process.pool(DatabaseRole::Projector)?).await?;
            let oparl = match &process.config.oparl_url {
                Some(base) => {
                    let heads = process.pool(DatabaseRole::Projector)?;
                    Some(gateway::oparl::Publishing::try_new(base, heads)?)
                }
                None => None,
            };
            let config = &process.config;
            let feeds = match (
                config.link_url_for(LinkScope::CalendarFeed),
                config.link_key(),
            ) {
                (Ok(base), Ok(key)) => Some(FeedAddresses {
                    base: base.clone(),
                    key: key.clone(),
                }),
                (Err(_), _) | (_, Err(_)) => None,
            };
            let router = gateway::router(gateway::Gateway {
                gateway: process.pool(DatabaseRole::Gateway)?,
                state: process.pool(DatabaseRole::State)?,
                read_model,
                issuers: process.issuers.clone(),
                client: process.client.clone(),
                clock: process.clock.clone(),
                agreements: process.config.service("agreements")?.clone(),
                membership: process.config.service("membership")?.clone(),
                meetings: process.config.service("meetings")?.clone(),
                funding: process.config.service("funding")?.clone(),
                feeds,
                oparl,
            });
            let shell = shell_of(shell, process.pool(DatabaseRole::Gateway)?).ready_when(
                "readModel",
                move || {
                    let caught_up = caught_up.clone();
                    async move { caught_up.look().await }
                },
            );
            (shell.wrap(router), Vec::new())
        }
        ServeRole::Projector => {
            let pool = process.pool(DatabaseRole::Projector)?;
            let drive = poller.drive(read_model(process)?);
            (shell_of(shell, pool).wrap(Router::new()), vec![drive])
        }
        ServeRole::Worker => {
            let commands = process.commands(DatabaseRole::Membership)?;
            let mut drives = membership_service::reactions::all(poller, &commands);
            if let Some(settings) = &process.config.mail {
                let pool = process.pool(DatabaseRole::Courier)?;
                drives.push(courier::drive(poller, pool.clone(), process.clock.clone()));
                drives.push(courier::remind(pool.clone(), process.clock.clone()));
                sender = Some(mail::sender(process, settings, pool)?);
            }
            (
                shell_of(shell, commands.store().pool().clone()).wrap(Router::new()),
                drives,
            )
        }
    };
    Ok(Part {
        router,
        drives,
        sender,
    })
}

/// The poller of a process, with the rights of a database role that sees all heads and that the process has.
pub(crate) fn poller(roles: &[ServeRole], process: &Process) -> anyhow::Result<Poller> {
    let role = match roles.first() {
        _ if roles.contains(&ServeRole::Projector) => DatabaseRole::Projector,
        Some(ServeRole::Agreements) => DatabaseRole::Agreements,
        Some(ServeRole::Meetings) => DatabaseRole::Meetings,
        Some(ServeRole::Funding) => DatabaseRole::Funding,
        Some(ServeRole::Membership | ServeRole::Worker) => DatabaseRole::Membership,
        Some(ServeRole::Gateway | ServeRole::Projector) | None => DatabaseRole::Projector,
    };
    Ok(Poller::new(
        EventStore::new(process.pool(role)?),
        process.appended.clone(),
    ))
}

fn read_model(process: &Process) -> anyhow::Result<Arc<Runner<ReadModel>>> {
    Ok(Arc::new(Runner::new(
        process.pool(DatabaseRole::Projector)?,
        ReadModel,
    )))
}

/// Ready while the database answers.
fn shell_of(shell: Shell, pool: Pool) -> Shell {
    shell.ready_when("database", move || {
        let pool = pool.clone();
        async move {
            match pool.get().await {
                Ok(client) => client.simple_query("SELECT 1").await.is_ok(),
                Err(_) => false,
            }
        }
    })
}
