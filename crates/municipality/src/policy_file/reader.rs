//! Reads TOML so that every fault names its place.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use super::error::{PolicyFileError, plain};

/// Reads `text`; `file` is how messages call it.
pub(super) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PolicyFileError> {
    let deserializer = toml::Deserializer::parse(text).map_err(|error| {
        PolicyFileError::at(file, text, error.span(), None, plain(error.message()))
    })?;
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let key = match error.path().to_string() {
            path if path == "." => None,
            path => Some(path),
        };
        let error = error.into_inner();
        PolicyFileError::at(file, text, error.span(), key, plain(error.message()))
    })
}

/// A fault at a key that was read well but does not fit with another.
pub(super) fn fault_at(
    file: &str,
    text: &str,
    path: &[Step<'_>],
    reason: String,
) -> PolicyFileError {
    let key = path.iter().fold(String::new(), |key, step| match step {
        Step::Key(name) if key.is_empty() => (*name).to_owned(),
        Step::Key(name) => format!("{key}.{name}"),
        Step::Index(index) => format!("{key}[{index}]"),
    });
    PolicyFileError::at(file, text, span_of(text, path), Some(key), reason)
}

/// A step of a path into a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// Where the value at `path` stands, or as much of the path as there is.
fn span_of(text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let mut span = None;
    let mut value: Option<&DeValue<'_>> = None;
    for step in path {
        let next = match (*step, value) {
            (Step::Key(key), None) => root.get_ref().get(key),
            (Step::Key(key), Some(DeValue::Table(table))) => table.get(key),
            (Step::Index(index), Some(DeValue::Array(array))) => array.get(index),
            (Step::Key(_) | Step::Index(_), _) => None,
        };
        let Some(next) = next else { break };
        span = Some(next.span());
        value = Some(next.get_ref());
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_place() {
        let text =
            "id = 1\n[policy]\n[[policy.bodies]]\nkey = \"a\"\n[[policy.bodies]]\nkey = \"b\"\n";
        let path = [
            Step::Key("policy"),
            Step::Key("bodies"),
            Step::Index(1),
            Step::Key("key"),
        ];
        assert_eq!(&text[span_of(text, &path).unwrap()], "\"b\"");
    }
}
