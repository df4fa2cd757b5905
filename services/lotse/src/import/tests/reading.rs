//! What is wrong with a file is found before anything is sent.

use insta::assert_snapshot;
use serde_json::json;

use super::super::file::{ImportFile, id};

fn read(text: &str) -> ImportFile {
    ImportFile::read("demo/stadt.toml", text).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(text: &str) -> String {
    ImportFile::read("demo/stadt.toml", text)
        .unwrap_err()
        .to_string()
}

const NETWORK: &str = r#"
municipality = "stadt"

[[command]]
name = "establish-network"
as = "netz"
with = { kind = "single", name = "Netzwerk" }
"#;

#[test]
fn ids_follow_from_municipality_and_alias() {
    let file = read(NETWORK);
    let again = read(NETWORK);
    assert_eq!(file, again);
    assert_eq!(
        file.commands[0].body["id"],
        id(&file.municipality, "netz").to_string()
    );
    assert_snapshot!(id(&file.municipality, "netz"), @"");
    let other = "dorf".parse().unwrap();
    assert_ne!(id(&file.municipality, "netz"), id(&other, "netz"));
}

#[test]
fn an_alias_a_date_and_an_at_sign_become_what_the_service_reads() {
    let file = read(&format!(
        r#"{NETWORK}
[[command]]
name = "request-membership"
as = "partner"
occurred-on = 2020-02-29
source = "Brief"
[command.with]
institution = {{ name = "@@Haus" }}
kind = "verein"
networks = ["@netz"]
requestedOn = 2020-02-29
"#
    ));
    let command = &file.commands[1];
    assert_eq!(command.line, 9);
    assert_eq!(command.service, "membership");
    assert_eq!(command.occurred_on, Some("2020-02-29".parse().unwrap()));
    assert_eq!(command.source.as_deref(), Some("Brief"));
    let expected = json!({
        "id": id(&file.municipality, "partner"),
        "institution": { "name": "@Haus" },
        "kind": "verein",
        "networks": [id(&file.municipality, "netz")],
        "requestedOn": "2020-02-29",
    });
    assert_eq!(command.body, expected);
}

#[test]
fn a_key_is_the_alias_the_number_or_what_the_file_says() {
    let file = read(&format!(
        r#"{NETWORK}
[[command]]
name = "rename-network"
with = {{ network = "@netz", name = "Netz" }}

[[command]]
name = "dissolve-network"
key = "ende"
with = {{ network = "@netz", dissolvedOn = 2020-01-01 }}
"#
    ));
    let keys: Vec<_> = file
        .commands
        .iter()
        .map(|command| command.key.as_str())
        .collect();
    assert_eq!(keys, ["stadt:netz", "stadt:2", "ende"]);
}

#[test]
fn a_seat_takes_its_alias_in_its_own_field() {
    let file = read(&format!(
        r#"{NETWORK}
[[command]]
name = "define-seat"
as = "sitz"
with = {{ body = "0190d3a5-0000-7000-8000-000000000001", function = "Leitung" }}
"#
    ));
    assert_eq!(
        file.commands[1].body["seat"],
        id(&file.municipality, "sitz").to_string()
    );
}

#[test]
fn a_text_that_is_no_toml_is_refused_with_its_line() {
    assert_snapshot!(refused("municipality = \"stadt\"\n[[command]\n"), @"");
}

#[test]
fn unknown_keys_and_missing_ones_are_named() {
    assert_snapshot!(refused(""), @"");
    assert_snapshot!(refused("municipality = \"Stadt!\"\ncomand = []\n[[command]]\noccured-on = 2020-01-01\n"), @"");
    assert_snapshot!(refused("municipality = 1\ncommand = 1\n"), @"");
}

#[test]
fn an_unknown_command_is_refused_with_the_ones_that_there_are() {
    assert_snapshot!(
        refused("municipality = \"stadt\"\n[[command]]\nname = \"note-signature\"\nwith = {}\n"),
        @""
    );
}

#[test]
fn an_alias_is_made_once_before_it_is_named_and_by_what_makes_something() {
    assert_snapshot!(
        refused(&format!(
            r#"{NETWORK}
[[command]]
name = "establish-body"
as = "netz"
with = {{ kind = "working-group", name = "AG", network = "@nezt" }}

[[command]]
name = "rename-network"
as = "umbenannt"
with = {{ network = "@spaeter", name = "Netz" }}

[[command]]
name = "establish-network"
as = "spaeter"
with = {{ id = "0190d3a5-0000-7000-8000-000000000001", kind = "single", name = "Spät" }}

[[command]]
name = "establish-network"
as = "Spät"
with = {{ kind = "single", name = "Spät" }}
"#
        )),
        @""
    );
}

#[test]
fn what_the_service_would_not_read_is_refused_with_field_and_reason() {
    assert_snapshot!(
        refused(
            r#"municipality = "stadt"

[[command]]
name = "establish-network"
[command.with]
kind = "singel"
name = "Netzwerk"

[[command]]
name = "establish-network"
with = { kind = "single", nam = "Netzwerk" }

[[command]]
name = "request-membership"
[command.with]
institution = { name = "" }
kind = "verein"
networks = ["0190d3a5-0000-7000-8000-000000000001"]
requestedOn = "2020-02-30"

[[command]]
name = "request-membership"
[command.with]
institution = { name = "Verein" }
kind = "verein"
networks = ["0190d3a5-0000-7000-8000-000000000001", "netz"]
requestedOn = 2020-02-29
"#
        ),
        @""
    );
}

#[test]
fn the_thirtieth_of_february_is_refused_however_it_is_written() {
    let request = |day: &str| {
        format!(
            r#"{NETWORK}
[[command]]
name = "dissolve-network"
with = {{ network = "@netz", dissolvedOn = {day} }}
"#
        )
    };
    assert_snapshot!(refused(&request("2020-02-30")), @"");
    assert_snapshot!(refused(&request("\"2020-02-30\"")), @"");
}

#[test]
fn values_that_no_command_takes_are_refused() {
    assert_snapshot!(
        refused(
            r#"municipality = "stadt"

[[command]]
name = "set-cadence"
occurred-on = "2020-01-01"
source = " "
key = "mit Lücke"
with = { required = 1.5, target = 99999999999999999999, adoptedOn = 2020-01-01T08:00:00 }

[[command]]
name = "set-cadence"
key = "a"
with = 1

[[command]]
name = "set-cadence"
key = "a"
"#
        ),
        @""
    );
}
