//! A grant with its numbers, in the words of its papers.

use std::collections::HashMap;

use funding::Grant;
use funding::german::euros;
use funding::grant::{FundingArea, GrantTerms, NumericProof};
use funding::ledger::Books;
use kernel::{Date, EntryId, GrantId, Money, OnwardGrantId, PartnerId};
use papers::{
    Area, GrantHead, GrantReportPaper, IncomeLine, Letterhead, NumericProofPaper, PassedOn,
    Receipt, ReportArea,
};
use uuid::Uuid;
use vault::Entries;

use super::missing::missing;
use super::sums::{Sums, areas, by_area, by_line, is_of, minus};
use super::year;
use crate::graphql::error::GraphError;
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// A grant that was awarded by the day.
pub(super) struct Told<'a> {
    books: &'a Books,
    view: &'a Grant,
    /// Those by which its numbers are structured.
    terms: &'a GrantTerms,
    numbers: NumericProof,
    not_examined: Vec<OnwardGrantId>,
    submitted_on: Option<Date>,
    day: Date,
    partners: HashMap<Uuid, PartnerReference>,
    entries: Entries,
}

impl<'a> Told<'a> {
    /// `None` before an award.
    pub(super) async fn load(
        reading: &Reading<'_>,
        books: &'a Books,
        id: GrantId,
        view: &'a Grant,
        day: Date,
    ) -> Result<Option<Self>, GraphError> {
        let submitted = view.proof_on(day);
        let structured_on = submitted.map_or(day, |proof| proof.submitted_on);
        let Some(terms) = view.terms_on(structured_on) else {
            return Ok(None);
        };
        let (numbers, not_examined) = match submitted {
            Some(proof) => (proof.numbers.clone(), Vec::new()),
            None => {
                let expenses = books.expenses.iter().map(|(id, view)| (*id, view));
                let onward = books.onward_grants.iter().map(|(id, view)| (*id, view));
                match view.proof_draft_on(id, expenses, onward, day) {
                    Some(draft) => (draft.numbers, draft.not_examined),
                    None => return Ok(None),
                }
            }
        };
        let expenses = numbers.expenses.iter();
        let paid = expenses.filter_map(|part| books.expenses.get(&part.expense)?.recorded.as_ref());
        let paid: Vec<_> = paid.collect();
        let onward = numbers.onward.iter().map(|part| part.onward_grant);
        let onward = onward.chain(not_examined.iter().copied());
        let onward: Vec<_> = onward
            .filter_map(|id| books.onward_grants.get(&id))
            .collect();
        let programme = view.programme().and_then(|id| books.programmes.get(&id));
        let mut texts: Vec<EntryId> = paid
            .iter()
            .flat_map(|known| known.payee.into_iter().chain([known.purpose]))
            .collect();
        texts.extend(onward.iter().filter_map(|known| known.purpose));
        texts.extend(view.purpose);
        texts.extend(programme.and_then(|programme| programme.name));
        let named: Vec<PartnerId> = paid
            .iter()
            .filter_map(|known| known.partner)
            .chain(onward.iter().filter_map(|known| known.partner))
            .collect();
        Ok(Some(Self {
            books,
            view,
            terms,
            not_examined,
            submitted_on: submitted.map(|proof| proof.submitted_on),
            day,
            partners: partners::references(reading, &named, day).await?,
            entries: reading.entries(texts).await?,
            numbers,
        }))
    }

    pub(super) fn submitted_on(&self) -> Option<Date> {
        self.submitted_on
    }

    pub(super) fn purpose(&self) -> Result<Option<String>, GraphError> {
        self.text(self.view.purpose)
    }

    fn text(&self, id: Option<EntryId>) -> Result<Option<String>, GraphError> {
        words::optional_text(&self.entries, id)
    }

    fn partner(&self, id: Option<PartnerId>) -> Option<String> {
        let partner = self.partners.get(&id?.0)?;
        Some(partner.name.clone()).filter(|name| !name.is_empty())
    }

    fn head(&self) -> Result<GrantHead, GraphError> {
        let programme = self.view.programme();
        let programme = programme.and_then(|id| self.books.programmes.get(&id));
        let source = programme.and_then(|programme| programme.source);
        let until = self.submitted_on.unwrap_or(self.day);
        let notices = self.view.notices.iter().map(|notice| notice.issued_on);
        let mut notices: Vec<Date> = notices.filter(|on| *on <= until).collect();
        notices.sort_unstable();
        Ok(GrantHead {
            purpose: self.purpose()?,
            programme: self.text(programme.and_then(|programme| programme.name))?,
            giver: source.map(|source| source.label().to_owned()),
            file_number: None,
            notices,
            period: Some((self.terms.period.since, self.terms.period.until)),
            financing: Some(self.terms.financing.label().to_owned()),
            awarded: Some(euros(self.view.sums_on(until).awarded)),
        })
    }

