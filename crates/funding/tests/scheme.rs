//! Cost schemes: FUN-03, FUN-04, FUN-08 … FUN-12, FUN-19.

use std::num::NonZeroU16;

use funding::policy::{NoteMeaning, SurchargeBase};
use funding::scheme::*;
use funding::{CostLineCode, CostScheme, CostSchemeEvent};
use jiff::civil::date;
use kernel::{DomainCommand, Refusal};

use crate::fixtures::*;
use crate::scheme_given::*;

fn define() -> DefineCostScheme {
    DefineCostScheme {
        id: Some(id(1)),
        name: text(101, "Kalkulation ab 2016"),
        lines: None,
        defined_on: date(2016, 1, 4),
    }
}

fn settle(code: &str) -> SettleCostQuestion {
    SettleCostQuestion {
        scheme: id(1),
        line: line(code),
        question: NonZeroU16::MIN,
        answer: text(200, "So halten wir es."),
        share: None,
        base: None,
        base_parameter: None,
        base_line: None,
        note_meaning: None,
        settled_on: date(2016, 1, 5),
    }
}

fn name(code: &str) -> NameCostRecipient {
    NameCostRecipient {
        scheme: id(1),
        line: line(code),
        pair: None,
        project: None,
        partner: id(1),
        site: None,
        from_year: 2016,
    }
}

fn given() -> Vec<CostSchemeEvent> {
    vec![defined()]
}

fn code_of(when: impl Into<CostSchemeCommand>) -> &'static str {
    refused::<CostScheme>(&given(), when).0
}

#[test]
fn every_event_of_a_cost_scheme_has_a_sample() {
    crate::events::check_events::<CostSchemeEvent>();
}

#[test]
fn fun_12_a_scheme_takes_the_lines_of_the_policy_and_no_others() {
    assert_eq!(decided::<CostScheme>(&[], define()), given());
    let two = DefineCostScheme {
        lines: Some(vec![line("PROJ"), line("COORD")]),
        ..define()
    };
    let scheme: CostScheme = state(decided::<CostScheme>(&[], two));
    let codes: Vec<_> = scheme.lines.iter().map(|line| line.code.as_str()).collect();
    assert_eq!(codes, ["COORD", "PROJ"]);
    let travel = DefineCostScheme {
        lines: Some(vec![line("FAHRT")]),
        ..define()
    };
    assert_eq!(
        refused::<CostScheme>(&[], travel),
        ("COST_LINE_UNKNOWN", Some("line"), "FUN-12")
    );
    let command = CostSchemeCommand::from(define());
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![101]));
}

#[test]
fn fun_19_who_works_with_own_resources_has_no_scheme() {
    let ctx = ctx_of(&stormarn(), known());
    let refusal = refusal::<CostScheme>(&ctx, &[], define());
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("NOTHING_REFUNDED", Some("FUN-19"))
    );
    let ctx = ctx_of(&duisburg(), known());
    let refusal = crate::fixtures::refusal::<CostScheme>(&ctx, &[], define());
    assert_eq!(refusal.code(), "NO_COST_LINES");
}

#[test]
fn fun_03_a_parameter_is_an_amount_or_a_rate_of_a_year() {
    let set = |amount: Option<i64>, basis_points| SetCostParameter {
        scheme: id(1),
        parameter: parameter("kgst.material"),
        year: 2018,
        amount: amount.map(cents),
        basis_points,
        source: text(201, "KGSt-Bericht, Seite 7"),
    };
    let events = after::<CostScheme>(&given(), set(Some(990_000), None));
    let scheme: CostScheme = state(events.clone());
    assert_eq!(
        scheme.amount_of(&parameter("kgst.material"), 2018),
        Some(cents(990_000))
    );
    assert_eq!(scheme.amount_of(&parameter("kgst.material"), 2019), None);
    // What is told again counts as it was told last.
    let again: CostScheme = state(after::<CostScheme>(&events, set(Some(995_000), None)));
    assert_eq!(
        again.amount_of(&parameter("kgst.material"), 2018),
        Some(cents(995_000))
    );
    let rate: CostScheme = state(after::<CostScheme>(&given(), set(None, Some(2_000))));
    assert_eq!(rate.rate_of(&parameter("kgst.material"), 2018), Some(2_000));
    for bad in [set(None, None), set(Some(1), Some(1))] {
        assert_eq!(code_of(bad), "NOT_ONE_VALUE");
    }
    let slip = SetCostParameter {
        year: 218,
        ..set(Some(1), None)
    };
    assert_eq!(code_of(slip), "NOT_A_YEAR");
}

