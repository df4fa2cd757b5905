//! The database that is measured on: a store for each municipality, onboarded with the real policies and with some
//! history. In an empty database PostgreSQL knows nothing of its tables and chooses plans that no office ever meets.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use commands::{Commands, Order, Policies, Receipt, UseCase};
use cqrs_es::Aggregate as _;
use cqrs_es::event_sink::EventSink;
use deadpool_postgres::Pool;
use eventstore::{Append, DatabaseRole, EventStore, Metadata, NewEvent, Outcome, database};
use kernel::{
    ActorId, CommandId, CommandSet, DecisionContext, DomainCommand as _, EntryId, MunicipalityId,
    NewText, RegionId, Role, StoredEvent as _,
};
use membership::RegionCommand;
use membership::region::EstablishRegion;
use membership_service::use_cases::RegionUseCase;
use municipality::{Municipality, PolicyFile};
use serde_json::Value;
use service_kit::clock::Clock;
use service_kit::config::Secret;
use service_kit::identity::MunicipalityScope;
use testkit::TestDatabase;
use tokio::sync::Notify;
use tokio_postgres::{Client, Config};
use uuid::Uuid;
use vault::Vault;

use crate::progress;
use crate::row::Row;

/// Connections of each pool: one for every writer.
const CONNECTIONS: usize = 32;

/// A table equal to the event store's, without its guards. The read tables stand beside it.
const BARE: &str = "
    CREATE SCHEMA figures;
    CREATE TABLE figures.bare (LIKE es.event INCLUDING INDEXES);
    GRANT USAGE ON SCHEMA figures TO lotse_membership;
    GRANT INSERT ON figures.bare TO lotse_membership;";

/// The policies with which municipalities are onboarded, in turn.
const POLICIES: &[&str] = &["stormarn", "leverkusen", "duisburg"];

/// Events of each municipality before anything is measured; a year's work of an office.
const HISTORY: usize = 250;
/// Commands of one call while history is written.
const BATCH: usize = 50;
/// After so many municipalities PostgreSQL looks at its tables, as autovacuum does in a running system.
const LOOK: usize = 20;

/// A database of our own with municipalities in it.
pub(crate) struct Ground {
    database: TestDatabase,
    cluster: Config,
    municipalities: Vec<MunicipalityId>,
    commands: Commands,
    actor: ActorId,
    row: Arc<Row>,
}

impl Ground {
    pub(crate) async fn prepare(cluster: &Config, municipalities: usize) -> anyhow::Result<Self> {
        progress(format_args!(
            "a database with {municipalities} municipalities"
        ));
        let ddl = format!("{}\n{BARE}", gateway::projections::schema());
        let database = TestDatabase::with_schema(&ddl).await;
        let clock = Clock::system();
        let pool = pool_of(&database, cluster, DatabaseRole::Membership);
        let commands = Commands::new(
            EventStore::new(pool.clone()),
            Policies::new(Vault::new(pool)),
            clock.clone(),
            Secret::generate(),
            Arc::new(Notify::new()),
        );
        let actor = ActorId::generate();
        let operator = EventStore::new(pool_of(&database, cluster, DatabaseRole::Operator));
        let mut opened = Vec::new();
        for number in 0..municipalities {
            let file = policy_file(number, POLICIES[number % POLICIES.len()])?;
            operator.open(&file.id).await?;
            let append = onboarding(&file, &clock, actor).await?;
            match operator.append(&file.id, &[append]).await?.as_slice() {
                [Outcome::Appended { .. }] => opened.push(file.id),
                other => bail!("{} cannot be onboarded: {other:?}", file.id),
            }
            // The policy is then read, as it is in a service that has run for a while.
            let scope = coordinator(&opened[number], actor);
            commands
                .execute::<RegionUseCase>(&scope, establish_region())
                .await?;
        }
        let first = opened.first().context("a ground has a municipality")?;
        let row = Arc::new(Row::written(&database.superuser().await, first).await?);
        let ground = Self {
            database,
            cluster: cluster.clone(),
            municipalities: opened,
            commands,
            actor,
            row,
        };
        ground.write_history().await?;
        Ok(ground)
    }

    /// What a command writes.
    pub(crate) fn row(&self) -> &Arc<Row> {
        &self.row
    }

    pub(crate) fn municipalities(&self) -> &[MunicipalityId] {
        &self.municipalities
    }

    pub(crate) fn commands(&self) -> &Commands {
        &self.commands
    }

    /// A pool that logs in as `role`.
    pub(crate) fn pool(&self, role: DatabaseRole) -> Pool {
        pool_of(&self.database, &self.cluster, role)
    }

    /// A connection that sees all rows.
    pub(crate) async fn superuser(&self) -> Client {
        self.database.superuser().await
    }

