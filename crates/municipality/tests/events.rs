//! Every event has a stored sample that loads for ever, and no event holds free text.

use std::fs;
use std::path::PathBuf;

use kernel::StoredEvent;
use municipality::MunicipalityEvent;
use schemars::SchemaGenerator;
use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/events")
}

#[test]
fn every_event_has_a_sample_that_is_read_and_written_alike() {
    for (event_type, version, _) in MunicipalityEvent::schemas(&mut SchemaGenerator::default()) {
        let file = folder().join(format!("{event_type}.v{version}.json"));
        let sample =
            fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is missing", file.display()));
        let event = MunicipalityEvent::from_stored(event_type, version, sample.trim_end()).unwrap();
        assert_eq!(event.payload().unwrap(), sample.trim_end());
    }
}

#[test]
fn every_sample_is_of_a_known_event() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let (event_type, version) = name.trim_end_matches(".json").split_once(".v").unwrap();
        let sample = fs::read_to_string(folder().join(&name)).unwrap();
        MunicipalityEvent::from_stored(event_type, version.parse().unwrap(), &sample).unwrap();
    }
}

#[test]
fn no_event_holds_free_text() {
    let mut generator = SchemaGenerator::default();
    let schemas = MunicipalityEvent::schemas(&mut generator);
    let definitions = generator.take_definitions(true);
    assert!(!schemas.is_empty() && !definitions.is_empty());
    for (name, schema) in &definitions {
        let free = free_texts(schema);
        assert!(free.is_empty(), "{name}: {free:?}");
    }
}

/// Every string in a schema that is no id, date, code or pattern.
fn free_texts(schema: &Value) -> Vec<&Value> {
    match schema {
        Value::Object(object) => {
            let text = object
                .get("type")
                .is_some_and(|kind| kind.to_string().contains("\"string\""));
            let held = ["format", "pattern", "enum", "const"]
                .iter()
                .any(|key| object.contains_key(*key));
            let below = object.values().flat_map(free_texts);
            below.chain((text && !held).then_some(schema)).collect()
        }
        Value::Array(array) => array.iter().flat_map(free_texts).collect(),
        _ => Vec::new(),
    }
}
