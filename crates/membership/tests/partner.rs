//! From request to admission and end: MEM-01 … MEM-06, MEM-36, AGR-06.

use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{Date, Refusal, Sourced};
use membership::partner::*;
use membership::policy::{EligibilityCriterion, MembershipPolicy};
use membership::{
    MembershipContext, MembershipState, Partner, PartnerCommand, PartnerEvent, PartnerRefusal,
};

use crate::fixtures::*;

pub(crate) type Framework = TestFramework<Partner>;

pub(crate) const REQUESTED: Date = date(2018, 9, 3);
pub(crate) const CLARIFIED: Date = date(2018, 9, 10);
pub(crate) const SUBMITTED: Date = date(2018, 9, 20);
pub(crate) const SIGNED: Date = date(2018, 10, 15);

pub(crate) fn request() -> RequestMembership {
    RequestMembership {
        id: Some(id(9)),
        institution: institution(100, "Beratungsstelle Nord"),
        kind: PartnerKind::Traeger,
        networks: vec![id(1)],
        requested_on: REQUESTED,
    }
}

pub(crate) fn requested() -> PartnerEvent {
    let RequestMembership {
        institution,
        kind,
        networks,
        requested_on,
        ..
    } = request();
    MembershipRequested {
        institution: institution.id,
        kind,
        networks,
        requested_on,
    }
    .into()
}

pub(crate) fn clarify() -> PartnerCommand {
    let outcome = ClarificationOutcome::Cleared;
    ClarifyRequest {
        partner: id(9),
        clarified_on: CLARIFIED,
        outcome,
        note: None,
    }
    .into()
}

pub(crate) fn submit() -> PartnerCommand {
    SubmitProfile {
        partner: id(9),
        submitted_on: SUBMITTED,
        document: None,
    }
    .into()
}

pub(crate) fn note() -> PartnerCommand {
    NoteSignature {
        partner: id(9),
        agreement: id(1),
        signed_on: SIGNED,
    }
    .into()
}

pub(crate) fn admit(admitted_on: Date) -> PartnerCommand {
    AdmitPartner {
        partner: id(9),
        admitted_on,
    }
    .into()
}

pub(crate) fn attest(criterion: EligibilityCriterion) -> PartnerCommand {
    AttestEligibility {
        partner: id(9),
        criterion,
        attested_on: SUBMITTED,
        by_operator: false,
    }
    .into()
}

pub(crate) fn admitted(admitted_on: Date) -> PartnerEvent {
    PartnerAdmitted {
        admitted_on,
        policy_version: 3,
    }
    .into()
}

pub(crate) fn live(
    policy: &MembershipPolicy,
    commands: &[PartnerCommand],
) -> (Partner, Vec<PartnerEvent>) {
    let mut partner = Partner::default();
    let mut events = Vec::new();
    for command in commands {
        for event in partner.decide(command, &ctx(policy)).expect("not refused") {
            cqrs_es::Aggregate::apply(&mut partner, event.clone());
            events.push(event);
        }
    }
    (partner, events)
}

pub(crate) fn refusal(
    given: Vec<PartnerEvent>,
    command: PartnerCommand,
    policy: &MembershipPolicy,
) -> PartnerRefusal {
    match Framework::with(ctx(policy))
        .given(given)
        .when(command)
        .inspect_result()
    {
        Err(refusal) => refusal,
        Ok(events) => panic!("expected a refusal, got {events:?}"),
    }
}

#[test]
fn mem_04_duisburg_admits_once_whatever_the_order_of_the_three_preconditions() {
    let steps = [clarify(), submit(), note()];
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let mut commands = vec![request().into()];
        commands.extend(order.map(|step: usize| steps[step].clone()));
        let (partner, events) = live(&duisburg(), &commands);
        assert_eq!(events.len(), 5, "{order:?}");
        assert_eq!(events.last(), Some(&admitted(SIGNED)), "{order:?}");
        assert_eq!(partner.membership_periods().len(), 1);
        commands.extend(steps.clone());
        assert_eq!(
            live(&duisburg(), &commands).1,
            events,
            "told again, nothing happens"
        );
    }
}

#[test]
fn mem_04_duisburg_refuses_to_admit_without_a_profile() {
    let given = vec![
        requested(),
        RequestClarified {
            clarified_on: CLARIFIED,
            outcome: ClarificationOutcome::Cleared,
            note: None,
        }
        .into(),
    ];
    let refusal = refusal(given, admit(SIGNED), &duisburg());
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("PROFILE_MISSING", Some("MEM-04"))
    );
    assert_eq!(
        refusal.facts()["missing"],
        serde_json::json!(["profile-submitted", "agreement-signed"])
    );
    assert!(refusal.sentence().contains("Institutionsbogen"));
}

