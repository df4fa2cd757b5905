//! Gap map and coverage: MEM-09 … MEM-13, AGR-27, AGR-28.

use std::collections::BTreeSet;

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Date, PartnerId, Sourced};
use membership::coverage::{Covered, coverage};
use membership::gaps::*;
use membership::national::{NationalActor, SHARES, actor_of, share_on};
use membership::partner::*;
use membership::policy::{AgreementSector, LocalSector, MembershipPolicy, SectorPolicy};
use membership::sector::{self, SectorGroup};
use membership::{Partner, SectorCode};

use crate::fixtures::*;

fn code(code: &str) -> SectorCode {
    code.parse().expect("a code")
}

fn represents(partner: u128, sector: &str) -> Representation {
    Representation {
        partner: id(partner),
        sector: code(sector),
        since: date(2016, 1, 1),
        until: None,
    }
}

fn local(code_: &str, maps_to: Option<&str>) -> LocalSector {
    LocalSector {
        code: code(code_),
        term: code_.to_lowercase(),
        maps_to: maps_to.map(code),
        group: None,
        national: None,
    }
}

fn with_local(local: Vec<LocalSector>) -> SectorPolicy {
    SectorPolicy {
        local_sectors: Sourced::inferred_from(local, "S3", "Vereinbarung", "u.a.", "zugeordnet"),
        ..SectorPolicy::default()
    }
}

/// The sixteen items of S0 § 5.
fn of_the_agreement() -> SectorPolicy {
    let items = [
        &["JH-OE", "JH-FR"][..],
        &["GA"],
        &["SA"],
        &["GSS"],
        &["SCH"],
        &["POL"],
        &["AA"],
        &["KH"],
        &["SPZ"],
        &["FF"],
        &["BSP"],
        &["SKB"],
        &["MG", "GEW"],
        &["FBS"],
        &["FG"],
        &["HB", "FH"],
    ];
    let items = items.map(|codes| AgreementSector {
        term: codes.join(" und "),
        codes: codes.iter().map(|known| code(known)).collect(),
    });
    SectorPolicy {
        agreement_list: Sourced::stated(items.to_vec(), "S0", "§ 5", "…"),
        ..SectorPolicy::default()
    }
}

fn row<'a>(rows: &'a [SectorGap], code: &str) -> &'a SectorGap {
    rows.iter()
        .find(|row| row.code.as_str() == code)
        .expect("the code has a row")
}

const DAY: Date = date(2019, 6, 3);

#[test]
fn mem_09_the_law_is_counted_in_the_version_that_is_asked_for() {
    let policy = SectorPolicy::default();
    let of = |version| against_law(&policy, version, &[], DAY);
    for version in sector::VERSIONS {
        assert_eq!(of(version).len(), sector::on(version).count());
        assert!(of(version).iter().all(SectorGap::is_gap));
    }
    let named = |version, code: &str| of(version).iter().any(|row| row.code.as_str() == code);
    assert!(named(date(2012, 1, 1), "GSS") && !named(date(2012, 1, 1), "MGH"));
    assert!(named(date(2021, 6, 10), "MGH") && !named(date(2021, 6, 10), "GSS"));
    assert_ne!(
        row(&of(date(2012, 1, 1)), "SGB12").term,
        row(&of(date(2018, 1, 1)), "SGB12").term
    );
    assert!(of(date(2011, 12, 31)).is_empty());
}

#[test]
fn mem_10_a_sector_without_an_active_partner_is_a_gap() {
    let policy = SectorPolicy::default();
    let represented = [
        represents(1, "GA"),
        represents(2, "GA"),
        represents(1, "GA"),
        represents(2, "KH"),
    ];
    let rows = against_law(&policy, DAY, &represented, DAY);
    assert_eq!(row(&rows, "GA").count, 2, "a partner counts once");
    assert_eq!(row(&rows, "KH").count, 1);
    assert!(row(&rows, "SPZ").is_gap() && !row(&rows, "KH").is_gap());
    let before = against_law(&policy, DAY, &represented, date(2015, 12, 31));
    assert!(before.iter().all(SectorGap::is_gap));
}

