//! Meetings: where, who, about what; which of them, in which order, for whom (MTG-03, MTG-30).

use kernel::{PartnerId, Role};
use meetings::Meeting;
use meetings::meeting::{PlanMeeting, RecordPastMeeting};
use serde_json::{Value, json};
use uuid::Uuid;

use super::office::{Office, day, text};
use super::{coordinator, data, database, fixture, graph, of};

impl Office<'_> {
    /// A meeting that took place before the office worked here.
    pub(crate) async fn met(&mut self, body: Uuid, on: &str, present: &[PartnerId]) -> Uuid {
        let command = RecordPastMeeting {
            id: None,
            body: body.into(),
            held_on: day(on),
            begins: Some("14:30".parse().unwrap()),
            place: Some(text("Saal im Bürgerhaus")),
            present: present.to_vec(),
            present_others: Some(3),
            topics: vec![text("Übergänge"), text("Verschiedenes")],
            first_number: None,
        };
        self.execute::<Meeting>(command, on).await
    }

    pub(crate) async fn plan(&mut self, body: Uuid, begins: &str, place: Option<&str>) -> Uuid {
        let command = PlanMeeting {
            id: None,
            body: body.into(),
            begins: begins.parse().unwrap(),
            duration: None,
            place: place.map(text),
            first_number: None,
            topic: Some(text("Fehleranalyse")),
            planned_on: Some(day("2026-03-02")),
        };
        self.execute::<Meeting>(command, "2026-03-02").await
    }
}

#[tokio::test]
async fn mtg_30_a_meeting_shows_its_number_place_agenda_and_who_was_there() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Meeting {{ number state on at place placeIsUsual presentOthers
            body {{ name }} agenda {{ kind title }} present {{ partner {{ name }} persons }} }} }} }}",
        town.meeting
    );
    let shown = data(&graph, &coordinator("leverkusen"), &query).await;
    assert_eq!(
        shown["node"],
        json!({
            "number": 1, "state": "HELD", "on": "2016-03-01", "at": "14:30",
            "place": "Saal im Bürgerhaus", "placeIsUsual": false, "presentOthers": 3,
            "body": { "name": "Qualitätszirkel" },
            "agenda": [
                { "kind": "ORDINARY", "title": "Übergänge" },
                { "kind": "ORDINARY", "title": "Verschiedenes" },
            ],
            "present": [{ "partner": { "name": "Ärztehaus Nord" }, "persons": null }],
        })
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn meetings_are_found_by_body_day_state_and_text_and_not_before_anybody_knew_of_them() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let planned = office.plan(town.body, "2026-05-06T09:00", None).await;
    office.publish().await;
    let graph = graph(&database);
    let found = async |arguments: &str| {
        let query = format!("{{ meetings({arguments}) {{ totalCount nodes {{ id }} }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["meetings"]["nodes"].as_array().cloned();
        let ids: Vec<Value> = nodes.unwrap_or_default();
        assert_eq!(answer["meetings"]["totalCount"], ids.len());
        ids.into_iter()
            .map(|node| node["id"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<String>>()
    };
    let (past, planned) = (town.meeting.to_string(), planned.to_string());
    let of_body = format!("filter: {{ body: \"{}\" }}", town.body);
    for (arguments, expected) in [
        ("first: 9", vec![&planned, &past]),
        ("orderBy: OLDEST_FIRST", vec![&past, &planned]),
        (&of_body, vec![&planned, &past]),
        ("filter: { states: [PLANNED] }", vec![&planned]),
        ("filter: { states: [HELD, CLOSED] }", vec![&past]),
        ("filter: { from: \"2016-03-02\" }", vec![&planned]),
        (
            "filter: { from: \"2016-03-01\", until: \"2016-03-01\" }",
            vec![&past],
        ),
        ("filter: { text: \"ÜBERGÄNGE\" }", vec![&past]),
        ("filter: { text: \"fehler\" }", vec![&planned]),
        ("asOf: \"2016-02-29\"", vec![]),
        ("asOf: \"2026-03-01\"", vec![&past]),
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
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_partner_does_not_read_the_meetings() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = format!("{{ node(id: \"{}\") {{ id }} }}", town.meeting);
    let shown = data(&graph, &of("leverkusen", Role::Partner), &query).await;
    assert_eq!(shown["node"], Value::Null);
    drop(graph);
    database.drop().await;
}
