//! Recommendations: raised, forwarded, received and answered (MTG-19, MTG-21).

use jiff::civil::date;
use kernel::{
    BodyId, Claim, CommandSet, DecisionRef, DomainCommand, Refusal, Role, Sourced, StreamId, facts,
};
use meetings::policy::{MeetingDuty, Target, TargetKind};
use meetings::recommendation::*;
use meetings::{MeetingsPolicy, RecommendationCommand};

use crate::fixtures::*;
use crate::recommendation_fixtures::*;

#[test]
fn mtg_19_a_body_raises_what_its_meeting_recommended() {
    assert_eq!(happens(&[], raise()), [raised_by(5)]);
    let command = RecommendationCommand::from(raise());
    assert_eq!(
        command.reads(),
        [
            StreamId::new("meeting", id::<uuid::Uuid>(1)),
            StreamId::new("body", id::<uuid::Uuid>(5)),
        ]
    );
    assert!(command.creates());
    assert_eq!(command.entries().len(), 2);
    let mut unnamed = RecommendationCommand::from(RaiseRecommendation {
        id: None,
        text: None,
        ..raise()
    });
    assert_eq!((unnamed.target(), unnamed.entries().len()), (None, 1));
    unnamed.assign(id(9));
    assert_eq!(unnamed.target(), Some(id(9)));
    assert_eq!(refused(&[raised_by(5)], raise()).0, "ALREADY_EXISTS");
}

#[test]
fn mtg_19_only_what_a_meeting_of_the_body_recommended_is_raised() {
    let line = |title: &str| RaiseRecommendation {
        title: text(100, title),
        ..raise()
    };
    for (command, code, expected) in [
        (
            RaiseRecommendation {
                meeting: id(9),
                ..raise()
            },
            "MEETING_UNKNOWN",
            facts! { "id" => id::<uuid::Uuid>(9) },
        ),
        (
            RaiseRecommendation {
                body: id(9),
                ..raise()
            },
            "BODY_UNKNOWN",
            facts! { "id" => id::<uuid::Uuid>(9) },
        ),
        (
            RaiseRecommendation {
                body: id(6),
                ..raise()
            },
            "BODY_NOT_OF_MEETING",
            facts! { "bodyOfMeeting" => id::<BodyId>(5) },
        ),
        (
            RaiseRecommendation {
                outcome: id(9),
                ..raise()
            },
            "OUTCOME_UNKNOWN",
            facts! { "id" => id::<uuid::Uuid>(9) },
        ),
        (
            RaiseRecommendation {
                outcome: id(2),
                ..raise()
            },
            "OUTCOME_NOT_A_RECOMMENDATION",
            facts! { "kind" => "decision" },
        ),
        (
            line("zwei\nZeilen"),
            "NOT_A_LINE",
            facts! { "length" => 11, "allowed" => 200 },
        ),
        (
            RaiseRecommendation {
                raised_on: date(2020, 3, 1),
                ..raise()
            },
            "DATE_TOO_EARLY",
            facts! { "date" => "2020-03-01", "notBefore" => "2020-03-02" },
        ),
        (
            RaiseRecommendation {
                raised_on: TODAY.tomorrow().unwrap(),
                ..raise()
            },
            "DATE_IN_FUTURE",
            facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
        ),
    ] {
        assert_eq!(refused(&[], command), (code, expected));
    }
}

#[test]
fn mtg_19_it_is_passed_on_received_and_answered() {
    let (group, circle) = (body(5), body(6));
    let mut given = vec![raised_by(5)];
    let with_letter = ForwardRecommendation {
        letter: Some(text(102, "Anbei die Empfehlung.")),
        ..forward(group.clone(), circle.clone(), MARCH_9)
    };
    let event = RecommendationForwarded {
        from: group.clone(),
        to: circle.clone(),
        forwarded_on: MARCH_9,
        via: None,
        letter: Some(id(102)),
    };
    assert_eq!(happens(&given, with_letter), [event.clone().into()]);
    given.push(event.into());
    let receipt = receive(circle.clone(), MARCH_16);
    assert_eq!(
        happens(&given, receipt),
        [received(circle.clone(), MARCH_16)]
    );
    given.push(received(circle.clone(), MARCH_16));
    let with_text = RecordRecommendationAnswer {
        text: Some(text(103, "Wir greifen das auf.")),
        ..answer(circle.clone(), AnswerKind::Partly, MAY)
    };
    let event = RecommendationAnswered {
        from: circle,
        answer: AnswerKind::Partly,
        decision: None,
        text: Some(id(103)),
        answered_on: MAY,
    };
    assert_eq!(happens(&given, with_text), [event.into()]);
}

