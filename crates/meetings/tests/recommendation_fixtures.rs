//! A network with bodies and meetings, and what may be done with a recommendation and may happen to it.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DecisionRef, Facts, Refusal, Role, facts};
use meetings::recommendation::*;
use meetings::{
    KnownMeeting, MeetingsFacts, OrganCode, OutcomeKind, Recommendation, RecommendationCommand,
    RecommendationEvent, RecommendationRefusal,
};

use crate::fixtures::*;

pub(crate) const RAISED: Date = date(2020, 3, 2);
pub(crate) const MARCH_9: Date = date(2020, 3, 9);
pub(crate) const MARCH_16: Date = date(2020, 3, 16);
pub(crate) const MAY: Date = date(2020, 5, 11);
pub(crate) const JUNE: Date = date(2020, 6, 8);

/// Body 1 with its subgroup 2 as in `fixtures`; besides them the steering group 5, the quality circle 6 and the
/// conference 7. Meeting 1 of body 5 (2 March 2020) came to recommendation 1 and decision 2; meeting 15 of body 5
/// (8 June) was held, meeting 16 (15 June) was not, meeting 17 (22 June) was, meeting 11 of body 1 was held on 8 June, too.
pub(crate) fn network() -> MeetingsFacts {
    let mut facts = facts();
    for (n, rule) in [
        (5, "steuerungsgruppe"),
        (6, "qualitaetszirkel"),
        (7, "netzwerkkonferenz"),
    ] {
        facts.bodies.insert(id(n), known_body(Some(rule), None));
    }
    let meeting = |body, begins_on| KnownMeeting {
        body: id(body),
        begins_on,
        held: true,
        cancelled: false,
        closed: false,
        taker: None,
        outcomes: BTreeMap::from([
            (id(1), OutcomeKind::Recommendation),
            (id(2), OutcomeKind::Decision),
        ]),
        present: [].into(),
    };
    let not_held = KnownMeeting {
        held: false,
        ..meeting(5, date(2020, 6, 15))
    };
    facts.meetings = [
        (id(1), meeting(5, RAISED)),
        (id(2), meeting(1, RAISED)),
        (id(11), meeting(1, JUNE)),
        (id(15), meeting(5, JUNE)),
        (id(16), not_held),
        (id(17), meeting(5, date(2020, 6, 22))),
    ]
    .into();
    facts
}

pub(crate) fn body(n: u128) -> Addressee {
    Addressee::Body(id(n))
}

pub(crate) fn organ(code: &str) -> Addressee {
    Addressee::Organ(OrganCode::try_new(code).expect("a code"))
}

pub(crate) fn raise() -> RaiseRecommendation {
    RaiseRecommendation {
        id: Some(id(1)),
        meeting: id(1),
        outcome: id(1),
        body: id(5),
        kind: RecommendationKind::MeasureRecommendation,
        title: text(100, "Mehr Plätze in der Elternberatung"),
        text: Some(text(101, "Die Wartezeit beträgt acht Wochen.")),
        raised_on: RAISED,
    }
}

pub(crate) fn raised_by(body: u128) -> RecommendationEvent {
    RecommendationRaised {
        meeting: id(1),
        outcome: id(1),
        body: id(body),
        kind: RecommendationKind::MeasureRecommendation,
        title: id(100),
        text: Some(id(101)),
        raised_on: RAISED,
    }
    .into()
}

pub(crate) fn forward(from: Addressee, to: Addressee, forwarded_on: Date) -> ForwardRecommendation {
    ForwardRecommendation {
        recommendation: id(1),
        from,
        to,
        forwarded_on,
        via: None,
        letter: None,
    }
}

pub(crate) fn forwarded(from: Addressee, to: Addressee, forwarded_on: Date) -> RecommendationEvent {
    RecommendationForwarded {
        from,
        to,
        forwarded_on,
        via: None,
        letter: None,
    }
    .into()
}

pub(crate) fn receive(at: Addressee, received_on: Date) -> RecordRecommendationReceipt {
    RecordRecommendationReceipt {
        recommendation: id(1),
        at,
        received_on,
    }
}

pub(crate) fn received(at: Addressee, received_on: Date) -> RecommendationEvent {
    RecommendationReceived { at, received_on }.into()
}

