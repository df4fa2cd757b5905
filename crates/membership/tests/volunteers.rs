//! Volunteers: MEM-48.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal, Sourced, facts};
use membership::FindingSeverity;
use membership::policy::MembershipPolicy;
use membership::volunteers::*;

use crate::fixtures::*;

type Framework = TestFramework<VolunteerGroup>;

pub(crate) fn partial(text: &str) -> kernel::PartialDate {
    text.parse().expect("a date")
}

pub(crate) fn register() -> RegisterVolunteerGroup {
    RegisterVolunteerGroup {
        id: Some(id(1)),
        name: text(100, "Willkommenspatinnen"),
        site: Some(id(1)),
        partner: Some(id(1)),
        since: partial("2012"),
    }
}

pub(crate) fn registered() -> VolunteerEvent {
    VolunteerGroupRegistered {
        name: id(100),
        site: Some(id(1)),
        partner: Some(id(1)),
        since: partial("2012"),
    }
    .into()
}

pub(crate) fn count(count: u16, on: &str) -> RecordVolunteerHeadcount {
    RecordVolunteerHeadcount {
        group: id(1),
        count,
        on: partial(on),
    }
}

pub(crate) fn counted(count: u16, on: &str) -> VolunteerEvent {
    VolunteerHeadcountRecorded {
        count,
        on: partial(on),
    }
    .into()
}

fn train(sessions: u16, hours_per_session: u16) -> RecordVolunteerTraining {
    RecordVolunteerTraining {
        group: id(1),
        sessions,
        hours_per_session,
        held_on: date(2014, 5, 12),
        participants: None,
    }
}

pub(crate) fn exchange(held_on: Date) -> RecordVolunteerExchange {
    RecordVolunteerExchange {
        group: id(1),
        held_on,
    }
}

fn exchanged(held_on: Date) -> VolunteerEvent {
    VolunteerExchangeRecorded { held_on }.into()
}

fn end(ended_on: Date) -> EndVolunteerGroup {
    EndVolunteerGroup {
        group: id(1),
        ended_on,
    }
}

pub(crate) fn ended() -> VolunteerEvent {
    VolunteerGroupEnded {
        ended_on: date(2021, 12, 31),
    }
    .into()
}

pub(crate) fn group(events: impl IntoIterator<Item = VolunteerEvent>) -> VolunteerGroup {
    let mut group = VolunteerGroup::default();
    for event in events {
        group.apply(event);
    }
    group
}

fn refused(given: Vec<VolunteerEvent>, command: impl Into<VolunteerCommand>) -> VolunteerRefusal {
    Framework::with(ctx(&leverkusen()))
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused")
}

fn passes(given: Vec<VolunteerEvent>, command: impl Into<VolunteerCommand>) -> Vec<VolunteerEvent> {
    group(given)
        .decide(&command.into(), &ctx(&leverkusen()))
        .expect("the command passes")
}

#[test]
fn mem_48_a_group_is_a_name_a_place_and_a_day() {
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(register().into())
        .then_expect_events(vec![registered()]);
    let command = VolunteerCommand::from(register());
    let kinds: Vec<_> = command.reads().iter().map(kernel::StreamId::kind).collect();
    assert_eq!(kinds, ["site", "partner"]);
    assert_eq!((command.entries().len(), command.claims().len()), (1, 1));
    for (command, code) in [
        (
            RegisterVolunteerGroup {
                site: Some(id(9)),
                ..register()
            },
            "SITE_UNKNOWN",
        ),
        (
            RegisterVolunteerGroup {
                partner: Some(id(9)),
                ..register()
            },
            "PARTNER_UNKNOWN",
        ),
        (
            RegisterVolunteerGroup {
                name: text(100, &"x".repeat(201)),
                ..register()
            },
            "NAME_TOO_LONG",
        ),
        (
            RegisterVolunteerGroup {
                since: partial("2025"),
                ..register()
            },
            "DATE_IN_FUTURE",
        ),
    ] {
        assert_eq!(refused(vec![], command).code(), code);
    }
    assert_eq!(refused(vec![], count(15, "2015")).code(), "NOT_FOUND");
}

