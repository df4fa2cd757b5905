//! Minutes: MTG-10, MTG-11, MTG-12, MTG-23, MTG-24.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{
    Claim, Date, DocumentRef, DomainCommand, Facts, MediaType, MeetingId, Refusal, Role, Sha256,
    Sourced, StreamId, facts,
};
use meetings::minutes::*;
use meetings::policy::{MeetingDuty, MeetingRules};
use meetings::{KnownMeeting, MeetingsContext, MeetingsFacts, MeetingsPolicy, Taker};

use crate::fixtures::*;

mod approving;
mod correcting;
mod sending;
mod writing;

type Framework = TestFramework<Minutes>;

const HELD: Date = date(2024, 3, 4);
const DRAFTED: Date = date(2024, 3, 5);
const REVISED: Date = date(2024, 3, 6);
const SUBMITTED: Date = date(2024, 3, 7);
const APPROVED: Date = date(2024, 4, 10);
const SENT: Date = date(2024, 4, 12);
const AMENDED: Date = date(2024, 4, 20);

/// Meeting 10 was held on 4 March by body 4, where partner 1 was elected to write.
fn held() -> KnownMeeting {
    KnownMeeting {
        body: id(4),
        begins_on: HELD,
        held: true,
        cancelled: false,
        closed: true,
        taker: Some(Taker {
            partner: id(1),
            contact: Some(id(1)),
            account: Some(id(1)),
        }),
        outcomes: [].into(),
        present: [id(1), id(2)].into(),
    }
}

/// Meeting 11 is the same body's of 10 April; 12 is body 1's.
fn known(meeting: KnownMeeting) -> MeetingsFacts {
    let next = KnownMeeting {
        begins_on: APPROVED,
        taker: None,
        ..held()
    };
    let elsewhere = KnownMeeting {
        body: id(1),
        taker: None,
        ..held()
    };
    MeetingsFacts {
        meetings: [(id(10), meeting), (id(11), next), (id(12), elsewhere)].into(),
        ..facts()
    }
}

fn sto() -> MeetingsContext {
    ctx_as(&stormarn(), Role::Coordinator, known(held()))
}

fn sto_as(role: Role, meeting: KnownMeeting) -> MeetingsContext {
    ctx_as(&stormarn(), role, known(meeting))
}

fn dui(role: Role) -> MeetingsContext {
    ctx_as(&duisburg(), role, known(held()))
}

fn taker() -> MinutesAuthor {
    MinutesAuthor {
        by: AuthorKind::Taker,
        partner: Some(id(1)),
        contact: Some(id(1)),
    }
}

fn office() -> MinutesAuthor {
    MinutesAuthor {
        by: AuthorKind::Office,
        partner: None,
        contact: None,
    }
}

fn document(n: u8) -> DocumentRef {
    DocumentRef {
        sha256: Sha256::new([n; 32]),
        media_type: MediaType::Pdf,
    }
}

const WORDS: &str = "Die Familienhebamme berichtet; das Familienzentrum öffnet im Mai.";

fn draft() -> DraftMinutes {
    DraftMinutes {
        id: Some(id(50)),
        meeting: id(10),
        body: id(4),
        text: text(100, WORDS),
        author: taker(),
        attachments: vec![document(1)],
        mentions: vec![id(2)],
        drafted_on: DRAFTED,
    }
}

/// Minutes of the Lenkungskreis by the youth office.
fn office_draft() -> DraftMinutes {
    DraftMinutes {
        meeting: id(12),
        body: id(1),
        author: office(),
        ..draft()
    }
}

fn content(n: u128) -> MinutesContent {
    MinutesContent {
        text: id(n),
        author: taker(),
        attachments: vec![document(1)],
        mentions: vec![id(2)],
    }
}

fn drafted() -> MinutesEvent {
    MinutesDrafted {
        meeting: id(10),
        body: id(4),
        content: content(100),
        drafted_on: DRAFTED,
    }
    .into()
}

