//! GraphQL: broken, deep, wide, absurd. Refused before it costs anything.

use acceptance::{Answer, System};
use serde_json::json;

use super::{Differences, cases, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_question_is_refused_with_a_code_and_writes_nothing() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let heads = system.database().heads().await;
    let page = leverkusen
        .ask("{ agreements(first: 1) { pageInfo { endCursor } } }")
        .await;
    let cursor = page["agreements"]["pageInfo"]["endCursor"].to_string();
    let mut differences = Differences::default();
    let mut ask = async |query: &str, expected: &str| {
        let answer = leverkusen.graphql(query, json!({})).await;
        let code = answer.body["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or_default();
        let said = format!("{} {code}", answer.status);
        differences.compare_texts(query, &said, &format!("200 {expected}"), &answer.text);
    };
    for [expected, query] in cases(include_str!("questions.txt")) {
        ask(&query.replace("@cursor", &cursor), &expected).await;
    }
    let nested = "{ agreements ".repeat(40) + "{ id }" + &" }".repeat(40);
    ask(&format!("{{ partners {{ nodes {nested} }} }}"), "TOO_DEEP").await;
    ask(&"{".repeat(20_000), "TOO_DEEP").await;
    let wide = |count: usize, field: &dyn Fn(usize) -> String| {
        format!(
            "{{ {} }}",
            (0..count)
                .map(|number| field(number) + " ")
                .collect::<String>()
        )
    };
    let wide_fields = wide(3_000, &|number| {
        format!("f{number}: municipality {{ name }}")
    });
    ask(&wide_fields, "TOO_COMPLEX").await;
    let pages = wide(30, &|number| {
        format!("p{number}: partners(first: 200) {{ nodes {{ id }} }}")
    });
    ask(&pages, "TOO_COMPLEX").await;
    // Fragments that double forty times: a few lines, a million million fields.
    let mut doubling = "{ ...F0 } fragment F40 on Query { municipality { id } }".to_owned();
    for number in 0..40 {
        let next = number + 1;
        doubling += &format!(" fragment F{number} on Query {{ ...F{next} ...F{next} }}");
    }
    ask(&doubling, "TOO_COMPLEX").await;
    differences.none();
    assert_eq!(system.database().heads().await, heads);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_no_question_is_refused_and_a_refused_command_is_data() {
    let system = System::start().await;
    let leverkusen = system.coordinator("leverkusen");
    let heads = system.database().heads().await;
    let address = format!("{}/graphql", leverkusen.gateway);
    let mut differences = Differences::default();
    for (what, body, expected) in [
        ("half a body", "{".to_owned(), "400 BODY_MALFORMED"),
        ("a list", "[]".to_owned(), "400 INVALID_FIELD"),
        (
            "a list of fields",
            "[\"{ municipality { id } }\"]".to_owned(),
            "400 INVALID_FIELD",
        ),
        (
            "a number",
            "{\"query\":1}".to_owned(),
            "400 INVALID_FIELD query",
        ),
        (
            "2 MB",
            json!({ "query": " ".repeat(2_000_000) }).to_string(),
            "413 BODY_TOO_LARGE",
        ),
    ] {
        let answer = post(&leverkusen, &address, body).await;
        differences.compare(what, &answer, expected);
    }
    let get = leverkusen
        .http()
        .get(&address)
        .bearer_auth(&leverkusen.token)
        .send()
        .await;
    let answer = Answer::of(get.expect("the gateway answers"))
        .await
        .expect("a whole answer");
    differences.compare("GET", &answer, "405 METHOD_NOT_ALLOWED");
    differences.none();

    // What a domain or the store refuses is an answer of the mutation, no error.
    let conflict = "mutation { establishRegion(
        input: { name: \"Nord\" }, expectedVersion: 7, idempotencyKey: \"x\"
    ) { receipt { id } visible error { code field message } region { id } } }";
    let answer = leverkusen.ask(conflict).await;
    let payload = &answer["establishRegion"];
    assert_eq!(payload["error"]["code"], "VERSION_CONFLICT", "{answer}");
    assert_eq!(payload["error"]["field"], "expectedVersion");
    assert_eq!(
        (&payload["receipt"], &payload["region"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(system.database().heads().await, heads);
}