#[test]
fn mtg_19_what_was_told_before_is_told_again_without_an_event() {
    let circle = body(6);
    let given = [
        raised_by(5),
        forwarded(body(5), circle.clone(), MARCH_9),
        received(circle.clone(), MARCH_16),
        answered(circle.clone(), AnswerKind::Noted, MAY),
        answered(circle.clone(), AnswerKind::Adopted, JUNE),
        presented(circle.clone()),
        closed(JUNE),
    ];
    for again in [
        RecommendationCommand::from(forward(body(5), circle.clone(), MARCH_9)),
        receive(circle.clone(), MARCH_16).into(),
        answer(circle.clone(), AnswerKind::Noted, MAY).into(),
        answer(circle.clone(), AnswerKind::Adopted, JUNE).into(),
        present(circle.clone(), 15).into(),
        close(JUNE).into(),
    ] {
        assert_eq!(happens(&given, again), []);
    }
    let (to, via) = (body(6), Some(MeetingDuty::YouthOffice));
    let decision = Some(decision(MAY));
    for other in [
        RecommendationCommand::from(forward(body(5), circle.clone(), MARCH_16)),
        forward(organ("rat"), to.clone(), MARCH_9).into(),
        forward(body(5), organ("rat"), MARCH_9).into(),
        ForwardRecommendation {
            via,
            ..forward(body(5), to, MARCH_9)
        }
        .into(),
        receive(circle.clone(), MAY).into(),
        answer(circle.clone(), AnswerKind::Noted, JUNE).into(),
        answer(circle.clone(), AnswerKind::Partly, MAY).into(),
        RecordRecommendationAnswer {
            decision,
            ..answer(circle, AnswerKind::Noted, MAY)
        }
        .into(),
        close(MAY).into(),
    ] {
        assert_eq!(refused(&given, other).0, "RECOMMENDATION_CLOSED");
    }
    let given = [raised_by(1), assigned(MARCH_9), returned(MARCH_16)];
    assert_eq!(happens(&given, assign(2, MARCH_9)), []);
    assert_eq!(happens(&given, give_back(MARCH_16)), []);
    assert_eq!(
        refused(&given, give_back(MAY)),
        ("NOT_IN_SUBGROUP", facts! {})
    );
    let given = [raised_by(5), withdrawn(MAY)];
    assert_eq!(happens(&given, withdraw(MAY)), []);
}

#[test]
fn mtg_21_only_who_has_it_passes_it_on_and_nobody_gets_it_twice() {
    let given = [raised_by(5), forwarded(body(5), body(6), MARCH_9)];
    assert_eq!(
        refused(&given, forward(organ("rat"), body(7), MARCH_16)),
        ("SENDER_DOES_NOT_HAVE_IT", facts! { "from" => organ("rat") })
    );
    assert_eq!(
        refused(&given, forward(body(5), body(6), MARCH_16)),
        (
            "ADDRESSEE_HAS_IT",
            facts! { "to" => body(6), "since" => MARCH_9 }
        )
    );
    for from in [5, 6] {
        assert_eq!(
            refused(&given, forward(body(from), body(5), MARCH_16)),
            (
                "ADDRESSEE_HAS_IT",
                facts! { "to" => body(5), "since" => RAISED }
            )
        );
    }
    let on = |from, day| forward(from, organ("rat"), day);
    assert_eq!(happens(&given, on(body(5), RAISED)).len(), 1);
    assert_eq!(
        refused(&given, on(body(5), date(2020, 3, 1))),
        too_early("2020-03-01", "2020-03-02")
    );
    assert_eq!(happens(&given, on(body(6), MARCH_9)).len(), 1);
    assert_eq!(
        refused(&given, on(body(6), date(2020, 3, 8))),
        too_early("2020-03-08", "2020-03-09")
    );
    let given = [&given[..], &[received(body(6), MARCH_16)]].concat();
    assert_eq!(happens(&given, on(body(6), MARCH_16)).len(), 1);
    assert_eq!(
        refused(&given, on(body(6), date(2020, 3, 15))),
        too_early("2020-03-15", "2020-03-16")
    );
}

