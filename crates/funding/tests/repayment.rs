//! Interest on money that goes back: § 49a VwVfG, § 117a LVwG (field.md 3.4, FUN-20).

use cqrs_es::Aggregate;
use funding::programme::{BaseRateSet, Programme, ProgrammeTerms, ProgrammeTermsSet};
use funding::repayment::*;
use jiff::civil::date;
use kernel::{Date, State};
use proptest::prelude::*;

use crate::grant_given::*;

const NRW: Option<State> = Some(State::NordrheinWestfalen);

fn with_rates(rates: &[(i32, Date)]) -> Programme {
    let mut programme: Programme = state([registered().into()]);
    for (basis_points, since) in rates {
        let (basis_points, since) = (*basis_points, *since);
        programme.apply(
            BaseRateSet {
                basis_points,
                since,
            }
            .into(),
        );
    }
    programme
}

#[test]
fn fun_20_interest_is_base_rate_and_five_points_by_the_day() {
    let fund = fund();
    let days = (date(2026, 12, 17), date(2027, 1, 15));
    let computed = compute_interest(eur(100_000), days, NRW, &fund).expect("it is known");
    assert_eq!(
        (computed.law, computed.points),
        (RepaymentLaw::VwVfG49a, 500)
    );
    let rates: Vec<_> = computed
        .segments
        .iter()
        .map(|known| (known.since, known.until, known.base_rate, known.rate))
        .collect();
    assert_eq!(
        rates,
        [
            (date(2026, 12, 17), date(2026, 12, 31), 127, 627),
            (date(2027, 1, 1), date(2027, 1, 15), 162, 662)
        ]
    );
    // 15 days at 6,27 % are 257,671… €, 15 days at 6,62 % are 272,054… €.
    assert_eq!(computed.amount, cents(52_973));
}

#[test]
fn fun_20_a_whole_leap_year_is_a_year() {
    let programme = with_rates(&[(362, date(2024, 1, 1)), (337, date(2024, 7, 1))]);
    let year = (date(2024, 1, 1), date(2024, 12, 31));
    let computed = compute_interest(eur(36_600), year, NRW, &programme).expect("it is known");
    // 182 days at 8,62 %, 184 days at 8,37 %; each day is 100 €.
    assert_eq!(computed.amount, cents((18_200 * 862 + 18_400 * 837) / 100));
}

#[test]
fn fun_20_a_base_rate_below_zero_lowers_the_rate() {
    let programme = with_rates(&[(-88, date(2021, 1, 1)), (-88, date(2021, 7, 1))]);
    let year = (date(2021, 1, 1), date(2021, 12, 31));
    let computed = compute_interest(eur(10_000), year, NRW, &programme).expect("it is known");
    assert_eq!(computed.amount, eur(412));
}

#[test]
fn fun_20_an_old_base_rate_is_never_taken_for_a_new_one() {
    let asked = |rates: &[(i32, Date)], since, until| {
        compute_interest(eur(1_000), (since, until), NRW, &with_rates(rates))
            .map(|computed| computed.segments.len())
    };
    let missing = |day| Err(InterestRefusal::BaseRateMissing { day });
    let (july, january) = (date(2025, 7, 1), date(2026, 1, 1));
    let (autumn, spring) = (date(2025, 9, 30), date(2026, 3, 31));
    let old = [(127, july)];
    assert_eq!(asked(&old, autumn, date(2025, 12, 31)), Ok(1));
    assert_eq!(asked(&old, autumn, january), missing(january));
    // The first day as well: its half-year is a later one.
    assert_eq!(asked(&old, spring, spring), missing(spring));
    // One that stays as it was is entered again.
    assert_eq!(asked(&[(127, july), (127, january)], autumn, spring), Ok(2));
}

#[test]
fn fun_20_what_nobody_states_is_asked() {
    let days = (date(2026, 1, 1), date(2026, 1, 31));
    let programme = with_rates(&[(127, date(2026, 1, 1))]);
    let asked = |state, programme: &Programme| {
        compute_interest(eur(1_000), days, state, programme).map(|computed| computed.points)
    };
    let state = State::SchleswigHolstein;
    assert_eq!(
        asked(Some(state), &programme),
        Err(InterestRefusal::PointsUnstated { state })
    );
    let mut stated = programme.clone();
    let terms = ProgrammeTerms {
        interest_points: Some(500),
        ..ProgrammeTerms::default()
    };
    let since = date(2018, 1, 1);
    stated.apply(ProgrammeTermsSet { terms, since }.into());
    assert_eq!(asked(Some(state), &stated), Ok(500));
    let (state, day) = (State::Hessen, days.0);
    assert_eq!(
        asked(Some(state), &stated),
        Err(InterestRefusal::LawUnknown { state, day })
    );
    let day = days.0;
    assert_eq!(
        asked(NRW, &with_rates(&[])),
        Err(InterestRefusal::BaseRateMissing { day })
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Cut anywhere, the parts are the whole, but for the one rounding of each part.
    #[test]
    fn fun_20_interest_in_parts_is_interest_in_whole(
        amount in 1_i64..100_000_000,
        length in 2_i64..1_500,
        cut in 1_i64..1_499,
    ) {
        let cut = cut.min(length - 1);
        let after = |days: i64| date(2025, 7, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let interest = |since, until| {
            compute_interest(cents(amount), (since, until), NRW, &fund()).unwrap()
        };
        let whole = interest(after(0), after(length - 1));
        let first = interest(after(0), after(cut - 1));
        let second = interest(after(cut), after(length - 1));
        let parts = first.amount.plus(second.amount).cents();
        prop_assert!((whole.amount.cents() - parts).abs() <= 1);
        let days: i32 = whole.segments.iter().map(|s| (s.until - s.since).get_days() + 1).sum();
        prop_assert_eq!(i64::from(days), length);
    }

    /// More money and more days never bear less.
    #[test]
    fn fun_20_interest_grows_with_money_and_days(
        amount in 0_i64..100_000_000, more in 0_i64..1_000_000, days in 0_i64..900,
    ) {
        let until = date(2025, 7, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let interest = |amount, until| {
            let days = (date(2025, 7, 1), until);
            compute_interest(cents(amount), days, NRW, &fund()).unwrap().amount
        };
        prop_assert!(interest(amount, until) <= interest(amount + more, until));
        prop_assert!(interest(amount, until) <= interest(amount, until.tomorrow().unwrap()));
    }
}
