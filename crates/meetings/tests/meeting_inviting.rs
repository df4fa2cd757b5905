//! Who is invited and answers: MTG-08, MTG-12.

use jiff::civil::date;
use kernel::{ContactId, Date, PartnerId, Refusal, Role, facts};
use meetings::meeting::*;
use meetings::policy::MeetingDuty;

use crate::fixtures::*;
use crate::meeting_given::*;

fn invite(partners: Option<&[u128]>, contacts: &[u128]) -> InviteParticipants {
    InviteParticipants {
        meeting: id(50),
        body: id(1),
        partners: partners.map(|partners| partners.iter().map(|n| id(*n)).collect()),
        contacts: contacts.iter().map(|n| id(*n)).collect(),
        guests: None,
        letter: None,
        invited_on: None,
    }
}

fn invitation(partners: &[u128], contacts: &[u128]) -> ParticipantsInvited {
    ParticipantsInvited {
        partners: partners.iter().map(|n| id(*n)).collect(),
        contacts: contacts.iter().map(|n| id(*n)).collect(),
        guests: 0,
        letter: None,
        invited_on: TODAY,
        sequence: 0,
    }
}

#[test]
fn mtg_08_without_names_the_institutions_of_the_body_are_invited() {
    let all = invitation(&[1, 2, 3], &[]);
    then(vec![planned_ahead()], invite(None, &[]), vec![all.into()]);
    let some = InviteParticipants {
        guests: Some(2),
        letter: Some(text(107, "Wir laden herzlich ein.")),
        invited_on: Some(MAY),
        ..invite(Some(&[2]), &[2])
    };
    let event = ParticipantsInvited {
        guests: 2,
        letter: Some(id(107)),
        invited_on: MAY,
        ..invitation(&[2], &[2])
    };
    then(vec![planned_ahead()], some, vec![event.clone().into()]);
    let given = vec![planned_ahead(), event.into()];
    let rest = ParticipantsInvited {
        guests: 2,
        ..invitation(&[1, 3], &[])
    };
    then(given.clone(), invite(None, &[2]), vec![rest.clone().into()]);
    let told = meeting([given, vec![rest.into()]].concat());
    assert_eq!(told.invited.since, Some(MAY));
    assert_eq!(told.invited.letter, Some(id(107)), "the last letter stays");
    assert_eq!(
        told.told(),
        Told {
            partners: vec![id(1), id(2), id(3)],
            contacts: vec![id(2)],
            guests: 2,
            sequence: 0,
        }
    );
}

#[test]
fn mtg_08_an_invitation_repeated_tells_only_those_who_were_not() {
    let given = vec![
        planned_ahead(),
        moved("2024-06-18T09:00", 1),
        invited(&[1], &[1]),
    ];
    then(given.clone(), invite(Some(&[1]), &[1]), vec![]);
    let more = ParticipantsInvited {
        sequence: 1,
        ..invitation(&[2], &[])
    };
    then(
        given.clone(),
        invite(Some(&[1, 2]), &[1]),
        vec![more.into()],
    );
    let contact = ParticipantsInvited {
        sequence: 1,
        ..invitation(&[], &[2])
    };
    let both = [given.clone(), vec![invited(&[2], &[])]].concat();
    then(both, invite(Some(&[]), &[1, 2]), vec![contact.into()]);
    let guests = |guests| InviteParticipants {
        guests: Some(guests),
        ..invite(Some(&[]), &[])
    };
    let event = ParticipantsInvited {
        guests: 1,
        sequence: 1,
        ..invitation(&[], &[])
    };
    then(given.clone(), guests(1), vec![event.into()]);
    then(given, guests(0), vec![]);
}

#[test]
fn mtg_08_preparing_is_free_and_sending_is_whose_duty_the_policy_says() {
    let by = |role| ctx_as(&stormarn(), role, facts());
    let command = InviteParticipants {
        body: id(4),
        ..invite(None, &[])
    };
    let given = vec![
        MeetingPlanned {
            body: id(4),
            ..planned("2024-06-17T09:00")
        }
        .into(),
    ];
    for role in [Role::PreparationTeam, Role::Coordinator, Role::Deputy] {
        assert_eq!(warned(by(role), given.clone(), command.clone()).0, 1);
    }
    let refusal = refusal_with(by(Role::Partner), given.clone(), command.clone());
    assert_eq!(
        (refusal.code(), refusal.facts(), refusal.rule()),
        (
            "NOT_YOUR_DUTY",
            facts! { "role" => "partner", "duties" => ["preparation-team", "coordination-office"] },
            Some("MTG-08")
        )
    );
    assert!(refusal.sentence().contains("Vorbereitungsteam"));
    let drafts = AddAgendaItem {
        body: id(4),
        ..topic(200)
    };
    assert_eq!(
        warned(by(Role::PreparationTeam), given.clone(), drafts).0,
        1
    );
    let again = [given, vec![invited(&[1, 2, 3], &[])]].concat();
    assert_eq!(
        refused_with(by(Role::Partner), again, command).0,
        "NOT_YOUR_DUTY"
    );
}

