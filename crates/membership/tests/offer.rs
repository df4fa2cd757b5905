//! Offers: MEM-21 … MEM-26.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal, Sourced};
use membership::offer::*;
use membership::partner::{AdmitPartner, RequestMembership};
use membership::policy::{LocalSector, MembershipPolicy};
use membership::{FindingSeverity, Partner, PartnerKind};

use crate::fixtures::*;

type Framework = TestFramework<Offer>;

pub(crate) fn details(name: u128) -> NewOfferDetails {
    NewOfferDetails {
        name: text(name, "Elterncafé"),
        description: Some(text(name + 1, "Offener Treff mit Frühstück")),
        kind: Some(OfferKind::OpenMeeting),
        sectors: vec!["GA".parse().expect("a code")],
        situations: vec![TargetSituation::SingleParent, TargetSituation::Poverty],
        age_from_months: Some(-9),
        age_to_months: Some(36),
        districts: vec![id(1)],
        sites: vec![id(1)],
        access_paths: vec![AccessPath::Phone, AccessPath::WalkIn, AccessPath::Phone],
        access_note: None,
        threshold: Some(OfferThreshold::Low),
        cost: OfferCost::Free,
        languages: vec!["tr".parse().expect("a code"), "de".parse().expect("a code")],
        opening_times: Some(text(name + 2, "dienstags 9 bis 11 Uhr")),
    }
}

pub(crate) fn register(partner: u128, on: Date) -> RegisterOffer {
    RegisterOffer {
        id: Some(id(8)),
        partner: id(partner),
        details: details(100),
        registered_on: on,
    }
}

fn registered() -> OfferEvent {
    OfferRegistered {
        partner: id(1),
        details: (&details(100)).into(),
        registered_on: date(2018, 5, 16),
    }
    .into()
}

pub(crate) fn confirm(on: Date) -> OfferCommand {
    ConfirmOffer {
        offer: id(8),
        confirmed_on: on,
    }
    .into()
}

pub(crate) fn pause(from: Date, until: Option<Date>) -> OfferCommand {
    PauseOffer {
        offer: id(8),
        from,
        until,
    }
    .into()
}

pub(crate) fn resume(on: Date) -> OfferCommand {
    ResumeOffer {
        offer: id(8),
        resumed_on: on,
    }
    .into()
}

pub(crate) fn end(on: Date) -> OfferCommand {
    EndOffer {
        offer: id(8),
        ended_on: on,
    }
    .into()
}

pub(crate) fn correct(fact: u32, replacement: Option<OfferReplacement>) -> OfferCommand {
    CorrectOffer {
        offer: id(8),
        fact,
        reason: text(900, "Falscher Tag"),
        replacement,
    }
    .into()
}

pub(crate) fn live(commands: &[OfferCommand]) -> Offer {
    let mut offer = Offer::default();
    offer.apply(registered());
    for command in commands {
        for event in offer
            .decide(command, &ctx(&leverkusen()))
            .expect("not refused")
        {
            offer.apply(event);
        }
    }
    offer
}

fn refused(command: OfferCommand) -> OfferRefusal {
    let given = if command.creates() {
        vec![]
    } else {
        vec![registered()]
    };
    Framework::with(ctx(&leverkusen()))
        .given(given)
        .when(command)
        .inspect_result()
        .expect_err("refused")
}

fn member(admitted_on: Date) -> Partner {
    let mut partner = Partner::default();
    let request = RequestMembership {
        id: Some(id(1)),
        institution: institution(100, "Beratungsstelle Nord"),
        kind: PartnerKind::Dienst,
        networks: vec![id(1)],
        requested_on: admitted_on,
    };
    let admit = AdmitPartner {
        partner: id(1),
        admitted_on,
    };
    for command in [request.into(), admit.into()] {
        let ctx = ctx(&MembershipPolicy::default());
        for event in partner.decide(&command, &ctx).expect("not refused") {
            partner.apply(event);
        }
    }
    partner
}

