//! An office that works through real commands: the domain decides under the municipality's own policy file, the store
//! appends, the read model folds. What a question is asked of is what a command really makes.

mod money;

use std::sync::Arc;

use agreements::facts::{FrameworkFacts, OtherAgreement};
use cqrs_es::event_sink::EventSink;
use cqrs_es::{Aggregate, DomainEvent as _};
use eventstore::{Append, DatabaseRole, Metadata, NewEvent, Outcome};
use gateway::projections::ReadModel;
use jiff::Timestamp;
use kernel::{
    ActorId, CommandId, Date, DecisionContext, DomainCommand, EntryId, MunicipalityId, NewEntry,
    NewText, Role, StoredEvent, StreamId, VaultEntry,
};
use membership::MembershipFacts;
use municipality::municipality::AdoptPolicy;
use municipality::{Municipality, PolicyFile, PolicyText};
use projection::Runner;
use testkit::TestDatabase;
use uuid::Uuid;

/// The day on which every test takes place.
pub(crate) const TODAY: &str = "2026-03-02";

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn text(text: &str) -> NewText {
    NewText::text(EntryId::generate(), text)
}

/// A municipality's office.
pub(crate) struct Office<'a> {
    database: &'a TestDatabase,
    pub(crate) municipality: MunicipalityId,
    pub(super) policy: PolicyFile,
    position: i64,
}

/// What a domain's decisions get.
pub(crate) trait Domain:
    Aggregate<Event: StoredEvent, Command: DomainCommand + Clone>
{
    const ROLE: DatabaseRole;

    fn services(
        office: &Office<'_>,
        loaded: &eventstore::Loaded,
        reads: &[StreamId],
        on: Date,
    ) -> Self::Services;

    /// Whether the event belongs to the aggregate's own stream.
    fn is_own(_: &Self::Event) -> bool {
        true
    }
}

pub(super) fn context<P, F>(policy: P, facts: F, on: Date) -> DecisionContext<P, F> {
    let actor = ActorId(Uuid::from_u128(0xac));
    let today = day(TODAY);
    DecisionContext::new(
        Timestamp::UNIX_EPOCH,
        today,
        on,
        actor,
        Role::Coordinator,
        policy,
        facts,
    )
}

impl Domain for Municipality {
    const ROLE: DatabaseRole = DatabaseRole::Operator;

    fn services(
        _: &Office<'_>,
        _: &eventstore::Loaded,
        _: &[StreamId],
        on: Date,
    ) -> Self::Services {
        context((), (), on)
    }
}

impl Domain for agreements::Agreement {
    const ROLE: DatabaseRole = DatabaseRole::Agreements;

    fn services(
        office: &Office<'_>,
        loaded: &eventstore::Loaded,
        reads: &[StreamId],
        on: Date,
    ) -> Self::Services {
        let known = |stream: &&StreamId| loaded.version(stream) > 0;
        let kind = |kind: &'static str| reads.iter().filter(move |stream| stream.kind() == kind);
        let facts = agreements::AgreementFacts {
            known_partners: kind("partner")
                .filter(known)
                .map(|stream| stream.id().into())
                .collect(),
            network_known: kind("network").any(|stream| loaded.version(stream) > 0),
            policy_version: 1,
            framework: kind("framework")
                .next()
                .and_then(|stream| FrameworkFacts::of(&fold(loaded, stream))),
            other: kind("agreement")
                .next()
                .and_then(|stream| OtherAgreement::of(&fold(loaded, stream))),
        };
        context(Arc::clone(&office.policy.policy.agreements), facts, on)
    }
}

impl Domain for agreements::Framework {
    const ROLE: DatabaseRole = DatabaseRole::Agreements;

    fn services(
        office: &Office<'_>,
        loaded: &eventstore::Loaded,
        reads: &[StreamId],
        on: Date,
    ) -> Self::Services {
        let kind = |kind: &'static str| reads.iter().filter(move |stream| stream.kind() == kind);
        let facts = agreements::TextFacts {
            known_partners: kind("partner")
                .filter(|stream| loaded.version(stream) > 0)
                .map(|stream| stream.id().into())
                .collect(),
            bases: kind("framework")
                .map(|stream| (stream.id().into(), fold(loaded, stream)))
                .collect(),
        };
        context(Arc::clone(&office.policy.policy.agreements), facts, on)
    }
}

macro_rules! membership_domain {
    ($($aggregate:ty),+ $(,)?) => {$(
        impl Domain for $aggregate {
            const ROLE: DatabaseRole = DatabaseRole::Membership;

            fn services(
                office: &Office<'_>,
                loaded: &eventstore::Loaded,
                reads: &[StreamId],
                on: Date,
            ) -> Self::Services {
                let mut facts = MembershipFacts { policy_version: 1, ..MembershipFacts::default() };
                for stream in reads {
                    let events = loaded.stream(stream).iter();
                    let events = events
                        .map(|event| (&*event.event_type, event.schema_version, &*event.payload));
                    facts.learn(*stream, events).unwrap();
                }
                context(Arc::clone(&office.policy.policy.membership), facts, on)
            }
        }
    )+};
}

