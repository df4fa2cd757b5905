//! Projects of districts [Stadtteilprojekte] and their funds of a year (FUN-02, FUN-06, FUN-07).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the object with its parts |
//! | `load` | its loader |
//! | `reference` | a project by its name, where something else speaks of it |
//! | `list` | the root field: filter, order, pages |
//! | `funds` | a project's funds of a year: cap, allocated, free, with every booking |
//! | `funds_load` | their loader |

mod funds;
mod funds_load;
mod list;
mod load;
mod reference;

use std::sync::Arc;

use async_graphql::{ID, Object, Result, SimpleObject};
use funding::Project as View;
use funding::project::project_findings;
use kernel::Date;
use uuid::Uuid;

use super::bodies::BodyReference;
use super::budgets::Budget;
use super::meetings::MeetingReference;
use super::partners::{Finding, PartnerReference};
use super::places::Region;
use super::reader;
use super::sources::Source;

pub use funds::{FundsAllocation, FundsBooking, FundsReturn, ProjectFunds};
pub(crate) use funds_load::one as funds;
pub use list::{ProjectConnection, ProjectEdge, ProjectFilter, ProjectOrder, ProjectQuery};
pub(crate) use load::one;
pub use reference::ProjectReference;
pub(crate) use reference::references;

/// A project of a district [Stadtteilprojekt].
pub struct Project {
    id: Uuid,
    day: Date,
    view: View,
    name: Option<String>,
    region: Option<Arc<Region>>,
    steering_groups: Vec<SteeringGroupPeriod>,
    steering_group: Option<BodyReference>,
    operators: Vec<ProjectOperator>,
    staff_use: Option<ProjectStaffUse>,
    funds: Vec<ProjectFunds>,
    budgets: Vec<Budget>,
    sources: Vec<Source>,
}

/// Which body steers a project from a day on [Steuerungsgruppe] (FUN-07).
#[derive(Clone, SimpleObject)]
pub struct SteeringGroupPeriod {
    /// The first day.
    since: Option<Date>,
    body: Option<BodyReference>,
}

/// An institution that runs a project, with its days [Träger] (FUN-02).
#[derive(Clone, SimpleObject)]
pub struct ProjectOperator {
    partner: PartnerReference,
    /// Its first day.
    since: Date,
    /// Its last day; `null` as long as it goes on.
    until: Option<Date>,
}

/// How a project's skilled workers are used, as the steering group decided it [Einsatz der Fachkräfte] (FUN-07).
#[derive(Clone, SimpleObject)]
pub struct ProjectStaffUse {
    /// Who is used where, as functions; `null` where it was erased.
    text: Option<String>,
    /// The first day of this use.
    since: Option<Date>,
    /// The meeting of the steering group.
    meeting: Option<MeetingReference>,
    /// What it decided or recommended there, by the outcome's id.
    outcome: ID,
}

/// A project of a district [Stadtteilprojekt] (FUN-02), as it stands on the day that is asked for.
#[Object]
impl Project {
    pub(crate) async fn id(&self) -> ID {
        self.id.to_string().into()
    }

    /// Its name on the day; `null` where it was erased.
    async fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Where it is; `null` where nobody said [Region].
    async fn region(&self) -> Option<&Region> {
        self.region.as_deref()
    }

    /// Its first day.
    async fn established_on(&self) -> Option<Date> {
        self.view.established_on
    }

    /// Its last day; `null` as long as nobody said one.
    async fn ended_on(&self) -> Option<Date> {
        self.view.ended_on
    }

    /// True from its first to its last day.
    async fn running(&self) -> bool {
        self.view.runs_on(self.day)
    }

    /// The body that steers it on the day; `null` where nobody said one [Steuerungsgruppe] (FUN-07).
    async fn steering_group(&self) -> Option<&BodyReference> {
        self.steering_group.as_ref()
    }

    /// Every body that ever steered it, in order of the days.
    async fn steering_groups(&self) -> &[SteeringGroupPeriod] {
        &self.steering_groups
    }

    /// Every institution that ever ran it, in order of the days [Träger].
    async fn operators(&self) -> &[ProjectOperator] {
        &self.operators
    }

    /// How its skilled workers are used on the day; `null` where the steering group decided nothing (FUN-07).
    async fn staff_use(&self) -> Option<&ProjectStaffUse> {
        self.staff_use.as_ref()
    }

    /// Its funds of a year; `null` where they were not opened by the day [Projektmittel] (FUN-06).
    async fn funds(
        &self,
        #[graphql(desc = "1900 to 2200; the year of the day that is asked for where absent.")]
        year: Option<i32>,
    ) -> Result<Option<&ProjectFunds>> {
        let year = match year {
            Some(year) => reader::year("year", year)?,
            None => self.day.year(),
        };
        Ok(self.funds.iter().find(|funds| funds.is_of(year)))
    }

    /// Its budgets, the newest year first; for who reads budgets (FUN-01).
    #[graphql(guard = "super::guard::Needs(\"budgets\")")]
    async fn budgets(&self) -> &[Budget] {
        &self.budgets
    }

    /// What is not as a document wants it.
    async fn findings(&self) -> Vec<Finding> {
        let found = project_findings(&self.view, self.day).into_iter();
        found.map(Finding::from).collect()
    }

    /// Where somebody had what he recorded from [Quelle].
    async fn sources(&self) -> &[Source] {
        &self.sources
    }
}
