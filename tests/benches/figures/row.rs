//! The row that a command wrote, and how to write its like.

use eventstore::{Append, Metadata, NewEvent};
use jiff::Timestamp;
use kernel::{CommandId, Date, DomainCommand as _, MunicipalityId, StreamId};
use tokio_postgres::Client;

use crate::ground::{establish_region, fresh_id};

/// What all rows of a measurement have alike; streams and keys are new in each.
pub(crate) struct Row {
    pub(crate) event_type: String,
    pub(crate) schema_version: i16,
    pub(crate) payload: String,
    pub(crate) metadata: String,
    pub(crate) occurred_on: Date,
    pub(crate) recorded_at: Timestamp,
    pub(crate) fingerprint: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    /// The version of the municipality's stream, on which every command rests.
    tenant_version: i64,
}

impl Row {
    /// The first region of the municipality, right after its onboarding.
    pub(crate) async fn written(
        superuser: &Client,
        municipality: &MunicipalityId,
    ) -> anyhow::Result<Self> {
        let row = superuser
            .query_one(
                "
                SELECT type, schema_version, payload, metadata, occurred_on, recorded_at, fingerprint, hash,
                    position - 1 AS tenant_version
                FROM es.event
                WHERE municipality = $1
                    AND stream LIKE 'region-%'
                ORDER BY position
                LIMIT 1",
                &[&municipality.as_str()],
            )
            .await?;
        Ok(Self {
            event_type: row.get("type"),
            schema_version: row.get("schema_version"),
            payload: row.get("payload"),
            metadata: row.get("metadata"),
            occurred_on: row.get("occurred_on"),
            recorded_at: row.get("recorded_at"),
            fingerprint: row.get("fingerprint"),
            hash: row.get("hash"),
            tenant_version: row.get("tenant_version"),
        })
    }

    /// An equal event in a stream of its own; with `company`, also the name and the claim that a command brings.
    pub(crate) fn append(
        &self,
        municipality: &MunicipalityId,
        company: bool,
    ) -> anyhow::Result<Append> {
        let stream = StreamId::new("region", fresh_id());
        let metadata: Metadata = serde_json::from_str(&self.metadata)?;
        let (claims, vault) = match company {
            true => {
                let command = establish_region().command;
                let claims = command
                    .claims()
                    .into_iter()
                    .map(|claim| (claim, stream))
                    .collect();
                (claims, command.entries())
            }
            false => (Vec::new(), Vec::new()),
        };
        Ok(Append {
            key: CommandId::generate().to_string(),
            fingerprint: [7; 32],
            occurred_on: self.occurred_on,
            metadata,
            reads: vec![
                (municipality::stream(municipality), self.tenant_version),
                (stream, 0),
            ],
            claims,
            vault,
            events: vec![NewEvent {
                stream,
                version: 1,
                event_type: self.event_type.clone(),
                schema_version: u16::try_from(self.schema_version)?,
                payload: self.payload.clone(),
            }],
        })
    }
}
