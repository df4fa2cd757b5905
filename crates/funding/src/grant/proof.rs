//! The numeric proof: what the bookings say on the day of submission, in the structure of the financing plan.
//!
//! The command names every expense of the list of receipts and every onward grant, and reads their streams; so what is
//! compared with the paper is what stands there, and a booking that races with the proof conflicts with it. An onward
//! grant that money is reserved for cannot be left out: the grant's own stream knows it. An expense that is left out
//! makes the paper's sum too small, and the money appears as left: to be paid back.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, ExpenseId, GrantId, Money, OnwardGrantId};

use super::aggregate::Grant;
use super::command::{ProofOnwardGrant, SubmitProofOfUse};
use super::error::GrantRefusal;
use super::event::{NumericProof, ProofExpense, ProofLine, ProofOfUseSubmitted, ProofOnward};
use super::terms::GrantTerms;
use crate::codes::CostLineCode;
use crate::facts::{FundingContext, KnownExpense, KnownOnwardGrant, unknown};
use crate::unfit::Thing;

impl Grant {
    /// # Errors
    /// `ONWARD_NOT_EXAMINED`, `ONWARD_NOT_NAMED` and `ONWARD_OF_OTHER_LINE` with the onward grants, `OUTSIDE_GRANT_PERIOD`,
    /// `EXPENSE_REVERSED` and `NOT_OF_GRANT` with the expense, `PLAN_LINE_UNKNOWN`, `PROOF_DOES_NOT_RECONCILE`.
    pub(super) fn prove(
        &self,
        c: &SubmitProofOfUse,
        ctx: &FundingContext,
    ) -> Result<ProofOfUseSubmitted, GrantRefusal> {
        self.check_accepted("submittedOn", c.submitted_on)?;
        let terms = self.terms().ok_or(GrantRefusal::NotAwarded)?;
        let onward = self.prove_onward(c, terms, ctx)?;
        let mut expenses = Vec::new();
        let mut seen = BTreeSet::new();
        for id in &c.expenses {
            if !seen.insert(*id) {
                let (field, id) = ("expenses", id.0);
                return Err(GrantRefusal::NamedTwice { field, id });
            }
            expenses.extend(prove_expense(c, *id, terms, ctx)?);
        }
        expenses.sort_by_key(|expense| expense.spent_on);
        let kept = self.kept_for_proof(c.submitted_on);
        let numbers = numbers(terms, kept, expenses, onward);
        for (field, stated, read) in [
            ("received", c.received, numbers.received),
            ("spent", c.spent, numbers.spent),
            ("remaining", c.remaining, numbers.remaining),
        ] {
            if stated != read {
                return Err(GrantRefusal::ProofDoesNotReconcile {
                    field,
                    stated,
                    read,
                });
            }
        }
        Ok(ProofOfUseSubmitted {
            report: c.report.id,
            document: c.document,
            numbers,
            submitted_on: c.submitted_on,
        })
    }

    /// What the proof that lies there on `day` would say if the books had then been what they are on `day`; `None`
    /// without a proof. Where it differs, somebody reversed, reassigned or corrected what was proven, or left something
    /// out.
    ///
    /// What is given is what was known on `day` ([`Expense::known_on`](crate::Expense::known_on),
    /// [`OnwardGrant::known_on`](crate::OnwardGrant::known_on)). Expenses and onward grants that `id`, which is this
    /// grant's, does not pay are left out.
    pub fn proven_anew(
        &self,
        id: GrantId,
        expenses: &BTreeMap<ExpenseId, KnownExpense>,
        onward_grants: &BTreeMap<OnwardGrantId, KnownOnwardGrant>,
        day: Date,
    ) -> Option<NumericProof> {
        let (last, terms) = self.proof_on(day).zip(self.terms_on(day))?;
        let mut paid = Vec::new();
        for (expense, known) in expenses {
            if known.reversed_on.is_some() || !terms.period.contains(known.spent_on) {
                continue;
            }
            let theirs = known.assignments.iter().filter(|part| part.grant == id);
            paid.extend(theirs.map(|part| ProofExpense {
                expense: *expense,
                line: part.line.clone(),
                amount: part.amount,
                spent_on: known.spent_on,
            }));
        }
        let theirs = onward_grants.iter();
        let theirs = theirs.filter(|(_, known)| known.grant == Some(id));
        let passed_on = theirs.filter_map(|(onward_grant, known)| {
            let (line, (accepted, examined_on)) = known.line.clone().zip(known.examined)?;
            Some(ProofOnward {
                onward_grant: *onward_grant,
                line,
                accepted,
                examined_on,
            })
        });
        let kept = self.kept_of(last.submitted_on, day);
        Some(numbers(terms, kept, paid, passed_on.collect()))
    }

    /// What a proof of `day` counts as received. What is carried over into another grant on that very day it still
    /// leaves: the decision is on what it leaves, see [`Grant::undecided`].
    pub(super) fn kept_for_proof(&self, day: Date) -> Money {
        let that_day = self.carried_away();
        let that_day = that_day.filter(|known| known.decided_on == day);
        let sums = self.sums_on(day);
        let that_day = that_day.map(|known| known.carried_over).sum();
        sums.arrived().less(sums.gone().less(that_day))
    }

