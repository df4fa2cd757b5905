//! The rules of money as claims, given/when/then, without a database.

mod budget;
mod calculation;
mod events;
mod facts;
mod findings;
mod fixtures;
mod project;
mod project_funds;
mod scheme;
mod what_if;
