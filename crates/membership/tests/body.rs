//! Bodies: MEM-37 … MEM-42.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{BodyId, Cadence, DomainCommand, Frozen, Refusal, Status, Strength};
use membership::body::*;
use membership::policy::MembershipPolicy;
use membership::{Body, BodyCommand, BodyEvent, BodyKind, BodyRefusal, NetworkKind};

use crate::fixtures::*;

type Framework = TestFramework<Body>;

fn establish(kind: BodyKind, rule: Option<&str>) -> EstablishBody {
    EstablishBody {
        id: Some(id(7)),
        rule: rule.map(|rule| rule.parse().expect("a code")),
        kind,
        name: text(100, "Qualitätszirkel"),
        network: Some(id(1)),
        parent: None,
        region: None,
        founded_on: Some("2011-01-18".parse().expect("a date")),
        planned: false,
    }
}

fn quality_circle() -> EstablishBody {
    establish(BodyKind::QualityCircle, Some("qualitaetszirkel"))
}

fn live(policy: &MembershipPolicy, commands: &[BodyCommand]) -> Body {
    let mut body = Body::default();
    for command in commands {
        for event in body
            .decide(command, &ctx_on(policy, date(2012, 1, 1)))
            .expect("not refused")
        {
            cqrs_es::Aggregate::apply(&mut body, event);
        }
    }
    body
}

fn refusal(given: Vec<BodyEvent>, command: BodyCommand, policy: &MembershipPolicy) -> BodyRefusal {
    match Framework::with(ctx(policy))
        .given(given)
        .when(command)
        .inspect_result()
    {
        Err(refusal) => refusal,
        Ok(events) => panic!("expected a refusal, got {events:?}"),
    }
}

fn established() -> Vec<BodyEvent> {
    Body::default()
        .decide(&quality_circle().into(), &ctx(&leverkusen()))
        .expect("not refused")
}

#[test]
fn mem_37_a_body_takes_its_cadence_from_the_policy_with_its_status() {
    let several = Cadence {
        required: Some(2),
        target: None,
        strength: Strength::Approx,
    };
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(quality_circle().into())
        .then_expect_events(vec![
            BodyEstablished {
                kind: BodyKind::QualityCircle,
                name: id(100),
                rule: Some("qualitaetszirkel".parse().unwrap()),
                policy_version: 3,
                network: Some(id(1)),
                parent: None,
                region: None,
                founded_on: Some(date(2011, 1, 18).into()),
                planned: false,
                advisory: Frozen {
                    value: None,
                    status: Status::Unstated,
                },
                cadence: Frozen {
                    value: Some(several),
                    status: Status::Inferred,
                },
                forwards_to: Frozen {
                    value: None,
                    status: Status::Unstated,
                },
            }
            .into(),
        ]);
}

#[test]
fn mem_40_duisburgs_committee_is_advisory_because_the_document_says_so() {
    let body = live(
        &duisburg(),
        &[establish(BodyKind::SteeringCommittee, Some("lenkungskreis")).into()],
    );
    assert_eq!(
        body.advisory.as_ref().and_then(Frozen::binding),
        Some(&true)
    );
    assert_eq!(
        body.cadence_on(TODAY)
            .binding()
            .and_then(|cadence| cadence.required),
        Some(4)
    );
    let without_rule = live(
        &duisburg(),
        &[establish(BodyKind::WorkingGroup, None).into()],
    );
    assert_eq!(without_rule.cadence_on(TODAY).status, Status::Unstated);
}

#[test]
fn mem_37_an_unknown_rule_is_refused_with_the_allowed_ones() {
    let refused = refusal(
        vec![],
        establish(BodyKind::QualityCircle, Some("zirkel")).into(),
        &leverkusen(),
    );
    assert_eq!(
        (refused.code(), refused.field()),
        ("BODY_RULE_UNKNOWN", Some("rule"))
    );
    assert_eq!(
        refused.facts()["allowed"],
        serde_json::json!(["qualitaetszirkel"])
    );
    let other = establish(BodyKind::WorkingGroup, Some("qualitaetszirkel"));
    assert_eq!(
        refusal(vec![], other.into(), &leverkusen()).code(),
        "BODY_KIND_DIFFERS"
    );
}

#[test]
fn mem_37_a_body_is_founded_once_and_not_ahead() {
    let ahead = EstablishBody {
        founded_on: Some("2030".parse().unwrap()),
        ..quality_circle()
    };
    assert_eq!(
        refusal(vec![], ahead.clone().into(), &leverkusen()).code(),
        "DATE_IN_FUTURE"
    );
    let planned = EstablishBody {
        planned: true,
        ..ahead
    };
    let body = live(&leverkusen(), &[planned.clone().into()]);
    assert!(!body.runs_on(TODAY) && !body.runs_on(date(2031, 1, 1)));
    let found = FoundBody {
        body: id(7),
        founded_on: "2015-02".parse().unwrap(),
    };
    let body = live(
        &leverkusen(),
        &[planned.into(), found.clone().into(), found.into()],
    );
    assert!(body.runs_on(date(2015, 2, 1)) && !body.runs_on(date(2015, 1, 31)));
    let again = FoundBody {
        body: id(7),
        founded_on: "2016".parse().unwrap(),
    };
    assert_eq!(
        refusal(established(), again.into(), &leverkusen()).code(),
        "BODY_ALREADY_FOUNDED"
    );
    assert_eq!(
        refusal(established(), quality_circle().into(), &leverkusen()).code(),
        "ALREADY_EXISTS"
    );
}

