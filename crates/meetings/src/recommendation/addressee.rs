//! Where a recommendation can be.

use kernel::BodyId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::OrganCode;

/// A body of the network, or an organ outside it [Adressat].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "graphql", derive(async_graphql::OneofObject))]
#[cfg_attr(feature = "graphql", graphql(name = "RecommendationAddresseeInput"))]
#[serde(rename_all = "camelCase")]
pub enum Addressee {
    /// A body of the network.
    Body(BodyId),
    /// A committee, the council or a planning unit, by its code.
    Organ(OrganCode),
}

impl Addressee {
    /// The body, where it is one.
    pub fn body(&self) -> Option<BodyId> {
        match self {
            Self::Body(body) => Some(*body),
            Self::Organ(_) => None,
        }
    }
}
