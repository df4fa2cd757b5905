//! Starting again changes nothing; what prevents a start is one clear sentence.

use std::time::Duration;

use acceptance::{Database, Folder, System, database, ports, program, system, within};

#[tokio::test(flavor = "multi_thread")]
async fn starting_again_on_the_same_data_changes_nothing_and_keeps_tokens_good() {
    let mut system = System::start().await;
    let log = std::fs::read_to_string(system.log()).expect("the system logs");
    for municipality in ["duisburg", "leverkusen", "stormarn"] {
        let line = log
            .lines()
            .find(|line| line.starts_with(&format!("demo: {municipality}: ")));
        let line = line.unwrap_or_else(|| panic!("{municipality}'s demo is not whole: {log}"));
        let (done, of) = line
            .trim_start_matches(&format!("demo: {municipality}: "))
            .split_once(" of ")
            .expect("so many of so many");
        assert!(
            of.starts_with(&format!("{done} commands carried out")),
            "{line}"
        );
    }
    let leverkusen = system.coordinator("leverkusen");
    let query =
        "{ municipality { policyVersion } partners { totalCount } workList { totalCount } }";
    within(Duration::from_secs(20), "everything is projected", || {
        system.database().is_projected()
    })
    .await;
    let (heads, before) = (system.database().heads().await, leverkusen.ask(query).await);
    for power_cut in [false, true] {
        if power_cut {
            system.kill9();
        }
        system.restart().await;
        assert_eq!(system.database().heads().await, heads);
        assert_eq!(
            leverkusen.ask(query).await,
            before,
            "the former start's token is good"
        );
    }
    system.stop().await;
    assert!(
        !system.folder().join("ready").exists(),
        "the note of being ready goes with it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_prevents_a_start_is_one_clear_sentence() {
    let system = System::start().await;
    let address = &system.addresses()[0];
    let port = address.rsplit(':').next().expect("an address has a port");
    let folder = Folder::new();
    folder.write("passwords.toml", &database::passwords());
    let other = Database::named();
    let (deploy, cluster) = (system::deploy(), database::cluster());
    let free = ports::free_row(16);
    let (row, nobody) = (free.to_string(), free + 15);
    let nowhere = format!("postgres://postgres@127.0.0.1:{nobody}/postgres");
    for (port, deploy, admin, expected) in [
        (port, &deploy, &cluster, "is taken"),
        ("65535", &deploy, &cluster, "choose a lower --port"),
        (&row, &deploy, &nowhere, "connect as the administrator"),
    ] {
        let mut up = program::command();
        up.args([
            "up",
            "--port",
            port,
            "--database",
            other.name(),
            "--admin-url",
            admin,
        ]);
        let output = program::run(
            up.arg("--data")
                .arg(folder.path())
                .arg("--deploy")
                .arg(deploy),
        );
        let said = program::text(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(said.lines().count(), 1, "one sentence: {said}");
        assert!(
            said.starts_with("lotse: ") && said.contains(expected),
            "{said}"
        );
    }
    let missing = program::run(
        program::command()
            .args(["token", "coordinator", "leverkusen"])
            .args(["--data", "/nowhere"]),
    );
    assert_eq!(missing.status.code(), Some(1));
    assert!(program::text(&missing).contains("there is no installation in /nowhere"));
    // Nothing that was asked for is at fault: the other installation goes on.
    system
        .coordinator("leverkusen")
        .ask("{ municipality { id } }")
        .await;
}
