//! Asking again, asking by oneself, and how far a request has got: MEM-01, MEM-04, MEM-06, MEM-07.

use jiff::civil::date;
use kernel::{Date, Refusal, Role, Sourced};
use membership::partner::findings::admission_findings;
use membership::partner::*;
use membership::policy::{AdmissionPrecondition, EligibilityCriterion, MembershipPolicy};
use membership::{FindingSeverity, MembershipContext, MembershipState, PartnerCommand};

use crate::fixtures::*;
use crate::partner::*;

const ASKED_AGAIN: Date = date(2022, 3, 1);

pub(crate) fn renew(requested_on: Date) -> PartnerCommand {
    RenewRequest {
        partner: id(9),
        networks: vec![id(1), id(2)],
        requested_on,
    }
    .into()
}

pub(crate) fn decline(declined_on: Date) -> PartnerCommand {
    DeclineRequest {
        partner: id(9),
        declined_on,
        reason: text(101, "kein Kontakt"),
    }
    .into()
}

pub(crate) fn end(ended_on: Date) -> PartnerCommand {
    EndMembership {
        partner: id(9),
        ended_on,
        reason: None,
    }
    .into()
}

pub(crate) fn sign_on(agreement: u128, signed_on: Date) -> PartnerCommand {
    NoteSignature {
        partner: id(9),
        agreement: id(agreement),
        signed_on,
    }
    .into()
}

#[test]
fn mem_01_a_declined_institution_may_ask_again() {
    let silent = MembershipPolicy::default();
    let (partner, events) = live(
        &silent,
        &[request().into(), decline(CLARIFIED), renew(ASKED_AGAIN)],
    );
    assert_eq!(
        events.last(),
        Some(
            &RequestRenewed {
                networks: vec![id(2)],
                requested_on: ASKED_AGAIN
            }
            .into()
        ),
        "a network that was asked for before is not told again"
    );
    let states = [REQUESTED, CLARIFIED, ASKED_AGAIN].map(|day| partner.membership_on(day));
    use MembershipState::{Declined, Requested};
    assert_eq!(states, [Requested, Declined, Requested].map(Some));
    assert_eq!(partner.declined_on(), None);
    assert_eq!(partner.networks_on(TODAY), [id(1), id(2)]);
    let again = partner.decide(&renew(ASKED_AGAIN), &ctx(&silent)).unwrap();
    assert_eq!(again, []);
}

#[test]
fn mem_01_an_open_request_is_not_asked_twice() {
    let silent = MembershipPolicy::default();
    let refused = refusal(vec![requested()], renew(ASKED_AGAIN), &silent);
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("ALREADY_REQUESTED", Some("partner"), Some("MEM-01"))
    );
    assert_eq!(refused.facts()["requestedOn"], "2018-09-03");
    let refused = refusal(
        vec![requested(), admitted(SIGNED)],
        renew(ASKED_AGAIN),
        &silent,
    );
    assert_eq!(refused.code(), "ALREADY_ADMITTED");
    let declined = RequestDeclined {
        declined_on: CLARIFIED,
        reason: id(5),
    };
    let refused = refusal(
        vec![requested(), declined.into()],
        renew(date(2018, 9, 9)),
        &silent,
    );
    assert_eq!(
        (refused.code(), refused.field()),
        ("DATE_TOO_EARLY", Some("requestedOn"))
    );
    assert_eq!(refused.facts()["notBefore"], "2018-09-10");
}