#[test]
fn mem_21_a_member_registers_an_offer() {
    let command = OfferCommand::from(register(1, date(2018, 5, 16)));
    assert_eq!(command.entries().len(), 3);
    let kinds: Vec<_> = command.reads().iter().map(|read| read.kind()).collect();
    assert_eq!(kinds, ["partner", "region", "site"]);
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(command)
        .then_expect_events(vec![registered()]);
    let offer = live(&[]);
    let details = offer.details_on(TODAY).expect("registered");
    assert_eq!(
        details.access_paths,
        [AccessPath::WalkIn, AccessPath::Phone]
    );
    assert_eq!(offer.name_on(TODAY), Some(id(100)));
    assert_eq!(offer.name_on(date(2018, 5, 15)), None);
}

#[test]
fn mem_21_only_a_member_has_an_offer() {
    for (partner, on, state) in [
        (3, date(2020, 1, 1), "ended"),
        (4, date(2018, 5, 16), "requested"),
        (1, date(2009, 12, 31), "requested"),
    ] {
        let refusal = refused(register(partner, on).into());
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            ("PARTNER_NOT_ACTIVE", Some("partner"), Some("MEM-21"))
        );
        let facts = refusal.facts();
        assert_eq!(facts["state"], state);
        assert_eq!(facts["on"], serde_json::json!(on));
    }
    assert_eq!(
        refused(register(77, date(2018, 5, 16)).into()).code(),
        "PARTNER_UNKNOWN"
    );
    let last_day = register(3, date(2019, 12, 31)).into();
    assert!(
        Offer::default()
            .decide(&last_day, &ctx(&leverkusen()))
            .is_ok()
    );
    assert_eq!(
        refused(register(1, date(2024, 6, 4)).into()).code(),
        "DATE_IN_FUTURE"
    );
}

#[test]
fn mem_22_an_offer_that_nobody_finds_is_refused() {
    let mut command = register(1, date(2018, 5, 16));
    command.details.access_paths.clear();
    let revise = ReviseOffer {
        offer: id(8),
        details: command.details.clone(),
        revised_on: date(2019, 1, 1),
    };
    for command in [OfferCommand::from(command), revise.into()] {
        let refusal = refused(command);
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            (
                "ACCESS_PATH_MISSING",
                Some("details.accessPaths"),
                Some("MEM-22")
            )
        );
        assert_eq!(refusal.facts(), kernel::Facts::new());
    }
}

#[test]
fn mem_23_places_of_an_offer_are_known_ones() {
    let mut district = register(1, date(2018, 5, 16));
    district.details.districts = vec![id(77)];
    let mut site = register(1, date(2018, 5, 16));
    site.details.sites = vec![id(77)];
    for (command, code, field) in [
        (district, "REGION_UNKNOWN", "details.districts"),
        (site, "SITE_UNKNOWN", "details.sites"),
    ] {
        let refusal = refused(command.into());
        assert_eq!((refusal.code(), refusal.field()), (code, Some(field)));
    }
}

#[test]
fn mem_02_an_age_span_begins_with_pregnancy_and_is_in_order() {
    let spans = |from, to| {
        let mut command = register(1, date(2018, 5, 16));
        command.details.age_from_months = from;
        command.details.age_to_months = to;
        Offer::default().decide(&command.into(), &ctx(&leverkusen()))
    };
    for (from, to) in [
        (None, None),
        (Some(-9), Some(-9)),
        (Some(0), Some(216)),
        (Some(36), None),
    ] {
        assert!(spans(from, to).is_ok(), "{from:?} {to:?}");
    }
    for (from, to) in [(Some(-10), None), (None, Some(217)), (Some(13), Some(12))] {
        let refusal = spans(from, to).unwrap_err();
        assert_eq!(refusal.code(), "AGE_SPAN_INVALID");
        assert_eq!(
            refusal.facts(),
            kernel::facts! { "from" => from, "to" => to, "min" => -9, "max" => 216 }
        );
    }
    let offer = live(&[]);
    let details = offer.details_on(TODAY).expect("registered");
    let ages = [-10, -9, 36, 37].map(|age| details.is_for_age(age));
    assert_eq!(ages, [false, true, true, false]);
}

