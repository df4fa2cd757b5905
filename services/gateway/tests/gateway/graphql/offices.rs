//! Coordination offices: contact, staffing, vacancy, tasks, hours; groups of volunteers (MEM-30 … MEM-34, MEM-48).

use kernel::{NetworkId, PersonId, Role};
use membership::office::{
    CoordinatorRole, LogOfficeActivity, OfficeTask, ReleaseCoordinator, SetEmergencyCard,
    SetOfficeServices, SetOfficeTasks,
};
use membership::volunteers::{RecordVolunteerExchange, RecordVolunteerTraining};
use membership::{NetworkKind, Office as Desk, VolunteerGroup};
use serde_json::{Value, json};

use super::office::{Office, day, text};
use super::{answer, coordinator, data, database, fixture, graph, of};

async fn codes_of_tasks(graph: &gateway::graphql::Graph) -> Vec<String> {
    let query = "{ workList(first: 200) { nodes { kind code rule sentence subject } } }";
    let answer = data(graph, &coordinator("leverkusen"), query).await;
    let nodes = answer["workList"]["nodes"].as_array().unwrap();
    let codes = nodes.iter().map(|node| node["code"].as_str().unwrap());
    codes.map(str::to_owned).collect()
}

#[tokio::test]
async fn mem_31_an_office_is_printed_for_everybody_and_its_people_only_for_who_sees_contacts() {
    let database = database().await;
    fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let query = "{ offices { network { id } since contact { name address room hours email since }
        vacant coordinators { function since person { name email } } deputies { function } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    let office = &answer["offices"][0];
    assert_eq!(office["network"], Value::Null);
    assert_eq!(
        office["contact"],
        json!({
            "name": "Koordinierungsstelle Frühe Hilfen",
            "address": "Platz 1, 51373 Leverkusen",
            "room": "Gebäude D, Raum 117",
            "hours": null,
            "email": "fruehe-hilfen@example.org",
            "since": "2013",
        })
    );
    assert_eq!(
        office["coordinators"][0]["person"]["name"],
        "Karla Koordination"
    );
    assert_eq!(office["deputies"], json!([]));
    assert_eq!(office["vacant"], false);
    for role in [Role::Partner, Role::MinuteTaker, Role::Auditor] {
        let answer = data(&graph, &of("leverkusen", role), query).await;
        let shown = &answer["offices"][0]["coordinators"][0];
        assert_eq!(
            shown["function"], "Sozialpädagogische Fachkraft",
            "{role:?}"
        );
        assert_eq!(shown["person"], Value::Null, "{role:?}");
    }
    let leverkusen = coordinator("leverkusen");
    let before = data(
        &graph,
        &leverkusen,
        "{ offices(asOf: \"2012-12-31\") { id } }",
    );
    assert_eq!(before.await["offices"], json!([]));
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn mem_32_staffing_says_what_its_day_means_and_vacant_days_are_counted_up_to_the_day() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let desk = office.desk(None).await;
    let person = super::desk::person("Karla Koordination");
    let id = PersonId(person.id.0);
    let appoint = membership::office::AppointCoordinator {
        office: desk.into(),
        person: kernel::NewEntry::new(
            person.id,
            kernel::Person {
                id: Some(id),
                ..person.content
            },
        ),
        function: text("Sozialpädagogische Fachkraft"),
        role: CoordinatorRole::Coordinator,
        from: "2013".parse().unwrap(),
    };
    office.execute::<Desk>(appoint, "2013-04-02").await;
    let release = ReleaseCoordinator {
        office: desk.into(),
        person: id,
        role: CoordinatorRole::Coordinator,
        to: day("2026-01-31"),
    };
    office.execute::<Desk>(release, "2026-01-30").await;
    office
        .appoint(desk, "Dora Deputy", CoordinatorRole::Deputy, "2020-01-01")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ offices { fteHundredths staffing { fteHundredths since dating } vacant
        vacantDays(year: 2026) last: vacantDays(year: 2025) next: vacantDays(year: 2027) } }";
    let shown = data(&graph, &coordinator("leverkusen"), query).await["offices"][0].take();
    assert_eq!(
        shown["staffing"],
        json!([{ "fteHundredths": 50, "since": "2015", "dating": "DOCUMENTED" }])
    );
    assert_eq!(shown["fteHundredths"], 50);
    // A deputy does not fill the vacancy: 28 days of February and two of March.
    assert_eq!(shown["vacant"], true);
    assert_eq!(
        [&shown["vacantDays"], &shown["last"], &shown["next"]],
        [&json!(30), &json!(0), &Value::Null]
    );
    let query = "{ workList(first: 200) { nodes { code sentence rule } } }";
    let tasks = data(&graph, &coordinator("leverkusen"), query).await;
    let nodes = tasks["workList"]["nodes"].as_array().unwrap();
    let vacant = nodes
        .iter()
        .find(|node| node["code"] == "OFFICE_VACANT")
        .unwrap();
    let sentence = vacant["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("Die Netzwerkkoordination ist seit dem "),
        "{sentence}"
    );
    assert_eq!(vacant["rule"], "MEM-31");
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_33_the_report_counts_and_does_not_take_a_missing_duration_for_none() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let desk = office.desk(None).await;
    let tasks = SetOfficeTasks {
        office: desk.into(),
        tasks: vec![OfficeTask::WinPartners, OfficeTask::LinkNetworks],
        since: "2015".parse().unwrap(),
    };
    office.execute::<Desk>(tasks, "2015-06-01").await;
    for (on, minutes) in [
        ("2025-03-03", Some(90)),
        ("2025-04-07", None),
        ("2024-12-31", Some(5)),
    ] {
        let log = LogOfficeActivity {
            office: desk.into(),
            task: OfficeTask::WinPartners,
            on: day(on),
            minutes,
            note: None,
        };
        office.execute::<Desk>(log, on).await;
    }
    let services = SetOfficeServices {
        office: desk.into(),
        contact_point_for_families: None,
        coordinates_health_professionals: Some(false),
        coordinates_volunteers: Some(true),
        since: "2015".parse().unwrap(),
    };
    office.execute::<Desk>(services, "2015-06-01").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ offices { tasks { set tasks { code } }
        services { contactPointForFamilies coordinatesHealthProfessionals coordinatesVolunteers }
        activityReport(year: 2025) { task activities minutes untimed } } }";
    let shown = data(&graph, &coordinator("leverkusen"), query).await["offices"][0].take();
    assert_eq!(
        shown["tasks"],
        json!([
            { "set": "DUTIES", "tasks": [{ "code": "WIN_PARTNERS" }] },
            { "set": "PROFILE", "tasks": [{ "code": "LINK_NETWORKS" }] },
        ])
    );
    assert_eq!(
        shown["services"],
        json!({
            "contactPointForFamilies": null,
            "coordinatesHealthProfessionals": false,
            "coordinatesVolunteers": true,
        })
    );
    assert_eq!(
        shown["activityReport"],
        json!([{ "task": "WIN_PARTNERS", "activities": 2, "minutes": 90, "untimed": 1 }])
    );
    let partner = answer(&graph, &of("leverkusen", Role::Partner), query).await;
    assert_eq!(partner["data"]["offices"][0]["activityReport"], Value::Null);
    assert_eq!(partner["errors"][0]["extensions"]["code"], "NOT_ALLOWED");
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_30_a_missing_emergency_card_is_a_task_once_a_contact_list_prints_it() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let partner = office.member("Ärztehaus Nord", &[network]).await;
    let desk = office.desk(Some(network)).await;
    office.publish().await;
    let graph = graph(&database);
    let missing = "EMERGENCY_CARD_MISSING".to_owned();
    assert!(!codes_of_tasks(&graph).await.contains(&missing));
    office.issue(&[partner], "2025-10-01").await;
    office.publish().await;
    assert!(codes_of_tasks(&graph).await.contains(&missing));
    let card = SetEmergencyCard {
        office: desk.into(),
        acute: text("Allgemeiner Sozialer Dienst"),
        outside_hours: text("Notfallbereitschaft über Polizei/Feuerwehr"),
        valid_from: day("2026-01-01"),
    };
    office.execute::<Desk>(card, "2026-01-01").await;
    office.publish().await;
    assert!(!codes_of_tasks(&graph).await.contains(&missing));
    let query = "{ offices { network { id } emergencyCard { acute outsideHours validFrom } } }";
    let shown = data(&graph, &of("leverkusen", Role::Partner), query).await["offices"][0].take();
    assert_eq!(
        NetworkId(shown["network"]["id"].as_str().unwrap().parse().unwrap()),
        network
    );
    assert_eq!(
        shown["emergencyCard"],
        json!({
            "acute": "Allgemeiner Sozialer Dienst",
            "outsideHours": "Notfallbereitschaft über Polizei/Feuerwehr",
            "validFrom": "2026-01-01",
        })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_48_volunteers_are_counts_and_days_and_an_overdue_exchange_is_a_task() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let partner = office.member("Diakonisches Werk", &[network]).await;
    let group = office.volunteers(partner).await;
    let training = RecordVolunteerTraining {
        group: group.into(),
        sessions: 3,
        hours_per_session: 2,
        held_on: day("2026-01-12"),
        participants: None,
    };
    office
        .execute::<VolunteerGroup>(training, "2026-01-12")
        .await;
    let exchange = |on| RecordVolunteerExchange {
        group: group.into(),
        held_on: day(on),
    };
    office
        .execute::<VolunteerGroup>(exchange("2026-01-15"), "2026-01-15")
        .await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ volunteerGroups { name partner { name } headcount headcounts { count on }
        trainings { sessions hoursPerSession heldOn participants } lastExchangeOn exchangeDueOn
        exchanges(year: 2026) confidentialityConfirmedOn findings { code severity } } }";
    let shown = data(&graph, &coordinator("leverkusen"), query).await["volunteerGroups"][0].take();
    assert_eq!(
        shown,
        json!({
            "name": "Willkommenspatinnen",
            "partner": { "name": "Diakonisches Werk" },
            "headcount": 15,
            "headcounts": [{ "count": 15, "on": "2015" }],
            "trainings": [
                { "sessions": 3, "hoursPerSession": 2, "heldOn": "2026-01-12", "participants": null },
            ],
            "lastExchangeOn": "2026-01-15",
            "exchangeDueOn": "2026-02-15",
            "exchanges": 1,
            "confidentialityConfirmedOn": null,
            "findings": [{ "code": "VOLUNTEER_EXCHANGE_DUE", "severity": "TASK" }],
        })
    );
    let due = "VOLUNTEER_EXCHANGE_DUE".to_owned();
    assert!(codes_of_tasks(&graph).await.contains(&due));
    office
        .execute::<VolunteerGroup>(exchange("2026-02-20"), "2026-02-20")
        .await;
    office.publish().await;
    assert!(!codes_of_tasks(&graph).await.contains(&due));
    drop((graph, office));
    database.drop().await;
}
