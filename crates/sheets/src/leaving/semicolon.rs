//! CSV as German programs read it: `;`, UTF-8 with byte order mark, CRLF, days as 31.12.2020.
//!
//! Excel in a German Windows splits at `;` and takes a file without the mark for Windows-1252. The headings are the
//! first line; title and subtitle are not written, since programs read CSV by its first line. Text that a
//! spreadsheet would calculate is guarded ([`crate::formula`] argues it).

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::formula::guard;
use crate::sheet::{Cell, Sheet};

/// What tells Excel that the bytes are UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The sheet as CSV. Every line has as many cells as the sheet has columns.
pub fn to_csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    let headings = sheet
        .columns
        .iter()
        .map(|column| line_feeds(&column.heading));
    let complete = "a Vec takes every byte, and every line has the same number of cells";
    writer
        .write_record(headings.map(|heading| guard(&heading).into_owned()))
        .expect(complete);
    for row in &sheet.rows {
        let cells = (0..sheet.columns.len()).map(|at| text(row.get(at).unwrap_or(&Cell::Empty)));
        writer.write_record(cells).expect(complete);
    }
    writer.into_inner().expect("a Vec takes every byte")
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guard(&line_feeds(text)).into_owned(),
        Cell::Date(date) => date.strftime("%d.%m.%Y").to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Cents(cents) => euros(*cents, ','),
    }
}

/// An amount with two places after the comma and nothing between its thousands, as programs read it.
pub(super) fn euros(cents: i64, comma: char) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}{comma}{:02}", cents / 100, cents % 100)
}

/// Line breaks within a cell are single line feeds, as Excel writes them; CRLF ends a line of the table.
fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Column;
    use jiff::civil::date;

    fn csv(rows: Vec<Vec<Cell>>) -> String {
        let columns = vec![Column::new("Einrichtung", 30), Column::new("Telefon", 20)];
        let sheet = Sheet {
            name: "Kontakte".to_owned(),
            columns,
            rows,
            ..Sheet::default()
        };
        String::from_utf8(to_csv(&sheet)).unwrap()
    }

    #[test]
    fn a_file_has_mark_semicolons_and_crlf() {
        let text = csv(vec![vec!["Beratungsstelle Süd".into(), "0214 406".into()]]);
        assert_eq!(
            text,
            "\u{feff}Einrichtung;Telefon\r\nBeratungsstelle Süd;0214 406\r\n"
        );
    }

    #[test]
    fn a_cell_with_semicolon_quote_or_line_break_is_quoted() {
        let text = csv(vec![vec!["Haus „A“; \"B\"\r\nHof".into(), Cell::Empty]]);
        assert_eq!(
            text,
            "\u{feff}Einrichtung;Telefon\r\n\"Haus „A“; \"\"B\"\"\nHof\";\r\n"
        );
    }

    #[test]
    fn a_telephone_number_with_a_plus_sign_is_readable_and_not_calculated() {
        let text = csv(vec![vec!["=1+1".into(), "+49 214 406-5100".into()]]);
        assert!(text.ends_with("\r\n'=1+1;'+49 214 406-5100\r\n"), "{text}");
    }

    #[test]
    fn a_day_is_german_a_count_is_plain_and_a_short_row_is_filled() {
        let text = csv(vec![
            vec![date(2020, 12, 31).into(), 7.into()],
            vec![(-7).into()],
        ]);
        assert!(text.ends_with("\r\n31.12.2020;7\r\n-7;\r\n"), "{text}");
    }

    #[test]
    fn an_amount_has_a_comma_and_two_places() {
        let text = csv(vec![
            vec![Cell::Cents(2_500_001), Cell::Cents(-5)],
            vec![Cell::Cents(0), Cell::Cents(i64::MIN)],
        ]);
        let amounts = "\r\n25000,01;-0,05\r\n0,00;-92233720368547758,08\r\n";
        assert!(text.ends_with(amounts), "{text}");
    }
}
