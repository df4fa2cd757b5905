//! The files of `deploy/demo/`, carried out by the domains themselves, without a database.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use agreements::agreement::{Agreement, AgreementCommand, AgreementState};
use agreements::{AgreementFacts, AgreementsPolicy};
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use jiff::civil::date;
use kernel::{
    ActorId, AgreementId, CommandSet, Date, DecisionContext, DomainCommand, PartnerId, Refusal,
    Role, Status, StoredEvent, StreamId, Warning,
};
use membership::body::{Body, BodyCommand};
use membership::contact::{Contact, ContactCommand};
use membership::findings::{FindingSeverity, contact_findings};
use membership::network::{Network, NetworkCommand};
use membership::office::{CoordinatorRole, Office, OfficeCommand, StaffingDating, TaskSet};
use membership::partner::{AdmitPartner, NoteSignature, Partner, PartnerCommand};
use membership::region::{Region, RegionCommand};
use membership::site::{Site, SiteCommand};
use membership::volunteers::{VolunteerCommand, VolunteerGroup, exchange_due_on};
use membership::{MembershipFacts, MembershipPolicy, MembershipState};
use municipality::{Policy, PolicyFile};
use serde_json::Value;
use uuid::Uuid;

use super::super::catalogue;
use super::super::file::{ImportCommand, ImportFile, id};

const TODAY: Date = date(2026, 1, 1);

fn deploy(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy")
        .join(path)
}

fn demo(municipality: &str) -> ImportFile {
    let path = deploy("demo").join(format!("{municipality}.toml"));
    let text = fs::read_to_string(&path).unwrap();
    ImportFile::read(&path.display().to_string(), &text).unwrap_or_else(|error| panic!("{error}"))
}

fn demos() -> Vec<ImportFile> {
    ["duisburg", "leverkusen", "stormarn"].map(demo).into()
}

/// A municipality's streams, and what its services decide.
struct Town {
    file: ImportFile,
    policy: Policy,
    valid_from: Date,
    streams: BTreeMap<StreamId, Vec<(String, u16, String)>>,
    claims: BTreeSet<(String, String)>,
    warnings: Vec<Warning>,
}

impl Town {
    /// After the municipality's demo file, in which every command must do something.
    async fn after_demo(municipality: &str) -> Self {
        let path = deploy("municipalities").join(format!("{municipality}.toml"));
        let policy = PolicyFile::read(municipality, &fs::read_to_string(path).unwrap()).unwrap();
        let mut town = Self {
            file: demo(municipality),
            valid_from: policy.valid_from,
            policy: policy.policy,
            streams: BTreeMap::new(),
            claims: BTreeSet::new(),
            warnings: Vec::new(),
        };
        for command in town.file.commands.clone() {
            let at = format!("{municipality}.toml:{}", command.line);
            let events = town
                .post(&command)
                .await
                .unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!(events > 0, "{at}: `{}` changes nothing", command.name);
        }
        town
    }

    async fn post(&mut self, command: &ImportCommand) -> Result<usize, String> {
        let ImportCommand {
            name,
            body,
            occurred_on,
            ..
        } = command;
        let day = occurred_on.unwrap_or(TODAY);
        assert!(day >= self.valid_from, "{day} lies before the policy");
        let member = self.policy.membership.clone();
        match *name {
            name if AgreementCommand::NAMES.contains(&name) => {
                let command = AgreementCommand::read(name, body.clone()).unwrap();
                self.agree(command, day).await
            }
            name if BodyCommand::NAMES.contains(&name) => {
                self.join::<Body>(name, body, day, member).await
            }
            name if ContactCommand::NAMES.contains(&name) => {
                self.join::<Contact>(name, body, day, member).await
            }
            name if OfficeCommand::NAMES.contains(&name) => {
                self.join::<Office>(name, body, day, member).await
            }
            name if VolunteerCommand::NAMES.contains(&name) => {
                self.join::<VolunteerGroup>(name, body, day, member).await
            }
            name if NetworkCommand::NAMES.contains(&name) => {
                self.join::<Network>(name, body, day, member).await
            }
            name if PartnerCommand::NAMES.contains(&name) => {
                self.join::<Partner>(name, body, day, member).await
            }
            name if RegionCommand::NAMES.contains(&name) => {
                self.join::<Region>(name, body, day, member).await
            }
            name if SiteCommand::NAMES.contains(&name) => {
                self.join::<Site>(name, body, day, member).await
            }
            // What meetings came to, money and figures are carried out by the acceptance tests' own start of the demo.
            name if catalogue::find(name)
                .is_some_and(|entry| ["meetings", "funding"].contains(&entry.service)) =>
            {
                Ok(1)
            }
            name => panic!("no service takes `{name}`"),
        }
    }