#[test]
fn mem_01_a_former_member_asks_again_and_is_declined_or_readmitted() {
    let silent = MembershipPolicy::default();
    let ended_on = date(2020, 12, 31);
    let left = [request().into(), admit(SIGNED), end(ended_on)];
    let refused = live(&silent, &left)
        .0
        .decide(&renew(ended_on), &ctx(&silent));
    assert_eq!(refused.unwrap_err().code(), "DATE_TOO_EARLY");
    let asked: Vec<_> = left.into_iter().chain([renew(ASKED_AGAIN)]).collect();
    let (partner, _) = live(&silent, &asked);
    assert_eq!(partner.asked_again_on(), Some(ASKED_AGAIN));
    let states = [date(2021, 1, 1), date(2022, 2, 28), ASKED_AGAIN];
    use MembershipState::{Active, Declined, Ended, Requested};
    assert_eq!(
        states.map(|day| partner.membership_on(day)),
        [Ended, Ended, Requested].map(Some)
    );
    let clarified = ClarifyRequest {
        partner: id(9),
        clarified_on: date(2022, 3, 2),
        outcome: ClarificationOutcome::Cleared,
        note: None,
    };
    let clarified_events = partner.decide(&clarified.into(), &ctx(&silent)).unwrap();
    assert_eq!(clarified_events.len(), 1);
    let day = date(2022, 4, 1);
    for (answer, state) in [(decline(day), Declined), (readmit(day), Active)] {
        let commands: Vec<_> = asked.iter().cloned().chain([answer]).collect();
        let (partner, _) = live(&silent, &commands);
        assert_eq!(partner.membership_on(day), Some(state));
        assert_eq!(partner.asked_again_on(), None);
    }
    let early = partner.decide(&readmit(date(2022, 2, 1)), &ctx(&silent));
    assert_eq!(early.unwrap_err().code(), "DATE_TOO_EARLY");
}

fn readmit(admitted_on: Date) -> PartnerCommand {
    ReadmitPartner {
        partner: id(9),
        admitted_on,
    }
    .into()
}

#[test]
fn agr_06_who_asks_again_joins_again_by_a_new_signature() {
    let left = [
        request().into(),
        note(),
        end(date(2020, 12, 31)),
        renew(ASKED_AGAIN),
    ];
    let (partner, _) = live(&template(), &left);
    assert_eq!(
        partner.missing_preconditions(&template()),
        [AdmissionPrecondition::AgreementSigned],
        "the agreement of the first membership has ended"
    );
    let signed_on = date(2022, 3, 15);
    let events = partner
        .decide(&sign_on(2, signed_on), &ctx(&template()))
        .unwrap();
    assert_eq!(
        events.last(),
        Some(
            &PartnerReadmitted {
                admitted_on: signed_on,
                policy_version: 3
            }
            .into()
        )
    );
}

#[test]
fn mem_04_the_pipeline_says_on_any_day_what_is_missing() {
    use AdmissionPrecondition::{AgreementSigned, Clarified, ProfileSubmitted};
    let (partner, _) = live(&duisburg(), &[request().into(), clarify(), submit()]);
    let on = |day| partner.pipeline_on(day, &duisburg());
    assert_eq!(on(date(2018, 9, 2)), None);
    let pipeline = on(REQUESTED).unwrap();
    assert_eq!(pipeline.state, MembershipState::Requested);
    assert_eq!(
        pipeline.missing,
        [Clarified, ProfileSubmitted, AgreementSigned]
    );
    let pipeline = on(CLARIFIED).unwrap();
    assert_eq!(
        (pipeline.state, pipeline.since),
        (MembershipState::Clarified, CLARIFIED)
    );
    assert_eq!(pipeline.missing, [ProfileSubmitted, AgreementSigned]);
    assert_eq!(on(TODAY).unwrap().missing, [AgreementSigned]);
    let (partner, _) = live(&duisburg(), &[request().into(), decline(CLARIFIED)]);
    assert_eq!(partner.pipeline_on(TODAY, &duisburg()).unwrap().missing, []);
}

#[test]
fn mem_04_an_open_request_is_a_task_and_so_is_a_member_admitted_without() {
    let (partner, _) = live(&duisburg(), &[request().into(), clarify(), submit()]);
    let found = admission_findings(&duisburg(), &partner, TODAY);
    assert_eq!(
        (found[0].code, found[0].rule, found[0].severity),
        ("REQUEST_OPEN", "MEM-04", FindingSeverity::Task)
    );
    assert!(found[0].sentence.contains("Unterschrift"), "{found:?}");
    let silent = MembershipPolicy::default();
    let found = admission_findings(&silent, &partner, TODAY);
    assert!(found[0].sentence.contains("zu entscheiden"), "{found:?}");
    let (member, _) = live(&silent, &[request().into(), admit(SUBMITTED)]);
    assert_eq!(admission_findings(&silent, &member, TODAY), []);
    let found = admission_findings(&stormarn(), &member, TODAY);
    assert_eq!(
        (found[0].code, found[0].severity),
        ("PRECONDITION_MISSING", FindingSeverity::Warning)
    );
    let found = admission_findings(&leverkusen(), &member, TODAY);
    assert_eq!(found[0].severity, FindingSeverity::Task);
}

