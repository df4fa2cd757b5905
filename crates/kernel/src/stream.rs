//! Streams, and what a command says about them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use uuid::Uuid;

use crate::document::DocumentRef;
use crate::entry::{EntryContent, NewEntry};
use crate::ids::{EntryId, PersonId};

/// A stream of one aggregate's events: its kind and its id, written `partner-0190…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId {
    kind: &'static str,
    id: Uuid,
}

/// A text that is no stream's name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a stream: a known kind, `-` and a UUID")]
pub struct NotAStream(String);

impl StreamId {
    /// Every kind of stream; who may append to which is a table of the event store.
    pub const KINDS: &'static [&'static str] = &[
        "agreement",
        "body",
        "budget",
        "calendar-feed",
        "circular",
        "committee-report",
        "concept",
        "contact",
        "contact-list",
        "cost-scheme",
        "decision",
        "expense",
        "framework",
        "goal",
        "grant",
        "indicator",
        "instrument",
        "meeting",
        "meeting-series",
        "minutes",
        "municipality",
        "need",
        "network",
        "offer",
        "office",
        "onward-grant",
        "partner",
        "programme",
        "project",
        "project-funds",
        "quality-dialogue",
        "recommendation",
        "region",
        "site",
        "site-report",
        "specialist",
        "standard",
        "topic",
        "training",
        "volunteers",
    ];

    pub fn new(kind: &'static str, id: impl Into<Uuid>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }

    pub fn kind(&self) -> &'static str {
        self.kind
    }

    pub fn id(&self) -> Uuid {
        self.id
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind, self.id)
    }
}

impl FromStr for StreamId {
    type Err = NotAStream;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // From the end: a kind may have a `-` of its own, an id always has its 36 characters.
        let parsed = text.len().checked_sub(uuid::fmt::Hyphenated::LENGTH);
        let parsed = parsed
            .and_then(|at| text.split_at_checked(at))
            .and_then(|(kind, id)| {
                let kind = kind.strip_suffix('-')?;
                let kind = Self::KINDS.iter().copied().find(|known| *known == kind)?;
                Some(Self {
                    kind,
                    id: id.parse().ok()?,
                })
            });
        parsed.ok_or_else(|| NotAStream(text.chars().take(80).collect()))
    }
}

/// An entry for the vault, ready to be stored beside the events that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultEntry {
    pub id: EntryId,
    pub kind: &'static str,
    /// The person whose erasure takes it along.
    pub subject: Option<PersonId>,
    pub content: serde_json::Value,
}

impl<C: EntryContent> From<&NewEntry<C>> for VaultEntry {
    fn from(entry: &NewEntry<C>) -> Self {
        Self {
            id: entry.id,
            kind: C::KIND,
            subject: entry.content.subject(),
            content: serde_json::to_value(&entry.content)
                .expect("entries are plain structs of strings"),
        }
    }
}

/// Something that may exist once in a municipality: the store takes it with the events, or refuses all.
///
/// `key` is never a text that somebody typed: [`Claim::of_name`] digests one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub kind: &'static str,
    pub key: String,
}

impl Claim {
    /// A name is taken whatever its case and spacing.
    pub fn of_name(kind: &'static str, name: &str) -> Self {
        let plain = name
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        Self {
            kind,
            key: Uuid::new_v5(&Uuid::NAMESPACE_OID, plain.as_bytes()).to_string(),
        }
    }
}

/// What the carrier of a command must know about it: where it goes and what comes with it.
///
/// The carrier (`commands`) loads [`target`](Self::target) and [`reads`](Self::reads), builds the facts, lets
/// the aggregate decide, and appends events, [`entries`](Self::entries) and [`claims`](Self::claims) together.
pub trait DomainCommand: Sized + Send {
    /// The kind of the aggregate's streams.
    const STREAM: &'static str;

    /// The aggregate it is for; `None` where it makes a new one and its caller chose no id.
    fn target(&self) -> Option<Uuid>;

    /// Gives a new aggregate its id; called only where [`target`](Self::target) is `None`.
    fn assign(&mut self, id: Uuid);

    /// True where the stream must not exist yet.
    fn creates(&self) -> bool;

    /// The other streams on which the decision rests.
    fn reads(&self) -> Vec<StreamId> {
        Vec::new()
    }

    /// What it says that belongs into the vault.
    fn entries(&self) -> Vec<VaultEntry> {
        Vec::new()
    }

    /// The documents that it names; one that the vault does not hold refuses it.
    fn documents(&self) -> Vec<DocumentRef> {
        Vec::new()
    }

    /// What it takes for the municipality.
    fn claims(&self) -> Vec<Claim> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_written_and_read_alike() {
        for kind in StreamId::KINDS {
            let stream = StreamId::new(kind, Uuid::from_u128(7));
            assert_eq!(stream.to_string().parse(), Ok(stream));
        }
        assert!(
            "mystery-00000000-0000-0000-0000-000000000007"
                .parse::<StreamId>()
                .is_err()
        );
        assert!("partner-7".parse::<StreamId>().is_err());
        assert!(
            "partner00000000-0000-0000-0000-000000000007"
                .parse::<StreamId>()
                .is_err()
        );
        assert!(
            "partner-ü000000-0000-0000-0000-000000000007"
                .parse::<StreamId>()
                .is_err()
        );
    }

    #[test]
    fn a_name_is_taken_whatever_its_case_and_spacing() {
        let claim = Claim::of_name("network-name", "Netzwerk  Nord");
        assert_eq!(claim, Claim::of_name("network-name", " netzwerk nord"));
        assert_ne!(claim, Claim::of_name("network-name", "Netzwerk Süd"));
    }
}
