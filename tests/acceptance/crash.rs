//! A power cut under load; read tables against a fresh fold; a flipped byte (G8, G9, G15, G16).

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use acceptance::program::{self, Running};
use acceptance::{Caller, Database, System, TestIssuer, found, new_key, ports, within};
use futures::future::join_all;
use kernel::Role;
use serde_json::{Value, json};

/// Who works at the same time.
const WORKERS: usize = 8;
/// Acknowledged commands after which the power goes.
const ACKNOWLEDGED: usize = 150;
const BOUND: Duration = Duration::from_secs(60);

/// A command as it was sent, to be sent again.
#[derive(Clone, Debug)]
struct Sent {
    command: &'static str,
    key: String,
    body: Value,
    /// Through the gateway, as a mutation that signs.
    by_gateway: bool,
    /// The position that the answer named, where one came.
    acknowledged: Option<i64>,
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_power_cut_every_acknowledged_command_is_there_once_and_reads_are_a_fresh_fold() {
    let mut system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let network = duisburg.ask("{ networks { id } }").await["networks"][0]["id"].clone();
    let sent = Mutex::new(Vec::new());
    let acknowledged = AtomicUsize::new(0);
    let workers = join_all(
        (0..WORKERS).map(|worker| work(worker, &duisburg, &network, &sent, &acknowledged)),
    );
    let power = async {
        within(BOUND, "enough commands are acknowledged", || {
            std::future::ready(acknowledged.load(Ordering::Relaxed) >= ACKNOWLEDGED)
        })
        .await;
        system.kill9();
    };
    tokio::join!(workers, power);
    system.restart().await;

    let sent = sent.into_inner().expect("no worker panicked");
    let unanswered = sent
        .iter()
        .filter(|sent| sent.acknowledged.is_none())
        .count();
    assert!(
        unanswered > 0,
        "the power went while commands were on their way"
    );
    let executions = executions(&system).await;
    for sent in sent.iter().filter(|sent| sent.acknowledged.is_some()) {
        assert_eq!(
            executions.get(&sent.key),
            sent.acknowledged.as_ref(),
            "{sent:?}"
        );
    }
    // Who got no answer sends again, and finds it done or has it done: each once.
    let duisburg = system.coordinator("duisburg");
    for lost in sent.iter().filter(|sent| sent.acknowledged.is_none()) {
        let position = send(&duisburg, lost).await.expect("the system is back");
        let before = executions.get(&lost.key);
        assert!(
            before.is_none_or(|before| *before == position),
            "{lost:?} moved"
        );
    }
    assert_eq!(
        self::executions(&system).await.len(),
        sent.len(),
        "one execution for each key"
    );
    found(
        BOUND,
        "projections and reactions have caught up",
        || async { system.database().is_projected().await.then_some(()) },
    )
    .await;
    each_signature_was_noted_once(&system).await;

    // From here on nobody writes: copy the store and fold it anew.
    system.stop().await;
    verified(&system, system.database());
    let copy = Database::copy_of(system.database()).await;
    fold_anew(&system, &copy).await;
    let (served, fresh) = (
        read_tables(system.database()).await,
        read_tables(&copy).await,
    );
    assert!(
        served.values().map(Vec::len).sum::<usize>() > 100,
        "there is something to compare"
    );
    for (table, rows) in &served {
        assert_eq!(rows, &fresh[table], "{table}");
    }
    assert_eq!(served.len(), fresh.len());
    a_flipped_byte_is_found(&system, &copy).await;
}

/// One after the other: request, draft, parties, offer, signature; until the line is dead.
async fn work(
    worker: usize,
    caller: &Caller,
    network: &Value,
    sent: &Mutex<Vec<Sent>>,
    acknowledged: &AtomicUsize,
) {
    let step = async |command: &'static str, fields: Value, by_gateway: bool| {
        let body = match by_gateway {
            true => fields,
            false => json!({ "command": fields, "occurredOn": "2021-01-04" }),
        };
        let mut step = Sent {
            command,
            key: new_key(),
            body,
            by_gateway,
            acknowledged: None,
        };
        step.acknowledged = send(caller, &step).await;
        if step.acknowledged.is_some() {
            acknowledged.fetch_add(1, Ordering::Relaxed);
        }
        let done = step.acknowledged.map(|_| ());
        sent.lock().expect("no worker panicked").push(step);
        done
    };
    for round in 0.. {
        let (partner, agreement) = (
            kernel::PartnerId::generate(),
            kernel::AgreementId::generate(),
        );
        let request = json!({
            "id": partner, "institution": { "name": format!("Verein {worker}-{round}") },
            "kind": "verein", "networks": [network], "requestedOn": "2021-01-04",
        });
        let draft = json!({ "id": agreement, "network": network, "kind": "cooperation" });
        let public = json!({ "agreement": agreement, "side": "public", "institution": { "name": "Jugendamt" } });
        let party = json!({ "agreement": agreement, "side": "partner", "partner": partner });
        let offer = json!({ "agreement": agreement });
        let signature = json!({
            "agreement": agreement, "party": 2, "signedOn": "2021-02-01", "form": "WRITTEN"
        });
        for (command, fields, by_gateway) in [
            ("request-membership", request, false),
            ("draft-agreement", draft, false),
            ("add-party", public, false),
            ("add-party", party, false),
            ("offer-agreement", offer, false),
            ("sign-agreement", signature, true),
        ] {
            if step(command, fields, by_gateway).await.is_none() {
                return;
            }
        }
    }
}

