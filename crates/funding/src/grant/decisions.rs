//! What a grant's command makes happen.

use kernel::{DomainCommand, GrantId, Money, ProgrammeId, correct};

use super::aggregate::Grant;
use super::applying::{applied, check_terms};
use super::command::*;
use super::error::GrantRefusal;
use super::event::*;
use crate::Programme;
use crate::facts::FundingContext;
use crate::repayment::compute_interest;
use crate::unfit::{Thing, Unfit};

/// What stands for money that moved: it is reversed, never corrected.
const BOOKINGS: &[&str] = &[
    "FundsReceived",
    "FundsReceiptReversed",
    "RepaymentMade",
    "RepaymentReversed",
];

impl Grant {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &GrantCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<GrantEvent>, GrantRefusal> {
        Unfit::check_existence(Thing::Grant, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            GrantCommand::CorrectGrant(c) => return self.correct(c, ctx),
            GrantCommand::ApplyForGrant(c) => applied(c, ctx)?.into(),
            GrantCommand::RecordGrantNotice(c) => self.awarded(c, ctx)?,
            GrantCommand::AmendGrantNotice(c) => self.amended(c, ctx)?,
            GrantCommand::SubmitProofOfUse(c) => {
                if let Some(event) = self.submitted_before(c) {
                    return Ok(event);
                }
                self.prove(c, ctx)?.into()
            }
            GrantCommand::RecordRepaymentDemand(c) => self.demanded(c, ctx)?,
            GrantCommand::DecideGrantRemainder(c) => self.decided_remainder(c, ctx)?,
            GrantCommand::RecordGrantRejection(_)
            | GrantCommand::AcceptGrant(_)
            | GrantCommand::FulfilGrantCondition(_)
            | GrantCommand::RequestDisbursement(_)
            | GrantCommand::CancelDisbursement(_)
            | GrantCommand::RecordFundsReceived(_)
            | GrantCommand::ReverseFundsReceived(_)
            | GrantCommand::SubmitInterimReport(_)
            | GrantCommand::RecordProofExamination(_)
            | GrantCommand::RecordGrantRevocation(_)
            | GrantCommand::RecordGrantRepayment(_)
            | GrantCommand::ReverseGrantRepayment(_)
            | GrantCommand::CloseGrant(_) => recorded(command),
        };
        if self.holds(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        let mut events = vec![event];
        if let (GrantCommand::DecideGrantRemainder(c), [GrantEvent::RemainderDecided(e)]) =
            (command, &events[..])
        {
            events.extend(arrival(c.grant, self.next_fact(), e).map(Into::into));
        }
        Ok(events)
    }

    fn correct(
        &self,
        c: &CorrectGrant,
        ctx: &FundingContext,
    ) -> Result<Vec<GrantEvent>, GrantRefusal> {
        use cqrs_es::DomainEvent as _;

        let mut standing = self.history.standing();
        if let Some((fact, event)) = standing.find(|(number, _)| *number == c.fact) {
            let kind = event.event_type();
            if BOOKINGS.contains(&kind.as_str()) {
                return Err(GrantRefusal::BookingIsReversed { fact, kind });
            }
        }
        let events = self.corrected(c, ctx)?;
        self.with_arrivals(c, events, ctx)
    }

    /// The number that the next fact gets.
    fn next_fact(&self) -> u32 {
        u32::try_from(self.history.len() + 1).unwrap_or(u32::MAX)
    }

    /// A corrected decision takes what it carried over into another grant away there, and carries over what it should.
    fn with_arrivals(
        &self,
        c: &CorrectGrant,
        mut events: Vec<GrantEvent>,
        ctx: &FundingContext,
    ) -> Result<Vec<GrantEvent>, GrantRefusal> {
        let Some(GrantEvent::GrantFactCorrected(corrected)) = events.first() else {
            return Ok(events);
        };
        let of = |event: &GrantEvent| match event {
            GrantEvent::RemainderDecided(e) => arrival(c.grant, c.fact, e),
            _ => None,
        };
        let mut standing = self.history.standing();
        let was = standing.find(|(number, _)| *number == c.fact);
        let was = was.and_then(|(_, event)| of(event));
        let is = corrected.replacement.as_deref().and_then(of);
        if was == is {
            return Ok(events);
        }
        if let Some(was) = was {
            let stays = is.as_ref().filter(|is| is.grant == was.grant);
            let stays = stays.map_or(Money::ZERO, |is| is.amount);
            ctx.facts
                .grant(was.grant, "fact")?
                .can_do_without((was.from, was.decision), stays)
                .map_err(not_into(was.grant))?;
            let struck = RemainderArrivalStruck {
                grant: was.grant,
                from: was.from,
                decision: was.decision,
            };
            events.push(struck.into());
        }
        events.extend(is.map(Into::into));
        Ok(events)
    }

