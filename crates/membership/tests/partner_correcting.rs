//! Mistakes are human: what was recorded of a partner is corrected, struck and restored.

use cqrs_es::Aggregate;
use jiff::civil::date;
use kernel::{Date, DomainCommand, Refusal};
use membership::partner::*;
use membership::policy::MembershipPolicy;
use membership::{MembershipState, Partner, PartnerCommand, PartnerEvent};

use crate::fixtures::*;
use crate::partner::*;

const ENDED: Date = date(2020, 12, 31);
const BACK: Date = date(2022, 2, 1);

pub(crate) fn correct(fact: u32, replacement: Option<PartnerReplacement>) -> PartnerCommand {
    CorrectPartner {
        partner: id(9),
        fact,
        reason: text(300, "Das Jahr stand falsch auf dem Bogen"),
        replacement,
    }
    .into()
}

fn admit_on(admitted_on: Date) -> Option<PartnerReplacement> {
    Some(PartnerReplacement::AdmitPartner(AdmitPartner {
        partner: id(9),
        admitted_on,
    }))
}

fn end_on(ended_on: Date) -> Option<PartnerReplacement> {
    Some(PartnerReplacement::EndMembership(EndMembership {
        partner: id(9),
        ended_on,
        reason: None,
    }))
}

fn request_on(requested_on: Date) -> Option<PartnerReplacement> {
    Some(PartnerReplacement::RequestMembership(RequestMembership {
        id: None,
        requested_on,
        ..request()
    }))
}

pub(crate) fn fold(events: &[PartnerEvent]) -> Partner {
    let mut partner = Partner::default();
    for event in events {
        partner.apply(event.clone());
    }
    partner
}

/// 1 requested, 2 admitted, 3 ended, 4 readmitted.
fn course() -> Vec<PartnerEvent> {
    vec![
        requested(),
        admitted(SIGNED),
        MembershipEnded {
            ended_on: ENDED,
            reason: None,
        }
        .into(),
        PartnerReadmitted {
            admitted_on: BACK,
            policy_version: 3,
        }
        .into(),
    ]
}

fn silent() -> MembershipPolicy {
    MembershipPolicy::default()
}

#[test]
fn mem_04_a_wrong_day_is_corrected_and_the_history_keeps_its_place() {
    let day = date(2018, 10, 16);
    let corrected = PartnerEvent::from(PartnerFactCorrected {
        fact: 2,
        reason: id(300),
        replacement: Some(Box::new(admitted(day))),
    });
    Framework::with(ctx(&silent()))
        .given(course())
        .when(correct(2, admit_on(day)))
        .then_expect_events(vec![corrected.clone()]);
    let mut events = course();
    events.push(corrected);
    let partner = fold(&events);
    assert_eq!(partner.memberships[0].period.since, day);
    assert_eq!(partner.history.len(), 5);
    let again = partner.decide(&correct(2, admit_on(day)), &ctx(&silent()));
    assert_eq!(again, Ok(vec![]), "told again, nothing happens");
}

#[test]
fn mem_04_an_end_recorded_by_mistake_is_struck_and_restored() {
    let mut partner = fold(&course()[..3]);
    for (replacement, state) in [
        (None, MembershipState::Active),
        (end_on(ENDED), MembershipState::Ended),
    ] {
        let decided = partner.decide(&correct(3, replacement), &ctx(&silent()));
        for event in decided.unwrap() {
            partner.apply(event);
        }
        assert_eq!(partner.membership_on(TODAY), Some(state));
    }
    assert_eq!(partner.history.len(), 5);
}

#[test]
fn mem_04_an_admission_after_the_recorded_end_is_refused() {
    let partner = fold(&course()[..3]);
    let late = partner.decide(&correct(2, admit_on(date(2021, 1, 1))), &ctx(&silent()));
    let late = late.unwrap_err();
    assert_eq!(
        (late.code(), late.field()),
        ("FACTS_OUT_OF_ORDER", Some("fact"))
    );
    let facts = late.facts();
    assert_eq!(
        (&facts["fact"], &facts["other"]),
        (&serde_json::json!(3), &serde_json::json!(2))
    );
    assert_eq!(facts["on"], "2020-12-31");
    assert_eq!(facts["otherOn"], "2021-01-01");
    assert!(
        late.sentence().contains("31.12.2020"),
        "{}",
        late.sentence()
    );
    let same_day = partner.decide(&correct(2, admit_on(ENDED)), &ctx(&silent()));
    assert!(same_day.is_ok(), "a membership of one day");
}

