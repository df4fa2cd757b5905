//! Yes or no, as offices tick it.

use jiff::civil::Date;

use super::ValueError;
use super::date::date;

const YES: &[&str] = &[
    "ja",
    "j",
    "x",
    "✓",
    "✔",
    "☑",
    "☒",
    "y",
    "yes",
    "1",
    "wahr",
    "true",
    "ok",
    "liegt vor",
    "vorhanden",
    "erteilt",
    "vorliegend",
    "gegeben",
    "unterschrieben",
    "erledigt",
    "ja, liegt vor",
    "ja liegt vor",
];
const NO: &[&str] = &[
    "nein",
    "n",
    "-",
    "–",
    "—",
    "0",
    "no",
    "falsch",
    "false",
    "fehlt",
    "liegt nicht vor",
    "nicht vorhanden",
    "keine",
    "nicht erteilt",
    "offen",
    "ausstehend",
    "steht aus",
    "✗",
    "✘",
    "☐",
    "widerrufen",
];

/// What somebody ticked: no, yes, or yes on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    No,
    Yes,
    On(Date),
}

/// Yes or no.
///
/// # Errors
/// Anything else; an empty cell is no answer and is not asked here.
pub fn yes_no(text: &str) -> Result<bool, ValueError> {
    let said = text.trim().trim_end_matches(['.', '!']).to_lowercase();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if YES.contains(&said.as_str()) {
        Ok(true)
    } else if NO.contains(&said.as_str()) {
        Ok(false)
    } else {
        let reason = "Das ist weder Ja noch Nein. Schreiben Sie „ja“ oder „nein“.";
        Err(ValueError::new(text, reason))
    }
}

/// Yes, no, or the day of the yes: „ja, 12.03.2018“, „liegt vor (12.03.2018)“, „12.03.2018“.
///
/// # Errors
/// Anything else.
pub fn answer(text: &str) -> Result<Answer, ValueError> {
    if let Ok(yes) = yes_no(text) {
        return Ok(if yes { Answer::Yes } else { Answer::No });
    }
    let said = text.trim().trim_end_matches(')');
    let digit = said
        .find(|sign: char| sign.is_ascii_digit())
        .unwrap_or(said.len());
    let (word, day) = said.split_at(digit);
    let lower = word.to_lowercase();
    let word = lower.trim_matches(|sign: char| !sign.is_alphanumeric());
    let word = word
        .trim_end_matches("vom")
        .trim_end_matches("am")
        .trim_end_matches("seit");
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    let reason = "Das ist weder Ja noch Nein noch ein Datum. Schreiben Sie „ja“, „nein“ oder den Tag der Einwilligung.";
    let refused = || ValueError::new(text, reason);
    if !word.is_empty() && !yes_no(word).map_err(|_| refused())? {
        return Err(refused());
    }
    match date(day) {
        Ok(date) => Ok(Answer::On(date)),
        // What is wrong with the day says more.
        Err(error) if !day.is_empty() => Err(ValueError::new(text, error.reason)),
        Err(_) => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_tick_is_yes_and_a_dash_is_no() {
        for text in ["ja", "J", "x", "X", "✓", "liegt vor", " Liegt  vor. ", "1"] {
            assert_eq!(yes_no(text), Ok(true), "{text}");
        }
        for text in ["nein", "N", "-", "–", "liegt nicht vor", "fehlt", "0"] {
            assert_eq!(yes_no(text), Ok(false), "{text}");
        }
        for text in ["vielleicht", "?", "telefonisch", ""] {
            assert!(yes_no(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_yes_may_say_its_day_and_a_no_may_not() {
        let on = Ok(Answer::On(day(2018, 3, 12)));
        for text in [
            "12.03.2018",
            "ja, 12.03.2018",
            "liegt vor (12.03.2018)",
            "erteilt am 12.3.18",
            "ja vom 12.03.2018",
        ] {
            assert_eq!(answer(text), on, "{text}");
        }
        assert_eq!(answer("x"), Ok(Answer::Yes));
        assert_eq!(answer("-"), Ok(Answer::No));
        assert_eq!(
            answer("31.02.2020").unwrap_err().reason,
            "Diesen Tag gibt es nicht."
        );
        for text in [
            "nein, 12.03.2018",
            "telefonisch am 12.03.2018",
            "?",
            "demnächst",
        ] {
            assert!(answer(text).is_err(), "{text}");
        }
    }
}
