//! One letter and what the mail server says to it.

use jiff::SignedDuration;
use outbox::{LetterState, Suppression, Swept};
use tokio::sync::{Notify, oneshot};

use crate::server::{At, Fault};
use crate::{Case, address_of};

#[tokio::test]
async fn a_letter_arrives_with_the_rows_id_and_date_and_the_octets_that_were_composed() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!(
        swept,
        Swept {
            accepted: 1,
            ..Swept::default()
        }
    );
    let stored = case.server.stored();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].from, "leverkusen@lotse.example");
    assert_eq!(stored[0].to, address_of(case.letter(1).reader));
    let delivery = case.delivery(1).await;
    assert_eq!(stored[0].letter(), delivery.id.to_string());
    let date = mail_date(&stored[0].text());
    assert_eq!(date.as_second(), delivery.queued_at.as_second());
    assert!(
        stored[0]
            .text()
            .contains("\r\n\r\n.\r\n..was so beginnt, bleibt\r\n")
    );
    assert_eq!(delivery.state, LetterState::Accepted);
    assert_eq!((delivery.attempts, delivery.code), (1, Some(250)));
    assert_eq!(delivery.attempted_at, delivery.settled_at);

    assert_eq!(case.sender().sweep().await.unwrap(), Swept::default());
    assert_eq!(case.server.stored().len(), 1);
    case.end().await;
}

#[tokio::test]
async fn a_server_that_relays_nothing_for_us_refuses_nobody() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let text = "5.7.1 relay access denied";
    case.server.plan([Fault::SaysText(At::Rcpt, 554, text)]);
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!((swept.refused, swept.accepted), (0, 0), "{swept:?}");
    let delivery = case.delivery(1).await;
    assert_eq!(
        (delivery.state, delivery.code),
        (LetterState::Waiting, Some(554))
    );
    case.end().await;
}

#[tokio::test]
async fn a_permanent_no_to_the_reader_or_the_letter_settles_it_with_its_code() {
    let case = Case::new().await;
    case.queue_up_to(4).await;
    let text = "the user was never here";
    case.server.plan([
        Fault::Says(At::Rcpt, 550),
        Fault::Says(At::Data, 554),
        Fault::Says(At::End, 552),
        Fault::SaysText(At::Rcpt, 551, text),
    ]);
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!((swept.refused, swept.accepted), (4, 0), "{swept:?}");
    let mut told = Vec::new();
    for number in 1..=4 {
        let delivery = case.delivery(number).await;
        assert_eq!(delivery.state, LetterState::Refused);
        assert_eq!(delivery.reason, None);
        told.push((delivery.code.unwrap(), delivery.status));
    }
    told.sort();
    let status = Some("5.7.1".to_owned());
    let unknown = Some("5.1.1".to_owned());
    let wanted = [
        (550, unknown),
        (551, None),
        (552, status.clone()),
        (554, status),
    ];
    assert_eq!(told, wanted);
    case.pass(SignedDuration::from_hours(24));
    assert_eq!(case.sender().sweep().await.unwrap(), Swept::default());
    assert!(case.server.stored().is_empty());
    case.end().await;
}

#[tokio::test]
async fn a_server_that_wants_it_later_gets_it_later_each_wait_longer_than_the_last() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.plan([
        Fault::Says(At::Mail, 451),
        Fault::Says(At::Rcpt, 450),
        Fault::Says(At::Data, 421),
        Fault::Says(At::End, 452),
    ]);
    let sender = case.sender();
    for (attempt, code) in [(1, 451), (2, 450), (3, 421), (4, 452)] {
        assert_eq!(sender.sweep().await.unwrap().postponed, 1);
        let delivery = case.delivery(1).await;
        assert_eq!(delivery.state, LetterState::Waiting);
        assert_eq!(delivery.attempts, attempt);
        assert_eq!(
            (delivery.code, delivery.reason.as_deref()),
            (Some(code), Some("later"))
        );
        // Not before half of the step, surely after the whole of it.
        let step = SignedDuration::from_mins(2i64.pow(u32::try_from(attempt).unwrap()));
        case.pass(step / 2 - SignedDuration::from_secs(1));
        assert_eq!(
            sender.sweep().await.unwrap(),
            Swept::default(),
            "attempt {attempt}"
        );
        case.pass(step / 2 + SignedDuration::from_secs(1));
    }
    assert_eq!(sender.sweep().await.unwrap().accepted, 1);
    assert_eq!(case.delivery(1).await.attempts, 5);
    assert_eq!(case.server.stored().len(), 1);
    drop(sender);
    case.end().await;
}

