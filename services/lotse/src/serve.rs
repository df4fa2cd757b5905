//! Listening, readiness, the clean end.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use axum::Router;
use service_kit::clock::Clock;
use service_kit::config::ServiceConfig;
use service_kit::http::{self, Client};
use service_kit::identity::{IdentityFile, Issuers};
use service_kit::task;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

use crate::cli::{ServeArguments, ServeRole};
use crate::process::Process;
use crate::{roles, say};

/// `lotse serve ROLE…`
pub(crate) async fn serve(arguments: &ServeArguments, config: ServiceConfig) -> anyhow::Result<()> {
    let client = Client::try_new().context("load the machine's certificates")?;
    let clock = Clock::system();
    let secret = config.secret()?.clone();
    let issuers = Issuers::for_service(
        IdentityFile::read(config.identity()?)?,
        secret.clone(),
        clock.clone(),
        &client,
    )?;
    let first = config.listen()?;
    let process = Process {
        config,
        clock,
        secret,
        client,
        issuers,
        appended: Arc::new(Notify::new()),
    };
    let mut listeners = Vec::new();
    for (offset, role) in (0..).zip(&arguments.roles) {
        let port = first
            .port()
            .checked_add(offset)
            .context("the ports end at 65535")?;
        listeners.push((*role, listen(SocketAddr::new(first.ip(), port)).await?));
    }
    let mut running = Running::default();
    running.start(&process, listeners).await?;
    for (role, address) in &running.addresses {
        say(format_args!("{} on http://{address}", role.name()))?;
    }
    let ended = running.run_until_ended().await;
    running.end().await?;
    ended
}

/// Binds an address; a taken port is one sentence.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
                "port {} is taken; choose another one with --port or end the program that has it",
                address.port()
            ),
            _ => anyhow::anyhow!("cannot listen on {address}: {error}"),
        })
}

/// The roles that a process serves.
#[derive(Default)]
pub(crate) struct Running {
    pub(crate) addresses: Vec<(ServeRole, SocketAddr)>,
    servers: JoinSet<std::io::Result<()>>,
    shutdown: watch::Sender<bool>,
    failed: Arc<Notify>,
}

/// Tells of the death of a consumer or of the sender.
struct Died(Arc<Notify>);

impl Drop for Died {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Running {
    /// Starts roles on their listeners, and what drives the feeds.
    pub(crate) async fn start(
        &mut self,
        process: &Process,
        listeners: Vec<(ServeRole, TcpListener)>,
    ) -> anyhow::Result<()> {
        let served: Vec<ServeRole> = listeners.iter().map(|(role, _)| *role).collect();
        let drives_feeds = served
            .iter()
            .any(|role| matches!(role, ServeRole::Projector | ServeRole::Worker));
        let poller = roles::poller(&served, process)?;
        for (role, listener) in listeners {
            let part = roles::build(role, process, &poller).await?;
            self.addresses.push((role, listener.local_addr()?));
            self.serve(listener, part.router);
            for drive in part.drives {
                self.drive(drive);
            }
            if let Some(sender) = part.sender {
                let (ended, died) = (self.ended(), Died(self.failed.clone()));
                self.servers.spawn(async move {
                    // Nobody wakes it: it looks every two seconds.
                    sender.run(&Notify::new(), ended).await;
                    std::mem::forget(died);
                    Ok(())
                });
            }
        }
        if drives_feeds {
            self.drive(Box::pin(poller.run()));
        }
        Ok(())
    }

    /// Serves a router until the end.
    pub(crate) fn serve(&mut self, listener: TcpListener, router: Router) {
        let ended = self.ended();
        self.servers.spawn(http::serve(listener, router, ended));
    }

    /// Runs until the end; what it holds open then is rolled back by the database.
    fn drive(&mut self, drive: projection::Drive) {
        let ended = self.ended();
        let failed = self.failed.clone();
        task::spawn("consumer", async move {
            // Said also when the consumer unwinds: nobody must believe that a dead one goes on.
            let died = Died(failed);
            tokio::select! {
                () = drive => {}
                () = ended => std::mem::forget(died),
            }
        });
    }

    /// Done when a consumer has died: the process then ends, and whoever runs it starts it anew.
    async fn failed(&self) {
        self.failed.notified().await;
    }

    fn ended(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut shutdown = self.shutdown.subscribe();
        async move {
            // An error means that the sender is gone, which ends everything as well.
            drop(shutdown.wait_for(|ended| *ended).await);
        }
    }

    /// Done when the process is asked to end; an error where a consumer died.
    pub(crate) async fn run_until_ended(&self) -> anyhow::Result<()> {
        tokio::select! {
            () = ended() => Ok(()),
            () = self.failed() => bail!("a consumer died; the log says why"),
        }
    }

    /// Ends everything: no new connection, open requests and a letter on its way finish.
    pub(crate) async fn end(mut self) -> anyhow::Result<()> {
        self.shutdown.send_replace(true);
        while let Some(server) = self.servers.join_next().await {
            server.context("a server panicked")?.context("serve")?;
        }
        Ok(())
    }
}

/// Done when the process is asked to end: Ctrl-C or SIGTERM.
async fn ended() {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = match signal(SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::error!(%error, "cannot hear SIGTERM");
            drop(tokio::signal::ctrl_c().await);
            return;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
