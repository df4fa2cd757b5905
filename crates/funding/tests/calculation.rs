//! What a line costs in a year: FUN-02 … FUN-05, FUN-08 … FUN-11, FUN-13.

use funding::calculation::*;
use funding::policy::{Rounding, SurchargeBase};
use funding::scheme::*;
use funding::{CostScheme, CostSchemeEvent};
use jiff::civil::date;
use kernel::Status;
use proptest::prelude::*;

use crate::fixtures::*;
use crate::scheme_given::*;

const PROJECT: Scope = Scope::Project(kernel::ProjectId(uuid::Uuid::from_u128(1)));

fn compute_in(scheme: &CostScheme, scope: Scope, year: i16) -> Computation {
    compute(scheme, scope, year, &Assumptions::default())
}

fn amounts(computation: &Computation) -> Vec<(String, i64)> {
    let lines = computation.lines.iter();
    lines
        .map(|line| (line.line.to_string(), line.amount.cents()))
        .collect()
}

fn amount(computation: &Computation, code: &str) -> i64 {
    let mut lines = computation.lines.iter();
    let line = lines.find(|line| line.line.as_str() == code);
    line.unwrap_or_else(|| panic!("{code}: {:?}", computation.missing))
        .amount
        .cents()
}

/// The complete scheme without some facts, and with others.
fn scheme(without: impl Fn(&CostSchemeEvent) -> bool, with: Vec<CostSchemeEvent>) -> CostScheme {
    let events = complete_events()
        .into_iter()
        .filter(|event| !without(event));
    state(events.chain(with))
}

fn missing(scheme: &CostScheme, scope: Scope, year: i16) -> Vec<String> {
    let computation = compute_in(scheme, scope, year);
    assert_eq!(computation.total(), None);
    let missing = computation.missing.iter();
    missing.map(|what| what.words(&leverkusen())).collect()
}

#[test]
fn fun_02_to_06_and_11_a_projects_year_is_computed_line_by_line() {
    let base = compute_in(&complete(), PROJECT, 2016);
    let expected = [
        ("COORD", 6_000_000),
        ("MAT", 970_000),
        ("OVH", 1_600_000),
        ("PROJ", 2_500_000),
        ("FH", 1_050_000),
    ];
    assert_eq!(
        amounts(&base),
        expected.map(|(code, cents)| (code.to_owned(), cents))
    );
    assert_eq!(base.total(), Some(cents(12_120_000)));
    let rules: Vec<_> = base
        .lines
        .iter()
        .map(|line| line.explanation.rule.as_str())
        .collect();
    assert_eq!(rules, ["FUN-02", "FUN-03", "FUN-04", "FUN-06", "FUN-11"]);
    assert_eq!(base.lines[4].recipient, Some(id(4)));
    assert_eq!(base.lines[0].recipient, None);
}

#[test]
fn fun_05_plans_grow_by_the_rate_from_the_base_year_where_the_policy_says_so() {
    let grown = compute_in(&complete(), PROJECT, 2018);
    // 60.000 € × 1,03²; 9.700 € × 1,03²; 16.000 € × 1,03². Not on project funds, not on the flat amount.
    assert_eq!(amount(&grown, "COORD"), 6_365_400);
    assert_eq!(amount(&grown, "MAT"), 1_029_073);
    assert_eq!(amount(&grown, "OVH"), 1_697_440);
    assert_eq!(amount(&grown, "PROJ"), 2_500_000);
    assert_eq!(amount(&grown, "FH"), 1_050_000);
    // The base year is inferred: it warns.
    assert!(
        grown
            .warnings
            .iter()
            .any(|warning| warning.code == "COMPUTED_FROM_INFERRED")
    );
    let decided = IndexationDecided {
        basis_points: None,
        base_year: Some(2016),
        mode: Some(funding::policy::IndexationMode::PlanningOnly),
        rounding: None,
        decided_on: date(2016, 1, 6),
    };
    let adopted = scheme(|_| false, vec![decided.into()]);
    let indexation = adopted.indexation.as_ref().unwrap();
    assert_eq!(indexation.base_year.status, Status::Adopted);
    assert!(compute_in(&adopted, PROJECT, 2018).warnings.is_empty());
}

#[test]
fn fun_05_an_amount_of_the_year_itself_is_not_indexed() {
    let entered = scheme(|_| false, vec![amount_of("kgst.material", 2018, 990_000)]);
    assert_eq!(amount(&compute_in(&entered, PROJECT, 2018), "MAT"), 990_000);
    assert_eq!(
        amount(&compute_in(&entered, PROJECT, 2019), "MAT"),
        1_059_945
    );
}

#[test]
fn fun_05_a_rounding_that_nobody_says_is_asked_for() {
    let silent = |event: &CostSchemeEvent| matches!(event, CostSchemeEvent::IndexationDecided(_));
    let scheme = scheme(silent, vec![]);
    assert!(compute_in(&scheme, PROJECT, 2016).total().is_some());
    let asked = missing(&scheme, PROJECT, 2018);
    assert_eq!(asked[0], "COORD: die Rundung der Kostensteigerung");
    assert_eq!(asked.len(), 3);
}

