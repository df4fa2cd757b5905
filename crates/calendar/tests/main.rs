//! Calendars as two other readers understand them, and replies as other programs write them.

mod feed;
mod fixtures;
mod invitation;
mod reply;
