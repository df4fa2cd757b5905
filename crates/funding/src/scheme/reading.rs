//! What a cost scheme says of a line and a year.

use cqrs_es::Aggregate;
use kernel::{Date, Money, ProjectId, Share};

use super::aggregate::{CostScheme, NamedRecipient, Settlement};
use super::codes::{ParameterCode, PayGradeCode};
use super::line::SchemeLine;
use crate::codes::CostLineCode;
use crate::policy::NoteMeaning;

impl CostScheme {
    /// What of it was so by `day`: what was decided until then, with all that is entered for years; nothing before it
    /// was defined.
    #[must_use]
    pub fn as_of(&self, day: Date) -> Self {
        let mut known = Self::default();
        if self.defined_on.is_none_or(|on| day < on) {
            return known;
        }
        let facts = self.history.standing().map(|(_, fact)| fact);
        for fact in facts.filter(|fact| fact.day().is_none_or(|on| on <= day)) {
            known.apply(fact.clone());
        }
        known
    }

    /// The line with the code.
    pub fn line(&self, code: &CostLineCode) -> Option<&SchemeLine> {
        self.lines.iter().find(|line| line.code == *code)
    }

    /// True where budgets of the year are computed by it.
    pub fn is_active_in(&self, year: i16) -> bool {
        self.active
            .as_ref()
            .is_some_and(|active| active.from_year <= year)
    }

    /// The grade that the post of a line has in the year: as it was named, as the policy has it, and what that means.
    pub fn grade_of(&self, line: &SchemeLine, year: i16) -> Option<(PayGradeCode, PayGradeCode)> {
        let named = latest(
            self.line_grades
                .iter()
                .filter(|named| named.line == line.code),
            year,
            |named| named.from_year,
        );
        let asked = named.map(|named| &named.grade).or(line.grade.as_ref())?;
        let mapped = latest(
            self.mapped_grades
                .iter()
                .filter(|mapped| mapped.grade == *asked),
            year,
            |mapped| mapped.from_year,
        );
        let meant = mapped.map_or(asked, |mapped| &mapped.to);
        Some((asked.clone(), meant.clone()))
    }

    /// What a post of the grade costs in the year, as it was entered.
    pub fn grade_cost(&self, grade: &PayGradeCode, year: i16) -> Option<Money> {
        let years = self.grade_costs.get(grade)?;
        years.get(&year).map(|(amount, _)| *amount)
    }

    /// A parameter's amount in the year, as it was entered.
    pub fn amount_of(&self, parameter: &ParameterCode, year: i16) -> Option<Money> {
        self.parameters.get(parameter)?.get(&year)?.amount
    }

    /// A parameter's rate in the year, in hundredths of a percent, as it was entered.
    pub fn rate_of(&self, parameter: &ParameterCode, year: i16) -> Option<u16> {
        self.parameters.get(parameter)?.get(&year)?.basis_points
    }

    /// The answers about a line that count: of each question the last.
    pub fn settlements_of<'a>(
        &'a self,
        line: &'a CostLineCode,
    ) -> impl Iterator<Item = &'a Settlement> {
        let of_line = self.settled.iter().enumerate();
        of_line
            .filter(move |(_, settled)| settled.line == *line)
            .filter(|(index, settled)| {
                let mut later = self.settled[index + 1..].iter();
                !later
                    .any(|other| (&other.line, other.question) == (&settled.line, settled.question))
            })
            .map(|(_, settled)| settled)
    }

    /// The line's questions that nobody has settled, from 1.
    pub fn open_questions(&self, line: &SchemeLine) -> Vec<u16> {
        (1..=line.questions)
            .filter(|number| {
                let mut settled = self.settlements_of(&line.code);
                !settled.any(|settled| settled.question == *number)
            })
            .collect()
    }

    /// The part of a line that is refunded, as settled or as the policy has it; `None` for the whole.
    pub fn share_of(&self, line: &SchemeLine) -> Option<Share> {
        let settled = self.settlements_of(&line.code);
        settled
            .filter_map(|settled| settled.share)
            .last()
            .or(line.share)
    }

    /// How the base of a surcharge was settled (FUN-04).
    pub fn base_of<'a>(&'a self, line: &'a SchemeLine) -> Option<&'a Settlement> {
        let settled = self.settlements_of(&line.code);
        settled.filter(|settled| settled.base.is_some()).last()
    }

    /// What the printed figure means, as settled or as the policy has it (FUN-09).
    pub fn note_meaning_of(&self, line: &SchemeLine) -> Option<NoteMeaning> {
        let settled = self.settlements_of(&line.code);
        let settled = settled.filter_map(|settled| settled.note_meaning).last();
        settled.or(line.note_meaning)
    }

    /// Who receives a line in the year: of each pair, of the project, or every centre.
    pub fn recipients_of(
        &self,
        line: &SchemeLine,
        project: Option<ProjectId>,
        year: i16,
    ) -> Vec<&NamedRecipient> {
        let mut recipients: Vec<&NamedRecipient> = Vec::new();
        let named = self.recipients.iter().filter(|named| {
            named.line == line.code && named.project == project && named.from_year <= year
        });
        for named in named {
            // A pair and a project have one recipient at a time; centres are as many as were named.
            let place = recipients.iter().position(|known| {
                if named.pair.is_none() && named.project.is_none() {
                    known.partner == named.partner
                } else {
                    known.pair == named.pair
                }
            });
            match place {
                Some(place) if recipients[place].from_year <= named.from_year => {
                    recipients[place] = named;
                }
                Some(_) => {}
                None => recipients.push(named),
            }
        }
        recipients.sort_by_key(|named| named.pair);
        recipients
    }

    /// What a pair really cost in the year, as it was told last (FUN-08).
    pub fn actual_cost(&self, line: &CostLineCode, pair: u16, year: i16) -> Option<Money> {
        let told = self.actual_costs.iter().rev();
        told.filter(|cost| cost.line == *line && (cost.pair, cost.year) == (pair, year))
            .map(|cost| cost.amount)
            .next()
    }
}

/// The scheme by which a year is computed: of the active ones the one that was activated for the latest year.
pub fn active_in<'a, K>(
    schemes: impl IntoIterator<Item = (K, &'a CostScheme)>,
    year: i16,
) -> Option<(K, &'a CostScheme)> {
    let active = schemes
        .into_iter()
        .filter(|(_, scheme)| scheme.is_active_in(year));
    active.max_by_key(|(_, scheme)| scheme.active.as_ref().map(|active| active.from_year))
}

/// Of those that hold in the year the one with the latest beginning; of two with the same, the one told later.
fn latest<'a, T>(
    told: impl Iterator<Item = &'a T>,
    year: i16,
    from_year: impl Fn(&T) -> i16,
) -> Option<&'a T> {
    told.filter(|one| from_year(one) <= year)
        .max_by_key(|one| from_year(one))
}
