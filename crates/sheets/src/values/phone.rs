//! Telephone numbers: doubted, never changed.
//!
//! A number that cannot be right is still the only one that somebody wrote down. One with the area code 0213 stands in
//! a signed agreement (rules.md 1.9, trap 14): there is no such code, and which digit the scanner misread nobody here
//! can know. So a doubt is a warning, and the number goes in as it was typed.

use super::mail::mail;

/// The area codes with three and four digits, the zero with them, whose numbers are typed with a blank behind them.
/// Source: ITU, Operational Bulletin, national numbering plan of Germany, 16.09.2010. Longer codes are too many to
/// hold here and are not doubted.
const SHORT_AREA_CODES: &str = "\
030 040 069 089 0201 0202 0203 0208 0209 0211 0212 0214 0221 0228 0231 0234 0241 0251 0261 0271 0281 0291 0331 0335 \
0340 0341 0345 0351 0355 0361 0365 0371 0375 0381 0385 0391 0395 0421 0431 0441 0451 0461 0471 0481 0491 0511 0521 \
0531 0541 0551 0561 0571 0581 0591 0611 0621 0631 0641 0651 0661 0671 0681 0711 0721 0731 0741 0751 0761 0771 0781 \
0791 0811 0821 0831 0841 0851 0861 0871 0881 0906 0911 0921 0931 0941 0951 0961 0971 0981 0991";

/// Why a number may be wrong. `Display` is a German sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneDoubt {
    /// Something other than digits and what stands between them.
    Letters,
    /// Fewer than five digits after the area code's zero.
    TooShort,
    /// More than fifteen digits (E.164).
    TooLong,
    /// Nobody has this area code.
    NoAreaCode(String),
    /// Neither a zero nor a plus sign in front: the area code or a leading zero is missing.
    NoZero,
    /// Several numbers in one cell.
    Several,
    /// A spreadsheet has made a rounded number of it.
    Rounded,
}

impl std::fmt::Display for PhoneDoubt {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Letters => formatter.write_str("Die Telefonnummer enthält andere Zeichen als Ziffern."),
            Self::TooShort => formatter.write_str("Die Telefonnummer ist sehr kurz."),
            Self::TooLong => formatter.write_str("Die Telefonnummer hat mehr als 15 Ziffern."),
            Self::NoAreaCode(code) => write!(
                formatter,
                "Die Vorwahl {code} gibt es nicht; vielleicht ein Schreib- oder Lesefehler."
            ),
            Self::NoZero => formatter.write_str(
                "Die Telefonnummer beginnt ohne 0 oder +; vielleicht fehlt die Vorwahl oder die führende Null.",
            ),
            Self::Several => formatter.write_str("In der Zelle stehen mehrere Telefonnummern."),
            Self::Rounded => formatter.write_str(
                "Das Programm hat die Telefonnummer als Zahl gespeichert und vermutlich gerundet.",
            ),
        }
    }
}

/// What may be wrong with the number, in the order of reading; nothing where it looks right.
pub fn phone_doubts(text: &str) -> Vec<PhoneDoubt> {
    let text = text.trim();
    if is_rounded(text) {
        return vec![PhoneDoubt::Rounded];
    }
    let mut doubts = Vec::new();
    if is_several(text) {
        doubts.push(PhoneDoubt::Several);
        return doubts;
    }
    let between = |sign: char| sign.is_whitespace() || "+-–/().".contains(sign);
    if !text
        .chars()
        .all(|sign| sign.is_ascii_digit() || between(sign))
    {
        doubts.push(PhoneDoubt::Letters);
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < 6 {
        // An emergency number, as 112 or 116 117, has neither area code nor length.
        if !digits.starts_with("11") {
            doubts.push(PhoneDoubt::TooShort);
        }
        return doubts;
    }
    if digits.len() > 15 {
        doubts.push(PhoneDoubt::TooLong);
    }
    if !text.trim_start_matches('(').starts_with(['0', '+']) && !digits.starts_with("116") {
        doubts.push(PhoneDoubt::NoZero);
    } else if let Some(code) = unknown_area_code(text) {
        doubts.push(PhoneDoubt::NoAreaCode(code));
    }
    doubts
}

/// „2,1440651E+11“: the digits behind are gone.
fn is_rounded(text: &str) -> bool {
    let mantissa = text.to_ascii_uppercase();
    mantissa.split_once("E+").is_some_and(|(number, power)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits(power) && digits(&number.replace([',', '.'], ""))
    })
}

fn is_several(text: &str) -> bool {
    let whole = |part: &&str| {
        let part = part.trim();
        part.starts_with(['0', '+', '(']) && part.bytes().filter(u8::is_ascii_digit).count() >= 6
    };
    let by_signs = text.split([';', ',', '\n', '/']).filter(whole).count();
    let by_words = [" oder ", " und "].map(|word| text.split(word).filter(whole).count());
    by_signs > 1 || by_words.iter().any(|count| *count > 1)
}

