//! Every event has a stored sample that loads for ever, and no event has room for free text.

use std::fs;
use std::path::PathBuf;

use kernel::StoredEvent;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/events")
}

/// Every sample of the aggregate's events loads and is written alike, and no event has room for free text.
pub(crate) fn check_events<E: StoredEvent>() {
    let mut generator = SchemaGenerator::default();
    for (event_type, version, schema) in E::schemas(&mut generator) {
        let name = format!("{event_type}.v{version}.json");
        let stored = fs::read_to_string(samples().join(&name))
            .unwrap_or_else(|error| panic!("{name} has no sample: {error}"));
        let event = E::from_stored(event_type, version, &stored)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(event.event_type(), event_type);
        assert_eq!(event.version(), version);
        let written: Value =
            serde_json::from_str(&event.payload().expect("serialises")).expect("is JSON");
        let stored: Value = serde_json::from_str(&stored).expect("is JSON");
        assert_eq!(written, stored, "{name}");
        check_strings(event_type, &Schema::to_value(schema));
    }
    for (name, schema) in generator.take_definitions(true) {
        check_strings(&name, &schema);
    }
}

fn check_strings(path: &str, schema: &Value) {
    match schema {
        Value::Object(object) => {
            let is_text = match object.get("type") {
                Some(Value::String(kind)) => kind == "string",
                Some(Value::Array(kinds)) => kinds.contains(&"string".into()),
                _ => false,
            };
            let format = object.get("format").and_then(Value::as_str);
            let held = ["const", "enum", "pattern"]
                .iter()
                .any(|key| object.contains_key(*key));
            assert!(
                !is_text || held || matches!(format, Some("uuid" | "date" | "date-time")),
                "{path} is free text"
            );
            for (key, value) in object {
                check_strings(&format!("{path}.{key}"), value);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| check_strings(path, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
