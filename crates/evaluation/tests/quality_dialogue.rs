//! The quality development board: EVA-09.

use evaluation::QualityDialogue;
use evaluation::policy::QualityAspect::{self, *};
use evaluation::quality_dialogue::*;
use jiff::civil::date;
use kernel::Date;

use crate::fixtures::*;

const OPENED: Date = date(2015, 2, 1);

fn open(areas: Vec<QualityAspect>) -> OpenQualityDialogue {
    OpenQualityDialogue {
        id: Some(id(1)),
        title: text(100, "Qualitätsdialog"),
        areas,
        opened_on: OPENED,
    }
}

fn agree(area: QualityAspect, criterion: &str) -> AgreeCriterion {
    AgreeCriterion {
        dialogue: id(1),
        area,
        criterion: criterion.parse().expect("a code"),
        text: text(101, "Wie viele kommen wieder?"),
        indicator: Some(id(1)),
        agreed_on: PAPER,
    }
}

fn assess(area: QualityAspect, standing: AreaStanding, assessed_on: Date) -> AssessQualityArea {
    AssessQualityArea {
        dialogue: id(1),
        area,
        standing,
        text: Some(text(102, "Läuft")),
        assessed_on,
    }
}

fn opened() -> QualityDialogue {
    after_in(
        &under(&duisburg()),
        &QualityDialogue::default(),
        open(vec![]),
    )
}

#[test]
fn eva_09_duisburgs_board_has_four_areas() {
    let dialogue = opened();
    let board = dialogue.board_on(TODAY);
    let areas: Vec<_> = board.iter().map(|area| area.area).collect();
    assert_eq!(
        areas,
        [Infrastructure, OfferCriteria, EffectCriteria, QualityCircle]
    );
    assert!(board.iter().all(|area| area.standing == AreaStanding::Open));
    assert!(
        dialogue
            .board_on(OPENED.yesterday().expect("a day"))
            .is_empty()
    );
    // A quality circle needs no criterion, the other areas do.
    let findings = quality_dialogue_findings([&dialogue], TODAY);
    assert_eq!((findings.len(), findings[0].rule), (3, "EVA-09"));
    makes(QualityDialogueCommand::from(open(vec![])));
}

#[test]
fn eva_09_where_nobody_says_the_areas_they_are_named_or_it_is_refused() {
    let none = QualityDialogue::default();
    let silent = under(&silent());
    let refusal = refused_in(&silent, &none, open(vec![]));
    assert_eq!(
        refusal,
        ("QUALITY_ASPECTS_UNSTATED", Some("areas"), Some("EVA-09"))
    );
    let named = after_in(&silent, &none, open(vec![EffectCriteria, Infrastructure]));
    assert_eq!(named.areas, [Infrastructure, EffectCriteria]);
    // What is inferred warns and never refuses.
    let ctx = under(&inferred(&leverkusen()));
    after_in(&ctx, &none, open(vec![QualityCircle]));
    assert_eq!(warnings(ctx), ["QUALITY_ASPECTS_INFERRED"]);
    let mut policy = duisburg();
    policy.quality_aspects = kernel::Sourced::stated(vec![Infrastructure], "S4", "", "eines");
    let refusal = refused_in(&under(&policy), &none, open(vec![QualityCircle]));
    assert_eq!(refusal.0, "AREA_NOT_FORESEEN");
}

#[test]
fn eva_09_criteria_are_agreed_on_and_dropped_in_an_area() {
    let dialogue = after(&opened(), agree(OfferCriteria, "wiederkehr"));
    repeated(&dialogue, agree(OfferCriteria, "wiederkehr"));
    let refusal = refused(&dialogue, agree(EffectCriteria, "wiederkehr"));
    assert_eq!(
        refusal,
        ("CRITERION_TAKEN", Some("criterion"), Some("EVA-09"))
    );
    let unknown = AgreeCriterion {
        indicator: Some(id(9)),
        ..agree(OfferCriteria, "anderes")
    };
    assert_eq!(refused(&dialogue, unknown).0, "INDICATOR_UNKNOWN");
    let drop = |criterion: &str| DropCriterion {
        dialogue: id(1),
        criterion: criterion.parse().expect("a code"),
        reason: text(103, "Nicht messbar"),
        dropped_on: TODAY,
    };
    assert_eq!(
        refused(&dialogue, drop("nie-gehoert")).0,
        "CRITERION_UNKNOWN"
    );
    let dropped = after(&dialogue, drop("wiederkehr"));
    repeated(&dropped, drop("wiederkehr"));
    let criteria = |day| dropped.board_on(day)[1].criteria.len();
    assert_eq!((criteria(PAPER), criteria(TODAY)), (1, 0));
    let elsewhere = after_in(
        &under(&silent()),
        &QualityDialogue::default(),
        open(vec![Infrastructure]),
    );
    assert_eq!(
        refused(&elsewhere, agree(OfferCriteria, "aa")).0,
        "AREA_ELSEWHERE"
    );
}

#[test]
fn eva_09_how_far_an_area_is_stands_by_day() {
    let dialogue = after(
        &opened(),
        assess(Infrastructure, AreaStanding::InProgress, PAPER),
    );
    let dialogue = after(
        &dialogue,
        assess(Infrastructure, AreaStanding::Reached, TODAY),
    );
    repeated(
        &dialogue,
        assess(Infrastructure, AreaStanding::Reached, TODAY),
    );
    let standing = |day| dialogue.board_on(day)[0].standing;
    assert_eq!(standing(OPENED), AreaStanding::Open);
    assert_eq!(standing(PAPER), AreaStanding::InProgress);
    assert_eq!(standing(TODAY), AreaStanding::Reached);
}

#[test]
fn eva_09_a_dialogue_is_held_until_it_is_closed() {
    let hold = |held_on, meeting: Option<u128>| HoldQualityDialogue {
        dialogue: id(1),
        meeting: meeting.map(id),
        held_on,
    };
    let close = |closed_on| CloseQualityDialogue {
        dialogue: id(1),
        result: None,
        closed_on,
    };
    let dialogue = after(&opened(), hold(PAPER, Some(1)));
    repeated(&dialogue, hold(PAPER, Some(1)));
    assert_eq!(dialogue.last_held(TODAY), Some(PAPER));
    assert_eq!(dialogue.last_held(OPENED), None);
    assert_eq!(
        refused(&dialogue, hold(PAPER, Some(9))).0,
        "MEETING_UNKNOWN"
    );
    assert_eq!(refused(&dialogue, close(OPENED)).0, "DATE_TOO_EARLY");
    let closed = after(&dialogue, close(date(2016, 1, 1)));
    repeated(&closed, close(date(2016, 1, 1)));
    assert_eq!(
        refused(&closed, hold(TODAY, None)).0,
        "QUALITY_DIALOGUE_CLOSED"
    );
    assert_eq!(refused(&closed, close(TODAY)).0, "QUALITY_DIALOGUE_CLOSED");
    // Told late, it still finds its place.
    after(&closed, hold(date(2015, 12, 1), None));
    assert!(quality_dialogue_findings([&closed], TODAY).is_empty());
}
