//! Instruments and their versions: EVA-02, EVA-03, EVA-04, EVA-08.

use evaluation::Instrument;
use evaluation::instrument::*;
use jiff::civil::date;
use kernel::Date;

use crate::fixtures::*;

const SINCE: Date = date(2011, 4, 1);

fn item(code: &str, section: InstrumentSection) -> InstrumentItemInput {
    InstrumentItemInput {
        code: code.parse().expect("a code"),
        section,
        label: text(110, "Über die Hebamme"),
    }
}

fn introduce(kind: InstrumentKind, items: Vec<InstrumentItemInput>) -> IntroduceInstrument {
    IntroduceInstrument {
        id: Some(id(1)),
        kind,
        title: text(100, "Bogen"),
        items,
        grades: (kind == InstrumentKind::UserFeedback).then_some(5),
        document: None,
        valid_from: SINCE,
    }
}

fn contacts() -> IntroduceInstrument {
    let items = vec![
        item("hebamme", InstrumentSection::AccessPath),
        item("erschoepfung", InstrumentSection::AccessReason),
        item("babymassage", InstrumentSection::AgreedMeasure),
    ];
    introduce(InstrumentKind::FirstContact, items)
}

fn revise(valid_from: Date) -> ReviseInstrument {
    ReviseInstrument {
        instrument: id(1),
        aims: vec![InstrumentAim::Transparency, InstrumentAim::Simplification],
        items: vec![item("hebamme", InstrumentSection::AccessPath)],
        grades: None,
        body: Some(id(1)),
        document: Some(document(2)),
        valid_from,
    }
}

#[test]
fn eva_02_a_first_contact_is_counted_by_path_reason_and_measure() {
    let instrument = after(&Instrument::default(), contacts());
    let version = instrument.version_on(TODAY).expect("a version");
    assert_eq!((version.number, version.items.len()), (1, 3));
    assert!(
        instrument
            .version_on(SINCE.yesterday().expect("a day"))
            .is_none()
    );
    let command = InstrumentCommand::from(contacts());
    assert_eq!(entries(&command), [100, 110, 110, 110]);
    makes(command);
    let none = Instrument::default();
    let misplaced = vec![item("freundlich", InstrumentSection::Counselling)];
    for (items, code) in [
        (vec![], "INSTRUMENT_ITEMS_MISSING"),
        (misplaced, "SECTION_MISPLACED"),
        (
            vec![item("aa", InstrumentSection::AccessPath); 2],
            "INSTRUMENT_ITEM_TWICE",
        ),
    ] {
        let command = introduce(InstrumentKind::FirstContact, items);
        assert_eq!(
            refused(&none, command),
            (code, Some("items"), Some("EVA-08"))
        );
    }
}

#[test]
fn eva_03_a_rating_has_its_grades_and_a_count_none() {
    let none = Instrument::default();
    let items = vec![item("raeume", InstrumentSection::Setting)];
    let rating = introduce(InstrumentKind::UserFeedback, items);
    after(&none, rating.clone());
    for grades in [None, Some(1), Some(11)] {
        let rating = IntroduceInstrument {
            grades,
            ..rating.clone()
        };
        let refusal = refused(&none, rating);
        assert_eq!(refusal, ("GRADES_UNFIT", Some("grades"), Some("EVA-03")));
    }
    let counted = IntroduceInstrument {
        grades: Some(5),
        ..contacts()
    };
    assert_eq!(refused(&none, counted).0, "GRADES_UNFIT");
}

#[test]
fn eva_04_of_protocols_nothing_but_the_number_can_be_asked() {
    let none = Instrument::default();
    after(&none, introduce(InstrumentKind::CaseProtocols, vec![]));
    let items = vec![item("verlauf", InstrumentSection::AccessReason)];
    let refusal = refused(&none, introduce(InstrumentKind::CaseProtocols, items));
    assert_eq!(
        refusal,
        ("PROTOCOLS_HAVE_NO_ITEMS", Some("items"), Some("EVA-04"))
    );
}

#[test]
fn eva_08_a_revision_is_the_next_version_and_the_first_stays() {
    let instrument = after(&Instrument::default(), contacts());
    assert_eq!(refused(&instrument, revise(SINCE)).0, "DATE_TOO_EARLY");
    let unknown = ReviseInstrument {
        body: Some(id(9)),
        ..revise(PAPER)
    };
    assert_eq!(refused(&instrument, unknown).0, "BODY_UNKNOWN");
    let revised = after(&instrument, revise(PAPER));
    repeated(&revised, revise(PAPER));
    let number = |day| revised.version_on(day).map(|version| version.number);
    assert_eq!(
        (number(date(2015, 11, 1)), number(PAPER)),
        (Some(1), Some(2))
    );
    assert_eq!(
        revised.version(1).map(|version| version.items.len()),
        Some(3)
    );
    // In 2015 both were in use, before only the first, after only the second.
    let used = |number, year| revised.used_in(number, year);
    assert_eq!(
        [used(1, 2014), used(1, 2015), used(1, 2016)],
        [true, true, false]
    );
    assert_eq!(
        [used(2, 2014), used(2, 2015), used(2, 2016)],
        [false, true, true]
    );
    assert!(!used(3, 2015));
}

#[test]
fn eva_08_an_instrument_that_is_used_no_more_is_not_revised() {
    let retire = |retired_on| RetireInstrument {
        instrument: id(1),
        reason: text(103, "Abgelöst"),
        retired_on,
    };
    let instrument = after(&Instrument::default(), contacts());
    assert_eq!(
        refused(&instrument, retire(date(2010, 1, 1))).0,
        "DATE_TOO_EARLY"
    );
    let retired = after(&instrument, retire(PAPER));
    repeated(&retired, retire(PAPER));
    assert_eq!(refused(&retired, revise(TODAY)).0, "INSTRUMENT_RETIRED");
    assert!(retired.version_on(TODAY).is_none() && retired.used_in(1, 2015));
    let correct = CorrectInstrument {
        instrument: id(1),
        fact: 2,
        reason: text(300, "Gilt doch noch"),
        replacement: None,
    };
    assert!(after(&retired, correct).version_on(TODAY).is_some());
}
