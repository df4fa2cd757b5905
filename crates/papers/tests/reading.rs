//! Reads a PDF as a screen reader does: its structure tree, its language, its text.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// A PDF.
pub(crate) struct Paper(pub(crate) Document);

impl Paper {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).unwrap())
    }

    pub(crate) fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// The text of every page.
    pub(crate) fn text(&self) -> Said {
        let pages: Vec<u32> = self.0.get_pages().keys().copied().collect();
        Said::new(&self.0.extract_text(&pages).unwrap())
    }

    /// The text of a page, counted from 1.
    pub(crate) fn page_text(&self, page: usize) -> Said {
        let page = u32::try_from(page).unwrap();
        Said::new(&self.0.extract_text(&[page]).unwrap())
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.0.catalog().unwrap()
    }

    pub(crate) fn metadata(&self) -> String {
        let metadata = self.catalog().get(b"Metadata").unwrap();
        let (_, object) = self.0.dereference(metadata).unwrap();
        let stream = object.as_stream().unwrap();
        let plain = stream.get_plain_content().unwrap();
        String::from_utf8(plain).unwrap()
    }

    /// How often each structure element occurs.
    pub(crate) fn tags(&self) -> BTreeMap<String, usize> {
        let mut tags = BTreeMap::new();
        self.walk(
            self.catalog().get(b"StructTreeRoot").unwrap(),
            &mut |element| {
                if let Ok(name) = element.get(b"S").and_then(Object::as_name) {
                    *tags
                        .entry(String::from_utf8_lossy(name).into_owned())
                        .or_default() += 1;
                }
            },
        );
        tags
    }

    /// The alternative texts.
    pub(crate) fn alternatives(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.walk(
            self.catalog().get(b"StructTreeRoot").unwrap(),
            &mut |element| {
                if let Ok(alt) = element.get(b"Alt") {
                    found.push(lopdf::decode_text_string(alt).unwrap());
                }
            },
        );
        found
    }

    /// Text that is neither in a paragraph nor in a heading, cell or list: the kinds of its elements and of what
    /// they are in.
    pub(crate) fn bare_text(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.walk(
            self.catalog().get(b"StructTreeRoot").unwrap(),
            &mut |element| {
                let kind = |element: &Dictionary| {
                    let name = element.get(b"S").and_then(Object::as_name).unwrap_or(b"");
                    String::from_utf8_lossy(name).into_owned()
                };
                let outer = kind(element);
                if !["Document", "Div", "Sect", "Part"].contains(&outer.as_str()) {
                    return;
                }
                let kids = element
                    .get(b"K")
                    .map(|kids| self.0.dereference(kids).unwrap().1);
                let kids = match kids {
                    Ok(Object::Array(kids)) => kids.as_slice(),
                    Ok(kid) => std::slice::from_ref(kid),
                    Err(_) => &[],
                };
                for kid in kids {
                    match self.0.dereference(kid).unwrap().1 {
                        Object::Integer(_) => found.push(format!("text in {outer}")),
                        Object::Dictionary(kid) if kind(kid) == "Span" => {
                            found.push(format!("Span in {outer}"));
                        }
                        _ => {}
                    }
                }
            },
        );
        found
    }

    fn walk(&self, object: &Object, see: &mut impl FnMut(&Dictionary)) {
        let (_, object) = self.0.dereference(object).unwrap();
        match object {
            Object::Dictionary(element) => {
                see(element);
                if let Ok(kids) = element.get(b"K") {
                    self.walk(kids, see);
                }
            }
            Object::Array(kids) => kids.iter().for_each(|kid| self.walk(kid, see)),
            _ => {}
        }
    }
}

/// What a paper says. Blanks do not count: the reader of these tests puts them wherever the typeface changes. Neither
/// does it know `ActualText`, so that every hyphen may come as a soft one.
pub(crate) struct Said(String);

impl Said {
    pub(crate) fn new(text: &str) -> Self {
        Self(close(text))
    }

    #[track_caller]
    pub(crate) fn assert(&self, words: &str) {
        assert!(self.has(words), "„{words}“ is not said in: {}", self.0);
    }

    #[track_caller]
    pub(crate) fn assert_not(&self, words: &str) {
        assert!(!self.has(words), "„{words}“ is said in: {}", self.0);
    }

    /// In this order.
    #[track_caller]
    pub(crate) fn assert_order(&self, order: &[&str]) {
        let mut rest = self.0.as_str();
        for words in order {
            let words = close(words);
            let at = rest.find(&words);
            assert!(at.is_some(), "„{words}“ is not said in: {rest}");
            rest = &rest[at.unwrap() + words.len()..];
        }
    }

    pub(crate) fn has(&self, words: &str) -> bool {
        self.0.contains(&close(words))
    }

    pub(crate) fn times(&self, words: &str) -> usize {
        self.0.matches(&close(words)).count()
    }
}

fn close(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| {
            if character == '\u{ad}' {
                '-'
            } else {
                character
            }
        })
        .collect()
}
