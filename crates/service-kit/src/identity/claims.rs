//! What a token says, before and after its signature is checked.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use kernel::{ActorId, MunicipalityId, Role, State};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::caller::{Need, need_of};
use super::issuer_file::IssuerEntry;
use super::{Account, Caller, IdentityRefusal, MunicipalityScope, StateScope};

/// Longest token, in bytes. Header lines are bounded by the server, too.
const TOKEN_MAX: usize = 8 * 1024;

/// How far clocks may differ, in seconds.
const LEEWAY: i64 = 30;

/// What an unverified token says about how to verify it; nothing else of it may be used yet.
#[derive(Debug)]
pub(super) struct Unverified {
    pub(super) algorithm: String,
    pub(super) key_id: Option<String>,
    pub(super) issuer: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood (RFC 7515, 4.1.11); none is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct IssuerClaim {
    iss: String,
}

/// Looks into a token without trusting it.
pub(super) fn peek(token: &str) -> Result<Unverified, IdentityRefusal> {
    let mut parts = token.split('.');
    let (Some(header), Some(payload), Some(_signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(IdentityRefusal::TokenMalformed);
    };
    if token.len() > TOKEN_MAX {
        return Err(IdentityRefusal::TokenMalformed);
    }
    let header: Header = part(header)?;
    let IssuerClaim { iss } = part(payload)?;
    match header.crit {
        Some(_) => Err(IdentityRefusal::TokenMalformed),
        None => Ok(Unverified {
            algorithm: header.alg,
            key_id: header.kid,
            issuer: iss,
        }),
    }
}

/// Whose token it is, out of one that was verified.
pub(super) fn account(token: &str) -> Option<Account> {
    #[derive(Deserialize)]
    struct AccountClaims {
        iss: String,
        sub: String,
    }

    let claims: AccountClaims = part(token.split('.').nth(1)?).ok()?;
    Some(Account {
        issuer: claims.iss,
        subject: claims.sub,
    })
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, IdentityRefusal> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_error| IdentityRefusal::TokenMalformed)?;
    serde_json::from_slice(&bytes).map_err(|_error| IdentityRefusal::TokenMalformed)
}

/// The claims of a token whose signature, issuer and audience were checked.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub(super) sub: String,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    lotse_role: Option<String>,
    lotse_municipality: Option<String>,
    lotse_state: Option<String>,
}

impl Claims {
    /// Whether the token is valid now, give or take 30 seconds.
    pub(super) fn check_dates(&self, now: Timestamp) -> Result<(), IdentityRefusal> {
        let now = now.as_second();
        if self.exp.saturating_add(LEEWAY) <= now {
            return Err(IdentityRefusal::TokenExpired);
        }
        let begins = self.nbf.max(self.iat);
        if begins.is_some_and(|begins| begins.saturating_sub(LEEWAY) > now) {
            return Err(IdentityRefusal::TokenNotYetValid);
        }
        Ok(())
    }

    /// The caller that the token asserts, where its issuer is bound to all of it.
    pub(super) fn caller(
        &self,
        issuer: &IssuerEntry,
        actor: ActorId,
    ) -> Result<Caller, IdentityRefusal> {
        let role = self.lotse_role.as_deref().and_then(role_of);
        let role = role.ok_or(IdentityRefusal::ScopeMissing)?;
        let municipality = self.lotse_municipality.as_deref();
        let state = self.lotse_state.as_deref();
        let (caller, bound) = match (need_of(role), municipality, state) {
            (Need::Municipality, Some(id), None) => {
                let municipality =
                    MunicipalityId::try_new(id).map_err(|_not| IdentityRefusal::ScopeMissing)?;
                let bound = issuer.municipalities.contains(&municipality);
                (
                    Caller::Municipality(MunicipalityScope {
                        municipality,
                        role,
                        actor,
                    }),
                    bound,
                )
            }
            (Need::State, None, Some(code)) => {
                let state: State = code.parse().map_err(|_not| IdentityRefusal::ScopeMissing)?;
                (
                    Caller::State(StateScope { state, actor }),
                    issuer.states.contains(&state),
                )
            }
            (Need::Nothing, None, None) => (Caller::Operator { actor }, true),
            (Need::Municipality | Need::State | Need::Nothing, _, _) => {
                return Err(IdentityRefusal::ScopeMissing);
            }
        };
        if bound && issuer.roles.contains(&role) {
            Ok(caller)
        } else {
            Err(IdentityRefusal::IssuerNotBound)
        }
    }
}

fn role_of(code: &str) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role.code() == code)
}
