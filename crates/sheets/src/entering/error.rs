//! Why a file cannot be read, said to the one who uploaded it.

use thiserror::Error;

use super::limits;
use super::table::column_letters;

/// A file that cannot be read. `Display` is a German sentence; no cell's content is in it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    #[error("Die Datei ist größer als 20 MB. Bitte teilen Sie sie auf.")]
    TooLarge,
    #[error(
        "Die Datei „{file_name}“ ist {what}. Bitte speichern Sie die Tabelle als XLSX oder CSV."
    )]
    NoTable {
        file_name: String,
        /// What it is instead, with its article.
        what: &'static str,
    },
    #[error(
        "Die Datei ist eine alte Excel-Datei (.xls) oder mit einem Kennwort geschützt. Bitte speichern Sie sie in \
         Excel mit „Speichern unter“ ohne Kennwort als Excel-Arbeitsmappe (.xlsx)."
    )]
    OldOrProtected,
    #[error(
        "Die Datei ist beschädigt und lässt sich nicht öffnen. Bitte öffnen Sie sie in Ihrem Programm und speichern \
         Sie sie neu."
    )]
    Broken,
    #[error(
        "Die Datei entpackt sich zu mehr, als eine Liste enthalten kann. Bitte kopieren Sie die Tabelle in eine neue \
         Datei."
    )]
    UnpacksTooLarge,
    #[error("Die Datei enthält keine Zeile.")]
    Empty,
    #[error(
        "Es gibt kein Tabellenblatt „{wanted}“. Vorhanden: {}.",
        quoted(present)
    )]
    NoSuchSheet {
        wanted: String,
        present: Vec<String>,
    },
    #[error(
        "Die Tabelle hat mehr als {} Zeilen. Bitte teilen Sie sie auf.",
        thousands(limits::ROWS)
    )]
    TooManyRows,
    #[error(
        "Zeile {line} reicht über die {}. Spalte ({}) hinaus. Bitte löschen Sie, was rechts der Tabelle steht.",
        limits::COLUMNS,
        column_letters(limits::COLUMNS - 1)
    )]
    TooManyColumns { line: u32 },
    #[error(
        "Zeile {line}, Spalte {}: Die Zelle enthält mehr als {} Zeichen.",
        column_letters(*column),
        thousands(limits::CELL)
    )]
    CellTooLong {
        line: u32,
        /// From 0.
        column: usize,
    },
    #[error(
        "Ab Zeile {line} fehlt ein schließendes Anführungszeichen (\"). Der Rest der Datei gehört scheinbar zu einer Zelle."
    )]
    UnclosedQuote { line: u32 },
    #[error(
        "Die Zeichen der Datei lassen sich nicht lesen. Bitte speichern Sie sie als „CSV UTF-8“ oder als XLSX."
    )]
    Undecodable,
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("„{name}“")).collect();
    names.join(", ")
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    match digits.len().checked_sub(3) {
        Some(at) if at > 0 => format!("{}.{}", &digits[..at], &digits[at..]),
        _ => digits,
    }
}
