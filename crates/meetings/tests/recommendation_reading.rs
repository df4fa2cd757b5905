//! What holds of a recommendation on a day, and what an overview shows of it (MTG-13, MTG-19, REM-12).

use jiff::civil::date;
use kernel::{Date, facts};
use meetings::findings::FindingSeverity;
use meetings::recommendation::*;
use meetings::{Recommendation, RecommendationEvent};

use crate::fixtures::id;
use crate::recommendation_fixtures::*;

fn before(day: Date) -> Date {
    day.yesterday().expect("a day")
}

fn with(facts: impl IntoIterator<Item = RecommendationEvent>) -> Recommendation {
    recommendation([raised_by(5)].into_iter().chain(facts))
}

#[test]
fn mtg_19_it_is_as_far_as_the_step_that_is_furthest_behind() {
    let (group, circle, council) = (body(5), body(6), organ("rat"));
    let live = with([
        forwarded(group.clone(), circle.clone(), MARCH_9),
        received(circle.clone(), MARCH_16),
        answered(circle.clone(), AnswerKind::Noted, MAY),
        forwarded(group, council.clone(), JUNE),
        received(council.clone(), date(2020, 6, 15)),
        answered(council, AnswerKind::Adopted, date(2020, 6, 22)),
        closed(date(2020, 6, 29)),
    ]);
    let mut state = None;
    for (day, next) in [
        (RAISED, RecommendationState::Raised),
        (MARCH_9, RecommendationState::Forwarded),
        (MARCH_16, RecommendationState::Received),
        (MAY, RecommendationState::Answered),
        (JUNE, RecommendationState::Forwarded),
        (date(2020, 6, 15), RecommendationState::Received),
        (date(2020, 6, 22), RecommendationState::Answered),
        (date(2020, 6, 29), RecommendationState::Closed),
    ] {
        assert_eq!(live.state_on(before(day)), state, "before {day}");
        state = Some(next);
        assert_eq!(live.state_on(day), state, "on {day}");
    }
    let gone = with([forwarded(body(5), circle, MARCH_9), withdrawn(MAY)]);
    assert_eq!(
        (gone.state_on(before(MAY)), gone.state_on(MAY)),
        (
            Some(RecommendationState::Forwarded),
            Some(RecommendationState::Withdrawn)
        )
    );
    let two = with([
        forwarded(body(5), body(6), MARCH_9),
        forwarded(body(5), body(7), MARCH_9),
        received(body(7), MARCH_9),
    ]);
    assert_eq!(two.state_on(MARCH_9), Some(RecommendationState::Forwarded));
}

#[test]
fn mtg_21_who_passed_it_on_owes_no_answer_any_more() {
    let live = with([
        forwarded(body(5), body(6), RAISED),
        forwarded(body(6), organ("rat"), MARCH_9),
        answered(organ("rat"), AnswerKind::Noted, MAY),
    ]);
    let waiting = |day| -> Vec<_> {
        let steps = live.unanswered(day);
        steps.into_iter().map(|step| step.to.clone()).collect()
    };
    assert_eq!(waiting(before(RAISED)), []);
    assert_eq!(waiting(before(MARCH_9)), [body(6)]);
    assert_eq!(waiting(MARCH_9), [organ("rat")]);
    assert_eq!(waiting(before(MAY)), [organ("rat")]);
    assert_eq!(waiting(MAY), []);
    let starts = |from: &Addressee| live.steps_from(from).count();
    assert_eq!(
        (starts(&body(5)), starts(&body(6)), starts(&organ("rat"))),
        (1, 1, 0)
    );
    assert_eq!(live.steps().len(), 2);
    for end in [withdrawn(MAY), closed(MAY)] {
        let ended = with([forwarded(body(5), body(6), MARCH_9), end]);
        assert_eq!(
            (
                ended.unanswered(before(MAY)).len(),
                ended.unanswered(MAY).len()
            ),
            (1, 0)
        );
    }
}

#[test]
fn mtg_17_it_is_where_somebody_has_to_do_something() {
    let live = recommendation([
        raised_by(1),
        assigned(MARCH_9),
        returned(MARCH_16),
        forwarded(body(1), body(6), MAY),
        forwarded(body(1), organ("rat"), MAY),
        assigned(date(2020, 5, 18)),
        returned(date(2020, 5, 25)),
        answered(body(6), AnswerKind::Noted, JUNE),
        answered(organ("rat"), AnswerKind::Noted, date(2020, 6, 15)),
        closed(date(2020, 6, 22)),
    ]);
    let mut places = vec![];
    for (day, next) in [
        (RAISED, vec![body(1)]),
        (MARCH_9, vec![body(2)]),
        (MARCH_16, vec![body(1)]),
        (MAY, vec![body(6), organ("rat")]),
        (date(2020, 5, 18), vec![body(2), body(6), organ("rat")]),
        (date(2020, 5, 25), vec![body(6), organ("rat")]),
        (JUNE, vec![organ("rat")]),
        (date(2020, 6, 15), vec![body(1)]),
        (date(2020, 6, 22), vec![]),
    ] {
        assert_eq!(live.where_on(before(day)), places, "before {day}");
        places = next;
        assert_eq!(live.where_on(day), places, "on {day}");
    }
    let open = recommendation([raised_by(1), assigned(MARCH_9)]);
    assert_eq!(open.where_on(MAY), [body(2)]);
}

