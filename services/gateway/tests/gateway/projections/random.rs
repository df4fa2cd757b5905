//! Any history: founded streams or not, events in any order, late facts, poison in between.

use agreements::agreement::*;
use agreements::values::{EntryIntoForce, NoticeForm, Side, SignatureForm};
use agreements::{AgreementTerms, AgreementsPolicy};
use kernel::{
    AgreementId, Cadence, Date, Frozen, MunicipalityId, NetworkId, PartnerId, RegionalKey, Status,
    StreamId, Strength,
};
use meetings::MeetingEvent;
use meetings::meeting::{MeetingCancelled, MeetingPlanned, PastMeetingRecorded};
use membership::body::{BodyEstablished, BodyEvent, BodyKind, CadenceSet, SeatDefined};
use membership::contact::{ContactConfirmed, ContactDesignated, ContactEvent};
use membership::network::{
    NetworkDissolved, NetworkEstablished, NetworkEvent, NetworkKind, NetworkRenamed,
};
use membership::partner::*;
use membership::region::{RegionEstablished, RegionEvent};
use membership::site::{SiteEvent, SiteRegistered, SiteStatus, SiteStatusChanged};
use municipality::MunicipalityEvent;
use municipality::municipality::{MunicipalityOnboarded, RegionalKeyAssigned};
use municipality::overview::StateRelease;
use proptest::prelude::*;
use uuid::Uuid;

use super::history::{Told, entry, policy, stream};

const PARTNERS: u128 = 3;
const AGREEMENTS: u128 = 2;
const NETWORKS: u128 = 2;

/// Any history of a municipality, of up to about 60 events.
pub(crate) fn any_history(municipality: &MunicipalityId) -> impl Strategy<Value = Vec<Told>> {
    let founding = founding(municipality);
    let founded = founding.len();
    let town = municipality::stream(municipality);
    (
        proptest::sample::subsequence(founding, founded / 2..=founded),
        proptest::collection::vec(any_told(town), 0..40),
    )
        .prop_map(|(mut history, later)| {
            history.extend(later);
            history
        })
}

/// How a history is cut into batches.
pub(crate) fn any_cuts() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(1..7_usize, 1..5)
}

/// The events with which streams begin.
fn founding(municipality: &MunicipalityId) -> Vec<Told> {
    let town = municipality::stream(municipality);
    let first = super::history::day("2018-01-01");
    let mut told = vec![
        Told::new::<MunicipalityEvent>(town, MunicipalityOnboarded { name: entry(1) }),
        Told::new::<MunicipalityEvent>(town, key("05316000", first)),
        Told::new::<MunicipalityEvent>(town, policy(first, Some(StateRelease::CountsWithoutNames))),
        Told::new::<RegionEvent>(
            stream("region", 1),
            RegionEstablished {
                name: entry(2),
                number: None,
            },
        ),
        Told::new::<SiteEvent>(
            stream("site", 1),
            SiteRegistered {
                name: entry(3),
                region: None,
                status: SiteStatus::Planned,
                since: None,
                opens_on: None,
            },
        ),
        Told::new::<BodyEvent>(stream("body", 1), body()),
        Told::new::<ContactEvent>(stream("contact", 1), contact(first)),
    ];
    for id in 1..=NETWORKS {
        let event = NetworkEstablished {
            name: entry(id),
            kind: NetworkKind::Central,
            established_on: (id == 1).then(|| first.into()),
        };
        told.push(Told::new::<NetworkEvent>(stream("network", id), event));
    }
    for id in 1..=PARTNERS {
        let event = MembershipRequested {
            institution: entry(id),
            kind: PartnerKind::Traeger,
            networks: vec![network(1)],
            requested_on: first,
        };
        told.push(Told::new::<PartnerEvent>(stream("partner", id), event));
    }
    for id in 1..=AGREEMENTS {
        let agreement = stream("agreement", id);
        let drafted = AgreementDrafted {
            agreement: AgreementId(agreement.id()),
            network: network(1),
            kind: if id == 1 {
                AgreementKind::Cooperation
            } else {
                AgreementKind::ProtectionMandate8a
            },
            title: None,
            project_name: None,
            drafted_on: first,
            text: None,
        };
        told.push(Told::new::<AgreementEvent>(agreement, drafted));
        for party in 1..=3_u16 {
            told.push(Told::new::<AgreementEvent>(agreement, added(party, first)));
        }
    }
    told
}

