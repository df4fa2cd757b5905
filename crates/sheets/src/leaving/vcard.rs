//! Contacts as vCard 4.0 (RFC 6350), for telephones and mail programs.
//!
//! Escaping, and folding at 75 octets without splitting a character, are `calcard`'s, which a mail server in wide
//! use rests on. Rejected: `vcard4` and `vcard`, which can do the same and have far fewer users (the second brings
//! tables of MIME types and checks of telephone numbers along), and code of our own for a format whose traps others
//! have met already. What `calcard` does not do is left to us: a carriage return is no `\r` of RFC 6350.
//!
//! *Telephone numbers* are `tel:` URIs (RFC 3966), which are international. „0214 406-5100“ becomes
//! `tel:+49-214-406-5100`: the same number as one dials it from anywhere; every digit stays. What is not plainly one
//! number („0214 406-12 oder -13“) stays text as it was typed.

use calcard::common::PartialDateTime;
use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardProperty, VCardType, VCardValue, VCardValueType,
    VCardVersion,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::values::PersonName;

/// A contact of an institution, or the institution where no person is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Stays the same when the card is issued again: the program replaces the one it has.
    pub uid: Uuid,
    /// The institution [Einrichtung].
    pub organisation: String,
    pub name: Option<PersonName>,
    /// In which function the person speaks, such as „Leitung“ [Funktion].
    pub function: Option<String>,
    pub address: Option<Postal>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    pub fax: Option<String>,
    pub mail: Option<String>,
    /// Fields of work [Arbeitsbereiche], as categories.
    pub sectors: Vec<String>,
    pub note: Option<String>,
    /// When these details were last changed.
    pub revised: Timestamp,
}

/// An address as a card divides it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postal {
    /// Street and number, or all that is known where the address is one text.
    pub street: String,
    pub postal_code: String,
    pub town: String,
}

/// The cards as one file. Control characters are left out: no card may hold them.
pub fn to_vcards(cards: &[Card]) -> Vec<u8> {
    let mut text = String::new();
    for card in cards {
        vcard(card)
            .write_to(&mut text, VCardVersion::V4_0)
            .expect("a String takes every character");
    }
    text.into_bytes()
}

fn vcard(card: &Card) -> VCard {
    let mut entries = vec![
        entry(VCardProperty::Uid, [format!("urn:uuid:{}", card.uid)]),
        VCardEntry::new(VCardProperty::Rev).with_value(VCardValue::PartialDateTime(rev(card))),
    ];
    match &card.name {
        None => {
            entries.push(entry(VCardProperty::Kind, ["org".to_owned()]));
            entries.push(entry(VCardProperty::Fn, [card.organisation.clone()]));
        }
        Some(name) => {
            entries.push(entry(VCardProperty::Kind, ["individual".to_owned()]));
            entries.push(entry(VCardProperty::Fn, [name.as_typed.clone()]));
            // Family, given, further names, before, behind. What was not typed apart is not guessed apart.
            let parts = match (&name.family, &name.given) {
                (Some(family), Some(given)) => [family.as_str(), given, "", "", ""],
                _ => [name.as_typed.as_str(), "", "", "", ""],
            };
            entries.push(entry(VCardProperty::N, parts.map(str::to_owned)));
        }
    }
    entries.push(entry(VCardProperty::Org, [card.organisation.clone()]));
    if let Some(function) = &card.function {
        entries.push(entry(VCardProperty::Title, [function.clone()]));
        entries.push(entry(VCardProperty::Role, [function.clone()]));
    }
    if let Some(Postal {
        street,
        postal_code,
        town,
    }) = &card.address
    {
        // Box, addition, street, town, region, code, country.
        let parts = ["", "", street.as_str(), town, "", postal_code, ""];
        let typ = VCardParameter::typ(VCardType::Work);
        entries.push(entry(VCardProperty::Adr, parts.map(str::to_owned)).with_param(typ));
    }
    let numbers = [
        (&card.phone, VCardType::Voice),
        (&card.mobile, VCardType::Cell),
        (&card.fax, VCardType::Fax),
    ];
    for (number, kind) in numbers {
        if let Some(number) = number {
            entries.push(tel(number, kind));
        }
    }
    if let Some(mail) = &card.mail {
        let typ = VCardParameter::typ(VCardType::Work);
        entries.push(entry(VCardProperty::Email, [mail.clone()]).with_param(typ));
    }
    if !card.sectors.is_empty() {
        entries.push(entry(VCardProperty::Categories, card.sectors.clone()));
    }
    if let Some(note) = &card.note {
        entries.push(entry(VCardProperty::Note, [note.clone()]));
    }
    VCard { entries }
}

