//! Where a recommendation may go, and who may carry it (MTG-18 … MTG-22).

use kernel::{BodyId, Date, Facts, Refusal, Role, Sourced, Strength, facts};
use meetings::policy::{CommitteeReports, MeetingDuty, PathStep, Target, TargetKind};
use meetings::recommendation::*;
use meetings::{MeetingsFacts, MeetingsPolicy, RecommendationEvent};

use crate::fixtures::*;
use crate::recommendation_fixtures::*;

fn target(key: &str, name: &str, kind: TargetKind) -> Sourced<Target> {
    let target = Target {
        key: key.to_owned(),
        name: name.to_owned(),
        kind,
    };
    Sourced::stated(target, "S", "1", "…")
}

fn path(from: Option<&str>, to: &str, via: Option<MeetingDuty>, strength: Strength) -> PathStep {
    PathStep {
        from: from.map(str::to_owned),
        to: to.to_owned(),
        via,
        strength,
    }
}

fn stated(step: PathStep) -> Sourced<PathStep> {
    Sourced::stated(step, "S", "1", "…")
}

fn inferred(step: PathStep) -> Sourced<PathStep> {
    Sourced::inferred_from(step, "S", "1", "…", "…")
}

/// S2: steering group → quality circle; what a conference comes to may go to the planning, and from there on.
fn leverkusen() -> MeetingsPolicy {
    let planning = Some(MeetingDuty::YouthWelfarePlanning);
    MeetingsPolicy {
        targets: vec![
            target(
                "jugendhilfeplanung",
                "kommunale Jugendhilfeplanung",
                TargetKind::PlanningUnit,
            ),
            target(
                "gremien",
                "entsprechende Gremien",
                TargetKind::DecisionMaker,
            ),
        ],
        recommendation_path: vec![
            stated(path(
                Some("steuerungsgruppe"),
                "qualitaetszirkel",
                None,
                Strength::Must,
            )),
            stated(path(
                Some("netzwerkkonferenz"),
                "jugendhilfeplanung",
                None,
                Strength::May,
            )),
            stated(path(
                Some("jugendhilfeplanung"),
                "gremien",
                planning,
                Strength::May,
            )),
        ],
        ..silent()
    }
}

/// S3: proposals for changes go to „die entsprechenden Gremien“ over the coordination.
fn stormarn_path() -> MeetingsPolicy {
    carried(stated, MeetingDuty::CoordinationOffice, Strength::Must)
}

fn carried(
    said: fn(PathStep) -> Sourced<PathStep>,
    via: MeetingDuty,
    strength: Strength,
) -> MeetingsPolicy {
    MeetingsPolicy {
        targets: vec![target(
            "gremien",
            "entsprechende Gremien",
            TargetKind::DecisionMaker,
        )],
        recommendation_path: vec![said(path(None, "gremien", Some(via), strength))],
        ..silent()
    }
}

/// What the decision says: the codes of its warnings, or code and facts of its refusal.
fn says(
    policy: &MeetingsPolicy,
    role: Role,
    facts: MeetingsFacts,
    given: &[RecommendationEvent],
    command: ForwardRecommendation,
) -> Result<Vec<String>, (&'static str, Facts)> {
    let ctx = ctx_as(policy, role, facts);
    match recommendation(given.to_vec()).decide(&command.into(), &ctx) {
        Ok(events) => {
            assert_eq!(events.len(), 1);
            Ok(warnings(ctx))
        }
        Err(refusal) => {
            assert_eq!(refusal.field().is_some(), refusal.sentence().ends_with('.'));
            Err((refusal.code(), refusal.facts()))
        }
    }
}

const ON: Date = MARCH_16;

fn asked(
    policy: &MeetingsPolicy,
    from: u128,
    to: Addressee,
) -> Result<Vec<String>, (&'static str, Facts)> {
    let given = [raised_by(from)];
    let command = forward(body(from), to, ON);
    says(policy, Role::Coordinator, network(), &given, command)
}

fn nothing() -> Result<Vec<String>, (&'static str, Facts)> {
    Ok(Vec::new())
}

fn not_allowed(to: &Addressee, keys: &[&str]) -> (&'static str, Facts) {
    let bodies: [BodyId; 0] = [];
    (
        "TARGET_NOT_ALLOWED",
        facts! { "to" => to, "allowed" => keys, "allowedBodies" => bodies },
    )
}

