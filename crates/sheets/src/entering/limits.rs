//! How much a file may hold. A network has some hundred partners; these are for files that are no such list.

/// Bytes of an uploaded file: 20 MB.
pub const BYTES: usize = 20 * 1024 * 1024;
/// Lines with something in them, with title and headings.
pub const ROWS: usize = 100_000;
/// Columns.
pub const COLUMNS: usize = 200;
/// Characters in one cell, which is Excel's own limit.
pub const CELL: usize = 32_767;
/// Bytes of all parts of a spreadsheet, unpacked: 128 MB.
pub(super) const UNPACKED: u64 = 128 * 1024 * 1024;
/// Bytes of a part that is held in memory as a whole (texts, styles), unpacked.
pub(super) const HELD: u64 = 64 * 1024 * 1024;
/// Bytes of the styles, whose entries are large in memory.
pub(super) const STYLES: u64 = 8 * 1024 * 1024;
/// Parts of a spreadsheet.
pub(super) const PARTS: usize = 4_096;
/// Characters of all cells together: what repeated cells may grow to.
pub(super) const CHARACTERS: usize = 64 * 1024 * 1024;
/// In how many lines from the top the headings are looked for.
pub(super) const HEADER_WITHIN: usize = 40;
