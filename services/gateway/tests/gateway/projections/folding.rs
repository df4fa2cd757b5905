//! Folding a history and looking at every table.

use std::collections::BTreeMap;

use deadpool_postgres::{GenericClient, Pool};
use eventstore::RecordedEvent;
use eventstore::load::set_scope;
use gateway::projections::{READ_MODEL, ReadModel};
use kernel::MunicipalityId;
use projection::{Consumer as _, Parked};
use serde_json::Value;

/// The rows of every table that the scope sees, in the order of their text.
pub(crate) type Tables = BTreeMap<String, Vec<Value>>;

/// Folds a history from nothing in batches of the given sizes, over and over; returns what was written and what
/// waits, and leaves no trace.
pub(crate) async fn folded(
    projector: &Pool,
    municipality: &MunicipalityId,
    events: &[RecordedEvent],
    sizes: &[usize],
) -> (Tables, Vec<Parked>) {
    let mut client = projector.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, municipality).await.unwrap();
    for table in table_names(&transaction).await {
        transaction
            .execute(&format!("DELETE FROM {table}"), &[])
            .await
            .unwrap();
    }
    let mut parked: Vec<Parked> = Vec::new();
    let mut rest = events;
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (batch, later) = rest.split_at((*size).min(rest.len()));
        let waits = |event: &RecordedEvent| parked.iter().any(|one| one.stream == event.stream);
        let batch: Vec<_> = batch
            .iter()
            .filter(|event| !waits(event))
            .cloned()
            .collect();
        parked.extend(
            ReadModel
                .apply(&transaction, municipality, &batch)
                .await
                .unwrap(),
        );
        rest = later;
    }
    let tables = tables_in(&transaction).await;
    transaction.rollback().await.unwrap();
    parked.sort_by_key(|one| one.position);
    (tables, parked)
}

/// Everything in the read tables of a municipality.
pub(crate) async fn tables(projector: &Pool, municipality: &MunicipalityId) -> Tables {
    let mut client = projector.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, municipality).await.unwrap();
    tables_in(&transaction).await
}

async fn tables_in<C: GenericClient>(client: &C) -> Tables {
    let mut tables = Tables::new();
    for table in table_names(client).await {
        let rows = client
            .query(
                &format!(r#"SELECT to_jsonb(t) FROM {table} t ORDER BY t::text COLLATE "C""#),
                &[],
            )
            .await
            .unwrap();
        tables.insert(table, rows.iter().map(|row| row.get(0)).collect());
    }
    tables
}

pub(crate) async fn table_names<C: GenericClient>(client: &C) -> Vec<String> {
    let schema = format!("read_{READ_MODEL}");
    let rows = client
        .query(
            "SELECT oid::regclass::text FROM pg_class WHERE relnamespace::regnamespace::text = $1 AND relkind = 'r' \
             ORDER BY 1",
            &[&schema],
        )
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
