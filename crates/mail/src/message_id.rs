//! How a message is found again.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use uuid::Uuid;

use crate::MailDomain;

/// The id of a message, without its angle brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

/// A text that is no message's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "a message's id is up to 250 visible ASCII characters with one `@` and no angle bracket within"
)]
pub struct NotAMessageId;

impl MessageId {
    /// The id of the letter that an outbox entry is, the same at every attempt to send it.
    pub fn of_outbox(entry: Uuid, domain: &MailDomain) -> Self {
        Self(format!("{entry}@{domain}"))
    }

    /// The outbox entry, where the id is one of ours.
    pub fn outbox_entry(&self, domain: &MailDomain) -> Option<Uuid> {
        let (entry, at) = self.0.split_once('@')?;
        let ours = at.eq_ignore_ascii_case(domain.as_str());
        ours.then(|| entry.parse().ok()).flatten()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MessageId {
    type Err = NotAMessageId;

    /// With or without its angle brackets.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let bare = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .unwrap_or(text);
        let visible = |c: char| c.is_ascii_graphic() && c != '<' && c != '>';
        let one_at = bare.matches('@').count() == 1;
        if one_at && bare.len() <= 250 && bare.chars().all(visible) {
            Ok(Self(bare.to_owned()))
        } else {
            Err(NotAMessageId)
        }
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
