//! What objects promise.

use oparl::{Entity, Kind, validation};
use serde_json::{Value, json};

use crate::sample;

fn json<T: Kind>(entity: &Entity<T>) -> Value {
    serde_json::to_value(entity).expect("plain values")
}

#[test]
fn every_object_keeps_the_standard() {
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, value) in sample::every() {
        assert_eq!(
            validation::object(kind, &value).faults,
            [""; 0],
            "{kind}: {value:#}"
        );
        kinds.push(kind);
    }
    kinds.dedup();
    assert_eq!(kinds.len(), 12, "{kinds:?}");
}

#[test]
fn a_deleted_object_is_its_id_its_type_and_two_moments() {
    let deleted = Entity {
        content: None,
        ..sample::meeting()
    };
    let value = json(&deleted);
    assert_eq!(
        value,
        json!({
            "id": "https://oparl.example.org/v1.1/meetings/7",
            "type": "https://schema.oparl.org/1.1/Meeting",
            "created": "2026-06-01T09:00:00+02:00",
            "modified": "2026-06-02T09:00:00+02:00",
            "deleted": true,
        })
    );
    assert_eq!(validation::object("Meeting", &value).faults, [""; 0]);
    assert!(deleted.embed().is_none());
}

#[test]
fn an_embedded_object_does_not_lead_back() {
    let meeting = json(&sample::meeting());
    for item in meeting["agendaItem"].as_array().unwrap() {
        assert_eq!(item.get("meeting"), None);
        assert!(item.get("created").is_some() && item.get("modified").is_some());
    }
    assert_eq!(meeting["resultsProtocol"].get("meeting"), None);
    assert_eq!(meeting["location"].get("meetings"), None);
    assert!(json(&sample::closed_item()).get("meeting").is_some());
    let paper = json(&sample::paper());
    assert_eq!(paper["consultation"][0].get("paper"), None);
    let person = json(&sample::person());
    assert_eq!(person["membership"][0].get("person"), None);
}

#[test]
fn an_item_that_is_not_public_has_no_words() {
    let item = json(&sample::closed_item());
    let names: Vec<&String> = item.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "id", "type", "created", "modified", "meeting", "number", "order", "public"
        ]
    );
    assert_eq!(item["public"], json!(false));
    assert_eq!(json(&sample::open_item())["public"], json!(true));
}

#[test]
fn a_list_that_is_mandatory_is_written_when_it_is_empty_and_no_other_is() {
    let mut body = sample::body();
    let mut meeting = sample::meeting();
    if let (Some(body), Some(meeting)) = (&mut body.content, &mut meeting.content) {
        body.legislative_term.clear();
        meeting.agenda_item.clear();
        meeting.auxiliary_file.clear();
    }
    assert_eq!(json(&body)["legislativeTerm"], json!([]));
    let meeting = json(&meeting);
    assert!(meeting.get("agendaItem").is_none() && meeting.get("auxiliaryFile").is_none());
}

#[test]
fn nobody_can_be_reached() {
    let person = json(&sample::person());
    let names: Vec<&String> = person.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "id",
            "type",
            "created",
            "modified",
            "body",
            "name",
            "membership"
        ]
    );
}
