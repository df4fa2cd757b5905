//! What follows from the facts: the events that announce it, and their warnings.
//!
//! The state derives it where the facts are applied; here the state before a command is held against the one after
//! it. A correction may move what follows, or take it back.

use kernel::{Date, Status, facts, german};

use super::aggregate::Agreement;
use super::decide::warn;
use super::event::*;
use super::parts::{Amendment, InForce, Notice, Termination};
use crate::AgreementContext;
use crate::values::{EntryIntoForce, Side};

impl Agreement {
    /// The announcements that turn what follows from `self` into what follows from `after`.
    pub(super) fn following(&self, after: &Self, ctx: &AgreementContext) -> Vec<AgreementEvent> {
        let mut events = Vec::new();
        match (&self.in_force, &after.in_force) {
            (before, Some(now)) if before.as_ref() != Some(now) => events.push(entered(now, ctx)),
            (Some(before), None) => events.push(
                AgreementEntryIntoForceWithdrawn {
                    previous: before.effective_on,
                }
                .into(),
            ),
            (Some(_) | None, Some(_)) | (None, None) => {}
        }
        for now in &after.amendments {
            let before = self
                .amendments
                .iter()
                .find(|before| before.number == now.number);
            events.extend(amended(before, now, ctx));
        }
        match (&self.terminated, &after.terminated) {
            (before, Some(now)) if before.as_ref() != Some(now) => {
                events.push(terminated(now, ctx));
            }
            (Some(before), None) => events.push(
                AgreementTerminationWithdrawn {
                    previous: before.effective_on,
                    side: before.side,
                }
                .into(),
            ),
            (Some(_) | None, Some(_)) | (None, None) => {}
        }
        events
    }

    /// The same after a correction, which may have moved signatures and the effect of notices as well.
    pub(super) fn following_correction(
        &self,
        after: &Self,
        corrected: &AgreementFactCorrected,
        ctx: &AgreementContext,
    ) -> Vec<AgreementEvent> {
        let mut events: Vec<AgreementEvent> = Vec::new();
        let (network, kind) = (after.network, after.kind_or_cooperation());
        for now in &after.parties {
            let before = self.parties.iter().find(|party| party.number == now.number);
            let previous = before.and_then(|party| party.signed_on());
            if previous != now.signed_on()
                && let Some(network) = network
            {
                events.push(
                    SignatureCorrected {
                        network,
                        kind,
                        party: now.number,
                        side: now.side,
                        partner: now.partner,
                        previous,
                        signed_on: now.signed_on(),
                        reason: corrected.reason,
                    }
                    .into(),
                );
            }
            let notices = (
                before.and_then(|party| party.notice.as_ref()),
                now.notice.as_ref(),
            );
            if let (Some(before), Some(now_notice)) = notices
                && !is_notice_of(corrected, now.number)
                && effect(before) != effect(now_notice)
            {
                events.push(
                    NoticeEffectChanged {
                        party: now.number,
                        effective_on: now_notice.effective_on,
                        rule: now_notice.rule,
                        status: now_notice.status,
                        latest_day: now_notice.latest_day,
                    }
                    .into(),
                );
            }
        }
        events.extend(self.following(after, ctx));
        events
    }
}

/// True where the replacement itself says what the party's notice does.
fn is_notice_of(corrected: &AgreementFactCorrected, party: u16) -> bool {
    matches!(
        corrected.replacement.as_deref(),
        Some(AgreementEvent::NoticeReceived(notice)) if notice.party == party
    )
}

fn effect(notice: &Notice) -> (Option<Date>, NoticeRule, Status, Option<Date>) {
    (
        notice.effective_on,
        notice.rule,
        notice.status,
        notice.latest_day,
    )
}

fn entered(in_force: &InForce, ctx: &AgreementContext) -> AgreementEvent {
    if in_force.status == Status::Inferred {
        let (rule_id, reading) = match in_force.rule {
            EntryIntoForce::LastRequiredSignature => ("AGR-19", "aus der letzten Unterschrift"),
            EntryIntoForce::PublicDeclaration => {
                ("AGR-20", "aus der Erklärung des öffentlichen Trägers")
            }
        };
        warn(
            ctx,
            "ENTRY_INTO_FORCE_INFERRED",
            rule_id,
            format!(
                "In Kraft seit {}: Das Dokument sagt nicht, wann; abgeleitet {reading}.",
                german::day(in_force.effective_on)
            ),
            facts! { "effectiveOn" => in_force.effective_on, "entryIntoForce" => in_force.rule },
        );
    }
    AgreementEnteredIntoForce {
        effective_on: in_force.effective_on,
        status: in_force.status,
        rule: in_force.rule,
        parties: in_force.parties.clone(),
    }
    .into()
}

fn amended(
    before: Option<&Amendment>,
    now: &Amendment,
    ctx: &AgreementContext,
) -> Option<AgreementEvent> {
    let effect = |amendment: &Amendment| amendment.effective_on.zip(amendment.status);
    let amendment = now.number;
    match (before.and_then(effect), effect(now)) {
        (before, Some((effective_on, status))) if before != Some((effective_on, status)) => {
            if status == Status::Inferred {
                warn(
                    ctx,
                    "AMENDMENT_SIGNATURES_INFERRED",
                    "AGR-14",
                    "Wer eine Änderung unterzeichnen muss, ist nur abgeleitet: Es haben alle Parteien unterzeichnet.",
                    facts! { "amendment" => amendment, "effectiveOn" => effective_on },
                );
            }
            Some(
                AgreementAmended {
                    amendment,
                    effective_on,
                    status,
                }
                .into(),
            )
        }
        (Some((previous, _)), None) => Some(
            AmendmentReopened {
                amendment,
                previous,
            }
            .into(),
        ),
        (Some(_) | None, Some(_)) | (None, None) => None,
    }
}

fn terminated(end: &Termination, ctx: &AgreementContext) -> AgreementEvent {
    if end.side == Side::Public {
        warn(
            ctx,
            "END_BY_PUBLIC_SIDE_INFERRED",
            "AGR-13",
            "Dass die Vereinbarung mit dem Ausscheiden des öffentlichen Trägers endet, ist nur abgeleitet.",
            facts! { "effectiveOn" => end.effective_on },
        );
    }
    AgreementTerminated {
        effective_on: end.effective_on,
        side: end.side,
        status: end.status,
    }
    .into()
}
