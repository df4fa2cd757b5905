//! What a proof of use would say today: the same numbers as [`super::SubmitProofOfUse`] compares with the paper, before
//! anybody submits it. A reading, no decision.

use kernel::{Date, ExpenseId, GrantId, Money, OnwardGrantId};

use super::aggregate::Grant;
use super::event::{NumericProof, ProofExpense, ProofOnward};
use super::proof::numbers;
use crate::expense::{Expense, Payer};
use crate::onward_grant::{OnwardGrant, OnwardSource};

/// The numbers as the books stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofDraft {
    pub numbers: NumericProof,
    /// The onward grants that are not examined: while there is one, the proof cannot be submitted.
    pub not_examined: Vec<OnwardGrantId>,
}

impl Grant {
    /// The numeric proof as the books stand on `day`: expenses paid in the period, and what was accepted of onward
    /// grants; `None` before an award.
    pub fn proof_draft_on<'a>(
        &self,
        id: GrantId,
        expenses: impl IntoIterator<Item = (ExpenseId, &'a Expense)>,
        onward_grants: impl IntoIterator<Item = (OnwardGrantId, &'a OnwardGrant)>,
        day: Date,
    ) -> Option<ProofDraft> {
        let terms = self.terms_on(day)?;
        let mut paid = Vec::new();
        for (expense, view) in expenses {
            let within = view
                .recorded
                .as_ref()
                .map(|recorded| recorded.paid_on)
                .filter(|on| terms.period.contains(*on) && view.counts_on(day));
            let Some(spent_on) = within else { continue };
            for part in view.assignments_on(day) {
                if let Payer::Grant(line) = &part.payer
                    && line.grant == id
                {
                    paid.push(ProofExpense {
                        expense,
                        line: line.line.clone(),
                        amount: part.amount,
                        spent_on,
                    });
                }
            }
        }
        paid.sort_by_key(|part| part.spent_on);
        let (mut onward, mut not_examined) = (Vec::new(), Vec::new());
        for (onward_grant, view) in onward_grants {
            let line = match &view.source {
                Some(OnwardSource::Grant(line)) if line.grant == id => line.line.clone(),
                Some(OnwardSource::Grant(_) | OnwardSource::BudgetLine(_)) | None => continue,
            };
            if view.state_on(day).is_none() {
                continue;
            }
            match view.known_on(day).and_then(|known| known.examined) {
                Some((accepted, examined_on)) => onward.push(ProofOnward {
                    onward_grant,
                    line,
                    accepted,
                    examined_on,
                }),
                None => not_examined.push(onward_grant),
            }
        }
        Some(ProofDraft {
            numbers: numbers(terms, self.kept_for_proof(day), paid, onward),
            not_examined,
        })
    }
}

/// What stands on `day` of the expenses that the grant pays and of what is with its onward grants, as
/// [`Grant::idle_cash`] wants it: each with the day since when it counts.
pub fn spent_on<'a>(
    id: GrantId,
    expenses: impl IntoIterator<Item = &'a Expense>,
    onward_grants: impl IntoIterator<Item = &'a OnwardGrant>,
    day: Date,
) -> Vec<(Date, Money)> {
    let paid = expenses.into_iter().flat_map(|view| {
        let theirs = view.assignments_on(day);
        let theirs = theirs.filter(move |part| part.payer.grant() == Some(id));
        theirs.map(|part| (part.since, part.amount))
    });
    let held = onward_grants.into_iter().filter_map(|view| {
        let first = view.payments.iter().map(|payment| payment.on).min()?;
        (view.grant() == Some(id)).then(|| (first, view.sums_on(day).held()))
    });
    let spent = paid.chain(held);
    spent.filter(|(_, amount)| *amount > Money::ZERO).collect()
}