#[test]
fn mem_10_a_gap_says_since_when_nobody_represents_the_sector() {
    let policy = SectorPolicy::default();
    let until = |partner, last| Representation {
        until: Some(last),
        ..represents(partner, "SPZ")
    };
    let represented = [until(1, date(2018, 6, 30)), until(2, date(2018, 12, 31))];
    let on = |day| row(&against_law(&policy, DAY, &represented, day), "SPZ").clone();
    assert_eq!(
        (
            on(date(2018, 12, 31)).count,
            on(date(2018, 12, 31)).empty_since
        ),
        (1, None)
    );
    assert_eq!(
        (on(DAY).count, on(DAY).empty_since),
        (0, Some(date(2019, 1, 1)))
    );
    let rows = against_law(&policy, DAY, &represented, DAY);
    assert_eq!(row(&rows, "KH").empty_since, None, "it always was one");
}

#[test]
fn mem_09_leverkusen_s_agreement_has_sixteen_items_and_leaves_out_a_group_of_the_law() {
    let policy = of_the_agreement();
    let represented = [represents(1, "JH-FR"), represents(2, "FH")];
    let rows = against_agreement(&policy, &represented, DAY).expect("the agreement has a list");
    let items: BTreeSet<_> = rows.iter().filter_map(|row| row.item).collect();
    assert_eq!((items.len(), rows.len()), (16, 19));
    assert_eq!(row(&rows, "JH-OE").item, row(&rows, "JH-FR").item);
    let empty = empty_items(&rows);
    assert_eq!(empty.len(), 14);
    assert!(!empty.contains(&1) && !empty.contains(&16) && empty.contains(&13));
    assert!(
        row(&rows, "JH-OE").is_gap(),
        "the public half of item 1 is missing"
    );
    let law = against_law(&policy, date(2012, 1, 1), &represented, DAY);
    let only_law: Vec<_> = law
        .iter()
        .filter(|known| rows.iter().all(|row| row.code != known.code))
        .map(|row| row.code.as_str())
        .collect();
    assert_eq!(only_law, ["SGB12", "EA"]);
    assert_eq!(
        against_agreement(&SectorPolicy::default(), &represented, DAY),
        None
    );
}

#[test]
fn mem_11_a_local_sector_of_stormarn_counts_for_the_code_it_maps_to() {
    let policy = with_local(vec![
        local("SCHWANGERSCHAFT", Some("SKB")),
        local("FAMILIENZENTREN", None),
    ]);
    let represented = [
        represents(1, "SCHWANGERSCHAFT"),
        represents(2, "FAMILIENZENTREN"),
    ];
    let rows = against_law(&policy, DAY, &represented, DAY);
    assert_eq!(row(&rows, "SKB").count, 1);
    assert_eq!(rows.iter().filter(|row| !row.is_gap()).count(), 1);
    let own = of_local_sectors(&policy, &represented, DAY);
    assert_eq!(own.len(), 1, "the mapped one is in the law's list");
    assert_eq!((own[0].code.as_str(), own[0].count), ("FAMILIENZENTREN", 1));
}

#[test]
fn mem_12_duisburg_s_sectors_without_a_code_of_the_law_have_rows_of_their_own() {
    let policy = with_local(vec![
        local("GESUNDHEIT", None),
        local("BERATUNG", Some("SKB")),
        local("JUGENDHILFE", None),
        local("FRUEHFOERDERUNG", Some("FF")),
    ]);
    let own = of_local_sectors(&policy, &[represents(1, "GESUNDHEIT")], DAY);
    let counts: Vec<_> = own
        .iter()
        .map(|row| (row.code.as_str(), row.count))
        .collect();
    assert_eq!(counts, [("GESUNDHEIT", 1), ("JUGENDHILFE", 0)]);
}

#[test]
fn mem_13_self_help_is_a_sector_although_the_law_names_none() {
    let policy = with_local(vec![
        local("EHRENAMT", Some("EA")),
        local("SELBSTHILFE", None),
    ]);
    let own = of_local_sectors(&policy, &[], DAY);
    assert_eq!(own[0].code.as_str(), "SELBSTHILFE");
    assert_eq!((own[0].group, own[0].national), (None, None));
    let rows = against_law(&policy, DAY, &[represents(1, "EHRENAMT")], DAY);
    assert_eq!(row(&rows, "EA").count, 1);
}

fn partner(events: Vec<PartnerEvent>) -> Partner {
    let mut partner = Partner::default();
    for event in events {
        partner.apply(event);
    }
    partner
}

