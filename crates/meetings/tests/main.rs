//! The rules of meetings as claims, given/when/then, without a database.

mod cadence;
mod committee_report;
mod events;
mod fixtures;
mod mentions;
mod minutes;
mod recommendation;
mod recommendation_correction;
mod recommendation_fixtures;
mod recommendation_path;
mod recommendation_reading;
mod recommendation_return;
