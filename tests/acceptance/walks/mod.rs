//! The real case of each municipality, walked through the running system as its coordinator walks it: GraphQL
//! mutations in, answers out, with the days and numbers that the documents print; and a year of its bodies, on a clock
//! that the test moves.

mod duisburg;
mod duisburg_year;
mod leverkusen;
mod leverkusen_grants;
mod leverkusen_year;
mod stormarn;
mod stormarn_year;

use std::time::Duration;

use acceptance::{Caller, found, new_key};
use serde_json::{Value, json};

const BOUND: Duration = Duration::from_secs(20);

/// What every mutation answers.
const ANSWER: &str = "receipt { id events } warnings { code rule } error { code field rule facts }";

/// Posts a mutation with the day on its paper; its answer, also where it is a refusal.
async fn mutate(caller: &Caller, on: &str, mutation: &str, input: Value) -> Value {
    let variables = json!({ "input": input, "key": new_key(), "on": on });
    caller.ask_with(&document(mutation), variables).await[mutation].clone()
}

/// Posts a mutation that the caller's role may not post.
async fn forbidden(caller: &Caller, on: &str, mutation: &str, input: Value) {
    let variables = json!({ "input": input, "key": new_key(), "on": on });
    let answer = caller.graphql(&document(mutation), variables).await.body;
    let code = &answer["errors"][0]["extensions"]["code"];
    assert_eq!(code, "NOT_ALLOWED", "{answer}");
}

fn document(mutation: &str) -> String {
    let input = match mutation {
        // The input says of what it is where the mutation does not.
        "completeTask" => "CompleteMeetingTask".to_owned(),
        "markAnswerPresented" => "MarkRecommendationAnswerPresented".to_owned(),
        "recordReply" => "RecordMeetingReply".to_owned(),
        "setReportInterval" => "SetCommitteeReportInterval".to_owned(),
        other => format!("{}{}", other[..1].to_uppercase(), &other[1..]),
    };
    format!(
        "mutation ($input: {input}Input!, $key: ID!, $on: Date) {{
            {mutation}(input: $input, idempotencyKey: $key, occurredOn: $on) {{ {ANSWER} }} }}"
    )
}

/// The same, carried out; the id of what it is about.
async fn done(caller: &Caller, on: &str, mutation: &str, input: Value) -> String {
    let answer = mutate(caller, on, mutation, input).await;
    assert_eq!(answer["error"], Value::Null, "{mutation}");
    text(&answer["receipt"]["id"])
}

/// The same, refused; code and rule.
async fn refused(caller: &Caller, on: &str, mutation: &str, input: Value) -> (String, String) {
    let answer = mutate(caller, on, mutation, input).await;
    assert_eq!(answer["receipt"], Value::Null, "{mutation}");
    (
        text(&answer["error"]["code"]),
        text(&answer["error"]["rule"]),
    )
}

/// An object's fields as they stand at the end of `day`.
async fn seen(caller: &Caller, kind: &str, id: &str, fields: &str, day: &str) -> Value {
    let query = format!(
        "query ($id: ID!, $day: Date) {{ node(id: $id, asOf: $day) {{ ... on {kind} {{ {fields} }} }} }}"
    );
    let variables = json!({ "id": id, "day": day });
    caller.ask_with(&query, variables).await["node"].clone()
}

/// The first network of the demo, once the read side shows it.
async fn network(caller: &Caller) -> String {
    found(BOUND, "a network is shown", || async {
        let shown = caller.ask("{ networks { id } }").await;
        shown["networks"][0]["id"].as_str().map(str::to_owned)
    })
    .await
}

/// A new institution that asks to take part.
async fn request(caller: &Caller, on: &str, name: &str, network: &str) -> String {
    let input = json!({
        "institution": { "name": name }, "kind": "TRAEGER", "networks": [network], "requestedOn": on,
    });
    done(caller, on, "requestMembership", input).await
}

/// Adds both sides to a drafted agreement: the public party is number 1, the partners follow.
async fn parties(caller: &Caller, on: &str, agreement: &str, public: &str, partners: &[&str]) {
    let public = json!({
        "agreement": agreement, "side": "PUBLIC", "institution": { "name": public },
    });
    done(caller, on, "addParty", public).await;
    for partner in partners {
        let party = json!({ "agreement": agreement, "side": "PARTNER", "partner": partner });
        done(caller, on, "addParty", party).await;
    }
}

/// A party's signature on a day, in writing or merely declared.
async fn sign(caller: &Caller, agreement: &str, party: u8, on: &str, form: &str) {
    let input = json!({ "agreement": agreement, "party": party, "signedOn": on, "form": form });
    done(caller, on, "signAgreement", input).await;
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
/// The body of that name, once the read side shows it.
async fn body_named(caller: &Caller, name: &str) -> String {
    found(BOUND, "the body is shown", || async {
        let shown = caller.ask("{ bodies { id name } }").await;
        let bodies = shown["bodies"].as_array().cloned().unwrap_or_default();
        let one = bodies.into_iter().find(|body| body["name"] == name)?;
        one["id"].as_str().map(str::to_owned)
    })
    .await
}

/// The partner of that name.
async fn partner(caller: &Caller, name: &str) -> String {
    found(BOUND, "the partner is shown", || async {
        let query =
            "query ($text: String!) { partners(filter: { text: $text }) { nodes { id name } } }";
        let shown = caller.ask_with(query, json!({ "text": name })).await;
        let nodes = shown["partners"]["nodes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let one = nodes.into_iter().find(|node| node["name"] == name)?;
        one["id"].as_str().map(str::to_owned)
    })
    .await
}

/// A body's cadence of a year, as it stands today.
async fn cadence(caller: &Caller, body: &str, year: u16, fields: &str) -> Value {
    let query =
        format!("query ($year: Int!) {{ bodies {{ id cadence(year: $year) {{ {fields} }} }} }}");
    let shown = caller.ask_with(&query, json!({ "year": year })).await;
    let bodies = shown["bodies"].as_array().cloned().unwrap_or_default();
    let body = bodies
        .into_iter()
        .find(|one| one["id"] == body)
        .expect("the body is shown");
    body["cadence"].clone()
}

/// The codes of everything that the office has to do today.
async fn task_codes(caller: &Caller) -> Vec<String> {
    let query = "query ($after: String) { workList(first: 100, after: $after) {
        nodes { code } pageInfo { hasNextPage endCursor } } }";
    let (mut codes, mut after) = (Vec::new(), Value::Null);
    loop {
        let shown = caller.ask_with(query, json!({ "after": after })).await;
        let list = &shown["workList"];
        let nodes = list["nodes"].as_array().cloned().unwrap_or_default();
        codes.extend(nodes.iter().map(|node| text(&node["code"])));
        if list["pageInfo"]["hasNextPage"] != true {
            return codes;
        }
        after = list["pageInfo"]["endCursor"].clone();
    }
}
