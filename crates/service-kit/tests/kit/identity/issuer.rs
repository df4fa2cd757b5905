//! An issuer whose answers a test decides.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::SecretKey;
use p256::elliptic_curve::Generate;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::pkcs8::EncodePrivateKey;
use serde_json::{Value, json};
use service_kit::clock::{Clock, Hands};
use service_kit::config::Secret;
use service_kit::http::Client;
use service_kit::identity::{BearerToken, Caller, IdentityFile, IdentityRefusal, Issuers};

use crate::scratch::{listener, serve};

/// A key pair of an issuer, or of somebody who would like to be one.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) id: &'static str,
    secret: SecretKey,
}

impl Key {
    pub(crate) fn generate(id: &'static str) -> Self {
        Self {
            id,
            secret: SecretKey::generate(),
        }
    }

    pub(crate) fn jwk(&self) -> Value {
        let point = self.secret.public_key().to_sec1_point(false);
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.id,
            "x": URL_SAFE_NO_PAD.encode(point.x().unwrap()),
            "y": URL_SAFE_NO_PAD.encode(point.y().unwrap()),
        })
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.id.to_owned());
        let der = self.secret.to_pkcs8_der().unwrap();
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ec_der(der.as_bytes())).unwrap()
    }
}

/// A running issuer, and what a service knows of it.
pub(crate) struct Issuer {
    pub(crate) url: String,
    pub(crate) clock: Clock,
    pub(crate) hands: Hands,
    published: Arc<Published>,
}

struct Published {
    url: String,
    claimed_url: Mutex<String>,
    keys: Mutex<Vec<Value>>,
    down: AtomicBool,
    fetches: AtomicU32,
}

pub(crate) fn now() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

impl Issuer {
    pub(crate) async fn start(keys: &[&Key]) -> Self {
        let (listener, address) = listener().await;
        let url = format!("http://{address}");
        let published = Arc::new(Published {
            url: url.clone(),
            claimed_url: Mutex::new(url.clone()),
            keys: Mutex::new(keys.iter().map(|key| key.jwk()).collect()),
            down: AtomicBool::new(false),
            fetches: AtomicU32::new(0),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(jwks))
            .with_state(Arc::clone(&published));
        serve(listener, router);
        let (clock, hands) = Clock::adjustable(now());
        Self {
            url,
            clock,
            hands,
            published,
        }
    }

    pub(crate) fn publish(&self, keys: Vec<Value>) {
        *self.published.keys.lock().unwrap() = keys;
    }

    pub(crate) fn claim_to_be(&self, url: &str) {
        url.clone_into(&mut self.published.claimed_url.lock().unwrap());
    }

    pub(crate) fn be_down(&self, down: bool) {
        self.published.down.store(down, Ordering::SeqCst);
    }

    /// How often the keys were asked for.
    pub(crate) fn fetches(&self) -> u32 {
        self.published.fetches.load(Ordering::SeqCst)
    }

    /// A service that trusts the issuer with Leverkusen and, as state, Nordrhein-Westfalen.
    pub(crate) fn service(&self) -> Issuers {
        self.service_with(
            "municipalities = [\"leverkusen\"]\nstates = [\"05\"]\n\
             roles = [\"coordinator\", \"partner\", \"state-coordinator\", \"platform-operator\"]",
        )
    }

    pub(crate) fn service_with(&self, bounds: &str) -> Issuers {
        let file = format!("[[issuer]]\nurl = \"{}\"\n{bounds}", self.url);
        let file: IdentityFile = toml::from_str(&file).unwrap();
        let client = Client::try_new().unwrap();
        Issuers::for_service(file, secret(), self.clock.clone(), &client).unwrap()
    }

    /// Leverkusen's coordinator, for an hour.
    pub(crate) fn claims(&self) -> Value {
        let now = self.clock.now();
        json!({
            "iss": self.url,
            "sub": "somebody",
            "aud": "lotse",
            "iat": now.as_second(),
            "exp": (now + SignedDuration::from_hours(1)).as_second(),
            "lotse_role": "coordinator",
            "lotse_municipality": "leverkusen",
        })
    }

    /// [`claims`](Self::claims) with some replaced; null removes one.
    pub(crate) fn claims_with(&self, changes: &Value) -> Value {
        let mut claims = self.claims();
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims
            .as_object_mut()
            .unwrap()
            .retain(|_, value| !value.is_null());
        claims
    }
}

pub(crate) fn secret() -> Secret {
    Secret::new([7; 32])
}

pub(crate) async fn verify(issuers: &Issuers, token: &str) -> Result<Caller, IdentityRefusal> {
    issuers.verify(&BearerToken::new(token)).await
}

async fn discovery(State(issuer): State<Arc<Published>>) -> Result<Json<Value>, StatusCode> {
    if issuer.down.load(Ordering::SeqCst) {
        return Err(StatusCode::BAD_GATEWAY);
    }
    let claimed = issuer.claimed_url.lock().unwrap().clone();
    Ok(Json(
        json!({ "issuer": claimed, "jwks_uri": format!("{}/keys", issuer.url) }),
    ))
}

async fn jwks(State(issuer): State<Arc<Published>>) -> Json<Value> {
    issuer.fetches.fetch_add(1, Ordering::SeqCst);
    Json(json!({ "keys": *issuer.keys.lock().unwrap() }))
}
