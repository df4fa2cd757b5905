//! A person's name, as far as it was typed apart.
//!
//! „Nachname, Vorname“ says which is which. „Vorname Nachname“ does not: whether a word belongs to the one or the
//! other nobody can tell from the letters, so it stays one text.

/// A name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// As it was typed, with single blanks.
    pub as_typed: String,
    /// Where a comma or a column of its own says so.
    pub family: Option<String>,
    pub given: Option<String>,
}

impl PersonName {
    /// Out of two columns.
    pub fn of_parts(given: &str, family: &str) -> Self {
        let (given, family) = (single_blanks(given), single_blanks(family));
        let part = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Self {
            as_typed: single_blanks(&format!("{given} {family}")),
            family: part(&family),
            given: part(&given),
        }
    }
}

/// The name in one cell.
pub fn name(text: &str) -> PersonName {
    let as_typed = single_blanks(text);
    let parts: Vec<&str> = as_typed.split(',').map(str::trim).collect();
    let (family, given) = match parts.as_slice() {
        [family, given] if !family.is_empty() && !given.is_empty() => {
            (Some((*family).to_owned()), Some((*given).to_owned()))
        }
        _ => (None, None),
    };
    PersonName {
        as_typed,
        family,
        given,
    }
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_comma_divides_a_name_and_what_was_typed_stays() {
        let divided = name("Beispiel,  Erika Maria");
        assert_eq!(divided.as_typed, "Beispiel, Erika Maria");
        assert_eq!(divided.family.as_deref(), Some("Beispiel"));
        assert_eq!(divided.given.as_deref(), Some("Erika Maria"));
        for text in [
            "Erika Beispiel",
            "Frau Dr. Beispiel",
            "Beispiel,",
            "A, B, C",
        ] {
            let name = name(text);
            assert_eq!((name.as_typed.as_str(), name.family), (text, None));
        }
    }

    #[test]
    fn two_columns_are_one_name() {
        let name = PersonName::of_parts("Erika", "von Beispiel");
        assert_eq!(name.as_typed, "Erika von Beispiel");
        assert_eq!(PersonName::of_parts("", "Beispiel").given, None);
    }
}