#[tokio::test]
async fn a_no_to_us_is_the_operators_affair_and_stops_the_round() {
    let case = Case::new().await;
    case.queue_up_to(3).await;
    for fault in [
        Fault::Says(At::Greeting, 554),
        Fault::Says(At::Mail, 550),
        Fault::Says(At::Rcpt, 530),
        Fault::Says(At::Data, 503),
    ] {
        case.server.plan([fault.clone()]);
        let before = case.server.connections();
        let swept = case.sender().sweep().await.unwrap();
        assert_eq!((swept.postponed, swept.stopped), (1, true), "{fault:?}");
        assert_eq!(
            case.server.connections(),
            before + 1,
            "the others are spared"
        );
        assert_eq!(case.states().await, [("waiting".to_owned(), 3)].into());
        case.pass(SignedDuration::from_hours(4));
    }
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 3);
    case.end().await;
}

#[tokio::test]
async fn a_server_that_asks_for_a_password_gets_ours_and_a_wrong_one_refuses_no_letter() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.demand("richtig");
    let wrong = case.sender_over(case.server.transport_of("lotse:falsch@", ""));
    assert!(wrong.sweep().await.unwrap().stopped);
    let delivery = case.delivery(1).await;
    assert_eq!(delivery.state, LetterState::Waiting);
    assert_eq!(delivery.reason.as_deref(), Some("misconfigured"));
    assert_eq!(delivery.code, Some(535));

    case.pass(SignedDuration::from_mins(2));
    let right = case.sender_over(case.server.transport_of("lotse:richtig@", ""));
    assert_eq!(right.sweep().await.unwrap().accepted, 1);
    drop((wrong, right));
    case.end().await;
}

#[tokio::test]
async fn without_the_tls_that_was_asked_for_no_password_and_no_letter_leaves() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.demand("richtig");
    let transport = case.server.transport_of("lotse:richtig@", "?tls=starttls");
    assert!(case.sender_over(transport).sweep().await.unwrap().stopped);
    assert_eq!(case.reason(1).await.as_deref(), Some("misconfigured"));
    assert!(case.server.stored().is_empty());
    case.end().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_or_falls_silent_before_the_end_leaves_no_doubt() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    for fault in [
        Fault::Cut(At::Greeting),
        Fault::Cut(At::Mail),
        Fault::Cut(At::Data),
        Fault::Silent(At::Greeting),
        Fault::Silent(At::Rcpt),
    ] {
        case.server.plan([fault.clone()]);
        let sender = case.sender_over(case.server.impatient());
        assert!(sender.sweep().await.unwrap().stopped, "{fault:?}");
        assert_eq!(case.state(1).await, LetterState::Waiting, "{fault:?}");
        assert_eq!(case.reason(1).await.as_deref(), Some("unreachable"));
        case.pass(SignedDuration::from_hours(4));
    }
    // Nobody has it, so it may still be put right.
    case.words.add(", und anders");
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 1);
    assert!(case.server.stored()[0].text().contains("und anders"));
    case.end().await;
}

