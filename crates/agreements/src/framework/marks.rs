//! The marks in a text: placeholders and switches.
//!
//! `{{stadtteilprojekt}}` stands for a value. `{{?kontakt-im-text}}…{{/kontakt-im-text}}` stands only where that switch
//! is on, `{{!kontakt-im-text}}…{{/kontakt-im-text}}` only where it is off (AGR-21: contact data in the text, or „die
//! in Anlage 1 aufgeführten Kontaktdaten“). Whatever else begins with `{{` is text and stays as it is.
//!
//! Reading is exact: the pieces of a text, put together again, are the text.

use std::collections::BTreeSet;

use thiserror::Error;

use super::codes::PlaceholderCode;

/// A piece of a text, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A value stands here.
    Placeholder(PlaceholderCode),
    /// Stands only where the switch is `on`.
    When {
        switch: PlaceholderCode,
        on: bool,
        pieces: Vec<Piece<'a>>,
    },
}

/// A switch whose end or beginning is missing.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum MarkFault {
    #[error("the switch `{0}` has no end")]
    NotClosed(PlaceholderCode),
    #[error("the switch `{0}` ends where it was not begun")]
    NotOpened(PlaceholderCode),
}

impl MarkFault {
    pub fn placeholder(&self) -> &PlaceholderCode {
        match self {
            Self::NotClosed(code) | Self::NotOpened(code) => code,
        }
    }
}

/// What a text asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Placeholders that stand for a value.
    pub placeholders: BTreeSet<PlaceholderCode>,
    /// Placeholders that switch a part on or off.
    pub switches: BTreeSet<PlaceholderCode>,
    /// How often `{{` begins no mark, such as in `{{Träger}}`.
    pub strays: usize,
}

/// What a text asks for.
pub fn marks(text: &str) -> Result<Marks, MarkFault> {
    fn collect(pieces: &[Piece<'_>], marks: &mut Marks) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => marks.strays += text.matches("{{").count(),
                Piece::Placeholder(code) => {
                    marks.placeholders.insert(code.clone());
                }
                Piece::When { switch, pieces, .. } => {
                    marks.switches.insert(switch.clone());
                    collect(pieces, marks);
                }
            }
        }
    }
    let mut marks = Marks::default();
    collect(&pieces(text)?, &mut marks);
    Ok(marks)
}

/// A part that is being read, with the switch that began it.
struct Part<'a> {
    switch: Option<(PlaceholderCode, bool)>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Part<'a> {
    fn begun_by(switch: Option<(PlaceholderCode, bool)>) -> Self {
        let pieces = Vec::new();
        Self { switch, pieces }
    }
}

/// The pieces of a text, in order.
pub fn pieces(text: &str) -> Result<Vec<Piece<'_>>, MarkFault> {
    let mut around: Vec<Part<'_>> = Vec::new();
    let mut part = Part::begun_by(None);
    let mut rest = text;
    while let Some((before, mark, after)) = next_mark(rest) {
        if !before.is_empty() {
            part.pieces.push(Piece::Text(before));
        }
        rest = after;
        match mark {
            Mark::Placeholder(code) => part.pieces.push(Piece::Placeholder(code)),
            Mark::Begin(code, on) => {
                around.push(std::mem::replace(
                    &mut part,
                    Part::begun_by(Some((code, on))),
                ));
            }
            Mark::End(code) => match (part.switch, around.pop()) {
                (Some((switch, on)), Some(outer)) if switch == code => {
                    let pieces = part.pieces;
                    part = outer;
                    part.pieces.push(Piece::When { switch, on, pieces });
                }
                _ => return Err(MarkFault::NotOpened(code)),
            },
        }
    }
    if let Some((code, _)) = part.switch {
        return Err(MarkFault::NotClosed(code));
    }
    if !rest.is_empty() {
        part.pieces.push(Piece::Text(rest));
    }
    Ok(part.pieces)
}

enum Mark {
    Placeholder(PlaceholderCode),
    Begin(PlaceholderCode, bool),
    End(PlaceholderCode),
}

/// The next mark with what stands before and after it. Every `{{` is tried, those of `{{{` too.
fn next_mark(text: &str) -> Option<(&str, Mark, &str)> {
    text.char_indices().find_map(|(at, _)| {
        let (inside, after) = text[at..].strip_prefix("{{")?.split_once("}}")?;
        Some((&text[..at], mark(inside.trim())?, after))
    })
}

fn mark(inside: &str) -> Option<Mark> {
    let code = |text: &str| PlaceholderCode::try_new(text).ok();
    match inside.chars().next()? {
        '?' => Some(Mark::Begin(code(&inside[1..])?, true)),
        '!' => Some(Mark::Begin(code(&inside[1..])?, false)),
        '/' => Some(Mark::End(code(&inside[1..])?)),
        _ => Some(Mark::Placeholder(code(inside)?)),
    }
}
