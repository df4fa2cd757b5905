//! Tasks about money that is planned: projects, their funds, cost schemes, budgets.
//!
//! | task | when |
//! |---|---|
//! | `STEERING_GROUP_UNSTATED`, `PROJECT_OPERATOR_UNSTATED` | nobody said who steers or runs a project (FUN-07, FUN-02) |
//! | `PROJECT_FUNDS_UNUSED` | much of a year's funds is free in autumn (REM-25) |
//! | `COST_QUESTION_OPEN` | a question about a cost line is not settled (FUN-02 … FUN-11) |
//! | `COST_VALUE_MISSING` | a value is missing to compute the year (FUN-13) |
//! | `PRINTED_FIGURE_DIFFERS` | a printed figure differs from what is computed; a hint (FUN-09) |
//! | `BUDGET_WITHOUT_DECISION`, `BUDGET_LINES_WITHOUT_DECISION` | a year runs, or lines stand, without a decision; the second is a hint (FUN-01) |
//!
//! What no document says about money at all is the policy value's own task.

use std::collections::HashMap;

use ::funding::budget::{budget_findings, computation_findings, funding_findings};
use ::funding::project::project_findings;
use ::funding::project_funds::project_funds_findings;
use ::funding::scheme::active_in;
use ::funding::{Budget, CostScheme, Finding, Project, ProjectFunds};
use kernel::{Date, ProjectId};
use uuid::Uuid;

use super::{WorkItem, WorkItemKind};
use crate::graphql::error::GraphError;
use crate::graphql::policies::Policies;
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// What of a finding's facts tells it from others about the same thing.
const PARTS: [&str; 7] = [
    "line",
    "question",
    "parameter",
    "grade",
    "pair",
    "value",
    "year",
];

/// The tasks of the day.
pub(super) async fn all(
    reading: &Reading<'_>,
    policies: &Policies,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let projects: Vec<(Uuid, Project)> = reading.views(None).await?;
    let names = projects.iter().filter_map(|(_, view)| view.name_on(day));
    let names = reading.entries(names.collect()).await?;
    let name = |(id, view): &(Uuid, Project)| Ok((*id, words::name(&names, view.name_on(day))?));
    let names = projects
        .iter()
        .map(name)
        .collect::<Result<_, GraphError>>()?;
    let mut items = of_projects(&projects, &names, day);
    items.extend(of_funds(reading, &names, day).await?);
    items.extend(of_schemes(reading, policies, &projects, day).await?);
    items.extend(of_budgets(reading, &names, day).await?);
    Ok(items)
}

type Names = HashMap<Uuid, String>;

/// A finding about a thing with its name.
fn item(kind: WorkItemKind, id: Uuid, name: Option<String>, finding: Finding) -> WorkItem {
    let parts = PARTS.iter().filter_map(|part| finding.facts.get(*part));
    let parts = parts.map(|part| {
        part.as_str()
            .map_or_else(|| part.to_string(), str::to_owned)
    });
    let thing = [id.to_string()].into_iter().chain(parts);
    let own = thing.fold(finding.code.to_owned(), |id, part| format!("{id}:{part}"));
    WorkItem {
        id: own.into(),
        kind,
        code: finding.code.to_owned(),
        severity: finding.severity,
        sentence: finding.sentence,
        rule: Some(finding.rule),
        subject: Some(id.to_string().into()),
        subject_name: name,
        policy_key: None,
        since: None,
    }
}

/// Project and year, as an office calls its funds and budgets.
fn of_year(names: &Names, project: Option<ProjectId>, year: i16) -> String {
    let name = project.and_then(|project| names.get(&project.0));
    name.map_or_else(|| year.to_string(), |name| format!("{name}, {year}"))
}

fn of_projects(projects: &[(Uuid, Project)], names: &Names, day: Date) -> Vec<WorkItem> {
    let found = projects.iter().flat_map(|(id, view)| {
        let findings = project_findings(view, day).into_iter();
        let name = names.get(id);
        findings.map(move |finding| item(WorkItemKind::Project, *id, name.cloned(), finding))
    });
    found.collect()
}

async fn of_funds(
    reading: &Reading<'_>,
    names: &Names,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let funds: Vec<(Uuid, ProjectFunds)> = reading.views(None).await?;
    let found = funds.iter().flat_map(|(id, view)| {
        let opened = view.opened.as_ref().filter(|opened| opened.on <= day);
        let name = opened.map(|opened| of_year(names, Some(opened.project), opened.year));
        let findings = opened.map(|_| project_funds_findings(view, day));
        let findings = findings.into_iter().flatten();
        findings.map(move |finding| item(WorkItemKind::ProjectFunds, *id, name.clone(), finding))
    });
    Ok(found.collect())
}

/// Of the scheme that is in force in the day's year, and of those that nobody has put into force yet.
async fn of_schemes(
    reading: &Reading<'_>,
    policies: &Policies,
    projects: &[(Uuid, Project)],
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let schemes: Vec<(Uuid, CostScheme)> = reading.views(None).await?;
    let schemes: Vec<(Uuid, CostScheme)> = schemes
        .into_iter()
        .map(|(id, view)| (id, view.as_of(day)))
        .filter(|(_, view)| view.exists())
        .collect();
    let names = schemes.iter().filter_map(|(_, view)| view.name);
    let names = reading.entries(names.collect()).await?;
    let year = day.year();
    let in_force = active_in(schemes.iter().map(|(id, view)| (*id, view)), year);
    let in_force = in_force.map(|(id, _)| id);
    let mut items = Vec::new();
    for (id, view) in &schemes {
        let counts = in_force == Some(*id);
        let Some(policy) = policies.version(view.policy_version) else {
            continue;
        };
        if !counts && view.active.is_some() {
            continue;
        }
        let policy = &policy.funding;
        let mut found = funding_findings(policy, Some(view));
        found.retain(|finding| finding.code == "COST_QUESTION_OPEN");
        if counts {
            let running = projects.iter().filter(|(_, view)| view.runs_in(year));
            let running = running.map(|(id, _)| ProjectId(*id));
            found.extend(computation_findings(policy, view, running, year));
        }
        let name = words::optional_text(&names, view.name)?;
        let found = found.into_iter();
        items.extend(
            found.map(|finding| item(WorkItemKind::CostScheme, *id, name.clone(), finding)),
        );
    }
    Ok(items)
}

async fn of_budgets(
    reading: &Reading<'_>,
    names: &Names,
    day: Date,
) -> Result<Vec<WorkItem>, GraphError> {
    let budgets: Vec<(Uuid, Budget)> = reading.views(None).await?;
    let found = budgets.iter().flat_map(|(id, view)| {
        let view = view.as_of(day);
        let name = view.year.map(|year| of_year(names, view.project, year));
        let findings = budget_findings(&view, day).into_iter();
        findings.map(move |finding| item(WorkItemKind::Budget, *id, name.clone(), finding))
    });
    Ok(found.collect())
}
