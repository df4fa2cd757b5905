//! What several texts of one agreement say differently.

use super::LintCode;
use super::rules::Hit;
use super::words::{Word, find};

/// Hits with the index of their text.
pub(super) fn hits(texts: &[Vec<Word>]) -> Vec<(usize, Hit)> {
    let mut hits = ages(texts);
    hits.extend(steering_bodies(texts));
    hits
}

/// Where any of the patterns stands: the text and its words.
fn places(texts: &[Vec<Word>], patterns: &[&str]) -> Vec<(usize, std::ops::Range<usize>)> {
    let mut places = Vec::new();
    for (index, words) in texts.iter().enumerate() {
        for pattern in patterns {
            places.extend(find(words, pattern).map(|range| (index, range)));
        }
    }
    places
}

/// rules.md 1.10: „0-3 Jahren“ ends with the fourth birthday, „bis zum 3. Lebensjahr“ at the latest with the third.
fn ages(texts: &[Vec<Word>]) -> Vec<(usize, Hit)> {
    let years = places(
        texts,
        &[
            "0 - 3 jahre*",
            "0 bis 3 jahre*",
            "null bis drei jahre*",
            "0 und 3 jahre*",
        ],
    );
    let year_of_life = places(
        texts,
        &[
            "bis zum 3 . lebensjahr*",
            "bis zum dritten lebensjahr*",
            "bis zum vollendeten 3 . lebensjahr*",
            "bis zum vollendeten dritten lebensjahr*",
        ],
    );
    if years.is_empty() || year_of_life.is_empty() {
        return Vec::new();
    }
    let hit = |(index, words)| {
        let hit = Hit {
            code: LintCode::Inconsistent,
            rule: "MEM-02",
            words,
            sentence: "„0-3 Jahre“ und „bis zum 3. Lebensjahr“ meinen nicht dasselbe Alter; der Text nennt beides.".to_owned(),
            suggestion: Some("bis zum vollendeten dritten Lebensjahr".to_owned()),
        };
        (index, hit)
    };
    years.into_iter().chain(year_of_life).map(hit).collect()
}

/// Trap 12: Steuerungskreis and Steuerungsgruppe are the same body.
fn steering_bodies(texts: &[Vec<Word>]) -> Vec<(usize, Hit)> {
    let groups = places(texts, &["steuerungsgruppe*"]);
    let circles = places(texts, &["steuerungskreis*"]);
    if groups.is_empty() {
        return Vec::new();
    }
    let hit = |(index, words)| {
        let hit = Hit {
            code: LintCode::Inconsistent,
            rule: "MEM-37",
            words,
            sentence: "Der Text nennt Steuerungsgruppe und Steuerungskreis; ist dasselbe Gremium gemeint, heißt es überall gleich.".to_owned(),
            suggestion: Some("Steuerungsgruppe".to_owned()),
        };
        (index, hit)
    };
    circles.into_iter().map(hit).collect()
}