/// Sends a command; the position of its last event, or nothing where no answer came.
async fn send(caller: &Caller, sent: &Sent) -> Option<i64> {
    if sent.by_gateway {
        let query = "mutation ($input: SignAgreementInput!, $key: ID!) {
            signAgreement(input: $input, idempotencyKey: $key) { receipt { position } error { code } } }";
        let variables = json!({ "input": sent.body, "key": sent.key });
        let answer = caller.try_graphql(query, variables).await.ok()?;
        return answer.body["data"]["signAgreement"]["receipt"]["position"].as_i64();
    }
    let answer = caller
        .try_post(sent.command, &sent.key, &sent.body)
        .await
        .ok()?;
    // 503: the process was ending, and says so.
    assert!(matches!(answer.status, 200 | 503), "{}", answer.text);
    answer.body["position"].as_i64()
}

/// The last position of each command that a worker sent, by its key.
async fn executions(system: &System) -> BTreeMap<String, i64> {
    // What the demo says has a source, what policies and reactions do a key of its own.
    let statement = "
        SELECT key, position + command_size - 1
        FROM es.event
        WHERE municipality = 'duisburg'
            AND key !~ '^(reaction|policy):'
            AND metadata::jsonb ->> 'source' IS NULL";
    let rows = system.database().rows(statement).await;
    let executions: BTreeMap<String, i64> =
        rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(executions.len(), rows.len(), "a key stands on two commands");
    executions
}

async fn each_signature_was_noted_once(system: &System) {
    let statement = "
        SELECT
            (SELECT count(*) FROM es.event
                WHERE type = 'AgreementSigned' AND payload::jsonb ? 'partner'
                AND payload::jsonb ->> 'partner' IS NOT NULL),
            (SELECT count(*) FROM es.event WHERE type = 'SignatureNoted'),
            (SELECT count(*) FROM consumer.refused),
            (SELECT count(*) FROM consumer.parked)";
    let row = &system.database().rows(statement).await[0];
    let counts: [i64; 4] = [0, 1, 2, 3].map(|column| row.get(column));
    let [signed, noted, refused, parked] = counts;
    assert!(signed > 5, "workers signed");
    assert_eq!((noted, refused, parked), (signed, 0, 0));
}

