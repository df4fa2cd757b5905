//! The policy decides: on, off, and not any more.

use serde_json::json;

use super::fixture::{CIRCLE, DAYS, Publishes, policy, town};
use crate::exports::Desk;
use crate::graphql::database;

const SINCE: &str = "modified_since=2020-01-01T00%3A00%3A00%2B01%3A00";

#[tokio::test]
async fn a_municipality_whose_policy_says_nothing_is_like_one_that_does_not_exist() {
    let database = database().await;
    let town = town(&database, None).await;
    let desk = Desk::open(&database).await;
    let missing = desk.get_unknown("/oparl/v1.1/bodies/nirgendwo").await;
    for path in [
        "",
        "/meetings",
        "/organizations",
        &format!("/meetings/{}", town.held),
    ] {
        let got = desk
            .get_unknown(&format!("/oparl/v1.1/bodies/leverkusen{path}"))
            .await;
        assert_eq!((got.status, &got.bytes), (404, &missing.bytes), "{path}");
    }
    let bodies = desk.public("/bodies").await;
    assert_eq!(bodies["data"], json!([]));
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_body_that_is_not_public_any_more_is_deleted_and_what_it_does_then_has_no_trace() {
    let database = database().await;
    let mut town = town(&database, Some(CIRCLE)).await;
    let none = Publishes {
        bodies: &[],
        ..CIRCLE
    };
    // Moments are whole seconds: what happens in the next one is later.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    town.office.adopt(&policy("leverkusen", Some(none))).await;
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let later = town.office.meets(town.body, "2027-05-06T09:00").await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    for (list, id) in [
        ("organizations", town.body),
        ("organizations", town.seated.0),
        ("meetings", town.held),
        ("locations", town.held),
        ("files", town.minutes),
        ("papers", town.recommendation),
    ] {
        let path = format!("/bodies/leverkusen/{list}/{id}");
        let object = desk.public(&path).await;
        assert_eq!(object["deleted"], true, "{path}");
        assert_eq!(object.as_object().unwrap().len(), 5, "{object}");
        let shown = desk.public(&format!("/bodies/leverkusen/{list}")).await;
        assert_eq!(shown["data"], json!([]), "{list}");
        let changed = desk
            .public(&format!("/bodies/leverkusen/{list}?{SINCE}"))
            .await;
        let all = changed["data"].as_array().unwrap();
        assert!(all.contains(&object), "{list}");
    }
    let later = format!("/oparl/v1.1/bodies/leverkusen/meetings/{later}");
    assert_eq!(desk.get_unknown(&later).await.status, 404);
    let file = format!(
        "/oparl/v1.1/bodies/leverkusen/files/{}/view.pdf",
        town.minutes
    );
    assert_eq!(desk.get_unknown(&file).await.status, 410);
    // Everything that is left still keeps the standard.
    desk.follow().await;
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn who_switches_it_off_is_not_there_any_more() {
    let database = database().await;
    let mut town = town(&database, Some(CIRCLE)).await;
    town.office.adopt(&policy("leverkusen", None)).await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let path = format!("/oparl/v1.1/bodies/leverkusen/meetings/{}", town.held);
    assert_eq!(desk.get_unknown(&path).await.status, 404);
    assert_eq!(desk.public("/bodies").await["data"], json!([]));
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn minutes_are_public_when_they_are_approved_went_out_and_the_policy_says_so() {
    let database = database().await;
    let mut town = town(
        &database,
        Some(Publishes {
            minutes: false,
            ..CIRCLE
        }),
    )
    .await;
    let again = town.office.met(town.body, "2016-06-01", &[]).await;
    let unsent = town
        .office
        .minutes_of(town.body, again, "Noch nicht versandt.", &[], DAYS)
        .await;
    town.office.publish().await;
    let desk = Desk::open(&database).await;
    let protocol = async |meeting| {
        let path = format!("/bodies/leverkusen/meetings/{meeting}");
        desk.public(&path).await.get("resultsProtocol").cloned()
    };
    let status = async |minutes| {
        let path = format!("/oparl/v1.1/bodies/leverkusen/files/{minutes}/view.pdf");
        desk.get_unknown(&path).await.status
    };
    assert_eq!(
        (protocol(town.held).await, status(town.minutes).await),
        (None, 404)
    );
    town.office.adopt(&policy("leverkusen", Some(CIRCLE))).await;
    town.office.publish().await;
    assert!(protocol(town.held).await.is_some());
    assert_eq!((protocol(again).await, status(unsent).await), (None, 404));
    town.office.send(town.body, unsent, town.seated).await;
    town.office.publish().await;
    assert!(protocol(again).await.is_some());
    assert_eq!(status(unsent).await, 200);
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn recommendations_are_public_where_the_policy_says_so() {
    let database = database().await;
    let silent = Publishes {
        recommendations: false,
        ..CIRCLE
    };
    let town = town(&database, Some(silent)).await;
    let desk = Desk::open(&database).await;
    let found = desk.follow().await;
    assert_eq!(
        (found.of("Paper").len(), found.of("Consultation").len()),
        (0, 0)
    );
    assert!(!found.said.contains("Mehr Plätze in der Elternberatung"));
    drop((desk, town));
    database.drop().await;
}
