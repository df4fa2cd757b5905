//! What is wrong with an import file, for the person who wrote it.

use std::fmt;
use std::ops::Range;

/// Everything that is wrong with a file; nothing of it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImportFileError {
    pub file: String,
    /// In the order of the file; never empty.
    pub faults: Vec<Fault>,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// From 1.
    pub line: usize,
    pub reason: String,
}

impl fmt::Display for ImportFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            write!(f, "{newline}{}:{}: {}", self.file, fault.line, fault.reason)?;
        }
        Ok(())
    }
}

impl std::error::Error for ImportFileError {}

/// Faults as they are found.
pub(super) struct Faults<'t> {
    text: &'t str,
    /// Each with the place in the text where it begins.
    found: Vec<(usize, Fault)>,
}

impl<'t> Faults<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, span: Range<usize>, reason: impl Into<String>) {
        let (start, reason) = (span.start, reason.into());
        self.found.push((
            start,
            Fault {
                line: self.line(span),
                reason,
            },
        ));
    }

    /// The line on which a span begins, from 1.
    pub(super) fn line(&self, span: Range<usize>) -> usize {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    }

    /// How many were found.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    pub(super) fn into_result(mut self, file: &str) -> Result<(), ImportFileError> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort_by_key(|(start, _)| *start);
        let faults = self.found.into_iter().map(|(_, fault)| fault).collect();
        Err(ImportFileError {
            file: file.to_owned(),
            faults,
        })
    }
}
