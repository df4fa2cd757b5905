//! What was found and done, in German and as CSV.
//!
//! It repeats cells of the file, for whoever gave it: to the terminal and into the file that he names, into no log.

use std::collections::BTreeMap;
use std::fmt;

use sheets::{Cell, Column, Sheet, to_csv};

use super::plan::{Line, Plan};
use super::run::Done;

/// How a line came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// In a dry run: it would be carried out.
    Would,
    CarriedOut,
    /// It was there before, by a run or by hand.
    Already,
    Refused,
}

impl Outcome {
    fn label(self) -> &'static str {
        match self {
            Self::Would => "würde übernommen",
            Self::CarriedOut => "übernommen",
            Self::Already => "schon vorhanden",
            Self::Refused => "abgewiesen",
        }
    }
}

/// A line's result.
#[derive(Clone, Debug)]
pub(super) struct Result {
    pub(super) line: u32,
    subject: String,
    pub(super) outcome: Outcome,
    will: Vec<String>,
    /// Whole sentences, each with its line.
    pub(super) problems: Vec<String>,
    pub(super) warnings: Vec<String>,
}

/// A file's results.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) notes: Vec<String>,
    pub(super) results: Vec<Result>,
}

impl Report {
    /// `done` is absent in a dry run.
    pub(super) fn of(plan: &Plan, done: Option<&BTreeMap<u32, Done>>) -> Self {
        let result = |line: &Line| {
            let posted = done.and_then(|done| done.get(&line.line));
            result(line, posted, done.is_none())
        };
        Self {
            notes: plan.notes.clone(),
            results: plan.lines.iter().map(result).collect(),
        }
    }

    pub(super) fn count(&self, outcome: Outcome) -> usize {
        let of = |result: &&Result| result.outcome == outcome;
        self.results.iter().filter(of).count()
    }

    pub(super) fn warnings(&self) -> usize {
        self.results
            .iter()
            .map(|result| result.warnings.len())
            .sum()
    }

    /// What a terminal shows before the sum: everything in a dry run, else what somebody should look at.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        lines.extend(self.notes.iter().map(|note| format!("Hinweis: {note}")));
        for result in &self.results {
            lines.extend(
                result
                    .problems
                    .iter()
                    .map(|problem| format!("Fehler: {problem}")),
            );
            lines.extend(
                result
                    .warnings
                    .iter()
                    .map(|warning| format!("Hinweis: {warning}")),
            );
            let (line, subject) = (result.line, &result.subject);
            match result.outcome {
                Outcome::Would => lines.push(format!(
                    "Zeile {line}, „{subject}“: {}.",
                    result.will.join("; ")
                )),
                Outcome::Already => {
                    lines.push(format!("Zeile {line}, „{subject}“: schon vorhanden."))
                }
                Outcome::CarriedOut | Outcome::Refused => {}
            }
        }
        lines
    }

    /// A line for each of the file's, with result and reasons.
    pub(super) fn csv(&self) -> Vec<u8> {
        let columns = [
            ("Zeile", 8),
            ("Bezeichnung", 40),
            ("Ergebnis", 18),
            ("Was", 60),
            ("Fehler", 80),
            ("Hinweise", 80),
        ];
        let row = |result: &Result| -> Vec<Cell> {
            vec![
                i32::try_from(result.line).ok().into(),
                result.subject.as_str().into(),
                result.outcome.label().into(),
                result.will.join("; ").into(),
                result.problems.join(" ").into(),
                result.warnings.join(" ").into(),
            ]
        };
        to_csv(&Sheet {
            name: "Ergebnis".to_owned(),
            columns: columns
                .map(|(heading, width)| Column::new(heading, width))
                .into(),
            rows: self.results.iter().map(row).collect(),
            ..Sheet::default()
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let would = self.count(Outcome::Would);
        write!(f, "{} Zeilen: ", self.results.len())?;
        if would > 0 {
            write!(f, "{would} würden übernommen, ")?;
        } else {
            write!(f, "{} übernommen, ", self.count(Outcome::CarriedOut))?;
        }
        write!(
            f,
            "{} schon vorhanden, {} abgewiesen; Hinweise: {}",
            self.count(Outcome::Already),
            self.count(Outcome::Refused),
            self.warnings()
        )
    }
}

fn result(line: &Line, posted: Option<&Done>, dry: bool) -> Result {
    let at = |sentence: &String| format!("Zeile {}: {sentence}", line.line);
    let mut problems: Vec<String> = line.problems.iter().map(ToString::to_string).collect();
    let mut warnings: Vec<String> = line.warnings.iter().map(ToString::to_string).collect();
    let mut outcome = match (line.is_good(), line.already || line.steps.is_empty()) {
        (false, _) => Outcome::Refused,
        (true, true) => Outcome::Already,
        (true, false) if dry => Outcome::Would,
        (true, false) => Outcome::CarriedOut,
    };
    if let Some(done) = posted {
        let said = done.warnings.iter().map(at);
        warnings.extend(
            said.filter(|said| {
                !line
                    .warnings
                    .iter()
                    .any(|warning| warning.to_string() == *said)
            })
            .collect::<Vec<_>>(),
        );
        if let Some(refused) = &done.refused {
            problems.push(at(refused));
            outcome = Outcome::Refused;
        } else if done.carried_out == 0 {
            outcome = Outcome::Already;
        }
    }
    Result {
        line: line.line,
        subject: line.subject.clone(),
        outcome,
        will: line.will.clone(),
        problems,
        warnings,
    }
}
