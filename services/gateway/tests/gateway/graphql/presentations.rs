//! The rota of presentations: either source is enough, and both of one day are one (MEM-47, REM-18).

use kernel::PartnerId;
use meetings::Meeting;
use meetings::meeting::{AddAgendaItem, ItemKind, PlanMeeting};
use membership::body::EstablishBody;
use membership::partner::RecordPresentation;
use membership::{Body, BodyKind, Partner};
use serde_json::{Value, json};
use uuid::Uuid;

use super::fixture;
use super::office::{Office, day, text};
use super::{coordinator, data, database, graph};

impl Office<'_> {
    /// Puts a partner's presentation on the agenda of a meeting.
    async fn presents(&mut self, body: Uuid, meeting: Uuid, partner: PartnerId, on: &str) {
        let command = AddAgendaItem {
            meeting: meeting.into(),
            body: body.into(),
            item: Some(meeting.into()),
            kind: ItemKind::PartnerPresentation,
            title: None,
            note: None,
            topic: None,
            speaker: None,
            partner: Some(partner),
            subgroup: None,
            minutes: None,
            position: None,
        };
        self.execute::<Meeting>(command, on).await;
    }

    async fn presented(&mut self, body: Uuid, partner: PartnerId, on: &str) {
        let command = RecordPresentation {
            partner,
            body: body.into(),
            presented_on: day(on),
        };
        self.execute::<Partner>(command, on).await;
    }
}

