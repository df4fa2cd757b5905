//! What may stand in a budget, and whether its facts fit each other.

use cqrs_es::Aggregate;
use kernel::{Date, DecisionRef, Money, Warning, facts};

use super::aggregate::{Budget, BudgetVersion};
use super::command::{AddBudgetLine, BudgetLinePurpose};
use super::error::BudgetRefusal;
use super::event::*;
use crate::codes::CostLineCode;
use crate::facts::FundingContext;
use crate::german::euros;
use crate::policy::{CostKind, CostRecipient, Financing};
use crate::unfit::Unfit;

/// A decision has an organ's code and the number of a paper.
pub(super) fn check_decision(decision: Option<&DecisionRef>) -> Result<(), BudgetRefusal> {
    match decision.and_then(DecisionRef::fault) {
        Some((_, reason)) => Err(BudgetRefusal::BadDecision { reason }),
        None => Ok(()),
    }
}

/// Nothing is refunded where a document says that the network works with what it has (FUN-19).
pub(super) fn check_refunds(ctx: &FundingContext) -> Result<(), BudgetRefusal> {
    if ctx.policy.financing.binding() == Some(&Financing::OwnResources) {
        Err(BudgetRefusal::OwnResources)
    } else {
        Ok(())
    }
}

/// What is refunded is a line of the positive list, where a document has one (FUN-12).
pub(super) fn check_eligible(c: &AddBudgetLine, ctx: &FundingContext) -> Result<(), BudgetRefusal> {
    match c.purpose {
        BudgetLinePurpose::OwnResources => return Ok(()),
        BudgetLinePurpose::Refund => check_refunds(ctx)?,
    }
    let listed = c
        .line
        .as_ref()
        .and_then(|code| ctx.policy.line(code.as_str()));
    let list = &ctx.policy.positive_list;
    let Some(listed) = listed else {
        if list.binding() == Some(&true) {
            let line = c.line.clone();
            return Err(BudgetRefusal::NotOnPositiveList { line });
        }
        if list.inferred() == Some(&true) {
            ctx.warn(Warning {
                code: "NOT_ON_POSITIVE_LIST".to_owned(),
                rule: "FUN-12".to_owned(),
                sentence: "Die Position steht nicht auf der Liste dessen, was erstattet wird; ob \
                           die Liste abschließend ist, ist zu bestätigen."
                    .to_owned(),
                facts: facts! { "line" => c.line },
            });
        }
        return Ok(());
    };
    match (listed.binding(), c.line.clone()) {
        // A pair comes out of the scheme, which knows it (FUN-08).
        (Some(listed), Some(line)) if listed.recipient == CostRecipient::NamedRecipients => {
            Err(BudgetRefusal::ComputedOnly { line })
        }
        (_, _) => Ok(()),
    }
}

/// What the document lets a line cost in a year, at most or as it stands (FUN-06, FUN-11); and to whom it goes.
fn stated(code: &CostLineCode, ctx: &FundingContext) -> Option<(Money, CostRecipient)> {
    let listed = ctx.policy.line(code.as_str())?.binding()?;
    match listed.kind {
        CostKind::Cap | CostKind::Fixed => Some((listed.amount?, listed.recipient)),
        CostKind::Personnel | CostKind::LumpSum | CostKind::Surcharge | CostKind::Actual => None,
    }
}

/// One budget alone is not more than all that is refunded in a year, where anybody says that (FUN-13).
pub(super) fn check_yearly_total(total: Money, ctx: &FundingContext) -> Result<(), BudgetRefusal> {
    let said = &ctx.policy.yearly_total;
    match (said.binding(), said.inferred()) {
        (Some(most), _) if total > *most => {
            let most = *most;
            Err(BudgetRefusal::AboveYearlyTotal { total, most })
        }
        (_, Some(most)) if total > *most => {
            ctx.warn(Warning {
                code: "ABOVE_YEARLY_TOTAL".to_owned(),
                rule: "FUN-13".to_owned(),
                sentence: format!(
                    "{} liegen über der abgeleiteten Jahressumme von {}.",
                    euros(total),
                    euros(*most)
                ),
                facts: facts! { "total" => total, "yearlyTotal" => most },
            });
            Ok(())
        }
        (_, _) => Ok(()),
    }
}

