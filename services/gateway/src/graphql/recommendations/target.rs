//! Where a recommendation goes: bodies by their names, organs as the policy calls them.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::SimpleObject;
use kernel::{BodyId, Date};
use meetings::recommendation::Addressee;
use municipality::Policy;
use uuid::Uuid;

use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::error::GraphError;
use crate::graphql::organs::{self, Organ};
use crate::graphql::reader::Reading;

/// A body of the network, or an organ outside it [Adressat] (MTG-18 … MTG-22).
#[derive(Clone, SimpleObject)]
pub struct RecommendationTarget {
    /// Its German name, whichever it is.
    name: String,
    /// The body; `null` for an organ.
    body: Option<BodyReference>,
    /// The organ; `null` for a body.
    organ: Option<Organ>,
}

/// Whom recommendations name.
#[derive(Default)]
pub(super) struct Targets {
    bodies: HashMap<Uuid, BodyReference>,
    policy: Option<Arc<Policy>>,
}

impl Targets {
    /// The bodies with these ids by their names on `day`, and the policy that names the organs.
    pub(super) async fn load(
        reading: &Reading<'_>,
        bodies: &[Uuid],
        day: Date,
    ) -> Result<Self, GraphError> {
        Ok(Self {
            bodies: bodies::references(reading, bodies, day).await?,
            policy: organs::naming(reading, day).await?,
        })
    }

    pub(super) fn body(&self, id: BodyId) -> Option<BodyReference> {
        self.bodies.get(&id.0).cloned()
    }

    pub(super) fn of(&self, addressee: &Addressee) -> RecommendationTarget {
        match addressee {
            Addressee::Body(id) => {
                let body = self.body(*id);
                RecommendationTarget {
                    name: body
                        .as_ref()
                        .map_or_else(String::new, |body| body.name.clone()),
                    body,
                    organ: None,
                }
            }
            Addressee::Organ(code) => {
                let organ = Organ::of(code, self.policy.as_deref());
                RecommendationTarget {
                    name: organ.name.clone(),
                    body: None,
                    organ: Some(organ),
                }
            }
        }
    }
}
