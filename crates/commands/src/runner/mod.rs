//! Load, decide, append.
//!
//! | file | what lives there |
//! |---|---|
//! | `order` | a command with what its caller said about it, and what it did |
//! | `failure` | why a command did nothing, and how it says so |

mod failure;
mod order;

use std::collections::BTreeMap;
use std::sync::Arc;

use cqrs_es::Aggregate as _;
use cqrs_es::event_sink::EventSink;
use deadpool_postgres::Transaction;
use eventstore::{
    Append, EventStore, Loaded, Metadata, NewEvent, Outcome, StoreError, append_in, load,
};
use kernel::{
    CommandId, Date, DecisionContext, DomainCommand as _, StoredEvent as _, StreamId, Warning,
};
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::identity::MunicipalityScope;
use service_kit::problem::Problem;
use service_kit::telemetry;
use tokio::sync::Notify;
use vault::{Vault, documents};

pub use self::failure::Failure;
use self::failure::{in_future, key_reused, taken, too_many, version_conflict};
pub use self::order::{Cause, Order, Receipt};
use self::order::{replay, replayed, unchanged};
use crate::documents::unknown;
use crate::{CommandOf, EventOf, Policies, PolicyError, PolicyInForce, UseCase};

/// How often a decision is taken anew when a stream that it rests on moved meanwhile.
///
/// Racers for one decision lose at most once to the winner, then see what he did; only a stream that others keep
/// writing for other reasons costs more.
const ATTEMPTS: usize = 12;

/// The target and the municipality stand before what a decision reads.
const NOT_READS: usize = 2;

/// Where the command stands in [`Order::request`], a list in JSON.
pub(crate) const COMMAND_IN_REQUEST: usize = 3;

/// Carries out the commands of a service.
#[derive(Clone, Debug)]
pub struct Commands {
    store: EventStore,
    vault: Vault,
    policies: Policies,
    clock: Clock,
    secret: Secret,
    appended: Arc<Notify>,
}

/// Where loads and appends go.
enum Session<'a> {
    Pool,
    Transaction(&'a Transaction<'a>),
}

impl Commands {
    /// `appended` is told of every append, so that the process's poller need not wait.
    pub fn new(
        store: EventStore,
        policies: Policies,
        clock: Clock,
        secret: Secret,
        appended: Arc<Notify>,
    ) -> Self {
        Self {
            vault: Vault::new(store.pool().clone()),
            store,
            policies,
            clock,
            secret,
            appended,
        }
    }

    pub fn store(&self) -> &EventStore {
        &self.store
    }

    /// The vault, with the rights of the same database role.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    pub fn policies(&self) -> &Policies {
        &self.policies
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Carries out a command; with the same key and request again it answers what it did.
    pub async fn execute<U: UseCase>(
        &self,
        scope: &MunicipalityScope,
        order: Order<CommandOf<U>>,
    ) -> Result<Receipt, Failure> {
        self.carry_out::<U>(&Session::Pool, scope, order).await
    }

    /// [`execute`](Self::execute) inside a transaction that has set its scope: a reaction's command commits with its
    /// checkpoint.
    pub async fn execute_in<U: UseCase>(
        &self,
        transaction: &Transaction<'_>,
        scope: &MunicipalityScope,
        order: Order<CommandOf<U>>,
    ) -> Result<Receipt, Failure> {
        self.carry_out::<U>(&Session::Transaction(transaction), scope, order)
            .await
    }

