//! What an office does with figures, reports, goals and decisions; what a question is asked of.

mod concepts;
mod indicators;
mod register;
mod reports;
mod state;

use std::sync::Arc;

use evaluation::concept::AdoptConcept;
use evaluation::decision::RegisterDecision;
use evaluation::figure::{FigurePeriod, FigureQualifier, FigureUnit};
use evaluation::goal::{GoalKind, SetGoal};
use evaluation::indicator::{DefineIndicator, RecordFigure};
use evaluation::instrument::{
    InstrumentItemInput, InstrumentKind, InstrumentSection, IntroduceInstrument,
};
use evaluation::policy::QualityAspect;
use evaluation::quality_dialogue::{HoldQualityDialogue, OpenQualityDialogue};
use evaluation::site_report::OpenSiteReport;
use evaluation::{
    Concept, EvaluationContext, EvaluationFacts, Goal, IndicatorSeries, Instrument,
    QualityDialogue, RegisteredDecision, SiteReport,
};
use eventstore::DatabaseRole;
use kernel::{Date, DecisionRef, Role, StreamId};
use serde_json::Value;
use testkit::TestDatabase;
use uuid::Uuid;

use super::fixture::{self, Leverkusen};
use super::office::{Domain, Office, context, day, fold, text};
use super::{coordinator, data, database, graph, of};

macro_rules! evaluation_domain {
    ($($aggregate:ty),+ $(,)?) => {$(
        impl Domain for $aggregate {
            const ROLE: DatabaseRole = DatabaseRole::Funding;

            fn services(
                office: &Office<'_>,
                loaded: &eventstore::Loaded,
                reads: &[StreamId],
                on: Date,
            ) -> EvaluationContext {
                let policy = Arc::clone(&office.policy.policy.evaluation);
                context(policy, facts(loaded, reads), on)
            }
        }
    )+};
}

evaluation_domain!(
    Concept,
    Goal,
    IndicatorSeries,
    Instrument,
    QualityDialogue,
    RegisteredDecision,
    SiteReport,
);

