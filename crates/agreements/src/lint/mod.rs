//! What the words of a text get wrong: outdated law, wrong quotations, misspellings, two readings [Textprüfung].
//!
//! Pure: the words come in, findings come out. `on` is the day whose law counts: a text of 2016 that names the
//! Bundesinitiative is right, the same text in 2018 is not. A finding never refuses anything; the office decides.
//!
//! | file | what lives there |
//! |---|---|
//! | `references` | legal references, names and misspellings as dated data |
//! | `rules` | what the wording of one text may get wrong |
//! | `across` | what several texts of one agreement say differently |
//! | `citation` | `§ 67 Abs. 8 und 8a SGB X` read |
//! | `words` | a text as words with their places |
//!
//! To add a reference or a name: an entry in `references`. To add a rule: a function in `rules`, a line in its `hits`,
//! and in the tests a text that it finds and one that it leaves alone.

mod across;
mod citation;
mod references;
mod rules;
mod words;

use std::ops::Range;

use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::framework::ClauseCode;
use words::{Word, place, words};

kernel::code! {
    /// What is wrong with a wording [Art der Fundstelle].
    pub enum LintCode {
        /// right once, not any more (DPR-06)
        Outdated = "überholt",
        /// not right yet on that day
        NotYetInForce = "galt noch nicht",
        /// not what the law says there (trap 16)
        WrongQuotation = "falsch zitiert",
        /// a group of § 3 Abs. 2 KKG is missing (trap 17)
        ListIncomplete = "Aufzählung unvollständig",
        /// misspelt (trap 15)
        Misspelt = "Schreibfehler",
        /// a number that no document says (MEM-14)
        InventedMaximum = "Höchstzahl ohne Grundlage",
        /// without the year that it needs (FUN-04)
        Undated = "ohne Stand",
        /// can be read in two ways (traps 7 and 13)
        Ambiguous = "mehrdeutig",
        /// the same thing is called differently (trap 12; ages)
        Inconsistent = "uneinheitlich",
    }
}

kernel::code! {
    /// Which of a clause's texts it is.
    pub enum TextPart {
        /// the heading
        Heading = "Überschrift",
        /// the words
        Body = "Wortlaut",
    }
}

/// A text to look at.
#[derive(Clone, Copy, Debug)]
pub struct LintedText<'a> {
    pub clause: &'a ClauseCode,
    pub part: TextPart,
    pub text: &'a str,
}

/// A place in a text that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub code: LintCode,
    /// The rule behind it, such as `DPR-06`.
    pub rule: String,
    pub clause: ClauseCode,
    pub part: TextPart,
    /// Its place in the text, in characters.
    pub range: Range<usize>,
    /// What stands there.
    pub quote: String,
    /// Why it is one, in German.
    pub sentence: String,
    /// What could stand there instead.
    pub suggestion: Option<String>,
}

/// Everything that somebody should look at, in the order of the texts; `on` is the day whose law counts.
pub fn lint(texts: &[LintedText<'_>], on: Date) -> Vec<Finding> {
    let read: Vec<Vec<Word>> = texts.iter().map(|text| words(text.text)).collect();
    let mut hits: Vec<(usize, rules::Hit)> = Vec::new();
    for (index, words) in read.iter().enumerate() {
        hits.extend(rules::hits(words, on).into_iter().map(|hit| (index, hit)));
    }
    hits.extend(across::hits(&read));
    let mut findings: Vec<(usize, Finding)> = hits
        .into_iter()
        .map(|(index, hit)| (index, finding(&texts[index], &read[index], hit)))
        .collect();
    findings.sort_by_key(|(index, finding)| (*index, finding.range.start, finding.code));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

fn finding(text: &LintedText<'_>, words: &[Word], hit: rules::Hit) -> Finding {
    let range = place(words, hit.words);
    let quote = text.text.chars().skip(range.start).take(range.len());
    Finding {
        code: hit.code,
        rule: hit.rule.to_owned(),
        clause: text.clause.clone(),
        part: text.part,
        quote: quote.collect(),
        range,
        sentence: hit.sentence,
        suggestion: hit.suggestion,
    }
}
