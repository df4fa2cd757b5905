//! Properties of any history: replay equals live, and memberships never overlap.

use cqrs_es::{Aggregate, DomainEvent};
use jiff::ToSpan;
use jiff::civil::date;
use kernel::{Date, PartialDate, StoredEvent, StreamId};
use membership::partner::*;
use membership::policy::{EligibilityCriterion, MembershipPolicy};
use membership::{MembershipFacts, Partner, PartnerCommand};
use proptest::prelude::*;

use crate::fixtures::*;

fn days() -> impl Strategy<Value = Date> {
    (0_i64..2_000).prop_map(|days| date(2018, 1, 1).saturating_add(days.days()))
}

fn policies() -> impl Strategy<Value = MembershipPolicy> {
    prop::sample::select(vec![
        leverkusen(),
        stormarn(),
        duisburg(),
        template(),
        MembershipPolicy::default(),
    ])
}

fn request(requested_on: Date) -> PartnerCommand {
    RequestMembership {
        id: Some(id(9)),
        institution: institution(100, "Beratungsstelle Nord"),
        kind: PartnerKind::Dienst,
        networks: vec![id(1)],
        requested_on,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<PartnerReplacement>) -> PartnerCommand {
    CorrectPartner {
        partner: id(9),
        fact,
        reason: text(300, "verschrieben"),
        replacement,
    }
    .into()
}

fn commands() -> impl Strategy<Value = PartnerCommand> {
    let partner = id(9);
    (0_u8..24, days(), any::<bool>(), 1_u128..3, 1_u32..16).prop_map(
        move |(which, day, flag, n, fact)| {
            let since = PartialDate::from(day);
            let sector = if flag { "GA" } else { "SPZ" }.parse().expect("a code");
            let outcome = if flag {
                ClarificationOutcome::Cleared
            } else {
                ClarificationOutcome::NotCleared
            };
            let criterion = EligibilityCriterion::ALL[usize::from(flag)];
            match which {
                0 => ClarifyRequest {
                    partner,
                    clarified_on: day,
                    outcome,
                    note: None,
                }
                .into(),
                1 => SubmitProfile {
                    partner,
                    submitted_on: day,
                    document: None,
                }
                .into(),
                2 => AttestEligibility {
                    partner,
                    criterion,
                    attested_on: day,
                    by_operator: flag,
                }
                .into(),
                3 => AdmitPartner {
                    partner,
                    admitted_on: day,
                }
                .into(),
                4 => DeclineRequest {
                    partner,
                    declined_on: day,
                    reason: text(200, "Grund"),
                }
                .into(),
                5 | 6 => EndMembership {
                    partner,
                    ended_on: day,
                    reason: None,
                }
                .into(),
                7 | 8 => ReadmitPartner {
                    partner,
                    admitted_on: day,
                }
                .into(),
                9 => NoteSignature {
                    partner,
                    agreement: id(n),
                    signed_on: day,
                }
                .into(),
                10 => AssignSector { partner, sector }.into(),
                11 => RemoveSector { partner, sector }.into(),
                12 => ChangeOperator {
                    partner,
                    operator: id(n),
                    since,
                }
                .into(),
                13 => JoinNetwork {
                    partner,
                    network: id(n),
                    since,
                }
                .into(),
                14 => LeaveNetwork {
                    partner,
                    network: id(n),
                    since,
                }
                .into(),
                15 | 16 => RenewRequest {
                    partner,
                    networks: vec![id(n)],
                    requested_on: day,
                }
                .into(),
                17 => ReleaseOperator { partner, since }.into(),
                18 => ChangeKind {
                    partner,
                    kind: PartnerKind::ALL[usize::from(flag)],
                    since,
                }
                .into(),
                19 | 20 => correct(fact, None),
                21 => correct(
                    fact,
                    Some(PartnerReplacement::AdmitPartner(AdmitPartner {
                        partner,
                        admitted_on: day,
                    })),
                ),
                22 => correct(
                    fact,
                    Some(PartnerReplacement::ReadmitPartner(ReadmitPartner {
                        partner,
                        admitted_on: day,
                    })),
                ),
                _ => correct(
                    fact,
                    Some(PartnerReplacement::EndMembership(EndMembership {
                        partner,
                        ended_on: day,
                        reason: None,
                    })),
                ),
            }
        },
    )
}

proptest! {
    #[test]
    fn replay_equals_live_and_memberships_never_overlap(
        policy in policies(),
        requested_on in days(),
        commands in prop::collection::vec(commands(), 0..40),
        asked_on in days(),
    ) {
        let mut live = Partner::default();
        let mut events = Vec::new();
        for command in std::iter::once(request(requested_on)).chain(commands) {
            let Ok(decided) = live.decide(&command, &ctx(&policy)) else { continue };
            for event in decided {
                live.apply(event.clone());
                events.push(event);
            }
            prop_assert_eq!(live.decide(&command, &ctx(&policy)).ok().filter(|again| !again.is_empty()), None);
        }

        let mut replayed = Partner::default();
        let mut stored = Vec::new();
        for event in &events {
            let payload = event.payload().expect("serialises");
            let read = PartnerEvent::from_stored(&event.event_type(), event.version(), &payload);
            replayed.apply(read.expect("loads"));
            stored.push((event.event_type(), event.version(), payload));
        }
        prop_assert_eq!(&replayed, &live);
        let state = serde_json::to_value(&live).expect("serialises");
        prop_assert_eq!(&serde_json::from_value::<Partner>(state).expect("loads"), &live);

        for pair in live.membership_periods().windows(2) {
            let until = pair[0].until.expect("only the last membership is open");
            prop_assert!(pair[0].since <= until && until < pair[1].since);
        }
        prop_assert_eq!(live.membership_on(asked_on).is_none(), asked_on < requested_on);

        let mut facts = MembershipFacts::default();
        let stored = stored.iter().map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
        facts.learn(StreamId::new("partner", uuid::Uuid::from_u128(9)), stored).expect("loads");
        prop_assert!(facts.partners.contains_key(&id(9)));
    }
}
