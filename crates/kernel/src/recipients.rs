//! To whom a contact list, a circular or minutes go [Empfänger]: ids of partners, each once.
//!
//! They are never looked up: whether each still is a partner is asked when something is sent.

use std::collections::BTreeSet;

use crate::{Facts, PartnerId, Refusal, facts};
use thiserror::Error;

/// More partners than any network has.
pub const RECIPIENTS_MAX: usize = 5_000;

/// Recipients that nothing can be sent to.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RecipientsRefusal {
    /// There are none.
    #[error("no recipients")]
    Missing,
    /// There are more than a network has partners.
    #[error("{count} recipients")]
    TooMany { count: usize },
    /// A partner is named twice.
    #[error("recipient {partner} is named twice")]
    Twice { partner: PartnerId },
}

/// Each once and not too many; none at all is fine here.
pub fn check(recipients: &[PartnerId]) -> Result<(), RecipientsRefusal> {
    if recipients.len() > RECIPIENTS_MAX {
        return Err(RecipientsRefusal::TooMany {
            count: recipients.len(),
        });
    }
    let mut seen = BTreeSet::new();
    match recipients.iter().find(|partner| !seen.insert(**partner)) {
        Some(partner) => Err(RecipientsRefusal::Twice { partner: *partner }),
        None => Ok(()),
    }
}

/// As [`check`], and somebody must be among them.
pub fn check_some(recipients: &[PartnerId]) -> Result<(), RecipientsRefusal> {
    if recipients.is_empty() {
        Err(RecipientsRefusal::Missing)
    } else {
        check(recipients)
    }
}

impl Refusal for RecipientsRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing => "RECIPIENTS_MISSING",
            Self::TooMany { .. } => "RECIPIENTS_TOO_MANY",
            Self::Twice { .. } => "RECIPIENT_TWICE",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("recipients")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Missing => "Es fehlt, an welche Netzwerkpartner es gehen soll.".to_owned(),
            Self::TooMany { count } => {
                format!("Genannt sind {count} Empfänger; möglich sind höchstens {RECIPIENTS_MAX}.")
            }
            Self::Twice { .. } => {
                "Ein Netzwerkpartner ist zweimal als Empfänger genannt.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Missing => Facts::new(),
            Self::TooMany { count } => facts! { "count" => count, "allowed" => RECIPIENTS_MAX },
            Self::Twice { partner } => facts! { "partner" => partner },
        }
    }
}
