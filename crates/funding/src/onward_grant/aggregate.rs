//! An onward grant's state.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Date, DocumentRef, EntryId, GrantConditionId, History, Money, PartnerId, ProjectId, SiteId,
};
use serde::{Deserialize, Serialize};

use super::command::{OnwardGrantCommand, OnwardSource};
use super::error::OnwardGrantRefusal;
use super::event::*;
use crate::facts::FundingContext;
use crate::grant::{GrantPeriod, RevocationGround};

/// A notice: the first awards, later ones amend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardNotice {
    /// What is awarded in all.
    pub amount: Money,
    pub period: GrantPeriod,
    pub proof_due_on: Option<Date>,
    pub document: Option<DocumentRef>,
    pub issued_on: Date,
}

/// A condition, and since when it is fulfilled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardCondition {
    pub id: GrantConditionId,
    /// An entry of the vault.
    pub text: EntryId,
    pub due_on: Option<Date>,
    pub fulfilled_on: Option<Date>,
}

kernel::code! {
    /// Which way money went [Richtung der Zahlung].
    pub enum PaymentDirection {
        /// to the institution
        Out = "Auszahlung",
        /// back from it
        Back = "Erstattung",
    }
}

/// Money that was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardPayment {
    /// From 1.
    pub number: u32,
    pub direction: PaymentDirection,
    pub amount: Money,
    pub on: Date,
    /// From when on it counts no more.
    pub reversed_on: Option<Date>,
}

impl OnwardPayment {
    /// Whether it counts on `day`.
    pub fn counts_on(&self, day: Date) -> bool {
        self.on <= day && self.reversed_on.is_none_or(|reversed| day < reversed)
    }
}

/// The institution's proof, and what the examination accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardProof {
    pub spent: Money,
    pub report: Option<EntryId>,
    pub document: Option<DocumentRef>,
    pub submitted_on: Date,
    /// What was accepted, and when; `None` while it is not examined.
    pub examined: Option<(Money, Date)>,
}

/// By how much the award sank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardRevocation {
    pub amount: Money,
    pub ground: RevocationGround,
    pub revoked_on: Date,
}

/// Money that was demanded back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardDemand {
    pub amount: Money,
    pub due_on: Option<Date>,
    pub demanded_on: Date,
}

/// An onward grant and everything that is known of it. Lists stand in the order in which they were told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OnwardGrant {
    pub source: Option<OnwardSource>,
    pub partner: Option<PartnerId>,
    /// An entry of the vault.
    pub purpose: Option<EntryId>,
    pub project: Option<ProjectId>,
    pub site: Option<SiteId>,
    pub notices: Vec<OnwardNotice>,
    pub conditions: Vec<OnwardCondition>,
    pub payments: Vec<OnwardPayment>,
    /// The last counts: a proof that was not examined may be submitted anew.
    pub proofs: Vec<OnwardProof>,
    pub revocations: Vec<OnwardRevocation>,
    pub demands: Vec<OnwardDemand>,
    pub closed_on: Option<Date>,
    pub history: History<OnwardGrantEvent>,
}

impl OnwardGrant {
    fn pay(&mut self, number: u32, direction: PaymentDirection, amount: Money, on: Date) {
        self.payments.push(OnwardPayment {
            number,
            direction,
            amount,
            on,
            reversed_on: None,
        });
    }

    fn award(&mut self, e: OnwardGrantAwarded) {
        self.source = Some(e.source);
        self.partner = Some(e.partner);
        self.purpose = Some(e.purpose);
        self.project = e.project;
        self.site = e.site;
        self.notices.push(OnwardNotice {
            amount: e.amount,
            period: e.period,
            proof_due_on: e.proof_due_on,
            document: e.notice,
            issued_on: e.awarded_on,
        });
        let imposed = e.conditions.into_iter().map(|condition| OnwardCondition {
            id: condition.id,
            text: condition.text,
            due_on: condition.due_on,
            fulfilled_on: None,
        });
        self.conditions.extend(imposed);
    }
}

impl Aggregate for OnwardGrant {
    const TYPE: &'static str = "onward-grant";
    type Command = OnwardGrantCommand;
    type Event = OnwardGrantEvent;
    type Error = OnwardGrantRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: OnwardGrantCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), OnwardGrantRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: OnwardGrantEvent) {
        // What stands in the grant's stream is no fact of this one: it has no number here.
        if event.grant_stream().is_some() {
            return;
        }
        self.history.record(&event);
        match event {
            OnwardGrantEvent::OnwardGrantAwarded(e) => self.award(e),
            OnwardGrantEvent::OnwardAmountReserved(_)
            | OnwardGrantEvent::OnwardAmountReleased(_) => {}
            OnwardGrantEvent::OnwardGrantAmended(e) => self.notices.push(OnwardNotice {
                amount: e.amount,
                period: e.period,
                proof_due_on: e.proof_due_on,
                document: e.notice,
                issued_on: e.amended_on,
            }),
            OnwardGrantEvent::OnwardConditionFulfilled(e) => {
                let mut known = self.conditions.iter_mut();
                if let Some(condition) = known.find(|known| known.id == e.condition) {
                    condition.fulfilled_on = Some(e.fulfilled_on);
                }
            }
            OnwardGrantEvent::OnwardDisbursed(e) => {
                self.pay(e.number, PaymentDirection::Out, e.amount, e.paid_on);
            }
            OnwardGrantEvent::OnwardRepaid(e) => {
                self.pay(e.number, PaymentDirection::Back, e.amount, e.repaid_on);
            }
            OnwardGrantEvent::OnwardPaymentReversed(e) => {
                let mut known = self.payments.iter_mut();
                if let Some(payment) = known.find(|known| known.number == e.number) {
                    payment.reversed_on = Some(e.reversed_on);
                }
            }
            OnwardGrantEvent::OnwardProofRecorded(e) => self.proofs.push(OnwardProof {
                spent: e.spent,
                report: e.report,
                document: e.document,
                submitted_on: e.submitted_on,
                examined: None,
            }),
            OnwardGrantEvent::OnwardProofExamined(e) => {
                if let Some(proof) = self.proofs.last_mut() {
                    proof.examined = Some((e.accepted, e.examined_on));
                }
            }
            OnwardGrantEvent::OnwardGrantRevoked(e) => self.revocations.push(OnwardRevocation {
                amount: e.amount,
                ground: e.ground,
                revoked_on: e.revoked_on,
            }),
            OnwardGrantEvent::OnwardRepaymentDemanded(e) => self.demands.push(OnwardDemand {
                amount: e.amount,
                due_on: e.due_on,
                demanded_on: e.demanded_on,
            }),
            OnwardGrantEvent::OnwardGrantClosed(e) => self.closed_on = Some(e.closed_on),
            OnwardGrantEvent::OnwardGrantFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