#[test]
fn mem_04_no_correction_leaves_facts_that_contradict_each_other() {
    let partner = fold(&course());
    for (fact, replacement, code) in [
        (1, request_on(date(2018, 10, 16)), "FACTS_OUT_OF_ORDER"),
        (3, end_on(BACK), "FACTS_OUT_OF_ORDER"),
        (2, None, "FACT_WITHOUT_GROUND"),
        (3, None, "FACT_WITHOUT_GROUND"),
        (1, None, "FIRST_FACT_STAYS"),
        (5, None, "FACT_UNKNOWN"),
        (2, end_on(ENDED), "NEVER_ADMITTED"),
        (4, admit_on(BACK), "MEMBERSHIP_ENDED"),
        (
            3,
            Some(PartnerReplacement::ReadmitPartner(ReadmitPartner {
                partner: id(9),
                admitted_on: BACK,
            })),
            "ALREADY_ADMITTED",
        ),
        (
            2,
            Some(PartnerReplacement::AdmitPartner(AdmitPartner {
                partner: id(8),
                admitted_on: SIGNED,
            })),
            "OTHER_PARTNER",
        ),
    ] {
        let refused = partner.decide(&correct(fact, replacement), &ctx(&silent()));
        assert_eq!(refused.unwrap_err().code(), code, "{fact}");
    }
    let earlier = partner.decide(&correct(1, request_on(SIGNED)), &ctx(&silent()));
    assert!(earlier.is_ok(), "admitted on the day of the request");
    let lost = partner.decide(&correct(3, None), &ctx(&silent()));
    assert_eq!(
        lost.unwrap_err().facts()["kind"],
        "PartnerReadmitted",
        "the readmission needs the end"
    );
}

#[test]
fn a_decline_and_a_renewed_request_keep_their_order() {
    let declined = RequestDeclined {
        declined_on: CLARIFIED,
        reason: id(5),
    };
    let renewed = RequestRenewed {
        networks: vec![],
        requested_on: date(2019, 1, 7),
    };
    let events = [
        requested(),
        declined.into(),
        renewed.into(),
        admitted(date(2019, 2, 1)),
    ];
    let partner = fold(&events);
    let decline_on = |declined_on| {
        Some(PartnerReplacement::DeclineRequest(DeclineRequest {
            partner: id(9),
            declined_on,
            reason: text(301, "kein Kontakt"),
        }))
    };
    for (fact, replacement, code) in [
        (2, decline_on(date(2019, 1, 8)), "FACTS_OUT_OF_ORDER"),
        (2, None, "FACT_WITHOUT_GROUND"),
    ] {
        let refused = partner.decide(&correct(fact, replacement), &ctx(&silent()));
        assert_eq!(refused.unwrap_err().code(), code);
    }
    let struck = partner.decide(&correct(3, None), &ctx(&silent()));
    assert!(struck.is_ok(), "then it was admitted after all");
    let twice = RequestDeclined {
        declined_on: date(2019, 1, 8),
        reason: id(6),
    };
    let mut events = events.to_vec();
    events[3] = twice.into();
    let struck = fold(&events).decide(&correct(3, None), &ctx(&silent()));
    assert_eq!(struck.unwrap_err().code(), "FACT_WITHOUT_GROUND");
}

#[test]
fn an_end_keeps_its_beginning() {
    let sector = || "GA".parse().unwrap();
    let (first, last) = (date(2020, 1, 1), date(2021, 1, 1));
    let pairs: Vec<[PartnerEvent; 2]> = vec![
        [
            SectorAssigned {
                sector: sector(),
                since: first,
            }
            .into(),
            SectorRemoved {
                sector: sector(),
                since: last,
            }
            .into(),
        ],
        [
            SiteAssigned {
                site: id(1),
                since: first.into(),
            }
            .into(),
            SiteLeft {
                site: id(1),
                since: last.into(),
            }
            .into(),
        ],
        [
            NetworkJoined {
                network: id(2),
                since: first.into(),
            }
            .into(),
            NetworkLeft {
                network: id(2),
                since: last.into(),
            }
            .into(),
        ],
        [
            ResourceOffered {
                resource: id(60),
                kind: ResourceKind::Room,
                note: id(61),
                since: first,
            }
            .into(),
            ResourceWithdrawn {
                resource: id(60),
                since: last,
            }
            .into(),
        ],
    ];
    for [begin, end] in pairs {
        let both = fold(&[requested(), begin.clone(), end]);
        let refused = both.decide(&correct(2, None), &ctx(&silent())).unwrap_err();
        assert_eq!(refused.code(), "FACT_WITHOUT_GROUND", "{begin:?}");
        assert_eq!(refused.facts()["fact"], 3);
        assert!(both.decide(&correct(3, None), &ctx(&silent())).is_ok());
        let alone = fold(&[requested(), begin]);
        assert!(alone.decide(&correct(2, None), &ctx(&silent())).is_ok());
    }
    let left = NetworkLeft {
        network: id(1),
        since: last.into(),
    };
    let partner = fold(&[requested(), left.into()]);
    let refused = partner.decide(
        &correct(1, request_on(last.tomorrow().unwrap())),
        &ctx(&silent()),
    );
    assert_eq!(refused.unwrap_err().code(), "FACT_WITHOUT_GROUND");
}

