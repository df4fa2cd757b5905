//! A fourth municipality, by the README's words: a file alone.

use std::time::Duration;

use acceptance::{Folder, System, program, system, within};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_file_alone_onboards_a_municipality_while_the_system_runs() {
    let system = System::start().await;
    let folder = Folder::new();
    let file = folder.write("neustadt.toml", &policy_file());
    let run = |command: &[&str]| {
        let output = program::run(system.operator().args(command));
        assert!(output.status.success(), "{}", program::text(&output));
        program::text(&output)
    };
    let onboard = ["municipality", "onboard", file.to_str().expect("a path")];
    assert_eq!(run(&onboard), "neustadt: onboarded\n");
    assert_eq!(run(&onboard), "neustadt: nothing has changed\n");
    assert!(run(&["municipality", "list"]).contains("neustadt"));
    assert!(run(&["municipality", "show", "neustadt"]).contains("01999"));

    // No restart: the token is good at once, so is the first command, and the first query shows it.
    let neustadt = system.coordinator("neustadt");
    within(
        Duration::from_secs(20),
        "the municipality is shown",
        || async { neustadt.ask("{ municipality { id } }").await["municipality"].is_object() },
    )
    .await;
    let municipality = neustadt
        .ask("{ municipality { id name ags state { code } policyVersion policyQuestions { status } } }")
        .await;
    let municipality = &municipality["municipality"];
    assert_eq!(municipality["name"], "Neustadt an der Probe");
    assert_eq!(municipality["state"]["code"], "01");
    assert_eq!(municipality["policyVersion"], 1);
    assert_ne!(
        municipality["policyQuestions"],
        json!([]),
        "what nobody says is a question"
    );

    let network = neustadt
        .ask(
            "mutation { establishNetwork(input: { name: \"Netzwerk Neustadt\", kind: SINGLE },
                idempotencyKey: \"first\") { visible error { code } network { name kind } } }",
        )
        .await;
    assert_eq!(
        network["establishNetwork"],
        json!({
            "visible": true, "error": Value::Null,
            "network": { "name": "Netzwerk Neustadt", "kind": "SINGLE" }
        })
    );
    let partners = neustadt.ask("{ partners { totalCount } }").await;
    assert_eq!(
        partners["partners"]["totalCount"], 0,
        "nobody else's partners"
    );
    // Its state sees that it is there, and that it releases no numbers: not reported is not zero.
    let state = system.caller("state-coordinator", "01");
    let rows = state
        .ask("{ stateOverview { municipality { id } partners completeness { missing } } }")
        .await;
    let row = rows["stateOverview"].as_array().and_then(|rows| {
        rows.iter()
            .find(|row| row["municipality"]["id"] == "neustadt")
            .cloned()
    });
    if let Some(row) = row {
        assert_eq!(row["partners"], Value::Null, "{row}");
        assert_ne!(row["completeness"]["missing"], json!([]), "{row}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_policy_file_is_refused_with_file_line_and_allowed_values() {
    let system = System::start().await;
    let folder = Folder::new();
    let heads = system.database().heads().await;
    let good = policy_file();
    for (name, from, to, expected) in [
        (
            "value.toml",
            "value = \"multi-party\"",
            "value = \"multi-parti\"",
            "allowed: bilateral, collective, general-text-copy-per-partner, multi-party",
        ),
        (
            "status.toml",
            "status = \"inferred\"",
            "status = \"guessed\"",
            "allowed: stated, inferred",
        ),
        (
            "key.toml",
            "[policy.membership.eligibility]",
            "[policy.membership.eligible]",
            "unknown key",
        ),
        (
            "syntax.toml",
            "id = \"neustadt\"",
            "id = \"neustadt",
            "syntax.toml",
        ),
    ] {
        let broken = good.replacen(from, to, 1);
        assert_ne!(broken, good, "{from} stands in the template");
        let line = broken
            .lines()
            .position(|line| line.contains(to))
            .map_or(0, |line| line + 1);
        let file = folder.write(name, &broken);
        let mut onboard = system.operator();
        let output = program::run(onboard.args(["municipality", "onboard"]).arg(&file));
        let said = program::text(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains(&format!("{name}:{line}:")),
            "{said} names {name}, line {line}"
        );
        assert!(said.contains(expected), "{said}");
        assert_eq!(said.lines().count(), 1, "one sentence: {said}");
    }
    assert_eq!(
        system.database().heads().await,
        heads,
        "nothing was onboarded"
    );
}

/// The template with the three lines that a municipality has to change.
fn policy_file() -> String {
    let template = std::fs::read_to_string(system::deploy().join("templates/municipality.toml"));
    let template = template.expect("the template is part of the checkout");
    [
        "id = \"musterstadt\"",
        "name = \"Musterstadt\"",
        "key = \"05999999\"",
    ]
    .into_iter()
    .zip([
        "id = \"neustadt\"",
        "name = \"Neustadt an der Probe\"",
        "key = \"01999\"",
    ])
    .fold(template, |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}
