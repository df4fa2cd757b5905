//! The register of goals: EVA-06.

use evaluation::Goal;
use evaluation::goal::*;
use jiff::civil::date;
use kernel::Date;

use crate::fixtures::*;

const SET: Date = date(2011, 3, 1);

fn guiding() -> SetGoal {
    SetGoal {
        id: Some(id(1)),
        kind: GoalKind::Guiding,
        number: None,
        parent: None,
        text: text(100, "Frühe Hilfen fördern die Lebenschancen"),
        body: Some(id(1)),
        meeting: Some(id(1)),
        set_on: SET,
    }
}

fn intermediate(number: u16) -> SetGoal {
    SetGoal {
        id: Some(id(10 + u128::from(number))),
        kind: GoalKind::Intermediate,
        number: Some(number),
        parent: Some(id(1)),
        text: text(100, "„Zugehen statt Abwarten“"),
        ..guiding()
    }
}

fn set(command: SetGoal) -> Goal {
    after(&Goal::default(), command)
}

fn link(linked_on: Date) -> LinkGoalIndicator {
    LinkGoalIndicator {
        goal: id(1),
        indicator: id(1),
        linked_on,
    }
}

fn assess(assessed_on: Date) -> AssessGoal {
    AssessGoal {
        goal: id(1),
        assessment: GoalAssessment::PartlyReached,
        text: Some(text(101, "Trend gebrochen")),
        meeting: Some(id(1)),
        assessed_on,
    }
}

fn reword(reworded_on: Date) -> RewordGoal {
    RewordGoal {
        goal: id(1),
        text: text(102, "Neue Worte"),
        reworded_on,
    }
}

fn retire(retired_on: Date) -> RetireGoal {
    RetireGoal {
        goal: id(1),
        reason: text(103, "Erledigt"),
        retired_on,
    }
}

#[test]
fn eva_06_one_guiding_goal_and_six_intermediate_ones_make_the_register() {
    let mut goals = vec![(id(1), set(guiding()))];
    for number in [6, 1, 2, 3, 4, 5] {
        goals.push((id(10 + u128::from(number)), set(intermediate(number))));
    }
    let listed = || goals.iter().map(|(id, goal)| (*id, goal));
    let register = goal_register(listed(), TODAY);
    let numbers: Vec<_> = register.iter().map(|line| line.number).collect();
    assert_eq!(
        numbers,
        [None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)]
    );
    assert_eq!(register[0].kind, GoalKind::Guiding);
    assert!(goal_register(listed(), SET.yesterday().expect("a day")).is_empty());
    // Nothing measures them yet.
    let findings = goal_findings(listed(), TODAY);
    assert_eq!(
        (findings.len(), findings[0].code),
        (7, "GOAL_WITHOUT_INDICATOR")
    );
}

#[test]
fn eva_06_an_intermediate_goal_serves_a_guiding_one() {
    let none = Goal::default();
    let with = |kind, parent: Option<u128>| SetGoal {
        kind,
        parent: parent.map(id),
        ..intermediate(1)
    };
    for (command, code) in [
        (with(GoalKind::Intermediate, None), "GUIDING_GOAL_MISSING"),
        (with(GoalKind::Intermediate, Some(2)), "PARENT_NOT_GUIDING"),
        (with(GoalKind::Intermediate, Some(9)), "GOAL_UNKNOWN"),
        (
            with(GoalKind::Guiding, Some(1)),
            "GUIDING_GOAL_HAS_NO_PARENT",
        ),
    ] {
        assert_eq!(
            refused(&none, command),
            (code, Some("parent"), Some("EVA-06"))
        );
    }
    let zero = SetGoal {
        number: Some(0),
        ..intermediate(1)
    };
    assert_eq!(refused(&none, zero).0, "NUMBER_FROM_ONE");
    let elsewhere = SetGoal {
        body: Some(id(9)),
        ..guiding()
    };
    assert_eq!(refused(&none, elsewhere).0, "BODY_UNKNOWN");
    let before = SetGoal {
        set_on: date(2011, 2, 28),
        ..guiding()
    };
    assert_eq!(refused(&none, before).0, "DATE_TOO_EARLY");
    let command = GoalCommand::from(intermediate(1));
    assert_eq!(reads(&command), ["goal", "body", "meeting"]);
    makes(command);
    // Corrected into its own servant, it would serve nobody.
    let correct = CorrectGoal {
        goal: id(1),
        fact: 1,
        reason: text(300, "Falsche Art"),
        replacement: Some(GoalReplacement::SetGoal(intermediate(1))),
    };
    assert_eq!(refused(&set(guiding()), correct).0, "PARENT_NOT_GUIDING");
}

