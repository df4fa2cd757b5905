//! Files through the crate and back: what is written, what is read, and what is refused.

mod cards;
mod columns;
mod csv_files;
mod dry_run;
mod faulty;
mod hostile;
mod open_document;
mod workbooks;
mod written;
