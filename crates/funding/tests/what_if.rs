//! Scenarios side by side: FUN-16.

use funding::calculation::{Assumptions, Rise};
use funding::what_if::*;
use kernel::{Money, ProjectId};

use crate::fixtures::*;
use crate::scheme_given::complete;

fn totals(scenario: Scenario, years: std::ops::RangeInclusive<i16>) -> Vec<Option<i64>> {
    let mut columns = compare(&complete(), &[id::<ProjectId>(1)], years, &[scenario]);
    let years = columns.remove(0).years;
    years
        .iter()
        .map(|cell| cell.total().map(Money::cents))
        .collect()
}

fn assuming(assumptions: Assumptions) -> Scenario {
    Scenario {
        assumptions,
        ..Scenario::default()
    }
}

#[test]
fn fun_16_one_more_site_costs_a_projects_lines_from_its_first_year() {
    let today = totals(Scenario::default(), 2018..=2018)[0].unwrap();
    let more = |from| Scenario {
        more_sites: 2,
        sites_from_year: from,
        ..Scenario::default()
    };
    let project = 6_365_400 + 1_029_073 + 1_697_440 + 2_500_000 + 1_050_000;
    assert_eq!(totals(more(None), 2018..=2018), [Some(today + 2 * project)]);
    assert_eq!(totals(more(Some(2019)), 2018..=2018), [Some(today)]);
}

#[test]
fn fun_05_a_rise_of_tariffs_touches_the_staff_alone() {
    let rise = Rise {
        basis_points: 250,
        from_year: 2018,
    };
    let rise = Assumptions {
        tariff_rise: Some(rise),
        ..Assumptions::default()
    };
    let today = totals(Scenario::default(), 2018..=2018)[0].unwrap();
    // 2,5 % on 63.654 € and on 31.827 €, rounded from the base: 65.245,35 € and 32.622,68 € (half a cent up).
    assert_eq!(
        totals(assuming(rise), 2018..=2018),
        [Some(today + 159_135 + 79_568)]
    );
}

#[test]
fn fun_06_half_the_project_funds_is_half_the_cap() {
    let half = Assumptions {
        project_funds: Some("1/2".to_owned().try_into().unwrap()),
        ..Assumptions::default()
    };
    let today = totals(Scenario::default(), 2018..=2018)[0].unwrap();
    assert_eq!(
        totals(assuming(half), 2018..=2018),
        [Some(today - 1_250_000)]
    );
}

#[test]
fn fun_05_another_parameter_year_is_taken_as_it_was_entered() {
    let of_2016 = Assumptions {
        parameter_year: Some(2016),
        ..Assumptions::default()
    };
    let columns = compare(
        &complete(),
        &[id(1)],
        2018..=2018,
        &[Scenario::default(), assuming(of_2016)],
    );
    let material = |column: &Column| column.years[0].projects[0].1.lines[1].amount.cents();
    assert_eq!(
        (material(&columns[0]), material(&columns[1])),
        (1_029_073, 970_000)
    );
}

#[test]
fn fun_13_a_year_with_something_missing_has_no_total_and_names_it() {
    let columns = compare(&complete(), &[id(1)], 2018..=2019, &[Scenario::default()]);
    let years = &columns[0].years;
    assert!(years[0].total().is_some());
    assert_eq!(years[1].total(), None);
    assert_eq!(years[1].network.missing[0].line(), &line("RENT"));
}
