//! Gap map and coverage of real partners (MEM-09, MEM-10, AGR-27, AGR-28; trap 17 of rules.md 1.9).

use agreements::values::SignatureForm;
use kernel::PartnerId;
use membership::partner::{AssignSector, EndMembership, MergeDuplicate};
use membership::{NetworkKind, Partner};
use serde_json::{Value, json};

use super::office::{Office, day};
use super::{codes, coordinator, data, database, graph};

impl Office<'_> {
    async fn sector(&mut self, partner: PartnerId, sector: &str) {
        let assign = AssignSector {
            partner,
            sector: sector.parse().unwrap(),
        };
        self.execute::<Partner>(assign, "2016-01-11").await;
    }

    async fn end(&mut self, partner: PartnerId, on: &str) {
        let end = EndMembership {
            partner,
            ended_on: day(on),
            reason: None,
        };
        self.execute::<Partner>(end, on).await;
    }
}

fn row<'a>(rows: &'a Value, code: &str) -> Option<&'a Value> {
    rows.as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == code)
}

const GAPS: &str = "lawVersion caveat emptyItems
    perLaw { code count gap group emptySince nationalShare { permille year atLeast } }
    perAgreement { code item count gap }";

#[tokio::test]
async fn mem_10_law_and_agreement_differ_and_both_are_shown() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let school = office.member("Grundschule", &[network]).await;
    office.sector(school, "SCH").await;
    let counselling = office.member("Beratung Süd", &[network]).await;
    office.sector(counselling, "SKB").await;
    office.end(counselling, "2025-06-30").await;
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let query = format!(
        "{{ new: sectorGaps {{ {GAPS} }} old: sectorGaps(lawVersion: \"2012-01-01\") {{ {GAPS} }}
            before: sectorGaps(asOf: \"2025-06-30\") {{ perLaw {{ code count }} }}
            there: sectorGaps(network: \"{network}\") {{ perLaw {{ code count }} }} }}"
    );
    let answer = data(&graph, &caller, &query).await;
    let (new, old) = (&answer["new"], &answer["old"]);
    assert_eq!(new["lawVersion"], "2021-06-10");
    for (code, of_2012, of_2021, of_agreement) in [
        ("GSS", true, false, true),
        ("SGB12", true, false, false),
        ("SGB9", false, true, false),
        ("MGH", false, true, false),
        ("FH", true, true, true),
    ] {
        assert_eq!(row(&old["perLaw"], code).is_some(), of_2012, "{code}");
        assert_eq!(row(&new["perLaw"], code).is_some(), of_2021, "{code}");
        assert_eq!(
            row(&new["perAgreement"], code).is_some(),
            of_agreement,
            "{code}"
        );
    }
    assert_eq!(
        old["perAgreement"], new["perAgreement"],
        "the agreement prints one list"
    );
    let items = new["perAgreement"].as_array().unwrap();
    assert_eq!(
        items.iter().filter_map(|row| row["item"].as_u64()).max(),
        Some(16)
    );
    let share = json!({ "permille": 957, "year": 2017, "atLeast": false });
    let skb = row(&new["perLaw"], "SKB").unwrap();
    assert_eq!(
        (&skb["gap"], &skb["emptySince"]),
        (&json!(true), &json!("2025-07-01"))
    );
    assert_eq!(skb["nationalShare"], share);
    assert!(
        new["caveat"]
            .as_str()
            .unwrap()
            .contains("genau einem Netzwerk")
    );
    assert_eq!(row(&new["perLaw"], "SCH").unwrap()["count"], 1);
    assert_eq!(
        row(&new["perLaw"], "POL").unwrap()["emptySince"],
        Value::Null
    );
    assert_eq!(new["emptyItems"].as_array().unwrap().len(), 15);
    assert_eq!(row(&answer["before"]["perLaw"], "SKB").unwrap()["count"], 1);
    assert_eq!(row(&answer["there"]["perLaw"], "SCH").unwrap()["count"], 1);
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn mem_10_a_gap_map_needs_a_law_and_a_network_of_the_municipality() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    office.publish().await;
    let foreign = Office::open(&database, "duisburg").await;
    foreign.publish().await;
    let graph = graph(&database);
    for (caller, query) in [
        (
            "leverkusen",
            "{ sectorGaps(lawVersion: \"2011-12-31\") { lawVersion } }".to_owned(),
        ),
        (
            "leverkusen",
            "{ sectorGaps(asOf: \"2011-12-31\") { lawVersion } }".to_owned(),
        ),
        (
            "duisburg",
            format!("{{ sectorGaps(network: \"{network}\") {{ lawVersion }} }}"),
        ),
        (
            "duisburg",
            format!("{{ agreementCoverage(network: \"{network}\") {{ asOf }} }}"),
        ),
    ] {
        let codes = codes(&graph, &coordinator(caller), &query).await;
        assert_eq!(codes, ["INVALID_ARGUMENT"], "{query}");
    }
    drop((graph, foreign, office));
    database.drop().await;
}

#[tokio::test]
async fn rem_17_a_sector_that_emptied_six_months_ago_is_a_task() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let school = office.member("Grundschule", &[network]).await;
    office.sector(school, "SCH").await;
    office.end(school, "2025-08-31").await;
    office.publish().await;
    let graph = graph(&database);
    for (on, task) in [("2026-02-28", false), ("2026-03-01", true)] {
        let query = format!(
            "{{ workList(asOf: \"{on}\", first: 200) {{ nodes {{ kind code rule subject subjectName sentence }} }} }}"
        );
        let answer = data(&graph, &coordinator("leverkusen"), &query).await;
        let nodes = answer["workList"]["nodes"].as_array().unwrap();
        let found = nodes.iter().find(|node| node["code"] == "SECTOR_EMPTY");
        assert_eq!(found.is_some(), task, "{on}");
        let never = nodes
            .iter()
            .find(|node| node["code"] == "SECTORS_NEVER_REPRESENTED")
            .unwrap();
        assert!(
            never["sentence"]
                .as_str()
                .unwrap()
                .contains("„Gesundheitsämter“")
        );
        if let Some(found) = found {
            assert_eq!(
                (&found["kind"], &found["rule"]),
                (&json!("SECTOR"), &json!("MEM-10"))
            );
            assert_eq!(
                (&found["subject"], &found["subjectName"]),
                (&Value::Null, &json!("Schulen"))
            );
        }
    }
    drop((graph, office));
    database.drop().await;
}

