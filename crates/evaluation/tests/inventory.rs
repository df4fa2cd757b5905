//! The inventory of offers (EVA-16).

use evaluation::inventory::{ListedOffer, offer_inventory};
use jiff::civil::date;
use kernel::Date;

use crate::fixtures::*;

fn offer(kind: &'static str, sites: &[u128]) -> ListedOffer<&'static str, &'static str> {
    ListedOffer {
        kind: Some(kind),
        target_groups: vec!["schwangere", "eltern"],
        sites: sites.iter().map(|n| id(*n)).collect(),
        confirmed_on: Some(date(2015, 3, 2)),
    }
}

#[test]
fn eva_16_the_inventory_counts_the_offers_of_its_day() {
    let listed = || {
        let nameless = ListedOffer {
            kind: None,
            confirmed_on: None,
            ..offer("kurs", &[])
        };
        [offer("kurs", &[1, 2]), offer("beratung", &[1]), nameless]
    };
    let counted = offer_inventory(listed(), date(2016, 3, 1));
    assert_eq!(counted.total, 3);
    assert_eq!(
        counted.by_kind.into_iter().collect::<Vec<_>>(),
        [(None, 1), (Some("beratung"), 1), (Some("kurs"), 1)]
    );
    assert_eq!(counted.by_target_group["eltern"], 3);
    assert_eq!(
        counted.by_site.into_iter().collect::<Vec<_>>(),
        [(None, 1), (Some(id(1)), 2), (Some(id(2)), 1)]
    );
    // Confirmed within twelve months: 2 March 2015 still counts on 1 March 2016, not a day later.
    assert_eq!(counted.confirmed, 2);
    assert_eq!(offer_inventory(listed(), date(2016, 3, 2)).confirmed, 0);
}

#[test]
fn eva_16_on_29_february_a_year_is_a_year_too() {
    let leap_day = date(2016, 2, 29);
    let confirmed = |on: Date| {
        let offer = ListedOffer {
            confirmed_on: Some(on),
            ..offer("kurs", &[])
        };
        offer_inventory([offer], leap_day).confirmed
    };
    assert_eq!(confirmed(date(2015, 2, 28)), 0);
    assert_eq!(confirmed(date(2015, 3, 1)), 1);
    assert_eq!(confirmed(leap_day), 1);
    assert_eq!(confirmed(date(2016, 3, 1)), 0);
}
