//! The difference of two texts, word by word.
//!
//! A word is what stands between blanks, with its punctuation: „Ende.“ and „Ende,“ are two words, so that no change
//! of a comma hides in a word that looks the same. Blanks do not count, paragraphs do.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What happened to a run of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordChange {
    /// In both versions.
    Kept,
    /// Only in the new one.
    Added,
    /// Only in the old one.
    Removed,
}

/// A run of words with one fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordSpan {
    /// What happened to them.
    pub change: WordChange,
    /// The words, with single blanks between them, and `\n` where a paragraph ends.
    pub text: String,
}

/// Words that a run of kept words between two changes needs, to be told as kept. A lone „und“ between two changes
/// would tear one changed phrase into three.
const KEPT_RUN: usize = 2;

/// Compares two texts. Spans follow the new text; what was removed stands before what was added in its place.
pub fn compare_words(old: &str, new: &str) -> Vec<WordSpan> {
    let (old, new) = (words(old), words(new));
    let mut spans = Spans::default();
    for piece in pieces(&old, &new) {
        match piece {
            Piece::Kept(words) => spans.push(WordChange::Kept, words),
            Piece::Changed { old, new } => {
                spans.push(WordChange::Removed, old);
                spans.push(WordChange::Added, new);
            }
        }
    }
    spans.0
}

/// How many words of spans have this fate.
pub(super) fn count(spans: &[WordSpan], change: WordChange) -> usize {
    spans
        .iter()
        .filter(|span| span.change == change)
        .map(|span| span.text.split_whitespace().count())
        .sum()
}

enum Piece<'a> {
    Kept(&'a [&'a str]),
    Changed {
        old: &'a [&'a str],
        new: &'a [&'a str],
    },
}

/// Kept and changed stretches by turns, short kept ones between changes melted into the change.
fn pieces<'a>(old: &'a [&'a str], new: &'a [&'a str]) -> Vec<Piece<'a>> {
    let operations = capture_diff_slices(Algorithm::Patience, old, new);
    // Bounds of changed stretches: (old from, old to, new from, new to).
    let mut changed: Vec<(usize, usize, usize, usize)> = Vec::new();
    for operation in operations {
        let (tag, o, n) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        match changed.last_mut() {
            Some(last) if melts(&new[last.3..n.start]) => {
                last.1 = o.end;
                last.3 = n.end;
            }
            _ => changed.push((o.start, o.end, n.start, n.end)),
        }
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for (old_from, old_to, new_from, new_to) in changed {
        pieces.push(Piece::Kept(&new[at..new_from]));
        pieces.push(Piece::Changed {
            old: &old[old_from..old_to],
            new: &new[new_from..new_to],
        });
        at = new_to;
    }
    pieces.push(Piece::Kept(&new[at..]));
    pieces
}

fn melts(kept: &[&str]) -> bool {
    kept.len() < KEPT_RUN && !kept.contains(&"\n")
}

/// The words of a text, with `\n` as a word of its own between paragraphs.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !words.is_empty() {
            words.push("\n");
        }
        words.extend(line.split_whitespace());
    }
    words
}

#[derive(Default)]
struct Spans(Vec<WordSpan>);

impl Spans {
    fn push(&mut self, change: WordChange, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        let mut text = String::new();
        for word in words {
            if !(text.is_empty() || text.ends_with('\n') || *word == "\n") {
                text.push(' ');
            }
            text.push_str(word);
        }
        self.0.push(WordSpan { change, text });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        compare_words(old, new)
            .iter()
            .map(|span| match span.change {
                WordChange::Kept => span.text.clone(),
                WordChange::Added => format!("+{}+", span.text),
                WordChange::Removed => format!("-{}-", span.text),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_same_words_are_one_kept_span() {
        assert_eq!(
            told("Das Netzwerk  tagt.", "Das Netzwerk tagt."),
            "Das Netzwerk tagt."
        );
        assert_eq!(told("", ""), "");
    }

    #[test]
    fn a_changed_word_stands_as_old_then_new() {
        assert_eq!(
            told("tagt viermal im Jahr", "tagt zweimal im Jahr"),
            "tagt -viermal- +zweimal+ im Jahr"
        );
    }

    #[test]
    fn a_lone_word_between_two_changes_does_not_tear_them_apart() {
        assert_eq!(
            told("mit Mut und Kraft dabei", "mit Rat und Tat dabei"),
            "mit -Mut und Kraft- +Rat und Tat+ dabei"
        );
    }

    #[test]
    fn a_comma_is_a_change() {
        assert_eq!(
            told("Ende der Zeit.", "Ende der Zeit,"),
            "Ende der -Zeit.- +Zeit,+"
        );
    }

    #[test]
    fn a_new_paragraph_is_seen() {
        assert_eq!(
            told("eins zwei", "eins zwei\ndrei vier"),
            "eins zwei +\ndrei vier+"
        );
    }

    #[test]
    fn kept_and_removed_words_are_the_old_text_and_kept_and_added_the_new() {
        let old = "Die Partner verpflichten sich, an vier Treffen im Jahr teilzunehmen.\nSie melden Änderungen.";
        let new =
            "Die Partner nehmen an den Treffen teil.\n\nSie melden Änderungen binnen vier Wochen.";
        let spans = compare_words(old, new);
        let side = |gone: WordChange| {
            spans
                .iter()
                .filter(|span| span.change != gone)
                .flat_map(|span| span.text.split_whitespace())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            side(WordChange::Added),
            old.split_whitespace().collect::<Vec<_>>()
        );
        assert_eq!(
            side(WordChange::Removed),
            new.split_whitespace().collect::<Vec<_>>()
        );
    }
}
