//! What an overview shows of a body without anybody having sent a command (MEM-38, MEM-39, MEM-40).

use kernel::{Date, SeatId, german};

use super::aggregate::Body;
use crate::findings::{Finding, FindingSeverity};
use crate::policy::MembershipPolicy;

/// The seats that nobody has on `day`, each with what it asks for (MEM-38, MEM-39).
///
/// A vacancy is a task while the body runs; before and after nobody has to sit there.
pub fn vacancy_findings(body: &Body, day: Date) -> Vec<(SeatId, Finding)> {
    if !body.runs_on(day) {
        return Vec::new();
    }
    let vacant = body
        .seats_on(day)
        .into_iter()
        .filter_map(|seat| seat.vacant_since(day).map(|since| (seat.id, since)));
    vacant
        .map(|(seat, since)| {
            let finding = Finding {
                code: "SEAT_VACANT",
                severity: FindingSeverity::Task,
                rule: "MEM-38",
                sentence: format!(
                    "Der Sitz ist seit dem {} nicht besetzt.",
                    german::day(since)
                ),
            };
            (seat, finding)
        })
        .collect()
}

/// Whether fewer seats are recorded on `day` than the document names for the body (MEM-38, MEM-39).
///
/// Which seat is missing nobody can tell: what a seat is called stands in the vault.
pub fn composition_findings(policy: &MembershipPolicy, body: &Body, day: Date) -> Vec<Finding> {
    let rule = body.rule.as_ref().and_then(|key| policy.body_rule(key));
    let Some(named) = rule.and_then(|rule| rule.seats.value()) else {
        return Vec::new();
    };
    let recorded = body.seats_on(day).len();
    if !body.runs_on(day) || recorded >= named.len() {
        return Vec::new();
    }
    let named = named.len();
    vec![Finding {
        code: "SEATS_NOT_RECORDED",
        severity: FindingSeverity::Warning,
        rule: "MEM-38",
        sentence: format!("Das Dokument nennt {named} Sitze; erfasst sind {recorded}."),
    }]
}

/// Whether nobody says if the body recommends or decides (MEM-40): what it may put into its minutes depends on it.
pub fn advisory_findings(body: &Body, day: Date) -> Vec<Finding> {
    if !body.runs_on(day) || body.advisory_on(day).value.is_some() {
        return Vec::new();
    }
    vec![Finding {
        code: "BODY_ADVISORY_UNSTATED",
        severity: FindingSeverity::Warning,
        rule: "MEM-40",
        sentence: "Kein Dokument sagt, ob das Gremium empfiehlt oder entscheidet.".to_owned(),
    }]
}
