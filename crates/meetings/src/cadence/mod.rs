//! Whether a body meets as often as somebody said [Sitzungsturnus] (MTG-01 … MTG-07, REM-06, REM-07).
//!
//! A pure answer for one body, one calendar year and one day: what is demanded, by whom and in which words, what was
//! held, what is planned, and whether it is behind while there is still time to plan.
//!
//! What it guarantees:
//! - *The words stand before the number.* Where a document says „mehrmals jährlich“ and no number, there is none here
//!   (rules.md 1.10); a number that was merely read out of the words only hints.
//! - *Nothing is known before its day.* What was planned, cancelled or held after [`CadenceQuestion::as_of`] does not
//!   count, so that the report of a past day stays what it was.
//! - *A further planned meeting never makes it worse.*
//! - *Part of a year is called part of a year.* For a body that was founded or dissolved in the year the full number is
//!   no task. Rejected: a share of the number by months, which no document says.
//! - *Sums hold duties only* ([`state_share`]): „ca.“, „könnten“ and silence are counted as left out, never as zero.
//!
//! Rejected: a finding that a job writes. State never depends on a job; whoever asks on another day gets another answer.

mod findings;
mod share;
mod year;

use kernel::{Cadence, Date, Facts, Frozen, PartialDate, Status, Strength};
use serde::Serialize;

pub use share::{DutySum, StateShare, state_share};

/// One body, one calendar year, as of one day.
#[derive(Clone, Debug)]
pub struct CadenceQuestion<'a> {
    pub year: i16,
    /// The day whose knowledge counts [Stand].
    pub as_of: Date,
    pub cadence: &'a Frozen<Cadence>,
    /// The words of the document that the cadence comes from; none where the municipality adopted another one.
    pub words: Option<&'a str>,
    /// Since when the body exists, as far as known.
    pub founded_on: Option<PartialDate>,
    /// The body's last day, where it has one.
    pub last_day: Option<Date>,
    /// All its meetings, of other years as well, in any order.
    pub meetings: &'a [CountedMeeting],
}

/// What counting needs to know of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedMeeting {
    /// The local date of its start, by which it counts.
    pub begins_on: Date,
    /// The business date since which the office has it: of planning it; its own where it was recorded afterwards.
    pub known_since: Date,
    pub held: bool,
    /// The business date of its cancellation.
    pub cancelled_on: Option<Date>,
}

/// How often a body met in a year, against what somebody said.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CadenceYear {
    pub year: i16,
    pub as_of: Date,
    /// The least number; absent where nobody says one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<u16>,
    /// The number aimed at; absent where nobody says one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<u16>,
    /// How strongly it is said; absent where nobody says anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    pub status: Status,
    /// The document's words [Wortlaut].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Meetings of the year that took place.
    pub held: usize,
    /// Meetings that are still to come in the year.
    pub planned: usize,
    /// Held and planned.
    pub forecast: usize,
    /// Meetings whose day has passed without anybody recording whether they took place: in neither number.
    pub unrecorded: usize,
    /// True where the body ran in a part of the year only, or that is not known: the number is said of whole years.
    pub partial_year: bool,
    /// Why it is behind; empty where it is not.
    pub findings: Vec<CadenceFinding>,
}

kernel::code! {
    /// What a finding about the cadence asks for.
    pub enum CadenceWeight {
        /// somebody has to plan
        Task = "Aufgabe",
        /// somebody should know
        Hint = "Hinweis",
    }
}

/// A reason for which a body is behind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CadenceFinding {
    /// Stable: `CADENCE_BEHIND`, `CADENCE_MISSED` or `NO_MEETING_PLANNED`.
    pub code: &'static str,
    pub weight: CadenceWeight,
    /// The rule behind it.
    pub rule: &'static str,
    /// What an office reads, with the numbers and days in it.
    pub sentence: String,
    /// The sentence's facts as data.
    pub facts: Facts,
}

impl CadenceYear {
    pub fn is_behind(&self) -> bool {
        !self.findings.is_empty()
    }
}
