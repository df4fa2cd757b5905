//! An uploaded file as a table.
//!
//! | file | what it does |
//! |---|---|
//! | [`table`] | what comes out: headings, rows with the line that the user sees |
//! | [`error`] | why a file cannot be read, in German |
//! | [`limits`] | how much a file may hold |
//! | `encoding` | bytes to text: UTF-8, UTF-16, Windows-1252, Mac |
//! | `delimited` | CSV with `;`, `,` or TAB |
//! | `package` | what a zip file really holds, before anybody trusts it |
//! | `workbook` | XLSX |
//! | `open_document` | ODS |
//! | `header` | where the headings are, below titles and above the rows |
//!
//! What the bytes are decides, not the file's name. Memory is bounded by [`limits`], whatever a file says about
//! itself: `calamine` builds a whole rectangle and would take 50 GB for one cell in the last corner, so XLSX is read
//! cell by cell, and ODS, for which it has no such reader, by `open_document`. The old XLS is refused with the way
//! out (save as XLSX): its reader cannot be bounded, and an uploaded file must never end the process.

pub mod error;
pub mod limits;
pub mod table;

mod cell;
mod delimited;
mod encoding;
mod header;
mod open_document;
mod package;
mod workbook;

pub use error::ReadError;
pub use table::{Encoding, Origin, Row, Table, column_letters};

use package::Package;

/// Reads the first worksheet that is not empty and not hidden, or the CSV file.
///
/// `file_name` only helps to say what is wrong with a file that is no table.
///
/// # Errors
/// [`ReadError`]: nothing of such a file is to be imported.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Table, ReadError> {
    read_sheet(bytes, file_name, None)
}

/// Reads the worksheet with this name, in upper or lower case; a CSV file has none and is read as it is.
///
/// # Errors
/// As [`read`], and where there is no such worksheet.
pub fn read_sheet(bytes: &[u8], file_name: &str, sheet: Option<&str>) -> Result<Table, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLarge);
    }
    let grid = match package::recognise(bytes, file_name)? {
        Package::Text => delimited::read(bytes, file_name)?,
        Package::Workbook => workbook::read(bytes, sheet)?,
        Package::OpenDocument => open_document::read(bytes, sheet)?,
    };
    header::table(grid)
}

/// What was read, before anybody knows where the headings are: rows that are not empty, in order.
struct Grid {
    origin: Origin,
    rows: Vec<Row>,
}
