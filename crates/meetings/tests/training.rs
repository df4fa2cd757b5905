//! Common trainings: MTG-27, REM-19.

use jiff::civil::date;
use kernel::Interval;
use kernel::{Date, DomainCommand, PartnerId, Refusal, Sourced, Status, facts};
use meetings::training::*;
use meetings::{FindingSeverity, MeetingsPolicy, Training, policy};
use uuid::Uuid;

use crate::fixtures::*;
use crate::given::*;

const JANUARY: Date = date(2024, 1, 15);
const FEBRUARY: Date = date(2024, 2, 5);

fn need() -> RecordTrainingNeed {
    RecordTrainingNeed {
        id: Some(id(1)),
        title: text(100, "Gefährdung einschätzen"),
        text: Some(text(101, "Viele neue Kräfte in den Kindertagesstätten")),
        noted_on: JANUARY,
    }
}

fn needed() -> TrainingEvent {
    TrainingNeedRecorded {
        title: id(100),
        text: Some(id(101)),
        noted_on: JANUARY,
    }
    .into()
}

/// A new training.
fn plan() -> PlanTraining {
    PlanTraining {
        training: None,
        id: Some(id(1)),
        title: Some(text(102, "Kinderschutz in den ersten Jahren")),
        begins_on: HELD,
        ends_on: Some(date(2024, 5, 14)),
        place: Some(text(103, "Rathaus, großer Saal")),
        kind: TrainingKind::Own,
        topic: TrainingTopic::ChildProtection,
        planned_on: FEBRUARY,
    }
}

/// The one that is needed or planned already, with the title that it has.
fn plan_again() -> PlanTraining {
    PlanTraining {
        training: Some(id(1)),
        id: None,
        title: None,
        ..plan()
    }
}

fn planned() -> TrainingEvent {
    planned_for(HELD, TrainingTopic::ChildProtection)
}

fn planned_for(begins_on: Date, topic: TrainingTopic) -> TrainingEvent {
    TrainingPlanned {
        title: Some(id(102)),
        begins_on,
        ends_on: begins_on.tomorrow().ok(),
        place: Some(id(103)),
        kind: TrainingKind::Own,
        topic,
        planned_on: begins_on.min(FEBRUARY),
    }
    .into()
}

fn hold(held_on: Date) -> HoldTraining {
    HoldTraining {
        training: id(1),
        held_on,
    }
}

fn held(held_on: Date) -> TrainingEvent {
    TrainingHeld { held_on }.into()
}

fn count(partner: u128, count: u16) -> RecordTrainingParticipation {
    RecordTrainingParticipation {
        training: id(1),
        partner: id(partner),
        count,
    }
}

fn counted(partner: u128, count: u16) -> TrainingEvent {
    TrainingParticipationRecorded {
        partner: id(partner),
        count,
    }
    .into()
}

fn cancel(cancelled_on: Date) -> CancelTraining {
    CancelTraining {
        training: id(1),
        reason: Some(text(104, "Zu wenige Anmeldungen")),
        cancelled_on,
    }
}

fn cancelled(cancelled_on: Date) -> TrainingEvent {
    TrainingCancelled {
        reason: Some(id(104)),
        cancelled_on,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<TrainingReplacement>) -> CorrectTraining {
    CorrectTraining {
        training: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

#[test]
fn every_event_of_a_training_has_a_sample() {
    crate::events::check_events::<TrainingEvent>();
}

#[test]
fn mtg_27_a_training_is_needed_and_planned() {
    happens::<Training>(vec![], need(), vec![needed()]);
    let command = TrainingCommand::from(need());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec![], vec![100, 101])
    );
    makes(command);
    let training = after::<Training>(vec![needed()], plan_again());
    assert_eq!(training.title, Some(id(100)), "it keeps its title");
    let on = |day| training.state_on(day);
    assert_eq!(on(date(2024, 1, 14)), None);
    assert_eq!(on(JANUARY), Some(TrainingState::Needed));
    assert_eq!(on(date(2024, 2, 4)), Some(TrainingState::Needed));
    assert_eq!(on(FEBRUARY), Some(TrainingState::Planned));
    assert_eq!(training.plan_on(date(2024, 2, 4)), None);
    assert_eq!(training.plan_on(FEBRUARY).unwrap().begins_on, HELD);
    let command = TrainingCommand::from(plan_again());
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![103]));
    is_for_one(command);
    let refusal = refused_by::<Training>(office(), vec![], plan_again());
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOT_FOUND", Some("MTG-27"))
    );
    assert_eq!(
        refused::<Training>(vec![needed()], need()).0,
        "ALREADY_EXISTS"
    );
}

