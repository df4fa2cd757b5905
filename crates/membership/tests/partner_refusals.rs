//! What is refused after an answer, before a request, and to those who come back: MEM-01, MEM-04.

use jiff::civil::date;
use kernel::{Date, Refusal, Sourced, facts};
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::{PartnerCommand, PartnerEvent};

use crate::fixtures::*;
use crate::partner::*;
use crate::partner_correcting::fold;
use crate::partner_requests::{decline, end, renew};

const ENDED: Date = date(2020, 12, 31);
const ASKED_AGAIN: Date = date(2022, 3, 1);

fn ended() -> PartnerEvent {
    MembershipEnded {
        ended_on: ENDED,
        reason: None,
    }
    .into()
}

#[test]
fn mem_04_a_request_is_clarified_until_a_membership_comes_out_of_it() {
    let silent = MembershipPolicy::default();
    let member = vec![requested(), admitted(SIGNED)];
    let former = [member.clone(), vec![ended()]].concat();
    for (given, code, told) in [
        (member, "ALREADY_ADMITTED", facts! { "since" => SIGNED }),
        (former, "MEMBERSHIP_ENDED", facts! { "endedOn" => ENDED }),
    ] {
        let refused = refusal(given, clarify(), &silent);
        assert_eq!((refused.code(), refused.facts()), (code, told));
    }
    let commands = [
        request().into(),
        admit(SIGNED),
        end(ENDED),
        renew(date(2021, 1, 1)),
        clarify(),
    ];
    let (partner, events) = live(&silent, &commands);
    assert_eq!(events.len(), 5);
    assert_eq!(partner.requests[1].clarifications.len(), 1);
}

#[test]
fn mem_01_a_request_is_declined_on_its_day_at_the_earliest() {
    let silent = MembershipPolicy::default();
    let first = vec![request().into()];
    let again = vec![request().into(), decline(CLARIFIED), renew(ASKED_AGAIN)];
    for (commands, asked_on, before) in [
        (first, REQUESTED, date(2018, 9, 2)),
        (again, ASKED_AGAIN, date(2022, 2, 28)),
    ] {
        let (partner, _) = live(&silent, &commands);
        let events = partner.decide(&decline(asked_on), &ctx(&silent)).unwrap();
        assert_eq!(events.len(), 1);
        let refused = partner.decide(&decline(before), &ctx(&silent)).unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("DATE_TOO_EARLY", Some("declinedOn"))
        );
        assert_eq!(
            refused.facts(),
            facts! { "date" => before, "notBefore" => asked_on }
        );
    }
}

#[test]
fn mem_04_a_readmission_needs_what_an_admission_needs() {
    let readmit = PartnerCommand::from(ReadmitPartner {
        partner: id(9),
        admitted_on: ASKED_AGAIN,
    });
    let given = vec![requested(), admitted(SIGNED), ended()];
    let refused = refusal(given.clone(), readmit.clone(), &duisburg());
    assert_eq!(
        (refused.code(), refused.rule()),
        ("CLARIFICATION_MISSING", Some("MEM-04"))
    );
    assert_eq!(
        refused.facts()["missing"],
        serde_json::json!(["clarified", "profile-submitted", "agreement-signed"])
    );
    Framework::with(ctx(&MembershipPolicy::default()))
        .given(given)
        .when(readmit)
        .then_expect_events(vec![
            PartnerReadmitted {
                admitted_on: ASKED_AGAIN,
                policy_version: 3,
            }
            .into(),
        ]);
}

#[test]
fn mem_01_a_network_that_is_not_open_takes_no_renewed_requests() {
    let closed = MembershipPolicy {
        open_network: Sourced::stated(false, "S0", "§ 5", "geschlossen"),
        ..MembershipPolicy::default()
    };
    let given = vec![requested(), admitted(SIGNED), ended()];
    let refused = refusal(given.clone(), renew(ASKED_AGAIN), &closed);
    assert_eq!(
        (refused.code(), refused.field(), refused.rule()),
        ("NETWORK_CLOSED", Some("networks"), Some("MEM-01"))
    );
    assert!(refused.facts().is_empty());
    let events = fold(&given).decide(&renew(ASKED_AGAIN), &ctx(&leverkusen()));
    assert_eq!(events.unwrap().len(), 1);
}
