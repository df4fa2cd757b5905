//! Circulars and questions to contacts.

use eventstore::DatabaseRole;
use insta::assert_snapshot;
use kernel::{ActorId, MediaType, StreamId};
use mail_parser::MimeHeaders as _;
use serde_json::json;
use service_kit::links::LinkScope;
use uuid::Uuid;
use vault::{Vault, documents};

use crate::house::*;

#[tokio::test]
async fn a_circular_is_the_offices_own_words_with_what_it_attached() {
    let house = House::open().await;
    let vault = Vault::new(house.test.pool(DatabaseRole::Membership));
    let content = b"%PDF-1.7\nEinladung zum Fachtag".to_vec();
    let kept = documents::keep(
        &vault,
        house.municipality(),
        MediaType::Pdf,
        &content,
        ActorId(Uuid::from_u128(1)),
    );
    let document = kept.await.unwrap().kept().unwrap();
    let draft = json!({
        "id": id(70), "subject": "Fachtag Frühe Hilfen", "body": "wir laden zum Fachtag ein.\n\nBitte weitersagen.",
        "attachments": [document], "recipients": [id(NORTH), id(SOUTH)], "draftedOn": "2026-11-22",
    });
    house.circular("draft-circular", draft).await;
    house.send().await;
    assert!(house.got().is_empty(), "a draft goes nowhere");
    let release = json!({ "circular": id(70), "releasedOn": "2026-11-22" });
    house.circular("release-circular", release).await;
    house.send().await;

    let got = house.got();
    let mut readers: Vec<&str> = got.iter().map(|got| got.to.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, [NORTH_LEAD, SOUTH_LEAD, SOUTH_OTHER].map(address));
    assert_snapshot!(got[0].subject(), @"Fachtag Frühe Hilfen");
    assert_snapshot!(got[0].text(), @"
    Guten Tag,

    wir laden zum Fachtag ein.

    Bitte weitersagen.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    let message = got[0].message();
    let attached = message.attachment(0).unwrap();
    assert_eq!(attached.attachment_name(), Some("Anlage 1.pdf"));
    assert_eq!(attached.contents(), content);
    house.close().await;
}

#[tokio::test]
async fn an_attachment_that_was_erased_is_named_as_missing() {
    let house = House::open().await;
    let vault = Vault::new(house.test.pool(DatabaseRole::Membership));
    let actor = ActorId(Uuid::from_u128(1));
    let kept = documents::keep(
        &vault,
        house.municipality(),
        MediaType::Png,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        actor,
    );
    let document = kept.await.unwrap().kept().unwrap();
    let draft = json!({
        "id": id(70), "subject": "Fachtag", "body": "siehe Anlage.", "attachments": [document],
        "recipients": [id(NORTH)], "draftedOn": "2026-11-22",
    });
    house.circular("draft-circular", draft).await;
    let release = json!({ "circular": id(70), "releasedOn": "2026-11-22" });
    house.circular("release-circular", release).await;
    house.follow().await;
    let erased = documents::erase(&vault, house.municipality(), document.sha256).await;
    assert!(erased.unwrap());
    house.send().await;
    let text = house.got()[0].text();
    assert!(
        text.contains("Nicht beigefügt, bei der Koordinierungsstelle zu erfragen: Anlage 1"),
        "{text}"
    );
    house.close().await;
}

#[tokio::test]
async fn a_contact_is_asked_with_a_link_and_without_a_word_of_what_is_stored() {
    let house = House::open().await;
    let asked = json!({ "contact": id(NORTH_LEAD), "requestedOn": "2026-11-22" });
    house.contacts("request-confirmation", asked).await;
    house.send().await;

    let got = house.got();
    assert_eq!(got[0].to, address(NORTH_LEAD));
    assert_snapshot!(got[0].subject(), @"Stimmen Ihre Angaben noch?");
    assert_snapshot!(got[0].text(), @"
    Guten Tag,

    Sie sind im Netzwerk Frühe Hilfen als Ansprechperson Ihrer Einrichtung benannt. Bitte sehen Sie nach, ob Ihre Kontaktdaten noch stimmen, und antworten Sie auf dieser Seite:

    https://lotse.example/links/confirm-contact.stormarn.0000000000000000000000000000000b.3.20270121

    Der Link gilt bis zum 21.01.2027 und für eine Antwort. Bitte geben Sie ihn nicht weiter.

    Mit freundlichen Grüßen
    Netzwerkkoordination Frühe Hilfen
    Rathausplatz 1, 00000 Musterstadt
    Telefon: 0213 000 100 20
    E-Mail: netzwerk@kreis.example
    ");
    let link = key()
        .verify(&got[0].link(), house.clock.today())
        .unwrap()
        .link;
    assert_eq!(link.scope, LinkScope::ConfirmContact);
    assert_eq!(link.subject, Uuid::from_u128(NORTH_LEAD));
    // Designated, consent, asked.
    assert_eq!(link.nonce, 3);
    house.close().await;
}

#[tokio::test]
async fn who_has_answered_already_is_not_asked() {
    let house = House::open().await;
    let asked = json!({ "contact": id(NORTH_LEAD), "requestedOn": "2026-11-22" });
    house.contacts("request-confirmation", asked).await;
    house.follow().await;
    let confirmed = json!({ "contact": id(NORTH_LEAD), "confirmedOn": "2026-11-22" });
    house.contacts("confirm-contact-details", confirmed).await;
    house.send().await;
    assert!(house.got().is_empty());
    let stream = StreamId::new("contact", Uuid::from_u128(NORTH_LEAD));
    let [(_, _, _, reason)] = told(house.deliveries(stream).await).try_into().unwrap();
    assert_eq!(reason, "settled");
    house.close().await;
}
