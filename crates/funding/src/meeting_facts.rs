//! What a meeting's stream says to this domain: its body, its day, whether it took place, what it came to.
//!
//! A domain never depends on another; the JSON of `meetings` events is the contract. Of each type only the fields that
//! are named here are read, types that say nothing here are passed over, and a version that nobody knew when this was
//! written stops the reading. A corrected fact counts as it stands after the correction.

use kernel::{BodyId, Date, OutcomeId, UnreadableEvent};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::facts::{KnownMeeting, KnownOutcome};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Planned {
    body: BodyId,
    /// `2024-06-03T09:00`
    begins: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RecordedAfterwards {
    body: BodyId,
    held_on: Date,
}

#[derive(Deserialize)]
struct Rescheduled {
    begins: String,
}

#[derive(Deserialize)]
struct CameTo {
    outcome: OutcomeId,
    kind: KnownOutcome,
}

#[derive(Deserialize)]
struct Corrected {
    fact: usize,
    replacement: Option<serde_json::Map<String, Value>>,
}

/// The meeting; `None` where nobody planned or recorded one.
pub(crate) fn read<'a>(
    events: impl IntoIterator<Item = (&'a str, u16, &'a str)>,
) -> Result<Option<KnownMeeting>, UnreadableEvent> {
    // What stands at each place; nothing where a correction stands or a fact was struck.
    let mut facts: Vec<Option<(String, Value)>> = Vec::new();
    for (event_type, version, payload) in events {
        if version != 1 {
            let event_type = event_type.to_owned();
            return Err(UnreadableEvent::Unknown {
                event_type,
                version,
            });
        }
        let payload: Value =
            serde_json::from_str(payload).map_err(|source| unreadable(event_type, source))?;
        if event_type == "MeetingFactCorrected" {
            let corrected: Corrected = fields(event_type, &payload)?;
            facts.push(None);
            let place = corrected.fact.checked_sub(1);
            if let Some(fact) = place.and_then(|place| facts.get_mut(place)) {
                *fact = corrected
                    .replacement
                    .and_then(|replacement| replacement.into_iter().next());
            }
        } else {
            facts.push(Some((event_type.to_owned(), payload)));
        }
    }
    let mut meeting = None;
    for (event_type, payload) in facts.iter().flatten() {
        apply(&mut meeting, event_type, payload)?;
    }
    Ok(meeting)
}

fn apply(
    meeting: &mut Option<KnownMeeting>,
    event_type: &str,
    payload: &Value,
) -> Result<(), UnreadableEvent> {
    let new = |body, begins_on, held| KnownMeeting {
        body,
        begins_on,
        held,
        cancelled: false,
        outcomes: [].into(),
    };
    match (event_type, meeting) {
        ("MeetingPlanned", meeting) => {
            let planned: Planned = fields(event_type, payload)?;
            *meeting = Some(new(planned.body, day(event_type, &planned.begins)?, false));
        }
        ("PastMeetingRecorded", meeting) => {
            let recorded: RecordedAfterwards = fields(event_type, payload)?;
            *meeting = Some(new(recorded.body, recorded.held_on, true));
        }
        ("MeetingRescheduled", Some(meeting)) => {
            let rescheduled: Rescheduled = fields(event_type, payload)?;
            meeting.begins_on = day(event_type, &rescheduled.begins)?;
        }
        ("MeetingCancelled", Some(meeting)) => meeting.cancelled = true,
        ("MeetingOpened", Some(meeting)) => meeting.held = true,
        ("OutcomeRecorded", Some(meeting)) => {
            let came_to: CameTo = fields(event_type, payload)?;
            meeting.outcomes.insert(came_to.outcome, came_to.kind);
        }
        (_, _) => {}
    }
    Ok(())
}

/// The day of a local date and time.
fn day(event_type: &str, begins: &str) -> Result<Date, UnreadableEvent> {
    let day = begins.split('T').next().unwrap_or_default();
    serde_json::from_value(day.into()).map_err(|source| unreadable(event_type, source))
}

fn fields<T: DeserializeOwned>(event_type: &str, payload: &Value) -> Result<T, UnreadableEvent> {
    T::deserialize(payload).map_err(|source| unreadable(event_type, source))
}

fn unreadable(event_type: &str, source: serde_json::Error) -> UnreadableEvent {
    UnreadableEvent::Payload {
        event_type: event_type.to_owned(),
        version: 1,
        source,
    }
}