    async fn carry_out<U: UseCase>(
        &self,
        session: &Session<'_>,
        scope: &MunicipalityScope,
        mut order: Order<CommandOf<U>>,
    ) -> Result<Receipt, Failure> {
        let name = order.name;
        let in_store = |source| Failure::Store {
            command: name,
            source,
        };
        if order.command.target().is_none() {
            order.command.assign(CommandId::generate().0);
        }
        let target = StreamId::new(
            CommandOf::<U>::STREAM,
            order
                .command
                .target()
                .expect("a command without a target was given one"),
        );
        let reads = order.command.reads();
        let allowed = U::reads_max(&order.command);
        if reads.len() > allowed.streams {
            return Err(too_many(reads.len(), allowed));
        }
        // The target comes first, then the municipality, then what the decision reads.
        let mut streams = vec![target, municipality::stream(&scope.municipality)];
        streams.extend(reads.iter().copied());
        let fingerprint = self.secret.fingerprint(&[
            scope.actor.0.as_bytes(),
            name.as_bytes(),
            order.request.as_bytes(),
        ]);
        let command_id = CommandId::generate();

        let mut unknown_commit = None;
        for _ in 0..ATTEMPTS {
            let loaded = match self
                .load_all::<U>(session, scope, &mut streams, &order.key)
                .await
            {
                Ok(loaded) => loaded,
                Err(error) if error.is_unknown_commit() && unknown_commit.is_some() => {
                    unknown_commit = Some(error);
                    continue;
                }
                Err(error) => return Err(in_store(error)),
            };
            if let Some(prior) = &loaded.prior {
                return replay(target, prior, &fingerprint);
            }
            self.check_documents::<U>(session, scope, &order).await?;
            let decided = self
                .decide::<U>(scope, &order, target, &streams[NOT_READS..], &loaded)
                .await?;
            let (occurred_on, events, warnings) = decided;
            let version = loaded.version(&target);
            if events.is_empty() {
                return Ok(unchanged(target, version, warnings));
            }
            let append = Append {
                key: order.key.clone(),
                fingerprint,
                occurred_on,
                metadata: Metadata {
                    actor: scope.actor,
                    role: scope.role,
                    command: command_id,
                    command_name: name.to_owned(),
                    correlation: order.cause.map_or(command_id, |cause| cause.correlation),
                    causation: order.cause.map(|cause| cause.position),
                    source: order.source.as_ref().map(|source| source.id),
                    trace: telemetry::trace_context(),
                    warnings: warnings.clone(),
                },
                reads: loaded.versions(),
                claims: order
                    .command
                    .claims()
                    .into_iter()
                    .map(|claim| (claim, target))
                    .collect(),
                vault: order.entries(scope.actor),
                events: stored::<U>(target, &loaded, &events).map_err(in_store)?,
            };
            match self.append(session, scope, append).await {
                Ok(Outcome::Appended {
                    position,
                    recorded_at,
                }) => {
                    self.appended.notify_one();
                    let written = i64::try_from(events.len()).unwrap_or(i64::MAX);
                    let own = events.iter().filter(|event| U::stream_of(event).is_none());
                    let own = i64::try_from(own.count()).unwrap_or(i64::MAX);
                    metrics::counter!("lotse_commands_total", "command" => name).increment(1);
                    return Ok(Receipt {
                        stream: target.to_string(),
                        id: target.id(),
                        version: version + own,
                        position: Some(position + written - 1),
                        events: events
                            .iter()
                            .map(cqrs_es::DomainEvent::event_type)
                            .collect(),
                        recorded_at: Some(recorded_at),
                        replayed: false,
                        warnings,
                    });
                }
                Ok(Outcome::Replayed {
                    position,
                    recorded_at,
                    metadata,
                    events,
                }) => {
                    return Ok(replayed(target, position, recorded_at, *metadata, &events));
                }
                Ok(Outcome::KeyReused) => return Err(key_reused()),
                Ok(Outcome::Claimed { kind, holder }) => return Err(taken(&kind, holder)),
                Ok(Outcome::Conflict { .. }) => {}
                // Whether it was committed is not known; the key tells at the next load.
                Err(error) if error.is_unknown_commit() && matches!(session, Session::Pool) => {
                    unknown_commit = Some(error);
                }
                Err(error) => return Err(in_store(error)),
            }
        }
        match unknown_commit {
            Some(error) => Err(in_store(error)),
            None => Err(Failure::Refused(Problem::unavailable(
                "BUSY",
                "Andere arbeiten gerade am selben Vorgang; bitte mit demselben Schlüssel erneut senden.",
            ))),
        }
    }

    /// Refuses a command that names a document which the vault does not hold. Documents come before the commands that
    /// name them and are never renamed, so that what is held now is held at the append.
    async fn check_documents<U: UseCase>(
        &self,
        session: &Session<'_>,
        scope: &MunicipalityScope,
        order: &Order<CommandOf<U>>,
    ) -> Result<(), Failure> {
        let named = order.command.documents();
        let missing = match session {
            Session::Pool => documents::missing(&self.vault, &scope.municipality, &named).await,
            Session::Transaction(transaction) => {
                documents::missing_in(*transaction, &scope.municipality, &named).await
            }
        };
        let missing = missing.map_err(|source| Failure::Vault {
            command: order.name,
            source,
        })?;
        let Some(first) = missing.first() else {
            return Ok(());
        };
        let command = serde_json::from_str::<serde_json::Value>(&order.request)
            .ok()
            .and_then(|mut request| {
                request
                    .get_mut(COMMAND_IN_REQUEST)
                    .map(serde_json::Value::take)
            });
        Err(Failure::Refused(unknown(*first, command.as_ref())))
    }

