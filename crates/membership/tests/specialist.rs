//! Experienced specialists: MEM-27 … MEM-29, AGR-24.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DocumentRef, DomainCommand, MediaType, Refusal, Sha256, Sourced};
use membership::policy::MembershipPolicy;
use membership::specialist::*;
use membership::{ConsentState, FindingSeverity};

use crate::fixtures::*;

pub(crate) const SINCE: Date = date(2016, 1, 1);

pub(crate) fn register() -> RegisterSpecialist {
    RegisterSpecialist {
        id: Some(id(9)),
        person: person(100),
        partner: Some(id(1)),
        institution: None,
        bases: vec![LegalBasis::Sgb8b, LegalBasis::Kkg4, LegalBasis::Sgb8b],
        municipal: true,
        registered_on: SINCE,
        qualification: None,
        consent_given_on: None,
        consent_text_version: None,
    }
}

pub(crate) fn train(on: Date) -> SpecialistCommand {
    RecordSpecialistTraining {
        specialist: id(9),
        held_on: on,
    }
    .into()
}

pub(crate) fn end(on: Date) -> SpecialistCommand {
    EndSpecialistRegistration {
        specialist: id(9),
        ended_on: on,
    }
    .into()
}

pub(crate) fn bases(bases: &[LegalBasis], on: Date) -> SpecialistCommand {
    ChangeSpecialistBases {
        specialist: id(9),
        bases: bases.to_vec(),
        changed_on: on,
    }
    .into()
}

pub(crate) fn change() -> ChangeSpecialistDetails {
    ChangeSpecialistDetails {
        specialist: id(9),
        person: person(200),
        partner: None,
        institution: Some(institution(201, "Beratungsstelle Süd")),
        consent_given_on: None,
        consent_text_version: None,
    }
}

pub(crate) fn correct(fact: u32, replacement: Option<SpecialistReplacement>) -> SpecialistCommand {
    CorrectSpecialist {
        specialist: id(9),
        fact,
        reason: text(900, "Falscher Tag"),
        replacement,
    }
    .into()
}

pub(crate) fn live_in(policy: &MembershipPolicy, commands: &[SpecialistCommand]) -> Specialist {
    let mut specialist = Specialist::default();
    for command in commands {
        let ctx = ctx_on(policy, date(2018, 1, 1));
        for event in specialist.decide(command, &ctx).expect("not refused") {
            specialist.apply(event);
        }
    }
    specialist
}

pub(crate) fn live(more: &[SpecialistCommand]) -> Specialist {
    let mut commands = vec![register().into()];
    commands.extend_from_slice(more);
    live_in(&leverkusen(), &commands)
}

fn refusal(specialist: &Specialist, command: &SpecialistCommand) -> SpecialistRefusal {
    specialist
        .decide(command, &ctx_on(&leverkusen(), date(2018, 1, 1)))
        .expect_err("refused")
}

pub(crate) fn evidence(kind: QualificationKind) -> NewQualification {
    NewQualification {
        kind,
        held_on: date(2014, 11, 5),
        document: Some(DocumentRef {
            sha256: Sha256::new([7; 32]),
            media_type: MediaType::Pdf,
        }),
    }
}

#[test]
fn mem_27_a_specialist_advises_under_each_legal_basis_once() {
    let events = TestFramework::<Specialist>::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(register().into())
        .inspect_result()
        .expect("not refused");
    let [SpecialistEvent::SpecialistRegistered(event)] = events.as_slice() else {
        panic!("expected one registration, got {events:?}")
    };
    assert_eq!(event.bases, [LegalBasis::Kkg4, LegalBasis::Sgb8b]);
    assert_eq!(event.person, id(9));
    let specialist = live(&[
        bases(&[LegalBasis::Sgb8a], date(2018, 1, 1)),
        bases(&[LegalBasis::Sgb8a], date(2019, 1, 1)),
        end(date(2021, 12, 31)),
    ]);
    assert_eq!(specialist.bases.facts().len(), 2);
    assert!(specialist.bases_on(date(2015, 12, 31)).is_empty());
    assert_eq!(specialist.bases_on(date(2017, 12, 31)).len(), 2);
    assert_eq!(specialist.bases_on(date(2021, 12, 31)), [LegalBasis::Sgb8a]);
    assert!(specialist.bases_on(date(2022, 1, 1)).is_empty());
}

#[test]
fn mem_27_a_specialist_without_a_legal_basis_is_refused() {
    let without = RegisterSpecialist {
        bases: vec![],
        ..register()
    };
    let new = TestFramework::<Specialist>::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(without.into())
        .inspect_result()
        .expect_err("refused");
    let changed = refusal(&live(&[]), &bases(&[], date(2018, 1, 1)));
    for refusal in [new, changed] {
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            ("LEGAL_BASIS_MISSING", Some("bases"), Some("MEM-27"))
        );
        assert_eq!(refusal.facts(), kernel::Facts::new());
    }
}

