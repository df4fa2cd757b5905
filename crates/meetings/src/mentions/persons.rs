//! Persons by name: families, children, parents. A professional is recognised by what stands beside the name.

use super::lexicon::{
    is_age, is_case, is_case_noun, is_family, is_honorific, is_institution, is_kin, is_kindred,
    is_namesake, is_no_family, is_title, may_be_name,
};
use super::names::is_first_name;
use super::professionals::{is_institutions, is_professional};
use super::words::{Reading, Word};
use super::{Found, MentionReason};

/// What may stand between somebody of a family and the name: „Mutter von Leon“.
const OF: &[&str] = &["von", "der", "des", "kleinen"];
/// What says how somebody is called: „heißt Karim“, …
const CALLED: &[&str] = &["heißt", "heißen", "heisst", "heissen"];
/// … „Vorname Justin“.
const NAMED: &[&str] = &["namens", "vorname", "vornamens", "name"];
/// Particles inside surnames.
const PARTICLES: &[&str] = &["van", "de", "el", "al", "ben", "dos", "da"];

pub(super) fn at(reading: &Reading, at: usize) -> Option<Found> {
    initial(reading, at)
        .or_else(|| family(reading, at))
        .or_else(|| case(reading, at))
        .or_else(|| honorific(reading, at))
        .or_else(|| introduced(reading, at))
        .or_else(|| kin(reading, at))
        .or_else(|| aged(reading, at))
        .or_else(|| first_name(reading, at))
}

/// „Frau S.“, „Familie K.“, „Fall M.:“, „Kind A.M.“, „Mutter von K.“, „Amira S.“.
fn initial(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    let plainly = is_honorific(word) || is_family(word) || is_kin(word) || is_kindred(word);
    let fall = matches!(word.text, "Fall" | "Falles" | "Falls");
    let named = is_first_name(&word.plain) && word.is_capitalised() && !word.is_acronym();
    if !plainly && !fall && !named {
        return None;
    }
    let mut first = at + 1;
    if plainly
        && reading
            .next(at, 1)
            .is_some_and(|next| OF.contains(&next.plain.as_str()))
    {
        first += 1;
    }
    if !reading.is_adjacent(first) {
        return None;
    }
    let mut until = first;
    while reading
        .next(at, until - at)
        .is_some_and(|next| next.is_initial())
        && (until == first || reading.gap(until).starts_with('.'))
    {
        until += 1;
    }
    if until == first {
        return None;
    }
    let after = reading.gap(until);
    // „Fall A und Fall B“ may be a training's; with a full stop or a colon it is somebody's.
    let marked = after.starts_with(['.', ':', ',', ')']);
    (plainly || marked).then(|| Found::mention(until, MentionReason::Initial))
}

/// „Familie Brandtner“, „das Ehepaar Nowicki“; not „Fachbereich Familie“, „Bündnis für Familie Leverkusen“.
fn family(reading: &Reading, at: usize) -> Option<Found> {
    reading.words.get(at).filter(|word| is_family(word))?;
    let name = reading.next(at, 1)?;
    // „Fam. Meier“.
    let joined = reading.is_adjacent(at + 1) || reading.gap(at + 1).trim() == ".";
    let is_name = name.is_capitalised() && !is_no_family(name) && !is_institution_word(name);
    if !joined || !is_name || is_department(reading, at) {
        return None;
    }
    let until = surname_end(reading, at + 1);
    Some(Found::mention(until, MentionReason::FamilyName))
}

/// A family's name may look like an institution („Neuhaus“, „Kirchhof“); its own words never are one.
fn is_institution_word(word: &Word) -> bool {
    matches!(
        word.plain.as_str(),
        "caritas" | "diakonie" | "awo" | "drk" | "jugendamt" | "familienzentrum"
    )
}

/// „Haus der Familie Leverkusen“, „Zentrum für Familie“.
fn is_department(reading: &Reading, at: usize) -> bool {
    let before = |back| reading.previous(at, back);
    let bare = before(1).is_some_and(|word| is_institution(word) && reading.is_joined(at));
    let linked = before(1).is_some_and(|word| matches!(word.plain.as_str(), "fur" | "der"))
        && before(2).is_some_and(|word| is_institution(word) && !word.plain.ends_with("hilfe"));
    bare || linked
}

/// „im Fall Schneidewind“.
fn case(reading: &Reading, at: usize) -> Option<Found> {
    reading.words.get(at).filter(|word| is_case_noun(word))?;
    let name = reading.next(at, 1)?;
    (reading.is_adjacent(at + 1) && may_be_name(name))
        .then(|| Found::mention(at + 2, MentionReason::FamilyName))
}

/// „Frau Fischbach hat ihr drittes Kind bekommen“; not „Frau Dr. Berger, Gesundheitsamt“.
fn honorific(reading: &Reading, at: usize) -> Option<Found> {
    reading.words.get(at).filter(|word| is_honorific(word))?;
    let mut first = at + 1;
    while reading.next(at, first - at).is_some_and(is_title) {
        first += 1;
    }
    let titled = first > at + 1;
    let name = reading.next(at, first - at)?;
    if !name.is_capitalised() || is_honorific(name) {
        return None;
    }
    let until = surname_end(reading, first);
    if titled {
        return Some(Found::harmless(until));
    }
    let of_kin = reading.previous(at, 1).is_some_and(is_kin)
        || reading
            .previous(at, 1)
            .is_some_and(|word| word.plain == "von")
            && reading
                .previous(at, 2)
                .is_some_and(|word| is_kin(word) || is_kindred(word));
    let visited = reading
        .previous(at, 1)
        .is_some_and(|word| word.plain == "bei")
        && reading
            .previous(at, 2)
            .is_some_and(|word| word.plain.contains("besuch"));
    if of_kin || visited {
        return Some(Found::mention(until, MentionReason::NamedParent));
    }
    if is_professional(reading, at, until) || !is_case(reading.sentence(at)) {
        return Some(Found::harmless(until));
    }
    Some(Found::mention(until, MentionReason::NamedParent))
}