#[test]
fn mem_41_a_preparation_team_works_for_a_network() {
    let team = establish(BodyKind::PreparationTeam, None);
    let nobody = EstablishBody {
        network: None,
        ..team.clone()
    };
    let refused = refusal(vec![], nobody.into(), &stormarn());
    assert_eq!(
        (refused.code(), refused.rule()),
        ("NETWORK_MISSING", Some("MEM-41"))
    );
    let foreign = EstablishBody {
        network: Some(id(77)),
        ..team.clone()
    };
    assert_eq!(
        refusal(vec![], foreign.into(), &stormarn()).code(),
        "NETWORK_UNKNOWN"
    );
    let first = ctx(&stormarn());
    Body::default().decide(&team.into(), &first).unwrap();
    assert!(warnings(first).is_empty());
}

#[test]
fn mem_41_a_second_team_and_one_of_a_regional_network_are_warned_of() {
    let team = BodyCommand::from(establish(BodyKind::PreparationTeam, None));
    let mut second = ctx(&stormarn());
    second.facts.prepared_networks.insert(id(1));
    Body::default().decide(&team, &second).unwrap();
    assert_eq!(warnings(second), ["PREPARATION_TEAM_EXISTS"]);
    let mut regional = ctx(&stormarn());
    regional.facts.networks.get_mut(&id(1)).unwrap().kind = NetworkKind::Regional;
    Body::default().decide(&team, &regional).unwrap();
    assert_eq!(warnings(regional), ["PREPARATION_TEAM_OF_OTHER_NETWORK"]);
}

#[test]
fn mem_40_a_subgroup_works_for_a_body() {
    let orphan = establish(BodyKind::SubGroup, None);
    assert_eq!(
        refusal(vec![], orphan.clone().into(), &duisburg()).code(),
        "PARENT_MISSING"
    );
    let foreign = EstablishBody {
        parent: Some(id(77)),
        ..orphan.clone()
    };
    let refused = refusal(vec![], foreign.into(), &duisburg());
    assert_eq!(
        (refused.code(), refused.field()),
        ("BODY_UNKNOWN", Some("parent"))
    );
    let group = EstablishBody {
        parent: Some(id(1)),
        ..orphan
    };
    assert_eq!(
        live(&duisburg(), &[group.into()]).parent_on(TODAY),
        Some(id(1))
    );
}

#[test]
fn mem_42_the_coordinators_meeting_needs_no_network() {
    let meeting = EstablishBody {
        network: None,
        ..establish(BodyKind::CoordinatorsMeeting, None)
    };
    assert!(live(&stormarn(), &[meeting.into()]).runs_on(TODAY));
}

#[test]
fn an_adopted_cadence_overrides_the_documented_one_from_its_day_on() {
    let set = |required, target| {
        BodyCommand::from(SetCadence {
            body: id(7),
            required,
            target,
            strength: Strength::Must,
            adopted_on: date(2016, 1, 1),
        })
    };
    let body = live(
        &leverkusen(),
        &[
            quality_circle().into(),
            set(Some(4), Some(6)),
            set(Some(4), Some(6)),
        ],
    );
    assert_eq!(body.adopted_cadences.facts().len(), 1);
    assert_eq!(body.cadence_on(date(2015, 12, 31)).status, Status::Inferred);
    assert_eq!(
        body.cadence_on(date(2016, 1, 1))
            .binding()
            .and_then(|cadence| cadence.required),
        Some(4)
    );
    for (required, target, code) in [
        (None, None, "CADENCE_MISSING"),
        (Some(0), None, "CADENCE_INVALID"),
        (None, Some(367), "CADENCE_INVALID"),
        (Some(4), Some(3), "CADENCE_INVALID"),
    ] {
        assert_eq!(
            refusal(established(), set(required, target), &leverkusen()).code(),
            code
        );
    }
}

