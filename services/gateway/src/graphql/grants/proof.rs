//! Reports and proofs of use in the structure of the financing plan, with the list of receipts (FUN-20, field.md 3.4).

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use funding::grant::{self, FundingArea, PlanCostKind};
use funding::ledger::Books;
use funding::{CostLineCode, Grant as View};
use kernel::{Date, DocumentRef, EntryId, Money};
use uuid::Uuid;
use vault::Entries;

use super::told::Told;
use crate::graphql::error::GraphError;
use crate::graphql::partners::PartnerReference;
use crate::graphql::words;

/// A line of the numeric proof, in the order of the financing plan.
#[derive(Clone, SimpleObject)]
pub struct GrantProofLine {
    pub(crate) line: CostLineCode,
    pub(crate) kind: Option<PlanCostKind>,
    /// The German term of its kind [Kostenart].
    pub(crate) kind_label: Option<&'static str>,
    /// `null` where the plan's line has no area [Förderbereich].
    pub(crate) area: Option<FundingArea>,
    /// What the plan says, in cents [Soll].
    pub(crate) planned: Money,
    /// What the grant bears, in cents [Ist].
    pub(crate) spent: Money,
    /// What was spent less than planned, in cents.
    pub(crate) under: Money,
    /// What was spent more than planned, in cents.
    pub(crate) over: Money,
}

/// An expense in the list of receipts [Belegliste].
#[derive(Clone, SimpleObject)]
pub struct GrantProofExpense {
    /// The expense, for `node`.
    pub(crate) expense: ID,
    pub(crate) line: CostLineCode,
    /// What the grant pays of it, in cents.
    pub(crate) amount: Money,
    pub(crate) spent_on: Date,
    /// What for [Zahlungsgrund]; `null` where it was erased.
    pub(crate) purpose: Option<String>,
    /// Who was paid: the partner's name or what was written; `null` where it was erased.
    pub(crate) payee: Option<String>,
    /// How many receipts there are [Belege].
    pub(crate) documents: usize,
}

/// An onward grant in the proof: what was accepted of it [Weiterleitung].
#[derive(Clone, SimpleObject)]
pub struct GrantProofOnward {
    /// The onward grant, for `node`.
    pub(crate) onward_grant: ID,
    /// The institution.
    pub(crate) partner: Option<PartnerReference>,
    pub(crate) line: CostLineCode,
    /// In cents.
    pub(crate) accepted: Money,
    pub(crate) examined_on: Date,
}

/// The numeric proof [zahlenmäßiger Nachweis]: `received + outstanding = spent + remaining`. Amounts are cents.
#[derive(Clone, SimpleObject)]
pub struct NumericProof {
    /// What arrived, less what was paid back.
    pub(crate) received: Money,
    /// What the expenses and the accepted parts of the onward grants come to.
    pub(crate) spent: Money,
    /// What is left of what was received: to be paid back or carried over, by a decision.
    pub(crate) remaining: Money,
    /// What was spent and has not arrived yet.
    pub(crate) outstanding: Money,
    /// How the amounts belong together, one German sentence.
    pub(crate) explanation: &'static str,
    /// In the order of the financing plan.
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) lines: Vec<GrantProofLine>,
    /// The list of receipts, in the order of the days [Belegliste].
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) expenses: Vec<GrantProofExpense>,
    #[graphql(complexity = "5 * child_complexity")]
    pub(crate) onward: Vec<GrantProofOnward>,
}

/// What the authority said of a proof of use [Prüfung].
#[derive(Clone, SimpleObject)]
pub struct GrantExamination {
    /// What it accepted of what was spent, in cents.
    accepted: Money,
    examined_on: Date,
    /// What it wrote; `null` where nobody recorded it, or it was erased.
    text: Option<String>,
}

/// A proof of use [Verwendungsnachweis].
#[derive(Clone, SimpleObject)]
pub struct GrantProof {
    submitted_on: Date,
    /// The report in words [Sachbericht]; `null` where it was erased.
    report: Option<String>,
    /// The paper, where it was uploaded.
    document: Option<DocumentRef>,
    /// As it was computed when it was submitted.
    numbers: NumericProof,
    /// `null` while the authority has not examined it by the day.
    examination: Option<GrantExamination>,
}

/// What the proof of use would say as the books stand on the day [Entwurf des Nachweises].
#[derive(Clone, SimpleObject)]
pub struct GrantProofDraft {
    pub(crate) numbers: NumericProof,
    /// The onward grants whose proofs are not examined, for `node`: while there is one, the own proof waits.
    pub(crate) not_examined: Vec<ID>,
}

/// A report in between [Zwischenbericht].
#[derive(Clone, SimpleObject)]
pub struct GrantInterimReport {
    submitted_on: Date,
    /// `null` where it was erased.
    report: Option<String>,
    /// The paper, where it was uploaded.
    document: Option<DocumentRef>,
}

