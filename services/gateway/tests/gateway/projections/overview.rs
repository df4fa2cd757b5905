//! The state overview of a small municipality.

use agreements::agreement::*;
use agreements::values::{EntryIntoForce, NoticeForm, Side, SignatureForm};
use eventstore::DatabaseRole;
use kernel::{
    AgreementId, Cadence, Date, Frozen, MunicipalityId, NetworkId, PartnerId, RegionalKey, Status,
    Strength,
};
use meetings::MeetingEvent;
use meetings::meeting::PastMeetingRecorded;
use membership::body::{BodyDissolved, BodyEstablished, BodyEvent, BodyKind, CadenceSet};
use membership::network::{NetworkEstablished, NetworkEvent, NetworkKind};
use membership::partner::*;
use municipality::MunicipalityEvent;
use municipality::municipality::{MunicipalityOnboarded, PolicyAdopted, RegionalKeyAssigned};
use municipality::overview::StateRelease::{self, CountsWithoutNames, ReleasedSnapshots};
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use super::database;
use super::folding::{Tables, folded};
use super::history::{Told, day, entry, policy, recorded, stream};
use super::random::any_history;

fn town() -> MunicipalityId {
    MunicipalityId::try_new("musterstadt").unwrap()
}

fn municipality(event: impl Into<MunicipalityEvent>) -> Told {
    Told::new::<MunicipalityEvent>(municipality::stream(&town()), event)
}

fn key(ags: &str, valid_from: &str) -> Told {
    let ags = RegionalKey::try_new(ags).unwrap();
    let state = ags.state().code().to_owned();
    municipality(RegionalKeyAssigned {
        ags,
        state,
        valid_from: day(valid_from),
    })
}

fn adopted(valid_from: &str, state_release: Option<StateRelease>) -> Told {
    municipality(policy(day(valid_from), state_release))
}

fn network(id: u128, since: Option<&str>) -> Told {
    let event = NetworkEstablished {
        name: entry(id),
        kind: NetworkKind::Central,
        established_on: since.map(|since| since.parse().unwrap()),
    };
    Told::new::<NetworkEvent>(stream("network", id), event)
}

fn partner(id: u128, event: impl Into<PartnerEvent>) -> Told {
    Told::new::<PartnerEvent>(stream("partner", id), event)
}

fn admitted(id: u128, on: &str) -> [Told; 2] {
    let requested = MembershipRequested {
        institution: entry(id),
        kind: PartnerKind::Traeger,
        networks: vec![NetworkId(uuid::Uuid::from_u128(1))],
        requested_on: day(on),
    };
    [
        partner(id, requested),
        partner(
            id,
            PartnerAdmitted {
                admitted_on: day(on),
                policy_version: 1,
            },
        ),
    ]
}

fn agreement(event: impl Into<AgreementEvent>) -> Told {
    Told::new::<AgreementEvent>(stream("agreement", 1), event)
}

fn drafted(kind: AgreementKind) -> Told {
    agreement(AgreementDrafted {
        agreement: AgreementId(uuid::Uuid::from_u128(1)),
        network: NetworkId(uuid::Uuid::from_u128(1)),
        kind,
        title: None,
        project_name: None,
        drafted_on: day("2016-01-01"),
        text: None,
    })
}

