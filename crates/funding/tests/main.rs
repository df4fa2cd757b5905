//! The rules of money as claims, given/when/then, without a database.

mod events;
mod expense;
mod ledger;
mod onward_grant;
mod spend_given;