membership_domain!(
    membership::Network,
    membership::Partner,
    membership::Contact,
    membership::Body,
    membership::Region,
    membership::Site,
    membership::ContactList,
    membership::Office,
    membership::Specialist,
    membership::Offer,
    membership::Circular,
    membership::VolunteerGroup,
);

macro_rules! meetings_domain {
    ($($aggregate:ty $({ $($item:item)+ })?),+ $(,)?) => {$(
        impl Domain for $aggregate {
            const ROLE: DatabaseRole = DatabaseRole::Meetings;

            fn services(
                office: &Office<'_>,
                loaded: &eventstore::Loaded,
                reads: &[StreamId],
                on: Date,
            ) -> Self::Services {
                let facts = meetings_facts(loaded, reads, on);
                context(Arc::clone(&office.policy.policy.meetings), facts, on)
            }

            $($($item)+)?
        }
    )+};
}

meetings_domain!(
    meetings::CommitteeReport,
    meetings::Meeting {
        /// The number stands in the body's series.
        fn is_own(event: &meetings::MeetingEvent) -> bool {
            event.series().is_none()
        }
    },
    meetings::Minutes,
    meetings::Need,
    meetings::QualityStandard,
    meetings::Recommendation,
    meetings::Topic,
    meetings::Training,
);

/// What the meetings service learns of the streams that a command reads.
fn meetings_facts(
    loaded: &eventstore::Loaded,
    reads: &[StreamId],
    on: Date,
) -> meetings::MeetingsFacts {
    let mut facts = meetings::MeetingsFacts::default();
    for stream in reads {
        match stream.kind() {
            "body" => {
                let body = fold::<membership::Body>(loaded, stream);
                let known = meetings::KnownBody {
                    rule: body.rule.as_ref().map(ToString::to_string),
                    runs: body.runs_on(on),
                    advisory: body.advisory_on(on),
                    institutions: body.institutions_on(on),
                    parent: body.parent_on(on),
                    forwards_to_bodies: Vec::new(),
                    forwards_to_organs: Vec::new(),
                };
                facts.bodies.insert(stream.id().into(), known);
            }
            "partner" => {
                facts.partners.insert(stream.id().into(), true);
            }
            "offer" => {
                facts.offers.insert(stream.id().into());
            }
            "contact" => {
                let contact = fold::<membership::Contact>(loaded, stream);
                let partner = contact.partner.unwrap();
                facts.contacts.insert(stream.id().into(), partner);
            }
            _ => {
                let events = loaded.stream(stream).iter();
                let events =
                    events.map(|event| (&*event.event_type, event.schema_version, &*event.payload));
                facts.learn(*stream, events).unwrap();
            }
        }
    }
    facts
}

