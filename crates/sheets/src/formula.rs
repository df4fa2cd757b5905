//! A text that a spreadsheet would calculate, made harmless and back.
//!
//! CSV has no types: whoever opens it takes `=HYPERLINK(…)` or `@SUM(…)` for a formula, and `+49214406` for the
//! number 49214406. Such a text gets an apostrophe in front, which is what a person types for „this is text“.
//!
//! *Why telephone numbers too.* „+49 214 406-5100“ with its blanks happens to survive in most programs, „+49214406“
//! loses its plus sign and „+49-214-406“ becomes −571; which of them a program calculates differs by program,
//! version and locale. A visible apostrophe is readable and loses nothing. Rejected: a blank in front (programs trim
//! it and calculate), an invisible character (it travels into the telephone), `="…"` (is itself a formula), leaving
//! numbers alone that look safe today. Who wants to read a list takes the XLSX, where texts are texts.
//!
//! [`reveal`] takes the apostrophe off again, so that a list that was exported comes back as it was, also when a
//! spreadsheet has saved it anew. The price: a text „'=“ that somebody typed into an XLSX loses its apostrophe.
//!
//! A leading zero is no danger and stays as it is: a program that opens the CSV may show 01067 as 1067, and an
//! apostrophe before every postal code would spoil the file for the software that it is for.

use std::borrow::Cow;

/// The text for a cell of a CSV file: an apostrophe in front where a spreadsheet might calculate it.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_calculated(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that was guarded; any other text as it is.
pub fn reveal(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_calculated(rest) => rest,
        _ => text,
    }
}

/// Whether the text begins like a formula, behind apostrophes and blanks that a program may take off.
fn is_calculated(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let inner = text.trim_start_matches(|sign: char| sign == '\'' || sign.is_whitespace());
    bare.starts_with(['\t', '\r', '\n'])
        || inner.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '−'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_that_begins_like_a_formula_is_guarded() {
        for text in [
            "=1+1",
            "+49 214 406-5100",
            "-",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "  =cmd|' /C calc'!A0",
            "\u{a0}+1",
            "＝1",
            "'=1",
        ] {
            assert_eq!(guard(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn any_other_text_is_left_alone() {
        for text in ["", "0214 406-5100", "AWO e.V.", "'s Hertogenbosch", "a=b"] {
            assert_eq!(guard(text), text);
            assert_eq!(reveal(text), text);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "['=+@ \t-]{0,4}.{0,20}") {
            let guarded = guard(&text);
            prop_assert_eq!(reveal(&guarded), text.as_str());
        }

        #[test]
        fn a_guarded_text_never_begins_like_a_formula(text in "['=+@ \t\r\n-]{0,4}.{0,20}") {
            let guarded = guard(&text);
            let first = guarded.trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{guarded:?}");
        }
    }
}
