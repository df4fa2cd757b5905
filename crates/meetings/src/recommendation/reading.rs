//! What holds of a recommendation on a day. Every answer comes from dated facts; none needs a job or the clock.

use kernel::Date;

use super::addressee::Addressee;
use super::aggregate::{Answer, Presentation, Recommendation, Step};

kernel::code! {
    /// How far a recommendation is [Stand der Empfehlung].
    pub enum RecommendationState {
        /// it has not left the body
        Raised = "ausgesprochen",
        /// an addressee has not confirmed that it arrived
        Forwarded = "weitergeleitet",
        /// it arrived wherever an answer is expected
        Received = "eingegangen",
        /// nobody owes an answer any more
        Answered = "beantwortet",
        /// the body does not recommend it any more
        Withdrawn = "zurückgezogen",
        /// nothing more is expected of anybody
        Closed = "abgeschlossen",
    }
}

/// What came back to the body that raised it: an answer or what a subgroup prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// Who answered, or the subgroup.
    pub from: Addressee,
    pub came_on: Date,
}

impl Step {
    /// The answer that holds on `day`: the latest; of two of one day, the one told later.
    pub fn answer_on(&self, day: Date) -> Option<&Answer> {
        self.answers
            .iter()
            .filter(|answer| answer.answered_on <= day)
            .max_by_key(|answer| answer.answered_on)
    }

    pub fn is_received_on(&self, day: Date) -> bool {
        self.received_on.is_some_and(|on| on <= day)
    }

    /// Days from the forwarding until `day`.
    pub fn waiting_days(&self, day: Date) -> i32 {
        days_between(self.forwarded_on, day)
    }
}

impl Recommendation {
    pub fn exists(&self) -> bool {
        self.raised_on.is_some()
    }

    /// How far it is on `day`: as far as the step that is furthest behind; `None` before it was raised.
    pub fn state_on(&self, day: Date) -> Option<RecommendationState> {
        self.raised_on.filter(|on| *on <= day)?;
        if self.is_withdrawn_on(day) {
            return Some(RecommendationState::Withdrawn);
        }
        if self.is_closed_on(day) {
            return Some(RecommendationState::Closed);
        }
        if !self.steps.iter().any(|step| step.forwarded_on <= day) {
            return Some(RecommendationState::Raised);
        }
        let mut waiting = self.unanswered(day).into_iter().peekable();
        Some(if waiting.peek().is_none() {
            RecommendationState::Answered
        } else if waiting.all(|step| step.is_received_on(day)) {
            RecommendationState::Received
        } else {
            RecommendationState::Forwarded
        })
    }

    /// Who has to do something with it on `day`: a subgroup that prepares it, addressees that owe an answer; where
    /// there are none, the body that raised it. Nobody before it was raised and after its end.
    pub fn where_on(&self, day: Date) -> Vec<Addressee> {
        if !self.is_running_on(day) {
            return Vec::new();
        }
        let preparing = self.preparations.iter().filter(|known| {
            known.assigned_on <= day && known.returned_on.is_none_or(|returned| day < returned)
        });
        let mut places: Vec<_> = preparing
            .map(|known| Addressee::Body(known.subgroup))
            .collect();
        let waiting = self.unanswered(day).into_iter();
        places.extend(waiting.map(|step| step.to.clone()));
        if places.is_empty() {
            places.extend(self.body.map(Addressee::Body));
        }
        places
    }

    /// The steps of its way, in the order in which they were told; each starts where another ended or at the body.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The steps that start at `from`.
    pub fn steps_from(&self, from: &Addressee) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.from == *from)
    }

    /// The steps whose addressee on `day` neither answered nor passed it on.
    pub fn unanswered(&self, day: Date) -> Vec<&Step> {
        if !self.is_running_on(day) {
            return Vec::new();
        }
        let waits = |step: &&Step| {
            step.forwarded_on <= day
                && step.answer_on(day).is_none()
                && !self
                    .steps_from(&step.to)
                    .any(|next| next.forwarded_on <= day)
        };
        self.steps.iter().filter(waits).collect()
    }

    /// The day since when it is open, where it is on `day`: neither answered by all nor at its end.
    pub fn open_since(&self, day: Date) -> Option<Date> {
        match self.state_on(day)? {
            RecommendationState::Raised
            | RecommendationState::Forwarded
            | RecommendationState::Received => self.raised_on,
            RecommendationState::Answered
            | RecommendationState::Withdrawn
            | RecommendationState::Closed => None,
        }
    }

    /// For how many days it is open on `day`.
    pub fn age_days(&self, day: Date) -> Option<i32> {
        self.open_since(day).map(|since| days_between(since, day))
    }

    /// What came back until `day` and no meeting of the body that raised it has seen: for its next agenda (MTG-13).
    ///
    /// Also after the end: the body is told how it went.
    pub fn answers_to_present(&self, day: Date) -> Vec<Return> {
        let unseen = |back: &Return| {
            let shows =
                |seen: &&Presentation| seen.from == back.from && seen.presented_on >= back.came_on;
            let mut shown = self.presentations.iter().filter(shows);
            back.came_on <= day && !shown.any(|seen| seen.presented_on <= day)
        };
        self.returns().filter(unseen).collect()
    }

    /// Every answer, and every return from a subgroup.
    pub(super) fn returns(&self) -> impl Iterator<Item = Return> {
        let answers = self.steps.iter().flat_map(|step| {
            step.answers.iter().map(|answer| Return {
                from: step.to.clone(),
                came_on: answer.answered_on,
            })
        });
        let prepared = self.preparations.iter().filter_map(|known| {
            Some(Return {
                from: Addressee::Body(known.subgroup),
                came_on: known.returned_on?,
            })
        });
        answers.chain(prepared)
    }

    fn is_running_on(&self, day: Date) -> bool {
        self.raised_on.is_some_and(|on| on <= day)
            && !self.is_withdrawn_on(day)
            && !self.is_closed_on(day)
    }

    fn is_withdrawn_on(&self, day: Date) -> bool {
        let withdrawal = self.withdrawal.as_ref();
        withdrawal.is_some_and(|known| known.withdrawn_on <= day)
    }

    fn is_closed_on(&self, day: Date) -> bool {
        self.closed_on.is_some_and(|on| on <= day)
    }
}

fn days_between(since: Date, day: Date) -> i32 {
    (day - since).get_days()
}