#[test]
fn mtg_21_a_steering_groups_measures_go_to_the_quality_circle_and_nowhere_else() {
    let policy = leverkusen();
    assert_eq!(asked(&policy, 5, body(6)), nothing());
    for to in [
        body(7),
        body(3),
        organ("jugendhilfeplanung"),
        organ("rat"),
        organ("qualitaetszirkel"),
    ] {
        assert_eq!(
            asked(&policy, 5, to.clone()),
            Err(not_allowed(&to, &["qualitaetszirkel"]))
        );
    }
    let refusal = recommendation([raised_by(5)])
        .decide(
            &forward(body(5), organ("rat"), ON).into(),
            &ctx_as(&policy, Role::Coordinator, network()),
        )
        .unwrap_err();
    assert_eq!(
        (refusal.rule(), refusal.field()),
        (Some("MTG-21"), Some("to"))
    );
    assert_eq!(
        refusal.sentence(),
        "Empfehlungen gehen von hier an: qualitaetszirkel."
    );
}

#[test]
fn mtg_21_each_step_of_a_chain_starts_where_it_is() {
    let given = [raised_by(5), forwarded(body(5), body(6), MARCH_9)];
    let on = |from| {
        let command = forward(from, organ("jugendhilfeausschuss"), ON);
        says(&leverkusen(), Role::Coordinator, network(), &given, command)
    };
    assert_eq!(on(body(6)), nothing(), "nothing is said of the circle");
    let to = organ("jugendhilfeausschuss");
    assert_eq!(on(body(5)), Err(not_allowed(&to, &["qualitaetszirkel"])));
}

#[test]
fn mtg_21_a_bodys_own_targets_come_before_those_of_the_policy() {
    let mut facts = network();
    let group = facts.bodies.get_mut(&id(5)).unwrap();
    group.forwards_to_bodies = vec![id(7)];
    let own = |facts: &MeetingsFacts, to| {
        let command = forward(body(5), to, ON);
        let (policy, given) = (leverkusen(), [raised_by(5)]);
        says(&policy, Role::Coordinator, facts.clone(), &given, command)
    };
    assert_eq!(own(&facts, body(7)), nothing());
    for to in [body(6), organ("rat")] {
        let (code, expected) = own(&facts, to.clone()).unwrap_err();
        let allowed: [String; 0] = [];
        assert_eq!(
            (code, expected),
            (
                "TARGET_NOT_ALLOWED",
                facts! { "to" => to, "allowed" => allowed, "allowedBodies" => [id::<BodyId>(7)] }
            )
        );
    }
    let group = facts.bodies.get_mut(&id(5)).unwrap();
    group.forwards_to_bodies = Vec::new();
    group.forwards_to_organs = vec!["rat".to_owned()];
    assert_eq!(own(&facts, organ("rat")), nothing());
    for to in [organ("jha"), body(6)] {
        assert_eq!(own(&facts, to.clone()), Err(not_allowed(&to, &["rat"])));
    }
    let refusal = recommendation([raised_by(5)])
        .decide(
            &forward(body(5), body(6), ON).into(),
            &ctx_as(&leverkusen(), Role::Coordinator, facts.clone()),
        )
        .unwrap_err();
    assert_eq!(
        refusal.sentence(),
        "Empfehlungen gehen von hier nur an die beim Gremium erfassten Adressaten."
    );
    let group = facts.bodies.get_mut(&id(5)).unwrap();
    group.forwards_to_organs = vec!["gremien".to_owned()];
    assert_eq!(own(&facts, organ("jha")), nothing(), "not named closer");
}

#[test]
fn mtg_21_what_is_inferred_or_wished_warns_and_what_is_suggested_excludes_nobody() {
    let policy = |said: fn(PathStep) -> Sourced<PathStep>, strength| MeetingsPolicy {
        recommendation_path: vec![said(path(
            Some("steuerungsgruppe"),
            "qualitaetszirkel",
            None,
            strength,
        ))],
        ..silent()
    };
    let warns = || Ok(vec!["TARGET_NOT_ALLOWED".to_owned()]);
    for (policy, expected) in [
        (policy(inferred, Strength::Must), warns()),
        (policy(stated, Strength::Should), warns()),
        (policy(stated, Strength::Approx), warns()),
        (policy(stated, Strength::May), nothing()),
        (policy(inferred, Strength::May), nothing()),
    ] {
        assert_eq!(asked(&policy, 5, organ("rat")), expected);
        assert_eq!(asked(&policy, 5, body(6)), nothing());
        assert_eq!(asked(&policy, 7, organ("rat")), nothing());
    }
    let ctx = ctx_as(
        &policy(inferred, Strength::Must),
        Role::Coordinator,
        network(),
    );
    let command = forward(body(5), organ("rat"), ON);
    recommendation([raised_by(5)])
        .decide(&command.into(), &ctx)
        .unwrap();
    let [warning] = &ctx.into_warnings()[..] else {
        panic!("it warns once");
    };
    let (_, expected) = not_allowed(&organ("rat"), &["qualitaetszirkel"]);
    assert_eq!((&*warning.rule, &warning.facts), ("MTG-21", &expected));
    let mut both = policy(inferred, Strength::Must);
    both.recommendation_path.push(stated(path(
        Some("steuerungsgruppe"),
        "netzwerkkonferenz",
        None,
        Strength::Must,
    )));
    for to in [body(6), body(7)] {
        assert_eq!(asked(&both, 5, to), nothing());
    }
    assert_eq!(
        asked(&both, 5, body(3)),
        Err(not_allowed(
            &body(3),
            &["qualitaetszirkel", "netzwerkkonferenz"]
        ))
    );
}

