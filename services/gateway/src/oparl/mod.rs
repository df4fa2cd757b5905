//! What a municipality publishes to everybody, as OParl 1.1: bodies, meetings, released minutes, recommendations.
//!
//! | room | what lives there |
//! |---|---|
//! | `published` | which bodies, minutes and recommendations the policies make public, and since when |
//! | `load`, `rows` | what is public out of the read tables, in one snapshot |
//! | `objects` | our meetings as the standard's |
//! | `addresses` | where each of them answers |
//! | `routes` | lists, objects and files over HTTP |
//!
//! **There is no caller here.** Everywhere else the municipality comes from the verified token and from nothing else
//! (`graphql::reader`). Here it comes from the path, and that is allowed for one reason: the municipality's own policy,
//! stated or adopted, publishes it to everybody. So the policy is looked at first, in the municipality's own scope and
//! with the gateway's own role; without it the answer is 404, the same as for a municipality that does not exist. Behind
//! it row-level security is the same as everywhere: what is another municipality's is not there.
//!
//! What leaves the house:
//! - bodies whose key the policy names, and no others; the institutions that sit in them; the organs to which published
//!   recommendations went;
//! - their meetings with number, day, place and state. Items of an agenda are counted and have no words: nobody decides
//!   yet that one is public;
//! - approved minutes that went out, and recommendations that were passed on, each only where the policy says so; a
//!   municipality that publishes its minutes publishes all that they print, agenda, outcomes and institutions too;
//! - *never a person*: no contact, no partner who is one (`Einzelperson`), no name to whom minutes refer by reference.
//!   The words of minutes are the office's own (MTG-24).
//!
//! `created` is the moment of the first event, `modified` that of the last; where it is later, the moment at which the
//! policy began to publish it, so that who asks what changed since misses nothing. What is not public any more, struck
//! or withdrawn is deleted in the sense of the standard: id, type and moments. What was recorded after that was never
//! public and has no trace.
//!
//! Every answer is made out of the read tables of one municipality when it is asked for: a list of 500 meetings as well
//! as one of them. That is a few thousand rows at most; a table of its own would be a second truth.
//!
//! The routes exist only where an operator says under which address (`LOTSE_OPARL_URL`): ids are addresses, and one
//! that follows the request's `Host` would be as many ids as there are names.

mod addresses;
mod load;
mod objects;
mod published;
mod routes;
mod rows;

use std::sync::Arc;

use deadpool_postgres::Pool;
use eventstore::EventStore;
use oparl::{Address, NotAnAddress};
use reqwest::Url;
use service_kit::clock::Clock;

use crate::exports::press::Press;
use crate::graphql::policies::PolicyCache;
use addresses::Addresses;

pub(crate) use routes::router;

/// Where the publications of the municipalities answer.
#[derive(Clone, Debug)]
pub struct Publishing {
    base: Address,
    /// Knows which municipalities there are, and nothing of them.
    store: EventStore,
}

impl Publishing {
    /// `base` is what stands before `/oparl/…`; `heads` logs in as the projector, who alone sees which municipalities
    /// there are.
    ///
    /// # Errors
    /// An address with a query or a fragment.
    pub fn try_new(base: &Url, heads: Pool) -> Result<Self, NotAnAddress> {
        Ok(Self {
            base: Address::try_new(base.as_str())?,
            store: EventStore::new(heads),
        })
    }
}

/// What the routes need.
#[derive(Clone)]
struct Publisher(Arc<Desk>);

struct Desk {
    at: Addresses,
    store: EventStore,
    gateway: Pool,
    clock: Clock,
    policies: PolicyCache,
    press: Press,
}

impl Publisher {
    fn new(publishing: Publishing, gateway: Pool, clock: Clock) -> Self {
        Self(Arc::new(Desk {
            at: Addresses::below(&publishing.base),
            store: publishing.store,
            gateway,
            clock,
            policies: PolicyCache::default(),
            // Whoever asks from outside takes no place from the office.
            press: Press::new(1),
        }))
    }
}
