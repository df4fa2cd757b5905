//! Verifying chains, the state of projections.

use anyhow::bail;
use eventstore::{DatabaseRole, EventStore};
use kernel::MunicipalityId;
use service_kit::config::ServiceConfig;

use crate::process::pool;
use crate::say;

/// `lotse verify [MUNICIPALITY]`: recomputes each chain; fails where one is broken.
pub(crate) async fn verify(
    config: &ServiceConfig,
    only: Option<MunicipalityId>,
) -> anyhow::Result<()> {
    let store = EventStore::new(pool(config, DatabaseRole::Operator)?);
    let municipalities = match only {
        Some(municipality) => vec![municipality],
        None => store.heads().await?.into_iter().map(|(id, _)| id).collect(),
    };
    let mut broken = 0;
    for municipality in &municipalities {
        let verdict = store.verify(municipality).await?;
        if verdict.faults.is_empty() {
            say(format_args!(
                "{municipality}: {} events, intact, head {}",
                verdict.events, verdict.head
            ))?;
            continue;
        }
        broken += 1;
        for fault in &verdict.faults {
            say(format_args!(
                "{municipality}: event {} {}",
                fault.position, fault.what
            ))?;
        }
    }
    if broken > 0 {
        bail!("{broken} of {} chains are broken", municipalities.len());
    }
    Ok(())
}

/// `lotse projections status`: how far each consumer is, and what is parked.
pub(crate) async fn projections_status(config: &ServiceConfig) -> anyhow::Result<()> {
    say(format_args!(
        "{:<20} {:<16} {:>7} {:>9} {:>9} {:>6}  parked",
        "municipality", "consumer", "version", "position", "head", "lag"
    ))?;
    // Each role sees its own consumers.
    for role in [
        DatabaseRole::Projector,
        DatabaseRole::Agreements,
        DatabaseRole::Membership,
        DatabaseRole::Courier,
    ] {
        let client = pool(config, role)?.get().await?;
        let rows = client.query(STATUS, &[]).await?;
        for row in rows {
            let (position, head): (i64, i64) = (row.get("position"), row.get("head"));
            let parked: Option<String> = row.get("parked");
            say(format_args!(
                "{:<20} {:<16} {:>7} {position:>9} {head:>9} {:>6}  {}",
                row.get::<_, &str>("municipality"),
                row.get::<_, &str>("consumer"),
                row.get::<_, i32>("version"),
                head - position,
                parked.as_deref().unwrap_or("–"),
            ))?;
        }
    }
    Ok(())
}

const STATUS: &str = "
    SELECT
        c.municipality,
        c.consumer,
        c.version,
        c.position,
        h.position AS head,
        (
            SELECT string_agg(p.stream || ' at ' || p.position || ': ' || p.reason, '; ' ORDER BY p.position)
            FROM consumer.parked p
            WHERE p.municipality = c.municipality
                AND p.consumer = c.consumer
                AND p.version = c.version
        ) AS parked
    FROM consumer.checkpoint c
    JOIN es.municipality_head h ON h.municipality = c.municipality
    ORDER BY c.municipality, c.consumer, c.version";
