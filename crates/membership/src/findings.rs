//! What an overview shows as task or warning without anybody having sent a command.
//!
//! Pure functions of policy and state on a day; the read side calls them.

use std::collections::BTreeMap;

use kernel::{BodyId, Date, NetworkId, Status, Strength};
use serde::Serialize;

use crate::body::{Body, BodyKind};
use crate::partner::{MembershipState, Partner};
use crate::policy::MembershipPolicy;

pub use kernel::FindingSeverity;

/// Something that is not as a document wants it [Befund].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Stable, `SCREAMING_SNAKE`.
    pub code: &'static str,
    pub severity: FindingSeverity,
    /// The rule behind it, such as `MEM-14`.
    pub rule: &'static str,
    /// One German sentence for the office.
    pub sentence: String,
}

/// Whether an active partner names as many contacts as the policy wants (MEM-14, MEM-16, MEM-17).
///
/// `active_contacts` counts the partner's contacts whose role runs on `day`. A duty is a task, a wish a warning;
/// so is a duty that is merely inferred. Where nobody says how many, nothing is found. There is no maximum.
pub fn contact_findings(
    policy: &MembershipPolicy,
    partner: &Partner,
    active_contacts: usize,
    day: Date,
) -> Vec<Finding> {
    let duty = policy.contact_duty.value();
    let Some(duty) = duty.filter(|duty| active_contacts < usize::from(duty.min)) else {
        return Vec::new();
    };
    if partner.membership_on(day) != Some(MembershipState::Active) {
        return Vec::new();
    }
    let (severity, rule, verb) = match (duty.strength, policy.contact_duty.status) {
        (Strength::Must, Status::Stated | Status::Adopted) => {
            (FindingSeverity::Task, "MEM-14", "muss")
        }
        (Strength::Must, Status::Inferred | Status::Unstated) => {
            (FindingSeverity::Warning, "MEM-14", "muss")
        }
        (Strength::Should, _) => (FindingSeverity::Warning, "MEM-16", "sollte möglichst"),
        (Strength::Approx | Strength::May, _) => return Vec::new(),
    };
    let missing = usize::from(duty.min) - active_contacts;
    let whom = if missing == 1 {
        "eine Ansprechperson".to_owned()
    } else {
        format!("{missing} Ansprechpersonen")
    };
    vec![Finding {
        code: "CONTACT_MISSING",
        severity,
        rule,
        sentence: format!("Der Netzwerkpartner {verb} noch {whom} benennen."),
    }]
}

/// Whether a subgroup is made up of as many institutions as the policy finds best (MEM-40, a hint).
pub fn diversity_findings(
    policy: &MembershipPolicy,
    body: &Body,
    institutions: usize,
) -> Vec<Finding> {
    match policy.minimum_institutions_hint.value() {
        Some(hint)
            if body.kind == Some(BodyKind::SubGroup) && institutions < usize::from(*hint) =>
        {
            vec![Finding {
                code: "SUBGROUP_NOT_DIVERSE",
                severity: FindingSeverity::Warning,
                rule: "MEM-40",
                sentence: format!(
                    "In der Untergruppe wirken {institutions} Institutionen mit; besonders effizient ist sie ab {hint}."
                ),
            }]
        }
        Some(_) | None => Vec::new(),
    }
}

/// Networks that have more than one preparation team on `day`, with the teams (MEM-41: one each is inferred).
pub fn doubled_preparation_teams<'a>(
    bodies: impl IntoIterator<Item = (BodyId, &'a Body)>,
    day: Date,
) -> Vec<(NetworkId, Vec<BodyId>)> {
    let mut teams: BTreeMap<NetworkId, Vec<BodyId>> = BTreeMap::new();
    for (id, body) in bodies {
        if let (Some(BodyKind::PreparationTeam), Some(network), true) =
            (body.kind, body.network, body.runs_on(day))
        {
            teams.entry(network).or_default().push(id);
        }
    }
    teams
        .into_iter()
        .filter(|(_, teams)| teams.len() > 1)
        .collect()
}
