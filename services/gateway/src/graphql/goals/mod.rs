//! The register of goals [Leitziel, Mittelziele]: words over time, linked figures, how far they are reached (EVA-06).
//!
//! How far a goal is reached is said by people, never computed.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use evaluation::Goal as View;
use evaluation::goal::{GoalAssessment, GoalKind, goal_findings};
use kernel::{Date, GoalId};
use uuid::Uuid;

use super::bodies::BodyReference;
use super::evaluated::IndicatorReference;
use super::meetings::MeetingReference;
use super::partners::Finding;
use super::sources::Source;

pub use list::{GoalConnection, GoalEdge, GoalFilter, GoalOrder, GoalQuery};
pub(crate) use load::one;

/// A goal of the network [Ziel].
pub struct Goal {
    id: Uuid,
    day: Date,
    view: View,
    text: Option<String>,
    parent: Option<GoalReference>,
    serving: Vec<GoalReference>,
    body: Option<BodyReference>,
    meeting: Option<MeetingReference>,
    indicators: Vec<IndicatorReference>,
    /// In the order of the days.
    reviews: Vec<GoalReview>,
    sources: Vec<Source>,
}

/// A goal by its number and words, where another speaks of it; `node` has the rest [Ziel].
#[derive(Clone, SimpleObject)]
pub struct GoalReference {
    pub(super) id: ID,
    pub(super) kind: Option<GoalKind>,
    /// Its number in the paper.
    pub(super) number: Option<u16>,
    /// The words of the day; `null` where they were erased.
    pub(super) text: Option<String>,
}

/// How far a goal was found to be reached [Zielerreichung].
#[derive(Clone, SimpleObject)]
pub struct GoalReview {
    pub(super) assessment: GoalAssessment,
    /// The same in German.
    pub(super) label: &'static str,
    /// Why; `null` where nobody wrote it down or it was erased.
    pub(super) text: Option<String>,
    /// The meeting that assessed it [Sitzung].
    pub(super) meeting: Option<MeetingReference>,
    pub(super) on: Option<Date>,
}

/// A goal of the network [Ziel].
#[Object]
impl Goal {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// A guiding goal, or what leads there [Leitziel, Mittelziel].
    async fn kind(&self) -> Option<GoalKind> {
        self.view.kind
    }

    /// The kind in German.
    async fn label(&self) -> Option<&'static str> {
        self.view.kind.map(GoalKind::label)
    }

    /// Its number in the paper.
    async fn number(&self) -> Option<u16> {
        self.view.number
    }

    /// The words that hold on the day; `null` where they were erased.
    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The guiding goal that it serves; `null` for a guiding goal [Leitziel].
    async fn parent(&self) -> Option<&GoalReference> {
        self.parent.as_ref()
    }

    /// What serves it on the day, in the order of the numbers [Mittelziele].
    async fn serving(&self) -> &[GoalReference] {
        &self.serving
    }

    /// The body that developed it [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// The meeting in which it was developed [Sitzung].
    async fn meeting(&self) -> Option<&MeetingReference> {
        self.meeting.as_ref()
    }

    async fn set_on(&self) -> Option<Date> {
        self.view.set_on
    }

    /// True where it is pursued on the day.
    async fn pursued(&self) -> bool {
        self.view.pursued_on(self.day)
    }

    /// The first day on which it is not pursued, where that has come [aufgehoben].
    async fn retired_on(&self) -> Option<Date> {
        self.view.retired_on.filter(|on| *on <= self.day)
    }

    /// The series of figures that are linked to it on the day [Kennzahlen].
    async fn indicators(&self) -> &[IndicatorReference] {
        &self.indicators
    }

    /// How far it was found to be reached last, by the day; `null` where nobody assessed it [Zielerreichung].
    async fn assessment(&self) -> Option<&GoalReview> {
        self.reviews.last()
    }

    /// Every assessment by the day, the first first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn assessments(&self) -> &[GoalReview] {
        &self.reviews
    }

    /// What is not as it should be on the day [Befunde].
    async fn findings(&self) -> Vec<Finding> {
        let findings = goal_findings([(GoalId(self.id), &self.view)], self.day).into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
