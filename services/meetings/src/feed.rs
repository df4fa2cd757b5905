//! Calendar feeds: a body's meetings at a secret address, for any calendar program [Kalender-Abo].
//!
//! The address is the capability: it shows the meetings of one body, no person, and changes nothing. It counts while its
//! generation is open in the feed's stream; a revoked one says so (410 `LINK_REVOKED`).
//!
//! Read straight from the store: the body's series names its meetings. An entry has the meeting's id and sequence, as
//! invitations have, so that a calendar that knows both shows one. Cancelled meetings stay, marked. A meeting whose hour
//! nobody wrote down is left out, since a calendar's entry would invent one; anonymous case talks are left out of its
//! agenda (MTG-24).
//!
//! Programs ask every few hours, so that each answer has a tag over its text (`ETag`); the same text is not sent twice.

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use calendar::{Appointment, Feed, FeedEntry};
use commands::Commands;
use commands::reading::{Reading, in_store};
use eventstore::RecordedEvent;
use eventstore::load::Fold as _;
use jiff::Timestamp;
use kernel::{BodyId, EntryId, StreamId};
use meetings::meeting::{ItemKind, Place, Slot, caption};
use meetings::{CalendarFeed, Meeting, MeetingEvent};
use service_kit::clock::Clock;
use service_kit::http::prefers_html;
use service_kit::links::answering::{closed_off, refused};
use service_kit::links::{Link, LinkKey, LinkRefusal, LinkScope, OpenedLink};
use service_kit::permission;
use service_kit::problem::Problem;
use sha2::{Digest as _, Sha256};

use crate::shown::{self, ShownMeeting};

/// What a feed may do, by the table of permissions.
const READS: &str = "meetings";

/// A program's own copy may be that old, in seconds: a moved meeting is seen the same hour.
const FRESH: HeaderValue = HeaderValue::from_static("private, max-age=900");

#[derive(Clone)]
struct Feeds {
    commands: Commands,
    key: LinkKey,
}

impl FromRef<Feeds> for LinkKey {
    fn from_ref(feeds: &Feeds) -> Self {
        feeds.key.clone()
    }
}

impl FromRef<Feeds> for Clock {
    fn from_ref(feeds: &Feeds) -> Self {
        feeds.commands.clock().clone()
    }
}

/// The route of the feeds; the address may end in `.ics`.
pub(crate) fn router(commands: Commands, key: LinkKey) -> Router {
    let path = format!("/{}/{{token}}", LinkScope::CalendarFeed.folder());
    Router::new()
        .route(&path, get(feed))
        .with_state(Feeds { commands, key })
}

async fn feed(
    State(feeds): State<Feeds>,
    opened: Result<OpenedLink, Problem>,
    headers: HeaderMap,
) -> Response {
    match text(&feeds.commands, opened).await {
        Ok(text) => answer(text, &headers),
        Err(problem) => closed_off(refused(problem, prefers_html(&headers))),
    }
}

async fn text(commands: &Commands, opened: Result<OpenedLink, Problem>) -> Result<String, Problem> {
    let link = opened?.only(&[LinkScope::CalendarFeed])?.link;
    if !permission::link_allows(link.scope, READS) {
        return Err(LinkRefusal::Unknown.into());
    }
    let reading = Reading {
        commands,
        municipality: &link.municipality,
    };
    Ok(calendar_of(reading, &link).await?.to_ics())
}

/// The text with its tag, or that the program has it already.
fn answer(text: String, asked: &HeaderMap) -> Response {
    let digest = Sha256::digest(&text);
    let digest: String = digest[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{digest}\"");
    let is_known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag);
    let response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let kind: [(HeaderName, &str); 2] = [
            (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "inline; filename=\"sitzungen.ics\"",
            ),
        ];
        (kind, text).into_response()
    };
    let mut response = closed_off(response);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, FRESH);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The calendar of the link's body; 410 where its address was revoked.
