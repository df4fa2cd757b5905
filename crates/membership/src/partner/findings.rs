//! What an overview shows about requests and about what partners owe the network (MEM-04, MEM-46, MEM-47, MEM-49).
//!
//! Pure functions of policy and state on a day; the read side calls them. Nothing here refuses anything.

use kernel::{Date, Sourced, german};
use serde::{Deserialize, Serialize};

use super::aggregate::Partner;
use super::contributions::StaffTrainingTopic;
use super::reading::MembershipState;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MembershipPolicy;

/// An open request is a task, with what its admission still needs; so is a member that was admitted without (MEM-04).
pub fn admission_findings(policy: &MembershipPolicy, partner: &Partner, day: Date) -> Vec<Finding> {
    let Some(pipeline) = partner.pipeline_on(day, policy) else {
        return Vec::new();
    };
    let missing: Vec<_> = pipeline
        .missing
        .iter()
        .map(|missing| missing.label())
        .collect();
    let (code, severity, sentence) = match pipeline.state {
        MembershipState::Requested | MembershipState::Clarified => {
            let since = german::day(pipeline.since);
            let sentence = if missing.is_empty() {
                format!("Über die Anfrage ist zu entscheiden (Stand vom {since}).")
            } else {
                format!(
                    "Für die Aufnahme fehlt noch: {} (Stand vom {since}).",
                    missing.join("; ")
                )
            };
            ("REQUEST_OPEN", FindingSeverity::Task, sentence)
        }
        MembershipState::Active if !missing.is_empty() => (
            "PRECONDITION_MISSING",
            severity(&policy.admission),
            format!("Zur Aufnahme ist nicht erfasst: {}.", missing.join("; ")),
        ),
        MembershipState::Active | MembershipState::Declined | MembershipState::Ended => {
            return Vec::new();
        }
    };
    vec![Finding {
        code,
        severity,
        rule: "MEM-04",
        sentence,
    }]
}

kernel::code! {
    /// A line of a partner's quality checklist [Prüfpunkt].
    pub enum QualityItem {
        /// staff was trained in the agreed procedure of child protection (MEM-46)
        ChildProtectionTraining = "Schulung zum abgestimmten Verfahren zum Kinderschutz",
        /// the partner presented its work in the body that wants it (MEM-47)
        Presentation = "Vorstellung der eigenen Arbeit",
        /// the participation of parents is attested (MEM-49)
        ParentParticipation = "Beteiligung der Eltern",
    }
}

/// A line of the checklist, with the day on which it was last fulfilled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityCheck {
    pub item: QualityItem,
    pub fulfilled_on: Option<Date>,
}

/// What the municipality's documents want of every partner, and how far this one has come by `day` [Qualitätscheck].
///
/// Only what a value of the policy names; empty where nobody says anything.
pub fn quality_checklist(
    policy: &MembershipPolicy,
    partner: &Partner,
    day: Date,
) -> Vec<QualityCheck> {
    let contributions = &partner.contributions;
    let training = StaffTrainingTopic::ChildProtectionProcedure;
    let wanted = [
        (
            policy.child_protection_training.value() == Some(&true),
            QualityItem::ChildProtectionTraining,
            contributions.trained_on(training, day),
        ),
        (
            policy.presentation_body.value().is_some(),
            QualityItem::Presentation,
            contributions.presented_on(day),
        ),
        (
            policy.parent_participation.value() == Some(&true),
            QualityItem::ParentParticipation,
            contributions.parents_attested_on(day),
        ),
    ];
    let wanted = wanted.into_iter().filter(|(wanted, _, _)| *wanted);
    wanted
        .map(|(_, item, fulfilled_on)| QualityCheck { item, fulfilled_on })
        .collect()
}

/// Lines of the checklist that an active partner has never fulfilled: a task where a document states the duty, a warning
/// where it is inferred (MEM-46, MEM-47, MEM-49).
pub fn quality_findings(policy: &MembershipPolicy, partner: &Partner, day: Date) -> Vec<Finding> {
    if partner.membership_on(day) != Some(MembershipState::Active) {
        return Vec::new();
    }
    let open = quality_checklist(policy, partner, day).into_iter();
    open.filter(|check| check.fulfilled_on.is_none())
        .map(|check| match check.item {
            QualityItem::ChildProtectionTraining => Finding {
                code: "TRAINING_NOT_ATTESTED",
                severity: severity(&policy.child_protection_training),
                rule: "MEM-46",
                sentence:
                    "Eine Schulung zum abgestimmten Verfahren zum Kinderschutz ist nicht erfasst."
                        .to_owned(),
            },
            QualityItem::Presentation => Finding {
                code: "NOT_YET_PRESENTED",
                severity: severity(&policy.presentation_body),
                rule: "MEM-47",
                sentence: "Der Netzwerkpartner hat seine Arbeit noch nicht vorgestellt.".to_owned(),
            },
            QualityItem::ParentParticipation => Finding {
                code: "PARENT_PARTICIPATION_NOT_ATTESTED",
                severity: severity(&policy.parent_participation),
                rule: "MEM-49",
                sentence: "Wie Eltern beteiligt werden, hat der Netzwerkpartner nicht bestätigt."
                    .to_owned(),
            },
        })
        .collect()
}

/// A binding value makes a task, an inferred one a warning.
fn severity<T>(value: &Sourced<T>) -> FindingSeverity {
    if value.binding().is_some() {
        FindingSeverity::Task
    } else {
        FindingSeverity::Warning
    }
}
