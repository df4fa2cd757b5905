//! The rules of meetings as claims, given/when/then, without a database.

mod cadence;
mod committee_report;
mod events;
mod fixtures;
mod meeting_agenda;
mod meeting_coherence;
mod meeting_commands;
mod meeting_correcting;
mod meeting_course;
mod meeting_given;
mod meeting_inviting;
mod meeting_order;
mod meeting_planning;
mod meeting_properties;
mod meeting_reading;
mod meeting_results;
mod meeting_session;
mod mentions;
mod minutes;
mod recommendation;
mod recommendation_correction;
mod recommendation_fixtures;
mod recommendation_path;
mod recommendation_reading;
mod recommendation_return;
