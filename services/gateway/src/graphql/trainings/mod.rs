//! Common trainings [gemeinsame Fortbildungen]: needed, planned, held, and how many of which institution came (MTG-27).
//!
//! Partners read them, as they go there; with the sum, not with the others' numbers, which are for those who read the
//! participation. Why one was cancelled is for those who read meetings.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |
//! | `yearly` | the root field about the training that a policy wants each year |

mod list;
mod load;
mod yearly;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use meetings::Training as View;
use meetings::training::{TrainingKind, TrainingState, TrainingTopic};
use uuid::Uuid;

use super::partners::PartnerReference;
use super::sources::Source;

pub use list::{TrainingConnection, TrainingEdge, TrainingFilter, TrainingOrder, TrainingQuery};
pub(crate) use load::one;
pub use yearly::{YearlyTraining, YearlyTrainingQuery};

/// A common training [gemeinsame Fortbildung].
pub struct Training {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    text: Option<String>,
    place: Option<String>,
    /// `None` for who does not read the participation, and where nobody counted.
    participation: Option<Vec<TrainingParticipation>>,
    institutions: usize,
    cancel_reason: Option<String>,
    sources: Vec<Source>,
}

/// How many of an institution took part [Teilnahme je Einrichtung]: a number, never a person.
#[derive(Clone, SimpleObject)]
pub struct TrainingParticipation {
    pub(super) partner: PartnerReference,
    pub(super) persons: u32,
}

/// A common training [gemeinsame Fortbildung].
#[Object]
impl Training {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Why it is needed, where somebody wrote that down [Bedarf].
    async fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// How far it is on the day that is asked for [Stand].
    async fn state(&self) -> Option<TrainingState> {
        self.view.state_on(self.day)
    }

    /// What it is about; `null` while it is not planned [Thema].
    async fn topic(&self) -> Option<TrainingTopic> {
        self.view.plan_on(self.day).map(|plan| plan.topic)
    }

    /// Who holds it; `null` while it is not planned.
    async fn kind(&self) -> Option<TrainingKind> {
        self.view.plan_on(self.day).map(|plan| plan.kind)
    }

    /// Its first day, as it was planned by the day that is asked for.
    async fn begins_on(&self) -> Option<Date> {
        self.view.plan_on(self.day).map(|plan| plan.begins_on)
    }

    /// Its last day, as it was planned; `null` where it has one day.
    async fn ends_on(&self) -> Option<Date> {
        self.view.plan_on(self.day)?.ends_on
    }

    /// Where it is; `null` where nobody wrote it down, or it was erased [Ort].
    async fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Its first day as it really was: the year in which it counts is this day's.
    async fn held_on(&self) -> Option<Date> {
        self.view.held_by(self.day)
    }

    /// How many took part in all; `null` before it was held, and where nobody counted [Teilnehmende].
    async fn participants(&self) -> Option<u32> {
        let (persons, _) = self.view.participants_by(self.day)?;
        Some(persons)
    }

    /// From how many institutions; `null` before it was held, and where nobody counted.
    async fn institutions(&self) -> Option<usize> {
        self.view
            .participants_by(self.day)
            .map(|_| self.institutions)
    }

    /// How many of each institution, by name; `null` before it was held, where nobody counted, and for who does not
    /// read the participation [Teilnahme je Einrichtung].
    #[graphql(complexity = "10 * child_complexity")]
    async fn participation(&self) -> Option<&[TrainingParticipation]> {
        self.participation.as_deref()
    }

    /// Why it does not take place; `null` for who does not read meetings.
    async fn cancel_reason(&self) -> Option<&str> {
        self.cancel_reason.as_deref()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
