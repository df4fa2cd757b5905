//! What becomes of a line.

use std::collections::BTreeMap;

use kernel::{Date, Warning, german};
use serde_json::Value;
use sheets::entering::Origin;
use sheets::values::Problem;
use sheets::{Columns, Field, Kind, MissingColumns, Row, Table};
use uuid::Uuid;

use super::batch::Batch;
use super::cells::Cells;
use super::known::Known;
use super::rehearsal::{Refused, Rehearsal};
use super::{agreements, bodies, contacts, meetings, partners};

/// What the caller chose for all lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Name or id.
    pub(super) network: Option<String>,
    /// The version of the text that was consented to.
    pub(super) consent_text_version: Option<u16>,
}

/// A command of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// Its number in the line: the same in every plan of the same file.
    pub(super) ordinal: u16,
    pub(super) command: &'static str,
    pub(super) occurred_on: Date,
    pub(super) body: Value,
}

/// A line and what becomes of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) line: u32,
    /// Whom or what it is about, as the file says it.
    pub(super) subject: String,
    /// Lines of the same group are carried out one after the other, by their turns.
    pub(super) group: String,
    pub(super) turn: usize,
    pub(super) steps: Vec<Step>,
    /// What would happen, in German.
    pub(super) will: Vec<String>,
    /// Why nothing happens.
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    /// It is there already, from elsewhere.
    pub(super) already: bool,
    /// A warning says that a telephone number looks wrong.
    doubts_phone: bool,
}

impl Line {
    /// A line of which nothing is carried out.
    fn stopped(row: &Row, sentence: String) -> Self {
        let problem = Problem {
            line: row.line,
            heading: None,
            sentence,
        };
        Self {
            line: row.line,
            problems: vec![problem],
            ..Self::default()
        }
    }

    /// What the line was read as; where a problem was found, nothing is carried out.
    pub(super) fn of(cells: Cells<'_>, subject: &str, group: String) -> Self {
        Self {
            line: cells.row.line,
            subject: subject.to_owned(),
            group,
            problems: cells.problems,
            warnings: cells.warnings,
            doubts_phone: cells.doubts_phone,
            ..Self::default()
        }
    }

    pub(super) fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    pub(super) fn warn(&mut self, sentence: impl Into<String>) {
        self.warnings.push(Problem {
            line: self.line,
            heading: None,
            sentence: sentence.into(),
        });
    }

    pub(super) fn refuse(&mut self, refused: &Refused) {
        self.problems.push(Problem {
            line: self.line,
            heading: None,
            sentence: refused.sentence.clone(),
        });
    }

    /// Adds a command that a decision took, what it will do in German, and what the decision said besides.
    pub(super) fn add(&mut self, step: Step, will: String, warnings: Vec<Warning>) {
        for sentence in self.beyond_doubts(warnings) {
            self.warn(sentence);
        }
        self.will.push(will);
        self.steps.push(step);
    }

    /// The sentences of a decision's warnings, without those that a cell's own doubt says closer.
    pub(super) fn beyond_doubts(&self, warnings: Vec<Warning>) -> Vec<String> {
        let is_said = |warning: &Warning| self.doubts_phone && warning.code == "PHONE_IMPLAUSIBLE";
        let beyond = warnings.into_iter().filter(|warning| !is_said(warning));
        beyond.map(|warning| warning.sentence).collect()
    }

    /// Nothing happens where something is wrong or everything is there.
    fn settled(mut self) -> Self {
        if !self.is_good() || self.already {
            self.steps.clear();
            self.will.clear();
        }
        self
    }
}

/// What plans share while they go through a file.
pub(super) struct Planning<'a> {
    pub(super) kind: Kind,
    pub(super) table: &'a Table,
    pub(super) columns: Columns,
    pub(super) batch: &'a Batch,
    pub(super) known: Known,
    pub(super) rehearsal: &'a Rehearsal,
    pub(super) options: &'a Options,
}

impl Planning<'_> {
    /// The id of what this line makes with its n-th command.
    pub(super) fn id(&self, row: &Row, ordinal: u16) -> Uuid {
        self.batch.id(row.line, ordinal)
    }
}

/// A file and what becomes of its lines.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// What the user should know about the file as a whole.
    pub(super) notes: Vec<String>,
    pub(super) lines: Vec<Line>,
}

