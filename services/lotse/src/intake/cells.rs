//! One line's cells, and what is wrong with them.

use kernel::{Date, PartialDate};
use sheets::values::{Answer, PartialDay, Problem, answer, date, mail, partial_day, phone_doubts};
use sheets::{Columns, Field, Row};

/// A line while it is read. A problem stops it, a warning does not.
pub(super) struct Cells<'a> {
    columns: &'a Columns,
    pub(super) row: &'a Row,
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    pub(super) doubts_phone: bool,
}

impl<'a> Cells<'a> {
    pub(super) fn new(columns: &'a Columns, row: &'a Row) -> Self {
        Self {
            columns,
            row,
            problems: Vec::new(),
            warnings: Vec::new(),
            doubts_phone: false,
        }
    }

    pub(super) fn text(&self, field: Field) -> Option<&'a str> {
        self.columns.get(self.row, field)
    }

    /// The cell with single blanks, as a name is kept.
    pub(super) fn name(&self, field: Field) -> Option<String> {
        let name = self.text(field)?.split_whitespace().collect::<Vec<_>>();
        Some(name.join(" "))
    }

    pub(super) fn refuse(&mut self, field: Field, sentence: impl Into<String>) {
        let problem = self.columns.problem(self.row, field, sentence);
        self.problems.push(problem);
    }

    pub(super) fn warn(&mut self, field: Field, sentence: impl Into<String>) {
        let problem = self.columns.problem(self.row, field, sentence);
        self.warnings.push(problem);
    }

    /// Refuses the line as a whole.
    pub(super) fn refuse_line(&mut self, sentence: impl Into<String>) {
        self.problems.push(self.of_line(sentence));
    }

    fn of_line(&self, sentence: impl Into<String>) -> Problem {
        Problem {
            line: self.row.line,
            heading: None,
            sentence: sentence.into(),
        }
    }

    /// The institution's name; its absence stops the line.
    pub(super) fn required(&mut self, field: Field, sentence: &str) -> Option<String> {
        let name = self.name(field);
        if name.is_none() {
            self.refuse(field, sentence);
        }
        name
    }

    /// The day; what is none stops the line.
    pub(super) fn day(&mut self, field: Field) -> Option<Date> {
        match date(self.text(field)?) {
            Ok(day) => Some(day),
            Err(error) => {
                self.refuse(field, error.to_string());
                None
            }
        }
    }

    /// The day as far as it is said.
    pub(super) fn partial_day(&mut self, field: Field) -> Option<PartialDay> {
        match partial_day(self.text(field)?) {
            Ok(day) => Some(day),
            Err(error) => {
                self.refuse(field, error.to_string());
                None
            }
        }
    }

    /// Yes, no or the day of the yes.
    pub(super) fn answer(&mut self, field: Field) -> Option<Answer> {
        match answer(self.text(field)?) {
            Ok(answer) => Some(answer),
            Err(error) => {
                self.refuse(field, error.to_string());
                None
            }
        }
    }

    pub(super) fn mail(&mut self, field: Field) -> Option<String> {
        match mail(self.text(field)?) {
            Ok(mail) => Some(mail),
            Err(error) => {
                self.refuse(field, error.to_string());
                None
            }
        }
    }

    /// The number as it was typed; a doubt is a warning and changes nothing (rules.md 1.9, trap 14).
    pub(super) fn phone(&mut self, field: Field) -> Option<String> {
        let typed = self.name(field)?;
        self.doubt_phone(field, &typed);
        Some(typed)
    }

    pub(super) fn doubt_phone(&mut self, field: Field, number: &str) {
        for doubt in phone_doubts(number) {
            self.warn(field, format!("„{number}“: {doubt}"));
            self.doubts_phone = true;
        }
    }
}

/// The day as the domain keeps it, as imprecise as it was said.
pub(super) fn partial(day: PartialDay) -> Option<PartialDate> {
    day.to_string().parse().ok()
}
