//! Regions and sites: MEM-43, MEM-07.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{DomainCommand, Refusal};
use membership::region::*;
use membership::site::*;

use crate::fixtures::*;

pub(crate) fn register(name: &str, status: SiteStatus, since: Option<&str>) -> RegisterSite {
    RegisterSite {
        id: Some(id(6)),
        name: text(100, name),
        region: Some(id(1)),
        status,
        since: since.map(|since| since.parse().expect("a date")),
        opens_on: None,
    }
}

pub(crate) fn live(commands: &[SiteCommand]) -> Site {
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
        opens_on: None,
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

fn correct(fact: u32, replacement: Option<SiteReplacement>) -> SiteCommand {
    CorrectSite {
        site: id(6),
        fact,
        reason: text(900, "Falscher Tag"),
        replacement,
    }
    .into()
}

pub(crate) fn file(n: u128, from: kernel::Date) -> FileSiteDocument {
    FileSiteDocument {
        site: id(6),
        id: None,
        kind: SiteDocumentKind::Checklist,
        title: text(n, "Checkliste Kindeswohl"),
        document: kernel::DocumentRef {
            sha256: kernel::Sha256::new([7; 32]),
            media_type: kernel::MediaType::Pdf,
        },
        valid_from: from,
    }
}

fn take_out(n: u128, on: kernel::Date) -> RemoveSiteDocument {
    RemoveSiteDocument {
        site: id(6),
        document: id(n),
        removed_on: on,
    }
}

pub(crate) fn open_site() -> SiteCommand {
    register("Laden", SiteStatus::Open, Some("2011-04")).into()
}

#[test]
fn mem_43_regions_and_sites_are_renamed_from_a_day_on() {
    let mut region = Region::default();
    let establish = EstablishRegion {
        id: Some(id(3)),
        name: text(100, "Region III"),
        number: None,
    };
    let rename = RenameRegion {
        region: id(3),
        name: text(101, "Steinbüchel"),
    };
    for command in [establish.into(), rename.clone().into()] {
        let ctx = ctx_on(&leverkusen(), date(2018, 1, 1));
        for event in region.decide(&command, &ctx).unwrap() {
            cqrs_es::Aggregate::apply(&mut region, event);
        }
    }
    assert_eq!(region.name_on(date(2017, 12, 31)), Some(id(100)));
    assert_eq!(region.name_on(TODAY), Some(id(101)));
    let struck = RegionCommand::from(CorrectRegion {
        region: id(3),
        fact: 2,
        reason: text(900, "Doch nicht"),
        replacement: None,
    });
    let restored = RegionCommand::from(CorrectRegion {
        region: id(3),
        fact: 2,
        reason: text(901, "Doch"),
        replacement: Some(RegionReplacement::RenameRegion(rename)),
    });
    assert_eq!((restored.entries().len(), restored.claims().len()), (2, 1));
    for (command, name) in [(struck, id(100)), (restored, id(101))] {
        for event in region.decide(&command, &ctx(&leverkusen())).unwrap() {
            cqrs_es::Aggregate::apply(&mut region, event);
        }
        assert_eq!(region.name_on(TODAY), Some(name));
    }
    let first = RegionCommand::from(CorrectRegion {
        region: id(3),
        fact: 1,
        reason: text(902, "Weg"),
        replacement: None,
    });
    let refusal = region.decide(&first, &ctx(&leverkusen())).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("FIRST_FACT_STAYS", Some("replacement"))
    );
    let site = live(&[
        open_site(),
        RenameSite {
            site: id(6),
            name: text(101, "Rheindorfer Laden"),
        }
        .into(),
    ]);
    assert_eq!(site.name_on(TODAY), Some(id(101)));
    assert_eq!(site.name_on(date(2024, 6, 2)), Some(id(100)));
}

