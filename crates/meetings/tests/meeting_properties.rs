//! Properties of any history: replay equals live, sequences never fall, numbers of a series are dense.

use std::num::NonZeroU32;

use cqrs_es::{Aggregate, DomainEvent};
use jiff::ToSpan;
use kernel::{Date, Role, StoredEvent, StreamId};
use meetings::meeting::*;
use meetings::{MeetingCommand, MeetingsFacts, OutcomeKind};
use proptest::prelude::*;

use crate::fixtures::*;
use crate::meeting_given::*;

fn days() -> impl Strategy<Value = Date> {
    (0_i64..30).prop_map(|days| MAY.saturating_add(days.days()))
}

fn begins(day: Date) -> LocalDateTime {
    at(&format!("{day}T09:00"))
}

/// Every command but a correction.
fn commands() -> impl Strategy<Value = MeetingReplacement> {
    use MeetingReplacement as R;
    (0_u8..16, days(), 1_u128..4, any::<bool>()).prop_map(|(which, day, n, flag)| match which {
        0 => R::PlanMeeting(PlanMeeting {
            begins: begins(day),
            planned_on: flag.then_some(MAY),
            ..plan(1)
        }),
        1 => R::RecordPastMeeting(record_past(day)),
        2 => R::ReserveRoom(ReserveRoom {
            meeting: id(50),
            place: text(100 + n, "Saal"),
            confirmed_by: None,
            reserved_on: MAY,
        }),
        3 => R::RescheduleMeeting(RescheduleMeeting {
            meeting: id(50),
            begins: begins(day),
            duration: None,
            place: flag.then(|| text(110 + n, "Saal")),
            reason: None,
        }),
        4 => R::CancelMeeting(CancelMeeting {
            meeting: id(50),
            reason: None,
            cancelled_on: day,
        }),
        5 => R::InviteParticipants(InviteParticipants {
            meeting: id(50),
            body: id(1),
            partners: flag.then(|| vec![id(n)]),
            contacts: vec![id(n)],
            guests: None,
            letter: None,
            invited_on: Some(day),
        }),
        6 => R::RecordReply(RecordReply {
            meeting: id(50),
            partner: id(n),
            contact: flag.then(|| id(n)),
            reply: ReplyKind::ALL[usize::from(flag)],
            replied_on: day,
        }),
        7 => R::AddAgendaItem(AddAgendaItem {
            position: NonZeroU32::new(u32::from(flag)),
            ..topic(200 + n)
        }),
        8 => R::RemoveAgendaItem(RemoveAgendaItem {
            meeting: id(50),
            item: id(200 + n),
        }),
        9 => R::ReorderAgenda(ReorderAgenda {
            meeting: id(50),
            items: vec![id(202), id(201)],
        }),
        10 => R::OpenMeeting(OpenMeeting {
            meeting: id(50),
            opened_at: None,
        }),
        11 => R::RecordAttendance(RecordAttendance {
            meeting: id(50),
            partners: vec![Presence {
                partner: id(n),
                persons: None,
            }],
            others: None,
        }),
        12 => R::ElectMinuteTaker(ElectMinuteTaker {
            meeting: id(50),
            body: id(1),
            partner: id(n),
            contact: None,
            account: None,
        }),
        13 => R::RecordOutcome(RecordOutcome {
            id: Some(id(300 + n)),
            item: flag.then(|| id(201)),
            ..outcome(OutcomeKind::Task)
        }),
        14 => R::CompleteTask(CompleteTask {
            meeting: id(50),
            outcome: id(300 + n),
            done_on: day,
        }),
        _ => R::CloseMeeting(close(Some(day))),
    })
}

fn with_corrections() -> impl Strategy<Value = MeetingCommand> {
    prop_oneof![
        3 => commands().prop_map(MeetingCommand::from),
        1 => (1_u32..14, prop::option::of(commands())).prop_map(|(fact, replacement)| {
            CorrectMeeting {
                meeting: id(50),
                fact,
                reason: text(400, "verschrieben"),
                replacement,
            }
            .into()
        }),
    ]
}

proptest! {
    #[test]
    fn replay_equals_live_and_sequences_never_fall(
        first in prop_oneof![Just(0_u8), Just(1)],
        commands in prop::collection::vec(with_corrections(), 0..60),
        day in days(),
    ) {
        let first: MeetingCommand = if first == 0 {
            PlanMeeting { begins: at("2024-06-03T09:00"), planned_on: Some(MAY), ..plan(1) }.into()
        } else {
            record_past(MAY).into()
        };
        let ctx = ctx(&silent());
        let mut live = Meeting::default();
        let mut events = Vec::new();
        for command in std::iter::once(first).chain(commands) {
            let Ok(decided) = live.decide(&command, &ctx) else { continue };
            let sequence = live.sequence;
            for event in decided {
                live.apply(event.clone());
                events.push(event);
            }
            prop_assert!(live.sequence >= sequence);
            prop_assert_eq!(live.decide(&command, &ctx).ok().filter(|again| !again.is_empty()), None);
        }

        let mut replayed = Meeting::default();
        let mut stored = Vec::new();
        for event in &events {
            let payload = event.payload().expect("serialises");
            let read = MeetingEvent::from_stored(&event.event_type(), event.version(), &payload);
            replayed.apply(read.expect("loads"));
            stored.push((event.event_type(), event.version(), payload));
        }
        prop_assert_eq!(&replayed, &live);
        let state = serde_json::to_value(&live).expect("serialises");
        prop_assert_eq!(&serde_json::from_value::<Meeting>(state).expect("loads"), &live);
        prop_assert_eq!(live.number, Some(1));
        prop_assert_eq!(live.body, Some(id(1)));
        prop_assert!(!(live.begun.is_some() && live.cancelled_on.is_some()));
        prop_assert!(live.held_on().is_none_or(|on| on <= TODAY));
        prop_assert!(live.open_invitations(day).iter().all(|partner| live.invited.partners.contains_key(partner)));

        let mut facts = MeetingsFacts::default();
        let stored = stored.iter().map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
        facts.learn(StreamId::new("meeting", uuid::Uuid::from_u128(50)), stored).expect("loads");
        prop_assert_eq!(facts.meetings.get(&id(50)).cloned(), live.known());
    }

    #[test]
    fn mtg_30_the_numbers_of_a_series_are_dense(
        meetings in prop::collection::vec((any::<bool>(), prop::option::of(1_u32..30)), 1..20),
    ) {
        let mut numbers = Vec::new();
        let mut stored: Vec<(String, u16, String)> = Vec::new();
        for (n, (planned, first)) in meetings.into_iter().enumerate() {
            let mut known = facts();
            let series = stored.iter().map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
            known.learn(StreamId::new("meeting-series", uuid::Uuid::from_u128(1)), series).expect("loads");
            let number = u128::try_from(n).expect("it is small");
            let first_number = first.and_then(NonZeroU32::new);
            let command: MeetingCommand = if planned {
                PlanMeeting { id: Some(id(1_000 + number)), first_number, ..plan(1) }.into()
            } else {
                RecordPastMeeting { id: Some(id(1_000 + number)), first_number, ..record_past(MAY) }.into()
            };
            let ctx = ctx_as(&silent(), Role::Coordinator, known);
            let Ok(events) = Meeting::default().decide(&command, &ctx) else {
                prop_assert!(!numbers.is_empty() && first_number.is_some());
                continue;
            };
            for event in events {
                if let MeetingEvent::MeetingNumbered(e) = &event {
                    numbers.push(e.number);
                    stored.push((event.event_type(), event.version(), event.payload().expect("serialises")));
                }
            }
        }
        prop_assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
    }
}
