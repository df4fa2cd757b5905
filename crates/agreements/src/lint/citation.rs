//! Citations of law in a text, such as `§ 67 Abs. 8 und 8a SGB X`.

use std::ops::Range;

use super::words::Word;

/// A law that the lint knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Law {
    /// Bundesdatenschutzgesetz.
    Bdsg,
    /// Gesetz zur Kooperation und Information im Kinderschutz.
    Kkg,
    /// Sozialgesetzbuch, by its book.
    Sgb(u8),
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Citation {
    pub(super) law: Law,
    /// `§§ 3 und 8`: both.
    pub(super) sections: Vec<String>,
    /// `Abs. 8 und 8a`: both.
    pub(super) paragraphs: Vec<String>,
    /// `S. 2`.
    pub(super) sentence: Option<String>,
    /// Its words.
    pub(super) words: Range<usize>,
}

impl Citation {
    pub(super) fn names(&self, law: Law, section: &str, paragraph: &str) -> bool {
        self.law == law
            && self.sections.iter().any(|cited| cited == section)
            && self.paragraphs.iter().any(|cited| cited == paragraph)
    }
}

/// The citations of laws that the lint knows.
pub(super) fn citations(words: &[Word]) -> Vec<Citation> {
    let mut citations = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].plain == "§" {
            let mut reader = Reader { words, at };
            if let Some(citation) = reader.citation() {
                at = citation.words.end;
                citations.push(citation);
                continue;
            }
        }
        at += 1;
    }
    citations
}

struct Reader<'a> {
    words: &'a [Word],
    at: usize,
}

impl Reader<'_> {
    fn citation(&mut self) -> Option<Citation> {
        let start = self.at;
        while self.take(&["§"]) {}
        let sections = self.numbers();
        if sections.is_empty() {
            return None;
        }
        let paragraphs = if self.take_short(&["abs", "absatz", "absätze"]) {
            self.numbers()
        } else {
            Vec::new()
        };
        let sentence = if self.take_short(&["s", "satz"]) {
            self.number()
        } else {
            None
        };
        if self.take_short(&["nr", "nummer"]) {
            self.numbers();
        }
        self.take(&["des", "der"]);
        let law = self.law()?;
        Some(Citation {
            law,
            sections,
            paragraphs,
            sentence,
            words: start..self.at,
        })
    }

    fn plain(&self, ahead: usize) -> &str {
        self.words
            .get(self.at + ahead)
            .map_or("", |word| word.plain.as_str())
    }

    fn take(&mut self, any: &[&str]) -> bool {
        let takes = any.contains(&self.plain(0));
        if takes {
            self.at += 1;
        }
        takes
    }

    /// A word that may be abbreviated.
    fn take_short(&mut self, any: &[&str]) -> bool {
        let takes = self.take(any);
        if takes {
            self.take(&["."]);
        }
        takes
    }

    /// `8`, `8a`.
    fn number(&mut self) -> Option<String> {
        let word = self.plain(0);
        let digits = word.strip_suffix(|c: char| c.is_ascii_lowercase());
        let digits = digits.unwrap_or(word);
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let number = is_number.then(|| word.to_owned())?;
        self.at += 1;
        Some(number)
    }

    /// `3 und 8`, `79,80, 81`, `8 und Abs. 8a`.
    fn numbers(&mut self) -> Vec<String> {
        let mut numbers = Vec::new();
        while let Some(number) = self.number() {
            numbers.push(number);
            let before = self.at;
            let goes_on = self.take(&[",", "und", "u", "oder", "bis", "-", "/"]);
            self.take(&["."]);
            if goes_on {
                self.take_short(&["abs", "absatz"]);
            }
            let is_next = goes_on && self.plain(0).starts_with(|c: char| c.is_ascii_digit());
            if !is_next {
                self.at = before;
                break;
            }
        }
        numbers
    }

    fn law(&mut self) -> Option<Law> {
        const KKG: &[&str] = &[
            "gesetz",
            "zur",
            "kooperation",
            "und",
            "information",
            "im",
            "kinderschutz",
        ];
        let (law, length) = match self.plain(0) {
            "kkg" => (Law::Kkg, 1),
            "bdsg" => (Law::Bdsg, 1),
            word if word.starts_with("bundesdatenschutzgesetz") => (Law::Bdsg, 1),
            word if word.starts_with("gesetz") => {
                let rest = (1..KKG.len()).all(|ahead| self.plain(ahead) == KKG[ahead]);
                (rest.then_some(Law::Kkg)?, KKG.len())
            }
            "sgb" => {
                let hyphen = usize::from(self.plain(1) == "-");
                (Law::Sgb(book(self.plain(1 + hyphen))?), 2 + hyphen)
            }
            word => {
                let ordinal = ordinal(word)?;
                let is_book = self.plain(1).starts_with("buch");
                let of = usize::from(self.plain(2) == "des");
                let is_code = self.plain(2 + of).starts_with("sozialgesetzbuch");
                let fits = is_book && is_code;
                (fits.then_some(Law::Sgb(ordinal))?, 3 + of)
            }
        };
        self.at += length;
        Some(law)
    }
}

