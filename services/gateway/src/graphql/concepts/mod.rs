//! The concept paper [Fachkonzept]: its versions, and when the next is due (EVA-07, REM-21).
//!
//! How often it is revised comes from what the municipality adopted, else from its policy of the day, with the status of
//! that value; where nobody says, no number is invented.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use evaluation::concept::{NextRevision, concept_findings};
use evaluation::{Concept as View, EvaluationPolicy};
use kernel::{Date, DocumentRef, Interval, Status};
use uuid::Uuid;

use super::evaluated::DecisionReference;
use super::partners::Finding;
use super::sources::Source;

pub use list::{ConceptConnection, ConceptEdge, ConceptFilter, ConceptOrder, ConceptQuery};
pub(crate) use load::one;

/// A concept paper [Fachkonzept].
pub struct Concept {
    id: Uuid,
    day: Date,
    view: View,
    title: Option<String>,
    versions: Vec<ConceptVersion>,
    /// Of the day; `None` before the municipality adopted one.
    policy: Option<Arc<EvaluationPolicy>>,
    sources: Vec<Source>,
}

/// A version of a concept paper [Fassung].
#[derive(Clone, SimpleObject)]
pub struct ConceptVersion {
    /// From 1.
    pub(super) number: usize,
    pub(super) adopted_on: Date,
    /// The decision on which it rests [Beschluss].
    pub(super) decision: Option<DecisionReference>,
    /// What is new; `null` where nobody wrote it down or it was erased.
    pub(super) summary: Option<String>,
    /// The paper; `null` where nobody stored it.
    pub(super) document: Option<DocumentRef>,
}

/// When the next version of a concept paper is due [nächste Fortschreibung] (EVA-07).
#[derive(Clone, SimpleObject)]
pub struct ConceptRevision {
    /// One interval after the version that holds; `null` where nobody says how often.
    due_on: Option<Date>,
    /// 180 days before (REM-21).
    remind_from: Option<Date>,
    /// How often it is revised, such as `P2Y`; `null` where nobody says [Turnus].
    interval: Option<Interval>,
    /// How well the interval is founded.
    status: Status,
    /// True where it is due on the day that is asked for.
    due: bool,
}

/// How old a concept paper is, against its interval [Alter] (Q1).
#[derive(Clone, SimpleObject)]
pub struct ConceptAge {
    /// Days since the version that holds was adopted.
    days: i32,
    /// Days from its adoption to the next revision; `null` where nobody says how often.
    interval_days: Option<i32>,
}

/// True where the next version is due on `day`.
pub(super) fn revision_due(view: &View, day: Date, policy: Option<&EvaluationPolicy>) -> bool {
    let next = policy.and_then(|policy| view.next_revision(day, policy));
    matches!(next, Some(NextRevision::Due { on, .. }) if on <= day)
}

/// A concept paper [Fachkonzept].
#[Object]
impl Concept {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// One line; `null` where it was erased.
    async fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// True where it holds on the day that is asked for.
    async fn holds(&self) -> bool {
        self.view.holds_on(self.day)
    }

    /// The versions that were adopted by the day, the first first [Fassungen].
    #[graphql(complexity = "5 * child_complexity")]
    async fn versions(&self) -> &[ConceptVersion] {
        &self.versions
    }

    /// The version that holds on the day; `null` where none does.
    async fn version(&self) -> Option<&ConceptVersion> {
        let (number, _) = self.view.version_on(self.day)?;
        let mut versions = self.versions.iter();
        versions.find(|version| version.number == number)
    }

    /// The first day on which it does not hold, where that was recorded and has come [aufgehoben].
    async fn retired_on(&self) -> Option<Date> {
        self.view.retired_on.filter(|on| *on <= self.day)
    }

    /// When the next version is due (EVA-07); `null` where it does not hold, and before the municipality adopted a
    /// policy [nächste Fortschreibung].
    async fn next_revision(&self) -> Option<ConceptRevision> {
        let policy = self.policy.as_deref()?;
        Some(match self.view.next_revision(self.day, policy)? {
            NextRevision::Due {
                on,
                remind_from,
                interval,
                status,
            } => ConceptRevision {
                due_on: Some(on),
                remind_from: Some(remind_from),
                interval: Some(interval),
                status,
                due: on <= self.day,
            },
            NextRevision::Unstated => ConceptRevision {
                due_on: None,
                remind_from: None,
                interval: None,
                status: Status::Unstated,
                due: false,
            },
        })
    }

    /// How old the version is that holds on the day, against the interval; `null` where none holds [Alter].
    async fn age(&self) -> Option<ConceptAge> {
        let policy = self.policy.as_deref()?;
        let age = self.view.age_on(self.day, policy)?;
        Some(ConceptAge {
            days: age.days,
            interval_days: age.interval_days,
        })
    }

    /// What is not as it should be on the day [Befunde].
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = self.policy.as_deref() else {
            return Vec::new();
        };
        let findings = concept_findings(policy, [&self.view], self.day).into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