#[test]
fn mem_10_a_partner_represents_its_sectors_while_it_is_a_member_of_the_network() {
    let assigned = |sector: &str, since| {
        SectorAssigned {
            sector: code(sector),
            since,
        }
        .into()
    };
    let partner = partner(vec![
        MembershipRequested {
            institution: id(100),
            kind: PartnerKind::Dienst,
            networks: vec![id(1)],
            requested_on: date(2018, 1, 1),
        }
        .into(),
        assigned("GA", date(2018, 1, 1)),
        PartnerAdmitted {
            admitted_on: date(2018, 3, 1),
            policy_version: 1,
        }
        .into(),
        assigned("KH", date(2018, 9, 1)),
        SectorRemoved {
            sector: code("GA"),
            since: date(2019, 1, 1),
        }
        .into(),
        NetworkJoined {
            network: id(2),
            since: date(2019, 6, 1).into(),
        }
        .into(),
        MembershipEnded {
            ended_on: date(2019, 12, 31),
            reason: None,
        }
        .into(),
    ]);
    let of = |network| {
        let mut found: Vec<_> = representations(id(9), &partner, network)
            .into_iter()
            .map(|known| (known.sector.to_string(), known.since, known.until))
            .collect();
        found.sort();
        found
    };
    let ends = Some(date(2019, 12, 31));
    let both = [
        ("GA".to_owned(), date(2018, 3, 1), Some(date(2018, 12, 31))),
        ("KH".to_owned(), date(2018, 9, 1), ends),
    ];
    assert_eq!(of(None), both);
    assert_eq!(of(Some(id(1))), both);
    assert_eq!(of(Some(id(2))), [("KH".to_owned(), date(2019, 6, 1), ends)]);
    assert!(of(Some(id(3))).is_empty());
}

#[test]
fn mem_10_a_national_figure_stands_only_where_it_maps_and_never_from_the_future() {
    let rows = against_law(
        &SectorPolicy::default(),
        date(2021, 6, 10),
        &[],
        date(2024, 6, 3),
    );
    let figures: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            row.national
                .map(|share| (row.code.as_str(), share.permille, share.year))
        })
        .collect();
    assert_eq!(
        figures,
        [
            ("JH-OE", 850, 2017),
            ("SKB", 957, 2017),
            ("FBS", 608, 2020),
            ("FH", 929, 2020),
        ]
    );
    assert!(row(&rows, "JH-OE").national.unwrap().at_least);
    assert!(!row(&rows, "SKB").national.unwrap().at_least);
    let then = |year| {
        share_on(NationalActor::FamilyEducation, date(year, 12, 31)).map(|share| share.permille)
    };
    assert_eq!(
        [then(2012), then(2016), then(2019)],
        [None, Some(595), Some(628)]
    );
    assert!(SHARES.iter().all(|share| share.permille <= 1_000));
    for unmapped in ["BSP", "KH", "HB", "GA", "JH-FR"] {
        assert_eq!(actor_of(unmapped), None, "{unmapped}");
    }
    let mut policy = with_local(vec![LocalSector {
        national: Some(NationalActor::FamilyCentres),
        ..local("FAMILIENZENTREN", None)
    }]);
    let own = of_local_sectors(&policy, &[], date(2024, 6, 3));
    assert_eq!(own[0].national.map(|share| share.permille), Some(748));
    policy = SectorPolicy::default();
    assert!(of_local_sectors(&policy, &[], DAY).is_empty());
}

fn covered(partners: impl IntoIterator<Item = u128>) -> BTreeSet<PartnerId> {
    partners.into_iter().map(id).collect()
}

fn count(covered: usize, active: usize) -> Covered {
    Covered { covered, active }
}

#[test]
fn agr_27_coverage_is_partners_with_an_agreement_over_active_partners() {
    let policy = SectorPolicy::default();
    let none: &[SectorCode] = &[];
    let active = (1..=3).map(|n| (id(n), none));
    let found = coverage(&policy, active, &covered([1, 3, 9]));
    assert_eq!(found.total, count(2, 3), "who is not active does not count");
    assert_eq!(found.without_group, count(2, 3));
    assert_eq!(found.total.permille(), Some(666));
    assert_eq!(count(3, 3).permille(), Some(1_000));
    assert_eq!(coverage(&policy, [], &covered([1])).total.permille(), None);
}

