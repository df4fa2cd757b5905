//! What a decision reads from other streams.

use std::collections::BTreeSet;
use std::sync::Arc;

use kernel::{DecisionContext, PartnerId};

use crate::AgreementsPolicy;

/// Everything that a decision may rest on besides the agreement's own events.
pub type AgreementContext = DecisionContext<Arc<AgreementsPolicy>, AgreementFacts>;

/// Plain facts from the streams that the command's `reads()` name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementFacts {
    /// Those partners of the command whose stream exists, whatever their membership's state: an agreement may be
    /// signed before a partner is admitted (MEM-04). From the streams `partner-…`.
    pub known_partners: BTreeSet<PartnerId>,
    /// Whether the command's network exists. From the stream `network-…`.
    pub network_known: bool,
    /// The version of the municipality's policy that is valid on the business date. From the stream
    /// `municipality-…`.
    pub policy_version: u32,
}
