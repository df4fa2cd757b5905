//! What is there, and what is not.

use serde_json::{Value, json};

use super::fixture::{CIRCLE, HIDDEN, town};
use crate::exports::{Desk, look};
use crate::graphql::database;

#[tokio::test]
async fn everything_keeps_the_standard_answers_under_its_id_and_names_nobody() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let found = desk.follow().await;
    for (kind, expected) in [
        ("System", 1),
        ("Body", 1),
        // The body, an institution, the planning unit.
        ("Organization", 3),
        ("Membership", 2),
        ("Meeting", 3),
        ("AgendaItem", 3),
        ("Location", 3),
        ("File", 1),
        ("Paper", 1),
        ("Consultation", 1),
        ("Person", 0),
        ("LegislativeTerm", 0),
    ] {
        assert_eq!(found.of(kind).len(), expected, "{kind}");
    }
    for object in found
        .lists
        .values()
        .flat_map(|list| list["data"].as_array().unwrap())
    {
        let id = object["id"].as_str().unwrap();
        assert_eq!(&found.objects[id].1, object);
    }
    for word in HIDDEN {
        assert!(!found.said.contains(word), "{word}");
    }
    for word in ["Beratungsstelle Mitte", "Mehr Plätze in der Elternberatung"] {
        assert!(found.said.contains(word), "{word}");
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_meeting_has_its_number_time_place_state_minutes_and_closed_items() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let meeting = async |id: uuid::Uuid| {
        desk.public(&format!("/bodies/leverkusen/meetings/{id}"))
            .await
    };
    let planned = meeting(town.planned).await;
    assert_eq!(planned["name"], "7. Sitzung");
    assert_eq!(planned["meetingState"], "terminiert");
    assert_eq!(planned["cancelled"], false);
    assert_eq!(planned["start"], "2026-05-06T09:00:00+02:00");
    assert_eq!(planned["end"], "2026-05-06T11:00:00+02:00");
    assert_eq!(planned["location"]["description"], "Rathaus, Raum 2.14");
    assert_eq!(planned.get("resultsProtocol"), None);
    let item = &planned["agendaItem"][0];
    assert_eq!(
        (&item["public"], &item["order"]),
        (&json!(false), &json!(0))
    );
    assert_eq!(item.get("name"), None);
    assert_eq!(meeting(town.cancelled).await["cancelled"], true);
    let held = meeting(town.held).await;
    assert_eq!(held["meetingState"], "durchgeführt");
    assert_eq!(held["resultsProtocol"]["name"], "Protokoll der 1. Sitzung");
    let of_body = format!("/bodies/leverkusen/organizations/{}", town.body);
    let organization = desk.public(&of_body).await;
    assert_eq!(organization["organizationType"], "externes Gremium");
    assert_eq!(organization["classification"], "Qualitätszirkel");
    let meetings = desk.public(&format!("{of_body}/meetings")).await;
    assert_eq!(meetings["pagination"]["totalElements"], 3);
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn a_seat_stands_for_an_institution_and_never_for_a_person() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let list = desk.public("/bodies/leverkusen/memberships").await;
    let seats = list["data"].as_array().unwrap();
    let on_behalf: Vec<&Value> = seats
        .iter()
        .filter_map(|seat| seat.get("onBehalfOf"))
        .collect();
    let institution = format!(
        "{}/oparl/v1.1/bodies/leverkusen/organizations/{}",
        desk.base(),
        town.seated
    );
    assert_eq!(on_behalf, [&json!(institution)]);
    assert!(seats.iter().all(|seat| seat.get("person").is_none()));
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn released_minutes_can_be_read_and_name_nobody() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let desk = Desk::open(&database).await;
    let file = desk
        .public(&format!("/bodies/leverkusen/files/{}", town.minutes))
        .await;
    for (link, kept) in [("accessUrl", "inline"), ("downloadUrl", "attachment")] {
        let pdf = desk.at(file[link].as_str().unwrap()).await;
        look("oparl-minutes.pdf", &pdf);
        let said = pdf.said();
        assert!(pdf.header("content-disposition").starts_with(kept));
        for word in [
            "Protokoll der 1. Sitzung",
            "Der Lotsendienst wird vorgestellt.",
            "Einzelperson",
        ] {
            let close = |text: &str| text.split_whitespace().collect::<String>();
            assert!(close(&said).contains(&close(word)), "{word} in {said}");
        }
        for word in ["Erika Muster", "Hebamme Beispiel"] {
            assert!(!said.contains(word), "{word} in {said}");
        }
    }
    drop((desk, town));
    database.drop().await;
}

#[tokio::test]
async fn g17_what_is_another_municipalitys_or_not_public_is_answered_like_what_does_not_exist() {
    let database = database().await;
    let town = town(&database, Some(CIRCLE)).await;
    let duisburg = super::fixture::policy(
        "duisburg",
        Some(super::fixture::Publishes {
            bodies: &["lenkungskreis"],
            minutes: true,
            recommendations: true,
        }),
    );
    let duisburg = crate::graphql::office::Office::found(&database, &duisburg).await;
    duisburg.publish().await;
    let desk = Desk::open(&database).await;
    let root = "/oparl/v1.1/bodies";
    let missing = desk.get_unknown(&format!("{root}/nirgendwo")).await;
    assert_eq!(
        missing.refusal(),
        (404, "NOT_FOUND".to_owned(), String::new())
    );
    assert_eq!(missing.header("access-control-allow-origin"), "*");
    for path in [
        format!("duisburg/meetings/{}", town.held),
        format!("duisburg/organizations/{}", town.body),
        format!("duisburg/organizations/{}/meetings", town.body),
        format!("duisburg/files/{}", town.minutes),
        format!("duisburg/files/{}/view.pdf", town.minutes),
        format!("duisburg/papers/{}", town.recommendation),
        format!("leverkusen/meetings/{}", town.hidden_meeting),
        format!("leverkusen/organizations/{}", town.hidden_body),
        format!("leverkusen/organizations/{}/meetings", town.hidden_body),
        "leverkusen/meetings/7".to_owned(),
        "leverkusen/secrets".to_owned(),
        "Leverkusen".to_owned(),
    ] {
        let got = desk.get_unknown(&format!("{root}/{path}")).await;
        assert_eq!((got.status, &got.bytes), (404, &missing.bytes), "{path}");
    }
    let list = desk.public("/bodies/duisburg/meetings").await;
    assert_eq!(list["data"], json!([]));
    drop((desk, town, duisburg));
    database.drop().await;
}
