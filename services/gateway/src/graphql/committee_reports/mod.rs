//! Recurring reports to committees [Mitteilungen an Ausschüsse]: to whom, how often, what was reported, what is due
//! (MTG-18).
//!
//! „Regelmäßig“ names no interval. Until somebody says one, none is shown: the document's words are, and a task asks.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root fields: filter, order, pages |

mod list;
mod load;

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Interval;
use kernel::{Date, DocumentRef, Status};
use meetings::committee_report::{NextReport, ReportMade, committee_report_findings};
use meetings::{CommitteeReport as View, PaperNumber};
use municipality::Policy;
use uuid::Uuid;

use super::organs::Organ;
use super::partners::Finding;
use super::sources::Source;

pub use list::{
    CommitteeReportConnection, CommitteeReportEdge, CommitteeReportFilter, CommitteeReportOrder,
    CommitteeReportQuery,
};
pub(crate) use load::one;

/// The reports to a committee [Mitteilungen an einen Ausschuss] (MTG-18).
pub struct CommitteeReport {
    id: Uuid,
    day: Date,
    view: View,
    policy: Option<Arc<Policy>>,
    organ: Option<Organ>,
    sources: Vec<Source>,
}

/// How often it is reported [Abstand der Mitteilungen] (MTG-18).
#[derive(Clone, SimpleObject)]
pub struct ReportInterval {
    /// `null` where nobody says it, as behind „regelmäßig“.
    value: Option<Interval>,
    status: Status,
    /// Since when the municipality has it, where it decided itself.
    adopted_on: Option<Date>,
    /// The document's words [Wortlaut]; `null` where the municipality decided itself.
    words: Option<String>,
    /// Document and section [Fundstelle].
    source: Option<String>,
}

/// A report that was made [Mitteilung] (MTG-18).
#[derive(Clone, SimpleObject)]
pub struct CommitteeReportMade {
    reported_on: Date,
    /// The number of the paper [Vorlage], such as `2018/0457`.
    paper: Option<PaperNumber>,
    /// The report itself.
    document: Option<DocumentRef>,
    /// The first day of which it tells.
    covers_since: Option<Date>,
    /// The last day of which it tells.
    covers_until: Option<Date>,
}

impl From<&ReportMade> for CommitteeReportMade {
    fn from(made: &ReportMade) -> Self {
        Self {
            reported_on: made.reported_on,
            paper: made.paper.clone(),
            document: made.document,
            covers_since: made.covers_since,
            covers_until: made.covers_until,
        }
    }
}

/// The reports to a committee [Mitteilungen an einen Ausschuss] (MTG-18), as they stand on the day that is asked for.
#[Object]
impl CommitteeReport {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// To whom it is reported.
    async fn organ(&self) -> Option<&Organ> {
        self.organ.as_ref()
    }

    /// Since when.
    async fn begun_on(&self) -> Option<Date> {
        self.view.begun_on
    }

    /// The last day [beendet]; `null` while it is reported to.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on.filter(|on| *on <= self.day)
    }

    /// How often: as the municipality decided, else as its policy says.
    async fn interval(&self) -> ReportInterval {
        interval(&self.view, self.policy.as_deref(), self.day)
    }

    /// What was reported, in the order in which it was told.
    #[graphql(complexity = "5 * child_complexity")]
    async fn made(&self) -> Vec<CommitteeReportMade> {
        let made = self.view.made.iter();
        made.filter(|made| made.reported_on <= self.day)
            .map(CommitteeReportMade::from)
            .collect()
    }

    /// The day of the latest report.
    async fn last_made_on(&self) -> Option<Date> {
        self.view.last_made(self.day).map(|made| made.reported_on)
    }

    /// The day of the next report; `null` where nobody says how often, and after the end.
    async fn next_due(&self) -> Option<Date> {
        next_due(&self.view, self.policy.as_deref(), self.day)
    }

    /// What is open: a report that is due, an interval that nobody says.
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        let found = committee_report_findings(&policy.meetings, [&self.view], self.day);
        let own = found.into_iter().filter(|found| found.code != NOT_BEGUN);
        own.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// Says of other organs that nobody reports to them.
const NOT_BEGUN: &str = "COMMITTEE_REPORTS_NOT_BEGUN";

fn next_due(view: &View, policy: Option<&Policy>, day: Date) -> Option<Date> {
    match view.due(day, &policy?.meetings)? {
        NextReport::Due { on, .. } => Some(on),
        NextReport::Unstated => None,
    }
}

fn interval(view: &View, policy: Option<&Policy>, day: Date) -> ReportInterval {
    if let Some(adopted) = view.intervals.at(day) {
        return ReportInterval {
            value: Some(adopted.value.clone()),
            status: Status::Adopted,
            adopted_on: adopted.since.map(kernel::PartialDate::first_day),
            words: None,
            source: None,
        };
    }
    let said = policy.map(|policy| &policy.meetings.committee_reports.interval);
    let source = said.and_then(|said| said.source.as_ref());
    ReportInterval {
        value: said.and_then(|said| said.value().cloned()),
        status: said.map_or(Status::Unstated, |said| said.status),
        adopted_on: said.and_then(|said| said.adopted_on),
        words: said.and_then(|said| said.words.clone()),
        source: source.map(|source| format!("{}, {}", source.document, source.section)),
    }
}