fn ctx_of_partner(policy: &MembershipPolicy) -> MembershipContext {
    let mut ctx = ctx(policy);
    ctx.role = Role::Partner;
    ctx
}

#[test]
fn mem_01_an_institution_asks_by_itself_where_the_network_is_stated_to_be_open() {
    for (policy, told) in [
        (leverkusen(), vec![]),
        (stormarn(), vec!["OPEN_NETWORK_NOT_STATED".to_owned()]),
    ] {
        let ctx = ctx_of_partner(&policy);
        let events = Partner::default().decide(&request().into(), &ctx).unwrap();
        assert_eq!(events, [requested()]);
        assert_eq!(warnings(ctx), told);
    }
    let inferred = MembershipPolicy {
        open_network: Sourced::inferred_from(false, "S0", "§ 5", "…", "…"),
        ..MembershipPolicy::default()
    };
    let ctx = ctx_of_partner(&inferred);
    Partner::default().decide(&request().into(), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["NETWORK_CLOSED"]);
}

#[test]
fn mem_01_a_closed_network_is_refused_with_its_rule() {
    let closed = MembershipPolicy {
        open_network: Sourced::stated(false, "S0", "§ 5", "geschlossen"),
        ..MembershipPolicy::default()
    };
    let refused = refusal(vec![], request().into(), &closed);
    assert_eq!(
        (refused.field(), refused.rule()),
        (Some("networks"), Some("MEM-01"))
    );
    assert!(refused.facts().is_empty());
}

#[test]
fn mem_02_a_refused_admission_names_what_is_missing() {
    let refused = refusal(vec![requested()], admit(SUBMITTED), &leverkusen());
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("ELIGIBILITY_MISSING", Some("partner"), Some("MEM-02"))
    );
    assert_eq!(
        refused.facts()["missing"],
        serde_json::json!(["eligibility-attested"])
    );
}

#[test]
fn mem_03_a_warning_names_what_is_missing() {
    let ctx = ctx(&stormarn());
    let (partner, _) = live(&stormarn(), &[request().into()]);
    partner.decide(&admit(SUBMITTED), &ctx).unwrap();
    let warning = ctx.into_warnings().remove(0);
    assert_eq!(warning.code, "ELIGIBILITY_MISSING");
    assert_eq!(
        warning.facts["missing"],
        serde_json::json!(["eligibility-attested"])
    );
}

#[test]
fn mem_05_the_templates_criteria_are_attested_and_no_others() {
    let policy = MembershipPolicy {
        eligibility: leverkusen().eligibility,
        ..template()
    };
    Framework::with(ctx(&policy))
        .given(vec![requested()])
        .when(attest(EligibilityCriterion::RegularContact))
        .then_expect_events(vec![
            EligibilityAttested {
                criterion: EligibilityCriterion::RegularContact,
                attested_on: SUBMITTED,
                by_operator: false,
            }
            .into(),
        ]);
    let refused = refusal(
        vec![requested()],
        attest(EligibilityCriterion::ContactToFamilies),
        &policy,
    );
    assert_eq!(refused.rule(), Some("MEM-05"));
    assert_eq!(refused.facts()["criterion"], "contact-to-families");
    assert_eq!(
        refused.facts()["allowed"],
        serde_json::json!(["offers-for-target-group", "regular-contact"])
    );
}