#[test]
fn mtg_19_it_is_open_from_the_day_on_which_it_was_raised() {
    let live = with([
        forwarded(body(5), body(6), MARCH_9),
        received(body(6), MARCH_16),
        answered(body(6), AnswerKind::Noted, MAY),
    ]);
    let open = |day| (live.open_since(day), live.age_days(day));
    assert_eq!(open(before(RAISED)), (None, None));
    assert_eq!(open(RAISED), (Some(RAISED), Some(0)));
    assert_eq!(open(MARCH_9), (Some(RAISED), Some(7)));
    assert_eq!(open(before(MAY)), (Some(RAISED), Some(69)));
    assert_eq!(open(MAY), (None, None));
    for end in [withdrawn(MAY), closed(MAY)] {
        assert_eq!(with([end]).age_days(MAY), None);
    }
}

#[test]
fn mtg_19_of_several_answers_the_latest_holds() {
    let live = with([
        forwarded(body(5), body(6), MARCH_9),
        answered(body(6), AnswerKind::Adopted, JUNE),
        answered(body(6), AnswerKind::Noted, MAY),
        answered(body(6), AnswerKind::Partly, JUNE),
    ]);
    let holds = |day| live.steps()[0].answer_on(day).map(|answer| answer.answer);
    assert_eq!(holds(before(MAY)), None);
    assert_eq!(holds(MAY), Some(AnswerKind::Noted));
    assert_eq!(holds(before(JUNE)), Some(AnswerKind::Noted));
    assert_eq!(holds(JUNE), Some(AnswerKind::Partly));
}

#[test]
fn mtg_13_what_came_back_waits_for_the_bodys_next_meeting() {
    let back = |from: &Addressee, came_on| Return {
        from: from.clone(),
        came_on,
    };
    let (circle, council) = (body(6), organ("rat"));
    let after = date(2020, 6, 9);
    let live = with([
        forwarded(body(5), circle.clone(), MARCH_9),
        forwarded(body(5), council.clone(), MARCH_9),
        answered(circle.clone(), AnswerKind::Noted, JUNE),
        answered(circle.clone(), AnswerKind::Adopted, after),
        answered(council.clone(), AnswerKind::Noted, MAY),
        presented(circle.clone()),
        withdrawn(after),
    ]);
    assert_eq!(live.answers_to_present(before(MAY)), []);
    assert_eq!(live.answers_to_present(before(JUNE)), [back(&council, MAY)]);
    assert_eq!(
        live.answers_to_present(JUNE),
        [back(&council, MAY)],
        "the meeting saw the answer of its own day"
    );
    assert_eq!(
        live.answers_to_present(after),
        [back(&circle, after), back(&council, MAY)],
        "also after the end"
    );
    let unseen = with([
        forwarded(body(5), circle.clone(), MARCH_9),
        answered(circle.clone(), AnswerKind::Noted, MAY),
        presented(circle.clone()),
    ]);
    assert_eq!(
        unseen.answers_to_present(before(JUNE)),
        [back(&circle, MAY)]
    );
    assert_eq!(unseen.answers_to_present(JUNE), []);
}

#[test]
fn mtg_17_what_a_subgroup_prepared_waits_for_its_parents_agenda() {
    let live = recommendation([raised_by(1), assigned(MARCH_9), returned(MAY)]);
    assert_eq!(live.answers_to_present(before(MAY)), []);
    assert_eq!(
        live.answers_to_present(MAY),
        [Return {
            from: body(2),
            came_on: MAY
        }]
    );
}

#[test]
fn mtg_19_a_step_without_an_answer_is_a_task_after_180_days() {
    let live = with([
        forwarded(body(5), organ("rat"), MARCH_9),
        forwarded(body(5), body(6), MARCH_16),
    ]);
    let last = date(2020, 9, 5);
    assert_eq!(live.steps()[0].waiting_days(last), UNANSWERED_DAYS);
    assert_eq!(unanswered_findings(&live, last), []);
    let [finding] = &unanswered_findings(&live, date(2020, 9, 6))[..] else {
        panic!("one step is late");
    };
    assert_eq!(
        (finding.code, finding.rule, finding.severity),
        ("RECOMMENDATION_UNANSWERED", "REM-12", FindingSeverity::Task)
    );
    assert_eq!(
        finding.facts,
        facts! { "to" => organ("rat"), "forwardedOn" => MARCH_9, "days" => 181 }
    );
    assert_eq!(
        finding.sentence,
        "Die Empfehlung ist seit dem 09.03.2020 weitergeleitet und nach 181 Tagen noch nicht beantwortet."
    );
    assert_eq!(unanswered_findings(&live, date(2020, 9, 13)).len(), 2);
}

#[test]
fn a_recommendation_is_stored_and_read_alike() {
    let live = with([
        forwarded(body(5), organ("rat"), MARCH_9),
        answered(organ("rat"), AnswerKind::Noted, MAY),
    ]);
    let stored = serde_json::to_string(&live).unwrap();
    let read: Recommendation = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, live);
    assert_eq!(
        (read.body, read.meeting, read.outcome, read.title, read.text),
        (
            Some(id(5)),
            Some(id(1)),
            Some(id(1)),
            Some(id(100)),
            Some(id(101))
        )
    );
    assert_eq!(read.kind, Some(RecommendationKind::MeasureRecommendation));
}
