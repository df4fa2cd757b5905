//! Papers: what an office sends out, as tagged PDF; what it goes on writing, as DOCX too.
//!
//! | room | what it makes |
//! |---|---|
//! | [`agreement`] | the cooperation agreement [Kooperationsvereinbarung] with annexes and signature blocks |
//! | [`lists`] | the contact list [Anlage 1] and the specialists [Anlage 2] |
//! | [`comparison`] | the difference of two framework versions, as data and as a paper for the consultation |
//! | [`folder`] | the child protection folder of a site [Kinderschutzmappe] |
//! | [`emergency`] | the emergency card [Notfallkarte] |
//! | [`minutes`] | the minutes of a meeting [Protokoll], version by version |
//! | [`grant`] | the proof of use of a grant: its numbers [Zahlenmäßiger Nachweis] and its report [Sachbericht] |
//! | [`letterhead`] | what stands around each of them |
//! | `manuscript`, `docx` | a paper whose words are set as PDF and as DOCX |
//! | `typeset` | data and template to bytes |
//! | [`error`] | why a paper could not be made |
//!
//! Plain values in, bytes out: no domain crate, no I/O, no clock. What a paper says is its caller's; a generated paper
//! is kept as a recipe and made anew, so the same input gives the same bytes. Every function is synchronous and takes
//! a moment of a processor: async code calls it in `spawn_blocking`. They may run side by side.
//!
//! To add a paper: a struct and a function in its own file, a line in [`PaperKind`], a template under `templates/`
//! and its line in `typeset/templates.rs`, a sample in `tests/sample.rs`; the tests over all papers then hold it too.
//! One that is edited as DOCX has no template: it becomes a `manuscript`.
//!
//! # Why Typst
//!
//! A paper of an office under public law must be readable by everybody (BITV 2.0, EN 301 549: PDF/UA), hyphenated in
//! German, with tables that repeat their head on every page. [Typst](https://crates.io/crates/typst) as a library does
//! all three, is Apache-2.0, needs no process, no network and no font of the machine, and checks PDF/UA-1 and PDF/A
//! itself at export.
//!
//! It costs about 150 crates that nothing else here needs: 90 s at the first `cargo check` and four minutes at the first
//! test build on two cores, nothing after that. It has no features to leave out. Without optimisation an agreement
//! with its annexes (6 pages) takes 2 s; so the typesetter's hot crates are built with `opt-level = 1` in the dev
//! profile of the root `Cargo.toml`, which takes that to 0.5 s, and a contact list of 500 rows (32 pages) to 4 s.
//!
//! Rejected:
//!
//! * **`krilla` directly**: writes the PDF and its tags (Typst's exporter is built on it), but line breaking,
//!   hyphenation, tables and page breaks would all be ours.
//! * **`genpdf`, `printpdf`**: no tags, no PDF/UA; `genpdf` is not maintained and has no repeated table heads.
//! * **A headless browser** (Chromium, WeasyPrint): a process of hundreds of MB beside ours, other output with each
//!   release, and a window to the network for whatever stands in a text.
//! * **LaTeX** (also as `tectonic`): an installation or a download, C libraries, text to be escaped, tagging unfinished.
//! * **LibreOffice over an .odt**: a process per paper, and templates that no review can read.
//! * **`typst-as-lib`, `typst-kit`**: 60 lines of `typeset` are all that they would save; `typst-kit`'s embedded fonts
//!   are 8 MB of which we need none.

pub mod agreement;
pub mod comparison;
mod docx;
pub mod emergency;
pub mod error;
pub mod folder;
pub mod grant;
pub mod letterhead;
pub mod lists;
mod manuscript;
pub mod minutes;
mod typeset;

pub use agreement::{AgreementPaper, Block, Party, Section, SignatureBlock, agreement};
pub use comparison::{
    Clause, ClauseChange, ClauseChangeKind, ClauseComment, ComparisonPaper, TextVersion,
    WordChange, WordSpan, compare, comparison,
};
pub use emergency::{EmergencyCard, EmergencyStep, emergency_card};
pub use error::{PaperError, PaperKind};
pub use folder::{Checklist, Folder, FormReference, child_protection_folder};
pub use grant::proof::{
    IncomeLine, NumericProofPaper, ProofLine, ProofSums, Receipt, numeric_proof, numeric_proof_docx,
};
pub use grant::report::{
    Area, BodyYear, DatedName, FigureLine, GoalLine, GrantReportPaper, NetworkYear, ReportArea,
    TrainingLine, grant_report, grant_report_docx,
};
pub use grant::{GrantHead, PassedOn};
pub use letterhead::{Image, ImageFormat, Letterhead};
pub use lists::{
    AdviceBasis, ContactList, ContactRow, CoordinationOffice, Reach, Specialist, SpecialistList,
    contact_list, specialist_list,
};
pub use minutes::{
    Approval, Attendance, MentionedContact, MinutesCorrection, MinutesItem, MinutesOutcome,
    MinutesPaper, MinutesVersion, PresentInstitution, Writer, minutes,
};