impl<'a> Office<'a> {
    /// The office of a municipality that is onboarded already.
    pub(crate) fn resume(database: &'a TestDatabase, id: &str) -> Self {
        let path = format!(
            "{}/../../deploy/municipalities/{id}.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        Self::of(database, &std::fs::read_to_string(path).unwrap())
    }

    fn of(database: &'a TestDatabase, document: &str) -> Self {
        let policy = PolicyFile::read("office.toml", document).unwrap();
        Self {
            database,
            municipality: policy.id.clone(),
            policy,
            position: 0,
        }
    }

    /// Onboards a municipality with the policy file of this name.
    pub(crate) async fn open(database: &'a TestDatabase, id: &str) -> Self {
        Self::resume(database, id).onboarded().await
    }

    /// Onboards a municipality with this policy file.
    pub(crate) async fn found(database: &'a TestDatabase, document: &str) -> Self {
        Self::of(database, document).onboarded().await
    }

    async fn onboarded(mut self) -> Self {
        self.database.open(self.municipality.as_str()).await;
        for command in self.policy.commands(&Municipality::default()) {
            self.execute::<Municipality>(command, "2026-01-02").await;
        }
        self
    }

    /// Adopts another version of the policy.
    pub(crate) async fn adopt(&mut self, document: &str) {
        let command = AdoptPolicy {
            municipality: self.municipality.clone(),
            document: NewEntry::new(EntryId::generate(), PolicyText(document.to_owned())),
        };
        self.execute::<Municipality>(command, "2026-01-02").await;
    }

    /// Carries a command out on a business day; returns the id of what it is about.
    pub(crate) async fn execute<A: Domain>(
        &mut self,
        command: impl Into<A::Command>,
        on: &str,
    ) -> Uuid {
        self.execute_from::<A>(command, on, None).await
    }

    /// The same, with a source.
    pub(crate) async fn execute_from<A: Domain>(
        &mut self,
        command: impl Into<A::Command>,
        on: &str,
        source: Option<&str>,
    ) -> Uuid {
        let mut command: A::Command = command.into();
        if command.target().is_none() {
            command.assign(CommandId::generate().0);
        }
        let stream = StreamId::new(A::Command::STREAM, command.target().unwrap());
        let reads = command.reads();
        let mut streams = vec![stream];
        streams.extend(&reads);
        let store = self.database.store(A::ROLE);
        let loaded = store
            .load(&self.municipality, &streams, None)
            .await
            .unwrap();
        let on = day(on);
        let mut aggregate = fold::<A>(&loaded, &stream);
        let services = A::services(self, &loaded, &reads, on);
        let sink = EventSink::default();
        aggregate
            .handle(command.clone(), &services, &sink)
            .await
            .unwrap();
        let version = loaded.version(&stream);
        let events: Vec<NewEvent> = (version + 1..)
            .zip(sink.collect().await.into_iter().filter(A::is_own))
            .map(|(version, event)| NewEvent {
                stream,
                version,
                event_type: event.event_type(),
                schema_version: StoredEvent::version(&event),
                payload: event.payload().unwrap(),
            })
            .collect();
        assert!(
            !events.is_empty(),
            "a command that changes nothing does not belong in a fixture"
        );
        let source = source.map(text);
        let mut vault = command.entries();
        vault.extend(source.iter().map(VaultEntry::from));
        let written = i64::try_from(events.len()).unwrap();
        let append = Append {
            key: CommandId::generate().to_string(),
            fingerprint: [7; 32],
            occurred_on: on,
            metadata: metadata(source.map(|source| source.id)),
            reads: loaded.versions(),
            claims: command
                .claims()
                .into_iter()
                .map(|claim| (claim, stream))
                .collect(),
            vault,
            events,
        };
        let outcomes = store.append(&self.municipality, &[append]).await.unwrap();
        let [Outcome::Appended { position, .. }] = outcomes[..] else {
            panic!("{outcomes:?}")
        };
        self.position = position + written - 1;
        stream.id()
    }

    /// Stores what happened to something new, without a decision: how it came to that is no question of the test.
    pub(crate) async fn happened<E: StoredEvent>(
        &mut self,
        role: DatabaseRole,
        stream: StreamId,
        events: Vec<E>,
        words: &[&NewText],
    ) {
        self.happened_after(0, role, stream, events, words).await;
    }

    /// The same to what is at this version.
    pub(crate) async fn happened_after<E: StoredEvent>(
        &mut self,
        version: i64,
        role: DatabaseRole,
        stream: StreamId,
        events: Vec<E>,
        words: &[&NewText],
    ) {
        let written = i64::try_from(events.len()).unwrap();
        let events = (version + 1..)
            .zip(events)
            .map(|(version, event)| NewEvent {
                stream,
                version,
                event_type: event.event_type(),
                schema_version: event.version(),
                payload: event.payload().unwrap(),
            });
        let append = Append {
            key: CommandId::generate().to_string(),
            fingerprint: [7; 32],
            occurred_on: day("2021-01-04"),
            metadata: metadata(None),
            reads: vec![(stream, version)],
            claims: Vec::new(),
            vault: words.iter().map(|words| VaultEntry::from(*words)).collect(),
            events: events.collect(),
        };
        let store = self.database.store(role);
        let outcomes = store.append(&self.municipality, &[append]).await.unwrap();
        let [Outcome::Appended { position, .. }] = outcomes[..] else {
            panic!("{outcomes:?}")
        };
        self.position = position + written - 1;
    }

    /// Folds everything that was done into the read tables.
    pub(crate) async fn publish(&self) {
        let runner = Runner::new(self.database.pool(DatabaseRole::Projector), ReadModel);
        let bound = std::time::Duration::from_secs(20);
        assert!(
            runner
                .reach(&self.municipality, self.position, bound)
                .await
                .unwrap()
        );
    }

    /// Erases a person's words.
    pub(crate) async fn erase(&self, person: Uuid) {
        let vault = vault::Vault::new(self.database.pool(DatabaseRole::Membership));
        assert!(
            vault
                .erase(&self.municipality, person.into())
                .await
                .unwrap()
                > 0
        );
    }
}

pub(super) fn fold<A: Domain>(loaded: &eventstore::Loaded, stream: &StreamId) -> A {
    let mut aggregate = A::default();
    for event in loaded.stream(stream) {
        aggregate.apply(event.read::<A::Event>().unwrap());
    }
    aggregate
}

fn metadata(source: Option<EntryId>) -> Metadata {
    let command = CommandId::generate();
    Metadata {
        actor: ActorId(Uuid::from_u128(0xac)),
        role: Role::Coordinator,
        command,
        command_name: "test".to_owned(),
        correlation: command,
        causation: None,
        source,
        trace: None,
        warnings: Vec::new(),
    }
}