/// A book of the SGB by its number: `viii`, `8`.
fn book(word: &str) -> Option<u8> {
    const ROMAN: [&str; 14] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
    ];
    let roman = ROMAN.iter().position(|roman| *roman == word);
    match roman {
        Some(index) => u8::try_from(index + 1).ok(),
        None => word.parse().ok().filter(|book| (1..=14).contains(book)),
    }
}

fn ordinal(word: &str) -> Option<u8> {
    const BEGINNINGS: [(&str, u8); 4] = [("acht", 8), ("neunt", 9), ("zehnt", 10), ("zwölft", 12)];
    let known = BEGINNINGS
        .iter()
        .find(|(beginning, _)| word.starts_with(beginning));
    known.map(|(_, book)| *book)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn cited(text: &str) -> Vec<(Law, String, String, Option<String>)> {
        citations(&words(text))
            .into_iter()
            .map(|c| {
                (
                    c.law,
                    c.sections.join(","),
                    c.paragraphs.join(","),
                    c.sentence,
                )
            })
            .collect()
    }

    fn one(
        law: Law,
        sections: &str,
        paragraphs: &str,
    ) -> Vec<(Law, String, String, Option<String>)> {
        vec![(law, sections.to_owned(), paragraphs.to_owned(), None)]
    }

    #[test]
    fn a_citation_is_read_however_it_is_written() {
        let sgb10 = one(Law::Sgb(10), "67", "8,8a");
        for text in [
            "im Sinne des § 67 Abs. 8 und 8a SGB X zu anonymisieren",
            "§ 67 Absatz 8, 8a SGB\u{a0}X",
            "§67 Abs.8 und Abs. 8a des Zehnten Buches Sozialgesetzbuch",
            "§ 67 Abs. 8 und 8a SGB-X",
            "§ 67 Abs. 8 und 8a SGB 10",
        ] {
            assert_eq!(cited(text), sgb10, "{text}");
        }
        assert_eq!(
            cited("§§ 79,80, 81 SGB VIII"),
            one(Law::Sgb(8), "79,80,81", "")
        );
        assert_eq!(
            cited("nach § 3 Abs. 3 des Gesetzes zur Kooperation und Information im Kinderschutz"),
            one(Law::Kkg, "3", "3")
        );
        assert_eq!(
            cited("§ 1 Abs. 4 S.2 KKG: Ausbau"),
            [(
                Law::Kkg,
                "1".to_owned(),
                "4".to_owned(),
                Some("2".to_owned())
            )]
        );
        assert_eq!(cited("§ 4 Abs. 2 KKG und § 8b SGB VIII").len(), 2);
    }

    #[test]
    fn what_names_no_known_law_is_no_citation() {
        for text in [
            "§ 9 dieser Vereinbarung",
            "§ 5 Abs. 1 SchKG",
            "§",
            "Abs. 3 KKG",
            "§ 7 SGB",
        ] {
            assert!(cited(text).is_empty(), "{text}");
        }
    }
}
