//! Meetings as everybody sees them who was invited: body, number, time, place and agenda, without a person.
//!
//! Their words come out of the vault when they are asked for, so that an erased one is gone here too; a usual place comes
//! from the policy (MTG-03).

use commands::PolicyError;
use commands::reading::{Reading, Words, in_store};
use eventstore::Loaded;
use kernel::{BodyId, Date, EntryId};
use meetings::Meeting;
use meetings::meeting::{ClockTime, ItemKind, Place};
use membership::Body;
use serde::Serialize;
use service_kit::problem::Problem;

/// A meeting [Sitzung].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownMeeting {
    /// The body's name; empty where it was erased.
    pub(crate) body: String,
    /// Its number among the body's meetings (MTG-30).
    pub(crate) number: Option<u32>,
    pub(crate) on: Date,
    /// When it begins; absent where nobody wrote it down.
    pub(crate) at: Option<ClockTime>,
    /// How long it takes; absent for an open end.
    pub(crate) minutes: Option<u16>,
    pub(crate) place: Option<String>,
    /// Its occasion [Anlass].
    pub(crate) topic: Option<String>,
    pub(crate) agenda: Vec<ShownItem>,
}

/// An item of the agenda by its title; where it has none, by its kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownItem {
    pub(crate) kind: ItemKind,
    pub(crate) title: String,
}

/// Shows meetings of one body in their order. `loaded` has the municipality's stream.
pub(crate) async fn show(
    reading: Reading<'_>,
    loaded: &Loaded,
    body: &Body,
    meetings: &[Meeting],
) -> Result<Vec<ShownMeeting>, Problem> {
    let name = body.name_on(reading.today());
    let words = reading
        .words(meetings.iter().flat_map(texts).chain([name]))
        .await?;
    let usual = if meetings.iter().any(is_at_usual_place) {
        usual_place(reading, loaded, body).await?
    } else {
        None
    };
    let body = words.text(name)?.unwrap_or_default();
    let mut shown = Vec::new();
    for meeting in meetings {
        // A correction may have struck everything; then there is no meeting.
        let Some(slot) = &meeting.slot else { continue };
        shown.push(ShownMeeting {
            body: body.clone(),
            number: meeting.number,
            on: slot.on,
            at: slot.at.clone(),
            minutes: slot.minutes,
            place: match meeting.place() {
                Some(Place::Said(entry)) => words.text(Some(entry))?,
                Some(Place::Usual) => usual.clone(),
                None => None,
            },
            topic: words.text(meeting.topic)?,
            agenda: agenda(meeting, &words)?,
        });
    }
    Ok(shown)
}

fn texts(meeting: &Meeting) -> Vec<Option<EntryId>> {
    let mut texts = vec![meeting.place, meeting.topic];
    texts.extend(meeting.agenda.iter().map(|item| item.title));
    texts
}

/// Notes and speakers stay with the office.
fn agenda(meeting: &Meeting, words: &Words) -> Result<Vec<ShownItem>, Problem> {
    let items = meeting.agenda.iter().map(|item| {
        let title = words.text(item.title)?;
        Ok(ShownItem {
            kind: item.kind,
            title: title.unwrap_or_else(|| item.kind.label().to_owned()),
        })
    });
    items.collect()
}

fn is_at_usual_place(meeting: &Meeting) -> bool {
    meeting.place() == Some(Place::Usual)
}

/// Where the policy says today that the body meets.
async fn usual_place(
    reading: Reading<'_>,
    loaded: &Loaded,
    body: &Body,
) -> Result<Option<String>, Problem> {
    let Some(rule) = &body.rule else {
        return Ok(None);
    };
    let policies = reading.commands.policies();
    let policy = policies
        .on(reading.municipality, loaded, reading.today())
        .await;
    match policy {
        Ok(policy) => {
            let place = policy.policy.meetings.usual_place(rule.as_str());
            Ok(place.map(str::to_owned))
        }
        Err(PolicyError::NotInForce(_)) => Ok(None),
        Err(error) => Err(Problem::fault("look up where a body usually meets", &error)),
    }
}

/// The body of a meeting, whose stream was loaded.
pub(crate) fn body(loaded: &Loaded, id: BodyId) -> Result<Body, Problem> {
    let stream = kernel::StreamId::new("body", id.0);
    loaded.fold(&stream).map_err(|error| in_store(&error))
}
