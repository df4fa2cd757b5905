//! Offers of the partners [Angebote Früher Hilfen], a directory for everybody in the network (MEM-21 … MEM-26).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object |
//! | `load` | from rows and views to offers, children set-wise |
//! | `list` | the root field: filter, order, pages |
//! | `inventory` | the root field: what there is, counted |
//! | `matrix` | the root field: situations by region, with the groups that S2 calls under-reached |

mod inventory;
mod list;
mod load;
mod matrix;

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use membership::offer::{
    AccessPath, OfferCost, OfferKind, OfferThreshold, TargetSituation, offer_findings,
};
use membership::{LanguageCode, Offer as View, OfferState, Partner as PartnerView};
use municipality::Policy;
use uuid::Uuid;

use super::partners::{Finding, PartnerReference, Sector};
use super::places::{Region, Site};
use super::sources::Source;

pub use inventory::{
    OfferInventory, OfferInventoryQuery, OffersAtSite, OffersForSituation, OffersOfKind,
};
pub use list::{OfferConnection, OfferEdge, OfferFilter, OfferOrder, OfferQuery};
pub use matrix::{OfferMatrix, OfferMatrixCell, OfferMatrixQuery, OfferMatrixRow};

pub(crate) use load::{of_partners, one};

/// What a partner offers to families [Angebot Früher Hilfen] (MEM-21, MEM-22).
pub struct Offer {
    pub(crate) id: Uuid,
    day: Date,
    view: Arc<View>,
    words: OfferWords,
    policy: Option<Arc<Policy>>,
    /// The partner as its view says, where findings are asked for.
    offering: Option<Arc<PartnerView>>,
    partner: Option<PartnerReference>,
    districts: Vec<Arc<Region>>,
    sites: Vec<Arc<Site>>,
    sources: Vec<Source>,
}

/// An offer's words; `None` where nobody gave them, and where they were erased.
#[derive(Clone, Default)]
struct OfferWords {
    name: String,
    description: Option<String>,
    access_note: Option<String>,
    opening_times: Option<String>,
}

/// For whom an offer is [Zielgruppe] (MEM-24 … MEM-26).
#[derive(Clone, SimpleObject)]
pub struct OfferSituation {
    code: TargetSituation,
    /// The German term.
    label: &'static str,
    /// True for the groups that S2 4.1 calls under-reached (MEM-26).
    under_reached: bool,
}

impl From<TargetSituation> for OfferSituation {
    fn from(code: TargetSituation) -> Self {
        Self {
            code,
            label: code.label(),
            under_reached: code.is_under_reached(),
        }
    }
}

/// How families find an offer [Zugangsweg] (MEM-22).
#[derive(Clone, SimpleObject)]
pub struct OfferAccess {
    code: AccessPath,
    /// The German term.
    label: &'static str,
}

/// A pause of an offer [Angebot ruht].
#[derive(Clone, SimpleObject)]
pub struct OfferPause {
    /// The first day without it.
    since: Date,
    /// The last day without it, where it is known.
    until: Option<Date>,
    /// The first day with it again, where somebody said so.
    resumed_on: Option<Date>,
}

/// What a partner offers to families [Angebot Früher Hilfen] (MEM-21, MEM-22).
#[Object]
impl Offer {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name on the day that is asked for.
    async fn name(&self) -> &str {
        &self.words.name
    }

    async fn description(&self) -> Option<&str> {
        self.words.description.as_deref()
    }

    /// The partner that makes it.
    async fn partner(&self) -> Option<&PartnerReference> {
        self.partner.as_ref()
    }

    /// What kind of help it is.
    async fn kind(&self) -> Option<OfferKind> {
        self.view.details_on(self.day)?.kind
    }

    /// Where it stands on the day: available, resting or ended.
    async fn state(&self) -> Option<OfferState> {
        self.view.state_on(self.day)
    }

    /// Its fields of work [Arbeitsbereiche].
    async fn sectors(&self) -> Vec<Sector> {
        let details = self.view.details_on(self.day);
        let sectors = details.map(|details| details.sectors.clone());
        let sectors = sectors.unwrap_or_default().into_iter();
        sectors
            .map(|code| Sector::of(code, self.policy.as_ref()))
            .collect()
    }

    /// For whom it is; empty where it is for every family (MEM-24 … MEM-26).
    async fn situations(&self) -> Vec<OfferSituation> {
        let details = self.view.details_on(self.day);
        let situations = details.map_or(&[][..], |details| &details.situations);
        situations.iter().map(|code| (*code).into()).collect()
    }

    /// From which age of the child on, in months; -9 to 0 is pregnancy.
    async fn age_from_months(&self) -> Option<i16> {
        self.view.details_on(self.day)?.age_from_months
    }

    /// Up to which age of the child, in months.
    async fn age_to_months(&self) -> Option<i16> {
        self.view.details_on(self.day)?.age_to_months
    }

    /// Where it takes place or for whom, by region [Sozialraum] (MEM-23).
    async fn districts(&self) -> &[Arc<Region>] {
        &self.districts
    }

    /// The sites at which it takes place (MEM-23).
    async fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// How families find it [Zugangswege] (MEM-22).
    async fn access_paths(&self) -> Vec<OfferAccess> {
        let details = self.view.details_on(self.day);
        let paths = details.map_or(&[][..], |details| &details.access_paths);
        let access = |code: &AccessPath| OfferAccess {
            code: *code,
            label: code.label(),
        };
        paths.iter().map(access).collect()
    }

    /// More on how to find it, such as „erster Stock“.
    async fn access_note(&self) -> Option<&str> {
        self.words.access_note.as_deref()
    }

    /// How hard it is to begin [Niederschwelligkeit] (MEM-23).
    async fn threshold(&self) -> Option<OfferThreshold> {
        self.view.details_on(self.day)?.threshold
    }

    /// Whether it costs the family something (MEM-23).
    async fn cost(&self) -> Option<OfferCost> {
        Some(self.view.details_on(self.day)?.cost)
    }

    /// Languages spoken, by their code of ISO 639 (MEM-23).
    async fn languages(&self) -> Vec<LanguageCode> {
        let details = self.view.details_on(self.day);
        details.map_or_else(Vec::new, |details| details.languages.clone())
    }

    /// When it is open, in the partner's words (MEM-23).
    async fn opening_times(&self) -> Option<&str> {
        self.words.opening_times.as_deref()
    }

    async fn registered_on(&self) -> Option<Date> {
        self.view.registered_on
    }

    /// The latest day up to the day on which somebody said that it is right (MEM-21).
    async fn last_confirmed_on(&self) -> Option<Date> {
        self.view.last_confirmed_on(self.day)
    }

    /// Since when nobody said that it is right; `null` once it ended (MEM-21).
    async fn unconfirmed_since(&self) -> Option<Date> {
        self.view.unconfirmed_since(self.day)
    }

    /// When it rested, rests and will rest.
    async fn pauses(&self) -> Vec<OfferPause> {
        let pauses = self.view.pauses.iter();
        pauses
            .map(|pause| OfferPause {
                since: pause.from,
                until: pause.until,
                resumed_on: pause.resumed_on,
            })
            .collect()
    }

    /// The last day.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// What is open with it: nobody confirmed it in time, its partner is no member any more (MEM-21).
    async fn findings(&self) -> Vec<Finding> {
        let (Some(policy), Some(partner)) = (&self.policy, &self.offering) else {
            return Vec::new();
        };
        let found = offer_findings(&policy.membership, &self.view, partner, self.day);
        found.into_iter().map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