#[test]
fn fun_05_rounding_from_the_year_before_may_differ_from_the_base() {
    let yearly = IndexationDecided {
        basis_points: None,
        base_year: None,
        mode: None,
        rounding: Some(Rounding::HalfUpCentFromYearBefore),
        decided_on: date(2016, 1, 6),
    };
    let odd = || amount_of("kgst.material", 2016, 150);
    let from_base = scheme(|_| false, vec![odd()]);
    let from_before = scheme(|_| false, vec![odd(), yearly.into()]);
    // 1,50 € × 1,03³ = 1,639…; year by year 1,545 → 1,55, 1,5965 → 1,60, 1,648 → 1,65.
    assert_eq!(amount(&compute_in(&from_base, PROJECT, 2019), "MAT"), 164);
    assert_eq!(amount(&compute_in(&from_before, PROJECT, 2019), "MAT"), 165);
}

#[test]
fn fun_02_nothing_is_computed_before_somebody_says_how_much_of_a_post_one_professional_is() {
    let unsettled = |event: &CostSchemeEvent| matches!(event, CostSchemeEvent::CostQuestionSettled(e) if e.line == line("COORD"));
    assert_eq!(
        missing(&scheme(unsettled, vec![]), PROJECT, 2016),
        ["COORD: „Ist eine Fachkraft höchstens eine volle Stelle?“"]
    );
}

#[test]
fn fun_04_a_surcharge_without_its_base_says_the_question() {
    let unsettled = |event: &CostSchemeEvent| matches!(event, CostSchemeEvent::CostQuestionSettled(e) if e.line == line("OVH"));
    assert_eq!(
        missing(&scheme(unsettled, vec![]), PROJECT, 2016),
        [
            "OVH: „Wie berechnet die Kommune den Zuschlag auf die durchschnittlichen Kosten eines \
          Arbeitsplatzes?“"
        ]
    );
    let words_alone = scheme(unsettled, vec![settled("OVH").into()]);
    assert_eq!(
        missing(&words_alone, PROJECT, 2016),
        ["OVH: Bemessungsgrundlage des Zuschlags"]
    );
    let gross = CostQuestionSettled {
        base: Some(SurchargeBase::GrossPersonnel),
        base_line: Some(line("COORD")),
        ..settled("OVH")
    };
    let gross = scheme(unsettled, vec![gross.into()]);
    assert_eq!(amount(&compute_in(&gross, PROJECT, 2018), "OVH"), 1_273_080);
}

#[test]
fn fun_03_a_missing_parameter_is_named_and_never_nothing() {
    let without = |event: &CostSchemeEvent| {
        matches!(
            event,
            CostSchemeEvent::CostParameterSet(_) | CostSchemeEvent::GradeCostSet(_)
        )
    };
    assert_eq!(
        missing(&scheme(without, vec![]), PROJECT, 2016),
        [
            "COORD: Personalkosten S 11b für 2016",
            "MAT: Kennwert kgst.material für 2016",
            "OVH: Kennwert kgst.workplace für 2016",
        ]
    );
    // Before the base year nothing is computed backwards.
    assert_eq!(
        missing(&complete(), PROJECT, 2015)[1],
        "MAT: Kennwert kgst.material für 2015"
    );
}

#[test]
fn fun_09_a_third_of_the_cost_is_computed_and_the_printed_figure_only_warns() {
    let network = compute_in(&complete(), Scope::Network, 2018);
    // A third of 90.000 € × 1,03².
    assert_eq!(amount(&network, "PSY"), 3_182_700);
    let warning = network
        .warnings
        .iter()
        .find(|w| w.code == "PRINTED_FIGURE_DIFFERS")
        .unwrap();
    assert_eq!(
        warning.sentence,
        "PSY: im Dokument stehen 37.000,00 € (Bedeutung: unklar); gerechnet sind 31.827,00 € von \
         95.481,00 €."
    );
    let no_grade = |event: &CostSchemeEvent| matches!(event, CostSchemeEvent::LineGradeNamed(_));
    let scheme = scheme(no_grade, vec![]);
    assert!(missing(&scheme, Scope::Network, 2018).contains(&"PSY: Entgeltgruppe".to_owned()));
}

#[test]
fn fun_09_a_figure_that_fits_its_settled_meaning_warns_no_more() {
    let meaning = CostQuestionSettled {
        note_meaning: Some(funding::policy::NoteMeaning::Part),
        ..settled("PSY")
    };
    let fits = vec![meaning.into(), cost_of("E 12", 2018, 11_100_000)];
    let network = compute_in(&scheme(|_| false, fits), Scope::Network, 2018);
    assert_eq!(amount(&network, "PSY"), 3_700_000);
    assert!(
        !network
            .warnings
            .iter()
            .any(|w| w.code == "PRINTED_FIGURE_DIFFERS")
    );
}

