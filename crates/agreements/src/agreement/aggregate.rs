//! The agreement's state and its fold.
//!
//! The read side stores this state as it is, so it keeps every fact of every event. Nothing in it depends on the
//! clock; what holds on a day is asked in `reading`.
//!
//! What follows from the facts (entry into force, an end by notice, an amendment's first day) is derived where the
//! last of them is applied. The events that announce it say the same; after a correction they are made anew.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{AgreementId, Date, EntryId, History, NetworkId, Status};
use serde::{Deserialize, Serialize};

use super::codes::AgreementKind;
use super::command::AgreementCommand;
use super::correcting::rederived;
use super::error::AgreementRefusal;
use super::event::AgreementEvent;
use super::parts::{
    Amendment, AmendmentSignature, InForce, Notice, Party, Renewal, ReviewHeld, ReviewReason,
    Signature, Termination, WithdrawnNotice,
};
use super::protection::ProtectionContent;
use super::succession::{AgreementLeftUntouched, AgreementSuperseded};
use super::variables::DraftedText;
use crate::framework::PlaceholderCode;
use crate::{AgreementContext, AgreementTerms};

/// A cooperation agreement [Kooperationsvereinbarung].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Agreement {
    /// `None` until it is drafted.
    pub id: Option<AgreementId>,
    pub network: Option<NetworkId>,
    pub kind: Option<AgreementKind>,
    pub title: Option<EntryId>,
    pub project_name: Option<EntryId>,
    pub drafted_on: Option<Date>,
    /// The approved text that is signed; `None` where the office uses a paper of its own.
    pub text: Option<DraftedText>,
    /// The values of the text's placeholders (entries of the vault).
    pub variables: BTreeMap<PlaceholderCode, EntryId>,
    /// In the order of their numbers; those removed, too.
    pub parties: Vec<Party>,
    pub first_offered_on: Option<Date>,
    /// The day from which the terms are.
    pub offered_on: Option<Date>,
    /// `None` until it is offered.
    pub terms: Option<AgreementTerms>,
    pub in_force: Option<InForce>,
    pub terminated: Option<Termination>,
    /// In the order of their numbers.
    pub amendments: Vec<Amendment>,
    /// In the order in which they were recorded.
    pub review_reasons: Vec<ReviewReason>,
    /// In the order in which they were recorded.
    pub reviews: Vec<ReviewHeld>,
    /// In the order in which they were recorded; the last one holds.
    pub renewals: Vec<Renewal>,
    pub extension_denied_on: Option<Date>,
    /// The agreement in its place.
    pub superseded: Option<AgreementSuperseded>,
    /// The agreements that it leaves untouched, in the order in which they were recorded.
    pub untouched: Vec<AgreementLeftUntouched>,
    /// What a protection mandate regulates, as recorded last.
    pub protection: Option<ProtectionContent>,
    pub history: History<AgreementEvent>,
}

impl Aggregate for Agreement {
    const TYPE: &'static str = "agreement";
    type Command = AgreementCommand;
    type Event = AgreementEvent;
    type Error = AgreementRefusal;
    type Services = AgreementContext;

