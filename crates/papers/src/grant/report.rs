//! The skeleton of the report in words [Sachbericht], by area (field.md 3.3): fixed chapters, under each what really
//! happened in the period, and marked places where the office writes.
//!
//! Which chapters there are is this module's; which facts stand in them is the caller's. A chapter without facts says
//! so: nothing happened, or nobody recorded it, and the office knows which.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::proof::ProofSums;
use super::{GrantHead, PassedOn};
use crate::error::{PaperError, PaperKind};
use crate::letterhead::Letterhead;
use crate::manuscript::Manuscript;

/// The report of a grant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrantReportPaper {
    /// Header, footer, crest; its status says that it is a draft.
    pub letterhead: Letterhead,
    /// Whose report it is.
    pub grant: GrantHead,
    /// The first and the last day that its facts are of.
    pub period: (Date, Date),
    /// The areas that the grant pays for; empty where the notice names none: then all chapters stand under one head.
    #[serde(default)]
    pub areas: Vec<ReportArea>,
    /// What happened in the network.
    pub network: NetworkYear,
    /// Ziele; `None` where whoever asked may not read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goals: Option<Vec<GoalLine>>,
    /// Kennzahlen; `None` where whoever asked may not read them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<FigureLine>>,
    /// Onward grants of lines without an area, or of a grant without areas.
    #[serde(default)]
    pub onward: Vec<PassedOn>,
    /// What was planned and spent in all; `None` before an award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<ProofSums>,
}

/// An area [Förderbereich] of the report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportArea {
    /// Which.
    pub area: Area,
    /// What was planned and spent for it.
    pub sums: ProofSums,
    /// What was passed on for it.
    #[serde(default)]
    pub onward: Vec<PassedOn>,
}

/// What a programme pays for [Förderbereich] (field.md 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Network structures.
    One,
    /// Psychosocial support by specific offers.
    Two,
    /// Innovative measures.
    Three,
}

/// What happened in the network in the period. `None` where whoever asked may not read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkYear {
    /// Bodies [Gremien] and their meetings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bodies: Option<Vec<BodyYear>>,
    /// Partners on the period's last day, or the day of the paper where that is earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partners: Option<usize>,
    /// Who was admitted.
    #[serde(default)]
    pub joined: Vec<DatedName>,
    /// Who left.
    #[serde(default)]
    pub left: Vec<DatedName>,
    /// Agreements [Kooperationsvereinbarungen] that came into force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreements: Option<Vec<DatedName>>,
    /// Trainings [Fortbildungen] that were held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainings: Option<Vec<TrainingLine>>,
    /// Quality dialogues [Qualitätsdialoge] that were held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality_dialogues: Option<Vec<DatedName>>,
}

/// A body and its meetings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BodyYear {
    /// Its name; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The days on which it met.
    #[serde(default)]
    pub held: Vec<Date>,
    /// How many of its meetings were cancelled.
    pub cancelled: usize,
}

/// Something with its day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DatedName {
    /// Its day.
    pub on: Date,
    /// What it is called; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainingLine {
    /// Its first day.
    pub on: Date,
    /// Its title; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How many came; `None` where nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants: Option<u32>,
}

/// A goal [Ziel].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalLine {
    /// „Leitziel 1“.
    pub label: String,
    /// Its words; `None` where they were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How far people found it reached last, and when; `None` where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<String>,
}

/// A figure [Kennzahl].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureLine {
    /// Of which series; `None` where its title was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// „2025“.
    pub period: String,
    /// As it is printed, with its qualifier („ca. 50“).
    pub value: String,
}

impl GrantReportPaper {
    fn manuscript(&self) -> Manuscript<'_> {
        Manuscript {
            letterhead: &self.letterhead,
            title: "Sachbericht".to_owned(),
            subtitle: self.grant.purpose.clone(),
            parts: self.told(),
        }
    }
}

/// Sets the report's skeleton as PDF. In async code call it in `spawn_blocking`.
pub fn grant_report(paper: &GrantReportPaper) -> Result<Vec<u8>, PaperError> {
    paper.manuscript().pdf(PaperKind::GrantReport)
}

/// The same as DOCX, to be written on. In async code call it in `spawn_blocking`.
pub fn grant_report_docx(paper: &GrantReportPaper) -> Result<Vec<u8>, PaperError> {
    paper.manuscript().docx(PaperKind::GrantReport)
}
