//! Shares of an expense come to the whole: FUN-09.

use funding::expense::*;
use kernel::Share;
use proptest::prelude::*;

use crate::expense::{assign, pers, undo};
use crate::spend_given::*;

#[test]
fn fun_09_shares_that_make_up_the_whole_come_to_it() {
    let by = |share: &str| ExpensePart {
        share: Some(Share::try_from(share.to_owned()).unwrap()),
        ..whole(pers())
    };
    let of = |amount, parts| RecordExpense {
        amount: cents(amount),
        ..record(parts)
    };
    let amounts = |told: &Told<Expense>| -> Vec<i64> {
        let known = told.it.assignments.iter();
        known.map(|a| a.amount.cents()).collect()
    };
    let nothing = Told::<Expense>::nothing;
    let halves = nothing().then(of(10_001, vec![by("1/2"), by("1/2")]));
    assert_eq!(amounts(&halves), [5_001, 5_000]);
    let thirds = nothing().then(of(100, vec![by("1/3"); 3]));
    assert_eq!(amounts(&thirds), [33, 34, 33]);
    // A share that was taken back makes room for one of its size.
    let again = halves.then(undo(1, MAY)).then(AssignExpense {
        assigned_on: Some(MAY),
        ..assign(ExpensePart {
            payer: Payer::Grant(of_grant(2, "PERSONAL")),
            ..by("1/2")
        })
    });
    assert_eq!(amounts(&again), [5_001, 5_000, 5_001]);
    let more = again.refuses(assign(by("1/12")));
    assert_eq!(more.0, "EXPENSE_OVER_ASSIGNED");
    // Told twice, it is there once.
    let half = nothing().then(of(10_001, vec![by("1/2")]));
    let twice = half.then(assign(by("1/2")));
    assert_eq!(amounts(&twice), [5_001]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fun_09_shares_of_the_whole_come_to_it_in_any_order(
        amount in 1_000_i64..1_000_000, (n, d) in (2_u32..13).prop_flat_map(|d| (1..d, Just(d))),
    ) {
        let share = |n: u32| Share::try_from(format!("{n}/{d}")).unwrap();
        let by = |n| ExpensePart { share: Some(share(n)), ..whole(pers()) };
        for parts in [[n, d - n], [d - n, n]] {
            let command = RecordExpense { amount: cents(amount), ..record(parts.map(by).into()) };
            let events = Expense::default().decide(&command.into(), &ctx()).unwrap();
            let expense = state::<Expense>(events);
            prop_assert_eq!(expense.assigned_on(MARCH), cents(amount));
            // None is more than a cent away from what it is alone.
            for (known, n) in expense.assignments.iter().zip(parts) {
                let alone = share(n).of(cents(amount)).cents();
                prop_assert!((known.amount.cents() - alone).abs() <= 1);
            }
        }
    }
}
