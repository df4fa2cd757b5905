//! Every list that the gateway pages through has an index that gives its order.

use eventstore::DatabaseRole;
use eventstore::load::set_scope;

use super::database;

const ID: &str = "00000000-0000-0000-0000-000000000001";

/// A list of one municipality: its table, what it is filtered by, its keyset order.
const LISTS: &[(&str, &[&str], &[&str])] = &[
    ("network", &[], &["id"]),
    ("partner", &[], &["id"]),
    ("partner_period", &["partner"], &["since"]),
    ("partner_network", &["partner"], &["network"]),
    ("partner_network", &["network"], &["partner"]),
    ("contact", &[], &["id"]),
    ("contact", &[], &["partner", "id"]),
    ("contact", &["partner"], &["id"]),
    ("body", &[], &["id"]),
    ("region", &[], &["id"]),
    ("site", &[], &["id"]),
    ("agreement", &[], &["id"]),
    ("offer", &[], &["id"]),
    ("offer", &["partner"], &["id"]),
    ("specialist", &[], &["id"]),
    ("framework", &[], &["id"]),
    ("agreement_partner", &["agreement"], &["partner"]),
    ("agreement_partner", &[], &["partner", "agreement"]),
    ("agreement_partner", &["partner"], &["agreement"]),
    ("coverage", &["agreement"], &["partner", "since"]),
    ("coverage", &["partner"], &["since"]),
    ("history", &[], &["position"]),
    ("overview", &[], &["indicator", "from_date"]),
    ("overview_municipality", &[], &["from_date"]),
];

#[tokio::test]
async fn every_list_has_an_index_that_gives_its_order() {
    let database = database().await;
    let pool = database.pool(DatabaseRole::Gateway);
    let mut client = pool.get().await.unwrap();
    for (table, filters, order) in LISTS {
        let filters: String = filters
            .iter()
            .map(|column| format!(" AND {column} = '{ID}'"))
            .collect();
        let last = order.last().unwrap();
        let sql = format!(
            "SELECT {last} FROM read_4.{table} WHERE municipality = 'musterstadt'{filters} ORDER BY {} LIMIT 51",
            order.join(", ")
        );
        check(&mut client, &sql).await;
    }
    let of_stream = format!(
        "SELECT fact FROM read_4.history WHERE municipality = 'musterstadt' AND stream_kind = 'partner' \
         AND stream_id = '{ID}' ORDER BY fact"
    );
    check(&mut client, &of_stream).await;
    let of_all = "SELECT position FROM read_4.history WHERE municipality = 'musterstadt' ORDER BY position DESC LIMIT 51";
    check(&mut client, of_all).await;
    drop((client, pool));
    database.drop().await;
}

#[tokio::test]
async fn the_state_overview_has_an_index_by_state() {
    let database = database().await;
    let pool = database.pool(DatabaseRole::State);
    let mut client = pool.get().await.unwrap();
    for sql in [
        "SELECT municipality FROM read_4.overview_municipality WHERE state = '05' ORDER BY municipality",
        "SELECT value FROM read_4.overview WHERE state = '05' AND indicator = 'partners' ORDER BY from_date",
    ] {
        check(&mut client, sql).await;
    }
    drop((client, pool));
    database.drop().await;
}

/// The plan that PostgreSQL would choose for many rows: a tiny table is read whole whatever its indexes.
async fn check(client: &mut deadpool_postgres::Client, sql: &str) {
    let transaction = client.transaction().await.unwrap();
    let town = kernel::MunicipalityId::try_new("musterstadt").unwrap();
    set_scope(&transaction, &town).await.unwrap();
    transaction
        .batch_execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off",
        )
        .await
        .unwrap();
    let rows = transaction
        .query(&format!("EXPLAIN (COSTS OFF) {sql}"), &[])
        .await
        .unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    let by_index = plan.contains("Index") && !plan.contains("Seq Scan") && !plan.contains("Sort");
    assert!(by_index, "{sql}\n{plan}");
}
