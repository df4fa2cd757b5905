//! A mail server that keeps what it gets, and readers who look at it with programs that are not ours.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mail::MailAddress;
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use outbox::{Answer, Reply, Transport};

/// A mail server that answers as it is told, and keeps what it took.
#[derive(Clone, Default)]
pub(crate) struct Server {
    /// Answers to come; then it accepts everything.
    pub(crate) answers: Arc<Mutex<VecDeque<Answer>>>,
    pub(crate) got: Arc<Mutex<Vec<Got>>>,
}

/// A message that the server has, whatever it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Got {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) octets: Vec<u8>,
    pub(crate) accepted: bool,
}

impl Transport for Server {
    async fn send(&self, from: &MailAddress, to: &MailAddress, message: &[u8]) -> Answer {
        let told = self.answers.lock().unwrap().pop_front();
        let answer = told.unwrap_or(Answer::Accepted(Reply::of(250)));
        if matches!(answer, Answer::Accepted(_) | Answer::Unanswered) {
            self.got.lock().unwrap().push(Got {
                from: from.to_string(),
                to: to.to_string(),
                octets: message.to_vec(),
                accepted: matches!(answer, Answer::Accepted(_)),
            });
        }
        answer
    }

    fn longest(&self) -> Duration {
        Duration::from_secs(10)
    }
}

impl Got {
    pub(crate) fn message(&self) -> Message<'_> {
        MessageParser::new().parse(&self.octets).unwrap()
    }

    pub(crate) fn subject(&self) -> String {
        self.message().subject().unwrap().to_owned()
    }

    /// The plain text, with the signatures of its links left out.
    pub(crate) fn text(&self) -> String {
        let text = self.message().body_text(0).unwrap().replace("\r\n", "\n");
        let line = |line: &str| match line.split_once("links/") {
            Some((before, link)) => format!("{before}links/{}", self::link(link)),
            None => line.to_owned(),
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The text of the first link, as it would be opened.
    pub(crate) fn link(&self) -> String {
        let message = self.message();
        let text = message.body_text(0).unwrap();
        let (_, link) = text.split_once("links/").unwrap();
        link.split_whitespace().next().unwrap().to_owned()
    }

    /// The calendar's text.
    pub(crate) fn ics(&self) -> Option<String> {
        let message = self.message();
        let part = message
            .attachments()
            .find(|part| part.attachment_name() == Some("invite.ics"))?;
        Some(String::from_utf8(part.contents().to_vec()).unwrap())
    }

    /// Method and sequence for the reader's calendar.
    pub(crate) fn calendar(&self) -> Option<(String, u32)> {
        use icalendar::{Calendar, CalendarComponent, Component as _};

        let calendar: Calendar = self.ics()?.parse().unwrap();
        let mut events = calendar.components.iter();
        let event = events.find_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        });
        let sequence = event.unwrap().property_value("SEQUENCE").unwrap();
        let method = calendar.property_value("METHOD").unwrap().to_owned();
        Some((method, sequence.parse().unwrap()))
    }
}

/// A link without key and signature.
fn link(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').collect();
    let said = parts.get(1..parts.len() - 1).unwrap_or_default();
    said.join(".")
}
