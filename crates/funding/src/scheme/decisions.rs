//! What a cost scheme's command makes happen.

use cqrs_es::Aggregate;
use kernel::{Correctable, DomainCommand, History, Warning, correct, facts};

use super::aggregate::CostScheme;
use super::command::*;
use super::error::SchemeRefusal;
use super::event::*;
use super::line::SchemeLine;
use crate::codes::CostLineCode;
use crate::facts::FundingContext;
use crate::policy::{CostKind, Financing};
use crate::unfit::{Thing, Unfit};
use crate::year::check_year;

/// The event, where it is not so already.
pub(super) type Decided = Result<Option<CostSchemeEvent>, SchemeRefusal>;

impl CostScheme {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &CostSchemeCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<CostSchemeEvent>, SchemeRefusal> {
        Unfit::check_existence(Thing::CostScheme, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        if let Some((field, year)) = command.year() {
            check_year(field, year)?;
        }
        let event = match command {
            CostSchemeCommand::DefineCostScheme(c) => define(c, ctx),
            CostSchemeCommand::ActivateCostScheme(c) => self.activate(c),
            CostSchemeCommand::SetCostParameter(c) => self.set_parameter(c),
            CostSchemeCommand::SetGradeCost(c) => Ok(self.set_grade_cost(c)),
            CostSchemeCommand::MapPayGrade(c) => Ok(self.map_pay_grade(c)),
            CostSchemeCommand::NameLineGrade(c) => self.name_line_grade(c, ctx),
            CostSchemeCommand::SettleCostQuestion(c) => self.settle(c),
            CostSchemeCommand::DecideIndexation(c) => self.decide_growth(c),
            CostSchemeCommand::NameCostRecipient(c) => self.name_recipient(c, ctx),
            CostSchemeCommand::SetActualCost(c) => self.set_actual_cost(c),
            CostSchemeCommand::CorrectCostScheme(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    CostSchemeFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    pub(super) fn known_line(&self, code: &CostLineCode) -> Result<&SchemeLine, SchemeRefusal> {
        let line = self.line(code);
        line.ok_or_else(|| SchemeRefusal::LineUnknown { line: code.clone() })
    }

    fn activate(&self, c: &ActivateCostScheme) -> Decided {
        if let Some((_, reason)) = c.decision.as_ref().and_then(|decision| decision.fault()) {
            return Err(SchemeRefusal::BadDecision { reason });
        }
        let event = CostSchemeActivated {
            from_year: c.from_year,
            decision: c.decision.clone(),
            activated_on: c.activated_on,
        };
        let repeated = self.active.as_ref().is_some_and(|active| {
            (active.from_year, &active.decision) == (c.from_year, &c.decision)
        });
        Ok((!repeated).then(|| event.into()))
    }

    fn set_parameter(&self, c: &SetCostParameter) -> Decided {
        if c.amount.is_some() == c.basis_points.is_some() {
            return Err(SchemeRefusal::NotOneValue);
        }
        let years = self.parameters.get(&c.parameter);
        let known = years.and_then(|years| years.get(&c.year));
        let repeated =
            known.is_some_and(|v| (v.amount, v.basis_points) == (c.amount, c.basis_points));
        let event = CostParameterSet {
            parameter: c.parameter.clone(),
            year: c.year,
            amount: c.amount,
            basis_points: c.basis_points,
            source: c.source.id,
        };
        Ok((!repeated).then(|| event.into()))
    }

    fn set_grade_cost(&self, c: &SetGradeCost) -> Option<CostSchemeEvent> {
        let repeated = self.grade_cost(&c.grade, c.year) == Some(c.amount);
        let event = GradeCostSet {
            grade: c.grade.clone(),
            year: c.year,
            amount: c.amount,
            source: c.source.id,
        };
        (!repeated).then(|| event.into())
    }

    fn map_pay_grade(&self, c: &MapPayGrade) -> Option<CostSchemeEvent> {
        let mut known = self.mapped_grades.iter().rev();
        let known = known.find(|known| known.grade == c.grade && known.from_year == c.from_year);
        let event = PayGradeMapped {
            grade: c.grade.clone(),
            to: c.to.clone(),
            from_year: c.from_year,
        };
        (known.is_none_or(|known| known.to != c.to)).then(|| event.into())
    }

    fn name_line_grade(&self, c: &NameLineGrade, ctx: &FundingContext) -> Decided {
        let line = self.known_line(&c.line)?;
        if line.kind != CostKind::Personnel {
            return Err(SchemeRefusal::NotOfKind {
                line: c.line.clone(),
                kind: line.kind,
                field: "grade",
            });
        }
        if let Some(max) = &line.grade_max {
            match c.grade.is_above(max) {
                Some(true) => {
                    return Err(SchemeRefusal::GradeTooHigh {
                        grade: c.grade.clone(),
                        max: max.clone(),
                    });
                }
                Some(false) => {}
                None => ctx.warn(Warning {
                    code: "GRADE_NOT_COMPARABLE".to_owned(),
                    rule: "FUN-09".to_owned(),
                    sentence: format!("Ob {} höchstens {max} entspricht, ist zu prüfen.", c.grade),
                    facts: facts! { "grade" => c.grade, "gradeMax" => max },
                }),
            }
        }
        let mut known = self.line_grades.iter().rev();
        let known = known.find(|known| known.line == c.line && known.from_year == c.from_year);
        let event = LineGradeNamed {
            line: c.line.clone(),
            grade: c.grade.clone(),
            from_year: c.from_year,
        };
        Ok((known.is_none_or(|known| known.grade != c.grade)).then(|| event.into()))
    }

    fn decide_growth(&self, c: &DecideIndexation) -> Decided {
        if c.basis_points.is_none()
            && c.base_year.is_none()
            && c.mode.is_none()
            && c.rounding.is_none()
        {
            return Err(SchemeRefusal::NothingDecided);
        }
        let event = IndexationDecided {
            basis_points: c.basis_points,
            base_year: c.base_year,
            mode: c.mode,
            rounding: c.rounding,
            decided_on: c.decided_on,
        };
        let mut after = self.clone();
        after.apply(event.clone().into());
        Ok((after.indexation != self.indexation).then(|| event.into()))
    }
}

fn define(c: &DefineCostScheme, ctx: &FundingContext) -> Decided {
    Unfit::check_line("name", &c.name)?;
    let policy = &ctx.policy;
    if policy.financing.binding() == Some(&Financing::OwnResources) {
        return Err(SchemeRefusal::OwnResources);
    }
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(&policy.cost_lines) {
        let Some(line) = SchemeLine::of(line, number) else {
            continue;
        };
        let line = line?;
        let wanted = c.lines.as_ref();
        if wanted.is_none_or(|wanted| wanted.contains(&line.code)) {
            lines.push(line);
        }
    }
    let has = |code: &CostLineCode| lines.iter().any(|line: &SchemeLine| line.code == *code);
    let missing = c.lines.iter().flatten().find(|code| !has(code));
    if let Some(line) = missing.cloned() {
        return Err(SchemeRefusal::LineUnknown { line });
    }
    if lines.is_empty() {
        return Err(SchemeRefusal::NoLines);
    }
    let event = CostSchemeDefined {
        name: c.name.id,
        policy_version: ctx.facts.policy_version,
        lines,
        indexation: (&policy.indexation).into(),
        defined_on: c.defined_on,
    };
    Ok(Some(event.into()))
}

impl Correctable for CostScheme {
    fn history(&self) -> &History<CostSchemeEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<CostSchemeEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &CostSchemeCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<CostSchemeEvent>, SchemeRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), SchemeRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
