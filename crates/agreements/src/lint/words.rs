//! A text as words and signs, each with its place, so that line breaks, spaces and case make no difference.

use std::ops::Range;

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it stands, without soft hyphens.
    pub(super) text: String,
    /// In lower case.
    pub(super) plain: String,
    /// Its place, in characters.
    pub(super) range: Range<usize>,
}

/// The words of a text. Every sign is a word of its own; every kind of dash is `-`.
pub(super) fn words(text: &str) -> Vec<Word> {
    const SOFT_HYPHEN: char = '\u{ad}';
    let mut words: Vec<Word> = Vec::new();
    let mut begun: Option<Word> = None;
    for (at, c) in text.chars().enumerate() {
        if c.is_alphanumeric() || c == SOFT_HYPHEN {
            let word = begun.get_or_insert_with(|| Word {
                text: String::new(),
                plain: String::new(),
                range: at..at,
            });
            word.range.end = at + 1;
            if c != SOFT_HYPHEN {
                word.text.push(c);
                word.plain.extend(c.to_lowercase());
            }
            continue;
        }
        words.extend(begun.take());
        if !c.is_whitespace() {
            let plain = match c {
                '–' | '—' | '‐' | '‑' | '−' => '-',
                sign => sign,
            };
            words.push(Word {
                text: c.to_string(),
                plain: plain.to_string(),
                range: at..at + 1,
            });
        }
    }
    words.extend(begun);
    words
}

/// Where `pattern` begins in `words`: words separated by spaces, in lower case; one that ends in `*` is a beginning.
pub(super) fn find<'a>(
    words: &'a [Word],
    pattern: &'a str,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let pattern: Vec<&str> = pattern.split(' ').collect();
    let length = pattern.len();
    words
        .windows(length)
        .enumerate()
        .filter(move |(_, window)| {
            window
                .iter()
                .zip(&pattern)
                .all(|(word, pattern)| is_like(word, pattern))
        })
        .map(move |(at, _)| at..at + length)
}

/// Whether `pattern` stands in `words`.
pub(super) fn has(words: &[Word], pattern: &str) -> bool {
    find(words, pattern).next().is_some()
}

fn is_like(word: &Word, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) if !beginning.is_empty() => word.plain.starts_with(beginning),
        Some(_) | None => word.plain == pattern,
    }
}

/// The place of some words in the text, in characters.
pub(super) fn place(words: &[Word], range: Range<usize>) -> Range<usize> {
    let words = &words[range];
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place_in_characters() {
        let words = words("Für „Kinder“\nvon 0–3 Jah\u{ad}ren");
        let plain: Vec<_> = words.iter().map(|word| word.plain.as_str()).collect();
        assert_eq!(
            plain,
            ["für", "„", "kinder", "“", "von", "0", "-", "3", "jahren"]
        );
        assert_eq!(place(&words, 4..9), 13..28);
    }

    #[test]
    fn a_pattern_is_found_across_line_breaks_and_by_its_beginning() {
        let words = words("in der gemeinsamen\n Servicestelle und in gemeinsamen Servicestellen");
        let found: Vec<_> = find(&words, "gemeinsame* servicestelle*").collect();
        assert_eq!(found, [2..4, 6..8]);
        assert!(!has(&words, "gemeinsame servicestelle*"));
        assert!(!has(&words, "*"));
    }
}
