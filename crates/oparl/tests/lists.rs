//! What lists promise.

use std::collections::BTreeSet;

use oparl::{
    Entity, ListAddress, ListQuery, Location, Meeting, Moment, Page, UnreadableQuery, page,
    validation,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::sample::{entity, id, meeting, moment, root};

fn places() -> ListAddress<Location> {
    ListAddress::new(root().below(["musterstadt", "locations"]))
}

fn place(key: &str, created: i8, modified: i8, deleted: bool) -> Entity<Location> {
    Entity {
        id: id("locations", key),
        created: moment(created),
        modified: moment(modified),
        content: (!deleted).then(Location::default),
    }
}

fn read(pairs: &[(&str, &str)]) -> Result<ListQuery, UnreadableQuery> {
    ListQuery::read(pairs.iter().copied())
}

fn keys(page: &Page<Location>) -> Vec<String> {
    let text = |entity: &Entity<Location>| entity.id.address().to_string();
    let ids = page.data.iter().map(text);
    ids.filter_map(|id| Some(id.rsplit_once('/')?.1.to_owned()))
        .collect()
}

/// The query of a link as a client sends it back.
fn followed(link: &str) -> ListQuery {
    let (_, query) = link.split_once('?').expect("a link with parameters");
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            let value = percent_encoding::percent_decode_str(value);
            (name.to_owned(), value.decode_utf8_lossy().into_owned())
        })
        .collect();
    let pairs = pairs.iter().map(|(name, value)| (&**name, &**value));
    ListQuery::read(pairs).expect("our own parameters")
}

#[test]
fn a_page_keeps_the_standard_and_its_links_keep_the_filters() {
    let all = || {
        (0..5)
            .map(|n| place(&format!("p{n}"), 1, 2, false))
            .collect()
    };
    let query = read(&[
        ("limit", "2"),
        ("modified_since", "2026-06-01T00:00:00+02:00"),
    ])
    .unwrap();
    let first = page(&places(), &query, all());
    let value = serde_json::to_value(&first).unwrap();
    assert_eq!(validation::list("Location", &value).faults, [""; 0]);
    let next = "https://oparl.example.org/v1.1/musterstadt/locations?modified_since=2026-06-01T00%3A00%3A00%2B02%3A00&limit=2&after=p1";
    assert_eq!(value["links"]["next"], next);
    assert_eq!(value["pagination"]["totalElements"], 5);
    assert_eq!(value["pagination"]["elementsPerPage"], 2);
    let second = page(&places(), &followed(next), all());
    assert_eq!(second.links.this.as_str(), next);
    assert_eq!(second.links.first, first.links.this);
    assert_eq!(keys(&second), ["p2", "p3"]);
    let link = second.links.next.unwrap();
    let last = page(&places(), &followed(link.as_str()), all());
    assert_eq!(
        (keys(&last), last.links.next),
        (vec!["p4".to_owned()], None)
    );
}

#[test]
fn what_is_deleted_is_shown_to_those_who_ask_what_changed_and_to_nobody_else() {
    let all = || vec![place("a", 1, 5, true), place("b", 1, 2, false)];
    let everything = page(&places(), &ListQuery::default(), all());
    assert_eq!(keys(&everything), ["b"]);
    assert_eq!(everything.pagination.total_elements, 1);
    let since = read(&[("modified_since", "2026-06-05T09:00:00+02:00")]).unwrap();
    assert_eq!(keys(&page(&places(), &since, all())), ["a"]);
    let until = read(&[("modified_until", "2026-06-05T09:00:00+02:00")]).unwrap();
    assert_eq!(keys(&page(&places(), &until, all())), ["b"]);
}

