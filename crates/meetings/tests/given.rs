//! Given, when, then for aggregates whose commands name meetings, subgroups and offers.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{
    BodyId, Correctable, Date, DocumentRef, DomainCommand, Facts, MediaType, Refusal, Role, Sha256,
    StreamId, VaultEntry,
};
use meetings::{KnownBody, KnownMeeting, MeetingsContext, MeetingsFacts};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::fixtures::*;

/// The day of meetings 1 and 5.
pub(crate) const HELD: Date = date(2024, 5, 13);
/// The day of meeting 2, after [`TODAY`].
pub(crate) const AHEAD: Date = date(2024, 6, 10);

pub(crate) fn meeting(body: BodyId, begins_on: Date) -> KnownMeeting {
    KnownMeeting {
        body,
        begins_on,
        held: false,
        cancelled: false,
        closed: false,
        taker: None,
        outcomes: [].into(),
        present: [].into(),
    }
}

/// Of body 1: meeting 1 was held and is open, 2 lies ahead, 3 is cancelled, 4 is closed. Meeting 5, held, is body 3's,
/// meeting 6, held, body 2's, the subgroup of body 1. Item 1 stands on the agenda of meeting 2, item 2 on that of
/// meeting 1. Body 5 is a subgroup of body 1 that does not run. Partner 5 is active and in no body; offer 1 exists.
pub(crate) fn known() -> MeetingsFacts {
    let mut facts = facts();
    let held = |body, begins_on| KnownMeeting {
        held: true,
        ..meeting(body, begins_on)
    };
    let body = id(1);
    facts.meetings = [
        (id(1), held(body, HELD)),
        (id(2), meeting(body, AHEAD)),
        (
            id(3),
            KnownMeeting {
                cancelled: true,
                ..held(body, HELD)
            },
        ),
        (
            id(4),
            KnownMeeting {
                closed: true,
                ..held(body, date(2024, 4, 15))
            },
        ),
        (id(5), held(id(3), HELD)),
        (id(6), held(id(2), HELD)),
    ]
    .into();
    facts.agenda_items = [(id(1), id(2)), (id(2), id(1))].into();
    let planned = KnownBody {
        parent: Some(body),
        runs: false,
        ..known_body(None, None)
    };
    facts.bodies.insert(id(5), planned);
    facts.partners.insert(id(5), true);
    facts.offers = [id(1)].into();
    facts
}

/// The office, under the policy of S4, with everything [`known`].
pub(crate) fn office() -> MeetingsContext {
    ctx_as(&duisburg(), Role::Coordinator, known())
}

pub(crate) fn happens<A>(given: Vec<A::Event>, when: impl Into<A::Command>, then: Vec<A::Event>)
where
    A: Aggregate<Services = MeetingsContext>,
{
    TestFramework::<A>::with(office())
        .given(given)
        .when(when.into())
        .then_expect_events(then);
}

/// Told again, nothing happens.
pub(crate) fn repeated<A>(given: Vec<A::Event>, when: impl Into<A::Command>)
where
    A: Aggregate<Services = MeetingsContext>,
{
    happens::<A>(given, when, Vec::new());
}

pub(crate) fn refused_by<A>(
    ctx: MeetingsContext,
    given: Vec<A::Event>,
    when: impl Into<A::Command>,
) -> A::Error
where
    A: Aggregate<Services = MeetingsContext>,
    A::Event: std::fmt::Debug,
    A::Error: Refusal,
{
    let refusal = TestFramework::<A>::with(ctx)
        .given(given)
        .when(when.into())
        .inspect_result()
        .expect_err("the command is refused");
    assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
    assert!(refusal.rule().is_some(), "{refusal:?}");
    refusal
}

/// The refusal's code, its field and its facts.
pub(crate) fn refused<A>(
    given: Vec<A::Event>,
    when: impl Into<A::Command>,
) -> (&'static str, Option<&'static str>, Facts)
where
    A: Aggregate<Services = MeetingsContext>,
    A::Event: std::fmt::Debug,
    A::Error: Refusal,
{
    let refusal = refused_by::<A>(office(), given, when);
    (refusal.code(), refusal.field(), refusal.facts())
}

pub(crate) fn state<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut aggregate = A::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}

/// The aggregate after the command, which changes something; told once more it changes nothing, and what is stored is
/// read back alike.
pub(crate) fn after<A>(given: Vec<A::Event>, when: impl Into<A::Command>) -> A
where
    A: Correctable<Services = MeetingsContext> + PartialEq + Serialize + DeserializeOwned,
{
    let when = when.into();
    let mut aggregate: A = state(given);
    let events = aggregate.decide(&when, &office()).expect("it passes");
    assert_eq!(events.len(), 1);
    for event in events {
        aggregate.apply(event);
    }
    let again = aggregate.decide(&when, &office()).expect("it passes again");
    assert!(again.is_empty(), "{again:?}");
    let stored = serde_json::to_string(&aggregate).expect("it is stored");
    assert!(serde_json::from_str::<A>(&stored).expect("it is read") == aggregate);
    aggregate
}

pub(crate) fn kinds<C: DomainCommand>(command: &C) -> Vec<&'static str> {
    command.reads().iter().map(StreamId::kind).collect()
}

/// The ids of the entries, as the fixtures number them.
pub(crate) fn entries<C: DomainCommand>(command: &C) -> Vec<u128> {
    let entries = command.entries().into_iter();
    entries
        .map(|VaultEntry { id, .. }| id.0.as_u128())
        .collect()
}

/// A command that makes a new thing takes the id that it is given.
pub(crate) fn makes<C: DomainCommand>(mut command: C) {
    let made = Uuid::from_u128(4_711);
    assert!(command.creates());
    command.assign(made);
    assert_eq!(command.target(), Some(made));
}

/// A later command is for thing 1, whatever it is given.
pub(crate) fn is_for_one<C: DomainCommand>(mut command: C) {
    assert!(!command.creates());
    assert_eq!(command.target(), Some(Uuid::from_u128(1)));
    command.assign(Uuid::from_u128(4_711));
    assert_eq!(command.target(), Some(Uuid::from_u128(1)));
}

pub(crate) fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}
