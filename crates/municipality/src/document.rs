//! A policy file's text as an entry of the vault, and its digest.

use std::fmt;

use kernel::EntryContent;
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// Longest policy file, in bytes.
pub const DOCUMENT_MAX: usize = 200_000;

/// The text of a policy file, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PolicyText(#[schemars(length(min = 1, max = 200_000))] pub String);

impl PolicyText {
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl EntryContent for PolicyText {
    const KIND: &'static str = "policy";

    fn fault(&self) -> Option<(&'static str, String)> {
        let bytes = self.0.len();
        if self.0.trim().is_empty() {
            Some(("", "must not be empty".to_owned()))
        } else if bytes > DOCUMENT_MAX {
            Some((
                "",
                format!("must have at most {DOCUMENT_MAX} bytes, has {bytes}"),
            ))
        } else if self
            .0
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            Some(("", "must not contain control characters".to_owned()))
        } else {
            None
        }
    }
}

/// SHA-256 of a document, as 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(String);

impl JsonSchema for Digest {
    fn schema_name() -> Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
    }
}

/// A text that is no digest.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a digest: 64 digits of 0-9 and a-f")]
pub struct NotADigest(String);

impl Digest {
    pub fn of(text: &str) -> Self {
        Self(
            Sha256::digest(text.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if fits {
            Ok(Self(text))
        } else {
            Err(NotADigest(text.chars().take(80).collect()))
        }
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_documents_sha_256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of("").as_str(), empty);
        assert!(Digest::try_from(empty.to_uppercase()).is_err());
    }

    #[test]
    fn a_document_that_is_empty_too_long_or_binary_is_refused() {
        for bad in ["", " \n", "a\u{0}b", &"x".repeat(DOCUMENT_MAX + 1)] {
            assert!(
                PolicyText(bad.to_owned()).fault().is_some(),
                "{}",
                &bad[..bad.len().min(20)]
            );
        }
        assert_eq!(
            PolicyText("id = \"leverkusen\"\r\n".to_owned()).fault(),
            None
        );
    }
}
