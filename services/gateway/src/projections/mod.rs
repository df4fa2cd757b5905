//! The read model: a municipality's events folded into the tables of `schema.sql`.
//!
//! **Shape.** In: every event of a municipality's store. Out: a view per stream (`view`: the aggregate, folded by its
//! own `apply`; key: municipality and id), what follows from the views of one stream (periods, coverage, links; key:
//! municipality, id and what it links), the history (every event as the
//! office reads it; key: municipality and position), and the overview (key:
//! municipality, indicator and day).
//!
//! **Correctness.** *Order*: events of a stream are applied in order; streams do not look at each other, and the
//! overview is computed from the tables as they are at the end of a batch. So it does not matter how a feed is cut
//! into batches: batches of one and one batch of all give the same rows. *Idempotence*: rows and checkpoint commit
//! together, and a view ignores events up to its own position; an event that was parked and mended finds its view
//! where it had stopped. *A crash* leaves nothing, since everything is in the checkpoint's transaction. *Who else
//! writes*: nobody; the checkpoint's row lock admits one writer per municipality.
//!
//! An event that cannot be read, or whose result the tables cannot hold, parks its stream; the others go on.
//!
//! | room | what lives there |
//! |---|---|
//! | `batch` | a batch sorted by stream, and what is parked or noted on the way |
//! | `fold` | loading, folding and storing views, for every kind alike |
//! | `unfit` | why an event parks its stream |
//! | `tables` | what each kind of stream gives the tables, and its SQL |
//! | `period` | sets of days as periods, and counts of them as step functions |
//! | `overview` | the state overview of one municipality |
//! | `duty` | meetings that must be, as step functions |
//! | `money` | grants' money and proofs, as step functions |
//! | `quality` | the concept paper's age and the last quality dialogue, as step functions |
//! | `schema` | the DDL, its version and its creation |
//!
//! **To add a kind of stream**: a file in `tables/` that implements `Viewed`, its table in `schema.sql`, a line in
//! [`ReadModel::apply`], and its name out of `LATER`. Whatever changes what is written here moves [`READ_MODEL`]
//! and the schema's name with it: the new version is built beside the old one, and the committed snapshot of the
//! folded samples fails until it has.
#![deny(clippy::wildcard_enum_match_arm)]

mod batch;
mod duty;
mod fold;
mod money;
mod overview;
mod period;
pub(crate) mod quality;
mod schema;
mod tables;
mod unfit;

use agreements::{Agreement, Framework};
use deadpool_postgres::Transaction;
use evaluation::{
    Concept, Goal, IndicatorSeries, Instrument, QualityDialogue, RegisteredDecision, SiteReport,
};
use eventstore::RecordedEvent;
use funding::{Budget, CostScheme, Expense, Grant, OnwardGrant, Programme, Project, ProjectFunds};
use kernel::MunicipalityId;
use meetings::{
    CalendarFeed, CommitteeReport, Meeting, Minutes, Need, QualityStandard, Recommendation, Topic,
    Training,
};
use membership::{
    Body, Circular, Contact, ContactList, Network, Offer, Office, Partner, Region, Site,
    Specialist, VolunteerGroup,
};
use municipality::Municipality;
use projection::{Consumer, ConsumerError, Parked};

use batch::Batch;
use fold::{any_changed, fold};
use tables::{agreement, history, partner};

pub(crate) use tables::Tabled;

pub use schema::{SchemaError, create, fingerprint, schema};

/// Version of the read model; its tables are in the schema `read_<n>`.
pub const READ_MODEL: i32 = 4;

/// The read model's name in checkpoints and metrics.
pub const NAME: &str = "read-model";

/// Kinds of streams that the read model does not show: scanned over, on purpose and by name. Numbers of meetings stand
/// in the meetings themselves.
const LATER: &[&str] = &["meeting-series"];

/// The consumer that writes the read tables.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadModel;

/// Where a batch is written: the transaction, which has set its scope, and the municipality of that scope.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) transaction: &'a Transaction<'a>,
    pub(crate) municipality: &'a MunicipalityId,
}

