//! Office documents are archives: what they are stands in the names of their parts.

use std::io::{Cursor, Read as _};

use kernel::MediaType;
use zip::ZipArchive;

use super::NotADocument;

/// More parts than any letter or table has.
const PARTS_MAX: usize = 10_000;

const OPEN_DOCUMENT_TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";

pub(super) fn is_archive(content: &[u8]) -> bool {
    content.starts_with(b"PK\x03\x04")
}

/// Only the archive's index is read, and of an OpenDocument its type, which is never packed.
pub(super) fn recognise(content: &[u8]) -> Result<MediaType, NotADocument> {
    let mut archive =
        ZipArchive::new(Cursor::new(content)).map_err(|_error| NotADocument::Unknown)?;
    if archive.len() > PARTS_MAX {
        return Err(NotADocument::Unknown);
    }
    let has = |wanted: &str| archive.index_for_name(wanted).is_some();
    let media_type = if has("word/document.xml") {
        MediaType::Docx
    } else if has("xl/workbook.xml") {
        MediaType::Xlsx
    } else if is_open_document_text(&mut archive) {
        MediaType::Odt
    } else {
        return Err(NotADocument::Unknown);
    };
    for name in archive.file_names() {
        let name = name.map_err(|_error| NotADocument::Unknown)?;
        if is_macro(&name) {
            return Err(NotADocument::Macros);
        }
    }
    Ok(media_type)
}

fn is_macro(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
}

fn is_open_document_text(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(part) = archive.by_name("mimetype") else {
        return false;
    };
    let mut found = Vec::new();
    let limit = OPEN_DOCUMENT_TEXT.len() as u64 + 1;
    part.take(limit).read_to_end(&mut found).is_ok() && found == OPEN_DOCUMENT_TEXT
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;
    use crate::documents::recognise;

    /// An archive with parts of that name and content.
    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in parts {
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_office_document_is_what_its_parts_say_in_any_order() {
        let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
        let word = ("word/document.xml", &b"<document/>"[..]);
        let table = ("xl/workbook.xml", &b"<workbook/>"[..]);
        assert_eq!(recognise(&archive(&[types, word])), Ok(MediaType::Docx));
        assert_eq!(recognise(&archive(&[word, types])), Ok(MediaType::Docx));
        assert_eq!(recognise(&archive(&[table, types])), Ok(MediaType::Xlsx));
        let text = ("mimetype", OPEN_DOCUMENT_TEXT);
        assert_eq!(recognise(&archive(&[text])), Ok(MediaType::Odt));
    }

    #[test]
    fn an_archive_of_other_things_is_no_document() {
        let presentation = &b"application/vnd.oasis.opendocument.presentation"[..];
        let template = &b"application/vnd.oasis.opendocument.text-template"[..];
        for parts in [
            &[("letter.pdf", &b"%PDF-1.7"[..])][..],
            &[("mimetype", presentation)],
            &[("mimetype", template)],
            &[("ppt/presentation.xml", b"<p/>")],
        ] {
            assert_eq!(recognise(&archive(parts)), Err(NotADocument::Unknown));
        }
    }

    #[test]
    fn a_document_with_macros_is_refused() {
        for parts in [
            &[
                ("word/document.xml", &b"<document/>"[..]),
                ("word/vbaProject.bin", b"\0"),
            ][..],
            &[
                ("mimetype", OPEN_DOCUMENT_TEXT),
                ("Basic/Standard/Module1.xml", b"<m/>"),
            ],
        ] {
            assert_eq!(recognise(&archive(parts)), Err(NotADocument::Macros));
        }
    }
}
