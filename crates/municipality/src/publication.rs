//! What a municipality publishes to everybody.
//!
//! Nothing is published unless a document states it or somebody adopted it; what is merely inferred publishes nothing.
//! The values may be absent from a file, also as a whole: whoever says nothing publishes nothing.

use kernel::Sourced;
use serde::{Deserialize, Serialize};

/// A municipality's publications [Veröffentlichung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PublicationPolicy {
    /// Whether its bodies are published as OParl.
    #[serde(default = "Sourced::unstated")]
    pub oparl: Sourced<bool>,
    /// Which of them, by the keys of their rules; no others.
    #[serde(default = "Sourced::unstated")]
    pub oparl_bodies: Sourced<Vec<String>>,
    /// Whether their approved minutes are, once they went out.
    #[serde(default = "Sourced::unstated")]
    pub oparl_minutes: Sourced<bool>,
    /// Whether their recommendations are, once they were passed on.
    #[serde(default = "Sourced::unstated")]
    pub oparl_recommendations: Sourced<bool>,
}

impl Default for PublicationPolicy {
    fn default() -> Self {
        Self {
            oparl: Sourced::unstated(),
            oparl_bodies: Sourced::unstated(),
            oparl_minutes: Sourced::unstated(),
            oparl_recommendations: Sourced::unstated(),
        }
    }
}

impl PublicationPolicy {
    /// Whether the body with this key is published.
    pub fn publishes(&self, body: &str) -> bool {
        let bodies = self.oparl_bodies.binding();
        self.is_on() && bodies.is_some_and(|bodies| bodies.iter().any(|key| key == body))
    }

    /// Whether anything is.
    pub fn is_on(&self) -> bool {
        self.oparl.binding() == Some(&true)
    }

    /// Whether minutes of published bodies are.
    pub fn publishes_minutes(&self) -> bool {
        self.is_on() && self.oparl_minutes.binding() == Some(&true)
    }

    /// Whether recommendations of published bodies are.
    pub fn publishes_recommendations(&self) -> bool {
        self.is_on() && self.oparl_recommendations.binding() == Some(&true)
    }
}
