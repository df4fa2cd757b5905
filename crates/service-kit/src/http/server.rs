//! The server.

use std::future::IntoFuture;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How long requests in flight may go on after the shutdown began.
const GRACE: Duration = Duration::from_secs(10);

/// Serves `router` until `shutdown` is done; then takes no new connection and ends the open requests, for at most
/// ten seconds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps Nagle's delay");
        }
    });
    let begun = Arc::new(Notify::new());
    let begin = Arc::clone(&begun);
    let graceful = async move {
        shutdown.await;
        begin.notify_one();
    };
    let server = pin!(
        axum::serve(listener, router)
            .with_graceful_shutdown(graceful)
            .into_future()
    );
    let grace = async {
        begun.notified().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server => ended,
        () = grace => {
            tracing::warn!("requests in flight were cut off at shutdown");
            Ok(())
        }
    }
}
