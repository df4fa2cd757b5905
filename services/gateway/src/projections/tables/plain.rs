//! Kinds of streams whose table is the view alone: frameworks, specialists, offices, contact lists, circulars,
//! groups of volunteers, all that the meetings service keeps besides meetings, and all of the funding service; their events in, one row a stream
//! out, keyed by municipality and id.
//!
//! *Correctness*: as every view (`fold`). A municipality has dozens of each, so lists read them whole.

use agreements::Framework;
use evaluation::{
    Concept, Goal, IndicatorSeries, Instrument, QualityDialogue, RegisteredDecision, SiteReport,
};
use funding::{Budget, CostScheme, Expense, Grant, OnwardGrant, Programme, Project, ProjectFunds};
use meetings::{
    CalendarFeed, CommitteeReport, Minutes, Need, QualityStandard, Recommendation, Topic, Training,
};
use membership::{Circular, ContactList, Office, Specialist, VolunteerGroup};
use serde::Serialize;

use crate::projections::fold::Viewed;
use crate::projections::unfit::Unfit;

/// Nothing beside the view.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::projections) struct NoColumns {}

macro_rules! plain {
    ($($aggregate:ty => $table:literal,)+) => {$(
        impl Viewed for $aggregate {
            type Columns = NoColumns;

            const LOAD: &'static str = concat!(
                "
                SELECT id, view, position
                FROM read_4.", $table, "
                WHERE municipality = $1
                    AND id = ANY ($2)"
            );

            const STORE: &'static str = concat!(
                "
                INSERT INTO read_4.", $table, " (municipality, id, view, position)
                SELECT $1, n.id, n.view, n.position
                FROM jsonb_to_recordset($2) AS n(id uuid, view jsonb, position bigint)
                ON CONFLICT (municipality, id) DO UPDATE SET
                    view = excluded.view,
                    position = excluded.position"
            );

            fn columns(&self) -> Result<NoColumns, Unfit> {
                Ok(NoColumns {})
            }
        }
    )+};
}

plain! {
    Framework => "framework",
    Specialist => "specialist",
    Office => "office",
    ContactList => "contact_list",
    Circular => "circular",
    VolunteerGroup => "volunteers",
    CalendarFeed => "calendar_feed",
    Minutes => "minutes",
    Recommendation => "recommendation",
    CommitteeReport => "committee_report",
    Topic => "topic",
    Need => "need",
    QualityStandard => "standard",
    Training => "training",
    Project => "project",
    CostScheme => "cost_scheme",
    Budget => "budget",
    ProjectFunds => "project_funds",
    Programme => "programme",
    Grant => "grant",
    OnwardGrant => "onward_grant",
    Expense => "expense",
    IndicatorSeries => "indicator",
    SiteReport => "site_report",
    Instrument => "instrument",
    Concept => "concept",
    Goal => "goal",
    QualityDialogue => "quality_dialogue",
    RegisteredDecision => "decision",
}
