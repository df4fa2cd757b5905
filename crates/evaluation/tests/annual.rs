//! The outline of the annual report (EVA-10), and what the domain learns of its own streams.

use std::fs;

use evaluation::annual::*;
use evaluation::site_report::SiteReportState;
use evaluation::{Concept, EvaluationFacts, Goal, QualityDialogue, RegisteredDecision, SiteReport};
use jiff::civil::date;
use kernel::{GoalId, StreamId};
use uuid::Uuid;

use crate::fixtures::*;

fn sample(event: &str) -> String {
    let path = format!(
        "{}/tests/events/{event}.v1.json",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::read_to_string(path).expect("a sample")
}

fn replayed<A>(events: &[&str]) -> A
where
    A: cqrs_es::Aggregate,
    A::Event: kernel::StoredEvent,
{
    let read = |event: &&str| {
        kernel::StoredEvent::from_stored(event, 1, &sample(event)).expect("it is read")
    };
    state(events.iter().map(read))
}

#[test]
fn eva_10_the_annual_report_shows_the_year_as_known_on_a_day() {
    let concept: Concept = replayed(&["ConceptAdopted", "ConceptRevised"]);
    let decision: RegisteredDecision = replayed(&["DecisionRegistered"]);
    let goal: Goal = replayed(&["GoalSet", "GoalIndicatorLinked"]);
    let dialogue: QualityDialogue = replayed(&[
        "QualityDialogueOpened",
        "QualityDialogueHeld",
        "CriterionAgreed",
    ]);
    let report: SiteReport = replayed(&["SiteReportOpened", "ReportPartWritten"]);
    let sources = AnnualSources {
        concepts: vec![&concept],
        decisions: vec![(id(1), &decision)],
        goals: vec![(id(2), &goal)],
        indicators: vec![],
        dialogues: vec![&dialogue],
        site_reports: vec![&report],
    };
    let of = |year| annual_report(&sources, year, date(2019, 12, 31)).expect("a year");
    assert_eq!(
        (of(2010).decisions, of(2011).decisions),
        (vec![id(1)], vec![])
    );
    assert_eq!(
        (of(2015).concept_versions, of(2019).concept_versions),
        (vec![1], vec![2])
    );
    let goals = of(2015).goals;
    assert_eq!((goals.len(), goals[0].goal), (1, id::<GoalId>(2)));
    assert_eq!((of(2018).dialogues_held, of(2019).dialogues_held), (0, 1));
    assert_eq!(of(2019).quality.len(), 4);
    assert_eq!(of(2015).site_reports, [(id(1), SiteReportState::Draft)]);
    // As known when the year ended, the report was not yet opened: it is not shown as an empty one.
    let then = annual_report(&sources, 2015, date(2015, 12, 31)).expect("a year");
    assert!(then.site_reports.is_empty());
}

#[test]
fn a_stream_teaches_what_others_need_to_know_and_an_empty_one_nothing() {
    let mut facts = EvaluationFacts::default();
    let mut learn = |kind: &'static str, event: Option<&str>| {
        let payload = event.map(|event| (event, sample(event)));
        let events = payload
            .iter()
            .map(|(event, payload)| (*event, 1, payload.as_str()));
        facts
            .learn(StreamId::new(kind, Uuid::from_u128(1)), events)
            .expect("it is read");
    };
    for kind in ["decision", "goal", "indicator", "instrument"] {
        learn(kind, None);
    }
    learn("partner", None);
    learn("goal", Some("GoalSet"));
    learn("indicator", Some("IndicatorDefined"));
    learn("instrument", Some("InstrumentIntroduced"));
    assert!(facts.decisions.is_empty());
    assert_eq!(
        (
            facts.goals.len(),
            facts.indicators.len(),
            facts.instruments.len()
        ),
        (1, 1, 1)
    );
    let stream = StreamId::new("decision", Uuid::from_u128(1));
    let registered = sample("DecisionRegistered");
    facts
        .learn(stream, [("DecisionRegistered", 1, registered.as_str())])
        .expect("it is read");
    assert_eq!(facts.decisions.len(), 1);
    assert!(
        facts
            .learn(stream, [("DecisionRegistered", 9, "{}")])
            .is_err()
    );
}

#[test]
fn eva_10_the_annual_report_shows_nothing_of_other_years_and_of_later_days() {
    let decided = |decided_on| -> RegisteredDecision {
        state([evaluation::decision::DecisionRegistered {
            decision: kernel::DecisionRef {
                organ: "rat".to_owned(),
                decided_on,
                number: "1/2015".to_owned(),
            },
            subject: id(100),
            document: None,
        }
        .into()])
    };
    let (early, late) = (decided(date(2015, 3, 1)), decided(date(2015, 12, 31)));
    let last_year = decided(date(2014, 12, 31));
    let held = |held_on| {
        evaluation::quality_dialogue::QualityDialogueHeld {
            meeting: None,
            held_on,
        }
        .into()
    };
    let days = [
        date(2014, 6, 1),
        date(2015, 6, 1),
        date(2015, 12, 31),
        date(2016, 1, 1),
    ];
    let dialogue: QualityDialogue = state(days.map(held));
    let report: SiteReport = replayed(&["SiteReportOpened"]);
    let sources = AnnualSources {
        concepts: vec![],
        decisions: vec![(id(1), &late), (id(2), &last_year), (id(3), &early)],
        goals: vec![],
        indicators: vec![],
        dialogues: vec![&dialogue],
        site_reports: vec![&report],
    };
    let on = |day| annual_report(&sources, 2015, day).expect("a year");
    // In the order of their days, each from its own.
    assert_eq!(on(date(2015, 12, 30)).decisions, [id(3)]);
    assert_eq!(on(date(2015, 12, 31)).decisions, [3, 1].map(id));
    assert_eq!(on(date(2019, 12, 31)).decisions, [3, 1].map(id));
    assert_eq!(on(date(2015, 12, 30)).dialogues_held, 1);
    assert_eq!(on(date(2019, 12, 31)).dialogues_held, 2);
    let other = annual_report(&sources, 2014, date(2019, 12, 31)).expect("a year");
    assert!(other.site_reports.is_empty());
}