#[test]
fn mem_38_seats_are_filled_vacated_and_reported_vacant() {
    let define = DefineSeat {
        body: id(7),
        seat: None,
        function: text(300, "Jugendhilfeplanung"),
        on_behalf_of: Some(id(1)),
    };
    let fill = |contact: Option<u128>, year| FillSeat {
        body: id(7),
        seat: id(300),
        contact: contact.map(id),
        partner: None,
        filled_on: date(year, 4, 1),
    };
    let vacate = VacateSeat {
        body: id(7),
        seat: id(300),
        vacated_on: date(2015, 4, 1),
    };
    let commands: [BodyCommand; 5] = [
        quality_circle().into(),
        define.clone().into(),
        fill(Some(1), 2013).into(),
        fill(Some(1), 2014).into(),
        vacate.clone().into(),
    ];
    let body = live(&leverkusen(), &commands);
    let seats = |year| body.vacancies_on(date(year, 6, 1)).len();
    assert_eq!(
        (seats(2011), seats(2012), seats(2013), seats(2015)),
        (0, 1, 0, 1)
    );
    assert_eq!(
        body.seats_on(TODAY)[0].contact_on(date(2013, 6, 1)),
        Some(id(1))
    );
    assert_eq!(
        body.decide(&vacate.into(), &ctx(&leverkusen())).unwrap(),
        []
    );

    let refused = |command: BodyCommand| {
        body.decide(&command, &ctx(&leverkusen()))
            .unwrap_err()
            .code()
    };
    assert_eq!(refused(define.into()), "SEAT_EXISTS");
    assert_eq!(refused(fill(None, 2014).into()), "SEAT_OCCUPIED");
    assert_eq!(refused(fill(Some(77), 2016).into()), "CONTACT_UNKNOWN");
    assert_eq!(refused(fill(None, 2010).into()), "DATE_TOO_EARLY");
    assert_eq!(
        refused(
            FillSeat {
                seat: id(77),
                ..fill(None, 2016)
            }
            .into()
        ),
        "SEAT_UNKNOWN"
    );
    let early = VacateSeat {
        body: id(7),
        seat: id(300),
        vacated_on: date(2012, 4, 1),
    };
    assert_eq!(refused(early.into()), "SEAT_NOT_FILLED");
}

#[test]
fn mem_38_a_contact_of_another_partner_on_a_seat_is_warned_of() {
    let define = DefineSeat {
        body: id(7),
        seat: Some(id(30)),
        function: text(300, "Projektträger"),
        on_behalf_of: Some(id(2)),
    };
    let body = live(&leverkusen(), &[quality_circle().into(), define.into()]);
    let ctx = ctx(&leverkusen());
    let fill = FillSeat {
        body: id(7),
        seat: id(30),
        contact: Some(id(1)),
        partner: None,
        filled_on: date(2013, 4, 1),
    };
    body.decide(&fill.into(), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["SEAT_OF_OTHER_PARTNER"]);
}

#[test]
fn a_body_forwards_to_known_bodies_and_to_organs() {
    let set = |bodies: Vec<BodyId>| {
        let organs = vec!["jugendhilfeausschuss".parse().unwrap()];
        BodyCommand::from(SetForwardingTargets {
            body: id(7),
            bodies,
            organs,
        })
    };
    let body = live(
        &leverkusen(),
        &[quality_circle().into(), set(vec![id(1)]), set(vec![id(1)])],
    );
    assert_eq!(body.targets_on(date(2011, 12, 31)), None);
    assert_eq!(
        body.targets_on(TODAY).map(|targets| targets.bodies.clone()),
        Some(vec![id(1)])
    );
    assert_eq!(body.targets.facts().len(), 1);
    assert_eq!(
        refusal(established(), set(vec![id(7)]), &leverkusen()).code(),
        "BODY_FORWARDS_TO_ITSELF"
    );
    assert_eq!(
        refusal(established(), set(vec![id(77)]), &leverkusen()).code(),
        "BODY_UNKNOWN"
    );
}

#[test]
fn a_dissolved_body_defines_no_seats() {
    let dissolve = |year| {
        BodyCommand::from(DissolveBody {
            body: id(7),
            dissolved_on: date(year, 12, 31),
        })
    };
    let body = live(
        &leverkusen(),
        &[quality_circle().into(), dissolve(2020), dissolve(2020)],
    );
    assert!(body.runs_on(date(2020, 12, 31)) && !body.runs_on(date(2021, 1, 1)));
    let define = DefineSeat {
        body: id(7),
        seat: None,
        function: text(300, "Vertretung"),
        on_behalf_of: None,
    };
    let refused = |command: BodyCommand| {
        body.decide(&command, &ctx(&leverkusen()))
            .unwrap_err()
            .code()
    };
    assert_eq!(refused(define.into()), "BODY_DISSOLVED");
    assert_eq!(refused(dissolve(2021)), "BODY_DISSOLVED");
    assert_eq!(
        refusal(established(), dissolve(2009), &leverkusen()).code(),
        "DATE_TOO_EARLY"
    );
}

#[test]
fn a_body_reads_what_it_refers_to() {
    let command = EstablishBody {
        parent: Some(id(1)),
        region: Some(id(1)),
        ..quality_circle()
    };
    let kinds: Vec<_> = BodyCommand::from(command)
        .reads()
        .into_iter()
        .map(|stream| stream.kind())
        .collect();
    assert_eq!(kinds, ["network", "body", "region"]);
}

#[test]
fn mem_37_a_body_gets_no_name_of_more_than_200_characters() {
    let body = EstablishBody {
        name: text(100, &"x".repeat(201)),
        ..quality_circle()
    };
    let refusal = refusal(vec![], body.into(), &leverkusen());
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NAME_TOO_LONG", Some("name"))
    );
}
