//! What a content is, and whether the vault takes it.

use kernel::document::DOCUMENT_MAX;
use kernel::{Facts, MediaType, Refusal, facts};
use thiserror::Error;

use super::{drawing, office};

/// Why the vault does not take a content.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotADocument {
    #[error("the document is empty")]
    Empty,
    #[error("the document has {bytes} bytes")]
    TooLarge { bytes: usize },
    #[error("the document is of no known type")]
    Unknown,
    /// An office document with macros.
    #[error("the document has macros")]
    Macros,
    /// A drawing that runs something or loads something from elsewhere; `part` says which part of it.
    #[error("the drawing is active: {part}")]
    Active { part: String },
}

impl Refusal for NotADocument {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "DOCUMENT_EMPTY",
            Self::TooLarge { .. } => "DOCUMENT_TOO_LARGE",
            Self::Unknown => "DOCUMENT_TYPE_UNKNOWN",
            Self::Macros => "DOCUMENT_HAS_MACROS",
            Self::Active { .. } => "DOCUMENT_ACTIVE",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Empty => "Die Datei ist leer.".to_owned(),
            Self::TooLarge { .. } => "Die Datei ist zu groß; erlaubt sind 20 MB.".to_owned(),
            Self::Unknown => {
                let known: Vec<&str> = MediaType::ALL.iter().map(|known| known.label()).collect();
                format!(
                    "Der Inhalt der Datei ist keiner der erlaubten Arten ({}).",
                    known.join(", ")
                )
            }
            Self::Macros => {
                "Die Datei enthält Makros; bitte ohne Makros speichern und noch einmal hochladen."
                    .to_owned()
            }
            Self::Active { .. } => {
                "Die Zeichnung enthält Skripte oder lädt Inhalte von anderswo; bitte ohne diese speichern."
                    .to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::TooLarge { bytes } => facts! { "bytes" => bytes, "limitBytes" => DOCUMENT_MAX },
            Self::Active { part } => facts! { "part" => part },
            Self::Empty | Self::Unknown | Self::Macros => Facts::new(),
        }
    }
}

/// What the content is, by looking at it. Refuses what the vault does not take.
pub fn recognise(content: &[u8]) -> Result<MediaType, NotADocument> {
    if content.is_empty() {
        return Err(NotADocument::Empty);
    }
    if content.len() > DOCUMENT_MAX {
        return Err(NotADocument::TooLarge {
            bytes: content.len(),
        });
    }
    if office::is_archive(content) {
        return office::recognise(content);
    }
    match infer::get(content).map(|kind| kind.mime_type()) {
        Some("application/pdf") => Ok(MediaType::Pdf),
        Some("image/png") => Ok(MediaType::Png),
        Some("image/jpeg") => Ok(MediaType::Jpeg),
        Some("image/tiff") => Ok(MediaType::Tiff),
        // A drawing is XML, which has no signature.
        Some(_) | None => drawing::recognise(content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_what_it_looks_like() {
        let tiff = b"II*\0\x08\0\0\0\0\0\0\0";
        for (content, is) in [
            (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"[..], MediaType::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", MediaType::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", MediaType::Jpeg),
            (tiff, MediaType::Tiff),
        ] {
            assert_eq!(recognise(content), Ok(is));
        }
    }

    #[test]
    fn what_the_vault_does_not_know_it_does_not_take() {
        for content in [
            &b"MZ\x90\0\x03"[..],
            b"#!/bin/sh\nrm -r /",
            b"Sehr geehrte Damen und Herren",
            b"<html><script>alert(1)</script></html>",
            b"GIF89a\x01\0\x01\0",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PK\x03\x04",
            b"\0",
        ] {
            assert_eq!(recognise(content), Err(NotADocument::Unknown));
        }
        assert_eq!(recognise(b""), Err(NotADocument::Empty));
    }

    #[test]
    fn a_document_has_at_most_20_mib() {
        let mut content = b"%PDF-1.7\n".to_vec();
        content.resize(DOCUMENT_MAX, b' ');
        assert_eq!(recognise(&content), Ok(MediaType::Pdf));
        content.push(b' ');
        let refusal = recognise(&content).unwrap_err();
        assert_eq!(refusal.code(), "DOCUMENT_TOO_LARGE");
        assert_eq!(refusal.facts()["bytes"], DOCUMENT_MAX + 1);
    }
}
