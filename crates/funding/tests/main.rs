//! The rules of money as claims, given/when/then, without a database.

mod budget;
mod calculation;
mod events;
mod facts;
mod findings;
mod fixtures;
mod project;
mod project_funds;
mod properties;
mod scheme;
mod scheme_given;
mod what_if;
