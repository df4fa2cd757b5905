//! Bodies: how often they meet against what somebody said, and their meetings (MTG-01 … MTG-07, REM-06, REM-07, M1).

use kernel::{Role, State, Strength};
use membership::body::{EstablishBody, SetCadence};
use membership::{Body, BodyKind, NetworkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, fixture, graph, of, state};

impl Office<'_> {
    /// A body by a rule of the policy; one that works for a network gets one of its own.
    pub(crate) async fn body(&mut self, rule: &str, kind: BodyKind, founded_on: &str) -> Uuid {
        let network = match kind {
            BodyKind::CentralNetworkMeeting | BodyKind::PreparationTeam => {
                let name = format!("Netzwerk für {rule}");
                Some(self.network(&name, NetworkKind::Central).await)
            }
            _ => None,
        };
        let command = EstablishBody {
            id: None,
            rule: Some(rule.parse().unwrap()),
            kind,
            name: text(&format!("Gremium {rule}")),
            network,
            parent: None,
            region: None,
            founded_on: Some(founded_on.parse().unwrap()),
            planned: false,
        };
        self.execute::<Body>(command, "2026-01-04").await
    }

    async fn adopt_cadence(&mut self, body: Uuid, required: u16, adopted_on: &str) {
        let command = SetCadence {
            body: body.into(),
            required: Some(required),
            target: None,
            strength: Strength::Must,
            adopted_on: day(adopted_on),
        };
        self.execute::<Body>(command, adopted_on).await;
    }
}

/// The only body's cadence in a year, as of a day.
async fn cadence(graph: &gateway::graphql::Graph, town: &str, year: i16, as_of: &str) -> Value {
    let query = format!(
        "{{ bodies(asOf: \"{as_of}\") {{ cadence(year: {year}) {{ year required target strength status words held
            planned forecast unrecorded partialYear behind explanation findings {{ code severity rule }} }} }} }}"
    );
    let mut answer = data(graph, &coordinator(town), &query).await;
    answer["bodies"][0]["cadence"].take()
}

