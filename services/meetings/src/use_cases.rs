//! Where the decisions of each aggregate get their policy and their facts.
//!
//! All of them share the domain's policy and its facts. Streams of this domain teach themselves; what membership's tell
//! is in [`crate::known`].

use std::sync::Arc;

use commands::{PolicyInForce, UseCase};
use eventstore::{Loaded, StoreError};
use kernel::{Date, StreamId};
use meetings::{
    CalendarFeed, CommitteeReport, Meeting, MeetingEvent, MeetingsFacts, MeetingsPolicy, Minutes,
    Need, QualityStandard, Recommendation, Topic, Training,
};

use crate::known;

macro_rules! use_cases {
    ($($(#[$meta:meta])* $name:ident = $aggregate:ident $({ $($item:item)+ })?;)+) => {$(
        $(#[$meta])*
        #[derive(Debug)]
        pub struct $name;

        impl UseCase for $name {
            type Policy = Arc<MeetingsPolicy>;
            type Facts = MeetingsFacts;
            type Aggregate = $aggregate;

            $($($item)+)?

            fn policy(policy: &PolicyInForce) -> Self::Policy {
                policy.policy.meetings.clone()
            }

            fn facts(
                _: &PolicyInForce,
                occurred_on: Date,
                reads: &[StreamId],
                loaded: &Loaded,
            ) -> Result<MeetingsFacts, StoreError> {
                facts(occurred_on, reads, loaded)
            }
        }
    )+};
}

use_cases! {
    /// Decisions on calendars to subscribe to [Kalender-Abos].
    CalendarFeedUseCase = CalendarFeed;
    /// Decisions on reports to committees [Mitteilungen].
    CommitteeReportUseCase = CommitteeReport;
    /// Decisions on meetings [Sitzungen].
    MeetingUseCase = Meeting {
        fn also_reads(meeting: &Meeting) -> Vec<StreamId> {
            meeting.body.map(|body| StreamId::new("body", body.0)).into_iter().collect()
        }

        fn stream_of(event: &MeetingEvent) -> Option<StreamId> {
            event.series()
        }
    };
    /// Decisions on minutes [Protokolle].
    MinutesUseCase = Minutes;
    /// Decisions on needs [Bedarfe].
    NeedUseCase = Need;
    /// Decisions on recommendations [Empfehlungen].
    RecommendationUseCase = Recommendation;
    /// Decisions on common standards [gemeinsame Standards].
    StandardUseCase = QualityStandard;
    /// Decisions on proposed topics [Themenspeicher].
    TopicUseCase = Topic;
    /// Decisions on trainings [Fortbildungen].
    TrainingUseCase = Training;
}

fn facts(
    occurred_on: Date,
    reads: &[StreamId],
    loaded: &Loaded,
) -> Result<MeetingsFacts, StoreError> {
    let mut facts = MeetingsFacts::default();
    for stream in reads {
        known::learn(&mut facts, *stream, loaded, occurred_on)?;
        let events = loaded.stream(stream);
        let stored = events.iter().map(|event| {
            (
                event.event_type.as_str(),
                event.schema_version,
                event.payload.as_str(),
            )
        });
        facts
            .learn(*stream, stored)
            .map_err(|source| StoreError::UnreadableStream {
                stream: *stream,
                source,
            })?;
    }
    Ok(facts)
}
