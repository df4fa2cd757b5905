//! Grants' money and proofs as step functions for the state overview (F1 … F3).
//!
//! **Shape.** In: the rows of `grant`, `onward_grant`, `expense` and `programme`. Out: steps of the indicators below, in
//! cents or numbers of grants, which `overview` cuts at the borders of state and release.
//!
//! | indicator | what it is on a day |
//! |---|---|
//! | `funding_granted` | what the notices that hold award, less what was revoked |
//! | `funding_drawn` | what arrived of it and did not go back |
//! | `funding_spent` | what expenses were booked on these grants, and what was handed to onward grants and did not come back |
//! | `funding_onward` | what onward grants award out of these grants |
//! | `funding_granted_1` … `_3`, `_0` and so on | the same by Förderbereich; `_0` of grants for none or for more than one |
//! | `proofs_due`, `proofs_overdue` | grants whose proof of use is due within 90 days, or is late (REM-23) |
//!
//! *These grants* are those whose period shares a day with the day's calendar year: so a year's figure is the one of its
//! 31 December, and a grant of five years counts in each of them. A booking counts from its own day, a reversal from the
//! day of the reversal.
//!
//! *Reported* is what is granted from the first notice on; the others, from then on, from the first day of the year in
//! which such a thing was recorded first: before it nobody wrote receipts, expenses or onward grants down here, which is
//! not the same as that there were none.

use std::collections::{BTreeMap, BTreeSet};

use funding::expense::Assignment;
use funding::grant::{FundingArea, GrantTerms, proof_findings};
use funding::onward_grant::PaymentDirection;
use funding::{Expense, Grant, OnwardGrant, Programme};
use jiff::ToSpan as _;
use kernel::{Date, Money};
use projection::ConsumerError;
use uuid::Uuid;

use super::Scope;
use super::overview::{read, view};

/// So many days before it is due a proof counts as due.
const DUE_DAYS: i32 = 90;

/// From a day on this holds.
type Steps = Vec<(Date, i64)>;

/// The names of the sums: of all grants, then by area, the last of none or several.
const NAMES: [(Option<Option<FundingArea>>, [&str; 3]); 5] = [
    (None, ["funding_granted", "funding_drawn", "funding_spent"]),
    (
        Some(Some(FundingArea::One)),
        ["funding_granted_1", "funding_drawn_1", "funding_spent_1"],
    ),
    (
        Some(Some(FundingArea::Two)),
        ["funding_granted_2", "funding_drawn_2", "funding_spent_2"],
    ),
    (
        Some(Some(FundingArea::Three)),
        ["funding_granted_3", "funding_drawn_3", "funding_spent_3"],
    ),
    (
        Some(None),
        ["funding_granted_0", "funding_drawn_0", "funding_spent_0"],
    ),
];

const GRANTS: &str = "
    SELECT id, view
    FROM read_4.grant
    WHERE municipality = $1";

const ONWARD: &str = "
    SELECT id, view
    FROM read_4.onward_grant
    WHERE municipality = $1";

const EXPENSES: &str = "
    SELECT id, view
    FROM read_4.expense
    WHERE municipality = $1";

const PROGRAMMES: &str = "
    SELECT id, view
    FROM read_4.programme
    WHERE municipality = $1";

/// Every indicator with its steps.
pub(super) async fn indicators(
    scope: Scope<'_>,
) -> Result<Vec<(&'static str, Steps)>, ConsumerError> {
    let mut programmes = BTreeMap::new();
    for row in read(scope, PROGRAMMES, "read programmes to count").await? {
        let programme: Programme = view("programme", &row)?;
        programmes.insert(row.get::<_, Uuid>("id"), programme);
    }
    let mut books = Books::default();
    for row in read(scope, GRANTS, "read grants to count").await? {
        let grant: Grant = view("grant", &row)?;
        let programme = grant.programme().and_then(|id| programmes.get(&id.0));
        let programme = programme.cloned().unwrap_or_default();
        books.grants.push((row.get("id"), grant, programme));
    }
    for row in read(scope, ONWARD, "read onward grants to count").await? {
        books.onward.push(view("onward grant", &row)?);
    }
    for row in read(scope, EXPENSES, "read expenses to count").await? {
        let expense: Expense = view("expense", &row)?;
        books.spend(&expense.assignments);
    }
    Ok(books.steps())
}