#[test]
fn mem_06_a_partner_changes_its_kind_from_a_day_on() {
    let change = |kind, since: &str| {
        PartnerCommand::from(ChangeKind {
            partner: id(9),
            kind,
            since: since.parse().unwrap(),
        })
    };
    let (partner, _) = live(
        &duisburg(),
        &[
            request().into(),
            change(Verein, "2020"),
            change(Dienst, "2019-05"),
        ],
    );
    let kinds = [SIGNED, date(2019, 5, 1), date(2020, 1, 1)].map(|day| partner.kind_on(day));
    use PartnerKind::{Dienst, Traeger, Verein};
    assert_eq!(kinds, [Traeger, Dienst, Verein].map(Some));
    assert_eq!(partner.kind, Some(Verein));
    let named = MembershipPolicy {
        partner_kinds: Sourced::stated(vec![Dienst], "S0", "Präambel", "Dienste"),
        ..MembershipPolicy::default()
    };
    let ctx = ctx(&named);
    assert_eq!(
        partner.decide(&change(Verein, "2021"), &ctx).unwrap(),
        [],
        "it is one already"
    );
    partner.decide(&change(Traeger, "2021"), &ctx).unwrap();
    assert_eq!(warnings(ctx), ["PARTNER_KIND_NOT_NAMED"]);
}

#[test]
fn mem_07_an_operator_may_be_known_by_its_name_alone_and_may_go() {
    let name = NameOperator {
        partner: id(9),
        operator: institution(120, "Kirchenkreis"),
        since: "2010".parse().unwrap(),
    };
    let change = ChangeOperator {
        partner: id(9),
        operator: id(2),
        since: "2016".parse().unwrap(),
    };
    let release = |since: &str| {
        PartnerCommand::from(ReleaseOperator {
            partner: id(9),
            since: since.parse().unwrap(),
        })
    };
    let commands = [
        request().into(),
        name.clone().into(),
        change.into(),
        release("2020-07"),
    ];
    let (partner, _) = live(&leverkusen(), &commands);
    assert_eq!(partner.named_operator_on(date(2012, 1, 1)), Some(id(120)));
    assert_eq!(partner.operator_on(date(2012, 1, 1)), None);
    assert_eq!(partner.operator_on(date(2016, 1, 1)), Some(id(2)));
    assert_eq!(partner.named_operator_on(date(2016, 1, 1)), None);
    assert_eq!(partner.operator_on(TODAY), None);
    assert_eq!(
        partner.decide(&release("2021"), &ctx(&leverkusen())),
        Ok(vec![])
    );
    let refused = refusal(vec![requested()], release("2021"), &leverkusen());
    assert_eq!(
        (refused.code(), refused.rule()),
        ("NO_OPERATOR", Some("MEM-07"))
    );
    assert_eq!(refused.facts()["day"], "2021-01-01");
    let entries = kernel::DomainCommand::entries(&PartnerCommand::from(name));
    assert_eq!(entries[0].kind, "institution");
}

#[test]
fn mem_04_a_profile_may_come_with_its_scan() {
    let scan: kernel::DocumentRef = serde_json::from_value(serde_json::json!({
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "mediaType": "pdf",
    }))
    .unwrap();
    let with_scan = PartnerCommand::from(SubmitProfile {
        partner: id(9),
        submitted_on: SUBMITTED,
        document: Some(scan),
    });
    assert_eq!(kernel::DomainCommand::documents(&with_scan), [scan]);
    let (partner, _) = live(
        &duisburg(),
        &[request().into(), submit(), with_scan.clone()],
    );
    assert_eq!(partner.profiles.len(), 2, "the scan is news");
    assert_eq!(partner.profiles[1].document, Some(scan));
    let again = |command| partner.decide(command, &ctx(&duisburg())).unwrap();
    assert_eq!(again(&with_scan), []);
    assert_eq!(again(&submit()), []);
}

#[test]
fn mem_18_a_telephone_number_that_looks_wrong_is_warned_of_and_kept() {
    let mut command = request();
    command.institution.content.phone = Some("0213 000 000 00".to_owned());
    let ctx = ctx(&duisburg());
    let events = Partner::default().decide(&command.into(), &ctx).unwrap();
    assert_eq!(events, [requested()]);
    let warning = ctx.into_warnings().remove(0);
    assert_eq!(warning.code, "PHONE_IMPLAUSIBLE");
    assert_eq!(warning.facts["field"], "institution.phone");
    assert!(
        !format!("{warning:?}").contains("0213"),
        "warnings stand in the log"
    );
}
