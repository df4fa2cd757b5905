//! What an overview shows of money: FUN-01, FUN-13, FUN-19, FUN-20.

use funding::budget::*;
use funding::project::{ProjectOperatorAdded, project_findings};
use funding::{Budget, CostScheme, Finding, Project};
use jiff::civil::date;

use crate::fixtures::*;
use crate::scheme_given::*;

fn codes(findings: &[Finding]) -> Vec<(&'static str, &'static str)> {
    findings
        .iter()
        .map(|finding| (finding.code, finding.rule))
        .collect()
}

#[test]
fn fun_13_a_total_that_nobody_says_is_a_task() {
    let findings = funding_findings(&leverkusen(), Some(&complete()));
    // PSY asks about the printed figure; everything else is settled.
    assert_eq!(
        codes(&findings),
        [
            ("YEARLY_TOTAL_UNSTATED", "FUN-13"),
            ("COST_QUESTION_OPEN", "FUN-09")
        ]
    );
    assert_eq!(
        findings[1].sentence,
        "Zu klären ist PSY: „Sind 37.000 € das Drittel oder die ganze Stelle?“."
    );
    let fresh: CostScheme = state([defined()]);
    let open = funding_findings(&leverkusen(), Some(&fresh));
    let open = open
        .iter()
        .filter(|finding| finding.code == "COST_QUESTION_OPEN");
    assert_eq!(open.count(), 7);
}

#[test]
fn fun_20_and_01_a_basis_that_nobody_says_is_a_task() {
    let mut policy = leverkusen();
    policy.programme = kernel::Sourced::unstated();
    policy.authorising_decision = kernel::Sourced::unstated();
    assert_eq!(
        codes(&funding_findings(&policy, None)),
        [
            ("AUTHORISING_DECISION_UNSTATED", "FUN-01"),
            ("YEARLY_TOTAL_UNSTATED", "FUN-13"),
            ("FUNDING_BASIS_UNSTATED", "FUN-20")
        ]
    );
}

#[test]
fn fun_19_nothing_is_asked_where_nothing_is_refunded() {
    assert!(funding_findings(&stormarn(), None).is_empty());
    assert!(funding_findings(&duisburg(), None).is_empty());
}

#[test]
fn fun_01_a_year_that_begins_without_a_decision_is_a_task() {
    let drafted = BudgetDrafted {
        year: 2018,
        project: None,
        policy_version: 7,
        drafted_on: date(2017, 11, 1),
    };
    let budget: Budget = state([drafted.into()]);
    assert!(budget_findings(&budget, date(2017, 12, 31)).is_empty());
    assert_eq!(
        codes(&budget_findings(&budget, date(2018, 1, 1))),
        [("BUDGET_WITHOUT_DECISION", "FUN-01")]
    );
    assert!(budget_findings(&Budget::default(), TODAY).is_empty());
}

#[test]
fn fun_07_a_project_without_steering_group_or_operator_is_a_task() {
    let added = ProjectOperatorAdded {
        partner: id(1),
        since: MARCH,
    };
    let project: Project = state([established(None), added.into()]);
    assert_eq!(
        codes(&project_findings(&project, date(2018, 3, 11))),
        [
            ("STEERING_GROUP_UNSTATED", "FUN-07"),
            ("PROJECT_OPERATOR_UNSTATED", "FUN-02")
        ]
    );
    assert_eq!(codes(&project_findings(&project, MARCH)).len(), 1);
    assert!(project_findings(&project, date(2015, 12, 31)).is_empty());
}

#[test]
fn fun_13_and_09_what_a_year_lacks_and_a_printed_figure_that_differs_are_found_once() {
    let found = |scheme: &CostScheme, year| {
        let projects = [id(1), id(2)];
        let findings = computation_findings(&leverkusen(), scheme, projects, year);
        let found = findings.into_iter();
        found
            .map(|finding| (finding.code, finding.rule, finding.sentence))
            .collect::<Vec<_>>()
    };
    // Project 2 has nobody who receives the flat amount for midwives.
    let [recipient, printed] = &found(&complete(), 2018)[..] else {
        panic!("{:?}", found(&complete(), 2018))
    };
    assert_eq!(recipient.0, "COST_VALUE_MISSING");
    assert_eq!(
        (recipient.1, recipient.2.as_str()),
        ("FUN-11", "Um 2018 zu berechnen, fehlt FH: Empfänger.")
    );
    assert_eq!((printed.0, printed.1), ("PRINTED_FIGURE_DIFFERS", "FUN-09"));
    // Of 2019 nobody entered the rents.
    let later = found(&complete(), 2019);
    let rents = later.iter().filter(|(_, rule, _)| *rule == "FUN-08");
    assert_eq!(rents.count(), 2, "{later:?}");
}
