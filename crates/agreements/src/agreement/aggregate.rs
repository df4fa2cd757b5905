//! The agreement's state and its fold.
//!
//! The read side stores this state as it is, so it keeps every fact of every event. Nothing in it depends on the
//! clock; what holds on a day is asked in `reading`.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{AgreementId, Date, DecisionRef, EntryId, NetworkId, PartnerId, Status};
use serde::{Deserialize, Serialize};

use super::command::{AgreementCommand, AgreementKind, ReviewOutcome};
use super::error::AgreementRefusal;
use super::event::{AgreementEvent, NoticeRule};
use crate::values::{EntryIntoForce, NoticeForm, Side, SignatureForm};
use crate::{AgreementContext, AgreementTerms};

/// A cooperation agreement [Kooperationsvereinbarung].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Agreement {
    /// `None` until it is drafted.
    pub id: Option<AgreementId>,
    pub network: Option<NetworkId>,
    pub kind: Option<AgreementKind>,
    pub title: Option<EntryId>,
    pub project_name: Option<EntryId>,
    pub drafted_on: Option<Date>,
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
    pub reviews: Vec<ReviewHeld>,
    /// In the order in which they were recorded; the last one holds.
    pub renewals: Vec<Renewal>,
    pub extension_denied_on: Option<Date>,
}

/// A party of an agreement [Partei].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    pub number: u16,
    pub side: Side,
    pub partner: Option<PartnerId>,
    pub institution: Option<EntryId>,
    pub added_on: Date,
    pub removed_on: Option<Date>,
    pub signature: Option<Signature>,
    pub notice: Option<Notice>,
}

/// A party's signature or declaration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    pub signed_on: Date,
    pub form: SignatureForm,
    pub place: Option<EntryId>,
    pub signatory_function: Option<EntryId>,
    pub corrections: Vec<SignatureCorrection>,
}

/// What a signature's date was before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignatureCorrection {
    pub previous: Date,
    pub reason: EntryId,
    pub corrected_on: Date,
}

/// A party's notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    pub received_on: Date,
    pub form: NoticeForm,
    pub reason: Option<EntryId>,
    /// The last day of the party's cooperation; `None` where nobody says.
    pub effective_on: Option<Date>,
    pub rule: NoticeRule,
    pub status: Status,
    pub latest_day: Option<Date>,
}

/// Since when, why and how surely the agreement is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InForce {
    pub effective_on: Date,
    pub status: Status,
    pub rule: EntryIntoForce,
    pub parties: Vec<u16>,
}

/// The end by notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Termination {
    pub effective_on: Date,
    pub side: Side,
    pub status: Status,
}

/// A proposed or agreed change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Amendment {
    pub number: u16,
    pub summary: EntryId,
    pub proposed_on: Date,
    pub signatures: Vec<AmendmentSignature>,
    pub effective_on: Option<Date>,
    pub status: Option<Status>,
}

/// A party's signature under an amendment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AmendmentSignature {
    pub party: u16,
    pub signed_on: Date,
    pub form: SignatureForm,
}

/// A review that was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewHeld {
    pub held_on: Date,
    pub outcome: ReviewOutcome,
}

/// An extension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Renewal {
    pub new_end: Date,
    pub decision: Option<DecisionRef>,
    pub renewed_on: Date,
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
        match event {
            AgreementEvent::AgreementDrafted(event) => {
                self.id = Some(event.agreement);
                self.network = Some(event.network);
                self.kind = Some(event.kind);
                self.title = event.title;
                self.project_name = event.project_name;
                self.drafted_on = Some(event.drafted_on);
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
            }),
            AgreementEvent::PartyRemoved(event) => {
                if let Some(party) = self.party_mut(event.party) {
                    party.removed_on = Some(event.removed_on);
                }
            }
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
                        corrections: Vec::new(),
                    });
                }
                // Somebody remains on that side after all: its end by notice no longer holds.
                self.terminated = self.terminated.take().filter(|end| end.side != event.side);
            }
            AgreementEvent::SignatureCorrected(event) => {
                if let Some(signature) = self
                    .party_mut(event.party)
                    .and_then(|party| party.signature.as_mut())
                {
                    signature.signed_on = event.signed_on;
                    signature.corrections.push(SignatureCorrection {
                        previous: event.previous,
                        reason: event.reason,
                        corrected_on: event.corrected_on,
                    });
                }
            }
            AgreementEvent::AgreementEnteredIntoForce(event) => {
                self.in_force = Some(InForce {
                    effective_on: event.effective_on,
                    status: event.status,
                    rule: event.rule,
                    parties: event.parties,
                });
            }
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
                    });
                }
            }
            AgreementEvent::AgreementTerminated(event) => {
                self.terminated = Some(Termination {
                    effective_on: event.effective_on,
                    side: event.side,
                    status: event.status,
                });
            }
            AgreementEvent::AmendmentProposed(event) => self.amendments.push(Amendment {
                number: event.amendment,
                summary: event.summary,
                proposed_on: event.proposed_on,
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
            }
            AgreementEvent::AgreementAmended(event) => {
                if let Some(amendment) = self.amendment_mut(event.amendment) {
                    amendment.effective_on = Some(event.effective_on);
                    amendment.status = Some(event.status);
                }
            }
            AgreementEvent::AgreementReviewed(event) => {
                self.reviews.push(ReviewHeld {
                    held_on: event.held_on,
                    outcome: event.outcome,
                });
            }
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

    /// The state after `event`, for what follows from it in the same decision.
    pub(super) fn after(&self, event: &AgreementEvent) -> Self {
        let mut after = self.clone();
        after.apply(event.clone());
        after
    }
}

impl Party {
    /// Signed by `day` and not removed, and no notice has ended its cooperation before.
    pub fn cooperates_on(&self, day: Date) -> bool {
        self.removed_on.is_none()
            && self
                .signature
                .as_ref()
                .is_some_and(|signature| signature.signed_on <= day)
            && self.cooperation_end().is_none_or(|last| day <= last)
    }

    /// The last day of its cooperation after a notice.
    pub fn cooperation_end(&self) -> Option<Date> {
        self.notice.as_ref().and_then(|notice| notice.effective_on)
    }
}
