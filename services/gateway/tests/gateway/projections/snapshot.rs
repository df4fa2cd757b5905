//! What version n of the read model makes of every event that there is.
//!
//! The committed snapshot is named after the version. When output or DDL change it fails: count `READ_MODEL` up (and
//! the schema's name in `schema.sql` and the SQL with it), so that the new tables are built beside the old ones, and
//! commit the new version's snapshot. Overwriting the snapshot of a version that is in use is never right.

use std::path::Path;

use agreements::Agreement;
use cqrs_es::Aggregate;
use evaluation::{
    Concept, Goal, IndicatorSeries, Instrument, QualityDialogue, RegisteredDecision, SiteReport,
};
use eventstore::DatabaseRole;
use funding::{Budget, CostScheme, Expense, Grant, OnwardGrant, Programme, Project, ProjectFunds};
use gateway::projections::{READ_MODEL, fingerprint};
use kernel::{MunicipalityId, StoredEvent, StreamId};
use meetings::{
    CalendarFeed, CommitteeReport, Meeting, Minutes, Need, QualityStandard, Recommendation, Topic,
    Training,
};
use membership::{Body, Contact, Network, Partner, Region, Site};
use municipality::Municipality;
use schemars::SchemaGenerator;

use super::database;
use super::folding::folded;
use super::history::{Told, recorded, stream};

/// Every stored sample of an aggregate's events as one stream, in the order in which the domain lists them.
fn samples<A: Aggregate<Event: StoredEvent>>(domain: &str, stream: StreamId) -> Vec<Told> {
    assert_eq!(A::TYPE, stream.kind());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../crates")
        .join(domain)
        .join("tests/events");
    A::Event::schemas(&mut SchemaGenerator::default())
        .into_iter()
        .map(|(event_type, schema_version, _)| {
            let path = folder.join(format!("{event_type}.v{schema_version}.json"));
            let payload = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            Told {
                stream,
                event_type: event_type.to_owned(),
                schema_version,
                payload,
            }
        })
        .collect()
}

#[tokio::test]
async fn output_and_ddl_are_those_of_this_version() {
    let town = MunicipalityId::try_new("musterstadt").unwrap();
    // Network and partner have the ids that the samples of the agreement name.
    let told: Vec<Told> = [
        samples::<Municipality>("municipality", municipality::stream(&town)),
        samples::<Network>("membership", stream("network", 0x2)),
        samples::<Region>("membership", stream("region", 0x5)),
        samples::<Site>("membership", stream("site", 0x4)),
        samples::<Partner>("membership", stream("partner", 0x65)),
        samples::<Contact>("membership", stream("contact", 0x7)),
        samples::<Body>("membership", stream("body", 0x6)),
        samples::<Meeting>("meetings", stream("meeting", 0x8)),
        samples::<CalendarFeed>("meetings", stream("calendar-feed", 0x6)),
        samples::<Minutes>("meetings", stream("minutes", 0x9)),
        samples::<Recommendation>("meetings", stream("recommendation", 0xa)),
        samples::<CommitteeReport>("meetings", stream("committee-report", 0xb)),
        samples::<Topic>("meetings", stream("topic", 0xc)),
        samples::<Need>("meetings", stream("need", 0xd)),
        samples::<QualityStandard>("meetings", stream("standard", 0xe)),
        samples::<Training>("meetings", stream("training", 0xf)),
        samples::<Project>("funding", stream("project", 0x10)),
        samples::<CostScheme>("funding", stream("cost-scheme", 0x11)),
        samples::<Budget>("funding", stream("budget", 0x12)),
        samples::<ProjectFunds>("funding", stream("project-funds", 0x13)),
        samples::<Programme>("funding", stream("programme", 0x14)),
        samples::<Grant>("funding", stream("grant", 0x15)),
        samples::<OnwardGrant>("funding", stream("onward-grant", 0x16)),
        samples::<Expense>("funding", stream("expense", 0x17)),
        samples::<IndicatorSeries>("evaluation", stream("indicator", 0x18)),
        samples::<SiteReport>("evaluation", stream("site-report", 0x19)),
        samples::<Instrument>("evaluation", stream("instrument", 0x1a)),
        samples::<Concept>("evaluation", stream("concept", 0x1b)),
        samples::<Goal>("evaluation", stream("goal", 0x1c)),
        samples::<QualityDialogue>("evaluation", stream("quality-dialogue", 0x1d)),
        samples::<RegisteredDecision>("evaluation", stream("decision", 0x1e)),
        samples::<Agreement>("agreements", stream("agreement", 0x1)),
    ]
    .concat();

    let database = database().await;
    let projector = database.pool(DatabaseRole::Projector);
    let events = recorded(&town, &told);
    let (tables, parked) = folded(&projector, &town, &events, &[usize::MAX]).await;
    assert_eq!(parked, []);
    let made = serde_json::json!({
        "version": READ_MODEL,
        "ddl": fingerprint(),
        "tables": tables,
    });
    insta::assert_json_snapshot!(format!("read_model_{READ_MODEL}"), made);
    drop(projector);
    database.drop().await;
}
