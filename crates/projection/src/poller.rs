//! One look at the heads for everything in the process.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use eventstore::{EventStore, Position};
use kernel::MunicipalityId;
use tokio::sync::{Notify, watch};

use crate::runner::{Runner, Step};
use crate::{Consumer, ConsumerError};

/// How long a lost wake-up can delay anybody.
const LOOK: Duration = Duration::from_millis(25);
/// How long a failing consumer is left alone.
const PAUSE: Duration = Duration::from_millis(500);

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

    /// A future that drives `runner` until the poller is dropped: first what was parked, then what is behind.
    pub fn drive<C: Consumer>(&self, runner: Arc<Runner<C>>) -> Drive {
        let mut known = self.known.subscribe();
        Box::pin(async move {
            if let Err(error) = resume(&runner).await {
                report(runner.consumer().name(), &error);
            }
            while known.changed().await.is_ok() {
                let heads = known.borrow_and_update().clone();
                for (municipality, head) in heads.iter() {
                    if !runner.lags(municipality, *head) {
                        continue;
                    }
                    if let Err(error) = catch_up(&runner, municipality).await {
                        report(runner.consumer().name(), &error);
                        tokio::time::sleep(PAUSE).await;
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
                        error = &error as &dyn std::error::Error,
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

async fn catch_up<C: Consumer>(
    runner: &Runner<C>,
    municipality: &MunicipalityId,
) -> Result<(), ConsumerError> {
    while let Step::Scanned { more: true, .. } = runner.step(municipality).await? {}
    Ok(())
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
        error = error as &dyn std::error::Error,
        "a consumer failed and tries again"
    );
}
