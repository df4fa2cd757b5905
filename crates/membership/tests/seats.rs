//! Seats, voluntary members, names and corrections of bodies: MEM-37 … MEM-42.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Frozen, Refusal, Status};
use membership::body::*;
use membership::policy::{MembershipPolicy, SeatRule};
use membership::{Body, BodyCommand, BodyEvent, BodyKind, BodyRefusal, MembershipFacts};

use crate::fixtures::*;

pub(crate) fn establish(kind: BodyKind) -> EstablishBody {
    EstablishBody {
        id: Some(id(7)),
        rule: None,
        kind,
        name: text(100, "Qualitätszirkel"),
        network: None,
        parent: (kind == BodyKind::SubGroup).then(|| id(1)),
        region: None,
        founded_on: Some("2011-01-18".parse().expect("a date")),
        planned: false,
    }
}

pub(crate) fn seat(n: u128, on_behalf_of: Option<u128>) -> BodyCommand {
    DefineSeat {
        body: id(7),
        seat: Some(id(n)),
        function: text(300 + n, "Vertretung des Projektträgers"),
        on_behalf_of: on_behalf_of.map(id),
    }
    .into()
}

pub(crate) fn fill(n: u128, contact: Option<u128>, partner: Option<u128>, on: Date) -> BodyCommand {
    FillSeat {
        body: id(7),
        seat: id(n),
        contact: contact.map(id),
        partner: partner.map(id),
        filled_on: on,
    }
    .into()
}

pub(crate) fn remove(n: u128, on: Date) -> BodyCommand {
    RemoveSeat {
        body: id(7),
        seat: id(n),
        removed_on: on,
    }
    .into()
}

pub(crate) fn join(partner: u128, since: &str) -> BodyCommand {
    JoinBody {
        body: id(7),
        partner: id(partner),
        since: since.parse().expect("a date"),
    }
    .into()
}

pub(crate) fn leave(partner: u128, since: &str) -> BodyCommand {
    LeaveBody {
        body: id(7),
        partner: id(partner),
        since: since.parse().expect("a date"),
    }
    .into()
}

fn parent(parent: u128, since: &str) -> BodyCommand {
    SetParent {
        body: id(7),
        parent: id(parent),
        since: since.parse().expect("a date"),
    }
    .into()
}

pub(crate) fn dissolve(on: Date) -> DissolveBody {
    DissolveBody {
        body: id(7),
        dissolved_on: on,
    }
}

pub(crate) fn correct(fact: u32, replacement: Option<BodyReplacement>) -> BodyCommand {
    CorrectBody {
        body: id(7),
        fact,
        reason: text(900, "Im Protokoll steht ein anderer Tag"),
        replacement,
    }
    .into()
}

pub(crate) fn live(policy: &MembershipPolicy, commands: &[BodyCommand]) -> Body {
    let mut body = Body::default();
    for command in commands {
        let ctx = ctx_on(policy, date(2012, 1, 1));
        for event in body.decide(command, &ctx).expect("not refused") {
            body.apply(event);
        }
    }
    body
}

pub(crate) fn refusal(body: &Body, command: &BodyCommand) -> BodyRefusal {
    body.decide(command, &ctx_on(&leverkusen(), date(2012, 1, 1)))
        .expect_err("refused")
}

pub(crate) fn circle(more: &[BodyCommand]) -> Body {
    let mut commands = vec![establish(BodyKind::QualityCircle).into()];
    commands.extend_from_slice(more);
    live(&leverkusen(), &commands)
}

#[test]
fn mem_38_a_seat_is_taken_by_a_contact_a_partner_or_a_function_alone() {
    let on = date(2013, 4, 1);
    for (contact, partner, expected) in [
        (Some(1), None, Some(id(1))),
        (Some(1), Some(1), Some(id(1))),
        (None, Some(2), Some(id(2))),
        (None, None, None),
    ] {
        let body = circle(&[seat(30, None), fill(30, contact, partner, on)]);
        let seat = body.seats_on(TODAY)[0];
        assert!(seat.is_filled_on(on));
        assert_eq!(seat.partner_on(on), expected);
        assert_eq!(seat.contact_on(on), contact.map(id));
    }
    let on_behalf = circle(&[seat(30, Some(2)), fill(30, None, None, on)]);
    assert_eq!(on_behalf.seats_on(TODAY)[0].partner_on(on), Some(id(2)));
}