#[test]
fn eva_06_series_of_figures_are_linked_to_a_goal() {
    let goal = set(guiding());
    let unknown = LinkGoalIndicator {
        indicator: id(9),
        ..link(PAPER)
    };
    assert_eq!(refused(&goal, unknown).0, "INDICATOR_UNKNOWN");
    let unlink = UnlinkGoalIndicator {
        goal: id(1),
        indicator: id(1),
        unlinked_on: TODAY,
    };
    assert_eq!(refused(&goal, unlink.clone()).0, "INDICATOR_NOT_LINKED");
    let linked = after(&goal, link(PAPER));
    repeated(&linked, link(PAPER));
    assert!(goal_findings([(id(1), &linked)], TODAY).is_empty());
    let unlinked = after(&linked, unlink.clone());
    repeated(&unlinked, unlink);
    let on = |day| {
        unlinked
            .line_on(id(1), day)
            .expect("it is pursued")
            .indicators
    };
    assert_eq!((on(PAPER), on(TODAY)), (vec![id(1)], vec![]));
}

#[test]
fn eva_06_how_far_a_goal_is_reached_is_said_by_people_and_kept_by_day() {
    let goal = after(&set(guiding()), assess(PAPER));
    let reached = AssessGoal {
        assessment: GoalAssessment::Reached,
        ..assess(TODAY)
    };
    let goal = after(&goal, reached);
    let on = |day| goal.line_on(id(1), day).and_then(|line| line.standing);
    let said = |day| on(day).map(|(since, standing)| (since, standing.assessment));
    assert_eq!(said(date(2015, 1, 1)), None);
    assert_eq!(
        said(date(2016, 2, 1)),
        Some((PAPER, GoalAssessment::PartlyReached))
    );
    assert_eq!(said(TODAY), Some((TODAY, GoalAssessment::Reached)));
    let reworded = after(&goal, reword(PAPER));
    let text_on = |day| reworded.line_on(id(1), day).and_then(|line| line.text);
    assert_eq!(
        (text_on(SET), text_on(PAPER)),
        (Some(id(100)), Some(id(102)))
    );
}

#[test]
fn eva_06_a_retired_goal_is_in_the_register_of_its_days_alone() {
    let goal = after(&set(guiding()), link(PAPER));
    assert_eq!(refused(&goal, retire(date(2015, 1, 1))).0, "DATE_TOO_EARLY");
    let retired = after(&goal, retire(TODAY));
    repeated(&retired, retire(TODAY));
    let other = LinkGoalIndicator {
        indicator: id(2),
        ..link(TODAY)
    };
    assert_eq!(refused(&retired, other).0, "GOAL_RETIRED");
    let servant = set(intermediate(1));
    let goals = [(id(1), &retired), (id(11), &servant)];
    assert_eq!(goal_register(goals, PAPER).len(), 2);
    // What served it is still shown.
    assert_eq!(goal_register(goals, TODAY).len(), 1);
}

#[test]
fn eva_06_what_is_told_of_a_goal_needs_it_and_lies_not_ahead() {
    let goal = set(guiding());
    handled::<Goal>(guiding());
    assert_eq!(refused(&Goal::default(), link(PAPER)).0, "NOT_FOUND");
    assert_eq!(refused(&goal, guiding()).0, "ALREADY_EXISTS");
    let ahead = link(TODAY.tomorrow().expect("a day"));
    let refusal = refused(&goal, ahead);
    assert_eq!((refusal.0, refusal.1), ("DATE_IN_FUTURE", Some("linkedOn")));
    let in_no_meeting = AssessGoal {
        meeting: Some(id(9)),
        ..assess(PAPER)
    };
    assert_eq!(refused(&goal, in_no_meeting).0, "MEETING_UNKNOWN");
    // Before it was set it was no goal.
    let before = SET.yesterday().expect("a day");
    let linked = after(&goal, link(SET));
    let unlink = UnlinkGoalIndicator {
        goal: id(1),
        indicator: id(1),
        unlinked_on: before,
    };
    for command in [
        GoalCommand::from(link(before)),
        assess(before).into(),
        reword(before).into(),
        unlink.into(),
    ] {
        assert_eq!(refused(&linked, command).0, "DATE_TOO_EARLY");
    }
}

