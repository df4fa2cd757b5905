//! Which table keeps the views of an aggregate.

use agreements::{Agreement, Framework};
use evaluation::{
    Concept, Goal, IndicatorSeries, Instrument, QualityDialogue, RegisteredDecision, SiteReport,
};
use funding::{Budget, CostScheme, Expense, Grant, OnwardGrant, Programme, Project, ProjectFunds};
use meetings::{
    CalendarFeed, CommitteeReport, Meeting, Minutes, Need, QualityStandard, Recommendation, Topic,
    Training,
};
use membership::{
    Body, Circular, Contact, ContactList, Network, Offer, Office, Partner, Region, Site,
    Specialist, VolunteerGroup,
};
use serde::de::DeserializeOwned;

/// An aggregate whose views stand in a table, one row a stream.
pub(crate) trait Tabled: DeserializeOwned {
    /// What the statement attempts.
    const LOADING: &'static str;

    /// `id, view` of the ids `$2`, null for all, in the municipality `$1`, by id.
    const VIEWS: &'static str;
}

macro_rules! tabled {
    ($($aggregate:ty => $table:literal,)+) => {$(
        impl Tabled for $aggregate {
            const LOADING: &'static str = concat!("load views of ", $table);
            const VIEWS: &'static str = concat!(
                "
                SELECT id, view
                FROM read_4.", $table, "
                WHERE municipality = $1
                    AND ($2::uuid[] IS NULL OR id = ANY ($2))
                ORDER BY id"
            );
        }
    )+};
}

tabled! {
    Agreement => "agreement",
    Body => "body",
    Budget => "budget",
    CalendarFeed => "calendar_feed",
    Circular => "circular",
    CommitteeReport => "committee_report",
    Concept => "concept",
    Contact => "contact",
    ContactList => "contact_list",
    CostScheme => "cost_scheme",
    Expense => "expense",
    Framework => "framework",
    Goal => "goal",
    Grant => "grant",
    IndicatorSeries => "indicator",
    Instrument => "instrument",
    Meeting => "meeting",
    Minutes => "minutes",
    Need => "need",
    Network => "network",
    Offer => "offer",
    Office => "office",
    OnwardGrant => "onward_grant",
    Partner => "partner",
    Programme => "programme",
    Project => "project",
    ProjectFunds => "project_funds",
    QualityDialogue => "quality_dialogue",
    QualityStandard => "standard",
    Recommendation => "recommendation",
    Region => "region",
    RegisteredDecision => "decision",
    Site => "site",
    SiteReport => "site_report",
    Specialist => "specialist",
    Topic => "topic",
    Training => "training",
    VolunteerGroup => "volunteers",
}
