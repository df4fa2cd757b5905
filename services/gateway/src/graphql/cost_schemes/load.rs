//! Loading cost schemes: the policy's words, the vault's words, who receives what.

use std::collections::HashMap;

use funding::CostScheme as View;
use funding::budget::funding_findings;
use kernel::{Date, EntryId, PartnerId, ProjectId};
use uuid::Uuid;
use vault::Entries;

use super::parts::{
    ActualCostOfYear, CostParameterOfYear, CostRecipientPeriod, CostSite, GradeCostOfYear,
};
use super::{CostScheme, CostSchemeReference, line};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, Finding, PartnerReference};
use crate::graphql::projects::{self, ProjectReference};
use crate::graphql::reader::Reading;
use crate::graphql::{policies, sources, words};

/// The views of the schemes that were defined by `day`, as they were then, each with its version by now.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    day: Date,
) -> Result<Vec<(Uuid, View, u32)>, GraphError> {
    let views: Vec<(Uuid, View)> = reading.views(ids).await?;
    let then = views.into_iter().map(|(id, view)| {
        let version = view.version();
        (id, view.as_of(day), version)
    });
    Ok(then.filter(|(_, view, _)| view.exists()).collect())
}

/// Loads one cost scheme; none for a role that may not read money.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<CostScheme>, GraphError> {
    if !reading.reader().may("costSchemes") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id]), day).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Schemes by their names, for whatever speaks of them.
pub(crate) async fn references<'a>(
    reading: &Reading<'_>,
    schemes: impl Iterator<Item = (Uuid, &'a View)> + Clone,
) -> Result<HashMap<Uuid, CostSchemeReference>, GraphError> {
    let names = schemes.clone().filter_map(|(_, view)| view.name);
    let entries = reading.entries(names.collect()).await?;
    let reference = |(id, view): (Uuid, &View)| {
        let reference = CostSchemeReference {
            id: id.to_string().into(),
            name: words::name(&entries, view.name)?,
        };
        Ok((id, reference))
    };
    schemes.map(reference).collect()
}

/// Sites by their names, for whatever speaks of them.
pub(crate) async fn sites(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
) -> Result<HashMap<Uuid, CostSite>, GraphError> {
    let sites: Vec<(Uuid, membership::Site)> = if ids.is_empty() {
        Vec::new()
    } else {
        reading.views(Some(ids)).await?
    };
    let names = sites.iter().filter_map(|(_, view)| view.name_on(day));
    let entries = reading.entries(names.collect()).await?;
    let named = |(id, view): &(Uuid, membership::Site)| {
        let site = CostSite {
            id: id.to_string().into(),
            name: words::name(&entries, view.name_on(day))?,
        };
        Ok((*id, site))
    };
    sites.iter().map(named).collect()
}

/// Loads what `look` asks for of these schemes; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View, u32)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<CostScheme>, GraphError> {
    let policies = policies::load(reading).await?;
    let texts = views.iter().flat_map(|(_, view, _)| texts(view)).collect();
    let entries = reading.entries(texts).await?;
    let receives = Receives::load(reading, &views, day, look).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _, _)| *id).collect();
        sources::load(reading, "cost-scheme", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view, version)| {
            let policy = policies.version(view.policy_version);
            let policy = policy.map(|policy| &policy.funding);
            let lines = view.lines.iter().map(|known| {
                let documented = policy.and_then(|policy| policy.line(known.code.as_str()));
                line::of(&view, known, documented, &entries)
            });
            let lines = lines.collect::<Result<_, GraphError>>()?;
            let findings = policy.map(|policy| funding_findings(policy, Some(&view)));
            Ok(CostScheme {
                id,
                version,
                name: words::optional_text(&entries, view.name)?,
                lines,
                parameters: parameters(&view, &entries)?,
                grade_costs: grade_costs(&view, &entries)?,
                recipients: receives.of(&view),
                actual_costs: actual_costs(&view, &entries)?,
                findings: findings
                    .unwrap_or_default()
                    .into_iter()
                    .map(Finding::from)
                    .collect(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// Every word of a scheme.
fn texts(view: &View) -> Vec<EntryId> {
    let parameters = view.parameters.values().flat_map(|years| years.values());
    let grades = view.grade_costs.values().flat_map(|years| years.values());
    let mut texts: Vec<EntryId> = line::texts(view).collect();
    texts.extend(view.name);
    texts.extend(parameters.map(|value| value.source));
    texts.extend(grades.map(|(_, source)| *source));
    texts.extend(view.actual_costs.iter().map(|cost| cost.source));
    texts
}

fn parameters(view: &View, entries: &Entries) -> Result<Vec<CostParameterOfYear>, GraphError> {
    let entered = view.parameters.iter().flat_map(|(parameter, years)| {
        let years = years.iter();
        years.map(move |(year, value)| (parameter, year, value))
    });
    entered
        .map(|(parameter, year, value)| {
            Ok(CostParameterOfYear {
                parameter: parameter.clone(),
                year: *year,
                amount: value.amount,
                basis_points: value.basis_points,
                source: words::text(entries, value.source)?,
            })
        })
        .collect()
}

fn grade_costs(view: &View, entries: &Entries) -> Result<Vec<GradeCostOfYear>, GraphError> {
    let entered = view.grade_costs.iter().flat_map(|(grade, years)| {
        let years = years.iter();
        years.map(move |(year, cost)| (grade, year, cost))
    });
    entered
        .map(|(grade, year, (amount, source))| {
            Ok(GradeCostOfYear {
                grade: grade.clone(),
                year: *year,
                amount: *amount,
                source: words::text(entries, *source)?,
            })
        })
        .collect()
}

fn actual_costs(view: &View, entries: &Entries) -> Result<Vec<ActualCostOfYear>, GraphError> {
    let told = view.actual_costs.iter();
    told.map(|cost| {
        Ok(ActualCostOfYear {
            line: cost.line.clone(),
            pair: cost.pair,
            year: cost.year,
            amount: cost.amount,
            source: words::text(entries, cost.source)?,
        })
    })
    .collect()
}

/// Whom the schemes name as recipients.
#[derive(Default)]
struct Receives {
    partners: HashMap<Uuid, PartnerReference>,
    projects: HashMap<Uuid, ProjectReference>,
    sites: HashMap<Uuid, CostSite>,
}

impl Receives {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View, u32)],
        day: Date,
        look: &Look<'_>,
    ) -> Result<Self, GraphError> {
        if !look.asks("recipients") {
            return Ok(Self::default());
        }
        let named = || views.iter().flat_map(|(_, view, _)| &view.recipients);
        let partners: Vec<PartnerId> = named().map(|named| named.partner).collect();
        let projects: Vec<ProjectId> = named().filter_map(|named| named.project).collect();
        let places: Vec<Uuid> = named().filter_map(|named| Some(named.site?.0)).collect();
        Ok(Self {
            partners: partners::references(reading, &partners, day).await?,
            projects: projects::references(reading, &projects, day).await?,
            sites: sites(reading, &places, day).await?,
        })
    }

    fn of(&self, view: &View) -> Vec<CostRecipientPeriod> {
        let named = view.recipients.iter();
        named
            .map(|named| CostRecipientPeriod {
                line: named.line.clone(),
                pair: named.pair,
                project: named
                    .project
                    .and_then(|id| self.projects.get(&id.0).cloned()),
                partner: self.partners.get(&named.partner.0).cloned(),
                site: named.site.and_then(|id| self.sites.get(&id.0).cloned()),
                from_year: named.from_year,
            })
            .collect()
    }
}
