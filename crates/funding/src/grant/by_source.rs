//! From which sources the money comes [Mittelherkunft] (FUN-18): the health sector, which gives nothing, is named.

use kernel::{Date, Money};

use super::aggregate::Grant;
use crate::programme::{Programme, ProgrammeSource};

/// What a source gives, and what all give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceShare {
    pub source: ProgrammeSource,
    /// What it awards, in cents.
    pub awarded: Money,
    /// What arrived of it and did not go back, in cents.
    pub received: Money,
    /// What all sources award, in cents.
    pub of: Money,
}

impl SourceShare {
    /// Hundredths of a percent of what all award, half up, computed from the whole; `None` where nobody gives anything.
    pub fn basis_points(&self) -> Option<i64> {
        let (awarded, of) = (
            i128::from(self.awarded.cents()),
            i128::from(self.of.cents()),
        );
        let points = (of > 0).then(|| (20_000 * awarded + of) / (2 * of))?;
        i64::try_from(points).ok()
    }
}

/// Every source with what it gives on `day`, in the order of [`ProgrammeSource::ALL`].
pub fn funding_by_source<'a>(
    grants: impl IntoIterator<Item = (&'a Grant, &'a Programme)>,
    day: Date,
) -> Vec<SourceShare> {
    let sums: Vec<_> = grants
        .into_iter()
        .map(|(grant, programme)| (programme.source, grant.sums_on(day)))
        .collect();
    let of = sums.iter().map(|(_, sums)| sums.awarded).sum();
    let share = |source: &ProgrammeSource| {
        let own = || sums.iter().filter(|(from, _)| *from == Some(*source));
        SourceShare {
            source: *source,
            awarded: own().map(|(_, sums)| sums.awarded).sum(),
            received: own().map(|(_, sums)| sums.kept()).sum(),
            of,
        }
    };
    ProgrammeSource::ALL.iter().map(share).collect()
}