#[test]
fn fun_02_an_old_pay_grade_means_another_from_a_year_on() {
    let map = |to, from_year| MapPayGrade {
        scheme: id(1),
        grade: grade("SuE 11"),
        to: grade(to),
        from_year,
    };
    let events = after::<CostScheme>(&given(), map("S 11", 2010));
    let scheme: CostScheme = state(after::<CostScheme>(&events, map("S 11b", 2016)));
    let coord = scheme.line(&line("COORD")).unwrap().clone();
    let meant = |year| {
        scheme
            .grade_of(&coord, year)
            .map(|(_, grade)| grade.to_string())
    };
    assert_eq!(meant(2009), Some("SuE 11".to_owned()));
    assert_eq!(meant(2015), Some("S 11".to_owned()));
    assert_eq!(meant(2016), Some("S 11b".to_owned()));
    let cost = SetGradeCost {
        scheme: id(1),
        grade: grade("S 11b"),
        year: 2016,
        amount: cents(6_000_000),
        source: text(202, "Personalamt"),
    };
    let scheme: CostScheme = state(after::<CostScheme>(&given(), cost));
    assert_eq!(
        scheme.grade_cost(&grade("S 11b"), 2016),
        Some(cents(6_000_000))
    );
}

#[test]
fn fun_09_a_post_has_at_most_the_highest_grade() {
    let name = |code, of: &str| NameLineGrade {
        scheme: id(1),
        line: line(code),
        grade: grade(of),
        from_year: 2016,
    };
    after::<CostScheme>(&given(), name("PSY", "E 13"));
    assert_eq!(
        refused::<CostScheme>(&given(), name("PSY", "E 14")),
        ("GRADE_TOO_HIGH", Some("grade"), "FUN-09")
    );
    assert_eq!(code_of(name("MAT", "E 9")), "COST_LINE_OF_OTHER_KIND");
    let ctx = ctx();
    let scheme: CostScheme = state(given());
    scheme.decide(&name("PSY", "S 18").into(), &ctx).unwrap();
    assert_eq!(warned(ctx), ["GRADE_NOT_COMPARABLE"]);
}

#[test]
fn fun_10_a_question_is_settled_with_what_the_answer_means() {
    let third = SettleCostQuestion {
        share: Some("1/3".to_owned().try_into().unwrap()),
        ..settle("PSY-MAT")
    };
    let scheme: CostScheme = state(after::<CostScheme>(&given(), third));
    let psy = scheme.line(&line("PSY-MAT")).unwrap();
    assert!(scheme.share_of(psy).is_some() && scheme.open_questions(psy).is_empty());
    let command = CostSchemeCommand::from(settle("PSY"));
    assert_eq!(entries(&command), [200]);
    for (bad, code) in [
        (settle("MAT"), "QUESTION_UNKNOWN"),
        (settle("NEU"), "COST_LINE_UNKNOWN"),
        (
            SettleCostQuestion {
                share: Some("1/3".to_owned().try_into().unwrap()),
                ..settle("FH")
            },
            "COST_LINE_OF_OTHER_KIND",
        ),
        (
            SettleCostQuestion {
                note_meaning: Some(NoteMeaning::Part),
                ..settle("COORD")
            },
            "COST_LINE_OF_OTHER_KIND",
        ),
        (
            SettleCostQuestion {
                settled_on: TODAY.tomorrow().unwrap(),
                ..settle("PSY")
            },
            "DATE_IN_FUTURE",
        ),
    ] {
        assert_eq!(code_of(bad), code);
    }
}

#[test]
fn fun_04_the_base_of_a_surcharge_is_named_completely() {
    let base = |base, parameter_code: Option<&str>, of: Option<&str>| SettleCostQuestion {
        base: Some(base),
        base_parameter: parameter_code.map(parameter),
        base_line: of.map(line),
        ..settle("OVH")
    };
    use SurchargeBase::{AverageWorkplace, GrossPersonnel};
    after::<CostScheme>(
        &given(),
        base(AverageWorkplace, Some("kgst.workplace"), None),
    );
    after::<CostScheme>(&given(), base(GrossPersonnel, None, Some("COORD")));
    for bad in [
        base(AverageWorkplace, None, None),
        base(AverageWorkplace, Some("kgst.workplace"), Some("COORD")),
        base(GrossPersonnel, None, None),
    ] {
        assert_eq!(
            refused::<CostScheme>(&given(), bad),
            ("SURCHARGE_BASE_INCOMPLETE", Some("base"), "FUN-04")
        );
    }
    let of_material = base(GrossPersonnel, None, Some("MAT"));
    assert_eq!(
        refused::<CostScheme>(&given(), of_material).1,
        Some("baseLine")
    );
}

