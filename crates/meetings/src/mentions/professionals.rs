//! Names that are nobody's to hide: those of institutions, and of professionals, whom a function stands beside.

use super::lexicon::{is_function, is_institution, is_kin, is_meeting_verb};
use super::words::{Reading, Word};

/// What stands between an institution and a professional: „Frau Berger vom Gesundheitsamt“.
const FROM: &[&str] = &["vom", "von", "aus", "beim", "der", "des", "dem"];
/// Articles and adjectives between a name and the function.
const ARTICLES: &[&str] = &[
    "die", "der", "das", "dem", "den", "des", "eine", "ein", "als", "und",
];

/// Nobody thanks a client in minutes.
const THANKS: &[&str] = &["dank", "dankt", "danken", "bedankt", "bedanken"];

/// A name that an institution bears: „Kita Emma“, „Sankt Martin“, „Anna Haus“.
pub(super) fn is_institutions(reading: &Reading, at: usize) -> bool {
    let bears = |word: &Word| is_institution(word) && word.is_capitalised();
    let saint = at > 0
        && reading.gap(at).trim() == "."
        && reading
            .previous(at, 1)
            .is_some_and(|word| word.plain == "st");
    let near = reading.is_joined(at) && reading.previous(at, 1).is_some_and(bears);
    // „Verein Mama Mia“
    let nearly = reading.is_joined(at)
        && reading.is_joined(at - 1)
        && reading.previous(at, 1).is_some_and(Word::is_capitalised)
        && reading.previous(at, 2).is_some_and(bears);
    let after = (1..=2).any(|ahead| {
        let next = reading.next(at, ahead).filter(|next| next.is_capitalised());
        let joined = (1..=ahead)
            .all(|step| reading.next(at, step).is_some() && reading.is_joined(at + step));
        joined && next.is_some_and(bears)
    });
    saint || near || nearly || after
}

/// Whether what stands beside the name from `at` to `until` tells a profession or an institution.
pub(super) fn is_professional(reading: &Reading, at: usize, until: usize) -> bool {
    let before = reading.previous(at, 1).is_some_and(|word| {
        is_function(word)
            && reading
                .gap(at)
                .chars()
                .all(|c| c.is_whitespace() || ",:".contains(c))
    });
    let verb =
        reading.next(at, until - at).is_some_and(is_meeting_verb) && reading.is_adjacent(until);
    // „Dank gilt Sabine Kröger“, „bedankt sich bei Frau Berger“
    let thanked = (1..=4).any(|back| {
        let word = reading.previous(at, back);
        word.is_some_and(|word| THANKS.contains(&word.plain.as_str()))
    });
    before || verb || thanked || is_from(reading, at, until)
}

/// „…, Gesundheitsamt“, „… (Diakonie)“, „… vom Jugendamt“, „…, die Leiterin der Kita“.
fn is_from(reading: &Reading, at: usize, until: usize) -> bool {
    let Some(next) = reading.next(at, until - at) else {
        return false;
    };
    let gap = reading.gap(until);
    let apposition = gap.contains([',', '(', '/', '–']);
    let from = FROM.contains(&next.plain.as_str());
    if !apposition && !from {
        return false;
    }
    let start = if from && !apposition {
        until + 1
    } else {
        until
    };
    for step in start..start + 4 {
        let Some(word) = reading.next(at, step - at) else {
            return false;
        };
        if is_institution(word) || is_function(word) {
            return true;
        }
        let adjective = ["er", "e", "en", "es", "em"]
            .iter()
            .any(|end| word.plain.ends_with(end));
        let passes = ARTICLES.contains(&word.plain.as_str()) || adjective;
        // „Frau Otten, Mutter eines Kindes der Kita“
        if is_kin(word) || !passes && !word.is_capitalised() {
            return false;
        }
    }
    false
}
