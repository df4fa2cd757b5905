//! The codes that a text's events may hold: of clauses, of placeholders (an agreement fills them by the same codes), and
//! the numbers that clauses are printed with.
//!
//! Events never hold free text. Each of these keeps to a pattern, in JSON and in GraphQL, and says it when it refuses.

pub use kernel::NotACode;

kernel::codes! {
    /// A clause within its text, such as `praeambel` or `kuendigung`; it stays when the clause is moved or renumbered.
    ClauseCode = "clause code", "^[a-z][a-z0-9-]{0,39}$", is_code;
    /// A placeholder, such as `stadtteilprojekt`: `{{stadtteilprojekt}}` in a text.
    PlaceholderCode = "placeholder code", "^[a-z][a-z0-9-]{0,39}$", is_code;
    /// The number that a clause is printed with, such as `8.5.1` or `§ 9`.
    ClauseNumber = "clause number", "^(§ )?[0-9]{1,3}[a-z]?(\\.[0-9]{1,3}[a-z]?){0,4}\\.?$", is_number;
}

fn is_code(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix("§ ").unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let parts: Vec<&str> = text.split('.').collect();
    let is_part = |part: &&str| {
        let digits = part
            .strip_suffix(|c: char| c.is_ascii_lowercase())
            .unwrap_or(part);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    parts.len() <= 5 && parts.iter().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_to_its_pattern_and_names_it_otherwise() {
        for good in ["a", "praeambel", "anlage-1", &"x".repeat(40)] {
            assert_eq!(ClauseCode::try_new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "Praeambel",
            "präambel",
            "1",
            "-a",
            "a b",
            &"x".repeat(41),
        ] {
            let error = ClauseCode::try_new(bad).unwrap_err();
            assert!(error.to_string().contains("^[a-z]"), "{error}");
        }
    }

    #[test]
    fn a_clause_number_is_written_as_documents_write_it() {
        for good in ["1", "8.5.1", "8.5.1.", "§ 9", "5.3", "12a", "1.2.3.4.5"] {
            assert!(ClauseNumber::try_new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "§9",
            "a",
            "1.2.3.4.5.6",
            "1..2",
            "1234",
            "8.5.1 Akut",
            ".",
        ] {
            assert!(ClauseNumber::try_new(bad).is_err(), "{bad}");
        }
    }
}
