//! An issuer's published keys: found by discovery, kept, fetched again when they rotate.
//!
//! - A key that is not known leads to one fetch, shared by everyone who waits for it, at most every 30 seconds (every
//!   2 before the first success): a flood of tokens with invented keys costs the issuer nothing.
//! - Keys older than ten minutes are fetched again beside the requests, so that a withdrawn key ends.
//! - Where a fetch fails, the keys in hand stay.
//! - A fetch goes on when the request that began it is gone.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use reqwest::Url;
use serde::Deserialize;
use thiserror::Error;
use tokio::sync::Mutex;

use super::IdentityRefusal;
use super::issuer_file::is_safe;
use crate::clock::Clock;
use crate::http::Client;
use crate::problem::Chain;
use crate::task;

/// The least time between two fetches.
const FETCH_EVERY: SignedDuration = SignedDuration::from_secs(30);
/// The same while there has never been a key: a service that starts before its issuer must not wait for long.
const FIRST_FETCH_EVERY: SignedDuration = SignedDuration::from_secs(2);
/// After this the keys are fetched again although all are known.
const STALE_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// Longest wait for one of the two documents.
const FETCH_LIMIT: Duration = Duration::from_secs(5);
/// Longest document, in bytes.
const DOCUMENT_MAX: usize = 256 * 1024;
/// Least strength of an RSA key, in bytes of its modulus.
const RSA_MIN: usize = 2048 / 8;

/// A key and the one algorithm that it may be used with.
#[derive(Clone)]
pub(super) struct VerifyingKey {
    pub(super) algorithm: Algorithm,
    pub(super) key: DecodingKey,
}

/// The keys of one issuer.
pub(super) struct Keys {
    issuer: String,
    clock: Clock,
    client: Client,
    held: RwLock<Held>,
    /// Held while fetching: the one flight.
    flight: Mutex<()>,
}

#[derive(Clone, Default)]
struct Held {
    by_id: Arc<BTreeMap<String, VerifyingKey>>,
    fetched_at: Option<Timestamp>,
    tried_at: Option<Timestamp>,
    failed: bool,
}

/// Why keys could not be fetched.
#[derive(Debug, Error)]
enum FetchError {
    #[error("cannot fetch {url}")]
    Request {
        url: String,
        #[source]
        source: reqwest::Error,
    },
    #[error("{url} answered {status}")]
    Status { url: String, status: u16 },
    #[error("{url} is longer than {DOCUMENT_MAX} bytes")]
    TooLong { url: String },
    #[error("{url} is not the expected document")]
    Document {
        url: String,
        #[source]
        source: serde_json::Error,
    },
    #[error("the discovery document is of issuer {found}")]
    OtherIssuer { found: String },
    #[error("the keys' address {url} is neither https nor on this machine")]
    Unsafe { url: String },
}

#[derive(Deserialize)]
struct Discovery {
    issuer: String,
    jwks_uri: String,
}

/// Each key on its own: one of a kind that we do not know must not hide the others.
#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<serde_json::Value>,
}

impl Keys {
    pub(super) fn new(issuer: String, clock: Clock, client: Client) -> Self {
        let (held, flight) = (RwLock::default(), Mutex::default());
        Self {
            issuer,
            clock,
            client,
            held,
            flight,
        }
    }

    /// The key by its id; without an id the issuer's only key.
    ///
    /// `SIGNATURE_INVALID` where the issuer has no such key, `ISSUER_UNREACHABLE` where nobody can tell.
    pub(super) async fn find(
        self: &Arc<Self>,
        id: Option<&str>,
    ) -> Result<VerifyingKey, IdentityRefusal> {
        let held = self.held();
        if let Some(key) = held.key(id) {
            if self.is_older(held.fetched_at, STALE_AFTER)
                && self.is_older(held.tried_at, FETCH_EVERY)
            {
                drop(task::spawn(
                    "identity.refresh-keys",
                    Arc::clone(self).refresh(),
                ));
            }
            return Ok(key);
        }
        let refresh = task::spawn("identity.fetch-keys", Arc::clone(self).refresh());
        refresh
            .await
            .map_err(|_panicked| IdentityRefusal::IssuerUnreachable)?;
        let held = self.held();
        match held.key(id) {
            Some(key) => Ok(key),
            None if held.failed => Err(IdentityRefusal::IssuerUnreachable),
            None => Err(IdentityRefusal::SignatureInvalid),
        }
    }

