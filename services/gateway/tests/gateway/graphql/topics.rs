//! The backlog of topics: who proposed and supports what, where it is, in which order (MTG-09, MTG-17).

use std::sync::Arc;

use eventstore::DatabaseRole;
use gateway::projections::ReadModel;
use kernel::Role;
use meetings::meeting::{AddAgendaItem, ItemKind, PlanMeeting};
use meetings::topic::{
    AssignTopicToSubgroup, DropTopic, ReturnTopic, ScheduleTopic, WithdrawTopicSupport,
};
use meetings::{Meeting, Topic};
use membership::body::EstablishBody;
use membership::{Body, BodyKind};
use projection::Runner;
use serde_json::{Value, json};
use uuid::Uuid;

use super::common_work::{page_by_page, titles};
use super::fixture::{self, Leverkusen};
use super::office::{Office, day, text};
use super::service::Service;
use super::{codes, coordinator, data, database, graph, graph_with, of};

/// Three topics: one of the office with two supporters, one of a partner with one, one that was dropped.
async fn backlog(office: &mut Office<'_>, town: &Leverkusen) -> [Uuid; 3] {
    let by = Some(town.with_contact);
    let body = town.body;
    let first = office.propose(body, by, "Übergänge", "2026-01-10").await;
    let second = office.propose(body, None, "Stillen", "2026-01-20").await;
    let third = office.propose(body, by, "Väter", "2026-01-30").await;
    for partner in [town.with_contact, town.without_contact] {
        office.support(second, body, partner, "2026-02-01").await;
    }
    office
        .support(first, body, town.without_contact, "2026-02-01")
        .await;
    let dropped = DropTopic {
        topic: third.into(),
        reason: Some(text("Es gibt schon einen Arbeitskreis.")),
        dropped_on: day("2026-02-10"),
    };
    office.execute::<Topic>(dropped, "2026-02-10").await;
    [first, second, third]
}

#[tokio::test]
async fn mtg_09_the_backlog_is_found_by_body_state_proposer_and_word() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    backlog(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let (first, second, third) = ("Übergänge", "Stillen", "Väter");
    let body = format!("filter: {{ body: \"{}\" }}", town.body);
    let other = format!("filter: {{ body: \"{}\" }}", town.site);
    let by = format!("filter: {{ proposedBy: \"{}\" }}", town.with_contact);
    let cases: [(&str, &[&str]); 13] = [
        ("first: 9", &[second, first, third]),
        ("orderBy: NEWEST_FIRST", &[third, second, first]),
        ("orderBy: OLDEST_FIRST", &[first, second, third]),
        (&body, &[second, first, third]),
        (&other, &[]),
        (&by, &[first, third]),
        ("filter: { states: [OPEN] }", &[second, first]),
        ("filter: { states: [DROPPED, DONE] }", &[third]),
        ("filter: { text: \"UBERGANGE\" }", &[first]),
        ("filter: { text: \"%\" }", &[]),
        // On the day nobody had supported anything.
        ("asOf: \"2026-01-31\"", &[first, second, third]),
        ("asOf: \"2026-01-31\" filter: { states: [DROPPED] }", &[]),
        ("asOf: \"2026-01-09\"", &[]),
    ];
    for role in [Role::Coordinator, Role::Partner] {
        for (arguments, expected) in &cases {
            let found = titles(&graph, role, "topics", arguments).await;
            assert_eq!(found, *expected, "{role:?} {arguments}");
        }
    }
    for (order, expected) in [
        ("SUPPORT", [second, first, third]),
        ("NEWEST_FIRST", [third, second, first]),
    ] {
        for way in [("first", "after"), ("last", "before")] {
            let seen = page_by_page(&graph, "topics", order, way).await;
            assert_eq!(seen, expected, "{order} {way:?}");
        }
    }
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_09_supporters_count_while_they_support() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [_, topic, _] = backlog(&mut office, &town).await;
    let withdrawn = WithdrawTopicSupport {
        topic: topic.into(),
        partner: town.with_contact,
        withdrawn_on: day("2026-02-20"),
    };
    office.execute::<Topic>(withdrawn, "2026-02-20").await;
    office.publish().await;
    let graph = graph(&database);
    let shown = async |day: &str| {
        let query = format!(
            "{{ node(id: \"{topic}\", asOf: \"{day}\") {{ ... on Topic {{ supportCount
                supporters {{ name }} proposedBy {{ name }} }} }} }}"
        );
        let mut answer = data(&graph, &coordinator("leverkusen"), &query).await;
        answer["node"].take()
    };
    assert_eq!(
        shown("2026-02-19").await,
        json!({ "supportCount": 2, "proposedBy": null,
            "supporters": [{ "name": "Ärztehaus Nord" }, { "name": "Beratung Süd" }] })
    );
    assert_eq!(
        shown("2026-02-20").await,
        json!({ "supportCount": 1, "proposedBy": null, "supporters": [{ "name": "Beratung Süd" }] })
    );
    assert_eq!(shown("2026-01-31").await["supportCount"], 0);
    drop((graph, office));
    database.drop().await;
}