#[test]
fn mem_38_a_contact_does_not_take_a_seat_for_another_partner_than_its_own() {
    let given = circle(&[seat(30, None)]);
    let events: Vec<BodyEvent> = given.history.standing().map(|(_, e)| e.clone()).collect();
    TestFramework::<Body>::with(ctx(&leverkusen()))
        .given(events.clone())
        .when(fill(30, Some(1), Some(1), date(2013, 4, 1)))
        .then_expect_events(vec![
            SeatFilled {
                seat: id(30),
                contact: Some(id(1)),
                partner: Some(id(1)),
                filled_on: date(2013, 4, 1),
            }
            .into(),
        ]);
    let refused = TestFramework::<Body>::with(ctx(&leverkusen()))
        .given(events)
        .when(fill(30, Some(1), Some(2), date(2013, 4, 1)))
        .inspect_result()
        .expect_err("refused");
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("CONTACT_OF_OTHER_PARTNER", Some("partner"), Some("MEM-38"))
    );
    assert_eq!(
        refused.facts(),
        kernel::facts! {
            "speaksFor" => "00000000-0000-0000-0000-000000000001",
            "partner" => "00000000-0000-0000-0000-000000000002",
        }
    );
    let unknown = fill(30, None, Some(77), date(2013, 4, 1));
    assert_eq!(refusal(&given, &unknown).code(), "PARTNER_UNKNOWN");
}

#[test]
fn mem_38_a_seat_is_vacant_since_it_was_defined_or_vacated() {
    let vacate = VacateSeat {
        body: id(7),
        seat: id(30),
        vacated_on: date(2015, 4, 1),
    };
    let body = circle(&[
        seat(30, None),
        fill(30, Some(1), None, date(2013, 4, 1)),
        vacate.into(),
    ]);
    let since = |year| body.seats[0].vacant_since(date(year, 6, 1));
    assert_eq!(since(2011), None);
    assert_eq!(since(2012), Some(date(2012, 1, 1)));
    assert_eq!(since(2013), None);
    assert_eq!(since(2016), Some(date(2015, 4, 1)));
    let findings = vacancy_findings(&body, TODAY);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].0, findings[0].1.code, findings[0].1.rule),
        (id(30), "SEAT_VACANT", "MEM-38")
    );
    assert_eq!(
        findings[0].1.sentence,
        "Der Sitz ist seit dem 01.04.2015 nicht besetzt."
    );
    assert!(vacancy_findings(&body, date(2013, 6, 1)).is_empty());
}

#[test]
fn mem_38_a_removed_seat_is_neither_vacant_nor_filled_again() {
    let gone = date(2016, 1, 1);
    let body = circle(&[
        seat(30, None),
        fill(30, None, Some(1), date(2013, 4, 1)),
        remove(30, gone),
        remove(30, gone),
    ]);
    assert_eq!(body.seats_on(date(2015, 12, 31)).len(), 1);
    assert!(body.seats_on(gone).is_empty() && body.vacancies_on(gone).is_empty());
    assert!(body.institutions_on(gone).is_empty());
    let again = refusal(&body, &fill(30, None, Some(2), gone));
    assert_eq!(
        (again.code(), again.field()),
        ("SEAT_REMOVED", Some("seat"))
    );
    assert_eq!(
        again.facts(),
        kernel::facts! { "removedOn" => "2016-01-01" }
    );
    let twice = refusal(&body, &remove(30, date(2017, 1, 1)));
    assert_eq!(twice.code(), "SEAT_REMOVED");
    let filled = circle(&[seat(30, None), fill(30, None, Some(1), date(2013, 4, 1))]);
    let too_early = refusal(&filled, &remove(30, date(2013, 4, 1)));
    assert_eq!(too_early.code(), "DATE_TOO_EARLY");
    assert_eq!(too_early.facts()["notBefore"], "2013-04-02");
    let undefined = circle(&[seat(30, None)]);
    assert_eq!(
        refusal(&undefined, &remove(30, date(2011, 12, 31))).code(),
        "DATE_TOO_EARLY"
    );
    assert_eq!(refusal(&body, &remove(77, gone)).code(), "SEAT_UNKNOWN");
}

