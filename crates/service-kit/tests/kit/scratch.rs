//! An HTTP server of its own for each test.

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;

/// A port on this machine; `serve` it.
pub(crate) async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Serves until the test ends.
pub(crate) fn serve(listener: TcpListener, router: Router) {
    drop(service_kit::task::spawn(
        "test.serve",
        service_kit::http::serve(listener, router, std::future::pending()),
    ));
}
