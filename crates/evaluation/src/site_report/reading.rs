//! What holds of a site's reports on a day.

use std::collections::BTreeMap;

use cqrs_es::Aggregate as _;
use kernel::{Date, InstrumentId, Interval, SiteId};

use super::aggregate::{SiteReport, SiteReportState};
use super::evaluated::InstrumentRating;
use super::feature::{FeatureStanding, SiteQualityFeature};
use crate::figure::{CrossTable, NotATable, Suppressed};
use crate::instrument::InstrumentVersion;
use crate::policy::ReportPart;

/// Which report of a site a year needs, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteReportNeed {
    pub site: SiteId,
    pub year: i16,
    /// The day on which it is due; absent where nobody says.
    pub due_on: Option<Date>,
    /// Absent where nobody opened it.
    pub state: Option<SiteReportState>,
}

impl SiteReport {
    /// The report as it stood on `day`: what was told by then, corrections included. Nothing of it before it was opened.
    #[must_use]
    pub fn known_on(&self, day: Date) -> Self {
        let mut known = Self::default();
        for (_, fact) in self.history.standing() {
            if fact.on().is_some_and(|on| on <= day) {
                known.apply(fact.clone());
            }
        }
        known
    }

    /// How far it is on `day`; `None` before it was opened.
    pub fn state_on(&self, day: Date) -> Option<SiteReportState> {
        self.states.on(day).copied()
    }

    /// The parts of the policy that are not written yet.
    pub fn missing_parts(&self) -> Vec<ReportPart> {
        let required = self.required.as_ref();
        self.not_written(required.and_then(|required| required.value.as_ref()))
    }

    /// The checklist of the 14 features, in the order of the paper; absent where nobody assessed one (EVA-11).
    pub fn checklist(&self) -> Vec<(SiteQualityFeature, Option<FeatureStanding>)> {
        let standing = |feature| self.features.get(feature).map(|known| known.standing);
        let features = SiteQualityFeature::ALL.iter();
        features
            .map(|feature| (*feature, standing(feature)))
            .collect()
    }

    /// When it is due: on the day that the municipality set, else one interval after the year began.
    pub fn due_on(&self, interval: Option<&Interval>) -> Option<Date> {
        self.due_on.or_else(|| due_after(self.year?, interval?))
    }
}

/// The day on which a report of `year` is due where no day was set: one interval after the year began (EVA-01).
pub(super) fn due_after(year: i16, interval: &Interval) -> Option<Date> {
    interval.after(Date::new(year, 1, 1).ok()?)
}

/// The average grade in hundredths, rounded half up, the best grade being 1,00; `None` without answers (EVA-03).
pub fn mean_grade(rating: &InstrumentRating) -> Option<u64> {
    let answers: u64 = rating.answers.iter().map(|n| u64::from(*n)).sum();
    let graded = (1_u64..).zip(&rating.answers);
    let sum: u64 = graded.map(|(grade, n)| grade * u64::from(*n)).sum();
    (answers > 0).then(|| (2 * 100 * sum + answers) / (2 * answers))
}

/// How often each item of a version was marked at each site, with sums; what is under 5 is suppressed (EVA-02).
///
/// `reports` are those of all sites in one year. Every report shows its counts from 5 on, so that a sum is shown only where
/// nothing of its line is suppressed. Rows are the sites in the order of their ids, columns the version's items; an item
/// that a site does not name counts 0. Sites that counted with another version stand in no row: see the sites that come
/// back.
pub fn marked_by_site<'a>(
    reports: impl IntoIterator<Item = &'a SiteReport>,
    instrument: InstrumentId,
    version: &InstrumentVersion,
) -> Result<(Vec<SiteId>, Suppressed), NotATable> {
    let mut rows = Vec::new();
    for report in reports {
        let counted = report.counted.get(&instrument);
        let counted = counted.filter(|counted| counted.version == version.number);
        let Some((site, counted)) = report.site.zip(counted) else {
            continue;
        };
        let known: BTreeMap<_, _> = counted
            .counts
            .iter()
            .map(|count| (&count.item, count.count))
            .collect();
        let of = |item| u64::from(known.get(item).copied().unwrap_or_default());
        let row: Vec<u64> = version.items.iter().map(|item| of(&item.code)).collect();
        rows.push((site, row));
    }
    rows.sort_by_key(|(site, _)| *site);
    let (sites, rows): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok((
        sites,
        CrossTable::try_new(&rows)?.suppressed_beside_its_cells(),
    ))
}
