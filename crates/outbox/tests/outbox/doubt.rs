//! Where nobody knows whether a letter arrived.

use jiff::SignedDuration;
use outbox::{LetterState, Suppression};

use crate::Case;
use crate::server::{At, Fault};

const LEASE: SignedDuration = SignedDuration::from_hours(4);

#[tokio::test]
async fn an_answer_that_is_lost_repeats_the_same_octets_and_nothing_else() {
    for fault in [Fault::CutAfterStoring, Fault::SilentAfterStoring] {
        let case = Case::new().await;
        case.queue_up_to(1).await;
        case.server.plan([fault]);
        let sender = case.sender_over(case.server.impatient());
        assert_eq!(sender.sweep().await.unwrap().postponed, 1);
        let delivery = case.delivery(1).await;
        assert_eq!(delivery.state, LetterState::Sending);
        assert_eq!(delivery.reason.as_deref(), Some("unanswered"));

        case.pass(LEASE);
        assert_eq!(case.sender().sweep().await.unwrap().accepted, 1);
        let stored = case.server.stored();
        assert_eq!(stored.len(), 2);
        assert_eq!(stored[0].message, stored[1].message);
        drop(sender);
        case.end().await;
    }
}

#[tokio::test]
async fn a_letter_that_was_cut_off_or_lost_by_the_server_arrives_at_the_next_attempt() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.plan([
        Fault::CutInside,
        Fault::Cut(At::End),
        Fault::Silent(At::End),
    ]);
    for _ in 0..3 {
        let sender = case.sender_over(case.server.impatient());
        assert_eq!(sender.sweep().await.unwrap().postponed, 1);
        assert!(case.server.stored().is_empty());
        case.pass(LEASE);
    }
    assert_eq!(case.sender().sweep().await.unwrap().accepted, 1);
    assert_eq!(case.server.stored().len(), 1);
    case.end().await;
}

#[tokio::test]
async fn what_may_have_arrived_and_reads_otherwise_now_is_held() {
    let case = Case::new().await;
    case.queue_up_to(2).await;
    case.server
        .plan([Fault::CutAfterStoring, Fault::CutAfterStoring]);
    case.sender().sweep().await.unwrap();
    // A refusal for the time being does not take the doubt away.
    case.pass(LEASE);
    case.server
        .plan([Fault::Says(At::Rcpt, 450), Fault::Says(At::End, 450)]);
    case.sender().sweep().await.unwrap();
    assert_eq!(case.states().await, [("sending".to_owned(), 2)].into());

    case.words.add(", aber der Raum ist ein anderer");
    case.pass(LEASE);
    let swept = case.sender().sweep().await.unwrap();
    assert_eq!((swept.held, swept.accepted), (2, 0));
    assert_eq!(case.state(1).await, LetterState::Held);
    assert_eq!(case.reason(1).await.as_deref(), Some("content-changed"));
    case.pass(LEASE);
    case.sender().sweep().await.unwrap();
    assert_eq!(case.server.stored().len(), 2, "one of each");
    case.end().await;
}

#[tokio::test]
async fn what_may_have_arrived_and_is_not_wanted_any_more_was_not_suppressed() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.plan([Fault::CutAfterStoring]);
    case.sender().sweep().await.unwrap();
    case.words.suppress(1, Suppression::Erased);
    case.pass(LEASE);
    assert_eq!(case.sender().sweep().await.unwrap().given_up, 1);
    assert_eq!(case.state(1).await, LetterState::GivenUp);
    assert_eq!(case.reason(1).await.as_deref(), Some("erased"));
    case.end().await;
}
