//! What a state overview may add up.

use std::ops::AddAssign;

use kernel::{Status, Strength};
use serde::Serialize;

use super::{CadenceQuestion, CadenceYear};

/// Meetings that must be, over some bodies and one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DutySum {
    /// How many bodies are in it: the denominator.
    pub bodies: usize,
    /// Bodies that held at least their number: one body's surplus hides no other's lack here.
    pub fulfilled: usize,
    pub held: usize,
    /// Held, but of each body no more than its number (M1).
    pub counted: usize,
    pub required: usize,
}

/// The share of meetings that a state overview shows [Sitzungen: gehalten von vorgeschrieben].
///
/// The two sums are never added: one is what documents and decisions demand, the other what somebody read into them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StateShare {
    /// Duties that a document states or somebody adopted.
    pub binding: DutySum,
    /// Duties that are merely inferred.
    pub inferred: DutySum,
    /// Bodies in neither sum: a wish, an approximate number, a suggestion, nothing said, or part of a year.
    pub left_out: usize,
}

/// Sums up the duties among `years`, which are of one calendar year; nothing else is summed.
pub fn state_share<'a>(years: impl IntoIterator<Item = &'a CadenceYear>) -> StateShare {
    let mut share = StateShare::default();
    for year in years {
        let must = match year.strength {
            Some(Strength::Must) if !year.partial_year => year.required,
            Some(Strength::Must | Strength::Should | Strength::Approx | Strength::May) | None => {
                None
            }
        };
        let sum = match year.status {
            Status::Stated | Status::Adopted => Some(&mut share.binding),
            Status::Inferred => Some(&mut share.inferred),
            Status::Unstated => None,
        };
        match (must, sum) {
            (Some(required), Some(sum)) => sum.add(year.held, usize::from(required)),
            (None, _) | (_, None) => share.left_out += 1,
        }
    }
    share
}

impl CadenceQuestion<'_> {
    /// What this body's year adds to a state's share, without looking for what is behind; `None` where the body did not
    /// exist on any day of the year.
    pub fn share(&self) -> Option<StateShare> {
        self.counted().map(|year| state_share([&year]))
    }
}

impl DutySum {
    fn add(&mut self, held: usize, required: usize) {
        self.bodies += 1;
        self.fulfilled += usize::from(held >= required);
        self.held += held;
        self.counted += held.min(required);
        self.required += required;
    }
}

impl AddAssign for DutySum {
    /// Other bodies of the same year.
    fn add_assign(&mut self, other: Self) {
        let Self {
            bodies,
            fulfilled,
            held,
            counted,
            required,
        } = other;
        self.bodies += bodies;
        self.fulfilled += fulfilled;
        self.held += held;
        self.counted += counted;
        self.required += required;
    }
}

impl AddAssign for StateShare {
    /// Other bodies of the same year.
    fn add_assign(&mut self, other: Self) {
        let Self {
            binding,
            inferred,
            left_out,
        } = other;
        self.binding += binding;
        self.inferred += inferred;
        self.left_out += left_out;
    }
}
