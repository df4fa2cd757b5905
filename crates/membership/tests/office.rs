//! Coordination offices: MEM-30 … MEM-35.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, NewPerson, PersonId, Refusal, Sourced, facts};
use membership::office::*;
use membership::policy::MembershipPolicy;
use proptest::prelude::*;

use crate::fixtures::*;

type Framework = TestFramework<Office>;

pub(crate) fn partial(text: &str) -> kernel::PartialDate {
    text.parse().expect("a date")
}

pub(crate) fn contact() -> OfficeContact {
    OfficeContact {
        institution: institution(100, "Koordinierungsstelle Frühe Hilfen"),
        room: Some(text(101, "Gebäude D, Raum 117")),
        hours: None,
        email: Some(text(103, "fruehe-hilfen@example.org")),
        fax: None,
    }
}

pub(crate) fn establish() -> EstablishOffice {
    EstablishOffice {
        id: Some(id(1)),
        network: None,
        contact: contact(),
        since: partial("2013"),
    }
}

pub(crate) fn established() -> OfficeEvent {
    OfficeEstablished {
        network: None,
        contact: OfficeContactEntries {
            institution: id(100),
            room: Some(id(101)),
            hours: None,
            email: Some(id(103)),
            fax: None,
        },
        since: partial("2013"),
    }
    .into()
}

pub(crate) fn closed() -> OfficeEvent {
    OfficeClosed {
        closed_on: date(2022, 12, 31),
    }
    .into()
}

pub(crate) fn staffed(fte_hundredths: u16, from: &str) -> OfficeEvent {
    OfficeStaffingSet {
        fte_hundredths,
        from: partial(from),
        dating: StaffingDating::Documented,
    }
    .into()
}

pub(crate) fn staff(fte_hundredths: u16, from: &str) -> OfficeCommand {
    SetOfficeStaffing {
        office: id(1),
        fte_hundredths,
        from: partial(from),
        dating: StaffingDating::Documented,
    }
    .into()
}

pub(crate) fn appointed(person: u128, role: CoordinatorRole, from: &str) -> OfficeEvent {
    CoordinatorAppointed {
        person: id(person),
        details: id(200),
        function: id(201),
        role,
        from: partial(from),
    }
    .into()
}

fn appoint(who: u128, role: CoordinatorRole, from: &str) -> AppointCoordinator {
    let mut content = person(200).content;
    content.id = Some(id::<PersonId>(who));
    AppointCoordinator {
        office: id(1),
        person: NewPerson::new(id(200), content),
        function: text(201, "Sozialpädagogische Fachkraft"),
        role,
        from: partial(from),
    }
}

pub(crate) fn released(person: u128, role: CoordinatorRole, to: Date) -> OfficeEvent {
    CoordinatorReleased {
        person: id(person),
        role,
        to,
    }
    .into()
}

fn release(person: u128, role: CoordinatorRole, to: Date) -> ReleaseCoordinator {
    ReleaseCoordinator {
        office: id(1),
        person: id(person),
        role,
        to,
    }
}

pub(crate) fn log(task: OfficeTask, on: Date, minutes: Option<u16>) -> LogOfficeActivity {
    LogOfficeActivity {
        office: id(1),
        task,
        on,
        minutes,
        note: None,
    }
}

pub(crate) fn office(events: impl IntoIterator<Item = OfficeEvent>) -> Office {
    let mut office = Office::default();
    for event in events {
        office.apply(event);
    }
    office
}

fn refused(given: Vec<OfficeEvent>, command: impl Into<OfficeCommand>) -> OfficeRefusal {
    Framework::with(ctx(&MembershipPolicy::default()))
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused")
}

use CoordinatorRole::{Coordinator, Deputy};

