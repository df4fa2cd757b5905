//! A partner confirms without an account that it passed a meeting's results on (MTG-23).

use kernel::PartnerId;
use meetings::Minutes;
use meetings_service::use_cases::{MeetingUseCase, MinutesUseCase};
use serde_json::{Value, json};
use service_kit::links::{Link, LinkScope};
use uuid::Uuid;

use crate::house::*;

const HELD: u128 = 20;
const MINUTES: u128 = 21;
const ACKNOWLEDGED: &str = r#"{"acknowledged":true}"#;

fn link(version: u32) -> Link {
    Link {
        scope: LinkScope::AcknowledgePassingOn,
        municipality: duisburg(),
        subject: Uuid::from_u128(PARTNER),
        about: Some(Uuid::from_u128(MINUTES)),
        nonce: version,
        expires_on: "2027-02-28".parse().unwrap(),
    }
}

/// The first version went to both partners.
async fn dispatched() -> House {
    let house = House::open().await;
    let past = json!({
        "id": id(HELD), "body": id(BODY), "heldOn": "2026-11-02", "begins": "10:00", "place": "Rathaus, Saal 2",
    });
    house
        .post::<MeetingUseCase>("duisburg", "record-past-meeting", past)
        .await;
    let draft = json!({
        "id": id(MINUTES), "meeting": id(HELD), "body": id(BODY), "author": { "by": "office" },
        "text": "1. Ergebnis: <b>Lotsendienst</b>\n2. Nächster Termin im Dezember", "draftedOn": "2026-11-03",
    });
    minutes(&house, "draft-minutes", draft).await;
    send(&house, 1, &[PARTNER, OTHER_PARTNER]).await;
    house
}

async fn minutes(house: &House, name: &str, body: Value) {
    house.post::<MinutesUseCase>("duisburg", name, body).await;
}

async fn send(house: &House, version: u32, partners: &[u128]) {
    let day = 3 + version;
    let on = |offset: u32| format!("2026-11-{:02}", day + offset);
    let submit = json!({
        "minutes": id(MINUTES), "meeting": id(HELD), "body": id(BODY), "submittedOn": on(0),
    });
    minutes(house, "submit-minutes", submit).await;
    let approve = json!({ "minutes": id(MINUTES), "approvedOn": on(0) });
    minutes(house, "approve-minutes", approve).await;
    let partners: Vec<String> = partners.iter().map(|partner| id(*partner)).collect();
    let dispatch = json!({
        "minutes": id(MINUTES), "body": id(BODY), "version": version, "partners": partners, "channel": "mail",
        "dispatchedOn": on(1),
    });
    minutes(house, "dispatch-minutes", dispatch).await;
}

/// A second version, sent to these partners.
async fn amend(house: &House, partners: &[u128]) {
    let amend = json!({
        "minutes": id(MINUTES), "meeting": id(HELD), "body": id(BODY), "author": { "by": "office" },
        "reason": "Der Termin war falsch", "text": "Berichtigte Fassung", "amendedOn": "2026-11-05",
    });
    minutes(house, "amend-minutes", amend).await;
    send(house, 2, partners).await;
}

async fn is_acknowledged(house: &House) -> bool {
    let minutes: Minutes = house.fold("minutes", MINUTES).await;
    let partner = PartnerId(Uuid::from_u128(PARTNER));
    minutes.acknowledged.get(&partner) == Some(&clock().today())
}

#[tokio::test]
async fn mtg_23_a_link_shows_the_version_that_was_sent_with_every_word_escaped() {
    let house = dispatched().await;
    let head = house.head().await;
    let shown = house.get(&link(1), JSON).await.json();
    assert_eq!(shown["asks"], "acknowledge-passing-on");
    assert_eq!(shown["institution"], "Familienzentrum „Löwe“ <Süd>");
    assert_eq!(shown["meeting"]["on"], "2026-11-02");
    assert_eq!(shown["meeting"]["place"], "Rathaus, Saal 2");
    assert!(shown["text"].as_str().unwrap().starts_with("1. Ergebnis"));

    let page = house.get(&link(1), HTML).await;
    for part in [
        "1. Ergebnis: &lt;b&gt;Lotsendienst&lt;/b&gt;\n2. Nächster Termin",
        "&lt;Süd&gt;",
        "02.11.2026",
        "value=\"acknowledged\"",
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    for part in ["<script", "<b>", "Geheime"] {
        assert!(!page.text.contains(part), "{part}");
    }
    assert_eq!(house.head().await, head, "looking changes nothing");
    house.drop().await;
}

#[tokio::test]
async fn mtg_23_the_button_confirms_for_the_partner_once() {
    let house = dispatched().await;
    let done = house
        .post_to(&link(1), HTML, FORM, "answer=acknowledged")
        .await;
    assert_eq!(done.status, 200, "{}", done.text);
    assert!(is_acknowledged(&house).await);
    let again = house.post_to(&link(1), JSON, JSON, ACKNOWLEDGED).await;
    assert_eq!((again.status, again.code().as_str()), (410, "LINK_CLOSED"));
    assert_eq!(house.get(&link(1), JSON).await.code(), "LINK_CLOSED");
    let other = Link {
        subject: Uuid::from_u128(OTHER_PARTNER),
        ..link(1)
    };
    assert_eq!(house.get(&other, JSON).await.status, 200);
    house.drop().await;
}

#[tokio::test]
async fn a_newer_version_closes_the_former_link_of_those_to_whom_it_went() {
    let house = dispatched().await;
    amend(&house, &[PARTNER]).await;
    let closed = house.post_to(&link(1), JSON, JSON, ACKNOWLEDGED).await;
    assert_eq!(
        (closed.status, closed.code().as_str()),
        (410, "LINK_CLOSED")
    );
    assert!(!is_acknowledged(&house).await);
    let shown = house.get(&link(2), JSON).await.json();
    assert_eq!(shown["text"], "Berichtigte Fassung");
    let other = |version| Link {
        subject: Uuid::from_u128(OTHER_PARTNER),
        ..link(version)
    };
    assert_eq!(house.get(&other(1), JSON).await.status, 200);
    assert_eq!(house.get(&other(2), JSON).await.code(), "LINK_CLOSED");
    house.drop().await;
}

#[tokio::test]
async fn a_link_about_minutes_that_were_not_sent_to_the_partner_opens_nothing() {
    let house = dispatched().await;
    for nobody in [
        link(2),
        Link {
            subject: Uuid::from_u128(99),
            ..link(1)
        },
        Link {
            about: Some(Uuid::from_u128(99)),
            ..link(1)
        },
        Link {
            municipality: "leverkusen".parse().unwrap(),
            ..link(1)
        },
    ] {
        assert_eq!(house.get(&nobody, JSON).await.code(), "LINK_CLOSED");
        let answer = house.post_to(&nobody, JSON, JSON, ACKNOWLEDGED).await;
        assert_eq!(answer.code(), "LINK_CLOSED");
    }
    let unclear = house
        .post_to(&link(1), JSON, JSON, r#"{"acknowledged":false}"#)
        .await;
    assert_eq!(unclear.code(), "REPLY_UNCLEAR");
    assert!(!is_acknowledged(&house).await);
    house.drop().await;
}
