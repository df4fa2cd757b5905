//! What the documents state of the three networks is what a coordinator sees.

use acceptance::{Caller, System};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn leverkusens_bodies_seats_regions_and_sites_are_those_of_its_documents() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let bodies = leverkusen
        .ask("{ bodies { name kind foundedOn advisory seats { function onBehalfOf { name } } forwardsTo { name } } }")
        .await;
    mem_37_bodies_are_as_old_as_the_documents_say(&bodies["bodies"]);
    mem_38_the_quality_circle_has_its_ten_seats(&bodies["bodies"]);
    mem_39_a_steering_group_seats_the_department_and_the_projects_staff(&bodies["bodies"]);
    mem_43_sites_are_open_planned_or_considered(&leverkusen).await;
    mem_13_leverkusen_counts_volunteers_and_self_help_besides_the_law(&leverkusen).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stormarns_networks_bodies_and_sectors_are_those_of_its_agreement() {
    let system = System::start().await;
    let stormarn = system.coordinator("stormarn");
    mem_36_stormarn_has_three_central_networks(&stormarn).await;
    mem_41_each_central_network_has_a_preparation_team(&stormarn).await;
    mem_11_stormarns_sectors_have_its_own_words(&stormarn).await;
    mem_12_duisburgs_sectors_are_assigned_by_its_own_codes(&system.coordinator("duisburg")).await;
}

fn mem_37_bodies_are_as_old_as_the_documents_say(bodies: &Value) {
    let founded = |name: &str| find(bodies, name)["foundedOn"].clone();
    assert_eq!(founded("Qualitätszirkel"), "2011-01-18");
    assert_eq!(founded("AK Evaluation"), "2015-02");
    assert_eq!(founded("AG Gesundheit"), "2015");
    let groups = of_kind(bodies, "STEERING_GROUP");
    assert_eq!(groups.len(), 3);
    assert!(
        groups.iter().all(|group| group["foundedOn"] == "2011"),
        "{groups:?}"
    );
}

fn mem_38_the_quality_circle_has_its_ten_seats(bodies: &Value) {
    let circle = find(bodies, "Qualitätszirkel");
    let seats = circle["seats"].as_array().expect("seats");
    assert_eq!(seats.len(), 10, "{circle}");
    let functions: Vec<&str> = seats
        .iter()
        .filter_map(|seat| seat["function"].as_str())
        .collect();
    for function in [
        "Fachbereichsleitung",
        "Jugendhilfeplanung",
        "Regionalleitungen",
    ] {
        assert!(functions.contains(&function), "{functions:?}");
    }
    let projects = seats
        .iter()
        .filter(|seat| seat["function"] == "Vertretung des Projektträgers");
    assert_eq!(projects.count(), 5, "one for each Projektträger");
}

fn mem_39_a_steering_group_seats_the_department_and_the_projects_staff(bodies: &Value) {
    for group in of_kind(bodies, "STEERING_GROUP") {
        let seats = group["seats"].to_string();
        assert!(
            seats.contains("Vertretung des Fachbereichs Kinder und Jugend"),
            "{group}"
        );
        assert!(
            group["forwardsTo"].to_string().contains("Qualitätszirkel"),
            "{group}"
        );
    }
    let manfort = find(bodies, "Steuerungsgruppe Manfort")["seats"].to_string();
    assert!(
        manfort.contains("Mitarbeit beim Projektträger") && manfort.contains("Diakonisches Werk")
    );
}

async fn mem_43_sites_are_open_planned_or_considered(leverkusen: &Caller) {
    let places = leverkusen
        .ask("{ regions { number name } sites { name status region { number } } }")
        .await;
    let numbers: Vec<&str> = places["regions"]
        .as_array()
        .map(|regions| {
            regions
                .iter()
                .filter_map(|region| region["number"].as_str())
                .collect()
        })
        .unwrap_or_default();
    assert!(
        ["I", "II", "III", "IV"]
            .iter()
            .all(|number| numbers.contains(number)),
        "{places}"
    );
    let site = |name: &str| find(&places["sites"], name);
    assert_eq!(site("Rheindorfer Laden")["status"], "OPEN");
    assert_eq!(site("Rheindorfer Laden")["region"]["number"], "I");
    assert_eq!(site("Standort Opladen")["status"], "PLANNED");
    assert_eq!(
        site("Dependance Wiesdorf")["status"],
        "CONSIDERED",
        "„angedacht“"
    );
    assert_eq!(
        site("Dependance Wiesdorf")["region"],
        Value::Null,
        "the paper does not say"
    );
}