#[test]
fn mem_38_fewer_seats_than_the_document_names_are_reported() {
    let mut policy = leverkusen();
    let named = ["Fachbereichsleitung", "Jugendhilfeplanung"].map(|function| SeatRule {
        function: function.to_owned(),
        on_behalf_of: None,
    });
    policy.bodies[0].seats =
        kernel::Sourced::stated(named.to_vec(), "S2", "3.4", "setzt sich zusammen");
    let by_rule = EstablishBody {
        rule: Some("qualitaetszirkel".parse().expect("a code")),
        ..establish(BodyKind::QualityCircle)
    };
    let one = live(&policy, &[by_rule.clone().into(), seat(30, None)]);
    let findings = composition_findings(&policy, &one, TODAY);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, findings[0].sentence.as_str()),
        (
            "SEATS_NOT_RECORDED",
            "Das Dokument nennt 2 Sitze; erfasst sind 1."
        )
    );
    let both = live(&policy, &[by_rule.into(), seat(30, None), seat(31, None)]);
    assert!(composition_findings(&policy, &both, TODAY).is_empty());
    assert!(composition_findings(&policy, &circle(&[]), TODAY).is_empty());
}

#[test]
fn mem_39_a_steering_group_has_seats_for_department_and_operator() {
    let group = establish(BodyKind::SteeringGroup);
    let body = live(
        &leverkusen(),
        &[group.into(), seat(30, None), seat(31, Some(2))],
    );
    assert_eq!(body.vacancies_on(TODAY).len(), 2);
}

#[test]
fn mem_40_partners_join_a_subgroup_of_their_own_accord_and_make_it_diverse() {
    let group = BodyCommand::from(establish(BodyKind::SubGroup));
    let body = live(
        &duisburg(),
        &[
            group,
            join(1, "2018"),
            join(1, "2019"),
            join(2, "2018-06"),
            leave(2, "2020"),
            leave(2, "2021"),
        ],
    );
    assert_eq!(body.members_on(date(2019, 1, 1)), [id(1), id(2)]);
    assert_eq!(body.institutions_on(TODAY), [id(1)].into());
    assert_eq!(body.members.changes().len(), 3);
    let institutions = |day| body.institutions_on(day).len();
    let findings =
        |day| membership::findings::diversity_findings(&duisburg(), &body, institutions(day)).len();
    assert_eq!((findings(date(2019, 1, 1)), findings(TODAY)), (0, 1));
    let never = refusal(&body, &leave(3, "2020"));
    assert_eq!(
        (never.code(), never.rule()),
        ("NOT_IN_BODY", Some("MEM-40"))
    );
    assert_eq!(never.facts(), kernel::facts! { "day" => "2020-01-01" });
    assert_eq!(refusal(&body, &join(77, "2020")).code(), "PARTNER_UNKNOWN");
}

#[test]
fn mem_37_a_body_works_for_another_from_a_day_on_and_never_for_itself() {
    let body = circle(&[parent(1, "2015"), parent(1, "2016")]);
    assert_eq!(body.parent_on(date(2014, 12, 31)), None);
    assert_eq!(body.parent_on(date(2015, 1, 1)), Some(id(1)));
    assert_eq!(body.parents.facts().len(), 1);
    let itself = refusal(&body, &parent(7, "2016"));
    assert_eq!(
        (itself.code(), itself.field()),
        ("BODY_OWN_PARENT", Some("parent"))
    );
    assert_eq!(refusal(&body, &parent(77, "2016")).code(), "BODY_UNKNOWN");
    assert!(parent(7, "2016").reads().is_empty());
}

