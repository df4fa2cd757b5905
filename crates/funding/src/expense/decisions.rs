//! What an expense's command makes happen.

use kernel::{Date, DomainCommand, Money, Share};

use super::aggregate::{Assignment, Expense};
use super::checking::{self, check_payer};
use super::command::*;
use super::error::ExpenseRefusal;
use super::event::*;
use super::using::{freed, used};
use crate::facts::FundingContext;
use crate::splitting::{end_of, together};
use crate::unfit::{Thing, Unfit};

type Decided = Result<Vec<ExpenseEvent>, ExpenseRefusal>;

impl Expense {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &ExpenseCommand, ctx: &FundingContext) -> Decided {
        Unfit::check_existence(Thing::Expense, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            ExpenseCommand::RecordExpense(c) => record(c, ctx),
            ExpenseCommand::AssignExpense(c) => self.assign(c, ctx),
            ExpenseCommand::ReverseExpenseAssignment(c) => self.reverse_assignment(c),
            ExpenseCommand::AddExpenseReceipt(c) => self.add_receipt(c),
            ExpenseCommand::ReverseExpense(c) => self.reverse(c),
        }
    }

    fn recorded(&self) -> Result<&ExpenseRecorded, ExpenseRefusal> {
        let recorded = self.recorded.as_ref();
        recorded.ok_or_else(|| Unfit::NotFound(Thing::Expense).into())
    }

    fn check_stands(&self) -> Result<(), ExpenseRefusal> {
        match self.reversed_on {
            Some(reversed_on) => Err(ExpenseRefusal::Reversed { reversed_on }),
            None => Ok(()),
        }
    }

    fn assign(&self, c: &AssignExpense, ctx: &FundingContext) -> Decided {
        self.check_stands()?;
        let recorded = self.recorded()?;
        let since = c.assigned_on.unwrap_or(recorded.paid_on);
        let alike = |a: &Assignment| {
            let same = match (c.part.amount, c.part.share) {
                (None, Some(share)) => a.share == Some(share),
                (amount, None) => a.amount == amount.unwrap_or(recorded.amount),
                (Some(_), Some(_)) => false,
            };
            same && a.payer == c.part.payer && a.since == since
        };
        let open = self.assignments.iter().filter(|a| a.reversed_on.is_none());
        if open.into_iter().any(alike) {
            return Ok(Vec::new());
        }
        let assigned = self.assigned(&c.part, since, ctx)?;
        let used = used(c.expense, &assigned, Money::ZERO, ctx)?;
        Ok([assigned.into()].into_iter().chain(used).collect())
    }

    /// The assignment of the part, which must fit with what is assigned already.
    fn assigned(
        &self,
        part: &ExpensePart,
        since: Date,
        ctx: &FundingContext,
    ) -> Result<ExpenseAssigned, ExpenseRefusal> {
        let recorded = self.recorded()?;
        Unfit::check_not_before("assignedOn", since, Some(recorded.paid_on))?;
        let amount = self.part_of(recorded.amount, part, since)?;
        check_payer(&part.payer, recorded, ctx)?;
        if self.peak_since(since).plus(amount) > recorded.amount {
            let open = self
                .assignments
                .iter()
                .filter(|a| a.reversed_on.is_none_or(|on| on > since));
            return Err(ExpenseRefusal::OverAssigned {
                amount: recorded.amount,
                asked: amount,
                assigned: open.map(|a| (a.payer.clone(), a.amount)).collect(),
            });
        }
        Ok(ExpenseAssigned {
            number: self.next_number(),
            payer: part.payer.clone(),
            amount,
            share: part.share,
            assigned_on: since,
        })
    }

    /// The amount that the part says: as it stands, as a share of the whole, or the whole.
    ///
    /// A share follows those that are open from `since` on, so that shares that make up the whole come to it.
    fn part_of(
        &self,
        whole: Money,
        part: &ExpensePart,
        since: Date,
    ) -> Result<Money, ExpenseRefusal> {
        let amount = match (part.amount, part.share) {
            (Some(_), Some(_)) => return Err(ExpenseRefusal::AmountAndShare),
            (Some(amount), None) => amount,
            (None, Some(share)) => {
                let open = self.assignments.iter();
                let open = open.filter(|a| a.reversed_on.is_none_or(|on| on > since));
                let shared: Vec<(Share, Money)> =
                    open.filter_map(|a| Some((a.share?, a.amount))).collect();
                let shares = shared.iter().map(|(share, _)| *share).chain([share]);
                let given = shared.iter().map(|(_, amount)| *amount).sum();
                together(shares)
                    .and_then(|(part, of)| end_of(part, of, whole))
                    .map_or(share.of(whole), |end| end.less(given))
            }
            (None, None) => whole,
        };
        if amount == Money::ZERO {
            return Err(ExpenseRefusal::NoAmount);
        }
        Ok(amount)
    }

    fn next_number(&self) -> u32 {
        let last = self.assignments.last();
        last.map_or(1, |last| last.number.saturating_add(1))
    }

    fn reverse_assignment(&self, c: &ReverseExpenseAssignment) -> Decided {
        let assignment = self.assignments.iter().find(|a| a.number == c.number);
        let assignment = assignment.ok_or(ExpenseRefusal::NoSuchAssignment {
            number: c.number,
            assigned: self.assignments.len(),
        })?;
        match assignment.reversed_on {
            Some(on) if on == c.reversed_on => return Ok(Vec::new()),
            Some(reversed_on) => {
                let number = c.number;
                return Err(ExpenseRefusal::AssignmentReversed {
                    number,
                    reversed_on,
                });
            }
            None => {}
        }
        Unfit::check_not_before("reversedOn", c.reversed_on, Some(assignment.since))?;
        let event = ExpenseAssignmentReversed {
            number: c.number,
            reason: c.reason.id,
            reversed_on: c.reversed_on,
        };
        let freed = freed(c.expense, [assignment], c.reversed_on);
        Ok([event.into()].into_iter().chain(freed).collect())
    }

    fn add_receipt(&self, c: &AddExpenseReceipt) -> Decided {
        if self.documents.contains(&c.document) {
            return Ok(Vec::new());
        }
        self.check_stands()?;
        Unfit::check_not_before("addedOn", c.added_on, Some(self.recorded()?.paid_on))?;
        let event = ExpenseReceiptAdded {
            document: c.document,
            added_on: c.added_on,
        };
        Ok(vec![event.into()])
    }

    fn reverse(&self, c: &ReverseExpense) -> Decided {
        match self.reversed_on {
            Some(on) if on == c.reversed_on => return Ok(Vec::new()),
            Some(reversed_on) => return Err(ExpenseRefusal::Reversed { reversed_on }),
            None => {}
        }
        let days = self
            .assignments
            .iter()
            .map(|a| a.reversed_on.unwrap_or(a.since));
        let last = days.chain([self.recorded()?.paid_on]).max();
        Unfit::check_not_before("reversedOn", c.reversed_on, last)?;
        let event = ExpenseReversed {
            reason: c.reason.id,
            reversed_on: c.reversed_on,
        };
        let open = self.assignments.iter().filter(|a| a.reversed_on.is_none());
        let freed = freed(c.expense, open, c.reversed_on);
        Ok([event.into()].into_iter().chain(freed).collect())
    }
}

