//! Corrections: a recorded fact is replaced or struck, and what follows is derived anew ([`kernel::correction`]).
//!
//! A correction never leaves facts that contradict each other: whoever strikes a signature under which a notice was
//! given corrects the notice first. It never swaps the terms under a signature either.

use std::collections::{BTreeMap, BTreeSet};

use cqrs_es::DomainEvent as _;
use kernel::{
    Correctable, Date, DecisionContext, DomainCommand as _, History, Status, Warning, correct,
};

use super::aggregate::Agreement;
use super::command::{AgreementCommand, CorrectAgreement};
use super::decide::Decision;
use super::error::AgreementRefusal;
use super::event::{AgreementEvent, AgreementFactCorrected, NoticeReceived, NoticeRule};
use crate::AgreementContext;
use crate::values::Term;

kernel::code! {
    /// What a correction would contradict [widersprechende Angabe].
    pub enum LaterFact {
        /// the offer, or what was filled in for it
        Offer = "die Vorlage zur Unterschrift",
        /// a party
        Party = "die Angaben zu einer Partei",
        /// a signature
        Signature = "eine Unterschrift",
        /// a notice or its withdrawal
        Notice = "eine Kündigung",
        /// an amendment or a signature under it
        Amendment = "eine Änderung",
        /// a review
        Review = "eine Überprüfung",
        /// an extension or its denial
        Extension = "eine Angabe zur Verlängerung",
        /// the agreement in its place
        Succession = "die ablösende Vereinbarung",
    }
}

impl LaterFact {
    /// The refusal's code.
    pub(super) fn contradicted(self) -> &'static str {
        match self {
            Self::Offer => "CORRECTION_CONTRADICTS_OFFER",
            Self::Party => "CORRECTION_CONTRADICTS_PARTY",
            Self::Signature => "CORRECTION_CONTRADICTS_SIGNATURE",
            Self::Notice => "CORRECTION_CONTRADICTS_NOTICE",
            Self::Amendment => "CORRECTION_CONTRADICTS_AMENDMENT",
            Self::Review => "CORRECTION_CONTRADICTS_REVIEW",
            Self::Extension => "CORRECTION_CONTRADICTS_EXTENSION",
            Self::Succession => "CORRECTION_CONTRADICTS_SUCCESSION",
        }
    }
}

