//! Minutes: what they say on a day, who got them, who passed the results on, the hint before a text is saved (MTG-10,
//! MTG-23, MTG-24).

use std::sync::Arc;

use gateway::projections::ReadModel;
use kernel::Role;
use meetings::Minutes;
use meetings::minutes::{AmendMinutes, ReturnMinutes, SubmitMinutes};
use projection::Runner;
use serde_json::{Value, json};

use super::after_meeting::{BY_OFFICE, Met, leave_behind, long_text};
use super::office::{Office, day, text};
use super::service::Service;
use super::{answer_with, codes, coordinator, data, database, fixture, graph, graph_with, of};

#[tokio::test]
async fn mtg_10_minutes_are_as_far_as_they_were_on_the_day() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let amend = AmendMinutes {
        minutes: left.minutes.into(),
        meeting: town.meeting.into(),
        body: town.body.into(),
        reason: text("Ein Name war falsch geschrieben."),
        text: long_text("Das Elterncafé stellte sich vor."),
        author: BY_OFFICE,
        attachments: Vec::new(),
        mentions: Vec::new(),
        amended_on: day("2016-05-10"),
    };
    office.execute::<Minutes>(amend, "2016-05-10").await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ minutes(asOf: \"{day}\") {{ nodes {{ state version approvedVersion text submittedOn approvedOn
                dispatchedOn attachments {{ mediaType }} }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["minutes"]["nodes"].get(0).cloned()
    };
    let first = "Das Elterncafé stellt sich vor.";
    let (submitted, approved, sent) = ("2016-03-07", "2016-04-05", "2016-04-06");
    for (day, state, held, dates) in [
        ("2016-03-04", "DRAFT", None, [None, None, None]),
        (submitted, "SUBMITTED", None, [Some(submitted), None, None]),
        (
            approved,
            "APPROVED",
            Some(1),
            [Some(submitted), Some(approved), None],
        ),
        (
            sent,
            "DISPATCHED",
            Some(1),
            [Some(submitted), Some(approved), Some(sent)],
        ),
    ] {
        let [submitted, approved, dispatched] = dates;
        let expected = json!({
            "state": state, "version": 1, "approvedVersion": held, "text": first,
            "submittedOn": submitted, "approvedOn": approved, "dispatchedOn": dispatched,
            "attachments": [{ "mediaType": "PDF" }],
        });
        assert_eq!(on(day).await, Some(expected), "{day}");
    }
    assert_eq!(on("2016-03-03").await, None);
    let amended = json!({
        "state": "DRAFT", "version": 2, "approvedVersion": 1, "text": "Das Elterncafé stellte sich vor.",
        "submittedOn": null, "approvedOn": null, "dispatchedOn": null, "attachments": [],
    });
    assert_eq!(on("2016-05-10").await, Some(amended));

    let query = "{ minutes { nodes { draftedOn author { by label partner { name } } meeting { on body { name } }
        body { name } dispatches { version on label recipientCount } approvedIn { id }
        versions { number since reason state text submittedOn approvedOn approvedIn { id } dispatchedOn } } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let expected = json!({
        "draftedOn": "2016-03-04",
        "author": { "by": "OFFICE", "label": "Geschäftsstelle", "partner": null },
        "meeting": { "on": "2016-03-01", "body": { "name": "Qualitätszirkel" } },
        "body": { "name": "Qualitätszirkel" },
        "dispatches": [{ "version": 1, "on": sent, "label": "E-Mail", "recipientCount": 2 }],
        "approvedIn": null,
        "versions": [
            { "number": 1, "since": "2016-03-04", "reason": null, "state": "DISPATCHED", "text": first,
              "submittedOn": submitted, "approvedOn": approved, "approvedIn": null, "dispatchedOn": sent },
            { "number": 2, "since": "2016-05-10", "reason": "Ein Name war falsch geschrieben.", "state": "DRAFT",
              "text": "Das Elterncafé stellte sich vor.", "submittedOn": null, "approvedOn": null,
              "approvedIn": null, "dispatchedOn": null },
        ],
    });
    assert_eq!(answer["minutes"]["nodes"][0], expected);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn what_was_returned_says_why_until_it_is_submitted_again() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let met = Met {
        body: town.body,
        meeting: town.meeting,
    };
    let words = "Das Familienzentrum öffnet im Mai.";
    let minutes = office.draft_minutes(met, words, &[], "2016-03-04").await;
    let submit = |on: &str| SubmitMinutes {
        minutes: minutes.into(),
        meeting: met.meeting.into(),
        body: met.body.into(),
        submitted_on: day(on),
    };
    let give_back = ReturnMinutes {
        minutes: minutes.into(),
        reason: text("Die Anwesenheit fehlt."),
        returned_on: day("2016-03-09"),
    };
    office
        .execute::<Minutes>(submit("2016-03-07"), "2016-03-07")
        .await;
    office.execute::<Minutes>(give_back, "2016-03-09").await;
    office
        .execute::<Minutes>(submit("2016-03-11"), "2016-03-11")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ minutes(asOf: \"{day}\") {{ nodes {{ state submittedOn returned {{ on reason }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["minutes"]["nodes"][0].take()
    };
    let returned = json!({ "on": "2016-03-09", "reason": "Die Anwesenheit fehlt." });
    assert_eq!(
        on("2016-03-09").await,
        json!({ "state": "DRAFT", "submittedOn": null, "returned": returned })
    );
    assert_eq!(
        on("2016-03-11").await,
        json!({ "state": "SUBMITTED", "submittedOn": "2016-03-11", "returned": null })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_23_it_is_known_of_how_many_partners_that_they_passed_the_results_on() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    leave_behind(&database, &town).await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ minutes(asOf: \"{day}\") {{ nodes {{ recipients {{ partner {{ name }} since acknowledgedOn waitingDays }}
                passingOn {{ asked acknowledged open permille waiting {{ partner {{ name }} waitingDays }} }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["minutes"]["nodes"][0].take()
    };
    assert_eq!(
        on("2016-04-05").await["passingOn"],
        json!({ "asked": 0, "acknowledged": 0, "open": 0, "permille": null, "waiting": [] })
    );
    let waiting =
        |name: &str, days: i32| json!({ "partner": { "name": name }, "waitingDays": days });
    let both = [waiting("Ärztehaus Nord", 10), waiting("Beratung Süd", 10)];
    assert_eq!(
        on("2016-04-16").await["passingOn"],
        json!({ "asked": 2, "acknowledged": 0, "open": 2, "permille": 0, "waiting": both })
    );
    let answer = on("2016-05-06").await;
    assert_eq!(
        answer,
        json!({
            "recipients": [
                { "partner": { "name": "Ärztehaus Nord" }, "since": "2016-04-06", "acknowledgedOn": "2016-05-02",
                  "waitingDays": null },
                { "partner": { "name": "Beratung Süd" }, "since": "2016-04-06", "acknowledgedOn": null,
                  "waitingDays": 30 },
            ],
            "passingOn": { "asked": 2, "acknowledged": 1, "open": 1, "permille": 500,
                           "waiting": [waiting("Beratung Süd", 30)] },
        })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_meeting_shows_its_minutes_from_the_day_of_their_draft() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let graph = graph(&database);
    let query = |arguments: &str| {
        format!("{{ meetings({arguments}) {{ nodes {{ on minutes {{ id state text }} }} }} }}")
    };
    let on = async |arguments: &str| {
        let caller = coordinator("leverkusen");
        let mut answer = data(&graph, &caller, &query(arguments)).await;
        answer["meetings"]["nodes"].take()
    };
    let drafted = json!({
        "id": left.minutes.to_string(), "state": "DRAFT", "text": "Das Elterncafé stellt sich vor.",
    });
    assert_eq!(
        on("asOf: \"2016-03-04\"").await,
        json!([{ "on": "2016-03-01", "minutes": drafted }])
    );
    assert_eq!(
        on("asOf: \"2016-03-03\"").await,
        json!([{ "on": "2016-03-01", "minutes": null }])
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn minutes_are_found_by_body_meeting_state_day_and_open_confirmation() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let later = Met {
        body: town.body,
        meeting: office.met(town.body, "2017-03-01", &[]).await,
    };
    let words = "Das Familienzentrum öffnet im Mai.";
    let later_minutes = office.draft_minutes(later, words, &[], "2017-03-02").await;
    office
        .approve_minutes(later, later_minutes, "2017-03-03", "2017-03-03")
        .await;
    let one = [town.with_contact];
    office
        .dispatch_minutes(later, later_minutes, 1, &one, "2017-03-04")
        .await;
    office
        .acknowledge(later_minutes, town.with_contact, "2017-03-20")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let found = async |arguments: &str| {
        let query = format!("{{ minutes({arguments}) {{ totalCount nodes {{ id }} }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["minutes"]["nodes"].as_array().cloned();
        let nodes: Vec<Value> = nodes.unwrap_or_default();
        assert_eq!(answer["minutes"]["totalCount"], nodes.len());
        let id = |node: &Value| node["id"].as_str().unwrap_or_default().to_owned();
        nodes.iter().map(id).collect::<Vec<String>>()
    };
    let (first, second) = (left.minutes.to_string(), later_minutes.to_string());
    let of_meeting = format!("filter: {{ meeting: \"{}\" }}", later.meeting);
    let of_body = format!("filter: {{ body: \"{}\" }}", town.body);
    for (arguments, expected) in [
        ("first: 9", vec![&second, &first]),
        ("orderBy: OLDEST_FIRST", vec![&first, &second]),
        (&of_body, vec![&second, &first]),
        (&of_meeting, vec![&second]),
        ("filter: { states: [DISPATCHED] }", vec![&second, &first]),
        ("filter: { states: [DRAFT, SUBMITTED] }", vec![]),
        (
            "asOf: \"2017-03-03\" filter: { states: [APPROVED] }",
            vec![&second],
        ),
        ("filter: { from: \"2016-03-02\" }", vec![&second]),
        ("filter: { until: \"2016-03-01\" }", vec![&first]),
        (
            "filter: { from: \"2016-03-01\", until: \"2017-03-01\" }",
            vec![&second, &first],
        ),
        ("filter: { passingOnOpen: true }", vec![&first]),
        ("filter: { passingOnOpen: false }", vec![&second]),
        (
            "asOf: \"2017-03-19\" filter: { passingOnOpen: true }",
            vec![&second, &first],
        ),
        (
            "asOf: \"2016-03-10\" filter: { passingOnOpen: false }",
            vec![],
        ),
        ("asOf: \"2016-03-03\"", vec![]),
        ("asOf: \"2017-03-01\"", vec![&first]),
        (
            "filter: { body: \"00000000-0000-7000-8000-000000000000\" }",
            vec![],
        ),
    ] {
        assert_eq!(
            found(arguments).await.iter().collect::<Vec<_>>(),
            expected,
            "{arguments}"
        );
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn an_erased_person_is_a_former_contact_in_minutes_and_an_erased_text_is_not_there() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    leave_behind(&database, &town).await;
    let graph = graph(&database);
    let query = "{ minutes { nodes { text mentions { function person { name erased } } } } }";
    let before = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(
        before["minutes"]["nodes"][0]["mentions"],
        json!([{ "function": "Leitung", "person": { "name": "Erika Muster", "erased": false } }])
    );
    Office::resume(&database, "leverkusen")
        .erase(town.contact)
        .await;
    let superuser = database.superuser().await;
    let erased = superuser
        .execute(
            "UPDATE vault.entry SET content = NULL, erased_at = clock_timestamp() WHERE content LIKE '%Elterncafé%'",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(erased, 1);
    let after = data(&graph, &coordinator("leverkusen"), query).await;
    let former = json!({ "name": "ehemalige Ansprechperson", "erased": true });
    assert_eq!(
        after["minutes"]["nodes"][0],
        json!({ "text": null, "mentions": [{ "function": "Leitung", "person": former }] })
    );
    let auditor = of("leverkusen", Role::Auditor);
    let shown = data(&graph, &auditor, query).await;
    let mention = &shown["minutes"]["nodes"][0]["mentions"][0];
    assert_eq!(mention["person"], Value::Null, "who may not see contacts");
    drop((graph, superuser));
    database.drop().await;
}

const CHECK: &str = "query ($text: String!) { checkMinutesText(text: $text) { from to words reason label sentence } }";

#[tokio::test]
async fn mtg_24_a_text_is_looked_through_before_it_is_saved_and_leaves_no_trace() {
    let database = database().await;
    let graph = graph(&database);
    let superuser = database.superuser().await;
    let kept = async || -> Vec<i64> {
        let counts = "SELECT (SELECT count(*) FROM es.event), (SELECT count(*) FROM vault.entry)";
        let row = superuser.query_one(counts, &[]).await.unwrap();
        vec![row.get(0), row.get(1)]
    };
    let before = kept().await;
    let said = Log::default();
    let guard = tracing::subscriber::set_default(said.subscriber());
    let text = "Über Familie Brandtner wurde gesprochen. Das Familienzentrum öffnet im Mai.";
    let caller = coordinator("leverkusen");
    let answer = answer_with(&graph, &caller, CHECK, json!({ "text": text })).await;
    let found = json!([{
        "from": 5, "to": 22, "words": "Familie Brandtner", "reason": "FAMILY_NAME", "label": "Familienname",
        "sentence": "Hier scheint eine Familie mit Namen genannt zu sein.",
    }]);
    assert_eq!(answer["data"]["checkMinutesText"], found, "{answer}");
    let harmless = json!({ "text": "Das Familienzentrum öffnet im Mai." });
    let answer = answer_with(&graph, &caller, CHECK, harmless).await;
    assert_eq!(answer["data"]["checkMinutesText"], json!([]));

    let long = format!("Familie Brandtner {}", "x".repeat(100_000));
    let refused = answer_with(&graph, &caller, CHECK, json!({ "text": long })).await;
    let error = &refused["errors"][0];
    assert_eq!(error["extensions"]["code"], "INVALID_ARGUMENT");
    assert_eq!(error["message"], "text: höchstens 100.000 Zeichen");
    let partner = of("leverkusen", Role::Partner);
    let asked = "{ checkMinutesText(text: \"Familie Brandtner\") { words } }";
    assert_eq!(codes(&graph, &partner, asked).await, ["NOT_ALLOWED"]);
    drop(guard);
    assert_eq!(kept().await, before, "nothing is stored");
    assert!(!said.text().contains("Brandtner"), "{}", said.text());
    drop((graph, superuser));
    database.drop().await;
}

/// Everything that is logged, at any level.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl Log {
    fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync + use<> {
        let log = self.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || log.clone())
            .finish()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn mtg_24_a_draft_that_seems_to_name_a_family_is_saved_with_a_warning_that_says_where() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let warning = json!({
        "code": "MENTIONS_A_PERSON", "rule": "MTG-24",
        "sentence": "Eine Stelle des Textes scheint ein Kind oder eine Familie zu nennen.",
        "facts": { "places": [{ "from": 0, "to": 17, "reason": "family-name" }] },
    });
    let receipt = json!({
        "stream": format!("minutes-{}", left.minutes), "id": left.minutes, "version": 2, "events": ["MinutesRevised"],
        "replayed": false, "warnings": [warning],
    });
    let service = Service::answering(200, receipt).await;
    let runner = Runner::new(
        database.pool(eventstore::DatabaseRole::Projector),
        ReadModel,
    );
    let graph = graph_with(&database, &service.url, Arc::new(runner));
    let mutation = "mutation ($input: ReviseMinutesInput!) { reviseMinutes(input: $input, idempotencyKey: \"k\") {
        warnings { code rule sentence facts } minutes { id state } error { code } } }";
    let input = json!({
        "minutes": left.minutes, "meeting": town.meeting, "body": town.body,
        "text": "Familie Brandtner zieht um.", "author": { "by": "OFFICE" }, "revisedOn": "2016-03-05",
    });
    let caller = coordinator("leverkusen");
    let answer = answer_with(&graph, &caller, mutation, json!({ "input": input })).await;
    let payload = &answer["data"]["reviseMinutes"];
    assert_eq!(payload["warnings"], json!([warning]), "{answer}");
    assert_eq!(payload["minutes"]["id"], left.minutes.to_string());
    let posted = service.posted();
    assert_eq!(posted[0].name, "revise-minutes");
    assert_eq!(
        posted[0].body["command"]["author"],
        json!({ "by": "office" })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_partner_does_not_read_minutes() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let graph = graph(&database);
    let partner = of("leverkusen", Role::Partner);
    for id in left.ids() {
        let query = format!("{{ node(id: \"{id}\") {{ id }} }}");
        assert_eq!(data(&graph, &partner, &query).await["node"], Value::Null);
    }
    drop(graph);
    database.drop().await;
}