#[test]
fn mem_31_an_office_is_established_with_what_is_printed_of_it() {
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(establish().into())
        .then_expect_events(vec![established()]);
    let kinds: Vec<_> = OfficeCommand::from(establish())
        .entries()
        .iter()
        .map(|entry| entry.kind)
        .collect();
    assert_eq!(kinds, ["institution", "text", "text"]);
    assert_eq!(
        refused(vec![established()], establish()).code(),
        "ALREADY_EXISTS"
    );
}

#[test]
fn mem_31_a_mailbox_that_is_none_is_refused() {
    let mut new = establish();
    new.contact.email = Some(text(103, "Raum 117"));
    let changed = ChangeOfficeContact {
        office: id(1),
        contact: new.contact.clone(),
        changed_on: date(2016, 2, 1),
    };
    for refusal in [refused(vec![], new), refused(vec![established()], changed)] {
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            ("MAIL_ADDRESS_BROKEN", Some("contact.email"), Some("MEM-31"))
        );
        assert_eq!(refusal.facts(), kernel::Facts::new());
    }
}

#[test]
fn mem_31_a_changed_contact_is_printed_from_its_day_on() {
    let command = ChangeOfficeContact {
        office: id(1),
        contact: OfficeContact {
            institution: institution(110, "Koordinierungsstelle Frühe Hilfen"),
            room: None,
            hours: None,
            email: None,
            fax: None,
        },
        changed_on: date(2016, 2, 1),
    };
    let mut office = office([established()]);
    for event in office
        .decide(&command.clone().into(), &ctx(&leverkusen()))
        .unwrap()
    {
        office.apply(event);
    }
    let printed = |day| office.contact_on(day).map(|contact| contact.institution);
    assert_eq!(printed(date(2012, 12, 31)), None);
    assert_eq!(printed(date(2016, 1, 31)), Some(id(100)));
    assert_eq!(printed(date(2016, 2, 1)), Some(id(110)));
    let early = ChangeOfficeContact {
        changed_on: date(2012, 12, 31),
        ..command.clone()
    };
    assert_eq!(refused(vec![established()], early).code(), "DATE_TOO_EARLY");
    let ahead = ChangeOfficeContact {
        changed_on: TODAY.tomorrow().unwrap(),
        ..command.clone()
    };
    assert_eq!(refused(vec![established()], ahead).code(), "DATE_IN_FUTURE");
    let refusal = refused(
        vec![established(), closed()],
        ChangeOfficeContact {
            changed_on: date(2023, 1, 1),
            ..command
        },
    );
    assert_eq!(
        (refusal.code(), refusal.facts()),
        ("OFFICE_CLOSED", facts! { "closedOn" => "2022-12-31" })
    );
}

#[test]
fn mem_35_a_municipality_has_an_office_of_its_own_beside_those_of_its_networks() {
    let of_network = EstablishOffice {
        network: Some(id(1)),
        ..establish()
    };
    let events = Office::default()
        .decide(&of_network.clone().into(), &ctx(&stormarn()))
        .unwrap();
    assert_eq!(office(events).network, Some(id(1)));
    assert_eq!(office([established()]).network, None);
    let reads = OfficeCommand::from(of_network.clone()).reads();
    assert_eq!(reads.len(), 1);
    let refusal = refused(
        vec![],
        EstablishOffice {
            network: Some(id(9)),
            ..of_network
        },
    );
    assert_eq!(refusal.code(), "NETWORK_UNKNOWN");
}

#[test]
fn mem_32_the_staffing_has_a_history_that_is_dated_apart_from_the_post() {
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(staff(50, "2015"))
        .then_expect_events(vec![staffed(50, "2015")]);
    Framework::with(ctx(&leverkusen()))
        .given(vec![established(), staffed(50, "2015")])
        .when(staff(50, "2015"))
        .then_expect_events(vec![]);
    let office = office([established(), staffed(50, "2015"), staffed(100, "2018-05")]);
    let on = |day| office.staffing_on(day).map(|known| known.fte_hundredths);
    assert!(office.runs_on(date(2013, 1, 1)));
    assert_eq!(
        on(date(2014, 12, 31)),
        None,
        "the post is older than the figure"
    );
    assert_eq!(on(date(2018, 4, 30)), Some(50));
    assert_eq!(on(date(2018, 5, 1)), Some(100));
}

