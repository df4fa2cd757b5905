//! The topic backlog: MTG-09, MTG-16, MTG-17, MTG-24.

use jiff::civil::date;
use kernel::{BodyId, Date, MeetingId, PartnerId, Refusal, Role, Sourced, facts};
use meetings::policy::{AgendaKind, MeetingDuty, MeetingRules};
use meetings::topic::*;
use meetings::{MeetingsContext, MeetingsPolicy, Topic};

use crate::fixtures::*;
use crate::given::*;

const APRIL: Date = date(2024, 4, 2);
const MAY: Date = date(2024, 5, 2);

fn propose() -> ProposeTopic {
    ProposeTopic {
        id: Some(id(1)),
        body: id(1),
        proposed_by: Some(id(1)),
        title: Some(text(100, "Übergang von der Klinik nach Hause")),
        text: Some(text(
            101,
            "Wer informiert wen, wenn eine Familie entlassen wird?",
        )),
        kind: Some(AgendaKind::Proposal),
        proposed_on: APRIL,
    }
}

fn proposed() -> TopicEvent {
    TopicProposed {
        body: id(1),
        proposed_by: Some(id(1)),
        title: Some(id(100)),
        text: Some(id(101)),
        kind: Some(AgendaKind::Proposal),
        proposed_on: APRIL,
    }
    .into()
}

fn case_talk() -> ProposeTopic {
    ProposeTopic {
        title: None,
        text: None,
        kind: Some(AgendaKind::AnonymousCaseTalk),
        ..propose()
    }
}

fn case_talk_proposed() -> TopicEvent {
    TopicProposed {
        body: id(1),
        proposed_by: Some(id(1)),
        title: None,
        text: None,
        kind: Some(AgendaKind::AnonymousCaseTalk),
        proposed_on: APRIL,
    }
    .into()
}

fn support(partner: u128, supported_on: Date) -> SupportTopic {
    SupportTopic {
        topic: id(1),
        body: id(1),
        partner: id(partner),
        supported_on,
    }
}

fn supported(partner: u128, supported_on: Date) -> TopicEvent {
    TopicSupported {
        partner: id(partner),
        supported_on,
    }
    .into()
}

fn withdraw(partner: u128, withdrawn_on: Date) -> WithdrawTopicSupport {
    WithdrawTopicSupport {
        topic: id(1),
        partner: id(partner),
        withdrawn_on,
    }
}

fn withdrawn(partner: u128, withdrawn_on: Date) -> TopicEvent {
    TopicSupportWithdrawn {
        partner: id(partner),
        withdrawn_on,
    }
    .into()
}

fn schedule(meeting: u128, scheduled_on: Date) -> ScheduleTopic {
    ScheduleTopic {
        topic: id(1),
        meeting: id(meeting),
        item: None,
        scheduled_on,
    }
}

fn scheduled(meeting: u128, scheduled_on: Date) -> TopicEvent {
    TopicScheduled {
        meeting: id(meeting),
        item: None,
        scheduled_on,
    }
    .into()
}

fn assign(subgroup: u128, assigned_on: Date) -> AssignTopicToSubgroup {
    AssignTopicToSubgroup {
        topic: id(1),
        subgroup: id(subgroup),
        assigned_on,
    }
}

fn assigned(assigned_on: Date) -> TopicEvent {
    TopicAssignedToSubgroup {
        subgroup: id(2),
        assigned_on,
    }
    .into()
}

fn give_back(returned_on: Date) -> ReturnTopic {
    ReturnTopic {
        topic: id(1),
        returned_on,
        text: Some(text(102, "Ein Entwurf für einen Ablauf liegt vor.")),
    }
}

fn returned(returned_on: Date) -> TopicEvent {
    TopicReturned {
        returned_on,
        text: Some(id(102)),
    }
    .into()
}

fn put_away(dropped_on: Date) -> DropTopic {
    DropTopic {
        topic: id(1),
        reason: Some(text(103, "Hat sich erledigt")),
        dropped_on,
    }
}

fn dropped(dropped_on: Date) -> TopicEvent {
    TopicDropped {
        reason: Some(id(103)),
        dropped_on,
    }
    .into()
}