    /// What arrived and went neither back nor into another grant until `day`, without what was reversed since, by `known`.
    fn kept_of(&self, day: Date, known: Date) -> Money {
        let stands = |undone: Option<Date>| undone.is_none_or(|undone| known < undone);
        let receipts = self.receipts.iter();
        let receipts = receipts.filter(|known| stands(known.reversed_on));
        let receipts = receipts.filter(|known| known.received_on <= day);
        let payments = self.payments.iter();
        let payments = payments.filter(|known| stands(known.reversed_on));
        let payments = payments.filter(|known| known.repaid_on <= day);
        let arrivals = self.arrivals.iter();
        let arrivals = arrivals.filter(|known| known.arrived_on <= day);
        let into_others = self.carried_away();
        let into_others = into_others.filter(|known| known.decided_on < day);
        let received: Money = receipts.map(|known| known.amount).sum();
        let received = received.plus(arrivals.map(|known| known.amount).sum());
        let repaid: Money = payments.map(|known| known.amount).sum();
        received.less(repaid.plus(into_others.map(|known| known.carried_over).sum()))
    }

    /// Every onward grant that money is reserved for is named, and its proof is examined.
    fn prove_onward(
        &self,
        c: &SubmitProofOfUse,
        terms: &GrantTerms,
        ctx: &FundingContext,
    ) -> Result<Vec<ProofOnward>, GrantRefusal> {
        let named = |id: OnwardGrantId| c.onward_grants.iter().any(|n| n.onward_grant == id);
        let promised = self.onward_on(c.submitted_on).into_iter().map(|(id, _)| id);
        let onward_grants: Vec<_> = promised.filter(|id| !named(*id)).collect();
        if !onward_grants.is_empty() {
            return Err(GrantRefusal::OnwardNotNamed { onward_grants });
        }
        let mut proven = Vec::new();
        let mut onward_grants = Vec::new();
        let mut seen = BTreeSet::new();
        for ProofOnwardGrant { onward_grant, line } in &c.onward_grants {
            let id = *onward_grant;
            let field = "onwardGrants";
            if !seen.insert(id) {
                return Err(GrantRefusal::NamedTwice { field, id: id.0 });
            }
            let known = ctx.facts.onward_grants.get(&id);
            let known = known.ok_or_else(|| unknown(Thing::OnwardGrant, field, id.0))?;
            if known.grant != Some(c.grant) {
                return Err(GrantRefusal::NotOfGrant { field, id: id.0 });
            }
            check_line(terms, line)?;
            if known.line.as_ref().is_some_and(|paid_by| paid_by != line) {
                return Err(GrantRefusal::OtherLine {
                    onward_grant: id,
                    line: line.clone(),
                });
            }
            let examined = known.examined;
            match examined.filter(|(_, on)| *on <= c.submitted_on) {
                Some((accepted, examined_on)) => proven.push(ProofOnward {
                    onward_grant: id,
                    line: line.clone(),
                    accepted,
                    examined_on,
                }),
                None => onward_grants.push(id),
            }
        }
        if onward_grants.is_empty() {
            Ok(proven)
        } else {
            Err(GrantRefusal::OnwardNotExamined { onward_grants })
        }
    }
}

/// What the grant pays of the expense; one entry for each line that it is assigned to.
fn prove_expense(
    c: &SubmitProofOfUse,
    id: ExpenseId,
    terms: &GrantTerms,
    ctx: &FundingContext,
) -> Result<Vec<ProofExpense>, GrantRefusal> {
    let field = "expenses";
    let known = ctx.facts.expenses.get(&id);
    let known = known.ok_or_else(|| unknown(Thing::Expense, field, id.0))?;
    if let Some(reversed_on) = known.reversed_on {
        let expense = id;
        return Err(GrantRefusal::ExpenseReversed {
            expense,
            reversed_on,
        });
    }
    if !terms.period.contains(known.spent_on) {
        return Err(GrantRefusal::OutsidePeriod {
            field,
            day: known.spent_on,
            since: terms.period.since,
            until: terms.period.until,
            expense: Some(id),
        });
    }
    let of_grant = known
        .assignments
        .iter()
        .filter(|part| part.grant == c.grant);
    let mut proven = Vec::new();
    for part in of_grant {
        check_line(terms, &part.line)?;
        proven.push(ProofExpense {
            expense: id,
            line: part.line.clone(),
            amount: part.amount,
            spent_on: known.spent_on,
        });
    }
    if proven.is_empty() {
        return Err(GrantRefusal::NotOfGrant { field, id: id.0 });
    }
    Ok(proven)
}

fn check_line(terms: &GrantTerms, code: &CostLineCode) -> Result<(), GrantRefusal> {
    let known = terms.plan.line(code);
    known
        .map(|_| ())
        .ok_or_else(|| GrantRefusal::LineUnknown { code: code.clone() })
}

/// `received + outstanding = spent + remaining`.
pub(super) fn numbers(
    terms: &GrantTerms,
    received: Money,
    expenses: Vec<ProofExpense>,
    onward: Vec<ProofOnward>,
) -> NumericProof {
    let parts = || {
        let own = expenses.iter().map(|part| (&part.line, part.amount));
        own.chain(onward.iter().map(|part| (&part.line, part.accepted)))
    };
    let spent: Money = parts().map(|(_, amount)| amount).sum();
    let lines = terms.plan.lines.iter().map(|line| ProofLine {
        line: line.code.clone(),
        planned: line.amount,
        spent: parts()
            .filter(|(code, _)| **code == line.code)
            .map(|(_, amount)| amount)
            .sum(),
    });
    NumericProof {
        received,
        spent,
        remaining: received.less(spent),
        outstanding: spent.less(received),
        lines: lines.collect(),
        expenses,
        onward,
    }
}