async fn mem_13_leverkusen_counts_volunteers_and_self_help_besides_the_law(leverkusen: &Caller) {
    assign(
        leverkusen,
        "Caritasverband",
        "EHRENAMT",
        "ehrenamtliches Engagement",
    )
    .await;
    assign(
        leverkusen,
        "Caritasverband",
        "SELBSTHILFE",
        "organisierte Selbsthilfe",
    )
    .await;
}

async fn mem_36_stormarn_has_three_central_networks(stormarn: &Caller) {
    let answer = stormarn
        .ask("{ networks { name kind } partners { nodes { networks { name } } } }")
        .await;
    let mut names: Vec<&str> = answer["networks"]
        .as_array()
        .map(|networks| {
            networks
                .iter()
                .filter_map(|network| network["name"].as_str())
                .collect()
        })
        .unwrap_or_default();
    names.sort_unstable();
    assert_eq!(names, ["Mittestormarn", "Nordstormarn", "Südstormarn"]);
    assert_eq!(of_kind(&answer["networks"], "CENTRAL").len(), 3);
    let both = json!([{ "name": "Mittestormarn" }, { "name": "Südstormarn" }]);
    let nodes = answer["partners"]["nodes"].as_array().expect("partners");
    assert!(
        nodes.iter().any(|partner| partner["networks"] == both),
        "one is in two of them"
    );
}

async fn mem_41_each_central_network_has_a_preparation_team(stormarn: &Caller) {
    let answer = stormarn
        .ask("{ bodies { name kind network { name } } }")
        .await;
    let teams = of_kind(&answer["bodies"], "PREPARATION_TEAM");
    assert_eq!(teams.len(), 3, "{answer}");
    assert!(
        teams.iter().all(|team| team["network"]["name"].is_string()),
        "{answer}"
    );
    // MEM-42: the coordinators of all networks meet, which is no network's own body.
    let meetings = of_kind(&answer["bodies"], "COORDINATORS_MEETING");
    assert_eq!((meetings.len(), &meetings[0]["network"]), (1, &Value::Null));
}

async fn mem_11_stormarns_sectors_have_its_own_words(stormarn: &Caller) {
    let answer = stormarn
        .ask("{ partners { nodes { name sectors { code label } } } }")
        .await;
    let centre = find(&answer["partners"]["nodes"], "Familienzentrum (Beispiel)");
    let sector = json!([{ "code": "FAMILIENZENTREN", "label": "Familienzentren" }]);
    assert_eq!(centre["sectors"], sector);
}

async fn mem_12_duisburgs_sectors_are_assigned_by_its_own_codes(duisburg: &Caller) {
    assign(
        duisburg,
        "PHG Duisburg gGmbH",
        "BERATUNG",
        "(Schwangeren)-Beratung",
    )
    .await;
}

/// Assigns a municipality's own sector and finds it by its own word.
async fn assign(coordinator: &Caller, partner: &str, code: &str, label: &str) {
    let partners = coordinator.ask("{ partners { nodes { id name } } }").await;
    let id = find(&partners["partners"]["nodes"], partner)["id"].clone();
    let query = "mutation ($input: AssignSectorInput!, $key: ID!) {
        assignSector(input: $input, idempotencyKey: $key) {
            visible error { code } partner { sectors { code label } }
        } }";
    let input = json!({ "partner": id, "sector": code });
    let answer = coordinator
        .ask_with(
            query,
            json!({ "input": input, "key": acceptance::new_key() }),
        )
        .await;
    let payload = &answer["assignSector"];
    assert_eq!(
        (&payload["visible"], &payload["error"]),
        (&json!(true), &Value::Null),
        "{answer}"
    );
    let sectors = payload["partner"]["sectors"].as_array().expect("sectors");
    assert!(
        sectors.contains(&json!({ "code": code, "label": label })),
        "{answer}"
    );
}

fn find(all: &Value, name: &str) -> Value {
    let found = all
        .as_array()
        .and_then(|all| all.iter().find(|one| one["name"] == name));
    found.unwrap_or_else(|| panic!("{name} in {all}")).clone()
}

fn of_kind(all: &Value, kind: &str) -> Vec<Value> {
    let all = all.as_array().expect("a list");
    all.iter()
        .filter(|one| one["kind"] == kind)
        .cloned()
        .collect()
}
