//! What the proof of the grant that pays it takes from an onward grant, and what may be demanded back: field.md 3.4.

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
