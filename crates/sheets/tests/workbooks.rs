//! XLSX as offices have it.

use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use sheets::entering::Origin;
use sheets::{ReadError, read, read_sheet};

fn saved(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(&mut workbook).expect("a workbook");
    workbook.save_to_buffer().expect("a workbook")
}

fn list(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let titled = Format::new().set_bold();
    sheet.merge_range(
        0,
        0,
        0,
        5,
        "Netzwerk Frühe Hilfen: Mitgliederliste",
        &titled,
    )?;
    sheet.write(1, 0, "Stand")?.write(1, 1, "März 2024")?;
    for (at, heading) in (0..).zip([
        "Einrichtung",
        "PLZ",
        "Tel.-\nNr.",
        "Mitglied\nseit",
        "Uhrzeit",
        "Einwilligung",
        "FTE",
    ]) {
        sheet.write(3, at, heading)?;
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write(4, 0, "  Beratungsstelle\u{a0}Süd ")?;
    sheet.write_with_format(4, 1, 1067, &Format::new().set_num_format("00000"))?;
    sheet.write(4, 2, "0214 406-5100")?;
    sheet.write_with_format(4, 3, &date(2018, 10, 15), &day)?;
    let time = ExcelDateTime::from_hms(14, 30, 0.0)?;
    sheet.write_with_format(4, 4, &time, &Format::new().set_num_format("hh:mm"))?;
    sheet.write(4, 5, true)?;
    sheet.write(4, 6, 0.5)?;
    // Line 6 is empty, line 7 has a text in the middle; a format reaches far beyond.
    sheet.write(6, 2, "02171 404")?;
    sheet.write_blank(900, 190, &day)?;
    Ok(())
}

#[test]
fn a_list_is_read_below_its_title_with_days_times_and_leading_zeros() {
    let bytes = saved(|workbook| list(workbook.add_worksheet().set_name("Mitglieder")?));
    let table = read(&bytes, "Mitglieder.xlsx").unwrap();
    assert_eq!(table.header_line, 4);
    assert_eq!(table.headings[2], "Tel.-\nNr.");
    let first = &table.rows[0];
    assert_eq!(first.line, 5);
    assert_eq!(
        first.cells,
        [
            "Beratungsstelle\u{a0}Süd",
            "01067",
            "0214 406-5100",
            "15.10.2018",
            "14:30",
            "ja",
            "0,5"
        ]
    );
    assert_eq!(
        (table.rows[1].line, table.rows[1].get(2)),
        (7, Some("02171 404"))
    );
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn the_first_visible_sheet_with_content_is_read_and_any_by_name() {
    let bytes = saved(|workbook| {
        workbook.add_worksheet().set_name("leer")?.set_active(true);
        workbook
            .add_worksheet()
            .set_name("Geheim")?
            .set_hidden(true)
            .write(0, 0, "versteckt")?;
        list(workbook.add_worksheet().set_name("Mitglieder")?)?;
        workbook
            .add_worksheet()
            .set_name("AG")?
            .write(0, 0, "AG Prävention")?;
        Ok(())
    });
    let table = read(&bytes, "x.xlsx").unwrap();
    let Origin::Workbook { sheet, others } = table.origin else {
        panic!("a workbook was read");
    };
    assert_eq!(sheet, "Mitglieder");
    assert_eq!(others, ["leer", "AG"]);
    let named = read_sheet(&bytes, "x.xlsx", Some(" ag ")).unwrap();
    assert_eq!(named.headings, ["AG Prävention"]);
    let refused = read_sheet(&bytes, "x.xlsx", Some("Kontakte")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Es gibt kein Tabellenblatt „Kontakte“. Vorhanden: „leer“, „Mitglieder“, „AG“."
    );
}

#[test]
fn the_value_of_a_formula_is_read_and_not_the_formula() {
    let bytes = saved(|workbook| {
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "Einrichtung")?.write(0, 1, "Telefon")?;
        let formula = rust_xlsxwriter::Formula::new("=A1&\"x\"").set_result("Praxis Nord");
        sheet.write_formula(1, 0, formula)?;
        Ok(())
    });
    assert_eq!(read(&bytes, "x").unwrap().rows[0].cells, ["Praxis Nord"]);
}

#[test]
fn a_cell_in_the_last_corner_is_refused_and_costs_nothing() {
    let bytes = saved(|workbook| {
        let sheet = workbook.add_worksheet();
        list(sheet)?;
        sheet.write(1_048_575, 16_383, "Ende")?;
        Ok(())
    });
    let refused = read(&bytes, "x").unwrap_err();
    assert_eq!(refused, ReadError::TooManyColumns { line: 1_048_576 });
}

#[test]
fn a_workbook_without_content_is_empty() {
    let bytes = saved(|workbook| {
        workbook.add_worksheet();
        Ok(())
    });
    assert_eq!(read(&bytes, "x"), Err(ReadError::Empty));
}
