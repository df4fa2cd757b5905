//! Who has a duty around a meeting, held against who asks.
//!
//! The office records what others did on paper, so its roles may carry out every duty of the administration; a duty
//! of the members or of the preparation team is theirs and the office's. Whether an elected taker is the one who was
//! elected is a question of the meeting, not of the role.

use std::slice;

use kernel::{Role, Sourced, Warning, facts};

use crate::facts::MeetingsContext;
use crate::policy::MeetingDuty;

/// Nobody with this role has the duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotYourDuty {
    pub role: Role,
    pub duties: Vec<MeetingDuty>,
}

impl MeetingDuty {
    /// Whether somebody with the role may carry out the duty.
    pub fn may(self, role: Role) -> bool {
        let office = matches!(role, Role::Coordinator | Role::Deputy);
        office
            || match self {
                Self::AllMembers => matches!(
                    role,
                    Role::Partner
                        | Role::PreparationTeam
                        | Role::SteeringGroupLead
                        | Role::MinuteTaker
                ),
                Self::PreparationTeam => role == Role::PreparationTeam,
                Self::CoordinationOffice => false,
                Self::ElectedTaker => role == Role::MinuteTaker,
                Self::YouthOffice | Self::Administration | Self::YouthWelfarePlanning => {
                    role == Role::Administration
                }
            }
    }
}

/// Holds the policy's duties against the caller's role: a binding value refuses, an inferred one warns, what nobody
/// says allows the office alone and warns of nothing.
pub fn check_duty(
    duties: Option<&Sourced<Vec<MeetingDuty>>>,
    rule: &str,
    ctx: &MeetingsContext,
) -> Result<(), NotYourDuty> {
    let said = duties.and_then(Sourced::value).map(Vec::as_slice);
    let inferred = duties.is_some_and(|duties| duties.inferred().is_some());
    check(said, inferred, rule, ctx)
}

/// As [`check_duty`], for a duty that one alone has.
pub fn check_sole_duty(
    duty: Option<&Sourced<MeetingDuty>>,
    rule: &str,
    ctx: &MeetingsContext,
) -> Result<(), NotYourDuty> {
    let said = duty.and_then(Sourced::value).map(slice::from_ref);
    let inferred = duty.is_some_and(|duty| duty.inferred().is_some());
    check(said, inferred, rule, ctx)
}

fn check(
    said: Option<&[MeetingDuty]>,
    inferred: bool,
    rule: &str,
    ctx: &MeetingsContext,
) -> Result<(), NotYourDuty> {
    let unsaid = [MeetingDuty::CoordinationOffice, MeetingDuty::Administration];
    let allowed = said.unwrap_or(&unsaid);
    if allowed.iter().any(|duty| duty.may(ctx.role)) {
        return Ok(());
    }
    let refused = NotYourDuty {
        role: ctx.role,
        duties: allowed.to_vec(),
    };
    if inferred {
        ctx.warn(Warning {
            code: "NOT_YOUR_DUTY".to_owned(),
            rule: rule.to_owned(),
            sentence: refused.sentence(),
            facts: refused.facts(),
        });
        return Ok(());
    }
    Err(refused)
}

impl NotYourDuty {
    /// „Das ist Aufgabe von: Vorbereitungsteam, Netzwerkkoordination.“
    pub fn sentence(&self) -> String {
        let duties: Vec<_> = self.duties.iter().map(|duty| duty.label()).collect();
        format!("Das ist Aufgabe von: {}.", duties.join(", "))
    }

    pub fn facts(&self) -> kernel::Facts {
        facts! { "role" => self.role, "duties" => self.duties }
    }
}
