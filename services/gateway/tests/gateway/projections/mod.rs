//! The read model: what its tables hold after a history, however the history comes in.
#![expect(clippy::unwrap_used, reason = "a test's helper fails as its test does")]

mod folding;
mod history;
mod random;

mod indexes;
mod isolation;
mod overview;
mod poison;
mod replay;
mod schema;
mod snapshot;

use testkit::TestDatabase;

/// A database with the read model's tables.
async fn database() -> TestDatabase {
    TestDatabase::with_schema(gateway::projections::schema()).await
}
