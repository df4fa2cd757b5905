//! Two versions of a framework text beside each other, for the consultation (AGR-31).
//!
//! [`compare`] says what changed, as data; [`comparison`] prints it. Both tell the same: the paper is set from what
//! `compare` answers. Changes are told without colour: what is new is underlined, what goes is struck out and in
//! brackets, and a table at the top says in words which clauses changed.

mod clauses;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use clauses::{ClauseChange, ClauseChangeKind, compare};
pub use words::{WordChange, WordSpan, compare_words};

use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::typeset;

/// A version of a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextVersion {
    /// „Fassung 2“.
    pub label: String,
    /// Of which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<Date>,
    /// In the order of the text.
    pub clauses: Vec<Clause>,
}

/// A clause of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Stays the same from version to version, whatever number and heading do.
    pub id: String,
    /// „§ 3“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Heading.
    pub heading: String,
    /// Its words; `\n` between paragraphs.
    pub text: String,
}

/// A comment that has already come in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClauseComment {
    /// [`Clause::id`].
    pub clause: String,
    /// Whose: an organisation or a function.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// What goes out for consultation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparisonPaper {
    /// Header, footer, crest, status.
    pub letterhead: Letterhead,
    /// „Rahmentext der Kooperationsvereinbarung“.
    pub title: String,
    /// What held, or was proposed, until now.
    pub old: TextVersion,
    /// What is proposed.
    pub new: TextVersion,
    /// Until when comments are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments_until: Option<Date>,
    /// What has come in, printed beside its clause; a clause without one has room to write.
    #[serde(default)]
    pub comments: Vec<ClauseComment>,
}

#[derive(Serialize)]
struct ComparedPaper<'a> {
    #[serde(flatten)]
    paper: &'a ComparisonPaper,
    changes: Vec<ClauseChange>,
}

/// Sets the difference. In async code call it in `spawn_blocking`.
pub fn comparison(paper: &ComparisonPaper) -> Result<Vec<u8>, PaperError> {
    let changes = compare(&paper.old, &paper.new);
    typeset::paper(
        PaperKind::Comparison,
        &paper.letterhead,
        &ComparedPaper { paper, changes },
    )
}