    async fn handle(
        &mut self,
        command: Self::Command,
        ctx: &Self::Services,
        sink: &EventSink<Self>,
    ) -> Result<(), Self::Error> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: Self::Event) {
        self.history.record(&event);
        match event {
            AgreementEvent::AgreementDrafted(event) => {
                self.id = Some(event.agreement);
                self.network = Some(event.network);
                self.kind = Some(event.kind);
                self.title = event.title;
                self.project_name = event.project_name;
                self.drafted_on = Some(event.drafted_on);
                self.text = event.text;
            }
            AgreementEvent::PartyAdded(event) => self.parties.push(Party {
                number: event.party,
                side: event.side,
                partner: event.partner,
                institution: event.institution,
                added_on: event.added_on,
                removed_on: None,
                signature: None,
                notice: None,
                withdrawn_notices: Vec::new(),
            }),
            AgreementEvent::PartyRemoved(event) => {
                if let Some(party) = self.party_mut(event.party) {
                    party.removed_on = Some(event.removed_on);
                }
            }
            AgreementEvent::VariablesFilled(event) => self.variables.extend(event.values),
            AgreementEvent::AgreementOffered(event) => {
                self.first_offered_on.get_or_insert(event.offered_on);
                self.offered_on = Some(event.offered_on);
                self.terms = Some(event.terms);
            }
            AgreementEvent::AgreementSigned(event) => {
                if let Some(party) = self.party_mut(event.party) {
                    party.signature = Some(Signature {
                        signed_on: event.signed_on,
                        form: event.form,
                        place: event.place,
                        signatory_function: event.signatory_function,
                        document: event.document,
                    });
                }
                if self.in_force.is_none() {
                    self.in_force = self.entry_into_force();
                }
                // Where somebody remains on that side after all, its end by notice no longer holds.
                self.terminated = self.termination();
            }
            // What it says stands in the correction that it follows from.
            AgreementEvent::SignatureCorrected(_) => {}
            AgreementEvent::AgreementEnteredIntoForce(event) => {
                self.in_force = Some(InForce {
                    effective_on: event.effective_on,
                    status: event.status,
                    rule: event.rule,
                    parties: event.parties,
                });
            }
            AgreementEvent::AgreementEntryIntoForceWithdrawn(_) => self.in_force = None,
            AgreementEvent::NoticeReceived(event) => {
                if let Some(party) = self.party_mut(event.party) {
                    party.notice = Some(Notice {
                        received_on: event.received_on,
                        form: event.form,
                        reason: event.reason,
                        effective_on: event.effective_on,
                        rule: event.rule,
                        status: event.status,
                        latest_day: event.latest_day,
                        document: event.document,
                    });
                }
                self.terminated = self.termination();
            }
            AgreementEvent::NoticeWithdrawn(event) => {
                if let Some(party) = self.party_mut(event.party)
                    && let Some(notice) = party.notice.take()
                {
                    party.withdrawn_notices.push(WithdrawnNotice {
                        notice,
                        withdrawn_on: event.withdrawn_on,
                        reason: event.reason,
                    });
                }
                self.terminated = self.termination();
            }
            AgreementEvent::NoticeEffectChanged(event) => {
                if let Some(notice) = self
                    .party_mut(event.party)
                    .and_then(|party| party.notice.as_mut())
                {
                    notice.effective_on = event.effective_on;
                    notice.rule = event.rule;
                    notice.status = event.status;
                    notice.latest_day = event.latest_day;
                }
            }
            AgreementEvent::AgreementTerminated(event) => {
                self.terminated = Some(Termination {
                    effective_on: event.effective_on,
                    side: event.side,
                    status: event.status,
                });
            }
            AgreementEvent::AgreementTerminationWithdrawn(_) => self.terminated = None,
            AgreementEvent::AmendmentProposed(event) => self.amendments.push(Amendment {
                number: event.amendment,
                summary: event.summary,
                proposed_on: event.proposed_on,
                changes: event.changes,
                signatures: Vec::new(),
                effective_on: None,
                status: None,
            }),
            AgreementEvent::AmendmentSigned(event) => {
                if let Some(amendment) = self.amendment_mut(event.amendment) {
                    amendment.signatures.push(AmendmentSignature {
                        party: event.party,
                        signed_on: event.signed_on,
                        form: event.form,
                    });
                }
                let effect = self.amendment_effect(event.amendment);
                self.note_amendment_effect(event.amendment, effect);
            }
            AgreementEvent::AgreementAmended(event) => {
                let effect = Some((event.effective_on, event.status));
                self.note_amendment_effect(event.amendment, effect);
            }
            AgreementEvent::AmendmentReopened(event) => {
                self.note_amendment_effect(event.amendment, None);
            }
            AgreementEvent::ReviewRequired(event) => self.review_reasons.push(ReviewReason {
                trigger: event.trigger,
                since: event.since,
            }),
            AgreementEvent::AgreementReviewed(event) => self.reviews.push(ReviewHeld {
                held_on: event.held_on,
                outcome: event.outcome,
            }),
            AgreementEvent::AgreementRenewed(event) => {
                self.renewals.push(Renewal {
                    new_end: event.new_end,
                    decision: event.decision,
                    renewed_on: event.renewed_on,
                });
                self.extension_denied_on = None;
            }
            AgreementEvent::ExtensionDenied(event) => {
                self.extension_denied_on = Some(event.denied_on);
            }
            AgreementEvent::AgreementSuperseded(event) => self.superseded = Some(event),
            AgreementEvent::AgreementLeftUntouched(event) => self.untouched.push(event),
            AgreementEvent::ProtectionContentRecorded(event) => {
                self.protection = Some(event.content);
            }
            AgreementEvent::AgreementFactCorrected(event) => {
                *self = rederived(self.history.corrected(event.fact, event.replacement));
            }
        }
    }
}

impl Agreement {
    fn party_mut(&mut self, number: u16) -> Option<&mut Party> {
        self.parties.iter_mut().find(|party| party.number == number)
    }

    fn amendment_mut(&mut self, number: u16) -> Option<&mut Amendment> {
        self.amendments
            .iter_mut()
            .find(|amendment| amendment.number == number)
    }

    fn note_amendment_effect(&mut self, number: u16, effect: Option<(Date, Status)>) {
        if let Some(amendment) = self.amendment_mut(number) {
            amendment.effective_on = effect.map(|(effective_on, _)| effective_on);
            amendment.status = effect.map(|(_, status)| status);
        }
    }

    /// The state after `event`, for what follows from it in the same decision.
    pub(super) fn after(&self, event: &AgreementEvent) -> Self {
        let mut after = self.clone();
        after.apply(event.clone());
        after
    }
}
