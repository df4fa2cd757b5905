//! CSV as offices have it.

use encoding_rs::WINDOWS_1252;
use sheets::entering::{Encoding, Origin, limits};
use sheets::{ReadError, Table, read};

fn table(text: &str) -> Table {
    read(text.as_bytes(), "liste.csv").expect("a table")
}

fn lines(table: &Table) -> Vec<u32> {
    table.rows.iter().map(|row| row.line).collect()
}

#[test]
fn the_delimiter_is_the_one_with_which_headings_appear() {
    for (text, expected) in [
        ("Einrichtung;Telefon\nA, B, C;1\nD, E, F;2\n", ';'),
        ("Einrichtung,Telefon\n\"A; B\",1\n\"C; D\",2\n", ','),
        ("Einrichtung\tTelefon\nA, B; C\t1\n", '\t'),
        ("Spalte;Andere, Spalte\nx;y, z\n", ';'),
        ("sep=,\nEinrichtung,Telefon\nA;B,1\n", ','),
    ] {
        let table = table(text);
        let Origin::Delimited { delimiter, .. } = table.origin else {
            panic!("{text:?} is no workbook");
        };
        assert_eq!(delimiter, expected, "{text:?}");
        assert_eq!(table.headings.len(), 2, "{text:?}");
    }
}

#[test]
fn lines_are_counted_as_a_spreadsheet_shows_them() {
    let text = "Netzwerkpartner der Stadt\r\n\r\nEinrichtung;Telefon;Bemerkung\r\n\r\nA;1;\"erste\r\nzweite\r\n\r\nvierte\"\r\n;;\r\n\r\nB;2;x\r\nC;3;\"y\nz\"\r\nD;4;";
    let table = table(text);
    assert_eq!(table.header_line, 3);
    assert_eq!(lines(&table), [5, 8, 9, 10]);
    assert_eq!(table.rows[0].cells[2], "erste\nzweite\n\nvierte");
    let declared = read(b"sep=;\nEinrichtung;Telefon\nA;1\n", "x.csv").unwrap();
    assert_eq!((declared.header_line, lines(&declared)), (2, vec![3]));
}

#[test]
fn old_mac_line_ends_are_line_ends() {
    assert_eq!(lines(&table("Einrichtung;Telefon\rA;1\rB;2\r")), [2, 3]);
}

#[test]
fn a_windows_file_keeps_its_umlauts_and_dashes() {
    let text = "Träger;Straße\nÄmter – „Süd“;Größenweg 1 €\n";
    let bytes = WINDOWS_1252.encode(text).0;
    let table = read(&bytes, "liste.csv").unwrap();
    assert_eq!(table.rows[0].cells, ["Ämter – „Süd“", "Größenweg 1 €"]);
    let encoding = Encoding::Windows1252;
    assert_eq!(
        table.origin,
        Origin::Delimited {
            encoding,
            delimiter: ';'
        }
    );
}

#[test]
fn leading_zeros_and_guarded_texts_are_as_they_were() {
    let table = table("PLZ;Telefon\n01067;'+49 214\n00000;'tschuldigung\n");
    assert_eq!(table.rows[0].cells, ["01067", "+49 214"]);
    assert_eq!(table.rows[1].cells, ["00000", "'tschuldigung"]);
}

#[test]
fn a_quote_that_is_never_closed_is_named_with_its_line() {
    let text = "Einrichtung;Telefon\nA;1\n\"B;2\nC;3\nD;4\n";
    let refused = read(text.as_bytes(), "liste.csv").unwrap_err();
    assert_eq!(refused, ReadError::UnclosedQuote { line: 3 });
    let text = "Einrichtung;Telefon\nA;\"B\nC\"\n";
    assert_eq!(table(text).rows[0].cells[1], "B\nC");
}

#[test]
fn a_file_beyond_the_limits_is_refused_in_german() {
    let wide = format!(
        "Einrichtung;Telefon\nA;1\n{}x\n",
        ";".repeat(limits::COLUMNS)
    );
    let refused = read(wide.as_bytes(), "x").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Zeile 3 reicht über die 200. Spalte (GR) hinaus. Bitte löschen Sie, was rechts der Tabelle steht."
    );
    // Empty cells beyond are what a program leaves behind.
    let empty = format!("Einrichtung;Telefon\nA;1{}\n", ";".repeat(500));
    assert!(read(empty.as_bytes(), "x").is_ok());
    let long = format!("Einrichtung;Telefon\n{}", "A;1\n".repeat(limits::ROWS));
    assert_eq!(
        read(long.as_bytes(), "x").unwrap_err().to_string(),
        "Die Tabelle hat mehr als 100.000 Zeilen. Bitte teilen Sie sie auf."
    );
    let cell = format!("Einrichtung;Telefon\nA;{}\n", "x".repeat(limits::CELL + 1));
    assert_eq!(
        read(cell.as_bytes(), "x").unwrap_err().to_string(),
        "Zeile 2, Spalte B: Die Zelle enthält mehr als 32.767 Zeichen."
    );
    assert_eq!(
        read(&vec![b'x'; limits::BYTES + 1], "x"),
        Err(ReadError::TooLarge)
    );
}

#[test]
fn an_empty_file_says_so() {
    for text in ["", "\n\n", "\u{feff}", ";;;\n;\n"] {
        assert_eq!(
            read(text.as_bytes(), "x"),
            Err(ReadError::Empty),
            "{text:?}"
        );
    }
}

#[test]
fn what_is_no_table_is_named_for_what_it_is() {
    let refused = read(b"%PDF-1.7 ...", "Liste.pdf").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Die Datei „Liste.pdf“ ist ein PDF. Bitte speichern Sie die Tabelle als XLSX oder CSV."
    );
    let old = read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "Liste.xls").unwrap_err();
    assert!(old.to_string().contains("(.xlsx)"), "{old}");
    assert!(read(&[0x89, b'P', b'N', b'G', 13, 10], "Bild.png").is_err());
    assert!(read(&[1, 0, 0, 2, 0, 0, 0, 7, 9], "x.bin").is_err());
}
