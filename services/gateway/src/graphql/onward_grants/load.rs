//! Loading onward grants: their words out of the vault, the partners and grants that they name.

use std::collections::HashMap;

use funding::OnwardGrant as View;
use funding::ledger::Books;
use funding::onward_grant::{
    OnwardNotice, OnwardPayment, OnwardSource, PaymentDirection, onward_findings,
};
use kernel::{Date, Money, OnwardGrantId, PartnerId, german};
use uuid::Uuid;
use vault::Entries;

use super::told::Told;
use super::{
    OnwardGrant, OnwardGrantCondition, OnwardGrantDemand, OnwardGrantNotice, OnwardGrantPayment,
    OnwardGrantProof, OnwardGrantRevocation, OnwardGrantSums,
};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::books;
use crate::graphql::grants::{self, GrantAmount, GrantAmountStep, own_proof_due};
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{partners, sources, words};

/// Loads one onward grant; none for a role that may not read them.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<OnwardGrant>, GraphError> {
    if !reading.reader().may("onwardGrants") {
        return Ok(None);
    }
    let books = books(reading).await?;
    Ok(load(reading, &books, &[OnwardGrantId(id)], day, look)
        .await?
        .pop())
}

/// Loads these onward grants; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    books: &Books,
    ids: &[OnwardGrantId],
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<OnwardGrant>, GraphError> {
    let views = ids.iter();
    let views: Vec<(OnwardGrantId, &View)> = views
        .filter_map(|id| Some((*id, books.onward_grants.get(id)?)))
        .collect();
    let texts = views.iter().flat_map(|(_, view)| {
        let conditions = view.conditions.iter().map(|condition| condition.text);
        let reports = view.proofs.iter().filter_map(|proof| proof.report);
        let own = view.purpose.into_iter().chain(conditions).chain(reports);
        own.chain(Told::of(view).entries())
    });
    let entries = reading.entries(texts.collect()).await?;
    let partners: Vec<PartnerId> = views.iter().filter_map(|(_, view)| view.partner).collect();
    let partners = partners::references(reading, &partners, day).await?;
    let grants = grants::references(reading, books).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        sources::load(reading, "onward-grant", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .iter()
        .map(|(id, view)| {
            let mut onward = whole(books, *id, view, &entries, day)?;
            let partner = view.partner.and_then(|id| partners.get(&id.0));
            onward.partner = partner.cloned();
            onward.grant = view.grant().and_then(|id| grants.get(&id).cloned());
            onward.sources = sources.remove(&id.0).unwrap_or_default();
            Ok(onward)
        })
        .collect()
}

fn whole(
    books: &Books,
    id: OnwardGrantId,
    view: &View,
    entries: &Entries,
    day: Date,
) -> Result<OnwardGrant, GraphError> {
    let state = view.state_on(day);
    let own = view.grant().and_then(|id| books.grants.get(&id));
    let own_proof_due_on = own.and_then(|grant| own_proof_due(books, grant, day));
    let (budget, line) = match &view.source {
        Some(OnwardSource::Grant(of)) => (None, Some(of.line.clone())),
        Some(OnwardSource::BudgetLine(of)) => {
            let line = books.budget_lines.get(of).and_then(|of| of.line.clone());
            (Some(of.budget.to_string()), line)
        }
        None => (None, None),
    };
    let conditions = view.conditions.iter().map(|condition| {
        Ok(OnwardGrantCondition {
            id: condition.id.to_string().into(),
            text: words::text(entries, condition.text)?,
            due_on: condition.due_on,
            fulfilled_on: condition.fulfilled_on.filter(|on| *on <= day),
        })
    });
    let issued = view.notices.iter().filter(|known| known.issued_on <= day);
    let paid = view.payments.iter().filter(|known| known.on <= day);
    let demanded = view.demands.iter();
    let demanded = demanded.filter(|known| known.demanded_on <= day);
    let found = onward_findings(view, own_proof_due_on, day).into_iter();
    let told = Told::of(view);
    let revoked = view.revocations.iter().zip(&told.revocations);
    let revoked = revoked.filter(|(known, _)| known.revoked_on <= day);
    let revoked = revoked.map(|(known, text)| {
        Ok(OnwardGrantRevocation {
            amount: known.amount,
            ground: known.ground,
            ground_label: known.ground.label(),
            text: words::optional_text(entries, *text)?,
            revoked_on: known.revoked_on,
        })
    });
    Ok(OnwardGrant {
        id: id.to_string().into(),
        partner: None,
        purpose: words::optional_text(entries, view.purpose)?,
        state,
        state_label: state.map(|state| state.label()),
        grant: None,
        budget: budget.map(Into::into),
        line,
        project: view.project.map(|id| id.to_string().into()),
        site: view.site.map(|id| id.to_string().into()),
        notice: view.notice_on(day).map(notice),
        notices: issued.map(notice).collect(),
        conditions: conditions.collect::<Result<_, GraphError>>()?,
        sums: sums(view, day),
        payments: paid
            .map(|known| payment(known, &told, entries, day))
            .collect::<Result<_, GraphError>>()?,
        proofs: proofs(view, &told, entries, day)?,
        own_proof_due_on,
        revocations: revoked.collect::<Result<_, GraphError>>()?,
        demands: demanded
            .map(|known| OnwardGrantDemand {
                amount: known.amount,
                due_on: known.due_on,
                demanded_on: known.demanded_on,
            })
            .collect(),
        closed_on: view.closed_on.filter(|on| *on <= day),
        findings: found.map(grants::shown).collect(),
        sources: Vec::new(),
    })
}

fn notice(known: &OnwardNotice) -> OnwardGrantNotice {
    OnwardGrantNotice {
        amount: known.amount,
        period: known.period.into(),
        proof_due_on: known.proof_due_on,
        document: known.document,
        issued_on: known.issued_on,
    }
}

fn payment(
    known: &OnwardPayment,
    told: &Told,
    entries: &Entries,
    day: Date,
) -> Result<OnwardGrantPayment, GraphError> {
    let reversed_on = known.reversed_on.filter(|on| *on <= day);
    let why = told.reversals.get(&known.number).copied();
    Ok(OnwardGrantPayment {
        number: known.number,
        direction: known.direction,
        label: known.direction.label(),
        amount: known.amount,
        on: known.on,
        reversed_on,
        reversal: words::optional_text(entries, why.filter(|_| reversed_on.is_some()))?,
    })
}

fn proofs(
    view: &View,
    told: &Told,
    entries: &Entries,
    day: Date,
) -> Result<Vec<OnwardGrantProof>, GraphError> {
    let submitted = view.proofs.iter().enumerate();
    submitted
        .filter(|(_, proof)| proof.submitted_on <= day)
        .map(|(number, proof)| {
            let examined = proof.examined.filter(|(_, on)| *on <= day);
            let text = told
                .examined
                .get(&number)
                .copied()
                .filter(|_| examined.is_some());
            Ok(OnwardGrantProof {
                spent: proof.spent,
                report: words::optional_text(entries, proof.report)?,
                document: proof.document,
                submitted_on: proof.submitted_on,
                accepted: examined.map(|(accepted, _)| accepted),
                examined_on: examined.map(|(_, on)| on),
                text: words::optional_text(entries, text)?,
            })
        })
        .collect()
}

fn sums(view: &View, day: Date) -> OnwardGrantSums {
    let step = |on: Date, text: &str, amount: Money, takes: bool| GrantAmountStep {
        on,
        text: format!("{text} vom {}", german::day(on)),
        amount,
        takes,
    };
    let paid = |direction: PaymentDirection| -> Vec<GrantAmountStep> {
        let theirs = view.payments.iter();
        let theirs = theirs.filter(|known| known.direction == direction && known.on <= day);
        let steps = theirs.flat_map(|known| {
            let undone = known.reversed_on.filter(|on| *on <= day);
            let paid = step(known.on, direction.label(), known.amount, false);
            let undone = undone.map(|on| step(on, "Storno", known.amount, true));
            [Some(paid), undone].into_iter().flatten()
        });
        steps.collect()
    };
    let holds = view.notice_on(day).into_iter();
    let awarded = holds.map(|known| step(known.issued_on, "Bescheid", known.amount, false));
    let revoked = view.revocations.iter();
    let revoked = revoked.filter(|known| known.revoked_on <= day);
    let revoked = revoked.map(|known| step(known.revoked_on, "Widerruf", known.amount, true));
    let sums = view.sums_on(day);
    OnwardGrantSums {
        awarded: GrantAmount::of(
            "Der Bescheid, der an dem Tag gilt, abzüglich der Widerrufe.",
            awarded.chain(revoked).collect(),
        ),
        disbursed: GrantAmount::of(
            "Summe der Auszahlungen ohne stornierte.",
            paid(PaymentDirection::Out),
        ),
        repaid: GrantAmount::of(
            "Summe der Erstattungen ohne stornierte.",
            paid(PaymentDirection::Back),
        ),
        held: sums.held(),
        keeps: sums.keeps,
        due_back: sums.due_back(),
    }
}