#[tokio::test]
async fn mtg_06_a_body_stands_by_calendar_year_and_is_behind_while_there_is_time_to_plan() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let body = office
        .body("ag-gesundheit", BodyKind::WorkingGroup, "2015-03-01")
        .await;
    office.met(body, "2024-02-01", &[]).await;
    office.met(body, "2024-05-02", &[]).await;
    office.plan(body, "2026-05-06T09:00", None).await;
    office.adopt_cadence(body, 2, "2025-06-01").await;
    office.publish().await;
    let graph = graph(&database);

    let words =
        "Diese regionalen thematischen Netzwerktreffen finden jeweils 3-4 Mal jährlich statt";
    let midyear = cadence(&graph, "leverkusen", 2024, "2024-07-02").await;
    assert_eq!(
        midyear,
        json!({
            "year": 2024, "required": 3, "target": 4, "strength": "SHOULD", "status": "STATED", "words": words,
            "held": 2, "planned": 0, "forecast": 2, "unrecorded": 0, "partialYear": false, "behind": true,
            "explanation": "Im Jahr 2024 fehlt noch 1 von mindestens 3 Sitzungen: 2 gehalten, 0 geplant; \
                            bis 31.12.2024 bleiben 5 volle Monate.",
            "findings": [{ "code": "CADENCE_BEHIND", "severity": "TASK", "rule": "REM-06" }],
        })
    );
    // What was held later was not known then.
    let spring = cadence(&graph, "leverkusen", 2024, "2024-03-01").await;
    assert_eq!(
        (&spring["held"], &spring["behind"]),
        (&json!(1), &json!(false))
    );
    // A year that is over keeps the cadence that held in it; nobody can act any more.
    let over = cadence(&graph, "leverkusen", 2024, "2026-03-02").await;
    assert_eq!(
        (&over["required"], &over["status"], &over["findings"]),
        (
            &json!(3),
            &json!("STATED"),
            &json!([{ "code": "CADENCE_MISSED", "severity": "WARNING", "rule": "REM-06" }])
        )
    );
    let adopted = cadence(&graph, "leverkusen", 2026, "2026-03-02").await;
    assert_eq!(
        (
            &adopted["required"],
            &adopted["strength"],
            &adopted["status"],
            &adopted["words"]
        ),
        (&json!(2), &json!("MUST"), &json!("ADOPTED"), &Value::Null)
    );
    assert_eq!(
        (&adopted["held"], &adopted["planned"], &adopted["forecast"]),
        (&json!(0), &json!(1), &json!(1))
    );
    let founded = cadence(&graph, "leverkusen", 2015, "2026-03-02").await;
    assert_eq!(founded["partialYear"], true);
    let before = cadence(&graph, "leverkusen", 2014, "2026-03-02").await;
    assert_eq!(before, Value::Null);

    let both = "{ bodies { now: cadence { year } then: cadence(year: 2024) { held } } }";
    let both = data(&graph, &coordinator("leverkusen"), both).await;
    assert_eq!(
        both["bodies"],
        json!([{ "now": { "year": 2026 }, "then": { "held": 2 } }])
    );
    let bad = "{ bodies { cadence(year: 1899) { held } } }";
    assert_eq!(
        codes(&graph, &coordinator("leverkusen"), bad).await,
        ["INVALID_ARGUMENT"]
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_04_where_a_document_prints_words_there_is_no_number_and_nobody_is_behind() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let shown = cadence(&graph, "leverkusen", 2025, "2026-03-02").await;
    assert_eq!(
        shown,
        json!({
            "year": 2025, "required": null, "target": null, "strength": "APPROX", "status": "STATED",
            "words": "Der Qualitätszirkel trifft sich mehrmals jährlich.",
            "held": 0, "planned": 0, "forecast": 0, "unrecorded": 0, "partialYear": false, "behind": false,
            "explanation": null, "findings": [],
        })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn where_nobody_says_how_often_the_status_is_unstated() {
    let database = database().await;
    let mut office = Office::open(&database, "stormarn").await;
    let body = office
        .body("vorbereitungsteam", BodyKind::PreparationTeam, "2020")
        .await;
    office.met(body, "2025-02-01", &[]).await;
    office.publish().await;
    let graph = graph(&database);
    let shown = cadence(&graph, "stormarn", 2025, "2026-03-02").await;
    assert_eq!(
        (
            &shown["required"],
            &shown["strength"],
            &shown["status"],
            &shown["held"]
        ),
        (&Value::Null, &Value::Null, &json!("UNSTATED"), &json!(1))
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn a_bodys_meetings_are_its_own_paged_both_ways_and_each_selection_gets_its_page() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let other = office
        .body("ag-gesundheit", BodyKind::WorkingGroup, "2015-03-01")
        .await;
    let mut own = vec![town.meeting.to_string()];
    for on in ["2017-03-01", "2018-03-01"] {
        own.push(office.met(town.body, on, &[]).await.to_string());
    }
    own.reverse();
    let theirs = office.met(other, "2019-03-01", &[]).await.to_string();
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let ids = |page: &Value| -> Vec<String> {
        let nodes = page["nodes"].as_array().cloned().unwrap_or_default();
        let id = |node: Value| node["id"].as_str().unwrap_or_default().to_owned();
        nodes.into_iter().map(id).collect()
    };
    let query = "query($first: Int) { bodies {
        name
        all: meetings { totalCount nodes { id body { name } agenda { title } } }
        some: meetings(first: $first) { nodes { id } pageInfo { hasNextPage endCursor } }
        counted: meetings(first: $first) { totalCount }
        last: meetings(last: 1) { nodes { id } pageInfo { hasPreviousPage startCursor } }
        old: meetings(orderBy: OLDEST_FIRST, filter: { until: \"2017-12-31\", text: \"übergänge\" }) { nodes { id } }
        foreign: meetings(filter: { body: \"00000000-0000-7000-8000-000000000000\" }) { totalCount nodes { id } }
    } }";
    let answer = super::answer_with(&graph, &caller, query, json!({ "first": 2 })).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    let bodies = &answer["data"]["bodies"];
    // „Gremium …“ comes before „Qualitätszirkel“.
    assert_eq!(ids(&bodies[0]["all"]), [theirs]);
    let circle = &bodies[1];
    assert_eq!(ids(&circle["all"]), own);
    assert_eq!(circle["all"]["totalCount"], 3);
    assert_eq!(circle["all"]["nodes"][0]["body"]["name"], "Qualitätszirkel");
    assert_eq!(circle["all"]["nodes"][0]["agenda"][0]["title"], "Übergänge");
    assert_eq!(ids(&circle["some"]), own[..2]);
    assert_eq!(circle["some"]["pageInfo"]["hasNextPage"], true);
    assert_eq!(circle["counted"]["totalCount"], 3);
    assert_eq!(ids(&circle["last"]), own[2..]);
    assert_eq!(ids(&circle["old"]), [own[2].clone(), own[1].clone()]);
    assert_eq!(circle["foreign"], json!({ "totalCount": 0, "nodes": [] }));

    let page = async |arguments: String| {
        let query = format!(
            "{{ node(id: \"{}\") {{ ... on Body {{ meetings({arguments}) {{ nodes {{ id }} }} }} }} }}",
            town.body
        );
        ids(&data(&graph, &caller, &query).await["node"]["meetings"])
    };
    let (end, start) = (
        &circle["some"]["pageInfo"]["endCursor"],
        &circle["last"]["pageInfo"]["startCursor"],
    );
    assert_eq!(page(format!("first: 2, after: {end}")).await, own[2..]);
    assert_eq!(page(format!("last: 2, before: {start}")).await, own[..2]);
    for bad in ["first: 0", "after: \"x\"", "first: 1, last: 1"] {
        let query = format!("{{ bodies {{ meetings({bad}) {{ totalCount }} }} }}");
        let codes = codes(&graph, &caller, &query).await;
        assert!(
            codes
                .iter()
                .all(|code| code == "INVALID_ARGUMENT" || code == "INVALID_CURSOR")
                && !codes.is_empty(),
            "{bad} {codes:?}"
        );
    }
    let before = "{ bodies(asOf: \"2017-06-01\") { meetings { totalCount } } }";
    let before = data(&graph, &caller, before).await;
    let counts: Vec<&Value> = before["bodies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|body| &body["meetings"]["totalCount"])
        .collect();
    assert_eq!(counts, [0, 2]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn a_partner_sees_how_often_a_body_meets_and_not_its_meetings() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = "{ bodies { cadence(year: 2016) { held } meetings { totalCount } } }";
    let shown = data(&graph, &of("leverkusen", Role::Partner), query).await;
    assert_eq!(
        shown["bodies"],
        json!([{ "cadence": { "held": 1 }, "meetings": null }])
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn m1_a_state_sees_the_duties_of_the_days_year_and_how_many_bodies_are_in_it() {
    let database = database().await;
    let mut office = Office::open(&database, "stormarn").await;
    let stated = office
        .body(
            "koordinatorentreffen",
            BodyKind::CoordinatorsMeeting,
            "2019",
        )
        .await;
    let inferred = office
        .body(
            "zentrales-netzwerktreffen",
            BodyKind::CentralNetworkMeeting,
            "2019",
        )
        .await;
    office
        .body("vorbereitungsteam", BodyKind::PreparationTeam, "2019")
        .await;
    office.met(stated, "2021-02-01", &[]).await;
    office.met(inferred, "2021-03-01", &[]).await;
    office.met(inferred, "2021-04-01", &[]).await;
    office.met(inferred, "2021-05-01", &[]).await;
    office.publish().await;
    let graph = graph(&database);
    let shown = async |as_of: &str| {
        let query = format!(
            "{{ stateOverview(asOf: \"{as_of}\") {{ asOf completeness {{ missing }} meetings {{ held required bodies
                leftOut inferred {{ held required bodies }} }} }} }}"
        );
        let mut answer = data(&graph, &state(State::SchleswigHolstein), &query).await;
        answer["stateOverview"][0].take()
    };
    let year = shown("2021-12-31").await;
    assert_eq!(
        year["meetings"],
        json!({
            "held": 1, "required": 2, "bodies": 1, "leftOut": 1,
            "inferred": { "held": 2, "required": 2, "bodies": 1 },
        })
    );
    assert_eq!(
        year["completeness"]["missing"],
        json!([
            "PARTNERS",
            "AGREEMENT_COVERAGE",
            "FUNDING",
            "CONCEPT",
            "QUALITY_DIALOGUE"
        ])
    );
    assert_eq!(shown("2022-01-01").await["meetings"]["held"], 0);
    // Nobody recorded meetings yet: not reported, which is not 0.
    let before = shown("2020-12-31").await;
    assert_eq!(
        (&before["meetings"]["held"], &before["meetings"]["required"]),
        (&Value::Null, &json!(2))
    );
    assert_eq!(
        before["completeness"]["missing"],
        json!([
            "PARTNERS",
            "AGREEMENT_COVERAGE",
            "MEETINGS",
            "FUNDING",
            "CONCEPT",
            "QUALITY_DIALOGUE"
        ])
    );
    drop((graph, office));
    database.drop().await;
}
