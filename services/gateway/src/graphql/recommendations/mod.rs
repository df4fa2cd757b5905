//! Recommendations on their way [Empfehlungen]: who raised them, where they are, what came back (MTG-13, MTG-17, MTG-19 …
//! MTG-22).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `path` | steps, answers, preparations, what the next agenda carries |
//! | `target` | bodies and organs to which it goes |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;
mod path;
mod target;

use async_graphql::{ID, Object};
use kernel::Date;
use meetings::Recommendation as View;
use meetings::recommendation::{RecommendationKind, RecommendationState, unanswered_findings};
use uuid::Uuid;

use super::bodies::BodyReference;
use super::meetings::MeetingReference;
use super::partners::Finding;
use super::sources::Source;

pub use list::{
    RecommendationConnection, RecommendationEdge, RecommendationFilter, RecommendationOrder,
    RecommendationQuery,
};
pub(crate) use load::one;
pub use path::{
    NextAgenda, RecommendationAnswer, RecommendationPreparation, RecommendationPresentation,
    RecommendationReturn, RecommendationStep,
};
pub use target::RecommendationTarget;

/// A recommendation of a body [Empfehlung] (MTG-19).
pub struct Recommendation {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    text: Option<String>,
    body: Option<BodyReference>,
    meeting: Option<MeetingReference>,
    path: Vec<RecommendationStep>,
    held_by: Vec<RecommendationTarget>,
    preparations: Vec<RecommendationPreparation>,
    presentations: Vec<RecommendationPresentation>,
    next_agenda: Option<NextAgenda>,
    withdrawal_reason: Option<String>,
    sources: Vec<Source>,
}

/// A recommendation of a body [Empfehlung] (MTG-19), as it stands on the day that is asked for.
#[Object]
impl Recommendation {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line [Titel]; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// What it says; `null` where nobody wrote it, or it was erased.
    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    async fn kind(&self) -> Option<RecommendationKind> {
        self.view.kind
    }

    /// Its kind in German.
    async fn label(&self) -> Option<&'static str> {
        self.view.kind.map(RecommendationKind::label)
    }

    /// The body that raised it [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// The meeting that came to it.
    async fn meeting(&self) -> Option<&MeetingReference> {
        self.meeting.as_ref()
    }

    /// The id of the meeting's outcome [Ergebnis].
    async fn outcome(&self) -> Option<ID> {
        self.view.outcome.map(|id| ID::from(id.to_string()))
    }

    async fn raised_on(&self) -> Option<Date> {
        self.view.raised_on
    }

    /// How far it is: as far as the step that is furthest behind [Stand].
    async fn state(&self) -> Option<RecommendationState> {
        self.view.state_on(self.day)
    }

    /// Since when it is open; `null` once nobody owes an answer, and after its end.
    async fn open_since(&self) -> Option<Date> {
        self.view.open_since(self.day)
    }

    /// For how many days it is open [Alter]; `null` where it is not.
    async fn age_days(&self) -> Option<i32> {
        self.view.age_days(self.day)
    }

    /// Where it went, in the order in which it was told; each step starts where another ended, or at the body that
    /// raised it [Weg der Empfehlung].
    #[graphql(complexity = "3 * child_complexity")]
    async fn path(&self) -> &[RecommendationStep] {
        &self.path
    }

    /// Who has to do something with it: a subgroup that prepares it, addressees that owe an answer, else the body that
    /// raised it; nobody after its end.
    async fn held_by(&self) -> &[RecommendationTarget] {
        &self.held_by
    }

    /// Subgroups that prepared it, one after the other [Vorbereitung in einer Untergruppe] (MTG-17).
    async fn preparations(&self) -> &[RecommendationPreparation] {
        &self.preparations
    }

    /// What the body that raised it saw of what came back (MTG-13).
    async fn presentations(&self) -> &[RecommendationPresentation] {
        &self.presentations
    }

    /// What came back and no meeting of the body that raised it has seen [nächste Tagesordnung] (MTG-13); `null` where
    /// there is nothing to present.
    async fn next_agenda(&self) -> Option<&NextAgenda> {
        self.next_agenda.as_ref()
    }

    /// When the body withdrew it [zurückgezogen].
    async fn withdrawn_on(&self) -> Option<Date> {
        let withdrawal = self.view.withdrawal.as_ref()?;
        Some(withdrawal.withdrawn_on).filter(|on| *on <= self.day)
    }

    /// Why the body withdrew it; `null` where it was erased.
    async fn withdrawal_reason(&self) -> Option<&str> {
        self.withdrawal_reason.as_deref()
    }

    /// Since when nothing more is expected of anybody [abgeschlossen].
    async fn closed_on(&self) -> Option<Date> {
        self.view.closed_on.filter(|on| *on <= self.day)
    }

    /// What waits for an answer too long (REM-12).
    async fn findings(&self) -> Vec<Finding> {
        let found = unanswered_findings(&self.view, self.day).into_iter();
        found.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