#[test]
fn mtg_27_a_training_is_planned_without_a_recorded_need() {
    happens::<Training>(vec![], plan(), vec![planned()]);
    let command = TrainingCommand::from(plan());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec![], vec![102, 103])
    );
    makes(command);
    assert_eq!(
        refused::<Training>(vec![needed()], plan()).0,
        "ALREADY_EXISTS"
    );
    let unnamed = PlanTraining {
        title: None,
        ..plan()
    };
    assert_eq!(
        refused::<Training>(vec![], unnamed),
        ("TITLE_MISSING", Some("title"), facts! {})
    );
    let both = PlanTraining {
        id: Some(id(2)),
        ..plan_again()
    };
    assert_eq!(
        TrainingCommand::from(both.clone()).target(),
        Some(Uuid::from_u128(1))
    );
    assert_eq!(
        refused::<Training>(vec![needed()], both),
        ("TRAINING_NAMED_TWICE", Some("id"), facts! {})
    );
}

#[test]
fn mtg_27_a_training_is_planned_anew() {
    let given = || vec![needed(), planned()];
    repeated::<Training>(given(), plan_again());
    let moved = PlanTraining {
        begins_on: AHEAD,
        ends_on: None,
        place: None,
        planned_on: HELD,
        ..plan_again()
    };
    let training = after::<Training>(given(), moved.clone());
    assert_eq!(training.plan_on(HELD).unwrap().begins_on, AHEAD);
    assert_eq!(training.plan_on(FEBRUARY).unwrap().begins_on, HELD);
    let renamed = PlanTraining {
        title: Some(text(110, "Kinderschutz")),
        ..plan_again()
    };
    let events = state::<Training>(given()).decide(&renamed.into(), &office());
    let training: Training = state([given(), events.unwrap()].concat());
    assert_eq!(training.title, Some(id(110)));
    // What was planned and cancelled is not planned again by telling the same.
    let gone = [given(), vec![cancelled(HELD)]].concat();
    assert_eq!(
        refused::<Training>(gone, plan_again()).0,
        "TRAINING_CANCELLED"
    );
    for (command, expected) in [
        (
            PlanTraining {
                planned_on: date(2024, 2, 4),
                ..moved.clone()
            },
            (
                "DATE_TOO_EARLY",
                Some("plannedOn"),
                facts! { "date" => "2024-02-04", "notBefore" => "2024-02-05" },
            ),
        ),
        (
            PlanTraining {
                begins_on: date(2024, 5, 12),
                ..moved.clone()
            },
            (
                "DATE_TOO_EARLY",
                Some("beginsOn"),
                facts! { "date" => "2024-05-12", "notBefore" => "2024-05-13" },
            ),
        ),
        (
            PlanTraining {
                ends_on: Some(date(2024, 6, 9)),
                ..moved.clone()
            },
            (
                "DATE_TOO_EARLY",
                Some("endsOn"),
                facts! { "date" => "2024-06-09", "notBefore" => "2024-06-10" },
            ),
        ),
        (
            PlanTraining {
                planned_on: TODAY.tomorrow().unwrap(),
                ..moved.clone()
            },
            (
                "DATE_IN_FUTURE",
                Some("plannedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
        (
            PlanTraining {
                place: Some(text(103, "zwei\nZeilen")),
                ..moved.clone()
            },
            (
                "NOT_A_LINE",
                Some("place"),
                facts! { "length" => 11, "allowed" => 200 },
            ),
        ),
        (
            PlanTraining {
                title: Some(text(102, "zwei\nZeilen")),
                ..moved.clone()
            },
            (
                "NOT_A_LINE",
                Some("title"),
                facts! { "length" => 11, "allowed" => 200 },
            ),
        ),
    ] {
        assert_eq!(refused::<Training>(given(), command), expected);
    }
    let one_day = PlanTraining {
        begins_on: HELD,
        ends_on: Some(HELD),
        ..moved
    };
    assert_eq!(
        after::<Training>(given(), one_day)
            .plan_on(HELD)
            .unwrap()
            .begins_on,
        HELD
    );
    let title = RecordTrainingNeed {
        title: text(100, "zwei\nZeilen"),
        ..need()
    };
    assert_eq!(refused::<Training>(vec![], title).1, Some("title"));
    let ahead = RecordTrainingNeed {
        noted_on: AHEAD,
        ..need()
    };
    assert_eq!(refused::<Training>(vec![], ahead).1, Some("notedOn"));
}

#[test]
fn mtg_27_a_training_that_was_planned_is_held() {
    happens::<Training>(vec![planned()], hold(HELD), vec![held(HELD)]);
    let gone = || vec![planned(), held(HELD)];
    repeated::<Training>(gone(), hold(HELD));
    let command = TrainingCommand::from(hold(HELD));
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![]));
    is_for_one(command);
    let training: Training = state(gone());
    assert_eq!(
        training.state_on(date(2024, 5, 12)),
        Some(TrainingState::Planned)
    );
    assert_eq!(training.state_on(HELD), Some(TrainingState::Held));
    assert_eq!(training.held_on(), Some(HELD));
    assert_eq!(state::<Training>([planned()]).held_on(), None);
    let already = (
        "TRAINING_HELD",
        Some("training"),
        facts! { "heldOn" => "2024-05-13" },
    );
    let again = PlanTraining {
        planned_on: TODAY,
        begins_on: AHEAD,
        ends_on: None,
        ..plan_again()
    };
    for command in [
        TrainingCommand::from(hold(TODAY)),
        cancel(HELD).into(),
        again.into(),
    ] {
        assert_eq!(refused::<Training>(gone(), command), already);
    }
    for (given, command, code, field) in [
        (
            vec![needed()],
            hold(HELD),
            "TRAINING_NOT_PLANNED",
            "training",
        ),
        (
            vec![planned()],
            hold(date(2024, 2, 4)),
            "DATE_TOO_EARLY",
            "heldOn",
        ),
        (vec![planned()], hold(AHEAD), "DATE_IN_FUTURE", "heldOn"),
    ] {
        let refusal = refused::<Training>(given, command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
    assert_eq!(refused::<Training>(vec![needed()], hold(HELD)).2, facts! {});
}

#[test]
fn mtg_27_participation_is_a_number_per_institution() {
    let given = || vec![planned(), held(HELD)];
    happens::<Training>(given(), count(1, 4), vec![counted(1, 4)]);
    let known = || [given(), vec![counted(1, 4), counted(4, 1)]].concat();
    repeated::<Training>(known(), count(1, 4));
    let training: Training = state(known());
    assert_eq!(training.participants(), (5, 2));
    let training = after::<Training>(known(), count(1, 7));
    assert_eq!(
        training.participants(),
        (8, 2),
        "a later number replaces the former"
    );
    let command = TrainingCommand::from(count(1, 4));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["partner"], vec![])
    );
    is_for_one(command);
    for (given, command, expected) in [
        (
            given(),
            count(9, 4),
            (
                "PARTNER_UNKNOWN",
                Some("partner"),
                facts! { "id" => id::<PartnerId>(9) },
            ),
        ),
        (
            given(),
            count(1, 0),
            (
                "NOBODY_COUNTED",
                Some("count"),
                facts! { "count" => 0, "min" => 1 },
            ),
        ),
        (
            vec![planned()],
            count(1, 4),
            ("TRAINING_NOT_HELD", Some("training"), facts! {}),
        ),
        (
            vec![planned(), cancelled(HELD)],
            count(1, 4),
            ("TRAINING_NOT_HELD", Some("training"), facts! {}),
        ),
    ] {
        assert_eq!(refused::<Training>(given, command), expected);
    }
}

#[test]
fn mtg_27_a_training_that_is_needed_or_planned_is_cancelled() {
    for given in [vec![needed()], vec![planned()]] {
        happens::<Training>(given, cancel(HELD), vec![cancelled(HELD)]);
    }
    let gone = || vec![planned(), cancelled(HELD)];
    repeated::<Training>(gone(), cancel(HELD));
    let command = TrainingCommand::from(cancel(HELD));
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![104]));
    is_for_one(command);
    let training: Training = state(gone());
    assert_eq!(training.state_on(HELD), Some(TrainingState::Cancelled));
    assert_eq!(
        (training.held_on(), training.cancel_reason),
        (None, Some(id(104)))
    );
    let already = (
        "TRAINING_CANCELLED",
        Some("training"),
        facts! { "cancelledOn" => "2024-05-13" },
    );
    for command in [TrainingCommand::from(cancel(TODAY)), hold(HELD).into()] {
        assert_eq!(refused::<Training>(gone(), command), already);
    }
    let early = refused::<Training>(vec![planned()], cancel(date(2024, 2, 4)));
    assert_eq!((early.0, early.1), ("DATE_TOO_EARLY", Some("cancelledOn")));
    let ahead = refused::<Training>(vec![planned()], cancel(AHEAD));
    assert_eq!((ahead.0, ahead.1), ("DATE_IN_FUTURE", Some("cancelledOn")));
}

