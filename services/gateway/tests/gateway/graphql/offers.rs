//! The directory of offers and the matrix of situations by region.

use kernel::{OfferId, PartnerId, RegionId};
use membership::Offer;
use membership::offer::{
    AccessPath, EndOffer, NewOfferDetails, OfferCost, OfferThreshold, PauseOffer, RegisterOffer,
    TargetSituation,
};
use serde_json::json;

use super::fixture::{self, Leverkusen};
use super::office::{Office, day, text};
use super::{codes, coordinator, data, database, graph, of};

pub(crate) fn details(name: &str) -> NewOfferDetails {
    NewOfferDetails {
        name: text(name),
        description: Some(text("Für Eltern mit ihren Kindern")),
        kind: None,
        sectors: Vec::new(),
        situations: Vec::new(),
        age_from_months: None,
        age_to_months: None,
        districts: Vec::new(),
        sites: Vec::new(),
        access_paths: vec![AccessPath::WalkIn],
        access_note: None,
        threshold: None,
        cost: OfferCost::Free,
        languages: Vec::new(),
        opening_times: None,
    }
}

pub(crate) async fn register(
    office: &mut Office<'_>,
    partner: PartnerId,
    details: NewOfferDetails,
    on: &str,
) -> OfferId {
    let command = RegisterOffer {
        id: None,
        partner,
        details,
        registered_on: day(on),
    };
    OfferId(office.execute::<Offer>(command, on).await)
}

/// Three offers: a café for single parents in Rheindorf, a course at the site, counselling that ended.
async fn offers(office: &mut Office<'_>, town: &Leverkusen) -> OfferId {
    let mut cafe = details("Elterncafé");
    cafe.situations = vec![TargetSituation::SingleParent, TargetSituation::Fathers];
    cafe.districts = vec![RegionId(town.region)];
    cafe.threshold = Some(OfferThreshold::Low);
    cafe.languages = vec!["tr".parse().unwrap(), "de".parse().unwrap()];
    cafe.age_to_months = Some(36);
    let cafe = register(office, town.with_contact, cafe, "2020-01-07").await;
    let mut course = details("Ästhetik für Babys");
    course.situations = vec![TargetSituation::Fathers];
    course.sites = vec![town.site.into()];
    course.access_paths = vec![AccessPath::Phone];
    course.age_from_months = Some(6);
    register(office, town.without_contact, course, "2021-01-07").await;
    let over = register(
        office,
        town.without_contact,
        details("Beratung"),
        "2019-01-07",
    )
    .await;
    let end = EndOffer {
        offer: over,
        ended_on: day("2020-12-31"),
    };
    office.execute::<Offer>(end, "2020-12-31").await;
    cafe
}

