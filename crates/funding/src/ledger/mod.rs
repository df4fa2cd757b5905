//! What was granted, drawn, spent and is free, on any day, with every booking behind every number [Übersicht der
//! Mittel] (FUN-18, model.md 5.5).
//!
//! Pure: [`Books::bookings`] turns the folded streams into bookings, placed by the plans that hold on a day; [`read`]
//! sums those that a filter leaves until that day, [`by`] does so part by part. A booking counts from its own day, its
//! reversal from the day of the reversal, and both stand at the same place, so that no part falls below nothing and of
//! every kind the parts are the whole. What is computed of a part is only given where all of it is told apart (`cut`).
//!
//! Money of the municipality's own budget is granted by its budgets, line by line at the line's site: whoever reads adds their bookings
//! ([`budget_bookings`]) to those of the books.
//!
//! What stands where:
//! - *granted* by area, project and year of the plan's lines, in proportion to what they cost, cent by cent so that
//!   the lines come to the award;
//! - *drawn*, *repaid*, *carried in* and what was decided on a remainder at the grant's one area and project, where it
//!   has one;
//! - *spent* and *passed on* at the line of the plan that bears it, and at the expense's site.

mod booking;
mod books;
mod cut;
mod granted;
mod own;
mod passed_on;
mod reading;

pub use booking::{Booking, LedgerKind, LedgerPlace};
pub use books::Books;
pub use own::budget_bookings;
pub use reading::{
    LedgerFigure, LedgerFilter, LedgerReading, SourceShare, by, read, source_shares,
};
