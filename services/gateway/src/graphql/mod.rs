//! The GraphQL side of the gateway: read tables in, answers out; commands to the services that decide them.
//!
//! | room | what lives there |
//! |---|---|
//! | `municipality`, `networks`, `partners`, `contacts`, `agreements`, `frameworks`, `bodies`, `meetings`, `minutes`, `recommendations`, `committee_reports`, `places`, `offers`, `specialists`, `offices`, `contact_lists`, `circulars`, `volunteers`, `topics`, `needs`, `standards`, `trainings`, `presentations`, `gaps`, `coverage`, `indicators`, `site_reports`, `instruments`, `concepts`, `goals`, `quality_dialogues`, `decisions` with `evaluated`, `programmes`, `grants`, `expenses`, `onward_grants`, `funding_ledger`, `projects`, `cost_schemes`, `budgets`, `what_if` | the objects of each domain, their loaders and their root fields |
//! | [`node`], [`history`], `overview`, `worklist` | anything by id, what was recorded, the state's overview, what the office has to do |
//! | [`mutations`] | one field per posted command |
//! | `explained` | why an amount is what it is, and what is missing for one |
//! | `connection`, `whole`, `look` | Relay pages, of lists that are read whole too, and what a query asks for below a field |
//! | `reader`, `policies`, `organs`, `sources`, `words` | the caller's scope, the policies by version, the organs that they name, given sources, the vault's words |
//! | [`guard`], `limits`, `error` | who may ask, how much, and what is said instead of an answer |
//!
//! What holds everywhere: the scope is the verified caller's, no argument widens it. Each root field reads in one
//! short transaction of its own. A list loads its children by look-ahead, each kind in one statement. A date argument
//! `asOf` is answered by the domain's own functions from dated facts. Objects are what the domain's aggregate says;
//! nothing here knows a rule.
//!
//! **To add a field**: a method with a doc comment (the public documentation, with the German term); where it needs
//! rows, a branch in the loader behind `look.asks`. **To add a root field**: a method of a root object, a line in the
//! table of permissions; tests find a field without one. Then generate the SDL anew.

pub mod agreements;
pub mod annual_report;
pub mod bodies;
pub mod budgets;
pub mod circulars;
pub mod committee_reports;
pub mod concepts;
pub(crate) mod connection;
pub mod contact_lists;
pub mod contacts;
pub mod cost_schemes;
pub mod coverage;
pub mod decisions;
pub mod deliveries;
pub(crate) mod error;
pub mod evaluated;
pub mod expenses;
pub mod explained;
pub mod frameworks;
pub mod funding_ledger;
pub mod gaps;
pub mod goals;
pub mod grants;
pub mod guard;
pub mod history;
pub mod indicators;
pub mod instruments;
mod limits;
pub(crate) mod look;
pub mod meetings;
pub mod minutes;
pub mod municipality;
pub mod mutations;
pub mod needs;
pub mod networks;
pub mod node;
pub mod offers;
pub mod offices;
pub mod onward_grants;
pub mod organs;
pub mod overview;
pub mod partners;
pub mod places;
pub(crate) mod policies;
pub mod presentations;
pub mod programmes;
pub mod projects;
pub mod quality_dialogues;
pub(crate) mod reader;
pub mod recommendations;
mod schema;
pub mod site_reports;
pub mod sources;
pub mod specialists;
pub mod standards;
pub mod topics;
pub mod trainings;
pub mod volunteers;
pub mod what_if;
pub(crate) mod whole;
pub mod words;
pub mod worklist;

use std::sync::Arc;

use deadpool_postgres::Pool;
use service_kit::clock::Clock;
use vault::Vault;

pub use bodies::FeedAddresses;
pub use limits::{COMPLEXITY, DEPTH};
pub use mutations::{Services, Visibility};
pub use schema::{Graph, LotseSchema, Mutation, Query, schema, sdl};

use policies::PolicyCache;

/// Most entries of a list that has no pages.
const LIST_MAX: usize = 500;

/// What answers come from.
#[derive(Debug)]
pub struct Deps {
    gateway: Pool,
    state: Pool,
    clock: Clock,
    services: Services,
    visibility: Arc<dyn Visibility>,
    policies: PolicyCache,
    feeds: Option<FeedAddresses>,
}

impl Deps {
    /// `gateway` and `state` log in as the database roles of these names; `visibility` is the read model's runner.
    pub fn new(
        gateway: Pool,
        state: Pool,
        clock: Clock,
        services: Services,
        visibility: Arc<dyn Visibility>,
    ) -> Self {
        Self {
            gateway,
            state,
            clock,
            services,
            visibility,
            policies: PolicyCache::default(),
            feeds: None,
        }
    }

    /// The same, able to say where calendars are subscribed to.
    #[must_use]
    pub fn with_feeds(mut self, feeds: Option<FeedAddresses>) -> Self {
        self.feeds = feeds;
        self
    }

    pub(crate) fn feeds(&self) -> Option<&FeedAddresses> {
        self.feeds.as_ref()
    }

    /// The documents, with the rights of the gateway's role.
    pub(crate) fn vault(&self) -> Vault {
        Vault::new(self.gateway.clone())
    }
}
