//! Files over HTTP: the real router, real tokens, real events.
#![expect(clippy::unwrap_used, reason = "a test's helper fails as its test does")]

mod fixture;

mod contact_list;
mod document;
mod grants;
mod issue;
mod ledger;
mod minutes;
mod offers;
mod papers;
mod partners;
mod refusals;
mod specialist_list;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use eventstore::DatabaseRole;
use gateway::Gateway;
use gateway::oparl::Publishing;
use gateway::projections::ReadModel;
use kernel::{Role, State};
use projection::Runner;
use reqwest::Url;
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::http::Client;
use service_kit::identity::{Issuers, LocalIssuer, TokenScope, UpMode};
use testkit::TestDatabase;

use crate::graphql::office::TODAY;

/// The gateway over a database, with an issuer of its own.
pub(crate) struct Desk {
    base: String,
    issuer: LocalIssuer,
    client: reqwest::Client,
}

/// An answer.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// Status, code and field of a refusal.
    pub(crate) fn refusal(&self) -> (u16, String, String) {
        let problem = self.json();
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        assert_eq!(self.header("content-type"), "application/problem+json");
        (self.status, text("code"), text("field"))
    }

    /// The cells of a CSV file, without its byte order mark; no test's cell holds a `;`.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let text = self.text();
        let text = text.strip_prefix('\u{feff}').unwrap();
        let cell = |cell: &str| cell.trim_matches('"').to_owned();
        text.split("\r\n")
            .filter(|line| !line.is_empty())
            .map(|line| line.split(';').map(cell).collect())
            .collect()
    }

    /// What a PDF says, its lines joined by blanks.
    pub(crate) fn said(&self) -> String {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.bytes));
        assert_eq!(self.header("content-type"), "application/pdf");
        let paper = lopdf::Document::load_mem(&self.bytes).unwrap();
        let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
        let text = paper.extract_text(&pages).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        // Divided words are put together again.
        words.join(" ").replace("\u{ad} ", "").replace('\u{ad}', "")
    }
}

async fn served(router: impl FnOnce(&str) -> Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = router(&url);
    service_kit::task::spawn("test.desk", async move {
        axum::serve(listener, router).await.unwrap();
    });
    url
}

impl Desk {
    pub(crate) async fn open(database: &TestDatabase) -> Self {
        let clock = Clock::fixed(format!("{TODAY}T12:00:00Z").parse().unwrap());
        let up = UpMode::enter();
        let folder = tempfile::tempdir().unwrap();
        let mut issuer = None;
        served(|url| {
            let local = LocalIssuer::for_up(&up, folder.path(), url, clock.clone()).unwrap();
            issuer.insert(local).router()
        })
        .await;
        let issuer = issuer.unwrap();
        let client = Client::try_new().unwrap();
        let secret = Secret::new([7; 32]);
        let issuers =
            Issuers::for_up(&up, issuer.identity_file(), secret, clock.clone(), &client).unwrap();
        let nowhere = Url::parse("http://127.0.0.1:9").unwrap();
        let gateway = Gateway {
            gateway: database.pool(DatabaseRole::Gateway),
            state: database.pool(DatabaseRole::State),
            read_model: Arc::new(Runner::new(
                database.pool(DatabaseRole::Projector),
                ReadModel,
            )),
            issuers,
            client,
            clock,
            agreements: nowhere.clone(),
            membership: nowhere.clone(),
            meetings: nowhere.clone(),
            funding: nowhere,
            feeds: None,
            oparl: None,
        };
        let base = served(|url| {
            let url = Url::parse(url).unwrap();
            let heads = database.pool(DatabaseRole::Projector);
            gateway::router(Gateway {
                oparl: Some(Publishing::try_new(&url, heads).unwrap()),
                ..gateway
            })
        })
        .await;
        Self {
            base,
            issuer,
            client: reqwest::Client::new(),
        }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// As somebody of a municipality, or of a state, or of the platform, as the role needs it.
    pub(crate) async fn get_as(&self, municipality: &str, role: Role, path: &str) -> Got {
        let scope = match role {
            Role::StateCoordinator => TokenScope::State(State::NordrheinWestfalen),
            Role::PlatformOperator => TokenScope::Platform,
            _ => TokenScope::Municipality(municipality.parse().unwrap()),
        };
        let hour = Duration::from_secs(3600);
        let token = self.issuer.mint(role, &scope, hour).unwrap();
        let request = self.client.get(format!("{}{path}", self.base));
        Self::sent(request.bearer_auth(token)).await
    }

    /// As Leverkusen's coordinator.
    pub(crate) async fn get(&self, path: &str) -> Got {
        self.get_as("leverkusen", Role::Coordinator, path).await
    }

    /// As nobody.
    pub(crate) async fn get_unknown(&self, path: &str) -> Got {
        Self::sent(self.client.get(format!("{}{path}", self.base))).await
    }

    async fn sent(request: reqwest::RequestBuilder) -> Got {
        let response = request.send().await.unwrap();
        Got {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            bytes: response.bytes().await.unwrap().to_vec(),
        }
    }
}

/// The answer as a file to look at, where `LOTSE_LOOK` names a folder.
#[expect(
    clippy::disallowed_methods,
    reason = "only a developer's environment says where to look"
)]
pub(crate) fn look(name: &str, got: &Got) {
    if let Ok(folder) = std::env::var("LOTSE_LOOK") {
        std::fs::write(std::path::Path::new(&folder).join(name), &got.bytes).unwrap();
    }
}
