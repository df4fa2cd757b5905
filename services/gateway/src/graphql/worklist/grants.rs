//! Tasks about programmes, grants, expenses and onward grants.
//!
//! | task | when |
//! |---|---|
//! | `APPLICATION_DUE`, `APPLICATION_OVERDUE`, `APPLICATION_DEADLINE_UNSTATED` | the next year is to be applied for (REM-22) |
//! | `PROOF_DUE`, `PROOF_OVERDUE`, `PROOF_DEADLINE_UNSTATED` | a proof of use is due, or nobody stated when (REM-23) |
//! | `ONWARD_BEYOND_BUDGET_LINE` | awards out of the own budget are together beyond their line (FUN-20) |
//! | `ONWARD_…` | what is open with institutions, before the own proof (REM-23) |
//! | `EXPENSE_WITHOUT_RECEIPT`, `RECEIPT_OF_SEVERAL_EXPENSES`, `EXPENSE_NOT_ASSIGNED` | a receipt is missing or stands twice, nobody bears something (REM-23, FUN-01, FUN-12) |
//! | `PROOF_DIFFERS` | the books of the day say other numbers than the proof (FUN-20) |
//! | `CASH_UNUSED`, `USE_UP_UNSTATED` | drawn money lies too long, or nobody stated how long it may (REM-24) |
//! | `KEY_ADJUSTMENT_DUE` | the key of a programme's money is to be adjusted (REM-26, FUN-15) |
//! | `PROGRAMME_ENDED`, `DOUBLE_FUNDING` and what is open of a grant | FUN-15, FUN-20 |
//!
//! Warnings stand here as well: what costs interest or bears twice has to be acted on.

use std::collections::BTreeMap;

use funding::Finding;
use funding::expense::{expense_findings, receipt_findings};
use funding::facts::{KnownExpense, KnownOnwardGrant};
use funding::grant::proof_differs_findings;
use funding::onward_grant::{line_findings, onward_findings};
use kernel::{Date, EntryId, ExpenseId, OnwardGrantId};
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::funding_ledger::{books, budgets};
use crate::graphql::grants::{of_grant, own_proof_due};
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::{programmes, words};

/// A finding with what it is about and how that is called.
type About = (WorkItemKind, Option<Uuid>, Option<EntryId>, Finding);

/// The tasks of the day.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let books = books(reading).await?;
    let policy = policies.on(day).map(|policy| &*policy.funding);
    let mut found: Vec<About> = Vec::new();
    let mut about = |kind, id: Option<Uuid>, name: Option<EntryId>, findings: Vec<Finding>| {
        let findings = findings.into_iter();
        found.extend(findings.map(|finding| (kind, id, name, finding)));
    };
    for (id, view) in &books.programmes {
        if view.is_known_on(day) {
            let findings = programmes::findings(&books, *id, view, policy, day);
            about(WorkItemKind::Programme, Some(id.0), view.name, findings);
        }
    }
    let expenses = books.expenses.iter();
    let expenses = expenses.filter_map(|(id, view)| Some((*id, view.known_on(day)?)));
    let expenses: BTreeMap<ExpenseId, KnownExpense> = expenses.collect();
    let passed_on = books.onward_grants.iter();
    let passed_on: BTreeMap<OnwardGrantId, KnownOnwardGrant> = passed_on
        .filter_map(|(id, view)| Some((*id, view.known_on(day)?)))
        .collect();
    for (id, view) in &books.grants {
        let mut findings = of_grant(&books, *id, view, day);
        let of_proof = proof_differs_findings((*id, view), &expenses, &passed_on, day);
        findings.extend(of_proof);
        about(WorkItemKind::Grant, Some(id.0), view.purpose, findings);
    }
    for (id, view) in &books.onward_grants {
        let own = view.grant().and_then(|id| books.grants.get(&id));
        let due = own.and_then(|grant| own_proof_due(&books, grant, day));
        let findings = onward_findings(view, due, day);
        about(
            WorkItemKind::OnwardGrant,
            Some(id.0),
            view.purpose,
            findings,
        );
    }
    for (id, view) in &budgets(reading).await? {
        let findings = line_findings((*id, view), books.onward_grants.values(), day);
        about(WorkItemKind::Budget, Some(id.0), None, findings);
    }
    for (id, view) in &books.expenses {
        let purpose = view.recorded.as_ref().map(|known| known.purpose);
        let findings = expense_findings(view, day);
        about(WorkItemKind::Expense, Some(id.0), purpose, findings);
    }
    let expenses = books.expenses.iter().map(|(id, view)| (*id, view));
    let shared = receipt_findings(expenses, day);
    about(WorkItemKind::Expense, None, None, shared);
    shown(reading, found).await
}

/// The findings as tasks; several alike of one thing are told apart by their facts.
async fn shown(reading: &Reading<'_>, found: Vec<About>) -> Result<Vec<WorkItem>, GraphError> {
    let named = found.iter().filter_map(|(_, _, name, _)| *name);
    let entries = reading.entries(named.collect()).await?;
    let mut alike: BTreeMap<String, u32> = BTreeMap::new();
    let item = |(kind, subject, name, finding): About| {
        let part = ["condition", "onwardGrant", "otherGrant", "year", "document"]
            .iter()
            .find_map(|key| finding.facts.get(*key))
            .map(ToString::to_string);
        let subject = subject.map(|id| id.to_string());
        let mut id = [subject.clone(), part]
            .into_iter()
            .flatten()
            .fold(finding.code.to_owned(), |id, part| format!("{id}:{part}"));
        let seen = alike.entry(id.clone()).or_default();
        *seen += 1;
        if *seen > 1 {
            id = format!("{id}:{seen}");
        }
        Ok(WorkItem {
            id: id.into(),
            kind,
            code: finding.code.to_owned(),
            severity: finding.severity,
            sentence: finding.sentence,
            rule: Some(finding.rule),
            subject: subject.map(Into::into),
            subject_name: words::optional_text(&entries, name)?,
            policy_key: None,
            since: None,
        })
    };
    found.into_iter().map(item).collect()
}
