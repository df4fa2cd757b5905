//! What a partner's command makes happen: one function per command; see [`super::belonging`] for the rest.

use kernel::{Date, DomainCommand, Warning, facts};

use super::admission::warn;
use super::aggregate::Partner;
use super::command::*;
use super::error::PartnerRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<PartnerEvent>, PartnerRefusal>;

impl Partner {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &PartnerCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Partner, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            PartnerCommand::RequestMembership(c) => request(c, ctx),
            PartnerCommand::ClarifyRequest(c) => self.clarify(c, ctx),
            PartnerCommand::SubmitProfile(c) => Ok(self.submit_profile(c, ctx)),
            PartnerCommand::AttestEligibility(c) => self.attest(c, ctx),
            PartnerCommand::AdmitPartner(c) => self.admit(c, ctx),
            PartnerCommand::DeclineRequest(c) => self.decline(c),
            PartnerCommand::EndMembership(c) => self.end(c),
            PartnerCommand::ReadmitPartner(c) => self.readmit(c, ctx),
            PartnerCommand::AssignSector(c) => self.assign_sector(c, ctx),
            PartnerCommand::RemoveSector(c) => self.remove_sector(c, ctx),
            PartnerCommand::ChangeOperator(c) => self.change_operator(c, ctx),
            PartnerCommand::AssignSite(c) => self.assign_site(c, ctx),
            PartnerCommand::LeaveSite(c) => self.leave_site(c),
            PartnerCommand::JoinNetwork(c) => self.join_network(c, ctx),
            PartnerCommand::LeaveNetwork(c) => self.leave_network(c, ctx),
            PartnerCommand::RenamePartner(c) => Ok(rename(c, ctx)),
            PartnerCommand::NoteSignature(c) => Ok(self.note_signature(c, ctx)),
        }
    }

    fn clarify(&self, c: &ClarifyRequest, ctx: &MembershipContext) -> Decision {
        let told = self
            .clarifications
            .iter()
            .any(|told| (told.on, told.outcome) == (c.clarified_on, c.outcome));
        if told && c.note.is_none() {
            return Ok(Vec::new());
        }
        self.check_never_admitted()?;
        let event = RequestClarified {
            clarified_on: c.clarified_on,
            outcome: c.outcome,
            note: c.note.as_ref().map(|note| note.id),
        };
        Ok(self.with_admission(event.into(), ctx))
    }

    fn submit_profile(&self, c: &SubmitProfile, ctx: &MembershipContext) -> Vec<PartnerEvent> {
        if self.profiles.contains(&c.submitted_on) {
            return Vec::new();
        }
        self.with_admission(
            ProfileSubmitted {
                submitted_on: c.submitted_on,
            }
            .into(),
            ctx,
        )
    }

    fn attest(&self, c: &AttestEligibility, ctx: &MembershipContext) -> Decision {
        if let Some(allowed) = ctx.policy.eligibility.value()
            && !allowed.contains(&c.criterion)
        {
            let refusal = PartnerRefusal::CriterionUnknown {
                criterion: c.criterion,
                allowed: allowed.clone(),
                eligibility_rule: ctx.policy.eligibility_rule(),
            };
            if ctx.policy.eligibility.binding().is_some() {
                return Err(refusal);
            }
            warn(ctx, &refusal);
        }
        let told = |told: &super::Attestation| {
            (told.criterion, told.on, told.by_operator)
                == (c.criterion, c.attested_on, c.by_operator)
        };
        if self.attestations.iter().any(told) {
            return Ok(Vec::new());
        }
        let event = EligibilityAttested {
            criterion: c.criterion,
            attested_on: c.attested_on,
            by_operator: c.by_operator,
        };
        Ok(self.with_admission(event.into(), ctx))
    }

    fn note_signature(&self, c: &NoteSignature, ctx: &MembershipContext) -> Vec<PartnerEvent> {
        let told =
            |told: &super::Signature| (told.agreement, told.on) == (c.agreement, c.signed_on);
        if self.signatures.iter().any(told) {
            return Vec::new();
        }
        let event = SignatureNoted {
            agreement: c.agreement,
            signed_on: c.signed_on,
        };
        self.with_admission(event.into(), ctx)
    }

    fn admit(&self, c: &AdmitPartner, ctx: &MembershipContext) -> Decision {
        if self.began_on(c.admitted_on) {
            return Ok(Vec::new());
        }
        self.check_never_admitted()?;
        Unfit::check_not_before("admittedOn", c.admitted_on, self.requested_on)?;
        Unfit::check_not_before(
            "admittedOn",
            c.admitted_on,
            self.declined.as_ref().map(|d| d.on),
        )?;
        self.check_preconditions(ctx)?;
        let policy_version = ctx.facts.policy_version;
        Ok(vec![
            PartnerAdmitted {
                admitted_on: c.admitted_on,
                policy_version,
            }
            .into(),
        ])
    }

    fn decline(&self, c: &DeclineRequest) -> Decision {
        match &self.declined {
            Some(declined) if declined.on == c.declined_on => return Ok(Vec::new()),
            Some(declined) => {
                return Err(PartnerRefusal::AlreadyDeclined {
                    declined_on: declined.on,
                });
            }
            None => {}
        }
        self.check_never_admitted()?;
        Unfit::check_not_before("declinedOn", c.declined_on, self.requested_on)?;
        Ok(vec![
            RequestDeclined {
                declined_on: c.declined_on,
                reason: c.reason.id,
            }
            .into(),
        ])
    }

    fn end(&self, c: &EndMembership) -> Decision {
        let Some(membership) = self.memberships.last() else {
            return Err(PartnerRefusal::NeverAdmitted);
        };
        match membership.period.until {
            Some(until) if until == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(PartnerRefusal::MembershipEnded { ended_on }),
            None => {
                Unfit::check_not_before("endedOn", c.ended_on, Some(membership.period.since))?;
                let reason = c.reason.as_ref().map(|reason| reason.id);
                Ok(vec![
                    MembershipEnded {
                        ended_on: c.ended_on,
                        reason,
                    }
                    .into(),
                ])
            }
        }
    }

    fn readmit(&self, c: &ReadmitPartner, ctx: &MembershipContext) -> Decision {
        if self.began_on(c.admitted_on) {
            return Ok(Vec::new());
        }
        let Some(membership) = self.memberships.last() else {
            return Err(PartnerRefusal::NeverAdmitted);
        };
        let Some(ended_on) = membership.period.until else {
            return Err(PartnerRefusal::AlreadyAdmitted {
                since: membership.period.since,
            });
        };
        Unfit::check_not_before("admittedOn", c.admitted_on, ended_on.tomorrow().ok())?;
        self.check_preconditions(ctx)?;
        let policy_version = ctx.facts.policy_version;
        Ok(vec![
            PartnerReadmitted {
                admitted_on: c.admitted_on,
                policy_version,
            }
            .into(),
        ])
    }

    fn began_on(&self, day: Date) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.period.since == day)
    }

    fn check_never_admitted(&self) -> Result<(), PartnerRefusal> {
        match self.memberships.last().map(|membership| membership.period) {
            None => Ok(()),
            Some(period) => Err(match period.until {
                None => PartnerRefusal::AlreadyAdmitted {
                    since: period.since,
                },
                Some(ended_on) => PartnerRefusal::MembershipEnded { ended_on },
            }),
        }
    }
}