#[test]
fn mtg_19_a_receipt_lies_between_the_step_and_what_followed() {
    let given = vec![raised_by(5), forwarded(body(5), body(6), MARCH_9)];
    assert_eq!(
        refused(&given, receive(organ("rat"), MARCH_9)),
        ("NOT_FORWARDED_TO", facts! { "addressee" => organ("rat") })
    );
    assert_eq!(happens(&given, receive(body(6), MARCH_9)).len(), 1);
    assert_eq!(
        refused(&given, receive(body(6), date(2020, 3, 8))),
        too_early("2020-03-08", "2020-03-09")
    );
    let passed_on = forwarded(body(6), organ("rat"), MARCH_16);
    let answers = answered(body(6), AnswerKind::Noted, MARCH_16);
    for acted in [passed_on, answers] {
        let given = [&given[..], &[acted]].concat();
        assert_eq!(happens(&given, receive(body(6), MARCH_16)).len(), 1);
        assert_eq!(
            refused(&given, receive(body(6), date(2020, 3, 17))),
            (
                "RECEIPT_TOO_LATE",
                facts! { "receivedOn" => "2020-03-17", "actedOn" => "2020-03-16" }
            )
        );
    }
    let given = [&given[..], &[received(body(6), MARCH_16)]].concat();
    assert_eq!(
        refused(&given, receive(body(6), MARCH_9)),
        ("ALREADY_RECEIVED", facts! { "receivedOn" => MARCH_16 })
    );
}

#[test]
fn mtg_19_an_answer_needs_a_step_and_comes_after_it() {
    let given = vec![raised_by(5), forwarded(body(5), body(6), MARCH_9)];
    let on = |day| answer(body(6), AnswerKind::Noted, day);
    assert_eq!(
        refused(&given, answer(body(5), AnswerKind::Noted, MAY)),
        ("NOT_FORWARDED_TO", facts! { "addressee" => body(5) })
    );
    assert_eq!(happens(&given, on(MARCH_9)).len(), 1);
    assert_eq!(
        refused(&given, on(date(2020, 3, 8))),
        too_early("2020-03-08", "2020-03-09")
    );
    let given = [&given[..], &[received(body(6), MARCH_16)]].concat();
    assert_eq!(happens(&given, on(MARCH_16)).len(), 1);
    assert_eq!(
        refused(&given, on(date(2020, 3, 15))),
        too_early("2020-03-15", "2020-03-16")
    );
}

#[test]
fn mtg_19_an_answers_decision_is_one_and_was_taken_before() {
    let given = [raised_by(5), forwarded(body(5), organ("jha"), MARCH_9)];
    let with = |decision| RecordRecommendationAnswer {
        decision: Some(decision),
        ..answer(organ("jha"), AnswerKind::Adopted, MAY)
    };
    assert_eq!(happens(&given, with(decision(MAY))).len(), 1);
    assert_eq!(
        refused(&given, with(decision(date(2020, 5, 12)))),
        too_early("2020-05-11", "2020-05-12")
    );
    let number = DecisionRef {
        number: "Vorlage 12".to_owned(),
        ..decision(MAY)
    };
    let named = DecisionRef {
        organ: "Rat".to_owned(),
        ..decision(MAY)
    };
    let sentences = [
        "Die Nummer des Beschlusses ist keine wie „2015/0842“.",
        "Das Organ des Beschlusses ist kein Kürzel wie „rat“.",
    ];
    for ((wrong, field), sentence) in [(number, "number"), (named, "organ")]
        .into_iter()
        .zip(sentences)
    {
        let refusal = recommendation(given.clone())
            .decide(
                &with(wrong).into(),
                &ctx_as(&silent(), Role::Coordinator, network()),
            )
            .unwrap_err();
        assert_eq!(
            (refusal.code(), refusal.facts(), refusal.sentence()),
            (
                "DECISION_INVALID",
                facts! { "field" => field },
                sentence.to_owned()
            )
        );
    }
}

