//! What an overview shows of a grant without anybody having sent a command (REM-23, REM-24, FUN-20).

use std::collections::BTreeMap;

use kernel::{Date, ExpenseId, GrantId, Money, OnwardGrantId, ProgrammeId, facts, german};

use super::aggregate::Grant;
use super::event::NumericProof;
use super::reading::GrantState;
use crate::facts::{KnownExpense, KnownOnwardGrant};
use crate::findings::{Finding, FindingSeverity};
use crate::german::euros;
use crate::programme::Programme;

/// So many days before the proof of use is due the office is reminded, each time once more (REM-23).
pub const PROOF_STAGES: [i32; 3] = [90, 30, 7];
/// So many days before the own proof the onward grants' proofs are wanted (REM-23).
pub const ONWARD_PROOF_LEAD_DAYS: i32 = 60;

/// Whether the proof of use is due on `day`, overdue, or nobody said when (REM-23).
pub fn proof_findings(grant: &Grant, programme: &Programme, day: Date) -> Vec<Finding> {
    if !awaits_proof(grant, day) {
        return Vec::new();
    }
    let Some(due) = proof_due(grant, programme, day) else {
        return vec![Finding {
            code: "PROOF_DEADLINE_UNSTATED",
            rule: "REM-23",
            severity: FindingSeverity::Task,
            sentence: "Wann der Verwendungsnachweis fällig ist, ist nicht eingetragen.".to_owned(),
            facts: facts! {},
        }];
    };
    let days = (due - day).get_days();
    if days < 0 {
        // A reminder each week: the number of the week makes each of them its own.
        let week = (-days - 1) / 7 + 1;
        return vec![Finding {
            code: "PROOF_OVERDUE",
            rule: "REM-23",
            severity: FindingSeverity::Warning,
            sentence: format!(
                "Der Verwendungsnachweis war bis zum {} vorzulegen.",
                german::day(due)
            ),
            facts: facts! { "dueOn" => due, "daysLeft" => days, "week" => week },
        }];
    }
    let stage = PROOF_STAGES
        .into_iter()
        .filter(|stage| days <= *stage)
        .min();
    let finding = |stage: i32| Finding {
        code: "PROOF_DUE",
        rule: "REM-23",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der Verwendungsnachweis ist bis zum {} vorzulegen.",
            german::day(due)
        ),
        facts: facts! { "dueOn" => due, "daysLeft" => days, "stage" => stage },
    };
    stage.into_iter().map(finding).collect()
}

/// The onward grants whose proofs are wanted, from 60 days before the own proof on (REM-23).
///
/// `not_examined` are those whose proofs are not examined; others than the grant's own are left out.
pub fn onward_proof_findings(
    grant: &Grant,
    programme: &Programme,
    not_examined: &[OnwardGrantId],
    day: Date,
) -> Vec<Finding> {
    let due = proof_due(grant, programme, day).filter(|_| awaits_proof(grant, day));
    let Some(due) = due.filter(|due| (*due - day).get_days() <= ONWARD_PROOF_LEAD_DAYS) else {
        return Vec::new();
    };
    let promised = grant.onward_on(day).into_iter();
    let open = promised.filter(|(id, _)| not_examined.contains(id));
    open.map(|(id, _)| Finding {
        code: "ONWARD_PROOF_WANTED",
        rule: "REM-23",
        severity: FindingSeverity::Task,
        sentence: format!(
            "Der Nachweis einer Weiterleitung ist noch nicht geprüft; der eigene ist am {} fällig.",
            german::day(due)
        ),
        facts: facts! { "onwardGrant" => id, "dueOn" => due },
    })
    .collect()
}

/// Whether drawn money lies unused for longer than the notice or the programme lets it (REM-24).
///
/// `spent` is what stands on `day`, see [`Grant::idle_cash`]. Where nobody says how long, that is the task.
pub fn cash_findings(
    grant: &Grant,
    programme: &Programme,
    spent: &[(Date, Money)],
    day: Date,
) -> Vec<Finding> {
    // Nothing is left to be done of it: what was left was decided on.
    if matches!(
        grant.state_on(day),
        None | Some(GrantState::Closed | GrantState::Rejected)
    ) {
        return Vec::new();
    }
    let terms = grant.terms_on(day);
    let use_up = terms.and_then(|terms| terms.use_up.clone());
    let Some(use_up) = use_up.or(programme.terms_on(day).use_up) else {
        let idle = grant.idle_cash(spent, day);
        let unstated = idle.first().map(|cash| Finding {
            code: "USE_UP_UNSTATED",
            rule: "REM-24",
            severity: FindingSeverity::Task,
            sentence: "Bis wann abgerufene Mittel zu verwenden sind, ist nicht eingetragen."
                .to_owned(),
            facts: facts! { "since" => cash.since },
        });
        return unstated.into_iter().collect();
    };
    let late = grant.overdue_cash(spent, &use_up, day);
    late.map(|cash| Finding {
        code: "CASH_UNUSED",
        rule: "REM-24",
        severity: FindingSeverity::Warning,
        sentence: format!(
            "{} sind länger als erlaubt nicht verwendet, die ältesten seit dem {}; das kann Zinsen kosten.",
            euros(cash.amount),
            german::day(cash.since)
        ),
        facts: facts! { "amount" => cash.amount, "since" => cash.since, "useUp" => use_up },
    })
    .into_iter()
    .collect()
}

