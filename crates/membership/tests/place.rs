//! Regions and sites: MEM-43, MEM-07.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{DomainCommand, Refusal};
use membership::region::*;
use membership::site::*;

use crate::fixtures::*;

fn register(name: &str, status: SiteStatus, since: Option<&str>) -> RegisterSite {
    RegisterSite {
        id: Some(id(6)),
        name: text(100, name),
        region: Some(id(1)),
        status,
        since: since.map(|since| since.parse().expect("a date")),
    }
}

fn live(commands: &[SiteCommand]) -> Site {
    let mut site = Site::default();
    for command in commands {
        for event in site
            .decide(command, &ctx(&leverkusen()))
            .expect("not refused")
        {
            cqrs_es::Aggregate::apply(&mut site, event);
        }
    }
    site
}

#[test]
fn mem_43_a_region_has_a_roman_number() {
    let command = EstablishRegion {
        id: None,
        name: text(100, "Region III"),
        number: Some("III".parse().unwrap()),
    };
    let event = RegionEstablished {
        name: id(100),
        number: Some("III".parse().unwrap()),
    };
    TestFramework::<Region>::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(command.clone().into())
        .then_expect_events(vec![event.clone().into()]);
    let result = TestFramework::<Region>::with(ctx(&leverkusen()))
        .given(vec![event.into()])
        .when(command.clone().into())
        .inspect_result();
    assert_eq!(result.unwrap_err().code(), "ALREADY_EXISTS");
    let mut command = RegionCommand::from(command);
    command.assign(uuid::Uuid::from_u128(3));
    assert_eq!(command.target(), Some(uuid::Uuid::from_u128(3)));
    assert_eq!(command.claims().len(), 1);
}

#[test]
fn mem_43_wiesdorf_is_only_considered() {
    let site =
        live(&[register("Dependance Wiesdorf", SiteStatus::Considered, Some("2015")).into()]);
    assert_eq!(site.status_on(TODAY), Some(SiteStatus::Considered));
    assert_eq!(SiteStatus::Considered.label(), "angedacht");
}

#[test]
fn mem_43_a_planned_site_opens_later() {
    let open = ChangeSiteStatus {
        site: id(6),
        status: SiteStatus::Open,
        since: "2016-04".parse().unwrap(),
    };
    let planned = register("Standort Opladen", SiteStatus::Planned, Some("2015"));
    let site = live(&[planned.into(), open.clone().into(), open.into()]);
    assert_eq!(site.status_on(date(2014, 1, 1)), None);
    assert_eq!(site.status_on(date(2016, 3, 31)), Some(SiteStatus::Planned));
    assert_eq!(site.status_on(date(2016, 4, 1)), Some(SiteStatus::Open));
    assert_eq!(site.statuses.facts().len(), 2);
}

#[test]
fn mem_43_a_site_lies_in_a_known_region() {
    let foreign = RegisterSite {
        region: Some(id(77)),
        ..register("Laden", SiteStatus::Open, None)
    };
    let result = TestFramework::<Site>::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(foreign.into())
        .inspect_result();
    let refusal = result.unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("REGION_UNKNOWN", Some("region"))
    );
    let ahead = register("Laden", SiteStatus::Planned, Some("2030"));
    let refusal = Site::default()
        .decide(&ahead.into(), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(refusal.code(), "DATE_IN_FUTURE");
}

#[test]
fn mem_07_a_sites_operator_is_asked_for_a_day() {
    let assign = |operator, since: &str| {
        SiteCommand::from(AssignSiteOperator {
            site: id(6),
            operator: id(operator),
            since: since.parse().unwrap(),
        })
    };
    let site = live(&[
        register("Laden", SiteStatus::Open, Some("2011-04")).into(),
        assign(1, "2010"),
        assign(2, "2015-12"),
        assign(2, "2016"),
    ]);
    assert_eq!(site.operator_on(date(2011, 4, 1)), Some(id(1)));
    assert_eq!(site.operator_on(TODAY), Some(id(2)));
    assert_eq!(site.operators.facts().len(), 2);
    let refusal = site
        .decide(&assign(77, "2017"), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("PARTNER_UNKNOWN", Some("operator"))
    );
}

#[test]
fn a_name_has_at_most_200_characters() {
    let (longest, too_long) = ("ä".repeat(200), "ä".repeat(201));
    let ctx = ctx(&leverkusen());
    let decide = |name: &str| {
        let command = register(name, SiteStatus::Open, None);
        Site::default().decide(&command.into(), &ctx)
    };
    assert_eq!(decide(&longest).map(|events| events.len()), Ok(1));
    let refusal = decide(&too_long).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NAME_TOO_LONG", Some("name"))
    );
    assert_eq!(
        refusal.facts(),
        kernel::facts! { "length" => 201, "allowed" => 200 }
    );
    assert_eq!(
        refusal.sentence(),
        "Der Name hat 201 Zeichen; möglich sind höchstens 200."
    );
    let region = EstablishRegion {
        id: None,
        name: text(100, &too_long),
        number: None,
    };
    let refusal = Region::default().decide(&region.into(), &ctx).unwrap_err();
    assert_eq!(refusal.code(), "NAME_TOO_LONG");
}