#[test]
fn mem_43_a_region_is_not_renamed_ahead() {
    let mut region = Region::default();
    let established = RegionEstablished {
        name: id(100),
        number: None,
    };
    cqrs_es::Aggregate::apply(&mut region, established.into());
    let rename = RegionCommand::from(RenameRegion {
        region: id(3),
        name: text(101, "Steinbüchel"),
    });
    let on = |day| region.decide(&rename, &ctx_on(&leverkusen(), day));
    assert_eq!(on(TODAY).expect("not refused").len(), 1);
    let refusal = on(date(2024, 6, 4)).expect_err("refused");
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("occurredOn"))
    );
}

#[test]
fn mem_43_a_site_that_should_have_opened_is_a_task() {
    let planned = RegisterSite {
        opens_on: Some("2016".parse().unwrap()),
        ..register("Opladen", SiteStatus::Planned, Some("2015"))
    };
    let site = live(&[planned.clone().into()]);
    let codes = |site: &Site, day| {
        let findings = site_findings(site, day);
        findings.into_iter().map(|f| f.code).collect::<Vec<_>>()
    };
    assert!(codes(&site, date(2016, 12, 31)).is_empty());
    assert_eq!(codes(&site, date(2017, 1, 1)), ["SITE_NOT_OPEN_YET"]);
    let later = ChangeSiteStatus {
        site: id(6),
        status: SiteStatus::Planned,
        since: "2017-02".parse().unwrap(),
        opens_on: Some("2018-03".parse().unwrap()),
    };
    let site = live(&[planned.clone().into(), later.clone().into(), later.into()]);
    assert_eq!(site.statuses.facts().len(), 2);
    assert!(codes(&site, date(2018, 3, 31)).is_empty());
    assert_eq!(codes(&site, date(2018, 4, 1)), ["SITE_NOT_OPEN_YET"]);
    let open = ChangeSiteStatus {
        site: id(6),
        status: SiteStatus::Open,
        since: "2018-03".parse().unwrap(),
        opens_on: None,
    };
    let site = live(&[planned.into(), open.clone().into()]);
    assert_eq!(site.opens_on(TODAY), None);
    assert_eq!(
        codes(&site, TODAY),
        ["SITE_WITHOUT_OPERATOR", "SITE_FOLDER_EMPTY"]
    );
    let contradiction = ChangeSiteStatus {
        opens_on: Some("2019".parse().unwrap()),
        ..open
    };
    let refusal = site
        .decide(&contradiction.into(), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("SITE_NOT_PLANNED", Some("opensOn"))
    );
    assert_eq!(refusal.facts(), kernel::facts! { "status" => "open" });
}