    fn corrected(
        &self,
        c: &CorrectGrant,
        ctx: &FundingContext,
    ) -> Result<Vec<GrantEvent>, GrantRefusal> {
        let instead = c.instead();
        // Its notices were checked against the programme of the application.
        if let Some(GrantCommand::ApplyForGrant(application)) = &instead
            && !self.notices.is_empty()
            && self.programme() != Some(application.programme)
        {
            return Err(GrantRefusal::OtherProgramme);
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            GrantFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    fn awarded(
        &self,
        c: &RecordGrantNotice,
        ctx: &FundingContext,
    ) -> Result<GrantEvent, GrantRefusal> {
        let programme = self.programme_of(c.programme, ctx)?;
        check_terms(&c.terms, programme, c.awarded_on)?;
        Ok(GrantAwarded {
            terms: c.terms.clone(),
            conditions: conditions(&c.conditions),
            purpose: c.purpose.as_ref().map(|purpose| purpose.id),
            notice: c.notice,
            awarded_on: c.awarded_on,
        }
        .into())
    }

    fn amended(
        &self,
        c: &AmendGrantNotice,
        ctx: &FundingContext,
    ) -> Result<GrantEvent, GrantRefusal> {
        let programme = self.programme_of(c.programme, ctx)?;
        check_terms(&c.terms, programme, c.amended_on)?;
        Ok(GrantNoticeAmended {
            terms: c.terms.clone(),
            conditions: conditions(&c.conditions),
            notice: c.notice,
            amended_on: c.amended_on,
        }
        .into())
    }

    /// The grant's programme, which the command names so that it is read.
    fn programme_of<'c>(
        &self,
        id: ProgrammeId,
        ctx: &'c FundingContext,
    ) -> Result<&'c Programme, GrantRefusal> {
        if self.programme() != Some(id) {
            return Err(GrantRefusal::OtherProgramme);
        }
        Ok(ctx.facts.programme(id, "programme")?)
    }

    /// The same paper of the same day, submitted once more.
    fn submitted_before(&self, c: &SubmitProofOfUse) -> Option<Vec<GrantEvent>> {
        let last = self.proofs.last()?;
        let numbers = &last.numbers;
        let same = last.submitted_on == c.submitted_on
            && last.report == c.report.id
            && (numbers.received, numbers.spent, numbers.remaining)
                == (c.received, c.spent, c.remaining);
        same.then(Vec::new)
    }

    fn demanded(
        &self,
        c: &RecordRepaymentDemand,
        ctx: &FundingContext,
    ) -> Result<GrantEvent, GrantRefusal> {
        let programme = self.programme_of(c.programme, ctx)?;
        let interest = match &c.interest {
            Some(asked) => {
                let principal = asked.principal.unwrap_or(c.amount);
                let days = (asked.since, asked.until);
                Some(compute_interest(
                    principal,
                    days,
                    ctx.facts.state,
                    programme,
                )?)
            }
            None => None,
        };
        Ok(RepaymentDemanded {
            repayment: c.repayment,
            amount: c.amount,
            ground: c.ground,
            interest,
            demanded_on: c.demanded_on,
            due_on: c.due_on,
            text: c.text.as_ref().map(|text| text.id),
        }
        .into())
    }

