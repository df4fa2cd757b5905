//! Partner institutions [Netzwerkpartner] with everything that hangs on them (MEM-01 … MEM-20, MEM-44 … MEM-49).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object and what it is made of |
//! | `admission`, `contributions` | its requests and memberships; what it puts in |
//! | `load` | from rows and views to objects, children set-wise |
//! | `speaking`, `operating` | who speaks for them, who operates them |
//! | `reference` | a partner by its name, where something else speaks of it |
//! | `duplicates` | what belongs to a duplicate is shown with the partner that stays |
//! | `list` | the root field: filter, order, pages |
//! | `requests`, `exchange` | more root fields: requests; marketplace, participation |

mod admission;
mod contributions;
mod duplicates;
mod exchange;
mod list;
mod load;
mod operating;
mod reference;
mod requests;
mod speaking;

use std::sync::Arc;

use async_graphql::{ID, Object, SimpleObject};
use kernel::{Date, PartialDate};
use membership::partner::findings as duties;
use membership::{FindingSeverity, MembershipState, Partner as View, PartnerKind, SectorCode};
use municipality::Policy;
use uuid::Uuid;

use super::agreements::Agreement;
use super::contacts::Contact;
use super::guard::Needs;
use super::networks::Network;
use super::offers::Offer;
use super::places::Site;
use super::sources::Source;

pub use admission::{
    AdmissionProgress, Clarification, MembershipGap, MembershipPeriod, MissingPrecondition,
    PartnerRequest, Profile,
};
pub use contributions::{Participation, Presentation, QualityLine, Resource, StaffTraining};
pub use exchange::{
    ExchangeQuery, ParticipationConnection, ParticipationCount, ParticipationEdge,
    PartnerParticipation, PartnerResource,
};
pub use list::{PartnerConnection, PartnerEdge, PartnerFilter, PartnerOrder, PartnerQuery};
pub use reference::PartnerReference;
pub use requests::{
    MembershipRequest, MembershipRequestConnection, MembershipRequestEdge, RequestFilter,
    RequestOrder, RequestQuery,
};

pub(crate) use duplicates::{Duplicates, merged};
pub(crate) use list::select;
pub(crate) use load::{PartnerRow, all_views, one, rows, views};
pub(crate) use reference::references;
pub(crate) use speaking::by_partner;

/// A partner institution [Netzwerkpartner] (MEM-06).
pub struct Partner {
    pub(crate) id: Uuid,
    institution: kernel::Institution,
    day: Date,
    /// With what its duplicates put in.
    view: Arc<View>,
    policy: Option<Arc<Policy>>,
    networks: Vec<Arc<Network>>,
    sites: Vec<Arc<Site>>,
    /// Of its contacts.
    findings: Vec<Finding>,
    vacant_since: Option<Date>,
    contacts: Vec<Contact>,
    agreements: Vec<Arc<Agreement>>,
    offers: Vec<Offer>,
    operator: Option<PartnerReference>,
    operators: Vec<OperatorPeriod>,
    merged_into: Option<PartnerReference>,
    duplicates: Vec<PartnerReference>,
    requests: Vec<PartnerRequest>,
    memberships: Vec<MembershipPeriod>,
    resources: Vec<Resource>,
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
#[derive(Clone, SimpleObject)]
pub struct Sector {
    /// A code of § 3 Abs. 2 KKG, or one of the municipality's own.
    code: SectorCode,
    /// The German term.
    label: String,
}

impl Sector {
    /// A code with its term in the policy of the day.
    pub(crate) fn of(code: SectorCode, policy: Option<&Arc<Policy>>) -> Self {
        let term = policy.and_then(|policy| policy.membership.sectors.term(&code));
        Self {
            label: term.unwrap_or(code.as_str()).to_owned(),
            code,
        }
    }
}

/// Something that is not as a document wants it [Befund]; nobody sent a command for it.
#[derive(Clone, SimpleObject)]
pub struct Finding {
    /// Stable, such as `CONTACT_MISSING`.
    pub(crate) code: &'static str,
    pub(crate) severity: FindingSeverity,
    /// One German sentence for the office.
    pub(crate) sentence: String,
    /// The rule behind it, such as `MEM-14`.
    pub(crate) rule: &'static str,
}

impl From<membership::Finding> for Finding {
    fn from(finding: membership::Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        }
    }
}

impl From<funding::Finding> for Finding {
    fn from(finding: funding::Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        }
    }
}

impl From<meetings::Finding> for Finding {
    fn from(finding: meetings::Finding) -> Self {
        Self {
            code: finding.code,
            severity: finding.severity,
            sentence: finding.sentence,
            rule: finding.rule,
        }
    }
}

/// Who operated something from a day on [Trägerschaft] (MEM-07).
#[derive(Clone, SimpleObject)]
pub struct OperatorPeriod {
    /// The first day, as far as known.
    pub(crate) since: Option<PartialDate>,
    /// The operator where it is a partner.
    pub(crate) partner: Option<PartnerReference>,
    /// The operator's name, partner or not; `null` where nobody operates it.
    pub(crate) name: Option<String>,
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

    /// What it is on the day: Träger, Einrichtung, Dienst, … (MEM-06).
    async fn kind(&self) -> Option<PartnerKind> {
        self.view.kind_on(self.day).or(self.view.kind)
    }

