//! Where a command goes, and the checks that several decisions share.

use kernel::{Date, Facts, Frozen, Refusal, Status, Warning};
use serde_json::json;

use super::aggregate::Agreement;
use super::codes::AgreementKind;
use super::command::AgreementCommand;
use super::error::AgreementRefusal;
use super::event::AgreementEvent;
use super::parts::Party;
use crate::values::Term;
use crate::{AgreementContext, AgreementTerms};

/// The events that a command leads to; none where it changes nothing.
pub(super) type Decision = Result<Vec<AgreementEvent>, AgreementRefusal>;

/// The command's business date, in refusals that concern it.
pub(super) const OCCURRED_ON: &str = "occurredOn";

impl Agreement {
    pub(super) fn decide(&self, command: &AgreementCommand, ctx: &AgreementContext) -> Decision {
        refuse_future(OCCURRED_ON, ctx.occurred_on, ctx)?;
        if let AgreementCommand::DraftAgreement(command) = command {
            return self.draft(command, ctx);
        }
        if self.id.is_none() {
            return Err(AgreementRefusal::NotFound);
        }
        match command {
            AgreementCommand::DraftAgreement(_) => Err(AgreementRefusal::AlreadyExists),
            AgreementCommand::AddParty(command) => self.add_party(command, ctx),
            AgreementCommand::RemoveParty(command) => self.remove_party(command, ctx),
            AgreementCommand::FillVariables(command) => self.fill_variables(command, ctx),
            AgreementCommand::OfferAgreement(_) => self.offer(ctx),
            AgreementCommand::SignAgreement(command) => self.sign(command, ctx),
            AgreementCommand::ReceiveNotice(command) => self.receive_notice(command, ctx),
            AgreementCommand::WithdrawNotice(command) => self.withdraw_notice(command, ctx),
            AgreementCommand::ProposeAmendment(command) => self.propose_amendment(command, ctx),
            AgreementCommand::SignAmendment(command) => self.sign_amendment(command, ctx),
            AgreementCommand::RequireReview(command) => self.require_review(command, ctx),
            AgreementCommand::RecordReview(command) => self.record_review(command, ctx),
            AgreementCommand::RenewAgreement(command) => self.renew(command, ctx),
            AgreementCommand::DenyExtension(command) => self.deny_extension(command, ctx),
            AgreementCommand::SupersedeAgreement(command) => self.supersede(command, ctx),
            AgreementCommand::LinkUntouched(command) => self.link_untouched(command, ctx),
            AgreementCommand::RecordProtectionContent(command) => {
                self.record_protection_content(command, ctx)
            }
            AgreementCommand::CorrectAgreement(command) => self.correct_fact(command, ctx),
        }
    }

    pub(super) fn kind_or_cooperation(&self) -> AgreementKind {
        self.kind.unwrap_or(AgreementKind::Cooperation)
    }

    /// The terms, once offered.
    pub(super) fn offered_terms(&self) -> Result<&AgreementTerms, AgreementRefusal> {
        self.terms.as_ref().ok_or(AgreementRefusal::NotOffered)
    }

    /// A party that was not removed.
    pub(super) fn party(&self, number: u16) -> Result<&Party, AgreementRefusal> {
        self.parties
            .iter()
            .find(|party| party.number == number && party.removed_on.is_none())
            .ok_or(AgreementRefusal::PartyUnknown(number))
    }

    /// The parties that were not removed.
    pub(super) fn present_parties(&self) -> impl Iterator<Item = &Party> {
        self.parties
            .iter()
            .filter(|party| party.removed_on.is_none())
    }

    pub(super) fn has_signatures(&self) -> bool {
        self.parties.iter().any(|party| party.signature.is_some())
    }

