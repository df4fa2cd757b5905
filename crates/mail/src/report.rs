//! What a mail server says about a letter (RFC 3464).
//!
//! Only the fields that a machine may act on; the server's prose and its diagnostic text stay where they are. A report
//! can be forged like any mail: whether its letter was ever sent to that address, the caller must ask.

use std::fmt;
use std::str::FromStr;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use thiserror::Error;

use crate::MessageId;

/// A report may bring the whole letter back; more than that is none.
const LONGEST: usize = 4 * 1024 * 1024;

/// A report on one letter [Zustellbericht].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    /// The letter, where the report says which one.
    pub about: Option<MessageId>,
    /// One or more.
    pub recipients: Vec<RecipientReport>,
}

/// What became of a letter at one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientReport {
    /// The final recipient, as it was written.
    pub recipient: String,
    pub action: DeliveryAction,
    pub status: DeliveryStatus,
}

/// What the server did (RFC 3464, 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryAction {
    /// It gave up.
    Failed,
    /// It goes on trying.
    Delayed,
    Delivered,
    /// To a server that sends no reports.
    Relayed,
    /// To several addresses.
    Expanded,
}

/// Why (RFC 3463): `5.1.1` is an address that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryStatus {
    /// 2 success, 4 for the time being, 5 for good.
    pub class: u16,
    pub subject: u16,
    pub detail: u16,
}

/// Why a message is no delivery report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnreadableReport {
    #[error("the message has {0} octets, which no report needs")]
    TooLong(usize),
    #[error("the text is no message")]
    NotAMessage,
    #[error("the message is no delivery report")]
    NotAReport,
    #[error("the report names no recipient")]
    NoRecipient,
    #[error("a recipient has no {0}")]
    Missing(&'static str),
    #[error("a recipient's {field} is {value:?}")]
    Unknown { field: &'static str, value: String },
}

impl DeliveryStatus {
    /// True where trying again is of no use.
    pub fn is_permanent(self) -> bool {
        self.class == 5
    }
}

impl FromStr for DeliveryStatus {
    type Err = ();

    /// A comment may follow: `5.1.1 (no such user)`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.split([' ', '\t', '(']).next().unwrap_or_default();
        let numbers: Vec<u16> = code
            .split('.')
            .map(|number| {
                let plain = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
                plain.then(|| number.parse().ok()).flatten().ok_or(())
            })
            .collect::<Result<_, _>>()?;
        match numbers.as_slice() {
            [class @ (2 | 4 | 5), subject, detail] => Ok(Self {
                class: *class,
                subject: *subject,
                detail: *detail,
            }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for DeliveryStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl DeliveryReport {
    /// Reads a message as it came in.
    pub fn read(message: &[u8]) -> Result<Self, UnreadableReport> {
        if message.len() > LONGEST {
            return Err(UnreadableReport::TooLong(message.len()));
        }
        let message = MessageParser::new()
            .parse(message)
            .ok_or(UnreadableReport::NotAMessage)?;
        if !is_type(message.root_part(), "multipart", "report") {
            return Err(UnreadableReport::NotAReport);
        }
        let status = message
            .parts
            .iter()
            .find(|part| is_type(part, "message", "delivery-status"))
            .ok_or(UnreadableReport::NotAReport)?;
        let status = String::from_utf8_lossy(status.contents()).replace("\r\n", "\n");
        let recipients = groups(&status)
            .iter()
            .filter(|group| group.has("final-recipient") || group.has("action"))
            .map(Group::recipient)
            .collect::<Result<Vec<_>, _>>()?;
        if recipients.is_empty() {
            return Err(UnreadableReport::NoRecipient);
        }
        Ok(Self {
            about: about(&message),
            recipients,
        })
    }
}

fn is_type(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    part.content_type().is_some_and(|content| {
        let sub = content.subtype().unwrap_or_default();
        content.ctype().eq_ignore_ascii_case(kind) && sub.eq_ignore_ascii_case(subtype)
    })
}

/// The letter's id, out of the letter or its headers, which come back with the report.
fn about(report: &Message<'_>) -> Option<MessageId> {
    report.parts.iter().find_map(|part| {
        if let PartType::Message(letter) = &part.body {
            return letter.message_id()?.parse().ok();
        }
        if !is_type(part, "text", "rfc822-headers") {
            return None;
        }
        let letter = MessageParser::new().parse_headers(part.contents())?;
        letter.message_id()?.parse().ok()
    })
}

/// Fields between two empty lines, by their name in small letters.
struct Group(Vec<(String, String)>);

fn groups(status: &str) -> Vec<Group> {
    let unfolded = status.replace("\n ", " ").replace("\n\t", " ");
    unfolded
        .split("\n\n")
        .map(|group| {
            let field = |line: &str| {
                let (name, value) = line.split_once(':')?;
                Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            };
            Group(group.lines().filter_map(field).collect())
        })
        .collect()
}

impl Group {
    fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter();
        let (_, value) = fields.find(|(field, _)| field == name)?;
        Some(value)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn need(&self, name: &'static str) -> Result<&str, UnreadableReport> {
        self.get(name).ok_or(UnreadableReport::Missing(name))
    }

    fn recipient(&self) -> Result<RecipientReport, UnreadableReport> {
        let unknown = |field: &'static str, value: &str| UnreadableReport::Unknown {
            field,
            value: value.chars().take(40).collect(),
        };
        let recipient = self.need("final-recipient")?;
        let (_, address) = recipient
            .split_once(';')
            .ok_or_else(|| unknown("final-recipient", ""))?;
        let action = self.need("action")?;
        let status = self.need("status")?;
        Ok(RecipientReport {
            recipient: address.trim().trim_matches(['<', '>']).to_owned(),
            action: action_of(action).ok_or_else(|| unknown("action", action))?,
            status: status.parse().map_err(|()| unknown("status", status))?,
        })
    }
}

fn action_of(text: &str) -> Option<DeliveryAction> {
    let word = text.split([' ', '\t', '(']).next().unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "failed" => Some(DeliveryAction::Failed),
        "delayed" => Some(DeliveryAction::Delayed),
        "delivered" => Some(DeliveryAction::Delivered),
        "relayed" => Some(DeliveryAction::Relayed),
        "expanded" => Some(DeliveryAction::Expanded),
        _ => None,
    }
}
