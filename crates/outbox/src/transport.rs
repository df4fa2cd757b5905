//! What a mail server may answer, and what each answer means for a letter.

use std::time::Duration;

use mail::{DeliveryStatus, MailAddress};

/// Carries one message to a mail server.
pub trait Transport: Send + Sync + 'static {
    /// Hands over a message of one sender to one reader. Never fails otherwise than by its [`Answer`].
    fn send(
        &self,
        from: &MailAddress,
        to: &MailAddress,
        message: &[u8],
    ) -> impl Future<Output = Answer> + Send;

    /// The longest that [`send`](Self::send) may take. A letter's lease is longer, so that no other sender begins
    /// meanwhile.
    fn longest(&self) -> Duration;
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server has it and answers for it.
    Accepted(Reply),
    /// The server refused this reader or this letter for good (a code 55x).
    Refused(Reply),
    /// The server surely does not have it; trying again may help.
    NotTaken(Trouble),
    /// Its end was on the way when the connection was lost: it may have arrived.
    Unanswered,
}

/// Why a server surely does not have a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No connection, or it was lost before the letter's end.
    Unreachable,
    /// The server said that it wants it later (a code 4xx).
    Later(Reply),
    /// The operator's affair, whatever the letter: no TLS, a wrong password, a sender that the server does not take.
    Misconfigured { at: Stage, reply: Option<Reply> },
}

/// Where in the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Greeting,
    Tls,
    Authentication,
    Sender,
    Recipient,
    Data,
}

/// A server's reply, without its words: they repeat addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// RFC 5321, 4.2.
    pub code: u16,
    /// RFC 3463, where the server gives one.
    pub status: Option<DeliveryStatus>,
}

impl Reply {
    /// True where the server's word is about security or policy (RFC 3463, x.7.x).
    pub fn is_policy(self) -> bool {
        self.status.is_some_and(|status| status.subject == 7)
    }

    pub const fn of(code: u16) -> Self {
        Self { code, status: None }
    }
}

impl Trouble {
    /// As it stands in `outbox.letter.reason`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Later(_) => "later",
            Self::Misconfigured { .. } => "misconfigured",
        }
    }

    pub const fn reply(self) -> Option<Reply> {
        match self {
            Self::Unreachable => None,
            Self::Later(reply) => Some(reply),
            Self::Misconfigured { reply, .. } => reply,
        }
    }
}

impl Stage {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Tls => "tls",
            Self::Authentication => "authentication",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Data => "data",
        }
    }
}
