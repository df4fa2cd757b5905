//! What was recorded of a recommendation is corrected, struck and restored, and stays whole.

use cqrs_es::Aggregate;
use kernel::{BodyId, Date, DomainCommand, Role, facts};
use meetings::recommendation::*;
use meetings::{RecommendationCommand, RecommendationEvent};

use crate::fixtures::*;
use crate::recommendation_fixtures::*;

fn step(from: Addressee, to: Addressee, on: Date) -> Option<RecommendationReplacement> {
    let command = forward(from, to, on);
    Some(RecommendationReplacement::ForwardRecommendation(command))
}

/// Raised by body 5; passed on to body 6 (fact 2) and from there to the council (3), which got it (4) and answered
/// (5); presented (6) and closed (7).
fn closed_one() -> Vec<RecommendationEvent> {
    vec![
        raised_by(5),
        forwarded(body(5), body(6), MARCH_9),
        forwarded(body(6), organ("rat"), MARCH_16),
        received(organ("rat"), MARCH_16),
        answered(organ("rat"), AnswerKind::Adopted, MAY),
        presented(organ("rat")),
        closed(JUNE),
    ]
}

#[test]
fn mtg_19_a_step_is_corrected_after_the_end() {
    let mut live = recommendation(closed_one());
    let command = RecommendationCommand::from(correct(2, step(body(5), body(6), RAISED)));
    let ctx = ctx_as(&silent(), Role::Coordinator, network());
    for event in live.decide(&command, &ctx).unwrap() {
        live.apply(event);
    }
    assert_eq!(live.steps()[0].forwarded_on, RAISED);
    assert_eq!(live.steps().len(), 2, "what followed still stands");
    assert_eq!(live.closed_on, Some(JUNE));
    assert_eq!(live.decide(&command, &ctx).unwrap(), []);
    for event in live.decide(&correct(7, None).into(), &ctx).unwrap() {
        live.apply(event);
    }
    assert_eq!(live.closed_on, None);
    assert_eq!(live.history.len(), 9);
}

#[test]
fn mtg_19_a_correction_leaves_facts_that_fit_each_other() {
    let given = closed_one();
    let too_early =
        |date: Date, not_before: Date| facts! { "date" => date, "notBefore" => not_before };
    let answers = |on| {
        let command = answer(organ("rat"), AnswerKind::Adopted, on);
        Some(RecommendationReplacement::RecordRecommendationAnswer(
            command,
        ))
    };
    let later = RaiseRecommendation {
        raised_on: MARCH_16,
        ..raise()
    };
    for (command, code, expected) in [
        (
            correct(2, None),
            "SENDER_DOES_NOT_HAVE_IT",
            facts! { "from" => body(6) },
        ),
        (
            correct(3, None),
            "NOT_FORWARDED_TO",
            facts! { "addressee" => organ("rat") },
        ),
        (
            correct(5, None),
            "NOTHING_TO_PRESENT",
            facts! { "from" => organ("rat"), "day" => JUNE },
        ),
        (
            correct(2, step(body(5), body(6), MAY)),
            "DATE_TOO_EARLY",
            too_early(MARCH_16, MAY),
        ),
        (
            correct(3, step(body(6), organ("rat"), MAY)),
            "DATE_TOO_EARLY",
            too_early(MARCH_16, MAY),
        ),
        (
            correct(2, step(body(5), organ("rat"), MARCH_9)),
            "SENDER_DOES_NOT_HAVE_IT",
            facts! { "from" => body(6) },
        ),
        (
            correct(5, answers(TODAY)),
            "NOTHING_TO_PRESENT",
            facts! { "from" => organ("rat"), "day" => JUNE },
        ),
        (
            correct(
                1,
                Some(RecommendationReplacement::RaiseRecommendation(later)),
            ),
            "DATE_TOO_EARLY",
            too_early(MARCH_9, MARCH_16),
        ),
        (correct(1, None), "FIRST_FACT_STAYS", facts! { "fact" => 1 }),
        (
            correct(9, None),
            "FACT_UNKNOWN",
            facts! { "fact" => 9, "recorded" => 7 },
        ),
    ] {
        assert_eq!(refused(&given, command), (code, expected));
    }
}

#[test]
fn mtg_17_it_does_not_become_another_bodys_while_steps_or_a_subgroup_hang_on_it() {
    let other = |meeting, body| {
        let command = RaiseRecommendation {
            meeting: id(meeting),
            body: id(body),
            ..raise()
        };
        Some(RecommendationReplacement::RaiseRecommendation(command))
    };
    assert_eq!(
        refused(&[raised_by(1), assigned(MARCH_9)], correct(1, other(1, 5))),
        ("NOT_A_SUBGROUP", facts! { "subgroup" => id::<BodyId>(2) })
    );
    let given = [raised_by(1), assigned(MARCH_9), returned(MARCH_16)];
    assert_eq!(
        refused(&given, correct(2, None)),
        ("NOT_IN_SUBGROUP", facts! {})
    );
    let steps = [raised_by(5), forwarded(body(5), body(6), MARCH_9)];
    assert_eq!(
        refused(&steps, correct(1, other(2, 1))),
        ("SENDER_DOES_NOT_HAVE_IT", facts! { "from" => body(5) })
    );
}

#[test]
fn a_correction_reads_and_keeps_what_its_replacement_does() {
    let command = RecommendationCommand::from(correct(
        1,
        Some(RecommendationReplacement::RaiseRecommendation(raise())),
    ));
    assert_eq!(
        command.reads(),
        RecommendationCommand::from(raise()).reads()
    );
    let kept: Vec<_> = command.entries().iter().map(|entry| entry.id).collect();
    assert_eq!(kept, [id(100), id(101), id(300)]);
    assert_eq!((command.target(), command.creates()), (Some(id(1)), false));
    let struck = RecommendationCommand::from(correct(2, None));
    assert_eq!((struck.reads(), struck.entries().len()), (vec![], 1));
    assert_eq!(struck.recorded_on(), None);
}
