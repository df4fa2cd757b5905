//! The database's roles, and pools that log in as one of them.
//!
//! Each process gets the passwords of the roles that it plays and no others.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::{Config, NoTls};

/// A role that logs in. What each may do stands in `migrations/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatabaseRole {
    /// runs migrations and owns the tables
    Owner,
    Agreements,
    Membership,
    Meetings,
    Funding,
    /// opens stores and adopts policies
    Operator,
    /// writes the read tables
    Projector,
    /// reads for a municipality
    Gateway,
    /// reads the overview of a state
    State,
    /// decides which letters go out and sends them
    Courier,
}

impl DatabaseRole {
    pub const ALL: &'static [Self] = &[
        Self::Owner,
        Self::Agreements,
        Self::Membership,
        Self::Meetings,
        Self::Funding,
        Self::Operator,
        Self::Projector,
        Self::Gateway,
        Self::State,
        Self::Courier,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "lotse_owner",
            Self::Agreements => "lotse_agreements",
            Self::Membership => "lotse_membership",
            Self::Meetings => "lotse_meetings",
            Self::Funding => "lotse_funding",
            Self::Operator => "lotse_operator",
            Self::Projector => "lotse_projector",
            Self::Gateway => "lotse_gateway",
            Self::State => "lotse_state",
            Self::Courier => "lotse_courier",
        }
    }
}

/// A pool of at most `size` connections. Connects when first used.
///
/// Statements are cached for each connection; a broken connection is replaced when it is next asked for.
pub fn pool(mut config: Config, size: usize) -> Pool {
    // A server that vanished without a word is noticed in seconds, not when TCP gives up.
    config
        .connect_timeout(Duration::from_secs(5))
        .tcp_user_timeout(Duration::from_secs(10))
        .keepalives_idle(Duration::from_secs(10));
    let manager = Manager::from_config(
        config,
        NoTls,
        ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        },
    );
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(Duration::from_secs(10)))
        .create_timeout(Some(Duration::from_secs(5)))
        .build()
        .expect("a pool with time limits has a runtime")
}
