//! The hash chain: what was stored is what was written.

use jiff::Timestamp;
use kernel::{Date, MunicipalityId};
use sha2::{Digest as _, Sha256};

use crate::EventStore;
use crate::append::hex;
use crate::error::StoreError;
use crate::event::Position;
use crate::load::set_scope;

/// What a look over a municipality's whole store found.
#[derive(Debug, PartialEq, Eq)]
pub struct Verdict {
    pub events: Position,
    /// The hash of the last event as hex: write it down elsewhere, and a cut tail is found, too.
    pub head: String,
    /// Empty where all is well. Each event is checked against the stored hash before it, so that one fault does not
    /// accuse everything after it.
    pub faults: Vec<Fault>,
}

/// Something that nobody wrote through the append.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub position: Position,
    pub what: &'static str,
}

impl EventStore {
    /// Recomputes a municipality's chain from the stored bytes.
    pub async fn verify(&self, municipality: &MunicipalityId) -> Result<Verdict, StoreError> {
        let mut client = self.pool.get().await.map_err(StoreError::Connect)?;
        // One snapshot for the head and all events, while others append.
        let transaction = client
            .build_transaction()
            .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(StoreError::database("begin a verification"))?;
        set_scope(&transaction, municipality).await?;
        let head = transaction
            .query_opt(
                "SELECT position, hash FROM es.municipality_head WHERE municipality = $1",
                &[&municipality.as_str()],
            )
            .await
            .map_err(StoreError::database("read a head"))?
            .ok_or_else(|| StoreError::UnknownMunicipality(municipality.clone()))?;
        let head_position: Position = head.get("position");
        let head_hash: Vec<u8> = head.get("hash");

        let mut faults = Vec::new();
        let mut previous = genesis(municipality);
        let mut position = 0;
        let mut scanned = Position::MIN;
        loop {
            let rows = transaction
                .query(LINKS, &[&municipality.as_str(), &scanned])
                .await
                .map_err(StoreError::database("read the chain"))?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let link = Link::from_row(row);
                let stored: Vec<u8> = row.get("hash");
                scanned = link.position;
                let fault = |what| Fault {
                    position: link.position,
                    what,
                };
                if link.position < 1 {
                    faults.push(fault("was never appended"));
                    continue;
                }
                if link.position != position + 1 {
                    // What follows a gap cannot be compared with what came before it.
                    faults.push(Fault {
                        position: position + 1,
                        what: "is missing",
                    });
                } else if link.position > head_position {
                    faults.push(fault("is beyond the head"));
                } else if link.hash(municipality, &previous) != stored {
                    faults.push(fault("is not what was appended"));
                }
                position = link.position;
                previous = stored;
            }
        }
        if position < head_position {
            faults.push(Fault {
                position: position + 1,
                what: "is missing at the end",
            });
        } else if position == head_position && previous != head_hash {
            faults.push(Fault {
                position,
                what: "does not lead to the head",
            });
        }
        Ok(Verdict {
            events: head_position,
            head: hex(&head_hash),
            faults,
        })
    }
}

const LINKS: &str = "
    SELECT
        position, stream, version, type, schema_version, occurred_on, recorded_at, key, fingerprint, command_size,
        metadata, payload, hash
    FROM es.event
    WHERE municipality = $1
        AND position > $2
    ORDER BY position
    LIMIT 500";

fn genesis(municipality: &MunicipalityId) -> Vec<u8> {
    Sha256::digest(format!("lotse:{municipality}")).to_vec()
}

/// The hashed columns of an event.
struct Link<'a> {
    position: Position,
    stream: &'a str,
    version: i64,
    event_type: &'a str,
    schema_version: i16,
    occurred_on: Date,
    recorded_at: Timestamp,
    key: Option<&'a str>,
    fingerprint: Option<&'a [u8]>,
    command_size: Option<i16>,
    metadata: &'a str,
    payload: &'a str,
}

impl<'a> Link<'a> {
    fn from_row(row: &'a tokio_postgres::Row) -> Self {
        Self {
            position: row.get("position"),
            stream: row.get("stream"),
            version: row.get("version"),
            event_type: row.get("type"),
            schema_version: row.get("schema_version"),
            occurred_on: row.get("occurred_on"),
            recorded_at: row.get("recorded_at"),
            key: row.get("key"),
            fingerprint: row.get("fingerprint"),
            command_size: row.get("command_size"),
            metadata: row.get("metadata"),
            payload: row.get("payload"),
        }
    }

    /// The same bytes in the same order as in `es.append`, separated by a character that no JSON text and no id holds.
    fn hash(&self, municipality: &MunicipalityId, previous: &[u8]) -> Vec<u8> {
        let text = [
            municipality.as_str(),
            &self.position.to_string(),
            self.stream,
            &self.version.to_string(),
            self.event_type,
            &self.schema_version.to_string(),
            &self.occurred_on.to_string(),
            &self.recorded_at.as_microsecond().to_string(),
            self.key.unwrap_or(""),
            &self.fingerprint.map(hex).unwrap_or_default(),
            &self.command_size.unwrap_or(0).to_string(),
            self.metadata,
            self.payload,
        ]
        .join("\u{1f}");
        Sha256::new()
            .chain_update(previous)
            .chain_update(text)
            .finalize()
            .to_vec()
    }
}
