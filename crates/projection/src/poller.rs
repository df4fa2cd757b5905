//! One look at the heads for everything in the process.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use eventstore::{EventStore, Position};
use kernel::MunicipalityId;
use service_kit::problem::Chain;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

use crate::runner::{Runner, Step};
use crate::{Consumer, ConsumerError};

/// How long a lost wake-up can delay anybody.
const LOOK: Duration = Duration::from_millis(25);
/// How long a failing municipality is left alone.
const PAUSE: Duration = Duration::from_millis(500);
/// How often parked streams are tried again.
const RESUME: Duration = Duration::from_secs(10);

type Known = Arc<Vec<(MunicipalityId, Position)>>;

/// Looks at the heads and drives consumers that lag.
#[derive(Debug)]
pub struct Poller {
    store: EventStore,
    appended: Arc<Notify>,
    known: watch::Sender<Known>,
}

/// A consumer being driven; ends with the poller.
pub type Drive = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Poller {
    /// Looks with the rights of `store`'s role, which must see all heads: every 25 ms, and at once when `appended` is
    /// notified.
    pub fn new(store: EventStore, appended: Arc<Notify>) -> Self {
        Self {
            store,
            appended,
            known: watch::Sender::new(Known::default()),
        }
    }

    /// A future that drives `runner` until the poller is dropped: what is behind, and from time to time what was parked.
    ///
    /// Municipalities take turns, a batch each; one that fails is left alone for a moment while the others go on.
    pub fn drive<C: Consumer>(&self, runner: Arc<Runner<C>>) -> Drive {
        let mut known = self.known.subscribe();
        Box::pin(async move {
            let mut failed: HashMap<MunicipalityId, Instant> = HashMap::new();
            let mut resumption = Instant::now();
            while known.changed().await.is_ok() {
                if resumption <= Instant::now() {
                    resumption = Instant::now() + RESUME;
                    if let Err(error) = resume(&runner).await {
                        report(runner.consumer().name(), &error);
                    }
                }
                let heads = known.borrow_and_update().clone();
                failed.retain(|_, until| *until > Instant::now());
                let mut behind = true;
                while behind {
                    behind = false;
                    for (municipality, head) in heads.iter() {
                        if failed.contains_key(municipality) || !runner.lags(municipality, *head) {
                            continue;
                        }
                        match runner.step(municipality).await {
                            Ok(Step::Scanned { more, .. }) => behind |= more,
                            Ok(Step::Busy) => {}
                            Err(error) => {
                                report(runner.consumer().name(), &error);
                                failed.insert(municipality.clone(), Instant::now() + PAUSE);
                            }
                        }
                    }
                }
            }
        })
    }

    /// Looks until the future is dropped.
    pub async fn run(self) {
        loop {
            match self.store.heads().await {
                // Told every time, not only when a head moved: a consumer that found its municipality busy or the
                // database away tries again at the next look.
                Ok(heads) => {
                    self.known.send_replace(Arc::new(heads));
                }
                Err(error) => {
                    tracing::error!(
                        error = %Chain(&error),
                        "cannot look at the heads"
                    );
                    tokio::time::sleep(PAUSE).await;
                }
            }
            // A poke or the time; a poke that came meanwhile is kept by the notify.
            drop(tokio::time::timeout(LOOK, self.appended.notified()).await);
        }
    }
}

async fn resume<C: Consumer>(runner: &Runner<C>) -> Result<(), ConsumerError> {
    for municipality in runner.waiting().await? {
        runner.resume(&municipality).await?;
    }
    Ok(())
}

fn report(consumer: &'static str, error: &ConsumerError) {
    metrics::counter!("lotse_consumer_failures_total", "consumer" => consumer).increment(1);
    tracing::error!(
        consumer,
        error = %Chain(error),
        "a consumer failed and tries again"
    );
}