/// What the service learns of the streams that a command reads.
fn facts(loaded: &eventstore::Loaded, reads: &[StreamId]) -> EvaluationFacts {
    let mut facts = EvaluationFacts::default();
    for stream in reads {
        let id = stream.id();
        match stream.kind() {
            "body" => {
                facts.bodies.insert(id.into());
            }
            "site" => {
                facts.sites.insert(id.into());
            }
            "meeting" => {
                let meeting = fold::<meetings::Meeting>(loaded, stream);
                facts
                    .meetings
                    .insert(id.into(), meeting.begins_on().unwrap());
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

fn year(year: i16) -> FigurePeriod {
    FigurePeriod::year(year).unwrap()
}

/// A series without decimal places and dimensions.
fn series(code: &str, title: &str, unit: FigureUnit) -> DefineIndicator {
    DefineIndicator {
        id: None,
        code: code.parse().unwrap(),
        title: text(title),
        unit,
        decimals: 0,
        rounded_to: None,
        source: Some(text("Fachkonzept, Abschnitt 3.1")),
        dimensions: Vec::new(),
        defined_on: day("2015-12-01"),
    }
}

/// A figure of the whole, stated on 1 December 2015.
fn figure(indicator: Uuid, of: i16, value: u64) -> RecordFigure {
    RecordFigure {
        indicator: indicator.into(),
        period: year(of),
        cell: Vec::new(),
        value: Some(value),
        qualifier: FigureQualifier::Exact,
        source: None,
        stated_on: day("2015-12-01"),
    }
}

fn goal(kind: GoalKind, number: Option<u16>, parent: Option<Uuid>, words: &str) -> SetGoal {
    SetGoal {
        id: None,
        kind,
        number,
        parent: parent.map(Into::into),
        text: text(words),
        body: None,
        meeting: None,
        set_on: day("2015-12-01"),
    }
}

/// An instrument that counts two access paths.
fn first_contact() -> IntroduceInstrument {
    let item = |code: &str, label: &str| InstrumentItemInput {
        code: code.parse().unwrap(),
        section: InstrumentSection::AccessPath,
        label: text(label),
    };
    IntroduceInstrument {
        id: None,
        kind: InstrumentKind::FirstContact,
        title: text("Dokumentationsbogen für den Erstkontakt"),
        items: vec![
            item("hebamme", "über die Hebamme"),
            item("klinik", "über die Klinik"),
        ],
        grades: None,
        document: None,
        valid_from: day("2011-04-01"),
    }
}

fn report(site: Uuid, year: i16, opened_on: &str) -> OpenSiteReport {
    OpenSiteReport {
        id: None,
        site: site.into(),
        year,
        due_on: None,
        opened_on: day(opened_on),
    }
}

fn decision(number: &str, decided_on: &str, subject: &str) -> RegisterDecision {
    RegisterDecision {
        id: None,
        decision: DecisionRef {
            organ: "rat".to_owned(),
            decided_on: day(decided_on),
            number: number.to_owned(),
        },
        subject: text(subject),
        document: None,
    }
}

fn concept(title: &str, adopted_on: &str) -> AdoptConcept {
    AdoptConcept {
        id: None,
        title: text(title),
        adopted_on: day(adopted_on),
        decision: None,
        document: None,
    }
}

impl Office<'_> {
    /// Opens a quality dialogue about the infrastructure, and holds it.
    async fn dialogue(&mut self, title: &str, held_on: &str) -> Uuid {
        let opened = OpenQualityDialogue {
            id: None,
            title: text(title),
            areas: vec![QualityAspect::Infrastructure],
            opened_on: day("2016-01-11"),
        };
        let dialogue = self.execute::<QualityDialogue>(opened, "2016-01-11").await;
        let held = HoldQualityDialogue {
            dialogue: dialogue.into(),
            meeting: None,
            held_on: day(held_on),
        };
        self.execute::<QualityDialogue>(held, held_on).await;
        dialogue
    }
}

/// A series, a report, an instrument, a concept paper, a goal, a dialogue and a decision in Leverkusen, by id.
pub(crate) async fn one_of_each(database: &TestDatabase, town: &Leverkusen) -> [String; 7] {
    let mut office = Office::resume(database, "leverkusen");
    let on = "2015-12-01";
    let visits = series(
        "willkommensbesuche",
        "Besuche nach der Geburt",
        FigureUnit::Visits,
    );
    let visits = office.execute::<IndicatorSeries>(visits, on).await;
    office
        .execute::<IndicatorSeries>(figure(visits, 2012, 170), on)
        .await;
    let opened = report(town.site, 2015, "2016-01-11");
    let opened = office.execute::<SiteReport>(opened, "2016-01-11").await;
    let form = office
        .execute::<Instrument>(first_contact(), "2011-04-01")
        .await;
    let paper = concept("Fachkonzept des Netzwerks", "2015-12-14");
    let paper = office.execute::<Concept>(paper, "2015-12-14").await;
    let aim = goal(GoalKind::Guiding, None, None, "Kinder wachsen gut auf");
    let aim = office.execute::<Goal>(aim, on).await;
    let dialogue = of_all(&mut office).await;
    let decided = decision("2015/0842", "2015-12-14", "Weiterführung der Hilfen");
    let decided = office
        .execute::<RegisteredDecision>(decided, "2015-12-14")
        .await;
    office.publish().await;
    [visits, opened, form, paper, aim, dialogue, decided].map(|id| id.to_string())
}

/// A dialogue where the policy names no aspects: its event, without a decision.
async fn of_all(office: &mut Office<'_>) -> Uuid {
    let title = text("Qualität im Gespräch");
    let id = kernel::CommandId::generate().0;
    let opened = evaluation::quality_dialogue::QualityDialogueOpened {
        title: title.id,
        areas: vec![QualityAspect::Infrastructure],
        opened_on: day("2016-01-11"),
    };
    let events = vec![evaluation::QualityDialogueEvent::QualityDialogueOpened(
        opened,
    )];
    let stream = StreamId::new("quality-dialogue", id);
    office
        .happened(DatabaseRole::Funding, stream, events, &[&title])
        .await;
    id
}

/// The list's answer in Leverkusen, with this selection of a node.
async fn nodes(graph: &gateway::graphql::Graph, list: &str, arguments: &str, node: &str) -> Value {
    let query = format!("{{ {list}({arguments}) {{ totalCount nodes {{ {node} }} }} }}");
    let mut answer = data(graph, &coordinator("leverkusen"), &query).await;
    let count = answer[list]["nodes"].as_array().map(Vec::len);
    assert_eq!(
        answer[list]["totalCount"],
        count.unwrap_or_default(),
        "{arguments}"
    );
    answer[list]["nodes"].take()
}

#[tokio::test]
async fn eva_who_may_not_read_figures_finds_none_by_id() {
    let database = database().await;
    let town = fixture::leverkusen(&database).await;
    let ids = one_of_each(&database, &town).await;
    let graph = graph(&database);
    for id in ids {
        let query = format!("{{ node(id: \"{id}\") {{ id }} }}");
        let auditor = of("leverkusen", Role::Auditor);
        assert_eq!(data(&graph, &auditor, &query).await["node"]["id"], *id);
        let partner = of("leverkusen", Role::Partner);
        assert_eq!(data(&graph, &partner, &query).await["node"], Value::Null);
    }
    drop(graph);
    database.drop().await;
}