#[test]
fn mtg_19_whoever_plans_and_decides_is_every_organ_outside_the_network() {
    let policy = stormarn_path();
    for organ in [organ("gremien"), organ("rat"), organ("kreistag")] {
        assert_eq!(asked(&policy, 4, organ), nothing());
    }
    assert_eq!(
        asked(&policy, 4, body(6)),
        Err(not_allowed(&body(6), &["gremien"]))
    );
    assert_eq!(
        asked(&policy, 3, body(6)),
        Err(not_allowed(&body(6), &["gremien"])),
        "also from a body of which no rule speaks"
    );
    let given = [raised_by(4), forwarded(body(4), organ("rat"), MARCH_9)];
    let back = forward(organ("rat"), body(6), ON);
    assert_eq!(
        says(&policy, Role::Coordinator, network(), &given, back),
        nothing(),
        "an organ is no body of the network"
    );
}

#[test]
fn mtg_19_bodies_at_both_ends_are_known() {
    let (code, expected) = asked(&silent(), 5, body(99)).unwrap_err();
    assert_eq!(
        (code, expected),
        ("BODY_UNKNOWN", facts! { "id" => id::<BodyId>(99) })
    );
    assert_eq!(asked(&silent(), 98, body(6)).unwrap_err().0, "BODY_UNKNOWN");
}

#[test]
fn mtg_21_where_nobody_says_anything_every_body_and_every_organ_is_possible() {
    for to in [body(6), body(3), organ("rat")] {
        assert_eq!(asked(&silent(), 5, to), nothing());
    }
}

fn carries(
    policy: &MeetingsPolicy,
    role: Role,
    via: Option<MeetingDuty>,
) -> Result<Vec<String>, (&'static str, Facts)> {
    let command = ForwardRecommendation {
        via,
        ..forward(body(4), organ("gremien"), ON)
    };
    says(policy, role, network(), &[raised_by(4)], command)
}

#[test]
fn mtg_20_the_coordination_brings_proposals_in_and_nobody_else() {
    let policy = stormarn_path();
    let office = Some(MeetingDuty::CoordinationOffice);
    for role in [Role::Coordinator, Role::Deputy] {
        for via in [None, office] {
            assert_eq!(carries(&policy, role, via), nothing());
        }
    }
    for role in [Role::Administration, Role::SteeringGroupLead, Role::Partner] {
        assert_eq!(
            carries(&policy, role, office),
            Err((
                "FORWARDER_MUST_BE_COORDINATION",
                facts! { "role" => role, "via" => "coordination-office" }
            ))
        );
    }
    let none: Option<MeetingDuty> = None;
    assert_eq!(
        carries(&policy, Role::Administration, None),
        Err((
            "FORWARDER_MUST_BE_COORDINATION",
            facts! { "role" => "administration", "via" => none }
        ))
    );
    assert_eq!(
        carries(&policy, Role::Coordinator, Some(MeetingDuty::YouthOffice)),
        Err((
            "FORWARDER_MUST_BE_COORDINATION",
            facts! { "role" => "coordinator", "via" => "youth-office" }
        ))
    );
}

#[test]
fn mtg_20_who_carries_it_is_recorded() {
    let command = ForwardRecommendation {
        via: Some(MeetingDuty::CoordinationOffice),
        ..forward(body(5), organ("rat"), ON)
    };
    let events = happens(&[raised_by(5)], command);
    let via = recommendation([&[raised_by(5)], &events[..]].concat()).steps()[0].via;
    assert_eq!(via, Some(MeetingDuty::CoordinationOffice));
}

