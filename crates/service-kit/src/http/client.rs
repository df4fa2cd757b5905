//! The client for calls to our own services and to issuers: it carries the trace on.

use std::time::Duration;

use axum::http::{HeaderMap, Method};
use reqwest::{IntoUrl, RequestBuilder, redirect};

/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// Longest wait for a whole answer; a little more than a service gives itself.
const ANSWER: Duration = Duration::from_secs(32);

/// An HTTP client. Cheap to clone; clones share their connections. It follows no redirect: a token must not travel
/// to where an answer points.
#[derive(Clone, Debug)]
pub struct Client(reqwest::Client);

impl Client {
    /// Fails only where the machine's TLS certificates cannot be loaded.
    pub fn try_new() -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .redirect(redirect::Policy::none())
            .tcp_nodelay(true)
            .user_agent(concat!("lotse/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self(client))
    }

    /// A request that carries the current span's trace context.
    pub fn request(&self, method: Method, url: impl IntoUrl) -> RequestBuilder {
        let mut headers = HeaderMap::new();
        crate::telemetry::inject(&mut headers);
        self.0.request(method, url).headers(headers)
    }

    pub fn get(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::GET, url)
    }

    pub fn post(&self, url: impl IntoUrl) -> RequestBuilder {
        self.request(Method::POST, url)
    }
}
