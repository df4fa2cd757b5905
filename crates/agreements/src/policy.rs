//! What differs between municipalities about agreements, and the terms that an offer freezes out of it.
//!
//! Both come out of one table at the end of this file, so that a policy value can neither be forgotten in the
//! terms nor in their rendering. A policy file names every value, if only as `unstated`: there is no default but
//! this, for values that came later.
//! The policy speaks of cooperation agreements; of other kinds it says nothing but who the public party and what
//! the network's name is ([`AgreementsPolicy::for_kind`]).

use std::borrow::Cow;

use kernel::{Frozen, Source, Sourced, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::agreement::AgreementKind;
use crate::values::{
    Adaptation, AmendmentForm, AmendmentSignatures, BindingNature, CollectiveCoverage,
    EntryIntoForce, NoticeConsideration, NoticeForm, NoticePeriod, Phrase, Readable, Review, Shape,
    Side, SignatureForm, Term,
};

/// One term of an agreement, for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    /// The value's name in the policy file, such as `notice-period`; [`AgreementsPolicy::quote`] takes it.
    pub name: &'static str,
    /// In German; „nicht genannt" where nobody says.
    pub value: String,
    pub status: Status,
}

impl TermRow {
    fn new<T: Readable>(name: &'static str, term: &Frozen<T>) -> Self {
        let value = term
            .value
            .as_ref()
            .map_or_else(|| Status::Unstated.label().to_owned(), Readable::readable);
        Self {
            name,
            value,
            status: term.status,
        }
    }
}

impl AgreementsPolicy {
    /// What the policy says about agreements of `kind`: a protection mandate's end, say, is not that of the
    /// cooperation agreement, which leaves it untouched (AGR-25).
    pub fn for_kind(&self, kind: AgreementKind) -> Cow<'_, Self> {
        match kind {
            AgreementKind::Cooperation => Cow::Borrowed(self),
            AgreementKind::ProtectionMandate8a
            | AgreementKind::QualityDevelopment
            | AgreementKind::Procedure => Cow::Owned(Self {
                public_party: self.public_party.clone(),
                network_name: self.network_name.clone(),
                ..Self::unstated()
            }),
        }
    }
}

/// Terms that were frozen before the value existed say nothing of it.
fn unstated_coverage() -> Frozen<CollectiveCoverage> {
    Frozen {
        value: None,
        status: Status::Unstated,
    }
}

macro_rules! policy_values {
    // `[policy, terms]` before a field: what stands for it in a policy or in terms from before it existed.
    ($($(#[$doc:meta])* $([$old_policy:literal, $old_terms:literal])?
       $field:ident = $name:literal: $type:ty,)+) => {
        /// The municipality's policy on agreements.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case", deny_unknown_fields)]
        pub struct AgreementsPolicy {
            $($(#[$doc])* $(#[serde(default = $old_policy)])? pub $field: Sourced<$type>,)+
        }

        impl AgreementsPolicy {
            /// Nobody says anything.
            pub fn unstated() -> Self {
                Self { $($field: Sourced::unstated(),)+ }
            }

            /// Source and words of the value called `name`; `None` when there is no such value.
            pub fn quote(&self, name: &str) -> Option<(Option<&Source>, Option<&str>)> {
                match name {
                    $($name => Some((self.$field.source.as_ref(), self.$field.words.as_deref())),)+
                    _ => None,
                }
            }
        }

        /// An agreement's terms: the policy's values on the day of the offer, with the status that they had.
        ///
        /// A later policy changes none of them. Source and words stay in the policy of `policy_version`.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        pub struct AgreementTerms {
            pub policy_version: u32,
            $($(#[$doc])* $(#[serde(default = $old_terms)])? pub $field: Frozen<$type>,)+
        }

        impl AgreementTerms {
            pub fn of(policy: &AgreementsPolicy, policy_version: u32) -> Self {
                Self { policy_version, $($field: Frozen::from(&policy.$field),)+ }
            }

            /// Every term, in the order of the documents.
            pub fn rows(&self) -> Vec<TermRow> {
                vec![$(TermRow::new($name, &self.$field),)+]
            }
        }
    };
}

policy_values! {
    /// Who agrees with whom (AGR-02 … AGR-05).
    shape = "shape": Shape,
    /// The law on which the agreement rests (AGR-01).
    legal_basis = "legal-basis": Vec<Phrase>,
    /// What the funding rests on (AGR-32).
    funding_basis = "funding-basis": Vec<Phrase>,
    /// The responsible unit of the public side (AGR-33).
    public_party = "public-party": Phrase,
    /// The network's name; a renaming is an amendment (AGR-34).
    network_name = "network-name": Phrase,
    /// What the agreement binds to (AGR-16).
    binding_nature = "binding-nature": BindingNature,
    /// What makes it enter into force (AGR-07, AGR-19, AGR-20).
    entry_into_force = "entry-into-force": EntryIntoForce,
    /// How long it runs (AGR-08 … AGR-11).
    term = "term": Term,
    /// Which side may give notice (AGR-13).
    notice_by = "notice-by": Vec<Side>,
    /// The form of a notice (AGR-12).
    notice_form = "notice-form": NoticeForm,
    /// When a notice takes effect (AGR-09, AGR-12).
    notice_period = "notice-period": NoticePeriod,
    /// What a notice must consider (AGR-10).
    notice_consideration = "notice-consideration": NoticeConsideration,
    /// The form of changes (AGR-14).
    amendment_form = "amendment-form": AmendmentForm,
    /// Who signs a change (AGR-14).
    amendment_signatures = "amendment-signatures": AmendmentSignatures,
    /// How a party signs (AGR-18, AGR-20).
    signature_form = "signature-form": SignatureForm,
    /// How it is looked at again (AGR-11).
    review = "review": Review,
    /// When it is to be adapted (AGR-15).
    adaptation = "adaptation": Adaptation,
    /// Whom a collective agreement covers: those who acceded, or every partner (AGR-03, AGR-20).
    ["Sourced::unstated", "unstated_coverage"]
    collective_coverage = "collective-coverage": CollectiveCoverage,
}
