//! Who writes minutes, and what they may contain.

use kernel::{ActorId, CommandError, CommandSet, MeetingId, PartnerId, Refusal, Role, facts};
use meetings::minutes::*;
use meetings::policy::MeetingDuty;
use meetings::{KnownMeeting, Taker};

use super::*;

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
fn minutes_may_have_100_000_characters_and_a_longer_text_is_refused_by_field_and_limit() {
    let posted = |words: &str| {
        let mut body = serde_json::to_value(draft()).unwrap();
        body["text"] = words.into();
        <MinutesCommand as CommandSet>::read("draft-minutes", body)
    };
    assert!(posted(&"ü".repeat(100_000)).is_ok());
    let Err(CommandError::Invalid { field, reason }) = posted(&"ü".repeat(100_001)) else {
        panic!("longer minutes were read")
    };
    assert_eq!(field, "text");
    assert_eq!(reason, "must have at most 100000 characters, has 100001");
}
