//! A year of Stormarn's central network meetings: the members set the topics, the preparation team invites, an elected
//! taker writes and the Kreisverwaltung sends, proposals go on through the coordination.

use acceptance::{Caller, Settings, System};
use serde_json::{Value, json};

use super::{body_named, cadence, done, forbidden, partner, refused, seen, task_codes, text};

#[tokio::test(flavor = "multi_thread")]
async fn stormarns_central_meetings_are_two_in_2027_and_a_third_one_is_missed() {
    let system = System::start_with(Settings {
        clock: Some("2027-01-11T08:00:00Z"),
        ..Settings::default()
    })
    .await;
    let office = &system.coordinator("stormarn");
    let team = &system.caller("preparation-team", "stormarn");
    let taker = &system.caller("minute-taker", "stormarn");
    let administration = &system.caller("administration", "stormarn");
    let north = &body_named(office, "Zentrales Netzwerktreffen Nordstormarn").await;
    let south = &body_named(office, "Zentrales Netzwerktreffen Südstormarn").await;
    let centre = &partner(office, "Familienzentrum (Beispiel)").await;

    // MTG-01: „mindestens 2x im Jahr“; that each of the three has two is a reading, and no state counts it as a duty.
    let asked = "required held strength status words";
    assert_eq!(
        cadence(office, north, 2027, asked).await,
        json!({
            "required": 2, "held": 0, "strength": "MUST", "status": "INFERRED",
            "words": "Die zentralen Netzwerktreffen finden in regelmäßigen Abständen, mindestens 2x im Jahr statt.",
        })
    );
    // MTG-02: „2X im Jahr“ of the coordinators is stated.
    let coordinators = &body_named(
        office,
        "Treffen der Netzwerkkoordinatorinnen und -koordinatoren",
    )
    .await;
    assert_eq!(
        cadence(office, coordinators, 2027, "required strength status").await,
        json!({ "required": 2, "strength": "MUST", "status": "STATED" })
    );

    // MTG-09: a member proposes and supports; what finds support comes on the agenda.
    let proposal = json!({
        "body": north, "proposedBy": centre, "title": "Übergang in die Kita", "proposedOn": "2027-01-11",
    });
    let topic = &done(office, "2027-01-11", "proposeTopic", proposal).await;
    let support =
        json!({ "topic": topic, "body": north, "partner": centre, "supportedOn": "2027-01-11" });
    done(office, "2027-01-11", "supportTopic", support).await;
    let spring = &plan(office, north, "2027-03-17T14:00").await;
    let autumn = &plan(office, north, "2027-10-06T14:00").await;

    // MTG-08, MTG-24, MTG-25: the team drafts the agenda and invites; a case talk has no words at all.
    system.move_clock("2027-02-01T08:00:00Z");
    let item = json!({
        "meeting": spring, "body": north, "kind": "ORDINARY", "title": "Übergang in die Kita", "topic": topic,
    });
    done(team, "2027-02-01", "addAgendaItem", item).await;
    let talk = json!({ "meeting": spring, "body": north, "kind": "ANONYMOUS_CASE_TALK", "title": "Der Fall" });
    let (_, rule) = refused(team, "2027-02-01", "addAgendaItem", talk).await;
    assert_eq!(rule, "MTG-24");
    let talk = json!({ "meeting": spring, "body": north, "kind": "ANONYMOUS_CASE_TALK" });
    done(team, "2027-02-01", "addAgendaItem", talk).await;
    let errors = json!({
        "meeting": spring, "body": north, "kind": "ERROR_ANALYSIS", "title": "Übergaben an der Schnittstelle Klinik",
    });
    done(team, "2027-02-01", "addAgendaItem", errors).await;
    let invite = json!({ "meeting": spring, "body": north });
    done(team, "2027-02-01", "inviteParticipants", invite).await;

    // MTG-10: the meeting elects who writes; without an election it does not end.
    system.move_clock("2027-03-17T13:10:00Z");
    let on = "2027-03-17";
    done(office, on, "openMeeting", json!({ "meeting": spring })).await;
    let close = json!({ "meeting": spring, "body": north });
    let (code, rule) = refused(office, on, "closeMeeting", close.clone()).await;
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("TAKER_NOT_ELECTED", "MTG-10")
    );
    let elected = json!({ "meeting": spring, "body": north, "partner": centre });
    done(office, on, "electMinuteTaker", elected).await;
    let present = json!({ "meeting": spring, "partners": [{ "partner": centre }] });
    done(office, on, "recordAttendance", present).await;
    let agenda = seen(office, "Meeting", spring, "agenda { id kind title }", on).await;
    assert_eq!(agenda["agenda"][1]["title"], Value::Null);
    let outcome = |kind: &str, text: &str, item: &Value, due: Option<&str>| json!({ "meeting": spring, "body": north, "kind": kind, "text": text, "item": item, "dueOn": due });
    let task = outcome(
        "TASK",
        "Übergabebogen entwerfen",
        &agenda["agenda"][2]["id"],
        Some("2027-06-01"),
    );
    done(office, on, "recordOutcome", task).await;
    let wish = outcome(
        "RECOMMENDATION",
        "Sprechzeiten abends",
        &agenda["agenda"][0]["id"],
        None,
    );
    done(office, on, "recordOutcome", wish).await;
    done(office, on, "closeMeeting", close).await;
    let outcomes = seen(office, "Meeting", spring, "outcomes { id kind }", on).await;

    // MTG-10: the taker writes, the Kreisverwaltung sends and nobody else does.
    let minutes = &minutes(&system, taker, office, north, spring, centre).await;
    let sent = json!({
        "minutes": minutes, "body": north, "version": 1, "partners": [centre], "channel": "MAIL",
        "dispatchedOn": "2027-03-29",
    });
    forbidden(taker, "2027-03-29", "dispatchMinutes", sent.clone()).await;
    done(administration, "2027-03-29", "dispatchMinutes", sent).await;

    // MTG-20: „über die kreisweite Netzwerkkoordination in die entsprechenden Gremien eingebracht“.
    let raised = json!({
        "meeting": spring, "outcome": outcomes["outcomes"][1]["id"], "body": north,
        "kind": "CHANGE_PROPOSAL", "title": "Sprechzeiten abends", "raisedOn": "2027-03-29",
    });
    let raised = &done(office, "2027-03-29", "raiseRecommendation", raised).await;
    let forward = json!({
        "recommendation": raised, "from": { "body": north }, "to": { "organ": "gremien" },
        "forwardedOn": "2027-03-29",
    });
    done(office, "2027-03-29", "forwardRecommendation", forward).await;

    // REM-10, REM-12, MTG-25: half a year later nobody passed on, nobody answered, and the task is not done.
    system.move_clock("2027-10-01T08:00:00Z");
    let open = task_codes(office).await;
    for code in [
        "PASSING_ON_OPEN",
        "RECOMMENDATION_UNANSWERED",
        "IMPROVEMENT_OPEN",
    ] {
        assert!(open.contains(&code.to_owned()), "{code}: {open:?}");
    }
    let task = text(&outcomes["outcomes"][0]["id"]);
    let complete = json!({ "meeting": spring, "outcome": task, "doneOn": "2027-10-01" });
    done(office, "2027-10-01", "completeTask", complete).await;
    let passed = json!({ "minutes": minutes, "partner": centre, "acknowledgedOn": "2027-10-01" });
    done(office, "2027-10-01", "acknowledgePassingOn", passed).await;

    system.move_clock("2027-10-06T12:10:00Z");
    let on = "2027-10-06";
    done(office, on, "openMeeting", json!({ "meeting": autumn })).await;
    let elected = json!({ "meeting": autumn, "body": north, "partner": centre });
    done(office, on, "electMinuteTaker", elected).await;
    done(
        office,
        on,
        "closeMeeting",
        json!({ "meeting": autumn, "body": north }),
    )
    .await;

    // The year's end: two in the north; none in the south, which is said with its words and as a hint.
    system.move_clock("2027-12-31T12:00:00Z");
    assert_eq!(
        cadence(office, north, 2027, "held behind").await,
        json!({ "held": 2, "behind": false })
    );
    assert_eq!(
        cadence(office, south, 2027, "held behind").await,
        json!({ "held": 0, "behind": true })
    );
    // Nothing that is only read into a document is a duty of the state's overview; the coordinators' two are.
    let state = system.caller("state-coordinator", "01");
    let overview = state
        .ask("{ stateOverview { municipality { name } meetings { held required } } }")
        .await;
    let rows = overview["stateOverview"].as_array().expect("rows");
    let meetings: Vec<&Value> = rows.iter().map(|row| &row["meetings"]).collect();
    assert_eq!(meetings, [&json!({ "held": 0, "required": 2 })]);
}

