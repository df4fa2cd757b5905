//! What a decision on a text reads from other streams.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::{DecisionContext, FrameworkId, PartnerId};

use super::aggregate::{Framework, TextVersion};
use super::values::BasedOn;
use crate::AgreementsPolicy;

/// Everything that a decision may rest on besides the text's own events.
pub type TextContext = DecisionContext<Arc<AgreementsPolicy>, TextFacts>;

/// Plain facts from the streams that the command's `reads()` name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextFacts {
    /// Those partners of the command whose stream exists. From the streams `partner-…`.
    pub known_partners: BTreeSet<PartnerId>,
    /// The texts from which a draft starts. From the streams `framework-…`.
    pub bases: BTreeMap<FrameworkId, Framework>,
}

impl TextFacts {
    /// The version that a draft starts from, where it exists.
    pub fn base(&self, based_on: &BasedOn) -> Option<&TextVersion> {
        self.bases
            .get(&based_on.framework)?
            .version(based_on.version)
    }
}
