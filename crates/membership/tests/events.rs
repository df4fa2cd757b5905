//! Every event has a stored sample that loads for ever, and no event has room for free text.

use std::fs;
use std::path::PathBuf;

use kernel::StoredEvent;
use membership::{
    BodyEvent, CircularEvent, ContactEvent, ContactListEvent, NetworkEvent, OfferEvent,
    OfficeEvent, PartnerEvent, RegionEvent, SiteEvent, SpecialistEvent, VolunteerEvent,
};
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/events")
}

fn check_samples<E: StoredEvent>(seen: &mut Vec<String>) {
    for (event_type, version, _) in E::schemas(&mut SchemaGenerator::default()) {
        let name = format!("{event_type}.v{version}.json");
        let stored = fs::read_to_string(samples().join(&name))
            .unwrap_or_else(|error| panic!("{name} has no sample: {error}"));
        let event = E::from_stored(event_type, version, &stored)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(event.event_type(), event_type);
        assert_eq!(event.version(), version);
        let written: Value =
            serde_json::from_str(&event.payload().expect("serialises")).expect("is JSON");
        assert_eq!(
            written,
            serde_json::from_str::<Value>(&stored).expect("is JSON"),
            "{name}"
        );
        seen.push(name);
    }
}

#[test]
fn every_event_has_a_sample_that_loads_and_is_written_alike() {
    let mut seen = Vec::new();
    check_samples::<NetworkEvent>(&mut seen);
    check_samples::<PartnerEvent>(&mut seen);
    check_samples::<ContactEvent>(&mut seen);
    check_samples::<BodyEvent>(&mut seen);
    check_samples::<RegionEvent>(&mut seen);
    check_samples::<SiteEvent>(&mut seen);
    check_samples::<OfferEvent>(&mut seen);
    check_samples::<SpecialistEvent>(&mut seen);
    check_samples::<CircularEvent>(&mut seen);
    check_samples::<ContactListEvent>(&mut seen);
    check_samples::<OfficeEvent>(&mut seen);
    check_samples::<VolunteerEvent>(&mut seen);
    let mut stored: Vec<_> = fs::read_dir(samples())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    stored.sort();
    seen.sort();
    assert_eq!(stored, seen, "each sample belongs to an event");
}

#[test]
fn no_event_has_room_for_free_text() {
    let mut generator = SchemaGenerator::default();
    let mut schemas = NetworkEvent::schemas(&mut generator);
    schemas.extend(PartnerEvent::schemas(&mut generator));
    schemas.extend(ContactEvent::schemas(&mut generator));
    schemas.extend(BodyEvent::schemas(&mut generator));
    schemas.extend(RegionEvent::schemas(&mut generator));
    schemas.extend(SiteEvent::schemas(&mut generator));
    schemas.extend(OfferEvent::schemas(&mut generator));
    schemas.extend(SpecialistEvent::schemas(&mut generator));
    schemas.extend(CircularEvent::schemas(&mut generator));
    schemas.extend(ContactListEvent::schemas(&mut generator));
    schemas.extend(OfficeEvent::schemas(&mut generator));
    schemas.extend(VolunteerEvent::schemas(&mut generator));
    for (event_type, _, schema) in schemas {
        check_strings(event_type, &Schema::to_value(schema));
    }
    let definitions = generator.take_definitions(true);
    assert!(
        definitions.len() > 30,
        "the events are among the definitions"
    );
    for (name, schema) in definitions {
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
                !is_text || held || matches!(format, Some("uuid" | "date")),
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
