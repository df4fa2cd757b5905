//! Invented ids, policies with what the documents say, and given, when, then.

use std::sync::Arc;

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use evaluation::instrument::*;
use evaluation::policy::{EvaluationPolicy, QualityAspect, ReportPart};
use evaluation::{EvaluationContext, EvaluationFacts, Instrument};
use jiff::civil::date;
use kernel::{
    ActorId, Correctable, Date, DocumentRef, DomainCommand, Interval, MediaType, NewEntry, Refusal,
    Role, Sha256, Sourced, StreamId, Text, VaultEntry,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub(crate) const TODAY: Date = date(2016, 3, 1);
/// The day of the concept paper.
pub(crate) const PAPER: Date = date(2015, 11, 2);

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub(crate) fn text<const MAX: usize>(n: u128, text: &str) -> NewEntry<Text<MAX>> {
    NewEntry::text(id(n), text)
}

pub(crate) fn interval(text: &str) -> Interval {
    text.to_owned().try_into().expect("an interval")
}

pub(crate) fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}

/// Nobody says anything.
pub(crate) fn silent() -> EvaluationPolicy {
    EvaluationPolicy {
        concept_revision: Sourced::unstated(),
        site_reports: Sourced::unstated(),
        site_report_parts: Sourced::unstated(),
        case_protocols_per_site: Sourced::unstated(),
        case_protocols_evaluated_every: Sourced::unstated(),
        quality_aspects: Sourced::unstated(),
        offer_days_per_week: Sourced::unstated(),
        opening_days_per_week: Sourced::unstated(),
    }
}

/// What Leverkusen's concept paper states, out of its policy file.
pub(crate) fn leverkusen() -> EvaluationPolicy {
    policy(include_str!(
        "../../../deploy/municipalities/leverkusen.toml"
    ))
}

/// What Duisburg's papers state, out of its policy file.
pub(crate) fn duisburg() -> EvaluationPolicy {
    policy(include_str!("../../../deploy/municipalities/duisburg.toml"))
}

fn policy(file: &str) -> EvaluationPolicy {
    let file: toml::Table = file.parse().expect("the policy file is TOML");
    let policy = file["policy"]["evaluation"].clone();
    policy.try_into().expect("it has a policy of evaluation")
}

/// The list of parts as Leverkusen's, but read out of the words.
pub(crate) fn inferred(policy: &EvaluationPolicy) -> EvaluationPolicy {
    let parts = policy.site_report_parts.value().cloned().expect("parts");
    let aspects = vec![QualityAspect::Infrastructure];
    EvaluationPolicy {
        site_report_parts: Sourced::inferred_from(parts, "S2", "3.7", "u.a.", "alle vier"),
        quality_aspects: Sourced::inferred_from(aspects, "S4", "", "Qualität", "nur eines"),
        ..policy.clone()
    }
}

pub(crate) const PARTS: [ReportPart; 4] = [
    ReportPart::Review,
    ReportPart::NeedsAndDevelopments,
    ReportPart::Statistics,
    ReportPart::SummaryAndOutlook,
];

fn item(code: &str, section: InstrumentSection) -> InstrumentItem {
    InstrumentItem {
        code: code.parse().expect("a code"),
        section,
        label: id(900),
    }
}

/// Instrument 1 counts first contacts: version 1 since 2011 with `hebamme` and `anlass`, version 2 since September
/// 2015 with `hebamme` alone. Instrument 2 rates `erreichbarkeit` in five grades. Instrument 3 is of protocols.
fn instruments() -> [Instrument; 3] {
    let hebamme = || item("hebamme", InstrumentSection::AccessPath);
    let introduced = |kind, items, grades| InstrumentIntroduced {
        kind,
        title: id(901),
        items,
        grades,
        document: None,
        valid_from: date(2011, 4, 1),
    };
    let anlass = item("anlass", InstrumentSection::AccessReason);
    let contacts = introduced(InstrumentKind::FirstContact, vec![hebamme(), anlass], None);
    let revised = InstrumentRevised {
        aims: vec![InstrumentAim::Simplification],
        items: vec![hebamme()],
        grades: None,
        body: None,
        document: None,
        valid_from: date(2015, 9, 1),
    };
    let rated = vec![item("erreichbarkeit", InstrumentSection::Setting)];
    let feedback = introduced(InstrumentKind::UserFeedback, rated, Some(5));
    let protocols = introduced(InstrumentKind::CaseProtocols, Vec::new(), None);
    [
        state([contacts.into(), revised.into()]),
        state([feedback.into()]),
        state([protocols.into()]),
    ]
}

/// Bodies 1, sites 1 to 3, meeting 1 on 1 March 2011, decisions 1 and 2, indicators 1 and 2, instruments 1 to 3; goal 1 is
/// guiding, goal 2 intermediate.
pub(crate) fn facts() -> EvaluationFacts {
    use evaluation::goal::GoalKind::*;
    let [contacts, feedback, protocols] = instruments();
    EvaluationFacts {
        bodies: [id(1)].into(),
        sites: [1, 2, 3].map(id).into(),
        meetings: [(id(1), date(2011, 3, 1))].into(),
        decisions: [1, 2].map(id).into(),
        goals: [(id(1), Guiding), (id(2), Intermediate)].into(),
        indicators: [1, 2].map(id).into(),
        instruments: [(id(1), contacts), (id(2), feedback), (id(3), protocols)].into(),
    }
}

