//! Offers on a day: EVA-12, EVA-16.

use evaluation::inventory::*;
use jiff::civil::date;
use kernel::{Date, Period};

use crate::fixtures::*;

fn offer(n: u128, kind: &str, since: Date, until: Option<Date>) -> ListedOffer {
    ListedOffer {
        offer: id(n),
        kind: kind.to_owned(),
        target_groups: vec!["schwangere".to_owned(), "eltern".to_owned()],
        site: (n < 3).then(|| id(1)),
        runs: Period { since, until },
        confirmed_on: vec![date(2015, 3, 2)],
        public: n != 1,
    }
}

fn offers() -> [ListedOffer; 3] {
    [
        offer(1, "kurs", date(2011, 4, 1), None),
        offer(2, "beratung", date(2012, 1, 1), Some(date(2015, 12, 31))),
        offer(3, "kurs", date(2016, 1, 1), None),
    ]
}

#[test]
fn eva_16_the_inventory_counts_the_offers_of_its_day() {
    let offers = offers();
    let then = offer_inventory(&offers, date(2015, 12, 31));
    let now = offer_inventory(&offers, TODAY);
    assert_eq!((then.total, now.total), (2, 2));
    assert_eq!(
        (then.by_kind.get("beratung"), now.by_kind.get("beratung")),
        (Some(&1), None)
    );
    assert_eq!(now.by_target_group.get("eltern"), Some(&2));
    assert_eq!(now.by_site.get(&None), Some(&1));
    // Confirmed within twelve months: 2 March 2015 still counts on 1 March 2016, not a day later.
    assert_eq!(now.confirmed, 2);
    assert_eq!(offer_inventory(&offers, date(2016, 3, 2)).confirmed, 0);
    assert_eq!(offer_inventory([], TODAY), OfferInventory::default());
}

#[test]
fn eva_16_on_29_february_a_year_is_a_year_too() {
    let leap_day = date(2016, 2, 29);
    let confirmed = |on| {
        let offer = ListedOffer {
            confirmed_on: vec![on],
            ..offer(1, "kurs", date(2011, 4, 1), None)
        };
        offer_inventory([&offer], leap_day).confirmed
    };
    assert_eq!(confirmed(date(2015, 2, 28)), 0);
    assert_eq!(confirmed(date(2015, 3, 1)), 1);
    assert_eq!(confirmed(leap_day), 1);
    // Confirmed later, it was not confirmed then.
    assert_eq!(confirmed(TODAY), 0);
}

#[test]
fn eva_12_what_is_published_runs_and_its_partner_agrees() {
    let offers = offers();
    let published = |day| {
        published_offers(&offers, day)
            .iter()
            .map(|o| o.offer)
            .collect::<Vec<_>>()
    };
    assert_eq!(published(date(2015, 12, 31)), [id(2)]);
    assert_eq!(published(TODAY), [id(3)]);
}