fn mark_done(meeting: u128) -> MarkTopicDone {
    MarkTopicDone {
        topic: id(1),
        meeting: id(meeting),
    }
}

fn done() -> TopicEvent {
    TopicDone {
        meeting: id(1),
        done_on: HELD,
    }
    .into()
}

fn correct(fact: u32, replacement: Option<TopicReplacement>) -> CorrectTopic {
    CorrectTopic {
        topic: id(1),
        fact,
        reason: text(300, "Das Datum war falsch"),
        replacement,
    }
}

/// The central network meeting is body 4; `by` says who sets its topics.
fn set_by(by: Sourced<Vec<MeetingDuty>>) -> MeetingsPolicy {
    MeetingsPolicy {
        rules: vec![MeetingRules {
            agenda_by: by,
            ..silent_rules("zentrales-netzwerktreffen")
        }],
        ..silent()
    }
}

fn under(policy: &MeetingsPolicy) -> MeetingsContext {
    ctx_as(policy, Role::Coordinator, known())
}

fn at_the_network(partner: Option<u128>) -> TopicCommand {
    ProposeTopic {
        body: id(4),
        proposed_by: partner.map(id),
        ..propose()
    }
    .into()
}

#[test]
fn every_event_of_a_topic_has_a_sample() {
    crate::events::check_events::<TopicEvent>();
}

#[test]
fn mtg_09_a_topic_is_proposed_with_its_words_in_the_vault() {
    happens::<Topic>(vec![], propose(), vec![proposed()]);
    let command = TopicCommand::from(propose());
    assert_eq!(entries(&command), [100, 101]);
    assert_eq!(kinds(&command), ["body", "partner"]);
    let of_the_office = ProposeTopic {
        proposed_by: None,
        text: None,
        kind: None,
        ..propose()
    };
    assert_eq!(kinds(&TopicCommand::from(of_the_office.clone())), ["body"]);
    let topic: Topic = state(
        Topic::default()
            .decide(&of_the_office.into(), &office())
            .unwrap(),
    );
    assert_eq!((topic.proposed_by, topic.kind), (None, None));
    makes(command);
    assert_eq!(
        refused::<Topic>(vec![proposed()], propose()).0,
        "ALREADY_EXISTS"
    );
    assert_eq!(refused::<Topic>(vec![], schedule(2, MAY)).0, "NOT_FOUND");
}

