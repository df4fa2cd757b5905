//! Pages: each row once, forwards and backwards, in every order.

use gateway::graphql::Graph;
use serde_json::{Value, json};

use super::office::Office;
use super::{codes, coordinator, data, database, graph};

const NAMES: [&str; 11] = [
    "Ärztehaus",
    "Beratung",
    "Caritasheim",
    "Ökumene",
    "Zentrum",
    "Praxis",
    "Überweg",
    "amt",
    "ß-Haus",
    "100% Hilfe",
    "Haus_am_See",
];

async fn pages(graph: &Graph, arguments: &str, size: usize, forward: bool) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let (length, position) = if forward {
            ("first", "after")
        } else {
            ("last", "before")
        };
        let cursor_argument = cursor
            .as_ref()
            .map(|cursor| format!("{position}: \"{cursor}\""))
            .unwrap_or_default();
        let query = format!(
            "{{ partners({length}: {size} {cursor_argument} {arguments}) {{ totalCount
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
                nodes {{ name }} edges {{ cursor node {{ name }} }} }} }}"
        );
        let mut answer = data(graph, &coordinator("leverkusen"), &query).await;
        let page = answer["partners"].take();
        let names: Vec<String> = page["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["name"].as_str().unwrap().to_owned())
            .collect();
        let of_edges: Vec<&Value> = page["edges"]
            .as_array()
            .unwrap()
            .iter()
            .map(|edge| &edge["node"]["name"])
            .collect();
        assert!(
            of_edges
                .iter()
                .map(|name| name.as_str().unwrap())
                .eq(&names),
            "{of_edges:?}"
        );
        pages.push(names);
        let info = &page["pageInfo"];
        let (more, next) = if forward {
            (&info["hasNextPage"], &info["endCursor"])
        } else {
            (&info["hasPreviousPage"], &info["startCursor"])
        };
        if *more == json!(false) {
            return pages;
        }
        cursor = next.as_str().map(str::to_owned);
    }
}