impl Consumer for ReadModel {
    fn name(&self) -> &'static str {
        NAME
    }

    fn version(&self) -> i32 {
        READ_MODEL
    }

    async fn apply(
        &self,
        transaction: &Transaction<'_>,
        municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> Result<Vec<Parked>, ConsumerError> {
        let scope = Scope {
            transaction,
            municipality,
        };
        let mut batch = Batch::of(municipality, events);

        let municipalities = fold::<Municipality>(scope, &mut batch).await?;
        let networks = fold::<Network>(scope, &mut batch).await?;
        fold::<Region>(scope, &mut batch).await?;
        fold::<Site>(scope, &mut batch).await?;
        let bodies = fold::<Body>(scope, &mut batch).await?;
        let meetings = fold::<Meeting>(scope, &mut batch).await?;
        fold::<CalendarFeed>(scope, &mut batch).await?;
        fold::<Minutes>(scope, &mut batch).await?;
        fold::<Recommendation>(scope, &mut batch).await?;
        fold::<CommitteeReport>(scope, &mut batch).await?;
        fold::<Topic>(scope, &mut batch).await?;
        fold::<Need>(scope, &mut batch).await?;
        fold::<QualityStandard>(scope, &mut batch).await?;
        fold::<Training>(scope, &mut batch).await?;
        fold::<Project>(scope, &mut batch).await?;
        fold::<CostScheme>(scope, &mut batch).await?;
        fold::<Budget>(scope, &mut batch).await?;
        fold::<ProjectFunds>(scope, &mut batch).await?;
        let programmes = fold::<Programme>(scope, &mut batch).await?;
        let grants = fold::<Grant>(scope, &mut batch).await?;
        let onward = fold::<OnwardGrant>(scope, &mut batch).await?;
        let expenses = fold::<Expense>(scope, &mut batch).await?;
        fold::<IndicatorSeries>(scope, &mut batch).await?;
        fold::<SiteReport>(scope, &mut batch).await?;
        fold::<Instrument>(scope, &mut batch).await?;
        let concepts = fold::<Concept>(scope, &mut batch).await?;
        fold::<Goal>(scope, &mut batch).await?;
        let dialogues = fold::<QualityDialogue>(scope, &mut batch).await?;
        fold::<RegisteredDecision>(scope, &mut batch).await?;
        fold::<Contact>(scope, &mut batch).await?;
        fold::<Offer>(scope, &mut batch).await?;
        fold::<Specialist>(scope, &mut batch).await?;
        fold::<Office>(scope, &mut batch).await?;
        fold::<ContactList>(scope, &mut batch).await?;
        fold::<Circular>(scope, &mut batch).await?;
        fold::<VolunteerGroup>(scope, &mut batch).await?;
        fold::<Framework>(scope, &mut batch).await?;
        let partners = fold::<Partner>(scope, &mut batch).await?;
        partner::link(scope, &partners).await?;
        let agreements = fold::<Agreement>(scope, &mut batch).await?;
        agreement::link(scope, &agreements).await?;

        let (rows, parked) = batch.close(LATER);
        history::write_all(scope, &rows).await?;
        if any_changed(&municipalities)
            || any_changed(&networks)
            || any_changed(&bodies)
            || any_changed(&meetings)
            || any_changed(&partners)
            || any_changed(&agreements)
            || any_changed(&programmes)
            || any_changed(&grants)
            || any_changed(&onward)
            || any_changed(&expenses)
            || any_changed(&concepts)
            || any_changed(&dialogues)
        {
            overview::recompute(scope).await?;
        }
        Ok(parked)
    }
}

#[cfg(test)]
mod tests {
    use kernel::StreamId;

    use super::*;

    #[test]
    fn every_kind_of_stream_is_folded_or_named_as_later() {
        let folded = [
            "agreement",
            "body",
            "budget",
            "calendar-feed",
            "circular",
            "committee-report",
            "concept",
            "contact",
            "contact-list",
            "cost-scheme",
            "decision",
            "expense",
            "framework",
            "goal",
            "grant",
            "indicator",
            "instrument",
            "meeting",
            "minutes",
            "municipality",
            "need",
            "network",
            "offer",
            "office",
            "onward-grant",
            "partner",
            "programme",
            "project",
            "project-funds",
            "quality-dialogue",
            "recommendation",
            "region",
            "site",
            "site-report",
            "specialist",
            "standard",
            "topic",
            "training",
            "volunteers",
        ];
        for kind in StreamId::KINDS {
            let known = folded.contains(kind) != LATER.contains(kind);
            assert!(known, "streams of kind `{kind}` would be parked");
        }
    }
}
