//! Reactions: events of one domain become commands of another.
//!
//! *Shape*: an event in, commands to one aggregate out, in the order in which they are answered.
//! *Correctness*: the commands commit with the checkpoint, keyed by (reaction, position, ordinal), so that they happen
//! once, whoever carries them and however often. A refusal is recorded in `consumer.refused`, for the work list, and the
//! checkpoint moves.

use commands::{Cause, CommandOf, Commands, Failure, Order, UseCase};
use deadpool_postgres::Transaction;
use eventstore::{RecordedEvent, StoreError};
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
    /// At the head: only what happens from its deployment on.
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

    async fn carry_out(
        &self,
        transaction: &Transaction<'_>,
        event: &RecordedEvent,
        ordinal: i16,
        answer: Answer<CommandOf<R::UseCase>>,
    ) -> Result<(), ConsumerError> {
        let metadata = event.metadata()?;
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
                refused::<R>(transaction, event, ordinal, name, &problem).await
            }
            Err(failure) => Err(ConsumerError::Other(Box::new(failure))),
        }
    }
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
            match self.reaction.answer(event) {
                Ok(answers) => {
                    for (ordinal, answer) in (0..).zip(answers) {
                        self.carry_out(transaction, event, ordinal, answer).await?;
                    }
                }
                Err(error) => parked.push(Parked::at(event, &error)),
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
