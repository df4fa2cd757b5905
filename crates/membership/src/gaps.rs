//! Which sectors nobody represents, and since when [Lückenkarte] (MEM-09 … MEM-13).
//!
//! Pure: the read side takes every partner's [`Representation`] of the network that is asked for, and counts a day
//! against a list ([`against_law`], [`against_agreement`]). S0 § 5 wants „jeder Arbeitsbereich … möglichst vertreten“, a
//! wish: a gap is shown, never refused. Law and agreement differ (rules.md 1.9, no. 17): show both.
//!
//! A local sector counts for the code of the law to which it maps; one that maps to none has a row of its own
//! ([`of_local_sectors`]).

use std::collections::BTreeSet;

use jiff::ToSpan;
use kernel::{Date, NetworkId, PartnerId};

use crate::codes::SectorCode;
use crate::national::{self, NationalShare};
use crate::partner::{MembershipState, Partner};
use crate::policy::SectorPolicy;
use crate::sector::{self, SectorGroup};

/// That an active partner represents a sector from a day on, up to and including another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Representation {
    pub partner: PartnerId,
    pub sector: SectorCode,
    pub since: Date,
    /// The last day; `None` while nobody knows an end.
    pub until: Option<Date>,
}

/// A sector of a list, with who represents it on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorGap {
    pub code: SectorCode,
    /// Its German term in the list that is counted against.
    pub term: String,
    /// The number of the agreement's item that it belongs to, from 1; several codes may share one.
    pub item: Option<u16>,
    /// `None` for a local sector whose group nobody said.
    pub group: Option<SectorGroup>,
    /// How many active partners represent it; a gap where it is 0.
    pub count: usize,
    /// The country's figure, where one maps; print [`national::CAVEAT`] with it.
    pub national: Option<NationalShare>,
    /// The first day without a representative, for a gap that was none before; `None` where it always was one.
    pub empty_since: Option<Date>,
}

impl SectorGap {
    pub fn is_gap(&self) -> bool {
        self.count == 0
    }
}

/// What a partner represents over time, in one network or, without one, in any.
///
/// The time before a membership and after its end does not count, whatever sectors were assigned.
pub fn representations(
    id: PartnerId,
    partner: &Partner,
    network: Option<NetworkId>,
) -> Vec<Representation> {
    let mut days = BTreeSet::new();
    for period in partner.membership_periods() {
        days.insert(period.since);
        days.extend(period.until.and_then(|last| last.tomorrow().ok()));
    }
    let changes = partner.sectors.changes().iter();
    days.extend(changes.map(|change| change.since.first_day()));
    let changes = partner.networks.changes().iter();
    days.extend(changes.map(|change| change.since.first_day()));
    let mut open: Vec<Representation> = Vec::new();
    let mut closed = Vec::new();
    for day in days {
        let counts = partner.membership_on(day) == Some(MembershipState::Active)
            && network.is_none_or(|network| partner.networks_on(day).contains(&network));
        let sectors = if counts {
            partner.sectors_on(day)
        } else {
            Vec::new()
        };
        for mut gone in open.extract_if(.., |known| !sectors.contains(&known.sector)) {
            gone.until = day.yesterday().ok();
            closed.push(gone);
        }
        for sector in sectors {
            if !open.iter().any(|known| known.sector == sector) {
                open.push(Representation {
                    partner: id,
                    sector,
                    since: day,
                    until: None,
                });
            }
        }
    }
    closed.extend(open);
    closed
}

/// The law's list in the version in force on `version`, as it is represented on `day` (MEM-09, MEM-10).
pub fn against_law(
    policy: &SectorPolicy,
    version: Date,
    representations: &[Representation],
    day: Date,
) -> Vec<SectorGap> {
    let count = Count {
        policy,
        representations,
        day,
    };
    sector::on(version)
        .filter_map(|law| {
            let code = SectorCode::try_new(law.code).ok()?;
            let term = law.term_on(version)?.to_owned();
            Some(count.row(code, term, None))
        })
        .collect()
}

/// The list that the agreement prints, as it is represented on `day`; `None` where it prints none.
///
/// An item may stand for several codes („öffentliche und freie Jugendhilfe“): each has a row, with the item's number.
pub fn against_agreement(
    policy: &SectorPolicy,
    representations: &[Representation],
    day: Date,
) -> Option<Vec<SectorGap>> {
    let items = policy.agreement_list.value()?;
    let count = Count {
        policy,
        representations,
        day,
    };
    let rows = (1..).zip(items).flat_map(|(number, item)| {
        let codes = item.codes.iter().cloned();
        codes.map(move |code| (number, item, code))
    });
    Some(
        rows.map(|(number, item, code)| count.row(code, item.term.clone(), Some(number)))
            .collect(),
    )
}