#[test]
fn mem_37_two_bodies_do_not_work_for_each_other() {
    let parent_of = |since: &str| {
        let mut ctx = ctx_on(&leverkusen(), date(2012, 1, 1));
        let event = ParentSet {
            parent: id(7),
            since: "2015".parse().expect("a date"),
        };
        let established = circle(&[]).history;
        let payloads: Vec<_> = established
            .standing()
            .map(|(_, event)| event.clone())
            .chain([event.into()])
            .map(|event: BodyEvent| {
                let kind = cqrs_es::DomainEvent::event_type(&event);
                (
                    kind,
                    kernel::StoredEvent::payload(&event).expect("serialises"),
                )
            })
            .collect();
        let mut facts = MembershipFacts::default();
        facts
            .learn(
                kernel::StreamId::new("body", id::<kernel::BodyId>(1).0),
                payloads
                    .iter()
                    .map(|(kind, json)| (kind.as_str(), 1, json.as_str())),
            )
            .expect("readable");
        ctx.facts = facts;
        circle(&[]).decide(&parent(1, since), &ctx)
    };
    let refused = parent_of("2016").expect_err("refused");
    assert_eq!(
        (refused.code(), refused.rule()),
        ("BODY_PARENT_BELOW", Some("MEM-37"))
    );
    assert_eq!(
        refused.facts(),
        kernel::facts! { "parent" => "00000000-0000-0000-0000-000000000001" }
    );
    assert_eq!(parent_of("2014").map(|events| events.len()), Ok(1));
}

#[test]
fn mem_37_a_body_is_renamed_from_a_day_on() {
    let rename = |name: &str| {
        BodyCommand::from(RenameBody {
            body: id(7),
            name: text(101, name),
        })
    };
    let body = circle(&[rename("Qualitätszirkel Frühe Hilfen")]);
    assert_eq!(body.name_on(date(2011, 12, 31)), Some(id(100)));
    assert_eq!(body.name_on(date(2012, 1, 1)), Some(id(101)));
    assert_eq!(rename("a").claims(), rename("A").claims());
    assert_eq!(
        refusal(&body, &rename(&"x".repeat(201))).code(),
        "NAME_TOO_LONG"
    );
    let dissolved = circle(&[dissolve(date(2011, 6, 1)).into()]);
    assert_eq!(refusal(&dissolved, &rename("b")).code(), "BODY_DISSOLVED");
}

#[test]
fn mem_40_whether_a_body_only_recommends_may_be_adopted() {
    let adopt = |advisory| {
        BodyCommand::from(SetAdvisory {
            body: id(7),
            advisory,
            adopted_on: date(2018, 5, 16),
        })
    };
    let body = circle(&[adopt(true), adopt(true)]);
    assert_eq!(body.adopted_advisories.facts().len(), 1);
    assert_eq!(body.advisory_on(date(2018, 5, 15)).status, Status::Unstated);
    assert_eq!(body.advisory_on(TODAY).binding(), Some(&true));
    assert_eq!(
        advisory_findings(&body, date(2018, 5, 15))[0].code,
        "BODY_ADVISORY_UNSTATED"
    );
    assert!(advisory_findings(&body, TODAY).is_empty());
    let committee = EstablishBody {
        rule: Some("lenkungskreis".parse().expect("a code")),
        ..establish(BodyKind::SteeringCommittee)
    };
    let stated = live(&duisburg(), &[committee.into()]);
    assert_eq!(
        stated.advisory_on(TODAY),
        Frozen {
            value: Some(true),
            status: Status::Stated
        }
    );
}

#[test]
fn mem_42_the_coordinators_meeting_of_one_network_is_warned_of() {
    let of_one = EstablishBody {
        network: Some(id(1)),
        ..establish(BodyKind::CoordinatorsMeeting)
    };
    let context = ctx(&stormarn());
    Body::default().decide(&of_one.into(), &context).unwrap();
    assert_eq!(warnings(context), ["COORDINATORS_MEETING_OF_ONE_NETWORK"]);
    let of_all = ctx(&stormarn());
    let command = establish(BodyKind::CoordinatorsMeeting).into();
    Body::default().decide(&command, &of_all).unwrap();
    assert!(warnings(of_all).is_empty());
}

