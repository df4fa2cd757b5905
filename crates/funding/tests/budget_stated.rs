//! What a document states for a cost line holds for all its lines together: FUN-06, FUN-11.

use funding::Budget;
use funding::budget::*;
use kernel::Refusal;

use crate::budget::{add, compute, computed, drafted};
use crate::fixtures::*;

#[test]
fn fun_06_and_11_the_stated_amount_holds_for_the_sum_of_a_projects_lines() {
    let to = |n, code, partner, amount| AddBudgetLine {
        recipient: Some(id(partner)),
        ..add(n, Some(code), amount)
    };
    for (code, most) in [("PROJ", 2_500_000), ("FH", 1_050_000)] {
        let first = after::<Budget>(&drafted(), to(10, code, 1, most - 1));
        let refusal = refusal::<Budget>(&ctx(), &first, to(11, code, 2, 2));
        assert_eq!(refusal.code(), "ABOVE_STATED_AMOUNT");
        assert_eq!(refusal.facts()["amount"], most + 1);
        let both = after::<Budget>(&first, to(11, code, 2, 1));
        // Computed, the line is there a second time; and so it is beside a computed one.
        let twice = refused::<Budget>(&both, compute());
        assert_eq!(twice.0, "ABOVE_STATED_AMOUNT");
        let beside = refused::<Budget>(&computed(), to(10, code, 2, 1));
        assert_eq!(beside.0, "ABOVE_STATED_AMOUNT");
        // A correction does not lift it either.
        let replacement = BudgetReplacement::AddBudgetLine(to(10, code, 1, most));
        let correct = CorrectBudget {
            budget: id(1),
            fact: 2,
            reason: text(111, "Falscher Betrag"),
            replacement: Some(replacement),
        };
        assert_eq!(refused::<Budget>(&both, correct).0, "ABOVE_STATED_AMOUNT");
    }
}