impl Plan {
    /// Plans every line, by the kind's own rules.
    ///
    /// # Errors
    /// The headings lack a column without which nothing can be taken in.
    pub(super) async fn of(
        kind: Kind,
        table: &Table,
        batch: &Batch,
        known: Known,
        rehearsal: &Rehearsal,
        options: &Options,
    ) -> Result<Self, MissingColumns> {
        let columns = Columns::recognise(kind, table)?;
        let mut planning = Planning {
            kind,
            table,
            columns,
            batch,
            known,
            rehearsal,
            options,
        };
        let notes = notes(&planning);
        let mut lines = Vec::new();
        let mut seen: BTreeMap<&[String], u32> = BTreeMap::new();
        for (turn, row) in order(&planning).into_iter().enumerate() {
            if let Some(first) = seen.insert(&row.cells, row.line) {
                seen.insert(&row.cells, first);
                let sentence = format!("Die Zeile steht schon da: sie ist gleich Zeile {first}.");
                lines.push(Line::stopped(row, sentence));
                continue;
            }
            let mut line = match kind {
                Kind::Contacts => contacts::plan(&mut planning, row).await,
                Kind::Partners => partners::plan(&mut planning, row).await,
                Kind::Agreements => agreements::plan(&mut planning, row).await,
                Kind::Bodies => bodies::plan(&mut planning, row).await,
                Kind::Meetings => meetings::plan(&mut planning, row).await,
            };
            line.turn = turn;
            shape(table, row, &mut line);
            lines.push(line.settled());
        }
        lines.sort_by_key(|line| line.line);
        Ok(Self { notes, lines })
    }
}

/// Bodies come after the bodies above them, institutions after their operators, meetings in the order of their days;
/// all else as it stands.
fn order<'t>(planning: &Planning<'t>) -> Vec<&'t Row> {
    match planning.kind {
        Kind::Bodies => bodies::order(planning),
        Kind::Partners => partners::order(planning),
        Kind::Meetings => meetings::order(planning),
        Kind::Contacts | Kind::Agreements => planning.table.rows.iter().collect(),
    }
}

fn notes(planning: &Planning<'_>) -> Vec<String> {
    let columns = &planning.columns;
    let extra = match planning.kind {
        Kind::Partners => partners::notes(columns),
        Kind::Agreements => agreements::notes(columns),
        Kind::Contacts => contacts::notes(columns),
        Kind::Bodies => bodies::notes(columns),
        Kind::Meetings => meetings::notes(columns),
    };
    let known = |heading: &str| planning.kind == Kind::Partners && partners::is_extra(heading);
    let headings = columns
        .notes
        .iter()
        .filter(|note| !known(&note.heading().text));
    let mut notes: Vec<String> = headings.map(ToString::to_string).collect();
    if let Origin::Workbook { sheet, others } = &planning.table.origin
        && !others.is_empty()
    {
        notes.push(format!(
            "Gelesen wurde das Tabellenblatt „{sheet}“; weitere: „{}“ (--sheet).",
            others.join("“, „")
        ));
    }
    notes.extend(extra);
    notes
}

/// A note for each column that is recognised and not taken in.
pub(super) fn left_out(columns: &Columns, fields: &[(Field, &str)]) -> Vec<String> {
    let left_out = fields.iter().filter_map(|(field, why)| {
        let heading = columns.heading(*field)?;
        Some(format!("{heading} wird nicht übernommen: {why}"))
    });
    left_out.collect()
}

/// A CSV line with fewer or more cells than headings has probably lost or won a separator.
fn shape(table: &Table, row: &Row, line: &mut Line) {
    if !matches!(table.origin, Origin::Delimited { .. }) {
        return;
    }
    let named = table
        .headings
        .iter()
        .rposition(|heading| !heading.is_empty());
    let named = named.map_or(0, |last| last + 1);
    if row.cells.len() < named {
        line.problems.push(Problem {
            line: row.line,
            heading: None,
            sentence: format!(
                "Die Zeile hat {} Zellen statt {named}; vielleicht fehlt ein Trennzeichen.",
                row.cells.len()
            ),
        });
    } else if (named..row.cells.len()).any(|at| row.get(at).is_some()) {
        line.warn("Rechts von der letzten Überschrift steht noch etwas; es wird nicht übernommen.");
    }
}

/// „am 31.12.2020“
pub(super) fn on(day: Date) -> String {
    format!("am {}", german::day(day))
}
