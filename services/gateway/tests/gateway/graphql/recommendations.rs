//! Recommendations: their way, what came back, which of them in which order (MTG-13, MTG-17, MTG-19 … MTG-22).

use meetings::meeting::PlanMeeting;
use meetings::recommendation::{
    Addressee, AnswerKind, AssignToSubgroup, MarkAnswerPresented, ReturnFromSubgroup,
    WithdrawRecommendation,
};
use meetings::{Meeting, Recommendation};
use membership::body::EstablishBody;
use membership::{Body, BodyKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::after_meeting::{Met, leave_behind, organ};
use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, fixture, graph};

impl Office<'_> {
    async fn group(&mut self, rule: &str, kind: BodyKind, parent: Option<Uuid>) -> Uuid {
        let command = EstablishBody {
            id: None,
            rule: Some(rule.parse().unwrap()),
            kind,
            name: text("AG Gesundheit"),
            network: None,
            parent: parent.map(Into::into),
            region: None,
            founded_on: Some("2012".parse().unwrap()),
            planned: false,
        };
        self.execute::<Body>(command, "2016-01-04").await
    }
}

#[tokio::test]
async fn mtg_19_a_recommendation_shows_its_way_as_it_was_on_the_day() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ node(id: \"{}\", asOf: \"{day}\") {{ ... on Recommendation {{ title text kind label raisedOn state ageDays
                body {{ name }} meeting {{ on }} heldBy {{ name }} findings {{ code rule }}
                path {{ from {{ name organ {{ code }} }} target {{ name body {{ id }} organ {{ code kind label }} }}
                    forwardedOn letter receivedOn answer answerLabel answeredOn note open waitingDays
                    decision {{ organ decidedOn number }} answers {{ label }} }} }} }} }}",
            left.recommendation
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["node"].take()
    };
    let raised = on("2016-03-02").await;
    let expected = json!({
        "title": "Mehr Plätze in der Elternberatung", "text": "Die Wartezeit beträgt acht Wochen.",
        "kind": "MEASURE_RECOMMENDATION", "label": "Maßnahme-Empfehlung", "raisedOn": "2016-03-02",
        "state": "RAISED", "ageDays": 0, "body": { "name": "Qualitätszirkel" }, "meeting": { "on": "2016-03-01" },
        "heldBy": [{ "name": "Qualitätszirkel" }], "findings": [], "path": [],
    });
    assert_eq!(raised, expected);

    let waiting = on("2016-03-20").await;
    assert_eq!(
        (&waiting["state"], &waiting["ageDays"]),
        (&json!("RECEIVED"), &json!(18))
    );
    assert_eq!(
        waiting["heldBy"],
        json!([{ "name": "kommunale Jugendhilfeplanung" }])
    );
    let step = json!({
        "from": { "name": "Qualitätszirkel", "organ": null },
        "target": { "name": "kommunale Jugendhilfeplanung", "body": null,
                    "organ": { "code": "jugendhilfeplanung", "kind": "PLANNING_UNIT", "label": "Planungseinheit" } },
        "forwardedOn": "2016-03-10", "letter": "Mit der Bitte um Beratung.", "receivedOn": "2016-03-14",
        "answer": null, "answerLabel": null, "answeredOn": null, "note": null, "open": true, "waitingDays": 10,
        "decision": null, "answers": [],
    });
    assert_eq!(waiting["path"], json!([step]));

    let answered = on("2016-06-01").await;
    assert_eq!(
        (&answered["state"], &answered["ageDays"]),
        (&json!("ANSWERED"), &Value::Null)
    );
    let step = &answered["path"][0];
    assert_eq!(
        (
            &step["answer"],
            &step["answerLabel"],
            &step["answeredOn"],
            &step["open"],
            &step["waitingDays"]
        ),
        (
            &json!("PARTLY"),
            &json!("teilweise übernommen"),
            &json!("2016-06-01"),
            &json!(false),
            &Value::Null
        )
    );
    assert_eq!(step["note"], "Ab Herbst, zunächst für ein Jahr.");
    assert_eq!(
        step["decision"],
        json!({ "organ": "rat", "decidedOn": "2016-06-01", "number": "2016/0842" })
    );
    assert_eq!(on("2016-03-01").await["state"], Value::Null);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn mtg_13_an_answer_belongs_on_the_next_agenda_until_a_meeting_has_seen_it() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let seen = office.met(town.body, "2016-07-06", &[]).await;
    let mut planned = Vec::new();
    for begins in ["2026-09-07T09:00", "2026-05-06T09:00"] {
        let plan = PlanMeeting {
            id: None,
            body: town.body.into(),
            begins: begins.parse().unwrap(),
            duration: None,
            place: None,
            first_number: None,
            topic: None,
            planned_on: Some(day("2026-03-01")),
        };
        planned.push(office.execute::<Meeting>(plan, "2026-03-01").await);
    }
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ recommendations(asOf: \"{day}\") {{ nodes {{ nextAgenda {{ meeting {{ id on }} returns {{ cameOn
                from {{ name }} }} }} presentations {{ presentedOn meeting {{ id }} from {{ name }} }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["recommendations"]["nodes"][0].take()
    };
    assert_eq!(on("2016-05-31").await["nextAgenda"], Value::Null);
    let planning = json!({ "name": "kommunale Jugendhilfeplanung" });
    let returns = json!([{ "cameOn": "2016-06-01", "from": planning }]);
    let unplanned = json!({ "meeting": null, "returns": returns });
    assert_eq!(on("2016-06-01").await["nextAgenda"], unplanned);
    assert_eq!(on("2026-02-28").await["nextAgenda"], unplanned);
    let next = json!({ "id": planned[1].to_string(), "on": "2026-05-06" });
    let on_next = json!({ "meeting": next, "returns": returns });
    assert_eq!(on("2026-03-01").await["nextAgenda"], on_next);

    let presented = MarkAnswerPresented {
        recommendation: left.recommendation.into(),
        from: organ("jugendhilfeplanung"),
        meeting: seen.into(),
    };
    office
        .execute::<Recommendation>(presented, "2016-07-07")
        .await;
    office.publish().await;
    assert_eq!(on("2016-07-05").await["nextAgenda"], unplanned);
    let after = on("2016-07-06").await;
    assert_eq!(after["nextAgenda"], Value::Null);
    assert_eq!(
        after["presentations"],
        json!([{ "presentedOn": "2016-07-06", "meeting": { "id": seen.to_string() }, "from": planning }])
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_17_what_a_subgroup_prepares_is_shown_while_it_has_it_and_after() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let subgroup = office
        .group("ag-gesundheit", BodyKind::WorkingGroup, Some(town.body))
        .await;
    let assign = AssignToSubgroup {
        recommendation: left.recommendation.into(),
        subgroup: subgroup.into(),
        assigned_on: day("2016-06-10"),
    };
    office.execute::<Recommendation>(assign, "2016-06-10").await;
    let give_back = ReturnFromSubgroup {
        recommendation: left.recommendation.into(),
        returned_on: day("2016-07-01"),
        text: Some(text("Drei Schritte zur Umsetzung.")),
    };
    office
        .execute::<Recommendation>(give_back, "2016-07-01")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let on = async |day: &str| {
        let query = format!(
            "{{ recommendations(asOf: \"{day}\") {{ nodes {{ heldBy {{ name }}
                preparations {{ subgroup {{ name }} assignedOn returnedOn text }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["recommendations"]["nodes"][0].take()
    };
    let prepared = |returned: Option<&str>, text: Option<&str>| {
        json!([{ "subgroup": { "name": "AG Gesundheit" }, "assignedOn": "2016-06-10", "returnedOn": returned,
                 "text": text }])
    };
    let during = on("2016-06-30").await;
    assert_eq!(during["heldBy"], json!([{ "name": "AG Gesundheit" }]));
    assert_eq!(during["preparations"], prepared(None, None));
    let after = on("2016-07-01").await;
    assert_eq!(after["heldBy"], json!([{ "name": "Qualitätszirkel" }]));
    let words = Some("Drei Schritte zur Umsetzung.");
    assert_eq!(after["preparations"], prepared(Some("2016-07-01"), words));
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn recommendations_are_found_by_state_target_age_and_text_and_ordered_by_age() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let left = leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let met = Met {
        body: town.body,
        meeting: office.met(town.body, "2025-07-01", &[]).await,
    };
    let old = office
        .recommend(met, "Betten für Notfälle", "2025-07-02")
        .await;
    let young = office.recommend(met, "Angebote abends", "2025-12-01").await;
    let gone = office
        .recommend(met, "Doppelte Beratung", "2025-07-03")
        .await;
    let (body, council) = (Addressee::Body(town.body.into()), organ("rat"));
    office
        .forward(old, body.clone(), council.clone(), "2025-08-01")
        .await;
    office
        .forward(young, body, council.clone(), "2025-12-02")
        .await;
    office
        .answer(young, council, AnswerKind::Adopted, "2026-02-01")
        .await;
    let withdraw = WithdrawRecommendation {
        recommendation: gone.into(),
        reason: text("Es gibt sie schon."),
        withdrawn_on: day("2025-09-01"),
    };
    office
        .execute::<Recommendation>(withdraw, "2025-09-01")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let found = async |arguments: &str| {
        let query = format!("{{ recommendations({arguments}) {{ totalCount nodes {{ id }} }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["recommendations"]["nodes"].as_array().cloned();
        let nodes: Vec<Value> = nodes.unwrap_or_default();
        assert_eq!(answer["recommendations"]["totalCount"], nodes.len());
        let id = |node: &Value| node["id"].as_str().unwrap_or_default().to_owned();
        nodes.iter().map(id).collect::<Vec<String>>()
    };
    let [first, old, young, gone] =
        [left.recommendation, old, young, gone].map(|id| id.to_string());
    let of_body = format!("filter: {{ body: \"{}\" }}", town.body);
    let to_body = format!("filter: {{ target: {{ body: \"{}\" }} }}", town.body);
    for (arguments, expected) in [
        ("first: 9", vec![&young, &gone, &old, &first]),
        ("orderBy: RAISED_ON", vec![&first, &old, &gone, &young]),
        ("orderBy: AGE", vec![&old, &first, &gone, &young]),
        (
            "orderBy: AGE, asOf: \"2025-12-31\"",
            vec![&old, &young, &first, &gone],
        ),
        ("orderBy: TITLE", vec![&young, &old, &gone, &first]),
        (&of_body, vec![&young, &gone, &old, &first]),
        (&to_body, vec![]),
        ("filter: { states: [ANSWERED] }", vec![&young, &first]),
        (
            "filter: { states: [FORWARDED, WITHDRAWN] }",
            vec![&gone, &old],
        ),
        ("filter: { target: { organ: \"rat\" } }", vec![&young, &old]),
        (
            "asOf: \"2025-11-30\" filter: { target: { organ: \"rat\" } }",
            vec![&old],
        ),
        ("filter: { olderThan: 180 }", vec![&old]),
        ("filter: { olderThan: 243 }", vec![]),
        (
            "asOf: \"2025-12-31\" filter: { olderThan: 29 }",
            vec![&young, &old],
        ),
        ("asOf: \"2025-12-31\" filter: { olderThan: 30 }", vec![&old]),
        (
            "filter: { raisedFrom: \"2025-07-03\" }",
            vec![&young, &gone],
        ),
        (
            "filter: { raisedUntil: \"2025-07-02\" }",
            vec![&old, &first],
        ),
        ("filter: { kinds: [CONFERENCE_RESULT] }", vec![]),
        ("filter: { toPresent: true }", vec![&young, &first]),
        ("filter: { toPresent: false }", vec![&gone, &old]),
        ("filter: { text: \"NOTFÄLLE\" }", vec![&old]),
        (
            "filter: { text: \"acht wochen\", states: [WITHDRAWN] }",
            vec![&gone],
        ),
        ("asOf: \"2016-03-01\"", vec![]),
        ("asOf: \"2025-07-02\"", vec![&old, &first]),
    ] {
        assert_eq!(
            found(arguments).await.iter().collect::<Vec<_>>(),
            expected,
            "{arguments}"
        );
    }
    let caller = coordinator("leverkusen");
    let negative = "{ recommendations(filter: { olderThan: -1 }) { totalCount } }";
    assert_eq!(codes(&graph, &caller, negative).await, ["INVALID_ARGUMENT"]);

    // REM-12: forwarded on 1 August, 213 days ago.
    let query = "{ recommendations(filter: { states: [FORWARDED, WITHDRAWN] }) { nodes { findings { code rule sentence }
        withdrawnOn withdrawalReason path { target { name organ { kind } } waitingDays } } } }";
    let answer = data(&graph, &caller, query).await;
    let nodes = &answer["recommendations"]["nodes"];
    assert_eq!(
        nodes[1],
        json!({
            "findings": [{ "code": "RECOMMENDATION_UNANSWERED", "rule": "REM-12",
                "sentence": "Die Empfehlung ist seit dem 01.08.2025 weitergeleitet und nach 213 Tagen noch nicht beantwortet." }],
            "withdrawnOn": null, "withdrawalReason": null,
            "path": [{ "target": { "name": "rat", "organ": { "kind": null } }, "waitingDays": 213 }],
        })
    );
    assert_eq!(
        (&nodes[0]["withdrawnOn"], &nodes[0]["withdrawalReason"]),
        (&json!("2025-09-01"), &json!("Es gibt sie schon."))
    );
    drop((graph, office));
    database.drop().await;
}
