//! Reply links [Antwort-Links]: what somebody without an account may do once, through the address in a mail.
//!
//! | file | what |
//! |---|---|
//! | [`key`] | signing and verifying, with more than one secret while they rotate |
//! | `extract` | the axum extractor |
//! | [`answering`] | the routes: looking, answering, and what a service says to both |
//! | [`page`] | the frame of the pages for people |
//!
//! A link is a scope of its own: one purpose ([`LinkScope`]), one municipality, one subject, one occasion. What each
//! purpose may do stands in the table of permissions beside the roles. The text is compact and signed, not encrypted:
//! it names ids and a day, never a person. Whoever has it may use it, until its last day; that it is used once, and
//! that it can be revoked, is the subject's own stream: a link counts only while the occasion that it names (`nonce`)
//! is open there. So there is no table of links, and a restored database knows which are open.
//!
//! Two services answer links, each below a folder of its own ([`LinkScope::folder`]): behind one public host a proxy
//! tells them apart by their paths, without one they have a base URL each. Calendar feeds [Kalender-Abos] are links that
//! nobody answers: they are read again and again, have no last day, and end with their generation in the feed's stream.
//!
//! Rejected: JWTs with a role (a bearer of one municipality could be mistaken for a caller, and they are three times as
//! long), and random tokens in a table (a secret at rest for each open link).
//!
//! To add a purpose: a variant of [`LinkScope`], a `[[link]]` in `permission/table.toml`, and the service's
//! [`Answering`](answering::Answering) that serves it.

pub mod answering;
mod extract;
pub mod key;
pub mod page;

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
    /// A contact says whether somebody comes [Zu- oder Absage]: the subject is the contact, `about` the meeting, the
    /// nonce the meeting's sequence that the letter told, and the last day the meeting's.
    ReplyToMeeting,
    /// A partner says that it passed a meeting's results on (MTG-23): the subject is the partner, `about` the minutes,
    /// the nonce their version.
    AcknowledgePassingOn,
    /// A body's meetings for a calendar program [Kalender-Abo]: the subject is the body, the nonce the feed's
    /// generation. It has no last day ([`Link::calendar_feed`]).
    CalendarFeed,
}

impl LinkScope {
    pub const ALL: &'static [Self] = &[
        Self::ConfirmContact,
        Self::ReplyToMeeting,
        Self::AcknowledgePassingOn,
        Self::CalendarFeed,
    ];

    /// The code in the link and in the table of permissions.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConfirmContact => "confirm-contact",
            Self::ReplyToMeeting => "reply-to-meeting",
            Self::AcknowledgePassingOn => "acknowledge-passing-on",
            Self::CalendarFeed => "calendar-feed",
        }
    }

    /// The folder of its addresses, below the base URL: `links` is the membership service's, the others are the meetings
    /// service's.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::ConfirmContact => "links",
            Self::ReplyToMeeting | Self::AcknowledgePassingOn => "meeting-links",
            Self::CalendarFeed => "feeds",
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
    /// What else it is about, where the subject alone does not say it: the meeting that a contact replies to, say.
    pub about: Option<Uuid>,
    /// The occasion, counted by the subject's stream: the number of the request that is still open there.
    pub nonce: u32,
    /// The last day on which it counts; [`Self::WITHOUT_END`] for one that only its nonce closes.
    pub expires_on: Date,
}

impl Link {
    /// The last day of a link that has none. (Rejected: no day at all. Every other purpose has one, and would have to
    /// refuse links without.)
    pub const WITHOUT_END: Date = Date::MAX;

    /// The link of a body's calendar feed; `generation` as the feed's stream counts it.
    pub const fn calendar_feed(municipality: MunicipalityId, body: Uuid, generation: u32) -> Self {
        Self {
            scope: LinkScope::CalendarFeed,
            municipality,
            subject: body,
            about: None,
            nonce: generation,
            expires_on: Self::WITHOUT_END,
        }
    }
}

/// A link that was verified, and who answers through it.
///
/// It is an extractor where the router's state has a [`LinkKey`] and a [`Clock`](crate::clock::Clock) and the route one
/// parameter, the link's text. It opens links of every scope: a route asks for its own ones ([`OpenedLink::only`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedLink {
    pub link: Link,
    /// The same for the same link; nobody else's.
    pub actor: ActorId,
}

impl OpenedLink {
    /// The link where it is of one of these scopes; another service's, or another route's, is none of ours here.
    pub fn only(self, scopes: &[LinkScope]) -> Result<Self, LinkRefusal> {
        if scopes.contains(&self.link.scope) {
            Ok(self)
        } else {
            Err(LinkRefusal::Unknown)
        }
    }
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
    /// A calendar's address that the office ended.
    #[error("the calendar's address was revoked")]
    Revoked,
}

impl Refusal for LinkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "LINK_UNKNOWN",
            Self::Expired { .. } => "LINK_EXPIRED",
            Self::Closed => "LINK_CLOSED",
            Self::Revoked => "LINK_REVOKED",
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
            Self::Revoked => {
                "Dieses Kalender-Abo ist widerrufen; die Koordinierungsstelle nennt Ihnen gern die neue Adresse."
                    .to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Expired { expired_on } => facts! { "expiredOn" => expired_on },
            Self::Unknown | Self::Closed | Self::Revoked => Facts::new(),
        }
    }
}

/// 404 for a link that is none, 410 for one that does not count any more.
impl From<LinkRefusal> for Problem {
    fn from(refusal: LinkRefusal) -> Self {
        let (status, title) = match refusal {
            LinkRefusal::Unknown => (StatusCode::NOT_FOUND, "Nicht gefunden"),
            LinkRefusal::Expired { .. } | LinkRefusal::Closed | LinkRefusal::Revoked => {
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