#[test]
fn mtg_09_a_proposal_needs_a_title_a_known_body_and_a_day_that_was() {
    let unknown = id::<BodyId>(9);
    for (command, expected) in [
        (
            ProposeTopic {
                title: None,
                ..propose()
            },
            ("TITLE_MISSING", Some("title"), facts! {}),
        ),
        (
            ProposeTopic {
                title: Some(text(100, "zwei\nZeilen")),
                ..propose()
            },
            (
                "NOT_A_LINE",
                Some("title"),
                facts! { "length" => 11, "allowed" => 200 },
            ),
        ),
        (
            ProposeTopic {
                body: unknown,
                proposed_by: None,
                ..propose()
            },
            ("BODY_UNKNOWN", Some("body"), facts! { "id" => unknown }),
        ),
        (
            ProposeTopic {
                proposed_by: Some(id(9)),
                ..propose()
            },
            (
                "PARTNER_UNKNOWN",
                Some("proposedBy"),
                facts! { "id" => id::<PartnerId>(9) },
            ),
        ),
        (
            ProposeTopic {
                proposed_on: TODAY.tomorrow().unwrap(),
                ..propose()
            },
            (
                "DATE_IN_FUTURE",
                Some("proposedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
    ] {
        assert_eq!(refused::<Topic>(vec![], command), expected);
    }
    let today = ProposeTopic {
        proposed_on: TODAY,
        ..propose()
    };
    assert!(Topic::default().decide(&today.into(), &office()).is_ok());
}

#[test]
fn mtg_09_where_the_members_set_the_topics_nobody_else_proposes() {
    for member in [Some(1), None] {
        let ctx = under(&stormarn());
        let events = Topic::default().decide(&at_the_network(member), &ctx);
        assert_eq!(events.unwrap().len(), 1);
        assert!(warnings(ctx).is_empty());
    }
    // Partner 5 is no member of the body, partner 4 is not in the network any more.
    let mut facts = known();
    let body = facts.bodies.get_mut(&id(4)).unwrap();
    body.institutions.insert(id(4));
    for stranger in [5, 4] {
        let ctx = ctx_as(&stormarn(), Role::Coordinator, facts.clone());
        let refusal = refused_by::<Topic>(ctx, vec![], at_the_network(Some(stranger)));
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            ("NOT_A_MEMBER", Some("proposedBy"), Some("MTG-09"))
        );
        assert_eq!(
            refusal.facts(),
            facts! { "partner" => id::<PartnerId>(stranger), "body" => id::<BodyId>(4) }
        );
    }
}

#[test]
fn mtg_09_an_inferred_say_of_the_members_warns_and_an_unstated_one_is_silent() {
    let members = vec![MeetingDuty::AllMembers];
    let team = vec![MeetingDuty::PreparationTeam];
    let words = "Die Themen werden gemeinsam bestimmt.";
    for (policy, expected) in [
        (
            set_by(Sourced::inferred_from(
                members,
                "S3",
                "1",
                words,
                "Mitglieder",
            )),
            vec!["NOT_A_MEMBER"],
        ),
        (set_by(Sourced::stated(team, "S3", "1", words)), vec![]),
        (set_by(Sourced::unstated()), vec![]),
        (silent(), vec![]),
    ] {
        let ctx = under(&policy);
        let events = Topic::default().decide(&at_the_network(Some(5)), &ctx);
        assert_eq!(events.unwrap().len(), 1);
        assert_eq!(warnings(ctx), expected);
    }
}

#[test]
fn mtg_09_an_account_of_a_partner_proposes_in_its_name() {
    let unnamed = ProposeTopic {
        proposed_by: None,
        ..propose()
    };
    let as_role = |role| ctx_as(&duisburg(), role, known());
    let refusal = refused_by::<Topic>(as_role(Role::Partner), vec![], unnamed.clone());
    assert_eq!(
        (refusal.code(), refusal.field(), refusal.facts()),
        ("PROPOSER_MISSING", Some("proposedBy"), facts! {})
    );
    for (role, command) in [(Role::Partner, propose()), (Role::Administration, unnamed)] {
        let events = Topic::default().decide(&command.into(), &as_role(role));
        assert_eq!(events.unwrap().len(), 1);
    }
}

#[test]
fn mtg_24_a_topic_about_a_case_has_no_word() {
    happens::<Topic>(vec![], case_talk(), vec![case_talk_proposed()]);
    let titled = ProposeTopic {
        title: propose().title,
        ..case_talk()
    };
    let described = ProposeTopic {
        text: propose().text,
        ..case_talk()
    };
    let talk = || vec![case_talk_proposed()];
    let prepared = || vec![case_talk_proposed(), assigned(MAY)];
    for (given, command, field) in [
        (vec![], TopicCommand::from(titled), "title"),
        (vec![], described.into(), "text"),
        (talk(), put_away(MAY).into(), "reason"),
        (prepared(), give_back(HELD).into(), "text"),
        (
            vec![proposed(), dropped(MAY)],
            correct(1, Some(TopicReplacement::ProposeTopic(case_talk()))).into(),
            "reason",
        ),
    ] {
        let refusal = refused_by::<Topic>(office(), given, command);
        assert_eq!(
            (refusal.code(), refusal.field(), refusal.rule()),
            ("CASE_TALK_HAS_NO_TEXT", Some(field), Some("MTG-24"))
        );
        assert_eq!(refusal.facts(), facts! {});
    }
    let silently = DropTopic {
        reason: None,
        ..put_away(MAY)
    };
    assert_eq!(after::<Topic>(talk(), silently).drop_reason, None);
    let silently = ReturnTopic {
        text: None,
        ..give_back(HELD)
    };
    let topic = after::<Topic>(prepared(), silently);
    assert_eq!(topic.state_on(HELD), Some(TopicState::Open));
}

#[test]
fn mtg_09_each_partner_supports_a_topic_once() {
    let given = || vec![proposed(), supported(2, MAY)];
    happens::<Topic>(vec![proposed()], support(2, MAY), vec![supported(2, MAY)]);
    repeated::<Topic>(given(), support(2, MAY));
    repeated::<Topic>(given(), support(2, TODAY));
    happens::<Topic>(given(), support(3, APRIL), vec![supported(3, APRIL)]);
    let command = TopicCommand::from(support(2, MAY));
    assert_eq!(kinds(&command), ["body", "partner"]);
    assert_eq!(entries(&command), []);
    is_for_one(command);
    let topic: Topic = state([proposed(), supported(2, MAY), supported(3, APRIL)]);
    assert_eq!(topic.supporters_on(date(2024, 5, 1)), [id(3)]);
    assert_eq!(topic.supporters_on(MAY), [id(2), id(3)]);
}

#[test]
fn mtg_09_a_support_is_of_its_body_and_not_before_the_proposal() {
    let elsewhere = SupportTopic {
        body: id(4),
        ..support(2, MAY)
    };
    for (command, expected) in [
        (
            elsewhere,
            (
                "TOPIC_OF_OTHER_BODY",
                Some("body"),
                facts! { "body" => id::<BodyId>(1) },
            ),
        ),
        (
            support(9, MAY),
            (
                "PARTNER_UNKNOWN",
                Some("partner"),
                facts! { "id" => id::<PartnerId>(9) },
            ),
        ),
        (
            support(2, date(2024, 4, 1)),
            (
                "DATE_TOO_EARLY",
                Some("supportedOn"),
                facts! { "date" => "2024-04-01", "notBefore" => "2024-04-02" },
            ),
        ),
        (
            support(2, TODAY.tomorrow().unwrap()),
            (
                "DATE_IN_FUTURE",
                Some("supportedOn"),
                facts! { "date" => "2024-06-04", "today" => "2024-06-03" },
            ),
        ),
    ] {
        assert_eq!(refused::<Topic>(vec![proposed()], command), expected);
    }
    let given: Vec<_> = Topic::default()
        .decide(&at_the_network(None), &under(&stormarn()))
        .unwrap();
    let stranger = SupportTopic {
        body: id(4),
        ..support(5, MAY)
    };
    let refusal = refused_by::<Topic>(under(&stormarn()), given, stranger);
    assert_eq!(
        (refusal.code(), refusal.field()),
        ("NOT_A_MEMBER", Some("partner"))
    );
}

#[test]
fn mtg_09_a_support_is_taken_back_and_given_again() {
    let given = || vec![proposed(), supported(2, APRIL)];
    happens::<Topic>(given(), withdraw(2, MAY), vec![withdrawn(2, MAY)]);
    let gone = || [given(), vec![withdrawn(2, MAY)]].concat();
    repeated::<Topic>(gone(), withdraw(2, MAY));
    let command = TopicCommand::from(withdraw(2, MAY));
    assert_eq!((kinds(&command).len(), entries(&command).len()), (0, 0));
    is_for_one(command);
    let topic = after::<Topic>(gone(), support(2, HELD));
    let on = |day| topic.supporters_on(day).len();
    assert_eq!((on(APRIL), on(MAY), on(HELD)), (1, 0, 1));
    assert_eq!(
        refused::<Topic>(given(), withdraw(3, MAY)),
        (
            "TOPIC_NOT_SUPPORTED",
            Some("partner"),
            facts! { "partner" => id::<PartnerId>(3), "day" => "2024-05-02" }
        )
    );
    let ahead = refused::<Topic>(given(), withdraw(2, TODAY.tomorrow().unwrap()));
    assert_eq!((ahead.0, ahead.1), ("DATE_IN_FUTURE", Some("withdrawnOn")));
}

#[test]
fn mtg_09_what_ended_is_not_supported_any_more() {
    let given = vec![
        proposed(),
        supported(2, APRIL),
        supported(3, date(2024, 5, 20)),
        done(),
    ];
    let expected = (
        "TOPIC_DONE",
        Some("topic"),
        facts! { "meeting" => id::<MeetingId>(1), "doneOn" => "2024-05-13" },
    );
    assert_eq!(refused::<Topic>(given.clone(), support(1, MAY)), expected);
    assert_eq!(refused::<Topic>(given.clone(), withdraw(2, MAY)), expected);
    let topic: Topic = state(given);
    assert_eq!(topic.supporters_on(TODAY), [id(2)]);
    assert_eq!(topic.supporters_on(date(2024, 4, 1)), []);
}

#[test]
fn mtg_09_a_topic_comes_on_the_agenda_of_a_meeting_of_its_body() {
    happens::<Topic>(vec![proposed()], schedule(2, MAY), vec![scheduled(2, MAY)]);
    let given = || vec![proposed(), scheduled(2, MAY)];
    repeated::<Topic>(given(), schedule(2, TODAY));
    let named = ScheduleTopic {
        item: Some(id(1)),
        ..schedule(2, MAY)
    };
    let topic = after::<Topic>(given(), named.clone());
    assert_eq!(
        topic.stage_on(MAY),
        Some(TopicStage::Scheduled {
            meeting: id(2),
            item: Some(id(1))
        })
    );
    // The meeting is today's, and the topic is put on its agenda there; or it moves to another one.
    let topic = after::<Topic>(given(), schedule(1, HELD));
    assert_eq!(topic.state_on(HELD), Some(TopicState::Scheduled));
    let command = TopicCommand::from(named);
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![])
    );
    is_for_one(command);
}

