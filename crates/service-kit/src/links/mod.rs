//! Reply links [Antwort-Links]: what somebody without an account may do once, through the address in a mail.
//!
//! | file | what |
//! |---|---|
//! | [`key`] | signing and verifying, with more than one secret while they rotate |
//! | `extract` | the axum extractor |
//!
//! A link is a scope of its own: one purpose ([`LinkScope`]), one municipality, one subject, one occasion. What each
//! purpose may do stands in the table of permissions beside the roles. The text is compact and signed, not encrypted:
//! it names ids and a day, never a person. Whoever has it may use it, until its last day; that it is used once, and
//! that it can be revoked, is the subject's own stream: a link counts only while the occasion that it names (`nonce`)
//! is open there. So there is no table of links, and a restored database knows which are open.
//!
//! Rejected: JWTs with a role (a bearer of one municipality could be mistaken for a caller, and they are three times as
//! long), and random tokens in a table (a secret at rest for each open link).
//!
//! To add a purpose: a variant of [`LinkScope`], a `[[link]]` in `permission/table.toml`, and the route that serves it.

mod extract;
pub mod key;

use std::fmt;

use axum::http::StatusCode;
use kernel::{ActorId, Date, Facts, MunicipalityId, Refusal, facts, german};
use thiserror::Error;
use uuid::Uuid;

use crate::problem::Problem;

pub use key::LinkKey;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkScope {
    /// A contact says whether the details are still right [„stimmt noch“]; the subject is the contact (MEM-18, MEM-19).
    ConfirmContact,
}

impl LinkScope {
    pub const ALL: &'static [Self] = &[Self::ConfirmContact];

    /// The code in the link and in the table of permissions.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConfirmContact => "confirm-contact",
        }
    }

    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.code() == code)
    }
}

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    pub scope: LinkScope,
    pub municipality: MunicipalityId,
    /// Whom or what it is about: a contact's id, say.
    pub subject: Uuid,
    /// The occasion, counted by the subject's stream: the number of the request that is still open there.
    pub nonce: u32,
    /// The last day on which it counts.
    pub expires_on: Date,
}

/// A link that was verified, and who answers through it.
///
/// It is an extractor where the router's state has a [`LinkKey`] and a [`Clock`](crate::clock::Clock) and the route one
/// parameter, the link's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    pub link: Link,
    /// The same for the same link; nobody else's.
    pub actor: ActorId,
}

/// Why a link does not count.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Not one of ours, or damaged on its way; which of the two is not told.
    #[error("the link is none of ours")]
    Unknown,
    #[error("the link counted until {expired_on}")]
    Expired { expired_on: Date },
    /// Answered, revoked, or replaced by a newer one.
    #[error("the link's occasion is closed")]
    Closed,
}

impl Refusal for LinkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "LINK_UNKNOWN",
            Self::Expired { .. } => "LINK_EXPIRED",
            Self::Closed => "LINK_CLOSED",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unknown => {
                "Diesen Link gibt es nicht; bitte öffnen Sie ihn vollständig aus der Nachricht.".to_owned()
            }
            Self::Expired { expired_on } => format!(
                "Dieser Link galt bis zum {}; die Koordinierungsstelle sendet Ihnen gern einen neuen.",
                german::day(*expired_on)
            ),
            Self::Closed => {
                "Dieser Link ist nicht mehr offen: Er wurde schon beantwortet oder durch einen neueren ersetzt."
                    .to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Expired { expired_on } => facts! { "expiredOn" => expired_on },
            Self::Unknown | Self::Closed => Facts::new(),
        }
    }
}

/// 404 for a link that is none, 410 for one that does not count any more.
impl From<LinkRefusal> for Problem {
    fn from(refusal: LinkRefusal) -> Self {
        let (status, title) = match refusal {
            LinkRefusal::Unknown => (StatusCode::NOT_FOUND, "Nicht gefunden"),
            LinkRefusal::Expired { .. } | LinkRefusal::Closed => {
                (StatusCode::GONE, "Nicht mehr gültig")
            }
        };
        Self::new(status, refusal.code(), title, refusal.sentence()).with_facts(refusal.facts())
    }
}

impl fmt::Display for LinkScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