/// Whether the proof that lies there on `day` says other numbers than the books of that day (FUN-20): examined, it cannot
/// be submitted anew, so somebody tells the authority. What is given is what [`Grant::proven_anew`] takes.
pub fn proof_differs_findings(
    (id, grant): (GrantId, &Grant),
    expenses: &BTreeMap<ExpenseId, KnownExpense>,
    onward_grants: &BTreeMap<OnwardGrantId, KnownOnwardGrant>,
    day: Date,
) -> Vec<Finding> {
    let proven = grant.proof_on(day).map(|proof| &proof.numbers);
    let anew = grant.proven_anew(id, expenses, onward_grants, day);
    let Some((proven, anew)) = proven.zip(anew) else {
        return Vec::new();
    };
    let by_line = |numbers: &NumericProof| -> BTreeMap<_, _> {
        let spent = numbers.lines.iter();
        let spent = spent.filter(|line| line.spent > Money::ZERO);
        spent.map(|line| (line.line.clone(), line.spent)).collect()
    };
    let says = |numbers: &NumericProof| (numbers.received, numbers.spent, by_line(numbers));
    if says(proven) == says(&anew) {
        return Vec::new();
    }
    vec![Finding {
        code: "PROOF_DIFFERS",
        rule: "FUN-20",
        severity: FindingSeverity::Warning,
        sentence: format!(
            "Der Verwendungsnachweis nennt Einnahmen von {} und Ausgaben von {}, die Bücher ergeben {} und {} oder andere Positionen.",
            euros(proven.received),
            euros(proven.spent),
            euros(anew.received),
            euros(anew.spent)
        ),
        facts: facts! {
            "provenReceived" => proven.received, "provenSpent" => proven.spent,
            "bookedReceived" => anew.received, "bookedSpent" => anew.spent
        },
    }]
}

/// What is open of a grant on `day`: a notice that is not final, conditions with a day, money that is left and not
/// decided on, a notice that does not say whether money may be passed on although it is (FUN-20).
pub fn open_findings(grant: &Grant, day: Date) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut task = |code, sentence: String, facts| {
        findings.push(Finding {
            code,
            rule: "FUN-20",
            severity: FindingSeverity::Task,
            sentence,
            facts,
        });
    };
    let state = grant.state_on(day);
    if matches!(
        state,
        None | Some(GrantState::Closed | GrantState::Rejected)
    ) {
        return findings;
    }
    if state == Some(GrantState::Awarded) {
        let sentence = "Der Bewilligungsbescheid ist noch nicht bestandskräftig.".to_owned();
        task("GRANT_NOT_ACCEPTED", sentence, facts! {});
    }
    for condition in grant.open_conditions(day) {
        let Some(due) = condition.due_on else {
            continue;
        };
        let sentence = format!(
            "Eine Nebenbestimmung ist bis zum {} zu erfüllen.",
            german::day(due)
        );
        let facts = facts! {
            "condition" => condition.id, "dueOn" => due, "daysLeft" => (due - day).get_days()
        };
        task("GRANT_CONDITION_OPEN", sentence, facts);
    }
    let left = grant.undecided_on(day);
    if left > Money::ZERO {
        let sentence = format!(
            "{} sind übrig: über Rückzahlung oder Übertragung ist zu entscheiden.",
            euros(left)
        );
        task("REMAINDER_UNDECIDED", sentence, facts! { "amount" => left });
    }
    let silent = grant
        .terms_on(day)
        .is_some_and(|terms| terms.onward.is_none());
    if silent && !grant.onward_on(day).is_empty() {
        let sentence =
            "Ob Mittel weitergeleitet werden dürfen, sagt der Bescheid nicht: bei der Behörde klären."
                .to_owned();
        task("ONWARD_CONSENT_UNSTATED", sentence, facts! {});
    }
    findings
}

/// Whether two grants pay for the same although one programme excludes the other [Doppelförderung]: their periods
/// overlap, and they share a project or, where neither names one, an area. It warns; the office knows what is paid.
pub fn double_funding_findings(
    (id, grant, programme): (ProgrammeId, &Grant, &Programme),
    others: &[(GrantId, &Grant, &Programme)],
    day: Date,
) -> Vec<Finding> {
    let excluded = others.iter().filter(|(_, other, of)| {
        let says = other
            .programme()
            .is_some_and(|other| programme.excludes_on(other, day));
        let terms = grant.terms_on(day).zip(other.terms_on(day));
        (says || of.excludes_on(id, day))
            && terms.is_some_and(|(own, theirs)| {
                own.period.overlaps(&theirs.period) && shares(own, theirs)
            })
    });
    let finding = |(other, _, _): &(GrantId, &Grant, &Programme)| Finding {
        code: "DOUBLE_FUNDING",
        rule: "FUN-20",
        severity: FindingSeverity::Warning,
        sentence:
            "Eine andere Zuwendung fördert dasselbe, und die Förderprogramme schließen sich aus."
                .to_owned(),
        facts: facts! { "otherGrant" => other },
    };
    excluded.map(finding).collect()
}

fn shares(own: &super::terms::GrantTerms, theirs: &super::terms::GrantTerms) -> bool {
    let projects = |terms: &super::terms::GrantTerms| -> Vec<_> {
        terms
            .plan
            .lines
            .iter()
            .filter_map(|line| line.project)
            .collect()
    };
    let (mine, others) = (projects(own), projects(theirs));
    if mine.is_empty() && others.is_empty() {
        return own.areas.iter().any(|area| theirs.areas.contains(area));
    }
    mine.iter().any(|project| others.contains(project))
}

fn awaits_proof(grant: &Grant, day: Date) -> bool {
    matches!(
        grant.state_on(day),
        Some(GrantState::Awarded | GrantState::Accepted)
    )
}

fn proof_due(grant: &Grant, programme: &Programme, day: Date) -> Option<Date> {
    let rule = programme.terms_on(day).proof_deadline;
    grant.proof_due_on(day, rule.as_ref())
}
