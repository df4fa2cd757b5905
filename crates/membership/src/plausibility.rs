//! Whether telephone numbers and mail addresses look right at entry: warned of, never mended (rules.md 1.9, trap 14).
//!
//! What an office copies from paper may be a slip of a scanner, such as the area code 0213, which does not exist. The
//! number stays as it was typed, and the warning names the field, never the number: warnings stand in the log.
//!
//! German area codes are prefix-free: two digits (030, 032, 040, 069, 089), three (0203), four (02131), five in the
//! East (033638). Which have two and three says libphonenumber's `resources/PhoneNumberMetadata.xml`, territory `DE`;
//! only a code that the writer set apart can be judged.

use kernel::{Institution, Person, Warning, facts};

use crate::facts::MembershipContext;

/// Fewest and most digits of a German number after its leading zero.
const NATIONAL: std::ops::RangeInclusive<usize> = 6..=13;
/// Fewest and most digits of a foreign number with its country's code.
const FOREIGN: std::ops::RangeInclusive<usize> = 7..=15;

/// Warns of a person's details; `field` is where the person stands in the command.
pub(crate) fn warn_person(ctx: &MembershipContext, field: &str, person: &Person) {
    warn_phone(ctx, &format!("{field}.phone"), person.phone.as_deref());
    warn_phone(ctx, &format!("{field}.fax"), person.fax.as_deref());
    if person
        .email
        .as_deref()
        .is_some_and(|mail| !is_plausible_mail(mail))
    {
        let field = format!("{field}.email");
        warn(
            ctx,
            "EMAIL_IMPLAUSIBLE",
            "Die E-Mail-Adresse sieht nicht richtig aus; bitte prüfen.",
            &field,
        );
    }
}

/// Warns of an institution's telephone number; `field` is where the institution stands in the command.
pub(crate) fn warn_institution(ctx: &MembershipContext, field: &str, institution: &Institution) {
    warn_phone(ctx, &format!("{field}.phone"), institution.phone.as_deref());
}

fn warn_phone(ctx: &MembershipContext, field: &str, number: Option<&str>) {
    if number.is_some_and(|number| !is_plausible_phone(number)) {
        warn(
            ctx,
            "PHONE_IMPLAUSIBLE",
            "Die Telefonnummer sieht nicht richtig aus (Vorwahl oder Länge); bitte prüfen.",
            field,
        );
    }
}

fn warn(ctx: &MembershipContext, code: &str, sentence: &str, field: &str) {
    ctx.warn(Warning {
        code: code.to_owned(),
        rule: "MEM-18".to_owned(),
        sentence: sentence.to_owned(),
        facts: facts! { "field" => field },
    });
}

