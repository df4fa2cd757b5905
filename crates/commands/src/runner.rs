//! Load, decide, append.

use std::sync::Arc;

use cqrs_es::Aggregate as _;
use cqrs_es::event_sink::EventSink;
use deadpool_postgres::Transaction;
use eventstore::append::WrittenEvent;
use eventstore::{
    Append, EventStore, Loaded, Metadata, NewEvent, Outcome, Position, Prior, StoreError,
    append_in, load,
};
use jiff::Timestamp;
use kernel::{
    ActorId, CommandId, Date, DecisionContext, DomainCommand as _, EntryId, NewText, PersonId,
    StoredEvent as _, StreamId, VaultEntry, Warning, facts,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use thiserror::Error;
use tokio::sync::Notify;

use crate::documents::unknown;
use crate::{CommandOf, EventOf, Policies, PolicyError, PolicyInForce, UseCase};
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::identity::{Account, MunicipalityScope};
use service_kit::problem::Problem;
use service_kit::telemetry;
use vault::{Vault, VaultError, documents};

/// How often a decision is taken anew when a stream that it rests on moved meanwhile.
///
/// Racers for one decision lose at most once to the winner, then see what he did; only a stream that others keep
/// writing for other reasons costs more.
const ATTEMPTS: usize = 12;

/// How many other things a command may name: all of them are read under the municipality's lock.
const READS_MAX: usize = 500;

/// Where the command stands in [`Order::request`], a list in JSON.
pub(crate) const COMMAND_IN_REQUEST: usize = 3;

/// The event that a reaction answers.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    pub position: Position,
    pub correlation: CommandId,
}

/// A command with what its caller said about it.
#[derive(Clone, Debug)]
pub struct Order<C> {
    pub key: String,
    /// The request as it came: the same key with another one is refused.
    pub request: String,
    pub name: &'static str,
    /// The day on the paper; today where absent.
    pub occurred_on: Option<Date>,
    /// The version that the caller saw; any where absent.
    pub expected_version: Option<i64>,
    /// Where the caller has it from.
    pub source: Option<NewText>,
    pub cause: Option<Cause>,
    /// Who is behind the actor's opaque id; absent where nobody is, as in a reaction.
    pub account: Option<Account>,
    pub command: C,
}

impl<C: kernel::DomainCommand> Order<C> {
    /// What belongs into the vault: the command's words, its source, and the actor's account, which stays as it was
    /// where it is known.
    fn entries(&self, actor: ActorId) -> Vec<VaultEntry> {
        let mut entries = self.command.entries();
        entries.extend(self.source.as_ref().map(VaultEntry::from));
        entries.extend(self.account.as_ref().map(|account| VaultEntry {
            id: EntryId(actor.0),
            kind: "account",
            subject: Some(PersonId(actor.0)),
            content: json!({ "issuer": account.issuer, "subject": account.subject }),
        }));
        entries
    }
}

/// What a command did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Receipt {
    /// The stream that it wrote, or would have written.
    pub stream: String,
    /// The id in the stream's name: that of the new agreement, partner, ….
    pub id: uuid::Uuid,
    /// The stream's version after it.
    pub version: i64,
    /// The last position that it wrote in the municipality's store; absent where it changed nothing.
    pub position: Option<Position>,
    /// The types of the events that it wrote, in order.
    pub events: Vec<String>,
    pub recorded_at: Option<Timestamp>,
    /// True where the same command had been carried out before: this is what it did then.
    pub replayed: bool,
    /// What the office should know although it was carried out [Hinweise].
    pub warnings: Vec<Warning>,
}

/// Why a command did nothing.
#[derive(Debug, Error)]
pub enum Failure {
    /// Expected: the caller gets it as it is.
    #[error(transparent)]
    Refused(Problem),
    #[error("carry out `{command}`")]
    Store {
        command: &'static str,
        #[source]
        source: StoreError,
    },
    #[error("look for the documents of `{command}`")]
    Vault {
        command: &'static str,
        #[source]
        source: VaultError,
    },
    #[error("find the policy for `{command}`")]
    Policy {
        command: &'static str,
        #[source]
        source: PolicyError,
    },
}

