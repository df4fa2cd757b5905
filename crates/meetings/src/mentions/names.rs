//! First names.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::words::plain;

static FIRST_NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    include_str!("first_names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(plain)
        .collect()
});

/// A first name in its plain form, also a double one („lea-marie“) and in the genitive („emmas“).
pub(super) fn is_first_name(word: &str) -> bool {
    let word = word.trim_end_matches('\'');
    is_listed(word) || word.strip_suffix('s').is_some_and(is_listed)
}

fn is_listed(word: &str) -> bool {
    !word.is_empty() && word.split('-').all(|part| FIRST_NAMES.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_every_spelling_and_never_inside_another_word() {
        for name in [
            "Ayşe",
            "Ayse",
            "Lea-Marie",
            "Emmas",
            "Jörg",
            "İbrahim",
            "Łukasz",
        ] {
            assert!(is_first_name(&plain(name)), "{name}");
        }
        for word in ["Emil-Nolde-Straße", "Mai", "August", "Rose", "", "-", "s"] {
            assert!(!is_first_name(&plain(word)), "{word}");
        }
    }
}
