//! G6: what is applied for one municipality leaves every other byte-identical, and a state sees its own alone.

use deadpool_postgres::Pool;
use eventstore::DatabaseRole;
use eventstore::load::set_scope;
use gateway::projections::ReadModel;
use kernel::{MunicipalityId, NewText, VaultEntry};
use municipality::MunicipalityEvent;
use municipality::municipality::{MunicipalityOnboarded, RegionalKeyAssigned};
use projection::{Consumer as _, Runner};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::TestRunner;

use super::database;
use super::folding::table_names;
use super::history::{Scribe, Told, day, entry, recorded};
use super::random::any_history;

/// Every row of a municipality with the transaction that wrote it and its place on the page.
async fn bytes(projector: &Pool, municipality: &MunicipalityId) -> Vec<String> {
    let mut client = projector.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, municipality).await.unwrap();
    let mut bytes = Vec::new();
    for table in table_names(&transaction).await {
        let sql =
            format!("SELECT concat_ws(' ', '{table}', xmin, ctid, t) FROM {table} t ORDER BY 1");
        let rows = transaction.query(&sql, &[]).await.unwrap();
        bytes.extend(rows.iter().map(|row| row.get::<_, String>(0)));
    }
    bytes
}

#[tokio::test]
async fn g6_applying_for_one_municipality_leaves_another_byte_identical() {
    let database = database().await;
    let projector = database.pool(DatabaseRole::Projector);
    let towns = ["musterstadt", "nachbarstadt"].map(|id| MunicipalityId::try_new(id).unwrap());
    let mut runner = TestRunner::deterministic();
    // The same ids in both: only the municipality tells their rows apart.
    let history = any_history(&towns[0])
        .new_tree(&mut runner)
        .unwrap()
        .current();
    let mut bystander = Vec::new();
    for town in &towns {
        let told: Vec<Told> = history
            .iter()
            .cloned()
            .map(|told| match told.stream.kind() {
                "municipality" => Told {
                    stream: municipality::stream(town),
                    ..told
                },
                _ => told,
            })
            .collect();
        bystander = bytes(&projector, &towns[0]).await;
        let mut client = projector.get().await.unwrap();
        let transaction = client.transaction().await.unwrap();
        set_scope(&transaction, town).await.unwrap();
        ReadModel
            .apply(&transaction, town, &recorded(town, &told))
            .await
            .unwrap();
        transaction.commit().await.unwrap();
    }
    assert!(!bystander.is_empty());
    assert_eq!(bytes(&projector, &towns[0]).await, bystander);
    assert_eq!(bytes(&projector, &towns[1]).await.len(), bystander.len());
    drop(projector);
    database.drop().await;
}

#[tokio::test]
async fn without_the_scope_of_its_municipality_a_row_can_neither_be_read_nor_written() {
    let database = database().await;
    let projector = database.pool(DatabaseRole::Projector);
    let town = MunicipalityId::try_new("musterstadt").unwrap();
    let other = MunicipalityId::try_new("nachbarstadt").unwrap();
    let onboarded = Told::new::<MunicipalityEvent>(
        municipality::stream(&town),
        MunicipalityOnboarded { name: entry(1) },
    );
    let mut client = projector.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, &other).await.unwrap();
    let refused = ReadModel
        .apply(&transaction, &town, &recorded(&town, &[onboarded]))
        .await;
    assert!(refused.is_err());
    drop(transaction);
    for role in [
        DatabaseRole::Projector,
        DatabaseRole::Gateway,
        DatabaseRole::State,
    ] {
        let client = database.pool(role).get().await.unwrap();
        for table in table_names(&client).await {
            let seen = client.query(&format!("SELECT FROM {table}"), &[]).await;
            assert!(
                seen.map_or(true, |rows| rows.is_empty()),
                "{role:?} {table}"
            );
        }
    }
    drop((client, projector));
    database.drop().await;
}

#[tokio::test]
async fn a_state_sees_the_numbers_and_names_of_its_own_municipalities_and_nothing_else() {
    let database = database().await;
    let runner = Runner::new(database.pool(DatabaseRole::Projector), ReadModel);
    for (id, ags, name) in [
        ("leverkusen", "05316000", "Leverkusen"),
        ("duisburg", "05112000", "Duisburg"),
        ("stormarn", "01062", "Kreis Stormarn"),
    ] {
        let mut scribe = Scribe::open(&database, id).await;
        let town = scribe.municipality().clone();
        let stream = municipality::stream(&town);
        let name = NewText::text(kernel::EntryId::generate(), name);
        let onboarded =
            Told::new::<MunicipalityEvent>(stream, MunicipalityOnboarded { name: name.id });
        scribe
            .tell_with(&onboarded, vec![VaultEntry::from(&name)])
            .await;
        let ags = kernel::RegionalKey::try_new(ags).unwrap();
        let state = ags.state().code().to_owned();
        let key = RegionalKeyAssigned {
            ags,
            state,
            valid_from: day("2010-01-01"),
        };
        scribe
            .tell(&[Told::new::<MunicipalityEvent>(stream, key)])
            .await;
        runner.step(&town).await.unwrap();
    }
    let pool = database.pool(DatabaseRole::State);
    let mut client = pool.get().await.unwrap();
    let mut seen = Vec::new();
    for state in ["05", "01", "09", ""] {
        let transaction = client.transaction().await.unwrap();
        transaction
            .execute("SELECT set_config('lotse.state', $1, true)", &[&state])
            .await
            .unwrap();
        let rows = transaction
            .query(
                "SELECT m.municipality, v.content
                FROM read_4.overview_municipality m
                JOIN vault.entry v ON v.municipality = m.municipality AND v.id = m.name
                ORDER BY 1",
                &[],
            )
            .await
            .unwrap();
        seen.push(
            rows.iter()
                .map(|row| row.get::<_, String>(0))
                .collect::<Vec<_>>(),
        );
        let names = transaction
            .query("SELECT FROM vault.entry", &[])
            .await
            .unwrap();
        assert_eq!(names.len(), rows.len());
    }
    assert_eq!(
        seen,
        [&["duisburg", "leverkusen"][..], &["stormarn"], &[], &[]]
    );
    for table in [
        "network",
        "partner",
        "agreement",
        "contact",
        "municipality",
        "source",
    ] {
        let refused = client
            .query(&format!("SELECT FROM read_4.{table}"), &[])
            .await;
        assert!(refused.is_err(), "{table}");
    }
    drop((client, pool, runner));
    database.drop().await;
}
