//! The register of decisions: EVA-13.

use evaluation::RegisteredDecision;
use evaluation::decision::*;
use jiff::civil::date;
use kernel::{DecisionRef, DomainCommand};

use crate::fixtures::*;

fn register() -> RegisterDecision {
    RegisterDecision {
        id: Some(id(1)),
        decision: DecisionRef {
            organ: "rat".to_owned(),
            decided_on: date(2010, 10, 4),
            number: "0264/2010".to_owned(),
        },
        subject: text(100, "Präventionskonzept „Frühe Hilfen“"),
        document: Some(document(1)),
    }
}

fn cite(number: &str) -> CiteDecision {
    CiteDecision {
        decision: id(1),
        number: number.parse().expect("a number"),
        paper: text(101, "Fachkonzept, Abschnitt 4.2"),
        cited_on: PAPER,
    }
}

fn settle(number: &str) -> SettleCitations {
    SettleCitations {
        decision: id(1),
        number: number.parse().expect("a number"),
        reason: text(102, "Im Ratsinformationssystem nachgesehen"),
        settled_on: TODAY,
    }
}

fn registered() -> RegisteredDecision {
    after(&RegisteredDecision::default(), register())
}

#[test]
fn eva_13_a_decision_is_registered_once_with_organ_day_number_and_subject() {
    let command = DecisionCommand::from(register());
    assert_eq!((reads(&command), entries(&command)), (vec![], vec![100]));
    assert_eq!(command.documents(), [document(1)]);
    assert_eq!(command.claims()[0].key, "rat/2010-10-04/0264/2010");
    makes(command);
    let decision = registered();
    assert_eq!(
        decision.citation_on(TODAY).as_deref(),
        Some("rat, 04.10.2010, Nr. 0264/2010")
    );
    assert_eq!(refused(&decision, register()).0, "ALREADY_EXISTS");
    let mut wrong = register();
    wrong.decision.organ = "Der Rat".to_owned();
    let none = RegisteredDecision::default();
    assert_eq!(
        refused(&none, wrong),
        ("DECISION_MALFORMED", Some("decision"), Some("EVA-13"))
    );
    let mut ahead = register();
    ahead.decision.decided_on = TODAY.tomorrow().expect("a day");
    assert_eq!(refused(&none, ahead).0, "DATE_IN_FUTURE");
    assert_eq!(refused(&none, cite("1")).0, "NOT_FOUND");
    handled::<RegisteredDecision>(register());
}

#[test]
fn eva_13_two_citations_that_contradict_are_both_kept_until_somebody_settles_them() {
    let decision = after(&after(&registered(), cite("0264/2010")), cite("0264/2009"));
    repeated(&decision, cite("0264/2009"));
    assert_eq!(decision.numbers_on(TODAY), ["0264/2010", "0264/2009"]);
    // Before the paper nobody knew of another number.
    let before = PAPER.yesterday().expect("a day");
    assert_eq!(decision.numbers_on(before), ["0264/2010"]);
    assert!(!decision.contradicts_on(before) && decision.contradicts_on(PAPER));
    let findings = decision_findings([&decision, &registered()], PAPER);
    assert_eq!(
        (findings.len(), findings[0].code, findings[0].rule),
        (1, "DECISION_CITATIONS_DIFFER", "EVA-13")
    );
    let refusal = refused(&decision, settle("0264/2011"));
    assert_eq!(
        refusal,
        ("NUMBER_NOT_CITED", Some("number"), Some("EVA-13"))
    );
    assert_eq!(
        refused(&registered(), settle("0264/2010")).0,
        "CITATIONS_AGREE"
    );

    let settled = after(&decision, settle("0264/2010"));
    repeated(&settled, settle("0264/2010"));
    assert!(decision_findings([&settled], TODAY).is_empty());
    assert_eq!(settled.citations, decision.citations);
    assert_eq!(
        settled.citation_on(TODAY).as_deref(),
        Some("rat, 04.10.2010, Nr. 0264/2010 (auch zitiert als Nr. 0264/2009)")
    );
    // As of the paper it is still open.
    assert_eq!(decision_findings([&settled], PAPER).len(), 1);
}

#[test]
fn eva_13_a_citation_is_not_older_than_the_decision_and_is_corrected() {
    let early = CiteDecision {
        cited_on: date(2010, 10, 3),
        ..cite("0264/2009")
    };
    assert_eq!(refused(&registered(), early).0, "DATE_TOO_EARLY");
    let decision = after(&registered(), cite("0264/2099"));
    let correct = |replacement| CorrectDecision {
        decision: id(1),
        fact: 2,
        reason: text(300, "Abgetippt"),
        replacement,
    };
    let replacement = Some(DecisionReplacement::CiteDecision(cite("0264/2009")));
    let corrected = after(&decision, correct(replacement));
    assert_eq!(corrected.numbers_on(TODAY), ["0264/2010", "0264/2009"]);
    let command = DecisionCommand::from(correct(Some(DecisionReplacement::CiteDecision(cite(
        "0264/2009",
    )))));
    assert_eq!(entries(&command), [101, 300]);
    let struck = after(&decision, correct(None));
    assert_eq!(struck.numbers_on(TODAY), ["0264/2010"]);
}

#[test]
fn eva_13_a_subject_is_one_line() {
    let two_lines = RegisterDecision {
        subject: text(100, "Präventionskonzept\nFrühe Hilfen"),
        ..register()
    };
    let refusal = refused(&RegisteredDecision::default(), two_lines);
    assert_eq!((refusal.0, refusal.1), ("NOT_A_LINE", Some("subject")));
}

#[test]
fn eva_13_the_settled_number_is_the_right_one_from_its_day_and_may_be_settled_anew() {
    let decision = after(&registered(), cite("0264/2009"));
    let settled = after(&decision, settle("0264/2009"));
    let before = TODAY.yesterday().expect("a day");
    assert_eq!(settled.number_on(before), Some("0264/2010"));
    assert_eq!(settled.number_on(TODAY), Some("0264/2009"));
    let anew = after(&settled, settle("0264/2010"));
    assert_eq!(anew.number_on(TODAY), Some("0264/2010"));
}

#[test]
fn eva_13_a_correction_holds_the_citations_to_it_and_brings_what_its_replacement_does() {
    let decision = after(&registered(), cite("0264/2009"));
    let mut later = register();
    later.decision.decided_on = PAPER.tomorrow().expect("a day");
    let correct = |instead| CorrectDecision {
        decision: id(1),
        fact: 1,
        reason: text(300, "Falscher Tag"),
        replacement: Some(DecisionReplacement::RegisterDecision(instead)),
    };
    // The paper would cite what was not yet decided.
    assert_eq!(refused(&decision, correct(later)).0, "DATE_TOO_EARLY");
    let command = DecisionCommand::from(correct(register()));
    assert_eq!(command.documents(), [document(1)]);
    assert_eq!(command.claims(), DecisionCommand::from(register()).claims());
    assert_eq!(entries(&DecisionCommand::from(settle("0264/2010"))), [102]);
}
