//! What the work list says of meetings and of what comes out of them (REM-06 … REM-12, REM-18, REM-19, MTG-13 … MTG-29).

use eventstore::DatabaseRole;
use gateway::graphql::Graph;
use kernel::{NewText, StreamId};
use meetings::committee_report::{CommitteeReportEvent, CommitteeReportsBegun};
use meetings::meeting::*;
use meetings::minutes::*;
use meetings::recommendation::*;
use meetings::standard::{StandardAdopted, StandardEvent};
use meetings::{MeetingEvent, MinutesEvent, OutcomeKind, RecommendationEvent};
use membership::{BodyKind, NetworkKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::office::{Office, day, text};
use super::{coordinator, data, database, graph};

const ROLE: DatabaseRole = DatabaseRole::Meetings;

/// The tasks about meetings and what comes out of them on a day, in their order.
async fn tasks(graph: &Graph, town: &str, on: &str) -> Vec<Value> {
    let query = format!(
        "{{ workList(asOf: \"{on}\", first: 200) {{ nodes {{ kind code severity rule sentence subject subjectName }} }} }}"
    );
    let answer = data(graph, &coordinator(town), &query).await;
    let nodes = answer["workList"]["nodes"].as_array().cloned().unwrap();
    let ours = |node: &Value| {
        let rule = node["rule"].as_str().unwrap_or_default();
        rule.starts_with("REM") || rule.starts_with("MTG") || rule == "MEM-47"
    };
    nodes.into_iter().filter(ours).collect()
}

fn codes(tasks: &[Value]) -> Vec<&str> {
    tasks
        .iter()
        .map(|task| task["code"].as_str().unwrap_or_default())
        .collect()
}

fn planned(body: Uuid, begins: &str, planned_on: &str) -> MeetingPlanned {
    MeetingPlanned {
        body: body.into(),
        number: 1,
        begins: begins.parse().unwrap(),
        minutes: None,
        minutes_by_policy: false,
        place: None,
        place_by_policy: false,
        topic: None,
        planned_on: day(planned_on),
    }
}

fn item(id: u128, kind: ItemKind) -> AgendaItemAdded {
    AgendaItemAdded {
        item: Uuid::from_u128(id).into(),
        kind,
        title: None,
        note: None,
        topic: None,
        speaker: None,
        partner: None,
        subgroup: None,
        minutes: None,
        position: 1,
    }
}

fn given(id: u128, item: Option<u128>, words: &NewText, due_on: &str) -> OutcomeRecorded {
    OutcomeRecorded {
        outcome: Uuid::from_u128(id).into(),
        item: item.map(|item| Uuid::from_u128(item).into()),
        kind: OutcomeKind::Task,
        text: words.id,
        responsible: None,
        due_on: Some(day(due_on)),
    }
}

fn written(words: &NewText) -> MinutesContent {
    MinutesContent {
        text: words.id,
        author: MinutesAuthor {
            by: AuthorKind::Office,
            partner: None,
            contact: None,
        },
        attachments: Vec::new(),
        mentions: Vec::new(),
    }
}

#[tokio::test]
async fn rem_08_to_10_a_meeting_asks_for_its_invitation_its_minutes_and_its_tasks() {
    let database = database().await;
    let mut office = Office::open(&database, "stormarn").await;
    let network = office.network("Nordstormarn", NetworkKind::Central).await;
    let partner = office.request("Frühförderung Mitte", &[network]).await;
    let body = office
        .body(
            "zentrales-netzwerktreffen",
            BodyKind::CentralNetworkMeeting,
            "2019",
        )
        .await;
    let meeting = Uuid::from_u128(0x50);
    let (better, letter) = (text("Wege abkürzen"), text("Flyer drucken"));
    let events: Vec<MeetingEvent> = vec![
        planned(body, "2021-03-10T09:00", "2021-01-10").into(),
        item(0x51, ItemKind::ErrorAnalysis).into(),
        ParticipantsInvited {
            partners: vec![partner],
            contacts: Vec::new(),
            guests: 0,
            letter: None,
            invited_on: day("2021-02-20"),
            sequence: 0,
        }
        .into(),
        MeetingOpened { opened_at: None }.into(),
        given(0x52, Some(0x51), &better, "2021-09-01").into(),
        given(0x53, None, &letter, "2021-06-01").into(),
        TaskCompleted {
            outcome: Uuid::from_u128(0x52).into(),
            done_on: day("2021-07-01"),
        }
        .into(),
    ];
    let stream = StreamId::new("meeting", meeting);
    office
        .happened(ROLE, stream, events, &[&better, &letter])
        .await;
    let minutes = text("Ergebnisse");
    let events: Vec<MinutesEvent> = vec![
        MinutesDrafted {
            meeting: meeting.into(),
            body: body.into(),
            content: written(&minutes),
            drafted_on: day("2021-03-26"),
        }
        .into(),
        MinutesSubmitted {
            submitted_on: day("2021-03-26"),
        }
        .into(),
        MinutesApproved {
            approved_on: day("2021-04-01"),
            in_meeting: None,
        }
        .into(),
        MinutesDispatched {
            version: 1,
            partners: vec![partner],
            channel: DispatchChannel::Mail,
            dispatched_on: day("2021-04-09"),
        }
        .into(),
    ];
    let stream = StreamId::new("minutes", Uuid::from_u128(0x54));
    office.happened(ROLE, stream, events, &[&minutes]).await;
    office.publish().await;
    let graph = graph(&database);
    let of_meeting = async |on: &str| {
        let tasks = tasks(&graph, "stormarn", on).await;
        let ours = tasks.into_iter().filter(|task| task["kind"] == "MEETING");
        ours.collect::<Vec<Value>>()
    };
    let name = "Gremium zentrales-netzwerktreffen, 10.03.2021";
    let expected = |code: &str, rule: &str, sentence: &str| {
        json!({
            "kind": "MEETING", "code": code, "severity": "TASK", "rule": rule, "sentence": sentence,
            "subject": meeting, "subjectName": name,
        })
    };
    assert_eq!(of_meeting("2021-02-16").await, [Value::Null; 0]);
    assert_eq!(
        of_meeting("2021-02-17").await,
        [expected(
            "INVITATION_NOT_SENT",
            "REM-08",
            "Zur Sitzung am 10.03.2021 ist noch nicht eingeladen. Zuständig: Vorbereitungsteam, Netzwerkkoordination."
        )]
    );
    assert_eq!(of_meeting("2021-02-20").await, [Value::Null; 0]);
    let improvement = expected(
        "IMPROVEMENT_OPEN",
        "MTG-25",
        "„Wege abkürzen“: Die Verbesserung aus der Fehleranalyse vom 10.03.2021 ist noch offen.",
    );
    assert_eq!(
        of_meeting("2021-03-24").await,
        [
            improvement.clone(),
            expected(
                "MINUTES_MISSING",
                "REM-09",
                "Von der Sitzung am 10.03.2021 gibt es noch kein Protokoll. Zuständig: gewählte Protokollführung."
            )
        ]
    );
    let alone = std::slice::from_ref(&improvement);
    assert_eq!(of_meeting("2021-03-26").await, alone);
    assert_eq!(
        of_meeting("2021-04-08").await,
        [
            improvement.clone(),
            expected(
                "MINUTES_NOT_DISPATCHED",
                "REM-09",
                "Das Protokoll ist seit dem 01.04.2021 genehmigt und noch nicht versandt. Zuständig: Verwaltung."
            )
        ]
    );
    assert_eq!(codes(&of_meeting("2021-04-09").await), ["IMPROVEMENT_OPEN"]);
    assert_eq!(
        codes(&of_meeting("2021-05-09").await),
        ["IMPROVEMENT_OPEN", "PASSING_ON_OPEN"]
    );
    let late = of_meeting("2021-07-01").await;
    assert_eq!(codes(&late), ["MEETING_TASK_OVERDUE", "PASSING_ON_OPEN"]);
    assert_eq!(
        late[0]["sentence"],
        "„Flyer drucken“: Der Auftrag aus der Sitzung vom 10.03.2021 war bis zum 01.06.2021 zu erledigen."
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_06_a_body_that_is_behind_stands_in_the_work_list_a_duty_as_task_the_rest_as_hint() {
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
    for body in [stated, inferred] {
        office.met(body, "2021-02-01", &[]).await;
    }
    office.publish().await;
    let graph = graph(&database);
    assert_eq!(
        tasks(&graph, "stormarn", "2021-03-01").await,
        [Value::Null; 0]
    );
    let found = tasks(&graph, "stormarn", "2021-09-01").await;
    let weighed: Vec<(&Value, &Value, &Value)> = found
        .iter()
        .map(|task| (&task["subject"], &task["code"], &task["severity"]))
        .collect();
    assert_eq!(
        weighed,
        [
            (&json!(stated), &json!("CADENCE_BEHIND"), &json!("TASK")),
            (&json!(stated), &json!("NO_MEETING_PLANNED"), &json!("TASK")),
            (
                &json!(inferred),
                &json!("CADENCE_BEHIND"),
                &json!("WARNING")
            ),
            (
                &json!(inferred),
                &json!("NO_MEETING_PLANNED"),
                &json!("WARNING")
            ),
        ]
    );
    assert_eq!(found[0]["kind"], "BODY");
    assert_eq!(
        found[0]["sentence"],
        "Im Jahr 2021 fehlt noch 1 von mindestens 2 Sitzungen: 1 gehalten, 0 geplant; bis 31.12.2021 bleiben 4 volle \
         Monate."
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_11_rem_12_rem_18_what_came_out_of_meetings_is_asked_for() {
    let database = database().await;
    let mut office = Office::open(&database, "duisburg").await;
    let body = office
        .body("lenkungskreis", BodyKind::SteeringCommittee, "2016")
        .await;
    let [raised, report, standard] = [0x60, 0x61, 0x62].map(Uuid::from_u128);
    let title = text("Mehr Plätze in Spielgruppen");
    let council = Addressee::Organ("jugendhilfeausschuss".parse().unwrap());
    let events: Vec<RecommendationEvent> = vec![
        RecommendationRaised {
            meeting: Uuid::from_u128(0x63).into(),
            outcome: Uuid::from_u128(0x64).into(),
            body: body.into(),
            kind: RecommendationKind::ALL[0],
            title: title.id,
            text: None,
            raised_on: day("2021-01-11"),
        }
        .into(),
        RecommendationForwarded {
            from: Addressee::Body(body.into()),
            to: council.clone(),
            forwarded_on: day("2021-01-18"),
            via: None,
            letter: None,
        }
        .into(),
        RecommendationAnswered {
            from: council,
            answer: AnswerKind::Noted,
            decision: None,
            text: None,
            answered_on: day("2021-09-01"),
        }
        .into(),
    ];
    let stream = StreamId::new("recommendation", raised);
    office.happened(ROLE, stream, events, &[&title]).await;
    let begun: CommitteeReportEvent = CommitteeReportsBegun {
        organ: "jugendhilfeausschuss".parse().unwrap(),
        begun_on: day("2021-01-04"),
    }
    .into();
    let stream = StreamId::new("committee-report", report);
    office.happened(ROLE, stream, vec![begun], &[]).await;
    let name = text("Willkommensbesuche");
    let adopted: StandardEvent = StandardAdopted {
        body: body.into(),
        meeting: Uuid::from_u128(0x63).into(),
        title: name.id,
        text: None,
        document: None,
        adopted_on: day("2021-01-11"),
        review_on: Some(day("2021-08-01")),
    }
    .into();
    let stream = StreamId::new("standard", standard);
    office.happened(ROLE, stream, vec![adopted], &[&name]).await;
    office.publish().await;
    let graph = graph(&database);
    let known = async |on: &str| {
        let found = tasks(&graph, "duisburg", on).await;
        let about_bodies = |task: &Value| task["kind"] == "BODY";
        found
            .into_iter()
            .filter(|task| !about_bodies(task))
            .map(|task| {
                let [kind, code, name] = ["kind", "code", "subjectName"]
                    .map(|of| task[of].as_str().unwrap_or("-").to_owned());
                format!("{kind} {code} {name}")
            })
            .collect::<Vec<String>>()
    };
    let reports = [
        "COMMITTEE_REPORT COMMITTEE_REPORTS_NOT_BEGUN Ausschuss für Gesundheit und Soziales",
        "COMMITTEE_REPORT REPORT_INTERVAL_UNSTATED Jugendhilfeausschuss",
    ];
    assert_eq!(known("2021-07-17").await, reports);
    let unanswered = "RECOMMENDATION RECOMMENDATION_UNANSWERED Mehr Plätze in Spielgruppen";
    assert_eq!(
        known("2021-07-18").await,
        [&[unanswered][..], &reports].concat()
    );
    let unseen = "RECOMMENDATION ANSWER_NOT_PRESENTED Mehr Plätze in Spielgruppen";
    let review = "STANDARD STANDARD_REVIEW_DUE Willkommensbesuche";
    assert_eq!(
        known("2021-09-01").await,
        [&[unseen][..], &reports, &[review]].concat()
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_18_rem_19_mtg_29_presentations_the_yearly_training_and_the_evaluation_are_asked_for() {
    let database = database().await;
    let town = super::fixture::leverkusen(&database).await;
    super::fixture::duisburg(&database).await;
    let graph = graph(&database);
    let before = tasks(&graph, "leverkusen", "2021-06-30").await;
    assert_eq!(codes(&before), [""; 0]);
    let summer = tasks(&graph, "leverkusen", "2021-07-01").await;
    assert_eq!(codes(&summer), ["EVALUATION_NOT_DISCUSSED"]);
    assert_eq!(
        (&summer[0]["severity"], &summer[0]["subject"]),
        (&json!("WARNING"), &json!(town.body))
    );
    let autumn = tasks(&graph, "leverkusen", "2021-09-30").await;
    assert_eq!(
        codes(&autumn),
        ["EVALUATION_NOT_DISCUSSED", "YEARLY_TRAINING_MISSING"]
    );
    // Duisburg's document says that everybody presents its work.
    let duisburg = tasks(&graph, "duisburg", "2021-09-30").await;
    let presents = duisburg
        .iter()
        .find(|task| task["code"] == "NOT_YET_PRESENTED");
    let presents = presents.cloned().unwrap_or_default();
    assert_eq!(
        (&presents["kind"], &presents["subjectName"]),
        (&json!("PARTNER"), &json!("Klinik am Park")),
        "{duisburg:?}"
    );
    drop(graph);
    database.drop().await;
}