#[test]
fn mem_32_no_office_has_more_than_fifty_positions() {
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(staff(5_000, "2015"))
        .then_expect_events(vec![staffed(5_000, "2015")]);
    let refusal = refused(vec![established()], staff(5_001, "2015"));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "STAFFING_IMPLAUSIBLE",
            facts! { "fteHundredths" => 5_001, "allowed" => 5_000 },
            Some("MEM-32")
        )
    );
    assert_eq!(
        refusal.sentence(),
        "Ein Stellenanteil von 50,01 ist nicht möglich; höchstens sind es 50."
    );
}

#[test]
fn mem_32_another_staffing_than_the_document_s_is_warned_of() {
    let policy = MembershipPolicy {
        coordination_fte: Sourced::stated("0.5".to_owned(), "S2", "3.6", "0,5 Stellenanteil"),
        ..leverkusen()
    };
    for (hundredths, expected) in [(50, vec![]), (75, vec!["STAFFING_NOT_AS_DOCUMENTED"])] {
        let ctx = ctx(&policy);
        office([established()])
            .decide(&staff(hundredths, "2020"), &ctx)
            .unwrap();
        assert_eq!(warnings(ctx), expected, "{hundredths}");
    }
}

#[test]
fn mem_31_a_vacancy_follows_from_the_appointments() {
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(appoint(7, Coordinator, "2013").into())
        .then_expect_events(vec![appointed(7, Coordinator, "2013")]);
    let office = office([
        established(),
        appointed(7, Coordinator, "2013"),
        appointed(8, Deputy, "2013"),
        released(7, Coordinator, date(2019, 6, 30)),
        appointed(9, Coordinator, "2019-09-01"),
        closed(),
    ]);
    assert!(!office.is_vacant_on(date(2019, 6, 30)));
    assert!(office.is_vacant_on(date(2019, 7, 1)));
    assert!(office.is_vacant_on(date(2019, 8, 31)));
    assert!(!office.is_vacant_on(date(2019, 9, 1)));
    assert!(
        !office.is_vacant_on(date(2023, 1, 1)),
        "a closed office has no vacancy"
    );
    assert_eq!(office.vacant_days(date(2019, 1, 1), date(2019, 12, 31)), 62);
    let deputies: Vec<_> = office
        .appointed_on(Deputy, date(2019, 7, 1))
        .map(|appointment| appointment.person)
        .collect();
    assert_eq!(deputies, [id(8)]);
    let entries = OfficeCommand::from(appoint(7, Coordinator, "2013")).entries();
    assert_eq!(entries[0].subject, Some(id(7)));
}

#[test]
fn mem_31_nobody_is_appointed_twice_at_a_time() {
    let given = vec![established(), appointed(7, Coordinator, "2013")];
    let refusal = refused(given.clone(), appoint(7, Coordinator, "2019"));
    assert_eq!(
        (refusal.code(), refusal.facts()),
        (
            "COORDINATOR_APPOINTED",
            facts! { "role" => "coordinator", "from" => "2013", "to" => None::<Date> }
        )
    );
    let events = office(given).decide(&appoint(7, Deputy, "2019").into(), &ctx(&leverkusen()));
    assert_eq!(
        events.unwrap().len(),
        1,
        "another role is another appointment"
    );
    let back = office([
        established(),
        appointed(7, Coordinator, "2013"),
        released(7, Coordinator, date(2019, 6, 30)),
    ]);
    let command = appoint(7, Coordinator, "2019-07-01").into();
    assert_eq!(back.decide(&command, &ctx(&leverkusen())).unwrap().len(), 1);
    let command = appoint(7, Coordinator, "2019-06-30").into();
    assert!(back.decide(&command, &ctx(&leverkusen())).is_err());
}

