//! Reads a DOCX without what wrote it: the archive, its XML, the text between.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use crate::reading::Said;
use crate::sample;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A DOCX: its parts by name, each of which is XML.
pub(crate) struct Docx(BTreeMap<String, String>);

impl Docx {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        let parts = names.into_iter().map(|name| {
            let mut text = String::new();
            archive
                .by_name(&name)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            assert!(Document::parse(&text).is_ok(), "{name}: {text}");
            (name, text)
        });
        Self(parts.collect())
    }

    fn part(&self, name: &str) -> Document<'_> {
        Document::parse(&self.0[name]).unwrap()
    }

    /// The text of the pages.
    pub(crate) fn said(&self) -> Said {
        let document = self.part("word/document.xml");
        Said::new(&text(document.root()))
    }

    /// The texts of the headings, in order.
    pub(crate) fn headings(&self) -> Vec<String> {
        let document = self.part("word/document.xml");
        let paragraphs = document
            .descendants()
            .filter(|node| node.has_tag_name((W, "p")));
        let heading = |node: &Node<'_, '_>| {
            let mut styles = node
                .descendants()
                .filter(|node| node.has_tag_name((W, "pStyle")));
            styles.any(|style| style.attribute((W, "val")).unwrap().starts_with("Heading"))
        };
        paragraphs.filter(heading).map(text).collect()
    }
}

fn text(node: Node<'_, '_>) -> String {
    let mut said = String::new();
    for node in node.descendants() {
        if node.has_tag_name((W, "t")) {
            said.push_str(node.text().unwrap_or_default());
        } else if node.has_tag_name((W, "softHyphen")) {
            said.push('\u{ad}');
        }
    }
    said
}

fn every_docx() -> Vec<Vec<u8>> {
    vec![
        papers::numeric_proof_docx(&sample::grant::proof(40)).unwrap(),
        papers::grant_report_docx(&sample::grant::report()).unwrap(),
    ]
}

#[test]
fn every_docx_is_german_titled_dated_and_numbered() {
    for bytes in every_docx() {
        let docx = Docx::read(&bytes);
        let styles = docx.part("word/styles.xml");
        let mut languages = styles
            .descendants()
            .filter(|node| node.has_tag_name((W, "lang")));
        assert_eq!(
            languages.next().unwrap().attribute((W, "val")),
            Some("de-DE")
        );
        let core = &docx.0["docProps/core.xml"];
        for said in [
            ">2018-05-16T00:00:00Z</dcterms:created>",
            "<dc:language>de-DE</dc:language>",
            "<dc:creator>Stadt Musterstadt, Frühe Hilfen</dc:creator>",
        ] {
            assert!(core.contains(said), "{said} in {core}");
        }
        assert!(docx.0["word/header1.xml"].contains("Netzwerk Frühe Hilfen Musterstadt"));
        let footer = &docx.0["word/footer1.xml"];
        for said in [
            "Stand: 16.05.2018",
            "w:instr=\"PAGE\"",
            "w:instr=\"NUMPAGES\"",
        ] {
            assert!(footer.contains(said), "{said} in {footer}");
        }
    }
}

#[test]
fn every_table_repeats_its_head_and_fits_between_the_margins() {
    for bytes in every_docx() {
        let docx = Docx::read(&bytes);
        let document = docx.part("word/document.xml");
        let tables = document
            .descendants()
            .filter(|node| node.has_tag_name((W, "tbl")));
        let mut seen = 0;
        for table in tables {
            seen += 1;
            let rows = table.children().filter(|node| node.has_tag_name((W, "tr")));
            let heads: Vec<bool> = rows
                .map(|row| {
                    row.descendants()
                        .any(|node| node.has_tag_name((W, "tblHeader")))
                })
                .collect();
            assert!(heads[0] && !heads[1..].contains(&true));
            let columns = table
                .descendants()
                .filter(|node| node.has_tag_name((W, "gridCol")));
            let widths = columns.map(|column| column.attribute((W, "w")).unwrap());
            let whole: u32 = widths.map(|width| width.parse::<u32>().unwrap()).sum();
            assert!((9_300..=9_354).contains(&whole), "{whole}");
        }
        assert!(seen >= 5, "{seen}");
    }
}

#[test]
fn every_style_that_is_used_is_there_and_every_relation_leads_somewhere() {
    for bytes in every_docx() {
        let docx = Docx::read(&bytes);
        let styles = docx.part("word/styles.xml");
        let known: Vec<&str> = styles
            .descendants()
            .filter_map(|node| node.attribute((W, "styleId")))
            .collect();
        for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            for node in docx.part(part).descendants() {
                if node.has_tag_name((W, "pStyle")) || node.has_tag_name((W, "tblStyle")) {
                    let style = node.attribute((W, "val")).unwrap();
                    assert!(known.contains(&style), "{style} in {part}");
                }
            }
        }
        for (relations, folder) in [
            ("_rels/.rels", ""),
            ("word/_rels/document.xml.rels", "word/"),
        ] {
            for node in docx.part(relations).descendants() {
                if let Some(target) = node.attribute("Target") {
                    assert!(
                        docx.0.contains_key(&format!("{folder}{target}")),
                        "{target}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_docx() {
    assert!(every_docx() == every_docx());
}

#[test]
fn headings_are_heading_styles() {
    let docx = Docx::read(&papers::numeric_proof_docx(&sample::grant::proof(1)).unwrap());
    assert_eq!(
        docx.headings(),
        [
            "Was noch fehlt",
            "Einnahmen",
            "Ausgaben nach dem Ausgaben- und Finanzierungsplan",
            "Ausgaben nach Förderbereichen",
            "Weiterleitungen",
            "Ergebnis",
            "Belegliste",
            "Bestätigung",
        ]
    );
}
