//! Loading budgets: their words, recipients and cost schemes, and what is missing for the lines that they do not have.

use std::collections::{BTreeSet, HashMap};

use funding::Budget as View;
use funding::budget::{BudgetLinePurpose, BudgetVersion as VersionView};
use funding::calculation::{Assumptions, Computation, Scope, compute};
use funding::scheme::active_in;
use kernel::{Date, EntryId, PartnerId, ProjectId};
use uuid::Uuid;
use vault::Entries;

use super::line::{self, Receiving};
use super::{Budget, BudgetApproval, BudgetVersion};
use crate::graphql::cost_schemes::{self, CostSchemeReference};
use crate::graphql::error::GraphError;
use crate::graphql::explained::{CalculationWarning, Explaining, MissingValue};
use crate::graphql::look::Look;
use crate::graphql::reader::Reading;
use crate::graphql::{projects, sources, words};

/// The views of the budgets that were drafted by `day`, as they were then.
pub(super) async fn views(
    reading: &Reading<'_>,
    ids: Option<&[Uuid]>,
    day: Date,
) -> Result<Vec<(Uuid, View)>, GraphError> {
    let views: Vec<(Uuid, View)> = reading.views(ids).await?;
    let then = views.into_iter().map(|(id, view)| (id, view.as_of(day)));
    Ok(then.filter(|(_, view)| view.exists()).collect())
}

/// Loads one budget; none for a role that may not read budgets.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Budget>, GraphError> {
    if !reading.reader().may("budgets") {
        return Ok(None);
    }
    let views = views(reading, Some(&[id]), day).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// The budgets of these projects, by project, the newest year first.
pub(crate) async fn of_projects(
    reading: &Reading<'_>,
    projects: &BTreeSet<ProjectId>,
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Budget>>, GraphError> {
    let mut views = views(reading, None, day).await?;
    views.retain(|(_, view)| view.project.is_some_and(|of| projects.contains(&of)));
    views.sort_by_key(|(id, view)| (std::cmp::Reverse(view.year), *id));
    let mut budgets: HashMap<Uuid, Vec<Budget>> = HashMap::new();
    for budget in load(reading, views, day, look).await? {
        if let Some(project) = budget.view.project {
            budgets.entry(project.0).or_default().push(budget);
        }
    }
    Ok(budgets)
}

/// Loads what `look` asks for of these budgets; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Budget>, GraphError> {
    let named = Named::load(reading, &views, day).await?;
    let projects: Vec<ProjectId> = if look.asks("project") {
        views.iter().filter_map(|(_, view)| view.project).collect()
    } else {
        Vec::new()
    };
    let projects = projects::references(reading, &projects, day).await?;
    let mut sources = if look.asks("sources") {
        let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
        sources::load(reading, "budget", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let versions = view.versions.iter();
            let versions = versions.map(|version| named.version(&view, version));
            let AgainstScheme {
                complete,
                missing,
                warnings,
            } = named.against_scheme(&view);
            Ok(Budget {
                id,
                day,
                project: view.project.and_then(|id| projects.get(&id.0).cloned()),
                versions: versions.collect::<Result<_, GraphError>>()?,
                complete,
                missing,
                warnings,
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// What budgets name.
struct Named {
    entries: Entries,
    explaining: Explaining,
    receiving: Receiving,
    schemes: HashMap<Uuid, CostSchemeReference>,
}

impl Named {
    async fn load(
        reading: &Reading<'_>,
        views: &[(Uuid, View)],
        day: Date,
    ) -> Result<Self, GraphError> {
        let versions = || views.iter().flat_map(|(_, view)| &view.versions);
        let lines = || versions().flat_map(|version| &version.lines);
        let mut texts: Vec<EntryId> = lines().filter_map(|line| line.label).collect();
        texts.extend(versions().filter_map(|version| version.reason));
        let partners: Vec<PartnerId> = lines().filter_map(|line| line.recipient).collect();
        let sites: Vec<Uuid> = lines().filter_map(|line| Some(line.site?.0)).collect();
        let explaining = Explaining::load(reading, day).await?;
        let schemes: Vec<_> = explaining.schemes().collect();
        Ok(Self {
            entries: reading.entries(texts).await?,
            receiving: Receiving::load(reading, &partners, &sites, day).await?,
            schemes: cost_schemes::references(reading, schemes.into_iter()).await?,
            explaining,
        })
    }

    fn version(&self, view: &View, version: &VersionView) -> Result<BudgetVersion, GraphError> {
        let from = version.computed_from;
        let scheme = from.and_then(|(id, _)| self.explaining.scheme(id));
        let known = (&self.explaining, &self.receiving, &self.entries);
        let lines = version.lines.iter();
        let lines = lines.map(|line| line::of(line, scheme, view.policy_version, known));
        Ok(BudgetVersion {
            number: version.number,
            begun_on: version.begun_on,
            reason: words::optional_text(&self.entries, version.reason)?,
            lines: lines.collect::<Result<_, _>>()?,
            total: version.total(BudgetLinePurpose::Refund),
            own_resources: version.total(BudgetLinePurpose::OwnResources),
            scheme: from.and_then(|(id, _)| self.schemes.get(&id.0).cloned()),
            scheme_version: from.map(|(_, version)| version),
            approval: version.approved.as_ref().map(BudgetApproval::from),
        })
    }

    /// What the scheme says of the budget's lines.
    fn against_scheme(&self, view: &View) -> AgainstScheme {
        let (Some(year), Some(current)) = (view.year, view.current()) else {
            return AgainstScheme::default();
        };
        let computed_from = current.computed_from;
        let computed_from = computed_from.and_then(|(id, _)| self.explaining.scheme(id));
        let in_force = || active_in(self.explaining.schemes(), year).map(|(_, scheme)| scheme);
        let Some(scheme) = computed_from.or_else(in_force) else {
            return AgainstScheme::default();
        };
        let scope = view.project.map_or(Scope::Network, Scope::Project);
        let Computation {
            lines: _,
            missing,
            warnings,
        } = compute(scheme, scope, year, &Assumptions::default());
        let has = |code: &str| {
            let mut lines = current.lines.iter();
            lines.any(|line| line.line.as_ref().is_some_and(|line| line.as_str() == code))
        };
        let policy = self.explaining.policy(scheme.policy_version);
        let missing = missing.iter().filter(|what| !has(what.line().as_str()));
        let missing = missing.map(|what| MissingValue::of(what, policy.map(|policy| &**policy)));
        let warnings = warnings.into_iter().filter(|warning| {
            let line = warning.facts.get("line");
            line.and_then(|line| line.as_str()).is_some_and(has)
        });
        let of_project = view.project.is_some();
        let mut wanted = scheme.lines.iter();
        let whole =
            wanted.all(|line| line.is_of_a_project() != of_project || has(line.code.as_str()));
        AgainstScheme {
            complete: Some(whole),
            missing: missing.collect(),
            warnings: warnings.map(CalculationWarning::from).collect(),
        }
    }
}

/// What a cost scheme says of a budget's lines.
#[derive(Default)]
struct AgainstScheme {
    /// Whether it has every line; `None` where no scheme is in force.
    complete: Option<bool>,
    /// What keeps the lines that it does not have from being computed.
    missing: Vec<MissingValue>,
    /// What the office should know of those that it has.
    warnings: Vec<CalculationWarning>,
}
