//! The minutes of a meeting [Protokoll] as a paper (MTG-10, MTG-11, MTG-24, MTG-25, MTG-30).
//!
//! Minutes are never rewritten: what is corrected is a new version, and the paper says which one it is and why. Who was
//! there stands as institutions with counts, who wrote it as a function. Contacts to whom the text refers come by
//! reference, so that an erased one shows as „ehemalige Ansprechperson“ on every version, also on those of before.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::agreement::Block;
use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::typeset;

/// A version of a meeting's minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesPaper {
    /// Header, footer, crest; its status is how far the version is („Entwurf“), and none once it is approved.
    pub letterhead: Letterhead,
    /// The body that met [Gremium].
    pub body: String,
    /// The meeting's number among the body's (MTG-30).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Its occasion [Anlass].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Its day.
    pub day: Date,
    /// When it began, in Europe/Berlin to the minute; `None` where nobody wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins: Option<Time>,
    /// When it was planned to end; `None` for an open end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Time>,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Which version it is.
    pub version: MinutesVersion,
    /// Who was there; `None` where nobody recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Attendance>,
    /// Institutions that excused themselves.
    #[serde(default)]
    pub excused: Vec<String>,
    /// Institutions that were invited and did not answer.
    #[serde(default)]
    pub without_reply: Vec<String>,
    /// Its agenda, in order.
    #[serde(default)]
    pub agenda: Vec<MinutesItem>,
    /// What it came to outside of any item.
    #[serde(default)]
    pub outcomes: Vec<MinutesOutcome>,
    /// What the minutes say.
    #[serde(default)]
    pub text: Vec<Block>,
    /// Contacts to whom the text refers.
    #[serde(default)]
    pub mentions: Vec<MentionedContact>,
    /// Names of the documents that belong to it.
    #[serde(default)]
    pub attachments: Vec<String>,
    /// Who wrote it.
    pub written_by: Writer,
    /// Its approval; `None` while it is not approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}

/// Which version of the minutes it is [Fassung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesVersion {
    /// From 1.
    pub number: u32,
    /// Why there is another than the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<MinutesCorrection>,
}

/// Why minutes got another version [Berichtigung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesCorrection {
    /// The day on which it was corrected.
    pub on: Date,
    /// Grund; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Who was there [Anwesende]: institutions and counts, never persons.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// In the order of the paper.
    #[serde(default)]
    pub institutions: Vec<PresentInstitution>,
    /// Persons without an institution; `None` where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<u32>,
}

/// An institution that was there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PresentInstitution {
    /// Its name.
    pub institution: String,
    /// How many persons came for it; `None` where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<u16>,
}

/// An item of the agenda [Tagesordnungspunkt], numbered by its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesItem {
    /// Its title; without one its kind stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What kind of item it is („Fehleranalyse“); `None` for an ordinary topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What it came to.
    #[serde(default)]
    pub outcomes: Vec<MinutesOutcome>,
}

/// What a meeting came to [Ergebnis].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesOutcome {
    /// „Beschluss“, „Empfehlung“, „Auftrag“.
    pub kind: String,
    /// Its words; `None` where they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The institution that carries it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

/// A contact to whom the text refers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionedContact {
    /// The name; without one the paper says „ehemalige Ansprechperson“.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// For which institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
}

/// Who wrote the minutes [Verfasser], never a person (MTG-10, MTG-11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Writer {
    /// „Geschäftsstelle“, „gewählte Protokollführung“.
    pub function: String,
    /// The institution that wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
}

/// The approval of a version [Genehmigung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// Its day.
    pub on: Date,
    /// The number of the meeting that approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<u32>,
}

/// Sets minutes. In async code call it in `spawn_blocking`.
pub fn minutes(paper: &MinutesPaper) -> Result<Vec<u8>, PaperError> {
    typeset::paper(PaperKind::Minutes, &paper.letterhead, paper)
}