#[test]
fn mem_31_who_was_not_appointed_is_not_released() {
    let day = date(2019, 6, 30);
    let given = vec![established(), appointed(7, Coordinator, "2013")];
    Framework::with(ctx(&leverkusen()))
        .given(given.clone())
        .when(release(7, Coordinator, day).into())
        .then_expect_events(vec![released(7, Coordinator, day)]);
    for (person, role) in [(8, Coordinator), (7, Deputy)] {
        let refusal = refused(given.clone(), release(person, role, day));
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "COORDINATOR_NOT_APPOINTED",
                facts! { "role" => role, "releasedBefore" => None::<Date> }
            )
        );
    }
    let early = refused(given.clone(), release(7, Coordinator, date(2012, 12, 31)));
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    let gone = [given, vec![released(7, Coordinator, day)]].concat();
    Framework::with(ctx(&leverkusen()))
        .given(gone.clone())
        .when(release(7, Coordinator, day).into())
        .then_expect_events(vec![]);
    let refusal = refused(gone, release(7, Coordinator, date(2020, 6, 30)));
    assert_eq!(refusal.facts()["releasedBefore"], "2019-06-30");
}

#[test]
fn mem_33_and_mem_34_are_sets_of_their_own() {
    let count = |set| {
        OfficeTask::ALL
            .iter()
            .filter(|task| task.set() == set)
            .count()
    };
    assert_eq!(
        [TaskSet::Duties, TaskSet::Services, TaskSet::Profile].map(count),
        [6, 8, 7]
    );
}

#[test]
fn mem_34_the_profile_is_kept_in_the_document_s_order_each_task_once() {
    let command = |tasks| SetOfficeTasks {
        office: id(1),
        tasks,
        since: partial("2015"),
    };
    let profile = vec![
        OfficeTask::PublicRelations,
        OfficeTask::DevelopConcept,
        OfficeTask::PublicRelations,
    ];
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(command(profile).into())
        .then_expect_events(vec![
            OfficeTasksSet {
                tasks: vec![OfficeTask::DevelopConcept, OfficeTask::PublicRelations],
                since: partial("2015"),
            }
            .into(),
        ]);
    let refusal = refused(vec![established()], command(vec![]));
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("OFFICE_TASKS_MISSING", Some("tasks"))
    );
}

#[test]
fn mem_33_a_year_s_report_sums_activities_by_task() {
    let mut office = office([established()]);
    for (task, on, minutes) in [
        (OfficeTask::PassOnInformation, date(2019, 3, 4), Some(45)),
        (
            OfficeTask::PassOnInformation,
            date(2019, 12, 31),
            Some(1_440),
        ),
        (OfficeTask::PassOnInformation, date(2019, 5, 2), None),
        (OfficeTask::WinPartners, date(2019, 5, 2), Some(30)),
        (OfficeTask::WinPartners, date(2020, 1, 1), Some(30)),
    ] {
        let command = log(task, on, minutes).into();
        for event in office.decide(&command, &ctx(&leverkusen())).unwrap() {
            office.apply(event);
        }
    }
    let report = office.report(2019);
    assert_eq!(report.len(), 2);
    assert_eq!(
        report[&OfficeTask::PassOnInformation],
        TaskTotal {
            activities: 3,
            untimed: 1,
            minutes: 1_485
        }
    );
    assert_eq!(report[&OfficeTask::WinPartners].minutes, 30);
    assert!(office.report(2021).is_empty());
}

