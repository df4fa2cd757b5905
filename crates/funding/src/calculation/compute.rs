//! A year's lines out of a scheme.

use kernel::{Money, PartnerId, SiteId, Warning};

use super::explanation::{Explanation, RuleId, Step};
use super::missing::{IndexationValue, Missing};
use super::result::{Assumptions, Computation, ComputedLine, Scope};
use crate::codes::CostLineCode;
use crate::policy::{CostKind, CostRecipient, NoteMeaning, SurchargeBase};
use crate::scheme::{CostScheme, ParameterCode, SchemeLine};

/// The scheme's lines of the scope in the year.
pub fn compute(
    scheme: &CostScheme,
    scope: Scope,
    year: i16,
    assumptions: &Assumptions,
) -> Computation {
    let mut computation = Computation::default();
    let wanted = |line: &&SchemeLine| line.is_of_a_project() == (scope != Scope::Network);
    for line in scheme.lines.iter().filter(wanted) {
        let work = Work {
            scheme,
            line,
            year,
            assumptions,
        };
        match work.line(scope, &mut computation.warnings) {
            Ok(lines) => computation.lines.extend(lines),
            Err(missing) => computation.missing.extend(missing),
        }
    }
    computation
}

/// What a line is computed from.
pub(super) struct Work<'a> {
    pub(super) scheme: &'a CostScheme,
    pub(super) line: &'a SchemeLine,
    year: i16,
    assumptions: &'a Assumptions,
}

/// Who receives a line: recipient, pair, site.
type Receives = (Option<PartnerId>, Option<u16>, Option<SiteId>);

