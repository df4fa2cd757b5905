//! The rules of money as claims, given/when/then, without a database.

mod events;
mod expense;
mod grant_award;
mod grant_findings;
mod grant_given;
mod grant_opladen;
mod grant_proof;
mod grant_repayment;
mod grant_routing;
mod grant_sums;
mod grant_year;
mod ledger;
mod onward_grant;
mod programme;
mod repayment;
mod spend_given;