/// The office, under a policy, today.
pub(crate) fn under(policy: &EvaluationPolicy) -> EvaluationContext {
    EvaluationContext::new(
        "2016-03-01T08:00:00Z".parse().expect("a timestamp"),
        TODAY,
        TODAY,
        id::<ActorId>(1),
        Role::Coordinator,
        Arc::new(policy.clone()),
        facts(),
    )
}

/// The office, under the policy of Leverkusen.
pub(crate) fn office() -> EvaluationContext {
    under(&leverkusen())
}

pub(crate) fn state<A: Aggregate>(events: impl IntoIterator<Item = A::Event>) -> A {
    let mut aggregate = A::default();
    for event in events {
        aggregate.apply(event);
    }
    aggregate
}

/// The aggregate after the command, which changes one thing; told once more it changes nothing unless `again`, and what is
/// stored is read back alike.
pub(crate) fn after<A>(before: &A, when: impl Into<A::Command>) -> A
where
    A: Correctable<Services = EvaluationContext> + PartialEq + Serialize + DeserializeOwned,
{
    after_in(&office(), before, when)
}

pub(crate) fn after_in<A>(ctx: &EvaluationContext, before: &A, when: impl Into<A::Command>) -> A
where
    A: Correctable<Services = EvaluationContext> + PartialEq + Serialize + DeserializeOwned,
{
    let when = when.into();
    let events = before.decide(&when, ctx).expect("it passes");
    assert_eq!(events.len(), 1, "{when:?} changes one thing", when = events);
    let mut aggregate = before.clone();
    for event in events {
        aggregate.apply(event);
    }
    let stored = serde_json::to_string(&aggregate).expect("it is stored");
    assert!(serde_json::from_str::<A>(&stored).expect("it is read") == aggregate);
    aggregate
}

/// Told again, nothing happens.
pub(crate) fn repeated<A>(after: &A, when: impl Into<A::Command>)
where
    A: Correctable<Services = EvaluationContext>,
{
    let events = after.decide(&when.into(), &office()).expect("it passes");
    assert!(events.is_empty(), "{events:?}");
}

/// The refusal's code, its field and its rule.
pub(crate) fn refused<A>(
    before: &A,
    when: impl Into<A::Command>,
) -> (&'static str, Option<&'static str>, Option<&'static str>)
where
    A: Correctable<Services = EvaluationContext, Error: Refusal>,
{
    refused_in(&office(), before, when)
}

pub(crate) fn refused_in<A>(
    ctx: &EvaluationContext,
    before: &A,
    when: impl Into<A::Command>,
) -> (&'static str, Option<&'static str>, Option<&'static str>)
where
    A: Correctable<Services = EvaluationContext, Error: Refusal>,
{
    let refusal = before.decide(&when.into(), ctx).expect_err("it is refused");
    assert!(refusal.sentence().ends_with('.'), "{refusal:?}");
    assert!(!refusal.to_string().is_empty() && refusal.rule().is_some());
    assert!(!refusal.facts().keys().any(|key| key.contains('_')));
    (refusal.code(), refusal.field(), refusal.rule())
}

/// The codes of what the decision said without refusing.
pub(crate) fn warnings(ctx: EvaluationContext) -> Vec<String> {
    let warnings = ctx.into_warnings().into_iter();
    warnings.map(|warning| warning.code).collect()
}

pub(crate) fn reads<C: DomainCommand>(command: &C) -> Vec<&'static str> {
    command.reads().iter().map(StreamId::kind).collect()
}

/// The ids of the entries, as the fixtures number them.
pub(crate) fn entries<C: DomainCommand>(command: &C) -> Vec<u128> {
    let entries = command.entries().into_iter();
    entries
        .map(|VaultEntry { id, .. }| id.0.as_u128())
        .collect()
}

/// A command that makes a new thing takes the id that it is given, and goes to a stream that the store knows.
pub(crate) fn makes<C: DomainCommand>(mut command: C) {
    let made = Uuid::from_u128(4_711);
    assert!(command.creates() && StreamId::KINDS.contains(&C::STREAM));
    command.assign(made);
    assert_eq!(command.target(), Some(made));
}

/// Asked as the services ask it, a new thing records what is decided.
pub(crate) fn handled<A>(command: impl Into<A::Command>)
where
    A: Correctable<Services = EvaluationContext>,
    A::Event: PartialEq + std::fmt::Debug,
    A::Error: std::fmt::Debug,
{
    let command = command.into();
    let decided = A::default().decide(&command, &office());
    let test = TestFramework::<A>::with(office()).given_no_previous_events();
    test.when(command)
        .then_expect_events(decided.expect("it passes"));
}
