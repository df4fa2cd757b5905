//! A body's meetings as a calendar to subscribe to.

use icalendar::{Calendar, CalendarComponent, Component, Event, EventLike as _};
use meetings_service::use_cases::{CalendarFeedUseCase, MeetingUseCase};
use serde_json::json;
use service_kit::links::{Link, LinkScope};
use uuid::Uuid;

use crate::house::*;

const PAST: u128 = 30;
const OLD: u128 = 31;
const CANCELLED: u128 = 32;

fn link(generation: u32) -> Link {
    Link::calendar_feed(duisburg(), Uuid::from_u128(BODY), generation)
}

async fn command(house: &House, name: &str) {
    house
        .post::<CalendarFeedUseCase>("duisburg", name, json!({ "body": id(BODY) }))
        .await;
}

async fn meeting(house: &House, name: &str, body: serde_json::Value) {
    house.post::<MeetingUseCase>("duisburg", name, body).await;
}

/// With a meeting ahead, a held one, one whose hour nobody knows, and a cancelled one.
async fn subscribed() -> House {
    let house = House::open().await;
    house.invite("duisburg").await;
    let past = json!({
        "id": id(PAST), "body": id(BODY), "heldOn": "2026-09-01", "begins": "10:00", "place": "Haus der Familie",
    });
    meeting(&house, "record-past-meeting", past).await;
    let old = json!({ "id": id(OLD), "body": id(BODY), "heldOn": "2019-05-06" });
    meeting(&house, "record-past-meeting", old).await;
    let plan = json!({
        "id": id(CANCELLED), "body": id(BODY), "begins": "2027-01-14T14:00", "duration": "PT1H30M",
    });
    meeting(&house, "plan-meeting", plan).await;
    let cancel = json!({ "meeting": id(CANCELLED), "cancelledOn": "2026-11-22" });
    meeting(&house, "cancel-meeting", cancel).await;
    command(&house, "open-calendar-feed").await;
    house
}

/// The events as another library reads them.
fn events(text: &str) -> Vec<Event> {
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.components.into_iter();
    events
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect()
}

fn event(text: &str, number: u128) -> Event {
    let found = events(text)
        .into_iter()
        .find(|event| event.get_uid() == Some(id(number).as_str()));
    found.unwrap()
}

fn property(event: &Event, name: &str) -> String {
    event.property_value(name).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_calendar_shows_the_meetings_of_its_body_without_a_person() {
    let house = subscribed().await;
    let answer = house.get(&link(1), "*/*").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let name = "X-WR-CALNAME:Lenkungskreis <Frühe Hilfen> (Duisburg)";
    assert!(answer.text.contains(name), "{}", answer.text);
    let uids: Vec<String> = events(&answer.text)
        .iter()
        .map(|event| event.get_uid().unwrap().to_owned())
        .collect();
    assert_eq!(uids, [id(MEETING), id(PAST), id(CANCELLED)]);

    let ahead = event(&answer.text, MEETING);
    assert_eq!(property(&ahead, "DTSTART"), "20261203T090000");
    assert_eq!(property(&ahead, "DTEND"), "20261203T110000");
    assert_eq!(property(&ahead, "SEQUENCE"), "0");
    assert_eq!(property(&ahead, "STATUS"), "CONFIRMED");
    assert_eq!(ahead.get_location(), Some("Rathaus"));
    assert_eq!(
        ahead.get_summary(),
        Some("Lenkungskreis <Frühe Hilfen>, 1. Sitzung: Übergänge & <b>Lotsen</b>")
    );
    let agenda = ahead.get_description().unwrap().to_owned();
    assert!(agenda.starts_with("1. Begrüßung") && agenda.ends_with("2. Verschiedenes"));
    assert!(!agenda.contains("Fallbesprechung"), "{agenda}");

    let cancelled = event(&answer.text, CANCELLED);
    assert_eq!(property(&cancelled, "STATUS"), "CANCELLED");
    assert_eq!(property(&cancelled, "SEQUENCE"), "1");
    let past = event(&answer.text, PAST);
    assert_eq!(past.get_location(), Some("Haus der Familie"));
    for part in [
        "Geheime",
        "leitung@",
        "Büro",
        "ATTENDEE",
        "ORGANIZER",
        "METHOD",
    ] {
        assert!(!answer.text.contains(part), "{part}");
    }
    house.drop().await;
}

#[tokio::test]
async fn the_same_calendar_is_not_sent_twice_and_answers_of_contacts_do_not_change_it() {
    let house = subscribed().await;
    let first = house.get(&link(1), "text/calendar").await;
    assert_eq!(first.header("cache-control"), "private, max-age=900");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 20);
    let again = |tag: String| {
        let request = house.client.get(house.address(&link(1)));
        answer(request.header("if-none-match", tag))
    };
    for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let unchanged = again(known).await;
        assert_eq!((unchanged.status, unchanged.text.as_str()), (304, ""));
        assert_eq!(unchanged.header("etag"), tag);
    }
    let reply = json!({
        "meeting": id(MEETING), "partner": id(PARTNER), "reply": "accepted", "repliedOn": "2026-11-22",
    });
    meeting(&house, "record-reply", reply).await;
    assert_eq!(again(tag.clone()).await.status, 304);

    let moved = json!({ "meeting": id(MEETING), "begins": "2026-12-04T08:30" });
    meeting(&house, "reschedule-meeting", moved).await;
    let changed = again(tag.clone()).await;
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), tag);
    let moved = event(&changed.text, MEETING);
    assert_eq!(property(&moved, "DTSTART"), "20261204T083000");
    assert_eq!(property(&moved, "SEQUENCE"), "1");
    house.drop().await;
}