#[test]
fn fun_10_whether_a_third_of_the_lump_sum_is_refunded_is_the_municipalitys_answer() {
    let network = compute_in(&complete(), Scope::Network, 2016);
    // Settled as a third: 9.700 € / 3; settled with words alone: the whole 16.000 €.
    assert!(
        network
            .missing
            .iter()
            .all(|what| what.line() == &line("RENT"))
    );
    assert_eq!(amount(&network, "PSY-MAT"), 323_333);
    assert_eq!(amount(&network, "PSY-OVH"), 1_600_000);
    let open = |event: &CostSchemeEvent| matches!(event, CostSchemeEvent::CostQuestionSettled(e) if e.line == line("PSY-MAT"));
    assert!(
        missing(&scheme(open, vec![]), Scope::Network, 2018)
            .contains(&"PSY-MAT: „Gilt das Drittel auch für die Sachkostenpauschale?“".to_owned())
    );
}

#[test]
fn fun_08_rents_are_what_they_cost_for_the_pairs_of_the_document() {
    let network = compute_in(&complete(), Scope::Network, 2018);
    let rents = network
        .lines
        .iter()
        .filter(|computed| computed.line == line("RENT"));
    let rents: Vec<_> = rents
        .map(|l| (l.pair, l.recipient, l.site, l.amount.cents()))
        .collect();
    assert_eq!(
        rents,
        [
            (Some(1), Some(id(1)), Some(id(1)), 1_200_000),
            (Some(2), Some(id(2)), Some(id(2)), 960_050)
        ]
    );
    // Nothing is indexed: the rent of a year that nobody entered is asked for.
    assert_eq!(
        missing(&complete(), Scope::Network, 2019),
        [
            "RENT: tatsächliche Kosten des Paares 1 für 2019",
            "RENT: tatsächliche Kosten des Paares 2 für 2019"
        ]
    );
}

#[test]
fn fun_11_who_receives_the_flat_amount_is_asked_for_each_project() {
    let of_two = Scope::Project(id(2));
    assert_eq!(missing(&complete(), of_two, 2018), ["FH: Empfänger"]);
    let supposed = compute_in(&complete(), Scope::SupposedProject, 2018);
    assert_eq!(amount(&supposed, "FH"), 1_050_000);
}

#[test]
fn fun_05_an_explanation_says_every_step_and_gives_the_amount_again() {
    let grown = compute_in(&complete(), PROJECT, 2018);
    for line in &grown.lines {
        assert_eq!(line.explanation.amount(), line.amount);
        let stored = serde_json::to_string(&line.explanation).unwrap();
        assert_eq!(
            serde_json::from_str::<Explanation>(&stored).unwrap(),
            line.explanation
        );
    }
    assert_eq!(
        grown.lines[0].explanation.sentence(),
        "Personalkosten S 11b (SuE 11) 2016: 60.000,00 € × 1 + 3 % jährlich von 2016 bis 2018 \
         (kaufmännisch auf Cent, vom Basisjahr aus, Basisjahr abgeleitet) = 63.654,00 € (FUN-02, \
         Regeln Version 7)"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Half a cent up, and within half a cent of the exact value.
    #[test]
    fn fun_05_rounding_is_half_up(base in 0_i64..100_000_000, n in 1_u32..50, d in 1_u32..50) {
        let rounded = i128::from(Exact::of_cents(base).times(n, d).rounded());
        let (exact, d) = (2 * i128::from(base) * i128::from(n), i128::from(d));
        prop_assert!(2 * rounded * d - exact <= d);
        prop_assert!(exact - 2 * rounded * d < d);
    }

    /// What is rounded does not depend on the order of the factors.
    #[test]
    fn fun_05_rounding_never_depends_on_order(
        cents in 0_i64..100_000_000,
        mut factors in prop::collection::vec((1_u32..20_000, 1_u32..20_000), 0..8),
    ) {
        let times = |factors: &[(u32, u32)]| {
            let start = Exact::of_cents(cents);
            factors.iter().fold(start, |exact, (n, d)| exact.times(*n, *d)).rounded()
        };
        let there = times(&factors);
        factors.reverse();
        prop_assert_eq!(there, times(&factors));
    }

    /// The total is the sum of the lines, each of which explains itself.
    #[test]
    fn fun_13_the_total_is_the_sum_of_the_lines(
        material in 0_i64..10_000_000, post in 0_i64..20_000_000, year in 2016_i16..2050,
    ) {
        let with = vec![
            amount_of("kgst.material", 2016, material),
            cost_of("S 11b", 2016, post),
        ];
        let computation = compute_in(&scheme(|_| false, with), PROJECT, year);
        let sum: i64 = computation.lines.iter().map(|line| line.amount.cents()).sum();
        prop_assert_eq!(computation.total(), Some(cents(sum)));
        for line in &computation.lines {
            prop_assert_eq!(line.explanation.amount(), line.amount);
        }
    }
}
