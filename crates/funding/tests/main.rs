//! The rules of money as claims, given/when/then, without a database.

mod budget;
mod calculation;
mod events;
mod facts;
mod findings;
mod fixtures;
mod grant_award;
mod grant_findings;
mod grant_given;
mod grant_proof;
mod grant_routing;
mod grant_sums;
mod programme;
mod project;
mod project_funds;
mod properties;
mod repayment;
mod scheme;
mod scheme_given;
mod what_if;
