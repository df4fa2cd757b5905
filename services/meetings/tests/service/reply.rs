//! An invited contact says without an account whether somebody comes (MTG-08).

use std::collections::BTreeSet;

use futures::future::join_all;
use kernel::{ContactId, PartnerId};
use meetings::Meeting;
use meetings::meeting::ReplyKind;
use meetings_service::use_cases::MeetingUseCase;
use serde_json::{Value, json};
use service_kit::config::Secret;
use service_kit::links::{Link, LinkKey, LinkScope};
use uuid::Uuid;

use crate::house::*;

fn link() -> Link {
    Link {
        scope: LinkScope::ReplyToMeeting,
        municipality: duisburg(),
        subject: Uuid::from_u128(CONTACT),
        about: Some(Uuid::from_u128(MEETING)),
        nonce: 0,
        expires_on: "2026-12-03".parse().unwrap(),
    }
}

async fn invited() -> House {
    let house = House::open().await;
    house.invite("duisburg").await;
    house
}

async fn said(house: &House) -> Option<ReplyKind> {
    let meeting: Meeting = house.fold("meeting", MEETING).await;
    let partner = PartnerId(Uuid::from_u128(PARTNER));
    let contact = ContactId(Uuid::from_u128(CONTACT));
    let reply = meeting.reply_on(partner, Some(contact), clock().today());
    reply.map(|reply| reply.reply)
}

#[tokio::test]
async fn mtg_08_a_link_shows_the_meeting_its_agenda_and_no_person() {
    let house = invited().await;
    let shown = house.get(&link(), JSON).await;
    assert_eq!(shown.header("cache-control"), "no-store");
    assert_eq!(
        shown.json(),
        json!({
            "asks": "reply-to-meeting",
            "municipality": "Duisburg",
            "institution": "Familienzentrum „Löwe“ <Süd>",
            "meeting": {
                "body": "Lenkungskreis <Frühe Hilfen>", "number": 1, "on": "2026-12-03", "at": "09:00",
                "minutes": 120, "place": "Rathaus", "topic": "Übergänge & <b>Lotsen</b>",
                "agenda": [
                    { "kind": "ordinary", "title": "Begrüßung, Regularien; <i>Neues</i>" },
                    { "kind": "anonymous-case-talk", "title": "anonyme Fallbesprechung" },
                    { "kind": "ordinary", "title": "Verschiedenes" },
                ],
            },
            "expiresOn": "2026-12-03",
        })
    );
    house.drop().await;
}