/// What is counted.
#[derive(Default)]
struct Books {
    grants: Vec<(Uuid, Grant, Programme)>,
    onward: Vec<OnwardGrant>,
    /// What changes the sum of each grant's expenses, by day, in cents.
    spent: BTreeMap<Uuid, BTreeMap<Date, i64>>,
}

impl Books {
    fn note(&mut self, grant: Uuid, on: Date, cents: i64) {
        *self.spent.entry(grant).or_default().entry(on).or_default() += cents;
    }

    fn spend(&mut self, assignments: &[Assignment]) {
        for assignment in assignments {
            if let Some(grant) = assignment.payer.grant() {
                let cents = assignment.amount.cents();
                self.note(grant.0, assignment.since, cents);
                if let Some(reversed) = assignment.reversed_on {
                    self.note(grant.0, reversed, -cents);
                }
            }
        }
    }

    /// What was handed on is spent until it comes back.
    fn hand_on(&mut self) {
        let mut paid = Vec::new();
        for onward in &self.onward {
            let Some(grant) = onward.grant() else {
                continue;
            };
            for payment in &onward.payments {
                let cents = match payment.direction {
                    PaymentDirection::Out => payment.amount.cents(),
                    PaymentDirection::Back => -payment.amount.cents(),
                };
                paid.push((grant.0, payment.on, cents));
                paid.extend(payment.reversed_on.map(|on| (grant.0, on, -cents)));
            }
        }
        for (grant, on, cents) in paid {
            self.note(grant, on, cents);
        }
    }

    fn steps(mut self) -> Vec<(&'static str, Steps)> {
        self.hand_on();
        let notices = self.grants.iter().flat_map(|(_, grant, _)| &grant.notices);
        let Some(first) = notices.map(|notice| notice.issued_on).min() else {
            return Vec::new();
        };
        let receipts = self.grants.iter().flat_map(|(_, grant, _)| &grant.receipts);
        let drawn_from = receipts.map(|receipt| receipt.received_on).min();
        let spent_from = self.spent.values().flat_map(BTreeMap::keys).copied().min();
        let awarded = self.onward.iter().filter(|onward| onward.grant().is_some());
        let awarded = awarded.flat_map(|onward| &onward.notices);
        let onward_from = awarded.map(|notice| notice.issued_on).min();
        let from = |recorded: Option<Date>| Some(recorded?.first_of_year().max(first));

        let days = self.days();
        let mut indicators = Vec::new();
        for (area, [granted, drawn, spent]) in NAMES {
            let of = |terms: &GrantTerms| area.is_none_or(|area| area_of(terms) == area);
            let sum = |of_grant: &dyn Fn(&Uuid, &Grant, Date) -> i64, from| {
                reported(from, &days, |day| {
                    let grants = self.counted(day).filter(|(_, _, terms)| of(terms));
                    grants.map(|(id, grant, _)| of_grant(id, grant, day)).sum()
                })
            };
            let award = |_: &Uuid, grant: &Grant, day| grant.sums_on(day).awarded.cents();
            indicators.push((granted, sum(&award, Some(first))));
            let kept = |_: &Uuid, grant: &Grant, day| grant.sums_on(day).kept().cents();
            indicators.push((drawn, sum(&kept, from(drawn_from))));
            let booked = |id: &Uuid, _: &Grant, day| self.spent_until(id, day);
            indicators.push((spent, sum(&booked, from(spent_from))));
        }
        let handed_on = reported(from(onward_from), &days, |day| self.onward_on(day));
        indicators.push(("funding_onward", handed_on));
        for (indicator, code) in [
            ("proofs_due", "PROOF_DUE"),
            ("proofs_overdue", "PROOF_OVERDUE"),
        ] {
            let steps = reported(Some(first), &days, |day| self.proofs(code, day));
            indicators.push((indicator, steps));
        }
        indicators
    }

