//! XLSX, cell by cell.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::{Date, DateTime, Time};

use super::error::ReadError;
use super::table::{Origin, Row};
use super::{Grid, cell, limits};

/// The sheet that was asked for, or the first visible one with something in it.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Grid, ReadError> {
    // A crafted file must not end more than its own import, and the reader has not met every such file.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
        choose(book, wanted)
    }));
    read.unwrap_or(Err(ReadError::Broken))
}

fn choose(mut book: Xlsx<Cursor<&[u8]>>, wanted: Option<&str>) -> Result<Grid, ReadError> {
    let worksheets = book.sheets_metadata().iter();
    let worksheets = worksheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<_>, Vec<_>) = worksheets
        .cloned()
        .partition(|sheet| sheet.visible == SheetVisible::Visible);
    let visible: Vec<String> = visible.into_iter().map(|sheet| sheet.name).collect();
    let others = |chosen: &str| {
        visible
            .iter()
            .filter(|name| *name != chosen)
            .cloned()
            .collect()
    };
    let grid = |sheet: &str, rows| Grid {
        origin: Origin::Workbook {
            sheet: sheet.to_owned(),
            others: others(sheet),
        },
        rows,
    };
    if let Some(wanted) = wanted {
        let same = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
        let hidden: Vec<String> = hidden.into_iter().map(|sheet| sheet.name).collect();
        let Some(name) = visible.iter().chain(&hidden).find(same) else {
            return Err(ReadError::NoSuchSheet {
                wanted: wanted.to_owned(),
                present: visible.clone(),
            });
        };
        return Ok(grid(name, rows(&mut book, name)?));
    }
    for name in &visible {
        let rows = rows(&mut book, name)?;
        if !rows.is_empty() {
            return Ok(grid(name, rows));
        }
    }
    Err(ReadError::Empty)
}

/// The rows that are not empty. A row may come in pieces and out of order, says the format.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Row>, ReadError> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut characters = 0;
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (at, column) = found.get_position();
        let format = reader
            .styles()
            .get(style)
            .and_then(|style| style.number_format.as_ref());
        let text = text(
            found.get_value(),
            format.map(|format| format.format_code.as_str()),
        );
        let Some(text) = text else { continue };
        characters += text.len();
        if characters > limits::CHARACTERS {
            return Err(ReadError::UnpacksTooLarge);
        }
        let line = at.saturating_add(1);
        let row = rows.entry(at).or_insert_with(|| Row {
            line,
            cells: Vec::new(),
        });
        cell::put(row, column as usize, &text)?;
        if rows.len() > limits::ROWS {
            return Err(ReadError::TooManyRows);
        }
    }
    Ok(rows.into_values().filter(|row| !row.is_blank()).collect())
}

fn text(value: &DataRef<'_>, format: Option<&str>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) if text.trim().is_empty() => return None,
        DataRef::SharedString(text) if text.trim().is_empty() => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => padded(number.to_string(), format),
        // The shortest digits that mean the number: 51373 and not 51373.0.
        DataRef::Float(number) => padded(number.to_string().replace('.', ","), format),
        DataRef::Bool(true) => "ja".to_owned(),
        DataRef::Bool(false) => "nein".to_owned(),
        DataRef::DateTime(at) => moment(*at),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    };
    Some(text)
}

/// A number whose format is nothing but zeros is shown with leading zeros: Excel's „Postleitzahl“ is `00000`.
fn padded(number: String, format: Option<&str>) -> String {
    match format {
        Some(zeros) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            format!("{number:0>width$}", width = zeros.len())
        }
        _ => number,
    }
}

fn moment(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = at.to_ymd_hms_milli();
    let small = |part: u8| i8::try_from(part).ok();
    let (Some(hour), Some(minute)) = (small(hour), small(minute)) else {
        return at.as_f64().to_string();
    };
    let Ok(time) = Time::new(hour, minute, 0, 0) else {
        return at.as_f64().to_string();
    };
    if at.is_duration() || at.as_f64() < 1.0 {
        return time.strftime("%H:%M").to_string();
    }
    let day = (i16::try_from(year).ok(), small(month), small(day));
    let (Some(year), Some(month), Some(day)) = day else {
        return at.as_f64().to_string();
    };
    // Excel has a 29 February 1900, which is no day.
    match Date::new(year, month, day) {
        Ok(date) => written(date.to_datetime(time)),
        Err(_) => at.as_f64().to_string(),
    }
}

/// A day, or a moment, as the standard writes it; anything else as it stands there.
pub(super) fn iso(text: &str) -> String {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == 10
    {
        return written(date.to_datetime(Time::midnight()));
    }
    match text.parse::<DateTime>() {
        Ok(moment) => written(moment),
        Err(_) => text.to_owned(),
    }
}

/// 31.12.2020, or 31.12.2020 14:30 where a time is said.
fn written(moment: DateTime) -> String {
    if moment.time() == Time::midnight() {
        moment.strftime("%d.%m.%Y").to_string()
    } else {
        moment.strftime("%d.%m.%Y %H:%M").to_string()
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn broken(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::OldOrProtected,
        _ => ReadError::Broken,
    }
}