#[tokio::test]
async fn paging_visits_each_row_once_both_ways_in_every_order() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office
        .network("Netzwerk", membership::NetworkKind::Single)
        .await;
    for name in NAMES {
        office.request(name, &[network]).await;
    }
    office.publish().await;
    let graph = graph(&database);
    let by_name = [
        "100% Hilfe",
        "amt",
        "Ärztehaus",
        "Beratung",
        "Caritasheim",
        "Haus_am_See",
        "Ökumene",
        "Praxis",
        "ß-Haus",
        "Überweg",
        "Zentrum",
    ];
    let mut descending = by_name;
    descending.reverse();
    let mut recent = NAMES;
    recent.reverse();
    for (order, expected) in [
        ("NAME", by_name),
        ("NAME_DESC", descending),
        ("RECENTLY_CHANGED", recent),
    ] {
        for size in [1, 2, 4, 10, 11, 200] {
            let arguments = format!("orderBy: {order}");
            let forward = pages(&graph, &arguments, size, true).await.concat();
            assert_eq!(forward, expected, "{order} first: {size}");
            let mut backward = pages(&graph, &arguments, size, false).await;
            backward.reverse();
            assert_eq!(backward.concat(), expected, "{order} last: {size}");
        }
    }

    // Nothing that somebody types is a wildcard, and umlauts are found by their vowels.
    for (text, expected) in [
        ("%", vec!["100% Hilfe"]),
        ("_", vec!["Haus_am_See"]),
        ("HAUS", vec!["Ärztehaus", "Haus_am_See", "ß-Haus"]),
        ("okumene", vec!["Ökumene"]),
        ("ss-h", vec!["ß-Haus"]),
        ("'; DROP", vec![]),
    ] {
        let arguments = format!("filter: {{ text: \"{text}\" }}");
        assert_eq!(
            pages(&graph, &arguments, 2, true).await.concat(),
            expected,
            "{text}"
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn filters_apply_before_pages_and_totals() {
    let database = database().await;
    let town = super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    for (filter, expected) in [
        ("withoutContact: true".to_owned(), vec!["Beratung Süd"]),
        ("withoutContact: false".to_owned(), vec!["Ärztehaus Nord"]),
        (
            "withoutAgreement: true".to_owned(),
            vec!["Ärztehaus Nord", "Beratung Süd"],
        ),
        ("sector: \"SELBSTHILFE\"".to_owned(), vec!["Ärztehaus Nord"]),
        (
            "kind: EINRICHTUNG".to_owned(),
            vec!["Ärztehaus Nord", "Beratung Süd"],
        ),
        ("kind: VEREIN".to_owned(), vec![]),
        (
            "state: ACTIVE".to_owned(),
            vec!["Ärztehaus Nord", "Beratung Süd"],
        ),
        ("state: ENDED".to_owned(), vec![]),
        (
            format!("network: \"{}\"", town.network),
            vec!["Ärztehaus Nord", "Beratung Süd"],
        ),
        (format!("network: \"{}\"", town.site), vec![]),
    ] {
        let arguments = format!("filter: {{ {filter} }}");
        assert_eq!(
            pages(&graph, &arguments, 1, true).await.concat(),
            expected,
            "{filter}"
        );
        let query = format!("{{ partners(first: 1 {arguments}) {{ totalCount }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(
            answer["partners"]["totalCount"],
            json!(expected.len()),
            "{filter}"
        );
    }
    let in_2018 = "asOf: \"2018-06-30\" filter: { withoutAgreement: true }";
    assert_eq!(
        pages(&graph, in_2018, 1, true).await.concat(),
        ["Beratung Süd"]
    );
    for (filter, expected) in [
        ("state: EXPIRED", 1),
        ("state: IN_FORCE", 0),
        ("kind: PROCEDURE", 0),
        ("endsBefore: \"2021-01-01\"", 1),
        ("endsBefore: \"2020-12-31\"", 0),
    ] {
        let query = format!("{{ agreements(filter: {{ {filter} }}) {{ totalCount }} }}");
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        assert_eq!(
            answer["agreements"]["totalCount"],
            json!(expected),
            "{filter}"
        );
    }
    let of = |partner| {
        format!("{{ agreements(filter: {{ partner: \"{partner}\" }}) {{ totalCount }} }}")
    };
    for (partner, expected) in [(town.with_contact, 1), (town.without_contact, 0)] {
        let answer = data(&graph, &coordinator("leverkusen"), &of(partner)).await;
        assert_eq!(answer["agreements"]["totalCount"], json!(expected));
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn the_work_list_is_paged_alike() {
    let database = database().await;
    super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let all = data(
        &graph,
        &coordinator("leverkusen"),
        "{ workList(first: 200) { nodes { id } } }",
    )
    .await;
    let all = all["workList"]["nodes"].as_array().unwrap().clone();
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let query = format!(
            "{{ workList(first: 7 {after}) {{ pageInfo {{ hasNextPage endCursor }} nodes {{ id }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        seen.extend(answer["workList"]["nodes"].as_array().unwrap().clone());
        let info = &answer["workList"]["pageInfo"];
        if info["hasNextPage"] == json!(false) {
            break;
        }
        after = format!("after: {}", info["endCursor"]);
    }
    assert_eq!(seen, all);
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_window_that_cannot_be_meant_is_refused_by_its_argument() {
    let database = database().await;
    Office::open(&database, "leverkusen").await.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    for arguments in [
        "first: 0",
        "first: 201",
        "first: -1",
        "last: 0",
        "first: 1 last: 1",
        "last: 2147483647",
    ] {
        for list in [
            "partners",
            "agreements",
            "workList",
            "circulars",
            "circularRecipients",
        ] {
            let query = format!("{{ {list}({arguments}) {{ totalCount }} }}");
            assert_eq!(
                codes(&graph, &caller, &query).await,
                ["INVALID_ARGUMENT"],
                "{query}"
            );
        }
    }
    for query in [
        "{ partners(asOf: \"1899-12-31\") { totalCount } }",
        "{ networks(asOf: \"9999-12-31\") { id } }",
        "{ partners(filter: { text: \"\\u0000\" }) { totalCount } }",
        "{ agreements(asOf: \"2201-01-01\") { totalCount } }",
        "{ circulars(text: \"\\u0000\") { totalCount } }",
    ] {
        assert_eq!(
            codes(&graph, &caller, query).await,
            ["INVALID_ARGUMENT"],
            "{query}"
        );
    }
    let long = format!(
        "{{ partners(filter: {{ text: \"{}\" }}) {{ totalCount }} }}",
        "x".repeat(201)
    );
    assert_eq!(codes(&graph, &caller, &long).await, ["INVALID_ARGUMENT"]);
    assert_eq!(
        codes(&graph, &caller, "{ networks(asOf: \"2021-02-30\") { id } }").await,
        ["INVALID_QUERY"]
    );
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_cursor_of_another_list_or_order_is_refused() {
    let database = database().await;
    super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let cursor = |answer: &Value, list: &str| answer[list]["pageInfo"]["endCursor"].to_string();
    let partners = data(
        &graph,
        &caller,
        "{ partners(first: 1) { pageInfo { endCursor } } }",
    )
    .await;
    let partner = cursor(&partners, "partners");
    let agreements = data(
        &graph,
        &caller,
        "{ agreements(first: 1) { pageInfo { endCursor } } }",
    )
    .await;
    let agreement = cursor(&agreements, "agreements");
    for query in [
        format!("{{ agreements(after: {partner}) {{ totalCount }} }}"),
        format!("{{ partners(after: {agreement}) {{ totalCount }} }}"),
        format!("{{ partners(orderBy: NAME_DESC, before: {partner}) {{ totalCount }} }}"),
        "{ partners(after: \"garbage\") { totalCount } }".to_owned(),
        "{ workList(before: \"\") { totalCount } }".to_owned(),
    ] {
        assert_eq!(
            codes(&graph, &caller, &query).await,
            ["INVALID_CURSOR"],
            "{query}"
        );
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn agreements_come_by_the_day_of_their_draft_from_page_to_page() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office
        .network("Netzwerk", membership::NetworkKind::Single)
        .await;
    let partner = office.member("Haus", &[network]).await;
    let mut drafted = Vec::new();
    for day in ["2019-03-01", "2017-03-01", "2018-03-01"] {
        drafted.push((day, office.offer(network, &[partner], day).await));
    }
    office.publish().await;
    drafted.sort();
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    for (length, cursor, backward) in [("first", "after", false), ("last", "before", true)] {
        let (mut seen, mut from) = (Vec::new(), String::new());
        for _ in &drafted {
            let query = format!(
                "{{ agreements({length}: 1 {from}) {{ edges {{ cursor node {{ id }} }} }} }}"
            );
            let answer = data(&graph, &caller, &query).await;
            let edge = &answer["agreements"]["edges"][0];
            seen.push(edge["node"]["id"].clone());
            from = format!("{cursor}: {}", edge["cursor"]);
        }
        if backward {
            seen.reverse();
        }
        let expected: Vec<_> = drafted.iter().map(|(_, id)| json!(id)).collect();
        assert_eq!(seen, expected, "{length}");
    }
    drop(graph);
    database.drop().await;
}

/// The ids of a list's pages, from either end.
async fn ids(graph: &Graph, list: &str, order: &str, size: usize, forward: bool) -> Vec<String> {
    let (length, position, end, more) = if forward {
        ("first", "after", "endCursor", "hasNextPage")
    } else {
        ("last", "before", "startCursor", "hasPreviousPage")
    };
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let query = format!(
            "{{ {list}({length}: {size}, {position}: {cursor}, orderBy: {order}) {{ totalCount
                pageInfo {{ {end} {more} }} nodes {{ id }} }} }}"
        );
        let mut answer = data(graph, &coordinator("leverkusen"), &query).await;
        let page = answer[list].take();
        assert_eq!(page["totalCount"], 5, "{list}");
        let nodes = page["nodes"].as_array().unwrap().iter();
        let id = |node: &Value| node["id"].as_str().unwrap().to_owned();
        pages.push(nodes.map(id).collect());
        if page["pageInfo"][more] == json!(false) {
            break;
        }
        cursor = page["pageInfo"][end].clone();
    }
    if !forward {
        pages.reverse();
    }
    pages.concat()
}

#[tokio::test]
async fn what_meetings_leave_behind_is_paged_alike_both_ways_in_every_order() {
    let database = database().await;
    let town = super::fixture::leverkusen(&database).await;
    let left = super::after_meeting::leave_behind(&database, &town).await;
    let mut office = Office::resume(&database, "leverkusen");
    let mut minutes = vec![left.minutes];
    let mut recommendations = vec![left.recommendation];
    let mut reports = vec![left.report];
    // Two on the same day, so that the order needs the id.
    for (number, on) in ["2017-03-01", "2018-03-01", "2018-03-01", "2019-03-01"]
        .into_iter()
        .enumerate()
    {
        let met = super::after_meeting::Met {
            body: town.body,
            meeting: office.met(town.body, on, &[]).await,
        };
        minutes.push(
            office
                .draft_minutes(met, "Das Familienzentrum.", &[], on)
                .await,
        );
        recommendations.push(office.recommend(met, "Mehr Plätze", on).await);
        reports.push(office.report(&format!("organ-{number}"), on).await);
    }
    office.publish().await;
    let graph = graph(&database);
    let texts =
        |ids: &[uuid::Uuid]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
    let reversed = |ids: &[uuid::Uuid]| texts(&ids.iter().rev().copied().collect::<Vec<_>>());
    let mut by_name = reports[1..].to_vec();
    by_name.insert(0, reports[0]);
    let answered_last = [&recommendations[1..], &recommendations[..1]].concat();
    let by_title = [&recommendations[1..], &recommendations[..1]].concat();
    for (list, order, expected) in [
        ("minutes", "OLDEST_FIRST", texts(&minutes)),
        ("minutes", "NEWEST_FIRST", reversed(&minutes)),
        ("recommendations", "RAISED_ON", texts(&recommendations)),
        (
            "recommendations",
            "RAISED_ON_DESC",
            reversed(&recommendations),
        ),
        ("recommendations", "AGE", texts(&answered_last)),
        ("recommendations", "TITLE", texts(&by_title)),
        ("committeeReports", "ORGAN", texts(&by_name)),
        ("committeeReports", "NEXT_DUE", texts(&by_name)),
    ] {
        for size in [1, 2, 4, 5] {
            for forward in [true, false] {
                let found = ids(&graph, list, order, size, forward).await;
                assert_eq!(found, expected, "{list} {order} {size} {forward}");
            }
        }
    }
    drop((graph, office));
    database.drop().await;
}
