//! Invented ids, the policies of `deploy/`, and how an aggregate is asked.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use cqrs_es::Aggregate;
use funding::scheme::{ParameterCode, PayGradeCode};
use funding::{
    CostLineCode, FundingContext, FundingFacts, FundingPolicy, KnownMeeting, KnownOutcome, Project,
    ProjectEvent,
};
use jiff::civil::date;
use kernel::{
    ActorId, Correctable, Date, DecisionRef, DomainCommand, Money, NewText, Refusal, Role, StreamId,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::scheme_given::complete;

pub(crate) const TODAY: Date = date(2018, 12, 3);
pub(crate) const MARCH: Date = date(2018, 3, 12);
pub(crate) const APRIL: Date = date(2018, 4, 9);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text(n: u128, text: &str) -> NewText {
    NewText::text(id(n), text)
}

pub(crate) fn cents(cents: i64) -> Money {
    Money::try_from_cents(cents).expect("an amount")
}

pub(crate) fn line(code: &str) -> CostLineCode {
    CostLineCode::try_new(code).expect("a cost line")
}

pub(crate) fn parameter(code: &str) -> ParameterCode {
    ParameterCode::try_new(code).expect("a parameter")
}

pub(crate) fn grade(code: &str) -> PayGradeCode {
    PayGradeCode::try_new(code).expect("a pay grade")
}

pub(crate) fn council() -> DecisionRef {
    DecisionRef {
        organ: "rat".to_owned(),
        decided_on: date(2015, 12, 14),
        number: "2015/0842".to_owned(),
    }
}

/// S0: refunds by cost lines, with a positive list.
pub(crate) fn leverkusen() -> FundingPolicy {
    static READ: LazyLock<FundingPolicy> = LazyLock::new(|| policy("leverkusen"));
    READ.clone()
}

fn policy(municipality: &str) -> FundingPolicy {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy/municipalities")
        .join(municipality)
        .with_extension("toml");
    let file: toml::Table = fs::read_to_string(path)
        .expect("it is there")
        .parse()
        .expect("TOML");
    let funding = file["policy"]["funding"].clone();
    funding.try_into().expect("a policy of money")
}

/// S3: own resources.
pub(crate) fn stormarn() -> FundingPolicy {
    policy("stormarn")
}

/// S4: nobody says anything of money.
pub(crate) fn duisburg() -> FundingPolicy {
    policy("duisburg")
}

pub(crate) fn ctx_of(policy: &FundingPolicy, facts: FundingFacts) -> FundingContext {
    FundingContext::new(
        "2018-12-03T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        TODAY,
        id::<ActorId>(1),
        Role::FundingOfficer,
        Arc::new(policy.clone()),
        facts,
    )
}

/// Leverkusen, with everything [`known`].
pub(crate) fn ctx() -> FundingContext {
    ctx_of(&leverkusen(), known())
}

/// Bodies, partners, regions and sites 1 to 4. Project 1 has steering group 1, project 2 has 2, both since 2016, project
/// 3 none; scheme 1 is complete. Meeting 1 of body 1 was held in March: it came to decision 1, recommendation 2 and task
/// 3. Meeting 2 is body 2's with decision 4, meeting 3 is body 1's and lies ahead, meeting 4 is cancelled.
pub(crate) fn known() -> FundingFacts {
    let meeting = |body: u128, begins_on, held, outcomes: &[(u128, KnownOutcome)]| KnownMeeting {
        body: id(body),
        begins_on,
        held,
        cancelled: false,
        outcomes: outcomes.iter().map(|(n, kind)| (id(*n), *kind)).collect(),
    };
    let decision = (1, KnownOutcome::Decision);
    let project = |body: Option<u128>| state::<Project>([established(body)]);
    FundingFacts {
        bodies: [1, 2, 3, 4].map(id).into(),
        meetings: [
            (
                id(1),
                meeting(
                    1,
                    MARCH,
                    true,
                    &[
                        decision,
                        (2, KnownOutcome::Recommendation),
                        (3, KnownOutcome::Task),
                    ],
                ),
            ),
            (
                id(2),
                meeting(2, MARCH, true, &[(4, KnownOutcome::Decision)]),
            ),
            (id(3), meeting(1, date(2018, 12, 10), false, &[decision])),
            (
                id(4),
                KnownMeeting {
                    cancelled: true,
                    ..meeting(1, MARCH, true, &[decision])
                },
            ),
        ]
        .into(),
        partners: [1, 2, 3, 4].map(id).into(),
        policy_version: 7,
        projects: [
            (id(1), project(Some(1))),
            (id(2), project(Some(2))),
            (id(3), project(None)),
        ]
        .into(),
        regions: [1, 2, 3, 4].map(id).into(),
        schemes: [(id(1), complete())].into(),
        sites: [1, 2, 3, 4].map(id).into(),
        ..FundingFacts::default()
    }
}

pub(crate) fn established(steering_group: Option<u128>) -> ProjectEvent {
    funding::project::ProjectEstablished {
        name: id(100),
        region: Some(id(1)),
        steering_group: steering_group.map(id),
        established_on: date(2016, 1, 1),
    }
    .into()
}

pub(crate) fn state<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut aggregate = A::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}

