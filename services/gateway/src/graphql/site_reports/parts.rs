//! What a site's report consists of.

use async_graphql::{ID, SimpleObject};
use evaluation::codes::{FurtherPartCode, InstrumentItemCode};
use evaluation::figure::german;
use evaluation::figure::table::SHOWN_FROM;
use evaluation::policy::ReportPart;
use evaluation::site_report::{
    FeatureStanding, InstrumentCount, InstrumentRating, SiteQualityFeature, mean_grade,
};
use kernel::Date;

/// A part of a site's report that the policy names [Teil].
#[derive(Clone, SimpleObject)]
pub struct SiteReportPart {
    pub(super) part: ReportPart,
    /// The part in German.
    pub(super) label: &'static str,
    /// True where it was written by the day.
    pub(super) written: bool,
    /// `null` where it is not written or was erased.
    pub(super) text: Option<String>,
}

/// A part beyond the list [weiterer Teil].
#[derive(Clone, SimpleObject)]
pub struct SiteReportFurtherPart {
    pub(super) part: FurtherPartCode,
    /// `null` where it was erased.
    pub(super) title: Option<String>,
    /// `null` where it was erased.
    pub(super) text: Option<String>,
}

/// How often each item of an instrument was marked at a site in a year [Nennungen] (EVA-02).
#[derive(Clone, SimpleObject)]
pub struct SiteReportCounts {
    /// The instrument, for `node` [Erhebungsinstrument].
    pub(super) instrument: ID,
    /// The version with which was counted.
    pub(super) version: u16,
    /// How many sheets there were; `null` where they were fewer than 5.
    pub(super) sheets: Option<u32>,
    pub(super) items: Vec<SiteReportCount>,
}

/// How often an item was marked.
#[derive(Clone, SimpleObject)]
pub struct SiteReportCount {
    pub(super) item: InstrumentItemCode,
    /// What the form says; `null` where it was erased.
    pub(super) label: Option<String>,
    /// `null` where it is under 5.
    pub(super) count: Option<u32>,
    /// True where it is under 5 and not shown [unterdrückt].
    pub(super) suppressed: bool,
}

/// How users rated a site in a year [Bewertungen] (EVA-03).
#[derive(Clone, SimpleObject)]
pub struct SiteReportRatings {
    /// The instrument, for `node` [Erhebungsinstrument].
    pub(super) instrument: ID,
    /// The version with which was rated.
    pub(super) version: u16,
    /// How many sheets there were; `null` where they were fewer than 5.
    pub(super) sheets: Option<u32>,
    pub(super) items: Vec<SiteReportRating>,
}

/// How an item was rated. The single grades are not shown: they would tell who gave them.
#[derive(Clone, SimpleObject)]
pub struct SiteReportRating {
    pub(super) item: InstrumentItemCode,
    /// What the form says; `null` where it was erased.
    pub(super) label: Option<String>,
    /// How many answered; `null` where they were fewer than 5.
    pub(super) answers: Option<u64>,
    /// The average grade in hundredths, rounded half up, the best being 100; `null` where fewer than 5 answered.
    pub(super) mean_grade: Option<u64>,
    /// The same as a paper prints it: „1,75“.
    pub(super) text: Option<String>,
    /// True where fewer than 5 answered and nothing is shown [unterdrückt].
    pub(super) suppressed: bool,
}

/// Whether a site has a quality feature [Qualitätsmerkmal] (EVA-11).
#[derive(Clone, SimpleObject)]
pub struct SiteFeature {
    pub(super) feature: SiteQualityFeature,
    /// The feature in German.
    pub(super) label: &'static str,
    /// `null` where nobody assessed it.
    pub(super) standing: Option<FeatureStanding>,
    /// The same in German.
    pub(super) standing_label: Option<&'static str>,
    /// In words; `null` where nobody wrote them down or they were erased.
    pub(super) note: Option<String>,
    pub(super) assessed_on: Option<Date>,
}

/// On how many days of a week a site has offers, and is open (EVA-14).
#[derive(Clone, SimpleObject)]
pub struct SiteWeek {
    /// Days with offers [Angebotstage].
    pub(super) offer_days: u8,
    /// Days on which it is open [Öffnungstage]; another thing, and `null` where nobody told it.
    pub(super) opening_days: Option<u8>,
}

/// A number of people, where it may be shown.
pub(super) fn shown<N: Copy + Into<u64>>(count: N) -> Option<N> {
    Some(count).filter(|count| SHOWN_FROM <= (*count).into())
}

impl SiteReportCount {
    pub(super) fn of(count: &InstrumentCount, label: Option<String>) -> Self {
        let number = shown(count.count);
        Self {
            item: count.item.clone(),
            label,
            count: number,
            suppressed: number.is_none(),
        }
    }
}

impl SiteReportRating {
    pub(super) fn of(rating: &InstrumentRating, label: Option<String>) -> Self {
        let answers: u64 = rating.answers.iter().map(|n| u64::from(*n)).sum();
        let answers = shown(answers);
        let mean = answers.and_then(|_| mean_grade(rating));
        Self {
            item: rating.item.clone(),
            label,
            answers,
            mean_grade: mean,
            text: mean.map(|mean| german::number(mean, 2)),
            suppressed: answers.is_none(),
        }
    }
}