const COVERAGE: &str = "total { covered of permille } withoutGroup { of }
    bySectorGroup { group covered of permille } byNetwork { network { name } covered of permille }";

#[tokio::test]
async fn agr_27_coverage_is_partners_with_an_agreement_over_active_partners_on_any_day() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let covered = office.member("Klinik", &[network]).await;
    office.sector(covered, "KH").await;
    let other = office.member("Beratung Süd", &[network]).await;
    office.sector(other, "SKB").await;
    let agreement = office.offer(network, &[covered], "2016-02-01").await;
    for party in [1, 2] {
        office
            .sign(agreement, party, "2016-02-10", SignatureForm::Written, None)
            .await;
    }
    office.publish().await;
    let graph = graph(&database);
    let caller = coordinator("leverkusen");
    let on = async |day: &str| {
        let query = format!("{{ agreementCoverage(asOf: \"{day}\") {{ {COVERAGE} }} }}");
        data(&graph, &caller, &query).await["agreementCoverage"].take()
    };
    let shown = on("2016-03-01").await;
    let half = json!({ "covered": 1, "of": 2, "permille": 500 });
    assert_eq!(shown["total"], half);
    assert_eq!(shown["withoutGroup"]["of"], 0);
    let group = |name: &str| {
        let rows = shown["bySectorGroup"].as_array().unwrap();
        rows.iter()
            .find(|row| row["group"] == name)
            .unwrap()
            .clone()
    };
    // AGR-28: the health sector has a target of its own; of nobody there is no share.
    assert_eq!(group("HEALTH")["permille"], 1000);
    assert_eq!(group("OTHER")["permille"], 0);
    assert_eq!(group("YOUTH_WELFARE")["permille"], Value::Null);
    assert_eq!(
        shown["byNetwork"],
        json!([{ "network": { "name": "Netz" }, "covered": 1, "of": 2, "permille": 500 }])
    );
    assert_eq!(on("2016-02-09").await["total"]["covered"], 0);
    assert_eq!(
        on("2021-01-01").await["total"]["covered"],
        0,
        "expired at the end of 2020"
    );
    assert_eq!(
        on("2016-01-10").await["total"],
        json!({ "covered": 0, "of": 0, "permille": null })
    );
    drop((graph, office));
    database.drop().await;
}

