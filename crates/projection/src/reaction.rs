//! Reactions: events of one domain become commands of another.
//!
//! *Shape*: an event in, commands to one aggregate out, in the order in which they are answered.
//! *Correctness*: the commands commit with the checkpoint, keyed by (reaction, position, ordinal), so that they happen
//! once, whoever carries them and however often. A refusal is recorded in `consumer.refused`, for the work list, and the
//! checkpoint moves.

use commands::{Cause, CommandOf, Commands, Failure, Order, UseCase};
use deadpool_postgres::Transaction;
use eventstore::{Metadata, RecordedEvent, StoreError};
use kernel::MunicipalityId;
use service_kit::identity::MunicipalityScope;
use service_kit::problem::Problem;
use tracing::{Instrument as _, info_span};

use crate::{Consumer, ConsumerError, Parked};

/// Where a consumer begins in a municipality that it has not scanned yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the first event: what happened before its deployment counts.
    Beginning,
    /// At the head of the moment in which it first meets the municipality.
    FirstDeployment,
}

/// A command that answers an event.
#[derive(Clone, Debug)]
pub struct Answer<C> {
    pub name: &'static str,
    pub command: C,
}

/// What a domain does when another one reports something.
pub trait Reaction: Send + Sync + 'static {
    type UseCase: UseCase;

    /// Its name in keys and checkpoints; never reused for something else.
    const NAME: &'static str;
    /// The types of the events that it hears.
    const HEARS: &'static [&'static str];
    /// The types of the events that its commands may write. Over all reactions, hearing and causing must not make a
    /// circle; a test holds it.
    const CAUSES: &'static [&'static str];
    const START: Start;

    /// The commands that answer an event that it hears; none where the event does not concern it.
    fn answer(
        &self,
        event: &RecordedEvent,
    ) -> Result<Vec<Answer<CommandOf<Self::UseCase>>>, StoreError>;
}

/// A reaction as a consumer of the feed.
#[derive(Debug)]
pub struct Reacting<R> {
    commands: Commands,
    reaction: R,
}

impl<R: Reaction> Reacting<R> {
    /// `commands` must have the database role that may append to the aggregate's streams.
    pub fn new(commands: Commands, reaction: R) -> Self {
        Self { commands, reaction }
    }

    /// Carries out everything that answers an event.
    async fn answer(
        &self,
        transaction: &Transaction<'_>,
        event: &RecordedEvent,
    ) -> Result<(), NotAnswered> {
        let unreadable = |error: StoreError| NotAnswered::Unreadable(error.to_string());
        let answers = self.reaction.answer(event).map_err(unreadable)?;
        if answers.is_empty() {
            return Ok(());
        }
        let metadata = event.metadata().map_err(unreadable)?;
        for (ordinal, answer) in (0..).zip(answers) {
            self.carry_out(transaction, event, &metadata, ordinal, answer)
                .await?;
        }
        Ok(())
    }

    async fn carry_out(
        &self,
        transaction: &Transaction<'_>,
        event: &RecordedEvent,
        metadata: &Metadata,
        ordinal: i16,
        answer: Answer<CommandOf<R::UseCase>>,
    ) -> Result<(), NotAnswered> {
        let scope = MunicipalityScope {
            municipality: event.municipality.clone(),
            role: metadata.role,
            actor: metadata.actor,
        };
        let name = answer.name;
        let order = Order {
            key: format!("reaction:{}:{}:{ordinal}", R::NAME, event.position),
            request: String::new(),
            name,
            occurred_on: Some(event.occurred_on),
            expected_version: None,
            source: None,
            cause: Some(Cause {
                position: event.position,
                correlation: metadata.correlation,
            }),
            account: None,
            command: answer.command,
        };
        let span = info_span!("reaction.event.answer", reaction = R::NAME, command = name);
        if let Some(trace) = &metadata.trace {
            service_kit::telemetry::follow(&span, trace);
        }
        let result = self
            .commands
            .execute_in::<R::UseCase>(transaction, &scope, order)
            .instrument(span)
            .await;
        match result {
            Ok(_) => Ok(()),
            Err(Failure::Refused(problem)) => {
                refused::<R>(transaction, event, ordinal, name, &problem)
                    .await
                    .map_err(NotAnswered::Technical)
            }
            Err(failure) if failure.is_for_ever() => {
                Err(NotAnswered::Unreadable(failure.to_string()))
            }
            Err(failure) => Err(NotAnswered::Technical(ConsumerError::Other(Box::new(
                failure,
            )))),
        }
    }
}

/// Why an event has no answer.
enum NotAnswered {
    /// Something stored cannot be read by this code.
    Unreadable(String),
    /// Trying again may help.
    Technical(ConsumerError),
}

async fn savepoint(transaction: &Transaction<'_>, statement: &str) -> Result<(), ConsumerError> {
    transaction
        .batch_execute(statement)
        .await
        .map_err(ConsumerError::database("set a savepoint"))
}

impl<R: Reaction> Consumer for Reacting<R> {
    fn name(&self) -> &'static str {
        R::NAME
    }

    /// Always 1: what a reaction did is in the store, a new version would do it again.
    fn version(&self) -> i32 {
        1
    }

    fn start(&self) -> Start {
        R::START
    }

    async fn apply(
        &self,
        transaction: &Transaction<'_>,
        _municipality: &MunicipalityId,
        events: &[RecordedEvent],
    ) -> Result<Vec<Parked>, ConsumerError> {
        let mut parked: Vec<Parked> = Vec::new();
        for event in events {
            let waits = parked.iter().any(|parked| parked.stream == event.stream);
            if waits || !R::HEARS.contains(&event.event_type.as_str()) {
                continue;
            }
            savepoint(transaction, "SAVEPOINT answer").await?;
            if let Err(failure) = self.answer(transaction, event).await {
                match failure {
                    // It would fail for ever: its stream waits, the others go on.
                    NotAnswered::Unreadable(reason) => {
                        savepoint(transaction, "ROLLBACK TO SAVEPOINT answer").await?;
                        parked.push(Parked::at(event, &reason));
                    }
                    NotAnswered::Technical(error) => return Err(error),
                }
            }
        }
        Ok(parked)
    }
}

async fn refused<R: Reaction>(
    transaction: &Transaction<'_>,
    event: &RecordedEvent,
    ordinal: i16,
    command: &str,
    problem: &Problem,
) -> Result<(), ConsumerError> {
    tracing::info!(
        reaction = R::NAME,
        municipality = %event.municipality,
        position = event.position,
        command,
        code = %problem.code,
        "a reaction's command was refused",
    );
    transaction
        .execute(
            "
            INSERT INTO consumer.refused (
                municipality, reaction, position, ordinal, stream, command, code, sentence
            )
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING",
            &[
                &event.municipality.as_str(),
                &R::NAME,
                &event.position,
                &ordinal,
                &event.stream.to_string(),
                &command,
                &&*problem.code,
                &problem.detail,
            ],
        )
        .await
        .map_err(ConsumerError::database("record a refusal"))?;
    Ok(())
}
