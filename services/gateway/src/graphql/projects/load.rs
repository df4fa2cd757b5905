//! Loading projects: their words out of the vault, who steers and runs them, their funds and budgets.

use std::collections::{BTreeSet, HashMap};

use funding::project::StaffUse;
use funding::{Project as View, ProjectFunds as FundsView};
use kernel::{BodyId, Date, EntryId, MeetingId, PartnerId, ProjectId};
use uuid::Uuid;

use super::funds_load;
use super::{Project, ProjectFunds, ProjectOperator, ProjectStaffUse, SteeringGroupPeriod};
use crate::graphql::bodies::{self, BodyReference};
use crate::graphql::budgets::{self, Budget};
use crate::graphql::error::GraphError;
use crate::graphql::look::Look;
use crate::graphql::partners::{self, PartnerReference};
use crate::graphql::places;
use crate::graphql::reader::Reading;
use crate::graphql::{meetings, sources, words};

/// Loads one project; none for a role that may not read projects.
pub(crate) async fn one(
    reading: &Reading<'_>,
    id: Uuid,
    day: Date,
    look: &Look<'_>,
) -> Result<Option<Project>, GraphError> {
    if !reading.reader().may("projects") {
        return Ok(None);
    }
    let views = reading.views(Some(&[id])).await?;
    Ok(load(reading, views, day, look).await?.pop())
}

/// Loads what `look` asks for of these projects; keeps their order.
pub(super) async fn load(
    reading: &Reading<'_>,
    views: Vec<(Uuid, View)>,
    day: Date,
    look: &Look<'_>,
) -> Result<Vec<Project>, GraphError> {
    let staff = |view: &View| view.staff_use_on(day);
    let texts = views.iter().flat_map(|(_, view)| {
        let staff = staff(view).map(|staff| staff.text);
        [view.name_on(day), staff]
    });
    let texts: Vec<EntryId> = texts.flatten().collect();
    let entries = reading.entries(texts).await?;
    let regions = if look.asks("region") {
        let named = views.iter().filter_map(|(_, view)| view.region).collect();
        places::regions_by_id(reading, named, day).await?
    } else {
        HashMap::new()
    };
    let bodies = if look.asks_any(&["steeringGroup", "steeringGroups"]) {
        let ever = views
            .iter()
            .flat_map(|(_, view)| view.steering_groups.facts());
        let ever: Vec<Uuid> = ever.map(|fact| fact.value.0).collect();
        bodies::references(reading, &ever, day).await?
    } else {
        HashMap::new()
    };
    let partners = if look.asks("operators") {
        let ever = views.iter().flat_map(|(_, view)| view.operators.changes());
        let ever: Vec<PartnerId> = ever.map(|change| change.of).collect();
        partners::references(reading, &ever, day).await?
    } else {
        HashMap::new()
    };
    let meetings = if look.asks("staffUse") {
        let held: Vec<MeetingId> = views
            .iter()
            .filter_map(|(_, view)| staff(view))
            .map(|staff| staff.meeting)
            .collect();
        meetings::references(reading, &held, day).await?
    } else {
        HashMap::new()
    };
    let ids: Vec<Uuid> = views.iter().map(|(id, _)| *id).collect();
    let mut funds = funds_of(reading, &ids, day, look).await?;
    let mut budgets = budgets_of(reading, &ids, day, look).await?;
    let mut sources = if look.asks("sources") {
        sources::load(reading, "project", &ids).await?
    } else {
        HashMap::new()
    };
    views
        .into_iter()
        .map(|(id, view)| {
            let staff_use = staff(&view).map(
                |StaffUse {
                     meeting,
                     outcome,
                     text,
                 }| {
                    let since = view.staff.at(day).and_then(|fact| fact.since);
                    Ok(ProjectStaffUse {
                        text: words::text(&entries, text)?,
                        since: since.map(kernel::PartialDate::first_day),
                        meeting: meetings.get(&meeting.0).cloned(),
                        outcome: outcome.to_string().into(),
                    })
                },
            );
            let steers = view.steering_group_on(day);
            Ok(Project {
                id,
                day,
                name: words::optional_text(&entries, view.name_on(day))?,
                region: view
                    .region
                    .and_then(|region| regions.get(&region.0).cloned()),
                steering_group: steers.and_then(|body| bodies.get(&body.0).cloned()),
                steering_groups: steering_groups(&view, &bodies),
                operators: operators(&view, &partners),
                staff_use: staff_use.transpose()?,
                funds: funds.remove(&id).unwrap_or_default(),
                budgets: budgets.remove(&id).unwrap_or_default(),
                sources: sources.remove(&id).unwrap_or_default(),
                view,
            })
        })
        .collect()
}

/// The funds of every year of these projects, by project.
async fn funds_of(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<ProjectFunds>>, GraphError> {
    let Some(look) = look.field("funds") else {
        return Ok(HashMap::new());
    };
    let mut views: Vec<(Uuid, FundsView)> = reading.views(None).await?;
    views.retain(|(_, view)| {
        let opened = view.opened.as_ref();
        opened.is_some_and(|opened| ids.contains(&opened.project.0))
    });
    let mut funds: HashMap<Uuid, Vec<ProjectFunds>> = HashMap::new();
    for one in funds_load::load(reading, views, day, &look).await? {
        funds.entry(one.project_id().0).or_default().push(one);
    }
    Ok(funds)
}

/// The budgets of these projects, by project; nothing for a role that may not read budgets.
async fn budgets_of(
    reading: &Reading<'_>,
    ids: &[Uuid],
    day: Date,
    look: &Look<'_>,
) -> Result<HashMap<Uuid, Vec<Budget>>, GraphError> {
    let Some(look) = look.field("budgets") else {
        return Ok(HashMap::new());
    };
    if !reading.reader().may("budgets") {
        return Ok(HashMap::new());
    }
    let ids: BTreeSet<ProjectId> = ids.iter().copied().map(ProjectId).collect();
    budgets::of_projects(reading, &ids, day, &look).await
}

/// Who steered it, in order of the days.
fn steering_groups(view: &View, bodies: &HashMap<Uuid, BodyReference>) -> Vec<SteeringGroupPeriod> {
    let mut facts: Vec<_> = view.steering_groups.facts().iter().collect();
    facts.sort_by_key(|fact| fact.since);
    let period = |fact: &kernel::timeline::Since<BodyId>| SteeringGroupPeriod {
        since: fact.since.map(kernel::PartialDate::first_day),
        body: bodies.get(&fact.value.0).cloned(),
    };
    facts.into_iter().map(period).collect()
}

/// Who ran it, in order of the days.
fn operators(view: &View, partners: &HashMap<Uuid, PartnerReference>) -> Vec<ProjectOperator> {
    let changes = view.operators.changes().iter();
    let ever: BTreeSet<PartnerId> = changes.map(|change| change.of).collect();
    let periods = ever.iter().flat_map(|id| {
        let partner = partners.get(&id.0);
        let periods = view.operators.periods(id).into_iter();
        periods.filter_map(move |period| {
            Some(ProjectOperator {
                partner: partner?.clone(),
                since: period.since,
                until: period.until,
            })
        })
    });
    let mut periods: Vec<ProjectOperator> = periods.collect();
    periods.sort_by_cached_key(|period| (period.since, words::fold(&period.partner.name)));
    periods
}
