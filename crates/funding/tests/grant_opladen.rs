//! The site in Opladen: third-party money of five years for three kinds of cost (FUN-14).

use funding::grant::*;
use jiff::civil::date;
use kernel::{Money, facts};

use crate::grant_given::*;

/// Opladen: third-party money for five years, for rent, staff and material (STEK).
fn opladen() -> (ApplyForGrant, RecordGrantNotice) {
    let kinds = [
        ("MIETE", PlanCostKind::Rent, eur(12_000)),
        ("PERS", PlanCostKind::Personnel, eur(50_000)),
        ("SACH", PlanCostKind::Material, eur(8_000)),
    ];
    let years = 2023..=2027_i16;
    let lines = years.flat_map(|year| {
        kinds.map(|(code, kind, amount)| PlanLine {
            year: Some(year),
            area: None,
            ..plan_line(&format!("{code}-{year}"), kind, amount)
        })
    });
    let plan = FinancingPlan {
        lines: lines.collect(),
        own_funds: eur(70_000),
        third_party: eur(0),
    };
    let period = GrantPeriod {
        since: date(2023, 1, 1),
        until: date(2027, 12, 31),
    };
    let apply = ApplyForGrant {
        period,
        requested: eur(280_000),
        areas: Vec::new(),
        plan: plan.clone(),
        applied_on: date(2022, 9, 1),
        ..apply()
    };
    let terms = GrantTerms {
        amount: eur(280_000),
        period,
        areas: Vec::new(),
        plan,
        ..terms()
    };
    let notice = RecordGrantNotice {
        terms,
        awarded_on: date(2022, 12, 1),
        ..notice()
    };
    (apply, notice)
}

#[test]
fn fun_14_a_grant_of_five_years_pays_for_rent_staff_and_material() {
    let (apply, notice) = opladen();
    let told = Told::nothing().then(apply.clone()).then(notice);
    let terms = told.grant.terms().expect("it is awarded");
    let of_kind = |kind| -> Money {
        let lines = terms.plan.lines.iter().filter(|line| line.kind == kind);
        lines.map(|line| line.amount).sum()
    };
    assert_eq!(of_kind(PlanCostKind::Rent), eur(60_000));
    assert_eq!(of_kind(PlanCostKind::Personnel), eur(250_000));
    assert_eq!(of_kind(PlanCostKind::Material), eur(40_000));
    assert_eq!(terms.period.until, date(2027, 12, 31));
    // A year outside the five is none of the grant's.
    let mut sixth = apply;
    sixth.plan.lines[0].year = Some(2028);
    assert_eq!(
        Told::nothing().refuses(sixth),
        (
            "PLAN_YEAR_OUTSIDE",
            Some("plan"),
            facts! { "line" => "MIETE-2023", "year" => 2028 }
        )
    );
}
