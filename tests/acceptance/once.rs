//! The same command twice, at the same moment, over a broken line: once, and every answer alike (G4, G5, G7).

use std::collections::BTreeSet;
use std::time::Duration;

use acceptance::program::Running;
use acceptance::proxy::Way;
use acceptance::{Answer, Caller, Proxy, System, TestIssuer, new_key, ports, within};
use futures::future::join_all;
use kernel::Role;
use serde_json::{Value, json};

/// Rounds with a cut.
const ROUNDS: u64 = 60;

#[tokio::test(flavor = "multi_thread")]
async fn a_command_sent_twice_or_sixteen_times_at_once_happens_once() {
    let system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let network = network(&duisburg).await;
    let body = request(&network, "Verein Früh dabei");

    let key = new_key();
    let first = duisburg.post("request-membership", &key, &body).await;
    assert_eq!(
        (first.status, first.replayed, &first.body["replayed"]),
        (200, false, &json!(false))
    );
    let second = duisburg.post("request-membership", &key, &body).await;
    assert!(
        second.replayed && second.body["replayed"] == true,
        "a replay says that it is one"
    );
    assert_eq!(told(&second), told(&first));

    // At the same moment: one execution, fifteen replays, sixteen answers alike.
    let (key, body) = (new_key(), request(&network, "Verein Zugleich"));
    let answers = join_all((0..16).map(|_| duisburg.post("request-membership", &key, &body))).await;
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| answer.status == 200 && told(answer) == told(&answers[0]))
    );
    happened_once(&system, &key, &answers[0]).await;

    // The same key for anything else is refused, whoever asks (G5).
    let other = duisburg
        .post(
            "request-membership",
            &key,
            &request(&network, "Ein anderer"),
        )
        .await;
    assert_eq!((other.status, other.code()), (409, "KEY_REUSED"));
    let named = json!({ "command": { "network": network, "name": "Anders" } });
    let other = duisburg.post("rename-network", &key, &named).await;
    assert_eq!((other.status, other.code()), (409, "KEY_REUSED"));
    let deputy = system.caller("deputy", "duisburg");
    let other = deputy.post("request-membership", &key, &body).await;
    assert_eq!((other.status, other.code()), (409, "KEY_REUSED"));
    // In another municipality the same key is another key.
    let stormarn = system.coordinator("stormarn");
    let theirs = self::network(&stormarn).await;
    let same = stormarn
        .post(
            "request-membership",
            &key,
            &request(&theirs, "Verein Zugleich"),
        )
        .await;
    assert!(same.status == 200 && !same.replayed, "{}", same.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mutation_sent_twice_happens_once_and_shows_the_same() {
    let system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let query =
        "mutation ($key: ID!) { establishRegion(input: { name: \"Nord\" }, idempotencyKey: $key) {
        receipt { id stream position replayed } visible error { code } region { name } } }";
    let variables = json!({ "key": new_key() });
    let first = duisburg.ask_with(query, variables.clone()).await["establishRegion"].clone();
    let second = duisburg.ask_with(query, variables).await["establishRegion"].clone();
    assert_eq!(
        (&first["visible"], &first["region"]["name"]),
        (&json!(true), &json!("Nord"))
    );
    assert_eq!(first["receipt"]["replayed"], false);
    assert_eq!(second["receipt"]["replayed"], true);
    for field in ["id", "stream", "position"] {
        assert_eq!(first["receipt"][field], second["receipt"][field]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_commands_that_rest_on_another_stream_race_and_one_succeeds() {
    let system = System::start().await;
    let duisburg = system.coordinator("duisburg");
    let network = network(&duisburg).await;
    // A seat is filled by a contact: the body decides, and reads the contact's stream.
    let partner = duisburg
        .post(
            "request-membership",
            &new_key(),
            &request(&network, "Träger"),
        )
        .await
        .id();
    let contacts = join_all((0..8).map(|number| {
        duisburg.give(
            "designate-contact",
            json!({
                "partner": partner, "person": { "name": format!("Leitung {number} (Beispiel)") },
                "function": "Leitung", "binding": true, "designatedOn": "2021-01-04",
            }),
        )
    }))
    .await;
    let contacts: Vec<String> = contacts.iter().map(Answer::id).collect();
    let body =
        json!({ "kind": "quality-circle", "name": "Qualitätszirkel Probe", "network": network });
    let body = duisburg.give("establish-body", body).await.id();
    let seat = kernel::SeatId::generate();
    let defined = json!({ "body": body, "seat": seat, "function": "Vorsitz" });
    duisburg
        .give_on("2021-01-04", "define-seat", defined)
        .await
        .done();

    let before = system.database().heads().await["duisburg"];
    let racers = join_all((0..64).map(|racer| {
        let filled = json!({
            "body": body, "seat": seat, "contact": contacts[racer % 8], "filledOn": "2021-02-01"
        });
        duisburg.give("fill-seat", filled)
    }))
    .await;
    let wrote: Vec<&Answer> = racers
        .iter()
        .filter(|answer| answer.body["position"].is_i64())
        .collect();
    assert_eq!(wrote.len(), 1, "one of 64 took the seat");
    let mut others = BTreeSet::new();
    for answer in &racers {
        // Who asked for what had happened meanwhile is told so, with nothing written.
        others.insert((answer.status, answer.code().to_owned()));
    }
    let expected = [(200, String::new()), (422, "SEAT_OCCUPIED".to_owned())];
    assert_eq!(others, BTreeSet::from(expected));
    assert_eq!(
        system.database().heads().await["duisburg"],
        before + 1,
        "one event"
    );

    // The same for a name, which is a claim: 64 networks, one name.
    let named = json!({ "name": "Netzwerk Rheinufer", "kind": "regional" });
    let racers = join_all((0..64).map(|_| duisburg.give("establish-network", named.clone()))).await;
    assert_eq!(
        racers.iter().filter(|answer| answer.status == 200).count(),
        1
    );
    let refused = racers
        .iter()
        .filter(|answer| answer.code() == "NAME_TAKEN")
        .count();
    assert_eq!(
        refused,
        63,
        "{:?}",
        racers.iter().map(Answer::code).collect::<BTreeSet<_>>()
    );
    assert_eq!(system.database().heads().await["duisburg"], before + 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_a_line_cut_between_client_and_service_loses_and_doubles_nothing() {
    let system = System::start().await;
    let direct = system.coordinator("duisburg");
    let network = network(&direct).await;
    let target = direct.membership.trim_start_matches("http://").to_owned();
    let proxy = Proxy::start(target).await;
    let mut caller = direct.clone();
    caller.membership = format!("http://{}", proxy.address());
    let mut random = Random(0x6c6f_7473_6501);
    for round in 0..ROUNDS {
        let way = if round % 2 == 0 { Way::Up } else { Way::Down };
        // A request has about 900 bytes, an answer about 500.
        let after = random.below(if way == Way::Up { 900 } else { 500 });
        proxy.cut(way, after, false);
        let (key, body) = (new_key(), request(&network, &format!("Verein {round}")));
        let answer = until_answered(&caller, &key, &body).await;
        proxy.mend();
        settled(&system, &direct, &key, &body, &answer).await;
    }
    assert!(
        proxy.cuts() > ROUNDS / 3,
        "only {} lines were cut",
        proxy.cuts()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn g4_a_line_cut_between_service_and_store_loses_and_doubles_nothing() {
    let system = System::start().await;
    let network = network(&system.coordinator("duisburg")).await;
    let database = system.database();
    let proxy = Proxy::start(format!("{}:{}", database.host(), database.port())).await;
    let issuer = TestIssuer::start().await;
    let (mut service, at) = serve(&system, &issuer, &proxy).await;
    let token = issuer.token(Role::Coordinator, "duisburg");
    let caller = Caller::new("", &at[0], &at[1], token);
    let mut random = Random(0x6c6f_7473_6502);
    for round in 0..ROUNDS {
        let way = if round % 2 == 0 { Way::Up } else { Way::Down };
        let after = random.below(if way == Way::Up { 6_000 } else { 2_500 });
        // Every third time the store stays away until the caller has been told so.
        proxy.cut(way, after, round % 3 == 0);
        let (key, body) = (new_key(), request(&network, &format!("Verein {round}")));
        let first = caller.post("request-membership", &key, &body).await;
        assert!(
            first.status == 200 || (first.status, first.code()) == (503, "STORE_UNREACHABLE"),
            "round {round}: {}",
            first.text
        );
        proxy.mend();
        let answer = until_answered(&caller, &key, &body).await;
        settled(&system, &caller, &key, &body, &answer).await;
    }
    assert!(
        proxy.cuts() > ROUNDS / 3,
        "only {} lines were cut",
        proxy.cuts()
    );
    assert!(!service.has_ended(), "{}", service.tail());
    service.stop().await;
}

/// `lotse serve agreements membership` whose database is behind the proxy; both addresses.
async fn serve(system: &System, issuer: &TestIssuer, proxy: &Proxy) -> (Running, [String; 2]) {
    let identity = issuer.bound_to("duisburg", &[Role::Coordinator]);
    let file = system.folder().join("identity.toml");
    std::fs::write(&file, identity).expect("write an identity file");
    let (host, port) = (proxy.address().ip().to_string(), proxy.address().port());
    let listen = ports::free_row(2);
    let mut command = system.operator_of(&system.database().url_at(&host, port));
    command
        .args(["serve", "agreements", "membership"])
        .env("LOTSE_LISTEN", format!("127.0.0.1:{listen}"))
        .env("LOTSE_IDENTITY", file);
    let mut service = Running::start(command, &system.folder().join("serve.log"));
    let at = [0, 1].map(|offset| format!("http://127.0.0.1:{}", listen + offset));
    let client = reqwest::Client::new();
    within(Duration::from_secs(30), "the services are ready", || {
        assert!(!service.has_ended(), "{}", service.tail());
        let asked = client.get(format!("{}/readyz", at[1])).send();
        async move { asked.await.is_ok_and(|answer| answer.status() == 200) }
    })
    .await;
    (service, at)
}

/// Sends the same command with the same key until an answer comes that is none of an outage.
async fn until_answered(caller: &Caller, key: &str, body: &Value) -> Answer {
    for _ in 0..20 {
        match caller.try_post("request-membership", key, body).await {
            Ok(answer) if answer.status < 500 => return answer,
            // Whether it happened is what nobody knows: send it again.
            Ok(_) | Err(_) => {}
        }
    }
    panic!("no answer in 20 tries");
}

/// The command happened once, and whoever asks again hears the same.
async fn settled(system: &System, caller: &Caller, key: &str, body: &Value, answer: &Answer) {
    answer.done();
    let again = caller.post("request-membership", key, body).await;
    assert!(again.replayed, "{}", again.text);
    assert_eq!(told(&again), told(answer));
    happened_once(system, key, answer).await;
}

/// One event has the key, and it is the one that the answer names.
async fn happened_once(system: &System, key: &str, answer: &Answer) {
    let statement = format!("SELECT stream, version, position FROM es.event WHERE key = '{key}'");
    let rows = system.database().rows(&statement).await;
    assert_eq!(rows.len(), 1, "executions of {key}");
    let (stream, version, position): (String, i64, i64) =
        (rows[0].get(0), rows[0].get(1), rows[0].get(2));
    let said = &answer.body;
    assert_eq!(
        (
            said["stream"].as_str(),
            said["version"].as_i64(),
            said["position"].as_i64()
        ),
        (Some(stream.as_str()), Some(version), Some(position))
    );
    let statement = format!(
        "SELECT count(*) FROM es.event WHERE municipality = 'duisburg' AND stream = '{stream}'"
    );
    assert_eq!(
        system.database().rows(&statement).await[0].get::<_, i64>(0),
        1
    );
}

/// What an answer says, but for whether it is a replay.
fn told(answer: &Answer) -> Value {
    let mut said = answer.done().clone();
    said["replayed"] = Value::Null;
    said
}

fn request(network: &str, name: &str) -> Value {
    json!({
        "occurredOn": "2021-01-04",
        "command": {
            "institution": { "name": name }, "kind": "verein", "networks": [network],
            "requestedOn": "2021-01-04",
        },
    })
}

async fn network(coordinator: &Caller) -> String {
    let shown = coordinator.ask("{ networks { id } }").await;
    shown["networks"][0]["id"]
        .as_str()
        .expect("the demo has a network")
        .to_owned()
}

/// The same numbers in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap_or(1)).unwrap_or(0)
    }
}
