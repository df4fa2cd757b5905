//! The rules of money as claims, given/when/then, without a database.

mod events;
mod expense;
mod grant_award;
mod grant_findings;
mod grant_given;
mod grant_proof;
mod grant_sums;
mod ledger;
mod onward_grant;
mod programme;
mod repayment;
mod spend_given;
