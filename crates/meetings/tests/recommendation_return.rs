//! Recommendations: prepared by a subgroup, presented, ended, and what their commands carry (MTG-13, MTG-17, MTG-19).

use jiff::civil::date;
use kernel::{BodyId, CommandSet, DomainCommand, Role, StreamId, facts};
use meetings::recommendation::*;
use meetings::{KnownBody, RecommendationCommand, RecommendationEvent};
use serde_json::json;

use crate::events::check_events;
use crate::fixtures::*;
use crate::recommendation_fixtures::*;

#[test]
fn mtg_17_a_subgroup_of_the_body_prepares_it_and_gives_it_back() {
    let given = vec![raised_by(1)];
    assert_eq!(happens(&given, assign(2, RAISED)), [assigned(RAISED)]);
    for (subgroup, by) in [(2, 5), (5, 1)] {
        assert_eq!(
            refused(&[raised_by(by)], assign(subgroup, MARCH_9)),
            (
                "NOT_A_SUBGROUP",
                facts! { "subgroup" => id::<BodyId>(subgroup) }
            )
        );
    }
    assert_eq!(refused(&given, assign(9, MARCH_9)).0, "BODY_UNKNOWN");
    assert_eq!(
        refused(&given, assign(2, date(2020, 3, 1))),
        too_early("2020-03-01", "2020-03-02")
    );
    assert_eq!(
        refused(&given, give_back(MARCH_9)),
        ("NOT_IN_SUBGROUP", facts! {})
    );
    let given = [&given[..], &[assigned(MARCH_9)]].concat();
    assert_eq!(
        refused(&given, assign(2, MARCH_16)),
        (
            "ALREADY_IN_SUBGROUP",
            facts! { "subgroup" => id::<BodyId>(2), "assignedOn" => MARCH_9 }
        )
    );
    assert_eq!(happens(&given, give_back(MARCH_9)), [returned(MARCH_9)]);
    assert_eq!(
        refused(&given, give_back(date(2020, 3, 8))),
        too_early("2020-03-08", "2020-03-09")
    );
    let given = [&given[..], &[returned(MARCH_16)]].concat();
    assert_eq!(happens(&given, assign(2, MARCH_16)), [assigned(MARCH_16)]);
    assert_eq!(
        refused(&given, assign(2, date(2020, 3, 15))),
        too_early("2020-03-15", "2020-03-16")
    );
    let live = recommendation(given);
    assert_eq!(live.preparations[0].text, Some(id(104)));
    let other = KnownBody {
        parent: Some(id(1)),
        ..known_body(None, None)
    };
    let mut facts = network();
    facts.bodies.insert(id(8), other);
    let ctx = ctx_as(&silent(), Role::Coordinator, facts);
    let again = live.decide(&assign(8, MARCH_16).into(), &ctx).unwrap();
    assert_eq!(again.len(), 1, "another subgroup may go on");
    let one_day = recommendation([raised_by(1), assigned(MARCH_9), returned(MARCH_9)]);
    let again = one_day.decide(&assign(8, MARCH_9).into(), &ctx).unwrap();
    assert_eq!(again.len(), 1, "also on the same day");
}

#[test]
fn mtg_13_what_came_back_is_presented_in_a_meeting_that_was_held() {
    let circle = body(6);
    let given = vec![raised_by(5), forwarded(body(5), circle.clone(), MARCH_9)];
    assert_eq!(
        refused(&given, present(circle.clone(), 15)),
        (
            "NOTHING_TO_PRESENT",
            facts! { "from" => circle, "day" => JUNE }
        )
    );
    let on = |day| {
        let answer = answered(body(6), AnswerKind::Noted, day);
        [&given[..], &[answer]].concat()
    };
    assert_eq!(
        happens(&on(JUNE), present(body(6), 15)),
        [presented(body(6))]
    );
    let given = on(date(2020, 6, 9));
    for (from, meeting, code) in [
        (6, 15, "NOTHING_TO_PRESENT"),
        (5, 15, "NOTHING_TO_PRESENT"),
        (6, 16, "MEETING_NOT_HELD"),
        (6, 11, "MEETING_OF_OTHER_BODY"),
        (6, 99, "MEETING_UNKNOWN"),
    ] {
        assert_eq!(refused(&given, present(body(from), meeting)).0, code);
    }
    let (_, expected) = refused(&given, present(body(6), 16));
    assert_eq!(expected, facts! { "beginsOn" => "2020-06-15" });
    let (_, expected) = refused(&given, present(body(6), 11));
    assert_eq!(expected, facts! { "bodyOfMeeting" => id::<BodyId>(1) });
    let given = [
        raised_by(5),
        forwarded(body(5), body(6), MARCH_9),
        forwarded(body(5), organ("rat"), MARCH_9),
        answered(body(6), AnswerKind::Noted, MAY),
        answered(organ("rat"), AnswerKind::Noted, MAY),
        presented(body(6)),
    ];
    for other in [present(organ("rat"), 15), present(body(6), 17)] {
        assert_eq!(happens(&given, other).len(), 1);
    }
    let given = [raised_by(1), assigned(MARCH_9), returned(MAY), closed(JUNE)];
    let events = happens(&given, present(body(2), 11));
    assert_eq!(events.len(), 1, "also what a subgroup prepared");
}

