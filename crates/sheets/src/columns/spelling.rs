//! When two headings are the same.
//!
//! Upper and lower case, blanks, line breaks, punctuation, umlauts in all their spellings and hints in brackets make
//! no difference: „Ansprechpartner/in:“, „ANSPRECHPARTNER(IN)“ and „Ansprech-⏎partner“ differ only in their letters.

/// The letters and digits by which headings are compared.
pub(super) fn normalised(heading: &str) -> String {
    let without_hints = letters(&without_brackets(heading));
    if without_hints.is_empty() {
        letters(heading)
    } else {
        without_hints
    }
}

fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            'ä' => letters.extend(['a', 'e']),
            'ö' => letters.extend(['o', 'e']),
            'ü' => letters.extend(['u', 'e']),
            'ß' => letters.push_str("ss"),
            // The two dots apart, as a Mac writes them: the letter is already there.
            '\u{308}' => letters.push('e'),
            sign if sign.is_alphanumeric() => letters.push(sign),
            _ => {}
        }
    }
    letters
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let outside = text.chars().filter(|sign| match sign {
        '(' | '[' | '{' => {
            depth += 1;
            false
        }
        ')' | ']' | '}' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_heading_is_its_letters() {
        for heading in [
            "Träger",
            "  TRÄGER: ",
            "Traeger",
            "Tra\u{308}ger",
            "Trä-\nger",
            "Träger (Name)",
            "Träger*",
            "Trä\u{ad}ger",
            "Trager".replace("Tra", "Trae").as_str(),
        ] {
            assert_eq!(normalised(heading), "traeger", "{heading:?}");
        }
        assert_eq!(normalised("Ansprechpartner(in)"), "ansprechpartner");
        assert_eq!(normalised("Ansprechpartner/-in"), "ansprechpartnerin");
        assert_eq!(normalised("(Name)"), "name");
    }

    proptest! {
        #[test]
        fn comparing_twice_changes_nothing(heading in "\\PC{0,30}") {
            let once = normalised(&heading);
            prop_assert_eq!(normalised(&once), once);
        }
    }
}