#[test]
fn mtg_20_an_inferred_carrier_warns_and_a_suggested_one_is_not_asked_for() {
    let office = MeetingDuty::CoordinationOffice;
    let warns = || Ok(vec!["FORWARDER_MUST_BE_COORDINATION".to_owned()]);
    for (policy, expected) in [
        (carried(inferred, office, Strength::Must), warns()),
        (carried(stated, office, Strength::Should), warns()),
        (carried(stated, office, Strength::May), nothing()),
    ] {
        assert_eq!(carries(&policy, Role::Administration, None), expected);
        assert_eq!(carries(&policy, Role::Coordinator, None), nothing());
    }
    let mut two = carried(inferred, office, Strength::Must);
    let administration = Some(MeetingDuty::Administration);
    let other = path(None, "gremien", administration, Strength::Must);
    two.recommendation_path.push(stated(other));
    assert_eq!(carries(&two, Role::Administration, None), nothing());
    assert_eq!(
        carries(&two, Role::Partner, None).unwrap_err().0,
        "NOT_YOUR_DUTY",
        "the binding one refuses"
    );
}

#[test]
fn mtg_20_a_carrier_other_than_the_coordination_is_held_against_its_duty() {
    let duty = MeetingDuty::YouthWelfarePlanning;
    let policy = carried(stated, duty, Strength::Must);
    assert_eq!(carries(&policy, Role::Administration, None), nothing());
    assert_eq!(
        carries(&policy, Role::Partner, None),
        Err((
            "NOT_YOUR_DUTY",
            facts! { "role" => "partner", "duties" => [duty] }
        ))
    );
}

#[test]
fn mtg_20_the_carrier_of_one_way_is_not_asked_for_on_another() {
    let mut policy = stormarn_path();
    policy
        .targets
        .push(target("rat", "Rat", TargetKind::Council));
    let free = stated(path(None, "qualitaetszirkel", None, Strength::Must));
    policy.recommendation_path.push(free);
    let command = forward(body(4), body(6), ON);
    let given = [raised_by(4)];
    assert_eq!(
        says(&policy, Role::SteeringGroupLead, network(), &given, command),
        nothing()
    );
}

#[test]
fn mtg_22_what_a_conference_comes_to_may_go_over_the_planning_and_need_not() {
    let policy = leverkusen();
    let role = Role::SteeringGroupLead;
    let given = [
        raised_by(7),
        forwarded(body(7), organ("jugendhilfeplanung"), MARCH_9),
    ];
    for (from, to) in [
        (body(7), organ("rat")),
        (body(7), body(6)),
        (organ("jugendhilfeplanung"), organ("jugendhilfeausschuss")),
        (organ("jugendhilfeplanung"), body(6)),
    ] {
        let command = forward(from, to, ON);
        assert_eq!(says(&policy, role, network(), &given, command), nothing());
    }
}

#[test]
fn mtg_18_a_committee_that_is_told_by_reports_is_not_by_that_a_target_of_recommendations() {
    let mut policy = leverkusen();
    policy.targets.extend([
        target("jha", "Jugendhilfeausschuss", TargetKind::Committee),
        target("beirat", "Beirat", TargetKind::Committee),
    ]);
    policy.committee_reports = CommitteeReports {
        to: Sourced::stated(vec!["jha".to_owned()], "S", "1", "…"),
        interval: Sourced::unstated(),
    };
    let (jha, beirat) = (organ("jha"), organ("beirat"));
    assert_eq!(
        asked(&policy, 5, jha.clone()),
        Err(not_allowed(&jha, &["qualitaetszirkel", "beirat"]))
    );
    assert_eq!(
        asked(&policy, 5, beirat),
        nothing(),
        "named without a step: for everybody"
    );
    policy.recommendation_path.clear();
    assert_eq!(
        asked(&policy, 5, jha),
        nothing(),
        "no path is said, so none is wrong"
    );
    let sentence = recommendation([raised_by(4)])
        .decide(
            &forward(body(4), body(6), ON).into(),
            &ctx_as(&stormarn_path(), Role::Coordinator, network()),
        )
        .unwrap_err()
        .sentence();
    assert_eq!(
        sentence,
        "Empfehlungen gehen von hier an: entsprechende Gremien."
    );
}

#[test]
fn mtg_18_a_target_without_a_step_is_for_everybody_unless_it_is_one_that_is_told_by_reports() {
    let mut policy = leverkusen();
    policy.targets.extend([
        target("jha", "Jugendhilfeausschuss", TargetKind::Committee),
        target("beirat", "Beirat", TargetKind::Committee),
    ]);
    let (jha, beirat) = (organ("jha"), organ("beirat"));
    assert_eq!(asked(&policy, 5, jha.clone()), nothing(), "nobody reports");
    policy.committee_reports.to =
        Sourced::stated(vec!["jha".to_owned(), "rat".to_owned()], "S", "1", "…");
    assert_eq!(
        asked(&policy, 5, jha.clone()),
        Err(not_allowed(&jha, &["qualitaetszirkel", "beirat"]))
    );
    assert_eq!(asked(&policy, 5, beirat), nothing());
}
