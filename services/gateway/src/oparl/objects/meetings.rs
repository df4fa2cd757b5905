//! Meetings with their agenda and place, and released minutes.

use jiff::ToSpan as _;
use kernel::german;
use meetings::minutes::{MinutesState, MinutesVersion};
use meetings::{Meeting as View, Minutes};
use oparl::{AgendaItem, Entity, File, Location, Meeting, MeetingState, Moment, Shown};
use uuid::Uuid;

use super::{Listing, entity, organization};
use crate::exports::minutes::clock;
use crate::oparl::load::{Known, Life, Public};

impl Listing for Meeting {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let meetings = public.meetings.iter().filter_map(|(id, known)| {
            let life = with_minutes(public, *id, known);
            let id_there = public.at.object(&id.to_string());
            entity(id_there, life, known.change, meeting(public, *id, known))
        });
        meetings.collect()
    }
}

impl Listing for AgendaItem {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let meetings = public.meetings.iter();
        meetings
            .flat_map(|(id, known)| items(public, *id, known))
            .collect()
    }
}

impl Listing for Location {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let meetings = public.meetings.iter();
        meetings
            .filter_map(|(id, known)| location(public, *id, known))
            .collect()
    }
}

impl Listing for File {
    fn all(public: &Public) -> Vec<Entity<Self>> {
        let minutes = public.minutes.iter();
        minutes
            .filter_map(|(id, known)| file(public, *id, known))
            .collect()
    }
}

/// The moments of a meeting and of its minutes, by which its state changes.
fn with_minutes(public: &Public, id: Uuid, known: &Known<View>) -> Life {
    let mut life = known.life;
    for minutes in of_meeting(public, id) {
        life = life.and(minutes.1.life);
    }
    if known.view.place_by_policy {
        life.modified = life.modified.max(public.publication.policy_at);
    }
    life
}

fn of_meeting(public: &Public, id: Uuid) -> impl Iterator<Item = (&Uuid, &Known<Minutes>)> {
    let minutes = public.minutes.iter();
    minutes.filter(move |(_, known)| known.view.meeting.is_some_and(|meeting| meeting.0 == id))
}

fn meeting(public: &Public, id: Uuid, known: &Known<View>) -> Option<Meeting> {
    let view = &known.view;
    let of = organization(public, known.body)?;
    let slot = view.slot.as_ref().filter(|_| view.exists())?;
    let at = slot.at.as_ref().and_then(clock);
    let begins = at.map(|at| slot.on.to_datetime(at));
    let ends = begins.zip(slot.minutes).and_then(|(begins, minutes)| {
        // Counted in real minutes, also over a clock change.
        let begins = begins.in_tz("Europe/Berlin").ok()?;
        let ends = begins.checked_add(i64::from(minutes).minutes()).ok()?;
        Some(Moment::new(ends.timestamp()))
    });
    let number = view.number.map(|number| format!("{number}. Sitzung"));
    let name = match (number, at) {
        (Some(name), Some(_)) => name,
        // Without a time there is no `start`, and the day would be lost.
        (Some(name), None) => format!("{name} am {}", german::day(slot.on)),
        (None, _) => format!("Sitzung am {}", german::day(slot.on)),
    };
    Some(Meeting {
        name: Some(name),
        meeting_state: state(public, id, view),
        cancelled: view.cancelled_on.is_some_and(|on| on <= public.today),
        start: begins.and_then(Moment::local),
        end: ends,
        location: location(public, id, known).and_then(Entity::embed),
        organization: vec![of],
        invitation: None,
        results_protocol: of_meeting(public, id)
            .filter_map(|(id, known)| file(public, *id, known))
            .find_map(Entity::embed),
        auxiliary_file: Vec::new(),
        agenda_item: items(public, id, known)
            .into_iter()
            .filter_map(Entity::embed)
            .collect(),
    })
}

/// In the words of the standard: held is a meeting whose minutes are released. One that was recorded afterwards has none
/// to wait for.
fn state(public: &Public, id: Uuid, view: &View) -> MeetingState {
    let by_today = |on: kernel::Date| on <= public.today;
    let mut minutes = of_meeting(public, id);
    let released = minutes.any(|(_, known)| known.view.approved_on(public.today).is_some());
    let afterwards = view.begun.as_ref().is_some_and(|begun| begun.afterwards);
    if released || afterwards {
        MeetingState::Held
    } else if view.begun.is_some() || view.invited.since.is_some_and(by_today) {
        MeetingState::Invited
    } else {
        MeetingState::Scheduled
    }
}

