//! Meetings are numbered per body without gap or double, however many plan at once (MTG-30); calendars subscribe to them.

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

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_subscribes_to_a_body_until_its_address_is_revoked() {
    let system = System::start().await;
    let office = &system.coordinator("duisburg");
    let shown = found(BOUND, "the demo's meetings are shown", || async {
        let shown = office.ask("{ meetings { nodes { body { id } } } }").await;
        shown["meetings"]["nodes"][0]["body"]["id"]
            .as_str()
            .map(str::to_owned)
    })
    .await;
    let change = |mutation: &str| {
        format!(
            "mutation ($body: BodyId!, $key: ID!) {{ {mutation}(input: {{ body: $body }}, idempotencyKey: $key) {{
                error {{ code }} body {{ calendarAddress }} }} }}"
        )
    };
    let mut addresses = Vec::new();
    for _ in 0..2 {
        let variables = json!({ "body": shown, "key": new_key() });
        let opened = office
            .ask_with(&change("openCalendarFeed"), variables)
            .await;
        let address = opened["openCalendarFeed"]["body"]["calendarAddress"].clone();
        addresses.push(address.as_str().expect("an address").to_owned());
        let got = office
            .http()
            .get(&addresses[addresses.len() - 1])
            .send()
            .await;
        let got = got.expect("the service answers");
        assert_eq!(got.status(), 200);
        let text = got.text().await.expect("a text");
        assert!(
            text.starts_with("BEGIN:VCALENDAR") && text.contains("Lenkungskreis"),
            "{text}"
        );
        let variables = json!({ "body": shown, "key": new_key() });
        let revoked = office
            .ask_with(&change("revokeCalendarFeed"), variables)
            .await;
        let revoked = &revoked["revokeCalendarFeed"];
        assert_eq!(
            *revoked,
            json!({ "error": null, "body": { "calendarAddress": null } })
        );
        for address in &addresses {
            let gone = office
                .http()
                .get(address)
                .send()
                .await
                .expect("the service answers");
            assert_eq!(gone.status(), 410);
        }
    }
    assert_ne!(
        addresses[0], addresses[1],
        "opened again it has another address"
    );
    let partner = system.caller("partner", "duisburg");
    let asked = partner
        .graphql("{ bodies { calendarAddress } }", json!({}))
        .await
        .body;
    assert_eq!(
        asked["errors"][0]["extensions"]["code"], "NOT_ALLOWED",
        "{asked}"
    );
}
