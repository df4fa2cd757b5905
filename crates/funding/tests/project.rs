//! Projects of districts: FUN-02, FUN-07.

use funding::Project;
use funding::project::*;
use jiff::civil::date;
use kernel::{Claim, Date, DomainCommand};

use crate::fixtures::*;

const FIRST: Date = date(2016, 1, 1);

fn establish() -> EstablishProject {
    EstablishProject {
        id: Some(id(1)),
        name: text(100, "Stadtteilprojekt Süd"),
        region: Some(id(1)),
        steering_group: Some(id(1)),
        established_on: FIRST,
    }
}

fn steered_by(body: u128, since: Date) -> SetProjectSteeringGroup {
    SetProjectSteeringGroup {
        project: id(1),
        body: id(body),
        since,
    }
}

fn add(partner: u128, since: Date) -> AddProjectOperator {
    AddProjectOperator {
        project: id(1),
        partner: id(partner),
        since,
    }
}

fn remove(partner: u128, since: Date) -> RemoveProjectOperator {
    RemoveProjectOperator {
        project: id(1),
        partner: id(partner),
        since,
    }
}

fn staff(meeting: u128, outcome: u128) -> RecordStaffUse {
    RecordStaffUse {
        project: id(1),
        meeting: id(meeting),
        outcome: id(outcome),
        text: text(102, "Projektkoordination, montags im Laden"),
        since: APRIL,
    }
}

fn end(ended_on: Date) -> EndProject {
    EndProject {
        project: id(1),
        ended_on,
    }
}

fn given() -> Vec<ProjectEvent> {
    vec![established(Some(1))]
}

#[test]
fn every_event_of_a_project_has_a_sample() {
    crate::events::check_events::<ProjectEvent>();
}

#[test]
fn fun_02_a_project_is_established_with_its_name_in_the_vault() {
    assert_eq!(decided::<Project>(&[], establish()), given());
    let mut command = ProjectCommand::from(EstablishProject {
        id: None,
        ..establish()
    });
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["region", "body"], vec![100])
    );
    assert_eq!(
        command.claims(),
        [Claim::of_name("project-name", "Stadtteilprojekt Süd")]
    );
    assert!(command.creates() && command.target().is_none());
    command.assign(uuid::Uuid::from_u128(9));
    assert_eq!(command.target(), Some(uuid::Uuid::from_u128(9)));
    assert_eq!(
        refused::<Project>(&given(), establish()).0,
        "ALREADY_EXISTS"
    );
    assert_eq!(refused::<Project>(&[], end(TODAY)).0, "NOT_FOUND");
    let unknown = EstablishProject {
        region: Some(id(9)),
        ..establish()
    };
    assert_eq!(
        refused::<Project>(&[], unknown),
        ("REGION_UNKNOWN", Some("region"), "FUN-02")
    );
    let unknown = EstablishProject {
        steering_group: Some(id(9)),
        ..establish()
    };
    assert_eq!(refused::<Project>(&[], unknown).1, Some("steeringGroup"));
}

#[test]
fn fun_07_the_steering_group_of_a_day_is_the_one_told_for_it() {
    let later = after::<Project>(&given(), steered_by(2, MARCH));
    let project: Project = state(later);
    assert_eq!(project.steering_group_on(date(2018, 3, 11)), Some(id(1)));
    assert_eq!(project.steering_group_on(MARCH), Some(id(2)));
    assert_eq!(
        refused::<Project>(&given(), steered_by(9, MARCH)).0,
        "BODY_UNKNOWN"
    );
    let early = steered_by(2, date(2015, 12, 31));
    assert_eq!(refused::<Project>(&given(), early).0, "DATE_TOO_EARLY");
}

#[test]
fn fun_02_operators_change_over_time() {
    let first = after::<Project>(&given(), add(1, FIRST));
    let second = after::<Project>(&first, add(2, MARCH));
    let third = after::<Project>(&second, remove(1, APRIL));
    let project: Project = state(third);
    assert_eq!(project.operators_on(FIRST), [id(1)]);
    assert_eq!(project.operators_on(MARCH), [id(1), id(2)]);
    assert_eq!(project.operators_on(APRIL), [id(2)]);
    assert_eq!(
        refused::<Project>(&given(), remove(1, APRIL)),
        ("NO_PROJECT_OPERATOR", Some("partner"), "FUN-02")
    );
    assert_eq!(
        refused::<Project>(&given(), add(9, APRIL)).0,
        "PARTNER_UNKNOWN"
    );
}

#[test]
fn fun_07_the_use_of_staff_rests_on_an_outcome_of_the_steering_group() {
    let used: Project = state(after::<Project>(&given(), staff(1, 1)));
    assert_eq!(used.staff_use_on(APRIL).unwrap().outcome, id(1));
    assert_eq!(used.staff_use_on(MARCH), None);
    let command = ProjectCommand::from(staff(1, 1));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![102])
    );
    for (command, code) in [
        (staff(2, 4), "OUTCOME_OF_OTHER_BODY"),
        (staff(1, 3), "OUTCOME_DECIDES_NOTHING"),
        (staff(3, 1), "MEETING_NOT_HELD"),
    ] {
        let refused = refused::<Project>(&given(), command);
        assert_eq!((refused.0, refused.2), (code, "FUN-07"));
    }
    let early = RecordStaffUse {
        since: date(2018, 3, 1),
        ..staff(1, 1)
    };
    assert_eq!(refused::<Project>(&given(), early).0, "DATE_TOO_EARLY");
}

#[test]
fn fun_02_a_project_ends_once_and_nothing_happens_to_it_afterwards() {
    let ended = after::<Project>(&given(), end(MARCH));
    let project: Project = state(ended.clone());
    assert!(project.runs_on(MARCH) && !project.runs_on(date(2018, 3, 13)));
    assert!(project.runs_in(2018) && !project.runs_in(2019) && !project.runs_in(2015));
    assert_eq!(refused::<Project>(&ended, add(1, APRIL)).0, "PROJECT_ENDED");
    assert_eq!(
        refused::<Project>(&ended, end(APRIL)),
        ("PROJECT_ENDED", Some("endedOn"), "FUN-02")
    );
}

#[test]
fn fun_02_a_mistake_is_corrected_and_the_facts_after_it_still_hold() {
    let given = [given(), decided::<Project>(&given(), add(1, FIRST))].concat();
    let correct = |fact, replacement| CorrectProject {
        project: id(1),
        fact,
        reason: text(103, "Verschrieben"),
        replacement,
    };
    let later = EstablishProject {
        established_on: date(2017, 1, 1),
        ..establish()
    };
    let later = correct(1, Some(ProjectReplacement::EstablishProject(later)));
    assert_eq!(refused::<Project>(&given, later).0, "DATE_TOO_EARLY");
    let struck: Project = state(after::<Project>(&given, correct(2, None)));
    assert!(struck.operators_on(TODAY).is_empty());
    let renamed = RenameProject {
        project: id(1),
        name: text(104, "Stadtteilprojekt Nord"),
        since: MARCH,
    };
    let renamed: Project = state([&given[..], &decided::<Project>(&given, renamed)].concat());
    assert_eq!(renamed.name_on(MARCH), Some(id(104)));
    assert_eq!(renamed.name_on(FIRST), Some(id(100)));
}