/// Two partners sign and give notice: in force 2016-02-15, one until the end of 2018, the other open-ended.
fn signed_by_two(kind: AgreementKind) -> Vec<Told> {
    let network = NetworkId(uuid::Uuid::from_u128(1));
    let partner_of = |party: u16| Some(PartnerId(uuid::Uuid::from_u128(party.into())));
    let mut told = vec![drafted(kind)];
    for party in 1..=2 {
        told.push(agreement(PartyAdded {
            party,
            side: Side::Partner,
            partner: partner_of(party),
            institution: None,
            added_on: day("2016-01-01"),
        }));
        told.push(agreement(AgreementSigned {
            network,
            kind,
            party,
            side: Side::Partner,
            partner: partner_of(party),
            signed_on: day("2016-02-01"),
            form: SignatureForm::Written,
            place: None,
            signatory_function: None,
            document: None,
        }));
    }
    told.push(agreement(AgreementEnteredIntoForce {
        effective_on: day("2016-02-15"),
        status: Status::Stated,
        rule: EntryIntoForce::LastRequiredSignature,
        parties: vec![1, 2],
    }));
    told.push(agreement(NoticeReceived {
        network,
        kind,
        party: 1,
        side: Side::Partner,
        partner: partner_of(1),
        received_on: day("2018-11-30"),
        form: NoticeForm::Written,
        reason: None,
        effective_on: Some(day("2018-12-31")),
        rule: NoticeRule::YearEnd,
        status: Status::Stated,
        latest_day: None,
        document: None,
    }));
    told
}