#[tokio::test]
async fn a_browser_gets_a_page_in_german_without_scripts_and_with_every_word_escaped() {
    let house = invited().await;
    let page = house.get(&link(), HTML).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    for part in [
        "<html lang=\"de\">",
        "Lenkungskreis &lt;Frühe Hilfen&gt;",
        "&amp; &lt;b&gt;Lotsen",
        "&lt;i&gt;Neues",
        "03.12.2026",
        "09:00 Uhr, 120 Minuten",
        "value=\"accepted\"",
        "value=\"declined\"",
        "value=\"tentative\"",
        "<form class=\"choices\" method=\"post\">",
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    for part in [
        "<script", "http://", "https://", "<b>", "<i>", "Geheime", "Büro",
    ] {
        assert!(!page.text.contains(part), "{part}");
    }
    house.drop().await;
}

#[tokio::test]
async fn whoever_only_looks_changes_nothing() {
    let house = invited().await;
    let before = house.head().await;
    for accept in [JSON, HTML] {
        assert_eq!(house.get(&link(), accept).await.status, 200);
        let head = house
            .client
            .request(axum::http::Method::HEAD, house.address(&link()));
        assert_eq!(answer(head.header("accept", accept)).await.status, 200);
    }
    assert_eq!(house.head().await, before);
    house.drop().await;
}

#[tokio::test]
async fn mtg_08_an_answer_is_recorded_for_the_partner_and_the_link_counts_once() {
    let house = invited().await;
    let first = house.post_to(&link(), HTML, FORM, "answer=tentative").await;
    assert_eq!(first.status, 200, "{}", first.text);
    assert!(first.text.contains("Vielen Dank"));
    assert_eq!(said(&house).await, Some(ReplyKind::Tentative));

    let head = house.head().await;
    for body in [r#"{"reply":"tentative"}"#, r#"{"reply":"accepted"}"#] {
        let again = house.post_to(&link(), JSON, JSON, body).await;
        assert_eq!((again.status, again.code().as_str()), (410, "LINK_CLOSED"));
    }
    let page = house.get(&link(), HTML).await;
    assert_eq!(page.status, 410);
    assert!(page.text.contains("schon beantwortet"), "{}", page.text);
    assert_eq!(house.head().await, head);

    let other = Link {
        subject: Uuid::from_u128(OTHER_CONTACT),
        ..link()
    };
    assert_eq!(house.get(&other, JSON).await.status, 200);
    house.drop().await;
}

#[tokio::test]
async fn who_answered_stands_in_the_vault_as_this_link() {
    let house = invited().await;
    house
        .post_to(&link(), JSON, JSON, r#"{"reply":"accepted"}"#)
        .await;
    let client = house.test.superuser().await;
    let row = client
        .query_one(
            "SELECT v.content, e.metadata FROM es.event e JOIN vault.entry v
             ON v.municipality = e.municipality AND v.id = (e.metadata::jsonb->>'actor')::uuid
             WHERE e.type = 'ReplyRecorded'",
            &[],
        )
        .await
        .unwrap();
    let account: Value = serde_json::from_str(row.get(0)).unwrap();
    let metadata: Value = serde_json::from_str(row.get(1)).unwrap();
    assert_eq!(metadata["role"], "partner");
    assert_eq!(
        account,
        json!({
            "issuer": "urn:lotse:link",
            "subject": format!("reply-to-meeting/{}/{}/0", id(CONTACT), id(MEETING)),
        })
    );
    house.drop().await;
}

#[tokio::test]
async fn of_answers_at_the_same_moment_one_is_carried_out_and_other_contacts_are_not_in_the_way() {
    let house = invited().await;
    let other = Link {
        subject: Uuid::from_u128(OTHER_CONTACT),
        ..link()
    };
    let mine = link();
    let bodies = ["accepted", "declined", "tentative"];
    let answers = join_all((0..12).map(|at| {
        let link = if at == 6 { &other } else { &mine };
        let body = format!(r#"{{"reply":"{}"}}"#, bodies[at % 3]);
        let house = &house;
        async move { (at, house.post_to(link, JSON, JSON, &body).await) }
    }))
    .await;
    let thanked: BTreeSet<&str> = answers
        .iter()
        .filter(|(at, answer)| *at != 6 && answer.status == 200)
        .map(|(_, answer)| answer.text.as_str())
        .collect();
    // The same answer, sent twice at once, may be thanked for twice; never two different ones.
    assert_eq!(thanked.len(), 1);
    for (at, answer) in &answers {
        let is_expected = answer.status == 200 || (*at != 6 && answer.code() == "LINK_CLOSED");
        assert!(is_expected, "{at}: {}", answer.text);
    }
    let meeting: Meeting = house.fold("meeting", MEETING).await;
    assert_eq!(meeting.replies.len(), 2);
    house.drop().await;
}

#[tokio::test]
async fn a_newer_sequence_closes_the_former_link_and_opens_its_own_also_for_those_who_had_answered()
{
    let house = invited().await;
    let post = |body| house.post::<MeetingUseCase>("duisburg", "reschedule-meeting", body);
    let answered = house
        .post_to(&link(), JSON, JSON, r#"{"reply":"accepted"}"#)
        .await;
    assert_eq!(answered.status, 200);
    // The same hour, elsewhere: the answer still counts, but the new letter asks again.
    post(json!({ "meeting": id(MEETING), "begins": "2026-12-03T09:00", "place": "Haus der Familie" }))
        .await;
    let other = Link {
        subject: Uuid::from_u128(OTHER_CONTACT),
        ..link()
    };
    for former in [link(), other] {
        let closed = house.get(&former, JSON).await;
        assert_eq!(
            (closed.status, closed.code().as_str()),
            (410, "LINK_CLOSED")
        );
        assert!(closed.text.contains("durch einen neueren ersetzt"));
    }
    let newer = Link { nonce: 1, ..link() };
    let shown = house.get(&newer, JSON).await;
    assert_eq!(shown.json()["meeting"]["place"], "Haus der Familie");
    let declined = house
        .post_to(&newer, JSON, JSON, r#"{"reply":"declined"}"#)
        .await;
    assert_eq!(declined.status, 200, "{}", declined.text);
    assert_eq!(said(&house).await, Some(ReplyKind::Declined));
    assert_eq!(house.get(&newer, JSON).await.code(), "LINK_CLOSED");
    house.drop().await;
}

#[tokio::test]
async fn an_answer_that_the_office_recorded_closes_the_link_and_so_does_the_end_of_the_meeting() {
    let house = invited().await;
    let by_phone = json!({
        "meeting": id(MEETING), "partner": id(PARTNER), "contact": id(CONTACT), "reply": "declined",
        "repliedOn": "2026-11-22",
    });
    house
        .post::<MeetingUseCase>("duisburg", "record-reply", by_phone)
        .await;
    assert_eq!(house.get(&link(), JSON).await.code(), "LINK_CLOSED");

    let cancel = json!({ "meeting": id(MEETING), "cancelledOn": "2026-11-22" });
    house
        .post::<MeetingUseCase>("duisburg", "cancel-meeting", cancel)
        .await;
    for nonce in [0, 1] {
        let other = Link {
            subject: Uuid::from_u128(OTHER_CONTACT),
            nonce,
            ..link()
        };
        assert_eq!(house.get(&other, JSON).await.code(), "LINK_CLOSED");
        let answer = house
            .post_to(&other, JSON, JSON, r#"{"reply":"accepted"}"#)
            .await;
        assert_eq!(answer.code(), "LINK_CLOSED");
    }
    house.drop().await;
}

#[tokio::test]
async fn a_link_that_is_not_ours_expired_or_about_nobody_opens_nothing() {
    let house = invited().await;
    let foreign = LinkKey::new(Secret::new([8; 32])).sign(&link());
    let text = house.key.sign(&link());
    let confirm = Link {
        scope: LinkScope::ConfirmContact,
        ..link()
    };
    for text in [
        foreign,
        text.replace(".duisburg.", ".leverkusen."),
        // Another service's, and another route's.
        house.key.sign(&confirm),
        house
            .key
            .sign(&Link::calendar_feed(duisburg(), Uuid::from_u128(BODY), 1)),
        house.key.sign(&Link {
            about: None,
            ..link()
        }),
    ] {
        let request = house
            .client
            .get(format!("{}/meeting-links/{text}", house.base));
        let answer = answer(request.header("accept", JSON)).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (404, "LINK_UNKNOWN"),
            "{text}"
        );
    }
    let expired = Link {
        expires_on: "2026-11-21".parse().unwrap(),
        ..link()
    };
    let answer = house.get(&expired, JSON).await;
    assert_eq!(
        (answer.status, answer.code().as_str()),
        (410, "LINK_EXPIRED")
    );
    for nobody in [
        Link {
            subject: Uuid::from_u128(99),
            ..link()
        },
        Link {
            about: Some(Uuid::from_u128(99)),
            ..link()
        },
        Link { nonce: 1, ..link() },
        Link {
            municipality: "leverkusen".parse().unwrap(),
            ..link()
        },
    ] {
        assert_eq!(house.get(&nobody, JSON).await.code(), "LINK_CLOSED");
    }
    house.drop().await;
}

#[tokio::test]
async fn a_link_of_one_municipality_neither_shows_nor_changes_another() {
    let house = invited().await;
    house.settle("leverkusen", "Qualitätszirkel").await;
    house.invite("leverkusen").await;
    let theirs = Link {
        municipality: "leverkusen".parse().unwrap(),
        ..link()
    };
    let shown = house.get(&theirs, JSON).await;
    assert_eq!(shown.json()["meeting"]["body"], "Qualitätszirkel");
    assert_eq!(shown.json()["municipality"], "Leverkusen");
    let head = house.head().await;
    let answer = house
        .post_to(&theirs, JSON, JSON, r#"{"reply":"accepted"}"#)
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(house.head().await, head);
    assert_eq!(said(&house).await, None);
    assert_eq!(house.get(&link(), JSON).await.status, 200);
    house.drop().await;
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_said_and_the_link_stays_open() {
    let house = invited().await;
    let problem = house
        .post_to(&link(), JSON, JSON, r#"{"reply":"perhaps"}"#)
        .await;
    assert_eq!(
        (problem.status, problem.json()["field"].as_str()),
        (400, Some("reply"))
    );
    let page = house.post_to(&link(), HTML, FORM, "answer=perhaps").await;
    assert_eq!(page.status, 400);
    for part in [
        "role=\"alert\"",
        "Bitte antworten Sie mit",
        "value=\"accepted\"",
    ] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
    let plain = house.post_to(&link(), JSON, "text/plain", "accepted").await;
    assert_eq!(plain.status, 415);
    assert_eq!(house.get(&link(), JSON).await.status, 200);
    house.drop().await;
}
