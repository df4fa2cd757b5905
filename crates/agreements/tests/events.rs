//! Every event has a sample that loads for ever, and no room for free text.
//!
//! `LOTSE_WRITE_SAMPLES=1` writes samples that are missing; one that exists is never changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use agreements::agreement::*;
use agreements::framework::FrameworkEvent;
use agreements::values::{NoticeForm, SignatureForm, TermName};
use kernel::{DecisionRef, StoredEvent};
use schemars::SchemaGenerator;
use serde_json::Value;

use crate::given::*;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/events")
}

/// Every event at least once, with every optional field.
fn all_events() -> Vec<AgreementEvent> {
    let draft = DraftAgreement {
        title: Some(text(1)),
        project_name: Some(text(2)),
        ..draft_from_text()
    };
    let signed = SignAgreement {
        place: Some(text(3)),
        signatory_function: Some(text(4)),
        document: Some(scan()),
        form: SignatureForm::Written,
        ..sign(1, "2016-02-01")
    };
    let decision = DecisionRef {
        organ: "rat".to_owned(),
        decided_on: day("2019-10-07"),
        number: "2019/0001".to_owned(),
    };
    let noticed = ReceiveNotice {
        form: NoticeForm::Written,
        reason: Some(text(5)),
        document: Some(scan()),
        ..notice(1, "2019-12-04")
    };
    let mut story = Story::under(leverkusen());
    story.framework = Some(approved_text());
    story.other = Some(other(AgreementKind::Cooperation, Some("2023-02-01")));
    let mut story = story
        .does(draft)
        .does(add_partner(1))
        .does(add_public())
        .does(add_partner(2))
        .does(remove(3))
        .does(fill("stadtteilprojekt", 80))
        .does(offer())
        .on("2020-01-10")
        .does(signed)
        .does(sign(2, "2016-02-15"))
        .does(ProposeAmendment {
            changes: vec![TermName::NetworkName],
            ..propose("2018-01-02")
        })
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"))
        .does(require_review(ReviewTrigger::LawChange, "2018-02-01"))
        .does(review("2018-03-01", ReviewOutcome::Confirmed))
        .does(deny("2019-01-07"))
        .does(RenewAgreement {
            decision: Some(decision),
            ..renew("2022-12-31")
        })
        .does(noticed)
        .does(WithdrawNotice {
            reason: Some(text(6)),
            ..withdraw(1, "2019-12-20")
        });
    story.other = Some(other(AgreementKind::ProtectionMandate8a, None));
    let mut story = story.does(link_untouched());
    story.other = Some(other(AgreementKind::Cooperation, Some("2023-02-01")));
    let mut events = story.on("2023-03-01").does(supersede()).events;
    events.extend(corrected_events());
    events.extend(
        Story::under(leverkusen())
            .does(DraftAgreement {
                kind: AgreementKind::ProtectionMandate8a,
                ..super::given::draft()
            })
            .does(protection(false))
            .events,
    );
    events
}

/// What follows from corrections.
fn corrected_events() -> Vec<AgreementEvent> {
    let moved = in_force(leverkusen());
    let fact = moved.fact("AgreementSigned");
    let moved = moved.on("2016-03-01").does(resign(fact, 2, "2016-02-20"));
    let struck = moved.does(strike(fact));
    let amended = in_force(leverkusen())
        .on("2018-01-10")
        .does(propose("2018-01-02"))
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"));
    let fact = amended.fact("AmendmentSigned");
    let reopened = amended.does(strike(fact));
    let renewed = drafted(leverkusen())
        .does(add_partner(2))
        .does(offer())
        .on("2020-12-20")
        .does(sign(1, "2016-02-01"))
        .does(sign(2, "2016-02-02"))
        .does(sign(3, "2016-02-03"))
        .does(renew("2025-12-31"))
        .does(notice(1, "2020-12-10"));
    let fact = renewed.fact("AgreementRenewed");
    let changed = renewed.does(strike(fact));
    [struck.events, reopened.events, changed.events].concat()
}

/// Each event's sample, by its name; `story` holds every event at least once.
fn check_samples<E: StoredEvent>(story: fn() -> Vec<E>, expected: &mut BTreeSet<String>) {
    let write = std::env::var_os("LOTSE_WRITE_SAMPLES").is_some();
    let mut generator = SchemaGenerator::default();
    for (event_type, current, _) in E::schemas(&mut generator) {
        for version in 1..=current {
            let name = format!("{event_type}.v{version}.json");
            let path = folder().join(&name);
            if write && !path.exists() {
                let event = story()
                    .into_iter()
                    .find(|event| event.event_type() == event_type)
                    .unwrap_or_else(|| panic!("the story has no {event_type}"));
                let payload: Value =
                    serde_json::from_str(&event.payload().expect("a payload")).expect("JSON");
                let sample = serde_json::to_string_pretty(&payload).expect("JSON") + "\n";
                std::fs::write(&path, sample).expect("a sample is written");
            }
            let sample = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{name} is missing: {error}"));
            let event = E::from_stored(event_type, version, &sample)
                .unwrap_or_else(|error| panic!("{name} cannot be read: {error:?}"));
            if version == current {
                let stored: Value =
                    serde_json::from_str(&event.payload().expect("a payload")).expect("JSON");
                let sample: Value = serde_json::from_str(&sample).expect("JSON");
                assert_eq!(stored, sample, "{name} is stored otherwise");
            }
            expected.insert(name);
        }
    }
}

#[test]
fn every_event_has_a_sample_that_loads_and_is_stored_alike() {
    let mut expected = BTreeSet::new();
    check_samples::<AgreementEvent>(all_events, &mut expected);
    check_samples::<FrameworkEvent>(crate::framework::all_events, &mut expected);
    let found: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the samples' folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn no_event_has_room_for_free_text() {
    let mut generator = SchemaGenerator::default();
    let mut schemas = AgreementEvent::schemas(&mut generator);
    schemas.extend(FrameworkEvent::schemas(&mut generator));
    let schemas: Vec<Value> = schemas
        .into_iter()
        .map(|(_, _, schema)| schema.to_value())
        .collect();
    let definitions = Value::Object(generator.take_definitions(true));
    for schema in schemas.iter().chain([&definitions]) {
        assert_no_free_text(schema, "");
    }
}

fn assert_no_free_text(schema: &Value, path: &str) {
    match schema {
        Value::Object(object) => {
            let is_text = match object.get("type") {
                Some(Value::String(kind)) => kind == "string",
                Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
                _ => false,
            };
            let bounded = ["const", "enum", "pattern"]
                .iter()
                .any(|key| object.contains_key(*key))
                || matches!(
                    object.get("format").and_then(Value::as_str),
                    Some("uuid" | "date")
                );
            assert!(!is_text || bounded, "{path} may hold free text: {schema}");
            for (key, value) in object {
                assert_no_free_text(value, &format!("{path}/{key}"));
            }
        }
        Value::Array(values) => {
            for value in values {
                assert_no_free_text(value, path);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
