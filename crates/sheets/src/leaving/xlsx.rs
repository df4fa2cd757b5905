//! Worksheets that print well.
//!
//! Title and subtitle above the table, the header row frozen, bold, filtered and repeated on every page; A4
//! landscape, one page wide; days are days, numbers that begin with zero are text and no warning; the file says its
//! title, its issuer and its language. Rows are as high as their text needs: LibreOffice believes the file, and text
//! over text is what it would print otherwise. `rust_xlsxwriter` is kept and writes nothing that was not asked for.
//! Rejected: `umya-spreadsheet`, which reads and changes files, and is as heavy as that.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, FormatBorder, FormatPattern, IgnoreError, Workbook,
    Worksheet, XlsxError,
};
use thiserror::Error;

use super::language::state_language;
use super::semicolon::euros;
use crate::sheet::{Cell, Sheet};

/// What the file says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    /// The office that issues it, never a person (AGR-30).
    pub issuer: String,
    /// The day of issue, which is the only date in the file that is not a cell.
    pub issued_on: Date,
}

/// Why a sheet cannot be written. All are mistakes of the one who built it.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("sheet `{sheet}`: row {row} has {cells} cells for {columns} columns")]
    TooManyCells {
        sheet: String,
        /// The row's place in the sheet, from 0.
        row: usize,
        cells: usize,
        columns: usize,
    },
    #[error("write sheet `{sheet}`")]
    Sheet {
        sheet: String,
        #[source]
        source: XlsxError,
    },
    #[error("write the workbook")]
    Workbook(#[source] XlsxError),
}

const A4: u8 = 9;
/// Excel's limit for a footer, less what we add to the title.
const FOOTER_TITLE_MAX: usize = 200;

struct Formats {
    title: Format,
    subtitle: Format,
    heading: Format,
    text: Format,
    date: Format,
    number: Format,
    amount: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            subtitle: Format::new(),
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_pattern(FormatPattern::Solid)
                .set_background_color("#E7E6E6"),
            text: cell.clone().set_text_wrap().set_num_format("@"),
            date: cell
                .clone()
                .set_align(FormatAlign::Left)
                .set_num_format("dd.mm.yyyy"),
            number: cell.clone().set_num_format("0"),
            amount: cell.set_num_format("#,##0.00\\ \"€\""),
        }
    }
}

/// The sheets as one XLSX file.
///
/// # Errors
/// A name that Excel refuses or that occurs twice, a row with more cells than columns, a text of more than 32,767
/// characters, more than 1,048,576 rows.
pub fn to_xlsx(document: &Document, sheets: &[Sheet]) -> Result<Vec<u8>, WriteError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&document.title)
        .set_author(&document.issuer)
        .set_creation_datetime(&document.issued_on);
    workbook.set_properties(&properties);
    for sheet in sheets {
        check(sheet)?;
        let worksheet = workbook.add_worksheet();
        fill(worksheet, sheet, &formats).map_err(|source| WriteError::Sheet {
            sheet: sheet.name.clone(),
            source,
        })?;
    }
    let bytes = workbook.save_to_buffer().map_err(WriteError::Workbook)?;
    state_language(&bytes).map_err(|source| WriteError::Workbook(source.into()))
}

fn check(sheet: &Sheet) -> Result<(), WriteError> {
    let columns = sheet.columns.len();
    match sheet.rows.iter().position(|row| row.len() > columns) {
        None => Ok(()),
        Some(row) => Err(WriteError::TooManyCells {
            sheet: sheet.name.clone(),
            row,
            cells: sheet.rows[row].len(),
            columns,
        }),
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.write_string_with_format(0, 0, &sheet.title, &formats.title)?;
    let mut header = 2;
    if let Some(subtitle) = &sheet.subtitle {
        worksheet.write_string_with_format(1, 0, subtitle, &formats.subtitle)?;
        header = 3;
    }
    let mut last_column = 0;
    let mut height = 1;
    for (at, column) in (0..).zip(&sheet.columns) {
        worksheet.set_column_width(at, column.width)?;
        worksheet.write_string_with_format(header, at, &column.heading, &formats.heading)?;
        last_column = at;
        height = height.max(lines(&column.heading, column.width));
    }
    set_height(worksheet, header, height)?;
    let mut last_row = header;
    for (line, row) in (header + 1..).zip(&sheet.rows) {
        let mut height = 1;
        for (at, (cell, column)) in (0..).zip(row.iter().zip(&sheet.columns)) {
            match cell {
                Cell::Empty => worksheet.write_blank(line, at, &formats.text)?,
                Cell::Text(text) => {
                    let text = text.replace("\r\n", "\n").replace('\r', "\n");
                    height = height.max(lines(&text, column.width));
                    worksheet.write_string_with_format(line, at, text, &formats.text)?
                }
                Cell::Date(date) => {
                    worksheet.write_datetime_with_format(line, at, date, &formats.date)?
                }
                Cell::Number(number) => {
                    worksheet.write_number_with_format(line, at, *number, &formats.number)?
                }
                Cell::Cents(cents) => {
                    worksheet.write_number_with_format(line, at, amount(*cents), &formats.amount)?
                }
            };
        }
        set_height(worksheet, line, height)?;
        last_row = line;
    }
    if !sheet.columns.is_empty() {
        worksheet.autofilter(header, 0, last_row, last_column)?;
        let stored_as_text = IgnoreError::NumberStoredAsText;
        worksheet.ignore_error_range(header, 0, last_row, last_column, stored_as_text)?;
    }
    worksheet.set_freeze_panes(header + 1, 0)?;
    worksheet.set_repeat_rows(header, header)?;
    worksheet.set_paper_size(A4);
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    let title: String = sheet.title.chars().take(FOOTER_TITLE_MAX).collect();
    // In a footer `&` begins a code.
    let title = title.replace('&', "&&");
    worksheet.set_footer(format!("&L{title}&RSeite &P von &N"));
    Ok(())
}

/// The number that a spreadsheet keeps, which knows no other than floats: the one next to the amount.
fn amount(cents: i64) -> f64 {
    let text = euros(cents, '.');
    text.parse()
        .expect("digits with a point between them are a number")
}

/// How many lines the text takes in a column of this width, rather one more than one less.
fn lines(text: &str, width: u8) -> u16 {
    // Fonts differ: what fits into ten characters of one takes nine of another.
    let width = (usize::from(width) * 9 / 10).max(1);
    let of_paragraph = |paragraph: &str| {
        let mut lines = 1;
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            let with_blank = if used == 0 { length } else { used + 1 + length };
            if with_blank <= width {
                used = with_blank;
                continue;
            }
            // A word that is longer than a line is broken.
            lines += usize::from(used > 0) + length.saturating_sub(1) / width;
            used = length - length.saturating_sub(1) / width * width;
        }
        lines
    };
    let lines: usize = text.split('\n').map(of_paragraph).sum();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

fn set_height(worksheet: &mut Worksheet, row: u32, lines: u16) -> Result<(), XlsxError> {
    /// Points of a line of the standard font.
    const LINE: u16 = 15;
    /// Excel's limit, in points.
    const HIGHEST: u16 = 405;
    if lines > 1 {
        worksheet.set_row_height(row, lines.saturating_mul(LINE).min(HIGHEST))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_text_takes_as_many_lines_as_its_words_need() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("kurz", 10), 1);
        assert_eq!(lines("zwei\nZeilen", 10), 2);
        assert_eq!(lines("Jugendamt und Beratung", 10), 3);
        assert_eq!(lines(&"x".repeat(27), 10), 3);
        assert_eq!(lines("x", 0), 1);
    }
}
