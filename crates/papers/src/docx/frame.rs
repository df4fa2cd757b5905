//! What stands around the pages' content: running header and footer, and whose file it is.

use std::io;

use quick_xml::events::BytesText;

use super::{R, W, Xml, plain, run, value};
use crate::manuscript::{Manuscript, day};

/// The network's name, and how far the paper is.
pub(super) fn header(xml: &mut Xml, manuscript: &Manuscript<'_>) -> io::Result<()> {
    let head = manuscript.letterhead;
    let mut text = head.network_name.replace('\n', " ");
    if let Some(status) = &head.status {
        text = format!("{text} · {}", status.replace('\n', " "));
    }
    around(xml, "w:hdr", "Header", |xml| run(xml, &text, false))
}

/// „Stand: 16.05.2018 · Stadt Musterstadt, Frühe Hilfen · Seite 1 von 2“.
pub(super) fn footer(xml: &mut Xml, manuscript: &Manuscript<'_>) -> io::Result<()> {
    let head = manuscript.letterhead;
    let office = head.responsible_office.replace('\n', " ");
    let text = format!("Stand: {} · {office} · Seite ", day(head.stand));
    around(xml, "w:ftr", "Footer", |xml| {
        run(xml, &text, false)?;
        field(xml, "PAGE")?;
        run(xml, " von ", false)?;
        field(xml, "NUMPAGES")
    })
}

fn around(
    xml: &mut Xml,
    name: &str,
    style: &str,
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes([("xmlns:w", W), ("xmlns:r", R)])
        .write_inner_content(|xml| {
            xml.create_element("w:p").write_inner_content(|xml| {
                xml.create_element("w:pPr")
                    .write_inner_content(|xml| value(xml, "w:pStyle", style))?;
                content(xml)
            })?;
            Ok(())
        })?;
    Ok(())
}

/// What the program computes when it opens the file.
fn field(xml: &mut Xml, code: &str) -> io::Result<()> {
    xml.create_element("w:fldSimple")
        .with_attribute(("w:instr", code))
        .write_inner_content(|xml| run(xml, "1", false))?;
    Ok(())
}

/// Title, office, language and day.
pub(super) fn core(xml: &mut Xml, manuscript: &Manuscript<'_>) -> io::Result<()> {
    let head = manuscript.letterhead;
    let day = format!("{}T00:00:00Z", head.stand);
    xml.create_element("cp:coreProperties")
        .with_attributes([
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ])
        .write_inner_content(|xml| {
            for (name, text) in [
                ("dc:title", manuscript.title.as_str()),
                ("dc:creator", &head.responsible_office),
                ("cp:lastModifiedBy", &head.responsible_office),
                ("dc:language", "de-DE"),
            ] {
                let text = plain(text);
                xml.create_element(name)
                    .write_text_content(BytesText::new(&text))?;
            }
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.create_element(name)
                    .with_attribute(("xsi:type", "dcterms:W3CDTF"))
                    .write_text_content(BytesText::new(&day))?;
            }
            Ok(())
        })?;
    Ok(())
}