/// Throws a copy's read tables away and lets a projector of its own fold them from the first event.
async fn fold_anew(system: &System, copy: &Database) {
    let client = copy.superuser().await;
    for table in tables(copy).await {
        client
            .batch_execute(&format!("TRUNCATE {table}"))
            .await
            .expect("empty a read table");
    }
    let forget = "DELETE FROM consumer.checkpoint WHERE owner = 'lotse_projector'";
    assert!(
        client
            .execute(forget, &[])
            .await
            .expect("forget the checkpoints")
            >= 3
    );
    let issuer = TestIssuer::start().await;
    let identity = system.folder().join("identity.toml");
    std::fs::write(&identity, issuer.bound_to("duisburg", &[Role::Coordinator]))
        .expect("write an identity file");
    let mut command = system.operator_of(&copy.url());
    command
        .args(["serve", "projector"])
        .env("LOTSE_LISTEN", format!("127.0.0.1:{}", ports::free_row(1)))
        .env("LOTSE_IDENTITY", identity);
    let mut projector = Running::start(command, &system.folder().join("projector.log"));
    within(BOUND, "the copy is folded", || {
        assert!(!projector.has_ended(), "{}", projector.tail());
        copy.is_projected()
    })
    .await;
    projector.stop().await;
}

/// Every read table with its rows, sorted.
async fn read_tables(database: &Database) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in tables(database).await {
        let statement = format!("SELECT t::text FROM {table} t ORDER BY 1");
        let rows = database.rows(&statement).await;
        all.insert(table, rows.iter().map(|row| row.get(0)).collect());
    }
    all
}

async fn tables(database: &Database) -> Vec<String> {
    let statement = "
        SELECT c.oid::regclass::text
        FROM pg_class c
        WHERE c.relnamespace::regnamespace::text LIKE 'read\\_%'
            AND c.relkind = 'r'
        ORDER BY 1";
    let tables: Vec<String> = database
        .rows(statement)
        .await
        .iter()
        .map(|row| row.get(0))
        .collect();
    assert!(tables.len() > 10, "{tables:?}");
    tables
}

fn verified(system: &System, database: &Database) {
    let output = program::run(system.operator_of(&database.url()).arg("verify"));
    let said = program::text(&output);
    assert!(output.status.success(), "{said}");
    for municipality in ["leverkusen", "stormarn", "duisburg"] {
        assert!(
            said.lines()
                .any(|line| line.starts_with(municipality) && line.contains("intact"))
        );
    }
}

/// `lotse verify` names the position of a byte that nobody wrote through the append, whatever column it is in.
async fn a_flipped_byte_is_found(system: &System, copy: &Database) {
    let client = copy.superuser().await;
    // As somebody with the machine would: past privilege and trigger.
    client
        .batch_execute("SET session_replication_role = replica")
        .await
        .expect("be the superuser");
    for (municipality, position, change) in [
        (
            "leverkusen",
            17,
            "payload = overlay(payload PLACING ' ' FROM 1 FOR 1)",
        ),
        ("leverkusen", 23, "metadata = metadata || ' '"),
        ("duisburg", 5, "occurred_on = occurred_on - 1"),
        (
            "duisburg",
            9,
            "recorded_at = recorded_at + interval '1 microsecond'",
        ),
    ] {
        let keep = format!(
            "CREATE TEMPORARY TABLE kept ON COMMIT PRESERVE ROWS AS
             SELECT * FROM es.event WHERE municipality = '{municipality}' AND position = {position}"
        );
        client.batch_execute(&keep).await.expect("keep the event");
        let whom = format!("WHERE municipality = '{municipality}' AND position = {position}");
        let changed = client
            .execute(&format!("UPDATE es.event SET {change} {whom}"), &[])
            .await;
        assert_eq!(changed.expect("flip a byte"), 1);

        let output = program::run(system.operator_of(&copy.url()).arg("verify"));
        let said = program::text(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains(&format!("{municipality}: event {position} ")),
            "{said}"
        );
        let others = ["leverkusen", "stormarn", "duisburg"];
        for other in others.into_iter().filter(|other| *other != municipality) {
            let one = program::run(system.operator_of(&copy.url()).args(["verify", other]));
            assert!(one.status.success(), "{}", program::text(&one));
        }
        let restore = format!(
            "DELETE FROM es.event {whom}; INSERT INTO es.event SELECT * FROM kept; DROP TABLE kept"
        );
        client
            .batch_execute(&restore)
            .await
            .expect("put the event back");
        verified(system, copy);
    }
}