#[test]
fn mem_09_an_offers_sectors_are_known_ones() {
    let mut command = register(1, date(2018, 5, 16));
    command.details.sectors = vec!["TREFF".parse().expect("a code")];
    let refusal = refused(command.clone().into());
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("SECTOR_UNKNOWN", Some("details.sectors"))
    );
    assert_eq!(refusal.facts()["sector"], "TREFF");
    let mut policy = leverkusen();
    let local: LocalSector = serde_json::from_value(serde_json::json!({
        "code": "TREFF", "term": "Elterntreffs"
    }))
    .expect("a local sector");
    policy.sectors.local_sectors = Sourced::stated(vec![local], "S0", "§ 6", "Elterntreffs");
    assert!(
        Offer::default()
            .decide(&command.into(), &ctx(&policy))
            .is_ok()
    );
}

#[test]
fn mem_24_the_ten_situations_are_codes_and_the_list_is_open() {
    let by_rule = |rule| {
        TargetSituation::ALL
            .iter()
            .filter(|situation| situation.rule() == rule)
            .count()
    };
    assert_eq!(by_rule(Some("MEM-24")), 10);
    assert_eq!(by_rule(None), 1);
    assert_eq!(TargetSituation::Other.code(), "other");
}

#[test]
fn mem_25_duisburgs_focus_groups_are_codes() {
    for (code, label) in [
        ("pregnancy", "Schwangere"),
        ("mothers", "Mütter"),
        ("fathers", "Väter"),
        ("single-parent", "alleinerziehend"),
        (
            "stressful-circumstances",
            "Eltern in belastenden Lebenslagen",
        ),
    ] {
        let known = TargetSituation::ALL
            .iter()
            .find(|known| known.code() == code);
        assert_eq!(known.map(|known| known.label()), Some(label));
    }
}

#[test]
fn mem_26_offers_for_under_reached_groups_are_flagged() {
    let reached: Vec<_> = TargetSituation::ALL
        .iter()
        .filter(|situation| situation.is_under_reached())
        .collect();
    assert_eq!(
        reached,
        [
            &TargetSituation::SingleParent,
            &TargetSituation::MothersUnder20
        ]
    );
    let offer = live(&[]);
    assert!(offer.details_on(TODAY).unwrap().is_for_under_reached());
    let mut others = details(200);
    others.situations = vec![TargetSituation::Addiction];
    assert!(!OfferDetails::from(&others).is_for_under_reached());
}

#[test]
fn mem_21_an_offer_is_confirmed_by_registering_revising_and_confirming() {
    let revise = ReviseOffer {
        offer: id(8),
        details: details(200),
        revised_on: date(2019, 3, 1),
    };
    let offer = live(&[
        revise.into(),
        confirm(date(2020, 1, 7)),
        confirm(date(2020, 1, 7)),
    ]);
    assert_eq!(offer.confirmations.len(), 3);
    let since = |day| offer.unconfirmed_since(day);
    assert_eq!(since(date(2018, 5, 15)), None);
    assert_eq!(since(date(2019, 2, 28)), Some(date(2018, 5, 16)));
    assert_eq!(since(date(2019, 3, 1)), Some(date(2019, 3, 1)));
    assert_eq!(since(TODAY), Some(date(2020, 1, 7)));
    assert_eq!(offer.name_on(TODAY), Some(id(200)));
    assert_eq!(refused(confirm(date(2018, 5, 15))).code(), "DATE_TOO_EARLY");
    assert_eq!(refused(confirm(date(2024, 6, 4))).code(), "DATE_IN_FUTURE");
}

