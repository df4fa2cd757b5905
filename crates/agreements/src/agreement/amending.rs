//! Amendments and reviews (AGR-11, AGR-14, AGR-15, AGR-34).
//!
//! That every party signs an amendment is inferred from the Schriftform, also where nobody says who does: an
//! amendment never takes effect with fewer signatures, and it says how sure that is.

use std::collections::BTreeSet;

use kernel::{Date, Status};

use super::aggregate::Agreement;
use super::command::{ProposeAmendment, RecordReview, RequireReview, SignAmendment};
use super::decide::{Decision, hold, next_number, refuse_future};
use super::error::AgreementRefusal;
use super::event::{
    AgreementEvent, AgreementReviewed, AmendmentProposed, AmendmentSigned, ReviewRequired,
};
use super::parts::{Amendment, AmendmentSignature, ReviewReason};
use crate::AgreementContext;
use crate::values::{AmendmentForm, SignatureForm, TermName};

impl Agreement {
    pub(super) fn propose_amendment(
        &self,
        command: &ProposeAmendment,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("proposedOn", command.proposed_on, ctx)?;
        self.must_be_in_force("proposedOn", command.proposed_on, ctx)?;
        self.must_not_have_ended("proposedOn", command.proposed_on, ctx)?;
        let changes: BTreeSet<TermName> = command.changes.iter().copied().collect();
        let proposed = AmendmentProposed {
            amendment: next_number(self.amendments.last().map(|amendment| amendment.number)),
            summary: command.summary.id,
            proposed_on: command.proposed_on,
            changes: changes.into_iter().collect(),
        };
        Ok(vec![proposed.into()])
    }

    pub(super) fn sign_amendment(
        &self,
        command: &SignAmendment,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("signedOn", command.signed_on, ctx)?;
        let terms = self.offered_terms()?;
        let amendment = self.amendment(command.amendment)?;
        let party = self.party(command.party)?;
        if let Some(signature) = amendment.signature_of(party.number) {
            return if signature.signed_on == command.signed_on && signature.form == command.form {
                Ok(Vec::new())
            } else {
                let signed_on = signature.signed_on;
                Err(AgreementRefusal::AmendmentAlreadySigned {
                    party: party.number,
                    signed_on,
                })
            };
        }
        if amendment.effective_on.is_some() {
            return Err(AgreementRefusal::AmendmentClosed(amendment.number));
        }
        self.must_be_in_force("signedOn", command.signed_on, ctx)?;
        self.must_not_have_ended("signedOn", command.signed_on, ctx)?;
        if !party.cooperates_on(command.signed_on) {
            return Err(AgreementRefusal::PartyNotCooperating(party.number));
        }
        hold(&terms.amendment_form, ctx, |form| {
            let oral = *form == AmendmentForm::Written && command.form != SignatureForm::Written;
            oral.then_some(AgreementRefusal::AmendmentFormNotAllowed)
        })?;
        let signed = AgreementEvent::from(AmendmentSigned {
            amendment: amendment.number,
            party: party.number,
            signed_on: command.signed_on,
            form: command.form,
        });
        let following = self.following(&self.after(&signed), ctx);
        Ok([signed].into_iter().chain(following).collect())
    }

    /// The first day of an amendment, once everybody who is a party on the day of the last signature has signed.
    pub(super) fn amendment_effect(&self, number: u16) -> Option<(Date, Status)> {
        let amendment = self.amendment(number).ok()?;
        let effective_on = amendment
            .signatures
            .iter()
            .map(|signature| signature.signed_on)
            .max()?;
        let complete = self
            .parties
            .iter()
            .filter(|party| party.cooperates_on(effective_on))
            .all(|party| amendment.signature_of(party.number).is_some());
        if !complete {
            return None;
        }
        let signatures = &self.terms.as_ref()?.amendment_signatures;
        let status = if signatures.binding().is_some() {
            signatures.status
        } else {
            Status::Inferred
        };
        Some((effective_on, status))
    }

    fn amendment(&self, number: u16) -> Result<&Amendment, AgreementRefusal> {
        self.amendments
            .iter()
            .find(|amendment| amendment.number == number)
            .ok_or(AgreementRefusal::AmendmentUnknown(number))
    }

    /// Soft: nothing is refused or done by it, but it stays open until a review was held (AGR-15).
    pub(super) fn require_review(
        &self,
        command: &RequireReview,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("since", command.since, ctx)?;
        let reason = ReviewReason {
            trigger: command.trigger,
            since: command.since,
        };
        if self.review_reasons.contains(&reason) {
            return Ok(Vec::new());
        }
        self.must_not_have_ended("since", command.since, ctx)?;
        Ok(vec![
            ReviewRequired {
                trigger: command.trigger,
                since: command.since,
            }
            .into(),
        ])
    }

    pub(super) fn record_review(&self, command: &RecordReview, ctx: &AgreementContext) -> Decision {
        refuse_future("heldOn", command.held_on, ctx)?;
        if let Some(review) = self
            .reviews
            .iter()
            .find(|review| review.held_on == command.held_on)
        {
            return if review.outcome == command.outcome {
                Ok(Vec::new())
            } else {
                Err(AgreementRefusal::ReviewAlreadyRecorded {
                    held_on: command.held_on,
                })
            };
        }
        self.must_be_in_force("heldOn", command.held_on, ctx)?;
        self.must_not_have_ended("heldOn", command.held_on, ctx)?;
        Ok(vec![
            AgreementReviewed {
                held_on: command.held_on,
                outcome: command.outcome,
            }
            .into(),
        ])
    }
}

impl Amendment {
    /// The signature of the party called `number`.
    pub fn signature_of(&self, number: u16) -> Option<&AmendmentSignature> {
        self.signatures
            .iter()
            .find(|signature| signature.party == number)
    }

    /// True where the network gets another name by it: the name is a term (AGR-34).
    pub fn renames_network(&self) -> bool {
        self.changes.contains(&TermName::NetworkName)
    }
}
