//! A manuscript as DOCX (ISO/IEC 29500 transitional), to be edited in Word or LibreOffice.
//!
//! * Headings are heading styles („Überschrift 1“, „Überschrift 2“ in a German Word), lists are lists, tables repeat
//!   their head, the language is German, pages are numbered: what edits it can navigate, check and read it aloud.
//! * Every word is written as text by the XML writer, which escapes it; what XML 1.0 forbids, and what no reader sees,
//!   goes before.
//! * The same input gives the same bytes: the days of the core properties are the paper's own, those of the archive are
//!   its format's first.
//! * No crest: who edits a paper puts it under his office's own head.
//!
//! [`body`] writes the pages' content, [`frame`] what stands around it; styles, numbering and settings are the files
//! of `templates/docx/`.
//!
//! # Why no DOCX crate
//!
//! The format is a ZIP archive of XML, and both writers are in the house already (`zip`, `quick-xml`): what is left to
//! write is smaller than what is said about it here. Looked at and rejected:
//!
//! * **`docx-rs`** 0.4.22 (MIT, kept, the most used): writes neither repeated table heads (`w:tblHeader`) nor a language
//!   (`w:lang`), and title and author of the core properties cannot be set from outside: three of the four demands
//!   above would be patched into its output.
//! * **`rdocx`** 0.16.4 (MIT or Apache-2.0): can do it, and brings a layout engine, PDF, ODT, EPUB and RTF with it; one
//!   file of its source has 59 000 lines, by one author.
//! * **`docx`, `docx-rust`**: parsers first; no field for the language, no release that is kept.
//! * **LibreOffice over HTML**: a process per paper, and other bytes with each release.

mod body;
mod frame;

use std::io::{self, Cursor, Write as _};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::manuscript::Manuscript;
use crate::typeset::is_silent;

/// What XML is written into.
type Xml = Writer<Vec<u8>>;

const TYPES: &str = include_str!("../../templates/docx/content_types.xml");
const RELATIONS: &str = include_str!("../../templates/docx/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("../../templates/docx/document_relations.xml");
const STYLES: &str = include_str!("../../templates/docx/styles.xml");
const NUMBERING: &str = include_str!("../../templates/docx/numbering.xml");
const SETTINGS: &str = include_str!("../../templates/docx/settings.xml");

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The manuscript as a file.
pub(crate) fn file(manuscript: &Manuscript<'_>) -> io::Result<Vec<u8>> {
    let document = part(|xml| body::document(xml, manuscript))?;
    let header = part(|xml| frame::header(xml, manuscript))?;
    let footer = part(|xml| frame::footer(xml, manuscript))?;
    let core = part(|xml| frame::core(xml, manuscript))?;
    let parts: [(&str, &[u8]); 10] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("docProps/core.xml", &core),
        (
            "word/_rels/document.xml.rels",
            DOCUMENT_RELATIONS.as_bytes(),
        ),
        ("word/document.xml", &document),
        ("word/footer1.xml", &footer),
        ("word/header1.xml", &header),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/settings.xml", SETTINGS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A part of the archive that differs from paper to paper.
fn part(write: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new(
        "1.0",
        Some("UTF-8"),
        Some("yes"),
    )))?;
    write(&mut xml)?;
    Ok(xml.into_inner())
}

/// An element with `w:val`.
fn value(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name)
        .with_attribute(("w:val", value))
        .write_empty()?;
    Ok(())
}

/// A run of text with its look; its line breaks stay.
fn run(xml: &mut Xml, text: &str, bold: bool) -> io::Result<()> {
    xml.create_element("w:r").write_inner_content(|xml| {
        if bold {
            xml.create_element("w:rPr").write_inner_content(|xml| {
                xml.create_element("w:b").write_empty()?;
                Ok(())
            })?;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                xml.create_element("w:br").write_empty()?;
            }
            pieces(xml, line)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A line; its soft hyphens are elements of the format.
fn pieces(xml: &mut Xml, line: &str) -> io::Result<()> {
    for (index, piece) in line.split('\u{ad}').enumerate() {
        if index > 0 {
            xml.create_element("w:softHyphen").write_empty()?;
        }
        let piece = plain(piece);
        if !piece.is_empty() {
            xml.create_element("w:t")
                .with_attribute(("xml:space", "preserve"))
                .write_text_content(BytesText::new(&piece))?;
        }
    }
    Ok(())
}

/// Without what XML forbids, and without what no reader sees.
fn plain(text: &str) -> String {
    let legible = |sign: char| match sign {
        '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if is_silent(sign) => None,
        _ => Some(sign),
    };
    text.chars().filter_map(legible).collect()
}