impl Failure {
    /// True where something stored cannot be read by this code: trying again does not help.
    pub fn is_for_ever(&self) -> bool {
        match self {
            Self::Refused(_) => false,
            Self::Store { source, .. } => source.is_unreadable(),
            Self::Vault { source, .. } => matches!(source, VaultError::Document(_)),
            Self::Policy { source, .. } => match source {
                PolicyError::Store(source) => source.is_unreadable(),
                PolicyError::Missing(_) | PolicyError::Unreadable(..) => true,
                PolicyError::NotInForce(_) | PolicyError::Vault(_) => false,
            },
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(problem) => problem,
            Failure::Store {
                source: StoreError::UnknownMunicipality(_),
                ..
            } => Self::not_found(),
            Failure::Store { source, .. } if source.is_unknown_commit() => Self::outage(
                "STORE_UNREACHABLE",
                "Der Ereignisspeicher antwortet nicht; bitte mit demselben Schlüssel erneut senden.",
                &source,
            ),
            failure => Self::fault("carry out a command", &failure),
        }
    }
}

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
        if reads.len() > READS_MAX {
            return Err(too_many(reads.len()));
        }
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
            let loaded = match self.load(session, scope, &streams, &order.key).await {
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
                .decide::<U>(scope, &order, target, &reads, &loaded)
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
                events: stored::<U>(target, version, &events).map_err(in_store)?,
            };
            match self.append(session, scope, append).await {
                Ok(Outcome::Appended {
                    position,
                    recorded_at,
                }) => {
                    self.appended.notify_one();
                    let written = i64::try_from(events.len()).unwrap_or(i64::MAX);
                    metrics::counter!("lotse_commands_total", "command" => name).increment(1);
                    return Ok(Receipt {
                        stream: target.to_string(),
                        id: target.id(),
                        version: version + written,
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
                Ok(Outcome::Claimed { kind, .. }) => return Err(taken(&kind)),
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
            U::facts(&policy, reads, loaded).map_err(in_store)?,
        );
        let mut aggregate: U::Aggregate = loaded.fold(&target).map_err(in_store)?;
        let sink = EventSink::default();
        aggregate
            .handle(order.command.clone(), &context, &sink)
            .await
            .map_err(|refusal| Failure::Refused(Problem::refused(&refusal)))?;
        Ok((occurred_on, sink.collect().await, context.into_warnings()))
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

fn stored<U: UseCase>(
    stream: StreamId,
    version: i64,
    events: &[EventOf<U>],
) -> Result<Vec<NewEvent>, StoreError> {
    (version + 1..)
        .zip(events)
        .map(|(version, event)| {
            Ok(NewEvent {
                stream,
                version,
                event_type: cqrs_es::DomainEvent::event_type(event),
                schema_version: event.version(),
                payload: event
                    .payload()
                    .map_err(|source| StoreError::Payload { stream, source })?,
            })
        })
        .collect()
}

fn replay(target: StreamId, prior: &Prior, fingerprint: &[u8; 32]) -> Result<Receipt, Failure> {
    if prior.fingerprint != fingerprint {
        return Err(key_reused());
    }
    Ok(replayed(
        target,
        prior.position,
        prior.recorded_at,
        prior.metadata.clone(),
        &prior.events,
    ))
}

fn replayed(
    target: StreamId,
    position: Position,
    recorded_at: Timestamp,
    metadata: Metadata,
    events: &[WrittenEvent],
) -> Receipt {
    let last = events.last();
    // A new aggregate got another id at the first try: what was written then counts.
    let stream = last
        .and_then(|event| event.stream.parse().ok())
        .unwrap_or(target);
    let written = i64::try_from(events.len()).unwrap_or(i64::MAX);
    Receipt {
        stream: stream.to_string(),
        id: stream.id(),
        version: last.map_or(0, |event| event.version),
        position: Some(position + written - 1),
        events: events
            .iter()
            .map(|event| event.event_type.clone())
            .collect(),
        recorded_at: Some(recorded_at),
        replayed: true,
        warnings: metadata.warnings,
    }
}

fn unchanged(target: StreamId, version: i64, warnings: Vec<Warning>) -> Receipt {
    Receipt {
        stream: target.to_string(),
        id: target.id(),
        version,
        position: None,
        events: Vec::new(),
        recorded_at: None,
        replayed: false,
        warnings,
    }
}

fn key_reused() -> Failure {
    Failure::Refused(Problem::conflict(
        "KEY_REUSED",
        "Dieser Schlüssel wurde schon für einen anderen Befehl verwendet.",
    ))
}

fn version_conflict(expected: i64, actual: i64) -> Failure {
    Failure::Refused(
        Problem::conflict(
            "VERSION_CONFLICT",
            "Der Vorgang wurde inzwischen geändert; bitte neu laden und noch einmal entscheiden.",
        )
        .with_field("expectedVersion")
        .with_facts(facts! { "expected" => expected, "actual" => actual }),
    )
}

fn in_future(day: Date, today: Date) -> Failure {
    Failure::Refused(
        Problem::bad_request(
            "DATE_IN_FUTURE",
            "Der Tag des Vorgangs liegt in der Zukunft.",
        )
        .with_field("occurredOn")
        .with_facts(facts! { "date" => day, "today" => today }),
    )
}

fn too_many(named: usize) -> Failure {
    Failure::Refused(
        Problem::bad_request(
            "TOO_MANY_REFERENCES",
            format!("Der Befehl nennt {named} andere Dinge; erlaubt sind {READS_MAX}."),
        )
        .with_facts(facts! { "named" => named, "allowed" => READS_MAX }),
    )
}

fn taken(kind: &str) -> Failure {
    let what = match kind {
        "network-name" => "Ein Netzwerk",
        "partner-name" => "Einen Netzwerkpartner",
        "body-name" => "Ein Gremium",
        _ => "Etwas",
    };
    Failure::Refused(
        Problem::conflict(
            "NAME_TAKEN",
            format!("{what} mit diesem Namen gibt es schon."),
        )
        .with_field("name")
        .with_facts(facts! { "kind" => kind }),
    )
}
