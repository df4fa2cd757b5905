//! The rules of evaluation as claims, given/when/then, without a database.

mod events;
