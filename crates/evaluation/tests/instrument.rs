//! Instruments and their versions: EVA-02, EVA-03, EVA-04, EVA-08.

use evaluation::Instrument;
use evaluation::instrument::*;
use jiff::civil::date;
use kernel::{Date, DomainCommand};

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

fn retire(retired_on: Date) -> RetireInstrument {
    RetireInstrument {
        instrument: id(1),
        reason: text(103, "Abgelöst"),
        retired_on,
    }
}

#[test]
fn eva_08_an_instrument_is_introduced_once_and_its_days_lie_not_ahead() {
    let none = Instrument::default();
    handled::<Instrument>(contacts());
    assert_eq!(refused(&none, revise(PAPER)).0, "NOT_FOUND");
    let instrument = after(&none, contacts());
    assert_eq!(refused(&instrument, contacts()).0, "ALREADY_EXISTS");
    let ahead = revise(TODAY.tomorrow().expect("a day"));
    let refusal = refused(&instrument, ahead);
    assert_eq!(
        (refusal.0, refusal.1),
        ("DATE_IN_FUTURE", Some("validFrom"))
    );
    let two_lines = IntroduceInstrument {
        title: text(100, "Bogen\nErstkontakt"),
        ..contacts()
    };
    let refusal = refused(&none, two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("title")));
}

#[test]
fn eva_03_a_rating_has_two_to_ten_grades() {
    let items = vec![item("raeume", InstrumentSection::Setting)];
    let rating = introduce(InstrumentKind::UserFeedback, items);
    for grades in [2, 10] {
        let rating = IntroduceInstrument {
            grades: Some(grades),
            ..rating.clone()
        };
        after(&Instrument::default(), rating);
    }
    // What does not rate has no grades, not even ones that would not do.
    let counted = IntroduceInstrument {
        grades: Some(11),
        ..contacts()
    };
    assert_eq!(refused(&Instrument::default(), counted).0, "GRADES_UNFIT");
}

#[test]
fn eva_08_a_revision_is_told_again_where_day_grades_and_items_are_the_same() {
    let revised = after(&after(&Instrument::default(), contacts()), revise(PAPER));
    repeated(&revised, revise(PAPER));
    let later = after(&revised, revise(TODAY));
    assert_eq!(later.versions.len(), 3);
    let graded = ReviseInstrument {
        grades: Some(5),
        ..revise(PAPER)
    };
    assert_eq!(refused(&revised, graded).0, "DATE_TOO_EARLY");
}

#[test]
fn eva_08_a_version_is_used_until_the_day_before_the_next_one() {
    let new_year = date(2016, 1, 1);
    let instrument = after(&Instrument::default(), contacts());
    let revised = after(&instrument, revise(new_year));
    assert!(revised.used_in(1, 2015) && !revised.used_in(1, 2016));
    let retired = after(&instrument, retire(PAPER));
    let before = PAPER.yesterday().expect("a day");
    assert!(retired.version_on(before).is_some() && retired.version_on(PAPER).is_none());
    assert_eq!(refused(&retired, retire(TODAY)).0, "INSTRUMENT_RETIRED");
}

#[test]
fn eva_08_a_correction_holds_the_later_versions_to_it() {
    let revised = after(&after(&Instrument::default(), contacts()), revise(PAPER));
    let correct = |instead| CorrectInstrument {
        instrument: id(1),
        fact: 1,
        reason: text(300, "Falscher Tag"),
        replacement: Some(InstrumentReplacement::IntroduceInstrument(instead)),
    };
    let later = IntroduceInstrument {
        valid_from: PAPER,
        ..contacts()
    };
    assert_eq!(refused(&revised, correct(later)).0, "DATE_TOO_EARLY");
    let earlier = IntroduceInstrument {
        valid_from: date(2011, 1, 1),
        ..contacts()
    };
    let corrected = after(&revised, correct(earlier));
    assert_eq!(
        corrected.version(1).map(|v| v.valid_from),
        Some(date(2011, 1, 1))
    );
}

#[test]
fn eva_08_commands_on_instruments_name_what_they_read_and_bring_along() {
    let brings = |command: InstrumentCommand| {
        (
            reads(&command),
            entries(&command),
            DomainCommand::documents(&command),
        )
    };
    let introduced = IntroduceInstrument {
        document: Some(document(1)),
        ..contacts()
    };
    assert_eq!(brings(introduced.into()).2, [document(1)]);
    let revised = (vec!["body"], vec![110], vec![document(2)]);
    assert_eq!(brings(revise(PAPER).into()), revised);
    assert_eq!(brings(retire(PAPER).into()), (vec![], vec![103], vec![]));
    let correction = CorrectInstrument {
        instrument: id(1),
        fact: 2,
        reason: text(300, "Falscher Tag"),
        replacement: Some(InstrumentReplacement::ReviseInstrument(revise(PAPER))),
    };
    let corrected = (vec!["body"], vec![110, 300], vec![document(2)]);
    assert_eq!(brings(correction.into()), corrected);
}
