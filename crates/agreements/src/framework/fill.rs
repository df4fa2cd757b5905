//! Fills a text's placeholders (AGR-21).
//!
//! Nothing but marks is replaced: a `{{` that is none stays, and so does what a value contains, even where it looks
//! like a mark. For what is no text (a crest, an annex that is a table) read the [`pieces`](super::marks::pieces)
//! instead.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::codes::PlaceholderCode;
use super::marks::{MarkFault, Piece, pieces};

/// What comes into a placeholder's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filling {
    /// As it stands; not read again.
    Text(String),
    /// Enumerated as a German sentence does: `A, B und C` (AGR-02: several Träger).
    List(Vec<String>),
    /// Whether the parts that the switch begins stand there.
    Switch(bool),
}

/// Why a text cannot be filled.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unfilled {
    /// Every placeholder that has no value and would be printed.
    #[error("no value for {0:?}")]
    Missing(BTreeSet<PlaceholderCode>),
    /// A switch has a text as its value, or a placeholder for a text has a switch.
    #[error("`{0}` has a value of another kind")]
    OfOtherKind(PlaceholderCode),
    #[error(transparent)]
    Malformed(#[from] MarkFault),
}

/// Values by placeholder.
pub type Fillings = BTreeMap<PlaceholderCode, Filling>;

/// The text with its values. What a switch leaves out needs no values.
pub fn fill(text: &str, values: &Fillings) -> Result<String, Unfilled> {
    let mut filled = String::with_capacity(text.len());
    let mut missing = BTreeSet::new();
    write(&pieces(text)?, values, &mut filled, &mut missing)?;
    if missing.is_empty() {
        Ok(filled)
    } else {
        Err(Unfilled::Missing(missing))
    }
}

fn write(
    pieces: &[Piece<'_>],
    values: &Fillings,
    filled: &mut String,
    missing: &mut BTreeSet<PlaceholderCode>,
) -> Result<(), Unfilled> {
    for piece in pieces {
        match piece {
            Piece::Text(text) => filled.push_str(text),
            Piece::Placeholder(code) => match values.get(code) {
                Some(Filling::Text(text)) => filled.push_str(text),
                Some(Filling::List(items)) => filled.push_str(&enumerated(items)),
                Some(Filling::Switch(_)) => return Err(Unfilled::OfOtherKind(code.clone())),
                None => {
                    missing.insert(code.clone());
                }
            },
            Piece::When { switch, on, pieces } => match values.get(switch) {
                Some(Filling::Switch(state)) if state == on => {
                    write(pieces, values, filled, missing)?;
                }
                Some(Filling::Switch(_)) => {}
                Some(Filling::Text(_) | Filling::List(_)) => {
                    return Err(Unfilled::OfOtherKind(switch.clone()));
                }
                None => {
                    missing.insert(switch.clone());
                }
            },
        }
    }
    Ok(())
}

/// `A`, `A und B`, `A, B und C`.
fn enumerated(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} und {last}", first.join(", ")),
    }
}
