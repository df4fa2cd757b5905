//! The quality development board [Qualitätsdialog]: areas, criteria, how far each is (EVA-09).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use evaluation::QualityDialogue as View;
use evaluation::codes::CriterionCode;
use evaluation::policy::QualityAspect;
use evaluation::quality_dialogue::{AreaStanding, quality_dialogue_findings};
use kernel::Date;
use uuid::Uuid;

use super::evaluated::IndicatorReference;
use super::meetings::MeetingReference;
use super::partners::Finding;
use super::sources::Source;

pub use list::{
    QualityDialogueConnection, QualityDialogueEdge, QualityDialogueFilter, QualityDialogueOrder,
    QualityDialogueQuery,
};
pub(crate) use load::one;

/// A quality dialogue [Qualitätsdialog].
pub struct QualityDialogue {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    result: Option<String>,
    held: Vec<QualityDialogueHeld>,
    board: Vec<QualityArea>,
    sources: Vec<Source>,
}

/// A day on which a quality dialogue was held.
#[derive(Clone, SimpleObject)]
pub struct QualityDialogueHeld {
    pub(super) on: Date,
    /// The meeting in which it was [Sitzung].
    pub(super) meeting: Option<MeetingReference>,
}

/// An area of a quality dialogue [Bereich].
#[derive(Clone, SimpleObject)]
pub struct QualityArea {
    pub(super) area: QualityAspect,
    /// The area in German.
    pub(super) label: &'static str,
    /// How far it is; open until somebody says otherwise [Stand].
    pub(super) standing: AreaStanding,
    /// The same in German.
    pub(super) standing_label: &'static str,
    /// Since when it is there; `null` while nobody assessed it.
    pub(super) assessed_on: Option<Date>,
    /// In words; `null` where nobody wrote them down or they were erased.
    pub(super) text: Option<String>,
    /// The criteria that stand on the day [Messkriterien].
    pub(super) criteria: Vec<QualityCriterion>,
}

/// A criterion of an area [Messkriterium].
#[derive(Clone, SimpleObject)]
pub struct QualityCriterion {
    pub(super) criterion: CriterionCode,
    /// What is measured; `null` where it was erased.
    pub(super) text: Option<String>,
    /// The series of figures that measures it [Kennzahl].
    pub(super) indicator: Option<IndicatorReference>,
    pub(super) agreed_on: Date,
}

/// A quality dialogue [Qualitätsdialog].
#[Object]
impl QualityDialogue {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    async fn opened_on(&self) -> Option<Date> {
        self.view.opened_on
    }

    /// True where it runs on the day.
    async fn running(&self) -> bool {
        self.view.runs_on(self.day)
    }

    /// Its last day, where that has come.
    async fn closed_on(&self) -> Option<Date> {
        self.view.closed_on.filter(|on| *on <= self.day)
    }

    /// What it came to; `null` while it runs, where nobody wrote it down, and where it was erased [Ergebnis].
    async fn result(&self) -> Option<&str> {
        self.result.as_deref()
    }

    /// When it was held by the day, in order.
    #[graphql(complexity = "5 * child_complexity")]
    async fn held(&self) -> &[QualityDialogueHeld] {
        &self.held
    }

    /// The latest day until the one that is asked for on which it was held (Q2).
    async fn last_held_on(&self) -> Option<Date> {
        self.view.last_held(self.day)
    }

    /// The board on the day: its areas in the order of the policy.
    #[graphql(complexity = "5 * child_complexity")]
    async fn board(&self) -> &[QualityArea] {
        &self.board
    }

    /// What is not as it should be on the day [Befunde].
    async fn findings(&self) -> Vec<Finding> {
        let findings = quality_dialogue_findings([&self.view], self.day).into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