/// „der Junge heißt Enea“, „Vorname Justin“; not „das Programm heißt Starke Mütter“.
fn introduced(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    let verb = CALLED.contains(&word.plain.as_str());
    if !verb && !NAMED.contains(&word.plain.as_str()) {
        return None;
    }
    let of_family = |word: &Word| is_kin(word) || is_kindred(word);
    let subject = (1..=2).any(|back| reading.previous(at, back).is_some_and(of_family));
    let told = subject || !verb && reading.sentence(at).iter().any(of_family);
    let name = reading.next(at, 1).filter(|next| may_be_name(next))?;
    (told && !name.has_digit())
        .then(|| Found::mention(surname_end(reading, at + 1), MentionReason::NamedParent))
}

/// „Oma Gerda“, „Kindesvater Petrow“, „Mutter von Tjorven“, „der Junge (Bosse, 5)“.
fn kin(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    if !is_kin(word) || !word.is_capitalised() {
        return None;
    }
    let next = reading.next(at, 1)?;
    let known = |name: &Word| is_first_name(&name.plain);
    if reading.is_adjacent(at + 1) && may_be_name(next) {
        let reason = if known(next) {
            MentionReason::FirstName
        } else {
            MentionReason::NamedParent
        };
        let until = surname_end(reading, at + 1);
        // „Café Tante Emma“
        if is_institutions(reading, at) {
            return Some(Found::harmless(until));
        }
        return Some(Found::mention(until, reason));
    }
    let aged = reading.gap(at + 1).trim() == "("
        && reading.gap(at + 2).trim() == ","
        && may_be_name(next)
        && reading.next(at, 2).is_some_and(Word::has_digit);
    if aged {
        return Some(Found::mention(at + 2, MentionReason::NamedParent));
    }
    let name = reading.next(at, 2)?;
    // „Vater von Zwillingen“: what ends like a plural counts children.
    let unlisted = may_be_name(name) && !name.plain.ends_with('n');
    (next.plain == "von" && !is_institutions(reading, at + 2) && (known(name) || unlisted))
        .then(|| Found::mention(surname_end(reading, at + 2), MentionReason::NamedParent))
}

/// „Tjelle ist vier und spricht nicht“.
fn aged(reading: &Reading, at: usize) -> Option<Found> {
    reading.words.get(at).filter(|word| may_be_name(word))?;
    let is =
        reading.next(at, 1).is_some_and(|word| word.text == "ist") && reading.is_adjacent(at + 1);
    let aged = reading.next(at, 2).is_some_and(is_age);
    let unit = reading.next(at, 3).is_none_or(|word| {
        matches!(
            word.plain.as_str(),
            "jahr" | "jahre" | "monate" | "wochen" | "und"
        )
    });
    (is && aged && unit).then(|| Found::mention(at + 1, MentionReason::FirstName))
}

/// „Maja hat seit der Trennung …“, „Emmas Eltern“; not „Kita Emma“, „Haus Elisabeth“, „die Heilpädagogin Lena Voss“.
fn first_name(reading: &Reading, at: usize) -> Option<Found> {
    let word = &reading.words[at];
    // „MIA HOFFMANN“ is a name, „MIA“ alone may be an abbreviation.
    let shouted =
        || reading.next(at, 1).is_some_and(Word::is_acronym) && reading.is_adjacent(at + 1);
    let is_name = |word: &Word| word.is_capitalised() && is_first_name(&word.plain);
    if !is_name(word) || word.is_acronym() && !shouted() {
        return None;
    }
    let mut until = surname_end(reading, at);
    // „Mia und Jonas“ are one place.
    while reading
        .next(at, until - at)
        .is_some_and(|word| word.plain == "und")
        && reading.next(at, until + 1 - at).is_some_and(is_name)
    {
        until = surname_end(reading, until + 1);
    }
    let surnamed = until > at + 1;
    let namesake = surnamed && is_namesake(&reading.words[until - 1]);
    if namesake || is_institutions(reading, at) || surnamed && is_professional(reading, at, until) {
        return Some(Found::harmless(until));
    }
    Some(Found::mention(until, MentionReason::FirstName))
}

/// Where the name that begins at `at` ends: first names, particles and a surname.
fn surname_end(reading: &Reading, at: usize) -> usize {
    let mut until = at + 1;
    for _ in 0..3 {
        let Some(next) = reading.next(at, until - at) else {
            break;
        };
        if !reading.is_adjacent(until) {
            break;
        }
        let particle = PARTICLES.contains(&next.text)
            && reading.next(at, until + 1 - at).is_some_and(may_be_name);
        if may_be_name(next) || next.is_initial() {
            until += 1;
        } else if particle {
            until += 2;
        } else {
            break;
        }
    }
    until
}
