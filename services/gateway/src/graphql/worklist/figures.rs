//! Tasks about the sites' reports, concept papers, decisions and quality dialogues.
//!
//! | task | when |
//! |---|---|
//! | `SITE_REPORT_DUE` | a site that was open in the year has no released report one interval after the year began (EVA-01, REM-20) |
//! | `SITE_REPORT_INTERVAL_UNSTATED` | nobody says how often sites report (EVA-01) |
//! | `PROTOCOLS_MISSING` | fewer protocols than the concept asks for, or nobody told their number (EVA-04) |
//! | `CONCEPT_REVISION_AHEAD`, `CONCEPT_REVISION_DUE` | 180 days before the next version is due, and from then on (EVA-07, REM-21) |
//! | `CONCEPT_INTERVAL_UNSTATED` | nobody says how often the concept is revised (EVA-07) |
//! | `DECISION_CITATIONS_DIFFER` | papers cite a decision under different numbers (EVA-13) |
//!
//! Of sites' reports the last year counts, and each year before it of which a report was begun and is not released.

use std::collections::BTreeSet;

use evaluation::concept::concept_findings;
use evaluation::decision::decision_findings;
use evaluation::site_report::{SiteReportState, site_report_findings};
use evaluation::{
    Concept, EvaluationPolicy, Finding, FindingSeverity, RegisteredDecision, SiteReport,
};
use kernel::{Date, EntryId, Period, SiteId};
use membership::{Site, SiteStatus};
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// Hints that somebody has to act on all the same: an interval that was only read out of a document is due as well.
const ACT_ALL_THE_SAME: [&str; 4] = [
    "CONCEPT_REVISION_AHEAD",
    "CONCEPT_REVISION_DUE",
    "PROTOCOLS_MISSING",
    "SITE_REPORT_DUE",
];

/// A finding with what it is about.
struct About {
    kind: WorkItemKind,
    subject: Option<Uuid>,
    called: Option<EntryId>,
    /// Which of several findings alike about the same subject.
    part: Option<String>,
    finding: Finding,
}

/// The tasks of the day.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let mut found = of_decisions(reading, day).await?;
    if let Some(policy) = policies.on(day) {
        found.extend(of_concepts(reading, &policy.evaluation, day).await?);
        found.extend(of_sites(reading, &policy.evaluation, day).await?);
    }
    found.retain(|about| {
        let finding = &about.finding;
        finding.severity == FindingSeverity::Task || ACT_ALL_THE_SAME.contains(&finding.code)
    });
    let called = found.iter().filter_map(|about| about.called);
    let entries = reading.entries(called.collect()).await?;
    let item = |about: About| {
        let finding = about.finding;
        let subject = about.subject.map(|id| id.to_string());
        let id = [subject.clone(), about.part]
            .into_iter()
            .flatten()
            .fold(finding.code.to_owned(), |id, part| format!("{id}:{part}"));
        Ok(WorkItem {
            id: id.into(),
            kind: about.kind,
            code: finding.code.to_owned(),
            severity: finding.severity,
            sentence: finding.sentence,
            rule: Some(finding.rule),
            subject: subject.map(Into::into),
            subject_name: words::optional_text(&entries, about.called)?,
            policy_key: None,
            since: None,
        })
    };
    found.into_iter().map(item).collect()
}

async fn of_decisions(reading: &Reading<'_>, day: Date) -> Result<Vec<About>, GraphError> {
    let decisions: Vec<(Uuid, RegisteredDecision)> = reading.views(None).await?;
    let about = |(id, view): &(Uuid, RegisteredDecision)| {
        let (id, called) = (*id, view.subject);
        let findings = decision_findings([view], day).into_iter();
        findings.map(move |finding| About {
            kind: WorkItemKind::Decision,
            subject: Some(id),
            called,
            part: None,
            finding,
        })
    };
    Ok(decisions.iter().flat_map(about).collect())
}

async fn of_concepts(
    reading: &Reading<'_>,
    policy: &EvaluationPolicy,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let concepts: Vec<(Uuid, Concept)> = reading.views(None).await?;
    let about = |(id, view): &(Uuid, Concept)| {
        let (id, called) = (*id, view.title);
        let findings = concept_findings(policy, [view], day).into_iter();
        findings.map(move |finding| About {
            kind: WorkItemKind::Concept,
            subject: Some(id),
            called,
            part: None,
            finding,
        })
    };
    Ok(concepts.iter().flat_map(about).collect())
}

async fn of_sites(
    reading: &Reading<'_>,
    policy: &EvaluationPolicy,
    day: Date,
) -> Result<Vec<About>, GraphError> {
    let sites: Vec<(Uuid, Site)> = reading.views(None).await?;
    let reports: Vec<(Uuid, SiteReport)> = reading.views(None).await?;
    let reports: Vec<(Uuid, SiteReport)> = reports
        .into_iter()
        .map(|(id, view)| (id, view.known_on(day)))
        .filter(|(_, view)| view.exists())
        .collect();
    let last_year = day.year() - 1;
    let mut found = Vec::new();
    for (site, view) in &sites {
        let own = || {
            reports
                .iter()
                .filter(|(_, report)| report.site == Some(SiteId(*site)))
        };
        let begun =
            own().filter(|(_, report)| report.state_on(day) != Some(SiteReportState::Released));
        let mut years: BTreeSet<i16> = begun.filter_map(|(_, report)| report.year).collect();
        years.retain(|year| *year < last_year);
        years.insert(last_year);
        let open = open_periods(view, SiteId(*site));
        for year in years {
            let report = own().find(|(_, report)| report.year == Some(year));
            let theirs = own().map(|(_, report)| report);
            let findings = site_report_findings(policy, &open, theirs, year, day);
            found.extend(findings.into_iter().map(|finding| About {
                kind: WorkItemKind::SiteReport,
                subject: Some(report.map_or(*site, |(id, _)| *id)),
                called: view.name_on(day),
                part: Some(year.to_string()),
                finding,
            }));
        }
    }
    Ok(once(found))
}

/// That nobody says how often is one task, however many sites there are.
fn once(found: Vec<About>) -> Vec<About> {
    let (unstated, mut found): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|about| about.finding.code == "SITE_REPORT_INTERVAL_UNSTATED");
    found.extend(unstated.into_iter().next().map(|about| About {
        subject: None,
        called: None,
        part: None,
        ..about
    }));
    found
}

/// From when to when the site was open.
fn open_periods(view: &Site, site: SiteId) -> Vec<(SiteId, Period)> {
    let facts = view.statuses.facts().iter();
    let mut told: Vec<(Option<Date>, SiteStatus)> = facts
        .map(|fact| (fact.since.map(kernel::PartialDate::first_day), fact.value))
        .collect();
    told.sort_by_key(|(since, _)| *since);
    let ends = told.iter().skip(1).map(|(since, _)| *since).chain([None]);
    let periods = told
        .iter()
        .zip(ends)
        .filter(|((_, status), _)| *status == SiteStatus::Open);
    periods
        .map(|((since, _), end)| {
            let until = end.and_then(|end| end.yesterday().ok());
            let since = since.unwrap_or(Date::MIN);
            (site, Period { since, until })
        })
        .collect()
}