#[test]
fn mtg_09_a_meeting_that_does_not_fit_takes_no_topic() {
    let on = |day: &str| facts! { "beginsOn" => day };
    let item = |item| ScheduleTopic {
        item: Some(id(item)),
        ..schedule(2, MAY)
    };
    for (command, expected) in [
        (
            schedule(9, MAY),
            (
                "MEETING_UNKNOWN",
                Some("meeting"),
                facts! { "id" => id::<MeetingId>(9) },
            ),
        ),
        (
            schedule(5, MAY),
            (
                "MEETING_OF_OTHER_BODY",
                Some("meeting"),
                facts! { "body" => id::<BodyId>(3) },
            ),
        ),
        (
            schedule(3, MAY),
            ("MEETING_CANCELLED", Some("meeting"), on("2024-05-13")),
        ),
        (
            schedule(4, APRIL),
            ("MEETING_CLOSED", Some("meeting"), on("2024-04-15")),
        ),
        (
            schedule(1, date(2024, 5, 14)),
            (
                "SCHEDULED_AFTER_MEETING",
                Some("scheduledOn"),
                facts! { "scheduledOn" => "2024-05-14", "beginsOn" => "2024-05-13" },
            ),
        ),
        (
            schedule(2, date(2024, 4, 1)),
            (
                "DATE_TOO_EARLY",
                Some("scheduledOn"),
                facts! { "date" => "2024-04-01", "notBefore" => "2024-04-02" },
            ),
        ),
        // It stands on the agenda of another meeting, or of none.
        (
            item(2),
            (
                "AGENDA_ITEM_UNKNOWN",
                Some("item"),
                facts! { "id" => id::<MeetingId>(2) },
            ),
        ),
        (
            item(9),
            (
                "AGENDA_ITEM_UNKNOWN",
                Some("item"),
                facts! { "id" => id::<MeetingId>(9) },
            ),
        ),
    ] {
        assert_eq!(refused::<Topic>(vec![proposed()], command), expected);
    }
}