fn request(c: &RequestMembership, ctx: &MembershipContext) -> Decision {
    if ctx.policy.open_network.value() == Some(&false) {
        if ctx.policy.open_network.binding().is_some() {
            return Err(PartnerRefusal::NetworkClosed);
        }
        warn(ctx, &PartnerRefusal::NetworkClosed);
    }
    let mut networks = Vec::new();
    for network in &c.networks {
        ctx.facts.network(*network, "networks", c.requested_on)?;
        if !networks.contains(network) {
            networks.push(*network);
        }
    }
    if networks.is_empty() {
        return Err(PartnerRefusal::NetworkMissing);
    }
    if let Some(named) = ctx.policy.partner_kinds.value()
        && !named.contains(&c.kind)
    {
        ctx.warn(Warning {
            code: "PARTNER_KIND_NOT_NAMED".to_owned(),
            rule: "MEM-06".to_owned(),
            sentence: format!(
                "Die Dokumente der Kommune nennen die Art „{}“ nicht.",
                c.kind.label()
            ),
            facts: facts! { "kind" => c.kind, "named" => named },
        });
    }
    let event = MembershipRequested {
        institution: c.institution.id,
        kind: c.kind,
        networks,
        requested_on: c.requested_on,
    };
    Ok(vec![event.into()])
}

fn rename(c: &RenamePartner, ctx: &MembershipContext) -> Vec<PartnerEvent> {
    vec![
        PartnerRenamed {
            institution: c.institution.id,
            renamed_on: ctx.occurred_on,
        }
        .into(),
    ]
}