#[test]
fn mtg_19_the_end_comes_after_everything_that_is_recorded() {
    let day = date(2020, 9, 1);
    let to = || organ("rat");
    let early = || forwarded(body(1), to(), MARCH_9);
    for facts in [
        vec![forwarded(body(1), to(), day)],
        vec![early(), received(to(), day)],
        vec![early(), answered(to(), AnswerKind::Noted, day)],
        vec![assigned(day)],
        vec![assigned(MARCH_9), returned(day)],
    ] {
        let given = [vec![raised_by(1)], facts].concat();
        assert_eq!(happens(&given, close(day)), [closed(day)]);
        assert_eq!(happens(&given, withdraw(day)), [withdrawn(day)]);
        let before = day.yesterday().unwrap();
        let expected = too_early("2020-08-31", "2020-09-01");
        assert_eq!(refused(&given, close(before)), expected);
        assert_eq!(refused(&given, withdraw(before)), expected);
    }
    assert_eq!(
        refused(&[raised_by(1)], close(date(2020, 3, 1))),
        too_early("2020-03-01", "2020-03-02")
    );
}

#[test]
fn mtg_19_after_the_end_nothing_more_happens() {
    let given = [
        raised_by(1),
        forwarded(body(1), body(6), MARCH_9),
        assigned(MARCH_9),
    ];
    for (end, code, expected) in [
        (
            withdrawn(MAY),
            "RECOMMENDATION_WITHDRAWN",
            facts! { "withdrawnOn" => MAY },
        ),
        (
            closed(MAY),
            "RECOMMENDATION_CLOSED",
            facts! { "closedOn" => MAY },
        ),
    ] {
        let given = [&given[..], &[end]].concat();
        for command in [
            RecommendationCommand::from(forward(body(6), organ("rat"), JUNE)),
            receive(body(6), JUNE).into(),
            answer(body(6), AnswerKind::Noted, JUNE).into(),
            assign(2, JUNE).into(),
            give_back(JUNE).into(),
            withdraw(JUNE).into(),
            close(JUNE).into(),
        ] {
            assert_eq!(refused(&given, command), (code, expected.clone()));
        }
    }
}

#[test]
fn mtg_19_no_fact_lies_ahead_and_none_is_told_of_what_is_not_there() {
    let ahead = TODAY.tomorrow().unwrap();
    let given = [raised_by(1), forwarded(body(1), body(6), MARCH_9)];
    for command in [
        RecommendationCommand::from(forward(body(1), organ("rat"), ahead)),
        receive(body(6), ahead).into(),
        answer(body(6), AnswerKind::Noted, ahead).into(),
        assign(2, ahead).into(),
        give_back(ahead).into(),
        withdraw(ahead).into(),
        close(ahead).into(),
    ] {
        let (_, day) = command.recorded_on().unwrap();
        assert_eq!(day, ahead);
        assert_eq!(refused(&given, command.clone()).0, "DATE_IN_FUTURE");
        assert_eq!(refused(&[], close(TODAY)), ("NOT_FOUND", facts! {}));
        assert_eq!(command.target(), Some(id(1)));
        assert!(!command.creates());
    }
    assert_eq!(happens(&given, close(TODAY)), [closed(TODAY)]);
}

#[test]
fn a_command_says_what_it_reads_and_what_the_vault_keeps() {
    let stream = |kind, n| StreamId::new(kind, id::<uuid::Uuid>(n));
    let letter = Some(text(102, "Anbei die Empfehlung."));
    let (circle, committee) = (body(6), organ("jha"));
    let with_letter = ForwardRecommendation {
        letter,
        ..forward(body(5), circle.clone(), MARCH_9)
    };
    let with_text = RecordRecommendationAnswer {
        text: Some(text(103, "Wir greifen das auf.")),
        ..answer(circle.clone(), AnswerKind::Noted, MAY)
    };
    for (command, reads, entries) in [
        (
            RecommendationCommand::from(with_letter),
            vec![stream("body", 5), stream("body", 6)],
            vec![id(102)],
        ),
        (
            forward(circle.clone(), committee.clone(), MAY).into(),
            vec![stream("body", 6)],
            vec![],
        ),
        (
            forward(circle.clone(), circle.clone(), MAY).into(),
            vec![stream("body", 6)],
            vec![],
        ),
        (receive(circle.clone(), MAY).into(), vec![], vec![]),
        (with_text.into(), vec![], vec![id(103)]),
        (
            present(circle, 15).into(),
            vec![stream("meeting", 15)],
            vec![],
        ),
        (assign(2, MAY).into(), vec![stream("body", 2)], vec![]),
        (give_back(MAY).into(), vec![], vec![id(104)]),
        (withdraw(MAY).into(), vec![], vec![id(105)]),
        (close(MAY).into(), vec![], vec![]),
    ] {
        let kept: Vec<_> = command.entries().iter().map(|entry| entry.id).collect();
        assert_eq!((command.reads(), kept), (reads, entries));
        assert_eq!(command.target(), Some(id(1)));
    }
}

#[test]
fn an_addressee_is_a_body_or_an_organ_and_never_free_text() {
    let read = |to| {
        let command = json!({
            "recommendation": id::<uuid::Uuid>(1),
            "from": { "body": id::<uuid::Uuid>(5) },
            "to": to,
            "forwardedOn": "2020-03-09",
        });
        RecommendationCommand::read("forward-recommendation", command)
    };
    assert_eq!(
        read(json!({ "organ": "rat" })).unwrap(),
        forward(body(5), organ("rat"), MARCH_9).into()
    );
    for bad in [
        json!({ "organ": "Der Rat" }),
        json!({ "name": "rat" }),
        json!("rat"),
    ] {
        assert!(read(bad).is_err());
    }
}

#[test]
fn every_event_of_a_recommendation_has_a_sample_without_free_text() {
    check_events::<RecommendationEvent>();
}