#[test]
fn agr_06_a_signature_noted_wrongly_is_corrected_although_nobody_posts_it() {
    let (partner, _) = live(&template(), &[request().into(), note()]);
    let on = |signed_on| {
        Some(PartnerReplacement::NoteSignature(NoteSignature {
            partner: id(9),
            agreement: id(1),
            signed_on,
        }))
    };
    let day = date(2018, 10, 20);
    let mut partner = partner;
    let decided = partner.decide(&correct(2, on(day)), &ctx(&template()));
    for event in decided.unwrap() {
        partner.apply(event);
    }
    assert_eq!(partner.signatures[0].on, day);
    assert_eq!(
        partner.memberships[0].period.since, SIGNED,
        "the admission is a fact of its own, corrected by itself"
    );
    let decided = partner.decide(&correct(3, admit_on(day)), &ctx(&template()));
    assert_eq!(decided.unwrap().len(), 1);
}

#[test]
fn a_correction_is_decided_by_the_rules_of_the_command_that_should_have_been_given() {
    let (partner, _) = live(
        &duisburg(),
        &[request().into(), clarify(), submit(), note()],
    );
    assert_eq!(partner.memberships.len(), 1);
    let mut struck = partner.clone();
    for event in partner
        .decide(&correct(3, None), &ctx(&duisburg()))
        .unwrap()
    {
        struck.apply(event);
    }
    let refused = struck.decide(&correct(5, admit_on(SIGNED)), &ctx(&duisburg()));
    assert_eq!(refused.unwrap_err().code(), "PROFILE_MISSING");
    let ahead = date(2025, 1, 1);
    let refused = partner.decide(&correct(5, admit_on(ahead)), &ctx(&duisburg()));
    assert_eq!(refused.unwrap_err().code(), "DATE_IN_FUTURE");
}

#[test]
fn a_correction_carries_what_its_replacement_carries() {
    let command = correct(1, request_on(REQUESTED));
    assert_eq!(command.entries().len(), 2, "the institution and the reason");
    assert_eq!(
        command.claims(),
        PartnerCommand::from(request()).claims(),
        "the corrected name is taken"
    );
    assert_eq!(command.reads().len(), 1);
    assert_eq!(command.recorded_on(TODAY), Some(("requestedOn", REQUESTED)));
    assert!(!command.creates());
    let struck = correct(2, None);
    assert_eq!(struck.entries().len(), 1);
    assert_eq!((struck.reads(), struck.claims()), (vec![], vec![]));
    assert_eq!(struck.recorded_on(TODAY), None);
    let scan: kernel::DocumentRef = serde_json::from_value(serde_json::json!({
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "mediaType": "png",
    }))
    .unwrap();
    let with_scan = PartnerReplacement::SubmitProfile(SubmitProfile {
        partner: id(9),
        submitted_on: SUBMITTED,
        document: Some(scan),
    });
    assert_eq!(correct(2, Some(with_scan)).documents(), [scan]);
}

#[test]
fn a_correction_is_read_by_the_name_of_the_command_in_the_facts_place() {
    use kernel::CommandSet as _;
    let body = serde_json::json!({
        "partner": "00000000-0000-0000-0000-000000000009",
        "fact": 2,
        "reason": "Das Jahr stand falsch auf dem Bogen",
        "replacement": { "admitPartner": {
            "partner": "00000000-0000-0000-0000-000000000009",
            "admittedOn": "2018-10-16",
        } },
    });
    let command = PartnerCommand::read("correct-partner", body).unwrap();
    let PartnerCommand::CorrectPartner(read) = command else {
        panic!("not a correction")
    };
    assert_eq!(read.replacement, admit_on(date(2018, 10, 16)));
}