pub(crate) fn answer(
    from: Addressee,
    answer: AnswerKind,
    answered_on: Date,
) -> RecordRecommendationAnswer {
    RecordRecommendationAnswer {
        recommendation: id(1),
        from,
        answer,
        decision: None,
        text: None,
        answered_on,
    }
}

pub(crate) fn answered(
    from: Addressee,
    answer: AnswerKind,
    answered_on: Date,
) -> RecommendationEvent {
    RecommendationAnswered {
        from,
        answer,
        decision: None,
        text: None,
        answered_on,
    }
    .into()
}

pub(crate) fn present(from: Addressee, meeting: u128) -> MarkAnswerPresented {
    MarkAnswerPresented {
        recommendation: id(1),
        from,
        meeting: id(meeting),
    }
}

pub(crate) fn presented(from: Addressee) -> RecommendationEvent {
    RecommendationAnswerPresented {
        from,
        meeting: id(15),
        presented_on: JUNE,
    }
    .into()
}

pub(crate) fn assign(subgroup: u128, assigned_on: Date) -> AssignToSubgroup {
    AssignToSubgroup {
        recommendation: id(1),
        subgroup: id(subgroup),
        assigned_on,
    }
}

pub(crate) fn assigned(assigned_on: Date) -> RecommendationEvent {
    RecommendationAssignedToSubgroup {
        subgroup: id(2),
        body: id(1),
        assigned_on,
    }
    .into()
}

pub(crate) fn give_back(returned_on: Date) -> ReturnFromSubgroup {
    ReturnFromSubgroup {
        recommendation: id(1),
        returned_on,
        text: Some(text(104, "Ablauf der Umsetzung")),
    }
}

pub(crate) fn returned(returned_on: Date) -> RecommendationEvent {
    RecommendationReturnedFromSubgroup {
        returned_on,
        text: Some(id(104)),
    }
    .into()
}

pub(crate) fn withdraw(withdrawn_on: Date) -> WithdrawRecommendation {
    WithdrawRecommendation {
        recommendation: id(1),
        reason: text(105, "Die Plätze gibt es inzwischen."),
        withdrawn_on,
    }
}

pub(crate) fn withdrawn(withdrawn_on: Date) -> RecommendationEvent {
    RecommendationWithdrawn {
        reason: id(105),
        withdrawn_on,
    }
    .into()
}

pub(crate) fn close(closed_on: Date) -> CloseRecommendation {
    CloseRecommendation {
        recommendation: id(1),
        closed_on,
    }
}

pub(crate) fn closed(closed_on: Date) -> RecommendationEvent {
    RecommendationClosed { closed_on }.into()
}

pub(crate) fn correct(
    fact: u32,
    replacement: Option<RecommendationReplacement>,
) -> CorrectRecommendation {
    CorrectRecommendation {
        recommendation: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

pub(crate) fn recommendation(
    events: impl IntoIterator<Item = RecommendationEvent>,
) -> Recommendation {
    let mut recommendation = Recommendation::default();
    for event in events {
        recommendation.apply(event);
    }
    recommendation
}

fn when(
    given: &[RecommendationEvent],
    command: impl Into<RecommendationCommand>,
) -> Result<Vec<RecommendationEvent>, RecommendationRefusal> {
    let ctx = ctx_as(&silent(), Role::Coordinator, network());
    TestFramework::<Recommendation>::with(ctx)
        .given(given.to_vec())
        .when(command.into())
        .inspect_result()
}

pub(crate) fn happens(
    given: &[RecommendationEvent],
    command: impl Into<RecommendationCommand>,
) -> Vec<RecommendationEvent> {
    when(given, command).expect("the command is carried out")
}

pub(crate) fn refused(
    given: &[RecommendationEvent],
    command: impl Into<RecommendationCommand>,
) -> (&'static str, Facts) {
    let refusal = when(given, command).expect_err("the command is refused");
    assert!(refusal.sentence().ends_with('.') && refusal.rule().is_some());
    (refusal.code(), refusal.facts())
}

pub(crate) fn too_early(date: &str, not_before: &str) -> (&'static str, Facts) {
    (
        "DATE_TOO_EARLY",
        facts! { "date" => date, "notBefore" => not_before },
    )
}

pub(crate) fn decision(decided_on: Date) -> DecisionRef {
    DecisionRef {
        organ: "jha".to_owned(),
        decided_on,
        number: "2020/0142".to_owned(),
    }
}
