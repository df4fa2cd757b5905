//! The comparison with its words: the domain computes, project by project and year by year.

use std::collections::HashMap;

use funding::calculation::{Computation, ComputedLine, Missing};
use funding::scheme::active_in;
use funding::what_if::{Cell, Scenario, compare as side_by_side};
use funding::{CostScheme, Project};
use kernel::{Date, Money, PartnerId, ProjectId, Warning};
use uuid::Uuid;

use super::input::{Asked, supposed};
use super::{WhatIf, WhatIfLine, WhatIfScenario, WhatIfYear};
use crate::graphql::budgets::Receiving;
use crate::graphql::cost_schemes;
use crate::graphql::error::GraphError;
use crate::graphql::explained::{CalculationWarning, Explaining, MissingValue};
use crate::graphql::projects::{self, ProjectReference};
use crate::graphql::reader::Reading;

/// The scenarios side by side; `None` where there is no scheme to compute by.
pub(super) async fn compare(
    reading: &Reading<'_>,
    asked: Asked,
    day: Date,
) -> Result<Option<WhatIf>, GraphError> {
    let (from_year, to_year) = (*asked.years.start(), *asked.years.end());
    let explaining = Explaining::load(reading, day).await?;
    let found = match asked.scheme {
        Some(id) => explaining.scheme(id).map(|scheme| (id.0, scheme)),
        None => active_in(explaining.schemes(), from_year),
    };
    let Some((id, scheme)) = found else {
        return Ok(None);
    };
    let names = cost_schemes::references(reading, [(id, scheme)].into_iter()).await?;
    let Some(called) = names.into_values().next() else {
        return Ok(None);
    };
    let projects = running(reading, asked.projects.as_deref(), day).await?;
    let (names, scenarios): (Vec<_>, Vec<Scenario>) = asked.scenarios.into_iter().unzip();
    // One row of cells a year: projects come and go.
    let mut columns: Vec<Vec<Cell>> = scenarios.iter().map(|_| Vec::new()).collect();
    for year in asked.years {
        let there = projects.iter().filter(|(_, view)| view.runs_in(year));
        let there: Vec<ProjectId> = there.map(|(id, _)| ProjectId(*id)).collect();
        let cells = side_by_side(scheme, &there, year..=year, &scenarios);
        for (column, cells) in columns.iter_mut().zip(cells) {
            column.extend(cells.years);
        }
    }
    let named = Named::load(reading, explaining, id, &columns, day).await?;
    let first: Vec<Option<Money>> = columns
        .first()
        .map(|column| column.iter().map(Cell::total).collect())
        .unwrap_or_default();
    let scenarios = names.into_iter().zip(&scenarios).zip(&columns);
    let scenarios = scenarios.map(|((name, scenario), column)| {
        let years = column.iter().zip(&first);
        let years = years.map(|(cell, first)| named.year(cell, *first));
        Ok(WhatIfScenario {
            name,
            supposed: supposed(scenario),
            years: years.collect::<Result<_, GraphError>>()?,
        })
    });
    Ok(Some(WhatIf {
        scheme: called,
        from_year,
        to_year,
        scenarios: scenarios.collect::<Result<_, GraphError>>()?,
    }))
}

/// The projects that were established by `day`, these or all.
async fn running(
    reading: &Reading<'_>,
    ids: Option<&[ProjectId]>,
    day: Date,
) -> Result<Vec<(Uuid, Project)>, GraphError> {
    let ids: Option<Vec<Uuid>> = ids.map(|ids| ids.iter().map(|id| id.0).collect());
    let mut projects: Vec<(Uuid, Project)> = reading.views(ids.as_deref()).await?;
    projects.retain(|(_, view)| view.established_on.is_some_and(|on| on <= day));
    Ok(projects)
}

/// What the cells name.
struct Named {
    explaining: Explaining,
    scheme: Uuid,
    receiving: Receiving,
    projects: HashMap<Uuid, ProjectReference>,
}

/// The lines of a cell: of which project, of a new site, how often.
fn parts(cell: &Cell) -> impl Iterator<Item = (Option<ProjectId>, bool, u16, &Computation)> {
    let projects = cell.projects.iter();
    let projects = projects.map(|(project, lines)| (Some(*project), false, 1, lines));
    let new_site = cell.new_site.iter();
    let new_site = new_site.map(|lines| (None, true, cell.sites, lines));
    projects
        .chain(new_site)
        .chain([(None, false, 1, &cell.network)])
}

impl Named {
    async fn load(
        reading: &Reading<'_>,
        explaining: Explaining,
        scheme: Uuid,
        columns: &[Vec<Cell>],
        day: Date,
    ) -> Result<Self, GraphError> {
        let cells = || columns.iter().flatten();
        let lines = || cells().flat_map(parts).flat_map(|(_, _, _, of)| &of.lines);
        let partners: Vec<PartnerId> = lines().filter_map(|line| line.recipient).collect();
        let sites: Vec<Uuid> = lines().filter_map(|line| Some(line.site?.0)).collect();
        let projects = cells().flat_map(parts).filter_map(|(project, ..)| project);
        let mut projects: Vec<ProjectId> = projects.collect();
        projects.sort_unstable();
        projects.dedup();
        Ok(Self {
            receiving: Receiving::load(reading, &partners, &sites, day).await?,
            projects: projects::references(reading, &projects, day).await?,
            explaining,
            scheme,
        })
    }

    fn scheme(&self) -> Option<&CostScheme> {
        self.explaining.scheme(self.scheme.into())
    }

    fn year(&self, cell: &Cell, first: Option<Money>) -> Result<WhatIfYear, GraphError> {
        let total = cell.total();
        let mut lines = Vec::new();
        let mut computed = Money::ZERO;
        let (mut missing, mut warnings): (Vec<&Missing>, Vec<&Warning>) = Default::default();
        for (project, new_site, times, computation) in parts(cell) {
            for line in &computation.lines {
                for _ in 0..times {
                    computed = computed.plus(line.amount);
                }
                lines.push(self.line(line, project, new_site, times)?);
            }
            for what in &computation.missing {
                if !missing.contains(&what) {
                    missing.push(what);
                }
            }
            for warning in &computation.warnings {
                if !warnings.contains(&warning) {
                    warnings.push(warning);
                }
            }
        }
        let version = self.scheme().map_or(0, |scheme| scheme.policy_version);
        let policy = self.explaining.policy(version);
        let policy = policy.map(|policy| &**policy);
        let missing = missing.into_iter();
        let warnings = warnings.into_iter().cloned();
        let both = total.zip(first);
        Ok(WhatIfYear {
            year: cell.year,
            total,
            computed,
            difference: both.map(|(total, first)| total.cents() - first.cents()),
            new_sites: cell.sites,
            lines,
            missing: missing.map(|what| MissingValue::of(what, policy)).collect(),
            warnings: warnings.map(CalculationWarning::from).collect(),
        })
    }

    fn line(
        &self,
        line: &ComputedLine,
        project: Option<ProjectId>,
        new_site: bool,
        times: u16,
    ) -> Result<WhatIfLine, GraphError> {
        let explained = self
            .explaining
            .explain(Some(&line.line), self.scheme(), &line.explanation);
        Ok(WhatIfLine {
            project: project.and_then(|id| self.projects.get(&id.0).cloned()),
            new_site,
            times,
            line: line.line.clone(),
            kind: line.kind,
            label: line.kind.label(),
            recipient: self.receiving.partner(line.recipient),
            pair: line.pair,
            site: self.receiving.site(line.site),
            amount: line.amount,
            explanation: explained?,
        })
    }
}
