//! What the courier may not, who sees what, and what stands in no table and no log.

use std::io;
use std::sync::{Arc, Mutex};

use eventstore::DatabaseRole;
use eventstore::load::set_scope;
use outbox::deliveries_of;
use tokio_postgres::error::SqlState;
use tracing_subscriber::fmt::MakeWriter;

use crate::server::{At, Fault};
use crate::{Case, MARKER, meeting};

#[tokio::test]
async fn the_courier_writes_only_where_it_named_the_municipality_and_never_an_event() {
    let case = Case::new().await;
    let duisburg = case.test.open("duisburg").await;
    case.queue_up_to(1).await;
    case.queue_in(&duisburg, &[case.letter(1)]).await;

    let mut client = case.pool.get().await.unwrap();
    let transaction = client.transaction().await.unwrap();
    set_scope(&transaction, &duisburg).await.unwrap();
    let foreign = "UPDATE outbox.letter SET attempts = 7 WHERE municipality = 'leverkusen'";
    assert_eq!(transaction.execute(foreign, &[]).await.unwrap(), 0);
    let error = outbox::enqueue(&transaction, &case.municipality, &[case.letter(2)])
        .await
        .unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("db error"), "{source}");
    transaction.rollback().await.unwrap();

    for statement in [
        "SELECT es.append('leverkusen', '[]')",
        "INSERT INTO es.municipality_head VALUES ('x', 0, '', now())",
        "DELETE FROM outbox.letter",
        "SELECT vault.erase('leverkusen', gen_random_uuid())",
        "UPDATE vault.entry SET content = NULL",
    ] {
        let error = client.execute(statement, &[]).await.unwrap_err();
        let code = error.code().cloned();
        assert_eq!(code, Some(SqlState::INSUFFICIENT_PRIVILEGE), "{statement}");
    }
    let seen: i64 = client
        .query_one("SELECT count(*) FROM es.event", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(seen, 0, "without a scope");
    drop(client);
    case.end().await;
}

#[tokio::test]
async fn sending_one_municipalitys_letters_leaves_the_others_rows_as_they_are() {
    let case = Case::new().await;
    let duisburg = case.test.open("duisburg").await;
    let mut later = case.letter(1);
    later.not_before = case.clock.now() + jiff::SignedDuration::from_hours(1);
    case.queue_in(&duisburg, &[later]).await;
    let superuser = case.test.superuser().await;
    let rows = || async {
        let all =
            "SELECT string_agg(l::text, '') FROM outbox.letter l WHERE municipality = 'duisburg'";
        let row = superuser.query_one(all, &[]).await.unwrap();
        row.get::<_, String>(0)
    };
    let before = rows().await;
    case.queue_up_to(3).await;
    case.server
        .plan([Fault::Says(At::Rcpt, 550), Fault::CutAfterStoring]);
    case.sender().sweep().await.unwrap();
    assert_eq!(rows().await, before);
    drop(superuser);
    case.end().await;
}

#[tokio::test]
async fn the_gateway_sees_its_municipalitys_letters_and_other_roles_none() {
    let case = Case::new().await;
    let duisburg = case.test.open("duisburg").await;
    case.queue_up_to(2).await;
    let gateway = case.test.pool(DatabaseRole::Gateway);
    let mut client = gateway.get().await.unwrap();
    for (municipality, expected) in [(&case.municipality, 1), (&duisburg, 0)] {
        let transaction = client.transaction().await.unwrap();
        set_scope(&transaction, municipality).await.unwrap();
        let seen = deliveries_of(&transaction, &case.municipality, meeting(1)).await;
        assert_eq!(seen.unwrap().len(), expected, "{municipality}");
    }
    let change = "UPDATE outbox.letter SET attempts = 7";
    client.execute(change, &[]).await.unwrap_err();
    for role in DatabaseRole::ALL {
        let client = case.test.pool(*role).get().await.unwrap();
        let seen = client
            .query_one("SELECT count(*) FROM outbox.letter", &[])
            .await
            .map_or(0, |row| row.get::<_, i64>(0));
        let expected = if *role == DatabaseRole::Courier { 2 } else { 0 };
        assert_eq!(seen, expected, "{}", role.name());
    }
    drop((client, gateway));
    case.end().await;
}

/// Every log line of the thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_address_and_no_name_stands_in_a_table_or_a_log() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(log.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let case = Case::new().await;
    case.queue_up_to(8).await;
    case.server.plan([
        Fault::Says(At::Rcpt, 550),
        Fault::Says(At::Rcpt, 450),
        Fault::Says(At::End, 554),
        Fault::Says(At::Mail, 451),
        Fault::CutAfterStoring,
        Fault::Fine,
        Fault::Says(At::Mail, 550),
    ]);
    case.sender().sweep().await.unwrap();
    case.pass(jiff::SignedDuration::from_hours(1));
    case.words.add(", anders");
    case.sender().sweep().await.unwrap();
    assert!(case.server.stored()[0].text().contains(MARKER));

    let client = case.test.superuser().await;
    let tables = "
        SELECT format('SELECT coalesce(string_agg(t::text, E''\\n''), '''') FROM %I.%I t', table_schema, table_name)
        FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')";
    let mut letters = 0;
    for row in client.query(tables, &[]).await.unwrap() {
        let select: &str = row.get(0);
        let dump: String = client.query_one(select, &[]).await.unwrap().get(0);
        letters += dump.matches("meeting-invitation").count();
        assert!(
            !dump.contains(MARKER) && !dump.contains('@'),
            "{select}:\n{dump}"
        );
    }
    assert_eq!(letters, 8);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.contains("a letter was refused") && log.contains("is held"),
        "{log}"
    );
    assert!(
        !log.contains(MARKER) && !log.contains("lotse.example"),
        "{log}"
    );
    drop(client);
    case.end().await;
}

#[tokio::test]
async fn a_row_cannot_hold_an_address_whoever_writes_it() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let client = case.test.superuser().await;
    for set in [
        "rule = 'netzwerk@stadt.example'",
        "subject = 'netzwerk@stadt.example'",
        "reason = 'netzwerk@stadt.example'",
        "status = 'netzwerk@stadt.example'",
        "state = 'netzwerk@stadt.example'",
    ] {
        let error = client
            .execute(&format!("UPDATE outbox.letter SET {set}"), &[])
            .await
            .unwrap_err();
        assert_eq!(error.code(), Some(&SqlState::CHECK_VIOLATION), "{set}");
    }
    drop(client);
    case.end().await;
}

#[tokio::test]
async fn what_is_due_and_what_was_reported_is_found_by_an_index() {
    let case = Case::new().await;
    let mut client = case.pool.get().await.unwrap();
    for sql in [
        "SELECT id FROM outbox.letter WHERE municipality = 'leverkusen' AND settled_at IS NULL \
         AND next_attempt_at <= now() ORDER BY next_attempt_at, id LIMIT 1",
        "SELECT id FROM outbox.letter WHERE municipality = 'leverkusen' AND subject = 'meeting-1'",
        "SELECT municipality FROM outbox.letter WHERE id = '00000000-0000-0000-0000-000000000001'",
    ] {
        let transaction = client.transaction().await.unwrap();
        let only = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off";
        transaction.batch_execute(only).await.unwrap();
        let rows = transaction
            .query(&format!("EXPLAIN (COSTS OFF) {sql}"), &[])
            .await
            .unwrap();
        let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let plan = plan.join("\n");
        let by_index =
            plan.contains("Index") && !plan.contains("Seq Scan") && !plan.contains("Sort");
        assert!(by_index, "{sql}\n{plan}");
    }
    drop(client);
    case.end().await;
}