#[test]
fn mem_04_each_missing_precondition_has_its_code() {
    assert_eq!(
        refusal(vec![requested()], admit(SIGNED), &duisburg()).code(),
        "CLARIFICATION_MISSING"
    );
    assert_eq!(
        refusal(vec![requested()], admit(SIGNED), &template()).code(),
        "SIGNATURE_MISSING"
    );
    assert_eq!(
        refusal(vec![requested()], admit(SIGNED), &leverkusen()).code(),
        "ELIGIBILITY_MISSING"
    );
}

#[test]
fn mem_04_a_request_that_was_not_cleared_admits_nobody() {
    let outcome = ClarificationOutcome::NotCleared;
    let not_cleared = ClarifyRequest {
        partner: id(9),
        clarified_on: date(2018, 9, 12),
        outcome,
        note: None,
    };
    let commands = [
        request().into(),
        clarify(),
        not_cleared.into(),
        submit(),
        note(),
    ];
    let (partner, _) = live(&duisburg(), &commands);
    assert_eq!(
        partner.membership_on(TODAY),
        Some(MembershipState::Requested)
    );
    let missing = partner.missing_preconditions(&duisburg());
    assert_eq!(
        missing,
        [membership::policy::AdmissionPrecondition::Clarified]
    );
}

#[test]
fn agr_06_in_the_template_the_signature_alone_admits() {
    Framework::with(ctx(&template()))
        .given(vec![requested()])
        .when(note())
        .then_expect_events(vec![
            SignatureNoted {
                agreement: id(1),
                signed_on: SIGNED,
            }
            .into(),
            admitted(SIGNED),
        ]);
}

#[test]
fn agr_06_a_signature_without_an_open_request_stays_noted() {
    let noted: PartnerEvent = SignatureNoted {
        agreement: id(1),
        signed_on: SIGNED,
    }
    .into();
    let declined = RequestDeclined {
        declined_on: CLARIFIED,
        reason: id(5),
    }
    .into();
    Framework::with(ctx(&template()))
        .given(vec![requested(), declined])
        .when(note())
        .then_expect_events(vec![noted.clone()]);
    let ended = MembershipEnded {
        ended_on: date(2018, 10, 1),
        reason: None,
    }
    .into();
    Framework::with(ctx(&template()))
        .given(vec![requested(), admitted(CLARIFIED), ended])
        .when(note())
        .then_expect_events(vec![noted]);
}

#[test]
fn agr_06_where_nobody_asks_for_a_signature_it_admits_nobody() {
    let (partner, _) = live(&leverkusen(), &[request().into(), note()]);
    assert_eq!(
        partner.membership_on(TODAY),
        Some(MembershipState::Requested)
    );
}

#[test]
fn a_membership_never_begins_before_the_request() {
    let early = NoteSignature {
        partner: id(9),
        agreement: id(1),
        signed_on: date(2018, 8, 1),
    };
    let (_, events) = live(&template(), &[request().into(), early.into()]);
    assert_eq!(events.last(), Some(&admitted(REQUESTED)));
    let refusal = refusal(
        vec![requested()],
        admit(date(2018, 8, 1)),
        &MembershipPolicy::default(),
    );
    assert_eq!(refusal.code(), "DATE_TOO_EARLY");
}

#[test]
fn mem_02_leverkusen_admits_after_either_criterion() {
    for criterion in [
        EligibilityCriterion::OffersForTargetGroup,
        EligibilityCriterion::RegularContact,
    ] {
        let (partner, _) = live(
            &leverkusen(),
            &[request().into(), attest(criterion), admit(SUBMITTED)],
        );
        assert_eq!(
            partner.membership_on(SUBMITTED),
            Some(MembershipState::Active)
        );
    }
}

#[test]
fn mem_02_leverkusen_refuses_a_criterion_that_it_does_not_have() {
    let refusal = refusal(
        vec![requested()],
        attest(EligibilityCriterion::ContactToFamilies),
        &leverkusen(),
    );
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.rule()),
        (
            "ELIGIBILITY_CRITERION_UNKNOWN",
            Some("criterion"),
            Some("MEM-02")
        )
    );
}