/// The area code as it was typed apart, where it has three or four digits and nobody has it.
fn unknown_area_code(text: &str) -> Option<String> {
    let national = text.replace("(0)", " ");
    let national = match national
        .strip_prefix("+49")
        .or_else(|| national.strip_prefix("0049"))
    {
        Some(rest) => format!("0{}", rest.trim_start()),
        None if national.starts_with('+') || national.starts_with("00") => return None,
        None => national,
    };
    let bare = national.trim_start_matches('(');
    let code: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let geographic = code.starts_with('0')
        && code
            .as_bytes()
            .get(1)
            .is_some_and(|byte| (b'2'..=b'9').contains(byte));
    // Not geographic: 0700 personal numbers, 0800 free, 0900 services, 032 national.
    let special = ["0700", "0800", "0900", "032"].contains(&code.as_str());
    let known = SHORT_AREA_CODES.split(' ').any(|known| known == code);
    let apart = (3..=4).contains(&code.len()) && bare.len() > code.len();
    (geographic && apart && !special && !known).then_some(code)
}

/// Telephone, fax and mail out of one cell, as Anlage 1 has them (AGR-23, AGR-24).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub mobile: Option<String>,
    pub mail: Option<String>,
    /// What could not be told: for the dry run to show.
    pub rest: Vec<String>,
}

/// The parts of „Tel. 0214 406-5100, Fax 0214 406-5101, beratung@stadt.example“.
pub fn reach(text: &str) -> Reach {
    let mut reach = Reach::default();
    for part in text
        .split([',', ';', '\n', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let digit = part
            .find(|sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '('))
            .unwrap_or(part.len());
        let (label, number) = part.split_at(digit);
        let label: String = label
            .to_lowercase()
            .chars()
            .filter(|sign| sign.is_alphabetic())
            .collect();
        if let Some(at) = part.split_whitespace().find_map(|word| mail(word).ok()) {
            put(&mut reach.mail, &at, &mut reach.rest);
            continue;
        }
        let slot = match label.as_str() {
            "fax" | "telefax" | "f" => &mut reach.fax,
            "mobil" | "handy" | "mobiltelefon" | "m" => &mut reach.mobile,
            "" | "tel" | "telefon" | "fon" | "t" | "telnr" | "ruf" => &mut reach.phone,
            _ => {
                reach.rest.push(part.to_owned());
                continue;
            }
        };
        if number.is_empty() {
            reach.rest.push(part.to_owned());
        } else {
            put(slot, number, &mut reach.rest);
        }
    }
    reach
}

fn put(slot: &mut Option<String>, found: &str, rest: &mut Vec<String>) {
    match slot {
        None => *slot = Some(found.to_owned()),
        Some(_) => rest.push(found.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_looks_right_is_not_doubted() {
        for text in [
            "0214 406-5100",
            "0214/406-5100",
            "(0214) 406 51 00",
            "+49 214 406-5100",
            "+49 (0)214 406-5100",
            "02171 404-1234",
            "0170 1234567",
            "0800 111 0 111",
            "116 117",
            "112",
            "0203 283-0",
            "+31 70 1234567",
            "04531/160-1234",
        ] {
            assert_eq!(phone_doubts(text), [], "{text}");
        }
    }

    #[test]
    fn trap_14_the_misread_number_of_a_signed_agreement_is_doubted_and_stays() {
        let doubts = phone_doubts("0213 000 100 20");
        assert_eq!(doubts, [PhoneDoubt::NoAreaCode("0213".to_owned())]);
        assert_eq!(
            doubts[0].to_string(),
            "Die Vorwahl 0213 gibt es nicht; vielleicht ein Schreib- oder Lesefehler."
        );
    }

    #[test]
    fn a_number_that_cannot_be_right_says_why() {
        for (text, doubt) in [
            ("0214 4O6-5100", PhoneDoubt::Letters),
            ("4065", PhoneDoubt::TooShort),
            ("0214 406 5100 5200 5300", PhoneDoubt::TooLong),
            ("214 406-5100", PhoneDoubt::NoZero),
            ("0214 406-5100; 0214 406-5200", PhoneDoubt::Several),
            ("0214 406-5100 oder 0214 406-5200", PhoneDoubt::Several),
            ("2,1440651E+11", PhoneDoubt::Rounded),
            ("+49 213 434", PhoneDoubt::NoAreaCode("0213".to_owned())),
        ] {
            assert_eq!(phone_doubts(text), [doubt], "{text}");
        }
    }

    #[test]
    fn agr_23_telephone_fax_and_mail_of_one_cell_are_told_apart() {
        let read =
            reach("Tel. 0214 406-5100, Fax: 0214 406-5101\nberatung@stadt.example, nur vormittags");
        assert_eq!(read.phone.as_deref(), Some("0214 406-5100"));
        assert_eq!(read.fax.as_deref(), Some("0214 406-5101"));
        assert_eq!(read.mail.as_deref(), Some("beratung@stadt.example"));
        assert_eq!(read.rest, ["nur vormittags"]);
        let second = reach("0214 406-5100; 0214 406-5200");
        assert_eq!(second.rest, ["0214 406-5200"]);
    }
}
