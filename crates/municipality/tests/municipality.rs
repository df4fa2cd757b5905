//! What a municipality decides, given its past.

use std::str::FromStr;

use cqrs_es::Aggregate;
use cqrs_es::test::{AggregateTestExecutor, TestFramework};
use jiff::Timestamp;
use jiff::civil::date;
use kernel::{
    ActorId, Date, DecisionContext, DomainCommand, EntryId, MunicipalityId, NewEntry, NewText,
    Refusal, Role, State,
};
use municipality::municipality::{
    AdoptPolicy, AssignRegionalKey, MunicipalityOnboarded, OnboardMunicipality, PolicyAdopted,
    RegionalKeyAssigned,
};
use municipality::overview::StateRelease;
use municipality::{
    Digest, Municipality, MunicipalityCommand, MunicipalityEvent, MunicipalityRefusal, PolicyFile,
    PolicyText, stream,
};
use uuid::Uuid;

use crate::policy_file::SMALLEST;

fn entry(n: u128) -> EntryId {
    EntryId(Uuid::from_u128(n))
}

fn id() -> MunicipalityId {
    MunicipalityId::from_str("beispielstadt").unwrap()
}

/// The smallest file with another first day of its policy.
fn policy_from(day: &str) -> String {
    SMALLEST.replacen(
        "valid-from = \"2020-01-01\"",
        &format!("valid-from = \"{day}\""),
        1,
    )
}

fn given(events: Vec<MunicipalityEvent>) -> AggregateTestExecutor<Municipality> {
    let today = date(2020, 9, 16);
    let actor = ActorId(Uuid::from_u128(1));
    let context = DecisionContext::new(
        Timestamp::UNIX_EPOCH,
        today,
        today,
        actor,
        Role::PlatformOperator,
        (),
        (),
    );
    TestFramework::with(context).given(events)
}

fn onboard() -> MunicipalityCommand {
    OnboardMunicipality {
        municipality: id(),
        name: NewText::text(entry(1), "Beispielstadt"),
        document: NewEntry::new(entry(2), PolicyText(SMALLEST.to_owned())),
    }
    .into()
}

fn adopt(text: &str) -> MunicipalityCommand {
    AdoptPolicy {
        municipality: id(),
        document: NewEntry::new(entry(3), PolicyText(text.to_owned())),
    }
    .into()
}

fn assign(ags: &str, valid_from: Date) -> MunicipalityCommand {
    AssignRegionalKey {
        municipality: id(),
        ags: ags.to_owned().try_into().unwrap(),
        valid_from,
    }
    .into()
}

fn key(ags: &str, state: &str, valid_from: Date) -> MunicipalityEvent {
    RegionalKeyAssigned {
        ags: ags.to_owned().try_into().unwrap(),
        state: state.to_owned(),
        valid_from,
    }
    .into()
}

fn adopted(policy_version: u32, document: u128, text: &str, valid_from: Date) -> MunicipalityEvent {
    PolicyAdopted {
        policy_version,
        valid_from,
        document: entry(document),
        digest: Digest::of(text),
        state_release: None,
    }
    .into()
}

fn onboarded() -> Vec<MunicipalityEvent> {
    vec![
        MunicipalityOnboarded { name: entry(1) }.into(),
        key("05999999", "05", date(2010, 1, 1)),
        adopted(1, 2, SMALLEST, date(2020, 1, 1)),
    ]
}

fn folded(events: Vec<MunicipalityEvent>) -> Municipality {
    events
        .into_iter()
        .fold(Municipality::default(), |mut municipality, event| {
            municipality.apply(event);
            municipality
        })
}

#[test]
fn onboarding_gives_name_keys_and_the_first_policy() {
    given(vec![])
        .when(onboard())
        .then_expect_events(onboarded());
}

#[test]
fn a_municipality_is_onboarded_once() {
    given(onboarded())
        .when(onboard())
        .then_expect_error(MunicipalityRefusal::AlreadyExists);
}

#[test]
fn what_is_not_onboarded_adopts_nothing() {
    given(vec![])
        .when(adopt(SMALLEST))
        .then_expect_error(MunicipalityRefusal::NotFound);
    given(vec![])
        .when(assign("05999999", date(2020, 1, 1)))
        .then_expect_error(MunicipalityRefusal::NotFound);
}

