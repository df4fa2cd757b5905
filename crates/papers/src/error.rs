//! Why a paper could not be made.
//!
//! No input makes this crate panic: what the typesetter refuses comes out as [`PaperError`], which names the paper.
//! The reasons are the typesetter's, in English and without the paper's words: they are for the log, not for a user.

use std::fmt;

/// Which paper, in errors and in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// Cooperation agreement [Kooperationsvereinbarung].
    Agreement,
    /// Contact list [Anlage 1].
    ContactList,
    /// List of the experienced specialists [Anlage 2].
    SpecialistList,
    /// The difference between two framework versions [Gegenüberstellung].
    Comparison,
    /// Child protection folder [Kinderschutzmappe].
    ChildProtectionFolder,
    /// Emergency card [Notfallkarte].
    EmergencyCard,
    /// Minutes of a meeting [Protokoll].
    Minutes,
    /// Numeric proof of a grant [Zahlenmäßiger Nachweis].
    NumericProof,
    /// The skeleton of a grant's report in words [Sachbericht].
    GrantReport,
}

impl fmt::Display for PaperKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agreement => "agreement",
            Self::ContactList => "contact list",
            Self::SpecialistList => "specialist list",
            Self::Comparison => "comparison",
            Self::ChildProtectionFolder => "child protection folder",
            Self::EmergencyCard => "emergency card",
            Self::Minutes => "minutes",
            Self::NumericProof => "numeric proof",
            Self::GrantReport => "report on a grant",
        })
    }
}

/// A paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The crest is no image of the kind that it claims to be. The office can replace it.
    #[error("setting the {paper}: the crest cannot be read: {reason}")]
    Crest {
        /// Which paper.
        paper: PaperKind,
        /// The decoder's words.
        reason: String,
    },
    /// The data could not be handed to the template.
    #[error("handing the data of the {paper} to its template")]
    Data {
        /// Which paper.
        paper: PaperKind,
        /// What the serialiser said.
        #[source]
        source: serde_json::Error,
    },
    /// The template refused the data: a fault of this crate.
    #[error("setting the {paper}: {reason}")]
    Typeset {
        /// Which paper.
        paper: PaperKind,
        /// The typesetter's words.
        reason: String,
    },
    /// The set pages could not become a PDF that keeps PDF/UA-1 and PDF/A-2a.
    #[error("exporting the {paper}: {reason}")]
    Export {
        /// Which paper.
        paper: PaperKind,
        /// The exporter's words.
        reason: String,
    },
    /// A part of the DOCX could not be written: a fault of this crate.
    #[error("writing the {paper} as DOCX")]
    Docx {
        /// Which paper.
        paper: PaperKind,
        /// What the writer said.
        #[source]
        source: std::io::Error,
    },
}

impl PaperError {
    /// The reason alone.
    pub(crate) fn reason(self) -> String {
        match self {
            Self::Crest { reason, .. }
            | Self::Typeset { reason, .. }
            | Self::Export { reason, .. } => reason,
            Self::Data { source, .. } => source.to_string(),
            Self::Docx { source, .. } => source.to_string(),
        }
    }
}
