//! Waiting for a condition, with a bound.

use std::time::Duration;

use tokio::time::Instant;

/// Between two looks.
const LOOK: Duration = Duration::from_millis(10);

/// Waits until `holds` answers true, at most `bound`.
///
/// # Panics
/// With `what` when the bound is reached.
pub async fn within<F, Fut>(bound: Duration, what: &str, mut holds: F)
where
    F: FnMut() -> Fut,
    Fut: Future<Output = bool>,
{
    found(bound, what, || {
        let holds = holds();
        async move { holds.await.then_some(()) }
    })
    .await;
}

/// Waits until `look` finds something, at most `bound`.
///
/// # Panics
/// With `what` when the bound is reached.
pub async fn found<T, F, Fut>(bound: Duration, what: &str, mut look: F) -> T
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Option<T>>,
{
    let until = Instant::now() + bound;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < until, "not within {bound:?}: {what}");
        tokio::time::sleep(LOOK).await;
    }
}
