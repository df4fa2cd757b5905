//! The typesetter's queue: setting takes a processor, and only some of them.

use std::sync::Arc;

use axum::http::StatusCode;
use papers::PaperError;
use service_kit::problem::Problem;
use tokio::sync::Semaphore;
use tracing::Span;

/// How many papers are set at the same time; the others wait.
const AT_ONCE: usize = 2;

/// Where papers are set, apart from the threads that answer.
#[derive(Clone, Debug)]
pub(crate) struct Press(Arc<Semaphore>);

impl Default for Press {
    fn default() -> Self {
        Self::new(AT_ONCE)
    }
}

impl Press {
    /// A queue of its own, in which so many papers are set at the same time.
    pub(crate) fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// Sets a paper.
    pub(crate) async fn set(
        &self,
        paper: impl FnOnce() -> Result<Vec<u8>, PaperError> + Send + 'static,
    ) -> Result<Vec<u8>, Problem> {
        let queue = Arc::clone(&self.0);
        let place = queue
            .acquire_owned()
            .await
            .map_err(|error| Problem::fault("wait for the typesetter", &error))?;
        let span = Span::current();
        // Who goes away while his paper is set keeps his place until it is done.
        let set = tokio::task::spawn_blocking(move || {
            let _place = place;
            span.in_scope(paper)
        });
        match set.await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(PaperError::Crest { .. })) => Err(Problem::new(
                StatusCode::CONFLICT,
                "CREST_UNREADABLE",
                "Konflikt mit dem aktuellen Stand",
                "Das hinterlegte Wappen ist nicht lesbar; bitte durch ein anderes Bild ersetzen.",
            )),
            Ok(Err(error)) => Err(Problem::fault("set a paper", &error)),
            Err(error) => Err(Problem::fault("set a paper", &error)),
        }
    }
}
