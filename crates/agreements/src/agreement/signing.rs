//! Signatures and entry into force (AGR-07, AGR-18 … AGR-20).
//!
//! What makes the agreement enter into force is a term. Leverkusen states it („tritt mit Unterschrift in Kraft");
//! Duisburg has no such clause, so that the last party's signature is *inferred*; Stormarn has no signature lines
//! at all, so that the public party's declaration is *inferred* (rules.md 1.10).

use kernel::{Date, Status, facts, german};

use super::aggregate::Agreement;
use super::command::SignAgreement;
use super::decide::{Decision, hold, refuse_future, warn};
use super::error::AgreementRefusal;
use super::event::{AgreementEvent, AgreementSigned};
use super::parts::{InForce, Party};
use crate::values::{EntryIntoForce, Shape, Side, SignatureForm};
use crate::{AgreementContext, AgreementTerms};

impl Agreement {
    pub(super) fn sign(&self, command: &SignAgreement, ctx: &AgreementContext) -> Decision {
        refuse_future("signedOn", command.signed_on, ctx)?;
        let terms = self.offered_terms()?;
        let party = self.party(command.party)?;
        if let Some(signature) = &party.signature {
            return if signature.signed_on == command.signed_on && signature.form == command.form {
                Ok(Vec::new())
            } else {
                let signed_on = signature.signed_on;
                Err(AgreementRefusal::AlreadySigned {
                    party: party.number,
                    signed_on,
                })
            };
        }
        self.must_not_have_ended("signedOn", command.signed_on, ctx)?;
        hold(&terms.signature_form, ctx, |form| {
            match (form, command.form) {
                (SignatureForm::Written, SignatureForm::Declared) => {
                    Some(AgreementRefusal::SignatureFormNotAllowed)
                }
                (SignatureForm::Written | SignatureForm::Declared, _) => None,
            }
        })?;
        self.warn_of_declaration(terms, command, ctx);
        self.warn_of_signature_before_offer(command, ctx);
        self.warn_of_signature_before_approval(command, ctx);
        let signed = AgreementEvent::from(AgreementSigned {
            network: self.network.ok_or(AgreementRefusal::NotFound)?,
            kind: self.kind_or_cooperation(),
            party: party.number,
            side: party.side,
            partner: party.partner,
            signed_on: command.signed_on,
            form: command.form,
            place: command.place.as_ref().map(|text| text.id),
            signatory_function: command.signatory_function.as_ref().map(|text| text.id),
            document: command.document,
        });
        let following = self.following(&self.after(&signed), ctx);
        Ok([signed].into_iter().chain(following).collect())
    }

    /// The parties' signatures, for the rule that the terms state or that follows from them.
    ///
    /// `None` while a signature is missing. Asked once, where the last signature that it takes is applied: a party
    /// that accedes later does not move the day.
    ///
    /// A signature counts for the line, and so for the side, under which it stands: in Rheindorf, where the Stadt is
    /// the Träger as well, it signs twice (rules.md 1.10).
    pub(super) fn entry_into_force(&self) -> Option<InForce> {
        let (rule, status) = entry_rule(self.terms.as_ref()?);
        let counts = |party: &&Party| match rule {
            EntryIntoForce::LastRequiredSignature => true,
            EntryIntoForce::PublicDeclaration => party.side == Side::Public,
        };
        let required: Vec<&Party> = self.present_parties().filter(counts).collect();
        let has = |side: Side| required.iter().any(|party| party.side == side);
        let complete = match rule {
            EntryIntoForce::LastRequiredSignature => has(Side::Public) && has(Side::Partner),
            EntryIntoForce::PublicDeclaration => has(Side::Public),
        };
        let dates: Option<Vec<Date>> = required
            .iter()
            .map(|party| {
                party
                    .signature
                    .as_ref()
                    .map(|signature| signature.signed_on)
            })
            .collect();
        let effective_on = dates?.into_iter().max().filter(|_| complete)?;
        let parties = required.iter().map(|party| party.number).collect();
        Some(InForce {
            effective_on,
            status,
            rule,
            parties,
        })
    }

    fn warn_of_declaration(
        &self,
        terms: &AgreementTerms,
        command: &SignAgreement,
        ctx: &AgreementContext,
    ) {
        let form = &terms.signature_form;
        if command.form == SignatureForm::Declared
            && form.value == Some(SignatureForm::Declared)
            && form.status == Status::Inferred
        {
            warn(
                ctx,
                "DECLARATION_INFERRED",
                "AGR-20",
                "Das Dokument hat keine Unterschriftszeilen; dass eine Erklärung genügt, ist nur daraus abgeleitet.",
                facts! { "party" => command.party },
            );
        }
    }

    /// Papers are entered weeks later, so this is worth a look and no reason to refuse.
    fn warn_of_signature_before_offer(&self, command: &SignAgreement, ctx: &AgreementContext) {
        if let Some(offered_on) = self.first_offered_on.filter(|day| command.signed_on < *day) {
            warn(
                ctx,
                "SIGNED_BEFORE_OFFER",
                "AGR-18",
                format!(
                    "Die Unterschrift vom {} liegt vor der Vorlage zur Unterschrift am {}.",
                    german::day(command.signed_on),
                    german::day(offered_on)
                ),
                facts! { "signedOn" => command.signed_on, "offeredOn" => offered_on },
            );
        }
    }

    /// As with the offer: worth a look, no reason to refuse.
    fn warn_of_signature_before_approval(&self, command: &SignAgreement, ctx: &AgreementContext) {
        let approved_on = self.text.as_ref().map(|text| text.approved_on);
        if let Some(approved_on) = approved_on.filter(|day| command.signed_on < *day) {
            warn(
                ctx,
                "SIGNED_BEFORE_APPROVAL",
                "AGR-31",
                format!(
                    "Die Unterschrift vom {} liegt vor der Freigabe des Vereinbarungstextes am {}.",
                    german::day(command.signed_on),
                    german::day(approved_on)
                ),
                facts! { "signedOn" => command.signed_on, "approvedOn" => approved_on },
            );
        }
    }
}

/// The rule of the terms; where they name none, the one that follows from shape and form of signature.
fn entry_rule(terms: &AgreementTerms) -> (EntryIntoForce, Status) {
    match terms.entry_into_force.value {
        Some(rule) => (rule, terms.entry_into_force.status),
        None if terms.shape.value == Some(Shape::Collective)
            && terms.signature_form.value == Some(SignatureForm::Declared) =>
        {
            (EntryIntoForce::PublicDeclaration, Status::Inferred)
        }
        None => (EntryIntoForce::LastRequiredSignature, Status::Inferred),
    }
}