#[test]
fn mem_28_the_third_basis_is_8a_and_all_three_have_their_codes() {
    let codes: Vec<_> = LegalBasis::ALL.iter().map(|basis| basis.code()).collect();
    assert_eq!(codes, ["kkg-4-2", "sgb8-8b", "sgb8-8a"]);
    let of_8a = RegisterSpecialist {
        bases: vec![LegalBasis::Sgb8a],
        ..register()
    };
    let specialist = live_in(&leverkusen(), &[of_8a.into()]);
    assert_eq!(specialist.bases_on(TODAY), [LegalBasis::Sgb8a]);
}

#[test]
fn agr_24_a_specialist_has_an_address_of_a_partner_or_an_institution() {
    let nowhere = RegisterSpecialist {
        partner: None,
        ..register()
    };
    let refused = refusal(&Specialist::default(), &nowhere.into());
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("INSTITUTION_MISSING", Some("institution"), Some("AGR-24"))
    );
    let foreign = RegisterSpecialist {
        partner: Some(id(77)),
        ..register()
    };
    assert_eq!(
        refusal(&Specialist::default(), &foreign.into()).code(),
        "PARTNER_UNKNOWN"
    );
    let moved = SpecialistCommand::from(change());
    assert_eq!(moved.entries().len(), 2);
    let specialist = live(&[moved]);
    assert_eq!(specialist.partner_on(date(2017, 12, 31)), Some(id(1)));
    assert_eq!(specialist.institution_on(date(2017, 12, 31)), None);
    assert_eq!(specialist.partner_on(TODAY), None);
    assert_eq!(specialist.institution_on(TODAY), Some(id(201)));
    assert_eq!(specialist.details_on(TODAY), Some(id(200)));
    assert_eq!(specialist.confirmed_on(TODAY), Some(date(2018, 1, 1)));
    let mut other = change();
    other.person.content.id = Some(id(55));
    assert_eq!(refusal(&specialist, &other.into()).code(), "PERSON_DIFFERS");
}

#[test]
fn mem_20_a_specialists_details_need_the_consent_that_the_municipality_asks_for() {
    let refused = Specialist::default()
        .decide(&register().into(), &ctx(&stormarn()))
        .unwrap_err();
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("CONSENT_MISSING", Some("consentGivenOn"), Some("MEM-20"))
    );
    let given = RegisterSpecialist {
        consent_given_on: Some(SINCE),
        consent_text_version: Some(2),
        ..register()
    };
    let withdraw = WithdrawSpecialistConsent {
        specialist: id(9),
        withdrawn_on: date(2020, 1, 1),
    };
    let give = GiveSpecialistConsent {
        specialist: id(9),
        given_on: date(2021, 1, 1),
        text_version: 3,
    };
    let specialist = live_in(
        &stormarn(),
        &[
            given.into(),
            withdraw.clone().into(),
            withdraw.into(),
            give.clone().into(),
            give.into(),
        ],
    );
    assert_eq!(specialist.consents.facts().len(), 3);
    let shown = |year| specialist.details_on(date(year, 6, 1)).is_some();
    assert_eq!(
        [2015, 2019, 2020, 2021].map(shown),
        [false, true, false, true]
    );
    let findings = |day| specialist_findings(&stormarn(), &specialist, day);
    assert_eq!(findings(date(2020, 6, 1))[0].code, "CONSENT_MISSING");
    assert!(findings(TODAY).is_empty());
    assert_eq!(live(&[]).consent_on(TODAY), ConsentState::NotRequired);
}

#[test]
fn mem_20_an_inferred_wish_for_consent_only_warns() {
    let mut policy = stormarn();
    let rule = policy.contact_consent.value().copied().expect("stated");
    policy.contact_consent = Sourced::inferred_from(rule, "S3", "Netzwerk", "Daten", "auch hier");
    let context = ctx(&policy);
    Specialist::default()
        .decide(&register().into(), &context)
        .unwrap();
    assert_eq!(warnings(context), ["CONSENT_MISSING"]);
    let unversioned = ctx(&policy);
    let given = RegisterSpecialist {
        consent_given_on: Some(SINCE),
        ..register()
    };
    Specialist::default()
        .decide(&given.into(), &unversioned)
        .unwrap();
    assert_eq!(warnings(unversioned), ["CONSENT_TEXT_VERSION_MISSING"]);
}

