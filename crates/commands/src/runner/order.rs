//! A command with what its caller said about it, and what it did.

use eventstore::append::WrittenEvent;
use eventstore::{Metadata, Position, Prior};
use jiff::Timestamp;
use kernel::{ActorId, CommandId, Date, EntryId, NewText, PersonId, StreamId, VaultEntry, Warning};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use service_kit::identity::Account;

use super::failure::{Failure, key_reused};

/// The event that a reaction answers.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    pub position: Position,
    pub correlation: CommandId,
}

/// A command with what its caller said about it.
#[derive(Clone, Debug)]
pub struct Order<C> {
    pub key: String,
    /// The request as it came: the same key with another one is refused.
    pub request: String,
    pub name: &'static str,
    /// The day on the paper; today where absent.
    pub occurred_on: Option<Date>,
    /// The version that the caller saw; any where absent.
    pub expected_version: Option<i64>,
    /// Where the caller has it from.
    pub source: Option<NewText>,
    pub cause: Option<Cause>,
    /// Who is behind the actor's opaque id; absent where nobody is, as in a reaction.
    pub account: Option<Account>,
    pub command: C,
}

impl<C: kernel::DomainCommand> Order<C> {
    /// What belongs into the vault: the command's words, its source, and the actor's account, which stays as it was
    /// where it is known.
    pub(super) fn entries(&self, actor: ActorId) -> Vec<VaultEntry> {
        let mut entries = self.command.entries();
        entries.extend(self.source.as_ref().map(VaultEntry::from));
        entries.extend(self.account.as_ref().map(|account| VaultEntry {
            id: EntryId(actor.0),
            kind: "account",
            subject: Some(PersonId(actor.0)),
            content: json!({ "issuer": account.issuer, "subject": account.subject }),
        }));
        entries
    }
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The stream that it wrote, or would have written.
    pub stream: String,
    /// The id in the stream's name: that of the new agreement, partner, ….
    pub id: uuid::Uuid,
    /// The stream's version after it.
    pub version: i64,
    /// The last position that it wrote in the municipality's store; absent where it changed nothing.
    pub position: Option<Position>,
    /// The types of the events that it wrote, in order.
    pub events: Vec<String>,
    pub recorded_at: Option<Timestamp>,
    /// True where the same command had been carried out before: this is what it did then.
    pub replayed: bool,
    /// What the office should know although it was carried out [Hinweise].
    pub warnings: Vec<Warning>,
}

pub(super) fn replay(
    target: StreamId,
    prior: &Prior,
    fingerprint: &[u8; 32],
) -> Result<Receipt, Failure> {
    if prior.fingerprint != fingerprint {
        return Err(key_reused());
    }
    Ok(replayed(
        target,
        prior.position,
        prior.recorded_at,
        prior.metadata.clone(),
        &prior.events,
    ))
}

pub(super) fn replayed(
    target: StreamId,
    position: Position,
    recorded_at: Timestamp,
    metadata: Metadata,
    events: &[WrittenEvent],
) -> Receipt {
    let of_its_kind = |event: &&WrittenEvent| {
        let stream = event.stream.parse::<StreamId>();
        stream.is_ok_and(|stream| stream.kind() == target.kind())
    };
    let last = events.iter().rfind(of_its_kind);
    // A new aggregate got another id at the first try: what was written then counts.
    let stream = last
        .and_then(|event| event.stream.parse().ok())
        .unwrap_or(target);
    let written = i64::try_from(events.len()).unwrap_or(i64::MAX);
    Receipt {
        stream: stream.to_string(),
        id: stream.id(),
        version: last.map_or(0, |event| event.version),
        position: Some(position + written - 1),
        events: events
            .iter()
            .map(|event| event.event_type.clone())
            .collect(),
        recorded_at: Some(recorded_at),
        replayed: true,
        warnings: metadata.warnings,
    }
}

pub(super) fn unchanged(target: StreamId, version: i64, warnings: Vec<Warning>) -> Receipt {
    Receipt {
        stream: target.to_string(),
        id: target.id(),
        version,
        position: None,
        events: Vec::new(),
        recorded_at: None,
        replayed: false,
        warnings,
    }
}