#[test]
fn eva_06_an_assessment_is_told_again_where_day_grade_and_meeting_are_the_same() {
    let goal = after(&set(guiding()), assess(PAPER));
    repeated(&goal, assess(PAPER));
    let next_day = PAPER.tomorrow().expect("a day");
    let elsewhere = AssessGoal {
        meeting: None,
        ..assess(PAPER)
    };
    let better = AssessGoal {
        assessment: GoalAssessment::Reached,
        ..assess(PAPER)
    };
    for other in [assess(next_day), elsewhere, better] {
        after(&goal, other);
    }
}

#[test]
fn eva_06_what_was_until_a_goal_was_retired_may_be_told_later() {
    let retired = after(&set(guiding()), retire(TODAY));
    after(&retired, link(TODAY.yesterday().expect("a day")));
    assert_eq!(refused(&retired, link(TODAY)).0, "GOAL_RETIRED");
    let earlier = TODAY.yesterday().expect("a day");
    let refusal = refused(&retired, retire(earlier));
    assert_eq!(refusal.0, "GOAL_RETIRED");
}

#[test]
fn eva_06_the_register_shows_each_intermediate_goal_below_the_one_that_it_serves() {
    let other = SetGoal {
        number: Some(2),
        ..guiding()
    };
    let first = SetGoal {
        number: Some(1),
        ..guiding()
    };
    let (one, two) = (set(first), set(other));
    let servant = set(intermediate(9));
    let goals = [(id(1), &one), (id(2), &two), (id(19), &servant)];
    let lines = goal_register(goals, TODAY).into_iter();
    let shown: Vec<_> = lines.map(|line| line.goal).collect();
    assert_eq!(shown, [1, 19, 2].map(id));
}

#[test]
fn eva_06_a_correction_holds_what_was_told_since_to_it() {
    let correct = |fact, replacement| CorrectGoal {
        goal: id(1),
        fact,
        reason: text(300, "Falscher Tag"),
        replacement,
    };
    let linked = after(&set(guiding()), link(PAPER));
    let later = SetGoal {
        set_on: TODAY,
        ..guiding()
    };
    let later = correct(1, Some(GoalReplacement::SetGoal(later)));
    // The figures were linked before.
    assert_eq!(refused(&linked, later).0, "DATE_TOO_EARLY");
    let command = GoalCommand::from(correct(
        2,
        Some(GoalReplacement::LinkGoalIndicator(link(TODAY))),
    ));
    assert_eq!(
        (reads(&command), entries(&command)),
        (vec!["indicator"], vec![300])
    );
    assert!(goal_findings([(id(1), &after(&linked, command))], TODAY).is_empty());
    // A goal of another kind may serve it, itself alone cannot.
    let servant = set(intermediate(1));
    let moved = SetGoal {
        number: Some(2),
        ..intermediate(1)
    };
    let moved = CorrectGoal {
        goal: id(11),
        ..correct(1, Some(GoalReplacement::SetGoal(moved)))
    };
    assert_eq!(after(&servant, moved).number, Some(2));
}

#[test]
fn eva_06_commands_on_goals_name_what_they_read_and_bring_along() {
    let unlink = UnlinkGoalIndicator {
        goal: id(1),
        indicator: id(1),
        unlinked_on: TODAY,
    };
    let brings = |command: GoalCommand| (reads(&command), entries(&command));
    assert_eq!(brings(guiding().into()).1, [100]);
    assert_eq!(brings(link(PAPER).into()), (vec!["indicator"], vec![]));
    assert_eq!(brings(unlink.into()), (vec!["indicator"], vec![]));
    assert_eq!(brings(assess(PAPER).into()), (vec!["meeting"], vec![101]));
    assert_eq!(brings(reword(PAPER).into()), (vec![], vec![102]));
    assert_eq!(brings(retire(PAPER).into()), (vec![], vec![103]));
}
