//! Standards that partners agreed on for their cooperation [gemeinsame Standards] (MTG-28).
//!
//! Partners read them: they keep to them. Why one was retired without a review is for those who read meetings.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{ID, Object, SimpleObject};
use kernel::{Date, DocumentRef};
use meetings::QualityStandard as View;
use meetings::standard::{StandardReviewResult, StandardState, standard_findings};
use uuid::Uuid;

use super::bodies::BodyReference;
use super::meetings::MeetingReference;
use super::partners::Finding;
use super::sources::Source;

pub use list::{StandardConnection, StandardEdge, StandardFilter, StandardOrder, StandardQuery};
pub(crate) use load::one;

/// A standard that partners agreed on [gemeinsamer Standard].
pub struct Standard {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    body: Option<BodyReference>,
    meeting: Option<MeetingReference>,
    versions: Vec<StandardVersion>,
    reviews: Vec<StandardReview>,
    retire_reason: Option<String>,
    sources: Vec<Source>,
}

/// What a standard says from a day on [Fassung].
#[derive(Clone, SimpleObject)]
pub struct StandardVersion {
    pub(super) since: Date,
    /// `null` where the document alone says it, or it was erased.
    pub(super) text: Option<String>,
    /// The document, for who may read documents [Dokument].
    pub(super) document: Option<DocumentRef>,
}

/// A review of a standard [Überprüfung].
#[derive(Clone, SimpleObject)]
pub struct StandardReview {
    pub(super) reviewed_on: Date,
    pub(super) result: StandardReviewResult,
    /// The result in German.
    pub(super) label: &'static str,
    /// The meeting that reviewed it; `null` where nobody met for it.
    pub(super) meeting: Option<MeetingReference>,
    /// When it said that the next one is due.
    pub(super) next_review_on: Option<Date>,
}

/// A standard that partners agreed on [gemeinsamer Standard].
#[Object]
impl Standard {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The body that agreed on it [Gremium].
    async fn body(&self) -> Option<&BodyReference> {
        self.body.as_ref()
    }

    /// The meeting that adopted it [vereinbart in].
    async fn meeting(&self) -> Option<&MeetingReference> {
        self.meeting.as_ref()
    }

    async fn adopted_on(&self) -> Option<Date> {
        self.view.adopted_on
    }

    /// Whether it holds on the day that is asked for [Stand].
    async fn state(&self) -> Option<StandardState> {
        self.view.state_on(self.day)
    }

    /// What it says on the day, or said last [geltende Fassung].
    async fn version(&self) -> Option<&StandardVersion> {
        self.versions.last()
    }

    /// What it said until the day, in order [Fassungen].
    #[graphql(complexity = "5 * child_complexity")]
    async fn versions(&self) -> &[StandardVersion] {
        &self.versions
    }

    /// Its reviews until the day, in order [Überprüfungen].
    #[graphql(complexity = "5 * child_complexity")]
    async fn reviews(&self) -> &[StandardReview] {
        &self.reviews
    }

    /// When it is to be reviewed next; `null` where nobody said a day or it holds no more [nächste Überprüfung].
    async fn next_review_on(&self) -> Option<Date> {
        self.view.next_review_on(self.day)
    }

    /// The first day on which it does not hold [aufgehoben].
    async fn retired_on(&self) -> Option<Date> {
        self.view.retired_by(self.day)
    }

    /// Why it was retired without a review; `null` for who does not read meetings.
    async fn retire_reason(&self) -> Option<&str> {
        self.retire_reason.as_deref()
    }

    /// What is not as it should be: a review that is due.
    async fn findings(&self) -> Vec<Finding> {
        let found = standard_findings(&self.view, self.day).into_iter();
        found.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
