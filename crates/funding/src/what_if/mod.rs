//! What if [Szenarien]: the same years under different assumptions, side by side (FUN-16). Nothing is stored.
//!
//! „Die Standorte … werden ab 2016 dauerhaft fortgeführt“, a new site comes, others by need: what that costs is asked
//! before it is decided. A cell has no total while anything in it is missing (FUN-13), and each amount in it explains
//! itself.

use std::ops::RangeInclusive;

use kernel::{Money, ProjectId};

use crate::calculation::{Assumptions, Computation, Scope, compute};
use crate::scheme::CostScheme;

/// What is supposed beside today's projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Sites that come, each like a project whose recipients nobody has named yet.
    pub more_sites: u16,
    /// The first year of those sites; from the first year on where absent.
    pub sites_from_year: Option<i16>,
    /// A rise of tariffs, another parameter year, a part of the project funds.
    pub assumptions: Assumptions,
}

/// A scenario's year.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub year: i16,
    /// Lines of each project.
    pub projects: Vec<(ProjectId, Computation)>,
    /// Lines of one site that comes; `sites` times.
    pub new_site: Option<Computation>,
    pub sites: u16,
    /// Lines of the whole network.
    pub network: Computation,
}

impl Cell {
    /// All lines together; `None` while anything is missing.
    pub fn total(&self) -> Option<Money> {
        let projects = self.projects.iter().map(|(_, computation)| computation);
        let new_sites = std::iter::repeat_n(self.new_site.as_ref(), usize::from(self.sites));
        projects
            .chain(new_sites.flatten())
            .chain([&self.network])
            .map(Computation::total)
            .sum()
    }
}

/// The years of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub scenario: Scenario,
    pub years: Vec<Cell>,
}

/// The scenarios side by side: each with the same years, in the order in which they were asked for.
pub fn compare(
    scheme: &CostScheme,
    projects: &[ProjectId],
    years: RangeInclusive<i16>,
    scenarios: &[Scenario],
) -> Vec<Column> {
    let column = |scenario: &Scenario| Column {
        scenario: scenario.clone(),
        years: years
            .clone()
            .map(|year| cell(scheme, projects, year, scenario))
            .collect(),
    };
    scenarios.iter().map(column).collect()
}

fn cell(scheme: &CostScheme, projects: &[ProjectId], year: i16, scenario: &Scenario) -> Cell {
    let of = |scope| compute(scheme, scope, year, &scenario.assumptions);
    let come = scenario.sites_from_year.is_none_or(|from| from <= year);
    let sites = if come { scenario.more_sites } else { 0 };
    Cell {
        year,
        projects: projects
            .iter()
            .map(|project| (*project, of(Scope::Project(*project))))
            .collect(),
        new_site: (sites > 0).then(|| of(Scope::SupposedProject)),
        sites,
        network: of(Scope::Network),
    }
}