#[test]
fn mtg_19_a_committee_that_decides_without_a_number_is_asked_for_it() {
    let said = |kind, from: Addressee, with: AnswerKind, decision| {
        let target = Target {
            key: "jha".to_owned(),
            name: "Jugendhilfeausschuss".to_owned(),
            kind,
        };
        let policy = MeetingsPolicy {
            targets: vec![Sourced::stated(target, "S", "1", "…")],
            ..silent()
        };
        let given = recommendation([
            raised_by(5),
            forwarded(body(5), organ("jha"), MARCH_9),
            forwarded(body(5), organ("other"), MARCH_9),
            forwarded(body(5), body(6), MARCH_9),
        ]);
        let ctx = ctx_as(&policy, Role::Coordinator, network());
        let command = RecordRecommendationAnswer {
            decision,
            ..answer(from, with, MAY)
        };
        assert_eq!(given.decide(&command.into(), &ctx).unwrap().len(), 1);
        ctx.into_warnings()
    };
    let jha = || organ("jha");
    for kind in [TargetKind::Committee, TargetKind::Council] {
        for decides in [AnswerKind::Adopted, AnswerKind::Rejected] {
            let [warning] = &said(kind, jha(), decides, None)[..] else {
                panic!("it warns once");
            };
            assert_eq!(
                (&*warning.code, &warning.facts),
                (
                    "DECISION_NUMBER_MISSING",
                    &facts! { "from" => organ("jha"), "answer" => decides }
                )
            );
        }
    }
    let committee = TargetKind::Committee;
    for silent in [
        said(committee, jha(), AnswerKind::Adopted, Some(decision(MAY))),
        said(committee, jha(), AnswerKind::Partly, None),
        said(committee, jha(), AnswerKind::Noted, None),
        said(committee, organ("other"), AnswerKind::Adopted, None),
        said(committee, body(6), AnswerKind::Adopted, None),
        said(TargetKind::PlanningUnit, jha(), AnswerKind::Adopted, None),
        said(TargetKind::DecisionMaker, jha(), AnswerKind::Adopted, None),
    ] {
        assert_eq!(silent, []);
    }
}

#[test]
fn what_addressees_send_back_is_recorded_under_names_that_say_of_what() {
    for name in [
        "record-recommendation-receipt",
        "record-recommendation-answer",
    ] {
        assert!(RecommendationCommand::NAMES.contains(&name), "{name}");
    }
}

#[test]
fn an_outcome_is_recommended_once() {
    let claims = |command: RecommendationCommand| command.claims();
    let taken = Claim {
        kind: "recommendation-outcome",
        key: format!("{}:{}", id::<uuid::Uuid>(1), id::<uuid::Uuid>(1)),
    };
    assert_eq!(claims(raise().into()), vec![taken.clone()]);
    let of_other_meeting = RaiseRecommendation {
        meeting: id(2),
        ..raise()
    };
    assert_ne!(claims(of_other_meeting.into()), vec![taken.clone()]);
    let instead = RecommendationReplacement::RaiseRecommendation(raise());
    assert_eq!(claims(correct(1, Some(instead)).into()), [taken]);
    for command in [
        forward(body(5), body(6), MARCH_9).into(),
        receive(body(6), MARCH_9).into(),
        answer(body(6), AnswerKind::Noted, MAY).into(),
        present(body(6), 15).into(),
        assign(2, MARCH_9).into(),
        give_back(MAY).into(),
        close(MAY).into(),
        RecommendationCommand::from(correct(1, None)),
    ] {
        assert_eq!(command.claims(), [], "{}", command.name());
    }
}

#[test]
fn what_is_withdrawn_gives_its_outcome_free() {
    let freed = Claim {
        kind: "recommendation-outcome",
        key: format!("withdrawn:{}", id::<uuid::Uuid>(1)),
    };
    let command = RecommendationCommand::from(withdraw(MAY));
    assert_eq!(command.claims(), [freed]);
}
