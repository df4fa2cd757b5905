//! Every event has a sample that loads for ever, and no room for free text.
//!
//! `LOTSE_WRITE_SAMPLES=1` writes samples that are missing; one that exists is never changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use agreements::agreement::*;
use agreements::values::{NoticeForm, SignatureForm};
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
        ..draft()
    };
    let signed = SignAgreement {
        place: Some(text(3)),
        signatory_function: Some(text(4)),
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
        ..notice(1, "2019-12-04")
    };
    Story::under(leverkusen())
        .does(draft)
        .does(add_partner(1))
        .does(add_public())
        .does(add_partner(2))
        .does(remove(3))
        .does(offer())
        .on("2020-01-10")
        .does(signed)
        .does(sign(2, "2016-02-15"))
        .does(correct(2, "2016-02-16"))
        .does(propose("2018-01-02"))
        .does(sign_amendment(1, "2018-01-05"))
        .does(sign_amendment(2, "2018-01-08"))
        .does(review("2018-03-01", ReviewOutcome::Confirmed))
        .does(deny("2019-01-07"))
        .does(RenewAgreement {
            decision: Some(decision),
            ..renew("2022-12-31")
        })
        .does(noticed)
        .events
}

#[test]
fn every_event_has_a_sample_that_loads_and_is_stored_alike() {
    let write = std::env::var_os("LOTSE_WRITE_SAMPLES").is_some();
    let mut generator = SchemaGenerator::default();
    let mut expected = BTreeSet::new();
    for (event_type, current, _) in AgreementEvent::schemas(&mut generator) {
        for version in 1..=current {
            let name = format!("{event_type}.v{version}.json");
            let path = folder().join(&name);
            if write && !path.exists() {
                let event = all_events()
                    .into_iter()
                    .find(|event| cqrs_es::DomainEvent::event_type(event) == event_type)
                    .unwrap_or_else(|| panic!("the story has no {event_type}"));
                let payload: Value =
                    serde_json::from_str(&event.payload().expect("a payload")).expect("JSON");
                let sample = serde_json::to_string_pretty(&payload).expect("JSON") + "\n";
                std::fs::write(&path, sample).expect("a sample is written");
            }
            let sample = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{name} is missing: {error}"));
            let event = AgreementEvent::from_stored(event_type, version, &sample)
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
    let schemas: Vec<Value> = AgreementEvent::schemas(&mut generator)
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