/// The municipality's own sectors that map to none of the law (MEM-11 … MEM-13).
pub fn of_local_sectors(
    policy: &SectorPolicy,
    representations: &[Representation],
    day: Date,
) -> Vec<SectorGap> {
    let count = Count {
        policy,
        representations,
        day,
    };
    policy
        .local()
        .iter()
        .filter(|local| local.maps_to.is_none())
        .map(|local| count.row(local.code.clone(), local.term.clone(), None))
        .collect()
}

/// The items of an agreement's list that nobody represents in any of their codes.
pub fn empty_items(rows: &[SectorGap]) -> BTreeSet<u16> {
    let items: BTreeSet<u16> = rows.iter().filter_map(|row| row.item).collect();
    let filled: BTreeSet<u16> = rows
        .iter()
        .filter(|row| !row.is_gap())
        .filter_map(|row| row.item)
        .collect();
    items.difference(&filled).copied().collect()
}

/// How many months a field of work may stay empty before somebody has to look for a partner (REM-17, a proposal).
pub const EMPTY_MONTHS: i32 = 6;

/// A field of work, or an item of an agreement's list, that nobody has represented for long (REM-17).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongGap {
    /// The code of its row, the first where an item has several.
    pub code: SectorCode,
    pub term: String,
    /// The first day without a representative; `None` where there never was one.
    pub empty_since: Option<Date>,
}

/// What has been empty for [`EMPTY_MONTHS`] on `day`, in the order of the list; one that always was, from the day on
/// which anybody represented anything. An item is empty where nobody represents any of its codes.
pub fn long_gaps(
    rows: &[SectorGap],
    representations: &[Representation],
    day: Date,
) -> Vec<LongGap> {
    let began = representations.iter().map(|known| known.since).min();
    let for_long = |since: &Date| {
        let due = since.checked_add(EMPTY_MONTHS.months());
        due.is_ok_and(|due| due <= day)
    };
    let empty = empty_items(rows);
    let mut seen = BTreeSet::new();
    let mut gaps = Vec::new();
    for row in rows {
        let is_gap = match row.item {
            Some(item) => empty.contains(&item) && seen.insert(item),
            None => row.is_gap(),
        };
        let together = |other: &&SectorGap| match row.item {
            Some(_) => other.item == row.item,
            None => other.code == row.code,
        };
        let emptied = rows.iter().filter(together);
        let empty_since = emptied.filter_map(|other| other.empty_since).max();
        if is_gap && empty_since.or(began).as_ref().is_some_and(for_long) {
            gaps.push(LongGap {
                code: row.code.clone(),
                term: row.term.clone(),
                empty_since,
            });
        }
    }
    gaps
}

/// What a row counts.
struct Count<'a> {
    policy: &'a SectorPolicy,
    representations: &'a [Representation],
    day: Date,
}

impl Count<'_> {
    fn row(&self, code: SectorCode, term: String, item: Option<u16>) -> SectorGap {
        let theirs: Vec<&Representation> = self
            .representations
            .iter()
            .filter(|known| self.counts_for(&known.sector, &code))
            .filter(|known| known.since <= self.day)
            .collect();
        let partners: BTreeSet<PartnerId> = theirs
            .iter()
            .filter(|known| known.until.is_none_or(|last| self.day <= last))
            .map(|known| known.partner)
            .collect();
        let last = theirs.iter().filter_map(|known| known.until).max();
        let empty_since = last
            .filter(|_| partners.is_empty())
            .and_then(|last| last.tomorrow().ok());
        SectorGap {
            group: self.policy.group(&code),
            count: partners.len(),
            national: self
                .policy
                .national(&code)
                .and_then(|actor| national::share_on(actor, self.day)),
            empty_since,
            code,
            term,
            item,
        }
    }

    /// A sector counts for itself, and a local one for the code that it maps to.
    fn counts_for(&self, represented: &SectorCode, code: &SectorCode) -> bool {
        represented == code
            || self
                .policy
                .local()
                .iter()
                .any(|local| local.code == *represented && local.maps_to.as_ref() == Some(code))
    }
}