#[tokio::test]
async fn agr_27_what_a_duplicate_signed_covers_the_partner_that_stays() {
    let database = database().await;
    let mut office = Office::open(&database, "leverkusen").await;
    let network = office.network("Netz", NetworkKind::Single).await;
    let stays = office.member("Klinik", &[network]).await;
    let duplicate = office.member("Klinik am Park", &[network]).await;
    let agreement = office.offer(network, &[duplicate], "2016-02-01").await;
    for party in [1, 2] {
        office
            .sign(agreement, party, "2016-02-10", SignatureForm::Written, None)
            .await;
    }
    let merge = MergeDuplicate {
        partner: stays,
        duplicate,
        merged_on: day("2016-03-01"),
    };
    office.execute::<Partner>(merge, "2016-03-01").await;
    office.publish().await;
    let graph = graph(&database);
    let query = "{ agreementCoverage(asOf: \"2016-03-02\") { total { covered of permille } } }";
    let answer = data(&graph, &coordinator("leverkusen"), query).await;
    assert_eq!(
        answer["agreementCoverage"]["total"],
        json!({ "covered": 1, "of": 1, "permille": 1000 })
    );
    drop((graph, office));
    database.drop().await;
}

/// Stormarn's collective agreement of 16.09.2020 with one of two partners; coverage as its policy file says.
async fn collective(document: &str) -> Value {
    let database = database().await;
    let mut office = Office::found(&database, document).await;
    let network = office.network("Nordstormarn", NetworkKind::Central).await;
    let mut partners = Vec::new();
    for name in ["Familienzentrum Nord", "Frühförderung Mitte"] {
        let partner = office.request(name, &[network]).await;
        let criterion = membership::policy::EligibilityCriterion::ContactToFamilies;
        office.attest(partner, criterion).await;
        office.admit(partner, "2020-09-16").await;
        partners.push(partner);
    }
    let agreement = office.offer(network, &partners[..1], "2020-09-16").await;
    for party in [1, 2] {
        office
            .sign(
                agreement,
                party,
                "2020-09-16",
                SignatureForm::Declared,
                None,
            )
            .await;
    }
    office.publish().await;
    let graph = graph(&database);
    let query = "{ agreementCoverage { total { covered of permille } } }";
    let mut answer = data(&graph, &coordinator("stormarn"), query).await;
    drop((graph, office));
    database.drop().await;
    answer["agreementCoverage"]["total"].take()
}

#[tokio::test]
async fn agr_27_a_collective_agreement_covers_whom_the_policy_says() {
    let path = format!(
        "{}/../../deploy/municipalities/stormarn.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let document = std::fs::read_to_string(path).unwrap();
    let acceded = "[policy.agreements.collective-coverage]\nvalue = \"acceded-only\"";
    assert!(document.contains(acceded));
    assert_eq!(
        collective(&document).await,
        json!({ "covered": 1, "of": 2, "permille": 500 })
    );
    let all = document.replace(
        acceded,
        &acceded.replace("acceded-only", "all-partners-of-the-network"),
    );
    assert_eq!(
        collective(&all).await,
        json!({ "covered": 2, "of": 2, "permille": 1000 })
    );
}
