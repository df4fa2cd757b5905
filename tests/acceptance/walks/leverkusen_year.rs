//! A year of Leverkusen's bodies: words instead of numbers where the concept has words, needs that rise from the
//! Steuerungsgruppe to the Qualitätszirkel, a yearly training, a standard.

use acceptance::{Caller, Settings, System};
use serde_json::{Value, json};

use super::{body_named, cadence, done, refused, seen, task_codes, text};

#[tokio::test(flavor = "multi_thread")]
async fn leverkusens_bodies_have_words_for_2027_and_measures_rise() {
    let system = System::start_with(Settings {
        clock: Some("2027-01-11T08:00:00Z"),
        ..Settings::default()
    })
    .await;
    let office = &system.coordinator("leverkusen");
    let circle = &body_named(office, "Qualitätszirkel").await;
    let group = &body_named(office, "Steuerungsgruppe Manfort").await;
    let health = &body_named(office, "AG Gesundheit").await;
    let conference = &body_named(office, "Netzwerkkonferenz").await;

    // MTG-04: „mehrmals“ is no number. MTG-05: „ca. viermal“ aims. MTG-06: „3-4 Mal“ should. MTG-07: „könnten“.
    let asked = "required target strength status";
    assert_eq!(
        cadence(office, circle, 2027, asked).await,
        json!({ "required": null, "target": null, "strength": "APPROX", "status": "STATED" })
    );
    assert_eq!(
        cadence(office, group, 2027, asked).await,
        json!({ "required": null, "target": 4, "strength": "APPROX", "status": "STATED" })
    );
    assert_eq!(
        cadence(office, health, 2027, asked).await,
        json!({ "required": 3, "target": 4, "strength": "SHOULD", "status": "STATED" })
    );
    assert_eq!(
        cadence(office, conference, 2027, asked).await,
        json!({ "required": null, "target": 1, "strength": "MAY", "status": "STATED" })
    );

    // MTG-21: the Steuerungsgruppe bundles needs into a „Maßnahme-Empfehlung“ for the Qualitätszirkel and nobody else.
    let session = held(&system, office, group, "2027-02-03T09:00", "2027-02-03T08:10:00Z", |meeting| {
        json!({ "meeting": meeting, "body": group, "kind": "RECOMMENDATION", "text": "Elterncafé am Nachmittag" })
    })
    .await;
    let raised = json!({
        "meeting": session.meeting, "outcome": session.outcome, "body": group,
        "kind": "MEASURE_RECOMMENDATION", "title": "Elterncafé am Nachmittag", "raisedOn": "2027-02-03",
    });
    let raised = &done(office, "2027-02-03", "raiseRecommendation", raised).await;
    let forward = |from: Value, to: Value| json!({ "recommendation": raised, "from": from, "to": to, "forwardedOn": "2027-02-03" });
    let past = forward(json!({ "body": group }), json!({ "body": health }));
    let (code, rule) = refused(office, "2027-02-03", "forwardRecommendation", past).await;
    assert_eq!(
        (code.as_str(), rule.as_str()),
        ("TARGET_NOT_ALLOWED", "MTG-21")
    );
    let on = forward(json!({ "body": group }), json!({ "body": circle }));
    done(office, "2027-02-03", "forwardRecommendation", on).await;

    // MTG-28, MTG-30: the Qualitätszirkel agrees on a standard in a session that goes on with its numbers.
    let session = held(&system, office, circle, "2027-04-14T14:00", "2027-04-14T12:10:00Z", |meeting| {
        json!({ "meeting": meeting, "body": circle, "kind": "SELF_ORGANISATION", "text": "Standard beschlossen" })
    })
    .await;
    let adopted = json!({
        "body": circle, "meeting": session.meeting, "title": "Rückmeldung binnen einer Woche",
        "adoptedOn": "2027-04-14", "reviewOn": "2027-11-01",
    });
    let standard = done(office, "2027-04-14", "adoptStandard", adopted).await;
    let answered = json!({
        "recommendation": raised, "from": { "body": circle }, "answer": "ADOPTED", "answeredOn": "2027-04-14",
    });
    done(office, "2027-04-14", "recordRecommendationAnswer", answered).await;
    let path = seen(
        office,
        "Recommendation",
        raised,
        "state path { answer answeredOn }",
        "2027-04-14",
    )
    .await;
    assert_eq!(
        path["path"],
        json!([{ "answer": "ADOPTED", "answeredOn": "2027-04-14" }])
    );

    // MTG-27: „einmal jährlich … Fortbildung rund um das Thema Kinderschutz“: a task from the end of September on.
    system.move_clock("2027-10-01T08:00:00Z");
    let open = task_codes(office).await;
    assert!(
        open.contains(&"YEARLY_TRAINING_MISSING".to_owned()),
        "{open:?}"
    );
    let planned = json!({
        "title": "Kinderschutz standortübergreifend", "beginsOn": "2027-11-10", "kind": "OWN",
        "topic": "CHILD_PROTECTION", "plannedOn": "2027-10-01",
    });
    let training = &done(office, "2027-10-01", "planTraining", planned).await;
    system.move_clock("2027-11-10T16:00:00Z");
    let on = "2027-11-10";
    done(
        office,
        on,
        "holdTraining",
        json!({ "training": training, "heldOn": on }),
    )
    .await;
    let caritas = super::partner(office, "Caritasverband").await;
    let took_part = json!({ "training": training, "partner": caritas, "count": 7 });
    done(office, on, "recordTrainingParticipation", took_part).await;
    let open = task_codes(office).await;
    assert!(
        !open.contains(&"YEARLY_TRAINING_MISSING".to_owned()),
        "{open:?}"
    );
    assert!(open.contains(&"STANDARD_REVIEW_DUE".to_owned()), "{open:?}");
    let review = json!({ "standard": standard, "reviewedOn": on, "result": "CONFIRMED" });
    done(office, on, "reviewStandard", review).await;

    // The year's end: words, not numbers; and nothing of it is a duty that the Land adds up.
    system.move_clock("2027-12-31T12:00:00Z");
    assert_eq!(
        cadence(office, group, 2027, "held target behind").await,
        json!({ "held": 1, "target": 4, "behind": true })
    );
    let state = system.caller("state-coordinator", "05");
    let overview = state
        .ask("{ stateOverview { municipality { name } meetings { held required } } }")
        .await;
    let rows = overview["stateOverview"].as_array().expect("rows");
    for row in rows {
        let nothing = json!({ "held": null, "required": null });
        assert_eq!(row["meetings"], nothing, "{row}");
    }
}

struct Held {
    meeting: String,
    outcome: String,
}

/// A meeting that is planned, held on its day and comes to one thing.
async fn held(
    system: &System,
    office: &Caller,
    body: &str,
    begins: &str,
    at: &str,
    outcome: impl FnOnce(&str) -> Value,
) -> Held {
    let plan = json!({ "body": body, "begins": begins });
    let meeting = done(office, "2027-01-11", "planMeeting", plan).await;
    system.move_clock(at);
    let on = &begins[..10];
    done(office, on, "openMeeting", json!({ "meeting": meeting })).await;
    done(office, on, "recordOutcome", outcome(&meeting)).await;
    done(
        office,
        on,
        "closeMeeting",
        json!({ "meeting": meeting, "body": body }),
    )
    .await;
    let seen = seen(office, "Meeting", &meeting, "outcomes { id }", on).await;
    Held {
        outcome: text(&seen["outcomes"][0]["id"]),
        meeting,
    }
}
