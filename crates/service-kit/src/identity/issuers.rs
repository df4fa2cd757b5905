//! The issuers of an identity file, and the verification of their tokens.

use std::collections::BTreeMap;
use std::sync::Arc;

use jsonwebtoken::Validation;
use jsonwebtoken::errors::ErrorKind;
use thiserror::Error;

use super::claims::{self, Claims};
use super::keys::Keys;
use super::{BearerToken, Caller, IdentityFile, IdentityRefusal, IssuerEntry, UpMode};
use crate::clock::Clock;
use crate::config::{ConfigError, Secret};
use crate::http::Client;

/// The signatures that count, all of them asymmetric. A key is used with its own algorithm only.
const ALGORITHMS: &[&str] = &["ES256", "RS256", "EdDSA"];

/// An identity file that a process must not start with.
#[derive(Debug, Error)]
pub enum IdentityError {
    #[error(transparent)]
    File(#[from] ConfigError),
    #[error("the identity file names no issuer")]
    Empty,
    #[error("the issuer {url} {reason}")]
    Issuer { url: String, reason: &'static str },
    #[error("the local issuer is for `lotse up` only")]
    LocalOutsideUp,
}

/// Verifies tokens. Cheap to clone; clones share the fetched keys.
#[derive(Clone)]
pub struct Issuers(Arc<Inner>);

struct Inner {
    by_url: BTreeMap<String, Issuer>,
    secret: Secret,
    clock: Clock,
}

struct Issuer {
    entry: IssuerEntry,
    keys: Arc<Keys>,
}

impl Issuers {
    /// For a service: refuses a file with `local = true`.
    pub fn for_service(
        file: IdentityFile,
        secret: Secret,
        clock: Clock,
        client: &Client,
    ) -> Result<Self, IdentityError> {
        if file.issuer.iter().any(|issuer| issuer.local) {
            return Err(IdentityError::LocalOutsideUp);
        }
        Self::try_new(file, secret, clock, client)
    }

    /// For `lotse up`, which may have an issuer of its own.
    pub fn for_up(
        _up: &UpMode,
        file: IdentityFile,
        secret: Secret,
        clock: Clock,
        client: &Client,
    ) -> Result<Self, IdentityError> {
        Self::try_new(file, secret, clock, client)
    }

    fn try_new(
        file: IdentityFile,
        secret: Secret,
        clock: Clock,
        client: &Client,
    ) -> Result<Self, IdentityError> {
        let mut by_url = BTreeMap::new();
        for entry in file.issuer {
            entry.checked_url()?;
            let url = entry.url.clone();
            let keys = Arc::new(Keys::new(url.clone(), clock.clone(), client.clone()));
            if by_url.insert(url.clone(), Issuer { entry, keys }).is_some() {
                return Err(IdentityError::Issuer {
                    url,
                    reason: "stands in the file twice",
                });
            }
        }
        if by_url.is_empty() {
            return Err(IdentityError::Empty);
        }
        Ok(Self(Arc::new(Inner {
            by_url,
            secret,
            clock,
        })))
    }

    /// The caller that the token proves.
    pub async fn verify(&self, token: &BearerToken) -> Result<Caller, IdentityRefusal> {
        let unverified = claims::peek(token.as_str())?;
        if !ALGORITHMS.contains(&unverified.algorithm.as_str()) {
            return Err(IdentityRefusal::SignatureInvalid);
        }
        let issuer = self
            .0
            .by_url
            .get(&unverified.issuer)
            .ok_or(IdentityRefusal::IssuerUnknown)?;
        let key = issuer.keys.find(unverified.key_id.as_deref()).await?;
        if format!("{:?}", key.algorithm) != unverified.algorithm {
            return Err(IdentityRefusal::SignatureInvalid);
        }

        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[&issuer.entry.url]);
        validation.set_audience(&[&issuer.entry.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // Dates are checked below, against our own clock.
        validation.validate_exp = false;
        let claims: Claims = jsonwebtoken::decode(token.as_str(), &key.key, &validation)
            .map_err(|error| refusal_of(error.kind()))?
            .claims;
        if claims.sub.is_empty() {
            return Err(IdentityRefusal::TokenMalformed);
        }
        claims.check_dates(self.0.clock.now())?;
        let actor = self.0.secret.actor(&issuer.entry.url, &claims.sub);
        claims.caller(&issuer.entry, actor)
    }
}

fn refusal_of(kind: &ErrorKind) -> IdentityRefusal {
    match kind {
        ErrorKind::InvalidAudience => IdentityRefusal::AudienceWrong,
        ErrorKind::MissingRequiredClaim(claim) if claim == "aud" => IdentityRefusal::AudienceWrong,
        ErrorKind::InvalidSignature | ErrorKind::InvalidAlgorithm => {
            IdentityRefusal::SignatureInvalid
        }
        _ => IdentityRefusal::TokenMalformed,
    }
}