#[test]
fn mem_48_volunteers_are_counted_and_never_named() {
    assert_eq!(
        passes(vec![registered()], count(15, "2015")),
        [counted(15, "2015")]
    );
    let given = vec![registered(), counted(15, "2015")];
    assert_eq!(passes(given.clone(), count(15, "2015")), []);
    let group = group([given, vec![counted(18, "2016-05")]].concat());
    let on = |day| group.headcount_on(day);
    assert_eq!(on(date(2014, 12, 31)), None);
    assert_eq!(on(date(2016, 4, 30)), Some(15));
    assert_eq!(on(date(2016, 5, 1)), Some(18));
    assert_eq!(
        refused(vec![registered()], count(3, "2011")).code(),
        "DATE_TOO_EARLY"
    );
    let kinds: Vec<_> = VolunteerCommand::from(count(3, "2015")).entries();
    assert!(kinds.is_empty());
}

#[test]
fn mem_48_the_basic_training_is_three_times_two_hours() {
    let held = VolunteerTrainingRecorded {
        sessions: 3,
        hours_per_session: 2,
        held_on: date(2014, 5, 12),
        participants: None,
    };
    assert_eq!(
        passes(vec![registered()], train(3, 2)),
        [held.clone().into()]
    );
    assert_eq!(passes(vec![registered(), held.into()], train(3, 2)), []);
    assert_eq!(passes(vec![registered()], train(50, 24)).len(), 1);
    for (sessions, hours) in [(0, 2), (51, 2), (3, 0), (3, 25)] {
        let refusal = refused(vec![registered()], train(sessions, hours));
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "TRAINING_IMPLAUSIBLE",
                facts! {
                    "sessions" => sessions, "hoursPerSession" => hours,
                    "sessionsAllowed" => 50, "hoursAllowed" => 24,
                }
            )
        );
    }
}

#[test]
fn mem_48_a_training_is_held_while_the_group_works() {
    let train_on = |held_on| RecordVolunteerTraining {
        held_on,
        ..train(3, 2)
    };
    let given = vec![registered(), ended()];
    for day in [date(2012, 1, 1), date(2021, 12, 31)] {
        assert_eq!(passes(given.clone(), train_on(day)).len(), 1, "{day}");
    }
    let early = refused(given.clone(), train_on(date(2011, 12, 31)));
    assert_eq!(
        (early.code(), early.field(), early.facts()),
        (
            "DATE_TOO_EARLY",
            Some("heldOn"),
            facts! { "date" => "2011-12-31", "notBefore" => "2012-01-01" }
        )
    );
    let late = refused(given, train_on(date(2022, 1, 1)));
    assert_eq!(
        (late.code(), late.facts()),
        (
            "VOLUNTEER_GROUP_ENDED",
            facts! { "endedOn" => "2021-12-31" }
        )
    );
}

#[test]
fn mem_48_confidentiality_is_confirmed_for_the_group() {
    let confirm = |on| ConfirmVolunteerConfidentiality { group: id(1), on };
    let day = date(2014, 5, 12);
    let confirmed = VolunteerEvent::from(VolunteerConfidentialityConfirmed { on: day });
    assert_eq!(
        passes(vec![registered()], confirm(day)),
        vec![confirmed.clone()]
    );
    let given = vec![registered(), confirmed];
    assert_eq!(passes(given.clone(), confirm(day)), []);
    let group = group(given.clone());
    assert_eq!(group.confidential_since(date(2014, 5, 11)), None);
    assert_eq!(group.confidential_since(day), Some(day));
    let late = [given, vec![ended()]].concat();
    let refusal = refused(late, confirm(date(2022, 1, 1)));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "VOLUNTEER_GROUP_ENDED",
            facts! { "endedOn" => "2021-12-31" },
            Some("MEM-48")
        )
    );
}

fn monthly(stated: bool) -> MembershipPolicy {
    let words = "Darüber hinaus gibt es monatliche Austauschtreffen.";
    MembershipPolicy {
        volunteer_exchange_months: if stated {
            Sourced::stated(1, "S2", "3.1", words)
        } else {
            Sourced::inferred_from(1, "S2", "3.1", words, "jeden Monat")
        },
        ..leverkusen()
    }
}