    fn decided_remainder(
        &self,
        c: &DecideGrantRemainder,
        ctx: &FundingContext,
    ) -> Result<GrantEvent, GrantRefusal> {
        if let Some(into) = c.into {
            if into == c.grant {
                return Err(GrantRefusal::IntoItself { grant: into });
            }
            if c.carried_over == Money::ZERO {
                let field = "carriedOver";
                return Err(GrantRefusal::AmountMissing { field });
            }
        }
        let decided: GrantEvent = RemainderDecided {
            carried_over: c.carried_over,
            repay: c.repay,
            into: c.into,
            decided_on: c.decided_on,
            text: c.text.as_ref().map(|text| text.id),
        }
        .into();
        // Repeated, it changes nothing there.
        if let Some(into) = c.into.filter(|_| !self.holds(&decided)) {
            ctx.facts
                .grant(into, "into")?
                .can_take_over((c.grant, self.next_fact()), c.carried_over, c.decided_on)
                .map_err(not_into(into))?;
        }
        Ok(decided)
    }
}

/// The other grant's refusal, as one of the grant that it is carried over into.
fn not_into(grant: GrantId) -> impl Fn(GrantRefusal) -> GrantRefusal {
    move |why| GrantRefusal::NotInto {
        grant,
        why: Box::new(why),
    }
}

/// What a decision on a remainder makes arrive in another grant.
fn arrival(from: GrantId, decision: u32, decided: &RemainderDecided) -> Option<RemainderArrived> {
    let arrived = decided.into.map(|grant| RemainderArrived {
        grant,
        from,
        decision,
        amount: decided.carried_over,
        arrived_on: decided.decided_on,
    });
    arrived.filter(|arrived| arrived.amount > Money::ZERO)
}

fn conditions(given: &[NewGrantCondition]) -> Vec<GrantCondition> {
    let imposed = given.iter().map(|condition| GrantCondition {
        id: condition.id,
        text: condition.text.id,
        due_on: condition.due_on,
    });
    imposed.collect()
}

/// The event of a command that rests on the grant alone.
fn recorded(command: &GrantCommand) -> GrantEvent {
    let id = |text: &Option<kernel::NewText>| text.as_ref().map(|text| text.id);
    match command {
        GrantCommand::RecordGrantRejection(c) => GrantRejected {
            rejected_on: c.rejected_on,
            reason: id(&c.reason),
        }
        .into(),
        GrantCommand::AcceptGrant(c) => GrantAccepted {
            basis: c.basis,
            accepted_on: c.accepted_on,
        }
        .into(),
        GrantCommand::FulfilGrantCondition(c) => GrantConditionFulfilled {
            condition: c.condition,
            fulfilled_on: c.fulfilled_on,
            text: id(&c.text),
        }
        .into(),
        GrantCommand::RequestDisbursement(c) => DisbursementRequested {
            disbursement: c.disbursement,
            amount: c.amount,
            requested_on: c.requested_on,
        }
        .into(),
        GrantCommand::CancelDisbursement(c) => DisbursementCancelled {
            disbursement: c.disbursement,
            cancelled_on: c.cancelled_on,
            reason: c.reason.id,
        }
        .into(),
        GrantCommand::RecordFundsReceived(c) => FundsReceived {
            receipt: c.receipt,
            disbursement: c.disbursement,
            amount: c.amount,
            received_on: c.received_on,
        }
        .into(),
        GrantCommand::ReverseFundsReceived(c) => FundsReceiptReversed {
            receipt: c.receipt,
            reversed_on: c.reversed_on,
            reason: c.reason.id,
        }
        .into(),
        GrantCommand::SubmitInterimReport(c) => InterimReportSubmitted {
            report: c.report.id,
            document: c.document,
            submitted_on: c.submitted_on,
        }
        .into(),
        GrantCommand::RecordProofExamination(c) => ProofOfUseExamined {
            accepted: c.accepted,
            examined_on: c.examined_on,
            text: id(&c.text),
        }
        .into(),
        GrantCommand::RecordGrantRevocation(c) => GrantRevoked {
            amount: c.amount,
            ground: c.ground,
            revoked_on: c.revoked_on,
            text: id(&c.text),
        }
        .into(),
        GrantCommand::RecordGrantRepayment(c) => RepaymentMade {
            payment: c.payment,
            demand: c.demand,
            amount: c.amount,
            interest: c.interest,
            repaid_on: c.repaid_on,
        }
        .into(),
        GrantCommand::ReverseGrantRepayment(c) => RepaymentReversed {
            payment: c.payment,
            reversed_on: c.reversed_on,
            reason: c.reason.id,
        }
        .into(),
        GrantCommand::CloseGrant(c) => GrantClosed {
            closed_on: c.closed_on,
        }
        .into(),
        GrantCommand::ApplyForGrant(_)
        | GrantCommand::RecordGrantNotice(_)
        | GrantCommand::AmendGrantNotice(_)
        | GrantCommand::SubmitProofOfUse(_)
        | GrantCommand::DecideGrantRemainder(_)
        | GrantCommand::RecordRepaymentDemand(_)
        | GrantCommand::CorrectGrant(_) => unreachable!("decided with facts, before"),
    }
}