async fn fold(told: &[Told]) -> Tables {
    let database = database().await;
    let projector = database.pool(DatabaseRole::Projector);
    let (tables, parked) =
        folded(&projector, &town(), &recorded(&town(), told), &[usize::MAX]).await;
    assert_eq!(parked, []);
    drop(projector);
    database.drop().await;
    tables
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// `indicator from state value`, in order.
fn lines(tables: &Tables) -> Vec<String> {
    let mut lines: Vec<String> = tables["read_4.overview"]
        .iter()
        .map(|row| {
            let [indicator, from, state, value] =
                ["indicator", "from_date", "state", "value"].map(|field| text(&row[field]));
            format!("{indicator} {from} {state} {value}")
        })
        .collect();
    lines.sort();
    lines
}

/// `from until state released`, in order.
fn periods(tables: &Tables) -> Vec<String> {
    let mut periods: Vec<_> = tables["read_4.overview_municipality"]
        .iter()
        .map(|row| {
            ["from_date", "until", "state", "released"]
                .map(|field| text(&row[field]))
                .join(" ")
        })
        .collect();
    periods.sort();
    periods
}

#[tokio::test]
async fn numbers_step_where_they_change_and_are_cut_where_the_state_changes() {
    let mut told = vec![
        municipality(MunicipalityOnboarded { name: entry(1) }),
        key("05316000", "2010-01-01"),
        adopted("2010-01-01", Some(CountsWithoutNames)),
        key("05316001", "2013-01-01"),
        key("01062", "2017-01-01"),
        network(1, None),
        network(2, Some("2015")),
    ];
    told.extend(admitted(1, "2014-05-01"));
    told.extend(admitted(2, "2016-03-01"));
    told.extend(admitted(3, "2018-06-01"));
    told.push(partner(
        2,
        MembershipEnded {
            ended_on: day("2019-06-30"),
            reason: None,
        },
    ));
    told.extend(signed_by_two(AgreementKind::Cooperation));
    let tables = fold(&told).await;
    assert_eq!(
        lines(&tables),
        [
            "networks 2010-01-01 05 1",
            "networks 2015-01-01 05 2",
            "networks 2017-01-01 01 2",
            "partners 2014-05-01 05 1",
            "partners 2016-03-01 05 2",
            "partners 2017-01-01 01 2",
            "partners 2018-06-01 01 3",
            "partners 2019-07-01 01 2",
            "partners_covered 2014-05-01 05 0",
            "partners_covered 2016-02-15 05 1",
            "partners_covered 2016-03-01 05 2",
            "partners_covered 2017-01-01 01 2",
            "partners_covered 2019-01-01 01 1",
            "partners_covered 2019-07-01 01 0",
        ]
    );
    assert_eq!(
        periods(&tables),
        ["2010-01-01 2016-12-31 05 true", "2017-01-01 null 01 true"]
    );
}

#[tokio::test]
async fn without_a_cooperation_agreement_coverage_is_not_reported_rather_than_zero() {
    let mut told = vec![
        municipality(MunicipalityOnboarded { name: entry(1) }),
        key("05316000", "2010-01-01"),
        adopted("2010-01-01", Some(CountsWithoutNames)),
    ];
    told.extend(admitted(1, "2014-05-01"));
    told.extend(signed_by_two(AgreementKind::ProtectionMandate8a));
    assert_eq!(lines(&fold(&told).await), ["partners 2014-05-01 05 1"]);
    told.push(Told {
        stream: stream("agreement", 2),
        ..drafted(AgreementKind::Cooperation)
    });
    assert_eq!(
        lines(&fold(&told).await),
        [
            "partners 2014-05-01 05 1",
            "partners_covered 2014-05-01 05 0"
        ]
    );
}

#[tokio::test]
async fn a_municipality_without_a_key_has_numbers_in_no_state() {
    let mut told = vec![
        municipality(MunicipalityOnboarded { name: entry(1) }),
        adopted("2010-01-01", Some(CountsWithoutNames)),
        network(1, None),
    ];
    told.extend(admitted(1, "2014-05-01"));
    assert_eq!(lines(&fold(&told).await), [""; 0]);
}

/// A municipality of 2010 with a network, a partner of 2014 and a cooperation agreement.
fn counted() -> Vec<Told> {
    let mut told = vec![
        municipality(MunicipalityOnboarded { name: entry(1) }),
        key("05316000", "2010-01-01"),
        network(1, None),
    ];
    told.extend(admitted(1, "2014-05-01"));
    told.extend(signed_by_two(AgreementKind::Cooperation));
    told
}

#[tokio::test]
async fn a_municipality_that_releases_nothing_shows_that_it_is_there_and_no_number() {
    for policies in [
        vec![],
        vec![adopted("2010-01-01", None)],
        vec![adopted("2010-01-01", Some(ReleasedSnapshots))],
        vec![
            adopted("2012-01-01", Some(CountsWithoutNames)),
            adopted("2012-01-01", None),
        ],
    ] {
        let tables = fold(&[counted(), policies].concat()).await;
        assert_eq!(lines(&tables), [""; 0]);
        assert_eq!(periods(&tables), ["2010-01-01 null 05 false"]);
    }
}

#[tokio::test]
async fn a_later_policy_releases_numbers_from_its_first_day_until_another_withdraws_them() {
    let policies = vec![
        adopted("2010-01-01", None),
        adopted("2015-01-01", Some(CountsWithoutNames)),
        adopted("2016-01-01", Some(CountsWithoutNames)),
        adopted("2018-01-01", None),
        adopted("2019-06-01", Some(CountsWithoutNames)),
    ];
    let tables = fold(&[counted(), policies].concat()).await;
    assert_eq!(
        lines(&tables),
        [
            "networks 2015-01-01 05 1",
            "networks 2019-06-01 05 1",
            "partners 2015-01-01 05 1",
            "partners 2019-06-01 05 1",
            "partners_covered 2015-01-01 05 0",
            "partners_covered 2016-02-15 05 1",
            "partners_covered 2019-06-01 05 0",
        ]
    );
    assert_eq!(
        periods(&tables),
        [
            "2010-01-01 2014-12-31 05 false",
            "2015-01-01 2017-12-31 05 true",
            "2018-01-01 2019-05-31 05 false",
            "2019-06-01 null 05 true",
        ]
    );
}

fn body(id: u128, event: impl Into<BodyEvent>) -> Told {
    Told::new::<BodyEvent>(stream("body", id), event)
}

/// A body that must meet so often, if anybody says so.
fn established(
    id: u128,
    founded_on: Option<&str>,
    strength: Strength,
    required: Option<u16>,
    status: Status,
) -> Told {
    let unstated = Status::Unstated;
    let cadence = Cadence {
        required,
        target: None,
        strength,
    };
    let event = BodyEstablished {
        kind: BodyKind::SteeringCommittee,
        name: entry(id),
        rule: None,
        policy_version: 1,
        network: None,
        parent: None,
        region: None,
        founded_on: founded_on.map(|on| on.parse().unwrap()),
        planned: false,
        advisory: Frozen {
            value: None,
            status: unstated,
        },
        cadence: Frozen {
            value: (status != unstated).then_some(cadence),
            status,
        },
        forwards_to: Frozen {
            value: None,
            status: unstated,
        },
    };
    body(id, event)
}

fn met(id: u128, of: u128, on: &str) -> Told {
    let event = PastMeetingRecorded {
        body: uuid::Uuid::from_u128(of).into(),
        number: 1,
        held_on: day(on),
        begins: None,
        place: None,
        present: Vec::new(),
        present_others: None,
        topics: Vec::new(),
    };
    Told::new::<MeetingEvent>(stream("meeting", id), event)
}

/// A municipality of 2010 that always releases its numbers.
fn releasing() -> Vec<Told> {
    vec![
        municipality(MunicipalityOnboarded { name: entry(1) }),
        key("05316000", "2010-01-01"),
        adopted("2010-01-01", Some(CountsWithoutNames)),
    ]
}

#[tokio::test]
async fn m1_a_years_duties_are_held_meeting_by_meeting_and_no_body_hides_the_lack_of_another() {
    let mut told = releasing();
    told.extend([
        established(
            1,
            Some("2017-05-01"),
            Strength::Must,
            Some(2),
            Status::Stated,
        ),
        established(2, None, Strength::Must, Some(1), Status::Adopted),
        // Two more than its number, which the first body lacks.
        met(21, 2, "2019-02-01"),
        met(22, 2, "2019-03-01"),
        met(23, 2, "2019-04-01"),
        met(11, 1, "2019-06-01"),
        met(12, 1, "2020-06-01"),
        body(
            1,
            CadenceSet {
                required: Some(3),
                target: None,
                strength: Strength::Must,
                adopted_on: day("2020-07-01"),
            },
        ),
        body(
            2,
            BodyDissolved {
                dissolved_on: day("2021-03-31"),
            },
        ),
    ]);
    let tables = fold(&told).await;
    assert_eq!(
        lines(&tables),
        [
            // In 2017 the first body runs in a part of the year only, in 2021 the second one.
            "meetings_bodies 2010-01-01 05 1",
            "meetings_bodies 2018-01-01 05 2",
            "meetings_bodies 2021-01-01 05 1",
            "meetings_bodies_left_out 2017-05-01 05 1",
            "meetings_bodies_left_out 2018-01-01 05 0",
            "meetings_bodies_left_out 2021-01-01 05 1",
            "meetings_bodies_left_out 2021-04-01 05 0",
            // Before 2019 nobody recorded meetings.
            "meetings_held 2019-01-01 05 0",
            "meetings_held 2019-02-01 05 1",
            "meetings_held 2019-06-01 05 2",
            "meetings_held 2020-01-01 05 0",
            "meetings_held 2020-06-01 05 1",
            "meetings_held 2021-01-01 05 0",
            "meetings_required 2010-01-01 05 1",
            "meetings_required 2018-01-01 05 3",
            "meetings_required 2020-07-01 05 4",
            "meetings_required 2021-01-01 05 3",
        ]
    );
}

#[tokio::test]
async fn m1_what_is_inferred_stands_apart_and_what_is_no_duty_is_left_out() {
    let mut told = releasing();
    told.extend([
        established(1, Some("2009"), Strength::Must, Some(4), Status::Inferred),
        established(2, Some("2009"), Strength::Approx, Some(4), Status::Stated),
        established(3, Some("2009"), Strength::Should, Some(3), Status::Stated),
        established(4, Some("2009"), Strength::May, Some(1), Status::Stated),
        established(5, Some("2009"), Strength::Must, None, Status::Unstated),
        met(11, 1, "2019-06-01"),
        met(21, 2, "2019-06-02"),
        met(31, 3, "2019-06-03"),
    ]);
    let tables = fold(&told).await;
    assert_eq!(
        lines(&tables),
        [
            "meetings_bodies_inferred 2010-01-01 05 1",
            "meetings_bodies_left_out 2010-01-01 05 4",
            "meetings_held_inferred 2019-01-01 05 0",
            "meetings_held_inferred 2019-06-01 05 1",
            "meetings_held_inferred 2020-01-01 05 0",
            "meetings_required_inferred 2010-01-01 05 4",
        ]
    );
}

#[tokio::test]
async fn m1_without_a_recorded_meeting_what_was_held_is_not_reported_rather_than_zero() {
    let mut told = releasing();
    told.push(established(
        1,
        Some("2009"),
        Strength::Must,
        Some(2),
        Status::Stated,
    ));
    assert_eq!(
        lines(&fold(&told).await),
        [
            "meetings_bodies 2010-01-01 05 1",
            // In the year of its founding it was.
            "meetings_bodies_left_out 2010-01-01 05 0",
            "meetings_required 2010-01-01 05 2",
        ]
    );
    told.push(adopted("2015-01-01", None));
    told.push(met(1, 1, "2016-02-01"));
    assert_eq!(
        lines(&fold(&told).await),
        [
            "meetings_bodies 2010-01-01 05 1",
            "meetings_bodies_left_out 2010-01-01 05 0",
            "meetings_required 2010-01-01 05 2",
        ],
        "what is not released is not there"
    );
}

/// What a state is told of the municipality on a day: the state, and each number.
fn told_on(tables: &Tables, on: Date) -> Option<(String, Vec<String>)> {
    let date = |value: &Value| value.as_str().map(day);
    let period = tables["read_4.overview_municipality"].iter().find(|row| {
        date(&row["from_date"]) <= Some(on) && date(&row["until"]).is_none_or(|last| on <= last)
    })?;
    let first = date(&period["from_date"]);
    let numbers = [
        "networks",
        "partners",
        "partners_covered",
        "meetings_bodies",
        "meetings_bodies_left_out",
        "meetings_held",
        "meetings_required",
    ];
    let numbers = numbers.map(|indicator| {
        tables["read_4.overview"]
            .iter()
            .filter(|row| row["indicator"] == indicator)
            .filter(|row| (first..=Some(on)).contains(&date(&row["from_date"])))
            .max_by_key(|row| date(&row["from_date"]))
            .map(|row| format!("{indicator} {} {}", row["state"], row["value"]))
    });
    let numbers = numbers.into_iter().flatten().collect();
    Some((text(&period["state"]), numbers))
}

/// Whether the last of the told policies that hold on the day releases numbers.
fn released_on(told: &[Told], on: Date) -> bool {
    let mut policies = told
        .iter()
        .filter(|told| told.event_type == "PolicyAdopted")
        .map(|told| serde_json::from_str::<PolicyAdopted>(&told.payload).unwrap());
    let last = policies.rfind(|policy| policy.valid_from <= on);
    last.is_some_and(|policy| policy.state_release == Some(CountsWithoutNames))
}

#[test]
fn released_days_show_what_a_municipality_shows_that_always_releases_and_others_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let database = runtime.block_on(database());
    let projector = database.pool(DatabaseRole::Projector);
    let config = Config {
        cases: 48,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&any_history(&town()), |history| {
            // The last of all policies that hold on a day is the one that holds.
            let always = adopted("2000-01-01", Some(CountsWithoutNames));
            let always = [history.clone(), vec![always]].concat();
            let never = [history.clone(), vec![adopted("2000-01-01", None)]].concat();
            let [tables, always, never] = [&history, &always, &never].map(|told| {
                let events = recorded(&town(), told);
                runtime
                    .block_on(folded(&projector, &town(), &events, &[usize::MAX]))
                    .0
            });
            proptest::prop_assert_eq!(lines(&never), [""; 0]);
            for offset in 0..150 {
                let on = day("2017-12-01")
                    .checked_add(jiff::Span::new().days(offset))
                    .unwrap();
                let mut expected = told_on(&always, on);
                if let Some((_, numbers)) = &mut expected
                    && !released_on(&history, on)
                {
                    numbers.clear();
                }
                proptest::prop_assert_eq!(told_on(&tables, on), expected, "{}", on);
            }
            Ok(())
        })
        .unwrap();
    drop(projector);
    runtime.block_on(database.drop());
}