#[test]
fn mem_33_no_activity_takes_no_time_or_more_than_a_day() {
    for minutes in [0, 1_441] {
        let command = log(OfficeTask::WinPartners, date(2019, 3, 4), Some(minutes));
        let refusal = refused(vec![established()], command);
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "DURATION_IMPLAUSIBLE",
                facts! { "minutes" => minutes, "allowed" => 1_440 }
            )
        );
    }
    let early = log(OfficeTask::WinPartners, date(2012, 3, 4), None);
    assert_eq!(refused(vec![established()], early).code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_33_an_activity_outside_the_profile_is_warned_of() {
    let set = OfficeTasksSet {
        tasks: vec![OfficeTask::DevelopConcept],
        since: partial("2015"),
    };
    let office = office([established(), set.into()]);
    for (task, day, expected) in [
        (OfficeTask::DevelopConcept, date(2019, 3, 4), vec![]),
        (OfficeTask::WinPartners, date(2014, 3, 4), vec![]),
        (
            OfficeTask::WinPartners,
            date(2019, 3, 4),
            vec!["TASK_NOT_IN_PROFILE"],
        ),
    ] {
        let ctx = ctx(&leverkusen());
        office.decide(&log(task, day, None).into(), &ctx).unwrap();
        assert_eq!(warnings(ctx), expected);
    }
}

#[test]
fn mem_30_the_emergency_card_of_the_day_is_printed_and_holds_two_texts() {
    let command = OfficeCommand::from(SetEmergencyCard {
        office: id(1),
        acute: text(
            130,
            "Allgemeiner Sozialer Dienst des Fachbereichs Kinder und Jugend",
        ),
        outside_hours: text(131, "über die Rufnummer von Polizei oder Feuerwehr"),
        valid_from: date(2016, 1, 1),
    });
    let set = OfficeEvent::from(EmergencyCardSet {
        acute: id(130),
        outside_hours: id(131),
        valid_from: date(2016, 1, 1),
    });
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(command.clone())
        .then_expect_events(vec![set.clone()]);
    assert_eq!(command.entries().len(), 2);
    let office = office([established(), set, closed()]);
    let printed = |day| office.emergency_card_on(day).map(|card| card.acute);
    assert_eq!(printed(date(2015, 12, 31)), None);
    assert_eq!(printed(date(2016, 1, 1)), Some(id(130)));
    assert_eq!(printed(date(2023, 1, 1)), None);
    let late = SetEmergencyCard {
        office: id(1),
        acute: text(130, "ASD"),
        outside_hours: text(131, "Notfallbereitschaft"),
        valid_from: date(2023, 1, 1),
    };
    assert_eq!(
        refused(vec![established(), closed()], late).code(),
        "OFFICE_CLOSED"
    );
}

#[test]
fn mem_31_what_the_office_does_besides_stays_open_until_somebody_says_so() {
    let set = SetOfficeServices {
        office: id(1),
        contact_point_for_families: Some(true),
        coordinates_health_professionals: None,
        coordinates_volunteers: Some(false),
        since: partial("2020"),
    };
    let mut office = office([established()]);
    for event in office
        .decide(&set.clone().into(), &ctx(&leverkusen()))
        .unwrap()
    {
        office.apply(event);
    }
    assert_eq!(
        office.services_on(date(2019, 12, 31)),
        OfficeServices::default()
    );
    let services = office.services_on(date(2020, 1, 1));
    assert_eq!(services.contact_point_for_families, Some(true));
    assert_eq!(services.coordinates_health_professionals, None);
    let late = SetOfficeServices {
        since: partial("2023"),
        ..set
    };
    assert_eq!(
        refused(vec![established(), closed()], late).code(),
        "OFFICE_CLOSED"
    );
}

#[test]
fn mem_31_an_office_is_not_closed_before_what_it_did() {
    let close = |closed_on| CloseOffice {
        office: id(1),
        closed_on,
    };
    Framework::with(ctx(&leverkusen()))
        .given(vec![established()])
        .when(close(date(2022, 12, 31)).into())
        .then_expect_events(vec![closed()]);
    Framework::with(ctx(&leverkusen()))
        .given(vec![established(), closed()])
        .when(close(date(2022, 12, 31)).into())
        .then_expect_events(vec![]);
    let again = refused(vec![established(), closed()], close(date(2021, 12, 31)));
    assert_eq!(again.code(), "OFFICE_CLOSED");
    let early = refused(vec![established()], close(date(2012, 12, 31)));
    assert_eq!(early.code(), "DATE_TOO_EARLY");
    let refusal = refused(
        vec![established(), staffed(50, "2015"), staffed(75, "2019-02")],
        close(date(2019, 1, 31)),
    );
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.facts()),
        (
            "OFFICE_FACT_OUTSIDE",
            Some("closedOn"),
            facts! { "fact" => 3, "day" => "2019-02", "since" => "2013", "closedOn" => "2019-01-31" }
        )
    );
}

