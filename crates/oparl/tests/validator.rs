//! That the validator finds what is wrong: else all that it passes would prove nothing.

use oparl::validation;
use serde_json::{Value, json};

use crate::sample;

/// The sample of a kind, with something done to it.
fn spoiled(kind: &'static str, spoil: impl FnOnce(&mut Value)) -> Vec<String> {
    let samples = sample::every();
    let (_, value) = samples
        .iter()
        .find(|(name, _)| *name == kind)
        .expect("a sample of every kind");
    let mut value = value.clone();
    spoil(&mut value);
    validation::object(kind, &value).faults
}

fn without(name: &'static str) -> impl FnOnce(&mut Value) {
    move |value| {
        value.as_object_mut().expect("an object").remove(name);
    }
}

#[test]
fn it_misses_what_is_mandatory() {
    for (kind, name) in [
        ("Meeting", "id"),
        ("Meeting", "created"),
        ("Meeting", "modified"),
        ("AgendaItem", "order"),
        ("Body", "legislativeTerm"),
        ("Body", "membership"),
        ("File", "accessUrl"),
        ("System", "oparlVersion"),
    ] {
        let faults = spoiled(kind, without(name));
        assert_eq!(faults, [format!("{kind}: lacks {name}")]);
    }
}

#[test]
fn it_sees_what_the_standard_does_not_know_or_knows_otherwise() {
    type Spoil = fn(&mut Value);
    let spoils: [(&str, Spoil); 11] = [
        ("Meeting", |m| m["state"] = json!("x")),
        ("Meeting", |m| {
            m["type"] = json!("https://schema.oparl.org/1.0/Meeting")
        }),
        ("Meeting", |m| m["start"] = json!("2026-06-12T09:00:00Z")),
        ("Meeting", |m| {
            m["start"] = json!("2026-06-12T09:00:00.5+02:00")
        }),
        ("Meeting", |m| m["organization"] = json!([])),
        ("Meeting", |m| m["organization"] = json!(["7"])),
        ("Meeting", |m| m["name"] = Value::Null),
        ("Meeting", |m| m["name"] = json!("")),
        ("Meeting", |m| m["agendaItem"][0]["deleted"] = json!(true)),
        ("Meeting", |m| {
            m["agendaItem"][0]["meeting"] = json!("https://oparl.example.org/meetings/7");
        }),
        ("Paper", |p| p["date"] = json!("2026-06-31")),
    ];
    for (number, (kind, spoil)) in spoils.into_iter().enumerate() {
        let faults = spoiled(kind, spoil);
        assert_eq!(faults.len(), 1, "{number}: {faults:?}");
    }
}

#[test]
fn it_says_what_is_referred_to_and_of_which_kind() {
    let samples = sample::every();
    let (_, body) = samples.iter().find(|(kind, _)| *kind == "Body").unwrap();
    let references = validation::object("Body", body).references;
    let lists = references.iter().filter(|reference| reference.is_list);
    assert_eq!(lists.count(), 10);
    assert!(references.iter().any(|reference| {
        reference.kind == "System" && reference.address.ends_with("/systems/1")
    }));
}

#[test]
fn it_sees_a_page_without_links() {
    let page = json!({ "data": [], "pagination": {}, "links": {} });
    assert_eq!(validation::list("Paper", &page).faults, [""; 0]);
    for wrong in [
        json!({ "data": [], "pagination": {} }),
        json!({ "data": {}, "pagination": {}, "links": {} }),
        json!({ "data": [], "pagination": { "total": 1 }, "links": {} }),
        json!({ "data": [], "pagination": {}, "links": { "next": "/page2" } }),
        json!({ "data": [], "pagination": {}, "links": {}, "total": 1 }),
    ] {
        assert_eq!(validation::list("Paper", &wrong).faults.len(), 1, "{wrong}");
    }
}