    /// A command for the agreements service, and the reaction to a partner's signature.
    async fn agree(&mut self, command: AgreementCommand, day: Date) -> Result<usize, String> {
        let known = |stream: &StreamId| self.streams.contains_key(stream);
        let reads = command.reads();
        let of_kind = |kind: &'static str| reads.iter().filter(move |stream| stream.kind() == kind);
        let facts = AgreementFacts {
            known_partners: of_kind("partner")
                .filter(|s| known(s))
                .map(|s| PartnerId(s.id()))
                .collect(),
            network_known: of_kind("network").any(known),
            policy_version: 1,
            ..AgreementFacts::default()
        };
        let policy: Arc<AgreementsPolicy> = self.policy.agreements.clone();
        let signed = match &command {
            AgreementCommand::SignAgreement(sign) => {
                Some((sign.agreement, sign.party, sign.signed_on))
            }
            _ => None,
        };
        let events = self
            .decide::<Agreement, _, _>(command, day, policy, facts)
            .await?;
        if let Some((agreement, party, signed_on)) = signed {
            self.react(agreement, party, signed_on).await?;
        }
        Ok(events)
    }

    async fn react(&mut self, agreement: AgreementId, party: u16, on: Date) -> Result<(), String> {
        let state: Agreement = self.fold("agreement", agreement.0);
        let party = state
            .parties
            .iter()
            .find(|signing| signing.number == party)
            .unwrap();
        if let Some(partner) = party.partner {
            let note = NoteSignature {
                partner,
                agreement,
                signed_on: on,
            };
            let facts = MembershipFacts {
                policy_version: 1,
                ..MembershipFacts::default()
            };
            let policy = self.policy.membership.clone();
            self.decide::<Partner, _, _>(note.into(), on, policy, facts)
                .await?;
        }
        Ok(())
    }

    async fn join<A>(
        &mut self,
        name: &str,
        body: &Value,
        day: Date,
        policy: Arc<MembershipPolicy>,
    ) -> Result<usize, String>
    where
        A: Aggregate<Services = membership::MembershipContext>,
        A::Command: CommandSet + DomainCommand + Debug,
        A::Event: StoredEvent,
        A::Error: Refusal,
    {
        let command = A::Command::read(name, body.clone()).unwrap();
        let mut facts = MembershipFacts {
            policy_version: 1,
            ..MembershipFacts::default()
        };
        for stream in command.reads() {
            let events = self.streams.get(&stream).map_or(&[][..], Vec::as_slice);
            let events = events
                .iter()
                .map(|(kind, version, payload)| (kind.as_str(), *version, payload.as_str()));
            facts.learn(stream, events).unwrap();
        }
        self.decide::<A, _, _>(command, day, policy, facts).await
    }

    /// How many events the command led to.
    async fn decide<A, P, F>(
        &mut self,
        command: A::Command,
        day: Date,
        policy: P,
        facts: F,
    ) -> Result<usize, String>
    where
        A: Aggregate<Services = DecisionContext<P, F>>,
        A::Command: DomainCommand,
        A::Event: StoredEvent,
        A::Error: Refusal,
    {
        let target = command.target().expect("the demo names what it makes");
        for claim in command.claims() {
            let kind = claim.kind.to_owned();
            assert!(
                self.claims.insert((kind, claim.key)),
                "a name is taken: {:?}",
                command.claims()
            );
        }
        let stream = StreamId::new(A::Command::STREAM, target);
        let now = "2026-01-01T08:00:00Z".parse().unwrap();
        let actor = ActorId(Uuid::from_u128(1));
        let ctx = DecisionContext::new(now, TODAY, day, actor, Role::Coordinator, policy, facts);
        let mut aggregate: A = self.fold(A::Command::STREAM, target);
        let sink = EventSink::default();
        aggregate
            .handle(command, &ctx, &sink)
            .await
            .map_err(|refusal| format!("{}: {}", refusal.code(), refusal.sentence()))?;
        let events = sink.collect().await;
        let stored = events.iter().map(|event| {
            let kind = cqrs_es::DomainEvent::event_type(event);
            (kind, StoredEvent::version(event), event.payload().unwrap())
        });
        self.streams.entry(stream).or_default().extend(stored);
        self.warnings.extend(ctx.into_warnings());
        Ok(events.len())
    }

