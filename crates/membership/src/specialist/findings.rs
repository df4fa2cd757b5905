//! What an overview shows of specialists without anybody having sent a command (MEM-20, MEM-27, MEM-29).

use jiff::ToSpan;
use kernel::{Date, Status, german};

use super::aggregate::Specialist;
use crate::contact::ConsentState;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MembershipPolicy;

const fn severity(status: Status) -> FindingSeverity {
    match status {
        Status::Stated | Status::Adopted => FindingSeverity::Task,
        Status::Inferred | Status::Unstated => FindingSeverity::Warning,
    }
}

/// What is open with one specialist on `day`: the evidence that the policy wants, and a consent that is missing.
pub fn specialist_findings(
    policy: &MembershipPolicy,
    specialist: &Specialist,
    day: Date,
) -> Vec<Finding> {
    if !specialist.is_registered_on(day) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let evidence = specialist.qualifications_on(day);
    let wanted = policy.specialist_qualification.value();
    if wanted.is_some_and(|wanted| !evidence.iter().any(|held| wanted.contains(&held.kind))) {
        findings.push(Finding {
            code: "QUALIFICATION_MISSING",
            severity: severity(policy.specialist_qualification.status),
            rule: "MEM-27",
            sentence: "Der verlangte Nachweis der insoweit erfahrenen Fachkraft ist nicht erfasst."
                .to_owned(),
        });
    }
    match specialist.consent_on(day) {
        ConsentState::Missing | ConsentState::Withdrawn => findings.push(Finding {
            code: "CONSENT_MISSING",
            severity: FindingSeverity::Task,
            rule: "MEM-20",
            sentence: "Die Einwilligung in die Speicherung der Kontaktdaten fehlt.".to_owned(),
        }),
        ConsentState::Given | ConsentState::NotRequired => {}
    }
    findings
}

/// When the municipality's specialists hold their next training: `None` without an interval or any training yet.
///
/// One training by any of them is enough (S2 4.3.2: „einmal jährlich standortübergreifend eine Fortbildung … durch die
/// städtischen Kinderschutzfachkräfte“).
pub fn next_training_by<'a>(
    policy: &MembershipPolicy,
    specialists: impl IntoIterator<Item = &'a Specialist>,
    day: Date,
) -> Option<Date> {
    let months = *policy.specialist_training_months.value()?;
    let held = specialists
        .into_iter()
        .filter(|specialist| specialist.municipal)
        .filter_map(|specialist| specialist.last_training_on(day))
        .max()?;
    Some(held.saturating_add(i64::from(months).months()))
}

/// Whether the yearly training is due on `day` (MEM-29); asked of all the municipality's specialists at once.
///
/// Nothing where no interval is said or nobody of the municipality's own is in the register.
pub fn training_findings(
    policy: &MembershipPolicy,
    specialists: &[&Specialist],
    day: Date,
) -> Vec<Finding> {
    let own = specialists
        .iter()
        .any(|specialist| specialist.municipal && specialist.is_registered_on(day));
    if !own || policy.specialist_training_months.value().is_none() {
        return Vec::new();
    }
    let due = next_training_by(policy, specialists.iter().copied(), day);
    let sentence = match due {
        Some(due) if day <= due => return Vec::new(),
        Some(due) => format!(
            "Die Fortbildung zum Kinderschutz durch die städtischen Kinderschutzfachkräfte war bis zum {} fällig.",
            german::day(due)
        ),
        None => "Eine Fortbildung zum Kinderschutz durch die städtischen Kinderschutzfachkräfte ist noch nicht erfasst."
            .to_owned(),
    };
    vec![Finding {
        code: "SPECIALIST_TRAINING_DUE",
        severity: severity(policy.specialist_training_months.status),
        rule: "MEM-29",
        sentence,
    }]
}
