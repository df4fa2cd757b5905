//! What the streams that a decision reads tell each domain.

use commands::PolicyInForce;
use evaluation::EvaluationFacts;
use eventstore::{Loaded, RecordedEvent, StoreError};
use funding::FundingFacts;
use kernel::{BodyId, Date, MeetingId, SiteId, StreamId, UnreadableEvent};
use meetings::Meeting;
use municipality::Municipality;

/// What money knows: its own streams teach themselves, and so does that others are there.
pub(crate) fn funding(
    policy: &PolicyInForce,
    occurred_on: Date,
    reads: &[StreamId],
    loaded: &Loaded,
) -> Result<FundingFacts, StoreError> {
    let mut facts = FundingFacts {
        policy_version: policy.version,
        ..FundingFacts::default()
    };
    let mut asked = loaded.versions().into_iter().map(|(stream, _)| stream);
    if let Some(own) = asked.find(|stream| stream.kind() == "municipality") {
        facts.state = loaded.fold::<Municipality>(&own)?.state_on(occurred_on);
    }
    for stream in reads {
        let stored = loaded.stream(stream).iter().map(stored);
        facts.learn(*stream, stored).map_err(unreadable(*stream))?;
    }
    Ok(facts)
}

/// What figures know: sites, bodies and meetings are the other services'.
pub(crate) fn evaluation(
    _: &PolicyInForce,
    _: Date,
    reads: &[StreamId],
    loaded: &Loaded,
) -> Result<EvaluationFacts, StoreError> {
    let mut facts = EvaluationFacts::default();
    for stream in reads.iter().filter(|stream| loaded.version(stream) > 0) {
        match stream.kind() {
            "body" => {
                facts.bodies.insert(BodyId(stream.id()));
            }
            "meeting" => {
                let meeting: Meeting = loaded.fold(stream)?;
                // A correction may have struck everything; then there is no meeting.
                if let Some(slot) = &meeting.slot {
                    facts.meetings.insert(MeetingId(stream.id()), slot.on);
                }
            }
            "site" => {
                facts.sites.insert(SiteId(stream.id()));
            }
            _ => {
                let stored = loaded.stream(stream).iter().map(stored);
                facts.learn(*stream, stored).map_err(unreadable(*stream))?;
            }
        }
    }
    Ok(facts)
}

/// Type, version and payload.
fn stored(event: &RecordedEvent) -> (&str, u16, &str) {
    (
        event.event_type.as_str(),
        event.schema_version,
        event.payload.as_str(),
    )
}

fn unreadable(stream: StreamId) -> impl Fn(UnreadableEvent) -> StoreError {
    move |source| StoreError::UnreadableStream { stream, source }
}