#[test]
fn mem_48_the_exchange_is_due_a_month_after_the_last_one() {
    let day = date(2015, 2, 2);
    assert_eq!(passes(vec![registered()], exchange(day)), [exchanged(day)]);
    assert_eq!(
        passes(vec![registered(), exchanged(day)], exchange(day)),
        []
    );
    let policy = monthly(true);
    let group_then = group([registered(), exchanged(day), ended()]);
    let found = |day| {
        exchange_findings(&policy, &group_then, day)
            .into_iter()
            .map(|finding| (finding.code, finding.severity))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        exchange_due_on(&policy, &group_then, day),
        Some(date(2015, 3, 2))
    );
    assert_eq!(found(date(2015, 3, 2)), []);
    let due = [("VOLUNTEER_EXCHANGE_DUE", FindingSeverity::Task)];
    assert_eq!(found(date(2015, 3, 3)), due);
    assert_eq!(found(date(2022, 1, 1)), [], "the group ended");
    let never = group([registered()]);
    let first = exchange_due_on(&policy, &never, date(2013, 1, 1));
    assert_eq!(
        first,
        Some(date(2013, 1, 31)),
        "2012 may have been its last day"
    );
    let inferred = exchange_findings(&monthly(false), &group_then, date(2015, 3, 3));
    assert_eq!(inferred[0].severity, FindingSeverity::Warning);
    assert_eq!(
        exchange_findings(&leverkusen(), &group_then, date(2015, 3, 3)),
        []
    );
}

#[test]
fn mem_48_a_group_does_not_end_before_what_it_did() {
    assert_eq!(
        passes(vec![registered()], end(date(2021, 12, 31))),
        [ended()]
    );
    assert_eq!(
        passes(vec![registered(), ended()], end(date(2021, 12, 31))),
        []
    );
    let again = refused(vec![registered(), ended()], end(date(2020, 12, 31)));
    assert_eq!(again.code(), "VOLUNTEER_GROUP_ENDED");
    let early = refused(vec![registered()], end(date(2011, 12, 31)));
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    let given = vec![
        registered(),
        counted(15, "2015"),
        exchanged(date(2016, 2, 2)),
    ];
    let refusal = refused(given, end(date(2015, 6, 30)));
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "VOLUNTEER_FACT_OUTSIDE",
            facts! { "fact" => 3, "day" => "2016-02-02", "endedOn" => "2015-06-30" }
        )
    );
}

pub(crate) fn correct(
    fact: u32,
    replacement: Option<VolunteerReplacement>,
) -> CorrectVolunteerGroup {
    CorrectVolunteerGroup {
        group: id(1),
        fact,
        reason: text(300, "Falsch gezählt"),
        replacement,
    }
}

#[test]
fn mem_48_a_wrong_count_is_corrected_struck_and_restored() {
    let headcount = |n| {
        Some(VolunteerReplacement::RecordVolunteerHeadcount(count(
            n, "2015",
        )))
    };
    let mut live = group([registered(), counted(51, "2015")]);
    for (replacement, found) in [
        (headcount(15), Some(15)),
        (None, None),
        (headcount(51), Some(51)),
    ] {
        let command = correct(2, replacement).into();
        for event in live.decide(&command, &ctx(&leverkusen())).unwrap() {
            live.apply(event);
        }
        assert_eq!(live.headcount_on(date(2016, 1, 1)), found);
        assert!(
            live.decide(&command, &ctx(&leverkusen()))
                .unwrap()
                .is_empty()
        );
    }
    let renamed = VolunteerReplacement::RegisterVolunteerGroup(register());
    let command = VolunteerCommand::from(correct(1, Some(renamed)));
    assert_eq!(
        (
            command.entries().len(),
            command.claims().len(),
            command.reads().len()
        ),
        (2, 1, 2)
    );
}

#[test]
fn mem_48_a_correction_that_leaves_facts_outside_the_group_s_time_is_refused() {
    let given = vec![registered(), counted(15, "2015"), ended()];
    let since = RegisterVolunteerGroup {
        since: partial("2016"),
        ..register()
    };
    for (fact, replacement, code) in [
        (1, None, "FIRST_FACT_STAYS"),
        (
            1,
            Some(VolunteerReplacement::RegisterVolunteerGroup(since)),
            "VOLUNTEER_FACT_OUTSIDE",
        ),
        (
            2,
            Some(VolunteerReplacement::RecordVolunteerHeadcount(count(
                15, "2022",
            ))),
            "VOLUNTEER_FACT_OUTSIDE",
        ),
        (
            3,
            Some(VolunteerReplacement::EndVolunteerGroup(end(date(
                2014, 12, 31,
            )))),
            "VOLUNTEER_FACT_OUTSIDE",
        ),
        (
            2,
            Some(VolunteerReplacement::RecordVolunteerTraining(train(3, 2))),
            "FACT_OF_OTHER_KIND",
        ),
    ] {
        let refusal = refused(given.clone(), correct(fact, replacement));
        assert_eq!(refusal.code(), code, "{fact}");
    }
}
