//! What an office brings: 5,000 lines with every kind of fault, killed half-way, and the same file again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use acceptance::program::{self, Running};
use acceptance::{Folder, System, within};

const LINES: usize = 5_000;
const INSTITUTIONS: usize = 250;
const BOUND: Duration = Duration::from_secs(120);

/// Good lines, as full as an office's list is.
const GOOD: &[&str] = &[
    "Einrichtung I;Kontakt N;0213 000 100 20;n@stadt.example;ja, 01.02.2021;01.03.2021",
    "Einrichtung I;Kontakt N;;;ja, 01.02.2021;",
    "Einrichtung I;\"Kontakt N\";0214 406 0;;ja, 01.02.2021;",
];

/// A line's fault and how the file shows it; `None` is a good line.
const FAULTS: &[(&str, &str)] = &[
    (
        "unknown institution",
        "Unbekannte Stelle;Kontakt N;;;ja, 01.02.2021;",
    ),
    ("no institution", ";Kontakt N;;;ja, 01.02.2021;"),
    ("no name", "Einrichtung I;;;;ja, 01.02.2021;"),
    ("no consent", "Einrichtung I;Kontakt N;;;;"),
    ("a no", "Einrichtung I;Kontakt N;;;nein;"),
    ("unclear consent", "Einrichtung I;Kontakt N;;;vielleicht;"),
    (
        "impossible day",
        "Einrichtung I;Kontakt N;;;ja, 31.02.2021;",
    ),
    ("doubtful day", "Einrichtung I;Kontakt N;;;03/04/2021;"),
    ("no mail", "Einrichtung I;Kontakt N;;keine;ja, 01.02.2021;"),
    (
        "two mails",
        "Einrichtung I;Kontakt N;;a@b.example c@d.example;ja, 01.02.2021;",
    ),
    (
        "future consent",
        "Einrichtung I;Kontakt N;;;ja, 01.02.2099;",
    ),
    ("short line", "Einrichtung I;Kontakt N"),
    (
        "unreadable day",
        "Einrichtung I;Kontakt N;;;ja, 01.02.2021;gestern",
    ),
];

/// The file, and how many of its lines are good.
fn contacts() -> (String, usize) {
    let mut csv = String::from("Einrichtung;Ansprechpartner;Telefon;E-Mail;Einwilligung;Stand\n");
    let mut good = 0;
    for line in 0..LINES {
        let institution = line % INSTITUTIONS;
        let fault = FAULTS.get(line % 40);
        let text = fault.map_or(GOOD[line % GOOD.len()], |(_, text)| text);
        let text = text
            .replace("Einrichtung I", &format!("Einrichtung {institution}"))
            .replace("Kontakt N", &format!("Kontakt {line}"));
        good += usize::from(fault.is_none());
        writeln!(csv, "{text}").expect("a String takes every text");
    }
    (csv, good)
}

fn partners() -> String {
    let mut csv = String::from("Einrichtung;Bereich\n");
    for institution in 0..INSTITUTIONS {
        writeln!(csv, "Einrichtung {institution};HB").expect("a String takes every text");
    }
    csv
}

fn intake(system: &System, kind: &str, file: &Path) -> Command {
    let addresses = system.addresses();
    let mut command = program::command();
    command
        .args(["intake", kind])
        .arg(file)
        .args(["--gateway", &addresses[0]])
        .args(["--token", &system.token("coordinator", "stormarn")])
        .args(["--consent-text-version", "1"])
        .env("LOTSE_SERVICE_AGREEMENTS", &addresses[1])
        .env("LOTSE_SERVICE_MEMBERSHIP", &addresses[2]);
    command
}

async fn events(system: &System, kind: &str) -> i64 {
    let statement = format!(
        "SELECT count(*) FROM es.event WHERE municipality = 'stormarn' AND type = '{kind}'"
    );
    system.database().rows(&statement).await[0].get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_lines_with_every_fault_are_taken_in_once_though_killed_and_repeated() {
    let system = System::start().await;
    let folder = Folder::new();
    let stormarn = system.coordinator("stormarn");
    let networks = stormarn.ask("{ networks { id } }").await;
    let network = networks["networks"][0]["id"]
        .as_str()
        .expect("Stormarn has a network")
        .to_owned();

    let file = folder.write("partner.csv", &partners());
    let output = program::run(intake(&system, "partners", &file).args(["--network", &network]));
    assert_eq!(output.status.code(), Some(0), "{}", program::text(&output));
    within(BOUND, "the partners are shown", || {
        system.database().is_projected()
    })
    .await;

    let (csv, good) = contacts();
    let file = folder.write("kontakte.csv", &csv);
    let before = events(&system, "ContactDesignated").await;
    let head = system.database().heads().await;
    let report = folder.path().join("ergebnis.csv");
    let mut dry = intake(&system, "contacts", &file);
    let output = program::run(dry.arg("--dry-run").arg("--report").arg(&report));
    assert_eq!(output.status.code(), Some(2), "{}", program::text(&output));
    assert_eq!(
        system.database().heads().await,
        head,
        "a dry run sends nothing"
    );
    every_fault_is_named(&report, good);

    // Killed half-way.
    let mut running = Running::start(
        intake(&system, "contacts", &file),
        &folder.path().join("log"),
    );
    within(BOUND, "half of it is done", || async {
        events(&system, "ContactDesignated").await - before > i64::try_from(good / 4).unwrap_or(0)
    })
    .await;
    assert!(!running.has_ended(), "{}", running.tail());
    running.kill();

    let output = program::run(&mut intake(&system, "contacts", &file));
    assert_eq!(output.status.code(), Some(2), "{}", program::text(&output));
    let added = events(&system, "ContactDesignated").await - before;
    assert_eq!(usize::try_from(added).ok(), Some(good));

    within(BOUND, "the contacts are shown", || {
        system.database().is_projected()
    })
    .await;
    let head = system.database().heads().await;
    let output = program::run(&mut intake(&system, "contacts", &file));
    let said = program::text(&output);
    assert!(
        said.contains(&format!("0 übernommen, {good} schon vorhanden")),
        "{said}"
    );
    assert_eq!(
        system.database().heads().await,
        head,
        "the same file changes nothing"
    );
}

/// Every line of a fault is refused, and no other.
fn every_fault_is_named(report: &Path, good: usize) {
    let text = std::fs::read_to_string(report).expect("the report was written");
    let mut outcomes: BTreeMap<bool, usize> = BTreeMap::new();
    for (line, row) in text.lines().skip(1).enumerate() {
        let refused = row.split(';').nth(2) == Some("abgewiesen");
        assert_eq!(refused, line % 40 < FAULTS.len(), "{row}");
        *outcomes.entry(refused).or_default() += 1;
    }
    assert_eq!(outcomes.get(&false), Some(&good));
    assert_eq!(outcomes.values().sum::<usize>(), LINES);
}
