//! Who says what a letter says, or why it is not sent.

use std::error::Error;

use jiff::Timestamp;
use thiserror::Error;

use crate::QueuedLetter;

/// Finds a letter's reader and words when it is sent.
pub trait Composer: Send + Sync + 'static {
    /// The letter as it is sent now, or why it is not.
    ///
    /// Asked at every attempt. The words must be the ones of [`QueuedLetter::position`], so that a second attempt has
    /// the same octets; the present decides whether it is sent at all and to which address. What changes between two
    /// attempts is held back where the first one may have arrived. `outbox` and `date` of the letter are set by the
    /// sender, whatever the composer writes there: the id of the row and [`QueuedLetter::queued_at`].
    fn compose(
        &self,
        letter: &QueuedLetter,
        now: Timestamp,
    ) -> impl Future<Output = Result<Composed, ComposeError>> + Send;
}

/// A letter, or none.
#[derive(Debug)]
pub enum Composed {
    Letter(Box<mail::Letter>),
    Suppress(Suppression),
}

/// A failure that may pass: the letter is tried again later. No address may stand in it, it is logged.
#[derive(Debug, Error)]
#[error("compose a letter")]
pub struct ComposeError(#[source] Box<dyn Error + Send + Sync>);

impl ComposeError {
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

/// Why a letter is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suppression {
    /// The reader has no mail address, or none that a mail server takes.
    NoAddress,
    /// Nobody is left who could read it: a partner without a contact.
    NoContact,
    /// The reader was erased.
    Erased,
    /// The reader's role has ended, or his organisation has left.
    NotAContactAnyMore,
    /// The consent that the municipality's policy demands is not there any more.
    NoConsent,
    /// A newer letter of the same matter went or waits.
    Overtaken,
    /// Its time is over.
    Expired,
    /// What it asks for was done meanwhile.
    Settled,
    /// The reader or the office wants none.
    Unwanted,
}

impl Suppression {
    pub const ALL: &'static [Self] = &[
        Self::NoAddress,
        Self::NoContact,
        Self::Erased,
        Self::NotAContactAnyMore,
        Self::NoConsent,
        Self::Overtaken,
        Self::Expired,
        Self::Settled,
        Self::Unwanted,
    ];

    /// As it stands in `outbox.letter.reason`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::NoContact => "no-contact",
            Self::Erased => "erased",
            Self::NotAContactAnyMore => "not-a-contact-any-more",
            Self::NoConsent => "no-consent",
            Self::Overtaken => "overtaken",
            Self::Expired => "expired",
            Self::Settled => "settled",
            Self::Unwanted => "unwanted",
        }
    }
}
