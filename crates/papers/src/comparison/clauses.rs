//! The difference of two versions, clause by clause.
//!
//! Clauses are matched by id, so that a clause that was renumbered, renamed or moved is still the same one. The order
//! is that of the new version; a clause that went stands where it stood, after the one that it followed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::words::{WordChange, WordSpan, compare_words, count};
use super::{Clause, TextVersion};

/// What happened to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseChangeKind {
    /// Heading and text are the same. Number and place may differ: see the fields.
    Unchanged,
    /// Heading or text differ.
    Changed,
    /// Only in the new version.
    Added,
    /// Only in the old version.
    Removed,
}

/// A clause in both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseChange {
    /// [`Clause::id`].
    pub clause: String,
    /// What happened to its words.
    pub kind: ClauseChangeKind,
    /// Whether it stands at another place among the clauses of both versions.
    pub moved: bool,
    /// Its number in the old version.
    pub old_number: Option<String>,
    /// Its number in the new version.
    pub new_number: Option<String>,
    /// Its heading, word by word.
    pub heading: Vec<WordSpan>,
    /// Its text, word by word.
    pub text: Vec<WordSpan>,
    /// Words that are new, heading and text together.
    pub added_words: usize,
    /// Words that are gone, heading and text together.
    pub removed_words: usize,
}

impl ClauseChange {
    /// Whether both versions have it under different numbers.
    pub fn is_renumbered(&self) -> bool {
        matches!(
            self.kind,
            ClauseChangeKind::Unchanged | ClauseChangeKind::Changed
        ) && self.old_number != self.new_number
    }

    fn between(old: Option<&Clause>, new: Option<&Clause>, moved: bool) -> Option<Self> {
        let heading = compare_words(
            old.map_or("", |clause| &clause.heading),
            new.map_or("", |clause| &clause.heading),
        );
        let text = compare_words(
            old.map_or("", |clause| &clause.text),
            new.map_or("", |clause| &clause.text),
        );
        let words = |change| count(&heading, change) + count(&text, change);
        let kept_whole =
            |spans: &[WordSpan]| spans.iter().all(|span| span.change == WordChange::Kept);
        let kind = match (old, new) {
            (None, Some(_)) => ClauseChangeKind::Added,
            (Some(_), None) => ClauseChangeKind::Removed,
            (Some(_), Some(_)) if kept_whole(&heading) && kept_whole(&text) => {
                ClauseChangeKind::Unchanged
            }
            (Some(_), Some(_)) => ClauseChangeKind::Changed,
            (None, None) => return None,
        };
        Some(Self {
            clause: new.or(old)?.id.clone(),
            kind,
            moved,
            old_number: old.and_then(|clause| clause.number.clone()),
            new_number: new.and_then(|clause| clause.number.clone()),
            added_words: words(WordChange::Added),
            removed_words: words(WordChange::Removed),
            heading,
            text,
        })
    }
}

/// Compares two versions.
///
/// An id that a version has twice is matched in order: the first with the first.
pub fn compare(old: &TextVersion, new: &TextVersion) -> Vec<ClauseChange> {
    let (old, new) = (keyed(&old.clauses), keyed(&new.clauses));
    let old_keys: Vec<_> = old.iter().map(|(key, _)| *key).collect();
    let new_keys: Vec<_> = new.iter().map(|(key, _)| *key).collect();
    let old_by_key: BTreeMap<_, _> = old.iter().copied().collect();
    let in_new: BTreeSet<_> = new_keys.iter().copied().collect();

    let mut changes = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (tag, o, n) = operation.as_tag_tuple();
        let gone = old[o].iter().filter(|(key, _)| !in_new.contains(key));
        changes.extend(
            gone.filter_map(|(_, clause)| ClauseChange::between(Some(clause), None, false)),
        );
        changes.extend(new[n].iter().filter_map(|(key, clause)| {
            let before = old_by_key.get(key).copied();
            let moved = before.is_some() && tag != DiffTag::Equal;
            ClauseChange::between(before, Some(clause), moved)
        }));
    }
    changes
}

/// Clauses with a key that occurs once: the id, and which of that id it is.
fn keyed(clauses: &[Clause]) -> Vec<((&str, usize), &Clause)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    clauses
        .iter()
        .map(|clause| {
            let nth = seen.entry(&clause.id).or_default();
            *nth += 1;
            ((clause.id.as_str(), *nth), clause)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(clauses: &[(&str, &str, &str)]) -> TextVersion {
        TextVersion {
            label: "Fassung".into(),
            stand: None,
            clauses: clauses
                .iter()
                .map(|(id, number, text)| Clause {
                    id: (*id).into(),
                    number: Some((*number).into()),
                    heading: (*id).into(),
                    text: (*text).into(),
                })
                .collect(),
        }
    }

    fn kinds(changes: &[ClauseChange]) -> Vec<(&str, ClauseChangeKind, bool)> {
        changes
            .iter()
            .map(|change| (change.clause.as_str(), change.kind, change.moved))
            .collect()
    }

    #[test]
    fn a_new_clause_renumbers_the_following_and_changes_none_of_them() {
        let old = version(&[("name", "§ 1", "Der Name"), ("goal", "§ 2", "Das Ziel")]);
        let new = version(&[
            ("name", "§ 1", "Der Name"),
            ("basis", "§ 2", "Das Recht"),
            ("goal", "§ 3", "Das Ziel"),
        ]);
        let changes = compare(&old, &new);
        assert_eq!(
            kinds(&changes),
            [
                ("name", ClauseChangeKind::Unchanged, false),
                ("basis", ClauseChangeKind::Added, false),
                ("goal", ClauseChangeKind::Unchanged, false),
            ]
        );
        assert!(!changes[0].is_renumbered());
        assert!(!changes[1].is_renumbered());
        assert!(changes[2].is_renumbered());
        assert_eq!(changes[1].added_words, 3);
    }

    #[test]
    fn a_removed_clause_stands_where_it_stood() {
        let old = version(&[("a", "1", "x"), ("b", "2", "y y"), ("c", "3", "z")]);
        let new = version(&[("a", "1", "x"), ("c", "2", "z")]);
        let changes = compare(&old, &new);
        assert_eq!(
            kinds(&changes),
            [
                ("a", ClauseChangeKind::Unchanged, false),
                ("b", ClauseChangeKind::Removed, false),
                ("c", ClauseChangeKind::Unchanged, false),
            ]
        );
        assert_eq!(changes[1].removed_words, 3);
        assert_eq!(changes[1].new_number, None);
    }

    #[test]
    fn a_moved_clause_is_told_once_and_as_moved() {
        let old = version(&[("a", "1", "x"), ("b", "2", "y"), ("c", "3", "z")]);
        let new = version(&[("c", "1", "z"), ("a", "2", "x"), ("b", "3", "neu")]);
        assert_eq!(
            kinds(&compare(&old, &new)),
            [
                ("c", ClauseChangeKind::Unchanged, true),
                ("a", ClauseChangeKind::Unchanged, false),
                ("b", ClauseChangeKind::Changed, false),
            ]
        );
    }

    #[test]
    fn an_id_that_occurs_twice_is_matched_in_order() {
        let twice = version(&[("a", "1", "erste"), ("a", "2", "zweite")]);
        let changes = compare(&twice, &twice);
        assert_eq!(changes.len(), 2);
        assert!(
            changes
                .iter()
                .all(|c| c.kind == ClauseChangeKind::Unchanged)
        );
    }
}
