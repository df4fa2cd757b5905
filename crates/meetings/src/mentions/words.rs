//! A text as words in sentences.

use std::ops::Range;

use super::{Mention, MentionReason, lexicon};

/// A word: letters and digits, with hyphens and apostrophes inside.
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// In small letters, as the lists of families have it: „Mütter“ is not „Mutter“.
    pub(super) small: String,
    /// In small letters without marks, as the other lists have it.
    pub(super) plain: String,
    start: usize,
    end: usize,
}

/// A text with its words, each with the sentence in which it stands.
pub(super) struct Reading<'t> {
    text: &'t str,
    pub(super) words: Vec<Word<'t>>,
    sentences: Vec<Range<usize>>,
    sentence_of: Vec<usize>,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// „S“, which stands for a name where a full stop follows.
    pub(super) fn is_initial(&self) -> bool {
        self.is_capitalised() && self.text.chars().count() == 1
    }

    /// „DRK“, „ASD“.
    pub(super) fn is_acronym(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        self.text.chars().count() > 1 && letters.all(char::is_uppercase)
    }

    pub(super) fn has_digit(&self) -> bool {
        self.text.contains(|c: char| c.is_ascii_digit())
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.text.parse().ok()
    }
}

impl<'t> Reading<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let words = split(text);
        let mut reading = Self {
            text,
            words,
            sentences: Vec::new(),
            sentence_of: Vec::new(),
        };
        let mut start = 0;
        for at in 0..reading.words.len() {
            if at > start && reading.ends_before(at) {
                reading.sentences.push(start..at);
                start = at;
            }
            reading.sentence_of.push(reading.sentences.len());
        }
        reading.sentences.push(start..reading.words.len());
        reading
    }

    /// What stands between a word and the one before it.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let from = at.checked_sub(1).map_or(0, |before| self.words[before].end);
        let to = self
            .words
            .get(at)
            .map_or(self.text.len(), |word| word.start);
        &self.text[from..to]
    }

    /// The places of each sentence's words, in order.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The words of the sentence.
    pub(super) fn sentence(&self, at: usize) -> &[Word<'t>] {
        &self.words[self.sentences[self.sentence_of[at]].clone()]
    }

    /// The word `ahead` of `at` in the same sentence.
    pub(super) fn next(&self, at: usize, ahead: usize) -> Option<&Word<'t>> {
        let next = at + ahead;
        (self.sentence_of.get(next)? == self.sentence_of.get(at)?).then(|| &self.words[next])
    }

    /// The word `back` before `at` in the same sentence.
    pub(super) fn previous(&self, at: usize, back: usize) -> Option<&Word<'t>> {
        let previous = at.checked_sub(back)?;
        (self.sentence_of[previous] == self.sentence_of[at]).then(|| &self.words[previous])
    }

    /// True where nothing but spaces and quotation marks stands before the word.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        at > 0
            && self
                .gap(at)
                .chars()
                .all(|c| c.is_whitespace() || "„“”\"»«‚‘".contains(c))
    }

    /// True where the gap before the word is spaces alone.
    pub(super) fn is_adjacent(&self, at: usize) -> bool {
        at > 0 && self.gap(at).chars().all(char::is_whitespace)
    }

    pub(super) fn mention(&self, words: Range<usize>, reason: MentionReason) -> Mention {
        let last = &self.words[words.end - 1];
        // The full stop belongs to the initial.
        let end =
            last.end + usize::from(last.is_initial() && self.text[last.end..].starts_with('.'));
        let bytes = self.words[words.start].start..end;
        let start = self.text[..bytes.start].chars().count();
        let words = self.text[bytes.clone()].to_owned();
        Mention {
            characters: start..start + words.chars().count(),
            bytes,
            words,
            reason,
        }
    }

    /// Whether a sentence ends between the word and the one before it.
    fn ends_before(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if gap.contains(['!', '?', '\n', '\t', ';']) && gap.contains(char::is_whitespace) {
            return true;
        }
        if !gap.contains('.') || !gap.contains(char::is_whitespace) {
            return false;
        }
        let (before, next) = (&self.words[at - 1], &self.words[at]);
        let begins = next.is_capitalised() && !next.has_digit();
        // „z. B.“, „u. a.“
        let letter = before.text.chars().count() == 1 && !before.is_capitalised();
        let letter = letter && before.number().is_none();
        if letter || lexicon::ABBREVIATIONS.contains(&before.plain.as_str()) {
            false
        } else if before.number().is_some() {
            // „in der 29. Woche“
            let counted = at > 1 && lexicon::ARTICLES.contains(&self.words[at - 2].text);
            let counts = counted && !lexicon::OPENERS.contains(&next.plain.as_str());
            begins && !counts && !lexicon::MONTHS.contains(&next.plain.as_str())
        } else if before.is_initial() {
            lexicon::OPENERS.contains(&next.plain.as_str())
        } else {
            begins
        }
    }
}

fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inside = letters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric());
        let goes_on = letter.is_alphanumeric()
            || start.is_some() && inside && matches!(letter, '-' | '‑' | '’' | '\'');
        match (start, goes_on) {
            (None, true) => start = Some(at),
            (Some(begin), false) => {
                words.push(word(text, begin..at));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    if let Some(begin) = start {
        words.push(word(text, begin..text.len()));
    }
    words
}

fn word(text: &str, bytes: Range<usize>) -> Word<'_> {
    let Range { start, end } = bytes;
    let text = &text[start..end];
    Word {
        text,
        small: text.to_lowercase(),
        plain: plain(text),
        start,
        end,
    }
}

/// Small letters, without the marks that one office writes and another leaves out.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    letters
        .filter_map(|letter| match letter {
            // What `İ` leaves.
            '\u{307}' => None,
            'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'ă' | 'ą' => Some('a'),
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' => Some('o'),
            'ü' | 'ú' | 'ù' | 'û' => Some('u'),
            'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => Some('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' => Some('i'),
            'ş' | 'š' | 'ś' | 'ș' => Some('s'),
            'ç' | 'č' | 'ć' => Some('c'),
            'ğ' => Some('g'),
            'ł' => Some('l'),
            'ń' | 'ñ' => Some('n'),
            'ż' | 'ź' | 'ž' => Some('z'),
            'ț' => Some('t'),
            '’' => Some('\''),
            '‑' => Some('-'),
            _ => Some(letter),
        })
        .collect()
}
