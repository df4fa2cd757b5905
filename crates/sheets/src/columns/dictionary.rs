//! How headings are written down in the kinds' files, and how they are looked up.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::field::Field;
use super::kind::Kind;
use super::spelling::normalised;

/// A field and how offices write it.
pub(super) struct Entry(pub(super) Field, pub(super) &'static [&'static str]);

/// A heading that may mean several fields.
pub(super) struct Ambiguous {
    pub(super) spelling: &'static str,
    /// The first whose condition holds is taken.
    pub(super) candidates: &'static [Candidate],
}

pub(super) struct Candidate {
    pub(super) field: Field,
    /// Only where this field has a column of its own.
    pub(super) with: Option<Field>,
}

/// Everything that is known about one kind's headings.
pub(super) struct Dictionary {
    pub(super) entries: &'static [&'static [Entry]],
    pub(super) ambiguous: &'static [Ambiguous],
    /// Of each group one field at least must have a column.
    pub(super) required: &'static [&'static [Field]],
}

/// What a heading means.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    One(Field),
    Several(&'static [Candidate]),
}

impl Dictionary {
    /// How the field is written, the most usual first.
    pub(super) fn spellings(&self, field: Field) -> &'static [&'static str] {
        let mut entries = self.entries.iter().copied().flatten();
        entries
            .find(|entry| entry.0 == field)
            .map_or(&[], |entry| entry.1)
    }
}

/// What the heading means in an import of this kind.
pub(super) fn look_up(kind: Kind, heading: &str) -> Option<Meaning> {
    static TABLES: LazyLock<BTreeMap<Kind, BTreeMap<String, Meaning>>> = LazyLock::new(|| {
        let table = |kind: Kind| {
            let dictionary = kind.dictionary();
            let sure = dictionary
                .entries
                .iter()
                .copied()
                .flatten()
                .flat_map(|entry| {
                    let spellings = entry.1.iter();
                    spellings.map(|spelling| (normalised(spelling), Meaning::One(entry.0)))
                });
            let unsure = dictionary.ambiguous.iter().map(|ambiguous| {
                let meaning = Meaning::Several(ambiguous.candidates);
                (normalised(ambiguous.spelling), meaning)
            });
            (kind, sure.chain(unsure).collect())
        };
        Kind::ALL.iter().copied().map(table).collect()
    });
    TABLES.get(&kind)?.get(&normalised(heading)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_spelling_means_two_things_in_one_kind() {
        for kind in Kind::ALL {
            let dictionary = kind.dictionary();
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            let entries = dictionary.entries.iter().copied().flatten();
            let sure =
                entries.flat_map(|entry| entry.1.iter().map(|word| (*word, entry.0.label())));
            let unsure = dictionary
                .ambiguous
                .iter()
                .map(|word| (word.spelling, "mehrdeutig"));
            for (word, meaning) in sure.chain(unsure) {
                let before = seen.insert(normalised(word), meaning).unwrap_or(meaning);
                assert_eq!(before, meaning, "{kind:?}: „{word}“");
            }
        }
    }

    #[test]
    fn every_field_is_written_once_per_kind_and_its_label_is_known() {
        for kind in Kind::ALL {
            let mut seen = BTreeSet::new();
            for entry in kind.dictionary().entries.iter().copied().flatten() {
                assert!(seen.insert(entry.0), "{kind:?}: {:?} twice", entry.0);
                assert!(!entry.1.is_empty(), "{kind:?}: {:?}", entry.0);
                let label = look_up(*kind, entry.0.label());
                assert!(
                    label.is_some(),
                    "{kind:?}: „{}“ is not known",
                    entry.0.label()
                );
            }
            for field in kind.dictionary().required.iter().copied().flatten() {
                assert!(seen.contains(field), "{kind:?}: {field:?} cannot be found");
            }
        }
    }

    #[test]
    fn offices_write_far_more_than_forty_headings() {
        let words: BTreeSet<String> = Kind::ALL
            .iter()
            .flat_map(|kind| kind.dictionary().entries.iter().copied().flatten())
            .flat_map(|entry| entry.1.iter().map(|word| normalised(word)))
            .collect();
        assert!(words.len() > 250, "{}", words.len());
    }
}
