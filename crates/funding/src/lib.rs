//! Money of a network [Finanzierung]: what a municipality refunds to whom, and under which decision.
//!
//! | room | what lives there |
//! |---|---|
//! | [`budget`] | yearly plans of costs: drafted, computed, approved, revised, closed (FUN-01, FUN-12, FUN-13) |
//! | [`calculation`] | what a line costs in a year, and why (FUN-02 … FUN-11) |
//! | [`codes`] | texts that a pattern holds, so that they may stand in an event |
//! | [`expense`] | what was paid, and what bears it (FUN-08, FUN-12, FUN-14) |
//! | [`facts`] | what a decision must know of other streams, and how the service learns it |
//! | [`findings`] | what an overview shows without anybody having sent a command |
//! | [`german`] | how sentences write amounts and rates |
//! | [`grant`] | grants that the municipality receives, from application to closing (FUN-14, FUN-20) |
//! | [`ledger`] | granted, drawn, spent and free on a day, with every booking behind every number (FUN-18) |
//! | [`onward_grant`] | money that is passed on to institutions |
//! | [`outcome`] | the outcome of a steering group that lets money and staff be used (FUN-07) |
//! | [`policy`] | what differs between municipalities, every value with its source |
//! | [`programme`] | funding programmes with their real days (FUN-15, FUN-18, FUN-20) |
//! | [`project`] | projects of districts, with steering group and operators over time |
//! | [`project_funds`] | a project's funds of one year: allocated up to the cap (FUN-06, FUN-07) |
//! | [`repayment`] | interest on money that goes back, by the law of the state |
//! | [`scheme`] | cost schemes: the policy's lines with the municipality's parameters |
//! | [`unfit`] | the refusals that all aggregates share |
//! | [`what_if`] | scenarios side by side over the years (FUN-16) |
//! | [`year`] | years that an office can mean |
//!
//! Agreements never hold amounts: the money follows the council's decision, not the self-commitment of an
//! agreement (rules.md 1.9, trap 9).
//!
//! To add a policy value: a field of [`policy::FundingPolicy`] with `#[serde(default = "Sourced::unstated")]`
//! (policies that were adopted before must stay readable), and its words in every file of
//! `deploy/municipalities/`.

pub mod budget;
pub mod calculation;
pub mod codes;
pub mod expense;
pub mod facts;
pub mod findings;
pub mod german;
pub mod grant;
mod inputs;
pub mod ledger;
mod meeting_facts;
pub mod onward_grant;
pub mod outcome;
pub mod policy;
pub mod programme;
pub mod project;
pub mod project_funds;
pub mod repayment;
pub mod scheme;
mod splitting;
pub mod unfit;
pub mod what_if;
pub mod year;

pub use budget::{Budget, BudgetCommand, BudgetEvent, BudgetRefusal};
pub use codes::{CostLineCode, MonthDay, StateKey};
pub use expense::{Expense, ExpenseCommand, ExpenseEvent, ExpenseRefusal};
pub use facts::{
    FundingContext, FundingFacts, KnownAssignment, KnownExpense, KnownMeeting, KnownOnwardGrant,
    KnownOutcome, KnownPayer,
};
pub use findings::{Finding, FindingSeverity};
pub use grant::{Grant, GrantCommand, GrantEvent, GrantRefusal};
pub use onward_grant::{OnwardGrant, OnwardGrantCommand, OnwardGrantEvent, OnwardGrantRefusal};
pub use policy::FundingPolicy;
pub use programme::{Programme, ProgrammeCommand, ProgrammeEvent, ProgrammeRefusal};
pub use project::{Project, ProjectCommand, ProjectEvent, ProjectRefusal};
pub use project_funds::{
    ProjectFunds, ProjectFundsCommand, ProjectFundsEvent, ProjectFundsRefusal,
};
pub use scheme::{CostScheme, CostSchemeCommand, CostSchemeEvent, SchemeRefusal};