#[test]
fn fun_08_a_rent_is_refunded_for_the_pairs_of_the_document_alone() {
    let pair = |pair, n| NameCostRecipient {
        pair: NonZeroU16::new(pair),
        partner: id(n),
        site: Some(id(n)),
        ..name("RENT")
    };
    let events = after::<CostScheme>(&given(), pair(1, 1));
    assert_eq!(
        kinds(&CostSchemeCommand::from(pair(1, 1))),
        ["partner", "site"]
    );
    // From 2018 on another institution has the shop.
    let changed = NameCostRecipient {
        from_year: 2018,
        ..pair(1, 2)
    };
    let scheme: CostScheme = state(after::<CostScheme>(&events, changed));
    let rent = scheme.line(&line("RENT")).unwrap();
    let partner = |year| scheme.recipients_of(rent, None, year)[0].partner;
    assert_eq!((partner(2017), partner(2018)), (id(1), id(2)));
    assert_eq!(
        refused::<CostScheme>(&given(), pair(3, 3)),
        ("PAIR_UNKNOWN", Some("pair"), "FUN-08")
    );
    assert_eq!(code_of(pair(0, 3)), "PAIR_UNKNOWN");
    let no_site = NameCostRecipient {
        site: None,
        ..pair(1, 1)
    };
    assert_eq!(code_of(no_site), "COST_LINE_OF_OTHER_RECIPIENT");
    assert_eq!(code_of(pair(1, 9)), "PARTNER_UNKNOWN");
    let cost = |code: CostLineCode, pair| SetActualCost {
        scheme: id(1),
        line: code,
        pair: NonZeroU16::new(pair).unwrap(),
        year: 2018,
        amount: cents(1_200_000),
        source: text(203, "Mietvertrag"),
    };
    let paid: CostScheme = state(after::<CostScheme>(&given(), cost(line("RENT"), 2)));
    assert_eq!(
        paid.actual_cost(&line("RENT"), 2, 2018),
        Some(cents(1_200_000))
    );
    assert_eq!(code_of(cost(line("RENT"), 3)), "PAIR_UNKNOWN");
    assert_eq!(code_of(cost(line("FH"), 1)), "COST_LINE_OF_OTHER_KIND");
}

#[test]
fn fun_11_the_flat_amount_goes_to_somebody_for_a_project() {
    let for_project = NameCostRecipient {
        project: Some(id(1)),
        ..name("FH")
    };
    after::<CostScheme>(&given(), for_project);
    assert_eq!(
        refused::<CostScheme>(&given(), name("FH")).1,
        Some("project")
    );
    assert_eq!(code_of(name("COORD")), "COST_LINE_OF_OTHER_RECIPIENT");
    after::<CostScheme>(&given(), name("PSY"));
}

#[test]
fn fun_01_a_scheme_is_active_from_a_year_of_which_there_is_one() {
    let activate = ActivateCostScheme {
        scheme: id(1),
        from_year: 2016,
        decision: Some(council()),
        activated_on: date(2016, 1, 6),
    };
    let command = CostSchemeCommand::from(activate.clone());
    assert_eq!(command.claims()[0].key, "2016");
    let scheme: CostScheme = state(after::<CostScheme>(&given(), activate.clone()));
    assert!(scheme.is_active_in(2016) && !scheme.is_active_in(2015));
    let mut bad = activate;
    bad.decision.as_mut().unwrap().number.clear();
    assert_eq!(code_of(bad), "BAD_DECISION");
}

#[test]
fn fun_05_an_indexation_that_decides_nothing_is_refused() {
    let nothing = DecideIndexation {
        scheme: id(1),
        basis_points: None,
        base_year: None,
        mode: None,
        rounding: None,
        decided_on: date(2016, 1, 6),
    };
    assert_eq!(code_of(nothing.clone()), "NOTHING_DECIDED");
    let rate = DecideIndexation {
        basis_points: Some(250),
        ..nothing
    };
    after::<CostScheme>(&given(), rate);
}

#[test]
fn fun_12_a_scheme_keeps_every_line_that_something_was_said_of() {
    let given = [given(), decided::<CostScheme>(&given(), settle("PSY"))].concat();
    let without = DefineCostScheme {
        lines: Some(vec![line("COORD")]),
        ..define()
    };
    let correct = |fact, replacement| CorrectCostScheme {
        scheme: id(1),
        fact,
        reason: text(300, "Falsch"),
        replacement,
    };
    let fewer = correct(1, Some(CostSchemeReplacement::DefineCostScheme(without)));
    assert_eq!(refused::<CostScheme>(&given, fewer).0, "COST_LINE_UNKNOWN");
    let struck: CostScheme = state(after::<CostScheme>(&given, correct(2, None)));
    assert!(struck.settled.is_empty());
    assert_eq!(struck.version(), 3);
}

#[test]
fn fun_10_a_scheme_is_as_it_was_on_the_day_that_is_asked_for() {
    let scheme = complete();
    let day = |day| date(2016, 1, day);
    assert!(!scheme.as_of(day(3)).exists());
    let defined = scheme.as_of(day(4));
    let line = defined.line(&line("COORD")).unwrap();
    assert_eq!(defined.open_questions(line), [1]);
    assert_eq!(scheme.as_of(day(5)).open_questions(line), [0_u16; 0]);
    // What is entered for a year has no day.
    assert_eq!(
        defined.grade_cost(&grade("S 11b"), 2016),
        Some(cents(6_000_000))
    );
    assert!(!scheme.as_of(day(5)).is_active_in(2016));
    assert!(scheme.as_of(day(6)).is_active_in(2016));
    let from_2018 = CostSchemeActivated {
        from_year: 2018,
        decision: None,
        activated_on: day(7),
    };
    let later: CostScheme = state(complete_events().into_iter().chain([from_2018.into()]));
    let schemes = [(1, &scheme), (2, &later)];
    let of = |year| active_in(schemes, year).map(|(number, _)| number);
    assert_eq!((of(2015), of(2017), of(2018)), (None, Some(1), Some(2)));
}
