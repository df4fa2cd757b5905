//! Meetings are numbered per body without gap or double, however many plan at once (MTG-30).

use std::collections::BTreeSet;
use std::time::Duration;

use acceptance::{Caller, System, found, new_key};
use futures::future::join_all;
use serde_json::json;

const BOUND: Duration = Duration::from_secs(60);
const RACERS: u64 = 24;

const PLAN: &str = "mutation ($input: PlanMeetingInput!, $key: ID!) {
    planMeeting(input: $input, idempotencyKey: $key) { error { code } meeting { number state } } }";

#[tokio::test(flavor = "multi_thread")]
async fn mtg_30_many_plan_at_once_and_the_numbers_are_dense() {
    let system = System::start().await;
    let office = &system.coordinator("duisburg");
    let body = &found(BOUND, "the Lenkungskreis is shown", || async {
        let shown = office.ask("{ bodies { id kind } }").await;
        let bodies = shown["bodies"].as_array().cloned().unwrap_or_default();
        let one = bodies
            .into_iter()
            .find(|body| body["kind"] == "STEERING_COMMITTEE")?;
        one["id"].as_str().map(str::to_owned)
    })
    .await;
    let before = numbers(office, body).await;
    let planned = (0..RACERS).map(|racer| async move {
        let input = json!({ "body": body, "begins": format!("2030-01-{:02}T09:00", racer + 1) });
        let key = new_key();
        // Whoever lost too often is told to send the same again, and does.
        found(BOUND, "the meeting is planned", || async {
            let variables = json!({ "input": &input, "key": &key });
            let answer = office.graphql(PLAN, variables).await.body;
            let plan = &answer["data"]["planMeeting"];
            assert!(plan.is_null() || plan["error"].is_null(), "{answer}");
            (!plan.is_null()).then_some(())
        })
        .await;
    });
    join_all(planned).await;
    let all = numbers(office, body).await;
    let last = before.last().copied().unwrap_or(0);
    let expected: Vec<u64> = before.into_iter().chain(last + 1..=last + RACERS).collect();
    assert_eq!(all, expected);
}

/// The numbers of the body's meetings, in order.
async fn numbers(office: &Caller, body: &str) -> Vec<u64> {
    let query = format!(
        "{{ meetings(first: 200, filter: {{ body: \"{body}\" }}) {{ nodes {{ number }} }} }}"
    );
    let shown = office.ask(&query).await;
    let nodes = shown["meetings"]["nodes"].as_array().cloned();
    let numbers: Vec<u64> = nodes
        .unwrap_or_default()
        .iter()
        .filter_map(|node| node["number"].as_u64())
        .collect();
    let unique: BTreeSet<u64> = numbers.iter().copied().collect();
    assert_eq!(unique.len(), numbers.len(), "no number stands twice");
    unique.into_iter().collect()
}