#[test]
fn mem_50_a_sites_folder_holds_its_documents_from_day_to_day() {
    let command = SiteCommand::from(file(200, date(2016, 1, 1)));
    assert_eq!((command.documents().len(), command.entries().len()), (1, 1));
    let remove = SiteCommand::from(take_out(200, date(2019, 1, 1)));
    let site = live(&[open_site(), command.clone(), remove.clone(), remove]);
    let held = |day| site.documents_on(day).len();
    assert_eq!(
        [
            held(date(2015, 12, 31)),
            held(date(2016, 1, 1)),
            held(date(2018, 12, 31)),
            held(date(2019, 1, 1)),
        ],
        [0, 1, 1, 0]
    );
    let refused = |command: SiteCommand| {
        let refusal = site.decide(&command, &ctx(&leverkusen())).unwrap_err();
        (refusal.code(), refusal.rule())
    };
    assert_eq!(refused(command), ("SITE_DOCUMENT_EXISTS", Some("MEM-50")));
    assert_eq!(
        refused(take_out(77, TODAY).into()),
        ("SITE_DOCUMENT_UNKNOWN", Some("MEM-50"))
    );
    assert_eq!(
        refused(take_out(200, TODAY).into()),
        ("SITE_DOCUMENT_REMOVED", Some("MEM-50"))
    );
    let mut long = file(201, TODAY);
    long.title = text(201, &"x".repeat(201));
    assert_eq!(refused(long.into()), ("TITLE_TOO_LONG", Some("MEM-50")));
    let early = live(&[open_site(), file(200, date(2016, 1, 1)).into()])
        .decide(
            &take_out(200, date(2015, 12, 31)).into(),
            &ctx(&leverkusen()),
        )
        .unwrap_err();
    assert_eq!(early.code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_43_a_wrong_fact_of_a_site_is_corrected_struck_and_restored() {
    let mut site = live(&[
        open_site(),
        file(200, date(2016, 1, 1)).into(),
        take_out(200, date(2019, 1, 1)).into(),
    ]);
    let instead = |on| {
        Some(SiteReplacement::RemoveSiteDocument(RemoveSiteDocument {
            site: id(99),
            ..take_out(200, on)
        }))
    };
    for (replacement, removed_on) in [
        (instead(date(2020, 1, 1)), Some(date(2020, 1, 1))),
        (None, None),
        (instead(date(2020, 1, 1)), Some(date(2020, 1, 1))),
    ] {
        let command = correct(3, replacement);
        for event in site.decide(&command, &ctx(&leverkusen())).unwrap() {
            cqrs_es::Aggregate::apply(&mut site, event);
        }
        assert_eq!(site.documents[0].removed_on, removed_on);
    }
    let later = SiteReplacement::FileSiteDocument(file(200, date(2021, 1, 1)));
    for (fact, replacement, code) in [
        (2, None, "SITE_DOCUMENT_UNKNOWN"),
        (2, Some(later), "DATE_TOO_EARLY"),
        (1, None, "FIRST_FACT_STAYS"),
        (4, None, "FACT_UNKNOWN"),
    ] {
        let refusal = site
            .decide(&correct(fact, replacement), &ctx(&leverkusen()))
            .unwrap_err();
        assert_eq!(refusal.code(), code, "{fact}");
        assert!(!refusal.sentence().is_empty());
    }
    let region = RegisterSite {
        region: Some(id(1)),
        ..register("Laden", SiteStatus::Open, None)
    };
    let command = correct(1, Some(SiteReplacement::RegisterSite(region)));
    assert_eq!((command.reads().len(), command.claims().len()), (1, 1));
}

fn site_refused(given: &[SiteCommand], command: impl Into<SiteCommand>) -> SiteRefusal {
    live(given)
        .decide(&command.into(), &ctx(&leverkusen()))
        .expect_err("the command is refused")
}

#[test]
fn mem_43_a_site_is_registered_once_and_before_all_else() {
    let again = site_refused(&[open_site()], open_site());
    assert_eq!(
        (again.code(), again.field(), again.rule()),
        ("ALREADY_EXISTS", Some("id"), Some("MEM-43"))
    );
    let rename = RenameSite {
        site: id(6),
        name: text(101, "Rheindorfer Laden"),
    };
    let missing = site_refused(&[], rename);
    assert_eq!(
        (missing.code(), missing.facts(), missing.rule()),
        ("NOT_FOUND", kernel::facts! {}, Some("MEM-43"))
    );
}

#[test]
fn mem_43_a_sites_new_name_has_at_most_200_characters() {
    let rename = |length| RenameSite {
        site: id(6),
        name: text(101, &"ä".repeat(length)),
    };
    let longest = live(&[open_site(), rename(200).into()]);
    assert_eq!(longest.name_on(TODAY), Some(id(101)));
    let refusal = site_refused(&[open_site()], rename(201));
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.facts()),
        (
            "NAME_TOO_LONG",
            Some("name"),
            kernel::facts! { "length" => 201, "allowed" => 200 }
        )
    );
}

#[test]
fn mem_43_only_what_is_not_open_yet_is_registered_with_an_opening() {
    let opening = |status| RegisterSite {
        opens_on: Some("2025".parse().expect("a date")),
        ..register("Laden", status, Some("2015"))
    };
    for status in [SiteStatus::Considered, SiteStatus::Planned] {
        let site = live(&[opening(status).into()]);
        assert!(site.opens_on(TODAY).is_some(), "{status:?}");
    }
    for (status, word) in [(SiteStatus::Open, "open"), (SiteStatus::Closed, "closed")] {
        let refusal = site_refused(&[], opening(status));
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.facts()),
            (
                "SITE_NOT_PLANNED",
                Some("opensOn"),
                kernel::facts! { "status" => word }
            )
        );
    }
}
