//! ODS, as LibreOffice writes it.
//!
//! `calamine` reads ODS only as a whole and grows repeated cells to a hundred million. The format is small enough to
//! read in one pass: rows and cells with how often they repeat, a value with its type, and the text as it is shown.
//! Comments on cells are left out.

use std::io::{BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::error::ReadError;
use super::table::{Origin, Row};
use super::workbook::iso;
use super::{Grid, cell, limits};

/// The sheet that was asked for, or the first with something in it.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Grid, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken)?;
    let content = archive
        .by_name("content.xml")
        .map_err(|_| ReadError::Broken)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut reading = Reading::default();
    let mut chosen: Option<(String, Vec<Row>)> = None;
    let mut names = Vec::new();
    loop {
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|_| ReadError::Broken)?;
        match event {
            Event::Eof => break,
            Event::Start(start) if start.name().0 == "table:table" => {
                let name = attribute(&start, "table:name")?.unwrap_or_default();
                names.push(name.clone());
                let asked = match wanted {
                    None => chosen.as_ref().is_none_or(|(_, rows)| rows.is_empty()),
                    Some(wanted) => name.trim().to_lowercase() == wanted.trim().to_lowercase(),
                };
                if asked {
                    reading = Reading::default();
                    chosen = Some((name, Vec::new()));
                }
                reading.is_wanted = asked;
            }
            event if reading.is_wanted => reading.take(event)?,
            _ => {}
        }
        if let Some((_, rows)) = &mut chosen {
            rows.append(&mut reading.rows);
            if rows.len() > limits::ROWS {
                return Err(ReadError::TooManyRows);
            }
        }
    }
    match (chosen, wanted) {
        (None, Some(wanted)) => Err(ReadError::NoSuchSheet {
            wanted: wanted.to_owned(),
            present: names,
        }),
        (None, None) => Err(ReadError::Empty),
        (Some((sheet, rows)), _) => {
            names.retain(|name| *name != sheet);
            let origin = Origin::Workbook {
                sheet,
                others: names,
            };
            Ok(Grid { origin, rows })
        }
    }
}

/// Where we are in a table.
#[derive(Default)]
struct Reading {
    is_wanted: bool,
    rows: Vec<Row>,
    row: Row,
    row_repeats: u32,
    lines: u32,
    column: usize,
    cell: Option<Content>,
    /// Within a comment, whose paragraphs are no text of the cell.
    in_comment: bool,
    characters: usize,
}

/// A cell that is being read.
struct Content {
    repeats: usize,
    /// A day or a moment, as the standard writes it.
    date: Option<String>,
    number: Option<String>,
    boolean: Option<String>,
    text: String,
    paragraphs: usize,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(start) => self.open(&start),
            Event::Empty(start) => {
                self.open(&start)?;
                self.close(start.name().0)
            }
            Event::End(end) => self.close(end.name().0),
            Event::Text(text) => {
                self.push(&text.xml10_content());
                Ok(())
            }
            Event::CData(text) => {
                self.push(&text.xml10_content());
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let sign = reference
                    .resolve_char_ref()
                    .map_err(|_| ReadError::Broken)?;
                match (sign, quick_xml::escape::resolve_xml_entity(&reference)) {
                    (Some(sign), _) => self.push(sign.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => self.push(text),
                    (None, None) => return Err(ReadError::Broken),
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        match start.name().0 {
            "table:table-row" => {
                self.lines = self.lines.saturating_add(1);
                self.row = Row {
                    line: self.lines,
                    cells: Vec::new(),
                };
                self.row_repeats = number(start, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(Content {
                    repeats: number(start, "table:number-columns-repeated")? as usize,
                    date: attribute(start, "office:date-value")?,
                    number: attribute(start, "office:value")?,
                    boolean: attribute(start, "office:boolean-value")?,
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            "office:annotation" => self.in_comment = true,
            "text:p" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            "text:s" => {
                let blanks = number(start, "text:c")?.min(256);
                self.push(&" ".repeat(blanks as usize));
            }
            "text:tab" => self.push("\t"),
            "text:line-break" => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "office:annotation" => self.in_comment = false,
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(content) = self.cell.take() else {
                    return Ok(());
                };
                let repeats = content.repeats;
                let text = content.text();
                if !text.trim().is_empty() {
                    for column in self.column..self.column.saturating_add(repeats) {
                        cell::put(&mut self.row, column, &text)?;
                    }
                }
                self.column = self.column.saturating_add(repeats);
            }
            "table:table-row" => {
                let row = std::mem::take(&mut self.row);
                if !row.is_blank() {
                    let length: usize = row.cells.iter().map(String::len).sum();
                    for repeat in 0..self.row_repeats {
                        self.characters = self.characters.saturating_add(length);
                        if self.characters > limits::CHARACTERS {
                            return Err(ReadError::UnpacksTooLarge);
                        }
                        if self.rows.len() > limits::ROWS {
                            return Err(ReadError::TooManyRows);
                        }
                        self.rows.push(Row {
                            line: row.line.saturating_add(repeat),
                            cells: row.cells.clone(),
                        });
                    }
                }
                self.lines = self.lines.saturating_add(self.row_repeats - 1);
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if !self.in_comment
            && let Some(cell) = &mut self.cell
            && cell.paragraphs > 0
        {
            cell.text.push_str(text);
        }
    }
}

impl Content {
    /// As the spreadsheet means it: a shown number keeps its leading zeros, else the number itself counts.
    fn text(self) -> String {
        if let Some(date) = self.date {
            return iso(&date);
        }
        if let Some(boolean) = self.boolean {
            return if boolean == "true" { "ja" } else { "nein" }.to_owned();
        }
        match self.number {
            Some(number) if !self.text.bytes().all(|byte| byte.is_ascii_digit()) => {
                number.replace('.', ",")
            }
            _ => self.text,
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let broken = |_| ReadError::Broken;
    let found = start
        .try_get_attribute(name)
        .map_err(|_| ReadError::Broken)?;
    let value = found.map(|found| {
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(broken)
    });
    Ok(value.transpose()?.map(|value| value.into_owned()))
}

/// How often something repeats; once where nothing is said.
fn number(start: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    match attribute(start, name)? {
        None => Ok(1),
        Some(number) => number
            .parse()
            .ok()
            .filter(|number| *number > 0)
            .ok_or(ReadError::Broken),
    }
}