#[test]
fn mem_27_evidence_is_asked_for_where_the_policy_binds() {
    let wanted = vec![QualificationKind::Certificate];
    let mut policy = leverkusen();
    policy.specialist_qualification =
        Sourced::stated(wanted.clone(), "Beschluss", "1", "mit Zertifikat");
    let with = |kind| RegisterSpecialist {
        qualification: Some(evidence(kind)),
        ..register()
    };
    let decide =
        |command: RegisterSpecialist| Specialist::default().decide(&command.into(), &ctx(&policy));
    assert_eq!(
        decide(with(QualificationKind::Certificate)).map(|events| events.len()),
        Ok(2)
    );
    for command in [register(), with(QualificationKind::Experience)] {
        let refused = decide(command).unwrap_err();
        assert_eq!(
            (refused.code(), refused.field(), refused.rule()),
            (
                "QUALIFICATION_MISSING",
                Some("qualification"),
                Some("MEM-27")
            )
        );
        assert_eq!(
            refused.facts(),
            kernel::facts! { "wanted" => ["certificate"] }
        );
    }
    policy.specialist_qualification =
        Sourced::inferred_from(wanted, "S1", "5.3", "erfahren", "mit Zertifikat");
    let context = ctx(&policy);
    Specialist::default()
        .decide(&register().into(), &context)
        .unwrap();
    assert_eq!(warnings(context), ["QUALIFICATION_MISSING"]);
}

#[test]
fn mem_27_evidence_is_recorded_with_its_scan_and_missed_on_the_work_list() {
    let record = SpecialistCommand::from(RecordSpecialistQualification {
        specialist: id(9),
        qualification: evidence(QualificationKind::Certificate),
    });
    assert_eq!(record.documents().len(), 1);
    let specialist = live(&[record.clone(), record]);
    assert_eq!(specialist.qualifications.len(), 1);
    let mut policy = leverkusen();
    policy.specialist_qualification = Sourced::stated(
        vec![QualificationKind::Certificate],
        "Beschluss",
        "1",
        "mit Zertifikat",
    );
    assert!(specialist_findings(&policy, &specialist, TODAY).is_empty());
    let findings = specialist_findings(&policy, &live(&[]), TODAY);
    assert_eq!(
        (findings[0].code, findings[0].severity),
        ("QUALIFICATION_MISSING", FindingSeverity::Task)
    );
    assert!(specialist_findings(&policy, &live(&[]), date(2015, 1, 1)).is_empty());
}

#[test]
fn mem_29_the_municipalitys_specialists_hold_a_training_every_year() {
    let mut policy = leverkusen();
    policy.specialist_training_months = Sourced::stated(12, "S2", "4.3.2", "einmal jährlich");
    let one = live(&[train(date(2018, 10, 5)), train(date(2018, 10, 5))]);
    let other = live(&[]);
    let partners_own = live_in(
        &leverkusen(),
        &[
            RegisterSpecialist {
                municipal: false,
                ..register()
            }
            .into(),
            train(date(2022, 1, 1)),
        ],
    );
    assert_eq!(one.trainings.len(), 1);
    let both = [&one, &other, &partners_own];
    let due = |day| training_findings(&policy, &both, day);
    assert_eq!(
        next_training_by(&policy, both, TODAY),
        Some(date(2019, 10, 5))
    );
    assert!(due(date(2019, 10, 5)).is_empty());
    let finding = &due(date(2019, 10, 6))[0];
    assert_eq!(
        (finding.code, finding.rule, finding.severity),
        ("SPECIALIST_TRAINING_DUE", "MEM-29", FindingSeverity::Task)
    );
    assert!(finding.sentence.contains("05.10.2019"));
    assert_eq!(training_findings(&policy, &[&other], TODAY).len(), 1);
    assert!(training_findings(&policy, &[&partners_own], TODAY).is_empty());
    assert!(training_findings(&leverkusen(), &both, TODAY).is_empty());
    assert_eq!(
        refusal(&one, &train(date(2024, 6, 4))).code(),
        "DATE_IN_FUTURE"
    );
}

#[test]
fn mem_27_a_specialist_is_not_asked_while_unavailable() {
    let away = |from, until| {
        SpecialistCommand::from(ChangeSpecialistAvailability {
            specialist: id(9),
            availability: SpecialistAvailability::Unavailable,
            from,
            until,
        })
    };
    let (first, last) = (date(2019, 1, 1), date(2019, 6, 30));
    let specialist = live(&[away(first, Some(last)), away(first, Some(last))]);
    assert_eq!(specialist.availabilities.len(), 1);
    let asked = |day| specialist.is_available_on(day);
    assert!(asked(date(2018, 12, 31)) && !asked(first) && !asked(last));
    assert!(asked(date(2019, 7, 1)) && !asked(date(2015, 12, 31)));
    assert_eq!(
        refusal(&specialist, &away(last, Some(first))).code(),
        "DATE_TOO_EARLY"
    );
}

