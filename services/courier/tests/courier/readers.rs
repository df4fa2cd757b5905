//! Who is written to is asked at the last moment.

use eventstore::DatabaseRole;
use kernel::StreamId;
use membership::contact::Contact;
use outbox::LetterState::Suppressed;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::house::*;

/// North is invited and followed; then something happens before the letter is sent. Why was it not?
async fn reason_after(happens: &str, command: Value) -> String {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.follow().await;
    match happens {
        "end-membership" => house.partners(happens, command).await,
        _ => house.contacts(happens, command).await,
    }
    house.days_pass(1);
    house.send().await;
    assert!(house.got().is_empty());
    let [(rule, reader, state, reason)] = house.about_the_meeting().await.try_into().unwrap();
    assert_eq!(
        (&*rule, reader, state),
        ("meeting-invitation", NORTH_LEAD, Suppressed)
    );
    house.close().await;
    reason
}

#[tokio::test]
async fn whose_consent_was_withdrawn_gets_nothing() {
    let withdrawn = json!({ "contact": id(NORTH_LEAD), "withdrawnOn": "2026-11-22" });
    assert_eq!(
        reason_after("withdraw-storage-consent", withdrawn).await,
        "no-consent"
    );
}

#[tokio::test]
async fn whose_role_ended_gets_nothing() {
    let ended = json!({ "contact": id(NORTH_LEAD), "endedOn": "2026-11-22" });
    assert_eq!(
        reason_after("end-contact-role", ended).await,
        "not-a-contact-any-more"
    );
}

#[tokio::test]
async fn whose_partner_left_gets_nothing() {
    let ended = json!({ "partner": id(NORTH), "endedOn": "2026-11-22" });
    assert_eq!(
        reason_after("end-membership", ended).await,
        "not-a-contact-any-more"
    );
}

#[tokio::test]
async fn who_has_no_mail_address_gets_nothing() {
    let changed = json!({
        "contact": id(NORTH_LEAD), "person": { "name": "Leitung Nord", "phone": "0213 000 100 21" },
    });
    assert_eq!(
        reason_after("change-contact-details", changed).await,
        "no-address"
    );
}

#[tokio::test]
async fn an_address_that_no_mail_server_takes_is_none() {
    let changed = json!({
        "contact": id(NORTH_LEAD), "person": { "name": "Leitung Nord", "email": "leitung@küste.example" },
    });
    assert_eq!(
        reason_after("change-contact-details", changed).await,
        "no-address"
    );
}

#[tokio::test]
async fn a_letter_goes_to_the_address_of_the_day_on_which_it_is_sent() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.follow().await;
    let changed = json!({
        "contact": id(NORTH_LEAD), "person": { "name": "Neue Leitung", "email": "neu@partner.example" },
    });
    house.contacts("change-contact-details", changed).await;
    house.send().await;
    assert_eq!(house.got()[0].to, "neu@partner.example");
    let attendee = house.got()[0].ics().unwrap().replace("\r\n ", "");
    assert!(
        attendee.contains("ATTENDEE;CN=\"Neue Leitung\";"),
        "{attendee}"
    );
    house.close().await;
}

#[tokio::test]
async fn who_was_erased_gets_nothing_and_no_byte_of_the_name_is_left() {
    let house = House::open().await;
    house.contact(WEST, 31, "Xanthippe Zweisimmen", true).await;
    house.plan().await;
    house.invite(&[WEST], &[31]).await;
    house.follow().await;
    assert_eq!(house.about_the_meeting().await.len(), 1);

    let stream = StreamId::new("contact", Uuid::from_u128(31));
    let store = house.membership.store();
    let loaded = store
        .load(house.municipality(), &[stream], None)
        .await
        .unwrap();
    let contact: Contact = loaded.fold(&stream).unwrap();
    let vault = house.membership.vault();
    let erased = vault
        .erase(house.municipality(), contact.person.unwrap())
        .await;
    assert!(erased.unwrap() > 0);
    house.send().await;

    assert!(house.got().is_empty());
    assert_eq!(house.about_the_meeting().await[0].3, "erased");
    let superuser = house.test.superuser().await;
    for table in [
        "outbox.letter",
        "consumer.due",
        "consumer.checkpoint",
        "consumer.parked",
        "consumer.refused",
        "vault.entry",
        "es.event",
    ] {
        let query = format!("SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t");
        let dump: String = superuser.query_one(&query, &[]).await.unwrap().get(0);
        for word in ["Xanthippe", "Zweisimmen", "31@partner"] {
            assert!(!dump.contains(word), "{table} has {word}");
        }
    }
    house.close().await;
}

#[tokio::test]
async fn who_speaks_for_a_duplicate_speaks_for_the_partner_that_stays() {
    let house = House::open().await;
    house.partner(50, "Familienzentrum Nord (doppelt)").await;
    house.contact(50, 51, "Zweite Leitung Nord", true).await;
    let merge = json!({ "duplicate": id(50), "partner": id(NORTH), "mergedOn": "2026-11-21" });
    house.partners("merge-duplicate", merge).await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    house.send().await;
    let mut readers: Vec<String> = house.got().into_iter().map(|got| got.to).collect();
    readers.sort();
    assert_eq!(readers, [NORTH_LEAD, 51].map(address));
    // A link of the duplicate's contact would answer for nobody who was invited.
    for got in house.got() {
        let has_link = got.text().contains("/meeting-links/");
        assert_eq!(has_link, got.to == address(NORTH_LEAD), "{}", got.text());
    }
    house.close().await;
}

#[tokio::test]
async fn the_courier_appends_nothing() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH, SOUTH, WEST], &[]).await;
    let store = house.test.store(DatabaseRole::Operator);
    let before = store.head(house.municipality()).await.unwrap();
    house.send().await;
    house.days_pass(17);
    house.remind().await;
    house.send().await;
    assert_eq!(store.head(house.municipality()).await.unwrap(), before);
    house.close().await;
}

/// The same ids in two municipalities: each courier's letter has its own words and its own reader.
#[tokio::test]
async fn a_letter_has_no_word_of_another_municipality() {
    let house = House::open().await;
    house.plan().await;
    house.invite(&[NORTH], &[]).await;
    let other = house.beside("duisburg").await;
    let changed = json!({
        "contact": id(NORTH_LEAD), "person": { "name": "Duisburger Leitung", "email": "du@partner.example" },
    });
    other.contacts("change-contact-details", changed).await;
    other.plan().await;
    other.invite(&[NORTH], &[]).await;
    house.follow().await;
    other.follow().await;
    house.sender.sweep().await.unwrap();

    let got = house.got();
    let of = |from: &str| got.iter().find(|got| got.from == from).unwrap().to.clone();
    assert_eq!(got.len(), 2);
    assert_eq!(of("stormarn@post.example"), address(NORTH_LEAD));
    assert_eq!(of("duisburg@post.example"), "du@partner.example");
    for (letter, foreign) in [
        ("stormarn@post.example", "uisburg"),
        ("duisburg@post.example", "tormarn"),
    ] {
        let letter = got.iter().find(|got| got.from == letter).unwrap();
        assert!(!String::from_utf8_lossy(&letter.octets).contains(foreign));
    }
    drop(other);
    house.close().await;
}
