//! Delivery reports as mail servers write them, and what is none.

use mail::{
    DeliveryAction, DeliveryReport, DeliveryStatus, MailDomain, RecipientReport, UnreadableReport,
};
use proptest::prelude::*;
use uuid::Uuid;

const LETTER: &str = "00000000-0000-0000-0000-000000000009@lotse.example";

const RECIPIENT: &str = "Final-Recipient: rfc822; weg@beratung.example\r\n\
     Original-Recipient: rfc822;weg@beratung.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
     Remote-MTA: dns; mail.beratung.example\r\n\
     Diagnostic-Code: smtp; 550 5.1.1 <weg@beratung.example>: Recipient address\r\n    rejected: unknown user\r\n";

/// In the shape of Postfix.
fn report(recipients: &str, returned: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@stadt.example (Mail Delivery System)\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nTo: netzwerk@stadt.example\r\n\
         Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"GRENZE/1\"\r\n\
         Message-Id: <20261020081600.GRENZE@stadt.example>\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n\
         --GRENZE/1\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
         I'm sorry to have to inform you that your message could not be delivered.\r\n\r\n\
         --GRENZE/1\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mail.stadt.example\r\nArrival-Date: Tue, 20 Oct 2026 10:15:30 +0200 (CEST)\r\n\r\n\
         {recipients}\r\n--GRENZE/1\r\n{returned}\r\n--GRENZE/1--\r\n"
    )
}

fn whole_letter() -> String {
    format!(
        "Content-Type: message/rfc822\r\n\r\nMessage-ID: <{LETTER}>\r\nFrom: netzwerk@stadt.example\r\n\
         Subject: Einladung\r\n\r\nGuten Tag\r\n"
    )
}

fn read(recipients: &str) -> Result<DeliveryReport, UnreadableReport> {
    DeliveryReport::read(report(recipients, &whole_letter()).as_bytes())
}

fn failed() -> RecipientReport {
    RecipientReport {
        recipient: "weg@beratung.example".to_owned(),
        action: DeliveryAction::Failed,
        status: DeliveryStatus {
            class: 5,
            subject: 1,
            detail: 1,
        },
    }
}

#[test]
fn a_report_says_which_letter_did_not_arrive_and_where() {
    let report = read(RECIPIENT).expect("a report");
    assert_eq!(report.recipients, [failed()]);
    let about = report.about.expect("the letter");
    assert_eq!(about.as_str(), LETTER);
    let domain: MailDomain = "lotse.example".parse().expect("a domain");
    assert_eq!(about.outbox_entry(&domain), Some(Uuid::from_u128(9)));
}

#[test]
fn a_report_may_return_the_headers_alone_or_nothing() {
    let headers = format!(
        "Content-Type: text/rfc822-headers\r\n\r\nFrom: netzwerk@stadt.example\r\nMessage-ID:\r\n <{LETTER}>\r\n"
    );
    let read = |returned: &str| {
        let report = DeliveryReport::read(report(RECIPIENT, returned).as_bytes());
        report.expect("a report").about
    };
    assert_eq!(
        read(&headers).map(|id| id.as_str().to_owned()).as_deref(),
        Some(LETTER)
    );
    assert_eq!(read("Content-Type: text/plain\r\n\r\nnichts\r\n"), None);
    // Headers that are quoted in prose are no letter.
    assert_eq!(read(&headers.replace("rfc822-headers", "plain")), None);
}

#[test]
fn a_report_may_speak_of_several_recipients() {
    let two = format!(
        "{RECIPIENT}\r\nfinal-recipient: RFC822;<voll@beratung.example>\r\nACTION: Delayed (will retry)\r\n\
         status: 4.2.2 (mailbox full)\r\n"
    );
    let report = read(&two).expect("a report");
    assert_eq!(report.recipients.len(), 2);
    let delayed = &report.recipients[1];
    assert_eq!(delayed.recipient, "voll@beratung.example");
    assert_eq!(delayed.action, DeliveryAction::Delayed);
    assert_eq!(delayed.status.to_string(), "4.2.2");
    assert!(!delayed.status.is_permanent());
    assert!(report.recipients[0].status.is_permanent());
}