#[test]
fn a_filter_includes_its_own_second_whatever_the_zone_or_the_fraction() {
    let all = || vec![place("a", 3, 3, false), place("b", 4, 4, false)];
    let asked = |name: &'static str, value: &str| {
        keys(&page(&places(), &read(&[(name, value)]).unwrap(), all()))
    };
    for at in [
        "2026-06-04T09:00:00+02:00",
        "2026-06-04T07:00:00Z",
        "2026-06-04T07:00:00.999Z",
    ] {
        assert_eq!(asked("created_since", at), ["b"], "{at}");
        assert_eq!(asked("modified_since", at), ["b"], "{at}");
        assert_eq!(asked("created_until", at), ["a", "b"], "{at}");
        assert_eq!(asked("modified_until", at), ["a", "b"], "{at}");
    }
    let before = "2026-06-04T08:59:59+02:00";
    assert_eq!(asked("created_until", before), ["a"]);
    assert_eq!(asked("modified_since", before), ["b"]);
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    for (pairs, code, parameter) in [
        (&[("page", "2")][..], "UNKNOWN_PARAMETER", "page"),
        (&[("limit", "0")], "INVALID_PARAMETER", "limit"),
        (&[("limit", "-1")], "INVALID_PARAMETER", "limit"),
        (&[("limit", "viel")], "INVALID_PARAMETER", "limit"),
        (
            &[("omit_internal", "ja")],
            "INVALID_PARAMETER",
            "omit_internal",
        ),
        (
            &[("created_since", "2026-06-04")],
            "INVALID_PARAMETER",
            "created_since",
        ),
        // What becomes of a plus that nobody encoded.
        (
            &[("modified_since", "2026-06-04T09:00:00 02:00")],
            "INVALID_PARAMETER",
            "modified_since",
        ),
        (
            &[("modified_until", "")],
            "INVALID_PARAMETER",
            "modified_until",
        ),
        (
            &[("limit", "1"), ("limit", "1")],
            "PARAMETER_TWICE",
            "limit",
        ),
    ] {
        let refused = read(pairs).unwrap_err();
        assert_eq!((refused.code(), refused.parameter()), (code, parameter));
        assert!(refused.to_string().contains(parameter), "{refused}");
    }
}

#[test]
fn no_page_is_longer_than_a_hundred() {
    let all = (0..150).map(|n| place(&format!("{n:03}"), 1, 1, false));
    let query = read(&[("limit", "5000")]).unwrap();
    let page = page(&places(), &query, all.collect());
    assert_eq!(page.data.len(), 100);
    assert_eq!(page.pagination.elements_per_page, 100);
    assert!(
        page.links
            .next
            .unwrap()
            .as_str()
            .contains("limit=100&after=099")
    );
}

#[test]
fn without_its_internal_lists_a_meeting_is_still_whole() {
    let list: ListAddress<Meeting> = ListAddress::new(root().below(["meetings"]));
    let query = read(&[("omit_internal", "true")]).unwrap();
    let page = page(&list, &query, vec![meeting()]);
    let value = serde_json::to_value(&page).unwrap();
    assert_eq!(validation::list("Meeting", &value).faults, [""; 0]);
    let meeting = &value["data"][0];
    assert!(meeting.get("agendaItem").is_none() && meeting.get("auxiliaryFile").is_none());
    assert!(meeting.get("resultsProtocol").is_some_and(Value::is_object));
    assert!(page.links.this.as_str().ends_with("?omit_internal=true"));
}

proptest! {
    #[test]
    fn paging_visits_each_object_once(
        keys in prop::collection::btree_set("[a-z0-9-]{1,6}", 0..40),
        limit in 1_usize..12,
    ) {
        let mut query = ListQuery { limit: Some(limit), ..ListQuery::default() };
        let mut seen: Vec<String> = Vec::new();
        loop {
            let all = keys.iter().rev().map(|key| {
                entity("locations", key, Location::default())
            });
            let page = page(&places(), &query, all.collect());
            seen.extend(self::keys(&page));
            match page.links.next {
                Some(next) => {
                    prop_assert_eq!(page.data.len(), limit);
                    query = followed(next.as_str());
                }
                None => break,
            }
        }
        prop_assert_eq!(seen.len(), keys.len());
        prop_assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), keys);
    }

    #[test]
    fn a_moment_is_read_as_it_was_written(second in -2_000_000_000_i64..7_000_000_000) {
        let at = Moment::new(jiff::Timestamp::from_second(second).unwrap());
        let query = read(&[("created_since", &at.to_string())]).unwrap();
        prop_assert_eq!(query.created_since, Some(at));
    }
}