#[test]
fn mtg_17_a_proposal_goes_to_a_subgroup_and_back() {
    happens::<Topic>(vec![proposed()], assign(2, MAY), vec![assigned(MAY)]);
    let given = || vec![proposed(), assigned(MAY)];
    repeated::<Topic>(given(), assign(2, TODAY));
    happens::<Topic>(given(), give_back(HELD), vec![returned(HELD)]);
    let back = || [given(), vec![returned(HELD)]].concat();
    repeated::<Topic>(back(), give_back(HELD));
    let topic: Topic = state(back());
    let on = |day| topic.state_on(day);
    assert_eq!(on(date(2024, 4, 1)), None);
    assert_eq!(on(APRIL), Some(TopicState::Open));
    assert_eq!(on(MAY), Some(TopicState::WithSubgroup));
    assert_eq!(on(date(2024, 5, 12)), Some(TopicState::WithSubgroup));
    assert_eq!(on(HELD), Some(TopicState::Open));
    assert_eq!(topic.prepared.on(HELD), Some(&id(102)));
    // What the parent's meeting heard may go to a subgroup as well.
    happens::<Topic>(
        vec![proposed(), scheduled(2, APRIL)],
        assign(2, MAY),
        vec![assigned(MAY)],
    );
    for (command, reads, words) in [
        (TopicCommand::from(assign(2, MAY)), vec!["body"], vec![]),
        (give_back(MAY).into(), vec![], vec![102]),
    ] {
        assert_eq!((kinds(&command), entries(&command)), (reads, words));
        is_for_one(command);
    }
}

