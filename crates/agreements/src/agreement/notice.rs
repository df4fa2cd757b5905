//! Notice, its withdrawal, and what it ends (AGR-09 … AGR-13).
//!
//! A notice ends the cooperation of the partner that gives it; the agreement ends when nobody remains
//! on a side. That the public side's leaving ends it is inferred.

use kernel::{Date, Status, facts, german};

use super::aggregate::Agreement;
use super::command::{ReceiveNotice, WithdrawNotice};
use super::decide::{Decision, hold, refuse_future, refuse_or_warn, warn};
use super::effect::{
    LastNoticeDay, LastNoticeDayStatus, NoticeEffect, last_notice_day, notice_effect,
};
use super::error::AgreementRefusal;
use super::event::{AgreementEvent, NoticeReceived, NoticeWithdrawn};
use super::parts::Termination;
use crate::AgreementContext;
use crate::values::{NoticeForm, Side};

impl Agreement {
    /// The last notice day of `year`.
    pub fn last_notice_day(&self, year: i16) -> LastNoticeDay {
        let none = |status, explanation| LastNoticeDay {
            date: None,
            status,
            explanation,
        };
        let Some(terms) = &self.terms else {
            return none(
                LastNoticeDayStatus::NotInForce,
                "Die Vereinbarung wurde noch nicht zur Unterschrift vorgelegt.".to_owned(),
            );
        };
        let answer = last_notice_day(terms, self.ends_on(), year);
        match &self.in_force {
            Some(in_force) if answer.date.is_some_and(|date| date < in_force.effective_on) => none(
                LastNoticeDayStatus::NotInForce,
                format!(
                    "Die Vereinbarung ist erst seit dem {} in Kraft.",
                    german::day(in_force.effective_on)
                ),
            ),
            Some(_) | None => answer,
        }
    }

    /// What a notice would do that arrives on `received_on`; `None` until the agreement is offered.
    pub fn notice_effect(&self, received_on: Date) -> Option<NoticeEffect> {
        // An inferred end that has passed without refusing anything does not bound the notice either.
        let end = self
            .end_with_status()
            .filter(|(end, status)| *end >= received_on || *status != Status::Inferred)
            .map(|(end, _)| end);
        self.terms
            .as_ref()
            .map(|terms| notice_effect(terms, end, received_on))
    }

    pub(super) fn receive_notice(
        &self,
        command: &ReceiveNotice,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("receivedOn", command.received_on, ctx)?;
        let terms = self.offered_terms()?;
        let party = self.party(command.party)?;
        if let Some(notice) = &party.notice {
            return if notice.received_on == command.received_on && notice.form == command.form {
                Ok(Vec::new())
            } else {
                let received_on = notice.received_on;
                Err(AgreementRefusal::NoticeAlreadyGiven {
                    party: party.number,
                    received_on,
                })
            };
        }
        self.must_be_in_force("receivedOn", command.received_on, ctx)?;
        let signed = |day: Date| day <= command.received_on;
        if !party
            .signature
            .as_ref()
            .is_some_and(|signature| signed(signature.signed_on))
        {
            return Err(AgreementRefusal::PartyNotSigned(party.number));
        }
        self.must_not_have_ended("receivedOn", command.received_on, ctx)?;
        hold(&terms.notice_by, ctx, |sides| {
            let refusal = || AgreementRefusal::NoticeNotAllowed {
                side: party.side,
                allowed: sides.clone(),
            };
            (!sides.contains(&party.side)).then(refusal)
        })?;
        hold(&terms.notice_form, ctx, |form| {
            let oral = *form == NoticeForm::Written && command.form != NoticeForm::Written;
            oral.then_some(AgreementRefusal::NoticeFormNotAllowed)
        })?;
        hold(&terms.notice_consideration, ctx, |_| {
            command
                .reason
                .is_none()
                .then_some(AgreementRefusal::NoticeReasonMissing)
        })?;
        let effect = self
            .notice_effect(command.received_on)
            .ok_or(AgreementRefusal::NotOffered)?;
        warn_of_effect(&effect, command, ctx);
        let received = AgreementEvent::from(NoticeReceived {
            network: self.network.ok_or(AgreementRefusal::NotFound)?,
            kind: self.kind_or_cooperation(),
            party: party.number,
            side: party.side,
            partner: party.partner,
            received_on: command.received_on,
            form: command.form,
            reason: command.reason.as_ref().map(|text| text.id),
            effective_on: effect.effective_on,
            rule: effect.rule,
            status: effect.status,
            latest_day: effect.latest_day,
            document: command.document,
        });
        let following = self.following(&self.after(&received), ctx);
        Ok([received].into_iter().chain(following).collect())
    }