/// Any event of any stream, on any day of two months.
fn any_told(town: StreamId) -> impl Strategy<Value = Told> {
    let date = (0..60_i32).prop_map(|offset| {
        super::history::day("2018-02-01")
            .checked_add(jiff::Span::new().days(offset))
            .unwrap()
    });
    (0..47_u8, date, 1..=3_u128, any::<bool>()).prop_map(move |(which, on, id, flag)| {
        let partner = stream("partner", id);
        let agreement = stream("agreement", id.min(AGREEMENTS));
        let network_stream = stream("network", id.min(NETWORKS));
        let party = u16::try_from(id).unwrap();
        match which {
            0 => Told::new::<NetworkEvent>(
                network_stream,
                NetworkRenamed {
                    name: entry(id + 10),
                    renamed_on: on,
                },
            ),
            1 => Told::new::<NetworkEvent>(network_stream, NetworkDissolved { dissolved_on: on }),
            2..=5 => Told::new::<PartnerEvent>(
                partner,
                PartnerAdmitted {
                    admitted_on: on,
                    policy_version: 1,
                },
            ),
            6 => Told::new::<PartnerEvent>(
                partner,
                PartnerReadmitted {
                    admitted_on: on,
                    policy_version: 1,
                },
            ),
            7..=9 => Told::new::<PartnerEvent>(
                partner,
                MembershipEnded {
                    ended_on: on,
                    reason: None,
                },
            ),
            10 => Told::new::<PartnerEvent>(
                partner,
                NetworkJoined {
                    network: network(2),
                    since: on.into(),
                },
            ),
            11 => Told::new::<PartnerEvent>(
                partner,
                NetworkLeft {
                    network: network(1),
                    since: on.into(),
                },
            ),
            12 => Told::new::<PartnerEvent>(
                partner,
                PartnerRenamed {
                    institution: entry(id + 20),
                    renamed_on: on,
                },
            ),
            13 => Told::new::<AgreementEvent>(agreement, offered(on)),
            14..=18 => Told::new::<AgreementEvent>(agreement, signed(party, on)),
            19..=22 => Told::new::<AgreementEvent>(agreement, in_force(on)),
            23..=25 => Told::new::<AgreementEvent>(agreement, notice(party, on, flag)),
            26 => Told::new::<AgreementEvent>(
                agreement,
                AgreementTerminated {
                    effective_on: on,
                    side: Side::Partner,
                    status: Status::Stated,
                },
            ),
            27 => Told::new::<AgreementEvent>(
                agreement,
                PartyRemoved {
                    party,
                    removed_on: on,
                },
            ),
            28 => Told::new::<AgreementEvent>(agreement, added(party + 3, on)),
            29 | 30 => {
                let ags = ["05316000", "01062", "05112000"][usize::from(party) - 1];
                Told::new::<MunicipalityEvent>(town, key(ags, on))
            }
            31 => Told::new::<SiteEvent>(
                stream("site", 1),
                SiteStatusChanged {
                    status: SiteStatus::Open,
                    since: on.into(),
                    opens_on: None,
                },
            ),
            32 => Told::new::<BodyEvent>(
                stream("body", 1),
                SeatDefined {
                    seat: Uuid::from_u128(id).into(),
                    function: entry(id),
                    on_behalf_of: None,
                    defined_on: on,
                },
            ),
            33 => Told::new::<ContactEvent>(
                stream("contact", 1),
                ContactConfirmed {
                    confirmed_on: on,
                    via: None,
                    request: None,
                },
            ),
            // A stream that the read model does not show yet.
            34 => poison(stream("meeting", id), "MeetingHeld", "{}"),
            35 => poison(partner, "PartnerForgotten", "{}"),
            36 => poison(
                network_stream,
                "NetworkDissolved",
                r#"{"dissolvedOn":"gestern"}"#,
            ),
            37 => poison(
                agreement,
                "PartyRemoved",
                r#"{"party":1,"removedOn":"2018-02-30"}"#,
            ),
            38 => Told::new::<PartnerEvent>(
                partner,
                PartnerAdmitted {
                    admitted_on: jiff::civil::date(-44, 3, 15),
                    policy_version: 1,
                },
            ),
            39 | 40 => Told::new::<MunicipalityEvent>(
                town,
                policy(on, flag.then_some(StateRelease::CountsWithoutNames)),
            ),
            41 => Told::new::<MunicipalityEvent>(
                town,
                policy(on, Some(StateRelease::ReleasedSnapshots)),
            ),
            42 => Told::new::<MeetingEvent>(stream("meeting", id), past_meeting(on)),
            43 => Told::new::<MeetingEvent>(
                stream("meeting", id + PARTNERS),
                MeetingCancelled {
                    reason: None,
                    cancelled_on: on,
                    sequence: 1,
                },
            ),
            44 => Told::new::<BodyEvent>(
                stream("body", 1),
                CadenceSet {
                    required: Some(party),
                    target: None,
                    strength: if flag {
                        Strength::Must
                    } else {
                        Strength::Should
                    },
                    adopted_on: on,
                },
            ),
            45 => Told::new::<MeetingEvent>(stream("meeting", id + PARTNERS), planned_meeting(on)),
            _ => Told::new::<NetworkEvent>(
                stream("network", id + NETWORKS),
                NetworkDissolved { dissolved_on: on },
            ),
        }
    })
}