    /// Where it stands on the day that is asked for, and since when; `null` for a duplicate.
    async fn membership(&self) -> Option<Membership> {
        self.view.standing_on(self.day).map(|standing| Membership {
            state: standing.state,
            since: standing.since,
            until: standing.until,
        })
    }

    /// Every membership that began up to the day, with the gaps between them.
    async fn memberships(&self) -> &[MembershipPeriod] {
        &self.memberships
    }

    /// The day of its first request [Anfrage].
    async fn requested_on(&self) -> Option<Date> {
        self.view.requested_on
    }

    /// Every request up to the day, with what the office made of it.
    async fn requests(&self) -> &[PartnerRequest] {
        &self.requests
    }

    /// How far its admission has got on the day (MEM-04); `null` for a duplicate.
    async fn admission(&self) -> Option<AdmissionProgress> {
        let policy = self.policy.as_ref()?;
        let pipeline = self.view.pipeline_on(self.day, &policy.membership)?;
        Some(pipeline.into())
    }

    /// What its admission still lacks while its request is open (MEM-04).
    async fn missing_preconditions(&self) -> Vec<MissingPrecondition> {
        let policy = self.policy.as_ref();
        let pipeline = policy.and_then(|of| self.view.pipeline_on(self.day, &of.membership));
        match pipeline {
            Some(pipeline)
                if matches!(
                    pipeline.state,
                    MembershipState::Requested | MembershipState::Clarified
                ) =>
            {
                pipeline.missing.into_iter().map(Into::into).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// The latest profile that it handed in [Institutionsbogen, Einrichtungsprofil] (MEM-04).
    async fn profile(&self) -> Option<Profile> {
        admission::profile(&self.view, self.day)
    }

    /// The partner that stays, where this one was entered twice [Dublette] (MEM-08).
    async fn merged_into(&self) -> Option<&PartnerReference> {
        self.merged_into.as_ref()
    }

    /// The day on which it was merged.
    async fn merged_on(&self) -> Option<Date> {
        self.view.merged.map(|merged| merged.on)
    }

    /// Its duplicates [Dubletten]; what belongs to them is shown here (MEM-08).
    async fn duplicates(&self) -> &[PartnerReference] {
        &self.duplicates
    }

    /// How many voices it has on the day [Stimmen] (MEM-08); `null` where nobody says how many a partner has.
    async fn voices(&self) -> Option<u16> {
        let policy = self.policy.as_ref()?;
        self.view.voices_on(&policy.membership, self.day)
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
        let sectors = self.view.sectors_on(self.day).into_iter();
        sectors
            .map(|code| Sector::of(code, self.policy.as_ref()))
            .collect()
    }

    /// Who speaks for it on the day that is asked for [Ansprechpersonen] (MEM-14).
    async fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// Since when its last contact is gone [Vakanz] (MEM-14); `null` while one speaks for it, and where none ever did.
    async fn contact_vacant_since(&self) -> Option<Date> {
        self.vacant_since
    }

    /// The agreements to which it is a party [Vereinbarungen]; `null` for a role that may not read agreements.
    #[graphql(guard = "Needs(\"agreements\")")]
    async fn agreements(&self) -> Option<&[Arc<Agreement>]> {
        Some(&self.agreements)
    }

    /// What it offers to families on the day, also what rests [Angebote Früher Hilfen] (MEM-21, MEM-22).
    async fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// The partner that operates it on the day that is asked for [Träger] (MEM-07).
    async fn operator(&self) -> Option<&PartnerReference> {
        self.operator.as_ref()
    }

    /// Who operated it, in order; an operator need not be a partner (MEM-07).
    async fn operators(&self) -> &[OperatorPeriod] {
        &self.operators
    }

    /// What it puts in for the others on the day [Ressourcen] (MEM-44).
    async fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// In what it took part up to the day, the last first (MEM-45).
    async fn participations(&self) -> Vec<Participation> {
        contributions::participations(&self.view, self.day)
    }

    /// The trainings of its staff up to the day, the last first: how many, never who (MEM-46).
    async fn staff_trainings(&self) -> Vec<StaffTraining> {
        contributions::staff_trainings(&self.view, self.day)
    }

    /// Its presentations up to the day, the last first: those that were recorded with it, and those on agendas of
    /// meetings that were held (MEM-47).
    async fn presentations(&self) -> Vec<Presentation> {
        contributions::presentations(&self.view, self.day)
    }

    /// When it last attested how parents take part [Beteiligung der Eltern] (MEM-49).
    async fn parent_participation_attested_on(&self) -> Option<Date> {
        self.view.contributions.parents_attested_on(self.day)
    }

    /// What the municipality's documents want of every partner, and how far this one has come (MEM-46, MEM-47, MEM-49).
    async fn quality_checklist(&self) -> Vec<QualityLine> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        let lines = duties::quality_checklist(&policy.membership, &self.view, self.day);
        lines.into_iter().map(Into::into).collect()
    }

    /// What is open of the checklist, as tasks or hints (MEM-46, MEM-47, MEM-49).
    async fn quality_findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        let found = duties::quality_findings(&policy.membership, &self.view, self.day);
        found.into_iter().map(Finding::from).collect()
    }

    /// What its admission lacks and who is missing to speak for it, as the municipality's documents want it (MEM-04,
    /// MEM-14, MEM-16).
    async fn findings(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return Vec::new();
        };
        let admission = duties::admission_findings(&policy.membership, &self.view, self.day);
        let admission = admission.into_iter().map(Finding::from);
        admission.chain(self.findings.iter().cloned()).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
