//! The gateway against a real PostgreSQL: its tables and its answers.

mod graphql;
mod projections;
