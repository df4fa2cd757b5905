//! From a request's header to its caller.

use std::fmt;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use tracing::Span;

use super::{Account, Caller, IdentityRefusal, Issuers, claims};
use crate::problem::Problem;

/// A token as the caller sent it, for verification and for calling on in the caller's name. Never shown.
#[derive(Clone)]
pub struct BearerToken(String);

impl BearerToken {
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// From `Authorization: Bearer …`, exactly once.
    pub fn from_headers(headers: &HeaderMap) -> Result<Self, IdentityRefusal> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let (value, more) = (values.next(), values.next());
        let value = value.ok_or(IdentityRefusal::TokenMissing)?;
        let text = value
            .to_str()
            .map_err(|_error| IdentityRefusal::TokenMalformed)?;
        let (scheme, token) = text
            .split_once(' ')
            .ok_or(IdentityRefusal::TokenMalformed)?;
        let token = token.trim();
        if more.is_some() || !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
            return Err(IdentityRefusal::TokenMalformed);
        }
        Ok(Self(token.to_owned()))
    }

    /// Whose token it is. Only for a token that was verified.
    pub fn account(&self) -> Option<Account> {
        claims::account(&self.0)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BearerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(…)")
    }
}

impl<S: Send + Sync> FromRequestParts<S> for BearerToken {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Ok(Self::from_headers(&parts.headers)?)
    }
}

/// Verifies the request's token, and writes the scope (no person) onto the request's span.
impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Issuers: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let token = BearerToken::from_headers(&parts.headers)?;
        let caller = Issuers::from_ref(state).verify(&token).await?;
        let span = Span::current();
        span.record("role", caller.role().code());
        match &caller {
            Self::Municipality(scope) => {
                span.record("municipality", scope.municipality.as_str());
            }
            Self::State(scope) => {
                span.record("state", scope.state.code());
            }
            Self::Operator { .. } => {}
        }
        Ok(caller)
    }
}