/// The events of a command that passes.
pub(crate) fn decided<A>(given: &[A::Event], when: impl Into<A::Command>) -> Vec<A::Event>
where
    A: Correctable<Services = FundingContext>,
    A::Event: Clone,
    A::Error: std::fmt::Debug,
{
    let aggregate: A = state(given.to_vec());
    aggregate.decide(&when.into(), &ctx()).expect("it passes")
}

/// What was given and the one event of a command that passes; told once more it changes nothing, and the state is
/// stored and read back alike.
pub(crate) fn after<A>(given: &[A::Event], when: impl Into<A::Command>) -> Vec<A::Event>
where
    A: Correctable<Services = FundingContext> + PartialEq + Serialize + DeserializeOwned,
    A::Event: Clone + std::fmt::Debug,
    A::Error: std::fmt::Debug,
{
    let when = when.into();
    let mut aggregate: A = state(given.to_vec());
    let events = aggregate.decide(&when, &ctx()).expect("it passes");
    assert_eq!(events.len(), 1);
    aggregate.apply(events[0].clone());
    if !when.creates() {
        let again = aggregate.decide(&when, &ctx()).expect("it passes again");
        assert!(again.is_empty(), "{again:?}");
    }
    let stored = serde_json::to_string(&aggregate).expect("it is stored");
    assert!(serde_json::from_str::<A>(&stored).expect("it is read") == aggregate);
    let mut all = given.to_vec();
    all.extend(events);
    all
}

pub(crate) fn refusal<A>(
    ctx: &FundingContext,
    given: &[A::Event],
    when: impl Into<A::Command>,
) -> A::Error
where
    A: Correctable<Services = FundingContext>,
    A::Event: Clone + std::fmt::Debug,
    A::Error: Refusal,
{
    let aggregate: A = state(given.to_vec());
    let refusal = aggregate
        .decide(&when.into(), ctx)
        .expect_err("the command is refused");
    assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
    assert!(refusal.rule().is_some(), "{refusal:?}");
    assert!(!refusal.to_string().is_empty());
    let _facts = refusal.facts();
    refusal
}

/// The refusal's code, field and rule.
pub(crate) fn refused<A>(
    given: &[A::Event],
    when: impl Into<A::Command>,
) -> (&'static str, Option<&'static str>, &'static str)
where
    A: Correctable<Services = FundingContext>,
    A::Event: Clone + std::fmt::Debug,
    A::Error: Refusal,
{
    let refusal = refusal::<A>(&ctx(), given, when);
    (
        refusal.code(),
        refusal.field(),
        refusal.rule().expect("checked above"),
    )
}

pub(crate) fn warned(ctx: FundingContext) -> Vec<String> {
    let warnings = ctx.into_warnings().into_iter();
    warnings.map(|warning| warning.code).collect()
}

pub(crate) fn kinds<C: DomainCommand>(command: &C) -> Vec<&'static str> {
    command.reads().iter().map(StreamId::kind).collect()
}

pub(crate) fn entries<C: DomainCommand>(command: &C) -> Vec<u128> {
    let entries = command.entries().into_iter();
    entries.map(|entry| entry.id.0.as_u128()).collect()
}
