//! What is wrong with a policy file: file, line, column, key, and the allowed values.

use std::ops::Range;

use thiserror::Error;

/// A policy file that cannot be used. Its message is for the person who wrote the file.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{file}:{line}:{column}: {}{reason}", key.as_ref().map(|key| format!("{key}: ")).unwrap_or_default())]
pub struct PolicyFileError {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The key's path, such as `policy.agreements.shape.value`; absent where the text is no TOML.
    pub key: Option<String>,
    pub reason: String,
}

impl PolicyFileError {
    /// At the beginning of `span` in `text`.
    pub(super) fn at(
        file: &str,
        text: &str,
        span: Option<Range<usize>>,
        key: Option<String>,
        reason: String,
    ) -> Self {
        let before = span
            .and_then(|span| text.get(..span.start))
            .unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            key,
            reason,
        }
    }
}

/// Says what the reader said in words that name the allowed values.
///
/// The reader's messages are those of serde: ``unknown variant `x`, expected one of `a`, `b` ``.
pub(super) fn plain(message: &str) -> String {
    let message = message.trim_end();
    for (theirs, ours) in [
        ("unknown variant ", "unknown value "),
        ("unknown field ", "unknown key "),
    ] {
        if let Some(rest) = message.strip_prefix(theirs) {
            let (found, expected) = rest.split_once(", expected ").unwrap_or((rest, ""));
            let allowed = expected
                .trim_start_matches("one of ")
                .replace(" or ", ", ")
                .replace('`', "");
            return match allowed.as_str() {
                "" | "there are no fields" => format!("{ours}{found}"),
                _ => format!("{ours}{found}, allowed: {allowed}"),
            };
        }
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("missing key {field}");
    }
    match message.strip_prefix("invalid type: ") {
        Some("map, expected a date string") => {
            "a date stands in quotes, such as \"2020-01-01\"".to_owned()
        }
        Some(rest) => {
            format!(
                "wrong type: {}",
                rest.replace("expected i64", "expected a whole number")
            )
        }
        None => message.replace("parsed date is not valid: ", "no such day: "),
    }
}
