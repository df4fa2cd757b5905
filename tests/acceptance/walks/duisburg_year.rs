//! A year of Duisburg's Lenkungskreis: four meetings, one of them called off and made up for; it recommends and decides
//! nothing for others; the Jugendamt writes, and two committees are told.

use acceptance::{Caller, Settings, System};
use serde_json::json;

use super::{body_named, cadence, done, mutate, partner, refused, seen, task_codes, text};

#[tokio::test(flavor = "multi_thread")]
async fn duisburgs_lenkungskreis_meets_four_times_in_2027() {
    let system = System::start_with(Settings {
        clock: Some("2027-01-11T08:00:00Z"),
        ..Settings::default()
    })
    .await;
    let office = &system.coordinator("duisburg");
    let circle = &body_named(office, "Lenkungskreis Frühe Hilfen in Duisburg").await;
    let partner = &partner(office, "PHG Duisburg gGmbH").await;

    // MTG-03: „4x im Jahr“; that the Netzwerktreffen is the Lenkungskreis is inferred, and said so.
    let asked = "required held planned forecast strength status behind";
    assert_eq!(
        cadence(office, circle, 2027, asked).await,
        json!({
            "required": 4, "held": 0, "planned": 0, "forecast": 0, "strength": "MUST",
            "status": "INFERRED", "behind": true,
        })
    );
    let meetings = plan_the_year(office, circle).await;
    let [first, second, third, fourth] = &meetings;
    assert_eq!(
        cadence(office, circle, 2027, "planned forecast behind").await,
        json!({
            "planned": 4, "forecast": 4, "behind": false,
        })
    );

    // The first: invited, answered, opened on its day, closed with what it came to.
    let invite = json!({ "meeting": first, "body": circle });
    done(office, "2027-01-11", "inviteParticipants", invite).await;
    system.move_clock("2027-01-18T08:00:00Z");
    let replied = json!({
        "meeting": first, "partner": partner, "reply": "ACCEPTED", "repliedOn": "2027-01-18",
    });
    done(office, "2027-01-18", "recordReply", replied).await;
    let early = json!({ "meeting": first });
    let early = mutate(office, "2027-01-18", "openMeeting", early).await;
    assert_eq!(early["error"]["code"], "MEETING_NOT_OPEN_YET", "{early}");
    system.move_clock("2027-02-10T09:05:00Z");
    let outcome = first_meeting(office, circle, first, partner).await;

    // MTG-11: „Das Protokoll wird vom Jugendamt gefertigt.“
    minutes(&system, office, circle, first, partner).await;

    // MTG-18: a „Mitteilung“ to two committees, „regelmäßig“: the interval is a task until the municipality sets one.
    let open = task_codes(office).await;
    assert!(
        open.contains(&"REPORT_INTERVAL_UNSTATED".to_owned()),
        "{open:?}"
    );
    system.move_clock("2027-03-01T09:00:00Z");
    let reports = json!({ "organ": "ausschuss-gesundheit-soziales", "begunOn": "2027-03-01" });
    let reports = done(office, "2027-03-01", "beginCommitteeReports", reports).await;
    let half_a_year = json!({ "report": reports, "interval": "P6M", "adoptedOn": "2027-03-01" });
    done(office, "2027-03-01", "setReportInterval", half_a_year).await;
    let told = json!({
        "report": reports, "reportedOn": "2027-03-04", "paper": "27/0117",
        "coversSince": "2026-09-01", "coversUntil": "2027-02-28",
    });
    system.move_clock("2027-03-04T09:00:00Z");
    done(office, "2027-03-04", "recordCommitteeReport", told).await;

    // MTG-19: to whom the Lenkungskreis recommends is not said; the committee gets it all the same and answers.
    let raised = json!({
        "meeting": first, "outcome": outcome, "body": circle, "kind": "RECOMMENDATION",
        "title": "Lotsendienst an der Geburtsklinik", "raisedOn": "2027-03-04",
    });
    let raised = done(office, "2027-03-04", "raiseRecommendation", raised).await;
    let organ = json!({ "organ": "jugendhilfeausschuss" });
    let forward = json!({
        "recommendation": raised, "from": { "body": circle }, "to": organ,
        "forwardedOn": "2027-03-04",
    });
    done(office, "2027-03-04", "forwardRecommendation", forward).await;

    // The second is called off four days before: it keeps its number and does not count. One is missing now, and half a
    // year is left for it; in January four were, which is as many as fit into a year.
    system.move_clock("2027-05-08T08:00:00Z");
    let off = json!({ "meeting": second, "cancelledOn": "2027-05-08", "reason": "Der Saal ist gesperrt." });
    done(office, "2027-05-08", "cancelMeeting", off).await;
    assert_eq!(
        cadence(office, circle, 2027, "held planned forecast behind").await,
        json!({ "held": 1, "planned": 2, "forecast": 3, "behind": false })
    );
    let again = json!({ "body": circle, "begins": "2027-06-16T10:00" });
    let again = &done(office, "2027-05-08", "planMeeting", again).await;
    let number = seen(office, "Meeting", again, "number", "2027-05-08").await;
    assert_eq!(number["number"], 8);
    assert_eq!(
        cadence(office, circle, 2027, "forecast behind").await,
        json!({ "forecast": 4, "behind": false })
    );

    // The answer comes, and the next agenda says so.
    system.move_clock("2027-06-16T08:05:00Z");
    let answered = json!({
        "recommendation": raised, "from": organ, "answer": "ADOPTED", "answeredOn": "2027-06-10",
        "decision": { "organ": "jugendhilfeausschuss", "number": "27/0203", "decidedOn": "2027-06-10" },
    });
    done(office, "2027-06-16", "recordRecommendationAnswer", answered).await;
    for (meeting, at) in [
        (again, "2027-06-16T08:05:00Z"),
        (third, "2027-09-15T08:05:00Z"),
        (fourth, "2027-12-01T09:05:00Z"),
    ] {
        system.move_clock(at);
        hold(office, circle, meeting, &at[..10]).await;
    }
    let seen_there = json!({ "recommendation": raised, "from": organ, "meeting": again });
    done(office, "2027-12-01", "markAnswerPresented", seen_there).await;

    // The year's end: four held, nothing behind; half a year after the report the next one is due.
    system.move_clock("2027-12-31T12:00:00Z");
    assert_eq!(
        cadence(office, circle, 2027, "required held planned behind").await,
        json!({ "required": 4, "held": 4, "planned": 0, "behind": false })
    );
    let open = task_codes(office).await;
    assert!(
        open.contains(&"COMMITTEE_REPORT_DUE".to_owned()),
        "{open:?}"
    );
    assert!(!open.contains(&"CADENCE_BEHIND".to_owned()), "{open:?}");
    let path = seen(
        office,
        "Recommendation",
        &raised,
        "state path { answer }",
        "2027-12-31",
    )
    .await;
    assert_eq!(path["path"][0]["answer"], "ADOPTED");
}

