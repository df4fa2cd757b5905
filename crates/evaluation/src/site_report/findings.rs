//! What an overview shows of the sites' reports without anybody having sent a command (EVA-01, EVA-04, EVA-14, REM-20).

use kernel::{Date, Period, SiteId, facts, german};

use super::aggregate::{SiteReport, SiteReportState};
use super::reading::{SiteReportNeed, due_after};
use crate::findings::{Finding, FindingSeverity, severity};
use crate::policy::EvaluationPolicy;

/// What is due on `day` of the reports of `year`, and what the reports lack.
///
/// `sites` are those that were open, with the periods in which they were: a site reports of a year in which it was open
/// at some time. What is stated or adopted is a task, what is inferred a warning; that nobody says how often, a task.
pub fn site_report_findings<'a>(
    policy: &EvaluationPolicy,
    sites: &[(SiteId, Period)],
    reports: impl IntoIterator<Item = &'a SiteReport>,
    year: i16,
    day: Date,
) -> Vec<Finding> {
    let of_year = |report: &&SiteReport| report.year == Some(year);
    let reports: Vec<&SiteReport> = reports.into_iter().filter(of_year).collect();
    let mut findings = Vec::new();
    if policy.site_reports.value().is_none() && !sites.is_empty() {
        findings.push(unstated());
    }
    for need in needs(policy, sites, &reports, year, day) {
        let released = need.state == Some(SiteReportState::Released);
        if !released && need.due_on.is_some_and(|due_on| due_on <= day) {
            findings.push(due(policy, &need));
        }
    }
    for report in reports {
        findings.extend(protocols(policy, report, year));
        findings.extend(offer_days(policy, report));
    }
    findings
}

/// The report that each site owes of `year`, once each, and how far it is on `day`.
fn needs(
    policy: &EvaluationPolicy,
    sites: &[(SiteId, Period)],
    reports: &[&SiteReport],
    year: i16,
    day: Date,
) -> Vec<SiteReportNeed> {
    let mut needs: Vec<SiteReportNeed> = Vec::new();
    let open = sites.iter().filter(|(_, period)| {
        period.since.year() <= year && period.until.is_none_or(|until| year <= until.year())
    });
    for (site, _) in open {
        if needs.iter().any(|need| need.site == *site) {
            continue;
        }
        let interval = policy.site_reports.value();
        let report = reports.iter().find(|report| report.site == Some(*site));
        let due_on = match report {
            Some(report) => report.due_on(interval),
            None => interval.and_then(|interval| due_after(year, interval)),
        };
        needs.push(SiteReportNeed {
            site: *site,
            year,
            due_on,
            state: report.and_then(|report| report.state_on(day)),
        });
    }
    needs
}

fn unstated() -> Finding {
    Finding {
        code: "SITE_REPORT_INTERVAL_UNSTATED",
        rule: "EVA-01",
        severity: FindingSeverity::Task,
        sentence: "Wie oft die Standorte berichten, sagt niemand; ein Abstand ist festzulegen."
            .to_owned(),
        facts: facts! {},
    }
}

fn due(policy: &EvaluationPolicy, need: &SiteReportNeed) -> Finding {
    let since = need.due_on.map(german::day).unwrap_or_default();
    let state = need
        .state
        .map_or("noch nicht begonnen", SiteReportState::label);
    Finding {
        code: "SITE_REPORT_DUE",
        rule: "EVA-01",
        severity: severity(policy.site_reports.status),
        sentence: format!(
            "Der Jahresbericht {} eines Standorts ist seit dem {since} fällig und {state}.",
            need.year
        ),
        facts: facts! {
            "site" => need.site, "year" => need.year, "dueOn" => need.due_on, "state" => need.state
        },
    }
}

/// Fewer protocols than the concept asks for, or none told (EVA-04): the number alone.
fn protocols(policy: &EvaluationPolicy, report: &SiteReport, year: i16) -> Option<Finding> {
    let expected = *policy.case_protocols_per_site.value()?;
    let found = report.protocols;
    if found.is_some_and(|found| found >= expected) {
        return None;
    }
    Some(Finding {
        code: "PROTOCOLS_MISSING",
        rule: "EVA-04",
        severity: severity(policy.case_protocols_per_site.status),
        sentence: match found {
            Some(found) => format!("{year} wurden {found} von {expected} Protokollen ausgewertet."),
            None => format!(
                "{year} ist nicht erfasst, ob die {expected} Protokolle ausgewertet wurden."
            ),
        },
        facts: facts! { "site" => report.site, "expected" => expected, "found" => found },
    })
}

/// Offers on fewer days of a week than the concept says (EVA-14). Opening days are another thing.
fn offer_days(policy: &EvaluationPolicy, report: &SiteReport) -> Option<Finding> {
    let expected = *policy.offer_days_per_week.value()?;
    let found = report.days.as_ref()?.offers;
    (found < expected).then(|| Finding {
        code: "OFFER_DAYS_FEWER",
        rule: "EVA-14",
        severity: FindingSeverity::Warning,
        sentence: format!("Angebote gibt es an {found} statt {expected} Tagen in der Woche."),
        facts: facts! { "site" => report.site, "expected" => expected, "found" => found },
    })
}