#[test]
fn mem_21_an_offer_pauses_and_resumes() {
    let (march, may) = (date(2020, 3, 16), date(2020, 5, 31));
    let offer = live(&[
        pause(march, Some(may)),
        pause(march, Some(may)),
        resume(date(2020, 5, 11)),
        resume(date(2020, 5, 11)),
        pause(date(2021, 1, 4), None),
    ]);
    let state = |day| offer.state_on(day);
    assert_eq!(state(date(2018, 5, 15)), None);
    assert_eq!(state(date(2020, 3, 15)), Some(OfferState::Available));
    assert_eq!(state(march), Some(OfferState::Paused));
    assert_eq!(state(date(2020, 5, 10)), Some(OfferState::Paused));
    assert_eq!(state(date(2020, 5, 11)), Some(OfferState::Available));
    assert_eq!(state(TODAY), Some(OfferState::Paused));
    assert_eq!(offer.pauses.len(), 2);
    let refusal = |command| offer.decide(&command, &ctx(&leverkusen())).unwrap_err();
    let twice = refusal(pause(date(2020, 1, 1), Some(march)));
    assert_eq!(
        (twice.code(), twice.facts()["from"].as_str()),
        ("OFFER_PAUSED", Some("2020-03-16"))
    );
    let not = refusal(resume(date(2020, 6, 1)));
    assert_eq!(
        (not.code(), not.facts()["day"].as_str()),
        ("OFFER_NOT_PAUSED", Some("2020-06-01"))
    );
    assert_eq!(
        refusal(pause(march, Some(date(2020, 3, 15)))).code(),
        "DATE_TOO_EARLY"
    );
    assert_eq!(
        live(&[pause(march, Some(may))]).state_on(date(2020, 6, 1)),
        Some(OfferState::Available)
    );
}

#[test]
fn mem_21_an_ended_offer_is_neither_confirmed_nor_revised() {
    let last = date(2021, 12, 31);
    let offer = live(&[end(last), end(last)]);
    assert_eq!(offer.state_on(last), Some(OfferState::Available));
    assert_eq!(offer.state_on(date(2022, 1, 1)), Some(OfferState::Ended));
    assert_eq!(offer.unconfirmed_since(date(2022, 1, 1)), None);
    let revise = ReviseOffer {
        offer: id(8),
        details: details(200),
        revised_on: date(2022, 1, 1),
    };
    for command in [
        confirm(date(2022, 1, 1)),
        revise.into(),
        pause(date(2022, 1, 1), None),
        end(date(2022, 12, 31)),
    ] {
        let refusal = offer.decide(&command, &ctx(&leverkusen())).unwrap_err();
        assert_eq!(
            (refusal.code(), refusal.facts()["endedOn"].as_str()),
            ("OFFER_ENDED", Some("2021-12-31"))
        );
    }
    let confirmed = live(&[confirm(date(2020, 1, 7))]);
    let refusal = confirmed
        .decide(&end(date(2020, 1, 6)), &ctx(&leverkusen()))
        .unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.facts()["notBefore"].as_str()),
        ("DATE_TOO_EARLY", Some("2020-01-07"))
    );
}

#[test]
fn mem_21_an_offer_without_confirmation_for_too_long_is_a_task() {
    let mut policy = leverkusen();
    let partner = member(date(2015, 1, 1));
    let offer = live(&[confirm(date(2020, 1, 7))]);
    let codes = |policy: &MembershipPolicy, day| {
        offer_findings(policy, &offer, &partner, day)
            .into_iter()
            .map(|finding| (finding.code, finding.severity))
            .collect::<Vec<_>>()
    };
    assert!(codes(&policy, TODAY).is_empty());
    assert_eq!(
        confirmation_interval_findings(&policy)[0].code,
        "OFFER_CONFIRMATION_INTERVAL_UNSTATED"
    );
    policy.offer_confirmation_months = Sourced::stated(12, "Beschluss", "1", "jährlich");
    assert!(confirmation_interval_findings(&policy).is_empty());
    assert!(codes(&policy, date(2021, 1, 7)).is_empty());
    assert_eq!(
        codes(&policy, date(2021, 1, 8)),
        [("OFFER_UNCONFIRMED", FindingSeverity::Task)]
    );
    policy.offer_confirmation_months =
        Sourced::inferred_from(12, "S1", "5.1", "aktuell", "jährlich");
    assert_eq!(
        codes(&policy, date(2021, 1, 8)),
        [("OFFER_UNCONFIRMED", FindingSeverity::Warning)]
    );
}

