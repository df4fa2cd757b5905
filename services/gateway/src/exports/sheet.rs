//! A table as a file.

use kernel::Date;
use service_kit::problem::Problem;
use sheets::{Column, Document, Sheet, to_xlsx};

/// The sheets as one XLSX file.
pub(super) fn workbook(
    title: &str,
    issuer: &str,
    day: Date,
    sheets: &[Sheet],
) -> Result<Vec<u8>, Problem> {
    let document = Document {
        title: title.to_owned(),
        issuer: issuer.to_owned(),
        issued_on: day,
    };
    to_xlsx(&document, sheets).map_err(|error| Problem::fault("write a workbook", &error))
}

/// Columns by heading and width in characters.
pub(super) fn columns(columns: &[(&str, u8)]) -> Vec<Column> {
    columns
        .iter()
        .map(|(heading, width)| Column::new(*heading, *width))
        .collect()
}

/// `Stand: 22.11.2026 · Ausgabe 3`.
pub(super) fn stand(day: Date, version: Option<u32>) -> String {
    let stand = format!("Stand: {}", kernel::german::day(day));
    match version {
        Some(version) => format!("{stand} · Ausgabe {version}"),
        None => stand,
    }
}
