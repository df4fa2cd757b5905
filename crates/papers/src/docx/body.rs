//! What stands on the pages: paragraphs of a style, lists, tables.

use std::io;

use super::{R, W, Xml, run, value};
use crate::manuscript::{Column, Manuscript, Part, Row};

/// The width between the margins of `section`, in twentieths of a point.
const WIDTH: u32 = 11_906 - 1_418 - 1_134;

pub(super) fn document(xml: &mut Xml, manuscript: &Manuscript<'_>) -> io::Result<()> {
    xml.create_element("w:document")
        .with_attributes([("xmlns:w", W), ("xmlns:r", R)])
        .write_inner_content(|xml| {
            xml.create_element("w:body").write_inner_content(|xml| {
                styled(xml, "Title", &manuscript.title)?;
                if let Some(subtitle) = &manuscript.subtitle {
                    styled(xml, "Subtitle", subtitle)?;
                }
                if let Some(status) = &manuscript.letterhead.status {
                    fact(xml, "Status", status)?;
                }
                for piece in &manuscript.parts {
                    part(xml, piece)?;
                }
                section(xml)
            })?;
            Ok(())
        })?;
    Ok(())
}

fn part(xml: &mut Xml, part: &Part) -> io::Result<()> {
    match part {
        Part::Heading { level: 1, text } => styled(xml, "Heading1", text),
        Part::Heading { level: _, text } => styled(xml, "Heading2", text),
        Part::Paragraph { text } => styled(xml, "Normal", text),
        Part::Fact { label, value } => fact(xml, label, value),
        Part::Gap { text } => styled(xml, "Gap", text),
        Part::List { items } => items
            .iter()
            .try_for_each(|item| styled(xml, "ListBullet", item)),
        Part::Table { columns, rows } => table(xml, columns, rows),
    }
}

/// A paragraph of a style of `templates/docx/styles.xml`.
pub(super) fn styled(xml: &mut Xml, style: &str, text: &str) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr")
            .write_inner_content(|xml| value(xml, "w:pStyle", style))?;
        run(xml, text, false)
    })?;
    Ok(())
}

fn fact(xml: &mut Xml, label: &str, value: &str) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        run(xml, &format!("{label}: "), true)?;
        run(xml, value, false)
    })?;
    Ok(())
}

fn table(xml: &mut Xml, columns: &[Column], rows: &[Row]) -> io::Result<()> {
    let whole: u32 = columns.iter().map(|column| column.width).sum();
    let widths: Vec<String> = columns
        .iter()
        .map(|column| (WIDTH * column.width / whole.max(1)).to_string())
        .collect();
    xml.create_element("w:tbl").write_inner_content(|xml| {
        xml.create_element("w:tblPr").write_inner_content(|xml| {
            value(xml, "w:tblStyle", "Numbers")?;
            width(xml, "w:tblW", &WIDTH.to_string())?;
            xml.create_element("w:tblLayout")
                .with_attribute(("w:type", "fixed"))
                .write_empty()?;
            xml.create_element("w:tblLook")
                .with_attributes([("w:val", "0020"), ("w:firstRow", "1")])
                .write_empty()?;
            Ok(())
        })?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            for width in &widths {
                xml.create_element("w:gridCol")
                    .with_attribute(("w:w", width.as_str()))
                    .write_empty()?;
            }
            Ok(())
        })?;
        let heads: Vec<&str> = columns.iter().map(|column| &*column.head).collect();
        row(xml, columns, &widths, &heads, Kind::Head)?;
        for known in rows {
            let cells: Vec<&str> = known.cells.iter().map(|cell| &**cell).collect();
            let kind = if known.sum { Kind::Sum } else { Kind::Plain };
            row(xml, columns, &widths, &cells, kind)?;
        }
        Ok(())
    })?;
    // Two tables that follow one another would be one.
    xml.create_element("w:p").write_empty()?;
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Plain,
    Sum,
}

fn row(
    xml: &mut Xml,
    columns: &[Column],
    widths: &[String],
    cells: &[&str],
    kind: Kind,
) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        xml.create_element("w:trPr").write_inner_content(|xml| {
            xml.create_element("w:cantSplit").write_empty()?;
            if kind == Kind::Head {
                xml.create_element("w:tblHeader").write_empty()?;
            }
            Ok(())
        })?;
        for ((column, wide), cell) in columns.iter().zip(widths).zip(cells) {
            xml.create_element("w:tc").write_inner_content(|xml| {
                xml.create_element("w:tcPr")
                    .write_inner_content(|xml| width(xml, "w:tcW", wide))?;
                xml.create_element("w:p").write_inner_content(|xml| {
                    xml.create_element("w:pPr").write_inner_content(|xml| {
                        value(xml, "w:pStyle", "Cell")?;
                        let side = if column.number { "right" } else { "left" };
                        value(xml, "w:jc", side)
                    })?;
                    run(xml, cell, kind != Kind::Plain)
                })?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn width(xml: &mut Xml, name: &str, twentieths: &str) -> io::Result<()> {
    xml.create_element(name)
        .with_attributes([("w:w", twentieths), ("w:type", "dxa")])
        .write_empty()?;
    Ok(())
}

/// A4, the margins of the PDF.
fn section(xml: &mut Xml) -> io::Result<()> {
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        for (name, id) in [
            ("w:headerReference", "header"),
            ("w:footerReference", "footer"),
        ] {
            xml.create_element(name)
                .with_attributes([("w:type", "default"), ("r:id", id)])
                .write_empty()?;
        }
        xml.create_element("w:pgSz")
            .with_attributes([("w:w", "11906"), ("w:h", "16838")])
            .write_empty()?;
        xml.create_element("w:pgMar")
            .with_attributes([
                ("w:top", "1588"),
                ("w:right", "1134"),
                ("w:bottom", "1474"),
                ("w:left", "1418"),
                ("w:header", "709"),
                ("w:footer", "709"),
                ("w:gutter", "0"),
            ])
            .write_empty()?;
        Ok(())
    })?;
    Ok(())
}