fn record(c: &RecordExpense, ctx: &FundingContext) -> Decided {
    use cqrs_es::Aggregate as _;

    if c.amount == Money::ZERO {
        return Err(ExpenseRefusal::NoAmount);
    }
    checking::check_payee(c, ctx)?;
    checking::check_places(c, ctx)?;
    Unfit::check_line("purpose", &c.purpose)?;
    let recorded = ExpenseRecorded {
        amount: c.amount,
        paid_on: c.paid_on,
        kind: c.kind,
        line: c.line.clone(),
        partner: c.partner,
        payee: c.payee.as_ref().map(|payee| payee.id),
        purpose: c.purpose.id,
        document: c.document,
        project: c.project,
        site: c.site,
    };
    checking::check_line(&recorded, c.scheme, ctx)?;
    let mut events: Vec<ExpenseEvent> = vec![recorded.into()];
    let mut so_far = Expense::default();
    so_far.apply(events[0].clone());
    let id = c.id.ok_or(Unfit::NotFound(Thing::Expense))?;
    for part in &c.assignments {
        let assigned = so_far.assigned(part, c.paid_on, ctx)?;
        let alike = so_far.assignments.iter().filter(|a| a.payer == part.payer);
        let used = used(id, &assigned, alike.map(|a| a.amount).sum(), ctx)?;
        let assigned = ExpenseEvent::from(assigned);
        so_far.apply(assigned.clone());
        events.push(assigned);
        events.extend(used);
    }
    Ok(events)
}
