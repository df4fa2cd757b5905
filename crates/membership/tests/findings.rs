//! Findings: MEM-14, MEM-16, MEM-17, MEM-40, MEM-41.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{BodyId, Frozen, Sourced, Status, Strength};
use membership::body::{BodyEstablished, BodyKind};
use membership::findings::*;
use membership::partner::{MembershipRequested, PartnerAdmitted, PartnerKind};
use membership::policy::{ContactDuty, MembershipPolicy};
use membership::{Body, FindingSeverity, Partner};

use crate::fixtures::*;

fn member() -> Partner {
    let mut partner = Partner::default();
    let requested_on = date(2018, 9, 3);
    let networks = vec![id(1)];
    partner.apply(
        MembershipRequested {
            institution: id(100),
            kind: PartnerKind::Dienst,
            networks,
            requested_on,
        }
        .into(),
    );
    partner.apply(
        PartnerAdmitted {
            admitted_on: date(2018, 10, 15),
            policy_version: 1,
        }
        .into(),
    );
    partner
}

fn body(kind: BodyKind) -> Body {
    let mut body = Body::default();
    body.apply(
        BodyEstablished {
            kind,
            name: id(100),
            rule: None,
            policy_version: 1,
            network: Some(id(1)),
            parent: None,
            region: None,
            founded_on: None,
            planned: false,
            advisory: Frozen {
                value: None,
                status: Status::Unstated,
            },
            cadence: Frozen {
                value: None,
                status: Status::Unstated,
            },
            forwards_to: Frozen {
                value: None,
                status: Status::Unstated,
            },
        }
        .into(),
    );
    body
}

fn severities(policy: &MembershipPolicy, contacts: usize) -> Vec<FindingSeverity> {
    contact_findings(policy, &member(), contacts, TODAY)
        .iter()
        .map(|finding| finding.severity)
        .collect()
}

#[test]
fn mem_14_in_leverkusen_a_partner_without_contact_is_a_task() {
    let findings = contact_findings(&leverkusen(), &member(), 0, TODAY);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, findings[0].rule),
        ("CONTACT_MISSING", "MEM-14")
    );
    assert_eq!(findings[0].severity, FindingSeverity::Task);
}

#[test]
fn mem_14_there_is_no_maximum_of_contacts() {
    for contacts in [1, 2, 3, 40] {
        assert_eq!(severities(&leverkusen(), contacts), []);
    }
}

#[test]
fn mem_16_in_stormarn_a_partner_without_contact_is_a_warning() {
    assert_eq!(severities(&stormarn(), 0), [FindingSeverity::Warning]);
}

#[test]
fn mem_17_in_duisburg_nobody_says_how_many_contacts() {
    assert_eq!(severities(&duisburg(), 0), []);
}

#[test]
fn mem_14_an_inferred_duty_is_only_a_warning() {
    let policy = MembershipPolicy {
        contact_duty: Sourced::inferred_from(
            ContactDuty {
                min: 1,
                strength: Strength::Must,
            },
            "S4",
            "Zielsetzungen",
            "Nennung von direkten Ansprechpartner/-innen",
            "jeder Netzwerkpartner",
        ),
        ..MembershipPolicy::default()
    };
    assert_eq!(severities(&policy, 0), [FindingSeverity::Warning]);
}

#[test]
fn mem_14_only_active_partners_need_a_contact() {
    assert_eq!(
        contact_findings(&leverkusen(), &member(), 0, date(2018, 10, 14)),
        []
    );
}

#[test]
fn mem_40_a_subgroup_of_one_institution_is_a_hint() {
    assert_eq!(
        diversity_findings(&duisburg(), &body(BodyKind::SubGroup), 1).len(),
        1
    );
    assert_eq!(
        diversity_findings(&duisburg(), &body(BodyKind::SubGroup), 2),
        []
    );
    assert_eq!(
        diversity_findings(&duisburg(), &body(BodyKind::WorkingGroup), 1),
        []
    );
    assert_eq!(
        diversity_findings(&stormarn(), &body(BodyKind::SubGroup), 1),
        []
    );
}

#[test]
fn mem_41_networks_with_two_preparation_teams_are_found() {
    let [first, second] = [
        body(BodyKind::PreparationTeam),
        body(BodyKind::PreparationTeam),
    ];
    let bodies = [(id::<BodyId>(1), &first), (id(2), &second)];
    assert_eq!(
        doubled_preparation_teams(bodies, TODAY),
        [(id(1), vec![id(1), id(2)])]
    );
    assert_eq!(doubled_preparation_teams([(id(1), &first)], TODAY), []);
}