impl Agreement {
    pub(super) fn correct_fact(&self, c: &CorrectAgreement, ctx: &AgreementContext) -> Decision {
        let instead = c.instead();
        if let Some(command) = &instead
            && command.target() != Some(c.agreement.0)
        {
            return Err(AgreementRefusal::OtherAgreement);
        }
        // What the command warned of then and what follows now may be the same: it is said once.
        let once = DecisionContext::new(
            ctx.now,
            ctx.today,
            ctx.occurred_on,
            ctx.actor,
            ctx.role,
            ctx.policy.clone(),
            ctx.facts.clone(),
        );
        let mut corrected = None;
        let events = correct(self, c.fact, instead.as_ref(), &once, |replacement| {
            let event = AgreementFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            };
            corrected = Some(event.clone());
            event.into()
        })?;
        let (Some(event), Some(corrected)) = (events.into_iter().next(), corrected) else {
            return Ok(Vec::new());
        };
        let after = self.after(&event);
        self.offer_still_holds(&after)?;
        let following = self.following_correction(&after, &corrected, &once);
        let mut warned: Vec<Warning> = Vec::new();
        for warning in once.into_warnings() {
            if !warned.contains(&warning) {
                ctx.warn(warning.clone());
                warned.push(warning);
            }
        }
        Ok([event].into_iter().chain(following).collect())
    }

    /// The terms are those of the kind, and the values those of the text, for which they were made.
    fn offer_still_holds(&self, after: &Self) -> Result<(), AgreementRefusal> {
        let made_for =
            |agreement: &Self| (agreement.network, agreement.kind, agreement.text.clone());
        let offered = after.terms.is_some() || !after.variables.is_empty();
        if offered && made_for(self) != made_for(after) {
            return Err(contradicts(LaterFact::Offer, after.first_offered_on));
        }
        if self.has_signatures() && self.terms != after.terms {
            return Err(AgreementRefusal::TermsFrozen);
        }
        Ok(())
    }

    /// Every fact is about something that was recorded before it, and nothing stands twice.
    fn facts_find_their_place(&self) -> Result<(), AgreementRefusal> {
        let mut parties = BTreeSet::new();
        let mut signed = BTreeSet::new();
        let mut notices = BTreeMap::new();
        let mut amendments: BTreeMap<u16, BTreeSet<u16>> = BTreeMap::new();
        let mut offered = false;
        for (_, event) in self.history.standing() {
            let (fits, later, on) = match event {
                AgreementEvent::PartyAdded(e) => {
                    (parties.insert(e.party), LaterFact::Party, e.added_on)
                }
                AgreementEvent::PartyRemoved(e) => {
                    let fits = !signed.contains(&e.party) && parties.remove(&e.party);
                    (fits, LaterFact::Party, e.removed_on)
                }
                AgreementEvent::AgreementOffered(e) => {
                    offered = true;
                    (true, LaterFact::Offer, e.offered_on)
                }
                AgreementEvent::AgreementSigned(e) => {
                    let fits = offered && parties.contains(&e.party) && signed.insert(e.party);
                    (fits, LaterFact::Signature, e.signed_on)
                }
                AgreementEvent::NoticeReceived(e) => {
                    let first = notices.insert(e.party, e.received_on).is_none();
                    let fits = first && signed.contains(&e.party);
                    (fits, LaterFact::Notice, e.received_on)
                }
                AgreementEvent::NoticeWithdrawn(e) => {
                    let fits = notices.remove(&e.party) == Some(e.received_on);
                    (fits, LaterFact::Notice, e.withdrawn_on)
                }
                AgreementEvent::AmendmentProposed(e) => {
                    let fits = amendments.insert(e.amendment, BTreeSet::new()).is_none();
                    (fits, LaterFact::Amendment, e.proposed_on)
                }
                AgreementEvent::AmendmentSigned(e) => {
                    let signatures = amendments.get_mut(&e.amendment);
                    let fits = signed.contains(&e.party)
                        && signatures.is_some_and(|signatures| signatures.insert(e.party));
                    (fits, LaterFact::Amendment, e.signed_on)
                }
                AgreementEvent::AgreementDrafted(_)
                | AgreementEvent::VariablesFilled(_)
                | AgreementEvent::SignatureCorrected(_)
                | AgreementEvent::AgreementEnteredIntoForce(_)
                | AgreementEvent::AgreementEntryIntoForceWithdrawn(_)
                | AgreementEvent::NoticeEffectChanged(_)
                | AgreementEvent::AgreementTerminated(_)
                | AgreementEvent::AgreementTerminationWithdrawn(_)
                | AgreementEvent::AgreementAmended(_)
                | AgreementEvent::AmendmentReopened(_)
                | AgreementEvent::ReviewRequired(_)
                | AgreementEvent::AgreementReviewed(_)
                | AgreementEvent::AgreementRenewed(_)
                | AgreementEvent::ExtensionDenied(_)
                | AgreementEvent::AgreementSuperseded(_)
                | AgreementEvent::AgreementLeftUntouched(_)
                | AgreementEvent::ProtectionContentRecorded(_)
                | AgreementEvent::AgreementFactCorrected(_) => continue,
            };
            if !fits {
                return Err(contradicts(later, Some(on)));
            }
        }
        Ok(())
    }

    /// What needs the agreement in force and running lies in its time, as far as that time is more than inferred.
    fn facts_lie_in_the_agreements_time(&self) -> Result<(), AgreementRefusal> {
        let since = self
            .in_force
            .as_ref()
            .map(|in_force| match in_force.status {
                Status::Stated | Status::Adopted => in_force.effective_on,
                Status::Inferred | Status::Unstated => Date::MIN,
            });
        let end = self
            .term_end_with_status()
            .filter(|(_, status)| *status != Status::Inferred)
            .map(|(end, _)| end);
        for (later, on) in self.dated_facts() {
            let too_late = end.is_some_and(|end| end < on);
            let too_early = later != LaterFact::Signature && since.is_none_or(|since| on < since);
            if too_late || too_early {
                return Err(contradicts(later, Some(on)));
            }
        }
        match self.extension_denied_on {
            Some(on) if since.is_none() || self.term_end().is_none() => {
                Err(contradicts(LaterFact::Extension, Some(on)))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn dated_facts(&self) -> Vec<(LaterFact, Date)> {
        let mut facts = Vec::new();
        for party in &self.parties {
            facts.extend(party.signed_on().map(|on| (LaterFact::Signature, on)));
            for notice in party.notices() {
                facts.push((LaterFact::Notice, notice.received_on));
            }
        }
        for amendment in &self.amendments {
            facts.push((LaterFact::Amendment, amendment.proposed_on));
            let signatures = amendment.signatures.iter();
            facts.extend(signatures.map(|signature| (LaterFact::Amendment, signature.signed_on)));
        }
        let reviews = self.reviews.iter();
        facts.extend(reviews.map(|review| (LaterFact::Review, review.held_on)));
        facts
    }

    fn notices_still_hold(&self) -> Result<(), AgreementRefusal> {
        for party in &self.parties {
            let signed_by = |day: Date| party.signed_on().is_some_and(|on| on <= day);
            for notice in party.notices() {
                // What had ended before nobody ends: the correction may have moved an end before it.
                let ended = notice.rule == NoticeRule::AgreementEnded;
                if ended || !signed_by(notice.received_on) {
                    return Err(contradicts(LaterFact::Notice, Some(notice.received_on)));
                }
            }
            for past in &party.withdrawn_notices {
                let effective = past.notice.effective_on;
                let too_late = past.notice.status != Status::Inferred
                    && effective.is_some_and(|effective| effective < past.withdrawn_on);
                if too_late {
                    return Err(contradicts(LaterFact::Notice, Some(past.withdrawn_on)));
                }
            }
        }
        Ok(())
    }

    fn extensions_still_hold(&self) -> Result<(), AgreementRefusal> {
        let term = self.terms.as_ref().map(|terms| &terms.term);
        let mut old_end = term.and_then(|term| match term.value {
            Some(Term::FixedEnd { end, decision: _ }) => Some((end, term.status)),
            Some(Term::Unlimited) | None => None,
        });
        for renewal in &self.renewals {
            let (end, status) =
                old_end.ok_or(contradicts(LaterFact::Extension, Some(renewal.renewed_on)))?;
            let too_late = status != Status::Inferred && end < renewal.renewed_on;
            if renewal.new_end <= end || too_late || self.in_force.is_none() {
                return Err(contradicts(LaterFact::Extension, Some(renewal.renewed_on)));
            }
            old_end = Some((renewal.new_end, Status::Stated));
        }
        Ok(())
    }

    fn succession_still_holds(&self) -> Result<(), AgreementRefusal> {
        let on = self.superseded.map(|superseded| superseded.superseded_on);
        match (on, self.ends_on()) {
            (Some(on), Some(end)) if end < on => Ok(()),
            (Some(on), Some(_) | None) => Err(contradicts(LaterFact::Succession, Some(on))),
            (None, _) => Ok(()),
        }
    }
}

fn contradicts(later: LaterFact, on: Option<Date>) -> AgreementRefusal {
    AgreementRefusal::CorrectionContradicts { later, on }
}

impl Correctable for Agreement {
    const FOLLOWING: &'static [&'static str] = &[
        "SignatureCorrected",
        "AgreementEnteredIntoForce",
        "AgreementEntryIntoForceWithdrawn",
        "NoticeEffectChanged",
        "AgreementTerminated",
        "AgreementTerminationWithdrawn",
        "AgreementAmended",
        "AmendmentReopened",
    ];

    fn history(&self) -> &History<AgreementEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<AgreementEvent> {
        &mut self.history
    }

    fn decide(&self, command: &AgreementCommand, ctx: &AgreementContext) -> Decision {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), AgreementRefusal> {
        self.facts_find_their_place()?;
        self.notices_still_hold()?;
        self.facts_lie_in_the_agreements_time()?;
        self.extensions_still_hold()?;
        self.succession_still_holds()
    }
}

/// The agreement after a correction with everything that follows from the facts derived anew.
///
/// The announcements made so far are forgotten; those that still hold are made again by the correcting command. A
/// notice's effect is computed on the agreement as it then was.
pub(super) fn rederived(corrected: Agreement) -> Agreement {
    let mut state = Agreement::default();
    let mut history = corrected.history;
    let standing: Vec<(u32, AgreementEvent)> = history
        .standing()
        .map(|(number, event)| (number, event.clone()))
        .collect();
    for (number, event) in standing {
        if Agreement::FOLLOWING.contains(&event.event_type().as_str()) {
            history = history.corrected::<Agreement>(number, None).history;
            continue;
        }
        let event = match noticed_anew(&state, &event) {
            Some(anew) => {
                let anew = AgreementEvent::from(anew);
                let replacement = Some(Box::new(anew.clone()));
                history = history.corrected::<Agreement>(number, replacement).history;
                anew
            }
            None => event,
        };
        cqrs_es::Aggregate::apply(&mut state, event);
    }
    Agreement { history, ..state }
}

/// The notice with the effect that it has on `state`, where that is another one than recorded.
fn noticed_anew(state: &Agreement, event: &AgreementEvent) -> Option<NoticeReceived> {
    let AgreementEvent::NoticeReceived(notice) = event else {
        return None;
    };
    let effect = state.notice_effect(notice.received_on)?;
    let anew = NoticeReceived {
        effective_on: effect.effective_on,
        rule: effect.rule,
        status: effect.status,
        latest_day: effect.latest_day,
        ..notice.clone()
    };
    (anew != *notice).then_some(anew)
}