#[test]
fn the_same_policy_again_changes_nothing() {
    given(onboarded())
        .when(adopt(SMALLEST))
        .then_expect_events(vec![]);
}

#[test]
fn another_policy_is_the_next_version_from_its_own_day() {
    let next = policy_from("2020-07-01");
    given(onboarded())
        .when(adopt(&next))
        .then_expect_events(vec![adopted(2, 3, &next, date(2020, 7, 1))]);
}

#[test]
fn a_corrected_policy_may_hold_from_the_same_day() {
    let corrected = format!("# corrected\n{SMALLEST}");
    let expected = vec![adopted(2, 3, &corrected, date(2020, 1, 1))];
    given(onboarded())
        .when(adopt(&corrected))
        .then_expect_events(expected);
}

#[test]
fn a_policy_before_the_former_one_is_refused() {
    let error = MunicipalityRefusal::PolicyBeforeFormer {
        given: date(2019, 12, 31),
        former: date(2020, 1, 1),
    };
    assert_eq!(error.code(), "POLICY_BEFORE_FORMER");
    given(onboarded())
        .when(adopt(&policy_from("2019-12-31")))
        .then_expect_error(error);
}

#[test]
fn a_policy_of_another_municipality_is_refused() {
    let other = SMALLEST.replacen("beispielstadt", "anderswo", 1);
    let found = MunicipalityId::from_str("anderswo").unwrap();
    given(onboarded())
        .when(adopt(&other))
        .then_expect_error(MunicipalityRefusal::OtherMunicipality { found });
}

#[test]
fn an_unreadable_policy_is_refused_with_its_line() {
    let broken = SMALLEST.replacen("\"bilateral\"", "\"bilatral\"", 1);
    let error = given(onboarded())
        .when(adopt(&broken))
        .inspect_result()
        .unwrap_err();
    assert_eq!(
        (error.code(), error.field()),
        ("POLICY_UNREADABLE", Some("document"))
    );
    assert_eq!(error.facts()["line"], 30);
}

#[test]
fn a_new_key_holds_from_its_day_and_may_lie_in_another_state() {
    let event = key("06999999", "06", date(2025, 1, 1));
    given(onboarded())
        .when(assign("06999999", date(2025, 1, 1)))
        .then_expect_events(vec![event.clone()]);
    let municipality = folded([onboarded(), vec![event]].concat());
    assert_eq!(municipality.state_on(date(2009, 12, 31)), None);
    assert_eq!(
        municipality.state_on(date(2024, 12, 31)),
        Some(State::NordrheinWestfalen)
    );
    assert_eq!(municipality.state_on(date(2025, 1, 1)), Some(State::Hessen));
}

#[test]
fn the_same_key_again_changes_nothing() {
    given(onboarded())
        .when(assign("05999999", date(2010, 1, 1)))
        .then_expect_events(vec![]);
}

#[test]
fn a_key_that_is_not_later_than_the_former_one_is_refused() {
    let error = MunicipalityRefusal::KeyNotLater {
        given: date(2010, 1, 1),
        former: date(2010, 1, 1),
    };
    given(onboarded())
        .when(assign("05999998", date(2010, 1, 1)))
        .then_expect_error(error);
}

#[test]
fn a_day_has_the_policy_that_was_valid_on_it() {
    let next = policy_from("2020-07-01");
    let municipality = folded([onboarded(), vec![adopted(2, 3, &next, date(2020, 7, 1))]].concat());
    let version = |day| municipality.policy_on(day).map(|policy| policy.version);
    assert_eq!(version(date(2020, 6, 30)), Some(1));
    assert_eq!(version(date(2020, 7, 1)), Some(2));
    assert_eq!(municipality.versions().len(), 2);
}

#[test]
fn a_day_before_the_first_policy_has_none() {
    let error = folded(onboarded())
        .require_policy_on(date(2019, 12, 31))
        .unwrap_err();
    assert_eq!(error.code(), "POLICY_NOT_YET_VALID");
    assert_eq!(error.facts()["firstValidFrom"], "2020-01-01");
    assert_eq!(
        error.sentence(),
        "Am 31.12.2019 galt noch kein Regelwerk; das erste gilt ab dem 01.01.2020."
    );
}

