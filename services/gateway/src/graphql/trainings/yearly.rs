//! Whether a year has the training that recurs by the municipality's policy (MTG-27, REM-19).
//!
//! What is owed when is the domain's ([`meetings::training::yearly`]); here its trainings are loaded and its answer is
//! shown.

use async_graphql::{Context, Object, Result, SimpleObject};
use kernel::{Date, Status};
use meetings::training::yearly;

use super::load::views;
use crate::graphql::partners::Finding;
use crate::graphql::policies;
use crate::graphql::reader::{self, Reader};

/// What a year has of the recurring training about child protection [jährliche Fortbildung zum Kinderschutz] (MTG-27).
#[derive(SimpleObject)]
pub struct YearlyTraining {
    as_of: Date,
    year: i16,
    /// Whether the year owes one; false where no document says that it recurs and how often.
    due: bool,
    /// How well that is founded.
    status: Status,
    /// Whether one was held; `null` where the year owes none and had none.
    met: Option<bool>,
    /// The first days of those that were held in the year by the day, in order.
    held: Vec<Date>,
    /// The first day of the next one planned for the year.
    planned: Option<Date>,
    /// From 30 September on, where the year owes one and none was held (REM-19).
    findings: Vec<Finding>,
}

/// The root field about the yearly training.
#[derive(Default)]
pub struct YearlyTrainingQuery;

#[Object(guard = "crate::graphql::guard::Permitted")]
impl YearlyTrainingQuery {
    /// Whether the year (that of the day where none is given) has its training about child protection, as it was known
    /// on the day (today where none is given) [jährliche Fortbildung zum Kinderschutz] (MTG-27, REM-19); `null` where
    /// the municipality had adopted no policy by then.
    #[graphql(complexity = "crate::graphql::limits::ROOT + child_complexity")]
    async fn yearly_training(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A calendar year, 1900 to 2200.")] year: Option<i32>,
        as_of: Option<Date>,
    ) -> Result<Option<YearlyTraining>> {
        let reader = Reader::of(ctx)?;
        let day = reader.day(as_of)?;
        let year = match year {
            Some(year) => reader::year("year", year)?,
            None => day.year(),
        };
        let mut connection = reader.connect().await?;
        let reading = connection.begin().await?;
        let policies = policies::load(&reading).await?;
        let Some(policy) = policies.on(day) else {
            return Ok(None);
        };
        let views = views(&reading, None).await?;
        let trainings = views.iter().map(|(_, view)| view);
        let found = yearly(trainings, year, &policy.meetings, day);
        let met = !found.held.is_empty();
        Ok(Some(YearlyTraining {
            as_of: day,
            year,
            due: found.due,
            status: found.status,
            met: (met || found.due).then_some(met),
            held: found.held,
            planned: found.planned,
            findings: found.finding.into_iter().map(Finding::from).collect(),
        }))
    }
}
