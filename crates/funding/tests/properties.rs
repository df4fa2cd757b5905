//! Sums of any history: FUN-06, FUN-13.

use std::collections::BTreeMap;

use cqrs_es::Aggregate;
use funding::budget::*;
use funding::project_funds::*;
use funding::{Budget, ProjectFunds};
use jiff::ToSpan;
use kernel::AllocationId;
use proptest::prelude::*;

use crate::budget::{add, drafted};
use crate::fixtures::*;
use crate::project_funds::{allocate, opened, release, reverse};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is told in whatever order: on no day more is allocated than there is, nothing falls below zero, and what
    /// is allocated and what is free are the cap.
    #[test]
    fn fun_06_the_parts_are_the_whole_for_any_order_of_bookings(
        told in prop::collection::vec((0_u8..3, 10_u128..16, 1_i64..900_000, 0_i64..60), 1..40),
    ) {
        let mut funds: ProjectFunds = state([opened(2_500_000)]);
        for (which, n, amount, days) in told {
            let day = MARCH.saturating_add(days.days());
            let command: ProjectFundsCommand = match which {
                0 => AllocateProjectFunds {
                    allocated_on: day,
                    ..allocate(n, amount)
                }
                .into(),
                1 => release(n, Some(amount), day).into(),
                _ => ReverseAllocation {
                    reversed_on: day,
                    ..reverse(n)
                }
                .into(),
            };
            for event in funds.decide(&command, &ctx()).unwrap_or_default() {
                funds.apply(event);
            }
            prop_assert!(funds.most_allocated() <= cents(2_500_000));
            for ahead in 0..61_i64 {
                let day = MARCH.saturating_add(ahead.days());
                let (allocated, free) = (funds.allocated_on(day), funds.free_on(day).unwrap());
                prop_assert_eq!(allocated.plus(free), cents(2_500_000));
                let booked: i64 = funds.bookings_until(day).iter().map(|booking| {
                    let sign = if booking.kind == FundsBookingKind::Allocated { 1 } else { -1 };
                    sign * booking.amount.cents()
                }).sum();
                prop_assert_eq!(booked, allocated.cents());
            }
        }
    }

    /// An allocation's id follows from its words, where nobody gave one.
    #[test]
    fn fun_06_an_allocation_is_told_once(n in 10_u128..100) {
        let given = decided::<ProjectFunds>(&[opened(2_500_000)], allocate(n, 100));
        let funds: ProjectFunds = state([opened(2_500_000)].into_iter().chain(given));
        prop_assert_eq!(funds.allocations[0].id, id::<AllocationId>(n));
        prop_assert!(funds.decide(&allocate(n, 100).into(), &ctx()).unwrap().is_empty());
    }

    /// The total is the sum of the lines, whatever is added and taken out.
    #[test]
    fn fun_13_a_total_is_its_lines_for_any_order(
        told in prop::collection::vec((any::<bool>(), 10_u128..20, 0_i64..5_000_000), 0..30),
    ) {
        let own = |n, amount| AddBudgetLine {
            purpose: BudgetLinePurpose::OwnResources,
            ..add(n, None, amount)
        };
        let mut budget: Budget = state(drafted());
        let mut expected = BTreeMap::new();
        for (adds, n, amount) in told {
            let command: BudgetCommand = if adds {
                expected.entry(n).or_insert(amount);
                own(n, amount).into()
            } else {
                expected.remove(&n);
                RemoveBudgetLine { budget: id(1), line: id(n), reason: None, removed_on: MARCH }.into()
            };
            for event in budget.decide(&command, &ctx()).unwrap_or_default() {
                budget.apply(event);
            }
            let total = budget.current().unwrap().total(BudgetLinePurpose::OwnResources);
            prop_assert_eq!(total.cents(), expected.values().sum::<i64>());
        }
    }
}
