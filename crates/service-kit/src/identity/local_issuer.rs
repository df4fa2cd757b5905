//! The laptop's own issuer: `lotse up` runs it, so that a developer needs no identity provider and there is one
//! code path for tokens. It proves nothing about anybody; outside `up` no service accepts it.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{MunicipalityId, Role, State};
use p256::SecretKey;
use p256::elliptic_curve::Generate;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;
use thiserror::Error;

use super::caller::{Need, need_of};
use super::{Bound, IdentityFile, IssuerEntry};
use crate::clock::Clock;

const KEY_FILE: &str = "issuer-key.pem";
const AUDIENCE: &str = "lotse";

/// Shows that the process is `lotse up` (or mints a token for it). `grep` finds everyone who claims so.
#[derive(Debug)]
pub struct UpMode(());

impl UpMode {
    pub fn enter() -> Self {
        Self(())
    }
}

/// A local issuer that cannot be.
#[derive(Debug, Error)]
pub enum LocalIssuerError {
    #[error("cannot use the local issuer's key {}", path.display())]
    KeyFile {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("{} is readable by others; a private key needs mode 0600", path.display())]
    Exposed { path: PathBuf },
    #[error("{} is not a P-256 key in PKCS #8", path.display())]
    NotAKey { path: PathBuf },
    #[error("the role `{role}` needs {needs}")]
    Scope { role: String, needs: &'static str },
    #[error("cannot sign a token")]
    Signing(#[source] jsonwebtoken::errors::Error),
}

/// Where a token's role holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenScope {
    Municipality(MunicipalityId),
    State(State),
    /// For the platform's operator.
    Platform,
}

/// Issues tokens for `lotse up`.
#[derive(Clone)]
pub struct LocalIssuer {
    url: String,
    key: EncodingKey,
    key_id: String,
    jwk: Value,
    clock: Clock,
}

#[derive(Serialize)]
struct TokenClaims<'a> {
    iss: &'a str,
    sub: String,
    aud: &'static str,
    iat: i64,
    nbf: i64,
    exp: i64,
    lotse_role: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lotse_municipality: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lotse_state: Option<&'a str>,
}

impl LocalIssuer {
    /// The issuer at `url` with the key in `folder`, which is made at the first call (mode 0600) and kept.
    pub fn for_up(
        _up: &UpMode,
        folder: &Path,
        url: &str,
        clock: Clock,
    ) -> Result<Self, LocalIssuerError> {
        let path = folder.join(KEY_FILE);
        let secret = load_or_make(&path)?;
        let der = secret.to_pkcs8_der().map_err(|_error| not_a_key(&path))?;
        let point = secret.public_key().to_sec1_point(false);
        let (Some(x), Some(y)) = (point.x(), point.y()) else {
            return Err(not_a_key(&path));
        };
        let key_id = URL_SAFE_NO_PAD.encode(&Sha256::digest(point.as_bytes())[..12]);
        let jwk = json!({
            "kty": "EC",
            "crv": "P-256",
            "use": "sig",
            "alg": "ES256",
            "kid": key_id,
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        });
        let key = EncodingKey::from_ec_der(der.as_bytes());
        Ok(Self {
            url: url.to_owned(),
            key,
            key_id,
            jwk,
            clock,
        })
    }

    /// Discovery and keys, to be served at the issuer's URL.
    pub fn router(&self) -> Router {
        let base = self.url.trim_end_matches('/');
        let discovery = json!({
            "issuer": self.url,
            "jwks_uri": format!("{base}/jwks"),
            "id_token_signing_alg_values_supported": ["ES256"],
            "response_types_supported": ["token"],
            "subject_types_supported": ["public"],
        });
        let keys = json!({ "keys": [self.jwk] });
        Router::new()
            .route(
                "/.well-known/openid-configuration",
                get(async move || Json(discovery)),
            )
            .route("/jwks", get(async move || Json(keys)))
    }

    /// A token for `role`, valid for `lifetime` from now. Its subject is made of role and scope, so that the same
    /// token holder is the same actor tomorrow.
    pub fn mint(
        &self,
        role: Role,
        scope: &TokenScope,
        lifetime: Duration,
    ) -> Result<String, LocalIssuerError> {
        let code = role.code();
        let (municipality, state) = match (need_of(role), scope) {
            (Need::Municipality, TokenScope::Municipality(id)) => (Some(id.as_str()), None),
            (Need::State, TokenScope::State(state)) => (None, Some(state.code())),
            (Need::Nothing, TokenScope::Platform) => (None, None),
            (Need::Municipality, _) => {
                return Err(needs(code, "a municipality such as leverkusen"));
            }
            (Need::State, _) => return Err(needs(code, "a state's key such as 05")),
            (Need::Nothing, _) => return Err(needs(code, "neither municipality nor state")),
        };
        let place = municipality.or(state).unwrap_or("platform");
        let now = self.clock.now().as_second();
        let lifetime = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
        let claims = TokenClaims {
            iss: &self.url,
            sub: format!("laptop-{code}-{place}"),
            aud: AUDIENCE,
            iat: now,
            nbf: now,
            exp: now.saturating_add(lifetime),
            lotse_role: code,
            lotse_municipality: municipality,
            lotse_state: state,
        };
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.key_id.clone());
        jsonwebtoken::encode(&header, &claims, &self.key).map_err(LocalIssuerError::Signing)
    }

    /// The identity file that trusts this issuer with everything, for `lotse up`.
    pub fn identity_file(&self) -> IdentityFile {
        IdentityFile {
            issuer: vec![IssuerEntry {
                url: self.url.clone(),
                audience: AUDIENCE.to_owned(),
                municipalities: Bound::All,
                states: Bound::All,
                roles: Bound::All,
                local: true,
            }],
        }
    }
}

fn needs(role: String, needs: &'static str) -> LocalIssuerError {
    LocalIssuerError::Scope { role, needs }
}

/// The key at `path`, or a new one put there whole: whoever starts at the same moment gets the same key.
fn load_or_make(path: &Path) -> Result<SecretKey, LocalIssuerError> {
    let failed = |source| LocalIssuerError::KeyFile {
        path: path.to_owned(),
        source,
    };
    if !path.try_exists().map_err(failed)? {
        let pem = SecretKey::generate()
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|_error| not_a_key(path))?;
        match put(path, pem.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
            _ => {}
        }
    }
    let mode = std::fs::metadata(path)
        .map_err(failed)?
        .permissions()
        .mode();
    if mode & 0o077 != 0 {
        return Err(LocalIssuerError::Exposed {
            path: path.to_owned(),
        });
    }
    let pem = std::fs::read_to_string(path).map_err(failed)?;
    SecretKey::from_pkcs8_pem(&pem).map_err(|_error| not_a_key(path))
}

fn not_a_key(path: &Path) -> LocalIssuerError {
    LocalIssuerError::NotAKey {
        path: path.to_owned(),
    }
}

/// Writes a file that nobody else may read and that nobody sees half written; refuses where there is one.
fn put(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    Ok(())
}