#[tokio::test]
async fn a_revoked_address_is_dead_for_good_and_the_next_one_is_another() {
    let house = subscribed().await;
    command(&house, "revoke-calendar-feed").await;
    let dead = house.get(&link(1), JSON).await;
    assert_eq!((dead.status, dead.code().as_str()), (410, "LINK_REVOKED"));
    assert_eq!(dead.header("cache-control"), "no-store");
    let page = house.get(&link(1), HTML).await;
    assert!(page.text.contains("widerrufen"), "{}", page.text);

    // The key of the first opening would tell what was done then.
    let body = json!({ "body": id(BODY) });
    let open = |key: &'static str| {
        let command = meetings::calendar_feed::OpenCalendarFeed {
            body: kernel::BodyId(Uuid::from_u128(BODY)),
        };
        let order = commands::Order {
            key: key.to_owned(),
            request: body.to_string(),
            name: "open-calendar-feed",
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: None,
            command: command.into(),
        };
        let scope = service_kit::identity::MunicipalityScope {
            municipality: duisburg(),
            role: kernel::Role::Coordinator,
            actor: kernel::ActorId(Uuid::from_u128(1)),
        };
        let house = &house;
        async move {
            let commands = &house.meetings;
            let receipt = commands.execute::<CalendarFeedUseCase>(&scope, order).await;
            receipt.unwrap().events
        }
    };
    assert_eq!(open("again").await, ["CalendarFeedOpened"]);
    assert!(open("and-again").await.is_empty(), "it is open already");
    assert_ne!(house.address(&link(2)), house.address(&link(1)));
    assert_eq!(house.get(&link(1), JSON).await.code(), "LINK_REVOKED");
    assert_eq!(house.get(&link(2), JSON).await.status, 200);
    house.drop().await;
}

#[tokio::test]
async fn looking_changes_nothing_and_an_address_answers_with_and_without_its_ending() {
    let house = subscribed().await;
    let head = house.head().await;
    let address = house.address(&link(1));
    let bare = address.strip_suffix(".ics").unwrap();
    for address in [bare, &address] {
        let got = answer(house.client.get(address)).await;
        assert_eq!(got.status, 200);
    }
    let post = answer_plain(house.client.post(&address)).await;
    assert_eq!(post, 405);
    assert_eq!(house.head().await, head);
    house.drop().await;
}

async fn answer_plain(request: reqwest::RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn an_address_that_is_no_feeds_or_was_never_opened_shows_nothing() {
    let house = subscribed().await;
    let reply = Link {
        scope: LinkScope::ReplyToMeeting,
        ..link(1)
    };
    let text = house.key.sign(&reply);
    let request = house.client.get(format!("{}/feeds/{text}.ics", house.base));
    let unknown = answer(request).await;
    assert_eq!(
        (unknown.status, unknown.code().as_str()),
        (404, "LINK_UNKNOWN")
    );
    for closed in [
        link(0),
        link(2),
        Link {
            subject: Uuid::from_u128(99),
            ..link(1)
        },
        Link {
            municipality: "leverkusen".parse().unwrap(),
            ..link(1)
        },
    ] {
        let dead = house.get(&closed, JSON).await;
        assert_eq!((dead.status, dead.code().as_str()), (410, "LINK_REVOKED"));
    }
    house.drop().await;
}

#[tokio::test]
async fn a_calendar_never_shows_meetings_of_another_municipality() {
    let house = subscribed().await;
    house.settle("leverkusen", "Qualitätszirkel").await;
    let plan =
        json!({ "id": id(40), "body": id(BODY), "begins": "2027-02-01T16:00", "place": "Forum" });
    house
        .post::<MeetingUseCase>("leverkusen", "plan-meeting", plan)
        .await;
    house
        .post::<CalendarFeedUseCase>(
            "leverkusen",
            "open-calendar-feed",
            json!({ "body": id(BODY) }),
        )
        .await;
    let theirs = Link::calendar_feed("leverkusen".parse().unwrap(), Uuid::from_u128(BODY), 1);
    let theirs = house.get(&theirs, "*/*").await;
    let uids: Vec<Event> = events(&theirs.text);
    assert_eq!(uids.len(), 1);
    assert_eq!(uids[0].get_uid(), Some(id(40).as_str()));
    assert!(!theirs.text.contains("Lenkungskreis"));
    let ours = house.get(&link(1), "*/*").await;
    assert!(!ours.text.contains("Forum") && !ours.text.contains("Qualitätszirkel"));
    house.drop().await;
}
