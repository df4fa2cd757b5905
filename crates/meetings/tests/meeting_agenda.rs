//! The agenda: MTG-09, MTG-13, MTG-14, MTG-16, MTG-17, MTG-20, MTG-24 … MTG-29, MEM-47.

use std::num::NonZeroU16;

use kernel::{BodyId, Refusal, facts};
use meetings::meeting::*;
use meetings::policy::AgendaKind;
use meetings::{KnownTopic, MeetingsContext};

use crate::fixtures::*;
use crate::meeting_given::*;

/// Topic 1 stands in the backlog of body 1, topic 2 in that of body 3, topic 3 is a case talk.
fn backlog() -> MeetingsContext {
    with_facts(|facts| {
        let known = |n, kind| KnownTopic { body: id(n), kind };
        facts.topics.insert(id(1), known(1, None));
        facts.topics.insert(id(2), known(3, None));
        facts
            .topics
            .insert(id(3), known(1, Some(AgendaKind::AnonymousCaseTalk)));
    })
}

#[test]
fn mtg_09_an_item_carries_its_words_in_the_vault_and_a_topic_of_the_backlog() {
    let command = AddAgendaItem {
        item: None,
        note: Some(text(202, "Erfahrungen aus dem Frühjahr")),
        topic: Some(id(1)),
        minutes: NonZeroU16::new(20),
        ..topic(0)
    };
    let event = AgendaItemAdded {
        title: Some(id(201)),
        note: Some(id(202)),
        topic: Some(id(1)),
        minutes: NonZeroU16::new(20),
        ..item(201, ItemKind::Ordinary, 1)
    };
    then_with(
        backlog(),
        vec![planned_ahead()],
        command,
        vec![event.into()],
    );
    let of = |topic: u128| AddAgendaItem {
        topic: Some(id(topic)),
        ..add(ItemKind::Ordinary)
    };
    assert_eq!(warned(backlog(), vec![planned_ahead()], of(1)).0, 1);
    let refusal = refusal_with(backlog(), vec![planned_ahead()], of(2));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "TOPIC_OF_OTHER_BODY",
            facts! { "body" => body(3) },
            Some("MTG-09")
        )
    );
    let unknown = refused_with(backlog(), vec![planned_ahead()], of(9));
    assert_eq!(unknown.0, "TOPIC_UNKNOWN");
}

#[test]
fn an_item_says_what_it_is_about_in_a_line() {
    let given = || vec![planned_ahead()];
    assert_eq!(
        refused(given(), add(ItemKind::Ordinary)),
        ("TITLE_MISSING", facts! {})
    );
    let long = || Some(text(9, "zwei\nZeilen"));
    let title = AddAgendaItem {
        title: long(),
        ..topic(200)
    };
    assert_eq!(refused(given(), title).0, "NOT_A_LINE");
    let speaker = AddAgendaItem {
        speaker: long(),
        ..topic(200)
    };
    assert_eq!(refused(given(), speaker).0, "NOT_A_LINE");
    let by_partner = AddAgendaItem {
        partner: Some(id(1)),
        ..add(ItemKind::Ordinary)
    };
    assert_eq!(warned(ctx(&silent()), given(), by_partner).0, 1);
    let other = AddAgendaItem {
        body: id(3),
        ..topic(200)
    };
    assert_eq!(refused(given(), other).0, "BODY_DIFFERS");
}

/// Every kind may stand on every agenda: the policy enables, it forbids nothing.
fn may_stand_on_an_agenda(kind: ItemKind) {
    let command = AddAgendaItem { kind, ..topic(200) };
    let event = AgendaItemAdded {
        title: Some(id(201)),
        ..item(200, kind, 1)
    };
    then(vec![planned_ahead()], command, vec![event.into()]);
}

#[test]
fn mtg_16_needs_stand_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::Need);
}

#[test]
fn mtg_17_proposals_stand_on_the_agenda_and_name_the_subgroup_that_prepared_them() {
    may_stand_on_an_agenda(ItemKind::Proposal);
    let command = AddAgendaItem {
        subgroup: Some(id(2)),
        ..add(ItemKind::Proposal)
    };
    assert_eq!(warned(ctx(&silent()), vec![planned_ahead()], command).0, 1);
}

#[test]
fn mtg_20_change_proposals_stand_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::ChangeProposal);
}

#[test]
fn mtg_25_an_analysis_of_errors_stands_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::ErrorAnalysis);
}

#[test]
fn mtg_26_collegial_advice_stands_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::CollegialAdvice);
}

#[test]
fn mtg_28_common_standards_stand_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::QualityStandard);
}

#[test]
fn mtg_29_results_of_the_evaluation_stand_on_the_agenda() {
    may_stand_on_an_agenda(ItemKind::EvaluationResults);
}

