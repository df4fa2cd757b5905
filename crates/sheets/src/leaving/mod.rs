//! Tables and cards as files.
//!
//! | file | what it writes |
//! |---|---|
//! | [`xlsx`] | worksheets that print well: for reading, and for going on in Excel or LibreOffice |
//! | [`semicolon`] | CSV as German programs read it: for other software |
//! | [`vcard`] | contacts for telephones and mail programs |
//!
//! The same input gives the same bytes: the only date in a file is the one that came in.

pub mod semicolon;
pub mod vcard;
pub mod xlsx;

mod language;

pub use semicolon::to_csv;
pub use vcard::{Card, Postal, to_vcards};
pub use xlsx::{Document, WriteError, to_xlsx};