    /// The grants that count on `day`, with the terms that hold.
    fn counted(&self, day: Date) -> impl Iterator<Item = (&Uuid, &Grant, &GrantTerms)> {
        self.grants.iter().filter_map(move |(id, grant, _)| {
            let terms = grant.terms_on(day)?;
            let period = terms.period;
            let in_year = period.since <= day.last_of_year() && day.first_of_year() <= period.until;
            in_year.then_some((id, grant, terms))
        })
    }

    fn spent_until(&self, grant: &Uuid, day: Date) -> i64 {
        let changes = self.spent.get(grant).into_iter();
        let until = changes.flat_map(|changes| changes.range(..=day));
        until.map(|(_, cents)| cents).sum()
    }

    fn onward_on(&self, day: Date) -> i64 {
        let counted: BTreeSet<Uuid> = self.counted(day).map(|(id, _, _)| *id).collect();
        let theirs = self.onward.iter().filter(|onward| {
            let grant = onward.grant();
            grant.is_some_and(|grant| counted.contains(&grant.0))
        });
        let awarded: Money = theirs.map(|onward| onward.sums_on(day).awarded).sum();
        awarded.cents()
    }

    fn proofs(&self, code: &str, day: Date) -> i64 {
        let late = self.grants.iter().filter(|(_, grant, programme)| {
            let mut findings = proof_findings(grant, programme, day).into_iter();
            findings.any(|finding| finding.code == code)
        });
        i64::try_from(late.count()).unwrap_or(i64::MAX)
    }

    /// Every day on which a number may change.
    fn days(&self) -> BTreeSet<Date> {
        let mut days: BTreeSet<Date> = self
            .spent
            .values()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect();
        for onward in &self.onward {
            days.extend(onward.notices.iter().map(|notice| notice.issued_on));
            days.extend(onward.revocations.iter().map(|known| known.revoked_on));
        }
        for (_, grant, programme) in &self.grants {
            let own = days_of(grant, programme);
            let rules = own.iter().filter_map(|day| {
                let rule = programme.terms_on(*day).proof_deadline;
                grant.proof_due_on(*day, rule.as_ref())
            });
            let due =
                rules.flat_map(|due| [due.checked_sub(DUE_DAYS.days()).ok(), due.tomorrow().ok()]);
            let due: Vec<Date> = due.flatten().collect();
            days.extend(own);
            days.extend(due);
        }
        days
    }
}

/// Every day on which something of a grant begins or ends to hold.
fn days_of(grant: &Grant, programme: &Programme) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for notice in &grant.notices {
        days.insert(notice.issued_on);
        let period = notice.terms.period;
        days.insert(period.since.first_of_year());
        days.extend(period.until.last_of_year().tomorrow().ok());
    }
    for receipt in &grant.receipts {
        days.insert(receipt.received_on);
        days.extend(receipt.reversed_on);
    }
    for payment in &grant.payments {
        days.insert(payment.repaid_on);
        days.extend(payment.reversed_on);
    }
    days.extend(grant.revocations.iter().map(|known| known.revoked_on));
    for proof in &grant.proofs {
        days.insert(proof.submitted_on);
        days.extend(proof.examination.map(|known| known.examined_on));
    }
    days.extend(grant.rejected_on);
    days.extend(grant.accepted.map(|(_, on)| on));
    days.extend(grant.closed_on);
    let told = programme.terms.facts().iter().filter_map(|fact| fact.since);
    days.extend(told.map(kernel::PartialDate::first_day));
    days
}

/// The area of a grant that is for one alone.
fn area_of(terms: &GrantTerms) -> Option<FundingArea> {
    match terms.areas.as_slice() {
        [area] => Some(*area),
        _ => None,
    }
}

/// The steps of a number from `from` on; none where nobody reports it.
fn reported(from: Option<Date>, days: &BTreeSet<Date>, value: impl Fn(Date) -> i64) -> Steps {
    let Some(from) = from else {
        return Vec::new();
    };
    let later = days.iter().copied().filter(|day| from < *day);
    let mut steps: Steps = Vec::new();
    for day in std::iter::once(from).chain(later) {
        let value = value(day);
        if steps.last().is_none_or(|(_, last)| *last != value) {
            steps.push((day, value));
        }
    }
    steps
}
