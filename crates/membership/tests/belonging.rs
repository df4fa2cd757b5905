//! Where a partner belongs, and how its commands are carried: MEM-07, MEM-09 … MEM-13, MEM-36.

use jiff::civil::date;
use kernel::{CommandSet, DomainCommand, Refusal, Sourced};
use membership::PartnerCommand;
use membership::partner::*;

use crate::fixtures::*;
use crate::partner::{Framework, SIGNED, live, refusal, request, requested};

#[test]
fn mem_09_a_sector_is_one_of_the_law_or_of_the_municipality() {
    let assign = |sector: &str| {
        PartnerCommand::from(AssignSector {
            partner: id(9),
            sector: sector.parse().unwrap(),
        })
    };
    Framework::with(ctx(&duisburg()))
        .given(vec![requested()])
        .when(assign("GA"))
        .then_expect_events(vec![
            SectorAssigned {
                sector: "GA".parse().unwrap(),
                since: TODAY,
            }
            .into(),
        ]);
    let refusal = refusal(vec![requested()], assign("EHRENAMT"), &duisburg());
    assert_eq!(refusal.code(), "SECTOR_UNKNOWN");
    assert!(
        refusal.facts()["allowed"]
            .as_array()
            .unwrap()
            .contains(&"SPZ".into())
    );
    let mut policy = duisburg();
    policy.sectors.local_sectors = Sourced::stated(
        vec![membership::policy::LocalSector {
            code: "EHRENAMT".parse().unwrap(),
            term: "Ehrenamtsprojekte".to_owned(),
            maps_to: None,
            group: None,
            national: None,
        }],
        "S3",
        "Netzwerk",
        "Vertretern von Ehrenamtsprojekten",
    );
    Framework::with(ctx(&policy))
        .given(vec![requested()])
        .when(assign("EHRENAMT"))
        .then_expect_events(vec![
            SectorAssigned {
                sector: "EHRENAMT".parse().unwrap(),
                since: TODAY,
            }
            .into(),
        ]);
}

#[test]
fn mem_09_a_sector_outside_the_agreements_version_of_the_law_is_warned_of() {
    let mut policy = leverkusen();
    policy.sectors.law_version =
        Sourced::stated(date(2012, 1, 1), "S0", "§ 5", "Gemeinsame Servicestellen");
    let (partner, _) = live(&policy, &[request().into()]);
    let ctx = ctx(&policy);
    let assign = AssignSector {
        partner: id(9),
        sector: "MGH".parse().unwrap(),
    };
    partner.decide(&assign.into(), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["SECTOR_NOT_IN_LAW_VERSION"]);
}

#[test]
fn mem_09_a_removed_sector_was_assigned_before() {
    let sector = |code: &str| code.parse().unwrap();
    let assign = AssignSector {
        partner: id(9),
        sector: sector("GA"),
    };
    let remove = RemoveSector {
        partner: id(9),
        sector: sector("GA"),
    };
    let policy = duisburg();
    let (mut partner, _) = live(&policy, &[request().into()]);
    for (command, day) in [
        (PartnerCommand::from(assign), date(2020, 1, 1)),
        (remove.clone().into(), date(2021, 1, 1)),
    ] {
        for event in partner.decide(&command, &ctx_on(&policy, day)).unwrap() {
            cqrs_es::Aggregate::apply(&mut partner, event);
        }
    }
    assert_eq!(partner.sectors_on(date(2020, 12, 31)), [sector("GA")]);
    assert_eq!(partner.sectors_on(date(2021, 1, 1)), []);
    assert_eq!(partner.decide(&remove.into(), &ctx(&policy)).unwrap(), []);
    let never = RemoveSector {
        partner: id(9),
        sector: sector("FG"),
    };
    assert_eq!(
        refusal(vec![requested()], never.into(), &policy).code(),
        "SECTOR_NOT_ASSIGNED"
    );
}

#[test]
fn mem_07_the_operator_is_asked_for_a_day() {
    let change = |operator, since: &str| {
        PartnerCommand::from(ChangeOperator {
            partner: id(9),
            operator: id(operator),
            since: since.parse().unwrap(),
        })
    };
    let (partner, _) = live(
        &leverkusen(),
        &[request().into(), change(2, "2015-12"), change(1, "2010")],
    );
    assert_eq!(partner.operator_on(date(2009, 12, 31)), None);
    assert_eq!(partner.operator_on(date(2014, 1, 1)), Some(id(1)));
    assert_eq!(partner.operator_on(TODAY), Some(id(2)));
    assert_eq!(
        refusal(vec![requested()], change(9, "2010"), &leverkusen()).code(),
        "OPERATOR_IS_SELF"
    );
    let unknown = refusal(vec![requested()], change(77, "2010"), &leverkusen());
    assert_eq!(
        (unknown.code(), unknown.field()),
        ("PARTNER_UNKNOWN", Some("operator"))
    );
}

