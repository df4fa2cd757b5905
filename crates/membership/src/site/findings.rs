//! What an overview shows of a site without anybody having sent a command (MEM-07, MEM-43, MEM-50).

use kernel::{Date, german};

use super::aggregate::Site;
use super::command::SiteStatus;
use crate::findings::{Finding, FindingSeverity};

/// What is open with a site on `day`.
///
/// A site that should have opened by now is a task; so is an open one of which nobody knows who runs it. An open one
/// with an empty folder is worth a hint: each site has one in Leverkusen, and no document makes it a duty.
pub fn site_findings(site: &Site, day: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let overdue = site.opens_on(day).filter(|opens| opens.last_day() < day);
    if let Some(opens) = overdue {
        findings.push(Finding {
            code: "SITE_NOT_OPEN_YET",
            severity: FindingSeverity::Task,
            rule: "MEM-43",
            sentence: format!(
                "Der Standort sollte bis zum {} öffnen; ob er geöffnet ist, ist nicht erfasst.",
                german::day(opens.last_day())
            ),
        });
    }
    if site.status_on(day) != Some(SiteStatus::Open) {
        return findings;
    }
    if site.operator_on(day).is_none() {
        findings.push(Finding {
            code: "SITE_WITHOUT_OPERATOR",
            severity: FindingSeverity::Task,
            rule: "MEM-07",
            sentence: "Der Standort ist geöffnet; sein Träger ist nicht erfasst.".to_owned(),
        });
    }
    if site.documents_on(day).is_empty() {
        findings.push(Finding {
            code: "SITE_FOLDER_EMPTY",
            severity: FindingSeverity::Warning,
            rule: "MEM-50",
            sentence: "In der Mappe zum Kinderschutz liegt noch keine Unterlage.".to_owned(),
        });
    }
    findings
}
