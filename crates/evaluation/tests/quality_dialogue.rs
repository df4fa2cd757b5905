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

fn hold(held_on: Date, meeting: Option<u128>) -> HoldQualityDialogue {
    HoldQualityDialogue {
        dialogue: id(1),
        meeting: meeting.map(id),
        held_on,
    }
}

fn drop(criterion: &str, dropped_on: Date) -> DropCriterion {
    DropCriterion {
        dialogue: id(1),
        criterion: criterion.parse().expect("a code"),
        reason: text(103, "Nicht messbar"),
        dropped_on,
    }
}

fn close(closed_on: Date) -> CloseQualityDialogue {
    CloseQualityDialogue {
        dialogue: id(1),
        result: None,
        closed_on,
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
    assert_eq!(
        refused(&dialogue, drop("nie-gehoert", TODAY)).0,
        "CRITERION_UNKNOWN"
    );
    let dropped = after(&dialogue, drop("wiederkehr", TODAY));
    repeated(&dropped, drop("wiederkehr", TODAY));
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

#[test]
fn eva_09_a_dialogue_is_opened_once_and_its_days_lie_not_ahead() {
    let none = QualityDialogue::default();
    handled::<QualityDialogue>(open(vec![Infrastructure]));
    assert_eq!(refused(&none, hold(PAPER, None)).0, "NOT_FOUND");
    assert_eq!(refused(&opened(), open(vec![])).0, "ALREADY_EXISTS");
    let ahead = hold(TODAY.tomorrow().expect("a day"), None);
    let refusal = refused(&opened(), ahead);
    assert_eq!((refusal.0, refusal.1), ("DATE_IN_FUTURE", Some("heldOn")));
    let two_lines = OpenQualityDialogue {
        title: text(100, "Qualitäts-\ndialog"),
        ..open(vec![Infrastructure])
    };
    let refusal = refused_in(&under(&silent()), &none, two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("title")));
    let twice = open(vec![Infrastructure, Infrastructure]);
    let named = after_in(&under(&silent()), &none, twice);
    assert_eq!(named.areas, [Infrastructure]);
}

#[test]
fn eva_09_a_dialogue_is_held_in_a_meeting_not_before_it_begins() {
    let mut ctx = office();
    ctx.facts.meetings.insert(id(2), PAPER);
    let before = hold(PAPER.yesterday().expect("a day"), Some(2));
    let refusal = refused_in(&ctx, &opened(), before);
    assert_eq!((refusal.0, refusal.1), ("DATE_TOO_EARLY", Some("heldOn")));
    let held = after_in(&ctx, &opened(), hold(PAPER, Some(2)));
    assert_eq!(held.last_held(PAPER), Some(PAPER));
}

#[test]
fn eva_09_what_was_until_the_last_day_may_be_told_later_and_nothing_of_after() {
    let last = date(2016, 1, 1);
    let dialogue = after(&opened(), agree(OfferCriteria, "wiederkehr"));
    let closed = after(&dialogue, close(last));
    let told = |day| {
        let agree = AgreeCriterion {
            agreed_on: day,
            ..agree(OfferCriteria, "weg")
        };
        [
            QualityDialogueCommand::from(hold(day, None)),
            agree.into(),
            drop("wiederkehr", day).into(),
            assess(Infrastructure, AreaStanding::Reached, day).into(),
        ]
    };
    for command in told(last) {
        after(&closed, command);
    }
    for command in told(last.tomorrow().expect("a day")) {
        assert_eq!(refused(&closed, command).0, "QUALITY_DIALOGUE_CLOSED");
    }
    let [held, agreed, _, assessed] = told(OPENED.yesterday().expect("a day"));
    for command in [held, agreed, assessed] {
        assert_eq!(refused(&closed, command).0, "DATE_TOO_EARLY");
    }
    let runs = |day: Date| closed.runs_on(day);
    assert!(runs(OPENED) && !runs(OPENED.yesterday().expect("a day")));
    assert!(runs(last) && !runs(last.tomorrow().expect("a day")));
}

#[test]
fn eva_09_a_dropped_criterion_may_be_agreed_on_anew() {
    let (dropped_on, again) = (date(2015, 12, 1), date(2016, 1, 1));
    let anew = |agreed_on| AgreeCriterion {
        agreed_on,
        ..agree(OfferCriteria, "wiederkehr")
    };
    let dialogue = after(&opened(), agree(OfferCriteria, "wiederkehr"));
    let other = after(&dialogue, agree(OfferCriteria, "anderes"));
    let dropped = after(&other, drop("wiederkehr", dropped_on));
    // What is dropped on the same day is another one.
    assert_eq!(
        after(&dropped, drop("anderes", dropped_on)).board_on(TODAY)[1].criteria,
        []
    );
    let while_it_stood = anew(dropped_on.yesterday().expect("a day"));
    assert_eq!(refused(&dropped, while_it_stood).0, "CRITERION_TAKEN");
    after(&dropped, anew(dropped_on));
    let agreed = after(&dropped, anew(again));
    repeated(&agreed, anew(again));
    let twice = after(&agreed, drop("wiederkehr", TODAY));
    let stand = |day: Date| {
        let criteria = twice
            .board_on(day)
            .into_iter()
            .map(|area| area.criteria.len());
        criteria.collect::<Vec<_>>()
    };
    assert_eq!(stand(PAPER.yesterday().expect("a day")), [0, 0, 0, 0]);
    assert_eq!(stand(PAPER), [0, 2, 0, 0]);
    assert_eq!(
        (stand(dropped_on), stand(again)),
        (vec![0, 1, 0, 0], vec![0, 2, 0, 0])
    );
    assert_eq!(stand(TODAY), [0, 1, 0, 0]);
}

#[test]
fn eva_09_an_area_needs_a_criterion_until_it_has_one_or_is_reached() {
    let agreed = after(&opened(), agree(OfferCriteria, "wiederkehr"));
    let reached = assess(Infrastructure, AreaStanding::Reached, PAPER);
    let both = after(&agreed, reached.clone());
    // The same is said of another area: it is another thing.
    let all = after(&both, assess(EffectCriteria, AreaStanding::Reached, PAPER));
    repeated(
        &after(&all, assess(OfferCriteria, AreaStanding::InProgress, PAPER)),
        reached,
    );
    let bare = |dialogue: &QualityDialogue| {
        let findings = quality_dialogue_findings([dialogue], TODAY).into_iter();
        let areas = findings.map(|finding| finding.facts["area"].clone());
        areas.collect::<Vec<_>>()
    };
    let json = |area: QualityAspect| serde_json::json!(area);
    assert_eq!(bare(&agreed), [json(Infrastructure), json(EffectCriteria)]);
    assert_eq!(bare(&both), [json(EffectCriteria)]);
    assert_eq!(bare(&all), [0; 0].map(|_| json(Infrastructure)));
    let standing: Vec<_> = both.board_on(PAPER).iter().map(|a| a.standing).collect();
    assert_eq!(standing[..2], [AreaStanding::Reached, AreaStanding::Open]);
}

#[test]
fn eva_09_a_correction_holds_what_was_told_since_to_it() {
    let correct = |fact, replacement| CorrectQualityDialogue {
        dialogue: id(1),
        fact,
        reason: text(300, "Falscher Tag"),
        replacement: Some(replacement),
    };
    let held = after(&opened(), hold(PAPER, None));
    let later = OpenQualityDialogue {
        opened_on: TODAY,
        ..open(vec![])
    };
    let later = correct(1, QualityDialogueReplacement::OpenQualityDialogue(later));
    let refusal = refused_in(&under(&duisburg()), &held, later);
    assert_eq!(refusal.0, "DATE_TOO_EARLY");
    let instead = QualityDialogueReplacement::HoldQualityDialogue(hold(TODAY, Some(1)));
    let command = QualityDialogueCommand::from(correct(2, instead));
    assert_eq!(
        (reads(&command), entries(&command)),
        (vec!["meeting"], vec![300])
    );
    assert_eq!(after(&held, command).last_held(TODAY), Some(TODAY));
}

#[test]
fn eva_09_commands_on_dialogues_name_what_they_read_and_bring_along() {
    let brings = |command: QualityDialogueCommand| (reads(&command), entries(&command));
    assert_eq!(brings(open(vec![]).into()), (vec![], vec![100]));
    assert_eq!(
        brings(hold(PAPER, Some(1)).into()),
        (vec!["meeting"], vec![])
    );
    let agreed = brings(agree(OfferCriteria, "weg").into());
    assert_eq!(agreed, (vec!["indicator"], vec![101]));
    assert_eq!(brings(drop("weg", PAPER).into()), (vec![], vec![103]));
    let assessed = assess(Infrastructure, AreaStanding::Open, PAPER);
    assert_eq!(brings(assessed.into()), (vec![], vec![102]));
    let closed = CloseQualityDialogue {
        result: Some(text(104, "Drei Maßnahmen")),
        ..close(PAPER)
    };
    assert_eq!(brings(closed.into()), (vec![], vec![104]));
}
