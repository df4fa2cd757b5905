//! What letters say, and whether they still go out.
//!
//! | file | what |
//! |---|---|
//! | `meeting` | invitations, changes, cancellations: whether a calendar still wants them |
//! | `agenda` | when, where and about what a meeting is |
//! | `minutes` | minutes that go out, and whether they were passed on |
//! | `membership` | circulars, questions to contacts |
//! | `office` | in whose name |
//! | `draft` | words on their way to a letter |
//!
//! Words are those of the letter's position and of the vault's entries, which never change; the letter's day is the one on
//! which it was queued. So the same letter composed twice has the same octets. Today decides only who reads it and whether
//! it goes out. What was erased meanwhile is gone from it.

mod agenda;
mod draft;
mod meeting;
mod membership;
mod minutes;
mod office;

use std::sync::Arc;

use ::municipality::Municipality;
use commands::{Policies, PolicyError, PolicyInForce};
use deadpool_postgres::{Pool, PoolError};
use eventstore::{Loaded, StoreError};
use jiff::Timestamp;
use kernel::{Date, StreamId};
use mail::NotAnAddress;
use outbox::{ComposeError, Composed, Composer, QueuedLetter, Suppression};
use service_kit::clock::date_in_berlin;
use service_kit::links::{Link, LinkScope};
use thiserror::Error;
use uuid::Uuid;
use vault::{Vault, VaultError};

use crate::desk::{Desk, until};
use crate::directory::{Directory, Known};
use crate::people::People;
use crate::reader::{self, Reader};
use crate::rule::Rule;
use crate::settings::MailSettings;

/// Composes the courier's letters.
#[derive(Debug)]
pub struct Letters {
    pool: Pool,
    vault: Vault,
    policies: Policies,
    directory: Directory,
    settings: MailSettings,
}

/// Why there is no letter.
#[derive(Debug)]
pub(crate) enum Unsent {
    Suppressed(Suppression),
    Failed(Failure),
}

/// What went wrong; trying again may help. No word of the vault stands in it.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("connect to the database")]
    Connect(#[source] PoolError),
    #[error("begin to compose")]
    Begin(#[source] tokio_postgres::Error),
    #[error("read what was recorded")]
    Store(#[from] StoreError),
    #[error("read words")]
    Vault(#[from] VaultError),
    #[error("read the policy")]
    Policy(#[from] PolicyError),
    #[error("no letter has the rule `{0}`")]
    UnknownRule(String),
    #[error("event {0} does not make such a letter")]
    OtherEvent(eventstore::Position),
    #[error("the municipality's address")]
    Sender(#[source] NotAnAddress),
}

/// A letter being written.
struct Writing<'a> {
    desk: Desk<'a>,
    letter: &'a QueuedLetter,
    rule: Rule,
    known: Arc<Known>,
    people: People,
    reader: Reader,
    /// The day of the letter.
    day: Date,
    today: Date,
    settings: &'a MailSettings,
    policies: &'a Policies,
}

impl Letters {
    /// `pool` logs in as `lotse_courier`.
    pub fn new(pool: Pool, settings: MailSettings) -> Self {
        let vault = Vault::new(pool.clone());
        Self {
            policies: Policies::new(vault.clone()),
            vault,
            pool,
            directory: Directory::default(),
            settings,
        }
    }

    async fn write(&self, letter: &QueuedLetter, now: Timestamp) -> Result<mail::Letter, Unsent> {
        let municipality = &letter.municipality;
        let rule = Rule::of_code(&letter.rule);
        let rule = rule.ok_or_else(|| Failure::UnknownRule(letter.rule.clone()))?;
        let mut client = self.pool.get().await.map_err(Failure::Connect)?;
        let transaction = client.transaction().await.map_err(Failure::Begin)?;
        eventstore::load::set_scope(&transaction, municipality).await?;
        let desk = Desk {
            transaction: &transaction,
            municipality,
        };
        let known = self.directory.known(&desk).await?;
        let today = date_in_berlin(now);
        let partner = kernel::PartnerId(letter.reader.0);
        let people = People::load(&desk, &known, [partner], [letter.reader]).await?;
        let reader = reader::find(&desk, &people, letter.reader, today).await?;
        let writing = Writing {
            desk,
            letter,
            rule,
            known,
            people,
            reader,
            day: date_in_berlin(letter.queued_at),
            today,
            settings: &self.settings,
            policies: &self.policies,
        };
        let draft = match rule {
            Rule::MeetingInvitation
            | Rule::MeetingUpdate
            | Rule::MeetingCancellation
            | Rule::MeetingReplyReminder => writing.meeting().await?,
            Rule::Minutes | Rule::PassingOnReminder => writing.minutes().await?,
            Rule::Circular => writing.circular().await?,
            Rule::ContactConfirmation => writing.confirmation().await?,
        };
        let office = writing.office(draft.network).await?;
        let Writing { reader, .. } = writing;
        // The connection goes back before documents ask for one.
        drop(transaction);
        drop(client);
        let files = draft::files(&self.vault, municipality, &draft.documents).await?;
        let from = self.settings.sender(municipality);
        let from = from.map_err(Failure::Sender)?;
        Ok(draft.letter(letter, &self.settings.domain, from, reader, office, files))
    }
}

impl Composer for Letters {
    async fn compose(
        &self,
        letter: &QueuedLetter,
        now: Timestamp,
    ) -> Result<Composed, ComposeError> {
        match self.write(letter, now).await {
            Ok(letter) => Ok(Composed::Letter(Box::new(letter))),
            Err(Unsent::Suppressed(reason)) => Ok(Composed::Suppress(reason)),
            Err(Unsent::Failed(failure)) => Err(ComposeError::new(failure)),
        }
    }
}

impl Writing<'_> {
    /// A stream as it was when the letter was caused.
    fn then<A>(&self, loaded: &Loaded, stream: &StreamId) -> Result<A, StoreError>
    where
        A: Default + eventstore::load::Fold,
    {
        until(loaded, stream, self.letter.position)
    }

    /// The policy that held on the letter's day; `None` before the first one.
    async fn policy(&self) -> Result<Option<Arc<PolicyInForce>>, Failure> {
        let municipality = self.desk.municipality;
        let tenant = self.tenant().await?;
        let Some(adopted) = tenant.policy_on(self.day) else {
            return Ok(None);
        };
        let (document, version) = (adopted.document, adopted.version);
        let policy = self.policies.version(municipality, document, version);
        Ok(Some(policy.await?))
    }

    async fn tenant(&self) -> Result<Municipality, StoreError> {
        let stream = ::municipality::stream(self.desk.municipality);
        self.then(&self.desk.load(&[stream]).await?, &stream)
    }

    /// The event that caused the letter, of the letter's own stream.
    fn cause<E: kernel::StoredEvent>(&self, loaded: &Loaded) -> Result<E, Failure> {
        let position = self.letter.position;
        let mut events = loaded.stream(&self.letter.subject).iter();
        let cause = events.find(|event| event.position == position);
        Ok(cause.ok_or(Failure::OtherEvent(position))?.read()?)
    }

    fn link(
        &self,
        scope: LinkScope,
        subject: Uuid,
        about: Option<Uuid>,
        nonce: u32,
        expires_on: Date,
    ) -> String {
        self.settings.address(&Link {
            scope,
            municipality: self.desk.municipality.clone(),
            subject,
            about,
            nonce,
            expires_on,
        })
    }
}

impl From<Suppression> for Unsent {
    fn from(reason: Suppression) -> Self {
        Self::Suppressed(reason)
    }
}

impl<E: Into<Failure>> From<E> for Unsent {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