impl Budget {
    /// The event lets no cost line rise above what is stated for it, however it is split over lines (FUN-06, FUN-11).
    ///
    /// It is stated for the project, but each counselling centre and each pair has its own. What another policy let
    /// stand above it stays, and may fall.
    pub(super) fn check_stated(
        &self,
        event: &BudgetEvent,
        ctx: &FundingContext,
    ) -> Result<(), BudgetRefusal> {
        let mut after = self.clone();
        after.apply(event.clone());
        for (index, version) in after.versions.iter().enumerate() {
            let before = self.versions.get(index).or(self.versions.last());
            for line in version.lines_for(BudgetLinePurpose::Refund) {
                let Some(code) = &line.line else {
                    continue;
                };
                let Some((most, recipient)) = stated(code, ctx) else {
                    continue;
                };
                let each = match recipient {
                    CostRecipient::ProjectOperators | CostRecipient::LeftBlank => false,
                    CostRecipient::CounsellingCentre | CostRecipient::NamedRecipients => true,
                };
                let alike = |other: &&BudgetLine| {
                    other.line == line.line
                        && (!each || (other.recipient, other.pair) == (line.recipient, line.pair))
                };
                let sum = |version: &BudgetVersion| -> Money {
                    let lines = version.lines_for(BudgetLinePurpose::Refund).filter(alike);
                    lines.map(|line| line.amount).sum()
                };
                let amount = sum(version);
                if amount > most && amount > before.map(sum).unwrap_or_default() {
                    let line = code.clone();
                    return Err(BudgetRefusal::AboveStated { line, amount, most });
                }
            }
        }
        Ok(())
    }

    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &BudgetEvent) -> Result<(), BudgetRefusal> {
        if let (Some(closed_on), false) = (
            self.closed_on,
            matches!(event, BudgetEvent::BudgetFactCorrected(_)),
        ) {
            return Err(BudgetRefusal::Closed { closed_on });
        }
        match event {
            BudgetEvent::BudgetDrafted(_) | BudgetEvent::BudgetFactCorrected(_) => Ok(()),
            BudgetEvent::BudgetLineAdded(e) => {
                let version = self.open("addedOn", e.added_on)?;
                check_once(version.lines.iter(), &e.line)
            }
            BudgetEvent::BudgetLineRemoved(e) => self.open("removedOn", e.removed_on).map(|_| ()),
            BudgetEvent::BudgetComputed(e) => {
                let version = self.open("computedOn", e.computed_on)?;
                if (Some(e.year), e.project) != (self.year, self.project) {
                    return Err(BudgetRefusal::ComputedOtherwise { year: e.year });
                }
                let by_hand = version
                    .lines
                    .iter()
                    .filter(|line| line.explanation.is_none());
                let by_hand: Vec<_> = by_hand.collect();
                let mut lines = e.lines.iter();
                lines.try_for_each(|line| check_once(by_hand.iter().copied(), line))
            }
            BudgetEvent::BudgetApproved(e) => {
                let version = self.open("approvedOn", e.approved_on)?;
                if version.lines.is_empty() {
                    return Err(BudgetRefusal::Empty);
                }
                let total = version.total(BudgetLinePurpose::Refund);
                if e.total != total {
                    let approved = e.total;
                    return Err(BudgetRefusal::ApprovedOtherwise { approved, total });
                }
                Ok(())
            }
            BudgetEvent::BudgetRevised(e) => self.check_approved("revisedOn", e.revised_on),
            BudgetEvent::BudgetClosed(e) => self.check_approved("closedOn", e.closed_on),
        }
    }

    /// The version that is worked on, which nobody has approved.
    fn open(&self, field: &'static str, day: Date) -> Result<&BudgetVersion, BudgetRefusal> {
        let version = self.current().ok_or(BudgetRefusal::Empty)?;
        if let Some(approved) = &version.approved {
            let approved_on = approved.on;
            return Err(BudgetRefusal::Approved { approved_on });
        }
        let earliest = if field == "approvedOn" {
            version.last_day
        } else {
            version.begun_on
        };
        Unfit::check_not_before(field, day, Some(earliest))?;
        Ok(version)
    }

    fn check_approved(&self, field: &'static str, day: Date) -> Result<(), BudgetRefusal> {
        let approved = self.current().and_then(|version| version.approved.as_ref());
        let approved = approved.ok_or(BudgetRefusal::NotApproved)?;
        Ok(Unfit::check_not_before(field, day, Some(approved.on))?)
    }
}

/// A cost line stands once for a recipient: twice would be refunded twice.
fn check_once<'a>(
    mut known: impl Iterator<Item = &'a BudgetLine>,
    line: &BudgetLine,
) -> Result<(), BudgetRefusal> {
    let Some(code) = &line.line else {
        return Ok(());
    };
    let same = |other: &BudgetLine| {
        other.line.as_ref() == Some(code)
            && (other.recipient, other.pair, other.site) == (line.recipient, line.pair, line.site)
    };
    if known.any(same) {
        Err(BudgetRefusal::LineTwice { line: code.clone() })
    } else {
        Ok(())
    }
}
