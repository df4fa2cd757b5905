//! Loading grants: the books as a whole, the words and partners that they name.

use std::collections::HashMap;

use funding::expense::Payer;
use funding::grant::{GrantState, spent_on};
use funding::ledger::Books;
use funding::onward_grant::OnwardSource;
use funding::{Expense, Grant as View};
use kernel::{Date, EntryId, GrantId, PartnerId, german};
use uuid::Uuid;

use super::proof::{Named, interim, numeric, proofs};
use super::told::Told;
use super::{
    FundingDeadline, Grant, GrantAcceptance, GrantExpense, GrantOnward, GrantOpenMatter,
    GrantProofDraft, GrantReference, GrantRejection, after, findings, money, terms,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::look::Look;
use crate::graphql::partners;
use crate::graphql::programmes::{self, phrase};
use crate::graphql::reader::Reading;
use crate::graphql::{sources, words};

/// Loads one grant; none for a role that may not read grants.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Grant>, GraphError> {
    if !reading.reader().may("grants") {
        return Ok(None);
    }
    let books = books(reading).await?;
    Ok(load(reading, &books, &[GrantId(id)], day, look)
        .await?
        .pop())
}

/// Grants by their purposes, for whatever speaks of them.
pub(crate) async fn references(
    reading: &Reading<'_>,
    books: &Books,
) -> Result<HashMap<GrantId, GrantReference>, GraphError> {
    let purposes = books.grants.values().filter_map(|view| view.purpose);
    let entries = reading.entries(purposes.collect()).await?;
    let grants = books.grants.iter();
    grants
        .map(|(id, view)| {
            let reference = GrantReference {
                id: id.to_string().into(),
                purpose: words::optional_text(&entries, view.purpose)?,
            };
            Ok((*id, reference))
        })
        .collect()
}

/// The words of the grant and of what it names.
fn texts<'a>(view: &'a View, told: &'a Told) -> impl Iterator<Item = EntryId> + 'a {
    let reports = view.interim_reports.iter().map(|known| known.report);
    let proofs = view.proofs.iter().map(|proof| proof.report);
    let conditions = view.conditions.iter().map(|condition| condition.text);
    let own = view.purpose.into_iter().chain(reports).chain(proofs);
    own.chain(conditions).chain(told.entries())
}

/// The words and the partners of expenses.
pub(crate) fn said(expense: &Expense) -> impl Iterator<Item = EntryId> + '_ {
    let recorded = expense.recorded.iter();
    recorded.flat_map(|known| known.payee.into_iter().chain([known.purpose]))
}

/// Loads these grants; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    books: &Books,
    ids: &[GrantId],
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Grant>, GraphError> {
    let views = ids.iter();
    let views: Vec<(GrantId, &View, Told)> = views
        .filter_map(|id| Some((*id, books.grants.get(id)?)))
        .map(|(id, view)| (id, view, Told::of(view)))
        .collect();
    let own = views.iter().flat_map(|(_, view, told)| texts(view, told));
    // Of the other grants' expenses nothing is shown.
    let borne = |expense: &&Expense| {
        let mut parts = expense.assignments_on(day);
        parts.any(|part| matches!(&part.payer, Payer::Grant(line) if ids.contains(&line.grant)))
    };
    let borne: Vec<&Expense> = books.expenses.values().filter(borne).collect();
    let own = own.chain(borne.iter().copied().flat_map(said));
    let entries = reading.entries(own.collect()).await?;
    let paid = borne.iter().filter_map(|expense| expense.partner());
    let onward = books.onward_grants.values().filter_map(|view| view.partner);
    let partners: Vec<PartnerId> = paid.chain(onward).collect();
    let partners = partners::references(reading, &partners, day).await?;
    let programmes = programmes::references(reading, books).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        sources::load(reading, "grant", &ids).await?
    } else {
        HashMap::new()
    };
    let named = Named {
        books,
        partners: &partners,
        entries: &entries,
    };
    views
        .iter()
        .map(|(id, view, told)| {
            let mut grant = whole(*id, view, told, &named, day)?;
            let programme = view.programme();
            grant.programme = programme.and_then(|id| programmes.get(&id).cloned());
            grant.sources = sources.remove(&id.0).unwrap_or_default();
            Ok(grant)
        })
        .collect()
}