fn network(id: u128) -> NetworkId {
    NetworkId(Uuid::from_u128(id))
}

fn partner_of(party: u16) -> PartnerId {
    PartnerId(Uuid::from_u128(u128::from((party - 1) % 3 + 1)))
}

fn poison(stream: StreamId, event_type: &str, payload: &str) -> Told {
    Told {
        stream,
        event_type: event_type.to_owned(),
        schema_version: 1,
        payload: payload.to_owned(),
    }
}

fn key(ags: &str, valid_from: Date) -> RegionalKeyAssigned {
    let ags = RegionalKey::try_new(ags).unwrap();
    let state = ags.state().code().to_owned();
    RegionalKeyAssigned {
        ags,
        state,
        valid_from,
    }
}

fn added(party: u16, on: Date) -> PartyAdded {
    PartyAdded {
        party,
        side: Side::Partner,
        partner: Some(partner_of(party)),
        institution: None,
        added_on: on,
    }
}

fn offered(on: Date) -> AgreementOffered {
    AgreementOffered {
        offered_on: on,
        terms: AgreementTerms::of(&AgreementsPolicy::unstated(), 1),
    }
}

fn signed(party: u16, on: Date) -> AgreementSigned {
    AgreementSigned {
        network: network(1),
        kind: AgreementKind::Cooperation,
        party,
        side: Side::Partner,
        partner: Some(partner_of(party)),
        signed_on: on,
        form: SignatureForm::Written,
        place: None,
        signatory_function: None,
        document: None,
    }
}

fn in_force(on: Date) -> AgreementEnteredIntoForce {
    AgreementEnteredIntoForce {
        effective_on: on,
        status: Status::Inferred,
        rule: EntryIntoForce::LastRequiredSignature,
        parties: vec![1, 2],
    }
}

fn notice(party: u16, on: Date, takes_effect: bool) -> NoticeReceived {
    NoticeReceived {
        network: network(1),
        kind: AgreementKind::Cooperation,
        party,
        side: Side::Partner,
        partner: Some(partner_of(party)),
        received_on: on,
        form: NoticeForm::Written,
        reason: None,
        effective_on: takes_effect.then_some(on),
        rule: NoticeRule::OnReceipt,
        status: Status::Inferred,
        latest_day: None,
        document: None,
    }
}

fn body() -> BodyEstablished {
    BodyEstablished {
        kind: BodyKind::ALL[0],
        name: entry(4),
        rule: None,
        policy_version: 1,
        network: Some(network(1)),
        parent: None,
        region: None,
        founded_on: None,
        planned: false,
        advisory: Frozen {
            value: None,
            status: Status::Unstated,
        },
        cadence: Frozen {
            value: Some(Cadence {
                required: Some(2),
                target: None,
                strength: Strength::Must,
            }),
            status: Status::Stated,
        },
        forwards_to: Frozen {
            value: None,
            status: Status::Unstated,
        },
    }
}

fn past_meeting(held_on: Date) -> PastMeetingRecorded {
    PastMeetingRecorded {
        body: Uuid::from_u128(1).into(),
        number: 1,
        held_on,
        begins: None,
        place: None,
        present: Vec::new(),
        present_others: None,
        topics: Vec::new(),
    }
}

fn planned_meeting(on: Date) -> MeetingPlanned {
    MeetingPlanned {
        body: Uuid::from_u128(1).into(),
        number: 2,
        begins: format!("{on}T09:00").parse().unwrap(),
        minutes: None,
        minutes_by_policy: false,
        place: None,
        place_by_policy: false,
        topic: None,
        planned_on: on,
    }
}

fn contact(on: Date) -> ContactDesignated {
    ContactDesignated {
        partner: partner_of(1),
        person: Uuid::from_u128(7).into(),
        details: entry(5),
        function: entry(6),
        binding: true,
        designated_on: on,
        consent_rule: Frozen {
            value: None,
            status: Status::Unstated,
        },
    }
}
