//! XLSX and CSV that we write: what is in the file, and that it comes back as it was.

use std::io::{Cursor, Read};

use jiff::civil::date;
use proptest::prelude::*;
use sheets::formula::reveal;
use sheets::{Cell, Column, Document, Sheet, WriteError, read, to_csv, to_xlsx};

fn document() -> Document {
    Document {
        title: "Kontaktliste".to_owned(),
        issuer: "Stadt Leverkusen, Frühe Hilfen".to_owned(),
        issued_on: date(2018, 5, 16),
    }
}

fn sheet() -> Sheet {
    Sheet {
        name: "Anlage 1".to_owned(),
        title: "Anlage 1: Kontakte & Fachstellen".to_owned(),
        subtitle: Some("Stand: 16.05.2018".to_owned()),
        columns: vec![
            Column::new("Einrichtung", 40),
            Column::new("PLZ", 8),
            Column::new("Telefon", 20),
            Column::new("Mitglied seit", 12),
            Column::new("Bemerkung", 30),
        ],
        rows: vec![
            vec![
                "Beratungsstelle Süd".into(),
                "01067".into(),
                "+49 214 406-5100".into(),
                date(2016, 2, 29).into(),
                "=HYPERLINK(\"http://x.example\")".into(),
            ],
            vec![
                "Praxis".into(),
                Cell::Empty,
                "0214 406".into(),
                Cell::Empty,
                3.into(),
            ],
            vec!["Haus „Kunterbunt“; 2. Stock\nHof".into()],
        ],
    }
}

fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a part of the package");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect("a part of the package")
        .read_to_string(&mut text)
        .expect("a part of the package");
    text
}

#[test]
fn a_worksheet_prints_with_its_header_on_every_page_one_page_wide() {
    let xlsx = to_xlsx(&document(), &[sheet()]).unwrap();
    let worksheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    for expected in [
        "<pageSetUpPr fitToPage=\"1\"/>",
        "state=\"frozen\"",
        "ySplit=\"4\"",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<autoFilter ref=\"A4:E7\"/>",
        "numberStoredAsText=\"1\"",
        "Kontakte &amp;&amp; Fachstellen",
        "Seite &amp;P von &amp;N",
    ] {
        assert!(
            worksheet.contains(expected),
            "{expected} is not in {worksheet}"
        );
    }
    assert!(!worksheet.contains("<f>"), "no text is a formula");
    assert!(part(&xlsx, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
}

#[test]
fn a_workbook_says_its_title_issuer_day_and_language() {
    let core = part(
        &to_xlsx(&document(), &[sheet()]).unwrap(),
        "docProps/core.xml",
    );
    for expected in [
        "<dc:title>Kontaktliste</dc:title>",
        "<dc:creator>Stadt Leverkusen, Frühe Hilfen</dc:creator>",
        "2018-05-16T00:00:00Z",
        "<dc:language>de-DE</dc:language>",
    ] {
        assert!(core.contains(expected), "{expected} is not in {core}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let twice = [0, 1].map(|_| to_xlsx(&document(), &[sheet()]).unwrap());
    assert_eq!(twice[0], twice[1]);
}

#[test]
fn what_leaves_as_xlsx_or_csv_comes_back_as_it_was() {
    let xlsx = to_xlsx(&document(), &[sheet()]).unwrap();
    for (bytes, header_line) in [(xlsx, 4), (to_csv(&sheet()), 1)] {
        let table = read(&bytes, "liste").unwrap();
        assert_eq!(table.header_line, header_line);
        assert_eq!(
            table.headings,
            [
                "Einrichtung",
                "PLZ",
                "Telefon",
                "Mitglied seit",
                "Bemerkung"
            ]
        );
        assert_eq!(
            table.rows[0].cells,
            [
                "Beratungsstelle Süd",
                "01067",
                "+49 214 406-5100",
                "29.02.2016",
                "=HYPERLINK(\"http://x.example\")"
            ]
        );
        assert_eq!(table.rows[0].line, header_line + 1);
        assert_eq!(table.rows[1].get(4), Some("3"));
        assert_eq!(table.rows[2].cells[0], "Haus „Kunterbunt“; 2. Stock\nHof");
        assert_eq!(table.rows[2].line, header_line + 3);
    }
}

#[test]
fn a_sheet_that_excel_would_refuse_is_refused_with_its_name() {
    let mut wide = sheet();
    wide.rows[1] = vec![Cell::Empty; 6];
    let refused = to_xlsx(&document(), &[wide]).unwrap_err();
    assert!(matches!(
        refused,
        WriteError::TooManyCells {
            row: 1,
            cells: 6,
            columns: 5,
            ..
        }
    ));

    let refused = to_xlsx(&document(), &[sheet(), sheet()]).unwrap_err();
    assert!(refused.to_string().contains("Anlage 1") || matches!(refused, WriteError::Workbook(_)));

    let mut long = sheet();
    long.rows[0][0] = "x".repeat(32_768).into();
    let refused = to_xlsx(&document(), &[long]).unwrap_err();
    assert_eq!(refused.to_string(), "write sheet `Anlage 1`");
}

#[test]
fn an_empty_list_is_a_table_with_its_headings() {
    let empty = Sheet {
        rows: Vec::new(),
        ..sheet()
    };
    let xlsx = to_xlsx(&document(), std::slice::from_ref(&empty)).unwrap();
    for bytes in [xlsx, to_csv(&empty)] {
        let table = read(&bytes, "liste").unwrap();
        assert_eq!((table.headings.len(), table.rows.len()), (5, 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_from_csv_and_xlsx(texts in prop::collection::vec("[^\\p{C}]{0,12}[\n;\"'=+@\t-]?[^\\p{C}]{0,12}", 1..12)) {
        let rows = texts.iter().map(|text| vec!["Einrichtung 1".into(), Cell::Text(text.clone())]).collect();
        let columns = vec![Column::new("Einrichtung", 9), Column::new("Bemerkung", 9)];
        let sheet = Sheet { columns, rows, subtitle: None, ..sheet() };
        let xlsx = to_xlsx(&document(), std::slice::from_ref(&sheet)).unwrap();
        // An XLSX has no guarded texts: an apostrophe in it is taken for that of a CSV that was saved anew.
        for (bytes, is_guarded) in [(to_csv(&sheet), true), (xlsx, false)] {
            let table = read(&bytes, "liste").unwrap();
            prop_assert_eq!(table.rows.len(), texts.len());
            for (row, text) in table.rows.iter().zip(&texts) {
                let text = if is_guarded { text } else { reveal(text.trim()) };
                prop_assert_eq!(row.get(1).unwrap_or(""), text.trim());
            }
        }
    }
}