impl Office<'_> {
    async fn subgroup(&mut self, town: &Leverkusen) -> Uuid {
        let command = EstablishBody {
            id: None,
            rule: None,
            kind: BodyKind::SubGroup,
            name: text("Untergruppe Stillen"),
            network: Some(town.network),
            parent: Some(town.body.into()),
            region: None,
            founded_on: Some("2019".parse().unwrap()),
            planned: false,
        };
        self.execute::<Body>(command, "2019-01-02").await
    }

    /// A meeting ahead with the topic on its agenda.
    async fn meeting_about(&mut self, body: Uuid, topic: Uuid) -> (Uuid, Uuid) {
        let plan = PlanMeeting {
            id: None,
            body: body.into(),
            begins: "2026-04-15T14:30".parse().unwrap(),
            duration: None,
            place: None,
            first_number: None,
            topic: None,
            planned_on: Some(day("2026-02-20")),
        };
        let meeting = self.execute::<Meeting>(plan, "2026-02-20").await;
        let item = Uuid::from_u128(0x17e);
        let command = AddAgendaItem {
            meeting: meeting.into(),
            body: body.into(),
            item: Some(item.into()),
            kind: ItemKind::Ordinary,
            title: None,
            note: Some(text("Wer bereitet vor?")),
            topic: Some(topic.into()),
            speaker: None,
            partner: None,
            subgroup: None,
            minutes: None,
            position: None,
        };
        self.execute::<Meeting>(command, "2026-02-20").await;
        (meeting, item)
    }
}

