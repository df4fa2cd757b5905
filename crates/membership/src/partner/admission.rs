//! What an admission needs, and when it happens by itself (MEM-02, MEM-03, MEM-04, AGR-06).

use cqrs_es::Aggregate;
use kernel::{Date, Refusal, Warning};
use serde::{Deserialize, Serialize};

use super::aggregate::Partner;
use super::error::PartnerRefusal;
use super::event::{PartnerAdmitted, PartnerEvent, PartnerReadmitted};
use super::reading::MembershipState;
use crate::facts::MembershipContext;
use crate::policy::{AdmissionPrecondition, MembershipPolicy};

/// How far a request has got [Aufnahmeverfahren].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pipeline {
    pub state: MembershipState,
    /// Since when it stands there.
    pub since: Date,
    /// What the admission still needs, in the policy's order; for a member what should have been there.
    pub missing: Vec<AdmissionPrecondition>,
}

impl Partner {
    /// How far the request has got by `day`; `None` before it, and for a duplicate.
    ///
    /// Nothing is missing of a declined request or an ended membership: nobody waits for it.
    pub fn pipeline_on(&self, day: Date, policy: &MembershipPolicy) -> Option<Pipeline> {
        let standing = self.standing_on(day)?;
        let missing = match standing.state {
            MembershipState::Requested | MembershipState::Clarified | MembershipState::Active => {
                self.missing_by(day, policy)
            }
            MembershipState::Declined | MembershipState::Ended => Vec::new(),
        };
        Some(Pipeline {
            state: standing.state,
            since: standing.since,
            missing,
        })
    }

    /// The policy's preconditions that nothing fulfils yet, in the policy's order; none where nobody says any.
    pub fn missing_preconditions(&self, policy: &MembershipPolicy) -> Vec<AdmissionPrecondition> {
        self.missing_by(Date::MAX, policy)
    }

    fn missing_by(&self, day: Date, policy: &MembershipPolicy) -> Vec<AdmissionPrecondition> {
        let wanted = policy.admission.value().map_or(&[][..], Vec::as_slice);
        wanted
            .iter()
            .copied()
            .filter(|wanted| self.fulfilled_by(*wanted, policy, day).is_none())
            .collect()
    }

    /// The day on which a precondition was fulfilled.
    pub fn fulfilled_on(
        &self,
        precondition: AdmissionPrecondition,
        policy: &MembershipPolicy,
    ) -> Option<Date> {
        self.fulfilled_by(precondition, policy, Date::MAX)
    }

    /// The day up to `day` on which a precondition was fulfilled.
    ///
    /// Whoever asks again after a membership ended signs again: an ended cooperation is no agreement.
    fn fulfilled_by(
        &self,
        precondition: AdmissionPrecondition,
        policy: &MembershipPolicy,
        day: Date,
    ) -> Option<Date> {
        let fulfilled = match precondition {
            AdmissionPrecondition::EligibilityAttested => {
                let counts = |criterion| {
                    policy
                        .eligibility
                        .value()
                        .is_none_or(|allowed| allowed.contains(&criterion))
                };
                self.attestations
                    .iter()
                    .filter(|a| counts(a.criterion))
                    .map(|a| a.on)
                    .min()
            }
            AdmissionPrecondition::Clarified => self.clarified_by(day),
            AdmissionPrecondition::ProfileSubmitted => self.profiles.iter().map(|p| p.on).min(),
            AdmissionPrecondition::AgreementSigned => {
                let ended_on = self.ended_before_request(day);
                let signed = self.signatures.iter().map(|signature| signature.on);
                signed
                    .filter(|on| ended_on.is_none_or(|ended_on| ended_on < *on))
                    .min()
            }
        };
        fulfilled.filter(|on| *on <= day)
    }

    /// The last day of the membership after which the request in force on `day` was made.
    fn ended_before_request(&self, day: Date) -> Option<Date> {
        let asked_on = self.request_on(day)?.on;
        let ends = self.memberships.iter().filter_map(|m| m.period.until);
        ends.filter(|until| *until < asked_on).max()
    }

    /// Refuses while a stated precondition is missing, warns while an inferred one is.
    pub(super) fn check_preconditions(
        &self,
        ctx: &MembershipContext,
    ) -> Result<(), PartnerRefusal> {
        let missing = self.missing_preconditions(&ctx.policy);
        let Some(first) = missing.first().copied() else {
            return Ok(());
        };
        let refusal = PartnerRefusal::PreconditionMissing {
            first,
            missing,
            eligibility_rule: ctx.policy.eligibility_rule(),
        };
        if ctx.policy.admission.binding().is_some() {
            return Err(refusal);
        }
        warn(ctx, &refusal);
        Ok(())
    }

    /// The event, and the admission with it where it was the last thing missing.
    ///
    /// Only for an open request, and only where a binding policy asks for the signature. The membership begins
    /// on the latest of the preconditions' days, never before the request.
    pub(super) fn with_admission(
        &self,
        event: PartnerEvent,
        ctx: &MembershipContext,
    ) -> Vec<PartnerEvent> {
        let mut after = self.clone();
        after.apply(event.clone());
        let mut events = vec![event];
        events.extend(after.due_admission(ctx));
        events
    }

    fn due_admission(&self, ctx: &MembershipContext) -> Option<PartnerEvent> {
        let wanted = ctx.policy.admission.binding()?;
        let request = self.open_request()?;
        let by_signature = wanted.contains(&AdmissionPrecondition::AgreementSigned);
        if !by_signature || !self.missing_preconditions(&ctx.policy).is_empty() {
            return None;
        }
        let days = wanted
            .iter()
            .filter_map(|wanted| self.fulfilled_on(*wanted, &ctx.policy));
        let admitted_on = days.chain([request.on]).max()?;
        let policy_version = ctx.facts.policy_version;
        Some(if self.memberships.is_empty() {
            PartnerAdmitted {
                admitted_on,
                policy_version,
            }
            .into()
        } else {
            PartnerReadmitted {
                admitted_on,
                policy_version,
            }
            .into()
        })
    }
}

/// Says what an inferred value would have refused.
pub(super) fn warn(ctx: &MembershipContext, refusal: &PartnerRefusal) {
    ctx.warn(Warning {
        code: refusal.code().to_owned(),
        rule: refusal.rule().unwrap_or_default().to_owned(),
        sentence: refusal.sentence(),
        facts: refusal.facts(),
    });
}
