//! A folder and an HTTP server of its own for each test.

use std::net::SocketAddr;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use tokio::net::TcpListener;

/// An empty folder that no other test uses, removed with its test.
pub(crate) struct Folder(PathBuf);

pub(crate) fn folder() -> Folder {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("service-kit-{}-{number}", std::process::id());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    Folder(folder)
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What a failed test leaves is in the build's own folder.
        std::fs::remove_dir_all(&self.0).ok();
    }
}

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