/// What a proof names, and where its words are.
pub(crate) struct Named<'a> {
    pub(crate) books: &'a Books,
    pub(crate) partners: &'a HashMap<Uuid, PartnerReference>,
    pub(crate) entries: &'a Entries,
}

impl Named<'_> {
    pub(crate) fn partner(&self, id: Option<kernel::PartnerId>) -> Option<PartnerReference> {
        self.partners.get(&id?.0).cloned()
    }

    pub(crate) fn text(&self, id: Option<EntryId>) -> Result<Option<String>, GraphError> {
        words::optional_text(self.entries, id)
    }

    fn expense(
        &self,
        part: &grant::ProofExpense,
        day: Date,
    ) -> Result<GrantProofExpense, GraphError> {
        let view = self.books.expenses.get(&part.expense);
        let recorded = view.and_then(|view| view.recorded.as_ref());
        let partner = self.partner(recorded.and_then(|known| known.partner));
        let payee = self.text(recorded.and_then(|known| known.payee))?;
        Ok(GrantProofExpense {
            expense: part.expense.to_string().into(),
            line: part.line.clone(),
            amount: part.amount,
            spent_on: part.spent_on,
            purpose: self.text(recorded.map(|known| known.purpose))?,
            payee: partner.map(|partner| partner.name).or(payee),
            documents: view.map_or(0, |view| view.documents_on(day).len()),
        })
    }

    fn onward(&self, part: &grant::ProofOnward) -> GrantProofOnward {
        let view = self.books.onward_grants.get(&part.onward_grant);
        GrantProofOnward {
            onward_grant: part.onward_grant.to_string().into(),
            partner: self.partner(view.and_then(|view| view.partner)),
            line: part.line.clone(),
            accepted: part.accepted,
            examined_on: part.examined_on,
        }
    }
}

/// The numbers with the plan's kinds and areas, and the words of what they name.
pub(crate) fn numeric(
    numbers: &grant::NumericProof,
    terms: Option<&grant::GrantTerms>,
    named: &Named<'_>,
    day: Date,
) -> Result<NumericProof, GraphError> {
    let line = |known: &grant::ProofLine| {
        let planned = terms.and_then(|terms| terms.plan.line(&known.line));
        GrantProofLine {
            line: known.line.clone(),
            kind: planned.map(|line| line.kind),
            kind_label: planned.map(|line| line.kind.label()),
            area: planned.and_then(|line| line.area),
            planned: known.planned,
            spent: known.spent,
            under: known.planned.less(known.spent),
            over: known.spent.less(known.planned),
        }
    };
    let expenses = numbers.expenses.iter();
    let expenses = expenses.map(|part| named.expense(part, day));
    Ok(NumericProof {
        received: numbers.received,
        spent: numbers.spent,
        remaining: numbers.remaining,
        outstanding: numbers.outstanding,
        explanation: "Eingegangen und übernommen abzüglich Rückzahlungen und Übertragungen, zuzüglich des noch Ausstehenden, ist gleich ausgegeben zuzüglich des Verbleibenden.",
        lines: numbers.lines.iter().map(line).collect(),
        expenses: expenses.collect::<Result<_, _>>()?,
        onward: numbers
            .onward
            .iter()
            .map(|part| named.onward(part))
            .collect(),
    })
}

pub(super) fn proofs(
    view: &View,
    told: &Told,
    named: &Named<'_>,
    day: Date,
) -> Result<Vec<GrantProof>, GraphError> {
    let submitted = view.proofs.iter().enumerate();
    submitted
        .filter(|(_, proof)| proof.submitted_on <= day)
        .map(|(number, proof)| {
            let examination = proof.examination.filter(|known| known.examined_on <= day);
            let text = told.examined.get(&number).copied();
            let examination = match examination {
                Some(known) => Some(GrantExamination {
                    accepted: known.accepted,
                    examined_on: known.examined_on,
                    text: named.text(text)?,
                }),
                None => None,
            };
            Ok(GrantProof {
                submitted_on: proof.submitted_on,
                report: named.text(Some(proof.report))?,
                document: told.proofs.get(number).copied().flatten(),
                numbers: numeric(
                    &proof.numbers,
                    view.terms_on(proof.submitted_on),
                    named,
                    day,
                )?,
                examination,
            })
        })
        .collect()
}

pub(super) fn interim(
    view: &View,
    told: &Told,
    named: &Named<'_>,
    day: Date,
) -> Result<Vec<GrantInterimReport>, GraphError> {
    let submitted = view.interim_reports.iter().zip(&told.interim);
    submitted
        .filter(|(known, _)| known.submitted_on <= day)
        .map(|(known, document)| {
            Ok(GrantInterimReport {
                submitted_on: known.submitted_on,
                report: named.text(Some(known.report))?,
                document: *document,
            })
        })
        .collect()
}