fn revise(revised_on: Date) -> ReviseMinutes {
    ReviseMinutes {
        minutes: id(50),
        meeting: id(10),
        body: id(4),
        text: text(101, WORDS),
        author: taker(),
        attachments: vec![document(1)],
        mentions: vec![id(2)],
        revised_on,
    }
}

fn revised() -> MinutesEvent {
    MinutesRevised {
        content: content(101),
        revised_on: REVISED,
    }
    .into()
}

fn submit(submitted_on: Date) -> SubmitMinutes {
    SubmitMinutes {
        minutes: id(50),
        meeting: id(10),
        body: id(4),
        submitted_on,
    }
}

fn submitted(submitted_on: Date) -> MinutesEvent {
    MinutesSubmitted { submitted_on }.into()
}

fn give_back(returned_on: Date) -> ReturnMinutes {
    ReturnMinutes {
        minutes: id(50),
        reason: text(200, "Die Anwesenheit fehlt"),
        returned_on,
    }
}

fn returned(returned_on: Date) -> MinutesEvent {
    MinutesReturned {
        reason: id(200),
        returned_on,
    }
    .into()
}

fn approve(approved_on: Date, in_meeting: Option<u128>) -> ApproveMinutes {
    ApproveMinutes {
        minutes: id(50),
        approved_on,
        in_meeting: in_meeting.map(id),
    }
}

fn approved(approved_on: Date, in_meeting: Option<u128>) -> MinutesEvent {
    MinutesApproved {
        approved_on,
        in_meeting: in_meeting.map(id),
    }
    .into()
}

fn dispatch(dispatched_on: Date, partners: &[u128]) -> DispatchMinutes {
    DispatchMinutes {
        minutes: id(50),
        body: id(4),
        version: 1,
        partners: partners.iter().copied().map(id).collect(),
        channel: DispatchChannel::Mail,
        dispatched_on,
    }
}

fn dispatched(dispatched_on: Date, partners: &[u128]) -> MinutesEvent {
    MinutesDispatched {
        version: 1,
        partners: partners.iter().copied().map(id).collect(),
        channel: DispatchChannel::Mail,
        dispatched_on,
    }
    .into()
}

fn amend(amended_on: Date) -> AmendMinutes {
    AmendMinutes {
        minutes: id(50),
        meeting: id(10),
        body: id(4),
        reason: text(201, "Ein Ergebnis fehlte"),
        text: text(102, WORDS),
        author: taker(),
        attachments: vec![document(1)],
        mentions: vec![id(2)],
        amended_on,
    }
}

fn amended() -> MinutesEvent {
    MinutesAmended {
        reason: id(201),
        content: content(102),
        amended_on: AMENDED,
    }
    .into()
}

fn acknowledge(partner: u128, acknowledged_on: Date) -> AcknowledgePassingOn {
    AcknowledgePassingOn {
        minutes: id(50),
        partner: id(partner),
        acknowledged_on,
    }
}

