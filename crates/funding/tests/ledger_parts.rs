//! What is computed of a part of the ledger is real, or it is not given (FUN-18).

use cqrs_es::Aggregate as _;
use funding::expense::*;
use funding::grant::*;
use funding::ledger::*;
use kernel::{Date, Money};

use crate::spend_given::*;

const ALL: LedgerFilter = LedgerFilter {
    grant: None,
    source: None,
    area: None,
    project: None,
    site: None,
    year: None,
};

fn received(n: u128, euros: i64, received_on: Date) -> GrantEvent {
    FundsReceived {
        receipt: id(n),
        disbursement: None,
        amount: eur(euros),
        received_on,
    }
    .into()
}

fn paid(grant: u128, code: &str, euros: i64, site: Option<u128>) -> Expense {
    let recorded = ExpenseRecorded {
        amount: eur(euros),
        paid_on: MARCH,
        kind: PlanCostKind::Personnel,
        line: None,
        partner: None,
        payee: None,
        purpose: id(110),
        document: None,
        project: None,
        site: site.map(id),
    };
    let assigned = ExpenseAssigned {
        number: 1,
        payer: Payer::Grant(of_grant(grant, code)),
        amount: eur(euros),
        share: None,
        assigned_on: MARCH,
    };
    state([recorded.into(), assigned.into()])
}

/// 10.000 € in two areas: 6.000 € of staff in the first, 4.000 € of material in the second.
fn two_areas(years: [Option<i16>; 2]) -> GrantTerms {
    let [one, two] = years;
    let staff = PlanLine {
        year: one,
        ..plan_line(
            "PERS",
            PlanCostKind::Personnel,
            Some(FundingArea::One),
            6_000,
        )
    };
    let material = PlanLine {
        year: two,
        ..plan_line("MAT", PlanCostKind::Material, Some(FundingArea::Two), 4_000)
    };
    let period = (kernel_day(2018, 1), kernel_day(2019, 12));
    GrantTerms {
        areas: vec![FundingArea::One, FundingArea::Two],
        ..terms(10_000, period, vec![staff, material], None)
    }
}

fn kernel_day(year: i16, month: i8) -> Date {
    jiff::civil::date(year, month, 1)
}

fn books(terms: GrantTerms, expense: Expense) -> Books {
    let mut grant: Grant = state(granted(1, terms));
    grant.apply(received(1, 5_000, MARCH));
    Books {
        grants: [(id(1), grant)].into(),
        expenses: [(id(1), expense)].into(),
        ..Books::default()
    }
}

fn sums(reading: &LedgerReading) -> [Option<Money>; 3] {
    [reading.free(), reading.over(), reading.cash()]
}

#[test]
fn fun_18_a_site_has_no_award_of_its_own() {
    let books = books(two_areas([None, None]), paid(1, "PERS", 2_000, Some(3)));
    let bookings = books.bookings(TODAY);
    for (site, part) in by(&bookings, ALL, TODAY, |place| place.site) {
        assert_eq!(sums(&part), [None; 3], "{site:?}");
    }
    let site = LedgerFilter {
        site: Some(id(3)),
        ..ALL
    };
    let reading = read(&bookings, site, TODAY);
    assert_eq!(reading.amount(LedgerKind::Spent), eur(2_000));
    assert_eq!(sums(&reading), [None; 3]);
    let whole = read(&bookings, ALL, TODAY);
    let real = [Some(eur(8_000)), Some(Money::ZERO), Some(eur(3_000))];
    assert_eq!(sums(&whole), real);
}

#[test]
fn fun_18_an_area_has_an_award_and_no_cash_where_the_grant_has_several() {
    let books = books(two_areas([None, None]), paid(1, "PERS", 2_000, None));
    let areas = by(&books.bookings(TODAY), ALL, TODAY, |place| place.area);
    let of = |area| sums(&areas[&area]);
    assert_eq!(
        of(Some(FundingArea::One)),
        [Some(eur(4_000)), Some(Money::ZERO), None]
    );
    assert_eq!(of(None), [Some(Money::ZERO), Some(Money::ZERO), None]);
    // What is decided on a remainder of both says for none what is still free.
    let mut decided = books.clone();
    let decision = RemainderDecided {
        carried_over: Money::ZERO,
        repay: eur(1_000),
        into: None,
        decided_on: MAY,
        text: None,
    };
    let grant = decided.grants.get_mut(&id(1)).expect("it is there");
    grant.apply(decision.into());
    let areas = by(&decided.bookings(TODAY), ALL, TODAY, |place| place.area);
    assert_eq!(sums(&areas[&Some(FundingArea::One)]), [None; 3]);
    // With one area everything stands there.
    let mut terms = two_areas([None, None]);
    terms.areas = vec![FundingArea::One];
    terms.plan.lines[1].area = None;
    let one = self::books(terms, paid(1, "PERS", 2_000, None)).bookings(TODAY);
    let areas = by(&one, ALL, TODAY, |place| place.area);
    assert_eq!(
        sums(&areas[&Some(FundingArea::One)]),
        sums(&read(&one, ALL, TODAY))
    );
}

#[test]
fn fun_18_a_year_has_an_award_where_every_line_says_its_year() {
    let paid = || paid(1, "PERS", 2_000, None);
    let free = |years| {
        let bookings = books(two_areas(years), paid()).bookings(TODAY);
        let years = by(&bookings, ALL, TODAY, |place| place.year);
        (years[&2018].free(), years[&2018].cash())
    };
    assert_eq!(free([Some(2018), None]), (None, None));
    assert_eq!(free([Some(2018), Some(2019)]), (Some(eur(4_000)), None));
}

#[test]
fn fun_18_a_project_that_only_an_expense_names_has_no_award() {
    let mut expense = paid(1, "PERS", 2_000, None);
    if let Some(recorded) = &mut expense.recorded {
        recorded.project = Some(id(1));
    }
    let bookings = books(two_areas([None, None]), expense).bookings(TODAY);
    let projects = by(&bookings, ALL, TODAY, |place| place.project);
    assert_eq!(sums(&projects[&Some(id(1))]), [None; 3]);
    // By grant and source every sum stays real.
    let grants = by(&bookings, ALL, TODAY, |place| (place.grant, place.source));
    assert!(grants.values().all(|part| !sums(part).contains(&None)));
}
