//! Too deep and too wide is refused before anything is executed; a fault shows nothing of itself.

use std::sync::Arc;

use gateway::graphql::{Deps, Graph};
use gateway::projections::ReadModel;
use projection::Runner;
use serde_json::json;
use service_kit::clock::Clock;

use super::{all_at, answer, codes, coordinator, data, database, graph};

/// What GraphiQL and its like send.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema { queryType { name } mutationType { name }
    types { ...FullType } directives { name args { ...InputValue } } } }
    fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name args { ...InputValue }
        type { ...TypeRef } } inputFields { ...InputValue } interfaces { ...TypeRef } enumValues { name }
        possibleTypes { ...TypeRef } }
    fragment InputValue on __InputValue { name type { ...TypeRef } defaultValue }
    fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
        ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[tokio::test]
async fn what_is_too_much_is_refused_with_a_code() {
    let database = database().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let aliases: String = (0..300)
        .map(|number| format!("a{number}: networks {{ id }} "))
        .collect();
    let leaves: String = (0..60).map(|number| format!("a{number}: name ")).collect();
    for (query, code) in [
        (format!("{{ {aliases} }}"), "TOO_COMPLEX"),
        (
            format!("{{ partners(first: 200) {{ nodes {{ {leaves} }} }} }}"),
            "TOO_COMPLEX",
        ),
        (format!("{{ node(id: \"x\") {} }}", spread(13)), "TOO_DEEP"),
        (
            format!("{}{}", "{ a ".repeat(5_000), "}".repeat(5_000)),
            "TOO_DEEP",
        ),
        (
            format!("{{ a(x: {}{}) }}", "[".repeat(50_000), "]".repeat(50_000)),
            "TOO_DEEP",
        ),
        ("{ unknown }".to_owned(), "INVALID_QUERY"),
        ("{ networks { id ".to_owned(), "INVALID_QUERY"),
        (String::new(), "INVALID_QUERY"),
        (
            "subscription { networks { id } }".to_owned(),
            "INVALID_QUERY",
        ),
    ] {
        let found = codes(&graph, &caller, &query).await;
        assert!(
            found.iter().any(|found| found == code),
            "{}: {found:?}",
            &query[..query.len().min(60)]
        );
    }
    drop(graph);
    database.drop().await;
}

/// A chain of fields that is deeper than any list of ours.
fn spread(depth: usize) -> String {
    format!(
        "{} __typename {}",
        "{ ... on Node { id ... on Site { region ".repeat(depth),
        "} } } ".repeat(depth)
    )
}

#[tokio::test]
async fn every_role_may_ask_about_the_schema() {
    let database = database().await;
    let graph = graph(&database);
    for role in kernel::Role::ALL {
        let caller = super::of("leverkusen", *role);
        let answer = data(&graph, &caller, INTROSPECTION).await;
        assert_eq!(answer["__schema"]["queryType"]["name"], "Query", "{role:?}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_fault_shows_nothing_of_itself() {
    let database = database().await;
    super::fixture::leverkusen(&database).await;
    let graph = graph(&database);
    let superuser = database.superuser().await;
    superuser
        .execute(
            "UPDATE read_4.network SET view = '{\"kind\": \"mystery\"}'",
            &[],
        )
        .await
        .unwrap();
    let answer = answer(&graph, &coordinator("leverkusen"), "{ networks { name } }").await;
    assert_eq!(
        answer["errors"][0]["extensions"],
        json!({ "code": "INTERNAL" })
    );
    let shown = answer.to_string();
    for inner in ["mystery", "variant", "read_4", "view", "unknown"] {
        assert!(!shown.contains(inner), "{shown}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn what_is_refused_is_said_in_german() {
    let database = database().await;
    let graph = graph(&database);
    for (query, beginning) in [
        ("", "Die Anfrage ist kein gültiges GraphQL: Sie ist leer."),
        ("{ networks { id ", "Die Anfrage ist kein gültiges GraphQL: "),
        ("{ unknown }", "Die Anfrage passt nicht zum Schema: "),
        (
            "{ partners(first: 200) { nodes { a: name b: name c: name d: name e: name f: name g: name h: name i: name
            j: name k: name l: name m: name n: name o: name p: name q: name r: name s: name t: name u: name v: name
            w: name x: name y: name z: name aa: name ab: name ac: name ad: name ae: name af: name ag: name ah: name
            ai: name aj: name ak: name al: name am: name an: name ao: name ap: name aq: name ar: name as: name
            at: name au: name av: name aw: name ax: name ay: name az: name } } }",
            "Die Anfrage verlangt zu viel auf einmal",
        ),
    ] {
        let answer = answer(&graph, &coordinator("leverkusen"), query).await;
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with(beginning), "{message}");
    }
    drop(graph);
    database.drop().await;
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_said_to_be_unreachable() {
    let nowhere = || {
        let config = "host=127.0.0.1 port=9 user=nobody".parse().unwrap();
        let manager = deadpool_postgres::Manager::new(config, tokio_postgres::NoTls);
        deadpool_postgres::Pool::builder(manager).build().unwrap()
    };
    let graph = Graph::new(Deps::new(
        nowhere(),
        nowhere(),
        Clock::system(),
        all_at("http://127.0.0.1:9"),
        Arc::new(Runner::new(nowhere(), ReadModel)),
    ));
    let answer = answer(&graph, &coordinator("leverkusen"), "{ networks { name } }").await;
    assert_eq!(
        answer["errors"][0]["extensions"],
        json!({ "code": "STORE_UNREACHABLE" })
    );
    assert_eq!(
        answer["errors"][0]["message"],
        "Der Ereignisspeicher antwortet nicht; bitte später noch einmal versuchen."
    );
}
