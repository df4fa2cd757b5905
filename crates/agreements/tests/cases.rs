//! The three real agreements, as their documents state them.

use agreements::agreement::*;
use agreements::values::{CollectiveCoverage, EntryIntoForce};
use kernel::{Period, Status};

use crate::given::*;

#[test]
fn leverkusen_expires_on_2021_01_01_without_any_command() {
    let agreement = in_force(leverkusen()).agreement;
    assert_eq!(
        agreement.state_on(day("2020-12-31")),
        AgreementState::InForce
    );
    assert_eq!(
        agreement.state_on(day("2021-01-01")),
        AgreementState::Expired
    );
    assert_eq!(
        agreement.state_since(day("2025-06-30")),
        Some(day("2021-01-01"))
    );
    assert_eq!(agreement.ends_on(), Some(day("2020-12-31")));
    assert_eq!(
        agreement.open_points(day("2021-01-01")),
        [OpenPoint::ExtensionNotRecorded]
    );
    assert_eq!(
        OpenPoint::ExtensionNotRecorded.label(),
        "Verlängerung nicht erfasst"
    );
    let covered = Period {
        since: day("2016-02-15"),
        until: Some(day("2020-12-31")),
    };
    assert_eq!(agreement.coverage_periods(), [(partner(1), covered)]);
    assert_eq!(
        agreement.cooperating_partners_on(day("2020-12-31")),
        [partner(1)]
    );
    assert_eq!(agreement.cooperating_partners_on(day("2021-01-01")), []);
}

#[test]
fn leverkusen_shows_its_terms_in_german() {
    let agreement = offered(leverkusen()).agreement;
    let rows = agreement.terms.expect("offered").rows();
    let value = |name: &str| {
        rows.iter()
            .find(|row| row.name == name)
            .map(|row| (row.value.as_str(), row.status))
    };
    assert_eq!(
        value("term"),
        Some((
            "bis zum 31.12.2020 (Beschluss vom 14.12.2015, Nr. 2015/0842)",
            Status::Stated
        ))
    );
    assert_eq!(
        value("notice-period"),
        Some(("4 Wochen zum Jahresende", Status::Stated))
    );
    assert_eq!(
        value("binding-nature"),
        Some(("Selbstverpflichtung ohne Rechtsfolgen", Status::Stated))
    );
    assert_eq!(value("review"), Some(("nicht genannt", Status::Unstated)));
}

#[test]
fn agr_19_duisburg_is_in_force_from_2018_11_12_inferred() {
    let story = offered(duisburg())
        .on("2018-11-30")
        .does(sign(1, "2018-10-15"));
    assert_eq!(
        story.agreement.state_on(day("2018-10-15")),
        AgreementState::PartlySigned
    );
    let story = story.does(sign(2, "2018-11-12"));
    let entered = AgreementEnteredIntoForce {
        effective_on: day("2018-11-12"),
        status: Status::Inferred,
        rule: EntryIntoForce::LastRequiredSignature,
        parties: vec![1, 2],
    };
    assert_eq!(story.events.last(), Some(&entered.into()));
    assert_eq!(story.warned(), ["ENTRY_INTO_FORCE_INFERRED"]);
    let agreement = story.agreement;
    assert_eq!(
        agreement.in_force_on(),
        Some((day("2018-11-12"), Status::Inferred))
    );
    assert_eq!(agreement.ends_on(), None);
    assert_eq!(
        agreement.state_on(day("2040-01-01")),
        AgreementState::InForce
    );
    assert_eq!(
        agreement.open_points(day("2019-01-01")),
        [
            OpenPoint::EntryIntoForceInferred,
            OpenPoint::ReviewIntervalUnstated
        ]
    );
}

#[test]
fn agr_20_stormarn_is_in_force_with_the_public_declaration_and_partners_accede_later() {
    let story = Story::under(stormarn())
        .on("2020-09-16")
        .does(draft())
        .does(add_public())
        .does(offer())
        .does(declare(1, "2020-09-16"));
    assert_eq!(
        story.warned(),
        ["DECLARATION_INFERRED", "ENTRY_INTO_FORCE_INFERRED"]
    );
    let since = Some((day("2020-09-16"), Status::Inferred));
    assert_eq!(story.agreement.in_force_on(), since);
    assert_eq!(story.agreement.coverage_periods(), []);

    let story = story.on("2021-03-01").does(add_partner(1));
    assert_eq!(story.warned(), ["ACCESSION_INFERRED"]);
    let story = story.does(declare(2, "2021-03-01"));
    assert_eq!(story.warned(), ["DECLARATION_INFERRED"]);
    let agreement = story.agreement;
    assert_eq!(agreement.in_force_on(), since);
    let covered = Period {
        since: day("2021-03-01"),
        until: None,
    };
    assert_eq!(agreement.coverage_periods(), [(partner(1), covered)]);
    assert_eq!(
        agreement.state_on(day("2021-02-28")),
        AgreementState::InForce
    );
    assert_eq!(agreement.term_end(), None);
}

#[test]
fn agr_20_stormarn_is_read_alike_where_the_policy_says_nothing_of_entry_into_force() {
    let mut policy = stormarn();
    policy.entry_into_force = kernel::Sourced::unstated();
    let story = Story::under(policy)
        .on("2020-09-16")
        .does(draft())
        .does(add_public())
        .does(offer())
        .does(declare(1, "2020-09-16"));
    let in_force = story.agreement.in_force.expect("in force");
    assert_eq!(in_force.rule, EntryIntoForce::PublicDeclaration);
    assert_eq!(in_force.status, Status::Inferred);
}

fn acceded(policy: agreements::AgreementsPolicy) -> Agreement {
    Story::under(policy)
        .on("2021-03-01")
        .does(draft())
        .does(add_public())
        .does(offer())
        .does(declare(1, "2020-09-16"))
        .does(add_partner(1))
        .does(declare(2, "2021-02-01"))
        .agreement
}

#[test]
fn agr_03_stormarns_agreement_covers_who_acceded_and_says_that_this_is_inferred() {
    let agreement = acceded(stormarn());
    assert!(agreement.covers(partner(1), day("2021-02-01")));
    assert!(!agreement.covers(partner(1), day("2021-01-31")));
    assert!(!agreement.covers(partner(2), day("2021-02-01")));
    assert!(!agreement.covers_network_on(day("2021-02-01")));
    assert_eq!(agreement.network_coverage_period(), None);
    let terms = agreement.terms.expect("offered");
    assert_eq!(
        (
            terms.collective_coverage.value,
            terms.collective_coverage.status
        ),
        (Some(CollectiveCoverage::AccededOnly), Status::Inferred)
    );
}

#[test]
fn agr_03_a_collective_agreement_may_cover_every_partner_of_its_network() {
    let mut policy = stormarn();
    policy.collective_coverage = stated(CollectiveCoverage::AllPartnersOfTheNetwork);
    let agreement = acceded(policy.clone());
    assert!(!agreement.covers_network_on(day("2020-09-15")));
    assert!(agreement.covers_network_on(day("2020-09-16")));
    assert_eq!(agreement.network_coverage_status(), Some(Status::Stated));
    assert_eq!(
        agreement.network_coverage_period(),
        Some(Period {
            since: day("2020-09-16"),
            until: None,
        })
    );
    assert!(!agreement.covers(partner(2), day("2021-02-01")));
    // Only a collective agreement speaks for all.
    policy.shape = stated(agreements::values::Shape::MultiParty);
    let agreement = in_force(policy).agreement;
    assert!(!agreement.covers_network_on(day("2020-09-16")));
}