#[test]
fn mem_31_nothing_is_recorded_outside_the_time_in_which_the_office_works() {
    let dated = |day: Date| -> Vec<OfficeCommand> {
        let from = day.to_string();
        vec![
            ChangeOfficeContact {
                office: id(1),
                contact: contact(),
                changed_on: day,
            }
            .into(),
            staff(50, &from),
            appoint(7, Deputy, &from).into(),
            SetOfficeTasks {
                office: id(1),
                tasks: vec![OfficeTask::WinPartners],
                since: day.into(),
            }
            .into(),
            log(OfficeTask::WinPartners, day, None).into(),
            SetEmergencyCard {
                office: id(1),
                acute: text(130, "ASD"),
                outside_hours: text(131, "Notfallbereitschaft"),
                valid_from: day,
            }
            .into(),
            SetOfficeServices {
                office: id(1),
                contact_point_for_families: Some(true),
                coordinates_health_professionals: None,
                coordinates_volunteers: None,
                since: day.into(),
            }
            .into(),
        ]
    };
    let given = office([established(), closed()]);
    for (day, code) in [
        (date(2012, 12, 31), Some("DATE_TOO_EARLY")),
        (date(2013, 1, 1), None),
        (date(2022, 12, 31), None),
        (date(2023, 1, 1), Some("OFFICE_CLOSED")),
    ] {
        for command in dated(day) {
            let refused = given.decide(&command, &ctx(&leverkusen())).err();
            let found = refused.as_ref().map(Refusal::code);
            assert_eq!(found, code, "{} on {day}", command.name());
        }
    }
    let running = office([established(), appointed(7, Deputy, "2013"), closed()]);
    let late = release(7, Deputy, date(2023, 1, 1)).into();
    let refusal = running.decide(&late, &ctx(&leverkusen())).unwrap_err();
    assert_eq!(refusal.code(), "OFFICE_CLOSED");
}

pub(crate) fn correct(fact: u32, replacement: Option<OfficeReplacement>) -> CorrectOffice {
    CorrectOffice {
        office: id(1),
        fact,
        reason: text(300, "Stand falsch im Konzept"),
        replacement,
    }
}

pub(crate) fn staffing(fte_hundredths: u16, from: &str) -> OfficeReplacement {
    OfficeReplacement::SetOfficeStaffing(SetOfficeStaffing {
        office: id(1),
        fte_hundredths,
        from: partial(from),
        dating: StaffingDating::Documented,
    })
}

#[test]
fn mem_32_a_wrong_staffing_is_corrected_struck_and_restored() {
    let mut office = office([established(), staffed(500, "2015")]);
    let corrected = office
        .decide(
            &correct(2, Some(staffing(50, "2015"))).into(),
            &ctx(&leverkusen()),
        )
        .unwrap();
    let expected = OfficeFactCorrected {
        fact: 2,
        reason: id(300),
        replacement: Some(Box::new(staffed(50, "2015"))),
    };
    assert_eq!(corrected, [expected.into()]);
    for (replacement, found) in [
        (Some(staffing(50, "2015")), Some(50)),
        (None, None),
        (Some(staffing(50, "2015")), Some(50)),
    ] {
        let command = correct(2, replacement).into();
        for event in office.decide(&command, &ctx(&leverkusen())).unwrap() {
            office.apply(event);
        }
        let on = office.staffing_on(date(2016, 1, 1));
        assert_eq!(on.map(|known| known.fte_hundredths), found);
        let again = office.decide(&command, &ctx(&leverkusen())).unwrap();
        assert!(again.is_empty(), "twice is once");
    }
    assert_eq!(office.history.len(), 5);
    let command = OfficeCommand::from(correct(2, Some(staffing(50, "2015"))));
    assert_eq!(command.entries().len(), 1);
}