fn entry(name: VCardProperty, values: impl IntoIterator<Item = String>) -> VCardEntry {
    let values = values
        .into_iter()
        .map(|value| VCardValue::Text(clean(&value)));
    VCardEntry::new(name).with_values(values.collect())
}

/// Line breaks are line feeds, other control characters are gone.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t'))
        .collect()
}

fn tel(number: &str, kind: VCardType) -> VCardEntry {
    let (value_type, value) = match tel_uri(number) {
        Some(uri) => (VCardValueType::Uri, uri),
        None => (VCardValueType::Text, number.to_owned()),
    };
    entry(VCardProperty::Tel, [value])
        .with_param(VCardParameter::value(value_type))
        .with_param(VCardParameter::typ(VCardType::Work))
        .with_param(VCardParameter::typ(kind))
}

/// The number as a global `tel:` URI, where it is plainly one number; a number with one zero in front is German.
fn tel_uri(number: &str) -> Option<String> {
    let separators = |sign: char| " \u{a0}-–/().".contains(sign);
    // „+49 (0) 214“: the zero is dialled within Germany only.
    let number = number.trim().replace("(0)", " ");
    if number.matches('/').count() > 1 {
        return None;
    }
    let plain = number.trim_start_matches('+');
    if number.len() > plain.len() + 1
        || !plain
            .chars()
            .all(|sign| sign.is_ascii_digit() || separators(sign))
    {
        return None;
    }
    let groups: Vec<&str> = plain
        .split(separators)
        .filter(|group| !group.is_empty())
        .collect();
    let global = if number.starts_with('+') {
        groups.join("-")
    } else {
        let joined = groups.join("-");
        match joined.strip_prefix("00") {
            Some(abroad) => abroad.trim_start_matches('-').to_owned(),
            None => {
                let national = joined.strip_prefix('0')?;
                format!("49-{}", national.trim_start_matches('-'))
            }
        }
    };
    let digits = global.bytes().filter(u8::is_ascii_digit).count();
    // E.164 allows 15; shorter than this is an extension.
    (6..=15).contains(&digits).then(|| format!("tel:+{global}"))
}

fn rev(card: &Card) -> PartialDateTime {
    let at = card.revised.to_zoned(TimeZone::UTC);
    let part = |part: i8| u8::try_from(part).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: part(at.month()),
        day: part(at.day()),
        hour: part(at.hour()),
        minute: part(at.minute()),
        second: part(at.second()),
        tz_hour: Some(0),
        tz_minute: Some(0),
        tz_minus: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_global_uri_where_it_is_plainly_one() {
        for (typed, uri) in [
            ("0214 406-5100", "tel:+49-214-406-5100"),
            ("+49 (0)214 406-5100", "tel:+49-214-406-5100"),
            ("+49 214 4065100", "tel:+49-214-4065100"),
            ("0049 214 406 5100", "tel:+49-214-406-5100"),
            ("(0214) 406/5100", "tel:+49-214-406-5100"),
            ("0213 000 100 20", "tel:+49-213-000-100-20"),
        ] {
            assert_eq!(tel_uri(typed).as_deref(), Some(uri), "{typed}");
        }
    }

    #[test]
    fn what_is_not_one_number_stays_text() {
        for typed in [
            "0214 406-12 oder -13",
            "112",
            "406-5100",
            "",
            "0214/40/41",
            "++49 214 406",
        ] {
            assert_eq!(tel_uri(typed), None, "{typed}");
        }
    }
}
