//! What is learned of other streams: FUN-07.

use funding::{FundingFacts, KnownMeeting, KnownOutcome};
use jiff::civil::date;
use kernel::{StoredEvent, StreamId, UnreadableEvent};
use uuid::Uuid;

use crate::fixtures::*;
use crate::scheme_given::*;

const BODY: &str = "00000000-0000-0000-0000-000000000001";

fn learned(
    kind: &'static str,
    events: &[(&str, u16, String)],
) -> Result<FundingFacts, UnreadableEvent> {
    let mut facts = FundingFacts::default();
    let stream = StreamId::new(kind, Uuid::from_u128(1));
    let events = events
        .iter()
        .map(|(name, version, json)| (*name, *version, json.as_str()));
    facts.learn(stream, events)?;
    Ok(facts)
}

fn meeting(events: &[(&str, String)]) -> Option<KnownMeeting> {
    let events: Vec<_> = events
        .iter()
        .map(|(name, json)| (*name, 1, json.clone()))
        .collect();
    let facts = learned("meeting", &events).expect("it is read");
    facts.meetings.get(&id(1)).cloned()
}

fn planned() -> (&'static str, String) {
    let json = format!(
        r#"{{"body":"{BODY}","number":1,"begins":"2018-03-12T09:00","minutesByPolicy":false,
            "placeByPolicy":false,"plannedOn":"2018-01-08"}}"#
    );
    ("MeetingPlanned", json)
}

fn outcome(kind: &str) -> String {
    format!(r#"{{"outcome":"{BODY}","kind":"{kind}","text":"{BODY}"}}"#)
}

#[test]
fn fun_07_a_meeting_is_read_as_meetings_writes_it() {
    let opened = ("MeetingOpened", "{}".to_owned());
    let decided = ("OutcomeRecorded", outcome("self-organisation"));
    let moved = (
        "MeetingRescheduled",
        r#"{"begins":"2018-03-14T09:00","sequence":1}"#.to_owned(),
    );
    let read = meeting(&[planned(), moved, opened.clone(), decided]).unwrap();
    assert_eq!((read.body, read.begins_on), (id(1), date(2018, 3, 14)));
    assert!(read.held && !read.cancelled);
    assert_eq!(read.outcomes[&id(1)], KnownOutcome::SelfOrganisation);
    let cancelled = r#"{"cancelledOn":"2018-03-01","sequence":1}"#.to_owned();
    let read = meeting(&[planned(), ("MeetingCancelled", cancelled)]).unwrap();
    assert!(read.cancelled && !read.held);
    let past =
        format!(r#"{{"body":"{BODY}","number":1,"heldOn":"2017-11-06","present":[],"topics":[]}}"#);
    let read = meeting(&[("PastMeetingRecorded", past)]).unwrap();
    assert!(read.held);
    assert_eq!(read.begins_on, date(2017, 11, 6));
    assert_eq!(meeting(&[opened]), None);
}

#[test]
fn fun_07_a_corrected_outcome_counts_as_it_stands() {
    let given = |replacement: &str| {
        let corrected =
            format!(r#"{{"fact":3,"reason":"{BODY}","replacement":{replacement},"sequence":0}}"#);
        meeting(&[
            planned(),
            ("MeetingOpened", "{}".to_owned()),
            ("OutcomeRecorded", outcome("task")),
            ("MeetingFactCorrected", corrected),
        ])
        .unwrap()
    };
    let instead = format!(r#"{{"OutcomeRecorded":{}}}"#, outcome("decision"));
    assert_eq!(given(&instead).outcomes[&id(1)], KnownOutcome::Decision);
    assert!(given("null").outcomes.is_empty());
}

#[test]
fn fun_07_an_event_that_cannot_be_read_stops_the_reading() {
    let (name, json) = planned();
    assert!(matches!(
        learned("meeting", &[(name, 2, json)]),
        Err(UnreadableEvent::Unknown { version: 2, .. })
    ));
    let wrong = learned("meeting", &[("OutcomeRecorded", 1, outcome("vote"))]);
    assert!(wrong.unwrap().meetings.is_empty());
    let (name, json) = planned();
    let wrong = [(name, 1, json), ("OutcomeRecorded", 1, outcome("vote"))];
    assert!(matches!(
        learned("meeting", &wrong),
        Err(UnreadableEvent::Payload { .. })
    ));
}

#[test]
fn a_stream_of_another_kind_or_without_events_teaches_nothing() {
    assert_eq!(learned("meeting", &[]).unwrap(), FundingFacts::default());
    assert_eq!(learned("project", &[]).unwrap(), FundingFacts::default());
    let other = [("NeedSuggested", 1, "{}".to_owned())];
    assert_eq!(learned("need", &other).unwrap(), FundingFacts::default());
}

#[test]
fn streams_of_this_domain_teach_themselves_and_others_that_they_are_there() {
    let stored = |event: &dyn Fn() -> (String, String)| event();
    let event = established(Some(1));
    let project = stored(&|| {
        (
            cqrs_es::DomainEvent::event_type(&event),
            event.payload().expect("it is written"),
        )
    });
    let facts = learned("project", &[(&project.0, 1, project.1.clone())]).unwrap();
    assert_eq!(facts.projects[&id(1)].steering_group_on(MARCH), Some(id(1)));
    let scheme = defined();
    let scheme = (
        cqrs_es::DomainEvent::event_type(&scheme),
        scheme.payload().expect("it is written"),
    );
    let facts = learned("cost-scheme", &[(&scheme.0, 1, scheme.1.clone())]).unwrap();
    assert_eq!(facts.schemes[&id(1)].lines.len(), 9);
    let any = [("Anything", 1, "{}".to_owned())];
    assert!(learned("body", &any).unwrap().bodies.contains(&id(1)));
    assert!(learned("partner", &any).unwrap().partners.contains(&id(1)));
    assert!(learned("region", &any).unwrap().regions.contains(&id(1)));
    assert!(learned("site", &any).unwrap().sites.contains(&id(1)));
}