#[test]
fn mtg_17_only_a_running_subgroup_of_the_body_prepares() {
    let subgroup = |n| facts! { "subgroup" => id::<BodyId>(n) };
    for (given, command, expected) in [
        (
            vec![proposed()],
            TopicCommand::from(assign(9, MAY)),
            (
                "BODY_UNKNOWN",
                Some("subgroup"),
                facts! { "id" => id::<BodyId>(9) },
            ),
        ),
        (
            vec![proposed()],
            assign(4, MAY).into(),
            ("NOT_A_SUBGROUP", Some("subgroup"), subgroup(4)),
        ),
        (
            vec![proposed()],
            assign(5, MAY).into(),
            ("SUBGROUP_DOES_NOT_RUN", Some("subgroup"), subgroup(5)),
        ),
        (
            vec![proposed()],
            give_back(MAY).into(),
            ("TOPIC_NOT_WITH_SUBGROUP", Some("topic"), facts! {}),
        ),
        // On the day of the proposal, too: it was open from the first.
        (
            vec![proposed()],
            give_back(APRIL).into(),
            ("TOPIC_NOT_WITH_SUBGROUP", Some("topic"), facts! {}),
        ),
        (
            vec![proposed(), assigned(MAY), returned(HELD)],
            give_back(TODAY).into(),
            ("TOPIC_NOT_WITH_SUBGROUP", Some("topic"), facts! {}),
        ),
        (
            vec![proposed(), assigned(MAY)],
            give_back(date(2024, 5, 1)).into(),
            (
                "DATE_TOO_EARLY",
                Some("returnedOn"),
                facts! { "date" => "2024-05-01", "notBefore" => "2024-05-02" },
            ),
        ),
        (
            vec![proposed()],
            assign(2, date(2024, 4, 1)).into(),
            (
                "DATE_TOO_EARLY",
                Some("assignedOn"),
                facts! { "date" => "2024-04-01", "notBefore" => "2024-04-02" },
            ),
        ),
    ] {
        assert_eq!(refused::<Topic>(given, command), expected);
    }
    let other = refused_by::<Topic>(office(), vec![proposed()], assign(4, MAY));
    assert_eq!(other.rule(), Some("MTG-17"));
}

#[test]
fn mtg_17_what_a_subgroup_has_comes_back_first() {
    let mut facts = known();
    let second = facts.bodies[&id(2)].clone();
    facts.bodies.insert(id(6), second);
    for command in [
        TopicCommand::from(schedule(2, TODAY)),
        mark_done(1).into(),
        assign(6, TODAY).into(),
    ] {
        let ctx = ctx_as(&duisburg(), Role::Coordinator, facts.clone());
        let refusal = refused_by::<Topic>(ctx, vec![proposed(), assigned(MAY)], command);
        assert_eq!(
            (refusal.code(), refusal.facts()),
            (
                "TOPIC_WITH_SUBGROUP",
                facts! { "subgroup" => id::<BodyId>(2), "since" => "2024-05-02" }
            )
        );
    }
    let topic = after::<Topic>(vec![proposed(), assigned(MAY)], put_away(HELD));
    assert_eq!(topic.state_on(HELD), Some(TopicState::Dropped));
}

