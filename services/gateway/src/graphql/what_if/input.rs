//! What may be supposed, with its bounds: what lies outside was never meant.

use std::ops::RangeInclusive;

use async_graphql::InputObject;
use funding::calculation::{Assumptions, Rise};
use funding::german::percent;
use funding::what_if::Scenario;
use kernel::{CostSchemeId, ProjectId, Share};

use crate::graphql::error::GraphError;
use crate::graphql::reader;

/// Most years of a comparison.
const YEARS_MAX: usize = 15;
/// Most scenarios of a comparison.
const SCENARIOS_MAX: usize = 8;
/// Most projects that may be named.
const PROJECTS_MAX: usize = 200;
/// Most sites that may come.
const SITES_MAX: i32 = 50;
/// Longest name of a scenario, in characters.
const NAME_MAX: usize = 200;

/// Which years and scenarios are compared [Szenarienvergleich] (FUN-16).
#[derive(Clone, Debug, InputObject)]
pub struct WhatIfInput {
    /// The cost scheme; the one in force in the first year where absent.
    pub(super) scheme: Option<CostSchemeId>,
    /// Only these projects; all that run in a year where absent. A project that does not run in a year has no lines then.
    pub(super) projects: Option<Vec<ProjectId>>,
    /// The first year, 1900 to 2200.
    from_year: i32,
    /// The last year, not before the first; 15 years at most.
    to_year: i32,
    /// 1 to 8; the first is the one that others are measured by. An empty one is today's plan.
    scenarios: Vec<WhatIfScenarioInput>,
}

/// What a scenario supposes [Annahmen]; nothing where all is absent.
#[derive(Clone, Debug, InputObject)]
pub struct WhatIfScenarioInput {
    /// How it is called in the answer; at most 200 characters.
    name: Option<String>,
    /// Sites that come, each like a project whose recipients nobody has named yet; 0 to 50 [weitere Standorte].
    #[graphql(default)]
    more_sites: i32,
    /// The first year of those sites; from the first year on where absent.
    sites_from_year: Option<i32>,
    /// Staff costs more from a year on [Tariferhöhung].
    tariff_rise: Option<TariffRiseInput>,
    /// Parameters and grades are taken as entered for this year, and not indexed [anderes Kennwertjahr].
    parameter_year: Option<i32>,
    /// The part of the project funds that is left, such as `1/2` [Projektmittel] (FUN-06).
    project_funds: Option<Share>,
}

/// A rise of tariffs from a year on [Tariferhöhung].
#[derive(Clone, Debug, InputObject)]
pub struct TariffRiseInput {
    /// Hundredths of a percent, 1 to 10000: 2,5 % is 250.
    basis_points: i32,
    from_year: i32,
}

/// What is asked for, within its bounds.
pub(super) struct Asked {
    pub(super) scheme: Option<CostSchemeId>,
    pub(super) projects: Option<Vec<ProjectId>>,
    pub(super) years: RangeInclusive<i16>,
    pub(super) scenarios: Vec<(Option<String>, Scenario)>,
}

fn invalid(argument: &'static str, reason: &'static str) -> GraphError {
    GraphError::InvalidArgument {
        argument,
        reason: reason.into(),
    }
}

impl WhatIfInput {
    /// How many years of scenarios are computed; what will be refused costs the most.
    pub(super) fn cells(&self) -> usize {
        let years = i64::from(self.to_year) - i64::from(self.from_year) + 1;
        let years = usize::try_from(years).unwrap_or(0).clamp(1, YEARS_MAX);
        years * self.scenarios.len().clamp(1, SCENARIOS_MAX)
    }

    pub(super) fn checked(self) -> Result<Asked, GraphError> {
        let from = reader::year("fromYear", self.from_year)?;
        let to = reader::year("toYear", self.to_year)?;
        if !(from..=to).contains(&to) {
            return Err(invalid("toYear", "nicht vor dem ersten Jahr"));
        }
        if (from..=to).count() > YEARS_MAX {
            return Err(invalid("toYear", "höchstens 15 Jahre"));
        }
        if !(1..=SCENARIOS_MAX).contains(&self.scenarios.len()) {
            return Err(invalid("scenarios", "1 bis 8 Szenarien"));
        }
        if self
            .projects
            .as_ref()
            .is_some_and(|named| named.len() > PROJECTS_MAX)
        {
            return Err(invalid("projects", "höchstens 200 Projekte"));
        }
        let scenarios = self.scenarios.into_iter();
        Ok(Asked {
            scheme: self.scheme,
            projects: self.projects,
            years: from..=to,
            scenarios: scenarios
                .map(WhatIfScenarioInput::checked)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl WhatIfScenarioInput {
    fn checked(self) -> Result<(Option<String>, Scenario), GraphError> {
        let year =
            |argument, year: Option<i32>| year.map(|year| reader::year(argument, year)).transpose();
        let named = self.name.as_ref();
        if named.is_some_and(|name| name.chars().count() > NAME_MAX) {
            return Err(invalid("name", "höchstens 200 Zeichen"));
        }
        let sites = u16::try_from(self.more_sites).ok();
        let sites = sites.filter(|_| self.more_sites <= SITES_MAX);
        let scenario = Scenario {
            more_sites: sites.ok_or(invalid("moreSites", "0 bis 50"))?,
            sites_from_year: year("sitesFromYear", self.sites_from_year)?,
            assumptions: Assumptions {
                tariff_rise: self.tariff_rise.map(TariffRiseInput::checked).transpose()?,
                parameter_year: year("parameterYear", self.parameter_year)?,
                project_funds: self.project_funds,
            },
        };
        Ok((self.name, scenario))
    }
}

impl TariffRiseInput {
    fn checked(self) -> Result<Rise, GraphError> {
        let points = u16::try_from(self.basis_points).ok();
        let points = points.filter(|points| (1..=10_000).contains(points));
        Ok(Rise {
            basis_points: points.ok_or(invalid("basisPoints", "1 bis 10000"))?,
            from_year: reader::year("fromYear", self.from_year)?,
        })
    }
}

/// What is supposed, in German.
pub(super) fn supposed(scenario: &Scenario) -> String {
    let Scenario {
        more_sites,
        sites_from_year,
        assumptions,
    } = scenario;
    let from = |year: Option<i16>| year.map_or_else(String::new, |year| format!(" ab {year}"));
    let mut said = Vec::new();
    match more_sites {
        0 => {}
        1 => said.push(format!("ein weiterer Standort{}", from(*sites_from_year))),
        more => said.push(format!(
            "{more} weitere Standorte{}",
            from(*sites_from_year)
        )),
    }
    if let Some(rise) = assumptions.tariff_rise {
        let points = percent(rise.basis_points);
        said.push(format!("Tariferhöhung um {points} ab {}", rise.from_year));
    }
    if let Some(year) = assumptions.parameter_year {
        said.push(format!("Kennwerte des Jahres {year}"));
    }
    if let Some(share) = assumptions.project_funds {
        said.push(format!("{} der Projektmittel", String::from(share)));
    }
    if said.is_empty() {
        "wie heute geplant".to_owned()
    } else {
        said.join(", ")
    }
}
