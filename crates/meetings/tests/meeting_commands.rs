//! What a meeting's command says of itself to whoever carries it.

use kernel::{CommandSet, DomainCommand, StreamId};
use meetings::meeting::*;
use meetings::{MeetingCommand, OutcomeKind};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixtures::*;
use crate::meeting_given::*;

fn read(name: &str, body: Value) -> MeetingCommand {
    MeetingCommand::read(name, body).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A command, what it reads, and how many entries it puts into the vault.
type Said = (MeetingCommand, Vec<(&'static str, u128)>, usize);

/// Every command with all it may say.
fn commands() -> Vec<Said> {
    let m = uuid(50);
    let on = "2024-06-03";
    vec![
        (
            read(
                "plan-meeting",
                json!({"id": m, "body": uuid(1), "begins": "2024-06-17T09:00",
                "duration": "PT2H", "place": "Rathaus", "topic": "Planung", "firstNumber": 3,
                "plannedOn": on}),
            ),
            vec![("body", 1), ("meeting-series", 1)],
            2,
        ),
        (
            read(
                "record-past-meeting",
                json!({"id": m, "body": uuid(1), "heldOn": on,
                "begins": "09:00", "place": "Rathaus", "present": [uuid(1), uuid(2)],
                "topics": ["Eins", "Zwei"]}),
            ),
            vec![
                ("body", 1),
                ("meeting-series", 1),
                ("partner", 1),
                ("partner", 2),
            ],
            3,
        ),
        (
            read(
                "reserve-room",
                json!({"meeting": m, "place": "Saal",
                "confirmedBy": "Hausverwaltung", "reservedOn": on}),
            ),
            vec![],
            2,
        ),
        (
            read(
                "reschedule-meeting",
                json!({"meeting": m, "begins": "2024-06-18T09:00",
                "place": "Saal", "reason": "Belegt"}),
            ),
            vec![],
            2,
        ),
        (
            read(
                "cancel-meeting",
                json!({"meeting": m, "reason": "Krankheit", "cancelledOn": on}),
            ),
            vec![],
            1,
        ),
        (
            read(
                "invite-participants",
                json!({"meeting": m, "body": uuid(1),
                "partners": [uuid(2)], "contacts": [uuid(3)], "guests": 1, "letter": "Herzlich"}),
            ),
            vec![("body", 1), ("partner", 2), ("contact", 3)],
            1,
        ),
        (
            read(
                "record-reply",
                json!({"meeting": m, "partner": uuid(1), "contact": uuid(2),
                "reply": "accepted", "repliedOn": on}),
            ),
            vec![("contact", 2)],
            0,
        ),
        (
            read(
                "add-agenda-item",
                json!({"meeting": m, "body": uuid(1), "kind": "ordinary",
                "title": "Thema", "note": "Mehr", "speaker": "Leitung", "topic": uuid(7),
                "partner": uuid(2), "subgroup": uuid(3)}),
            ),
            vec![("body", 1), ("topic", 7), ("partner", 2), ("body", 3)],
            3,
        ),
        (
            read(
                "remove-agenda-item",
                json!({"meeting": m, "item": uuid(200)}),
            ),
            vec![],
            0,
        ),
        (
            read(
                "reorder-agenda",
                json!({"meeting": m, "items": [uuid(200)]}),
            ),
            vec![],
            0,
        ),
        (
            read("open-meeting", json!({"meeting": m, "openedAt": "09:05"})),
            vec![],
            0,
        ),
        (
            read(
                "record-attendance",
                json!({"meeting": m,
                "partners": [{"partner": uuid(1), "persons": 2}, {"partner": uuid(2)}]}),
            ),
            vec![("partner", 1), ("partner", 2)],
            0,
        ),
        (
            read(
                "elect-minute-taker",
                json!({"meeting": m, "body": uuid(1), "partner": uuid(2),
                "contact": uuid(3)}),
            ),
            vec![("body", 1), ("partner", 2), ("contact", 3)],
            0,
        ),
        (
            read(
                "record-outcome",
                json!({"meeting": m, "body": uuid(1), "kind": "task",
                "text": "Tun", "responsible": uuid(2), "dueOn": on}),
            ),
            vec![("body", 1), ("partner", 2)],
            1,
        ),
        (
            read(
                "complete-task",
                json!({"meeting": m, "outcome": uuid(300), "doneOn": on}),
            ),
            vec![],
            0,
        ),
        (
            read("close-meeting", json!({"meeting": m, "body": uuid(1)})),
            vec![("body", 1)],
            0,
        ),
        (
            read(
                "correct-meeting",
                json!({"meeting": m, "fact": 1, "reason": "Verschrieben",
                "replacement": {"planMeeting": {"body": uuid(1), "begins": "2024-06-17T09:00",
                    "topic": "Planung"}}}),
            ),
            vec![("body", 1), ("meeting-series", 1)],
            2,
        ),
        (
            read(
                "correct-meeting",
                json!({"meeting": m, "fact": 2, "reason": "Verschrieben"}),
            ),
            vec![],
            1,
        ),
    ]
}

#[test]
fn a_command_names_the_streams_that_it_reads_and_its_words() {
    let commands = commands();
    let mut names: Vec<_> = commands
        .iter()
        .map(|(command, ..)| command.name())
        .collect();
    names.dedup();
    assert_eq!(names.len(), MeetingCommand::NAMES.len());
    for (command, reads, entries) in commands {
        let reads: Vec<_> = reads
            .into_iter()
            .map(|(kind, n)| StreamId::new(kind, uuid(n)))
            .collect();
        assert_eq!(command.reads(), reads, "{}", command.name());
        assert_eq!(command.entries().len(), entries, "{}", command.name());
        assert_eq!(command.target(), Some(uuid(50)), "{}", command.name());
        let creates = matches!(command.name(), "plan-meeting" | "record-past-meeting");
        assert_eq!(command.creates(), creates, "{}", command.name());
        let mut given = command.clone();
        given.assign(uuid(4_711));
        let target = if creates { uuid(4_711) } else { uuid(50) };
        assert_eq!(given.target(), Some(target), "{}", command.name());
        assert!(command.documents().is_empty() && command.claims().is_empty());
    }
    assert_eq!(MeetingCommand::STREAM, "meeting");
}

#[test]
fn a_command_takes_no_second_look_at_its_own_body() {
    let command = AddAgendaItem {
        subgroup: Some(id(1)),
        ..topic(200)
    };
    let reads = MeetingCommand::from(command).reads();
    assert_eq!(reads, [StreamId::new("body", uuid(1))]);
}

#[test]
fn the_day_of_a_correction_is_that_of_its_replacement() {
    let days: Vec<_> = commands()
        .iter()
        .filter_map(|(command, ..)| command.recorded_on())
        .map(|(field, _)| field)
        .collect();
    assert_eq!(
        days,
        [
            "plannedOn",
            "heldOn",
            "reservedOn",
            "cancelledOn",
            "repliedOn",
            "doneOn"
        ]
    );
    let named = |command: MeetingCommand| command.recorded_on();
    assert_eq!(named(close(Some(MAY)).into()), Some(("closedOn", MAY)));
    let invite = InviteParticipants {
        meeting: id(50),
        body: id(1),
        partners: None,
        contacts: vec![],
        guests: None,
        letter: None,
        invited_on: Some(MAY),
    };
    assert_eq!(named(invite.into()), Some(("invitedOn", MAY)));
    let correction = CorrectMeeting {
        meeting: id(50),
        fact: 2,
        reason: text(400, "Verschrieben"),
        replacement: Some(MeetingReplacement::CloseMeeting(close(Some(MAY)))),
    };
    assert_eq!(named(correction.into()), Some(("closedOn", MAY)));
}

#[test]
fn what_the_caller_leaves_open_gets_an_id_or_nothing() {
    let plan = read(
        "plan-meeting",
        json!({"body": uuid(1), "begins": "2024-06-17T09:00"}),
    );
    assert_eq!(plan.target(), None);
    assert_eq!(outcome(OutcomeKind::Task).outcome_id(), id(300));
    for bad in [
        json!({"body": uuid(1), "begins": "2024-06-17T09:00:00"}),
        json!({"body": uuid(1), "begins": "2024-06-17T09:00", "firstNumber": 0}),
        json!({"body": uuid(1), "begins": "2024-06-17T09:00", "duration": "2 Stunden"}),
        json!({"body": uuid(1), "begins": "2024-06-17T09:00", "number": 3}),
    ] {
        assert!(MeetingCommand::read("plan-meeting", bad).is_err());
    }
}