    /// Fetches, unless somebody did in the last 30 seconds.
    async fn refresh(self: Arc<Self>) {
        let _flight = self.flight.lock().await;
        let held = self.held();
        let pause = if held.fetched_at.is_some() {
            FETCH_EVERY
        } else {
            FIRST_FETCH_EVERY
        };
        if !self.is_older(held.tried_at, pause) {
            return;
        }
        let fetched = self.fetch().await;
        let now = self.clock.now();
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.tried_at = Some(now);
        held.failed = fetched.is_err();
        match fetched {
            Ok(keys) => {
                tracing::info!(
                    issuer = self.issuer,
                    keys = keys.len(),
                    "an issuer's keys were fetched"
                );
                held.by_id = Arc::new(keys);
                held.fetched_at = Some(now);
            }
            Err(error) => {
                let error = Chain(&error);
                tracing::warn!(issuer = self.issuer, %error, "an issuer's keys could not be fetched");
            }
        }
    }

    async fn fetch(&self) -> Result<BTreeMap<String, VerifyingKey>, FetchError> {
        let base = self.issuer.trim_end_matches('/');
        let discovery: Discovery = self
            .document(&format!("{base}/.well-known/openid-configuration"))
            .await?;
        if discovery.issuer != self.issuer {
            return Err(FetchError::OtherIssuer {
                found: discovery.issuer,
            });
        }
        if !Url::parse(&discovery.jwks_uri).is_ok_and(|url| is_safe(&url)) {
            return Err(FetchError::Unsafe {
                url: discovery.jwks_uri,
            });
        }
        let set: JwkSet = self.document(&discovery.jwks_uri).await?;
        Ok(set.keys.into_iter().filter_map(usable).collect())
    }

    async fn document<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T, FetchError> {
        let failed = |source| FetchError::Request {
            url: url.to_owned(),
            source,
        };
        let request = self.client.get(url).timeout(FETCH_LIMIT);
        let mut response = request.send().await.map_err(failed)?;
        if !response.status().is_success() {
            let status = response.status().as_u16();
            return Err(FetchError::Status {
                url: url.to_owned(),
                status,
            });
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > DOCUMENT_MAX {
                return Err(FetchError::TooLong {
                    url: url.to_owned(),
                });
            }
            body.extend_from_slice(&chunk);
        }
        serde_json::from_slice(&body).map_err(|source| FetchError::Document {
            url: url.to_owned(),
            source,
        })
    }

    fn held(&self) -> Held {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// True, too, for what never was and for what a clock that was set back puts into the future.
    fn is_older(&self, at: Option<Timestamp>, age: SignedDuration) -> bool {
        let elapsed = at.map(|at| self.clock.now().duration_since(at));
        elapsed.is_none_or(|elapsed| elapsed >= age || elapsed.is_negative())
    }
}

impl Held {
    fn key(&self, id: Option<&str>) -> Option<VerifyingKey> {
        match id {
            Some(id) => self.by_id.get(id).cloned(),
            None if self.by_id.len() == 1 => self.by_id.values().next().cloned(),
            None => None,
        }
    }
}

/// A published key that may verify signatures, by its id: ES256, RS256 from 2048 bits on, or EdDSA.
fn usable(value: serde_json::Value) -> Option<(String, VerifyingKey)> {
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    if !matches!(
        jwk.common.public_key_use,
        None | Some(PublicKeyUse::Signature)
    ) {
        return None;
    }
    let algorithm = match &jwk.algorithm {
        AlgorithmParameters::EllipticCurve(key) if key.curve == EllipticCurve::P256 => {
            Algorithm::ES256
        }
        AlgorithmParameters::RSA(key) if URL_SAFE_NO_PAD.decode(&key.n).ok()?.len() >= RSA_MIN => {
            Algorithm::RS256
        }
        AlgorithmParameters::OctetKeyPair(key) if key.curve == EllipticCurve::Ed25519 => {
            Algorithm::EdDSA
        }
        _ => return None,
    };
    if jwk
        .common
        .key_algorithm
        .is_some_and(|said| said != KeyAlgorithm::from(algorithm))
    {
        return None;
    }
    let key = DecodingKey::from_jwk(&jwk).ok()?;
    Some((
        jwk.common.key_id.unwrap_or_default(),
        VerifyingKey { algorithm, key },
    ))
}