#[test]
fn mtg_13_a_subgroup_reports_to_the_body_for_which_it_works() {
    let report = |subgroup: Option<u128>| AddAgendaItem {
        subgroup: subgroup.map(id),
        ..add(ItemKind::SubgroupReport)
    };
    let event = AgendaItemAdded {
        subgroup: Some(id(2)),
        ..item(200, ItemKind::SubgroupReport, 1)
    };
    then(vec![planned_ahead()], report(Some(2)), vec![event.into()]);
    let given = || vec![planned_ahead()];
    let titled = AddAgendaItem {
        title: Some(text(201, "Bericht")),
        ..report(None)
    };
    assert_eq!(refused(given(), titled), ("SUBGROUP_MISSING", facts! {}));
    let refusal = refusal_with(ctx(&silent()), given(), report(Some(3)));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "SUBGROUP_OF_OTHER_BODY",
            facts! { "subgroup" => body(3), "parent" => Option::<BodyId>::None },
            Some("MTG-13")
        )
    );
    let elsewhere = with_facts(|facts| {
        facts.bodies.get_mut(&id(2)).expect("body 2").parent = Some(id(3));
    });
    assert_eq!(
        refused_with(elsewhere, given(), report(Some(2))).1,
        facts! { "subgroup" => body(2), "parent" => body(3) }
    );
    assert_eq!(refused(given(), report(Some(9))).0, "BODY_UNKNOWN");
}

#[test]
fn mtg_14_somebody_from_outside_speaks_unless_the_policy_excludes_it() {
    let speaks = || AddAgendaItem {
        speaker: Some(text(203, "Leitung, Frühförderstelle")),
        ..topic(200)
    };
    let kind = || AddAgendaItem {
        kind: ItemKind::GuestSpeaker,
        ..topic(200)
    };
    let given = || vec![planned_ahead()];
    let says = |value| ctx(&lenkungskreis(|rules| rules.guest_speakers = value));
    for command in [speaks(), kind()] {
        assert_eq!(
            warned(ctx(&silent()), given(), command.clone()),
            (1, vec![])
        );
        assert_eq!(
            warned(says(stated(true)), given(), command.clone()),
            (1, vec![])
        );
        let refusal = refusal_with(says(stated(false)), given(), command.clone());
        assert_eq!(
            (refusal.code(), refusal.facts(), refusal.rule()),
            ("GUESTS_DO_NOT_SPEAK", facts! {}, Some("MTG-14"))
        );
        let warning = vec!["GUESTS_DO_NOT_SPEAK".to_owned()];
        assert_eq!(
            warned(says(inferred(false)), given(), command),
            (1, warning)
        );
    }
    assert_eq!(
        warned(says(stated(false)), given(), topic(200)),
        (1, vec![])
    );
    let event = AgendaItemAdded {
        title: Some(id(201)),
        speaker: Some(id(203)),
        ..item(200, ItemKind::Ordinary, 1)
    };
    then(given(), speaks(), vec![event.into()]);
}

#[test]
fn mem_47_a_presentation_names_the_partner_that_presents_its_work() {
    let presents = |partner: Option<u128>| AddAgendaItem {
        kind: ItemKind::PartnerPresentation,
        partner: partner.map(id),
        ..topic(200)
    };
    let event = AgendaItemAdded {
        title: Some(id(201)),
        partner: Some(id(1)),
        ..item(200, ItemKind::PartnerPresentation, 1)
    };
    then(vec![planned_ahead()], presents(Some(1)), vec![event.into()]);
    let refusal = refusal_with(ctx(&silent()), vec![planned_ahead()], presents(None));
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        ("PRESENTER_MISSING", facts! {}, Some("MEM-47"))
    );
    let unknown = refused(vec![planned_ahead()], presents(Some(9)));
    assert_eq!(unknown.0, "PARTNER_UNKNOWN");
}

#[test]
fn mtg_24_an_anonymous_case_talk_carries_no_text() {
    let talk = || add(ItemKind::AnonymousCaseTalk);
    let given = || vec![planned_ahead()];
    let event = item(200, ItemKind::AnonymousCaseTalk, 1);
    then(given(), talk(), vec![event.into()]);
    let words = || Some(text(9, "Wort"));
    let title = AddAgendaItem {
        title: words(),
        ..talk()
    };
    let note = AddAgendaItem {
        note: words(),
        ..talk()
    };
    let speaker = AddAgendaItem {
        speaker: words(),
        ..talk()
    };
    let of = |topic: u128, kind| AddAgendaItem {
        topic: Some(id(topic)),
        ..add(kind)
    };
    let worded = of(1, ItemKind::AnonymousCaseTalk);
    let named = of(3, ItemKind::Ordinary);
    for (command, field) in [
        (title, "title"),
        (note, "note"),
        (speaker, "speaker"),
        (worded, "topic"),
        (named, "topic"),
    ] {
        let refusal = refusal_with(backlog(), given(), command);
        assert_eq!(
            (
                refusal.code(),
                refusal.field(),
                refusal.facts(),
                refusal.rule()
            ),
            (
                "CASE_TALK_HAS_NO_TEXT",
                Some(field),
                facts! {},
                Some("MTG-24")
            )
        );
    }
    let wordless = of(3, ItemKind::AnonymousCaseTalk);
    assert_eq!(warned(backlog(), given(), wordless).0, 1);
}

#[test]
fn mtg_24_case_talks_without_an_id_get_one_each() {
    let talk = || AddAgendaItem {
        item: None,
        ..add(ItemKind::AnonymousCaseTalk)
    };
    let mut live = meeting([planned_ahead()]);
    for count in 1..=2 {
        let events = live.decide(&talk().into(), &ctx(&silent())).unwrap();
        for event in events {
            cqrs_es::Aggregate::apply(&mut live, event);
        }
        assert_eq!(live.agenda.len(), count);
    }
    assert_ne!(live.agenda[0].id, live.agenda[1].id);
}
