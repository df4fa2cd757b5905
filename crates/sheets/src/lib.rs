//! Tables that leave and enter the house: lists for Excel, cards for telephones, and what an office has today.
//!
//! | room | what lives there |
//! |---|---|
//! | [`sheet`] | a table in memory: title, columns, cells |
//! | [`leaving`] | a table as XLSX or CSV, contacts as vCard 4.0 |
//! | [`entering`] | an uploaded CSV, XLSX or ODS as a table, within limits, whatever its encoding and title lines |
//! | [`columns`] | which column means what: headings as offices write them, per kind of import |
//! | [`values`] | what a cell says: a day, yes or no, a telephone number, an address |
//! | [`formula`] | a text that a spreadsheet would calculate, made harmless and back |
//!
//! Free of the domains: it knows sheets, cards and German headings, no partner and no agreement. The one who
//! exports builds a [`Sheet`]; the one who imports asks [`Columns`] for a [`Field`] and the readers of [`values`]
//! for its meaning, and decides what a doubt is worth. Pure: bytes in, bytes out, no I/O, no clock; the same input
//! gives the same bytes.
//!
//! What a cell says may be about a person. Errors of [`values`] repeat it for the one who uploaded the file; they
//! belong into his answer and never into a log. Errors of [`entering`] name lines, columns and sheets only.
//!
//! To add a spelling: a word in the kind's file under `columns/`. To add a field: a line in [`columns::field`], an
//! entry in each kind that has it. To add a kind of value: a file under `values/` with its German refusal.

pub mod columns;
pub mod entering;
pub mod formula;
pub mod leaving;
pub mod sheet;
pub mod values;

pub use columns::{Columns, Field, Kind, MissingColumns, Note};
pub use entering::{ReadError, Row, Table, read, read_sheet};
pub use leaving::{Card, Document, WriteError, to_csv, to_vcards, to_xlsx};
pub use sheet::{Cell, Column, Sheet};
