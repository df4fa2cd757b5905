//! A framework's text on paper: with its values, or with its placeholders to be seen (AGR-21).

use std::collections::{BTreeMap, BTreeSet};

use agreements::framework::{
    Filling, Fillings, Piece, Placeholder, PlaceholderCode, PlaceholderKind, TextVersion, fill,
    marks, pieces,
};
use kernel::{Date, EntryId};
use papers::Block;
use vault::Entries;

use crate::graphql::error::GraphError;
use crate::graphql::words;

/// What each placeholder of a version is called.
pub(super) type Labels = BTreeMap<PlaceholderCode, String>;

/// The labels of a version's placeholders.
pub(super) fn labels(version: &TextVersion, entries: &Entries) -> Result<Labels, GraphError> {
    version
        .placeholders
        .iter()
        .map(|placeholder| {
            let label = words::text(entries, placeholder.label)?;
            let label = label.unwrap_or_else(|| placeholder.code.to_string());
            Ok((placeholder.code.clone(), label))
        })
        .collect()
}

/// The text with its placeholders to be seen: „[Stadtteilprojekt]“, „[wenn „Kontakt im Text“: …]“.
pub(super) fn visible(text: &str, labels: &Labels) -> String {
    fn write(pieces: &[Piece<'_>], labels: &Labels, shown: &mut String) {
        let label = |code: &PlaceholderCode| {
            let label = labels.get(code);
            label.map_or_else(|| code.to_string(), Clone::clone)
        };
        for piece in pieces {
            match piece {
                Piece::Text(text) => shown.push_str(text),
                Piece::Placeholder(code) => shown.push_str(&format!("[{}]", label(code))),
                Piece::When { switch, on, pieces } => {
                    let not = if *on { "" } else { " nicht" };
                    shown.push_str(&format!("[wenn{not} „{}“: ", label(switch)));
                    write(pieces, labels, shown);
                    shown.push(']');
                }
            }
        }
    }
    let mut shown = String::with_capacity(text.len());
    match pieces(text) {
        Ok(pieces) => write(&pieces, labels, &mut shown),
        Err(_) => shown.push_str(text),
    }
    shown
}

/// What stands in the place of a value that nobody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The placeholder's label, while somebody may still fill it.
    Label,
    /// Dots, as the papers have them.
    Dots,
}

/// The values of a version's placeholders.
pub(super) struct Values {
    fillings: Fillings,
    labels: Labels,
    gap: Gap,
}

impl Values {
    /// Reads an agreement's values as what the version says they are.
    pub(super) fn read(
        version: &TextVersion,
        variables: &BTreeMap<PlaceholderCode, EntryId>,
        entries: &Entries,
        gap: Gap,
    ) -> Result<Self, GraphError> {
        let mut fillings = Fillings::new();
        for Placeholder { code, kind, .. } in &version.placeholders {
            let value = match variables.get(code) {
                Some(value) => words::text(entries, *value)?,
                None => None,
            };
            let filling = match (kind, value) {
                (PlaceholderKind::Switch, value) => {
                    Some(Filling::Switch(value.is_some_and(|value| is_on(&value))))
                }
                (_, None) => None,
                (PlaceholderKind::Date, Some(text)) => Some(Filling::Text(german_day(text))),
                (PlaceholderKind::List, Some(text)) => Some(Filling::List(items(&text))),
                (PlaceholderKind::Crest, Some(_)) => Some(Filling::Text(String::new())),
                (PlaceholderKind::Text | PlaceholderKind::Annex, Some(text)) => {
                    Some(Filling::Text(text))
                }
            };
            fillings.extend(filling.map(|filling| (code.clone(), filling)));
        }
        Ok(Self {
            fillings,
            labels: labels(version, entries)?,
            gap,
        })
    }

    /// The text with its values.
    pub(super) fn fill(&self, text: &str) -> String {
        let asked: BTreeSet<PlaceholderCode> = marks(text)
            .map(|marks| marks.placeholders)
            .unwrap_or_default();
        let mut fillings = self.fillings.clone();
        for code in asked {
            let gap = match self.gap {
                Gap::Label => self
                    .labels
                    .get(&code)
                    .map_or_else(|| format!("[{code}]"), |label| format!("[{label}]")),
                Gap::Dots => "……".to_owned(),
            };
            fillings.entry(code).or_insert(Filling::Text(gap));
        }
        // A text that was approved can be filled; one that cannot shows what it asks for.
        fill(text, &fillings).unwrap_or_else(|_| visible(text, &self.labels))
    }
}

