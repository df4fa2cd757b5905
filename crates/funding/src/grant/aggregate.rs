//! A grant's state.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Date, DisbursementId, EntryId, GrantConditionId, GrantId, History, Money, OnwardGrantId,
    ProgrammeId, ReceiptId, RepaymentId,
};
use serde::{Deserialize, Serialize};

use super::codes::{AcceptanceBasis, RevocationGround};
use super::command::GrantCommand;
use super::error::GrantRefusal;
use super::event::*;
use super::terms::{FinancingPlan, FundingArea, GrantPeriod, GrantTerms};
use crate::facts::FundingContext;
use crate::repayment::{InterestComputed, RepaymentGround};

/// What was applied for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Application {
    pub programme: ProgrammeId,
    pub purpose: EntryId,
    pub period: GrantPeriod,
    pub requested: Money,
    pub areas: Vec<FundingArea>,
    pub plan: FinancingPlan,
    pub applied_on: Date,
}

/// A notice: the first awards, later ones amend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice {
    pub terms: GrantTerms,
    pub issued_on: Date,
}

/// A condition, and since when it is fulfilled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Condition {
    pub id: GrantConditionId,
    pub text: EntryId,
    pub due_on: Option<Date>,
    pub imposed_on: Date,
    pub fulfilled_on: Option<Date>,
}

/// A call for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Disbursement {
    pub id: DisbursementId,
    pub amount: Money,
    pub requested_on: Date,
    pub cancelled_on: Option<Date>,
}

/// Money that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Receipt {
    pub id: ReceiptId,
    pub disbursement: Option<DisbursementId>,
    pub amount: Money,
    pub received_on: Date,
    pub reversed_on: Option<Date>,
}

/// Money that was reserved for an onward grant, or is free again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reservation {
    pub onward_grant: OnwardGrantId,
    pub amount: Money,
    pub on: Date,
    /// True where it is free again.
    pub released: bool,
}

/// A report in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InterimReport {
    pub report: EntryId,
    pub submitted_on: Date,
}

/// A proof of use, and what the authority said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Proof {
    pub report: EntryId,
    pub numbers: NumericProof,
    pub submitted_on: Date,
    pub examination: Option<Examination>,
}

/// What the authority said of a proof of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Examination {
    pub accepted: Money,
    pub examined_on: Date,
}

/// By how much the award sank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Revocation {
    pub amount: Money,
    pub ground: RevocationGround,
    pub revoked_on: Date,
}

/// What became of the money that was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Remainder {
    pub carried_over: Money,
    pub repay: Money,
    pub into: Option<GrantId>,
    pub decided_on: Date,
}

/// Money that another grant left and that is carried over into this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Arrival {
    pub from: GrantId,
    /// The decision's number in that grant's stream.
    pub decision: u32,
    pub amount: Money,
    pub arrived_on: Date,
}

/// Money that the authority demands back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Demand {
    pub id: RepaymentId,
    pub amount: Money,
    pub ground: RepaymentGround,
    pub interest: Option<InterestComputed>,
    pub demanded_on: Date,
    pub due_on: Option<Date>,
}

/// Money that was paid back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payment {
    pub id: RepaymentId,
    pub demand: Option<RepaymentId>,
    pub amount: Money,
    pub interest: Money,
    pub repaid_on: Date,
    pub reversed_on: Option<Date>,
}

/// A grant and everything that is known of it. Lists stand in the order in which they were told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Grant {
    pub application: Option<Application>,
    pub rejected_on: Option<Date>,
    pub notices: Vec<Notice>,
    /// An entry of the vault: the notice's, where it has one, or the application's.
    pub purpose: Option<EntryId>,
    pub conditions: Vec<Condition>,
    pub accepted: Option<(AcceptanceBasis, Date)>,
    pub disbursements: Vec<Disbursement>,
    pub receipts: Vec<Receipt>,
    pub reservations: Vec<Reservation>,
    pub interim_reports: Vec<InterimReport>,
    pub proofs: Vec<Proof>,
    pub revocations: Vec<Revocation>,
    pub remainders: Vec<Remainder>,
    #[serde(default)]
    pub arrivals: Vec<Arrival>,
    pub demands: Vec<Demand>,
    pub payments: Vec<Payment>,
    pub closed_on: Option<Date>,
    pub history: History<GrantEvent>,
}

impl Aggregate for Grant {
    const TYPE: &'static str = "grant";
    type Command = GrantCommand;
    type Event = GrantEvent;
    type Error = GrantRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: GrantCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), GrantRefusal> {
        for event in self.decide(&command, ctx)? {
            // What stands in another grant's stream is no fact of this one: it has no number here.
            match event.receiving_stream() {
                Some(_) => sink.write(event, &mut Self::default()).await,
                None => sink.write(event, self).await,
            }
        }
        Ok(())
    }

    fn apply(&mut self, event: GrantEvent) {
        self.history.record(&event);
        self.fold(event);
    }
}
