//! ODS as LibreOffice writes it.

use std::io::{Cursor, Write};

use sheets::entering::Origin;
use sheets::{ReadError, Table, read, read_sheet};
use zip::write::SimpleFileOptions;

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("a small zip file");
        writer.write_all(text.as_bytes()).expect("a small zip file");
    }
    writer.finish().expect("a small zip file").into_inner()
}

fn texts(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let cells: String = cells.iter().map(cell).collect();
    format!(
        "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>"
    )
}

fn table(rows: &str) -> Result<Table, ReadError> {
    let header = texts(&["Einrichtung", "PLZ", "Mitglied seit", "Bemerkung"]);
    let empty = "<table:table name=\"leer\"><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    let empty = empty.replace("table name", "table table:name");
    read(
        &ods(&format!(
            "{empty}<table:table table:name=\"Liste\">{header}{rows}</table:table>"
        )),
        "x.ods",
    )
}

#[test]
fn cells_are_read_as_they_are_meant() {
    let row = "<table:table-row><table:table-cell><text:p>Haus <text:span>A</text:span> &amp; B<text:line-break/>\
        <text:s text:c=\"2\"/>Hof</text:p><text:p>Süd</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"1067\"><text:p>01067</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2018-10-15\"><text:p>15.10.18</text:p>\
        </table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"0.5\"><office:annotation>\
        <text:p>eine Notiz</text:p></office:annotation><text:p>50 %</text:p></table:table-cell></table:table-row>";
    let table = table(row).unwrap();
    let origin = Origin::Workbook {
        sheet: "Liste".to_owned(),
        others: vec!["leer".to_owned()],
    };
    assert_eq!(table.origin, origin);
    assert_eq!(
        table.rows[0].cells,
        ["Haus A & B\n  Hof\nSüd", "01067", "15.10.2018", "0,5"]
    );
}

#[test]
fn repeated_rows_and_cells_count() {
    let blank =
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>";
    let twice = texts(&["A"]).replacen(
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"2\">",
        1,
    );
    let gap = "<table:table-row><table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell \
               table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let table = table(&format!("{blank}{twice}{gap}")).unwrap();
    let lines: Vec<u32> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [5, 6, 7]);
    assert_eq!(table.rows[2].cells, ["", "", "x", "x"]);
}

#[test]
fn a_small_file_that_repeats_itself_to_death_is_refused() {
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p>\
                </table:table-cell></table:table-row>";
    assert_eq!(table(wide), Err(ReadError::TooManyColumns { line: 2 }));
    let tall = texts(&["x"]).replacen(
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"4294967295\">",
        1,
    );
    assert_eq!(table(&tall), Err(ReadError::TooManyRows));
    let long = "y".repeat(30_000);
    let heavy = texts(&[long.as_str(); 4]);
    let heavy = heavy.replacen(
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"90000\">",
        1,
    );
    assert_eq!(table(&heavy), Err(ReadError::UnpacksTooLarge));
}

#[test]
fn a_sheet_is_found_by_its_name() {
    let tables = format!(
        "<table:table table:name=\"A\">{}</table:table><table:table table:name=\"Ü &amp; B\">{}</table:table>",
        texts(&["Einrichtung", "PLZ"]),
        texts(&["Gremium", "Turnus"])
    );
    let named = read_sheet(&ods(&tables), "x.ods", Some("ü & b")).unwrap();
    assert_eq!(named.headings, ["Gremium", "Turnus"]);
    let refused = read_sheet(&ods(&tables), "x.ods", Some("C")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Es gibt kein Tabellenblatt „C“. Vorhanden: „A“, „Ü & B“."
    );
}
