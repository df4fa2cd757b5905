//! Loading expenses: their words out of the vault, the partners and grants that they name.

use std::collections::HashMap;

use funding::expense::{Assignment, Payer, expense_findings};
use funding::ledger::Books;
use funding::{Expense as View, ExpenseEvent};
use kernel::{Date, DocumentRef, EntryId, ExpenseId, GrantId, PartnerId};
use uuid::Uuid;
use vault::Entries;

use super::{Expense, ExpenseAssignment, ExpensePayerKind};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::grants::{self, GrantReference};
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{partners, sources, words};

/// Loads one expense; none for a role that may not read expenses.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Expense>, GraphError> {
    if !reading.reader().may("expenses") {
        return Ok(None);
    }
    let books = books(reading).await?;
    Ok(load(reading, &books, &[ExpenseId(id)], day, look)
        .await?
        .pop())
}

/// Why assignments were taken back, by their number; and which receipts were there by `day`.
#[derive(Default)]
struct Told {
    reasons: HashMap<u32, EntryId>,
    documents: Vec<DocumentRef>,
}

impl Told {
    fn of(view: &View, day: Date) -> Self {
        let mut told = Self::default();
        for (_, event) in view.history.standing() {
            match event {
                ExpenseEvent::ExpenseRecorded(e) => told.documents.extend(e.document),
                ExpenseEvent::ExpenseReceiptAdded(e) => {
                    told.documents
                        .extend((e.added_on <= day).then_some(e.document));
                }
                ExpenseEvent::ExpenseAssignmentReversed(e) => {
                    told.reasons.insert(e.number, e.reason);
                }
                ExpenseEvent::ExpenseAssigned(_)
                | ExpenseEvent::ExpenseReversed(_)
                | ExpenseEvent::AllocationUsed(_)
                | ExpenseEvent::AllocationFreed(_) => {}
            }
        }
        told
    }
}

/// Loads these expenses; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    books: &Books,
    ids: &[ExpenseId],
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Expense>, GraphError> {
    let views = ids.iter();
    let views: Vec<(ExpenseId, &View, Told)> = views
        .filter_map(|id| Some((*id, books.expenses.get(id)?)))
        .map(|(id, view)| (id, view, Told::of(view, day)))
        .collect();
    let texts = views.iter().flat_map(|(_, view, told)| {
        let recorded = view.recorded.iter();
        let own = recorded.flat_map(|known| known.payee.into_iter().chain([known.purpose]));
        own.chain(view.reversed_because)
            .chain(told.reasons.values().copied())
    });
    let entries = reading.entries(texts.collect()).await?;
    let partners: Vec<PartnerId> = views
        .iter()
        .filter_map(|(_, view, _)| view.partner())
        .collect();
    let partners = partners::references(reading, &partners, day).await?;
    let grants = grants::references(reading, books).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        sources::load(reading, "expense", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .iter()
        .map(|(id, view, told)| {
            let recorded = view.recorded.as_ref();
            let reversed_on = view.reversed_on.filter(|on| *on <= day);
            let why = view.reversed_because.filter(|_| reversed_on.is_some());
            let parts = view.assignments.iter().filter(|part| part.since <= day);
            let parts = parts.map(|part| {
                let because = told.reasons.get(&part.number).copied();
                assignment(books, part, because.or(why), (&entries, &grants), day)
            });
            let partner = view.partner().and_then(|id| partners.get(&id.0).cloned());
            let found = expense_findings(view, day).into_iter();
            Ok(Expense {
                id: id.to_string().into(),
                amount: view.amount(),
                paid_on: recorded.map(|known| known.paid_on),
                kind: recorded.map(|known| known.kind),
                kind_label: recorded.map(|known| known.kind.label()),
                line: recorded.and_then(|known| known.line.clone()),
                partner,
                payee: words::optional_text(&entries, recorded.and_then(|known| known.payee))?,
                purpose: words::optional_text(&entries, recorded.map(|known| known.purpose))?,
                project: recorded
                    .and_then(|known| known.project)
                    .map(|id| id.to_string().into()),
                site: recorded
                    .and_then(|known| known.site)
                    .map(|id| id.to_string().into()),
                documents: told.documents.clone(),
                assignments: parts.collect::<Result<_, _>>()?,
                assigned: view.assigned_on(day),
                unassigned: view.unassigned_on(day),
                counts: view.counts_on(day),
                reversed_on,
                reversed_because: words::optional_text(&entries, why)?,
                findings: found.map(grants::shown).collect(),
                sources: sources.remove(&id.0).unwrap_or_default(),
            })
        })
        .collect()
}

fn assignment(
    books: &Books,
    part: &Assignment,
    because: Option<EntryId>,
    (entries, grants): (&Entries, &HashMap<GrantId, GrantReference>),
    day: Date,
) -> Result<ExpenseAssignment, GraphError> {
    let (payer, own, line) = match &part.payer {
        Payer::Grant(of) => (ExpensePayerKind::Grant, None, Some(of.line.clone())),
        Payer::ProjectFunds(of) => {
            let own = of.project_funds.to_string();
            (ExpensePayerKind::ProjectFunds, Some(own), None)
        }
        Payer::BudgetLine(of) => {
            let line = books.budget_lines.get(of).and_then(|of| of.line.clone());
            (
                ExpensePayerKind::BudgetLine,
                Some(of.budget.to_string()),
                line,
            )
        }
    };
    let reversed_on = part.reversed_on.filter(|on| *on <= day);
    let grant = part.payer.grant();
    Ok(ExpenseAssignment {
        number: part.number,
        payer,
        grant: grant.and_then(|id| grants.get(&id).cloned()),
        own: own.map(Into::into),
        line,
        amount: part.amount,
        share: part.share,
        since: part.since,
        reversed_on,
        reason: words::optional_text(entries, because.filter(|_| reversed_on.is_some()))?,
    })
}
