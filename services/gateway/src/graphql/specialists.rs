//! The register of experienced specialists [insoweit erfahrene Fachkräfte] (MEM-27 … MEM-29, AGR-24).
//!
//! Where somebody works and for whom he advises is everybody's: partners have a claim to such advice. Who sees the
//! person is decided where contacts are ([`contacts::may_see`]), by the same rule.

use std::collections::HashMap;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use kernel::{Date, DocumentRef, EntryId, PartnerId, RegionId};
use membership::specialist::{LegalBasis, QualificationKind, specialist_findings};
use membership::{ConsentState, Specialist as View};
use uuid::Uuid;

use super::LIST_MAX;
use super::contacts;
use super::error::GraphError;
use super::guard::Needs;
use super::look::Look;
use super::partners::{self, Finding, PartnerReference};
use super::places;
use super::policies::{self, Policies};
use super::reader::{Reader, Reading};
use super::sources::{self, Source};
use super::words::{self, Person};

/// Somebody who advises where a child may be in danger [insoweit erfahrene Fachkraft] (MEM-27).
pub struct Specialist {
    pub(crate) id: Uuid,
    day: Date,
    view: View,
    partner: Option<PartnerReference>,
    institution: Option<SpecialistInstitution>,
    person: Option<Person>,
    findings: Vec<Finding>,
    sources: Vec<Source>,
}

/// Where a specialist works [Einrichtung/Dienst/Fachstelle].
#[derive(Clone, SimpleObject)]
pub struct SpecialistInstitution {
    name: String,
    /// Street, number, postal code and town [Anschrift].
    address: Option<String>,
    phone: Option<String>,
}

/// The law under which a specialist advises [Rechtsgrundlage] (AGR-24, MEM-27, MEM-28).
#[derive(Clone, SimpleObject)]
pub struct SpecialistBasis {
    code: LegalBasis,
    /// The law, and for whom.
    label: &'static str,
}

/// Evidence of a qualification [Nachweis] (MEM-27).
#[derive(Clone, SimpleObject)]
pub struct SpecialistQualification {
    kind: QualificationKind,
    /// The German term.
    label: &'static str,
    held_on: Date,
    /// The scan, where one was stored.
    document: Option<DocumentRef>,
}

/// Somebody who advises where a child may be in danger [insoweit erfahrene Fachkraft] (MEM-27).
#[Object]
impl Specialist {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// For whom the person advises on the day, by law; none outside the registration.
    async fn bases(&self) -> Vec<SpecialistBasis> {
        let bases = self.view.bases_on(self.day).iter();
        bases
            .map(|code| SpecialistBasis {
                code: *code,
                label: code.label(),
            })
            .collect()
    }

    /// True for one of the municipality's own [städtische Kinderschutzfachkraft] (MEM-29).
    async fn municipal(&self) -> bool {
        self.view.municipal
    }

    /// The partner where the person works, where it is one.
    async fn partner(&self) -> Option<&PartnerReference> {
        self.partner.as_ref()
    }

    /// Where the person works, partner or not.
    async fn institution(&self) -> Option<&SpecialistInstitution> {
        self.institution.as_ref()
    }

    /// Whether the person may be asked on the day [Erreichbarkeit].
    async fn available(&self) -> bool {
        self.view.is_available_on(self.day)
    }

    async fn registered_on(&self) -> Option<Date> {
        self.view.registered_on
    }

    /// The last day of the registration.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// The latest day up to the day on which somebody said that the details are right.
    async fn confirmed_on(&self) -> Option<Date> {
        self.view.confirmed_on(self.day)
    }

    /// The latest training for the sites that the person held [Fortbildung] (MEM-29).
    async fn last_training_on(&self) -> Option<Date> {
        self.view.last_training_on(self.day)
    }

    /// The evidence of the qualification.
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn qualifications(&self) -> Option<Vec<SpecialistQualification>> {
        let held = self.view.qualifications_on(self.day).into_iter();
        let shown = held.map(|held| SpecialistQualification {
            kind: held.kind,
            label: held.kind.label(),
            held_on: held.held_on,
            document: held.document,
        });
        Some(shown.collect())
    }

    /// How it stands with the consent to store [Einwilligung] (MEM-20); also why `person` is `null`.
    async fn consent(&self) -> ConsentState {
        self.view.consent_on(self.day)
    }

    /// The person; `null` where the caller or nobody may see the details.
    async fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }

    /// What is open: evidence that the policy wants, a consent that is missing (MEM-20, MEM-27).
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn findings(&self) -> Option<&[Finding]> {
        Some(&self.findings)
    }

    /// Where somebody had what he recorded from [Quelle].
    #[graphql(guard = "Needs(\"contacts\")")]
    async fn sources(&self) -> Option<&[Source]> {
        Some(&self.sources)
    }
}

/// The entries of the register, all or these.
pub(crate) async fn rows(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    reading.views(ids).await
}

