//! Everything that money is read from, in one look: a municipality has dozens of each, expenses hundreds.

use std::collections::{BTreeMap, HashMap};

use funding::expense::{AllocatedFunds, LineOfBudget};
use funding::ledger::{Booking, Books, budget_bookings};
use funding::{Budget, Expense, Grant, OnwardGrant, Programme, Project, ProjectFunds};
use kernel::{BudgetId, Date, EntryId, GrantId, ProjectFundsId};
use uuid::Uuid;

use crate::graphql::error::GraphError;
use crate::graphql::reader::Reading;
use crate::graphql::words;
use crate::projections::Tabled;

async fn all<V: Tabled, K: From<Uuid> + Ord>(
    reading: &Reading<'_>,
    exists: impl Fn(&V) -> bool,
) -> Result<BTreeMap<K, V>, GraphError> {
    let views: Vec<(Uuid, V)> = reading.views(None).await?;
    let views = views.into_iter().filter(|(_, view)| exists(view));
    Ok(views.map(|(id, view)| (id.into(), view)).collect())
}

/// Programmes, grants, expenses and onward grants, and the municipality's own money that bears expenses.
pub(crate) async fn books(reading: &Reading<'_>) -> Result<Books, GraphError> {
    let funds: BTreeMap<ProjectFundsId, ProjectFunds> = all(reading, |_| true).await?;
    let budgets = budgets(reading).await?;
    let allocations = funds.iter().flat_map(|(id, funds)| {
        let payers = funds.every_payer().into_iter();
        payers.map(move |(allocation, payer)| {
            let of = AllocatedFunds {
                project_funds: *id,
                allocation,
            };
            (of, payer)
        })
    });
    let lines = budgets.iter().flat_map(|(id, budget)| {
        let payers = budget.every_payer().into_iter();
        payers.map(move |(line, payer)| (LineOfBudget { budget: *id, line }, payer))
    });
    Ok(Books {
        programmes: all(reading, Programme::exists).await?,
        grants: all(reading, Grant::exists).await?,
        expenses: all(reading, Expense::exists).await?,
        onward_grants: all(reading, OnwardGrant::exists).await?,
        allocations: allocations.collect(),
        budget_lines: lines.collect(),
    })
}

/// Every budget.
pub(crate) async fn budgets(
    reading: &Reading<'_>,
) -> Result<BTreeMap<BudgetId, Budget>, GraphError> {
    all(reading, Budget::exists).await
}

/// Every booking as it stands on the day: those of grants, expenses and onward grants, and what the municipality's own budgets grant.
pub(crate) async fn bookings(reading: &Reading<'_>, day: Date) -> Result<Vec<Booking>, GraphError> {
    let mut bookings = books(reading).await?.bookings(day);
    let budgets = budgets(reading).await?;
    let own = budgets.iter();
    bookings.extend(own.flat_map(|(id, budget)| budget_bookings(*id, budget)));
    Ok(bookings)
}

/// What the places of the ledger are called.
#[derive(Debug, Default)]
pub(crate) struct PlaceNames {
    grants: HashMap<Uuid, Option<EntryId>>,
    projects: HashMap<Uuid, Option<EntryId>>,
    sites: HashMap<Uuid, Option<EntryId>>,
    entries: vault::Entries,
}

impl PlaceNames {
    pub(crate) async fn load(reading: &Reading<'_>, day: Date) -> Result<Self, GraphError> {
        let grants: BTreeMap<GrantId, Grant> = all(reading, Grant::exists).await?;
        let projects: Vec<(Uuid, Project)> = reading.views(None).await?;
        let sites: Vec<(Uuid, membership::Site)> = reading.views(None).await?;
        let grants = grants.into_iter().map(|(id, view)| (id.0, view.purpose));
        let grants: HashMap<_, _> = grants.collect();
        let projects = projects.into_iter().map(|(id, view)| {
            let first = || view.names.facts().first().map(|fact| fact.value);
            (id, view.name_on(day).or_else(first))
        });
        let projects: HashMap<_, _> = projects.collect();
        let sites = sites.into_iter().map(|(id, view)| {
            let first = || view.names.facts().first().map(|fact| fact.value);
            (id, view.name_on(day).or_else(first))
        });
        let sites: HashMap<_, _> = sites.collect();
        let ids = grants
            .values()
            .chain(projects.values())
            .chain(sites.values());
        let entries = reading.entries(ids.flatten().copied().collect()).await?;
        Ok(Self {
            grants,
            projects,
            sites,
            entries,
        })
    }

    fn name(
        &self,
        names: &HashMap<Uuid, Option<EntryId>>,
        id: Option<Uuid>,
    ) -> Result<Option<String>, GraphError> {
        let name = id.and_then(|id| names.get(&id).copied().flatten());
        words::optional_text(&self.entries, name)
    }

    pub(crate) fn grant(&self, id: Option<Uuid>) -> Result<Option<String>, GraphError> {
        self.name(&self.grants, id)
    }

    pub(crate) fn project(&self, id: Option<Uuid>) -> Result<Option<String>, GraphError> {
        self.name(&self.projects, id)
    }

    pub(crate) fn site(&self, id: Option<Uuid>) -> Result<Option<String>, GraphError> {
        self.name(&self.sites, id)
    }
}