#[test]
fn mtg_16_a_topic_is_done_on_the_day_of_a_meeting_that_was_held() {
    let given = || vec![proposed(), scheduled(1, MAY)];
    happens::<Topic>(given(), mark_done(1), vec![done()]);
    happens::<Topic>(vec![proposed()], mark_done(1), vec![done()]);
    let gone = || [given(), vec![done()]].concat();
    repeated::<Topic>(gone(), mark_done(1));
    let command = TopicCommand::from(mark_done(1));
    assert_eq!(
        (kinds(&command), entries(&command)),
        (vec!["meeting"], vec![])
    );
    is_for_one(command);
    let topic: Topic = state(gone());
    assert_eq!(
        topic.state_on(date(2024, 5, 12)),
        Some(TopicState::Scheduled)
    );
    assert_eq!(
        topic.stage_on(HELD),
        Some(TopicStage::Done { meeting: id(1) })
    );
    assert_eq!(topic.ended_on(), Some(HELD));
    for (given, meeting, code, facts) in [
        (
            given(),
            9,
            "MEETING_UNKNOWN",
            facts! { "id" => id::<MeetingId>(9) },
        ),
        (
            given(),
            5,
            "MEETING_OF_OTHER_BODY",
            facts! { "body" => id::<BodyId>(3) },
        ),
        (
            given(),
            3,
            "MEETING_CANCELLED",
            facts! { "beginsOn" => "2024-05-13" },
        ),
        (
            given(),
            2,
            "MEETING_NOT_HELD",
            facts! { "beginsOn" => "2024-06-10" },
        ),
        (
            given(),
            4,
            "DATE_TOO_EARLY",
            facts! { "date" => "2024-04-15", "notBefore" => "2024-05-02" },
        ),
        (
            gone(),
            4,
            "TOPIC_DONE",
            facts! { "meeting" => id::<MeetingId>(1), "doneOn" => "2024-05-13" },
        ),
    ] {
        let refusal = refused::<Topic>(given, mark_done(meeting));
        assert_eq!((refusal.0, refusal.2), (code, facts));
    }
}

#[test]
fn mtg_16_a_topic_that_nobody_pursues_is_dropped_once() {
    happens::<Topic>(vec![proposed()], put_away(MAY), vec![dropped(MAY)]);
    let gone = || vec![proposed(), dropped(MAY)];
    repeated::<Topic>(gone(), put_away(MAY));
    let command = TopicCommand::from(put_away(MAY));
    assert_eq!((kinds(&command), entries(&command)), (vec![], vec![103]));
    is_for_one(command);
    let topic: Topic = state(gone());
    assert_eq!(topic.state_on(date(2024, 5, 1)), Some(TopicState::Open));
    assert_eq!(topic.state_on(MAY), Some(TopicState::Dropped));
    assert_eq!(topic.ended_on(), Some(MAY));
    assert_eq!(state::<Topic>([proposed()]).ended_on(), None);
    for command in [
        TopicCommand::from(put_away(HELD)),
        schedule(2, TODAY).into(),
        assign(2, TODAY).into(),
        give_back(TODAY).into(),
        mark_done(1).into(),
        support(2, TODAY).into(),
    ] {
        assert_eq!(
            refused::<Topic>(gone(), command),
            (
                "TOPIC_DROPPED",
                Some("topic"),
                facts! { "droppedOn" => "2024-05-02" }
            )
        );
    }
    let early = refused::<Topic>(vec![proposed()], put_away(date(2024, 4, 1)));
    assert_eq!((early.0, early.1), ("DATE_TOO_EARLY", Some("droppedOn")));
}

