//! The concept paper: EVA-07.

use evaluation::concept::*;
use evaluation::{Concept, FindingSeverity};
use jiff::civil::date;
use kernel::{Date, DomainCommand, Status};

use crate::fixtures::*;

const ADOPTED: Date = date(2013, 12, 16);

fn adopt() -> AdoptConcept {
    AdoptConcept {
        id: Some(id(1)),
        title: text(100, "Fachkonzept Netzwerk Frühe Hilfen"),
        adopted_on: ADOPTED,
        decision: Some(id(1)),
        document: Some(document(1)),
    }
}

fn revise(adopted_on: Date) -> ReviseConcept {
    ReviseConcept {
        concept: id(1),
        adopted_on,
        decision: Some(id(2)),
        summary: Some(text(101, "Ausblick neu gefasst")),
        document: Some(document(2)),
    }
}

fn retire(retired_on: Date) -> RetireConcept {
    RetireConcept {
        concept: id(1),
        reason: text(102, "Geht im Präventionskonzept auf"),
        retired_on,
    }
}

fn adopted() -> Concept {
    after(&Concept::default(), adopt())
}

fn codes(concept: &Concept, day: Date) -> Vec<(&'static str, FindingSeverity)> {
    let findings = concept_findings(&leverkusen(), [concept], day);
    findings.into_iter().map(|f| (f.code, f.severity)).collect()
}

#[test]
fn eva_07_the_concept_is_revised_every_two_years_and_reminded_of_180_days_before() {
    let concept = adopted();
    let Some(NextRevision::Due {
        on,
        remind_from,
        status,
        ..
    }) = concept.next_revision(ADOPTED, &leverkusen())
    else {
        panic!("it is due")
    };
    assert_eq!((on, status), (date(2015, 12, 16), Status::Stated));
    assert_eq!(remind_from, date(2015, 6, 19));
    assert_eq!(codes(&concept, date(2015, 6, 18)), []);
    let warning = ("CONCEPT_REVISION_AHEAD", FindingSeverity::Warning);
    assert_eq!(codes(&concept, date(2015, 6, 19)), [warning]);
    let task = ("CONCEPT_REVISION_DUE", FindingSeverity::Task);
    assert_eq!(codes(&concept, date(2015, 12, 16)), [task]);
    let age = concept.age_on(date(2014, 12, 16), &leverkusen());
    assert_eq!(
        age,
        Some(ConceptAge {
            days: 365,
            interval_days: Some(730)
        })
    );

    let revised = after(&concept, revise(date(2015, 12, 14)));
    repeated(&revised, revise(date(2015, 12, 14)));
    assert_eq!(codes(&revised, date(2015, 12, 16)), []);
    // As of the day before, the first version still holds.
    let number = |day| revised.version_on(day).map(|(number, _)| number);
    assert_eq!(
        (number(date(2015, 12, 13)), number(TODAY)),
        (Some(1), Some(2))
    );
    assert_eq!(number(ADOPTED.yesterday().expect("a day")), None);
}

#[test]
fn eva_07_where_nobody_says_how_often_a_task_asks_for_it() {
    let concept = adopted();
    let findings = concept_findings(&duisburg(), [&concept], TODAY);
    assert_eq!(findings[0].code, "CONCEPT_INTERVAL_UNSTATED");
    assert_eq!(findings[0].severity, FindingSeverity::Task);
    let set = SetConceptInterval {
        concept: id(1),
        interval: interval("P3Y"),
        adopted_on: date(2015, 1, 1),
    };
    let concept = after(&concept, set.clone());
    repeated(&concept, set);
    // What the municipality adopted goes before the policy, too.
    for policy in [duisburg(), leverkusen()] {
        let next = concept.next_revision(TODAY, &policy);
        let Some(NextRevision::Due { on, status, .. }) = next else {
            panic!("it is due")
        };
        assert_eq!((on, status), (date(2016, 12, 16), Status::Adopted));
    }
    // Before it was adopted, the policy's held.
    let next = concept.next_revision(date(2014, 1, 1), &leverkusen());
    assert!(matches!(next, Some(NextRevision::Due { on, .. }) if on == date(2015, 12, 16)));
}

