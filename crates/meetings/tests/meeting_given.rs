//! Meetings as the tests find them: of body 1 (which advises only), planned on 20 May for today at nine.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{BodyId, Date, Facts, NewText, Refusal, Role, Sourced};
use meetings::meeting::*;
use meetings::policy::MeetingRules;
use meetings::{MeetingDuration, MeetingsContext, MeetingsFacts, MeetingsPolicy, OutcomeKind};

use crate::fixtures::*;

pub(crate) type Framework = TestFramework<Meeting>;

pub(crate) const MAY: Date = date(2024, 5, 20);
pub(crate) const YESTERDAY: Date = date(2024, 6, 2);
pub(crate) const TOMORROW: Date = date(2024, 6, 4);

pub(crate) fn at(text: &str) -> LocalDateTime {
    LocalDateTime::try_new(text).expect("a local date and time")
}

pub(crate) fn clock(text: &str) -> ClockTime {
    ClockTime::try_new(text).expect("a time")
}

pub(crate) fn duration(text: &str) -> Option<MeetingDuration> {
    Some(text.to_owned().try_into().expect("a duration"))
}

/// More than a line.
pub(crate) fn long() -> NewText {
    text(9, &"x".repeat(201))
}

pub(crate) fn plan(body: u128) -> PlanMeeting {
    PlanMeeting {
        id: Some(id(50)),
        body: id(body),
        begins: at("2024-06-17T09:00"),
        duration: None,
        place: None,
        first_number: None,
        topic: None,
        planned_on: None,
    }
}

pub(crate) fn planned(begins: &str) -> MeetingPlanned {
    MeetingPlanned {
        body: id(1),
        number: 1,
        begins: at(begins),
        minutes: None,
        minutes_by_policy: false,
        place: None,
        place_by_policy: false,
        topic: None,
        planned_on: MAY,
    }
}

/// Today at nine.
pub(crate) fn planned_today() -> MeetingEvent {
    planned("2024-06-03T09:00").into()
}

/// In two weeks.
pub(crate) fn planned_ahead() -> MeetingEvent {
    planned("2024-06-17T09:00").into()
}

pub(crate) fn record_past(held_on: Date) -> RecordPastMeeting {
    RecordPastMeeting {
        id: Some(id(50)),
        body: id(1),
        held_on,
        begins: None,
        place: None,
        present: vec![],
        present_others: None,
        topics: vec![],
        first_number: None,
    }
}

pub(crate) fn past() -> MeetingEvent {
    PastMeetingRecorded {
        body: id(1),
        number: 1,
        held_on: date(2023, 11, 6),
        begins: None,
        place: None,
        present: vec![],
        present_others: None,
        topics: vec![],
    }
    .into()
}

pub(crate) fn invited(partners: &[u128], contacts: &[u128]) -> MeetingEvent {
    ParticipantsInvited {
        partners: partners.iter().map(|n| id(*n)).collect(),
        contacts: contacts.iter().map(|n| id(*n)).collect(),
        guests: 0,
        letter: None,
        invited_on: date(2024, 5, 27),
        sequence: 0,
    }
    .into()
}

pub(crate) fn opened() -> MeetingEvent {
    MeetingOpened { opened_at: None }.into()
}

pub(crate) fn closed() -> MeetingEvent {
    MeetingClosed { closed_on: TODAY }.into()
}

pub(crate) fn cancelled() -> MeetingEvent {
    MeetingCancelled {
        reason: None,
        cancelled_on: YESTERDAY,
        sequence: 1,
    }
    .into()
}

pub(crate) fn moved(begins: &str, sequence: u32) -> MeetingEvent {
    MeetingRescheduled {
        begins: at(begins),
        minutes: None,
        place: None,
        reason: None,
        sequence,
    }
    .into()
}

pub(crate) fn add(kind: ItemKind) -> AddAgendaItem {
    AddAgendaItem {
        meeting: id(50),
        body: id(1),
        item: Some(id(200)),
        kind,
        title: None,
        note: None,
        topic: None,
        speaker: None,
        partner: None,
        subgroup: None,
        minutes: None,
        position: None,
    }
}