#[test]
fn mtg_12_where_nobody_says_who_invites_the_office_does() {
    let by = |role| ctx_as(&silent(), role, facts());
    let given = vec![planned_ahead()];
    for role in [Role::Coordinator, Role::Deputy, Role::Administration] {
        assert_eq!(
            warned(by(role), given.clone(), invite(None, &[])),
            (1, vec![])
        );
    }
    let refused = refused_with(by(Role::PreparationTeam), given.clone(), invite(None, &[]));
    assert_eq!(refused.0, "NOT_YOUR_DUTY");
    let policy = lenkungskreis(|rules| {
        rules.invited_by = inferred(vec![MeetingDuty::CoordinationOffice]);
    });
    let ctx = ctx_as(&policy, Role::PreparationTeam, facts());
    let warning = vec!["NOT_YOUR_DUTY".to_owned()];
    assert_eq!(warned(ctx, given, invite(None, &[])), (1, warning));
}

#[test]
fn mtg_08_an_invitation_goes_to_somebody_known_once() {
    let given = || vec![planned_ahead()];
    for (command, code, expected) in [
        (invite(Some(&[]), &[]), "NOBODY_INVITED", facts! {}),
        (
            invite(Some(&[1, 1]), &[]),
            "NAMED_TWICE",
            facts! { "id" => id::<PartnerId>(1) },
        ),
        (
            invite(None, &[2, 2]),
            "NAMED_TWICE",
            facts! { "id" => id::<ContactId>(2) },
        ),
        (
            invite(Some(&[1]), &[2]),
            "CONTACT_OF_NOBODY_INVITED",
            facts! { "partner" => id::<PartnerId>(2) },
        ),
        (
            invite(Some(&[9]), &[]),
            "PARTNER_UNKNOWN",
            facts! { "id" => id::<PartnerId>(9) },
        ),
        (
            invite(None, &[9]),
            "CONTACT_UNKNOWN",
            facts! { "id" => id::<ContactId>(9) },
        ),
    ] {
        assert_eq!(refused(given(), command), (code, expected));
    }
    let other = InviteParticipants {
        body: id(3),
        ..invite(None, &[])
    };
    assert_eq!(refused(given(), other).0, "BODY_DIFFERS");
}

#[test]
fn mtg_08_an_institution_whose_membership_is_over_may_be_invited_with_a_warning() {
    let warning = vec!["PARTNER_NOT_ACTIVE".to_owned()];
    let given = vec![planned_ahead()];
    assert_eq!(
        warned(ctx(&silent()), given.clone(), invite(Some(&[1, 4]), &[])),
        (1, warning)
    );
    assert_eq!(
        warned(ctx(&silent()), given, invite(Some(&[1]), &[])),
        (1, vec![])
    );
}

#[test]
fn mtg_08_invitations_go_out_between_the_plan_and_the_day() {
    let on = |day: Date| InviteParticipants {
        invited_on: Some(day),
        ..invite(None, &[])
    };
    let today = || vec![planned_today()];
    assert_eq!(warned(ctx(&silent()), today(), on(MAY)).0, 1);
    assert_eq!(warned(ctx(&silent()), today(), on(TODAY)).0, 1);
    assert_eq!(refused(today(), on(date(2024, 5, 19))).0, "DATE_TOO_EARLY");
    assert_eq!(refused(today(), on(TOMORROW)).0, "DATE_IN_FUTURE");
    let gone = vec![planned("2024-06-02T09:00").into()];
    assert_eq!(
        refused(gone, on(TODAY)),
        (
            "MEETING_DAY_PASSED",
            facts! { "beginsOn" => "2024-06-02", "day" => "2024-06-03" }
        )
    );
    assert_eq!(refused(vec![past()], on(TODAY)).0, "MEETING_OPEN");
    let open = vec![planned_today(), invited(&[1, 2, 3], &[]), opened()];
    then(open, on(TODAY), vec![]);
}

fn reply(partner: u128, contact: Option<u128>, reply: ReplyKind, replied_on: Date) -> RecordReply {
    RecordReply {
        meeting: id(50),
        partner: id(partner),
        contact: contact.map(id),
        reply,
        replied_on,
    }
}

fn replied(partner: u128, contact: Option<u128>, reply: ReplyKind, on: Date) -> MeetingEvent {
    ReplyRecorded {
        partner: id(partner),
        contact: contact.map(id),
        reply,
        replied_on: on,
    }
    .into()
}

