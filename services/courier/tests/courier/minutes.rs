//! Minutes that go out by mail.

use insta::assert_snapshot;
use kernel::StreamId;
use outbox::LetterState::{Accepted, Suppressed};
use serde_json::json;
use service_kit::links::LinkScope;
use uuid::Uuid;

use crate::house::*;

const MINUTES: u128 = 80;

/// A meeting was held yesterday, and its minutes are approved.
async fn approved(house: &House) {
    let held = json!({
        "id": id(MEETING), "body": id(BODY), "heldOn": "2026-11-20", "begins": "14:00", "present": [id(NORTH)],
        "topics": ["Rückblick"],
    });
    house.meet("record-past-meeting", held).await;
    let of = json!({ "minutes": id(MINUTES), "meeting": id(MEETING), "body": id(BODY) });
    let draft = json!({
        "id": id(MINUTES), "meeting": id(MEETING), "body": id(BODY),
        "text": "Der Arbeitskreis vereinbart ein gemeinsames Faltblatt.",
        "author": { "by": "office" }, "draftedOn": "2026-11-20",
    });
    house.minute("draft-minutes", draft).await;
    let mut submit = of.clone();
    submit["submittedOn"] = json!("2026-11-20");
    house.minute("submit-minutes", submit).await;
    let approve = json!({ "minutes": id(MINUTES), "approvedOn": "2026-11-21" });
    house.minute("approve-minutes", approve).await;
}

async fn dispatch(house: &House, version: u32, partners: &[u128], channel: &str) {
    let partners: Vec<String> = partners.iter().copied().map(id).collect();
    let dispatch = json!({
        "minutes": id(MINUTES), "body": id(BODY), "version": version, "partners": partners, "channel": channel,
        "dispatchedOn": house.today(),
    });
    house.minute("dispatch-minutes", dispatch).await;
}

fn stream() -> StreamId {
    StreamId::new("minutes", Uuid::from_u128(MINUTES))
}

#[tokio::test]
async fn minutes_by_mail_are_their_approved_text_and_a_link_to_acknowledge() {
    let house = House::open().await;
    approved(&house).await;
    dispatch(&house, 1, &[NORTH], "mail").await;
    house.send().await;

    let got = house.got();
    assert_eq!(got.len(), 1);
    assert_snapshot!(got[0].subject(), @"Protokoll: 1. Sitzung „Arbeitskreis Nord“");
    assert_snapshot!(got[0].text(), @"
    Guten Tag,

    hier ist das genehmigte Protokoll: 1. Sitzung „Arbeitskreis Nord“, Freitag, 20.11.2026, 14:00 Uhr.

    Der Arbeitskreis vereinbart ein gemeinsames Faltblatt.

    Bitte geben Sie die Ergebnisse in Ihrem Haus weiter und bestätigen Sie es uns:
    https://lotse.example/m/meeting-links/acknowledge-passing-on.stormarn.0000000000000000000000000000000a.1.20270521.00000000000000000000000000000050

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    assert_eq!(got[0].calendar(), None);
    let link = key()
        .verify(&got[0].link(), house.clock.today())
        .unwrap()
        .link;
    assert_eq!(link.scope, LinkScope::AcknowledgePassingOn);
    assert_eq!(link.subject, Uuid::from_u128(NORTH));
    assert_eq!(
        (link.about, link.nonce),
        (Some(Uuid::from_u128(MINUTES)), 1)
    );
    assert_eq!(link.expires_on.to_string(), "2027-05-21");
    house.close().await;
}

#[tokio::test]
async fn minutes_on_paper_send_nothing() {
    let house = House::open().await;
    approved(&house).await;
    dispatch(&house, 1, &[NORTH], "post").await;
    dispatch(&house, 1, &[SOUTH], "portal").await;
    house.send().await;
    assert!(house.got().is_empty());
    house.close().await;
}

#[tokio::test]
async fn a_dispatch_that_was_struck_before_it_left_stays_here() {
    let house = House::open().await;
    approved(&house).await;
    dispatch(&house, 1, &[NORTH], "mail").await;
    house.follow().await;
    // Drafted, submitted, approved, dispatched.
    let struck = json!({ "minutes": id(MINUTES), "fact": 4, "reason": "Noch nicht." });
    house.minute("correct-minutes", struck).await;
    house.send().await;
    assert!(house.got().is_empty());
    let [(_, _, state, reason)] = told(house.deliveries(stream()).await).try_into().unwrap();
    assert_eq!((state, &*reason), (Suppressed, "unwanted"));
    house.close().await;
}

#[tokio::test]
async fn who_has_not_passed_the_results_on_is_reminded_once_after_thirty_days() {
    let house = House::open().await;
    approved(&house).await;
    dispatch(&house, 1, &[NORTH, SOUTH], "mail").await;
    house.send().await;
    let passed_on = json!({
        "minutes": id(MINUTES), "partner": id(SOUTH), "acknowledgedOn": house.today(),
    });
    house.minute("acknowledge-passing-on", passed_on).await;
    house.new_mail();

    house.days_pass(29);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    house.days_pass(1);
    house.remind().await;
    house.send().await;
    let got = house.new_mail();
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].to, address(NORTH_LEAD));
    assert_snapshot!(got[0].subject(), @"Erinnerung: Ergebnisse weitergegeben? 1. Sitzung „Arbeitskreis Nord“");
    assert_snapshot!(got[0].text(), @"
    Guten Tag,

    am 22.11.2026 haben Sie das Protokoll dieser Sitzung erhalten: 1. Sitzung „Arbeitskreis Nord“, Freitag, 20.11.2026, 14:00 Uhr.

    Sind die Ergebnisse in Ihrem Haus weitergegeben? Dann bestätigen Sie es uns bitte:
    https://lotse.example/m/meeting-links/acknowledge-passing-on.stormarn.0000000000000000000000000000000a.1.20270521.00000000000000000000000000000050

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");

    house.days_pass(60);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    house.close().await;
}

#[tokio::test]
async fn where_no_document_asks_for_it_nobody_is_asked_to_pass_on() {
    let house = House::open_in("duisburg").await;
    approved(&house).await;
    dispatch(&house, 1, &[NORTH], "mail").await;
    house.send().await;
    assert!(!house.new_mail()[0].text().contains("links/"));
    house.days_pass(31);
    house.remind().await;
    house.send().await;
    assert!(house.got().is_empty());
    let states: Vec<_> = told(house.deliveries(stream()).await);
    assert_eq!(states.len(), 1);
    assert_eq!(states[0].2, Accepted);
    house.close().await;
}