/// Four meetings at the usual place for the usual time.
async fn plan_the_year(office: &Caller, circle: &str) -> [String; 4] {
    let mut meetings = Vec::new();
    for begins in [
        "2027-02-10T10:00",
        "2027-05-12T10:00",
        "2027-09-15T10:00",
        "2027-12-01T10:00",
    ] {
        let plan = json!({ "body": circle, "begins": begins });
        let planned = mutate(office, "2027-01-11", "planMeeting", plan).await;
        let warnings = planned["warnings"].as_array().expect("warnings");
        assert!(
            warnings
                .iter()
                .all(|warning| warning["code"] == "DEFAULT_INFERRED"),
            "{planned}"
        );
        meetings.push(text(&planned["receipt"]["id"]));
    }
    let fields = "number at durationMinutes place placeIsUsual";
    let first = seen(office, "Meeting", &meetings[0], fields, "2027-01-11").await;
    assert_eq!(
        first,
        json!({ "number": 4, "at": "10:00", "durationMinutes": 120, "place": "Rathaus", "placeIsUsual": true })
    );
    meetings.try_into().expect("four")
}

/// MTG-15: the Lenkungskreis recommends, and its decision for others is refused. The recommendation's outcome.
async fn first_meeting(office: &Caller, circle: &str, meeting: &str, partner: &str) -> String {
    let on = "2027-02-10";
    done(
        office,
        on,
        "openMeeting",
        json!({ "meeting": meeting, "openedAt": "10:05" }),
    )
    .await;
    let present = json!({ "meeting": meeting, "partners": [{ "partner": partner, "persons": 2 }], "others": 1 });
    done(office, on, "recordAttendance", present).await;
    let outcome = |kind: &str, text: &str| json!({ "meeting": meeting, "body": circle, "kind": kind, "text": text });
    let decision = outcome("DECISION", "Die Stadt richtet einen Lotsendienst ein.");
    let refused = refused(office, on, "recordOutcome", decision).await;
    assert_eq!(refused.1, "MTG-15");
    let recommendation = outcome(
        "RECOMMENDATION",
        "Die Stadt möge einen Lotsendienst einrichten.",
    );
    done(office, on, "recordOutcome", recommendation).await;
    done(
        office,
        on,
        "closeMeeting",
        json!({ "meeting": meeting, "body": circle }),
    )
    .await;
    let outcomes = seen(office, "Meeting", meeting, "state outcomes { id kind }", on).await;
    assert_eq!(outcomes["state"], "CLOSED");
    assert_eq!(outcomes["outcomes"][0]["kind"], "RECOMMENDATION");
    text(&outcomes["outcomes"][0]["id"])
}

