//! Partner institutions [Netzwerkpartner] with everything that hangs on them (MEM-01 … MEM-20).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and what it is made of |
//! | `load` | from rows and views to objects, children set-wise |
//! | `list` | the root field: filter, order, pages |

mod list;
mod load;

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::Date;
use membership::policy::AdmissionPrecondition;
use membership::{
    FindingSeverity, MembershipState, Partner as View, PartnerKind, SectorCode, findings,
};
use municipality::Policy;
use uuid::Uuid;

use super::agreements::Agreement;
use super::contacts::Contact;
use super::guard::Needs;
use super::networks::Network;
use super::places::Site;
use super::sources::Source;

pub use list::{PartnerConnection, PartnerEdge, PartnerFilter, PartnerOrder, PartnerQuery};
pub(crate) use load::{count_by_partner, one, references};

/// A partner institution [Netzwerkpartner] (MEM-06).
pub struct Partner {
    pub(crate) id: Uuid,
    institution: kernel::Institution,
    day: Date,
    view: Arc<View>,
    policy: Option<Arc<Policy>>,
    networks: Vec<Arc<Network>>,
    sites: Vec<Arc<Site>>,
    active_contacts: usize,
    contacts: Vec<Contact>,
    agreements: Vec<Arc<Agreement>>,
    operator: Option<PartnerReference>,
    sources: Vec<Source>,
}

/// Where a partner stands on a day [Stand der Mitgliedschaft].
#[derive(SimpleObject)]
pub struct Membership {
    state: MembershipState,
    since: Date,
    /// The last day, for a membership that ended or will end.
    until: Option<Date>,
}

/// A field of work [Arbeitsbereich] (MEM-09 … MEM-13).
#[derive(SimpleObject)]
pub struct Sector {
    /// A code of § 3 Abs. 2 KKG, or one of the municipality's own.
    code: SectorCode,
    /// The German term.
    label: String,
}

/// Something that is not as a document wants it [Befund]; nobody sent a command for it.
#[derive(SimpleObject)]
pub struct Finding {
    /// Stable, such as `CONTACT_MISSING`.
    code: &'static str,
    severity: FindingSeverity,
    /// One German sentence for the office.
    sentence: String,
    /// The rule behind it, such as `MEM-14`.
    rule: &'static str,
}

/// What must be there before a partner is admitted, and is not [fehlende Aufnahmebedingung].
#[derive(SimpleObject)]
pub struct MissingPrecondition {
    code: AdmissionPrecondition,
    /// The German term.
    label: &'static str,
}

/// A partner by its name, where something else speaks of it; `node` has the rest.
#[derive(Clone, SimpleObject)]
pub struct PartnerReference {
    id: ID,
    pub(crate) name: String,
    kind: Option<PartnerKind>,
}

/// A partner institution [Netzwerkpartner] (MEM-06).
#[Object]
impl Partner {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name on the day that is asked for.
    async fn name(&self) -> &str {
        &self.institution.name
    }

    /// Street, number, postal code and town [Anschrift].
    async fn address(&self) -> Option<&str> {
        self.institution.address.as_deref()
    }

    /// The institution's telephone [Telefon].
    async fn phone(&self) -> Option<&str> {
        self.institution.phone.as_deref()
    }

    /// What it is: Träger, Einrichtung, Dienst, … (MEM-06).
    async fn kind(&self) -> Option<PartnerKind> {
        self.view.kind
    }

    /// Where it stands on the day that is asked for, and since when.
    async fn membership(&self) -> Option<Membership> {
        self.view.standing_on(self.day).map(|standing| Membership {
            state: standing.state,
            since: standing.since,
            until: standing.until,
        })
    }

    /// The day on which it asked to take part [Anfrage].
    async fn requested_on(&self) -> Option<Date> {
        self.view.requested_on
    }

    /// What its admission still lacks while its request is open (MEM-04).
    async fn missing_preconditions(&self) -> Vec<MissingPrecondition> {
        let open = matches!(
            self.view.membership_on(self.day),
            Some(MembershipState::Requested | MembershipState::Clarified)
        );
        let missing = match &self.policy {
            Some(policy) if open => self.view.missing_preconditions(&policy.membership),
            Some(_) | None => Vec::new(),
        };
        missing
            .into_iter()
            .map(|code| MissingPrecondition {
                code,
                label: code.label(),
            })
            .collect()
    }

    /// The networks in which it takes part, or wants to while its request is open (MEM-36).
    async fn networks(&self) -> &[Arc<Network>] {
        &self.networks
    }

    /// The sites at which it works (MEM-07).
    async fn sites(&self) -> &[Arc<Site>] {
        &self.sites
    }

    /// Its fields of work (MEM-09 … MEM-13).
    async fn sectors(&self) -> Vec<Sector> {
        let label = |code: &SectorCode| {
            let policy = self.policy.as_ref();
            let term = policy.and_then(|policy| policy.membership.sectors.term(code));
            term.unwrap_or(code.as_str()).to_owned()
        };
        let sectors = self.view.sectors_on(self.day).into_iter();
        sectors
            .map(|code| Sector {
                label: label(&code),
                code,
            })
            .collect()
    }

    /// Who speaks for it on the day that is asked for [Ansprechpersonen] (MEM-14).
    async fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// The agreements to which it is a party [Vereinbarungen]; `null` for a role that may not read agreements.
    #[graphql(guard = "Needs(\"agreements\")")]
    async fn agreements(&self) -> Option<&[Arc<Agreement>]> {
        Some(&self.agreements)
    }

    /// Who operates it on the day that is asked for [Träger] (MEM-07).
    async fn operator(&self) -> Option<&PartnerReference> {
        self.operator.as_ref()
    }

    /// What is not as the municipality's documents want it (MEM-14, MEM-16).
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        contact_findings(policy, &self.view, self.active_contacts, self.day)
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}

fn contact_findings(policy: &Policy, view: &View, active: usize, day: Date) -> Vec<Finding> {
    findings::contact_findings(&policy.membership, view, active, day)
        .into_iter()
        .map(|finding| Finding {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        })
        .collect()
}
