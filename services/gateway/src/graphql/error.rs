//! What a client is told when an answer is not possible: a stable code, one sentence, never an internal text.
//!
//! A command that a domain refuses is not an error: it is data of the mutation's payload. [`GraphError`] has no
//! `Display` on purpose: async-graphql turns whatever has one into client text.

use std::borrow::Cow;
use std::error::Error as StdError;

use async_graphql::{Error, ErrorExtensions as _};
use deadpool_postgres::PoolError;
use service_kit::problem::{Chain, Problem};
use tokio_postgres::error::SqlState;

const UNREACHABLE: &str =
    "Der Ereignisspeicher antwortet nicht; bitte später noch einmal versuchen.";

/// Why a field has no answer.
#[derive(Debug)]
pub(crate) enum GraphError {
    /// The table of permissions does not list the operation for the caller's role.
    NotAllowed { operation: String },
    /// An argument that cannot be meant.
    InvalidArgument {
        argument: &'static str,
        reason: Cow<'static, str>,
    },
    /// A cursor of another list, of another order or of nobody.
    InvalidCursor { argument: &'static str },
    /// A service that carries out commands said that it cannot, or does not answer.
    Service {
        code: Cow<'static, str>,
        sentence: String,
    },
    /// A fault of ours. Logged where it becomes an answer, and not shown.
    Internal {
        attempted: &'static str,
        source: Box<dyn StdError + Send + Sync>,
    },
}

impl GraphError {
    /// `map_err(GraphError::internal("load partners"))`
    pub(crate) fn internal<E>(attempted: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        move |source| Self::Internal {
            attempted,
            source: source.into(),
        }
    }

    /// A 5xx of a service, as it says it.
    pub(crate) fn of_service(problem: &Problem) -> Self {
        Self::Service {
            code: problem.code.clone(),
            sentence: problem.detail.clone(),
        }
    }
}

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        match error {
            GraphError::NotAllowed { operation } => Self::new("Die Rolle darf das nicht.")
                .extend_with(|_, extensions| {
                    extensions.set("code", "NOT_ALLOWED");
                    extensions.set("operation", operation);
                }),
            GraphError::InvalidArgument { argument, reason } => {
                Self::new(format!("{argument}: {reason}")).extend_with(|_, extensions| {
                    extensions.set("code", "INVALID_ARGUMENT");
                    extensions.set("field", argument);
                })
            }
            GraphError::InvalidCursor { argument } => {
                let sentence =
                    format!("{argument}: keine Position dieser Liste in dieser Reihenfolge.");
                Self::new(sentence).extend_with(|_, extensions| {
                    extensions.set("code", "INVALID_CURSOR");
                    extensions.set("field", argument);
                })
            }
            GraphError::Service { code, sentence } => Self::new(sentence)
                .extend_with(|_, extensions| extensions.set("code", code.as_ref())),
            GraphError::Internal { attempted, source } if unreachable(source.as_ref()) => {
                tracing::error!(attempted, error = %Chain(source.as_ref()), "the store does not answer");
                Self::new(UNREACHABLE)
                    .extend_with(|_, extensions| extensions.set("code", "STORE_UNREACHABLE"))
            }
            GraphError::Internal { attempted, source } => {
                tracing::error!(attempted, error = %Chain(source.as_ref()), "a field has no answer");
                let sentence = Problem::internal().detail.clone();
                Self::new(sentence).extend_with(|_, extensions| extensions.set("code", "INTERNAL"))
            }
        }
    }
}

/// True where no answer came because the database is not there, is going or has no connection left.
fn unreachable(error: &(dyn StdError + 'static)) -> bool {
    std::iter::successors(Some(error), |&error| error.source()).any(|error| {
        if let Some(error) = error.downcast_ref::<PoolError>() {
            return match error {
                PoolError::Timeout(_) | PoolError::Closed => true,
                // What a server that answers refuses (a password, say) is a fault.
                PoolError::Backend(error) => error.as_db_error().is_none(),
                PoolError::NoRuntimeSpecified | PoolError::PostCreateHook(_) => false,
            };
        }
        // A row that cannot be read has no error of the database either: only a lost connection counts.
        error.is::<std::io::Error>()
            || error
                .downcast_ref::<tokio_postgres::Error>()
                .is_some_and(|error| error.is_closed() || error.code().is_some_and(goes_away))
    })
}

fn goes_away(code: &SqlState) -> bool {
    [
        SqlState::ADMIN_SHUTDOWN,
        SqlState::CRASH_SHUTDOWN,
        SqlState::CANNOT_CONNECT_NOW,
        SqlState::TOO_MANY_CONNECTIONS,
    ]
    .contains(code)
}