fn is_on(value: &str) -> bool {
    matches!(
        value.trim().to_lowercase().as_str(),
        "ja" | "an" | "x" | "1" | "true"
    )
}

fn german_day(text: String) -> String {
    let day: Option<Date> = text.trim().parse().ok();
    day.map_or(text, kernel::german::day)
}

/// One a line, or apart by semicolons.
fn items(text: &str) -> Vec<String> {
    text.split(['\n', ';'])
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A clause's words as paragraphs and lists: an empty line divides paragraphs, lines that begin with a dash are a
/// list, and so are lines that count from `1.`
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        match (item(line, next_number(blocks.last())), blocks.last_mut()) {
            (
                Some((numbered, item)),
                Some(Block::List {
                    numbered: kind,
                    items,
                }),
            ) if *kind == numbered => {
                items.push(item.to_owned());
            }
            (Some((numbered, item)), _) => blocks.push(Block::List {
                numbered,
                items: vec![item.to_owned()],
            }),
            (None, Some(Block::Paragraph { text })) if open => {
                text.push('\n');
                text.push_str(line);
            }
            (None, _) => blocks.push(Block::Paragraph {
                text: line.to_owned(),
            }),
        }
        open = true;
    }
    blocks
}

/// Which number would go on with a numbered list.
fn next_number(last: Option<&Block>) -> usize {
    match last {
        Some(Block::List {
            numbered: true,
            items,
        }) => items.len() + 1,
        Some(Block::List { .. } | Block::Paragraph { .. }) | None => 1,
    }
}

/// A line that is a point of a list: whether it is numbered, and its words.
fn item(line: &str, number: usize) -> Option<(bool, &str)> {
    let line = line.trim_start();
    if let Some(item) = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("– "))
        .or_else(|| line.strip_prefix("• "))
    {
        return Some((false, item.trim()));
    }
    let item = line.strip_prefix(&format!("{number}. "))?;
    Some((true, item.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled() -> Labels {
        let label = |code: &str, label: &str| (code.parse().unwrap(), label.to_owned());
        Labels::from([label("projekt", "Stadtteilprojekt"), label("kurz", "kurz")])
    }

    #[test]
    fn agr_21_a_placeholder_is_seen_by_its_label() {
        let text = "für {{projekt}}{{?kurz}} knapp{{/kurz}}{{!kurz}} lang{{/kurz}} {{Träger}}";
        assert_eq!(
            visible(text, &labelled()),
            "für [Stadtteilprojekt][wenn „kurz“:  knapp][wenn nicht „kurz“:  lang] {{Träger}}"
        );
    }

    #[test]
    fn agr_21_a_value_that_nobody_gave_leaves_a_gap_and_never_a_mark() {
        let values = |gap| Values {
            fillings: Fillings::new(),
            labels: labelled(),
            gap,
        };
        assert_eq!(
            values(Gap::Label).fill("für {{projekt}}"),
            "für [Stadtteilprojekt]"
        );
        assert_eq!(values(Gap::Dots).fill("für {{projekt}}"), "für ……");
    }

    #[test]
    fn a_clause_is_divided_into_paragraphs_and_lists() {
        let text = "(1) Ziele sind:\n- früh erreichen,\n- abstimmen.\n(2) Jeder Partner\n1. benennt,\n2. meldet.\n\nEnde\nder Sache";
        let paragraph = |text: &str| Block::Paragraph { text: text.into() };
        let list = |numbered, items: [&str; 2]| Block::List {
            numbered,
            items: items.map(str::to_owned).to_vec(),
        };
        assert_eq!(
            blocks(text),
            [
                paragraph("(1) Ziele sind:"),
                list(false, ["früh erreichen,", "abstimmen."]),
                paragraph("(2) Jeder Partner"),
                list(true, ["benennt,", "meldet."]),
                paragraph("Ende\nder Sache"),
            ]
        );
    }
}
