//! Projects of districts and their funds of a year (FUN-02, FUN-06, FUN-07, REM-25).

use kernel::Role;
use serde_json::{Value, json};

use super::fixture;
use super::money::planned;
use super::office::Office;
use super::{codes, coordinator, data, database, graph, of};

#[tokio::test]
async fn fun_06_a_projects_funds_show_cap_allocated_and_free_with_every_booking() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let graph = graph(&database);
    let query = |day: &str| {
        format!(
            "{{ node(id: \"{}\", asOf: \"{day}\") {{ ... on Project {{ funds(year: 2026) {{
                year cap allocated free outcomeNeeded decision {{ number }}
                capExplanation {{ rule sentence line passage {{ document section words }} }}
                allocatedExplanation {{ amount sentence steps {{ kind amount }} }}
                freeExplanation {{ amount sentence }}
                allocations {{ amount left purpose allocatedOn reversedOn meeting {{ on body {{ name }} }}
                    returns {{ amount reason on reversed }} }}
                bookings {{ on kind label amount text allocatedAfter freeAfter }} }} }} }} }}",
            plan.project
        )
    };
    let shown = data(&graph, &coordinator("leverkusen"), &query("2026-03-02")).await;
    let funds = &shown["node"]["funds"];
    assert_eq!(
        json!([funds["cap"], funds["allocated"], funds["free"]]),
        json!([2_500_000, 450_000, 2_050_000])
    );
    assert_eq!(funds["outcomeNeeded"], true);
    assert_eq!(funds["decision"]["number"], "2015/0842");
    let cap = &funds["capExplanation"];
    assert_eq!(
        (&cap["rule"], &cap["line"], &cap["passage"]["section"]),
        (&json!("FUN-06"), &json!("PROJ"), &json!("§ 7"))
    );
    let words = cap["passage"]["words"].as_str().unwrap();
    assert!(
        words.starts_with("bis zu 25.000 € Projektmittel"),
        "{words}"
    );
    assert_eq!(
        cap["sentence"],
        "Höchstbetrag 2026: 25.000,00 € (FUN-06, Regeln Version 1)"
    );
    assert_eq!(
        funds["allocatedExplanation"]["sentence"],
        "+ Vergabe am 16.02.2026: 5.000,00 € + Vergabe am 17.02.2026: 1.000,00 € − Storno am 20.02.2026: 1.000,00 € \
         − Freigabe am 25.02.2026: 500,00 € = 4.500,00 € (FUN-06)"
    );
    assert_eq!(
        funds["freeExplanation"]["sentence"],
        "Höchstbetrag 2026: 25.000,00 € − vergeben: 4.500,00 € = 20.500,00 € (FUN-06, Regeln Version 1)"
    );
    assert_eq!(
        funds["allocations"],
        json!([
            { "amount": 500_000, "left": 450_000, "purpose": "Küche für das Elterncafé", "allocatedOn": "2026-02-16",
                "reversedOn": null, "meeting": { "on": "2026-02-09", "body": { "name": "Steuerungsgruppe Manfort" } },
                "returns": [{ "amount": 50_000, "reason": "Günstiger als gedacht", "on": "2026-02-25", "reversed": false }] },
            { "amount": 100_000, "left": 0, "purpose": "Doppelt gebucht", "allocatedOn": "2026-02-17",
                "reversedOn": "2026-02-20", "meeting": { "on": "2026-02-09", "body": { "name": "Steuerungsgruppe Manfort" } },
                "returns": [{ "amount": 100_000, "reason": "Versehen", "on": "2026-02-20", "reversed": true }] },
        ])
    );
    let bookings = funds["bookings"].as_array().unwrap();
    let after: Vec<&Value> = bookings
        .iter()
        .map(|booking| &booking["freeAfter"])
        .collect();
    assert_eq!(
        json!(after),
        json!([2_000_000, 1_900_000, 2_000_000, 2_050_000])
    );
    assert_eq!(bookings[3]["label"], "Freigabe");
    // Valid time: on the day of the second booking nothing had come back.
    let then = data(&graph, &coordinator("leverkusen"), &query("2026-02-17")).await;
    let then = &then["node"]["funds"];
    assert_eq!(
        json!([
            then["allocated"],
            then["free"],
            then["allocations"][1]["reversedOn"]
        ]),
        json!([600_000, 1_900_000, null])
    );
    let before = data(&graph, &coordinator("leverkusen"), &query("2026-01-04")).await;
    assert_eq!(before["node"]["funds"], Value::Null);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_07_a_project_shows_who_steers_and_runs_it_and_how_its_staff_is_used() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let graph = graph(&database);
    let query = format!(
        "{{ node(id: \"{}\") {{ ... on Project {{ name running establishedOn endedOn steeringGroup {{ name }}
            steeringGroups {{ since body {{ name }} }} operators {{ since until partner {{ name }} }}
            staffUse {{ text since meeting {{ on }} }} findings {{ code }}
            budgets {{ year state total }} }} }} }}",
        plan.project
    );
    let shown = data(&graph, &coordinator("leverkusen"), &query).await;
    assert_eq!(
        shown["node"],
        json!({ "name": "Projekt Manforter Laden", "running": true, "establishedOn": "2016-01-01", "endedOn": null,
            "steeringGroup": { "name": "Steuerungsgruppe Manfort" },
            "steeringGroups": [{ "since": "2016-01-01", "body": { "name": "Steuerungsgruppe Manfort" } }],
            "operators": [{ "since": "2016-02-01", "until": null, "partner": { "name": "Ärztehaus Nord" } }],
            "staffUse": { "text": "Eine Fachkraft für das Elterncafé", "since": "2026-02-10",
                "meeting": { "on": "2026-02-09" } },
            "findings": [], "budgets": [{ "year": 2026, "state": "APPROVED", "total": 12_377_100 }] })
    );
    // Who leads a steering group reads its project and the funds, not the budgets.
    let lead = of("leverkusen", Role::SteeringGroupLead);
    let refused = super::answer(&graph, &lead, &query).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "NOT_ALLOWED");
    let funds = format!(
        "{{ node(id: \"{}\") {{ ... on ProjectFunds {{ free }} }} }}",
        plan.funds
    );
    assert_eq!(data(&graph, &lead, &funds).await["node"]["free"], 2_050_000);
    let partner = of("leverkusen", Role::Partner);
    assert_eq!(data(&graph, &partner, &funds).await["node"], Value::Null);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn fun_02_projects_are_found_by_place_steering_group_operator_day_and_word() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    office.project("Ärmelweg", None).await;
    office.publish().await;
    let graph = graph(&database);
    let (shop, street) = ("Projekt Manforter Laden", "Ärmelweg");
    let caller = coordinator("leverkusen");
    let names = async |arguments: &str| -> Vec<String> {
        let query = format!("{{ projects{arguments} {{ totalCount nodes {{ name }} }} }}");
        let shown = data(&graph, &caller, &query).await;
        let nodes = shown["projects"]["nodes"].as_array().unwrap();
        // A page may be shorter than the list.
        assert!(shown["projects"]["totalCount"].as_u64() >= u64::try_from(nodes.len()).ok());
        let name = |node: &Value| node["name"].as_str().unwrap().to_owned();
        nodes.iter().map(name).collect()
    };
    let (group, operator) = (plan.steering_group, town.with_contact);
    assert_eq!(names("").await, [street, shop]);
    let steered = format!("(filter: {{ steeringGroup: \"{group}\" }})");
    assert_eq!(names(&steered).await, [shop]);
    let run = |day: &str| format!("(asOf: \"{day}\" filter: {{ operator: \"{operator}\" }})");
    assert_eq!(names(&run("2016-02-01")).await, [shop]);
    assert_eq!(names(&run("2016-01-31")).await, [] as [&str; 0]);
    assert_eq!(names("(filter: { running: false })").await, [] as [&str; 0]);
    assert_eq!(names("(filter: { text: \"MANFORT\" })").await, [shop]);
    assert_eq!(names("(asOf: \"2015-12-31\")").await, [] as [&str; 0]);
    // Page two from both ends.
    let query = "{ projects(first: 1) { pageInfo { hasNextPage endCursor } } }";
    let first = data(&graph, &caller, query).await;
    assert_eq!(first["projects"]["pageInfo"]["hasNextPage"], true);
    let cursor = &first["projects"]["pageInfo"]["endCursor"];
    assert_eq!(names(&format!("(first: 9 after: {cursor})")).await.len(), 1);
    let year = format!(
        "{{ node(id: \"{}\") {{ ... on Project {{ funds(year: 20260) {{ id }} }} }} }}",
        plan.project
    );
    assert_eq!(codes(&graph, &caller, &year).await, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_25_and_fun_13_what_is_open_about_money_is_on_the_work_list() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let plan = planned(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let street = office.project("Ärmelweg", None).await;
    office.publish().await;
    let graph = graph(&database);
    let tasks = async |day: &str| -> Vec<[String; 4]> {
        let query = format!(
            "{{ workList(first: 200 asOf: \"{day}\") {{ nodes {{ id kind code severity subject subjectName sentence }} }} }}"
        );
        let shown = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = shown["workList"]["nodes"].as_array().unwrap().iter();
        let money = nodes.filter(|node| {
            let kinds = ["PROJECT", "PROJECT_FUNDS", "COST_SCHEME", "BUDGET"];
            kinds.contains(&node["kind"].as_str().unwrap())
        });
        let field = |node: &Value, field: &str| node[field].as_str().unwrap_or_default().to_owned();
        money
            .map(|node| ["code", "severity", "subject", "sentence"].map(|name| field(node, name)))
            .collect()
    };
    let codes = |tasks: &[[String; 4]]| -> Vec<String> {
        tasks.iter().map(|[code, ..]| code.clone()).collect()
    };
    let spring = tasks("2026-03-02").await;
    assert_eq!(
        codes(&spring),
        [
            "PROJECT_OPERATOR_UNSTATED",
            "STEERING_GROUP_UNSTATED",
            "COST_QUESTION_OPEN",
            "COST_VALUE_MISSING",
            "COST_VALUE_MISSING",
            "PRINTED_FIGURE_DIFFERS",
            "BUDGET_WITHOUT_DECISION",
        ]
    );
    assert_eq!(spring[0][2], street.to_string());
    assert_eq!(
        spring[2][3],
        "Zu klären ist PSY: „Sind 37.000 € das Drittel oder die ganze Stelle?“."
    );
    let mut missing = [&*spring[3][3], &*spring[4][3]];
    missing.sort_unstable();
    assert_eq!(
        missing,
        [
            "Um 2026 zu berechnen, fehlt FH: Empfänger.",
            "Um 2026 zu berechnen, fehlt RENT: tatsächliche Kosten des Paares 2 für 2026.",
        ]
    );
    assert_eq!(spring[5][1], "WARNING");
    assert_eq!(spring[6][2], plan.network_budget.to_string());
    let autumn = tasks("2026-10-01").await;
    let unused = autumn
        .iter()
        .find(|[code, ..]| code == "PROJECT_FUNDS_UNUSED");
    assert_eq!(
        unused.map(|[.., sentence]| sentence.as_str()),
        Some("Von den Projektmitteln 2026 sind 20.500,00 € von 25.000,00 € noch nicht vergeben.")
    );
    drop((graph, office));
    database.drop().await;
}