#[test]
fn mem_05_the_template_names_criteria_that_no_admission_asks_for() {
    let policy = MembershipPolicy {
        eligibility: leverkusen().eligibility,
        ..template()
    };
    let refusal = refusal(
        vec![requested()],
        attest(EligibilityCriterion::ContactToFamilies),
        &policy,
    );
    assert_eq!(
        (refusal.code(), refusal.rule()),
        ("ELIGIBILITY_CRITERION_UNKNOWN", Some("MEM-05"))
    );
}

fn codes_and_rules(ctx: MembershipContext) -> Vec<(String, String)> {
    ctx.into_warnings()
        .into_iter()
        .map(|warning| (warning.code, warning.rule))
        .collect()
}

#[test]
fn mem_03_stormarn_only_warns_because_its_precondition_is_inferred() {
    let (partner, _) = live(&stormarn(), &[request().into()]);
    let ctx_of_admission = ctx(&stormarn());
    let events = partner
        .decide(&admit(SUBMITTED), &ctx_of_admission)
        .unwrap();
    assert_eq!(events, [admitted(SUBMITTED)]);
    assert_eq!(
        codes_and_rules(ctx_of_admission),
        [("ELIGIBILITY_MISSING".to_owned(), "MEM-03".to_owned())]
    );
    let ctx_of_criterion = ctx(&stormarn());
    partner
        .decide(
            &attest(EligibilityCriterion::RegularContact),
            &ctx_of_criterion,
        )
        .unwrap();
    assert_eq!(
        codes_and_rules(ctx_of_criterion),
        [(
            "ELIGIBILITY_CRITERION_UNKNOWN".to_owned(),
            "MEM-03".to_owned()
        )]
    );
}

#[test]
fn mem_03_the_operators_contact_suffices() {
    let mut by_operator = AttestEligibility {
        partner: id(9),
        criterion: EligibilityCriterion::ContactToFamilies,
        attested_on: SUBMITTED,
        by_operator: true,
    };
    let (partner, _) = live(&stormarn(), &[request().into(), by_operator.clone().into()]);
    assert!(partner.missing_preconditions(&stormarn()).is_empty());
    by_operator.by_operator = false;
    assert_eq!(
        partner
            .decide(&by_operator.into(), &ctx(&stormarn()))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn where_nobody_says_anything_nothing_is_asked() {
    let silent = MembershipPolicy::default();
    let (partner, _) = live(&silent, &[request().into()]);
    let ctx = ctx(&silent);
    assert_eq!(
        partner.decide(&admit(SUBMITTED), &ctx).unwrap(),
        [admitted(SUBMITTED)]
    );
    assert!(warnings(ctx).is_empty());
}

#[test]
fn mem_01_a_network_that_is_not_open_takes_no_requests() {
    let closed = MembershipPolicy {
        open_network: Sourced::stated(false, "S0", "§ 5", "geschlossen"),
        ..MembershipPolicy::default()
    };
    assert_eq!(
        refusal(vec![], request().into(), &closed).code(),
        "NETWORK_CLOSED"
    );
    Framework::with(ctx(&leverkusen()))
        .given_no_previous_events()
        .when(request().into())
        .then_expect_events(vec![requested()]);
}

#[test]
fn mem_06_a_kind_that_no_document_names_is_warned_of() {
    let policy = MembershipPolicy {
        partner_kinds: Sourced::stated(
            vec![PartnerKind::Dienst],
            "S0",
            "Präambel",
            "Träger, Dienste",
        ),
        ..MembershipPolicy::default()
    };
    let ctx = ctx(&policy);
    Partner::default().decide(&request().into(), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["PARTNER_KIND_NOT_NAMED"]);
}

#[test]
fn mem_36_a_request_names_at_least_one_network_of_the_municipality() {
    let policy = duisburg();
    let none = RequestMembership {
        networks: vec![],
        ..request()
    };
    assert_eq!(
        refusal(vec![], none.into(), &policy).code(),
        "NETWORK_MISSING"
    );
    let foreign = RequestMembership {
        networks: vec![id(77)],
        ..request()
    };
    let refusal = refusal(vec![], foreign.into(), &policy);
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NETWORK_UNKNOWN", Some("networks"))
    );
}

#[test]
fn a_command_on_a_missing_partner_and_a_second_request_are_refused() {
    assert_eq!(refusal(vec![], submit(), &duisburg()).code(), "NOT_FOUND");
    assert_eq!(
        refusal(vec![requested()], request().into(), &duisburg()).code(),
        "ALREADY_EXISTS"
    );
}

#[test]
fn a_fact_cannot_lie_ahead_but_an_end_may_be_announced() {
    let ahead = date(2024, 12, 31);
    let refusal = refusal(
        vec![requested()],
        admit(ahead),
        &MembershipPolicy::default(),
    );
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("DATE_IN_FUTURE", Some("admittedOn"))
    );
    let end = EndMembership {
        partner: id(9),
        ended_on: ahead,
        reason: None,
    };
    let (partner, _) = live(&template(), &[request().into(), note(), end.into()]);
    assert_eq!(partner.membership_on(ahead), Some(MembershipState::Active));
    assert_eq!(
        partner.membership_on(date(2025, 1, 1)),
        Some(MembershipState::Ended)
    );
}

