//! A service of one aggregate, over HTTP and a real PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test panics where it fails")]

mod documents;
mod filing;
mod writers;

use std::sync::Arc;
use std::time::Duration;

use commands::{CommandApi, Commands, Policies, Services};
use eventstore::{DatabaseRole, EventStore};
use kernel::{MunicipalityId, Role};
use municipality::PolicyFile;
use serde_json::Value;
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::http::{self, Client, Shell};
use service_kit::identity::{IdentityFile, Issuers, LocalIssuer, TokenScope, UpMode};
use service_kit::task;
use testkit::TestDatabase;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use vault::Vault;

/// A service that files scans, for Leverkusen and Duisburg.
struct Service {
    test: TestDatabase,
    issuer: LocalIssuer,
    client: Client,
    base: String,
    commands: Commands,
}

/// Status and body of an answer.
type Answer = (u16, Value);

impl Service {
    async fn start() -> Self {
        let test = TestDatabase::new().await;
        let operator = EventStore::new(test.pool(DatabaseRole::Operator));
        for municipality in ["leverkusen", "duisburg"] {
            let path = format!(
                "{}/../../deploy/municipalities/{municipality}.toml",
                env!("CARGO_MANIFEST_DIR")
            );
            let text = std::fs::read_to_string(&path).unwrap();
            let file = PolicyFile::read(&path, &text).unwrap();
            commands::onboard(&operator, &Clock::system(), &file)
                .await
                .unwrap();
        }
        let (client, up, clock) = (Client::try_new().unwrap(), UpMode::enter(), Clock::system());
        let folder = tempfile::tempdir().unwrap();
        let (listener, url) = listen().await;
        let issuer = LocalIssuer::for_up(&up, folder.path(), &url, clock.clone()).unwrap();
        serve(listener, issuer.router());
        let file: IdentityFile = issuer.identity_file();
        let secret = Secret::new([7; 32]);
        let issuers = Issuers::for_up(&up, file, secret.clone(), clock.clone(), &client).unwrap();
        let pool = test.pool(DatabaseRole::Agreements);
        let commands = Commands::new(
            EventStore::new(pool.clone()),
            Policies::new(Vault::new(pool)),
            clock,
            secret,
            Arc::new(Notify::new()),
        );
        let api = CommandApi::new("filing").aggregate::<filing::FilingUseCase>();
        let router = api.router(Services {
            commands: commands.clone(),
            issuers,
        });
        let (listener, base) = listen().await;
        serve(listener, Shell::new("filing").wrap(router));
        Self {
            test,
            issuer,
            client,
            base,
            commands,
        }
    }

    fn token(&self, role: Role, municipality: &str) -> String {
        let municipality = MunicipalityId::try_new(municipality).unwrap();
        self.issuer
            .mint(
                role,
                &TokenScope::Municipality(municipality),
                Duration::from_secs(600),
            )
            .unwrap()
    }

    async fn upload(&self, token: &str, kind: &str, content: Vec<u8>) -> Answer {
        let request = self
            .client
            .post(format!("{}/documents", self.base))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", kind)
            .body(content);
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    async fn file(&self, token: &str, key: &str, command: &Value) -> Answer {
        let request = self
            .client
            .post(format!("{}/commands/{}", self.base, filing::FILE_SCAN))
            .header("authorization", format!("Bearer {token}"))
            .header("idempotency-key", key)
            .json(&serde_json::json!({ "command": command }));
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    async fn end(self) {
        self.test.drop().await;
    }
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    (listener, url)
}

fn serve(listener: TcpListener, router: axum::Router) {
    drop(task::spawn(
        "test.serve",
        http::serve(listener, router, std::future::pending()),
    ));
}
