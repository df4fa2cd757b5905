//! The sites' yearly reports [Jahresberichte der Standorte]: parts, statistics as sums, checklist (EVA-01 … EVA-04, EVA-11,
//! EVA-14).
//!
//! On a day it shows what was told by then. A number of people under 5 is not shown: who reads a report is not always who
//! wrote it.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `parts` | what it consists of |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;
mod parts;

use std::sync::Arc;

use async_graphql::{ID, Object};
use evaluation::policy::ReportPart;
use evaluation::site_report::{SiteReportState, site_report_findings};
use evaluation::{EvaluationPolicy, SiteReport as View};
use kernel::{Date, Period, SiteId};
use uuid::Uuid;

use super::partners::Finding;
use super::places::Site;
use super::sources::Source;

pub use list::{
    SiteReportConnection, SiteReportEdge, SiteReportFilter, SiteReportOrder, SiteReportQuery,
};
pub(crate) use load::one;
pub use parts::{
    SiteFeature, SiteReportCount, SiteReportCounts, SiteReportFurtherPart, SiteReportPart,
    SiteReportRating, SiteReportRatings, SiteWeek,
};

/// A site's report of a year [Jahresbericht].
pub struct SiteReport {
    id: Uuid,
    day: Date,
    /// As it stood on the day.
    view: View,
    site: Option<Arc<Site>>,
    parts: Vec<SiteReportPart>,
    further: Vec<SiteReportFurtherPart>,
    counts: Vec<SiteReportCounts>,
    ratings: Vec<SiteReportRatings>,
    features: Vec<SiteFeature>,
    /// Of the day; `None` before the municipality adopted one.
    policy: Option<Arc<EvaluationPolicy>>,
    sources: Vec<Source>,
}

impl SiteReport {
    /// The findings about this report alone: its site is open in its year, since it reports.
    fn found(&self) -> Option<Vec<evaluation::Finding>> {
        let policy = self.policy.as_deref()?;
        let (site, year) = (self.view.site?, self.view.year?);
        let since = Date::new(year, 1, 1).ok()?;
        let open: [(SiteId, Period); 1] = [(site, Period { since, until: None })];
        let found = site_report_findings(policy, &open, [&self.view], year, self.day);
        Some(found)
    }
}

/// A site's report of a year [Jahresbericht].
#[Object]
impl SiteReport {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// The site that reports [Standort].
    async fn site(&self) -> Option<&Arc<Site>> {
        self.site.as_ref()
    }

    /// The calendar year of which it reports [Berichtsjahr].
    async fn year(&self) -> Option<i16> {
        self.view.year
    }

    /// How far it is on the day [Stand].
    async fn state(&self) -> Option<SiteReportState> {
        self.view.state_on(self.day)
    }

    /// The same in German.
    async fn state_label(&self) -> Option<&'static str> {
        self.view.state_on(self.day).map(SiteReportState::label)
    }

    async fn opened_on(&self) -> Option<Date> {
        self.view.opened_on
    }

    /// When it is due: on the day that was set, else one interval of the policy after its year began; `null` where nobody
    /// says (EVA-01).
    async fn due_on(&self) -> Option<Date> {
        let interval = self.policy.as_deref();
        self.view
            .due_on(interval.and_then(|policy| policy.site_reports.value()))
    }

    /// The parts that it must have, as the policy said when it was opened, each with what was written by the day (EVA-01).
    #[graphql(complexity = "4 * child_complexity")]
    async fn parts(&self) -> &[SiteReportPart] {
        &self.parts
    }

    /// Parts beyond the list, which is open [„u.a.“].
    #[graphql(complexity = "4 * child_complexity")]
    async fn further_parts(&self) -> &[SiteReportFurtherPart] {
        &self.further
    }

    /// The parts of the policy that are not written by the day.
    async fn missing_parts(&self) -> Vec<ReportPart> {
        self.view.missing_parts()
    }

    /// How often each item of an instrument was marked [Dokumentation der Erstkontakte] (EVA-02).
    #[graphql(complexity = "4 * child_complexity")]
    async fn counts(&self) -> &[SiteReportCounts] {
        &self.counts
    }

    /// How users rated [Nutzer-Rückmeldung] (EVA-03).
    #[graphql(complexity = "4 * child_complexity")]
    async fn ratings(&self) -> &[SiteReportRatings] {
        &self.ratings
    }

    /// How many protocols about individuals were evaluated: the number alone [qualitative Protokolle] (EVA-04); `null`
    /// where nobody told it.
    async fn protocols(&self) -> Option<u16> {
        self.view.protocols
    }

    /// The checklist of the 14 quality features, in the order of the paper [Qualitätsmerkmale] (EVA-11).
    #[graphql(complexity = "14 * child_complexity")]
    async fn features(&self) -> &[SiteFeature] {
        &self.features
    }

    /// On how many days of a week the site has offers, and is open (EVA-14); `null` where nobody told it.
    async fn week(&self) -> Option<SiteWeek> {
        let days = self.view.days.as_ref()?;
        Some(SiteWeek {
            offer_days: days.offers,
            opening_days: days.opening,
        })
    }

    /// What is not as it should be on the day [Befunde]: that it is due, protocols or offer days that are fewer than the
    /// concept says (EVA-01, EVA-04, EVA-14, REM-20).
    async fn findings(&self) -> Vec<Finding> {
        let findings = self.found().unwrap_or_default().into_iter();
        findings.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
