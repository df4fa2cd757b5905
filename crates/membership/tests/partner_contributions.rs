//! What partners put in and owe: MEM-44 … MEM-47, MEM-49.

use jiff::civil::date;
use kernel::{Date, DomainCommand, Period, Refusal, Sourced};
use membership::partner::findings::*;
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::{FindingSeverity, Partner, PartnerCommand};

use crate::fixtures::*;
use crate::partner::*;

fn offer(n: u128, since: Date) -> PartnerCommand {
    OfferResource {
        partner: id(9),
        resource: None,
        kind: ResourceKind::Room,
        note: text(n, "Gruppenraum, dienstags"),
        since,
    }
    .into()
}

fn withdraw(n: u128, since: Date) -> PartnerCommand {
    WithdrawResource {
        partner: id(9),
        resource: id(n),
        since,
    }
    .into()
}

fn train(held_on: Date, participants: u16) -> PartnerCommand {
    RecordStaffTraining {
        partner: id(9),
        topic: StaffTrainingTopic::ChildProtectionProcedure,
        held_on,
        participants,
    }
    .into()
}

fn present(body: u128, presented_on: Date) -> PartnerCommand {
    RecordPresentation {
        partner: id(9),
        body: id(body),
        presented_on,
    }
    .into()
}

fn attest_parents(attested_on: Date) -> PartnerCommand {
    AttestParentParticipation {
        partner: id(9),
        attested_on,
    }
    .into()
}

fn member(commands: &[PartnerCommand]) -> Partner {
    let silent = MembershipPolicy::default();
    let begin = [request().into(), admit(SIGNED)];
    let commands: Vec<_> = begin.iter().chain(commands).cloned().collect();
    live(&silent, &commands).0
}

#[test]
fn mem_44_a_resource_is_on_the_marketplace_from_its_first_to_its_last_day() {
    let day = date(2020, 1, 1);
    let partner = member(&[offer(130, day), withdraw(130, date(2023, 1, 1))]);
    let there = |day| partner.contributions.resources_on(day).len();
    assert_eq!(
        [
            date(2019, 12, 31),
            day,
            date(2022, 12, 31),
            date(2023, 1, 1)
        ]
        .map(there),
        [0, 1, 1, 0]
    );
    let resource = &partner.contributions.resources[0];
    assert_eq!(
        (resource.id, resource.note, resource.kind),
        (id(130), id(130), ResourceKind::Room)
    );
    let silent = MembershipPolicy::default();
    let again = |command| partner.decide(&command, &ctx(&silent)).unwrap();
    assert_eq!(again(offer(130, day)), []);
    assert_eq!(again(withdraw(130, date(2023, 1, 1))), []);
    assert_eq!(offer(130, day).entries().len(), 1);
}

#[test]
fn mem_44_only_a_resource_that_is_there_is_withdrawn() {
    let silent = MembershipPolicy::default();
    let refused = refusal(vec![requested()], withdraw(130, TODAY), &silent);
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("RESOURCE_UNKNOWN", Some("resource"), Some("MEM-44"))
    );
    let partner = member(&[
        offer(130, date(2020, 1, 1)),
        withdraw(130, date(2023, 1, 1)),
    ]);
    let refused = partner.decide(&withdraw(130, TODAY), &ctx(&silent));
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), "RESOURCE_WITHDRAWN");
    assert_eq!(refused.facts()["until"], "2022-12-31");
    let partner = member(&[offer(130, date(2020, 1, 1))]);
    let early = partner.decide(&withdraw(130, date(2019, 1, 1)), &ctx(&silent));
    assert_eq!(early.unwrap_err().code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_45_participation_is_counted_by_kind_and_period() {
    let took_part = |kind, held_on| {
        PartnerCommand::from(RecordParticipation {
            partner: id(9),
            kind,
            held_on,
        })
    };
    use ExchangeKind::{Conference, Evaluation};
    let partner = member(&[
        took_part(Conference, date(2022, 11, 10)),
        took_part(Conference, date(2022, 11, 10)),
        took_part(Conference, date(2023, 11, 9)),
        took_part(Evaluation, date(2023, 12, 31)),
    ]);
    let year = |year| Period {
        since: date(year, 1, 1),
        until: Some(date(year, 12, 31)),
    };
    let counts = |period| partner.contributions.participations_in(period);
    assert_eq!(counts(year(2022)), [(Conference, 1)].into());
    assert_eq!(
        counts(year(2023)),
        [(Conference, 1), (Evaluation, 1)].into()
    );
    assert_eq!(counts(year(2024)), [].into());
}

#[test]
fn mem_46_a_training_is_attested_in_counts_alone() {
    let partner = member(&[
        train(date(2022, 5, 12), 14),
        train(date(2022, 5, 12), 14),
        train(date(2023, 5, 11), 3),
    ]);
    let topic = StaffTrainingTopic::ChildProtectionProcedure;
    let trained = &partner.contributions;
    assert_eq!(
        trained.trained_on(topic, date(2023, 1, 1)),
        Some(date(2022, 5, 12))
    );
    assert_eq!(trained.trained_on(topic, date(2022, 5, 11)), None);
    assert_eq!(trained.trained_on(StaffTrainingTopic::Other, TODAY), None);
    let whole = Period {
        since: date(2022, 1, 1),
        until: None,
    };
    assert_eq!(trained.trained_in(whole), 17);
}

#[test]
fn mem_46_a_training_of_nobody_is_none() {
    let silent = MembershipPolicy::default();
    let refused = refusal(vec![requested()], train(TODAY, 0), &silent);
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("PARTICIPANTS_MISSING", Some("participants"), Some("MEM-46"))
    );
}

