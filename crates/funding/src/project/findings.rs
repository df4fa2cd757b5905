//! What an overview shows of a project without anybody having sent a command.

use kernel::{Date, facts};

use super::aggregate::Project;
use crate::findings::{Finding, FindingSeverity};

/// Whether a project that runs on `day` has a steering group (FUN-07) and somebody who runs it (FUN-02).
pub fn project_findings(project: &Project, day: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !project.runs_on(day) {
        return findings;
    }
    if project.steering_group_on(day).is_none() {
        findings.push(Finding {
            code: "STEERING_GROUP_UNSTATED",
            rule: "FUN-07",
            severity: FindingSeverity::Task,
            sentence: "Welche Steuerungsgruppe zum Stadtteilprojekt gehört, ist nicht erfasst."
                .to_owned(),
            facts: facts! {},
        });
    }
    if project.operators_on(day).is_empty() {
        findings.push(Finding {
            code: "PROJECT_OPERATOR_UNSTATED",
            rule: "FUN-02",
            severity: FindingSeverity::Task,
            sentence: "Wer Träger des Stadtteilprojektes ist, ist nicht erfasst.".to_owned(),
            facts: facts! {},
        });
    }
    findings
}
