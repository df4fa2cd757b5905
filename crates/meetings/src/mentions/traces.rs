//! What leads to a family without a name: a day of birth, an address, the number of a file.

use super::words::{Reading, Word};
use super::{Found, MentionReason, lexicon};

/// Words between „geb.“ and the day.
const BETWEEN: &[&str] = &["am", "den", "dem", "im"];
const BORN: &[&str] = &[
    "geb",
    "geboren",
    "geborene",
    "geborener",
    "geburtsdatum",
    "geburtstag",
    "gebdat",
    "geburtstermin",
];
const LIVES: &[&str] = &[
    "wohnt", "wohnhaft", "wohnen", "lebt", "leben", "gemeldet", "wohnte", "lebte",
];
const STREETS: &[&str] = &[
    "straße", "strasse", "str", "weg", "allee", "platz", "gasse", "ring", "damm", "ufer",
    "chaussee", "stieg", "pfad",
];
const FILES: &[&str] = &[
    "aktenzeichen",
    "az",
    "gz",
    "geschaftszeichen",
    "fallnummer",
    "fallakte",
    "fallakten",
];

pub(super) fn at(reading: &Reading, at: usize) -> Option<Found> {
    birth_date(reading, at)
        .or_else(|| day_before(reading, at))
        .or_else(|| file_number(reading, at))
        .or_else(|| address(reading, at))
}

/// „wurde am 11.11.2022 geboren“.
fn day_before(reading: &Reading, at: usize) -> Option<Found> {
    let first = |ahead| reading.next(at, ahead).filter(|word| is_part_of_date(word));
    let year = first(2)?.number().filter(|year| *year > 99)?;
    first(1)?;
    let born = reading.next(at, 3)?;
    let whole = reading.words[at].number().is_some() && year < 2_200;
    (whole
        && matches!(
            born.plain.as_str(),
            "geboren" | "geborene" | "geborener" | "geborenes"
        ))
    .then(|| Found::mention(at + 4, MentionReason::BirthDate))
}

/// „geb. 14.03.2019“, „geboren am 3. Mai 2021“, „geb. 02/2023“.
fn birth_date(reading: &Reading, at: usize) -> Option<Found> {
    reading
        .words
        .get(at)
        .filter(|word| BORN.contains(&word.plain.as_str()))?;
    let mut until = at + 1;
    while reading
        .words
        .get(until)
        .is_some_and(|word| BETWEEN.contains(&word.plain.as_str()))
    {
        until += 1;
    }
    let first = until;
    while reading.next(at, until - at).is_some_and(is_part_of_date) && until < first + 3 {
        until += 1;
    }
    let year = reading.words[first..until]
        .iter()
        .any(|word| word.has_digit());
    year.then(|| Found::mention(until, MentionReason::BirthDate))
}

fn is_part_of_date(word: &Word) -> bool {
    word.number().is_some() || lexicon::MONTHS.contains(&word.plain.as_str())
}

/// „Aktenzeichen 51.2-4711/23“; not the file of a grant.
fn file_number(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    let sentence = reading.sentence(at);
    let named = FILES.contains(&word.plain.as_str()) && !lexicon::is_administration(sentence);
    let matter = word.text == "Vorgang" && lexicon::is_case(sentence);
    if !named && !matter {
        return None;
    }
    let mut until = at + 1;
    while let Some(next) = reading.next(at, until - at) {
        let tight = !reading.gap(until).contains([',', ':', '(', ')']) || until == at + 1;
        // „4 F 112/22“: what a register puts between its numbers.
        if tight && (next.has_digit() || next.is_initial()) {
            until += 1;
        } else {
            break;
        }
    }
    let numbered = reading.words[at + 1..until].iter().any(Word::has_digit);
    numbered.then(|| Found::mention(until, MentionReason::FileNumber))
}

/// „wohnt in der Gartenstraße 27“; not an institution's address.
fn address(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    let number = reading.next(at, 1).filter(|next| is_house_number(next))?;
    let street = word.is_capitalised() && STREETS.iter().any(|end| word.plain.ends_with(end));
    let sentence = reading.sentence(at);
    let lives = sentence
        .iter()
        .any(|word| LIVES.contains(&word.plain.as_str()));
    let family = sentence
        .iter()
        .any(|word| lexicon::is_kin(word) || lexicon::is_family(word));
    // The street itself ends like a place of an institution („…platz“).
    let institution = sentence.iter().any(|other| {
        !std::ptr::eq(other, word)
            && (lexicon::is_institution(other) || lexicon::is_function(other))
    });
    // „Am Sportplatz 3“, „Am Rain 3“: a street that does not say it, where somebody lives.
    let near = (1..=4).any(|back| {
        let before = reading.previous(at, back);
        before.is_some_and(|before| LIVES.contains(&before.plain.as_str()))
    });
    let found = street && (lives || family && !institution)
        || near && word.is_capitalised() && !is_counted(reading, at + 1);
    let joined = reading
        .gap(at + 1)
        .chars()
        .all(|c| c.is_whitespace() || c == '.');
    (found && joined && number.has_digit()).then(|| Found::mention(at + 2, MentionReason::Address))
}

/// „27“, „112a“.
fn is_house_number(word: &Word) -> bool {
    let digits = word.text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = word.text.len() - digits.len();
    (1..=4).contains(&digits.len()) && letters <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// „seit Mai 2023“, „in Zimmer 3 Monate“: a number that counts something.
fn is_counted(reading: &Reading, number: usize) -> bool {
    let month = number
        .checked_sub(1)
        .is_some_and(|at| lexicon::MONTHS.contains(&reading.words[at].plain.as_str()));
    let thing = reading.next(number, 1).is_some_and(|next| {
        ["jahr", "monat", "woche", "tag", "kind", "person"]
            .iter()
            .any(|stem| next.plain.starts_with(stem))
    });
    month || thing
}