#[test]
fn mem_21_an_offer_of_somebody_who_is_no_member_is_a_task() {
    let offer = live(&[]);
    let later = member(date(2019, 1, 1));
    let findings = |day| offer_findings(&leverkusen(), &offer, &later, day);
    assert_eq!(
        findings(date(2018, 12, 31))[0].code,
        "OFFER_OF_FORMER_PARTNER"
    );
    assert!(findings(date(2019, 1, 1)).is_empty());
    let ended = live(&[end(date(2018, 6, 1))]);
    assert!(offer_findings(&leverkusen(), &ended, &later, date(2018, 12, 31)).is_empty());
}

#[test]
fn mem_21_a_wrong_fact_of_an_offer_is_corrected_struck_and_restored() {
    let mut offer = live(&[end(date(2021, 12, 31))]);
    let instead = Some(OfferReplacement::EndOffer(EndOffer {
        offer: id(99),
        ended_on: date(2022, 12, 31),
    }));
    for (replacement, ended_on) in [
        (instead.clone(), Some(date(2022, 12, 31))),
        (None, None),
        (instead, Some(date(2022, 12, 31))),
    ] {
        let command = correct(2, replacement);
        for event in offer.decide(&command, &ctx(&leverkusen())).unwrap() {
            offer.apply(event);
        }
        assert_eq!(offer.ended_on, ended_on);
        assert!(
            offer
                .decide(&command, &ctx(&leverkusen()))
                .unwrap()
                .is_empty()
        );
    }
    let corrected = correct(
        1,
        Some(OfferReplacement::RegisterOffer(register(
            1,
            date(2018, 5, 17),
        ))),
    );
    assert_eq!(corrected.reads().len(), 3);
    assert_eq!(corrected.entries().len(), 4);
}

#[test]
fn mem_21_a_correction_that_leaves_contradictions_is_refused() {
    let offer = live(&[
        confirm(date(2020, 1, 7)),                         // 2
        pause(date(2020, 3, 16), Some(date(2020, 5, 31))), // 3
        resume(date(2020, 5, 11)),                         // 4
        pause(date(2021, 1, 4), Some(date(2021, 2, 1))),   // 5
        end(date(2021, 12, 31)),                           // 6
    ]);
    let registered = register(1, date(2020, 1, 8));
    let of_former = register(3, date(2020, 1, 1));
    let long = PauseOffer {
        offer: id(8),
        from: date(2020, 12, 1),
        until: None,
    };
    let early = PauseOffer {
        offer: id(8),
        from: date(2020, 4, 1),
        until: Some(date(2020, 4, 30)),
    };
    let end_early = EndOffer {
        offer: id(8),
        ended_on: date(2021, 1, 3),
    };
    for (fact, replacement, code) in [
        (
            1,
            Some(OfferReplacement::RegisterOffer(registered)),
            "DATE_TOO_EARLY",
        ),
        (
            1,
            Some(OfferReplacement::RegisterOffer(of_former)),
            "PARTNER_NOT_ACTIVE",
        ),
        (3, None, "OFFER_NOT_PAUSED"),
        (
            3,
            Some(OfferReplacement::PauseOffer(long)),
            "OFFER_NOT_PAUSED",
        ),
        (5, Some(OfferReplacement::PauseOffer(early)), "OFFER_PAUSED"),
        (
            6,
            Some(OfferReplacement::EndOffer(end_early)),
            "DATE_TOO_EARLY",
        ),
        (1, None, "FIRST_FACT_STAYS"),
        (7, None, "FACT_UNKNOWN"),
    ] {
        let refusal = offer
            .decide(&correct(fact, replacement), &ctx(&leverkusen()))
            .unwrap_err();
        assert_eq!(refusal.code(), code, "{fact}");
        assert!(!refusal.sentence().is_empty());
    }
}