#[test]
fn mtg_08_who_was_invited_answers_and_the_latest_answer_holds() {
    use ReplyKind::{Accepted, Declined, Tentative};
    let given = vec![planned_ahead(), invited(&[1, 2], &[1])];
    let yes = replied(1, None, Accepted, YESTERDAY);
    then(
        given.clone(),
        reply(1, None, Accepted, YESTERDAY),
        vec![yes.clone()],
    );
    let said = [given.clone(), vec![yes]].concat();
    then(said.clone(), reply(1, None, Accepted, YESTERDAY), vec![]);
    then(said.clone(), reply(1, None, Accepted, TODAY), vec![]);
    let no = replied(1, None, Declined, TODAY);
    then(
        said.clone(),
        reply(1, None, Declined, TODAY),
        vec![no.clone()],
    );
    let contact = replied(1, Some(1), Accepted, TODAY);
    then(
        said.clone(),
        reply(1, Some(1), Accepted, TODAY),
        vec![contact.clone()],
    );
    let late = replied(1, None, Tentative, date(2024, 6, 1));
    let all = [said, vec![no, contact, late]].concat();
    let meeting = meeting(all.clone());
    let on = |day| meeting.reply_on(id(1), None, day).map(|reply| reply.reply);
    assert_eq!(on(date(2024, 5, 31)), None);
    assert_eq!(on(date(2024, 6, 1)), Some(Tentative));
    assert_eq!(on(YESTERDAY), Some(Accepted));
    assert_eq!(on(TODAY), Some(Declined));
    assert_eq!(meeting.open_invitations(TODAY), [id(2)]);
    assert_eq!(meeting.open_invitations(date(2024, 5, 31)), [id(1), id(2)]);
    assert_eq!(meeting.open_invitations(date(2024, 5, 27)), [id(1), id(2)]);
    assert!(meeting.open_invitations(date(2024, 5, 26)).is_empty());
    let opened = [all, vec![moved("2024-06-03T09:00", 1), opened()]].concat();
    let refusal = refused(opened, reply(1, None, Accepted, TODAY));
    assert_eq!(
        refusal,
        ("MEETING_OPEN", facts! { "beginsOn" => "2024-06-03" })
    );
}

#[test]
fn mtg_08_answers_are_given_by_those_who_were_invited_from_the_invitation_on() {
    use ReplyKind::Accepted;
    let given = || vec![planned_ahead(), invited(&[1], &[])];
    let first = date(2024, 5, 27);
    assert_eq!(
        warned(ctx(&silent()), given(), reply(1, None, Accepted, first)).0,
        1
    );
    for (command, code, expected) in [
        (
            reply(2, None, Accepted, TODAY),
            "NOT_INVITED",
            facts! { "partner" => id::<PartnerId>(2) },
        ),
        (
            reply(1, Some(2), Accepted, TODAY),
            "CONTACT_OF_OTHER_PARTNER",
            facts! { "speaksFor" => id::<PartnerId>(2), "partner" => id::<PartnerId>(1) },
        ),
        (
            reply(1, None, Accepted, date(2024, 5, 26)),
            "DATE_TOO_EARLY",
            facts! { "date" => "2024-05-26", "notBefore" => "2024-05-27" },
        ),
    ] {
        assert_eq!(refused(given(), command), (code, expected));
    }
    let unknown = refused(given(), reply(1, Some(9), Accepted, TODAY));
    assert_eq!(unknown.0, "CONTACT_UNKNOWN");
    let gone = [given(), vec![cancelled()]].concat();
    let refusal = refused(gone, reply(1, None, Accepted, TODAY));
    assert_eq!(
        refusal,
        (
            "MEETING_CANCELLED",
            facts! { "cancelledOn" => "2024-06-02" }
        )
    );
}

#[test]
fn mtg_08_a_meeting_at_another_time_asks_everybody_again() {
    use ReplyKind::Accepted;
    let given = vec![
        planned_ahead(),
        invited(&[1], &[]),
        replied(1, None, Accepted, YESTERDAY),
    ];
    let elsewhere = MeetingEvent::from(MeetingRescheduled {
        begins: at("2024-06-17T09:00"),
        minutes: None,
        place: Some(id(104)),
        reason: None,
        sequence: 1,
    });
    let kept = meeting([given.clone(), vec![elsewhere]].concat());
    assert!(kept.open_invitations(TODAY).is_empty());
    let later = [given, vec![moved("2024-06-18T09:00", 1)]].concat();
    let asked = meeting(later.clone());
    assert_eq!(asked.open_invitations(TODAY), [id(1)]);
    assert_eq!(asked.reply_on(id(1), None, TODAY), None);
    let again = replied(1, None, Accepted, YESTERDAY);
    then(
        later.clone(),
        reply(1, None, Accepted, YESTERDAY),
        vec![again.clone()],
    );
    let answered = meeting([later, vec![again]].concat());
    assert!(answered.reply_on(id(1), None, TODAY).is_some());
    assert!(answered.open_invitations(TODAY).is_empty());
}
