//! Pages, filters and what is wrong with a question.

use std::collections::BTreeSet;

use meetings::Meeting;
use meetings::meeting::RescheduleMeeting;
use serde_json::Value;

use super::fixture::{CIRCLE, town};
use crate::exports::Desk;
use crate::graphql::database;

fn ids(list: &Value) -> Vec<String> {
    let data = list["data"].as_array().unwrap();
    let ids = data.iter().map(|object| object["id"].as_str().unwrap());
    ids.map(str::to_owned).collect()
}

#[tokio::test]
async fn paging_visits_each_meeting_once_and_keeps_the_filters() {
    let database = database().await;
    let mut town = town(&database, Some(CIRCLE)).await;
    for month in 3..=8 {
        let begins = format!("2027-0{month}-01T09:00");
        town.office.meets(town.body, &begins).await;
    }
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let mut next = Some(format!(
        "{}/oparl/v1.1/bodies/leverkusen/meetings?created_since=2020-01-01T00%3A00%3A00%2B01%3A00&omit_internal=true&limit=4",
        desk.base()
    ));
    let mut seen: Vec<String> = Vec::new();
    let mut pages = 0;
    while let Some(address) = next {
        let list = desk.at(&address).await.json();
        assert_eq!(oparl::validation::list("Meeting", &list).faults, [""; 0]);
        assert_eq!(list["links"]["self"], address);
        assert_eq!(list["pagination"]["totalElements"], 9);
        assert!(list["data"][0].get("agendaItem").is_none());
        seen.extend(ids(&list));
        pages += 1;
        next = list["links"]["next"].as_str().map(str::to_owned);
    }
    assert_eq!((pages, seen.len()), (3, 9));
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 9);
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn who_asks_what_changed_since_gets_what_changed() {
    let database = database().await;
    let mut town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let before = desk.public("/bodies/leverkusen/meetings").await;
    let data = before["data"].as_array().unwrap();
    let latest = data
        .iter()
        .map(|meeting| meeting["modified"].as_str().unwrap());
    let latest = latest.max().unwrap().to_owned();
    // Moments are whole seconds: what happens in the next one is later.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let moved = RescheduleMeeting {
        meeting: town.planned.into(),
        begins: "2026-05-07T10:00".parse().unwrap(),
        duration: None,
        place: None,
        reason: None,
    };
    town.office.execute::<Meeting>(moved, "2026-03-02").await;
    town.office.publish().await;
    let encoded = latest.replace(':', "%3A").replace('+', "%2B");
    let list = desk
        .public(&format!(
            "/bodies/leverkusen/meetings?modified_since={encoded}"
        ))
        .await;
    let changed = ids(&list);
    assert!(
        changed
            .iter()
            .any(|id| id.ends_with(&town.planned.to_string())),
        "{changed:?}"
    );
    let moved = desk
        .public(&format!("/bodies/leverkusen/meetings/{}", town.planned))
        .await;
    assert!(moved["modified"].as_str().unwrap() > latest.as_str());
    assert_eq!(moved["start"], "2026-05-07T10:00:00+02:00");
    let after = moved["modified"].as_str().unwrap();
    let encoded = after.replace(':', "%3A").replace('+', "%2B");
    let only = desk
        .public(&format!(
            "/bodies/leverkusen/meetings?modified_since={encoded}"
        ))
        .await;
    assert_eq!(ids(&only), [moved["id"].as_str().unwrap()]);
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_refused_by_name() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let of_object = format!("bodies/leverkusen/meetings/{}?limit=1", town.held);
    for (path, code, field) in [
        (
            "bodies/leverkusen/meetings?modified_since=2026-01-01",
            "INVALID_PARAMETER",
            "modified_since",
        ),
        (
            "bodies/leverkusen/meetings?created_until=2026-01-01T00:00:00+01:00",
            "INVALID_PARAMETER",
            "created_until",
        ),
        (
            "bodies/leverkusen/papers?limit=0",
            "INVALID_PARAMETER",
            "limit",
        ),
        (
            "bodies/leverkusen/persons?page=2",
            "UNKNOWN_PARAMETER",
            "page",
        ),
        (
            "bodies?omit_internal=1",
            "INVALID_PARAMETER",
            "omit_internal",
        ),
        (
            "bodies/leverkusen/files?limit=1&limit=2",
            "PARAMETER_TWICE",
            "limit",
        ),
        (of_object.as_str(), "UNKNOWN_PARAMETER", "limit"),
    ] {
        let got = desk.get_unknown(&format!("/oparl/v1.1/{path}")).await;
        let refused = (400, code.to_owned(), field.to_owned());
        assert_eq!(got.refusal(), refused, "{path}");
    }
    drop((desk, town));
    database.drop().await;
}
