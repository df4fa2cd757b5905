//! What stands around every paper: whose it is, of which day, and whether it holds yet.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Running header, footer and crest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letterhead {
    /// Name of the network [Netzwerk], in the running header (AGR-34).
    pub network_name: String,
    /// The municipality's crest [Wappen], on the first page (AGR-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crest: Option<Image>,
    /// The version marker [Stand]. Also the PDF's date: the same input gives the same bytes.
    pub stand: Date,
    /// The office that answers for the paper („Stadt Duisburg, Frühe Hilfen“), never a person (AGR-30).
    pub responsible_office: String,
    /// Printed across every page and in words below the title („Entwurf“).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// An image with what it says to those who do not see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// The file. In JSON as Base64.
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
    /// Of which format.
    pub format: ImageFormat,
    /// Alternative text („Wappen der Stadt Duisburg“). PDF/UA-1 demands one.
    pub alt: String,
}

/// What a crest may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageFormat {
    /// Scalable vector graphics, the best choice for a crest. References to other files are not followed.
    #[serde(rename = "image/svg+xml")]
    Svg,
    /// Portable network graphics.
    #[serde(rename = "image/png")]
    Png,
    /// A photograph.
    #[serde(rename = "image/jpeg")]
    Jpeg,
}

impl ImageFormat {
    /// What the typesetter calls it.
    pub(crate) fn typst_name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

mod base64_bytes {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}