async fn plan(office: &Caller, body: &str, begins: &str) -> String {
    done(
        office,
        "2027-01-11",
        "planMeeting",
        json!({ "body": body, "begins": begins }),
    )
    .await
}

/// Drafted and submitted by the taker, approved by the office.
async fn minutes(
    system: &System,
    taker: &Caller,
    office: &Caller,
    body: &str,
    meeting: &str,
    centre: &str,
) -> String {
    system.move_clock("2027-03-29T08:00:00Z");
    let on = "2027-03-29";
    let by_office = json!({
        "meeting": meeting, "body": body, "text": "Kurzprotokoll.", "author": { "by": "OFFICE" },
        "draftedOn": on,
    });
    let (code, rule) = refused(office, on, "draftMinutes", by_office).await;
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("AUTHOR_NOT_ELECTED", "MTG-10")
    );
    let draft = json!({
        "meeting": meeting, "body": body, "text": "Die Übergänge in die Kita wurden besprochen.",
        "author": { "by": "TAKER", "partner": centre }, "draftedOn": on,
    });
    let minutes = done(taker, on, "draftMinutes", draft).await;
    let submit = json!({ "minutes": minutes, "meeting": meeting, "body": body, "submittedOn": on });
    done(taker, on, "submitMinutes", submit).await;
    let approve = json!({ "minutes": minutes, "approvedOn": on });
    done(office, on, "approveMinutes", approve).await;
    minutes
}
