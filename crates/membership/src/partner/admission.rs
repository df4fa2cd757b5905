//! What an admission needs, and when it happens by itself (MEM-02, MEM-03, MEM-04, AGR-06).

use cqrs_es::Aggregate;
use kernel::{Date, Refusal, Warning};

use super::aggregate::Partner;
use super::error::PartnerRefusal;
use super::event::{PartnerAdmitted, PartnerEvent};
use crate::facts::MembershipContext;
use crate::policy::{AdmissionPrecondition, MembershipPolicy};

impl Partner {
    /// The policy's preconditions that nothing fulfils yet, in the policy's order; none where nobody says any.
    pub fn missing_preconditions(&self, policy: &MembershipPolicy) -> Vec<AdmissionPrecondition> {
        let wanted = policy.admission.value().map_or(&[][..], Vec::as_slice);
        wanted
            .iter()
            .copied()
            .filter(|wanted| self.fulfilled_on(*wanted, policy).is_none())
            .collect()
    }

    /// The day on which a precondition was fulfilled.
    pub fn fulfilled_on(
        &self,
        precondition: AdmissionPrecondition,
        policy: &MembershipPolicy,
    ) -> Option<Date> {
        match precondition {
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
            AdmissionPrecondition::Clarified => self.clarified_by(Date::MAX),
            AdmissionPrecondition::ProfileSubmitted => self.profiles.iter().copied().min(),
            AdmissionPrecondition::AgreementSigned => self.signatures.iter().map(|s| s.on).min(),
        }
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
        events.extend(after.due_admission(ctx).map(PartnerEvent::from));
        events
    }

    fn due_admission(&self, ctx: &MembershipContext) -> Option<PartnerAdmitted> {
        let wanted = ctx.policy.admission.binding()?;
        let open = self.exists() && self.memberships.is_empty() && self.declined.is_none();
        let by_signature = wanted.contains(&AdmissionPrecondition::AgreementSigned);
        if !open || !by_signature || !self.missing_preconditions(&ctx.policy).is_empty() {
            return None;
        }
        let days = wanted
            .iter()
            .filter_map(|wanted| self.fulfilled_on(*wanted, &ctx.policy));
        let admitted_on = days.chain(self.requested_on).max()?;
        Some(PartnerAdmitted {
            admitted_on,
            policy_version: ctx.facts.policy_version,
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
