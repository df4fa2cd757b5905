//! What a decision reads from other streams.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::{Date, DecisionContext, NetworkId, PartnerId};

use crate::AgreementsPolicy;
use crate::agreement::{Agreement, AgreementKind};
use crate::framework::{Framework, PlaceholderCode};

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
    /// The text that a draft names; `None` where it names none or there is none. From the stream `framework-…`.
    pub framework: Option<FrameworkFacts>,
    /// The other agreement that the command names; `None` where there is none. From the stream `agreement-…`.
    pub other: Option<OtherAgreement>,
}

/// A text as far as a draft asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkFacts {
    pub kind: AgreementKind,
    /// The versions that were approved, those retired since included: an old paper is recorded later.
    pub approved: BTreeMap<u32, ApprovedText>,
}

/// An approved version of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovedText {
    pub approved_on: Date,
    /// Its placeholders, and whether each needs a value.
    pub placeholders: BTreeMap<PlaceholderCode, bool>,
}

/// Another agreement as far as a successor or an untouched one asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherAgreement {
    pub network: NetworkId,
    pub kind: AgreementKind,
    /// Its first day in force.
    pub in_force_on: Option<Date>,
}

impl FrameworkFacts {
    /// `None` where there is no such text.
    pub fn of(framework: &Framework) -> Option<Self> {
        let approved = framework.versions.iter().filter_map(|version| {
            let approved = ApprovedText {
                approved_on: version.approval.as_ref()?.approved_on,
                placeholders: version
                    .placeholders
                    .iter()
                    .map(|placeholder| (placeholder.code.clone(), placeholder.required))
                    .collect(),
            };
            Some((version.number, approved))
        });
        Some(Self {
            kind: framework.kind?,
            approved: approved.collect(),
        })
    }
}

impl OtherAgreement {
    /// `None` where there is no such agreement.
    pub fn of(agreement: &Agreement) -> Option<Self> {
        Some(Self {
            network: agreement.network?,
            kind: agreement.kind?,
            in_force_on: agreement.in_force_on().map(|(day, _)| day),
        })
    }
}