fn whole(
    id: GrantId,
    view: &View,
    told: &Told,
    named: &Named<'_>,
    day: Date,
) -> Result<Grant, GraphError> {
    let Named {
        books,
        partners: _,
        entries,
    } = *named;
    let (state, words) = (view.state_on(day), (told, entries));
    let expenses = expenses(id, named, day)?;
    let onward = onward(id, view, named, day);
    let spent = spent_on(
        id,
        books.expenses.values(),
        books.onward_grants.values(),
        day,
    );
    let of_programme = findings::programme(books, view).map(|of| of.terms_on(day));
    let over = matches!(
        state,
        None | Some(GrantState::Closed | GrantState::Rejected)
    );
    let rejected_on = view.rejected_on.filter(|on| *on <= day);
    let reason = named.text(told.rejection)?;
    let matters = view.open_matters().into_iter().filter(|_| !over);
    let found = findings::of_grant(books, id, view, day);
    Ok(Grant {
        id: id.to_string().into(),
        programme: None,
        purpose: named.text(view.purpose)?,
        state,
        state_label: state.map(|state| state.label()),
        application: terms::application(view),
        rejection: rejected_on.map(|rejected_on| GrantRejection {
            rejected_on,
            reason,
        }),
        notices: terms::notices(view, told, day),
        terms: view.terms_on(day).map(Into::into),
        conditions: terms::conditions(view, words, day)?,
        acceptance: view
            .accepted
            .filter(|(_, on)| *on <= day)
            .map(|(basis, accepted_on)| GrantAcceptance {
                basis,
                label: basis.label(),
                accepted_on,
            }),
        sums: money::sums(view, &expenses, day),
        disbursements: money::disbursements(view, words, day)?,
        receipts: money::receipts(view, words, day)?,
        expenses,
        onward_grants: onward,
        cash: money::cash(view, &spent, of_programme.and_then(|of| of.use_up), day),
        interim_reports: interim(view, told, named, day)?,
        proof_deadline: deadline(books, view, day),
        proof_draft: draft(id, view, named, day)?,
        proofs: proofs(view, told, named, day)?,
        revocations: after::revocations(view, words, day)?,
        remainders: after::remainders(view, words, day)?,
        undecided: view.undecided(),
        owed_by_decision: view.owed_by_decision(),
        demands: after::demands(view, words, day)?,
        payments: after::payments(view, words, day)?,
        open_matters: matters
            .map(|matter| GrantOpenMatter {
                matter,
                label: matter.label(),
            })
            .collect(),
        closed_on: view.closed_on.filter(|on| *on <= day),
        findings: found.into_iter().map(findings::shown).collect(),
        sources: Vec::new(),
    })
}

/// What the grant pays of expenses, by day of payment.
fn expenses(id: GrantId, named: &Named<'_>, day: Date) -> Result<Vec<GrantExpense>, GraphError> {
    let mut borne = Vec::new();
    for (expense, view) in &named.books.expenses {
        let Some(recorded) = &view.recorded else {
            continue;
        };
        for part in view.assignments_on(day) {
            let line = match &part.payer {
                Payer::Grant(line) if line.grant == id => line.line.clone(),
                Payer::Grant(_) | Payer::ProjectFunds(_) | Payer::BudgetLine(_) => continue,
            };
            borne.push(GrantExpense {
                expense: expense.to_string().into(),
                paid_on: recorded.paid_on,
                purpose: named.text(Some(recorded.purpose))?,
                partner: named.partner(recorded.partner),
                payee: named.text(recorded.payee)?,
                line,
                amount: part.amount,
                of: recorded.amount,
                documents: view.documents_on(day).len(),
            });
        }
    }
    borne.sort_by_key(|known| known.paid_on);
    Ok(borne)
}

fn onward(id: GrantId, view: &View, named: &Named<'_>, day: Date) -> Vec<GrantOnward> {
    let promised = view.onward_on(day);
    let theirs = named.books.onward_grants.iter();
    theirs
        .filter_map(|(onward, known)| {
            let line = match known.source.as_ref()? {
                OnwardSource::Grant(line) if line.grant == id => line.line.clone(),
                OnwardSource::Grant(_) | OnwardSource::BudgetLine(_) => return None,
            };
            let state = known.state_on(day)?;
            let reserved = promised.iter().find(|(promised, _)| promised == onward);
            Some(GrantOnward {
                onward_grant: onward.to_string().into(),
                partner: named.partner(known.partner),
                line,
                state: Some(state),
                reserved: reserved.map_or(kernel::Money::ZERO, |(_, amount)| *amount),
                held: known.sums_on(day).held(),
                accepted: known.accepted_on(day),
            })
        })
        .collect()
}

fn draft(
    id: GrantId,
    view: &View,
    named: &Named<'_>,
    day: Date,
) -> Result<Option<GrantProofDraft>, GraphError> {
    let expenses = named.books.expenses.iter().map(|(id, view)| (*id, view));
    let onward = named.books.onward_grants.iter();
    let onward = onward.map(|(id, view)| (*id, view));
    let Some(draft) = view.proof_draft_on(id, expenses, onward, day) else {
        return Ok(None);
    };
    let open = draft.not_examined.iter();
    Ok(Some(GrantProofDraft {
        numbers: numeric(&draft.numbers, view.terms_on(day), named, day)?,
        not_examined: open.map(|id| id.to_string().into()).collect(),
    }))
}

fn deadline(books: &Books, view: &View, day: Date) -> FundingDeadline {
    let terms = view.terms_on(day);
    let notice = terms.and_then(|terms| terms.proof_deadline.clone());
    let programme = findings::programme(books, view).and_then(|of| of.terms_on(day).proof_deadline);
    let stated_by = match (&notice, &programme) {
        (Some(_), _) => Some("Bescheid"),
        (None, Some(_)) => Some("Förderprogramm"),
        (None, None) => None,
    };
    let due_on = findings::own_proof_due(books, view, day);
    FundingDeadline {
        due_on,
        rule: notice.or(programme).as_ref().map(phrase),
        stated_by,
        sentence: match due_on {
            Some(due) => format!(
                "Der Verwendungsnachweis ist bis zum {} vorzulegen.",
                german::day(due)
            ),
            None if terms.is_none() => "Es gibt noch keinen Bescheid.".to_owned(),
            None => "Wann der Verwendungsnachweis fällig ist, ist nicht eingetragen.".to_owned(),
        },
    }
}
