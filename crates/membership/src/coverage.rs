//! For how many active partners an agreement is in force [Vereinbarungsquote] (AGR-27, AGR-28).
//!
//! Pure: who is covered comes from the agreements; whether a collective agreement covers its partners is decided
//! there, by the municipality's policy. The goal is all partners (S2 3.3); S2 4.3.2 sets one for the health sector.

use std::collections::BTreeSet;

use kernel::PartnerId;

use crate::codes::SectorCode;
use crate::policy::SectorPolicy;
use crate::sector::SectorGroup;

/// How many of how many; never a percentage of nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Active partners with an agreement in force.
    pub covered: usize,
    /// Active partners.
    pub active: usize,
}

impl Covered {
    /// Tenths of a percent, rounded down: 1000 only where all are covered; `None` where nobody is active.
    pub fn permille(self) -> Option<usize> {
        (self.covered * 1_000).checked_div(self.active)
    }
}

/// Coverage in all and by group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    pub total: Covered,
    /// Each group in the order of [`SectorGroup::ALL`]. A partner counts in every group of its sectors, so that the
    /// groups may sum up to more than the total.
    pub groups: Vec<(SectorGroup, Covered)>,
    /// Partners without a sector, or with sectors that belong to no group.
    pub without_group: Covered,
}

/// Coverage of the active partners, each with its sectors of the day.
pub fn coverage<'a>(
    policy: &SectorPolicy,
    active: impl IntoIterator<Item = (PartnerId, &'a [SectorCode])>,
    covered: &BTreeSet<PartnerId>,
) -> Coverage {
    let mut total = Covered::default();
    let mut without_group = Covered::default();
    let mut groups: Vec<(SectorGroup, Covered)> = SectorGroup::ALL
        .iter()
        .map(|group| (*group, Covered::default()))
        .collect();
    for (partner, sectors) in active {
        let is_covered = usize::from(covered.contains(&partner));
        let count = |row: &mut Covered| {
            row.active += 1;
            row.covered += is_covered;
        };
        let theirs: BTreeSet<SectorGroup> = sectors
            .iter()
            .filter_map(|code| policy.group(code))
            .collect();
        count(&mut total);
        if theirs.is_empty() {
            count(&mut without_group);
        }
        for (group, row) in &mut groups {
            if theirs.contains(group) {
                count(row);
            }
        }
    }
    Coverage {
        total,
        groups,
        without_group,
    }
}
