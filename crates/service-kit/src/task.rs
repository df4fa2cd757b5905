//! Background work. The only place that calls `tokio::spawn`, so that no work loses its trace or dies unheard.

use std::future::Future;

use tokio::task::JoinHandle;
use tracing::{Instrument, Span};

/// Runs `future` beside the caller, inside the caller's current span.
///
/// `name` is a code such as `projection.poll`. A panic inside is logged with it; the handle then gives an error.
#[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
pub fn spawn<F>(name: &'static str, future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let watched = async move {
        let _watch = Watch(name);
        future.await
    };
    tokio::spawn(watched.instrument(Span::current()))
}

/// Says so when the task unwinds.
struct Watch(&'static str);

impl Drop for Watch {
    fn drop(&mut self) {
        if std::thread::panicking() {
            metrics::counter!("lotse_task_panics_total", "task" => self.0).increment(1);
            tracing::error!(task = self.0, "a background task panicked");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_gives_its_value_and_a_panic_is_an_error_of_its_handle() {
        assert_eq!(spawn("test.value", async { 7 }).await.unwrap(), 7);
        assert!(
            spawn("test.panic", async { panic!("on purpose") })
                .await
                .unwrap_err()
                .is_panic()
        );
    }
}
