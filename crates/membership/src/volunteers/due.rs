//! When the next exchange of a group is due (MEM-48).

use jiff::ToSpan;
use kernel::{Date, PartialDate, Status, german};

use super::VolunteerGroup;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MembershipPolicy;

/// The last day by which a group meets again: the policy's months after its last exchange, or after it began.
///
/// `None` where nobody says how often, or the group does not work on `day`.
pub fn exchange_due_on(
    policy: &MembershipPolicy,
    group: &VolunteerGroup,
    day: Date,
) -> Option<Date> {
    let months = *policy.volunteer_exchange_months.value()?;
    let began = group.since.map(PartialDate::last_day);
    let last = group.last_exchange_on(day).or(began)?;
    let due = last.checked_add(i32::from(months).months()).ok()?;
    Some(due).filter(|_| group.is_active_on(day))
}

/// Whether a group's exchange is overdue on `day`; an inferred interval only hints.
pub fn exchange_findings(
    policy: &MembershipPolicy,
    group: &VolunteerGroup,
    day: Date,
) -> Vec<Finding> {
    let severity = match policy.volunteer_exchange_months.status {
        Status::Stated | Status::Adopted => FindingSeverity::Task,
        Status::Inferred | Status::Unstated => FindingSeverity::Warning,
    };
    match exchange_due_on(policy, group, day) {
        Some(due) if due < day => vec![Finding {
            code: "VOLUNTEER_EXCHANGE_DUE",
            severity,
            rule: "MEM-48",
            sentence: format!(
                "Das Austauschtreffen der Ehrenamtlichen war bis zum {} fällig.",
                german::day(due)
            ),
        }],
        Some(_) | None => Vec::new(),
    }
}