#[test]
fn a_readmission_opens_a_new_period() {
    let ended_on = date(2020, 12, 31);
    let end = EndMembership {
        partner: id(9),
        ended_on,
        reason: Some(text(101, "Umzug")),
    };
    let readmit = |admitted_on| {
        PartnerCommand::from(ReadmitPartner {
            partner: id(9),
            admitted_on,
        })
    };
    let (partner, _) = live(
        &template(),
        &[
            request().into(),
            note(),
            end.into(),
            readmit(date(2022, 2, 1)),
        ],
    );
    let states = [SIGNED, ended_on, date(2021, 6, 1), date(2022, 2, 1)]
        .map(|day| partner.membership_on(day));
    let [a, e] = [Some(MembershipState::Active), Some(MembershipState::Ended)];
    assert_eq!(states, [a, a, e, a]);
    assert_eq!(partner.networks_on(date(2021, 6, 1)), []);
    let given = vec![requested(), admitted(SIGNED)];
    assert_eq!(
        refusal(given.clone(), readmit(TODAY), &template()).code(),
        "ALREADY_ADMITTED"
    );
    let mut given = given;
    given.push(
        MembershipEnded {
            ended_on,
            reason: None,
        }
        .into(),
    );
    assert_eq!(
        refusal(given.clone(), admit(TODAY), &template()).code(),
        "MEMBERSHIP_ENDED"
    );
    assert_eq!(
        refusal(given, readmit(ended_on), &duisburg()).code(),
        "DATE_TOO_EARLY"
    );
    assert_eq!(
        refusal(vec![requested()], readmit(TODAY), &template()).code(),
        "NEVER_ADMITTED"
    );
}

#[test]
fn a_declined_partner_may_be_admitted_after_all() {
    let decline = DeclineRequest {
        partner: id(9),
        declined_on: CLARIFIED,
        reason: text(101, "kein Kontakt"),
    };
    let silent = MembershipPolicy::default();
    let commands = [request().into(), decline.clone().into(), admit(SUBMITTED)];
    let (partner, _) = live(&silent, &commands);
    let states = [REQUESTED, CLARIFIED, SUBMITTED].map(|day| partner.membership_on(day));
    use MembershipState::{Active, Declined, Requested};
    assert_eq!(states, [Requested, Declined, Active].map(Some));
    assert_eq!(partner.membership_on(date(2018, 9, 2)), None);
    let given = vec![requested(), admitted(SIGNED)];
    assert_eq!(
        refusal(given, decline.into(), &silent).code(),
        "ALREADY_ADMITTED"
    );
}

#[test]
fn a_cleared_request_is_clarified_from_that_day() {
    let (partner, _) = live(&duisburg(), &[request().into(), clarify()]);
    assert_eq!(
        partner.membership_on(REQUESTED),
        Some(MembershipState::Requested)
    );
    let standing = partner.standing_on(TODAY).unwrap();
    assert_eq!(
        (standing.state, standing.since),
        (MembershipState::Clarified, CLARIFIED)
    );
}

#[test]
fn a_request_cleared_beforehand_is_clarified_from_the_request_on() {
    let outcome = ClarificationOutcome::Cleared;
    let before = ClarifyRequest {
        partner: id(9),
        clarified_on: date(2018, 8, 1),
        outcome,
        note: None,
    };
    let (partner, _) = live(&duisburg(), &[request().into(), before.into()]);
    assert_eq!(partner.standing_on(date(2018, 8, 31)), None);
    let standing = partner.standing_on(TODAY).unwrap();
    assert_eq!(
        (standing.state, standing.since),
        (MembershipState::Clarified, REQUESTED)
    );
}
