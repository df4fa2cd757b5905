//! What is wrong with a file is found before anything is sent.

use insta::assert_snapshot;
use serde_json::json;

use super::super::catalogue;
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
    assert_snapshot!(id(&file.municipality, "netz"), @"f8258d80-7639-5234-95f1-75d79f7e183c");
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
    assert_snapshot!(refused("municipality = \"stadt\"\n[[command]\n"), @"demo/stadt.toml:2: unclosed array table, expected `]`");
}

#[test]
fn unknown_keys_and_missing_ones_are_named() {
    assert_snapshot!(refused(""), @"
    demo/stadt.toml:1: `municipality` is missing
    demo/stadt.toml:1: there is no [[command]]
    ");
    assert_snapshot!(refused("municipality = \"Stadt!\"\nkommando = []\n[[command]]\non-the-day = 2020-01-01\n"), @"
    demo/stadt.toml:1: `Stadt!` is not a municipality id: 2 to 40 of a-z, 0-9 and -, a letter first
    demo/stadt.toml:2: unknown key `kommando`, allowed: municipality, command
    demo/stadt.toml:3: `name` is missing
    demo/stadt.toml:3: `with` is missing
    demo/stadt.toml:4: unknown key `on-the-day`, allowed: name, as, occurred-on, source, key, with
    ");
    assert_snapshot!(refused("municipality = 1\ncommand = 1\n"), @"
    demo/stadt.toml:1: `municipality` must be a text
    demo/stadt.toml:2: `command` must be written [[command]]
    ");
}

#[test]
fn an_unknown_command_is_refused_with_the_ones_that_there_are() {
    let names = catalogue::names().join(", ");
    assert_eq!(
        refused("municipality = \"stadt\"\n[[command]]\nname = \"note-signature\"\nwith = {}\n"),
        format!("demo/stadt.toml:3: there is no command `note-signature`, allowed: {names}")
    );
    for known in ["draft-agreement", "draft-framework", "register-offer"] {
        assert!(names.contains(known), "{known}");
    }
}

#[test]
fn an_alias_is_made_once_before_it_is_named_and_by_what_makes_something() {
    assert_snapshot!(
        refused(&format!(
            r#"{NETWORK}
[[command]]
name = "establish-body"
as = "netz"
with = {{ kind = "working-group", name = "AG", network = "@netze" }}

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
        ))
        .replace(&catalogue::makers().join(", "), "…"),
        @"
    demo/stadt.toml:11: `as`: `netz` is made in line 4 already
    demo/stadt.toml:12: `network`: `@netze` is made by no command of this file (a text that begins with @ is written `@@`)
    demo/stadt.toml:16: `as`: this command makes nothing; these do: …
    demo/stadt.toml:17: `network`: `@spaeter` is made in line 19 only: name it after that
    demo/stadt.toml:22: `id` is said twice: `as` gives it
    demo/stadt.toml:26: `as`: `Spät` must be 1 to 100 of a-z, 0-9 and -
    "
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
kind = "double"
name = "Netzwerk"

[[command]]
name = "establish-network"
with = { kind = "single", title = "Netzwerk" }

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
        @"
    demo/stadt.toml:6: `establish-network`: kind: unknown variant `double`, expected one of `single`, `central`, `regional`
    demo/stadt.toml:11: `establish-network`: title: unknown field `title`, expected one of `id`, `name`, `kind`, `establishedOn`
    demo/stadt.toml:16: `request-membership`: institution: name: must not be empty
    demo/stadt.toml:26: `request-membership`: networks[1]: UUID parsing failed: invalid character: found `n` at 0
    "
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
    assert_snapshot!(refused(&request("2020-02-30")), @"demo/stadt.toml:11: invalid date, expected day between 01 and 29");
    assert_snapshot!(refused(&request("\"2020-02-30\"")), @"demo/stadt.toml:11: `dissolve-network`: dissolvedOn: parsed date is not valid: parameter 'day' for `2020-02` is invalid, must be in range `1..=29`");
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
        @"
    demo/stadt.toml:5: `occurred-on` must be a date, such as 2011-04-01
    demo/stadt.toml:6: `source` must not be empty
    demo/stadt.toml:7: `key`: `mit Lücke` must be 1 to 190 visible ASCII characters without blanks
    demo/stadt.toml:8: `required`: no command takes a number with a fraction
    demo/stadt.toml:8: `target`: the number is too large
    demo/stadt.toml:8: `adoptedOn`: no command takes a time; write a date, such as 2011-04-01
    demo/stadt.toml:13: `with` must be a table
    demo/stadt.toml:15: `with` is missing
    demo/stadt.toml:17: `key`: `a` is used in line 10 already
    "
    );
}