    /// Refuses a fact dated before the agreement was in force; where that day is only inferred, warns.
    pub(super) fn must_be_in_force(
        &self,
        field: &'static str,
        day: Date,
        ctx: &AgreementContext,
    ) -> Result<(), AgreementRefusal> {
        let refusal = |in_force_on: Option<Date>| AgreementRefusal::NotInForce {
            field,
            day,
            in_force_on,
        };
        match &self.in_force {
            None => Err(refusal(None)),
            Some(in_force) if in_force.effective_on <= day => Ok(()),
            Some(in_force) => {
                refuse_or_warn(in_force.status, &refusal(Some(in_force.effective_on)), ctx)
            }
        }
    }

    /// Refuses a fact dated after the agreement's end; where that end is only inferred, warns.
    pub(super) fn must_not_have_ended(
        &self,
        field: &'static str,
        day: Date,
        ctx: &AgreementContext,
    ) -> Result<(), AgreementRefusal> {
        match self.end_with_status() {
            Some((ended_on, status)) if ended_on < day => refuse_or_warn(
                status,
                &AgreementRefusal::AgreementEnded { field, ended_on },
                ctx,
            ),
            Some(_) | None => Ok(()),
        }
    }

    /// The last day of the term, after extensions, and how sure it is.
    pub(super) fn term_end_with_status(&self) -> Option<(Date, Status)> {
        let term = &self.terms.as_ref()?.term;
        let Term::FixedEnd { end, decision: _ } = term.value.as_ref()? else {
            return None;
        };
        Some(self.renewals.last().map_or((*end, term.status), |renewal| {
            (renewal.new_end, Status::Stated)
        }))
    }

    /// The last day by term or by notice, whichever comes first.
    pub(super) fn end_with_status(&self) -> Option<(Date, Status)> {
        let by_notice = self
            .terminated
            .as_ref()
            .map(|end| (end.effective_on, end.status));
        [self.term_end_with_status(), by_notice]
            .into_iter()
            .flatten()
            .min_by_key(|(day, _)| *day)
    }
}

/// Refuses a recorded fact that lies in the future.
pub(super) fn refuse_future(
    field: &'static str,
    date: Date,
    ctx: &AgreementContext,
) -> Result<(), AgreementRefusal> {
    if date > ctx.today {
        return Err(AgreementRefusal::DateInFuture {
            field,
            date,
            today: ctx.today,
        });
    }
    Ok(())
}

/// Holds a command against a term: a stated or adopted one refuses, an inferred one warns, nobody's says nothing.
pub(super) fn hold<T>(
    term: &Frozen<T>,
    ctx: &AgreementContext,
    contradiction: impl FnOnce(&T) -> Option<AgreementRefusal>,
) -> Result<(), AgreementRefusal> {
    match term.value.as_ref().and_then(contradiction) {
        Some(refusal) => refuse_or_warn(term.status, &refusal, ctx),
        None => Ok(()),
    }
}

pub(super) fn refuse_or_warn(
    status: Status,
    refusal: &AgreementRefusal,
    ctx: &AgreementContext,
) -> Result<(), AgreementRefusal> {
    match status {
        Status::Stated | Status::Adopted => Err(refusal.clone()),
        Status::Unstated => Ok(()),
        Status::Inferred => {
            let mut facts = refusal.facts();
            facts.insert("status".to_owned(), json!(Status::Inferred));
            let sentence = format!(
                "{} Das ist nur aus dem Dokument abgeleitet: bitte bestätigen.",
                refusal.sentence()
            );
            warn(
                ctx,
                refusal.code(),
                refusal.rule().unwrap_or_default(),
                sentence,
                facts,
            );
            Ok(())
        }
    }
}

pub(super) fn warn(
    ctx: &AgreementContext,
    code: &str,
    rule: &str,
    sentence: impl Into<String>,
    facts: Facts,
) {
    ctx.warn(Warning {
        code: code.to_owned(),
        rule: rule.to_owned(),
        sentence: sentence.into(),
        facts,
    });
}

/// The number of the next of `numbers`, counting from 1.
pub(super) fn next_number(last: Option<u16>) -> u16 {
    last.map_or(1, |number| number.saturating_add(1))
}
