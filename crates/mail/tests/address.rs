//! Addresses, domains and ids: what is taken and what is not.

use mail::{MailAddress, MailDomain, MessageId, NotAMessageId, NotAnAddress};
use proptest::prelude::*;
use uuid::Uuid;

fn address(text: &str) -> Result<String, NotAnAddress> {
    text.parse::<MailAddress>()
        .map(|address| address.to_string())
}

#[test]
fn an_address_of_an_office_is_taken_as_it_is() {
    for text in [
        "netzwerk@stadt.example",
        "Fruehe.Hilfen+rueckmeldung@amt-51.stadt.example",
        "o'neil_2@x.example",
        &format!("{}@x.example", "a".repeat(64)),
    ] {
        assert_eq!(address(text).as_deref(), Ok(text));
    }
    let address: MailAddress = "Netz@Stadt.example".parse().expect("an address");
    assert_eq!(address.domain(), "Stadt.example");
    assert!(address.is(" netz@STADT.example "));
    assert!(!address.is("netz@stadt.example.org"));
}

#[test]
fn what_a_mail_server_would_refuse_is_refused_before() {
    for text in ["", "netzwerk", "stadt.example"] {
        assert_eq!(address(text), Err(NotAnAddress::NoAt), "{text}");
    }
    let long = format!("{}@x.example", "a".repeat(65));
    for text in [
        "@x.example",
        ".a@x.example",
        "a.@x.example",
        "a..b@x.example",
        "a b@x.example",
        " a@x.example",
        "<a@x.example>",
        "\"a\"@x.example",
        "träger@x.example",
        "a\r\nBcc: b@x.example",
        &long,
    ] {
        assert_eq!(address(text), Err(NotAnAddress::LocalPart), "{text}");
    }
    let long_label = format!("a@{}.example", "x".repeat(64));
    let long_domain = format!("a@{}example", "abcdefghi.".repeat(25));
    for text in [
        "a@",
        "a@x",
        "a@x.",
        "a@.x",
        "a@x..example",
        "a@-x.example",
        "a@x-.example",
        "a@träger.example",
        "a@x.example>",
        "a@x.example\r\n",
        "a@b@x.example",
        &long_label,
        &long_domain,
    ] {
        assert_eq!(address(text), Err(NotAnAddress::Domain), "{text}");
    }
    let longest = format!("{}exa", "abcdefghi.".repeat(25));
    assert_eq!(longest.len(), 253);
    assert!(longest.parse::<MailDomain>().is_ok());
    assert!(
        format!("{}.example", "x".repeat(63))
            .parse::<MailDomain>()
            .is_ok()
    );
}

#[test]
fn the_id_of_a_letter_leads_back_to_its_outbox_entry() {
    let domain: MailDomain = "lotse.example".parse().expect("a domain");
    let entry = Uuid::from_u128(9);
    let id = MessageId::of_outbox(entry, &domain);
    assert_eq!(
        id.as_str(),
        "00000000-0000-0000-0000-000000000009@lotse.example"
    );
    let read: MessageId = format!(" <{id}> ").parse().expect("an id");
    assert_eq!(read, id);
    assert_eq!(read.outbox_entry(&domain), Some(entry));
    let other: MailDomain = "anders.example".parse().expect("a domain");
    assert_eq!(read.outbox_entry(&other), None);
    let foreign: MessageId = "abc@lotse.example".parse().expect("an id");
    assert_eq!(foreign.outbox_entry(&domain), None);
}

#[test]
fn a_text_that_would_break_a_header_is_no_id() {
    let long = format!("{}@x", "a".repeat(249));
    for text in [
        "",
        "a",
        "a@b@c",
        "a b@c",
        "a@b>\r\nBcc: <c@d",
        "<a@b",
        "ä@b",
        &long,
    ] {
        assert_eq!(text.parse::<MessageId>(), Err(NotAMessageId), "{text}");
    }
    assert!(long[1..].parse::<MessageId>().is_ok());
}

proptest! {
    #[test]
    fn no_address_has_room_for_a_header(text in "[a-z@. <>\\r\\n:,;\"]{0,24}") {
        if let Ok(address) = text.parse::<MailAddress>() {
            prop_assert_eq!(address.as_str(), text.as_str());
            prop_assert!(!text.contains(['\r', '\n', ' ', '<', '>', ':', ',', ';', '"']));
        }
    }
}