#[test]
fn agr_28_coverage_of_the_health_sector_is_counted_apart() {
    let policy = with_local(vec![
        LocalSector {
            group: Some(SectorGroup::Health),
            ..local("GESUNDHEIT", None)
        },
        local("EHRENAMT", Some("EA")),
        local("SELBSTHILFE", None),
    ]);
    let sectors = [
        vec![code("GA"), code("KH")],
        vec![code("GESUNDHEIT"), code("JH-FR")],
        vec![code("EHRENAMT")],
        vec![code("SELBSTHILFE")],
    ];
    let active = (1..).map(id).zip(sectors.iter().map(Vec::as_slice));
    let found = coverage(&policy, active, &covered([1, 4]));
    assert_eq!(found.total, count(2, 4));
    assert_eq!(
        found.groups,
        [
            (SectorGroup::YouthWelfare, count(0, 1)),
            (SectorGroup::Health, count(1, 2)),
            (SectorGroup::Other, count(0, 1)),
        ]
    );
    assert_eq!(found.without_group, count(1, 1));
}

#[test]
fn mem_09_an_agreement_s_list_names_known_codes_only() {
    let with = |codes: Vec<SectorCode>| {
        let item = AgreementSector {
            term: "Schulen".to_owned(),
            codes,
        };
        let mut policy = MembershipPolicy::default();
        policy.sectors.agreement_list = Sourced::stated(vec![item], "S0", "§ 5", "Schulen");
        policy.faults()
    };
    assert!(with(vec![code("SCH")]).is_empty());
    assert_eq!(with(vec![code("XX")])[0].0, "sectors.agreement-list");
    assert_eq!(with(vec![])[0].0, "sectors.agreement-list");
}

#[test]
fn mem_18_and_mem_48_intervals_are_a_month_to_ten_years() {
    let with = |list, exchange| {
        let policy = MembershipPolicy {
            contact_list_interval_months: Sourced::stated(list, "S1", "4", "…"),
            volunteer_exchange_months: Sourced::stated(exchange, "S2", "3.1", "…"),
            ..MembershipPolicy::default()
        };
        let faults = policy.faults();
        faults.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert!(with(1, 120).is_empty());
    assert_eq!(with(0, 1), ["contact-list-interval-months"]);
    assert_eq!(with(12, 121), ["volunteer-exchange-months"]);
}

#[test]
fn rem_17_a_sector_is_a_task_when_it_was_empty_for_six_months() {
    let policy = SectorPolicy::default();
    let mut schools = represents(1, "SCH");
    schools.until = Some(date(2020, 1, 31));
    let told = [schools, represents(2, "GA")];
    let gaps = |day| {
        let rows = against_law(&policy, day, &told, day);
        let gaps = long_gaps(&rows, &told, day);
        let of = |gap: &LongGap| (gap.code.as_str().to_owned(), gap.empty_since);
        gaps.iter().map(of).collect::<Vec<_>>()
    };
    let school = ("SCH".to_owned(), Some(date(2020, 2, 1)));
    assert!(!gaps(date(2020, 7, 31)).contains(&school));
    assert!(gaps(date(2020, 8, 1)).contains(&school));
    // What nobody ever represented counts from the first day on which anybody represented anything.
    let police = ("POL".to_owned(), None);
    assert!(!gaps(date(2016, 6, 30)).contains(&police));
    assert!(gaps(date(2016, 7, 1)).contains(&police));
    assert!(!gaps(date(2016, 7, 1)).iter().any(|(code, _)| code == "GA"));
    assert_eq!(
        long_gaps(
            &against_law(&policy, date(2020, 1, 1), &[], date(2020, 1, 1)),
            &[],
            date(2020, 1, 1)
        ),
        []
    );
}

#[test]
fn rem_17_an_item_of_an_agreement_is_one_task_and_none_while_one_of_its_codes_is_represented() {
    let policy = of_the_agreement();
    let day = date(2021, 1, 1);
    let found = |told: &[Representation]| {
        let rows = against_agreement(&policy, told, day).expect("the list is printed");
        long_gaps(&rows, told, day)
    };
    let gaps = found(&[represents(1, "JH-FR")]);
    assert_eq!(gaps.len(), 15);
    assert!(!gaps.iter().any(|gap| gap.term == "JH-OE und JH-FR"));
    let mut midwives = represents(1, "FH");
    midwives.until = Some(date(2019, 12, 31));
    let gaps = found(&[midwives]);
    let last = gaps.last().expect("all sixteen");
    assert_eq!(
        (gaps.len(), last.term.as_str(), last.empty_since),
        (16, "HB und FH", Some(date(2020, 1, 1)))
    );
}