fn acknowledged(partner: u128, acknowledged_on: Date) -> MinutesEvent {
    PassingOnAcknowledged {
        partner: id(partner),
        acknowledged_on,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<MinutesReplacement>) -> CorrectMinutes {
    CorrectMinutes {
        minutes: id(50),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

/// Submitted on 7 March.
fn waiting() -> Vec<MinutesEvent> {
    vec![drafted(), submitted(SUBMITTED)]
}

/// Approved on 10 April.
fn approved_ones() -> Vec<MinutesEvent> {
    [waiting(), vec![approved(APPROVED, None)]].concat()
}

/// Gone out on 12 April to partners 1 and 2.
fn sent() -> Vec<MinutesEvent> {
    [approved_ones(), vec![dispatched(SENT, &[1, 2])]].concat()
}

fn minutes(events: impl IntoIterator<Item = MinutesEvent>) -> Minutes {
    let mut minutes = Minutes::default();
    for event in events {
        minutes.apply(event);
    }
    minutes
}

fn happens(
    ctx: MeetingsContext,
    given: Vec<MinutesEvent>,
    command: impl Into<MinutesCommand>,
    expected: Vec<MinutesEvent>,
) {
    Framework::with(ctx)
        .given(given)
        .when(command.into())
        .then_expect_events(expected);
}

#[track_caller]
fn refused(
    ctx: MeetingsContext,
    given: Vec<MinutesEvent>,
    command: impl Into<MinutesCommand>,
    code: &str,
    expected: Facts,
) -> MinutesRefusal {
    let refusal = Framework::with(ctx)
        .given(given)
        .when(command.into())
        .inspect_result()
        .expect_err("the command is refused");
    assert_eq!((refusal.code(), refusal.facts()), (code, expected));
    assert!(refusal.sentence().ends_with('.'));
    refusal
}

fn early(date: Date, not_before: Date) -> Facts {
    facts! { "date" => date, "notBefore" => not_before }
}

fn with_writer(duty: Sourced<MeetingDuty>) -> MeetingsPolicy {
    MeetingsPolicy {
        rules: vec![MeetingRules {
            minutes_by: duty,
            ..silent_rules("zentrales-netzwerktreffen")
        }],
        ..silent()
    }
}

fn inferred(duty: MeetingDuty) -> Sourced<MeetingDuty> {
    Sourced::inferred_from(duty, "S3", "Vereinbarung", "Protokoll", "So gelesen.")
}

#[test]
fn every_event_has_a_sample_and_no_room_for_free_text() {
    crate::events::check_events::<MinutesEvent>();
}

#[test]
fn mtg_10_a_meeting_has_one_record() {
    let claim = Claim {
        kind: "minutes",
        key: id::<MeetingId>(10).to_string(),
    };
    assert_eq!(MinutesCommand::from(draft()).claims(), [claim]);
    assert!(MinutesCommand::from(revise(REVISED)).claims().is_empty());
}

#[test]
fn a_command_says_where_it_goes_and_what_it_reads() {
    let stream = |kind, n: u128| StreamId::new(kind, uuid::Uuid::from_u128(n));
    let wording = [
        stream("meeting", 10),
        stream("body", 4),
        stream("partner", 1),
        stream("contact", 1),
        stream("contact", 2),
    ];
    let met = &wording[..2];
    let cases: [(MinutesCommand, &[StreamId], usize, usize); 8] = [
        (draft().into(), &wording, 1, 1),
        (revise(REVISED).into(), &wording, 1, 1),
        (submit(SUBMITTED).into(), met, 0, 0),
        (give_back(APPROVED).into(), &[], 1, 0),
        (
            approve(APPROVED, Some(11)).into(),
            &[stream("meeting", 11)],
            0,
            0,
        ),
        (dispatch(SENT, &[1]).into(), &[stream("body", 4)], 0, 0),
        (amend(AMENDED).into(), &wording, 2, 1),
        (acknowledge(1, SENT).into(), &[], 0, 0),
    ];
    for (command, reads, entries, documents) in cases {
        let name = command.name();
        assert_eq!(command.target(), Some(uuid::Uuid::from_u128(50)), "{name}");
        assert_eq!(command.creates(), name == "draft-minutes");
        assert_eq!(command.reads(), reads, "{name}");
        assert_eq!(command.entries().len(), entries, "{name}");
        assert_eq!(command.documents().len(), documents, "{name}");
    }
    let amending = MinutesReplacement::AmendMinutes(amend(AMENDED));
    let command = MinutesCommand::from(correct(5, Some(amending)));
    assert_eq!(command.target(), Some(uuid::Uuid::from_u128(50)));
    assert_eq!(command.reads(), wording);
    assert_eq!((command.entries().len(), command.documents().len()), (3, 1));
    let struck = MinutesCommand::from(correct(5, None));
    assert_eq!(struck.entries().len(), 1);
    assert!(struck.reads().is_empty() && struck.documents().is_empty());
    let mut new = MinutesCommand::from(DraftMinutes {
        id: None,
        ..draft()
    });
    assert_eq!(new.target(), None);
    new.assign(uuid::Uuid::from_u128(51));
    assert_eq!(new.target(), Some(uuid::Uuid::from_u128(51)));
}
