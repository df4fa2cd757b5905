//! Letters read back by another library, and reports as mail servers write them.

mod address;
mod letter;
mod report;
