//! What the proof of the grant that pays it takes from an onward grant, and what may be demanded back: field.md 3.4.

use cqrs_es::Aggregate as _;
use funding::grant::GrantClosed;
use funding::onward_grant::*;
use jiff::civil::date;
use kernel::Money;

use crate::onward_grant::*;
use crate::spend_given::*;

fn spent(told: &Told<OnwardGrant>) -> Option<Money> {
    told.it.known().examined.map(|(spent, _)| spent)
}

#[test]
fn fun_20_the_own_proof_counts_what_left_the_house() {
    let told = awarded()
        .then(pay(6_000, MARCH))
        .then(proof(10_000))
        .then(examine(10_000));
    assert_eq!(spent(&told), Some(eur(6_000)));
    let told = told.then(close());
    assert_eq!(spent(&told), Some(eur(6_000)));
    assert_eq!(told.it.known().line, Some(line("PERS")));
}

#[test]
fn fun_20_the_own_proof_counts_what_may_be_kept() {
    let told = awarded()
        .then(pay(10_000, MARCH))
        .then(proof(10_000))
        .then(examine(10_000))
        .then(revoke(14_000));
    assert_eq!(spent(&told), Some(eur(6_000)));
    let told = told.then(repay(4_000, date(2019, 4, 2)));
    assert_eq!(spent(&told), Some(eur(6_000)));
}

#[test]
fn fun_20_an_onward_grant_is_closed_after_the_grant_that_pays_it() {
    let mut told = awarded()
        .then(pay(15_000, MARCH))
        .then(proof(15_000))
        .then(examine(15_000));
    let grant = told.facts.grants.get_mut(&id(1)).expect("it is known");
    let closed_on = date(2019, 4, 1);
    grant.apply(GrantClosed { closed_on }.into());
    let told = told.then(close());
    assert_eq!(told.it.state_on(TODAY), Some(OnwardState::Closed));
    assert_eq!(told.facts.grants[&id(1)].sums().reserved, eur(15_000));
}

#[test]
fn fun_20_money_that_came_back_is_not_demanded_again() {
    let examined = |paid_back| {
        let told = awarded().then(pay(10_000, MARCH)).then(proof(10_000));
        told.then(repay(paid_back, date(2019, 2, 1)))
            .then(examine(6_000))
    };
    assert_eq!(examined(4_000).refuses(demand(4_000)).0, "BEYOND_LIMIT");
    // What came unasked pays no later demand, and that demand is not raised twice.
    let told = examined(1_000).then(demand(3_000));
    let again = DemandOnwardRepayment {
        demanded_on: date(2019, 3, 2),
        ..demand(1)
    };
    assert_eq!(told.refuses(again.clone()).0, "BEYOND_LIMIT");
    let told = told.then(repay(3_000, date(2019, 4, 2)));
    assert_eq!(told.refuses(again).0, "BEYOND_LIMIT");
}