#[test]
fn mem_07_a_site_is_assigned_and_left() {
    let assign = AssignSite {
        partner: id(9),
        site: id(1),
        since: "2011-04".parse().unwrap(),
    };
    let leave = LeaveSite {
        partner: id(9),
        site: id(1),
        since: date(2020, 7, 1).into(),
    };
    let (partner, _) = live(
        &leverkusen(),
        &[request().into(), assign.into(), leave.clone().into()],
    );
    assert_eq!(partner.sites_on(date(2020, 6, 30)), [id(1)]);
    assert_eq!(partner.sites_on(date(2020, 7, 1)), []);
    assert_eq!(
        refusal(vec![requested()], leave.into(), &leverkusen()).code(),
        "NOT_AT_SITE"
    );
    let foreign = AssignSite {
        partner: id(9),
        site: id(77),
        since: "2011".parse().unwrap(),
    };
    assert_eq!(
        refusal(vec![requested()], foreign.into(), &leverkusen()).code(),
        "SITE_UNKNOWN"
    );
}

#[test]
fn mem_36_a_partner_joins_and_leaves_networks() {
    let join = JoinNetwork {
        partner: id(9),
        network: id(2),
        since: date(2020, 9, 16).into(),
    };
    let leave = |network, year| {
        PartnerCommand::from(LeaveNetwork {
            partner: id(9),
            network: id(network),
            since: date(year, 1, 1).into(),
        })
    };
    let (partner, _) = live(
        &stormarn(),
        &[request().into(), join.clone().into(), leave(1, 2021)],
    );
    assert_eq!(partner.networks_on(date(2020, 10, 1)), [id(1), id(2)]);
    assert_eq!(partner.networks_on(TODAY), [id(2)]);
    let ctx = ctx(&stormarn());
    partner.decide(&leave(2, 2022), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["LAST_NETWORK_LEFT"]);
    assert_eq!(
        refusal(vec![requested()], leave(2, 2022), &stormarn()).code(),
        "NOT_IN_NETWORK"
    );
    assert_eq!(
        partner
            .decide(&join.into(), &crate::fixtures::ctx(&stormarn()))
            .unwrap(),
        []
    );
}

#[test]
fn mem_36_a_dissolved_network_takes_nobody() {
    let mut ctx = ctx(&stormarn());
    ctx.facts.networks.get_mut(&id(2)).unwrap().dissolved_on = Some(date(2020, 1, 1));
    let (partner, _) = live(&stormarn(), &[request().into()]);
    let join = JoinNetwork {
        partner: id(9),
        network: id(2),
        since: date(2020, 9, 16).into(),
    };
    let refusal = partner.decide(&join.into(), &ctx).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NETWORK_DISSOLVED", Some("network"))
    );
}

#[test]
fn a_renamed_partner_keeps_its_earlier_name() {
    let rename = RenamePartner {
        partner: id(9),
        institution: institution(200, "Beratungsstelle Mitte"),
    };
    let (partner, _) = live(&duisburg(), &[request().into(), rename.clone().into()]);
    assert_eq!(partner.institution_on(SIGNED), Some(id(100)));
    assert_eq!(partner.institution_on(TODAY), Some(id(200)));
    let command = PartnerCommand::from(rename);
    assert_eq!(command.entries().len(), 1);
    assert_eq!(
        command.claims()[0],
        kernel::Claim::of_name("partner-name", "beratungsstelle mitte")
    );
}

#[test]
fn a_command_says_where_it_goes_and_what_it_reads() {
    let mut command = PartnerCommand::from(RequestMembership {
        id: None,
        networks: vec![id(1), id(1), id(2)],
        ..request()
    });
    assert!(command.creates() && command.target().is_none());
    command.assign(uuid::Uuid::from_u128(5));
    assert_eq!(command.target(), Some(uuid::Uuid::from_u128(5)));
    assert_eq!(command.reads().len(), 2);
    assert!(
        PartnerCommand::INTERNAL
            .iter()
            .all(|name| PartnerCommand::NAMES.contains(name))
    );
}

#[test]
fn a_command_with_an_unknown_field_is_not_read() {
    let body = serde_json::json!({ "partner": "00000000-0000-7000-8000-000000000009",
        "submittedOn": "2018-09-20", "comment": "x" });
    assert!(PartnerCommand::read("submit-profile", body).is_err());
}

#[test]
fn a_fact_without_a_day_of_its_own_cannot_lie_ahead_either() {
    let (partner, _) = live(&duisburg(), &[request().into()]);
    let assign = AssignSector {
        partner: id(9),
        sector: "GA".parse().unwrap(),
    };
    let refusal = partner
        .decide(&assign.into(), &ctx_on(&duisburg(), date(2030, 1, 1)))
        .unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("occurredOn"))
    );
}