#[tokio::test]
async fn mem_47_a_partner_has_presented_its_work_where_either_source_says_so() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let third = office.member("Familienzentrum", &[town.network]).await;
    // On both: the agenda of the meeting of 1 March 2016, and what the office recorded of that day.
    let (body, both) = (town.body, town.with_contact);
    office
        .presents(body, town.meeting, both, "2016-03-01")
        .await;
    office.presented(body, both, "2016-03-01").await;
    // On an agenda alone.
    let meeting = office.met(body, "2020-06-02", &[]).await;
    office
        .presents(body, meeting, town.without_contact, "2020-06-02")
        .await;
    // A meeting ahead heard nobody yet.
    let ahead = PlanMeeting {
        id: None,
        body: body.into(),
        begins: "2026-04-15T14:30".parse().unwrap(),
        duration: None,
        place: None,
        first_number: None,
        topic: None,
        planned_on: Some(day("2026-03-02")),
    };
    let ahead = office.execute::<Meeting>(ahead, "2026-03-02").await;
    office.presents(body, ahead, third, "2026-03-02").await;
    office.publish().await;
    let graph = graph(&database);
    let query = |as_of: &str| {
        format!(
            "{{ presentationRota(body: \"{body}\", asOf: \"{as_of}\") {{ totalCount nodes {{ partner {{ name }} since
                lastPresentedOn presentations findings {{ code }}
                heard {{ on knownFrom body {{ name }} meeting {{ id on }} }} }} }} }}"
        )
    };
    let caller = coordinator("leverkusen");
    let shown = data(&graph, &caller, &query("2026-03-02")).await;
    let heard = |on: &str, from: Value, meeting: Uuid| {
        json!([{ "on": on, "knownFrom": from, "body": { "name": "Qualitätszirkel" },
            "meeting": { "id": meeting, "on": on } }])
    };
    let turn = |name: &str, last: Value, heard: Value| {
        json!({ "partner": { "name": name }, "since": "2016-01-11", "lastPresentedOn": last,
            "presentations": heard.as_array().map(Vec::len), "findings": [], "heard": heard })
    };
    let on_both = heard(
        "2016-03-01",
        json!(["PARTNER_RECORD", "AGENDA"]),
        town.meeting,
    );
    let on_agenda = heard("2020-06-02", json!(["AGENDA"]), meeting);
    assert_eq!(
        shown["presentationRota"],
        json!({ "totalCount": 3, "nodes": [
            turn("Familienzentrum", Value::Null, json!([])),
            turn("Ärztehaus Nord", "2016-03-01".into(), on_both),
            turn("Beratung Süd", "2020-06-02".into(), on_agenda),
        ] })
    );
    // On the day before, the second had not presented its work.
    let then = data(&graph, &caller, &query("2020-06-01")).await;
    let last: Vec<&Value> = then["presentationRota"]["nodes"]
        .as_array()
        .map(|nodes| nodes.iter().map(|node| &node["lastPresentedOn"]).collect())
        .unwrap_or_default();
    assert_eq!(last, [&Value::Null, &Value::Null, &json!("2016-03-01")]);
    // The partner's own answer says the same.
    let own = format!(
        "{{ node(id: \"{}\") {{ ... on Partner {{ presentations {{ body presentedOn }} }} }} }}",
        town.without_contact
    );
    assert_eq!(
        data(&graph, &caller, &own).await["node"]["presentations"],
        json!([{ "body": body, "presentedOn": "2020-06-02" }])
    );
    // Page two, from both ends.
    for (length, position) in [("first", "after"), ("last", "before")] {
        let (mut seen, mut from) = (Vec::new(), String::new());
        for _ in 0..3 {
            let query = format!(
                "{{ presentationRota(body: \"{body}\" {length}: 1 {from}) {{ edges {{ cursor node {{ partner {{ name }} }} }} }} }}"
            );
            let answer = data(&graph, &caller, &query).await;
            let edge = &answer["presentationRota"]["edges"][0];
            seen.push(edge["node"]["partner"]["name"].clone());
            from = format!("{position}: {}", edge["cursor"]);
        }
        if length == "last" {
            seen.reverse();
        }
        assert_eq!(
            seen,
            ["Familienzentrum", "Ärztehaus Nord", "Beratung Süd"],
            "{length}"
        );
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_47_who_has_not_presented_is_a_task_where_the_documents_want_it() {
    let database = database().await;
    let (partner, _) = fixture::duisburg(&database).await;
    let mut office = Office::resume(&database, "duisburg");
    let establish = |rule: Option<&str>, name: &str| EstablishBody {
        id: None,
        rule: rule.map(|rule| rule.parse().unwrap()),
        kind: BodyKind::SteeringCommittee,
        name: text(name),
        network: None,
        parent: None,
        region: None,
        founded_on: Some("2018".parse().unwrap()),
        planned: false,
    };
    let steering = establish(Some("lenkungskreis"), "Lenkungskreis");
    let steering = office.execute::<Body>(steering, "2018-01-02").await;
    let other = establish(None, "Runder Tisch");
    let other = office.execute::<Body>(other, "2018-01-02").await;
    let meeting = office.met(steering, "2021-05-04", &[partner]).await;
    office
        .presents(steering, meeting, partner, "2021-05-04")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("duisburg");
    let findings = async |arguments: &str| {
        let query = format!(
            "{{ presentationRota({arguments}) {{ nodes {{ findings {{ code severity rule }} }} }} }}"
        );
        let answer = data(&graph, &caller, &query).await;
        answer["presentationRota"]["nodes"][0]["findings"].clone()
    };
    let open = json!([{ "code": "NOT_YET_PRESENTED", "severity": "TASK", "rule": "MEM-47" }]);
    assert_eq!(findings("asOf: \"2021-05-03\"").await, open);
    assert_eq!(findings("asOf: \"2021-05-04\"").await, json!([]));
    // Nobody wants it in another body.
    let elsewhere = format!("body: \"{other}\"");
    assert_eq!(findings(&elsewhere).await, json!([]));
    let checklist = async |day: &str| {
        let query = format!(
            "{{ node(id: \"{partner}\", asOf: \"{day}\") {{ ... on Partner {{
                qualityChecklist {{ item fulfilledOn }} qualityFindings {{ code }} }} }} }}"
        );
        let answer = data(&graph, &caller, &query).await;
        let lines = answer["node"]["qualityChecklist"].as_array().cloned();
        let line = lines
            .unwrap_or_default()
            .into_iter()
            .find(|line| line["item"] == "PRESENTATION");
        let open = answer["node"]["qualityFindings"].to_string();
        let fulfilled_on = line.map(|line| line["fulfilledOn"].clone());
        (fulfilled_on, open.contains("NOT_YET_PRESENTED"))
    };
    assert_eq!(checklist("2021-05-03").await, (Some(Value::Null), true));
    assert_eq!(
        checklist("2021-05-04").await,
        (Some(json!("2021-05-04")), false)
    );
    drop((graph, office));
    database.drop().await;
}