    /// The coordinator of a municipality.
    pub(crate) fn scope(&self, municipality: usize) -> MunicipalityScope {
        coordinator(&self.municipalities[municipality], self.actor)
    }

    /// Carries a command out that is written as an office posts it.
    pub(crate) async fn post<U: UseCase>(
        &self,
        scope: &MunicipalityScope,
        name: &'static str,
        body: Value,
    ) -> anyhow::Result<Receipt> {
        let request = body.to_string();
        let command = CommandSet::read(name, body).with_context(|| format!("read {name}"))?;
        let order = Order {
            key: CommandId::generate().to_string(),
            request,
            name,
            occurred_on: None,
            expected_version: None,
            source: None,
            cause: None,
            account: None,
            command,
        };
        self.commands
            .execute::<U>(scope, order)
            .await
            .with_context(|| format!("carry out {name}"))
    }

    /// Drops the database.
    pub(crate) async fn clear(self) {
        self.database.drop().await;
    }

    async fn write_history(&self) -> anyhow::Result<()> {
        progress(format_args!("{HISTORY} events in each"));
        let superuser = self.superuser().await;
        for some in self.municipalities.chunks(LOOK) {
            for municipality in some {
                for _ in 0..HISTORY / BATCH {
                    let batch: Vec<Append> = (0..BATCH)
                        .map(|_| self.row.append(municipality, true))
                        .collect::<anyhow::Result<_>>()?;
                    self.commands.store().append(municipality, &batch).await?;
                }
            }
            superuser
                .batch_execute("ANALYZE es.event, es.claim, vault.entry")
                .await?;
        }
        Ok(())
    }
}

/// The command that makes a municipality's store begin.
async fn onboarding(file: &PolicyFile, clock: &Clock, actor: ActorId) -> anyhow::Result<Append> {
    let mut tenant = Municipality::default();
    let command = file
        .commands(&tenant)
        .into_iter()
        .next()
        .context("nothing to onboard")?;
    let (name, vault) = (command.name().to_owned(), command.entries());
    let (today, now, role) = (clock.today(), clock.now(), Role::PlatformOperator);
    let context = DecisionContext::new(now, today, today, actor, role, (), ());
    let sink = EventSink::default();
    tenant.handle(command, &context, &sink).await?;
    let stream = municipality::stream(&file.id);
    let events = (1..).zip(sink.collect().await).map(|(version, event)| {
        Ok(NewEvent {
            stream,
            version,
            event_type: cqrs_es::DomainEvent::event_type(&event),
            schema_version: event.version(),
            payload: event.payload()?,
        })
    });
    let command = CommandId::generate();
    Ok(Append {
        key: command.to_string(),
        fingerprint: [0; 32],
        occurred_on: today,
        metadata: Metadata {
            actor,
            role,
            command,
            command_name: name,
            correlation: command,
            causation: None,
            source: None,
            trace: None,
            warnings: Vec::new(),
        },
        reads: vec![(stream, 0)],
        claims: Vec::new(),
        vault,
        events: events.collect::<anyhow::Result<_>>()?,
    })
}

fn coordinator(municipality: &MunicipalityId, actor: ActorId) -> MunicipalityScope {
    MunicipalityScope {
        municipality: municipality.clone(),
        role: Role::Coordinator,
        actor,
    }
}

/// A new region: a stream of its own, one event, a name for the vault, and the claim that nobody else has that name.
pub(crate) fn establish_region() -> Order<RegionCommand> {
    let id = RegionId::generate();
    let command = RegionCommand::from(EstablishRegion {
        id: Some(id),
        name: NewText::text(EntryId::generate(), &format!("Region {id}")),
        number: None,
    });
    Order {
        key: CommandId::generate().to_string(),
        request: format!(r#"{{"command":{{"id":"{id}","name":"Region {id}"}}}}"#),
        name: "establish-region",
        occurred_on: None,
        expected_version: None,
        source: None,
        cause: None,
        account: None,
        command,
    }
}

fn pool_of(database: &TestDatabase, cluster: &Config, role: DatabaseRole) -> Pool {
    let mut config = cluster.clone();
    config.dbname(&database.name).user(role.name());
    if let Some(password) = database.passwords().get(role.name()) {
        config.password(password);
    }
    database::pool(config, CONNECTIONS)
}

/// A municipality of our own with the policy of a real one.
fn policy_file(number: usize, like: &str) -> anyhow::Result<PolicyFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/municipalities");
    let path = folder.join(format!("{like}.toml"));
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(&path).with_context(|| format!("read {shown}"))?;
    let own = format!("id = \"figures-{number:03}\"");
    Ok(PolicyFile::read(
        &shown,
        &text.replacen(&format!("id = \"{like}\""), &own, 1),
    )?)
}

/// A stream's or a command's id, for whoever needs no type.
pub(crate) fn fresh_id() -> Uuid {
    CommandId::generate().0
}