/// Loads what `look` asks for of these specialists; keeps their order.
async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Specialist>, GraphError> {
    let policies = policies::load(reading).await?;
    let policy = policies.on(day);
    let details = |view: &View| details(reading, &policies, view, day);
    let makers: Vec<PartnerId> = views
        .iter()
        .filter_map(|(_, view)| view.partner_on(day))
        .collect();
    let partners = partners::references(reading, &makers, day).await?;
    let houses = houses(reading, &views, day).await?;
    let persons = look.asks("person");
    let people = views
        .iter()
        .filter_map(|(_, view)| details(view).filter(|_| persons));
    let entries = reading
        .entries(houses.values().copied().chain(people).collect())
        .await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "specialist", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let person = match details(&view) {
                Some(entry) if persons => words::person(&entries, entry)?,
                Some(_) | None => None,
            };
            let institution = match houses.get(&id) {
                Some(entry) => Some(words::institution(&entries, Some(*entry))?),
                None => None,
            };
            let findings = policy.map_or_else(Vec::new, |policy| {
                specialist_findings(&policy.membership, &view, day)
            });
            let partner = view.partner_on(day);
            Ok(Specialist {
                id,
                day,
                partner: partner.and_then(|id| partners.get(&id.0).cloned()),
                institution: institution.map(|of| SpecialistInstitution {
                    name: of.name,
                    address: of.address,
                    phone: of.phone,
                }),
                person,
                findings: findings.into_iter().map(Finding::from).collect(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// Where each of these works: what its entry says, else its partner's own name and address.
async fn houses(
    reading: &Reading<'_>,
    views: &[(Uuid, View)],
    day: Date,
) -> Result<HashMap<Uuid, EntryId>, GraphError> {
    let ids = views.iter().filter_map(|(_, view)| view.partner_on(day));
    let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
    let partners = partners::views(reading, &ids).await?;
    let mut houses = HashMap::new();
    for (id, view) in views {
        let of_partner = || {
            let partner = partners.get(&view.partner_on(day)?.0)?;
            partner.institution_on(day)
        };
        if let Some(entry) = view.institution_on(day).or_else(of_partner) {
            houses.insert(*id, entry);
        }
    }
    Ok(houses)
}

/// The details that the caller may see.
pub(crate) fn details(
    reading: &Reading<'_>,
    policies: &Policies,
    view: &View,
    day: Date,
) -> Option<EntryId> {
    let today = view.consent_on(reading.reader().today());
    let sees = contacts::may_see(reading, policies, today, day);
    view.details_on(day).filter(|_| sees)
}

/// Loads one specialist.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Specialist>, GraphError> {
    let rows = rows(reading, Some(&[id])).await?;
    Ok(load(reading, rows, day, look).await?.pop())
}

/// Keeps those whose partner works at a site of the region on `day`.
async fn in_region(
    reading: &Reading<'_>,
    views: &mut Vec<(Uuid, View)>,
    region: RegionId,
    day: Date,
) -> Result<(), GraphError> {
    let sites = places::sites_of_region(reading, region).await?;
    let ids = views.iter().filter_map(|(_, view)| view.partner_on(day));
    let ids: Vec<Uuid> = ids.map(|id| id.0).collect();
    let partners = partners::views(reading, &ids).await?;
    views.retain(|(_, view)| {
        let partner = view.partner_on(day).and_then(|id| partners.get(&id.0));
        partner.is_some_and(|of| of.sites_on(day).iter().any(|site| sites.contains(site)))
    });
    Ok(())
}

/// The root field about specialists.
#[derive(Default)]
pub struct SpecialistQuery;

#[Object(guard = "super::guard::Permitted")]
impl SpecialistQuery {
    /// The specialists who are registered on the day (today where none is given), by where they work
    /// [insoweit erfahrene Fachkräfte] (MEM-27, AGR-24); at most 500.
    #[graphql(complexity = "crate::graphql::limits::ROOT + 10 * child_complexity")]
    async fn specialists(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those who advise under this law.")] basis: Option<LegalBasis>,
        #[graphql(desc = "Only those whose partner works at a site of this region.")]
        region: Option<RegionId>,
        #[graphql(
            desc = "`true`: only those who may be asked on the day; `false`: only the others."
        )]
        available: Option<bool>,
        as_of: Option<Date>,
    ) -> Result<Vec<Specialist>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let mut views = rows(&reading, None).await?;
        views.retain(|(_, view)| {
            view.is_registered_on(day)
                && basis.is_none_or(|basis| view.bases_on(day).contains(&basis))
                && available.is_none_or(|available| view.is_available_on(day) == available)
        });
        if let Some(region) = region {
            in_region(&reading, &mut views, region, day).await?;
        }
        let mut specialists = load(&reading, views, day, &Look::below(ctx)).await?;
        // By the institution and never by the person: an order tells names too.
        specialists.sort_by_cached_key(|specialist| {
            let house = specialist.institution.as_ref().map(|of| &*of.name);
            (words::fold(house.unwrap_or_default()), specialist.id)
        });
        specialists.truncate(LIST_MAX);
        Ok(specialists)
    }
}