#[test]
fn mem_37_a_body_does_not_end_before_what_happened_in_it() {
    let body = circle(&[seat(30, None), fill(30, None, Some(1), date(2013, 4, 1))]);
    let refused = refusal(&body, &dissolve(date(2013, 3, 31)).into());
    assert_eq!(refused.code(), "DATE_TOO_EARLY");
    assert_eq!(refused.facts()["notBefore"], "2013-04-01");
    let ended = circle(&[dissolve(date(2013, 3, 31)).into()]);
    let late = refusal(&ended, &join(1, "2014"));
    assert_eq!(
        (late.code(), late.facts()["dissolvedOn"].as_str()),
        ("BODY_DISSOLVED", Some("2013-03-31"))
    );
}

#[test]
fn mem_37_a_wrong_fact_of_a_body_is_corrected_struck_and_restored() {
    let mut body = circle(&[
        seat(30, None),
        fill(30, None, Some(1), date(2013, 4, 1)),
        dissolve(date(2018, 12, 31)).into(),
    ]);
    let context = || ctx_on(&leverkusen(), date(2012, 1, 1));
    let later = Some(BodyReplacement::DissolveBody(DissolveBody {
        body: id(99),
        dissolved_on: date(2019, 12, 31),
    }));
    let corrected = correct(4, later.clone());
    let events = body.decide(&corrected, &context()).unwrap();
    assert_eq!(
        events,
        [BodyFactCorrected {
            fact: 4,
            reason: id(900),
            replacement: Some(Box::new(
                BodyDissolved {
                    dissolved_on: date(2019, 12, 31)
                }
                .into()
            )),
        }
        .into()]
    );
    for (command, dissolved_on) in [
        (corrected, Some(date(2019, 12, 31))),
        (correct(4, None), None),
        (correct(4, later), Some(date(2019, 12, 31))),
    ] {
        for event in body.decide(&command, &context()).unwrap() {
            body.apply(event);
        }
        assert_eq!(body.dissolved_on, dissolved_on);
        assert!(body.decide(&command, &context()).unwrap().is_empty());
    }
    assert_eq!(body.history.len(), 7);
}

#[test]
fn mem_37_a_correction_that_leaves_contradictions_is_refused() {
    let vacate = |on| VacateSeat {
        body: id(7),
        seat: id(30),
        vacated_on: on,
    };
    let body = circle(&[
        seat(30, None),                            // 2
        fill(30, None, Some(1), date(2013, 4, 1)), // 3
        vacate(date(2015, 4, 1)).into(),           // 4
        join(2, "2014"),                           // 5
        leave(2, "2016"),                          // 6
        remove(30, date(2018, 1, 1)),              // 7
        dissolve(date(2018, 12, 31)).into(),       // 8
    ]);
    let early = dissolve(date(2013, 12, 31));
    let late_fill = FillSeat {
        body: id(7),
        seat: id(30),
        contact: None,
        partner: Some(id(1)),
        filled_on: date(2018, 2, 1),
    };
    let planned = EstablishBody {
        founded_on: Some("2019".parse().expect("a date")),
        ..establish(BodyKind::QualityCircle)
    };
    for (fact, replacement, code) in [
        (2, None, "SEAT_UNKNOWN"),
        (3, None, "SEAT_NOT_FILLED"),
        (
            3,
            Some(BodyReplacement::FillSeat(late_fill)),
            "SEAT_REMOVED",
        ),
        (5, None, "NOT_IN_BODY"),
        (
            8,
            Some(BodyReplacement::DissolveBody(early)),
            "DATE_TOO_EARLY",
        ),
        (
            1,
            Some(BodyReplacement::EstablishBody(planned)),
            "BODY_DISSOLVED",
        ),
        (1, None, "FIRST_FACT_STAYS"),
        (9, None, "FACT_UNKNOWN"),
        (
            8,
            Some(BodyReplacement::VacateSeat(vacate(date(2014, 1, 1)))),
            "FACT_OF_OTHER_KIND",
        ),
    ] {
        let refused = refusal(&body, &correct(fact, replacement));
        assert_eq!(refused.code(), code, "{fact}");
        assert!(!refused.sentence().is_empty());
    }
}
