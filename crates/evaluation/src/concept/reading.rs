//! What holds of a concept paper on a day, and when its next version is due.

use jiff::ToSpan as _;
use kernel::{Date, Frozen, Interval, Status};

use super::aggregate::{Concept, ConceptVersion};
use crate::policy::EvaluationPolicy;

/// How many days before a revision is due the office is reminded of it (REM-21).
pub(super) const REMINDED_BEFORE: i32 = 180;

/// When the next version is due [nächste Fortschreibung].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextRevision {
    Due {
        on: Date,
        /// From when on it is reminded of.
        remind_from: Date,
        interval: Interval,
        /// How well the interval is founded.
        status: Status,
    },
    /// Nobody says how often.
    Unstated,
}

/// How old the concept is, against its interval [Alter des Fachkonzepts].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConceptAge {
    /// Since the version that holds was adopted.
    pub days: i32,
    /// Days from its adoption to the next revision; absent where nobody says.
    pub interval_days: Option<i32>,
}

impl Concept {
    /// True from the first version until it is retired.
    pub fn holds_on(&self, day: Date) -> bool {
        let first = self.versions.first();
        first.is_some_and(|first| first.adopted_on <= day)
            && self.retired_on.is_none_or(|on| day < on)
    }

    /// The version that holds on `day`, with its number from 1.
    pub fn version_on(&self, day: Date) -> Option<(usize, &ConceptVersion)> {
        if !self.holds_on(day) {
            return None;
        }
        let numbered = (1..).zip(&self.versions);
        numbered
            .filter(|(_, version)| version.adopted_on <= day)
            .last()
    }

    /// How often on `day`: what the municipality adopted, else what the policy says, with its status.
    pub fn interval_on(&self, day: Date, policy: &EvaluationPolicy) -> Frozen<Interval> {
        match self.intervals.on(day) {
            Some(adopted) => Frozen {
                value: Some(adopted.clone()),
                status: Status::Adopted,
            },
            None => (&policy.concept_revision).into(),
        }
    }

    /// When the next version is due, as known on `day`: one interval after the one that holds (EVA-07). `None` where none
    /// holds, and where the day would lie beyond the calendar.
    pub fn next_revision(&self, day: Date, policy: &EvaluationPolicy) -> Option<NextRevision> {
        let (_, version) = self.version_on(day)?;
        let frozen = self.interval_on(day, policy);
        let Some(interval) = frozen.value else {
            return Some(NextRevision::Unstated);
        };
        let on = interval.after(version.adopted_on)?;
        Some(NextRevision::Due {
            on,
            remind_from: on.checked_sub(REMINDED_BEFORE.days()).ok()?,
            interval,
            status: frozen.status,
        })
    }

    /// How old the version is that holds on `day`.
    pub fn age_on(&self, day: Date, policy: &EvaluationPolicy) -> Option<ConceptAge> {
        let (_, version) = self.version_on(day)?;
        let until = |to: Date| (to - version.adopted_on).get_days();
        let due = match self.next_revision(day, policy)? {
            NextRevision::Due { on, .. } => Some(on),
            NextRevision::Unstated => None,
        };
        Some(ConceptAge {
            days: until(day),
            interval_days: due.map(until),
        })
    }
}
