//! The calendar of a body's meetings, and which of its addresses counts.

use cqrs_es::test::TestFramework;
use kernel::{EntryId, Refusal};
use meetings::CalendarFeed;
use meetings::calendar_feed::*;

use crate::fixtures::*;
use crate::given::*;

fn open() -> OpenCalendarFeed {
    OpenCalendarFeed { body: id(1) }
}

fn opened(generation: u32) -> CalendarFeedEvent {
    CalendarFeedOpened {
        body: id(1),
        generation,
    }
    .into()
}

fn revoke() -> RevokeCalendarFeed {
    RevokeCalendarFeed {
        body: id(1),
        reason: Some(text(100, "Die Adresse stand in einem Aushang")),
    }
}

fn revoked(generation: u32) -> CalendarFeedEvent {
    CalendarFeedRevoked {
        generation,
        reason: Some(id::<EntryId>(100)),
    }
    .into()
}

fn refusal(
    given: Vec<CalendarFeedEvent>,
    when: impl Into<CalendarFeedCommand>,
) -> CalendarFeedRefusal {
    TestFramework::<CalendarFeed>::with(office())
        .given(given)
        .when(when.into())
        .inspect_result()
        .expect_err("the command is refused")
}

#[test]
fn every_event_of_a_calendar_feed_has_a_sample() {
    crate::events::check_events::<CalendarFeedEvent>();
}

#[test]
fn a_calendar_is_opened_once_and_its_address_counts() {
    happens::<CalendarFeed>(vec![], open(), vec![opened(1)]);
    repeated::<CalendarFeed>(vec![opened(1)], open());
    let feed: CalendarFeed = state([opened(1)]);
    assert_eq!(feed.open_generation(), Some(1));
}

#[test]
fn a_revoked_calendar_has_no_address_until_it_is_opened_with_another_one() {
    happens::<CalendarFeed>(vec![opened(1)], revoke(), vec![revoked(1)]);
    repeated::<CalendarFeed>(vec![opened(1), revoked(1)], revoke());
    let feed: CalendarFeed = state([opened(1), revoked(1)]);
    assert_eq!(feed.open_generation(), None);
    happens::<CalendarFeed>(vec![opened(1), revoked(1)], open(), vec![opened(2)]);
    let feed: CalendarFeed = state([opened(1), revoked(1), opened(2)]);
    assert_eq!(feed.open_generation(), Some(2));
    assert_eq!(feed.revoke_reason, None);
}

#[test]
fn only_a_body_that_is_known_has_a_calendar_and_only_an_opened_one_is_revoked() {
    let unknown = refusal(vec![], OpenCalendarFeed { body: id(99) });
    assert_eq!(
        (unknown.code(), unknown.field()),
        ("BODY_UNKNOWN", Some("body"))
    );
    let never = refusal(vec![], revoke());
    assert_eq!(never.code(), "NOT_FOUND");
    assert_eq!(never.sentence(), "Es gibt das Kalender-Abo nicht.");
}

#[test]
fn a_calendar_has_its_bodys_id_and_the_reason_goes_into_the_vault() {
    let command = CalendarFeedCommand::from(open());
    assert_eq!(kinds(&command), ["body"]);
    is_for_one(command);
    let command = CalendarFeedCommand::from(revoke());
    assert_eq!(entries(&command), [100]);
    is_for_one(command);
}
