//! What may be done with an expense.

use kernel::{
    CostSchemeId, Date, DocumentRef, ExpenseId, Money, NewText, PartnerId, ProjectId, Share, SiteId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::payer::Payer;
use crate::codes::CostLineCode;
use crate::grant::PlanCostKind;

/// Records an expense [Ausgabe erfassen]: what was paid, to whom and what for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordExpenseInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordExpense {
    /// The new expense's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ExpenseId>,
    /// Cents, more than nothing.
    pub amount: Money,
    /// The day on which it was paid [Zahlungstag].
    pub paid_on: Date,
    pub kind: PlanCostKind,
    /// The line of the municipality's positive list under which it falls; it must be named where there is such a
    /// list and the municipality's own money pays (FUN-12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<CostLineCode>,
    /// The cost scheme that says whom a line's pairs of recipient and site mean; needed for such a line (FUN-08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<CostSchemeId>,
    /// Who was paid, where it is a partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<PartnerId>,
    /// Who was paid, where it is none: one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<NewText>,
    /// What for [Zahlungsgrund]: one line.
    pub purpose: NewText,
    /// The receipt [Beleg].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// What pays for it, as far as that is known: at most the whole in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "graphql", graphql(default))]
    pub assignments: Vec<ExpensePart>,
}

/// A part of an expense and what pays for it: its amount, or its share of the expense, or the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ExpensePartInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpensePart {
    pub payer: Payer,
    /// Cents, more than nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Such as 1/3 (FUN-09), half a cent up; shares that make up the whole come to the expense's amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

/// Assigns a part of the expense to what pays for it [Ausgabe zuordnen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssignExpenseInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignExpense {
    pub expense: ExpenseId,
    pub part: ExpensePart,
    /// From when on it counts there; the day of the payment when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_on: Option<Date>,
}

/// Takes an assignment back [Zuordnung stornieren]: from that day on the payer bears it no more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReverseExpenseAssignmentInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReverseExpenseAssignment {
    pub expense: ExpenseId,
    /// The assignment's number, from 1.
    pub number: u32,
    /// Why [Grund].
    pub reason: NewText,
    pub reversed_on: Date,
}

/// Adds a receipt that came later [Beleg nachreichen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AddExpenseReceiptInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddExpenseReceipt {
    pub expense: ExpenseId,
    pub document: DocumentRef,
    pub added_on: Date,
}

/// Reverses the expense with everything that was assigned [Ausgabe stornieren]. A booking is never edited: what was
/// wrong is reversed and recorded anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReverseExpenseInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReverseExpense {
    pub expense: ExpenseId,
    /// Why [Grund].
    pub reason: NewText,
    pub reversed_on: Date,
}

kernel::commands! {
    /// What may be done with an expense.
    pub enum ExpenseCommand {
        RecordExpense = "record-expense",
        AssignExpense = "assign-expense",
        ReverseExpenseAssignment = "reverse-expense-assignment",
        AddExpenseReceipt = "add-expense-receipt",
        ReverseExpense = "reverse-expense",
    }
}
