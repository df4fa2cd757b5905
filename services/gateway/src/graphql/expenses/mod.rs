//! Expenses and what bears them [Ausgaben] (FUN-08, FUN-12, FUN-14).
//!
//! Nothing of an expense is ever edited: a reversal has its day, and both stand here.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use async_graphql::{Enum, ID, SimpleObject};
use funding::CostLineCode;
use funding::grant::PlanCostKind;
use kernel::{Date, DocumentRef, Money, Share};

use super::grants::GrantReference;
use super::partners::{Finding, PartnerReference};
use super::sources::Source;

pub use list::{ExpenseConnection, ExpenseEdge, ExpenseFilter, ExpenseOrder, ExpenseQuery};
pub(crate) use load::one;

/// What bears an expense [Finanzierungsquelle].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ExpensePayerKind {
    /// a line of a grant's financing plan [Zuwendung]
    Grant,
    /// an allocation of a project's funds [Projektmittel]
    ProjectFunds,
    /// a line of the municipality's own budget [Budget]
    BudgetLine,
}

/// A part of an expense and what pays for it [Zuordnung].
#[derive(Clone, SimpleObject)]
pub struct ExpenseAssignment {
    /// From 1; for `reverseExpenseAssignment`.
    pub(crate) number: u32,
    pub(crate) payer: ExpensePayerKind,
    /// The grant that pays, where it is one.
    pub(crate) grant: Option<GrantReference>,
    /// The project's funds or the budget that pays, where it is one: its id.
    pub(crate) own: Option<ID>,
    /// The line that bears it: of a grant its code, of a budget its code where it has one [Kostenposition].
    pub(crate) line: Option<CostLineCode>,
    /// In cents.
    pub(crate) amount: Money,
    /// The share of the expense's amount from which it was rounded half a cent up; `null` where it is an amount.
    pub(crate) share: Option<Share>,
    /// From when on it counts.
    pub(crate) since: Date,
    /// From when on it counts no more; `null` while it was not taken back by the day [Storno].
    pub(crate) reversed_on: Option<Date>,
    /// Why it was taken back; `null` where it was erased.
    pub(crate) reason: Option<String>,
}

/// An expense [Ausgabe].
#[derive(Clone, SimpleObject)]
pub struct Expense {
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The whole amount, in cents, whatever became of it.
    pub(crate) amount: Money,
    /// The day on which it was paid [Zahlungstag].
    pub(crate) paid_on: Option<Date>,
    pub(crate) kind: Option<PlanCostKind>,
    /// The German term of its kind [Kostenart].
    pub(crate) kind_label: Option<&'static str>,
    /// The line of the municipality's positive list under which it falls (FUN-12).
    pub(crate) line: Option<CostLineCode>,
    /// Who was paid, where it is a partner.
    pub(crate) partner: Option<PartnerReference>,
    /// Who was paid, where it is none; `null` where it was erased.
    pub(crate) payee: Option<String>,
    /// What for [Zahlungsgrund]; `null` where it was erased.
    pub(crate) purpose: Option<String>,
    /// The project, for `node` [Stadtteilprojekt].
    pub(crate) project: Option<ID>,
    /// The site, for `node` [Standort].
    pub(crate) site: Option<ID>,
    /// The receipts that were there by the day, the first recorded with it [Belege].
    #[graphql(complexity = "2 * child_complexity")]
    pub(crate) documents: Vec<DocumentRef>,
    /// What was assigned by the day, taken back or not [Zuordnungen].
    #[graphql(complexity = "3 * child_complexity")]
    pub(crate) assignments: Vec<ExpenseAssignment>,
    /// What is assigned on the day, in cents: the sum of the assignments that count.
    pub(crate) assigned: Money,
    /// What nobody pays for on the day, in cents: the institution bears it itself (FUN-12).
    pub(crate) unassigned: Money,
    /// True from its payment until it was reversed.
    pub(crate) counts: bool,
    /// `null` while it was not reversed by the day [Storno].
    pub(crate) reversed_on: Option<Date>,
    /// Why it was reversed; `null` where it was erased.
    pub(crate) reversed_because: Option<String>,
    /// What is to be done or known on the day.
    pub(crate) findings: Vec<Finding>,
    /// Where somebody had what he recorded from [Quelle].
    pub(crate) sources: Vec<Source>,
}