    /// The numeric proof.
    pub(super) fn proof(&self, letterhead: Letterhead) -> Result<NumericProofPaper, GraphError> {
        let numbers = &self.numbers;
        let accepted: Money = numbers.onward.iter().map(|part| part.accepted).sum();
        let own: Money = numbers.expenses.iter().map(|part| part.amount).sum();
        let missing = match self.submitted_on {
            Some(_) => Vec::new(),
            None => {
                let institutions: Vec<String> = self
                    .not_examined
                    .iter()
                    .map(|id| {
                        let view = self.books.onward_grants.get(id);
                        let name = self.partner(view.and_then(|view| view.partner));
                        name.map_or_else(
                            || "einen Empfänger ohne Namen".to_owned(),
                            |name| format!("„{name}“"),
                        )
                    })
                    .collect();
                let (view, terms) = (self.view, self.terms);
                missing(view, terms, numbers, &institutions, self.books, self.day)
            }
        };
        Ok(NumericProofPaper {
            letterhead,
            grant: self.head()?,
            as_of: self.submitted_on.unwrap_or(self.day),
            submitted_on: self.submitted_on,
            missing,
            income: self.income(),
            lines: by_line(numbers, self.terms),
            areas: by_area(numbers, self.terms),
            total: Sums::of(numbers, |_| true).written(),
            onward: self.onward(|_| true)?,
            onward_sum: euros(accepted),
            remaining: euros(numbers.remaining),
            outstanding: euros(numbers.outstanding),
            receipts: self.receipts()?,
            receipts_sum: euros(own),
        })
    }

    /// What arrived, as far as the books know it: a grant's, and nobody else's.
    fn income(&self) -> Vec<IncomeLine> {
        let line = |label: &str, planned: Option<Money>, actual: Option<String>| IncomeLine {
            label: label.to_owned(),
            planned: planned.map(euros),
            actual,
        };
        let plan = &self.terms.plan;
        let sums = self.view.sums_on(self.submitted_on.unwrap_or(self.day));
        let net = Some(euros(self.numbers.received));
        let mut income = vec![line(
            "Zuwendung, eingegangen und übernommen abzüglich Rückzahlungen und Übertragungen",
            Some(self.terms.amount),
            net,
        )];
        // What was corrected after the proof shows in the books of its day, and not in what was proven.
        let parts = [
            (
                "davon aus anderen Zuwendungen übertragen",
                sums.carried_in,
                euros as fn(Money) -> String,
            ),
            ("davon zurückgezahlt", sums.repaid, minus),
            (
                "davon in andere Zuwendungen übertragen",
                sums.carried_away,
                minus,
            ),
        ];
        let moved = parts.iter().any(|(_, amount, _)| *amount > Money::ZERO);
        if sums.kept() == self.numbers.received && moved {
            income.push(line("davon eingegangen", None, Some(euros(sums.received))));
            for (label, amount, written) in parts {
                if amount > Money::ZERO {
                    income.push(line(label, None, Some(written(amount))));
                }
            }
        }
        income.push(line("Eigenmittel", Some(plan.own_funds), None));
        income.push(line("Drittmittel", Some(plan.third_party), None));
        income
    }

    /// The onward grants of the lines that are meant.
    fn onward(
        &self,
        meant: impl Fn(&funding::CostLineCode) -> bool,
    ) -> Result<Vec<PassedOn>, GraphError> {
        let examined = self.numbers.onward.iter().map(|part| {
            let accepted = Some((part.accepted, part.examined_on));
            (part.onward_grant, Some(part.line.clone()), accepted)
        });
        let open = self.not_examined.iter().map(|id| {
            let line = self.books.onward_grants.get(id);
            let line = line.and_then(|view| view.known().line);
            (*id, line, None)
        });
        let mut rows = Vec::new();
        for (id, line, examined) in examined.chain(open) {
            let Some(line) = line.filter(&meant) else {
                continue;
            };
            let view = self.books.onward_grants.get(&id);
            rows.push(PassedOn {
                institution: self.partner(view.and_then(|view| view.partner)),
                purpose: self.text(view.and_then(|view| view.purpose))?,
                line: line.to_string(),
                accepted: examined.map(|(accepted, _)| euros(accepted)),
                examined_on: examined.map(|(_, on)| on),
            });
        }
        Ok(rows)
    }

    fn receipts(&self) -> Result<Vec<Receipt>, GraphError> {
        let mut parts: Vec<_> = self.numbers.expenses.iter().collect();
        parts.sort_by_key(|part| part.spent_on);
        parts
            .into_iter()
            .map(|part| {
                let view = self.books.expenses.get(&part.expense);
                let recorded = view.and_then(|view| view.recorded.as_ref());
                let payee = self.text(recorded.and_then(|known| known.payee))?;
                Ok(Receipt {
                    day: part.spent_on,
                    payee: self
                        .partner(recorded.and_then(|known| known.partner))
                        .or(payee),
                    reason: self.text(recorded.map(|known| known.purpose))?,
                    line: part.line.to_string(),
                    amount: euros(part.amount),
                    documents: view.map_or(0, |view| view.documents_on(self.day).len()),
                })
            })
            .collect()
    }

    /// The skeleton of the report.
    pub(super) async fn report(
        &self,
        reading: &Reading<'_>,
        letterhead: Letterhead,
    ) -> Result<GrantReportPaper, GraphError> {
        let period = self.terms.period;
        let numbers = &self.numbers;
        let areas = areas(self.terms).into_iter().map(|area| {
            let of = |code: &funding::CostLineCode| is_of(self.terms, code, Some(area));
            Ok(ReportArea {
                area: match area {
                    FundingArea::One => Area::One,
                    FundingArea::Two => Area::Two,
                    FundingArea::Three => Area::Three,
                },
                sums: Sums::of(numbers, of).written(),
                onward: self.onward(of)?,
            })
        });
        let areas = areas.collect::<Result<_, GraphError>>()?;
        let year = year::Year {
            since: period.since,
            until: period.until,
            day: self.day,
        };
        Ok(GrantReportPaper {
            letterhead,
            grant: self.head()?,
            period: (period.since, period.until),
            areas,
            network: year.network(reading).await?,
            goals: year.goals(reading).await?,
            figures: year.figures(reading).await?,
            onward: self.onward(|code| is_of(self.terms, code, None))?,
            total: Some(Sums::of(numbers, |_| true).written()),
        })
    }
}
