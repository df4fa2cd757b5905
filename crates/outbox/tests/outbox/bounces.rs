//! Reports of letters that came back.

use outbox::{LetterState, Received, receive};
use uuid::Uuid;

use crate::server::Fault;
use crate::{Case, MARKER};

/// In the shape of Postfix.
fn report(letter: Uuid, action: &str, status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@stadt.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
         To: leverkusen@lotse.example\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"GRENZE\"\r\n\r\n\
         --GRENZE\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\r\n\
         --GRENZE\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.stadt.example\r\n\r\n\
         Final-Recipient: rfc822; leitung@{MARKER}.example\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 <leitung@{MARKER}.example> unknown\r\n\r\n\
         --GRENZE\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{letter}@lotse.example>\r\n\r\n\
         --GRENZE--\r\n"
    )
    .into_bytes()
}

async fn told(case: &Case, message: &[u8]) -> Received {
    let domain = "lotse.example".parse().unwrap();
    receive(&case.pool, &domain, message).await.unwrap()
}

#[tokio::test]
async fn a_report_of_failure_makes_a_letter_bounced_once_and_for_all() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.sender().sweep().await.unwrap();
    let letter = case.letter(1).id(&case.municipality);
    let bounced = Received::Bounced {
        municipality: case.municipality.clone(),
        letter,
        status: "5.1.1".parse().unwrap(),
    };
    let noted = Received::Noted {
        municipality: case.municipality.clone(),
        letter,
    };

    assert_eq!(
        told(&case, &report(letter, "delayed", "4.4.1")).await,
        noted
    );
    assert_eq!(case.state(1).await, LetterState::Accepted);
    for _ in 0..2 {
        assert_eq!(
            told(&case, &report(letter, "failed", "5.1.1")).await,
            bounced
        );
        let delivery = case.delivery(1).await;
        assert_eq!(delivery.state, LetterState::Bounced);
        assert_eq!(delivery.status.as_deref(), Some("5.1.1"));
        assert!(delivery.settled_at.is_some());
    }
    assert_eq!(
        told(&case, &report(letter, "delivered", "2.0.0")).await,
        noted
    );
    assert_eq!(case.state(1).await, LetterState::Bounced);
    case.end().await;
}

#[tokio::test]
async fn a_letter_whose_answer_was_lost_may_bounce_and_is_not_sent_again() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    case.server.plan([Fault::CutAfterStoring]);
    case.sender().sweep().await.unwrap();
    let letter = case.letter(1).id(&case.municipality);
    told(&case, &report(letter, "failed", "5.2.2")).await;
    case.pass(jiff::SignedDuration::from_hours(24));
    case.sender().sweep().await.unwrap();
    assert_eq!(case.server.stored().len(), 1);
    assert_eq!(case.state(1).await, LetterState::Bounced);
    case.end().await;
}

#[tokio::test]
async fn what_was_never_sent_cannot_come_back_and_what_is_none_of_ours_changes_nothing() {
    let case = Case::new().await;
    case.queue_up_to(1).await;
    let letter = case.letter(1).id(&case.municipality);
    let not_sent = Received::NotSent {
        municipality: case.municipality.clone(),
        letter,
        state: LetterState::Waiting,
    };
    assert_eq!(
        told(&case, &report(letter, "failed", "5.1.1")).await,
        not_sent
    );
    let foreign = report(Uuid::from_u128(7), "failed", "5.1.1");
    assert_eq!(told(&case, &foreign).await, Received::Unknown);
    let answer = b"From: leitung@beratung.example\r\nSubject: Bin im Urlaub\r\n\r\nBis Montag.\r\n";
    assert!(matches!(told(&case, answer).await, Received::NotAReport(_)));
    assert_eq!(case.state(1).await, LetterState::Waiting);
    case.end().await;
}