    /// The aggregate's decision on the loaded streams: business date, events and warnings.
    async fn decide<U: UseCase>(
        &self,
        scope: &MunicipalityScope,
        order: &Order<CommandOf<U>>,
        target: StreamId,
        reads: &[StreamId],
        loaded: &Loaded,
    ) -> Result<(Date, Vec<EventOf<U>>, Vec<Warning>), Failure> {
        let name = order.name;
        let in_store = |source| Failure::Store {
            command: name,
            source,
        };
        let version = loaded.version(&target);
        if let Some(expected) = order
            .expected_version
            .filter(|expected| *expected != version)
        {
            return Err(version_conflict(expected, version));
        }
        // A cause has happened, even where its host's clock was ahead of this one's.
        let today = match order.cause.and(order.occurred_on) {
            Some(caused_on) => caused_on.max(self.clock.today()),
            None => self.clock.today(),
        };
        let occurred_on = order.occurred_on.unwrap_or(today);
        if occurred_on > today {
            return Err(in_future(occurred_on, today));
        }
        let policy: Arc<PolicyInForce> = self
            .policies
            .on(&scope.municipality, loaded, occurred_on)
            .await
            .map_err(|error| match error {
                PolicyError::NotInForce(refusal) => Failure::Refused(Problem::refused(&refusal)),
                source => Failure::Policy {
                    command: name,
                    source,
                },
            })?;
        let context = DecisionContext::new(
            self.clock.now(),
            today,
            occurred_on,
            scope.actor,
            scope.role,
            U::policy(&policy),
            U::facts(&policy, occurred_on, reads, loaded).map_err(in_store)?,
        );
        let mut aggregate: U::Aggregate = loaded.fold(&target).map_err(in_store)?;
        let sink = EventSink::default();
        aggregate
            .handle(order.command.clone(), &context, &sink)
            .await
            .map_err(|refusal| Failure::Refused(Problem::refused(&refusal)))?;
        Ok((occurred_on, sink.collect().await, context.into_warnings()))
    }

    /// Loads what the command names and then, until nothing is missing, what the aggregate knows besides; `streams`
    /// begins with the target and grows.
    async fn load_all<U: UseCase>(
        &self,
        session: &Session<'_>,
        scope: &MunicipalityScope,
        streams: &mut Vec<StreamId>,
        key: &str,
    ) -> Result<Loaded, StoreError> {
        loop {
            let loaded = self.load(session, scope, streams, key).await?;
            let aggregate: U::Aggregate = loaded.fold(&streams[0])?;
            let mut besides = U::also_reads(&aggregate);
            besides.retain(|stream| !streams.contains(stream));
            if besides.is_empty() || loaded.prior.is_some() {
                return Ok(loaded);
            }
            streams.extend(besides);
        }
    }

    async fn load(
        &self,
        session: &Session<'_>,
        scope: &MunicipalityScope,
        streams: &[StreamId],
        key: &str,
    ) -> Result<Loaded, StoreError> {
        match session {
            Session::Pool => {
                self.store
                    .load(&scope.municipality, streams, Some(key))
                    .await
            }
            Session::Transaction(transaction) => {
                load::load_in_transaction(transaction, &scope.municipality, streams).await
            }
        }
    }

    async fn append(
        &self,
        session: &Session<'_>,
        scope: &MunicipalityScope,
        append: Append,
    ) -> Result<Outcome, StoreError> {
        let append = [append];
        let mut outcomes = match session {
            Session::Pool => self.store.append(&scope.municipality, &append).await?,
            Session::Transaction(transaction) => {
                append_in(*transaction, &scope.municipality, &append).await?
            }
        };
        Ok(outcomes.remove(0))
    }
}

/// The events as they are stored: each in its stream, behind what is there.
fn stored<U: UseCase>(
    own: StreamId,
    loaded: &Loaded,
    events: &[EventOf<U>],
) -> Result<Vec<NewEvent>, StoreError> {
    let mut versions: BTreeMap<StreamId, i64> = BTreeMap::new();
    let in_its_stream = |event: &EventOf<U>| {
        let stream = U::stream_of(event).unwrap_or(own);
        let version = versions
            .entry(stream)
            .or_insert_with(|| loaded.version(&stream));
        *version += 1;
        let payload = event.payload();
        Ok(NewEvent {
            stream,
            version: *version,
            event_type: cqrs_es::DomainEvent::event_type(event),
            schema_version: event.version(),
            payload: payload.map_err(|source| StoreError::Payload { stream, source })?,
        })
    };
    events.iter().map(in_its_stream).collect()
}
