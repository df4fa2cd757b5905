//! The gateway against a real PostgreSQL: its tables, its answers and its files.

mod exports;
mod graphql;
mod oparl;
mod projections;
