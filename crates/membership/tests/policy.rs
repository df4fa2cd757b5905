//! A policy as it stands in a municipality's file.

use jiff::civil::date;
use kernel::{Sourced, Status};
use membership::policy::{AdmissionPrecondition, ConsentRule, MembershipPolicy};

use crate::fixtures::*;

#[test]
fn what_a_file_leaves_out_is_unstated() {
    let policy: MembershipPolicy = toml::from_str("").unwrap();
    assert_eq!(policy, MembershipPolicy::default());
    assert_eq!(policy.admission.status, Status::Unstated);
}

#[test]
fn a_policy_is_read_from_a_file_in_kebab_case() {
    let policy: MembershipPolicy = toml::from_str(
        r#"
        admission = { status = "stated", value = ["clarified", "profile-submitted", "agreement-signed"], source = { document = "S4", section = "Organisation" }, words = "vorab geklärt" }
        contact-consent = { status = "stated", value = "required-to-store", source = { document = "S3", section = "Netzwerk" }, words = "einverstanden" }
        contact-duty = { status = "stated", value = { min = 1, strength = "should" }, source = { document = "S3", section = "Netzwerk" }, words = "möglichst" }
        coordination-fte = { status = "stated", value = "0.5", source = { document = "S2", section = "3.6" }, words = "0,5 Stellenanteil" }

        [sectors]
        law-version = { status = "stated", value = "2012-01-01", source = { document = "S0", section = "§ 5" }, words = "Gemeinsame Servicestellen" }

        [[sectors.local-sectors.value]]
        code = "EHRENAMT"
        term = "Ehrenamtsprojekte"
        maps-to = "EA"

        [sectors.local-sectors]
        status = "stated"
        source = { document = "S3", section = "Netzwerk" }
        words = "Ehrenamtsprojekten"

        [[bodies]]
        key = "qualitaetszirkel"
        name = "Qualitätszirkel"
        kind = "quality-circle"
        cadence = { status = "inferred", value = { required = 2, strength = "approx" }, words = "mehrmals jährlich", reading = "mindestens zweimal" }
        "#,
    )
    .unwrap();
    assert_eq!(policy.admission.binding().map(Vec::len), Some(3));
    assert_eq!(
        policy.contact_consent.binding(),
        Some(&ConsentRule::RequiredToStore)
    );
    assert_eq!(policy.sectors.law_version.value(), Some(&date(2012, 1, 1)));
    assert_eq!(
        policy.sectors.term(&"EHRENAMT".parse().unwrap()),
        Some("Ehrenamtsprojekte")
    );
    assert!(policy.faults().is_empty());
}

#[test]
fn an_unknown_key_and_an_unknown_value_name_what_is_allowed() {
    let error = toml::from_str::<MembershipPolicy>("contact-limit = 2")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("contact-limit") && error.contains("contact-duty"),
        "{error}"
    );
    let error = toml::from_str::<MembershipPolicy>(
        r#"admission = { status = "adopted", value = ["paid"], adopted-by = "Rat", adopted-on = "2020-01-01" }"#,
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.contains("paid") && error.contains("agreement-signed"),
        "{error}"
    );
}

#[test]
fn every_policy_survives_being_written_and_read() {
    for policy in [
        leverkusen(),
        stormarn(),
        duisburg(),
        template(),
        MembershipPolicy::default(),
    ] {
        let json = serde_json::to_string(&policy).unwrap();
        assert_eq!(
            serde_json::from_str::<MembershipPolicy>(&json).unwrap(),
            policy
        );
    }
    assert_eq!(AdmissionPrecondition::ALL.len(), 4);
}

#[test]
fn values_that_contradict_each_other_are_faults() {
    let mut policy = leverkusen();
    policy.bodies.push(policy.bodies[0].clone());
    policy.sectors.law_version = Sourced::stated(date(2011, 1, 1), "S0", "§ 5", "…");
    policy.sectors.local_sectors = Sourced::stated(
        vec![membership::policy::LocalSector {
            code: "GA".parse().unwrap(),
            term: "Gesundheitsamt".to_owned(),
            maps_to: Some("XX".parse().unwrap()),
            group: None,
            national: None,
        }],
        "S0",
        "§ 5",
        "…",
    );
    let paths: Vec<_> = policy.faults().into_iter().map(|(path, _)| path).collect();
    let sectors = [
        "sectors.law-version",
        "sectors.local-sectors",
        "sectors.local-sectors.maps-to",
    ];
    assert_eq!(paths[..3], sectors);
    assert_eq!(paths[3..], ["bodies.key"]);
}
