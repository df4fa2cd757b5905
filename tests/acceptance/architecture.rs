//! What holds of the house itself: arrows point down, reactions make no circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use membership_service::reactions::EDGES;
use serde_json::Value;

const DOMAINS: &[&str] = &[
    "agreements",
    "membership",
    "meetings",
    "funding",
    "evaluation",
];

#[test]
fn a_domain_rests_on_the_kernel_alone() {
    let packages = packages();
    for domain in DOMAINS {
        let ours: Vec<&String> = packages[*domain].needs.iter().collect();
        assert_eq!(ours, ["kernel"], "{domain}");
    }
    assert!(
        packages["kernel"].needs.is_empty(),
        "{:?}",
        packages["kernel"].needs
    );
}

#[test]
fn a_crate_never_needs_a_service_and_a_service_never_another() {
    let packages = packages();
    let services: BTreeSet<&String> = packages
        .iter()
        .filter(|(_, package)| package.is_service)
        .map(|(name, _)| name)
        .collect();
    assert!(services.len() >= 4, "{services:?}");
    for (name, package) in &packages {
        let needed: Vec<&String> = package
            .needs
            .iter()
            .filter(|needed| services.contains(needed))
            .collect();
        // The program is made of the services; these tests run the whole.
        let may = matches!(name.as_str(), "lotse" | "acceptance");
        assert!(may || needed.is_empty(), "{name} needs {needed:?}");
    }
}

#[test]
fn only_the_kept_drivers_talk_to_the_database() {
    // A domain has no I/O, no clock and no random ids: nothing that it is built from has.
    let packages = packages();
    for domain in DOMAINS.iter().chain(&["kernel"]) {
        for driver in [
            "tokio",
            "tokio-postgres",
            "reqwest",
            "axum",
            "deadpool-postgres",
        ] {
            assert!(
                !packages[*domain].foreign.contains(driver),
                "{domain} needs {driver}"
            );
        }
    }
    for (name, package) in &packages {
        for other in ["sqlx", "diesel", "native-tls", "openssl"] {
            assert!(!package.foreign.contains(other), "{name} needs {other}");
        }
    }
}

#[test]
fn reactions_make_no_circle() {
    assert!(!EDGES.is_empty());
    let mut leads: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in EDGES {
        for hears in edge.hears {
            leads.entry(hears).or_default().extend(edge.causes);
        }
    }
    for start in leads.keys() {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&str> = leads[start].iter().copied().collect();
        while let Some(event) = next.pop() {
            assert_ne!(event, *start, "{start} leads back to itself");
            if reached.insert(event) {
                next.extend(leads.get(event).into_iter().flatten());
            }
        }
    }
}

#[test]
fn what_reactions_hear_and_cause_are_events_that_somebody_writes() {
    let committed = ["agreements", "meetings", "membership"].map(|domain| {
        let path = root().join("crates").join(domain).join("tests/events");
        let samples = std::fs::read_dir(path).expect("the samples of a domain's events");
        samples
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|name| name.split_once('.').map(|(event, _)| event.to_owned()))
            .collect::<BTreeSet<String>>()
    });
    for edge in EDGES {
        for event in edge.hears.iter().chain(edge.causes) {
            assert!(
                committed.iter().any(|events| events.contains(*event)),
                "{} names {event}, which nobody writes",
                edge.reaction
            );
        }
    }
}

/// A package of the workspace with what it needs to run; what only its tests need does not count.
struct Package {
    is_service: bool,
    /// Of ours.
    needs: BTreeSet<String>,
    /// Of others.
    foreign: BTreeSet<String>,
}

fn packages() -> BTreeMap<String, Package> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("run cargo metadata");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list(&metadata["packages"])
        .iter()
        .map(|package| {
            let normal = |dependency: &&Value| dependency["kind"] != "dev";
            let dependencies = list(&package["dependencies"]);
            let named = |ours: bool| {
                let here = move |dependency: &&Value| dependency["path"].is_string() == ours;
                let dependencies = dependencies.iter().filter(normal).filter(here);
                dependencies
                    .map(|dependency| text(&dependency["name"]))
                    .collect()
            };
            let is_service = text(&package["manifest_path"]).contains("/services/");
            (
                text(&package["name"]),
                Package {
                    is_service,
                    needs: named(true),
                    foreign: named(false),
                },
            )
        })
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