#[tokio::test]
async fn what_is_not_to_be_sent_is_suppressed_with_its_reason_and_no_connection() {
    let case = Case::new().await;
    let count = u128::try_from(Suppression::ALL.len()).unwrap();
    case.queue_up_to(count).await;
    for (reader, why) in (1..).zip(Suppression::ALL) {
        case.words.suppress(reader, *why);
    }
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!(swept.suppressed, Suppression::ALL.len());
    for (number, why) in (1..).zip(Suppression::ALL) {
        let delivery = case.delivery(number).await;
        assert_eq!(delivery.state, LetterState::Suppressed);
        assert_eq!(delivery.reason.as_deref(), Some(why.code()));
        assert_eq!(delivery.attempts, 0);
    }
    assert_eq!(case.server.connections(), 0);
    case.end().await;
}

#[tokio::test]
async fn a_letter_goes_neither_before_its_time_nor_after_it() {
    let case = Case::new().await;
    let mut early = case.letter(1);
    early.not_before = case.clock.now() + SignedDuration::from_hours(48);
    let mut late = case.letter(2);
    late.expires_at = Some(case.clock.now() + SignedDuration::from_hours(1));
    case.queue(&[early, late]).await;
    case.words.fail(true);
    assert_eq!(case.sender().sweep().await.unwrap().postponed, 1);
    case.words.fail(false);

    case.pass(SignedDuration::from_hours(1));
    assert_eq!(case.sender().sweep().await.unwrap().suppressed, 1);
    assert_eq!(case.reason(2).await.as_deref(), Some("expired"));
    assert_eq!(case.state(1).await, LetterState::Waiting);
    case.pass(SignedDuration::from_hours(47));
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 1);
    case.end().await;
}

#[tokio::test]
async fn what_nobody_takes_for_five_days_is_given_up_with_the_last_reason() {
    let case = Case::new().await;
    case.queue_up_to(2).await;
    case.server.always(Fault::Says(At::Rcpt, 450));
    let sender = case.sender();
    let mut rounds = 0;
    while case.states().await.contains_key("waiting") {
        sender.sweep().await.unwrap();
        case.pass(SignedDuration::from_hours(4));
        rounds += 1;
        assert!(rounds < 40, "not given up after {rounds} rounds");
    }
    let delivery = case.delivery(1).await;
    assert_eq!(delivery.state, LetterState::GivenUp);
    assert_eq!(
        (delivery.reason.as_deref(), delivery.code),
        (Some("later"), Some(450))
    );
    assert!(rounds >= 30, "given up after {rounds} rounds of four hours");
    drop(sender);
    case.end().await;
}

#[tokio::test]
async fn a_composer_that_fails_delays_its_letter_and_loses_nothing() {
    let case = Case::new().await;
    case.queue_up_to(2).await;
    case.words.fail(true);
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!((swept.postponed, swept.stopped), (2, false));
    assert_eq!(case.reason(1).await.as_deref(), Some("not-composed"));
    assert_eq!(case.server.connections(), 0);
    case.words.fail(false);
    case.pass(SignedDuration::from_mins(2));
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 2);
    case.end().await;
}

#[tokio::test]
async fn a_running_sender_is_woken_and_ends_when_told() {
    let case = Case::new().await;
    let queued = Notify::new();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = case.sender().run(&queued, async {
        drop(stopped.await);
    });
    let telling = async {
        case.queue_up_to(3).await;
        queued.notify_one();
        testkit::eventually("three letters were stored", || async {
            case.server.stored().len() == 3
        })
        .await;
        stop.send(()).unwrap();
    };
    tokio::join!(running, telling);
    assert_eq!(case.states().await, [("accepted".to_owned(), 3)].into());
    case.end().await;
}

fn mail_date(text: &str) -> jiff::Timestamp {
    let line = text.lines().find_map(|line| line.strip_prefix("Date: "));
    jiff::fmt::rfc2822::parse(line.expect("a date"))
        .expect("a date of RFC 5322")
        .timestamp()
}
