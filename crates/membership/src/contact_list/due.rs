//! When the next contact list is due (MEM-18, REM-15).

use jiff::ToSpan;
use kernel::{Date, Status, german};

use super::ContactList;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MembershipPolicy;

/// The day on which the next issue is due by the policy's interval, whatever changed since; `None` where nobody says
/// how often, or no issue is in force on `day`.
pub fn due_on(policy: &MembershipPolicy, list: &ContactList, day: Date) -> Option<Date> {
    let months = *policy.contact_list_interval_months.value()?;
    let last = list.current_on(day)?.issued_on;
    last.checked_add(i32::from(months).months()).ok()
}

/// Whether the contact list has to be issued, or somebody has to say how often (MEM-18).
///
/// `changed_on` is the last day up to `day` on which something changed that the list prints; `None` where nothing
/// ever stood on it. An issue is due when the interval has passed *and* something changed after the day that the
/// last one shows (REM-15); where none is in force, as soon as there is something to print. Where a document says
/// „regelmäßig“ and no interval (unstated, with its words), setting one is the task.
pub fn due_findings(
    policy: &MembershipPolicy,
    list: &ContactList,
    changed_on: Option<Date>,
    day: Date,
) -> Vec<Finding> {
    let interval = &policy.contact_list_interval_months;
    let severity = match (interval.status, interval.words.is_some()) {
        (Status::Stated | Status::Adopted, _) => FindingSeverity::Task,
        (Status::Inferred, _) => FindingSeverity::Warning,
        (Status::Unstated, true) => {
            return vec![Finding {
                code: "CONTACT_LIST_INTERVAL_MISSING",
                severity: FindingSeverity::Task,
                rule: "MEM-18",
                sentence:
                    "Die Kontaktliste geht regelmäßig an alle Netzwerkpartner; wie oft, ist noch festzulegen."
                        .to_owned(),
            }];
        }
        (Status::Unstated, false) => return Vec::new(),
    };
    let Some(changed_on) = changed_on.filter(|changed_on| *changed_on <= day) else {
        return Vec::new();
    };
    let sentence = match list.current_on(day) {
        None => "Die Kontaktliste ist noch nicht herausgegeben.".to_owned(),
        Some(issue) => {
            let passed = due_on(policy, list, day).is_some_and(|due| due <= day);
            if !passed || changed_on <= issue.as_of {
                return Vec::new();
            }
            format!(
                "Die Kontaktliste vom {} ist neu herauszugeben: seitdem haben sich Angaben geändert.",
                german::day(issue.as_of)
            )
        }
    };
    vec![Finding {
        code: "CONTACT_LIST_DUE",
        severity,
        rule: "MEM-18",
        sentence,
    }]
}