#[test]
fn mtg_27_every_fact_of_a_training_is_corrected() {
    use TrainingReplacement as Instead;
    let given = || vec![needed(), planned(), held(HELD), counted(1, 4)];
    let earlier = RecordTrainingNeed {
        noted_on: date(2024, 1, 8),
        ..need()
    };
    let training = after::<Training>(
        given(),
        correct(1, Some(Instead::RecordTrainingNeed(earlier))),
    );
    assert_eq!(
        training.state_on(date(2024, 1, 8)),
        Some(TrainingState::Needed)
    );
    let elsewhere = PlanTraining {
        kind: TrainingKind::Attended,
        ..plan_again()
    };
    let training = after::<Training>(given(), correct(2, Some(Instead::PlanTraining(elsewhere))));
    assert_eq!(training.plan_on(HELD).unwrap().kind, TrainingKind::Attended);
    let second = Instead::HoldTraining(hold(date(2024, 5, 14)));
    let training = after::<Training>(given(), correct(3, Some(second)));
    assert_eq!(training.held_on(), Some(date(2024, 5, 14)));
    let command = TrainingCommand::from(correct(
        4,
        Some(Instead::RecordTrainingParticipation(count(2, 4))),
    ));
    let training = after::<Training>(given(), command.clone());
    assert_eq!(training.participation, [(id(2), 4)].into());
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["partner"], vec![300])
    );
    is_for_one(command);
    let training = after::<Training>(given(), correct(4, None));
    assert_eq!(training.participants(), (0, 0));
    let later = Instead::CancelTraining(cancel(TODAY));
    let gone = vec![planned(), cancelled(HELD)];
    let training = after::<Training>(gone, correct(2, Some(later)));
    assert_eq!(training.state_on(HELD), Some(TrainingState::Planned));
    let command = TrainingCommand::from(correct(1, Some(Instead::PlanTraining(plan()))));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec![], vec![102, 103, 300])
    );
    let striking = TrainingCommand::from(correct(4, None));
    assert_eq!((kinds(&striking), entries(&striking)), (vec![], vec![300]));
}