    /// Once a notice has taken effect the partner is gone; it may come back as a party of its own number.
    pub(super) fn withdraw_notice(
        &self,
        command: &WithdrawNotice,
        ctx: &AgreementContext,
    ) -> Decision {
        refuse_future("withdrawnOn", command.withdrawn_on, ctx)?;
        let party = self.party(command.party)?;
        let withdrawn_already = party
            .withdrawn_notices
            .last()
            .is_some_and(|past| past.withdrawn_on == command.withdrawn_on);
        let notice = match &party.notice {
            Some(notice) => notice,
            None if withdrawn_already => return Ok(Vec::new()),
            None => return Err(AgreementRefusal::NoticeMissing(party.number)),
        };
        if command.withdrawn_on < notice.received_on {
            return Err(AgreementRefusal::WithdrawnBeforeNotice {
                received_on: notice.received_on,
            });
        }
        if let Some(effective_on) = notice
            .effective_on
            .filter(|effective_on| *effective_on < command.withdrawn_on)
        {
            let refusal = AgreementRefusal::NoticeEffective {
                party: party.number,
                effective_on,
            };
            refuse_or_warn(notice.status, &refusal, ctx)?;
        }
        warn(
            ctx,
            "NOTICE_WITHDRAWAL_INFERRED",
            "AGR-12",
            "Von der Rücknahme einer Kündigung sagt die Vereinbarung nichts; die anderen Parteien sollten zustimmen.",
            facts! { "party" => party.number, "receivedOn" => notice.received_on },
        );
        let withdrawn = AgreementEvent::from(NoticeWithdrawn {
            network: self.network.ok_or(AgreementRefusal::NotFound)?,
            kind: self.kind_or_cooperation(),
            party: party.number,
            side: party.side,
            partner: party.partner,
            received_on: notice.received_on,
            withdrawn_on: command.withdrawn_on,
            reason: command.reason.as_ref().map(|text| text.id),
        });
        let following = self.following(&self.after(&withdrawn), ctx);
        Ok([withdrawn].into_iter().chain(following).collect())
    }

    /// The end by notice: the day after which nobody who signed remains on a side.
    pub(super) fn termination(&self) -> Option<Termination> {
        let last_of = |side: Side| {
            let mut last: Option<(Date, Status)> = None;
            for party in self
                .present_parties()
                .filter(|party| party.side == side && party.signature.is_some())
            {
                let notice = party.notice.as_ref()?;
                let effective_on = notice.effective_on?;
                let (day, status) = last.unwrap_or((effective_on, notice.status));
                let inferred = side == Side::Public || notice.status == Status::Inferred;
                last = Some((
                    day.max(effective_on),
                    if inferred { Status::Inferred } else { status },
                ));
            }
            last.map(|(effective_on, status)| Termination {
                effective_on,
                side,
                status,
            })
        };
        Side::ALL
            .iter()
            .filter_map(|side| last_of(*side))
            .min_by_key(|end| end.effective_on)
    }
}

fn warn_of_effect(effect: &NoticeEffect, command: &ReceiveNotice, ctx: &AgreementContext) {
    let facts = facts! {
        "party" => command.party,
        "receivedOn" => command.received_on,
        "effectiveOn" => effect.effective_on,
    };
    match effect.status {
        Status::Stated | Status::Adopted => {}
        Status::Inferred => warn(
            ctx,
            "NOTICE_EFFECT_INFERRED",
            "AGR-09",
            format!(
                "Kündigung {}. Die Wirkung ist nur aus dem Dokument abgeleitet.",
                effect.explanation
            ),
            facts,
        ),
        Status::Unstated => warn(
            ctx,
            "NOTICE_EFFECT_UNSTATED",
            "AGR-11",
            format!(
                "Kündigung {}: bitte klären und festlegen.",
                effect.explanation
            ),
            facts,
        ),
    }
}
