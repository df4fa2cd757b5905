//! A document in the vault [Scan, hochgeladene Datei], named by the hash of its content.
//!
//! Commands and events carry a [`DocumentRef`], never the content: that stands in the vault, is the same however often it
//! is uploaded, and can be erased. A command says which documents it names
//! ([`DomainCommand::documents`](crate::DomainCommand::documents)); its carrier refuses one that the vault does not hold.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Largest document, in bytes: 20 MiB.
pub const DOCUMENT_MAX: usize = 20 * 1024 * 1024;

crate::code! {
    /// What a document is [Dateiart]; recognised by its content, never by its name.
    pub enum MediaType {
        /// a PDF
        Pdf = "PDF-Dokument",
        /// a picture without loss
        Png = "PNG-Bild",
        /// a photograph
        Jpeg = "JPEG-Bild",
        /// what scanners make
        Tiff = "TIFF-Bild",
        /// a drawing, such as a crest [Wappen]
        Svg = "SVG-Zeichnung",
        /// a text of Word
        Docx = "Word-Dokument",
        /// a text of LibreOffice
        Odt = "OpenDocument-Text",
        /// a table of Excel
        Xlsx = "Excel-Tabelle",
    }
}

impl MediaType {
    /// The type as HTTP writes it, such as `application/pdf`.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Svg => "image/svg+xml",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The ending of a file's name, such as `pdf`.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
            Self::Svg => "svg",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Xlsx => "xlsx",
        }
    }

    /// The type of that name in HTTP, whatever its case.
    pub fn of_mime(mime: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|known| known.mime().eq_ignore_ascii_case(mime))
    }
}

/// SHA-256 of a content, written as 64 digits of `0-9` and `a-f`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256([u8; 32]);

/// A text that is no SHA-256.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("`{0}` is not a SHA-256: 64 digits of 0-9 and a-f")]
pub struct NotASha256(String);

impl Sha256 {
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for Sha256 {
    type Err = NotASha256;

    fn from_str(text: &str) -> Result<Self, NotASha256> {
        fn digit(byte: u8) -> Option<u8> {
            match byte {
                b'0'..=b'9' => Some(byte - b'0'),
                b'a'..=b'f' => Some(byte - b'a' + 10),
                _ => None,
            }
        }
        let wrong = || NotASha256(text.chars().take(80).collect());
        if text.len() != 64 {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else {
                return Err(wrong());
            };
            *byte = high << 4 | low;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = NotASha256;

    fn try_from(text: String) -> Result<Self, NotASha256> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> Self {
        hash.to_string()
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

impl JsonSchema for Sha256 {
    fn schema_name() -> Cow<'static, str> {
        "Sha256".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "SHA-256 of a content.",
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
        })
    }
}

/// A document in the vault [hinterlegte Datei].
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::SimpleObject, async_graphql::InputObject)
)]
#[cfg_attr(feature = "graphql", graphql(input_name = "DocumentRefInput"))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DocumentRef {
    /// The hash of its content, 64 hexadecimal digits.
    pub sha256: Sha256,
    /// What it is.
    pub media_type: MediaType,
}

#[cfg(feature = "graphql")]
mod graphql {
    use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

    use super::Sha256;

    /// SHA-256 of a content, as 64 digits of 0-9 and a-f.
    #[Scalar(name = "Sha256")]
    impl ScalarType for Sha256 {
        fn parse(value: Value) -> InputValueResult<Self> {
            match &value {
                Value::String(text) => text.parse().map_err(InputValueError::custom),
                _ => Err(InputValueError::expected_type(value)),
            }
        }

        fn to_value(&self) -> Value {
            Value::String(self.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_hash_is_written_and_read_alike() {
        let hash: Sha256 = HASH.parse().unwrap();
        assert_eq!(hash.to_string(), HASH);
        assert_eq!(hash.as_bytes()[..2], [0xe3, 0xb0]);
    }

    #[test]
    fn a_reference_whose_hash_is_none_is_refused_where_it_is_parsed() {
        let read = |hash: &str| {
            serde_json::from_value::<DocumentRef>(
                serde_json::json!({ "sha256": hash, "mediaType": "pdf" }),
            )
        };
        assert!(read(HASH).is_ok());
        for bad in [
            "",
            &HASH[1..],
            &HASH.to_uppercase(),
            &format!("{HASH}0"),
            &"ü".repeat(32),
            &"g".repeat(64),
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_reference_says_what_the_document_is_and_nothing_else() {
        let json = serde_json::json!({ "sha256": HASH, "mediaType": "docx" });
        let document: DocumentRef = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(document.media_type, MediaType::Docx);
        assert_eq!(serde_json::to_value(document).unwrap(), json);
        let named = serde_json::json!({ "sha256": HASH, "mediaType": "pdf", "name": "Scan 1" });
        assert!(serde_json::from_value::<DocumentRef>(named).is_err());
    }

    #[test]
    fn every_type_is_found_by_its_name_in_http() {
        for known in MediaType::ALL {
            assert_eq!(MediaType::of_mime(known.mime()), Some(*known));
        }
        assert_eq!(MediaType::of_mime("IMAGE/PNG"), Some(MediaType::Png));
        assert_eq!(MediaType::of_mime("text/html"), None);
    }
}
