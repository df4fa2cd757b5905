//! What a partner's command makes happen: one function per command; see [`super::requesting`], [`super::belonging`]
//! and [`super::contributions`] for the rest.

use kernel::{Date, DomainCommand};

use super::admission::warn;
use super::aggregate::Partner;
use super::command::*;
use super::correcting::PartnerFactCorrected;
use super::error::PartnerRefusal;
use super::event::*;
use super::requesting::request;
use crate::facts::MembershipContext;
use crate::plausibility;
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<PartnerEvent>, PartnerRefusal>;

impl Partner {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &PartnerCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Partner, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        self.check_not_merged(command)?;
        match command {
            PartnerCommand::RequestMembership(c) => request(c, ctx),
            PartnerCommand::RenewRequest(c) => self.renew_request(c, ctx),
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
            PartnerCommand::NameOperator(c) => Ok(self.name_operator(c, ctx)),
            PartnerCommand::ReleaseOperator(c) => self.release_operator(c),
            PartnerCommand::ChangeKind(c) => Ok(self.change_kind(c, ctx)),
            PartnerCommand::RenamePartner(c) => Ok(rename(c, ctx)),
            PartnerCommand::NoteSignature(c) => Ok(self.note_signature(c, ctx)),
            PartnerCommand::NoteSignatureCorrection(c) => {
                Ok(self.note_signature_correction(c, ctx))
            }
            PartnerCommand::OfferResource(c) => self.offer_resource(c),
            PartnerCommand::WithdrawResource(c) => self.withdraw_resource(c),
            PartnerCommand::RecordParticipation(c) => self.record_participation(c),
            PartnerCommand::RecordStaffTraining(c) => self.record_staff_training(c),
            PartnerCommand::RecordPresentation(c) => self.record_presentation(c, ctx),
            PartnerCommand::AttestParentParticipation(c) => self.attest_parents(c),
            PartnerCommand::MergeDuplicate(c) => self.merge(c, ctx),
            PartnerCommand::CorrectPartner(c) => self.correct(c, ctx),
        }
    }

    /// A duplicate takes no command but the one that made it one, and its correction (MEM-08).
    fn check_not_merged(&self, command: &PartnerCommand) -> Result<(), PartnerRefusal> {
        let Some(merged) = &self.merged else {
            return Ok(());
        };
        let again =
            matches!(command, PartnerCommand::MergeDuplicate(c) if c.partner == merged.into);
        if again || matches!(command, PartnerCommand::CorrectPartner(_)) {
            Ok(())
        } else {
            Err(PartnerRefusal::Merged {
                into: merged.into,
                merged_on: merged.on,
            })
        }
    }

    fn merge(&self, c: &MergeDuplicate, ctx: &MembershipContext) -> Decision {
        if c.partner == c.duplicate {
            return Err(PartnerRefusal::DuplicateOfItself);
        }
        if self.merged_into() == Some(c.partner) {
            return Ok(Vec::new());
        }
        ctx.facts.partner(c.partner, "partner")?;
        Ok(vec![
            MergedInto {
                partner: c.partner,
                merged_on: c.merged_on,
            }
            .into(),
        ])
    }

    fn clarify(&self, c: &ClarifyRequest, ctx: &MembershipContext) -> Decision {
        let request = self.requests.last();
        let told = request
            .into_iter()
            .flat_map(|request| &request.clarifications)
            .any(|told| (told.on, told.outcome) == (c.clarified_on, c.outcome));
        if told && c.note.is_none() {
            return Ok(Vec::new());
        }
        self.check_not_answered()?;
        let event = RequestClarified {
            clarified_on: c.clarified_on,
            outcome: c.outcome,
            note: c.note.as_ref().map(|note| note.id),
        };
        Ok(self.with_admission(event.into(), ctx))
    }

    fn submit_profile(&self, c: &SubmitProfile, ctx: &MembershipContext) -> Vec<PartnerEvent> {
        let told = |told: &super::Profile| {
            told.on == c.submitted_on && (told.document == c.document || c.document.is_none())
        };
        if self.profiles.iter().any(told) {
            return Vec::new();
        }
        self.with_admission(
            ProfileSubmitted {
                submitted_on: c.submitted_on,
                document: c.document,
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

    /// The noted fact itself is corrected, or struck. An admission that followed from it stays: the office decides.
    fn note_signature_correction(
        &self,
        c: &NoteSignatureCorrection,
        ctx: &MembershipContext,
    ) -> Vec<PartnerEvent> {
        let noted = |event: &PartnerEvent| {
            matches!(event, PartnerEvent::SignatureNoted(noted)
                if noted.agreement == c.agreement && Some(noted.signed_on) == c.previous)
        };
        let fact = self.history.standing().find(|(_, event)| noted(event));
        match (fact, c.signed_on) {
            (None, None) => Vec::new(),
            (None, Some(signed_on)) => {
                let note = NoteSignature {
                    partner: c.partner,
                    agreement: c.agreement,
                    signed_on,
                };
                self.note_signature(&note, ctx)
            }
            (Some((fact, _)), signed_on) => {
                let replacement = signed_on.map(|signed_on| SignatureNoted {
                    agreement: c.agreement,
                    signed_on,
                });
                let corrected = PartnerFactCorrected {
                    fact,
                    reason: c.reason,
                    replacement: replacement.map(|noted| Box::new(noted.into())),
                };
                self.with_admission(corrected.into(), ctx)
            }
        }
    }

    fn admit(&self, c: &AdmitPartner, ctx: &MembershipContext) -> Decision {
        if self.began_on(c.admitted_on) {
            return Ok(Vec::new());
        }
        self.check_never_admitted()?;
        self.check_after_request("admittedOn", c.admitted_on)?;
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
        match self.declined_on() {
            Some(declined_on) if declined_on == c.declined_on => return Ok(Vec::new()),
            Some(declined_on) => return Err(PartnerRefusal::AlreadyDeclined { declined_on }),
            None => {}
        }
        self.check_not_answered()?;
        let asked_on = self.requests.last().map(|request| request.on);
        Unfit::check_not_before("declinedOn", c.declined_on, asked_on)?;
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
        self.check_after_request("admittedOn", c.admitted_on)?;
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

    /// An admission comes on the day of the request at the earliest, and of the decline that it overrules.
    fn check_after_request(&self, field: &'static str, day: Date) -> Result<(), Unfit> {
        let asked_on = self.requests.last().map(|request| request.on);
        Unfit::check_not_before(field, day, asked_on)?;
        Unfit::check_not_before(field, day, self.declined_on())
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

    /// No membership has come out of the latest request.
    fn check_not_answered(&self) -> Result<(), PartnerRefusal> {
        let ended_on = self.memberships.last().and_then(|m| m.period.until);
        let asked_on = self.requests.last().map(|request| request.on);
        if ended_on.is_some() && ended_on < asked_on {
            Ok(())
        } else {
            self.check_never_admitted()
        }
    }
}

fn rename(c: &RenamePartner, ctx: &MembershipContext) -> Vec<PartnerEvent> {
    plausibility::warn_institution(ctx, "institution", &c.institution.content);
    vec![
        PartnerRenamed {
            institution: c.institution.id,
            renamed_on: ctx.occurred_on,
        }
        .into(),
    ]
}