    fn fold<A>(&self, kind: &'static str, id: Uuid) -> A
    where
        A: Aggregate,
        A::Event: StoredEvent,
    {
        let mut aggregate = A::default();
        for (kind, version, payload) in self
            .streams
            .get(&StreamId::new(kind, id))
            .into_iter()
            .flatten()
        {
            aggregate.apply(A::Event::from_stored(kind, *version, payload).unwrap());
        }
        aggregate
    }

    fn made<A>(&self, kind: &'static str, alias: &str) -> A
    where
        A: Aggregate,
        A::Event: StoredEvent,
    {
        self.fold(kind, id(&self.file.municipality, alias))
    }

    fn count(&self, kind: &str) -> usize {
        self.streams
            .keys()
            .filter(|stream| stream.kind() == kind)
            .count()
    }

    fn warned_of(&self) -> BTreeSet<&str> {
        self.warnings
            .iter()
            .map(|warning| warning.code.as_str())
            .collect()
    }

    /// What the office must or should do about contacts of this partner.
    fn contact_findings(&self, alias: &str) -> Vec<FindingSeverity> {
        let partner = id(&self.file.municipality, alias);
        let contacts = self
            .streams
            .keys()
            .filter(|stream| stream.kind() == "contact");
        let contacts: Vec<Contact> = contacts.map(|s| self.fold("contact", s.id())).collect();
        let active = contacts
            .iter()
            .filter(|c| c.partner == Some(PartnerId(partner)) && c.is_active_on(TODAY))
            .count();
        let partner: Partner = self.fold("partner", partner);
        let found = contact_findings(&self.policy.membership, &partner, active, TODAY);
        found.into_iter().map(|finding| finding.severity).collect()
    }
}

#[tokio::test]
async fn leverkusen_is_as_its_documents_say() {
    let town = Town::after_demo("leverkusen").await;
    assert_eq!(
        [
            town.count("network"),
            town.count("region"),
            town.count("site")
        ],
        [1, 4, 6]
    );
    assert_eq!(
        [
            town.count("partner"),
            town.count("body"),
            town.count("agreement")
        ],
        [8, 9, 1]
    );
    assert_eq!(
        town.warned_of(),
        BTreeSet::from(["ENTRY_INTO_FORCE_INFERRED"])
    );

    let agreement: Agreement = town.made("agreement", "vereinbarung-manfort");
    assert_eq!(
        agreement.in_force_on(),
        Some((date(2016, 2, 15), Status::Inferred))
    );
    assert_eq!(
        agreement.state_on(date(2020, 12, 31)),
        AgreementState::InForce
    );
    assert_eq!(
        agreement.state_on(date(2021, 1, 1)),
        AgreementState::Expired
    );

    let circle: Body = town.made("body", "qualitaetszirkel");
    assert_eq!(circle.founded_on.unwrap().to_string(), "2011-01-18");
    assert_eq!(circle.seats.len(), 10);

    assert_eq!(town.contact_findings("profamilia"), [FindingSeverity::Task]);
    assert_eq!(town.contact_findings("diakonie"), []);
}

#[tokio::test]
async fn mem_32_leverkusens_office_has_half_a_position_of_which_only_the_concept_is_dated() {
    let town = Town::after_demo("leverkusen").await;
    let office: Office = town.made("office", "koordinierungsstelle");
    assert_eq!(office.network, None);
    assert_eq!(office.staffing_on(date(2014, 12, 31)), None);
    let staffing = office.staffing_on(TODAY).unwrap();
    assert_eq!(
        (staffing.fte_hundredths, staffing.dating),
        (50, StaffingDating::Documented)
    );
    // The post exists since spring 2013; of the year nothing more is known.
    assert!(!office.is_vacant_on(date(2013, 4, 1)));
    let tasks = office.tasks_on(TODAY);
    assert_eq!(tasks.len(), 7);
    assert!(tasks.iter().all(|task| task.set() == TaskSet::Profile));
    assert!(office.emergency_card_on(TODAY).is_some());
}

#[tokio::test]
async fn mem_48_leverkusen_has_fifteen_welcome_godparents_who_meet_monthly() {
    let town = Town::after_demo("leverkusen").await;
    let group: VolunteerGroup = town.made("volunteers", "willkommenspatinnen");
    assert_eq!(group.headcount_on(TODAY), Some(15));
    let training = &group.trainings[0];
    assert_eq!((training.sessions, training.hours_per_session), (3, 2));
    assert!(group.confidential_since(TODAY).is_some());
    assert!(exchange_due_on(&town.policy.membership, &group, TODAY).is_some());
}

#[tokio::test]
async fn the_rheindorfer_laden_changes_its_operator() {
    let town = Town::after_demo("leverkusen").await;
    let site: Site = town.made("site", "rheindorfer-laden");
    let operator = |alias| Some(PartnerId(id(&town.file.municipality, alias)));
    assert_eq!(site.operator_on(date(2015, 12, 31)), operator("stadt"));
    assert_eq!(
        site.operator_on(date(2016, 1, 1)),
        operator("jugendagentur")
    );
}

#[tokio::test]
async fn stormarn_is_as_its_document_says() {
    let town = Town::after_demo("stormarn").await;
    assert_eq!(
        [
            town.count("network"),
            town.count("body"),
            town.count("partner")
        ],
        [3, 7, 4]
    );

    let office: Office = town.made("office", "koordinierungsstelle");
    assert!(
        office
            .appointed_on(CoordinatorRole::Coordinator, TODAY)
            .next()
            .is_some()
    );

    let agreement: Agreement = town.made("agreement", "vereinbarung");
    assert_eq!(
        agreement.in_force_on(),
        Some((date(2020, 9, 16), Status::Inferred))
    );
    assert_eq!(agreement.state_on(TODAY), AgreementState::InForce);
    assert_eq!(agreement.cooperating_partners_on(TODAY).len(), 3);

    assert_eq!(
        town.contact_findings("familienbildung"),
        [FindingSeverity::Warning]
    );
    assert_eq!(
        town.warned_of(),
        BTreeSet::from([
            "ACCESSION_INFERRED",
            "DECLARATION_INFERRED",
            "ENTRY_INTO_FORCE_INFERRED"
        ])
    );
}

#[tokio::test]
async fn mem_04_duisburgs_partner_is_admitted_by_the_last_missing_signature() {
    let mut town = Town::after_demo("duisburg").await;
    let partner: Partner = town.made("partner", "phg");
    let standing = partner.standing_on(TODAY).unwrap();
    assert_eq!(
        (standing.state, standing.since),
        (MembershipState::Active, date(2018, 10, 15))
    );

    let agreement: Agreement = town.made("agreement", "exemplar-phg");
    assert_eq!(
        agreement.in_force_on(),
        Some((date(2018, 11, 12), Status::Inferred))
    );

    let second = id(&town.file.municipality, "zweite-anfrage");
    let waiting: Partner = town.made("partner", "zweite-anfrage");
    assert_eq!(
        waiting.membership_on(TODAY),
        Some(MembershipState::Clarified)
    );
    let admit = AdmitPartner {
        partner: PartnerId(second),
        admitted_on: TODAY,
    };
    let policy = town.policy.membership.clone();
    let refused = town
        .decide::<Partner, _, _>(admit.into(), TODAY, policy, MembershipFacts::default())
        .await;
    assert!(refused.unwrap_err().starts_with("PROFILE_MISSING"));
}

#[test]
fn every_fact_names_its_document_or_says_that_it_is_assumed() {
    const DOCUMENTS: [&str; 4] = [
        "Vereinbarung zur Kooperation im Netzwerk Frühe Hilfen Leverkusen, ",
        "Fachkonzept Netzwerk Frühe Hilfen Leverkusen, Abschnitt",
        "Kooperationsvereinbarung Frühe Hilfen im Kreis Stormarn, 16.09.2020, ",
        "Allgemeine Kooperationsvereinbarung Frühe Hilfen Duisburg, Stand 16.05.2018, ",
    ];
    for file in demos() {
        for command in &file.commands {
            let source = command.source.as_deref().unwrap_or_default();
            let assumed = source.contains("Annahme für die Vorführung (demo assumption): ");
            let stated = DOCUMENTS
                .iter()
                .any(|document| source.starts_with(document));
            assert!(
                stated || assumed,
                "{}:{}: {source}",
                file.path,
                command.line
            );
            assert!(
                command.occurred_on.is_some(),
                "{}:{}",
                file.path,
                command.line
            );
        }
    }
}

#[test]
fn contacts_are_invented() {
    for file in demos() {
        let contacts = file
            .commands
            .iter()
            .filter(|command| command.name == "designate-contact");
        for contact in contacts {
            let person = &contact.body["person"];
            let text = |field: &str| person[field].as_str().unwrap();
            assert!(text("email").ends_with(".example.org"), "{person}");
            assert!(text("phone").contains(" 000-"), "{person}");
            assert!(text("name").ends_with("(Beispiel)"), "{person}");
        }
    }
}