#[test]
fn mem_31_a_correction_that_leaves_facts_contradicting_is_refused() {
    let given = vec![
        established(),
        appointed(7, Coordinator, "2013"),
        released(7, Coordinator, date(2019, 6, 30)),
        appointed(7, Coordinator, "2019-07-01"),
        staffed(50, "2015"),
    ];
    let since = |since: &str| {
        Some(OfficeReplacement::EstablishOffice(EstablishOffice {
            since: partial(since),
            ..establish()
        }))
    };
    let appointment = |person, from| {
        Some(OfficeReplacement::AppointCoordinator(appoint(
            person,
            Coordinator,
            from,
        )))
    };
    let last_day = |to| {
        Some(OfficeReplacement::ReleaseCoordinator(release(
            7,
            Coordinator,
            to,
        )))
    };
    for (fact, replacement, code) in [
        (1, None, "FIRST_FACT_STAYS"),
        (1, since("2016"), "OFFICE_FACT_OUTSIDE"),
        (2, None, "COORDINATOR_NOT_APPOINTED"),
        (2, appointment(8, "2013"), "COORDINATOR_NOT_APPOINTED"),
        (2, appointment(7, "2020"), "DATE_TOO_EARLY"),
        (3, None, "COORDINATOR_APPOINTED"),
        (3, last_day(date(2020, 6, 30)), "COORDINATOR_APPOINTED"),
        (5, last_day(date(2020, 6, 30)), "FACT_OF_OTHER_KIND"),
        (5, Some(staffing(5_001, "2015")), "STAFFING_IMPLAUSIBLE"),
        (9, None, "FACT_UNKNOWN"),
    ] {
        let refusal = refused(given.clone(), correct(fact, replacement));
        assert_eq!(refusal.code(), code, "{fact}");
    }
    let fits = correct(3, last_day(date(2018, 6, 30))).into();
    let events = office(given).decide(&fits, &ctx(&leverkusen())).unwrap();
    assert_eq!(events.len(), 1);
}

fn any_command() -> impl Strategy<Value = OfficeCommand> {
    (0_u8..8, 2012_i16..2023, 1_u128..4, any::<bool>()).prop_map(|(which, year, n, flag)| {
        let role = if flag { Coordinator } else { Deputy };
        let day = date(year, 7, 1);
        let from = year.to_string();
        match which {
            0 => appoint(n, role, &from).into(),
            1 => release(n, role, day).into(),
            2 => staff(50, &from),
            3 => log(OfficeTask::WinPartners, day, Some(10)).into(),
            4 => CloseOffice {
                office: id(1),
                closed_on: day,
            }
            .into(),
            5 => correct(u32::try_from(n).expect("it is small") + 1, None).into(),
            6 => correct(
                u32::try_from(n).expect("it is small") + 1,
                Some(staffing(75, &from)),
            )
            .into(),
            _ => establish().into(),
        }
    })
}

proptest! {
    #[test]
    fn any_history_of_an_office_replays_to_the_same_state_and_fits(
        commands in prop::collection::vec(any_command(), 0..20)
    ) {
        let mut live = office([established()]);
        let mut stored = vec![established()];
        for command in commands {
            for event in live.decide(&command, &ctx(&leverkusen())).unwrap_or_default() {
                live.apply(event.clone());
                stored.push(event);
            }
        }
        prop_assert!(kernel::Correctable::check(&live).is_ok());
        prop_assert_eq!(office(stored), live.clone());
        let view = serde_json::to_string(&live).unwrap();
        prop_assert_eq!(serde_json::from_str::<Office>(&view).unwrap(), live);
    }
}