/// True for a number that can be dialled from anywhere in Germany, as far as its form tells.
pub fn is_plausible_phone(number: &str) -> bool {
    let allowed = |c: char| c.is_ascii_digit() || " -–/().+\u{a0}".contains(c);
    // `+49 (0) 214 …` is as usual as it is wrong.
    let number = number.trim().replace("(0)", "");
    if !number.chars().all(allowed) || number.chars().skip(1).any(|c| c == '+') {
        return false;
    }
    let all = digits(&number);
    let prefix = if number.starts_with('+') {
        Some("")
    } else {
        all.starts_with("00").then_some("00")
    };
    let (national, trunk) = match prefix {
        Some(prefix) => {
            let foreign = all.strip_prefix(prefix).unwrap_or(&all);
            match foreign.strip_prefix("49") {
                Some(german) => (german.to_owned(), format!("{prefix}49")),
                None => return FOREIGN.contains(&foreign.len()),
            }
        }
        None => match all.strip_prefix('0') {
            Some(national) => (national.to_owned(), "0".to_owned()),
            None => return false,
        },
    };
    let area = area(&number, &trunk);
    NATIONAL.contains(&national.len()) && area.is_none_or(|area| is_plausible_area(&area))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The area code without `trunk` before it, where the writer set it apart: by a bracket, a stroke, or else a space.
fn area(number: &str, trunk: &str) -> Option<String> {
    let (before, _) = number.split_once([')', '/']).or_else(|| {
        let from = number.find(|c: char| c.is_ascii_digit())?;
        // `+49 214 …`: the country's code is a group of its own.
        let skip = if trunk == "0" { 0 } else { trunk.len() };
        let from = from
            + skip
            + number
                .get(from + skip..)?
                .find(|c: char| c.is_ascii_digit())?;
        let gap = from + number.get(from..)?.find(|c: char| !c.is_ascii_digit())?;
        Some((number.get(..gap)?, ""))
    })?;
    let code = digits(before);
    code.strip_prefix(trunk).map(str::to_owned)
}

/// True for digits that may stand before the number of a subscriber.
fn is_plausible_area(code: &str) -> bool {
    // `02 14 40 60` sets no code apart, and neither does `02144060-12`.
    if code.len() < 2 || code.len() > 5 {
        return true;
    }
    let short = (2..=3).find(|length| code.get(..*length).is_some_and(is_short_area));
    match (short, code.as_bytes()) {
        (Some(length), _) => code.len() == length,
        // Mobile and shared numbers, free numbers and the like, then the long area codes.
        (None, [b'1', ..]) => code.len() >= 3,
        (None, [b'7' | b'8' | b'9', b'0', b'0']) => true,
        (None, _) => code.len() >= 4,
    }
}

/// True for an area code of two or three digits.
fn is_short_area(code: &str) -> bool {
    match code.as_bytes() {
        [b'3', b'0' | b'2'] | [b'4', b'0'] | [b'6' | b'8', b'9'] => true,
        [b'2', b'0', last] => matches!(last, b'1'..=b'3' | b'8' | b'9'),
        [b'2', b'1', last] => matches!(last, b'1' | b'2' | b'4'),
        [b'2', b'2', last] => matches!(last, b'1' | b'8'),
        [b'2', b'3', last] => matches!(last, b'1' | b'4'),
        [b'3', b'3' | b'5'..=b'9', last] => matches!(last, b'1' | b'5'),
        [b'3', b'4', last] => matches!(last, b'0' | b'1' | b'5'),
        [b'9', b'0', b'6'] => true,
        [b'2', b'4'..=b'9', b'1'] | [b'4', b'2'..=b'9', b'1'] => true,
        [b'5' | b'7' | b'9', b'1'..=b'9', b'1'] | [b'6' | b'8', b'1'..=b'8', b'1'] => true,
        _ => false,
    }
}

/// True for an address whose parts look like a mailbox and a host; that it has an `@` was asked before.
pub fn is_plausible_mail(address: &str) -> bool {
    let Some((mailbox, host)) = address.split_once('@') else {
        return false;
    };
    let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let top = labels.last().copied().unwrap_or_default();
    dots(mailbox)
        && !mailbox.contains([',', ';', '"', '<', '>'])
        && labels.len() >= 2
        && labels.iter().all(label)
        && top.chars().count() >= 2
        && top.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mem_18_a_number_with_an_area_code_that_exists_is_plausible() {
        for good in [
            "0203 000-10",
            "0214 406 0",
            "0214/4060",
            "(0214) 406-0",
            "04531 000-10",
            "030 23125 000",
            "02131 000000",
            "033638 00000",
            "0151 00000000",
            "0800 0000000",
            "02144060",
            "+49 214 4060",
            "+49 (0) 214 4060",
            "0049 214 4060",
            "+31 20 0000000",
            "(02 14) 40 60 00",
            "02 14 / 40 60 00",
            "02 14 40 60 00",
            "02144060-12",
            "0049214/4060",
        ] {
            assert!(is_plausible_phone(good), "{good}");
        }
    }

    #[test]
    fn mem_18_a_slip_of_the_scanner_is_not() {
        for bad in [
            // As the document of trap 14 prints it, with other digits behind the area code.
            "0213 000 000 00",
            "0205 000000",
            "02145 000000",
            "406-0",
            "0214 4O60",
            "0214",
            "0214 0000000000000",
            "0000 0",
            "0214+4060",
            "+49 213 0000000",
            "+1 23",
            "",
        ] {
            assert!(!is_plausible_phone(bad), "{bad}");
        }
    }

    #[test]
    fn mem_18_a_mail_address_has_a_host_with_a_top_level() {
        for good in ["leitung@example.org", "k.nord@büro.example.de", "a@b-c.eu"] {
            assert!(is_plausible_mail(good), "{good}");
        }
        for bad in [
            "leitung@example",
            "leitung@example.d",
            "leitung@example.c0m",
            "leitung@example,de",
            "leitung@example..de",
            ".leitung@example.org",
            "leitung.@example.org",
            "lei,tung@example.org",
            "leitung@@example.org",
            "leitung@-example.org",
            "leitung",
        ] {
            assert!(!is_plausible_mail(bad), "{bad}");
        }
    }
}
