//! What the service does when other domains report something.

mod admission;

use std::sync::Arc;

use commands::Commands;
use projection::{Drive, Poller, Reacting, Reaction as _, Runner};

pub use admission::Admission;

/// What a reaction hears and causes, by its name.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub reaction: &'static str,
    pub hears: &'static [&'static str],
    pub causes: &'static [&'static str],
}

/// Every reaction of the service, for the graph that must have no circle.
pub const EDGES: &[Edge] = &[Edge {
    reaction: Admission::NAME,
    hears: Admission::HEARS,
    causes: Admission::CAUSES,
}];

/// Drives every reaction of the service. `commands` carry the service's own database role.
pub fn all(poller: &Poller, commands: &Commands) -> Vec<Drive> {
    let pool = commands.store().pool().clone();
    let admission = Reacting::new(commands.clone(), Admission);
    vec![poller.drive(Arc::new(Runner::new(pool, admission)))]
}