#[tokio::test]
async fn mem_22_partners_read_the_directory_and_find_offers_by_what_they_are() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    offers(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let partner = of("leverkusen", kernel::Role::Partner);
    let found = async |arguments: &str| -> Vec<String> {
        let query = format!("{{ offers{arguments} {{ nodes {{ name }} }} }}");
        let answer = data(&graph, &partner, &query).await;
        let nodes = answer["offers"]["nodes"].as_array().cloned().unwrap();
        let name = |node: &serde_json::Value| node["name"].as_str().unwrap().to_owned();
        nodes.iter().map(name).collect()
    };
    let (cafe, course, over) = ("Elterncafé", "Ästhetik für Babys", "Beratung");
    let region = format!("(filter: {{ region: \"{}\" }})", town.region);
    let site = format!("(filter: {{ site: \"{}\" }})", town.site);
    let of_partner = format!("(filter: {{ partner: \"{}\" }})", town.without_contact);
    let cases: [(&str, &[&str]); 15] = [
        ("", &[course, cafe]),
        ("(orderBy: NAME_DESC)", &[cafe, course]),
        ("(orderBy: LONGEST_UNCONFIRMED)", &[cafe, course]),
        ("(filter: { state: ENDED })", &[over]),
        ("(asOf: \"2020-06-01\")", &[over, cafe]),
        ("(filter: { text: \"asthetik\" })", &[course]),
        ("(filter: { text: \"%\" })", &[]),
        ("(filter: { situation: FATHERS })", &[course, cafe]),
        ("(filter: { ageMonths: 3 })", &[cafe]),
        ("(filter: { accessPath: PHONE })", &[course]),
        ("(filter: { threshold: LOW, language: \"tr\" })", &[cafe]),
        ("(filter: { unconfirmedSince: \"2021-01-01\" })", &[cafe]),
        (&region, &[course, cafe]),
        (&site, &[course]),
        (&of_partner, &[course]),
    ];
    for (arguments, names) in cases {
        assert_eq!(found(arguments).await, names, "{arguments}");
    }
    // Page two, from both ends.
    let query =
        "{ offers(first: 1) { totalCount pageInfo { endCursor hasNextPage } nodes { name } } }";
    let page = data(&graph, &partner, query).await;
    assert_eq!(page["offers"]["totalCount"], 2);
    assert_eq!(page["offers"]["pageInfo"]["hasNextPage"], true);
    let cursor = page["offers"]["pageInfo"]["endCursor"].as_str().unwrap();
    assert_eq!(
        found(&format!("(first: 1, after: \"{cursor}\")")).await,
        [cafe]
    );
    assert_eq!(found("(last: 1)").await, [cafe]);
    let refused = "{ offers(filter: { ageMonths: 999 }) { totalCount } }";
    assert_eq!(codes(&graph, &partner, refused).await, ["INVALID_ARGUMENT"]);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_23_an_offer_says_how_families_find_it() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let cafe = offers(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let fields = "name description cost threshold languages ageToMonths state lastConfirmedOn \
        partner { name } accessPaths { code label } situations { code underReached } districts { name }";
    let query = format!("{{ node(id: \"{cafe}\") {{ ... on Offer {{ {fields} }} }} }}");
    assert_eq!(
        data(&graph, &coordinator("leverkusen"), &query).await["node"],
        json!({
            "name": "Elterncafé",
            "description": "Für Eltern mit ihren Kindern",
            "cost": "FREE",
            "threshold": "LOW",
            "languages": ["de", "tr"],
            "ageToMonths": 36,
            "state": "AVAILABLE",
            "lastConfirmedOn": "2020-01-07",
            "partner": { "name": "Ärztehaus Nord" },
            "accessPaths": [{ "code": "WALK_IN", "label": "persönlich, ohne Anmeldung" }],
            "situations": [
                { "code": "SINGLE_PARENT", "underReached": true },
                { "code": "FATHERS", "underReached": false },
            ],
            "districts": [{ "name": "Rheindorf" }],
        })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn eva_16_the_inventory_of_a_day_counts_by_kind_situation_and_site() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let cafe = offers(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ offerInventory { total confirmed byKind { kind label count } bySituation { situation count }
        bySite { site { name } count } } }";
    let inventory =
        async || data(&graph, &coordinator("leverkusen"), query).await["offerInventory"].take();
    let before = inventory().await;
    assert_eq!(before["total"], 2);
    let counted = |list: &serde_json::Value| -> u64 {
        let lines = list.as_array().unwrap().iter();
        lines.map(|line| line["count"].as_u64().unwrap()).sum()
    };
    assert_eq!(counted(&before["byKind"]), 2);
    let situations = before["bySituation"].as_array().unwrap();
    assert!(situations.contains(&json!({ "situation": "FATHERS", "count": 2 })));
    let sites = before["bySite"].as_array().unwrap();
    assert!(sites.contains(&json!({ "site": { "name": "Rheindorfer Laden" }, "count": 1 })));
    assert!(sites.contains(&json!({ "site": null, "count": 1 })));
    let pause = PauseOffer {
        offer: cafe,
        from: day("2026-01-01"),
        until: None,
    };
    office.execute::<Offer>(pause, "2026-01-01").await;
    office.publish().await;
    assert_eq!(inventory().await["total"], 1);
    let then = query.replace("offerInventory", "offerInventory(asOf: \"2010-01-01\")");
    let then = data(&graph, &coordinator("leverkusen"), &then).await;
    assert_eq!(then["offerInventory"]["total"], 0);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_26_the_matrix_counts_by_region_and_flags_whom_nobody_reaches() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let mut office = Office::resume(&database, "leverkusen");
    let cafe = offers(&mut office, &town).await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ offerMatrix { total forEveryFamily underReachedGaps regions { name } rows { situation underReached \
        total gap rule cells { count gap } } } }";
    let matrix =
        async || data(&graph, &coordinator("leverkusen"), query).await["offerMatrix"].take();
    let row = |matrix: &serde_json::Value, situation: &str| {
        let rows = matrix["rows"].as_array().unwrap().iter();
        rows.clone()
            .find(|row| row["situation"] == situation)
            .cloned()
            .unwrap()
    };
    let before = matrix().await;
    assert_eq!(before["total"], 2);
    assert_eq!(before["regions"], json!([{ "name": "Rheindorf" }]));
    assert_eq!(before["underReachedGaps"], json!(["MOTHERS_UNDER_20"]));
    // One in the region itself, one at its site.
    assert_eq!(
        row(&before, "FATHERS")["cells"],
        json!([{ "count": 2, "gap": false }])
    );
    assert_eq!(
        row(&before, "SINGLE_PARENT"),
        json!({ "situation": "SINGLE_PARENT", "underReached": true, "total": 1, "gap": false, "rule": "MEM-24",
                "cells": [{ "count": 1, "gap": false }] })
    );
    let pause = PauseOffer {
        offer: cafe,
        from: day("2026-01-01"),
        until: None,
    };
    office.execute::<Offer>(pause, "2026-01-01").await;
    office.publish().await;
    let after = matrix().await;
    assert_eq!(
        after["underReachedGaps"],
        json!(["SINGLE_PARENT", "MOTHERS_UNDER_20"])
    );
    drop((graph, office));
    database.drop().await;
}
