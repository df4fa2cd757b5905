//! What an overview shows of the reports to committees without anybody having sent a command (MTG-18).

use kernel::{Date, Status, facts, german};

use super::aggregate::CommitteeReport;
use super::reading::NextReport;
use crate::codes::OrganCode;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MeetingsPolicy;

/// What is due on `day`, for which organ nobody says how often, and to which named organ nobody reports yet.
///
/// An organ to which the reports ended is not asked for again: that was decided, with a reason.
///
/// What a document states or the municipality adopted is a task, what is inferred a warning. An interval that nobody
/// says is a task, too: to set one.
pub fn committee_report_findings<'a>(
    policy: &MeetingsPolicy,
    reports: impl IntoIterator<Item = &'a CommitteeReport>,
    day: Date,
) -> Vec<Finding> {
    let mut begun: Vec<&OrganCode> = Vec::new();
    let mut findings = Vec::new();
    for report in reports {
        let Some(organ) = report.organ.as_ref().filter(|_| report.has_begun_on(day)) else {
            continue;
        };
        begun.push(organ);
        if let Some(next) = report.due(day, policy) {
            findings.extend(report_finding(policy, organ, &next, day));
        }
    }
    let to = &policy.committee_reports.to;
    let missing = to.value().into_iter().flatten();
    let missing = missing.filter(|key| !begun.iter().any(|organ| organ.as_str() == *key));
    findings.extend(missing.map(|key| Finding {
        code: "COMMITTEE_REPORTS_NOT_BEGUN",
        rule: "MTG-18",
        severity: severity(to.status),
        sentence: format!(
            "Mitteilungen an „{}“ sind noch nicht begonnen.",
            name(policy, key)
        ),
        facts: facts! { "organ" => key },
    }));
    findings
}

fn report_finding(
    policy: &MeetingsPolicy,
    organ: &OrganCode,
    next: &NextReport,
    day: Date,
) -> Option<Finding> {
    let name = name(policy, organ.as_str());
    match next {
        NextReport::Due {
            on,
            interval,
            status,
        } => (*on <= day).then(|| Finding {
            code: "COMMITTEE_REPORT_DUE",
            rule: "MTG-18",
            severity: severity(*status),
            sentence: format!(
                "Die Mitteilung an „{name}“ ist seit dem {} fällig.",
                german::day(*on)
            ),
            facts: facts! { "organ" => organ, "dueOn" => on, "interval" => interval },
        }),
        NextReport::Unstated => Some(Finding {
            code: "REPORT_INTERVAL_UNSTATED",
            rule: "MTG-18",
            severity: FindingSeverity::Task,
            sentence: format!(
                "Wie oft an „{name}“ berichtet wird, sagt niemand; ein Abstand ist festzulegen."
            ),
            facts: facts! { "organ" => organ },
        }),
    }
}

fn severity(status: Status) -> FindingSeverity {
    match status {
        Status::Stated | Status::Adopted => FindingSeverity::Task,
        Status::Inferred | Status::Unstated => FindingSeverity::Warning,
    }
}

fn name(policy: &MeetingsPolicy, key: &str) -> String {
    policy
        .target(key)
        .map_or_else(|| key.to_owned(), |target| target.name.clone())
}