async fn calendar_of(reading: Reading<'_>, link: &Link) -> Result<Feed, Problem> {
    let id = BodyId(link.subject);
    let feed = StreamId::new("calendar-feed", id.0);
    let series = StreamId::new("meeting-series", id.0);
    let of_body = StreamId::new("body", id.0);
    let tenant = municipality::stream(reading.municipality);
    let loaded = reading.load(&[feed, series, of_body, tenant], None).await?;
    let feed: CalendarFeed = loaded.fold(&feed).map_err(|error| in_store(&error))?;
    if feed.open_generation() != Some(link.nonce) {
        return Err(LinkRefusal::Revoked.into());
    }
    let streams = numbered(loaded.stream(&series))?;
    let of_meetings = reading.load(&streams, None).await?;
    let mut known = Vec::new();
    for stream in &streams {
        if let Some(meeting) = KnownMeeting::fold(*stream, of_meetings.stream(stream))? {
            known.push(meeting);
        }
    }
    let body = shown::body(&loaded, id)?;
    let meetings: Vec<Meeting> = known.iter().map(|known| known.meeting.clone()).collect();
    let shown = shown::show(reading, &loaded, &body, &meetings).await?;
    let entries = known.iter().zip(&shown);
    let entries = entries.filter_map(|(known, shown)| known.entry(shown));
    let names = [body.name_on(reading.today()), reading.name(&loaded)?];
    let words = reading.words(names).await?;
    let [body, municipality] = names;
    let place = words.text(municipality)?;
    let place = place.unwrap_or_else(|| link.municipality.to_string());
    let name = words.text(body)?.unwrap_or_default();
    Ok(Feed {
        name: format!("{name} ({place})"),
        entries: entries.collect(),
    })
}

/// The streams of the body's meetings, in the order of their numbers.
fn numbered(series: &[RecordedEvent]) -> Result<Vec<StreamId>, Problem> {
    let mut streams = Vec::new();
    for event in series {
        let event = event.read().map_err(|error| in_store(&error))?;
        if let MeetingEvent::MeetingNumbered(e) = event {
            streams.push(StreamId::new("meeting", e.meeting.0));
        }
    }
    Ok(streams)
}

/// A meeting that has a day, and when anything of its entry was last changed.
struct KnownMeeting {
    stream: StreamId,
    meeting: Meeting,
    changed: Timestamp,
}

impl KnownMeeting {
    fn fold(stream: StreamId, events: &[RecordedEvent]) -> Result<Option<Self>, Problem> {
        let mut meeting = Meeting::default();
        let (mut shown, mut changed) = (Entry::default(), None);
        for event in events {
            meeting.fold(event.read().map_err(|error| in_store(&error))?);
            // Who was invited and what was answered is no change of the entry, and nobody's business here.
            let now = Entry::of(&meeting);
            if now != shown {
                (shown, changed) = (now, Some(event.recorded_at));
            }
        }
        let known = changed.filter(|_| meeting.slot.is_some());
        Ok(known.map(|changed| Self {
            stream,
            meeting,
            changed,
        }))
    }

    fn entry(&self, shown: &ShownMeeting) -> Option<FeedEntry> {
        let begins = self.meeting.slot.as_ref()?.begins()?;
        Some(FeedEntry {
            appointment: Appointment {
                uid: self.stream.id(),
                sequence: self.meeting.sequence,
                begins,
                minutes: shown.minutes.map(u32::from),
                summary: caption(&shown.body, shown.number, shown.topic.as_deref()),
                place: shown.place.clone(),
                description: description(shown),
                url: None,
            },
            cancelled: self.meeting.cancelled_on.is_some(),
            changed: self.changed,
        })
    }
}

/// What an entry shows of a meeting, by its ids.
#[derive(Default, PartialEq)]
struct Entry {
    sequence: u32,
    slot: Option<Slot>,
    place: Option<Place>,
    topic: Option<EntryId>,
    cancelled: bool,
    agenda: Vec<(ItemKind, Option<EntryId>)>,
}

impl Entry {
    fn of(meeting: &Meeting) -> Self {
        let agenda = meeting.agenda.iter();
        Self {
            sequence: meeting.sequence,
            slot: meeting.slot.clone(),
            place: meeting.place(),
            topic: meeting.topic,
            cancelled: meeting.cancelled_on.is_some(),
            agenda: agenda.map(|item| (item.kind, item.title)).collect(),
        }
    }
}

/// The agenda, an item a line.
fn description(meeting: &ShownMeeting) -> Option<String> {
    let items = meeting.agenda.iter();
    let told = items.filter(|item| item.kind != ItemKind::AnonymousCaseTalk);
    let lines: Vec<String> = (1..)
        .zip(told)
        .map(|(number, item)| format!("{number}. {}", item.title))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
