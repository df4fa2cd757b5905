//! Why a run stopped. What was done before stays done, and the next run continues behind it.

use reqwest::StatusCode;
use service_kit::problem::Problem;
use thiserror::Error;

/// Why a run stopped.
#[derive(Debug, Error)]
pub(crate) enum ImportError {
    /// The token is another municipality's; nothing was sent.
    #[error("{file} is for `{wanted}`, and the token is for `{asserted}`")]
    WrongMunicipality {
        file: String,
        wanted: String,
        asserted: String,
    },
    /// Nobody said where the service is; nothing was sent.
    #[error("the address of the service `{service}` is not configured")]
    NoAddress { service: &'static str },
    /// The service refused a command.
    #[error("{at} was refused: {} ({}{}){}", problem.detail, problem.code, field_of(problem), hint_of(problem))]
    Refused { at: At, problem: Problem },
    /// The service did not answer, however often it was asked.
    #[error("{at} got no answer at {attempts} attempts")]
    NoAnswer {
        at: At,
        attempts: u32,
        #[source]
        source: reqwest::Error,
    },
    /// The service answered, but not as a service does.
    #[error("{at} got an answer that no service gives (HTTP {status})")]
    NotAnAnswer { at: At, status: StatusCode },
}

/// Where a run stopped.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: `{command}` (after {done} of {of})")]
pub(crate) struct At {
    pub file: String,
    pub line: usize,
    pub command: &'static str,
    /// How many commands before it are done, now or before.
    pub done: usize,
    pub of: usize,
}

fn field_of(problem: &Problem) -> String {
    problem
        .field
        .as_ref()
        .map(|field| format!(" at {field}"))
        .unwrap_or_default()
}

fn hint_of(problem: &Problem) -> &'static str {
    match problem.code.as_ref() {
        "KEY_REUSED" => {
            "; the file was changed here after it was imported, or another caller imported it"
        }
        _ => "; once that is settled, the same import continues here",
    }
}
