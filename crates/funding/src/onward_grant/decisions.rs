//! What an onward grant's command makes happen.

use std::collections::BTreeSet;

use kernel::{Date, DomainCommand, GrantId, Money, OnwardGrantId, Warning, correct, facts};

use super::aggregate::*;
use super::command::*;
use super::error::OnwardGrantRefusal as Refused;
use super::event::*;
use crate::facts::FundingContext;
use crate::grant::{GrantCondition, GrantPeriod, OnwardAmountReleased, OnwardAmountReserved};
use crate::unfit::{Thing, Unfit};

type Decided = Result<Vec<OnwardGrantEvent>, Refused>;

/// Whether something is told as it comes, or a correction tells what should have been told then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    Now,
    Correction,
}

impl OnwardGrant {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &OnwardGrantCommand, ctx: &FundingContext) -> Decided {
        self.decide_on(command, Occasion::Now, ctx)
    }

    pub(super) fn decide_on(
        &self,
        command: &OnwardGrantCommand,
        occasion: Occasion,
        ctx: &FundingContext,
    ) -> Decided {
        use OnwardGrantCommand as C;

        Unfit::check_existence(Thing::OnwardGrant, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let events = match command {
            C::AwardOnwardGrant(c) => award(c, occasion, ctx)?,
            C::AmendOnwardGrant(c) => self.amend(c, ctx)?,
            C::FulfilOnwardCondition(c) => self.fulfil(c),
            C::DisburseOnwardGrant(c) => vec![
                OnwardDisbursed {
                    number: self.next_number(),
                    amount: c.amount,
                    paid_on: c.paid_on,
                    document: c.document,
                }
                .into(),
            ],
            C::ReverseOnwardPayment(c) => self.reverse(c),
            C::RecordOnwardProof(c) => self.record_proof(c),
            C::ExamineOnwardProof(c) => self.examine(c),
            C::RevokeOnwardGrant(c) => self.revoke(c),
            C::DemandOnwardRepayment(c) => self.demand(c),
            C::RecordOnwardRepayment(c) => vec![
                OnwardRepaid {
                    number: self.next_number(),
                    amount: c.amount,
                    repaid_on: c.repaid_on,
                }
                .into(),
            ],
            C::CloseOnwardGrant(c) => self.close(c, ctx)?,
            C::CorrectOnwardGrant(c) => return self.correct(c, ctx),
        };
        if let Some(event) = events.first() {
            self.fits(event)?;
        }
        Ok(events)
    }

    fn next_number(&self) -> u32 {
        let last = self.payments.last();
        last.map_or(1, |last| last.number.saturating_add(1))
    }

    fn check_source(&self, named: &OnwardSource) -> Result<(), Refused> {
        match &self.source {
            Some(source) if source != named => Err(Refused::OtherSource),
            Some(_) | None => Ok(()),
        }
    }

    fn amend(&self, c: &AmendOnwardGrant, ctx: &FundingContext) -> Decided {
        self.check_source(&c.source)?;
        self.check_open()?;
        let amended = OnwardNotice {
            amount: c.amount,
            period: c.period,
            proof_due_on: c.proof_due_on,
            document: c.notice,
            issued_on: c.amended_on,
        };
        let Some(before) = self.notices.last() else {
            return Err(Unfit::NotFound(Thing::OnwardGrant).into());
        };
        if *before == amended {
            return Ok(Vec::new());
        }
        check_period(&c.source, c.period, ctx)?;
        if c.amount > before.amount {
            check_budget(&c.source, c.amount, ctx)?;
        }
        let mut events = vec![
            OnwardGrantAmended {
                amount: c.amount,
                period: c.period,
                proof_due_on: c.proof_due_on,
                notice: c.notice,
                amended_on: c.amended_on,
            }
            .into(),
        ];
        if let OnwardSource::Grant(line) = &c.source {
            let id = c.onward_grant;
            let (more, less) = (c.amount.less(before.amount), before.amount.less(c.amount));
            events.extend(reserve(line.grant, id, more, c.amended_on, ctx)?);
            events.extend(release(line.grant, id, less, c.amended_on, ctx)?);
        }
        Ok(events)
    }

    fn fulfil(&self, c: &FulfilOnwardCondition) -> Vec<OnwardGrantEvent> {
        let fulfilled = |known: &OnwardCondition| {
            known.id == c.condition && known.fulfilled_on == Some(c.fulfilled_on)
        };
        if self.conditions.iter().any(fulfilled) {
            return Vec::new();
        }
        let event = OnwardConditionFulfilled {
            condition: c.condition,
            fulfilled_on: c.fulfilled_on,
        };
        vec![event.into()]
    }

    fn reverse(&self, c: &ReverseOnwardPayment) -> Vec<OnwardGrantEvent> {
        let reversed =
            |p: &OnwardPayment| p.number == c.number && p.reversed_on == Some(c.reversed_on);
        if self.payments.iter().any(reversed) {
            return Vec::new();
        }
        let event = OnwardPaymentReversed {
            number: c.number,
            reason: c.reason.id,
            reversed_on: c.reversed_on,
        };
        vec![event.into()]
    }

    fn record_proof(&self, c: &RecordOnwardProof) -> Vec<OnwardGrantEvent> {
        let alike = |proof: &OnwardProof| {
            proof.spent == c.spent
                && proof.submitted_on == c.submitted_on
                && proof.document == c.document
        };
        if self.proofs.last().is_some_and(alike) {
            return Vec::new();
        }
        let event = OnwardProofRecorded {
            spent: c.spent,
            report: c.report.as_ref().map(|text| text.id),
            document: c.document,
            submitted_on: c.submitted_on,
        };
        vec![event.into()]
    }

    fn examine(&self, c: &ExamineOnwardProof) -> Vec<OnwardGrantEvent> {
        let examined = self.proofs.last().and_then(|proof| proof.examined);
        if examined == Some((c.accepted, c.examined_on)) {
            return Vec::new();
        }
        let event = OnwardProofExamined {
            accepted: c.accepted,
            text: c.text.as_ref().map(|text| text.id),
            examined_on: c.examined_on,
        };
        vec![event.into()]
    }

    fn revoke(&self, c: &RevokeOnwardGrant) -> Vec<OnwardGrantEvent> {
        let revocation = OnwardRevocation {
            amount: c.amount,
            ground: c.ground,
            revoked_on: c.revoked_on,
        };
        if self.revocations.contains(&revocation) {
            return Vec::new();
        }
        let event = OnwardGrantRevoked {
            amount: c.amount,
            ground: c.ground,
            text: c.text.as_ref().map(|text| text.id),
            revoked_on: c.revoked_on,
        };
        vec![event.into()]
    }

    fn demand(&self, c: &DemandOnwardRepayment) -> Vec<OnwardGrantEvent> {
        let demand = OnwardDemand {
            amount: c.amount,
            due_on: c.due_on,
            demanded_on: c.demanded_on,
        };
        if self.demands.contains(&demand) {
            return Vec::new();
        }
        let event = OnwardRepaymentDemanded {
            amount: c.amount,
            due_on: c.due_on,
            demanded_on: c.demanded_on,
        };
        vec![event.into()]
    }

    fn close(&self, c: &CloseOnwardGrant, ctx: &FundingContext) -> Decided {
        self.check_source(&c.source)?;
        if self.closed_on == Some(c.closed_on) {
            return Ok(Vec::new());
        }
        let used = self.sums().held();
        let mut events = vec![
            OnwardGrantClosed {
                used,
                closed_on: c.closed_on,
            }
            .into(),
        ];
        if let OnwardSource::Grant(line) = &c.source {
            let id = c.onward_grant;
            let promised = self.notices.last().map_or(Money::ZERO, |n| n.amount);
            events.extend(release(
                line.grant,
                id,
                promised.less(used),
                c.closed_on,
                ctx,
            )?);
        }
        Ok(events)
    }

    fn correct(&self, c: &CorrectOnwardGrant, ctx: &FundingContext) -> Decided {
        let instead = c.instead();
        if let Some(OnwardGrantCommand::AwardOnwardGrant(award)) = &instead {
            let first = self.notices.first().map(|notice| notice.amount);
            if first.is_some_and(|amount| amount != award.amount) {
                return Err(Refused::AmountIsAmended);
            }
            self.check_source(&award.source)?;
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            OnwardGrantFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }
}

fn award(c: &AwardOnwardGrant, occasion: Occasion, ctx: &FundingContext) -> Decided {
    ctx.facts.partner(c.partner, "partner")?;
    if let Some(project) = c.project {
        ctx.facts.project(project, "project")?;
    }
    if let Some(site) = c.site {
        ctx.facts.site(site, "site")?;
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = c.conditions.iter().find(|known| !seen.insert(known.id)) {
        return Err(Refused::ConditionTwice { id: twice.id });
    }
    check_period(&c.source, c.period, ctx)?;
    // A correction leaves the amount: what was promised then stands.
    if occasion == Occasion::Now {
        check_budget(&c.source, c.amount, ctx)?;
    }
    let conditions = c.conditions.iter().map(|condition| GrantCondition {
        id: condition.id,
        text: condition.text.id,
        due_on: condition.due_on,
    });
    let mut events = vec![
        OnwardGrantAwarded {
            source: c.source.clone(),
            partner: c.partner,
            amount: c.amount,
            period: c.period,
            purpose: c.purpose.id,
            project: c.project,
            site: c.site,
            conditions: conditions.collect(),
            proof_due_on: c.proof_due_on,
            notice: c.notice,
            awarded_on: c.awarded_on,
        }
        .into(),
    ];
    if let (OnwardSource::Grant(line), Occasion::Now) = (&c.source, occasion) {
        let id = c.id.ok_or(Unfit::NotFound(Thing::OnwardGrant))?;
        let reserved = reserve(line.grant, id, c.amount, c.awarded_on, ctx)?;
        events.extend(reserved);
    }
    Ok(events)
}

/// The period runs forwards, inside the grant's own, and the plan has the line.
fn check_period(
    source: &OnwardSource,
    period: GrantPeriod,
    ctx: &FundingContext,
) -> Result<(), Refused> {
    if period.until < period.since {
        return Err(Refused::PeriodBackwards { period });
    }
    match source {
        OnwardSource::BudgetLine(line) => {
            let year = ctx.facts.budget_line(*line, "source")?.year;
            if period.since.year() != year || period.until.year() != year {
                return Err(Refused::OutsideBudgetYear { period, year });
            }
        }
        OnwardSource::Grant(line) => {
            let grant = ctx.facts.grant(line.grant, "source")?;
            // Where nothing is awarded yet, `can_reserve` says so.
            let Some(terms) = grant.terms() else {
                return Ok(());
            };
            if period.since < terms.period.since || terms.period.until < period.until {
                return Err(Refused::OutsidePeriod {
                    period,
                    grant: terms.period,
                });
            }
            if terms.plan.line(&line.line).is_none() {
                return Err(Refused::NotInPlan {
                    line: line.line.clone(),
                });
            }
        }
    }
    Ok(())
}

/// The municipality's own budget promises nothing once it is closed, and no more on a line than the line approves.
///
/// What other awards promise on that line, and what expenses take of it, is not known here: an award reads the budget and
/// not what else is paid from it, and writes nothing into the budget's stream, so that two that race for the same line
/// both pass. What is promised beyond the line shows as a finding ([`super::line_findings`]) and as „over" in the ledger.
fn check_budget(source: &OnwardSource, amount: Money, ctx: &FundingContext) -> Result<(), Refused> {
    let OnwardSource::BudgetLine(line) = source else {
        return Ok(());
    };
    if let Some(closed_on) = ctx.facts.closed_budgets.get(&line.budget).copied() {
        return Err(Refused::BudgetClosed { closed_on });
    }
    match ctx.facts.approved_lines.get(line).copied() {
        Some(allowed) if amount > allowed => Err(Refused::Beyond {
            field: "amount",
            amount,
            allowed,
        }),
        Some(_) | None => Ok(()),
    }
}

/// Reserves the amount in the grant's stream; nothing where there is nothing to reserve.
fn reserve(
    grant: GrantId,
    onward_grant: OnwardGrantId,
    amount: Money,
    reserved_on: Date,
    ctx: &FundingContext,
) -> Result<Option<OnwardGrantEvent>, Refused> {
    if amount == Money::ZERO {
        return Ok(None);
    }
    let reservable = ctx
        .facts
        .grant(grant, "source")?
        .can_reserve(amount, reserved_on)?;
    if reservable.consent_unstated {
        ctx.warn(Warning {
            code: "ONWARD_CONSENT_UNSTATED".to_owned(),
            rule: "FUN-20".to_owned(),
            sentence: "Der Bescheid sagt nicht, ob die Mittel weitergeleitet werden dürfen; die Bewilligungsbehörde ist vorher zu fragen.".to_owned(),
            facts: facts! { "grant" => grant },
        });
    }
    let event = OnwardAmountReserved {
        grant,
        onward_grant,
        amount,
        reserved_on,
    };
    Ok(Some(event.into()))
}

/// Releases the amount in the grant's stream; nothing where there is nothing to release.
fn release(
    grant: GrantId,
    onward_grant: OnwardGrantId,
    amount: Money,
    released_on: Date,
    ctx: &FundingContext,
) -> Result<Option<OnwardGrantEvent>, Refused> {
    if amount == Money::ZERO {
        return Ok(None);
    }
    ctx.facts
        .grant(grant, "source")?
        .can_release(onward_grant, amount)?;
    let event = OnwardAmountReleased {
        grant,
        onward_grant,
        amount,
        released_on,
    };
    Ok(Some(event.into()))
}