#[test]
fn mtg_27_a_correction_leaves_facts_that_fit_each_other() {
    use TrainingReplacement as Instead;
    let given = || vec![needed(), planned(), held(HELD), counted(1, 4)];
    let late = RecordTrainingNeed {
        noted_on: HELD,
        ..need()
    };
    for (command, code, field) in [
        (correct(2, None), "TRAINING_NOT_PLANNED", "training"),
        (correct(3, None), "TRAINING_NOT_HELD", "training"),
        (
            correct(1, Some(Instead::RecordTrainingNeed(late))),
            "DATE_TOO_EARLY",
            "plannedOn",
        ),
        (
            correct(3, Some(Instead::HoldTraining(hold(AHEAD)))),
            "DATE_IN_FUTURE",
            "heldOn",
        ),
        (correct(1, None), "FIRST_FACT_STAYS", "replacement"),
    ] {
        let refusal = refused::<Training>(given(), command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
}

fn interval(text: &str) -> Interval {
    text.to_owned().try_into().expect("an interval")
}

/// S2: „einmal jährlich“.
fn leverkusen() -> MeetingsPolicy {
    let words =
        "einmal jährlich standortübergreifend eine Fortbildung rund um das Thema Kinderschutz";
    MeetingsPolicy {
        training: Sourced::stated(policy::Training::Recurring, "S2", "4.3.2", words),
        training_interval: Sourced::stated(interval("P1Y"), "S2", "4.3.2", "einmal jährlich"),
        ..silent()
    }
}

fn held_in(day: Date, topic: TrainingTopic) -> Training {
    state([planned_for(day, topic), held(day)])
}

fn child_protection(day: Date) -> Training {
    held_in(day, TrainingTopic::ChildProtection)
}

#[test]
fn mtg_27_a_training_counts_for_the_year_of_its_first_day() {
    let last = child_protection(date(2023, 12, 31));
    assert!(last.counts_for(2023) && !last.counts_for(2024));
    assert!(child_protection(date(2024, 1, 1)).counts_for(2024));
    assert!(!state::<Training>([planned()]).counts_for(2024));
}

#[test]
fn rem_19_a_year_without_the_recurring_training_is_found_from_30_september_on() {
    let found = |trainings: &[Training], day| yearly(trainings, 2024, &leverkusen(), day).finding;
    assert_eq!(found(&[], date(2024, 9, 29)), None);
    let finding = found(&[], date(2024, 9, 30)).expect("it is late");
    assert_eq!(
        (finding.code, finding.rule, finding.severity),
        ("YEARLY_TRAINING_MISSING", "MTG-27", FindingSeverity::Task)
    );
    assert_eq!(
        finding.sentence,
        "Im Jahr 2024 gab es noch keine Fortbildung zum Kinderschutz."
    );
    assert_eq!(finding.facts, facts! { "year" => 2024 });
    assert!(
        found(&[], date(2025, 3, 1)).is_some(),
        "a year that is over stays late"
    );
    let other = held_in(HELD, TrainingTopic::Other);
    let before = child_protection(date(2023, 12, 31));
    let after = child_protection(date(2025, 1, 1));
    assert!(found(&[other, before, after], date(2025, 3, 1)).is_some());
    for day in [date(2024, 1, 1), date(2024, 9, 30), date(2024, 12, 31)] {
        assert_eq!(found(&[child_protection(day)], date(2024, 12, 31)), None);
    }
}

#[test]
fn rem_19_what_is_held_later_is_not_known_yet() {
    let training = [child_protection(date(2024, 10, 1))];
    let day = date(2024, 9, 30);
    let late = yearly(&training, 2024, &leverkusen(), day);
    assert_eq!((late.held.len(), late.due), (0, true));
    assert_eq!(late.planned, Some(date(2024, 10, 1)));
    let finding = late.finding.expect("it is late");
    assert_eq!(finding.severity, FindingSeverity::Warning);
    assert_eq!(
        finding.sentence,
        "Im Jahr 2024 gab es noch keine Fortbildung zum Kinderschutz; geplant ist sie für den 01.10.2024."
    );
    assert_eq!(
        finding.facts,
        facts! { "year" => 2024, "planned" => "2024-10-01" }
    );
    let then = yearly(&training, 2024, &leverkusen(), date(2024, 10, 1));
    assert_eq!(then.held, [date(2024, 10, 1)]);
    assert_eq!((then.planned, then.finding), (None, None));
    let several = [child_protection(date(2024, 6, 4)), child_protection(HELD)];
    let both = yearly(&several, 2024, &leverkusen(), day);
    assert_eq!(both.held, [HELD, date(2024, 6, 4)]);
}

#[test]
fn rem_19_only_the_next_day_of_the_year_is_planned() {
    let at = |day| state::<Training>([planned_for(day, TrainingTopic::ChildProtection)]);
    let planned = |trainings: &[Training], day| yearly(trainings, 2024, &leverkusen(), day).planned;
    let autumn = [at(date(2024, 11, 4)), at(date(2024, 10, 7))];
    assert_eq!(planned(&autumn, date(2024, 9, 30)), Some(date(2024, 10, 7)));
    assert_eq!(planned(&autumn, date(2024, 10, 7)), Some(date(2024, 10, 7)));
    assert_eq!(planned(&autumn, date(2024, 10, 8)), Some(date(2024, 11, 4)));
    assert_eq!(
        planned(&autumn, date(2024, 2, 4)),
        None,
        "nobody had planned them"
    );
    assert_eq!(planned(&[at(date(2025, 1, 7))], date(2024, 9, 30)), None);
    let gone: Training = state([
        planned_for(date(2024, 10, 7), TrainingTopic::ChildProtection),
        cancelled(TODAY),
    ]);
    assert_eq!(planned(&[gone], date(2024, 9, 30)), None);
}

#[test]
fn rem_19_no_year_owes_what_nobody_says() {
    let october = date(2024, 10, 1);
    let needed = "im Bedarfsfall organisiert/ besucht";
    let inferred = |policy: MeetingsPolicy, what: &str| MeetingsPolicy {
        training: if what == "training" {
            Sourced::inferred_from(policy::Training::Recurring, "S2", "4", "jährlich", "wir")
        } else {
            policy.training.clone()
        },
        training_interval: if what == "interval" {
            Sourced::inferred_from(interval("P1Y"), "S2", "4", "jährlich", "wir")
        } else {
            policy.training_interval.clone()
        },
        ..policy
    };
    for (policy, due, status, severity) in [
        (
            leverkusen(),
            true,
            Status::Stated,
            Some(FindingSeverity::Task),
        ),
        (
            inferred(leverkusen(), "training"),
            true,
            Status::Inferred,
            Some(FindingSeverity::Warning),
        ),
        (
            inferred(leverkusen(), "interval"),
            true,
            Status::Inferred,
            Some(FindingSeverity::Warning),
        ),
        (
            MeetingsPolicy {
                training_interval: Sourced::unstated(),
                ..leverkusen()
            },
            false,
            Status::Unstated,
            None,
        ),
        (
            MeetingsPolicy {
                training: Sourced::stated(policy::Training::WhenNeeded, "S4", "1", needed),
                ..leverkusen()
            },
            false,
            Status::Stated,
            None,
        ),
        (silent(), false, Status::Unstated, None),
    ] {
        let year = yearly(&[], 2024, &policy, october);
        assert_eq!((year.year, year.due, year.status), (2024, due, status));
        assert_eq!(year.finding.map(|finding| finding.severity), severity);
    }
}

#[test]
fn rem_19_a_longer_interval_owes_one_only_when_it_is_over() {
    let every_two = MeetingsPolicy {
        training_interval: Sourced::stated(interval("P2Y"), "S2", "4.3.2", "alle zwei Jahre"),
        ..leverkusen()
    };
    let due = |last: Date, year| {
        yearly(
            &[child_protection(last)],
            year,
            &every_two,
            date(2026, 12, 31),
        )
        .due
    };
    assert!(!due(date(2023, 1, 1), 2024));
    assert!(due(date(2022, 12, 31), 2024));
    // The last one before the year decides, not an earlier one and not one in it.
    let [first, last] = [date(2020, 5, 4), date(2022, 5, 9)].map(child_protection);
    let late = child_protection(date(2023, 5, 8));
    let held = child_protection(date(2024, 5, 6));
    let year = |trainings: &[Training]| {
        let year = yearly(trainings, 2024, &every_two, date(2024, 12, 31));
        (year.due, year.held)
    };
    let may = vec![date(2024, 5, 6)];
    assert_eq!(year(&[last.clone(), held.clone()]), (true, may.clone()));
    assert_eq!(year(&[first, late, last, held]), (false, may));
}

#[test]
fn rem_19_an_interval_that_ends_beyond_the_calendar_owes_none() {
    let mut policy = leverkusen();
    policy.training_interval = Sourced::stated(interval("P9000Y"), "S1", "1", "…");
    let before = [child_protection(date(2023, 12, 31))];
    assert!(!yearly(&before, 2024, &policy, date(2024, 12, 31)).due);
}