#[tokio::test]
async fn mtg_17_a_topic_goes_to_a_subgroup_comes_back_and_onto_an_agenda() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [_, topic, dropped] = backlog(&mut office, &town).await;
    let subgroup = office.subgroup(&town).await;
    let assigned = AssignTopicToSubgroup {
        topic: topic.into(),
        subgroup: subgroup.into(),
        assigned_on: day("2026-02-02"),
    };
    office.execute::<Topic>(assigned, "2026-02-02").await;
    let returned = ReturnTopic {
        topic: topic.into(),
        returned_on: day("2026-02-19"),
        text: Some(text("Ein Verfahren liegt vor.")),
    };
    office.execute::<Topic>(returned, "2026-02-19").await;
    let (meeting, item) = office.meeting_about(town.body, topic).await;
    let scheduled = ScheduleTopic {
        topic: topic.into(),
        meeting: meeting.into(),
        item: Some(item.into()),
        scheduled_on: day("2026-02-21"),
    };
    office.execute::<Topic>(scheduled, "2026-02-21").await;
    office.publish().await;
    let graph = graph(&database);
    let node = |id: Uuid, fields: &str| {
        format!("{{ node(id: \"{id}\") {{ ... on Topic {{ {fields} }} }} }}")
    };
    let way = node(
        topic,
        "state prepared steps { state since subgroup { name } meeting { on body { name } } agendaItem }",
    );
    let shown = data(&graph, &coordinator("leverkusen"), &way).await;
    let open = |since: &str| json!({ "state": "OPEN", "since": since, "subgroup": null, "meeting": null, "agendaItem": null });
    assert_eq!(
        shown["node"],
        json!({ "state": "SCHEDULED", "prepared": "Ein Verfahren liegt vor.", "steps": [
            open("2026-01-20"),
            { "state": "WITH_SUBGROUP", "since": "2026-02-02", "subgroup": { "name": "Untergruppe Stillen" },
              "meeting": null, "agendaItem": null },
            open("2026-02-19"),
            { "state": "SCHEDULED", "since": "2026-02-21", "subgroup": null, "agendaItem": item,
              "meeting": { "on": "2026-04-15", "body": { "name": "Qualitätszirkel" } } },
        ] })
    );
    // What the office and the subgroup wrote is not the partners'.
    let partner = of("leverkusen", Role::Partner);
    let shown = data(&graph, &partner, &way).await;
    assert_eq!(shown["node"]["state"], "SCHEDULED");
    assert_eq!(shown["node"]["prepared"], Value::Null);
    let reason = node(dropped, "title dropReason");
    let said = data(&graph, &coordinator("leverkusen"), &reason).await;
    assert_eq!(
        said["node"]["dropReason"],
        "Es gibt schon einen Arbeitskreis."
    );
    let said = data(&graph, &partner, &reason).await;
    assert_eq!(
        said["node"],
        json!({ "title": "Väter", "dropReason": null })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mtg_09_a_partner_proposes_and_supports_and_nothing_else() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let [topic, ..] = backlog(&mut office, &town).await;
    office.publish().await;
    let receipt = json!({
        "stream": format!("topic-{topic}"), "id": topic, "version": 1, "events": [], "replayed": false,
    });
    let service = Service::answering(200, receipt).await;
    let runner = Runner::new(database.pool(DatabaseRole::Projector), ReadModel);
    let graph = graph_with(&database, &service.url, Arc::new(runner));
    let partner = of("leverkusen", Role::Partner);
    let (body, by) = (town.body, town.without_contact);
    let propose = format!(
        "mutation {{ proposeTopic(input: {{ body: \"{body}\", proposedBy: \"{by}\", title: \"Übergänge\",
            proposedOn: \"2026-03-01\" }}, idempotencyKey: \"k\") {{ error {{ code }} topic {{ title state }} }} }}"
    );
    assert_eq!(
        data(&graph, &partner, &propose).await["proposeTopic"],
        json!({ "error": null, "topic": { "title": "Übergänge", "state": "OPEN" } })
    );
    let support = format!(
        "mutation {{ supportTopic(input: {{ topic: \"{topic}\", body: \"{body}\", partner: \"{by}\",
            supportedOn: \"2026-03-01\" }}, idempotencyKey: \"k\") {{ topic {{ supportCount }} }} }}"
    );
    let supported = data(&graph, &partner, &support).await;
    assert_eq!(supported["supportTopic"]["topic"]["supportCount"], 1);
    let drop_it = format!(
        "mutation {{ dropTopic(input: {{ topic: \"{topic}\", droppedOn: \"2026-03-01\" }}, idempotencyKey: \"k\")
            {{ visible }} }}"
    );
    assert_eq!(codes(&graph, &partner, &drop_it).await, ["NOT_ALLOWED"]);
    let posted = service.posted();
    let names: Vec<&str> = posted.iter().map(|posted| &*posted.name).collect();
    assert_eq!(names, ["propose-topic", "support-topic"]);
    assert_eq!(posted[0].body["command"]["proposedBy"], json!(by));
    assert_eq!(posted[1].body["command"]["topic"], json!(topic));
    drop((graph, office));
    database.drop().await;
}