/// The items of the agenda, and those that went off it. Closed, all of them.
fn items(public: &Public, id: Uuid, known: &Known<View>) -> Vec<Entity<AgendaItem>> {
    let shown = known.view.exists() && organization(public, known.body).is_some();
    let on_it = known.view.agenda.iter().enumerate();
    let on_it = on_it.map(|(order, item)| (item.id, Some(order)));
    let off_it = known.view.removed_items.iter().map(|item| (*item, None));
    on_it
        .chain(off_it)
        .filter_map(|(item, order)| {
            let own = public.items.get(&item.0).copied().unwrap_or(known.life);
            // An item moves with its agenda: its place changes without an event of its own.
            let life = match order {
                Some(_) => own.and(known.life),
                None => own,
            };
            let content = order.filter(|_| shown).map(|order| AgendaItem {
                meeting: Some(public.at.object(&id.to_string())),
                number: Some((order + 1).to_string()),
                order,
                shown: Shown::Closed,
            });
            let id = public.at.object(&item.to_string());
            entity(id, life, known.change, content)
        })
        .collect()
}

/// Where a meeting is. Each has a place of its own: what an office typed twice need not be the same room.
fn location(public: &Public, id: Uuid, known: &Known<View>) -> Option<Entity<Location>> {
    let place = public.places.get(&id);
    let shown = known.view.exists() && organization(public, known.body).is_some();
    let content = place.filter(|_| shown).map(|place| Location {
        description: Some(place.clone()),
        meetings: vec![public.at.object(&id.to_string())],
        ..Location::default()
    });
    // A place that nobody ever named is no deleted one.
    let named = place.is_some() || known.view.place.is_some() || known.view.place_by_policy;
    let life = with_minutes(public, id, known);
    named
        .then(|| {
            entity(
                public.at.object(&id.to_string()),
                life,
                known.change,
                content,
            )
        })
        .flatten()
}

/// The version of minutes that everybody may read: the last that is approved and went out.
pub(in crate::oparl) fn released(public: &Public, view: &Minutes) -> Option<MinutesVersion> {
    let went_out = |version: &&MinutesVersion| {
        let approved = version.steps.last();
        let approved = approved
            .is_some_and(|step| step.to == MinutesState::Approved && step.on <= public.today);
        let mut sent = view.dispatches.iter();
        approved && sent.any(|sent| sent.version == version.number && sent.on <= public.today)
    };
    view.versions.iter().rfind(went_out).cloned()
}

fn file(public: &Public, id: Uuid, known: &Known<Minutes>) -> Option<Entity<File>> {
    let change = known.change.and(public.publication.minutes?);
    // Minutes that never went out never were public.
    known.view.dispatches.first()?;
    let key = id.to_string();
    let of = known
        .view
        .meeting
        .and_then(|of| Some((of.0, public.meetings.get(&of.0)?)));
    let content = of
        .zip(released(public, &known.view))
        .and_then(|((of, meeting), version)| {
            organization(public, known.body)?;
            meeting.view.slot.as_ref()?;
            let number = meeting
                .view
                .number
                .map(|number| format!(" der {number}. Sitzung"));
            let name = format!("Protokoll{}", number.unwrap_or_default());
            Some(File {
                file_name: Some(format!("{name}.pdf")),
                name: Some(match version.number {
                    1 => name,
                    number => format!("{name}, {number}. Fassung"),
                }),
                mime_type: Some("application/pdf".to_owned()),
                date: version.approved_on(),
                size: None,
                sha512_checksum: None,
                access_url: public.at.content(&key, "view.pdf"),
                download_url: Some(public.at.content(&key, "download.pdf")),
                meeting: vec![public.at.object(&of.to_string())],
                agenda_item: Vec::new(),
                paper: Vec::new(),
            })
        });
    let life = match of {
        Some((_, meeting)) => known.life.and(meeting.life),
        None => known.life,
    };
    entity(public.at.object(&key), life, change, content)
}