/// With the title 201.
pub(crate) fn topic(item: u128) -> AddAgendaItem {
    AddAgendaItem {
        item: Some(id(item)),
        title: Some(text(201, "Übergänge")),
        ..add(ItemKind::Ordinary)
    }
}

pub(crate) fn item(item: u128, kind: ItemKind, position: u32) -> AgendaItemAdded {
    AgendaItemAdded {
        item: id(item),
        kind,
        title: None,
        note: None,
        topic: None,
        speaker: None,
        partner: None,
        subgroup: None,
        minutes: None,
        position,
    }
}

pub(crate) fn outcome(kind: OutcomeKind) -> RecordOutcome {
    RecordOutcome {
        meeting: id(50),
        body: id(1),
        id: Some(id(300)),
        item: None,
        kind,
        text: text(301, "Die Wegweiser werden überarbeitet."),
        responsible: None,
        due_on: None,
    }
}

pub(crate) fn recorded(n: u128, item: Option<u128>, kind: OutcomeKind) -> MeetingEvent {
    OutcomeRecorded {
        outcome: id(n),
        item: item.map(id),
        kind,
        text: id(301),
        responsible: None,
        due_on: None,
    }
    .into()
}

pub(crate) fn close(closed_on: Option<Date>) -> CloseMeeting {
    CloseMeeting {
        meeting: id(50),
        body: id(1),
        closed_on,
    }
}

pub(crate) fn meeting(events: impl IntoIterator<Item = MeetingEvent>) -> Meeting {
    let mut meeting = Meeting::default();
    for event in events {
        meeting.apply(event);
    }
    meeting
}

/// What the command makes happen, under a policy that says nothing.
pub(crate) fn then(
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
    expected: Vec<MeetingEvent>,
) {
    then_with(ctx(&silent()), given, command, expected);
}

pub(crate) fn then_with(
    ctx: MeetingsContext,
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
    expected: Vec<MeetingEvent>,
) {
    Framework::with(ctx)
        .given(given)
        .when(command.into())
        .then_expect_events(expected);
}

pub(crate) fn refused(
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
) -> (&'static str, Facts) {
    refused_with(ctx(&silent()), given, command)
}

/// Code and facts of the refusal, which says a sentence.
pub(crate) fn refused_with(
    ctx: MeetingsContext,
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
) -> (&'static str, Facts) {
    let refusal = refusal_with(ctx, given, command);
    assert!(refusal.sentence().ends_with('.'), "{}", refusal.sentence());
    assert!(!refusal.to_string().is_empty());
    (refusal.code(), refusal.facts())
}

pub(crate) fn refusal_with(
    ctx: MeetingsContext,
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
) -> MeetingRefusal {
    Framework::with(ctx)
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused")
}

/// The events, and the codes of what was said without refusing.
pub(crate) fn warned(
    ctx: MeetingsContext,
    given: Vec<MeetingEvent>,
    command: impl Into<MeetingCommand>,
) -> (usize, Vec<String>) {
    let events = meeting(given)
        .decide(&command.into(), &ctx)
        .expect("the command is carried out");
    (events.len(), warnings(ctx))
}

pub(crate) fn with_facts(change: impl FnOnce(&mut MeetingsFacts)) -> MeetingsContext {
    let mut known = facts();
    change(&mut known);
    ctx_as(&silent(), Role::Coordinator, known)
}

/// A policy with rules for body 1.
pub(crate) fn lenkungskreis(change: impl FnOnce(&mut MeetingRules)) -> MeetingsPolicy {
    let mut rules = silent_rules("lenkungskreis");
    change(&mut rules);
    MeetingsPolicy {
        rules: vec![rules],
        ..silent()
    }
}

pub(crate) fn stated<T: Clone>(value: T) -> Sourced<T> {
    Sourced::stated(value, "S4", "Organisation", "Wortlaut")
}

pub(crate) fn inferred<T: Clone>(value: T) -> Sourced<T> {
    Sourced::inferred_from(value, "S4", "Organisation", "Wortlaut", "so gelesen")
}

pub(crate) fn body(n: u128) -> BodyId {
    id(n)
}
