//! What an overview shows of project funds without anybody having sent a command.

use kernel::{Date, facts};

use super::aggregate::ProjectFunds;
use crate::findings::{Finding, FindingSeverity};
use crate::german::euros;

/// Whether more than a quarter is free on `day` from 1 October of the year on (REM-25).
pub fn project_funds_findings(funds: &ProjectFunds, day: Date) -> Vec<Finding> {
    let Some(opened) = &funds.opened else {
        return Vec::new();
    };
    let in_autumn = day.year() == opened.year && day.month() >= 10;
    let free = opened.cap.less(funds.allocated_on(day));
    let much = i128::from(free.cents()) * 4 > i128::from(opened.cap.cents());
    if !in_autumn || !much {
        return Vec::new();
    }
    let (year, cap) = (opened.year, opened.cap);
    vec![Finding {
        code: "PROJECT_FUNDS_UNUSED",
        rule: "REM-25",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Von den Projektmitteln {year} sind {} von {} noch nicht vergeben.",
            euros(free),
            euros(cap)
        ),
        facts: facts! { "year" => year, "free" => free, "cap" => cap },
    }]
}