#[test]
fn eva_07_a_version_is_later_than_the_first_and_names_a_known_decision() {
    let concept = adopted();
    assert_eq!(
        refused(&concept, revise(date(2013, 12, 1))).0,
        "DATE_TOO_EARLY"
    );
    assert_eq!(
        refused(&concept, revise(TODAY.tomorrow().expect("a day"))).0,
        "DATE_IN_FUTURE"
    );
    let unknown = ReviseConcept {
        decision: Some(id(9)),
        ..revise(TODAY)
    };
    assert_eq!(
        refused(&concept, unknown),
        ("DECISION_UNKNOWN", Some("decision"), Some("EVA-07"))
    );
    let retired = after(&concept, retire(date(2016, 1, 1)));
    repeated(&retired, retire(date(2016, 1, 1)));
    assert_eq!(refused(&retired, revise(TODAY)).0, "CONCEPT_RETIRED");
    assert_eq!(refused(&retired, retire(TODAY)).0, "CONCEPT_RETIRED");
    assert_eq!(codes(&retired, TODAY), []);
    // A version that was told late finds its place.
    let late = after(&after(&concept, revise(TODAY)), revise(date(2015, 1, 5)));
    assert_eq!(late.version_on(TODAY).map(|(number, _)| number), Some(3));
}

#[test]
fn eva_07_a_correction_moves_the_day_and_what_follows_from_it() {
    let concept = after(&adopted(), revise(date(2015, 12, 14)));
    let command = ConceptCommand::from(revise(TODAY));
    assert_eq!(
        (reads(&command), entries(&command)),
        (vec!["decision"], vec![101])
    );
    makes(ConceptCommand::from(adopt()));
    let moved = AdoptConcept {
        adopted_on: date(2016, 1, 4),
        ..adopt()
    };
    let correct = |replacement| CorrectConcept {
        concept: id(1),
        fact: 1,
        reason: text(300, "Falsches Jahr"),
        replacement,
    };
    // The revision would lie before the first version.
    let refusal = refused(
        &concept,
        correct(Some(ConceptReplacement::AdoptConcept(moved))),
    );
    assert_eq!(refusal.0, "DATE_TOO_EARLY");
    assert_eq!(refused(&concept, correct(None)).0, "FIRST_FACT_STAYS");
}

#[test]
fn eva_07_a_concept_is_adopted_once_with_a_title_of_one_line() {
    let none = Concept::default();
    handled::<Concept>(adopt());
    assert_eq!(refused(&none, revise(TODAY)).0, "NOT_FOUND");
    assert_eq!(refused(&adopted(), adopt()).0, "ALREADY_EXISTS");
    let two_lines = AdoptConcept {
        title: text(100, "Fachkonzept\nFrühe Hilfen"),
        ..adopt()
    };
    let refusal = refused(&none, two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("title")));
    let unknown = AdoptConcept {
        decision: Some(id(9)),
        ..adopt()
    };
    assert_eq!(refused(&none, unknown).0, "DECISION_UNKNOWN");
}

#[test]
fn eva_07_a_concept_holds_from_its_first_version_until_it_is_retired() {
    let concept = adopted();
    let holds = |concept: &Concept, day: Date| concept.holds_on(day);
    let before = |day: Date| day.yesterday().expect("a day");
    assert!(holds(&concept, ADOPTED) && !holds(&concept, before(ADOPTED)));
    let retired = after(&concept, retire(TODAY));
    assert!(holds(&retired, before(TODAY)) && !holds(&retired, TODAY));
    // What was adopted until then may be told later.
    after(&retired, revise(before(TODAY)));
    assert_eq!(refused(&retired, revise(TODAY)).0, "CONCEPT_RETIRED");
}

#[test]
fn eva_07_versions_are_numbered_by_their_days_in_whatever_order_they_are_told() {
    let other = ReviseConcept {
        summary: Some(text(110, "Früher")),
        document: Some(document(3)),
        ..revise(date(2015, 1, 5))
    };
    let concept = after(&after(&adopted(), revise(TODAY)), other);
    let days: Vec<_> = concept.versions.iter().map(|v| v.adopted_on).collect();
    assert_eq!(days, [ADOPTED, date(2015, 1, 5), TODAY]);
    let second = concept.version_on(date(2016, 1, 1));
    assert_eq!(
        second.map(|(number, v)| (number, v.adopted_on)),
        Some((2, date(2015, 1, 5)))
    );
}

#[test]
fn eva_07_commands_on_concepts_name_what_they_read_and_bring_along() {
    let brings = |command: ConceptCommand| {
        (
            reads(&command),
            entries(&command),
            DomainCommand::documents(&command),
        )
    };
    let adopted = brings(adopt().into());
    assert_eq!(adopted, (vec!["decision"], vec![100], vec![document(1)]));
    let revised = brings(revise(TODAY).into());
    assert_eq!(revised, (vec!["decision"], vec![101], vec![document(2)]));
    assert_eq!(brings(retire(TODAY).into()), (vec![], vec![102], vec![]));
    let corrected = CorrectConcept {
        concept: id(1),
        fact: 1,
        reason: text(300, "Falsches Jahr"),
        replacement: Some(ConceptReplacement::AdoptConcept(adopt())),
    };
    let corrected = brings(corrected.into());
    assert_eq!(
        corrected,
        (vec!["decision"], vec![100, 300], vec![document(1)])
    );
}