#[test]
fn mtg_09_every_fact_of_a_topic_is_corrected() {
    use TopicReplacement as Instead;
    let given = || {
        vec![
            proposed(),
            supported(2, MAY),
            withdrawn(2, MAY),
            assigned(MAY),
            returned(MAY),
            scheduled(1, MAY),
        ]
    };
    let later = date(2024, 5, 6);
    let titled = ProposeTopic {
        title: Some(text(110, "Entlassung aus der Klinik")),
        ..propose()
    };
    let topic = after::<Topic>(given(), correct(1, Some(Instead::ProposeTopic(titled))));
    assert_eq!(topic.title, Some(id(110)));
    let topic = after::<Topic>(
        given(),
        correct(2, Some(Instead::SupportTopic(support(2, APRIL)))),
    );
    assert_eq!(topic.supporters_on(APRIL), [id(2)]);
    let withdrawal = Instead::WithdrawTopicSupport(withdraw(2, later));
    let topic = after::<Topic>(given(), correct(3, Some(withdrawal)));
    assert_eq!(topic.supporters_on(MAY), [id(2)]);
    let assignment = Instead::AssignTopicToSubgroup(assign(2, APRIL));
    let topic = after::<Topic>(given(), correct(4, Some(assignment)));
    assert_eq!(topic.state_on(APRIL), Some(TopicState::WithSubgroup));
    let without = ReturnTopic {
        text: None,
        ..give_back(MAY)
    };
    let topic = after::<Topic>(given(), correct(5, Some(Instead::ReturnTopic(without))));
    assert!(topic.prepared.facts().is_empty());
    let topic = after::<Topic>(
        given(),
        correct(6, Some(Instead::ScheduleTopic(schedule(2, later)))),
    );
    assert_eq!(topic.state_on(MAY), Some(TopicState::Open));
    let topic = after::<Topic>(given(), correct(6, None));
    assert_eq!(topic.state_on(TODAY), Some(TopicState::Open));
    let reopened = after::<Topic>(vec![proposed(), dropped(MAY)], correct(2, None));
    assert_eq!((reopened.drop_reason, reopened.ended_on()), (None, None));
    let dropping = Instead::DropTopic(put_away(later));
    let moved = after::<Topic>(vec![proposed(), dropped(MAY)], correct(2, Some(dropping)));
    assert_eq!(moved.ended_on(), Some(later));
    let other = TopicCommand::from(correct(2, Some(Instead::MarkTopicDone(mark_done(4)))));
    let moved = after::<Topic>(vec![proposed(), done()], other.clone());
    assert_eq!(moved.ended_on(), Some(date(2024, 4, 15)));
    assert_eq!(
        (kinds(&other), entries(&other)),
        (vec!["meeting"], vec![300])
    );
    is_for_one(other);
    let command = TopicCommand::from(correct(1, Some(Instead::ProposeTopic(propose()))));
    assert_eq!(entries(&command), [100, 101, 300]);
    assert_eq!(
        kinds(&TopicCommand::from(correct(1, None))),
        Vec::<&str>::new()
    );
}

#[test]
fn mtg_17_a_correction_leaves_facts_that_fit_each_other() {
    use TopicReplacement as Instead;
    let late = ProposeTopic {
        proposed_on: HELD,
        ..propose()
    };
    let elsewhere = ProposeTopic {
        body: id(3),
        ..propose()
    };
    let ahead = schedule(2, TODAY.tomorrow().unwrap());
    let given = || vec![proposed(), assigned(MAY), returned(HELD)];
    for (given, command, code, field) in [
        (
            given(),
            correct(2, None),
            "TOPIC_NOT_WITH_SUBGROUP",
            "topic",
        ),
        (
            given(),
            correct(1, Some(Instead::ProposeTopic(late.clone()))),
            "DATE_TOO_EARLY",
            "assignedOn",
        ),
        (
            given(),
            correct(1, Some(Instead::ProposeTopic(elsewhere))),
            "TOPIC_OF_OTHER_BODY",
            "body",
        ),
        (given(), correct(1, None), "FIRST_FACT_STAYS", "replacement"),
        (
            vec![proposed(), supported(2, MAY)],
            correct(1, Some(Instead::ProposeTopic(late))),
            "DATE_TOO_EARLY",
            "supportedOn",
        ),
        (
            vec![proposed(), supported(2, MAY), withdrawn(2, MAY)],
            correct(2, None),
            "TOPIC_NOT_SUPPORTED",
            "partner",
        ),
        (
            vec![proposed(), scheduled(2, MAY)],
            correct(2, Some(Instead::ScheduleTopic(ahead))),
            "DATE_IN_FUTURE",
            "scheduledOn",
        ),
    ] {
        let refusal = refused::<Topic>(given, command);
        assert_eq!((refusal.0, refusal.1), (code, Some(field)));
    }
}

#[test]
fn mtg_09_no_day_of_a_topic_lies_ahead() {
    let ahead = TODAY.tomorrow().unwrap();
    for (command, field) in [
        (TopicCommand::from(assign(2, ahead)), "assignedOn"),
        (give_back(ahead).into(), "returnedOn"),
        (put_away(ahead).into(), "droppedOn"),
    ] {
        let refused = refused::<Topic>(vec![proposed()], command);
        assert_eq!((refused.0, refused.1), ("DATE_IN_FUTURE", Some(field)));
    }
}
