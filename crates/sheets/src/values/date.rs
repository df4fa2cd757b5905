//! A day, as people and programs write it.
//!
//! 31.12.2020, 31.12.20, 1.2.2021, 2020-12-31, 15. Okt. 2018, „Mo., 12.03.2018“, and the bare number that Excel shows
//! when a day has lost its format. A time behind the day is left out. 03/04/2020 is refused: it is March or April.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ValueError;

/// Years that a list of a network may hold; anything else is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;
/// Two digits up to this are of this century. Agreements run ahead, nobody was member before 1970.
const THIS_CENTURY_TO: i16 = 69;

const MONTHS: [(&str, i8); 27] = [
    ("januar", 1),
    ("jänner", 1),
    ("jan", 1),
    ("februar", 2),
    ("feb", 2),
    ("febr", 2),
    ("märz", 3),
    ("maerz", 3),
    ("mär", 3),
    ("mrz", 3),
    ("april", 4),
    ("apr", 4),
    ("mai", 5),
    ("juni", 6),
    ("jun", 6),
    ("juli", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("oktober", 10),
    ("okt", 10),
    ("november", 11),
    ("nov", 11),
    ("dezember", 12),
];

/// A day as far as somebody said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartialDay {
    Year(i16),
    Month(i16, i8),
    Day(Date),
}

impl std::fmt::Display for PartialDay {
    /// As the ISO standard writes it: `2011`, `2011-01`, `2011-01-18`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Day(date) => write!(formatter, "{date}"),
        }
    }
}

/// The day.
///
/// # Errors
/// What is no day, a day that does not exist, one that may be read in two ways, and a month or year without a day.
pub fn date(text: &str) -> Result<Date, ValueError> {
    match partial_day(text)? {
        PartialDay::Day(date) => Ok(date),
        PartialDay::Month(..) | PartialDay::Year(_) => Err(ValueError::new(
            text,
            "Es fehlt der Tag. Schreiben Sie zum Beispiel 31.12.2020.",
        )),
    }
}

/// The day, month or year: „Mitglied seit 2012“ is an answer too.
///
/// # Errors
/// As [`date`], but for a missing day or month.
pub fn partial_day(text: &str) -> Result<PartialDay, ValueError> {
    let lower = text.trim().to_lowercase();
    let said = without_weekday(without_time(&lower));
    if said.contains('/') && said.split('/').count() == 3 {
        let reason = "Bei Schrägstrichen ist unklar, was Tag und was Monat ist. Schreiben Sie zum Beispiel 31.12.2020.";
        return Err(ValueError::new(text, reason));
    }
    if let Some(serial) = serial(said) {
        return Ok(PartialDay::Day(serial));
    }
    let is_iso = said.len() >= 7 && said.as_bytes()[4] == b'-';
    let separators = |sign: char| sign.is_whitespace() || matches!(sign, '.' | '-' | '/' | ',');
    let mut parts: Vec<&str> = said
        .split(separators)
        .filter(|part| !part.is_empty())
        .collect();
    if is_iso {
        parts.reverse();
    }
    let unreadable = || {
        ValueError::new(
            text,
            "Das ist kein Datum. Schreiben Sie zum Beispiel 31.12.2020.",
        )
    };
    match parts.as_slice() {
        [day, month, year] => {
            let day: i8 = short(day).ok_or_else(unreadable)?;
            let month = month_of(month).ok_or_else(unreadable)?;
            let year = year_of(year).ok_or_else(unreadable)?;
            let date = Date::new(year, month, day)
                .map_err(|_| ValueError::new(text, "Diesen Tag gibt es nicht."))?;
            plausible(text, year)?;
            Ok(PartialDay::Day(date))
        }
        [month, year] => {
            let month = month_of(month).ok_or_else(unreadable)?;
            let year = year_of(year)
                .filter(|_| year.len() == 4)
                .ok_or_else(unreadable)?;
            if !(1..=12).contains(&month) {
                return Err(ValueError::new(text, "Diesen Monat gibt es nicht."));
            }
            plausible(text, year)?;
            Ok(PartialDay::Month(year, month))
        }
        [year] if year.len() == 4 => {
            let year = year_of(year).ok_or_else(unreadable)?;
            plausible(text, year)?;
            Ok(PartialDay::Year(year))
        }
        _ => Err(unreadable()),
    }
}

fn plausible(text: &str, year: i16) -> Result<(), ValueError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    let reason = format!("Das Jahr {year} kann nicht stimmen.");
    Err(ValueError::new(text, reason))
}

/// What a program writes behind the day: „31.12.2020 00:00:00“, „2020-12-31T14:30:00“.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let hour = text[..colon].trim_end_matches(|sign: char| sign.is_ascii_digit());
    hour.trim_end_matches(|sign: char| matches!(sign, 't' | ',') || sign.is_whitespace())
}

fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mo", "di", "mi", "do", "fr", "sa", "so"];
    const LONG: [&str; 8] = [
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
    ];
    let end = text
        .find(|sign: char| !sign.is_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.trim_start_matches("den");
    if LONG.contains(&word) || DAYS.contains(&word) {
        let rest = rest.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        return rest.strip_prefix("den ").unwrap_or(rest);
    }
    if word.is_empty() && end > 0 {
        rest.trim_start()
    } else {
        text
    }
}

/// Excel's number of a day, from 01.01.1930 to 31.12.2069: other numbers are something else.
fn serial(text: &str) -> Option<Date> {
    let days: i32 = text.parse().ok().filter(|_| text.len() == 5)?;
    if !(10_959..=62_093).contains(&days) {
        return None;
    }
    Date::constant(1899, 12, 30).checked_add(days.days()).ok()
}

fn short(digits: &str) -> Option<i8> {
    let is_short = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| digits.parse().ok()).flatten()
}

fn month_of(text: &str) -> Option<i8> {
    let named = MONTHS
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, month)| *month);
    named
        .or_else(|| (text == "dez").then_some(12))
        .or_else(|| short(text))
}

fn year_of(text: &str) -> Option<i16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 if digits => text.parse().ok(),
        2 if digits => {
            let year: i16 = text.parse().ok()?;
            Some(if year <= THIS_CENTURY_TO {
                2000 + year
            } else {
                1900 + year
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for (text, read) in [
            ("31.12.2020", day(2020, 12, 31)),
            ("31.12.20", day(2020, 12, 31)),
            ("2020-12-31", day(2020, 12, 31)),
            ("1.2.2021", day(2021, 2, 1)),
            ("1. 2. 2021", day(2021, 2, 1)),
            ("15. Okt. 2018", day(2018, 10, 15)),
            ("15.Okt.18", day(2018, 10, 15)),
            ("15 Oktober 2018", day(2018, 10, 15)),
            ("3. März 2019", day(2019, 3, 3)),
            ("3. Mrz 2019", day(2019, 3, 3)),
            ("24. Dez. 2019", day(2019, 12, 24)),
            ("Mo., 12.03.2018", day(2018, 3, 12)),
            ("Montag, den 12. März 2018", day(2018, 3, 12)),
            ("den 12.03.2018", day(2018, 3, 12)),
            ("31.12.2020 00:00:00", day(2020, 12, 31)),
            ("31.12.2020 9:05", day(2020, 12, 31)),
            ("2020-12-31T14:30:00", day(2020, 12, 31)),
            ("44196", day(2020, 12, 31)),
            ("01.02.99", day(1999, 2, 1)),
            (" 31.12.2020 ", day(2020, 12, 31)),
            ("31-12-2020", day(2020, 12, 31)),
        ] {
            assert_eq!(date(text), Ok(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_a_reason() {
        for (text, reason) in [
            ("31.02.2020", "Diesen Tag gibt es nicht."),
            ("12.13.2020", "Diesen Tag gibt es nicht."),
            ("03/04/2020", "Bei Schrägstrichen ist unklar"),
            ("demnächst", "Das ist kein Datum."),
            ("12.2020", "Es fehlt der Tag."),
            ("2020", "Es fehlt der Tag."),
            ("31.12.0202", "Das Jahr 202 kann nicht stimmen."),
            ("31.12.2o20", "Das ist kein Datum."),
            ("99999", "Das ist kein Datum."),
            ("ab sofort: 3", "Das ist kein Datum."),
            ("", "Das ist kein Datum."),
        ] {
            let refused = date(text).unwrap_err();
            assert!(refused.reason.starts_with(reason), "{refused}");
        }
    }

    #[test]
    fn a_month_or_a_year_is_a_day_as_far_as_it_is_said() {
        assert_eq!(partial_day("2012"), Ok(PartialDay::Year(2012)));
        assert_eq!(partial_day("10/2018"), Ok(PartialDay::Month(2018, 10)));
        assert_eq!(partial_day("2018-10"), Ok(PartialDay::Month(2018, 10)));
        assert_eq!(partial_day("Feb. 2015"), Ok(PartialDay::Month(2015, 2)));
        assert!(partial_day("13.2015").is_err());
        assert_eq!(PartialDay::Month(2015, 2).to_string(), "2015-02");
    }

    proptest! {
        #[test]
        fn every_day_is_read_as_it_was_written(days in 0..60_000_i32) {
            let written = day(1930, 1, 1).checked_add(days.days()).unwrap();
            prop_assert_eq!(date(&written.strftime("%d.%m.%Y").to_string()), Ok(written));
            prop_assert_eq!(date(&written.strftime("%-d.%-m.%Y").to_string()), Ok(written));
            prop_assert_eq!(date(&written.to_string()), Ok(written));
        }

        #[test]
        fn nothing_that_is_typed_ends_the_reader(text in "\\PC{0,24}") {
            if let Ok(read) = date(&text) {
                prop_assert!(YEARS.contains(&read.year()), "{text}");
            }
        }
    }
}
