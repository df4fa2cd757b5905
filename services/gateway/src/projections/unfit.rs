//! Why an event parks its stream.
//!
//! *Shape*: an event and what it made of its view in, a reason out. *Correctness*: every reason follows from the
//! stream's own events up to this one, so that it does not depend on how the feed is cut into batches.

use eventstore::RecordedEvent;
use kernel::{Date, StoredEvent, UnreadableEvent};
use thiserror::Error;

/// Why an event parks its stream. For the operator: names types, versions and fields, never a value.
#[derive(Debug, Error)]
pub(super) enum Unfit {
    #[error("no event `{event_type}` in version {version} is known")]
    UnknownEvent { event_type: String, version: u16 },
    #[error(
        "event `{event_type}` in version {version} does not match its schema (line {line}, column {column})"
    )]
    Payload {
        event_type: String,
        version: u16,
        line: usize,
        column: usize,
    },
    #[error("its metadata is not what this version reads")]
    Metadata,
    #[error("no table shows streams of this kind, and none is meant to later")]
    UnknownKind,
    #[error("it is the stream of another municipality")]
    OtherMunicipality,
    #[error("`{0}` is missing: the stream does not begin with the event that gives it")]
    Missing(&'static str),
    #[error("`{0}` lies before the year 1, which no table holds")]
    BeforeYearOne(&'static str),
    #[error("a text holds a NUL character, which no table holds")]
    Nul,
}

impl From<UnreadableEvent> for Unfit {
    fn from(unreadable: UnreadableEvent) -> Self {
        match unreadable {
            UnreadableEvent::Unknown {
                event_type,
                version,
            } => Self::UnknownEvent {
                event_type,
                version,
            },
            // The source would say what it found instead.
            UnreadableEvent::Payload {
                event_type,
                version,
                source,
            } => Self::Payload {
                event_type,
                version,
                line: source.line(),
                column: source.column(),
            },
        }
    }
}

/// A date as the tables can hold it.
pub(super) fn day(field: &'static str, date: Date) -> Result<Date, Unfit> {
    if date.year() >= 1 {
        Ok(date)
    } else {
        Err(Unfit::BeforeYearOne(field))
    }
}

/// Reads an event whose texts a table can hold.
pub(super) fn read<E: StoredEvent>(event: &RecordedEvent) -> Result<E, Unfit> {
    // JSON knows the character, PostgreSQL's texts do not; an escaped backslash before `u0000` parks, too.
    if event.payload.contains(r"\u0000") {
        return Err(Unfit::Nul);
    }
    Ok(E::from_stored(
        &event.event_type,
        event.schema_version,
        &event.payload,
    )?)
}