fn wanting() -> MembershipPolicy {
    MembershipPolicy {
        child_protection_training: Sourced::stated(true, "S1", "5.3", "Schulung"),
        presentation_body: Sourced::stated(
            "lenkungskreis".parse().expect("a code"),
            "S4",
            "Organisation",
            "wird im Lenkungskreis vorgestellt",
        ),
        parent_participation: Sourced::inferred_from(true, "S3", "Haltung", "partizipativ", "…"),
        ..duisburg()
    }
}

fn codes(policy: &MembershipPolicy, partner: &Partner) -> Vec<(&'static str, FindingSeverity)> {
    quality_findings(policy, partner, TODAY)
        .iter()
        .map(|finding| (finding.code, finding.severity))
        .collect()
}

#[test]
fn mem_46_mem_47_mem_49_what_a_partner_owes_is_a_task_where_it_is_stated() {
    use FindingSeverity::{Task, Warning};
    let partner = member(&[]);
    assert_eq!(
        codes(&wanting(), &partner),
        [
            ("TRAINING_NOT_ATTESTED", Task),
            ("NOT_YET_PRESENTED", Task),
            ("PARENT_PARTICIPATION_NOT_ATTESTED", Warning)
        ]
    );
    assert_eq!(codes(&MembershipPolicy::default(), &partner), []);
    let done = member(&[
        train(TODAY, 2),
        present(1, date(2019, 3, 20)),
        attest_parents(date(2021, 2, 1)),
    ]);
    assert_eq!(codes(&wanting(), &done), []);
    let (only_asked, _) = live(&wanting(), &[request().into()]);
    assert_eq!(codes(&wanting(), &only_asked), []);
}

#[test]
fn mem_47_a_presentation_names_a_known_body() {
    let refused = refusal(
        vec![requested()],
        present(77, TODAY),
        &MembershipPolicy::default(),
    );
    assert_eq!(
        (refused.code(), refused.field()),
        ("BODY_UNKNOWN", Some("body"))
    );
    assert_eq!(present(1, TODAY).reads()[0].kind(), "body");
}

#[test]
fn mem_49_the_participation_of_parents_is_a_line_of_the_checklist() {
    let partner = member(&[attest_parents(date(2021, 2, 1))]);
    let line = |day| {
        let lines = quality_checklist(&wanting(), &partner, day);
        let line = lines
            .into_iter()
            .find(|line| line.item == QualityItem::ParentParticipation);
        line.unwrap().fulfilled_on
    };
    assert_eq!(line(date(2021, 1, 31)), None);
    assert_eq!(line(TODAY), Some(date(2021, 2, 1)));
    assert_eq!(
        quality_checklist(&MembershipPolicy::default(), &partner, TODAY),
        []
    );
    let again = partner
        .decide(&attest_parents(date(2021, 2, 1)), &ctx(&wanting()))
        .unwrap();
    assert_eq!(again, []);
}
