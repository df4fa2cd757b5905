//! From data to bytes: data and template become pages, pages become a PDF.
//!
//! * Data reaches the template as the JSON file `data.json` and never as source text, so that no word of a user is
//!   ever read as markup.
//! * Every paper keeps PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) or is refused: an agreement is read aloud to
//!   those who do not see it, and kept for longer than any program.
//! * The same input gives the same bytes: the date is the paper's own, nothing else is known here of time or place.
//! * Nothing of a paper stays in memory: the typesetter's cache is emptied after each.
//!
//! [`fonts`] and [`templates`] are made once per process; [`desk`] is one paper's work; [`legible`] sees to it that
//! every character has a shape.

mod desk;
mod fonts;
mod legible;
mod templates;

use serde::Serialize;
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::desk::Desk;
pub(crate) use self::legible::is_silent;
use crate::error::{PaperError, PaperKind};
use crate::letterhead::{Image, Letterhead};

/// Sets a paper. `data` has the field `letterhead`.
pub(crate) fn paper(
    paper: PaperKind,
    letterhead: &Letterhead,
    data: &impl Serialize,
) -> Result<Vec<u8>, PaperError> {
    let mut data =
        serde_json::to_value(data).map_err(|source| PaperError::Data { paper, source })?;
    legible::make(&mut data);
    let crest = letterhead.crest.as_ref();
    let made = set(paper, letterhead, &mut data, crest);
    match (made, crest) {
        // Whose fault is it? The crest's, if the same paper without it can be made.
        (Err(error), Some(_)) => Err(match set(paper, letterhead, &mut data, None) {
            Ok(_) => PaperError::Crest {
                paper,
                reason: error.reason(),
            },
            Err(error) => error,
        }),
        (made, _) => made,
    }
}

fn set(
    paper: PaperKind,
    letterhead: &Letterhead,
    data: &mut Value,
    crest: Option<&Image>,
) -> Result<Vec<u8>, PaperError> {
    data["letterhead"]["crest"] = crest.map_or(
        Value::Null,
        |crest| json!({ "format": crest.format.typst_name(), "alt": legible::line(&crest.alt) }),
    );
    let bytes = serde_json::to_vec(&data).map_err(|source| PaperError::Data { paper, source })?;
    let desk = Desk::new(paper, bytes, crest.map(|crest| crest.bytes.clone()));
    let made = compile(paper, &desk, letterhead);
    typst::comemo::evict(0);
    made
}

fn compile(paper: PaperKind, desk: &Desk, letterhead: &Letterhead) -> Result<Vec<u8>, PaperError> {
    let pages = typst::compile::<PagedDocument>(desk)
        .output
        .map_err(|faults| PaperError::Typeset {
            paper,
            reason: reason(&faults),
        })?;
    let export = |reason| PaperError::Export { paper, reason };
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|fault| export(fault.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Lotse".into())),
        timestamp: midnight(letterhead).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|faults| export(reason(&faults)))
}

/// The start of the paper's day. `None` for a year before 0, which has no place in a PDF.
fn midnight(letterhead: &Letterhead) -> Option<Datetime> {
    let stand = letterhead.stand;
    let month = u8::try_from(stand.month()).ok()?;
    let day = u8::try_from(stand.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(stand.year()), month, day, 0, 0, 0)
}

/// What the typesetter says, without the paper's words: only its first fault, cut where it begins to quote.
fn reason(faults: &[SourceDiagnostic]) -> String {
    let first = faults
        .first()
        .map_or("unknown fault", |fault| &*fault.message);
    let words = first.split('`').next().unwrap_or(first);
    words.trim().to_owned()
}
