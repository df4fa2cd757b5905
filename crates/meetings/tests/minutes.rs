//! Minutes: MTG-10, MTG-11, MTG-12, MTG-23, MTG-24.

use cqrs_es::Aggregate;
use cqrs_es::test::TestFramework;
use jiff::civil::date;
use kernel::{
    ActorId, Claim, Date, DocumentRef, DomainCommand, Facts, MediaType, MeetingId, PartnerId,
    Refusal, Role, Sha256, Sourced, StreamId, facts,
};
use meetings::minutes::*;
use meetings::policy::{MeetingDuty, MeetingRules};
use meetings::{KnownMeeting, MeetingsContext, MeetingsFacts, MeetingsPolicy, Taker};

use crate::fixtures::*;

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
        ..fixtures_facts()
    }
}

fn fixtures_facts() -> MeetingsFacts {
    crate::fixtures::facts()
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

fn day(day: Date) -> Date {
    day
}

fn early(date: Date, not_before: Date) -> Facts {
    facts! { "date" => day(date), "notBefore" => not_before }
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
fn mtg_10_the_elected_taker_writes_and_the_office_may_enter_it() {
    for role in [Role::MinuteTaker, Role::Coordinator, Role::Deputy] {
        happens(sto_as(role, held()), vec![], draft(), vec![drafted()]);
    }
    let unnamed = MinutesAuthor {
        contact: None,
        ..taker()
    };
    let without_contact = DraftMinutes {
        author: unnamed,
        ..draft()
    };
    assert!(
        Minutes::default()
            .decide(&without_contact.into(), &sto())
            .is_ok()
    );
    let unnamed_taker = KnownMeeting {
        taker: Some(Taker {
            partner: id(1),
            contact: None,
            account: None,
        }),
        ..held()
    };
    happens(
        sto_as(Role::MinuteTaker, unnamed_taker),
        vec![],
        draft(),
        vec![drafted()],
    );
}

#[test]
fn mtg_10_minutes_need_an_elected_taker() {
    let nobody = KnownMeeting {
        taker: None,
        ..held()
    };
    let refusal = refused(
        sto_as(Role::Coordinator, nobody),
        vec![],
        draft(),
        "TAKER_NOT_ELECTED",
        facts! {},
    );
    assert_eq!(
        (refusal.rule(), refusal.field()),
        (Some("MTG-10"), Some("meeting"))
    );
}

#[test]
fn mtg_10_nobody_but_the_elected_taker_is_the_author() {
    let elected = facts! { "elected" => id::<PartnerId>(1) };
    let other_partner = MinutesAuthor {
        by: AuthorKind::Taker,
        partner: Some(id(2)),
        contact: None,
    };
    for author in [other_partner, office()] {
        let command = DraftMinutes { author, ..draft() };
        let refusal = refused(
            sto(),
            vec![],
            command,
            "AUTHOR_NOT_ELECTED",
            elected.clone(),
        );
        assert_eq!(
            (refusal.rule(), refusal.field()),
            (Some("MTG-10"), Some("author"))
        );
    }
    let mut meetings = known(held());
    meetings.contacts.insert(id(7), id(1));
    let colleague = DraftMinutes {
        author: MinutesAuthor {
            contact: Some(id(7)),
            ..taker()
        },
        ..draft()
    };
    refused(
        ctx_as(&stormarn(), Role::Coordinator, meetings),
        vec![],
        colleague,
        "AUTHOR_NOT_ELECTED",
        elected.clone(),
    );
    let by_office = ReviseMinutes {
        author: office(),
        ..revise(REVISED)
    };
    refused(
        sto(),
        vec![drafted()],
        by_office,
        "AUTHOR_NOT_ELECTED",
        elected.clone(),
    );
    let by_office = AmendMinutes {
        author: office(),
        ..amend(AMENDED)
    };
    refused(
        sto(),
        approved_ones(),
        by_office,
        "AUTHOR_NOT_ELECTED",
        elected,
    );
}

#[test]
fn mtg_10_another_account_with_the_role_is_not_the_taker() {
    let other = KnownMeeting {
        taker: Some(Taker {
            account: Some(id::<ActorId>(2)),
            partner: id(1),
            contact: Some(id(1)),
        }),
        ..held()
    };
    let ctx = |role| sto_as(role, other.clone());
    for (given, command) in [
        (vec![], MinutesCommand::from(draft())),
        (vec![drafted()], revise(REVISED).into()),
        (vec![drafted()], submit(SUBMITTED).into()),
        (approved_ones(), amend(AMENDED).into()),
    ] {
        let refusal = refused(
            ctx(Role::MinuteTaker),
            given.clone(),
            command.clone(),
            "NOT_THE_TAKER",
            facts! {},
        );
        assert_eq!((refusal.rule(), refusal.field()), (Some("MTG-10"), None));
        let entered = minutes(given).decide(&command, &ctx(Role::Coordinator));
        assert_eq!(entered.unwrap().len(), 1, "the office enters it");
    }
}

#[test]
fn mtg_10_the_partner_role_does_not_write_for_the_taker() {
    let refusal = refused(
        sto_as(Role::Partner, held()),
        vec![],
        draft(),
        "NOT_YOUR_DUTY",
        facts! { "role" => "partner", "duties" => ["elected-taker"] },
    );
    assert_eq!(refusal.rule(), Some("MTG-10"));
}

#[test]
fn mtg_11_the_youth_office_writes() {
    let expected = MinutesDrafted {
        meeting: id(12),
        body: id(1),
        content: MinutesContent {
            author: office(),
            ..content(100)
        },
        drafted_on: DRAFTED,
    };
    for role in [Role::Coordinator, Role::Administration] {
        happens(
            dui(role),
            vec![],
            office_draft(),
            vec![expected.clone().into()],
        );
    }
    let refusal = refused(
        dui(Role::MinuteTaker),
        vec![],
        office_draft(),
        "NOT_YOUR_DUTY",
        facts! { "role" => "minute-taker", "duties" => ["youth-office"] },
    );
    assert_eq!(refusal.rule(), Some("MTG-11"));
    let by_taker = DraftMinutes {
        author: taker(),
        ..office_draft()
    };
    let refusal = refused(
        dui(Role::Coordinator),
        vec![],
        by_taker,
        "AUTHOR_NOT_OFFICE",
        facts! { "duty" => "youth-office" },
    );
    assert_eq!(
        (refusal.rule(), refusal.field()),
        (Some("MTG-11"), Some("author"))
    );
    assert!(refusal.sentence().contains("Jugendamt"));
}

#[test]
fn mtg_12_where_nobody_says_who_writes_the_office_does() {
    for author in [office(), taker()] {
        let command = DraftMinutes { author, ..draft() }.into();
        let ctx = ctx_as(&silent(), Role::Coordinator, known(held()));
        assert!(Minutes::default().decide(&command, &ctx).is_ok());
        assert!(warnings(ctx).is_empty());
    }
    let refusal = refused(
        ctx_as(&silent(), Role::MinuteTaker, known(held())),
        vec![],
        draft(),
        "NOT_YOUR_DUTY",
        facts! { "role" => "minute-taker", "duties" => ["coordination-office", "administration"] },
    );
    assert_eq!(refusal.rule(), Some("MTG-12"));
}

#[test]
fn mtg_12_an_inferred_author_only_warns_and_members_may_all_write() {
    for (duty, author, role, expected) in [
        (
            inferred(MeetingDuty::ElectedTaker),
            office(),
            Role::Coordinator,
            vec!["AUTHOR_NOT_ELECTED"],
        ),
        (
            inferred(MeetingDuty::YouthOffice),
            taker(),
            Role::Partner,
            vec!["AUTHOR_NOT_OFFICE", "NOT_YOUR_DUTY"],
        ),
        (
            inferred(MeetingDuty::ElectedTaker),
            taker(),
            Role::MinuteTaker,
            vec![],
        ),
        (
            inferred(MeetingDuty::AllMembers),
            taker(),
            Role::Partner,
            vec![],
        ),
    ] {
        let ctx = ctx_as(&with_writer(duty), role, known(held()));
        let command = DraftMinutes { author, ..draft() }.into();
        let decided = Minutes::default().decide(&command, &ctx);
        assert_eq!(decided.unwrap().len(), 1);
        assert_eq!(warnings(ctx), expected);
    }
    for duty in [
        MeetingDuty::Administration,
        MeetingDuty::CoordinationOffice,
        MeetingDuty::YouthWelfarePlanning,
    ] {
        let policy = with_writer(Sourced::stated(duty, "S3", "Vereinbarung", "Protokoll"));
        let refusal = refused(
            ctx_as(&policy, Role::Coordinator, known(held())),
            vec![],
            draft(),
            "AUTHOR_NOT_OFFICE",
            facts! { "duty" => duty },
        );
        assert!(refusal.sentence().contains(duty.label()));
    }
    let ctx = ctx_as(
        &with_writer(inferred(MeetingDuty::ElectedTaker)),
        Role::Coordinator,
        known(held()),
    );
    let command = DraftMinutes {
        author: office(),
        ..draft()
    };
    Minutes::default().decide(&command.into(), &ctx).unwrap();
    let warning = ctx.into_warnings().remove(0);
    assert_eq!(warning.rule, "MTG-10");
    assert_eq!(warning.facts, facts! { "elected" => id::<PartnerId>(1) });
}

#[test]
fn mtg_10_there_are_minutes_of_what_was_held_and_not_called_off() {
    let planned = KnownMeeting {
        held: false,
        ..held()
    };
    let cancelled = KnownMeeting {
        held: false,
        cancelled: true,
        ..held()
    };
    for (meeting, code) in [
        (planned, "MEETING_NOT_HELD"),
        (cancelled, "MEETING_CANCELLED"),
    ] {
        let refusal = refused(
            sto_as(Role::Coordinator, meeting.clone()),
            vec![],
            draft(),
            code,
            facts! {},
        );
        assert_eq!(refusal.field(), Some("meeting"));
        let mut known = known(held());
        known.meetings.insert(id(11), meeting);
        refused(
            ctx_as(&stormarn(), Role::Coordinator, known),
            waiting(),
            approve(APPROVED, Some(11)),
            code,
            facts! {},
        );
    }
}

#[test]
fn mtg_10_a_command_names_the_meeting_and_its_body() {
    let other_body = DraftMinutes {
        body: id(1),
        ..draft()
    };
    let refusal = refused(
        sto(),
        vec![],
        other_body,
        "BODY_NOT_OF_MEETING",
        facts! { "body" => id::<kernel::BodyId>(1) },
    );
    assert_eq!(refusal.field(), Some("body"));
    let unknown = DraftMinutes {
        meeting: id(99),
        ..draft()
    };
    refused(
        sto(),
        vec![],
        unknown,
        "MEETING_UNKNOWN",
        facts! { "id" => id::<MeetingId>(99) },
    );
    let mut without_body = known(held());
    without_body.bodies.remove(&id(4));
    refused(
        ctx_as(&stormarn(), Role::Coordinator, without_body),
        vec![],
        draft(),
        "BODY_UNKNOWN",
        facts! { "id" => id::<kernel::BodyId>(4) },
    );
    let elsewhere = facts! { "meeting" => id::<MeetingId>(11) };
    for (given, command) in [
        (
            vec![drafted()],
            MinutesCommand::from(ReviseMinutes {
                meeting: id(11),
                ..revise(REVISED)
            }),
        ),
        (
            vec![drafted()],
            SubmitMinutes {
                meeting: id(11),
                ..submit(SUBMITTED)
            }
            .into(),
        ),
        (
            approved_ones(),
            AmendMinutes {
                meeting: id(11),
                ..amend(AMENDED)
            }
            .into(),
        ),
    ] {
        let refusal = refused(
            sto(),
            given,
            command,
            "MEETING_NOT_OF_MINUTES",
            elsewhere.clone(),
        );
        assert_eq!(refusal.field(), Some("meeting"));
    }
    refused(
        sto(),
        approved_ones(),
        DispatchMinutes {
            body: id(1),
            ..dispatch(SENT, &[1])
        },
        "BODY_NOT_OF_MEETING",
        facts! { "body" => id::<kernel::BodyId>(1) },
    );
}

#[test]
fn mtg_10_minutes_begin_once_and_not_before_the_meeting() {
    let on = |drafted_on| DraftMinutes {
        drafted_on,
        ..draft()
    };
    assert!(Minutes::default().decide(&on(HELD).into(), &sto()).is_ok());
    let eve = HELD.yesterday().unwrap();
    refused(sto(), vec![], on(eve), "DATE_TOO_EARLY", early(eve, HELD));
    assert!(Minutes::default().decide(&on(TODAY).into(), &sto()).is_ok());
    let tomorrow = TODAY.tomorrow().unwrap();
    let ahead = facts! { "date" => tomorrow, "today" => TODAY };
    refused(sto(), vec![], on(tomorrow), "DATE_IN_FUTURE", ahead);
    refused(sto(), vec![drafted()], draft(), "ALREADY_EXISTS", facts! {});
    refused(sto(), vec![], submit(SUBMITTED), "NOT_FOUND", facts! {});
}

#[test]
fn mtg_10_an_author_is_the_office_or_a_taker_with_an_institution() {
    let author = |by, partner: Option<u128>, contact: Option<u128>| DraftMinutes {
        author: MinutesAuthor {
            by,
            partner: partner.map(id),
            contact: contact.map(id),
        },
        ..draft()
    };
    for (command, by) in [
        (author(AuthorKind::Office, Some(1), None), "office"),
        (author(AuthorKind::Office, None, Some(1)), "office"),
        (author(AuthorKind::Taker, None, Some(1)), "taker"),
    ] {
        let refusal = refused(
            sto(),
            vec![],
            command,
            "AUTHOR_INCOMPLETE",
            facts! { "by" => by },
        );
        assert_eq!(refusal.field(), Some("author"));
    }
    refused(
        sto(),
        vec![],
        author(AuthorKind::Taker, Some(1), Some(2)),
        "AUTHOR_OF_OTHER_PARTNER",
        facts! { "partner" => id::<PartnerId>(1) },
    );
    refused(
        sto(),
        vec![],
        author(AuthorKind::Taker, Some(9), None),
        "PARTNER_UNKNOWN",
        facts! { "id" => id::<PartnerId>(9) },
    );
    refused(
        sto(),
        vec![],
        author(AuthorKind::Taker, Some(1), Some(9)),
        "CONTACT_UNKNOWN",
        facts! { "id" => id::<kernel::ContactId>(9) },
    );
}

#[test]
fn mtg_24_persons_are_mentioned_by_reference_each_once() {
    let mentioning = |mentions: Vec<u128>| DraftMinutes {
        mentions: mentions.into_iter().map(id).collect(),
        ..draft()
    };
    refused(
        sto(),
        vec![],
        mentioning(vec![9]),
        "CONTACT_UNKNOWN",
        facts! { "id" => id::<kernel::ContactId>(9) },
    );
    let refusal = refused(
        sto(),
        vec![],
        mentioning(vec![2, 3, 2]),
        "MENTIONED_TWICE",
        facts! { "contact" => id::<kernel::ContactId>(2) },
    );
    assert_eq!(refusal.field(), Some("mentions"));
    let mut many = known(held());
    many.contacts = (1..=201).map(|n| (id(n), id(1))).collect();
    let ctx = ctx_as(&stormarn(), Role::Coordinator, many);
    let fits = mentioning((1..=200).collect()).into();
    assert!(Minutes::default().decide(&fits, &ctx).is_ok());
    refused(
        ctx,
        vec![],
        mentioning((1..=201).collect()),
        "MENTIONS_TOO_MANY",
        facts! { "count" => 201, "allowed" => 200 },
    );
}

#[test]
fn mtg_10_attachments_have_their_bounds() {
    let attached = |attachments| DraftMinutes {
        attachments,
        ..draft()
    };
    let many = |count: u8| attached((0..count).map(document).collect());
    assert!(Minutes::default().decide(&many(20).into(), &sto()).is_ok());
    let refusal = refused(
        sto(),
        vec![],
        many(21),
        "ATTACHMENTS_TOO_MANY",
        facts! { "count" => 21, "allowed" => 20 },
    );
    assert_eq!(refusal.field(), Some("attachments"));
    let twice = attached(vec![document(1), document(1)]);
    refused(sto(), vec![], twice, "ATTACHMENT_TWICE", facts! {});
}

#[test]
fn mtg_24_a_text_that_seems_to_name_a_child_is_warned_of_without_its_words() {
    let words = "Punkt 1. Familie Brandtner wurde genannt, auch Zeynep.";
    let says = || text(100, words);
    for (given, command) in [
        (
            vec![],
            MinutesCommand::from(DraftMinutes {
                text: says(),
                ..draft()
            }),
        ),
        (
            vec![drafted()],
            ReviseMinutes {
                text: says(),
                ..revise(REVISED)
            }
            .into(),
        ),
        (
            approved_ones(),
            AmendMinutes {
                text: says(),
                ..amend(AMENDED)
            }
            .into(),
        ),
    ] {
        let ctx = sto();
        let decided = minutes(given).decide(&command, &ctx);
        assert_eq!(decided.unwrap().len(), 1, "nothing is refused");
        let warning = ctx.into_warnings().remove(0);
        assert_eq!(
            (warning.code.as_str(), warning.rule.as_str()),
            ("MENTIONS_A_PERSON", "MTG-24")
        );
        assert!(warning.sentence.starts_with("2 Stellen"));
        assert_eq!(
            warning.facts,
            facts! { "places" => [
                facts! { "from" => 9, "to" => 26, "reason" => "family-name" },
                facts! { "from" => 47, "to" => 53, "reason" => "first-name" },
            ] }
        );
    }
    let ctx = sto();
    let one = DraftMinutes {
        text: text(100, "Kind L., 3 Jahre"),
        ..draft()
    };
    Minutes::default().decide(&one.into(), &ctx).unwrap();
    let warning = ctx.into_warnings().remove(0);
    assert!(warning.sentence.starts_with("Eine Stelle"));
    let ctx = sto();
    Minutes::default().decide(&draft().into(), &ctx).unwrap();
    assert!(warnings(ctx).is_empty(), "the text names nobody");
}

#[test]
fn mtg_10_a_draft_is_revised_until_it_is_submitted() {
    happens(sto(), vec![drafted()], revise(REVISED), vec![revised()]);
    happens(
        sto(),
        vec![drafted(), revised()],
        submit(SUBMITTED),
        vec![submitted(SUBMITTED)],
    );
    let not_draft = facts! { "state" => "submitted", "needed" => "draft" };
    for command in [
        MinutesCommand::from(revise(APPROVED)),
        submit(APPROVED).into(),
    ] {
        let refusal = refused(
            sto(),
            waiting(),
            command,
            "MINUTES_NOT_DRAFT",
            not_draft.clone(),
        );
        assert_eq!(refusal.field(), Some("minutes"));
    }
    happens(sto(), waiting(), submit(SUBMITTED), vec![]);
    let eve = DRAFTED.yesterday().unwrap();
    for command in [MinutesCommand::from(revise(eve)), submit(eve).into()] {
        let facts = early(eve, DRAFTED);
        refused(sto(), vec![drafted()], command, "DATE_TOO_EARLY", facts);
    }
    let (before, same) = (
        vec![drafted(), revised()],
        minutes([drafted(), revised()]).decide(&submit(REVISED).into(), &sto()),
    );
    assert!(same.is_ok(), "on the day of the last change");
    let facts = early(DRAFTED, REVISED);
    refused(sto(), before, submit(DRAFTED), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_10_submitted_minutes_go_back_with_a_reason() {
    let back = date(2024, 3, 8);
    happens(sto(), waiting(), give_back(back), vec![returned(back)]);
    let given = [waiting(), vec![returned(back)]].concat();
    happens(sto(), given.clone(), give_back(back), vec![]);
    let next = date(2024, 3, 9);
    let draft_again = facts! { "state" => "draft", "needed" => "submitted" };
    refused(
        sto(),
        given.clone(),
        give_back(next),
        "MINUTES_NOT_SUBMITTED",
        draft_again,
    );
    happens(sto(), given, submit(next), vec![submitted(next)]);
    let eve = SUBMITTED.yesterday().unwrap();
    let facts = early(eve, SUBMITTED);
    refused(sto(), waiting(), give_back(eve), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_10_minutes_are_approved_by_a_later_meeting_of_the_same_body() {
    happens(
        sto(),
        waiting(),
        approve(APPROVED, Some(11)),
        vec![approved(APPROVED, Some(11))],
    );
    let given = [waiting(), vec![approved(APPROVED, Some(11))]].concat();
    happens(sto(), given.clone(), approve(APPROVED, Some(11)), vec![]);
    let again = facts! { "state" => "approved", "needed" => "submitted" };
    for other in [approve(APPROVED, None), approve(SENT, Some(11))] {
        refused(
            sto(),
            given.clone(),
            other,
            "MINUTES_NOT_SUBMITTED",
            again.clone(),
        );
    }
    let refusal = refused(
        sto(),
        waiting(),
        approve(APPROVED, Some(12)),
        "APPROVED_ELSEWHERE",
        facts! { "body" => id::<kernel::BodyId>(1) },
    );
    assert_eq!(refusal.field(), Some("inMeeting"));
    let eve = APPROVED.yesterday().unwrap();
    refused(
        sto(),
        waiting(),
        approve(eve, Some(11)),
        "DATE_TOO_EARLY",
        early(eve, APPROVED),
    );
    refused(
        sto(),
        waiting(),
        approve(APPROVED, Some(99)),
        "MEETING_UNKNOWN",
        facts! { "id" => id::<MeetingId>(99) },
    );
    let never = facts! { "state" => "draft", "needed" => "submitted" };
    refused(
        sto(),
        vec![drafted()],
        approve(APPROVED, None),
        "MINUTES_NOT_SUBMITTED",
        never,
    );
}

#[test]
fn mtg_10_the_administration_sends_and_the_taker_does_not() {
    for role in [Role::Administration, Role::Coordinator] {
        happens(
            sto_as(role, held()),
            approved_ones(),
            dispatch(SENT, &[1, 2]),
            vec![dispatched(SENT, &[1, 2])],
        );
    }
    for role in [Role::MinuteTaker, Role::PreparationTeam] {
        let refusal = refused(
            sto_as(role, held()),
            approved_ones(),
            dispatch(SENT, &[1, 2]),
            "NOT_YOUR_DUTY",
            facts! { "role" => role, "duties" => ["administration"] },
        );
        assert_eq!(refusal.rule(), Some("MTG-10"));
    }
    let mut policy = stormarn();
    policy.rules[0].dispatched_by = inferred(MeetingDuty::Administration);
    let ctx = ctx_as(&policy, Role::MinuteTaker, known(held()));
    let decided = minutes(approved_ones()).decide(&dispatch(SENT, &[1]).into(), &ctx);
    assert!(decided.is_ok());
    assert_eq!(warnings(ctx), ["NOT_YOUR_DUTY"]);
}

#[test]
fn mtg_10_a_draft_never_goes_out() {
    for given in [vec![drafted()], waiting()] {
        let refusal = refused(
            sto(),
            given,
            dispatch(SENT, &[1]),
            "VERSION_NOT_APPROVED",
            facts! { "version" => 1 },
        );
        assert_eq!(refusal.field(), Some("version"));
    }
    for version in [0, 2] {
        refused(
            sto(),
            approved_ones(),
            DispatchMinutes {
                version,
                ..dispatch(SENT, &[1])
            },
            "VERSION_UNKNOWN",
            facts! { "version" => version, "versions" => 1 },
        );
    }
    let second = DispatchMinutes {
        version: 2,
        ..dispatch(AMENDED, &[1])
    };
    let amended_ones = [approved_ones(), vec![amended()]].concat();
    refused(
        sto(),
        amended_ones.clone(),
        second,
        "VERSION_NOT_APPROVED",
        facts! { "version" => 2 },
    );
    let first = dispatch(AMENDED, &[1]);
    happens(sto(), amended_ones, first, vec![dispatched(AMENDED, &[1])]);
    let eve = APPROVED.yesterday().unwrap();
    let facts = early(eve, APPROVED);
    let command = dispatch(eve, &[1]);
    refused(sto(), approved_ones(), command, "DATE_TOO_EARLY", facts);
    happens(
        sto(),
        approved_ones(),
        dispatch(APPROVED, &[1]),
        vec![dispatched(APPROVED, &[1])],
    );
}

#[test]
fn mtg_10_recipients_are_some_and_each_once() {
    let many: Vec<u128> = (1..=5_001).collect();
    for (partners, code, expected) in [
        (&[][..], "RECIPIENTS_MISSING", facts! {}),
        (
            &[1, 1],
            "RECIPIENT_TWICE",
            facts! { "partner" => id::<PartnerId>(1) },
        ),
        (
            &many,
            "RECIPIENTS_TOO_MANY",
            facts! { "count" => 5_001, "allowed" => 5_000 },
        ),
    ] {
        let command = dispatch(SENT, partners);
        let refusal = refused(sto(), approved_ones(), command, code, expected);
        assert_eq!(refusal.field(), Some("partners"));
    }
    let command = dispatch(SENT, &many[..5_000]).into();
    assert!(minutes(approved_ones()).decide(&command, &sto()).is_ok());
}

#[test]
fn mtg_10_the_same_dispatch_again_is_nothing_and_another_is_one_more() {
    happens(sto(), sent(), dispatch(SENT, &[2, 1]), vec![]);
    for other in [
        dispatch(SENT, &[1]),
        dispatch(AMENDED, &[1, 2]),
        DispatchMinutes {
            channel: DispatchChannel::Post,
            ..dispatch(SENT, &[1, 2])
        },
    ] {
        let decided = minutes(sent()).decide(&other.into(), &sto());
        assert_eq!(decided.unwrap().len(), 1);
    }
}

#[test]
fn mtg_10_approved_minutes_get_a_new_version_and_the_old_one_stays_readable() {
    happens(sto(), sent(), amend(AMENDED), vec![amended()]);
    let early_on = APPROVED.yesterday().unwrap();
    let facts = early(early_on, APPROVED);
    refused(sto(), sent(), amend(early_on), "DATE_TOO_EARLY", facts);
    let not_yet = facts! { "state" => "submitted", "needed" => "approved" };
    refused(
        sto(),
        waiting(),
        amend(AMENDED),
        "MINUTES_NOT_APPROVED",
        not_yet,
    );
    let again = date(2024, 5, 2);
    let second = [
        sent(),
        vec![
            amended(),
            submitted(again),
            approved(again, None),
            MinutesDispatched {
                version: 2,
                partners: vec![id(3)],
                channel: DispatchChannel::Post,
                dispatched_on: again,
            }
            .into(),
        ],
    ]
    .concat();
    let live = minutes(second);
    let numbers: Vec<_> = live
        .versions()
        .iter()
        .map(|version| (version.number, version.reason, version.approved_on()))
        .collect();
    assert_eq!(
        numbers,
        [(1, None, Some(APPROVED)), (2, Some(id(201)), Some(again))]
    );
    let before = again.yesterday().unwrap();
    let approved = |day| live.approved_on(day).map(|version| version.number);
    assert_eq!(
        [approved(APPROVED.yesterday().unwrap()), approved(APPROVED)],
        [None, Some(1)]
    );
    assert_eq!([approved(before), approved(again)], [Some(1), Some(2)]);
    let text = |day| live.text_on(day).map(|content| content.text);
    assert_eq!(text(AMENDED.yesterday().unwrap()), Some(id(100)));
    assert_eq!(text(AMENDED), Some(id(102)));
    assert_eq!(
        [before, again].map(|day| live.state_on(day)),
        [Some(MinutesState::Draft), Some(MinutesState::Dispatched)]
    );
    assert_eq!(live.dispatched_to(before), [id(1), id(2)].into());
    assert_eq!(live.dispatched_to(again), [id(1), id(2), id(3)].into());
}

#[test]
fn mtg_10_every_day_has_its_state_and_its_text() {
    let back = date(2024, 3, 8);
    let last = date(2024, 3, 20);
    let live = minutes([
        drafted(),
        revised(),
        submitted(SUBMITTED),
        returned(back),
        submitted(last),
        approved(APPROVED, None),
        dispatched(SENT, &[1]),
    ]);
    let eve = |day: Date| day.yesterday().unwrap();
    for (day, state) in [
        (eve(DRAFTED), None),
        (DRAFTED, Some(MinutesState::Draft)),
        (eve(SUBMITTED), Some(MinutesState::Draft)),
        (SUBMITTED, Some(MinutesState::Submitted)),
        (back, Some(MinutesState::Draft)),
        (eve(last), Some(MinutesState::Draft)),
        (last, Some(MinutesState::Submitted)),
        (eve(APPROVED), Some(MinutesState::Submitted)),
        (APPROVED, Some(MinutesState::Approved)),
        (eve(SENT), Some(MinutesState::Approved)),
        (SENT, Some(MinutesState::Dispatched)),
    ] {
        assert_eq!(live.state_on(day), state, "{day}");
    }
    let text = |day| live.text_on(day).map(|content| content.text);
    assert_eq!(
        [eve(DRAFTED), DRAFTED, eve(REVISED), REVISED].map(text),
        [None, Some(id(100)), Some(id(100)), Some(id(101))]
    );
    let version = live.version(1).unwrap();
    assert_eq!(version.steps[1].reason, Some(id(200)));
    assert_eq!(version.began_on(), Some(DRAFTED));
    assert!(live.version(0).is_none() && live.version(2).is_none());
    let open = |day| live.days_without_dispatch(HELD, day);
    assert_eq!(
        [eve(HELD), HELD, eve(SENT), SENT].map(open),
        [None, Some(0), Some(38), None]
    );
}

#[test]
fn mtg_23_a_partner_confirms_once_that_it_passed_the_results_on() {
    let may = date(2024, 5, 2);
    happens(
        sto_as(Role::Partner, held()),
        sent(),
        acknowledge(1, may),
        vec![acknowledged(1, may)],
    );
    happens(
        sto(),
        sent(),
        acknowledge(1, SENT),
        vec![acknowledged(1, SENT)],
    );
    let given = [sent(), vec![acknowledged(1, may)]].concat();
    for day in [may, date(2024, 5, 3)] {
        happens(sto(), given.clone(), acknowledge(1, day), vec![]);
    }
    let refusal = refused(
        sto(),
        sent(),
        acknowledge(3, may),
        "NOT_DISPATCHED_TO",
        facts! { "partner" => id::<PartnerId>(3) },
    );
    assert_eq!(
        (refusal.rule(), refusal.field()),
        (Some("MTG-23"), Some("partner"))
    );
    let eve = SENT.yesterday().unwrap();
    let facts = early(eve, SENT);
    refused(sto(), sent(), acknowledge(1, eve), "DATE_TOO_EARLY", facts);
}

#[test]
fn mtg_23_the_share_is_two_counts() {
    let may = date(2024, 5, 2);
    let later = dispatched(date(2024, 4, 22), &[2, 3]);
    let live = minutes([sent(), vec![later, acknowledged(1, may)]].concat());
    let share = |day| live.passing_on(day);
    let counts = |asked, acknowledged| PassingOnShare {
        asked,
        acknowledged,
    };
    assert_eq!(share(SENT.yesterday().unwrap()), counts(0, 0));
    assert_eq!(share(SENT), counts(2, 0));
    assert_eq!(share(date(2024, 4, 22)), counts(3, 0));
    assert_eq!(share(may.yesterday().unwrap()), counts(3, 0));
    assert_eq!(share(may), counts(3, 1));
    assert_eq!(live.first_dispatched_on(id(2)), Some(SENT));
    assert_eq!(live.first_dispatched_on(id(9)), None);
    assert_eq!(live.not_passed_on(may), [(id(2), 20), (id(3), 10)].into());
    assert_eq!(
        live.not_passed_on(may.yesterday().unwrap()),
        [(id(1), 19), (id(2), 19), (id(3), 9)].into()
    );
    assert!(live.not_passed_on(DRAFTED).is_empty());
}

fn corrected(live: &mut Minutes, command: CorrectMinutes) -> usize {
    let events = live.decide(&command.into(), &sto()).unwrap();
    let count = events.len();
    for event in events {
        live.apply(event);
    }
    count
}

#[test]
fn mtg_10_the_days_of_minutes_are_corrected_and_their_steps_struck() {
    let mut live = minutes(sent());
    let days = [
        (
            2,
            MinutesReplacement::SubmitMinutes(submit(date(2024, 3, 9))),
        ),
        (
            3,
            MinutesReplacement::ApproveMinutes(approve(date(2024, 4, 11), None)),
        ),
        (
            4,
            MinutesReplacement::DispatchMinutes(dispatch(date(2024, 4, 13), &[1, 3])),
        ),
    ];
    for (fact, replacement) in days {
        let command = correct(fact, Some(replacement));
        assert_eq!(corrected(&mut live, command.clone()), 1);
        assert_eq!(corrected(&mut live, command), 0, "once is enough");
    }
    let version = live.version(1).unwrap();
    assert_eq!(version.approved_on(), Some(date(2024, 4, 11)));
    assert_eq!(live.dispatched_to(SENT), [].into());
    assert_eq!(live.dispatched_to(AMENDED), [id(1), id(3)].into());
    assert_eq!(corrected(&mut live, correct(4, None)), 1);
    assert_eq!(corrected(&mut live, correct(3, None)), 1);
    assert_eq!(live.state_on(TODAY), Some(MinutesState::Submitted));
}

#[test]
fn mtg_10_a_correction_leaves_steps_that_follow_each_other() {
    let late = date(2024, 4, 11);
    let on = |replacement| Some(replacement);
    for (fact, replacement, code, expected) in [
        (
            2,
            on(MinutesReplacement::SubmitMinutes(submit(late))),
            "DATE_TOO_EARLY",
            early(APPROVED, late),
        ),
        (
            3,
            on(MinutesReplacement::ApproveMinutes(approve(
                date(2024, 4, 13),
                None,
            ))),
            "DATE_TOO_EARLY",
            early(SENT, date(2024, 4, 13)),
        ),
        (
            2,
            None,
            "MINUTES_NOT_SUBMITTED",
            facts! { "state" => "draft", "needed" => "submitted" },
        ),
        (3, None, "VERSION_NOT_APPROVED", facts! { "version" => 1 }),
        (
            9,
            None,
            "FACT_UNKNOWN",
            facts! { "fact" => 9, "recorded" => 4 },
        ),
    ] {
        refused(sto(), sent(), correct(fact, replacement), code, expected);
    }
    let given = [sent(), vec![acknowledged(1, AMENDED)]].concat();
    refused(
        sto(),
        given,
        correct(4, None),
        "NOT_DISPATCHED_TO",
        facts! { "partner" => id::<PartnerId>(1) },
    );
    let ahead = submit(TODAY.tomorrow().unwrap());
    refused(
        sto(),
        waiting(),
        correct(2, on(MinutesReplacement::SubmitMinutes(ahead))),
        "DATE_IN_FUTURE",
        facts! { "date" => TODAY.tomorrow().unwrap(), "today" => TODAY },
    );
}

#[test]
fn mtg_10_an_approved_text_is_amended_and_not_corrected() {
    let frozen = facts! { "version" => 1, "approvedOn" => APPROVED };
    let given = vec![
        drafted(),
        revised(),
        submitted(SUBMITTED),
        approved(APPROVED, None),
    ];
    for (fact, replacement) in [
        (1, Some(MinutesReplacement::DraftMinutes(draft()))),
        (2, Some(MinutesReplacement::ReviseMinutes(revise(REVISED)))),
        (2, None),
        (3, Some(MinutesReplacement::ReviseMinutes(revise(REVISED)))),
    ] {
        let refusal = refused(
            sto(),
            given.clone(),
            correct(fact, replacement),
            "TEXT_APPROVED",
            frozen.clone(),
        );
        assert_eq!(refusal.field(), Some("fact"));
        assert!(refusal.sentence().contains("10.04.2024"));
    }
    // The second version is a draft still: its text is corrected, struck and restored, the first one's is not.
    let mut live = minutes([given, vec![amended()]].concat());
    let again = || {
        Some(MinutesReplacement::AmendMinutes(AmendMinutes {
            text: text(103, WORDS),
            ..amend(AMENDED)
        }))
    };
    for (replacement, expected) in [(again(), 103), (None, 101), (again(), 103)] {
        assert_eq!(corrected(&mut live, correct(5, replacement)), 1);
        let now = live.text_on(TODAY).map(|content| content.text);
        assert_eq!(now, Some(id(expected)));
    }
    let revising = Some(MinutesReplacement::ReviseMinutes(revise(REVISED)));
    let refusal = live.decide(&correct(2, revising).into(), &sto());
    assert_eq!(refusal.unwrap_err().code(), "TEXT_APPROVED");
    live.apply(submitted(date(2024, 5, 1)));
    live.apply(approved(date(2024, 5, 2), None));
    let refusal = live.decide(&correct(5, again()).into(), &sto());
    assert_eq!(
        refusal.unwrap_err().facts(),
        facts! { "version" => 2, "approvedOn" => "2024-05-02" }
    );
}

#[test]
fn mtg_10_a_draft_is_corrected_but_stays_its_meetings() {
    let mut live = minutes([drafted(), revised()]);
    let other = DraftMinutes {
        drafted_on: HELD,
        ..draft()
    };
    let command = correct(1, Some(MinutesReplacement::DraftMinutes(other)));
    assert_eq!(corrected(&mut live, command), 1);
    assert_eq!(live.version(1).unwrap().began_on(), Some(HELD));
    assert_eq!(corrected(&mut live, correct(2, None)), 1);
    let now = live.text_on(TODAY).map(|content| content.text);
    assert_eq!(now, Some(id(100)));
    let elsewhere = DraftMinutes {
        meeting: id(11),
        ..draft()
    };
    refused(
        sto(),
        vec![drafted()],
        correct(1, Some(MinutesReplacement::DraftMinutes(elsewhere))),
        "MEETING_NOT_OF_MINUTES",
        facts! { "meeting" => id::<MeetingId>(11) },
    );
    refused(
        sto(),
        vec![drafted()],
        correct(1, None),
        "FIRST_FACT_STAYS",
        facts! { "fact" => 1 },
    );
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