#[test]
fn mem_27_nothing_is_recorded_of_a_specialist_outside_the_register() {
    let confirm = |on| {
        SpecialistCommand::from(ConfirmSpecialist {
            specialist: id(9),
            confirmed_on: on,
        })
    };
    let last = date(2021, 12, 31);
    let specialist = live(&[
        confirm(date(2019, 1, 7)),
        confirm(date(2019, 1, 7)),
        end(last),
        end(last),
    ]);
    assert_eq!(specialist.confirmations.len(), 2);
    assert!(specialist.is_registered_on(last));
    assert_eq!(specialist.details_on(date(2022, 1, 1)), None);
    for command in [
        confirm(date(2022, 1, 1)),
        train(date(2022, 1, 1)),
        bases(&[LegalBasis::Kkg4], date(2022, 1, 1)),
        end(date(2022, 12, 31)),
    ] {
        let refused = refusal(&specialist, &command);
        assert_eq!(
            (refused.code(), refused.facts()["endedOn"].as_str()),
            ("REGISTRATION_ENDED", Some("2021-12-31"))
        );
    }
    assert_eq!(
        refusal(&specialist, &train(date(2015, 12, 31))).code(),
        "DATE_TOO_EARLY"
    );
    let trained = live(&[train(date(2018, 10, 5))]);
    let early = refusal(&trained, &end(date(2018, 10, 4)));
    assert_eq!(
        (early.code(), early.facts()["notBefore"].as_str()),
        ("DATE_TOO_EARLY", Some("2018-10-05"))
    );
}

#[test]
fn mem_27_a_wrong_fact_of_a_specialist_is_corrected_struck_and_restored() {
    let mut specialist = live(&[train(date(2018, 10, 5))]);
    let instead = Some(SpecialistReplacement::RecordSpecialistTraining(
        RecordSpecialistTraining {
            specialist: id(99),
            held_on: date(2018, 10, 6),
        },
    ));
    for (replacement, trainings) in [
        (instead.clone(), vec![date(2018, 10, 6)]),
        (None, vec![]),
        (instead, vec![date(2018, 10, 6)]),
    ] {
        let command = correct(2, replacement);
        for event in specialist.decide(&command, &ctx(&leverkusen())).unwrap() {
            specialist.apply(event);
        }
        assert_eq!(specialist.trainings, trainings);
        assert!(
            specialist
                .decide(&command, &ctx(&leverkusen()))
                .unwrap()
                .is_empty()
        );
    }
    let anew = RegisterSpecialist {
        id: None,
        municipal: false,
        ..register()
    };
    let command = correct(1, Some(SpecialistReplacement::RegisterSpecialist(anew)));
    assert_eq!((command.reads().len(), command.entries().len()), (1, 2));
    for event in specialist.decide(&command, &ctx(&leverkusen())).unwrap() {
        specialist.apply(event);
    }
    assert!(!specialist.municipal);
    assert_eq!(specialist.person, Some(id(9)));
}

#[test]
fn mem_27_a_correction_that_leaves_contradictions_is_refused() {
    let given = RegisterSpecialist {
        consent_given_on: Some(SINCE),
        consent_text_version: Some(2),
        ..register()
    };
    let specialist = live_in(
        &stormarn(),
        &[
            given.clone().into(),     // 1, 2
            train(date(2018, 10, 5)), // 3
            end(date(2021, 12, 31)),  // 4
        ],
    );
    let late = RegisterSpecialist {
        registered_on: date(2019, 1, 1),
        ..given.clone()
    };
    let baseless = RegisterSpecialist {
        bases: vec![],
        ..given
    };
    for (fact, replacement, code) in [
        (
            1,
            Some(SpecialistReplacement::RegisterSpecialist(late)),
            "DATE_TOO_EARLY",
        ),
        (
            1,
            Some(SpecialistReplacement::RegisterSpecialist(baseless)),
            "LEGAL_BASIS_MISSING",
        ),
        (2, None, "CONSENT_MISSING"),
        (1, None, "FIRST_FACT_STAYS"),
        (5, None, "FACT_UNKNOWN"),
    ] {
        let refused = specialist
            .decide(&correct(fact, replacement), &ctx(&stormarn()))
            .unwrap_err();
        assert_eq!(refused.code(), code, "{fact}");
        assert!(!refused.sentence().is_empty());
    }
}