impl Work<'_> {
    fn line(
        &self,
        scope: Scope,
        warnings: &mut Vec<Warning>,
    ) -> Result<Vec<ComputedLine>, Vec<Missing>> {
        // Of a line with an unclear figure the questions are about the figure.
        if self.line.note_meaning != Some(NoteMeaning::Unclear) {
            let open = self.scheme.open_questions(self.line);
            let open: Vec<_> = open
                .into_iter()
                .map(|question| Missing::Question {
                    line: self.code(),
                    question,
                })
                .collect();
            if !open.is_empty() {
                return Err(open);
            }
        }
        let mut lines = Vec::new();
        let mut missing = Vec::new();
        match self.recipients(scope) {
            Ok(recipients) => {
                for receives in recipients {
                    match self.steps(receives.1) {
                        Ok(steps) => lines.push(self.computed(steps, receives)),
                        Err(what) if missing.contains(&what) => {}
                        Err(what) => missing.push(what),
                    }
                }
            }
            Err(what) => missing.extend(what),
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        if let Some(first) = lines.first() {
            warnings.extend(self.note(first));
            warnings.extend(self.inferred(first));
        }
        Ok(lines)
    }

    fn code(&self) -> CostLineCode {
        self.line.code.clone()
    }

    fn computed(&self, steps: Vec<Step>, (recipient, pair, site): Receives) -> ComputedLine {
        let explanation = Explanation {
            rule: RuleId::try_new(self.line.rule()).expect("every line's rule is one"),
            policy_version: self.scheme.policy_version,
            steps,
        };
        ComputedLine {
            line: self.code(),
            kind: self.line.kind,
            recipient,
            pair,
            site,
            amount: explanation.amount(),
            explanation,
        }
    }

    fn recipients(&self, scope: Scope) -> Result<Vec<Receives>, Vec<Missing>> {
        let named = |project| self.scheme.recipients_of(self.line, project, self.year);
        match (self.line.recipient, scope) {
            (CostRecipient::ProjectOperators, _) | (_, Scope::SupposedProject) => {
                Ok(vec![(None, None, None)])
            }
            (CostRecipient::NamedRecipients, _) => {
                let named = named(None);
                let of_pair = |pair| named.iter().find(|named| named.pair == Some(pair));
                let mut missing = Vec::new();
                let mut recipients = Vec::new();
                for pair in 1..=self.line.pairs {
                    match of_pair(pair) {
                        Some(named) => {
                            recipients.push((Some(named.partner), Some(pair), named.site));
                        }
                        None => missing.push(Missing::Recipient {
                            line: self.code(),
                            pair: Some(pair),
                        }),
                    }
                }
                if missing.is_empty() {
                    Ok(recipients)
                } else {
                    Err(missing)
                }
            }
            (CostRecipient::CounsellingCentre | CostRecipient::LeftBlank, scope) => {
                let project = match scope {
                    Scope::Project(project) => Some(project),
                    Scope::SupposedProject | Scope::Network => None,
                };
                let named = named(project);
                if named.is_empty() {
                    let (line, pair) = (self.code(), None);
                    return Err(vec![Missing::Recipient { line, pair }]);
                }
                Ok(named
                    .into_iter()
                    .map(|named| (Some(named.partner), None, None))
                    .collect())
            }
        }
    }

    fn steps(&self, pair: Option<u16>) -> Result<Vec<Step>, Missing> {
        let line = self.line;
        let amount = || {
            line.amount
                .ok_or_else(|| Missing::Amount { line: self.code() })
        };
        match line.kind {
            CostKind::Personnel => {
                let (mut steps, index) = self.gross(line)?;
                steps.extend(self.part());
                steps.extend(index);
                steps.extend(self.supposed_rise());
                Ok(steps)
            }
            CostKind::LumpSum => {
                let parameter = self.parameter()?;
                let (amount, year, index) = self.of_year(
                    |year| self.scheme.amount_of(parameter, year),
                    |year| self.not_entered(parameter, year),
                )?;
                let parameter = parameter.clone();
                let mut steps = vec![Step::Parameter {
                    parameter,
                    year,
                    amount,
                }];
                steps.extend(line.quantity.map(|quantity| Step::Quantity { quantity }));
                steps.extend(self.part());
                steps.extend(index);
                Ok(steps)
            }
            CostKind::Surcharge => self.surcharge(),
            CostKind::Cap => {
                let amount = amount()?;
                let part = self.assumptions.project_funds;
                let part = part.map(|share| Step::Part { share });
                Ok([Step::Stated { amount }].into_iter().chain(part).collect())
            }
            CostKind::Actual => {
                let (line, year) = (self.code(), self.year);
                let pair = pair.ok_or_else(|| Missing::Amount { line: self.code() })?;
                let amount = self.scheme.actual_cost(&line, pair, year);
                let missing = Missing::ActualCost { line, pair, year };
                let amount = amount.ok_or(missing)?;
                Ok(vec![Step::ActualCost { pair, year, amount }])
            }
            CostKind::Fixed => Ok(vec![Step::Stated { amount: amount()? }]),
        }
    }

    /// The gross cost of a line's posts, and how it grows.
    fn gross(&self, line: &SchemeLine) -> Result<(Vec<Step>, Option<Step>), Missing> {
        let code = || line.code.clone();
        let (named, grade) = self
            .scheme
            .grade_of(line, self.year)
            .ok_or_else(|| Missing::Grade { line: code() })?;
        let quantity = line
            .quantity
            .ok_or_else(|| Missing::Quantity { line: code() })?;
        let (amount, year, index) = self.of_year(
            |year| self.scheme.grade_cost(&grade, year),
            |year| Missing::GradeCost {
                line: code(),
                grade: grade.clone(),
                year,
            },
        )?;
        let cost = Step::GradeCost {
            named,
            grade: grade.clone(),
            year,
            amount,
        };
        Ok((vec![cost, Step::Quantity { quantity }], index))
    }

    fn surcharge(&self) -> Result<Vec<Step>, Missing> {
        let unnamed = || Missing::SurchargeBase { line: self.code() };
        let parameter = self.parameter()?;
        let settled = self.scheme.base_of(self.line).ok_or_else(unnamed)?;
        let (mut steps, year, index, of_staff) = match settled.base {
            Some(SurchargeBase::AverageWorkplace) => {
                let base = settled.base_parameter.as_ref().ok_or_else(unnamed)?;
                let (amount, year, index) = self.of_year(
                    |year| self.scheme.amount_of(base, year),
                    |year| self.not_entered(base, year),
                )?;
                let base = Step::Parameter {
                    parameter: base.clone(),
                    year,
                    amount,
                };
                let quantity = self.line.quantity;
                let quantity = quantity.map(|quantity| Step::Quantity { quantity });
                let steps = [base].into_iter().chain(quantity).collect::<Vec<_>>();
                (steps, year, index, false)
            }
            Some(SurchargeBase::GrossPersonnel) => {
                let base = settled.base_line.as_ref().ok_or_else(unnamed)?;
                let base = self.scheme.line(base).ok_or_else(unnamed)?;
                let (steps, index) = self.gross(base)?;
                let year = steps.iter().find_map(|step| match step {
                    Step::GradeCost { year, .. } => Some(*year),
                    _ => None,
                });
                (steps, year.unwrap_or(self.year), index, true)
            }
            None => return Err(unnamed()),
        };
        // The rate of the year to which the base belongs.
        let rate = self.scheme.rate_of(parameter, year);
        let basis_points = rate.ok_or_else(|| self.not_entered(parameter, year))?;
        let parameter = parameter.clone();
        steps.push(Step::Rate {
            parameter,
            year,
            basis_points,
        });
        steps.extend(self.part());
        steps.extend(index);
        if of_staff {
            steps.extend(self.supposed_rise());
        }
        Ok(steps)
    }

    fn parameter(&self) -> Result<&ParameterCode, Missing> {
        let parameter = self.line.parameter.as_ref();
        parameter.ok_or_else(|| Missing::Amount { line: self.code() })
    }

    fn not_entered(&self, parameter: &ParameterCode, year: i16) -> Missing {
        Missing::Parameter {
            line: self.code(),
            parameter: parameter.clone(),
            year,
        }
    }

    fn part(&self) -> Option<Step> {
        let share = self.scheme.share_of(self.line);
        share.map(|share| Step::Part { share })
    }

    fn supposed_rise(&self) -> Option<Step> {
        let rise = self.assumptions.tariff_rise?;
        (rise.from_year <= self.year).then_some(Step::Supposed {
            basis_points: rise.basis_points,
            from_year: rise.from_year,
        })
    }

    /// The value that counts for the year, the year for which it was entered, and how it grows from there (FUN-05).
    fn of_year(
        &self,
        entered: impl Fn(i16) -> Option<Money>,
        missing: impl Fn(i16) -> Missing,
    ) -> Result<(Money, i16, Option<Step>), Missing> {
        if let Some(year) = self.assumptions.parameter_year {
            let value = entered(year).ok_or_else(|| missing(year))?;
            return Ok((value, year, None));
        }
        let year = self.year;
        if let Some(value) = entered(year) {
            return Ok((value, year, None));
        }
        if !self.line.indexed {
            return Err(missing(year));
        }
        let asked = |value| Missing::Indexation {
            line: self.code(),
            value,
        };
        let indexation = self.scheme.indexation.as_ref();
        let indexation = indexation.ok_or_else(|| asked(IndexationValue::Rate))?;
        let base_year = &indexation.base_year;
        let from_year = base_year
            .value
            .ok_or_else(|| asked(IndexationValue::BaseYear))?;
        let value = entered(from_year).filter(|_| from_year < year);
        let value = value.ok_or_else(|| missing(year))?;
        let basis_points = indexation.basis_points.value;
        let basis_points = basis_points.ok_or_else(|| asked(IndexationValue::Rate))?;
        if indexation.mode.value.is_none() {
            return Err(asked(IndexationValue::Mode));
        }
        let rounding = indexation.rounding.value;
        let step = Step::Indexed {
            basis_points,
            from_year,
            to_year: year,
            rounding: rounding.ok_or_else(|| asked(IndexationValue::Rounding))?,
            base_year_status: base_year.status,
        };
        Ok((value, from_year, Some(step)))
    }
}