#[test]
fn every_action_is_understood_and_no_other() {
    for (text, action) in [
        ("failed", DeliveryAction::Failed),
        ("delayed", DeliveryAction::Delayed),
        ("delivered", DeliveryAction::Delivered),
        ("relayed", DeliveryAction::Relayed),
        ("expanded", DeliveryAction::Expanded),
    ] {
        let report = read(&RECIPIENT.replace("Action: failed", &format!("Action: {text}")));
        assert_eq!(report.map(|report| report.recipients[0].action), Ok(action));
    }
    assert_eq!(
        read(&RECIPIENT.replace("Action: failed", "Action: lost")),
        Err(UnreadableReport::Unknown {
            field: "action",
            value: "lost".to_owned()
        })
    );
}

#[test]
fn a_status_is_three_numbers_of_a_known_class() {
    for bad in [
        "3.1.1", "5.1", "5.1.1.1", "5.1.1000", "5.+1.1", "5..1", "550", "",
    ] {
        assert_eq!(
            read(&RECIPIENT.replace("Status: 5.1.1", &format!("Status: {bad}"))),
            Err(UnreadableReport::Unknown {
                field: "status",
                value: bad.to_owned()
            }),
            "{bad}"
        );
    }
    let report = read(&RECIPIENT.replace("Status: 5.1.1", "Status: 2.0.999"));
    let status = report.map(|report| report.recipients[0].status.to_string());
    assert_eq!(status.as_deref(), Ok("2.0.999"));
}

#[test]
fn what_a_recipient_lacks_is_named() {
    for (line, field) in [
        (
            "Final-Recipient: rfc822; weg@beratung.example\r\n",
            "final-recipient",
        ),
        ("Action: failed\r\n", "action"),
        ("Status: 5.1.1\r\n", "status"),
    ] {
        assert_eq!(
            read(&RECIPIENT.replace(line, "")),
            Err(UnreadableReport::Missing(field))
        );
    }
    assert_eq!(
        read(&RECIPIENT.replace(
            "rfc822; weg@beratung.example\r\nOriginal",
            "weg\r\nOriginal"
        )),
        Err(UnreadableReport::Unknown {
            field: "final-recipient",
            value: String::new()
        })
    );
    assert_eq!(read("X-Nothing: 1\r\n"), Err(UnreadableReport::NoRecipient));
}

#[test]
fn other_mail_is_no_report() {
    for other in [
        "From: a@b.example\r\nSubject: Abwesend\r\n\r\nIch bin im Urlaub.\r\n".to_owned(),
        report(RECIPIENT, "").replace("multipart/report", "multipart/mixed"),
        report(RECIPIENT, "").replace("message/delivery-status", "text/plain"),
        report(RECIPIENT, "").replace(
            "message/delivery-status",
            "message/disposition-notification",
        ),
    ] {
        assert_eq!(
            DeliveryReport::read(other.as_bytes()),
            Err(UnreadableReport::NotAReport),
            "{other}"
        );
    }
    assert_eq!(
        DeliveryReport::read(b""),
        Err(UnreadableReport::NotAMessage)
    );
    let long = vec![b'a'; 4 * 1024 * 1024 + 1];
    assert_eq!(
        DeliveryReport::read(&long),
        Err(UnreadableReport::TooLong(long.len()))
    );
    assert!(!matches!(
        DeliveryReport::read(&long[1..]),
        Err(UnreadableReport::TooLong(_))
    ));
}

#[test]
fn a_report_with_plain_line_ends_is_read_alike() {
    let text = report(RECIPIENT, &whole_letter());
    let plain = DeliveryReport::read(text.replace("\r\n", "\n").as_bytes());
    assert_eq!(plain, DeliveryReport::read(text.as_bytes()));
    assert!(plain.is_ok());
}

proptest! {
    #[test]
    fn nothing_that_arrives_breaks_the_reader(
        at in 0_usize..1500, cut in 0_usize..60, noise in any::<Vec<u8>>(),
    ) {
        let whole = report(RECIPIENT, &whole_letter()).into_bytes();
        let from = at.min(whole.len());
        let until = (from + cut).min(whole.len());
        let broken = [&whole[..from], &noise, &whole[until..]].concat();
        if let Ok(read) = DeliveryReport::read(&broken) {
            prop_assert!(!read.recipients.is_empty());
        }
    }
}