/// The smallest file, valid from 1 July 2020, with this state release.
fn releasing(value: &str) -> String {
    let (unstated, stated) = (
        "state-release = { status = \"unstated\" }",
        format!("state-release = {{ {value} }}"),
    );
    let policy = policy_from("2020-07-01");
    assert!(policy.contains(unstated));
    policy.replacen(unstated, &stated, 1)
}

#[test]
fn a_policy_carries_its_state_release_where_it_is_stated_or_adopted_alone() {
    let adopted_by = "adopted-by = \"Rat\", adopted-on = \"2020-06-01\"";
    let source = "source = { document = \"Beschluss\", section = \"1\" }, words = \"Zahlen\"";
    for (value, state_release) in [
        (
            format!("value = \"counts-without-names\", status = \"adopted\", {adopted_by}"),
            Some(StateRelease::CountsWithoutNames),
        ),
        (
            format!("value = \"counts-without-names\", status = \"stated\", {source}"),
            Some(StateRelease::CountsWithoutNames),
        ),
        (
            format!("value = \"released-snapshots\", status = \"adopted\", {adopted_by}"),
            Some(StateRelease::ReleasedSnapshots),
        ),
        (
            format!(
                "value = \"counts-without-names\", status = \"inferred\", {source}, reading = \"wohl\""
            ),
            None,
        ),
        ("status = \"unstated\"".to_owned(), None),
    ] {
        let text = releasing(&value);
        let expected = PolicyAdopted {
            policy_version: 2,
            valid_from: date(2020, 7, 1),
            document: entry(3),
            digest: Digest::of(&text),
            state_release,
        };
        given(onboarded())
            .when(adopt(&text))
            .then_expect_events(vec![expected.into()]);
    }
}

#[test]
fn numbers_are_released_on_the_days_of_a_policy_that_releases_them() {
    let version = |policy_version, valid_from, state_release| {
        MunicipalityEvent::from(PolicyAdopted {
            policy_version,
            valid_from,
            document: entry(3),
            digest: Digest::of(SMALLEST),
            state_release,
        })
    };
    let later = vec![
        version(2, date(2021, 1, 1), Some(StateRelease::CountsWithoutNames)),
        version(3, date(2022, 1, 1), Some(StateRelease::ReleasedSnapshots)),
        version(4, date(2023, 1, 1), Some(StateRelease::CountsWithoutNames)),
        version(5, date(2023, 1, 1), None),
    ];
    let municipality = folded([onboarded(), later].concat());
    for (day, released) in [
        (date(2019, 12, 31), false),
        (date(2020, 12, 31), false),
        (date(2021, 1, 1), true),
        (date(2021, 12, 31), true),
        (date(2022, 1, 1), false),
        (date(2023, 1, 1), false),
    ] {
        assert_eq!(municipality.releases_counts_on(day), released, "{day}");
    }
}

#[test]
fn a_file_commands_what_is_missing_and_nothing_twice() {
    let file = PolicyFile::read("x.toml", SMALLEST).unwrap();
    let names = |municipality: &Municipality, file: &PolicyFile| {
        file.commands(municipality)
            .iter()
            .map(MunicipalityCommand::name)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(&Municipality::default(), &file),
        ["onboard-municipality"]
    );
    assert_eq!(names(&folded(onboarded()), &file), [""; 0]);

    let reform = "[[ags]]\nkey = \"06999999\"\nvalid-from = \"2025-01-01\"\n\n[policy]\n";
    let reformed = PolicyFile::read("x.toml", &SMALLEST.replacen("[policy]\n", reform, 1)).unwrap();
    assert_eq!(
        names(&folded(onboarded()), &reformed),
        ["assign-regional-key", "adopt-policy"]
    );
}

#[test]
fn the_state_is_read_as_it_was_written() {
    let municipality = folded(onboarded());
    let json = serde_json::to_string(&municipality).unwrap();
    assert_eq!(
        serde_json::from_str::<Municipality>(&json).unwrap(),
        municipality
    );
}

#[test]
fn every_command_goes_to_the_municipalitys_own_stream() {
    for command in [
        onboard(),
        adopt(SMALLEST),
        assign("05999999", date(2010, 1, 1)),
    ] {
        assert_eq!(command.target(), Some(stream(&id()).id()));
    }
    assert_eq!(stream(&id()).kind(), "municipality");
    assert_eq!(
        onboard()
            .entries()
            .iter()
            .map(|entry| entry.kind)
            .collect::<Vec<_>>(),
        ["text", "policy"]
    );
}