/// MTG-11, MTG-23: written by the office, approved, sent, and passed on.
async fn minutes(system: &System, office: &Caller, circle: &str, meeting: &str, partner: &str) {
    system.move_clock("2027-02-17T09:00:00Z");
    let on = "2027-02-17";
    let draft = json!({
        "meeting": meeting, "body": circle, "text": "Der Lenkungskreis empfiehlt einen Lotsendienst.",
        "author": { "by": "OFFICE" }, "draftedOn": on,
    });
    let minutes = &done(office, on, "draftMinutes", draft).await;
    let about = |day: &str| json!({ "minutes": minutes, "meeting": meeting, "body": circle, "submittedOn": day });
    done(office, on, "submitMinutes", about(on)).await;
    let approved = json!({ "minutes": minutes, "approvedOn": on });
    done(office, on, "approveMinutes", approved).await;
    let sent = json!({
        "minutes": minutes, "body": circle, "version": 1, "partners": [partner], "channel": "POST",
        "dispatchedOn": on,
    });
    done(office, on, "dispatchMinutes", sent).await;
    let passing_on = "passingOn { acknowledged open }";
    let open = seen(office, "Minutes", minutes, passing_on, on).await;
    assert_eq!(open["passingOn"], json!({ "acknowledged": 0, "open": 1 }));
    let passed = json!({ "minutes": minutes, "partner": partner, "acknowledgedOn": on });
    done(office, on, "acknowledgePassingOn", passed).await;
    let done = seen(office, "Minutes", minutes, passing_on, on).await;
    assert_eq!(done["passingOn"], json!({ "acknowledged": 1, "open": 0 }));
}

async fn hold(office: &Caller, circle: &str, meeting: &str, on: &str) {
    done(office, on, "openMeeting", json!({ "meeting": meeting })).await;
    done(
        office,
        on,
        "closeMeeting",
        json!({ "meeting": meeting, "body": circle }),
    )
    .await;
}
