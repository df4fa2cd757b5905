//! What explains amounts: policies, cost schemes, the vault's words.

use std::collections::HashMap;
use std::sync::Arc;

use funding::calculation::{Explanation, Step};
use funding::policy::CostKind;
use funding::{CostLineCode, CostScheme, FundingPolicy};
use kernel::{CostSchemeId, Date, EntryId};
use uuid::Uuid;
use vault::Entries;

use super::{AmountExplanation, ExplanationStep, ExplanationStepKind, PolicyPassage};
use crate::graphql::error::GraphError;
use crate::graphql::policies::{self, Policies};
use crate::graphql::reader::Reading;
use crate::graphql::words;

/// What explains amounts: every policy and cost scheme of the municipality, with where parameters stand.
pub(crate) struct Explaining {
    policies: Policies,
    schemes: HashMap<Uuid, CostScheme>,
    entries: Entries,
}

impl Explaining {
    /// Everything as it was on `day`.
    pub(crate) async fn load(reading: &Reading<'_>, day: Date) -> Result<Self, GraphError> {
        let policies = policies::load(reading).await?;
        let schemes: Vec<(Uuid, CostScheme)> = reading.views(None).await?;
        let schemes = schemes.into_iter().map(|(id, view)| (id, view.as_of(day)));
        let schemes: HashMap<Uuid, CostScheme> =
            schemes.filter(|(_, view)| view.exists()).collect();
        let sources = schemes.values().flat_map(sources).collect();
        Ok(Self {
            policies,
            schemes,
            entries: reading.entries(sources).await?,
        })
    }

    /// The cost schemes by id, as they were on the day.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = (Uuid, &CostScheme)> {
        let mut schemes: Vec<_> = self.schemes.iter().map(|(id, view)| (*id, view)).collect();
        schemes.sort_by_key(|(id, _)| *id);
        schemes.into_iter()
    }

    /// The cost scheme with this id.
    pub(crate) fn scheme(&self, id: CostSchemeId) -> Option<&CostScheme> {
        self.schemes.get(&id.0)
    }

    /// The rules for money of a version of the policy.
    pub(crate) fn policy(&self, version: u32) -> Option<&Arc<FundingPolicy>> {
        self.policies.version(version).map(|policy| &policy.funding)
    }

    /// The passage of a cost line.
    pub(crate) fn passage(&self, version: u32, code: &CostLineCode) -> Option<PolicyPassage> {
        let line = self.policy(version)?.line(code.as_str())?;
        Some(line.into())
    }

    /// The cost line of project funds (FUN-06), with its passage.
    pub(crate) fn cap_passage(&self, version: u32) -> Option<(CostLineCode, PolicyPassage)> {
        let mut lines = self.policy(version)?.cost_lines.iter();
        lines.find_map(|line| {
            let value = line.value().filter(|value| value.kind == CostKind::Cap)?;
            let code = CostLineCode::try_new(value.code.clone()).ok()?;
            Some((code, line.into()))
        })
    }

    /// An amount that the scheme computed for a line.
    pub(crate) fn explain(
        &self,
        line: Option<&CostLineCode>,
        scheme: Option<&CostScheme>,
        explanation: &Explanation,
    ) -> Result<AmountExplanation, GraphError> {
        let version = explanation.policy_version;
        let steps = explanation.steps.iter().map(|step| {
            let source = scheme.and_then(|scheme| source_of(scheme, line, step));
            Ok(ExplanationStep {
                source: words::optional_text(&self.entries, source)?,
                ..ExplanationStep::from(step)
            })
        });
        Ok(AmountExplanation {
            amount: explanation.amount(),
            sentence: explanation.sentence(),
            rule: explanation.rule.to_string(),
            policy_version: version,
            line: line.cloned(),
            passage: line.and_then(|line| self.passage(version, line)),
            steps: steps.collect::<Result<_, GraphError>>()?,
        })
    }
}

/// Where the values of a scheme stand.
fn sources(scheme: &CostScheme) -> impl Iterator<Item = EntryId> {
    let parameters = scheme.parameters.values().flat_map(|years| years.values());
    let grades = scheme.grade_costs.values().flat_map(|years| years.values());
    let actual = scheme.actual_costs.iter().map(|cost| cost.source);
    parameters
        .map(|value| value.source)
        .chain(grades.map(|(_, source)| *source))
        .chain(actual)
}

/// Where the value of a step stands, as long as the same value is entered.
fn source_of(scheme: &CostScheme, line: Option<&CostLineCode>, step: &Step) -> Option<EntryId> {
    match step {
        Step::GradeCost {
            grade,
            year,
            amount,
            named: _,
        } => {
            let (entered, source) = scheme.grade_costs.get(grade)?.get(year)?;
            (entered == amount).then_some(*source)
        }
        Step::Parameter {
            parameter,
            year,
            amount,
        } => {
            let entered = scheme.parameters.get(parameter)?.get(year)?;
            (entered.amount == Some(*amount)).then_some(entered.source)
        }
        Step::Rate {
            parameter,
            year,
            basis_points,
        } => {
            let entered = scheme.parameters.get(parameter)?.get(year)?;
            (entered.basis_points == Some(*basis_points)).then_some(entered.source)
        }
        Step::ActualCost { pair, year, amount } => {
            let line = line?;
            let told = scheme.actual_costs.iter().rev();
            let mut told =
                told.filter(|cost| cost.line == *line && (cost.pair, cost.year) == (*pair, *year));
            let entered = told.next()?;
            (entered.amount == *amount).then_some(entered.source)
        }
        Step::Stated { .. }
        | Step::Quantity { .. }
        | Step::Part { .. }
        | Step::Indexed { .. }
        | Step::Supposed { .. } => None,
    }
}

impl From<&Step> for ExplanationStep {
    fn from(step: &Step) -> Self {
        let new = |kind| Self::new(kind, step.words());
        match step {
            Step::GradeCost {
                named,
                grade,
                year,
                amount,
            } => Self {
                named_grade: Some(named.clone()),
                grade: Some(grade.clone()),
                year: Some(*year),
                ..new(ExplanationStepKind::GradeCost).with_amount(*amount)
            },
            Step::Parameter {
                parameter,
                year,
                amount,
            } => Self {
                parameter: Some(parameter.clone()),
                year: Some(*year),
                ..new(ExplanationStepKind::Parameter).with_amount(*amount)
            },
            Step::Stated { amount } => new(ExplanationStepKind::Stated).with_amount(*amount),
            Step::ActualCost { pair, year, amount } => Self {
                pair: Some(*pair),
                year: Some(*year),
                ..new(ExplanationStepKind::ActualCost).with_amount(*amount)
            },
            Step::Quantity { quantity } => Self {
                quantity: Some(*quantity),
                ..new(ExplanationStepKind::Quantity)
            },
            Step::Rate {
                parameter,
                year,
                basis_points,
            } => Self {
                parameter: Some(parameter.clone()),
                year: Some(*year),
                basis_points: Some(*basis_points),
                ..new(ExplanationStepKind::Rate)
            },
            Step::Part { share } => Self {
                share: Some(*share),
                ..new(ExplanationStepKind::Part)
            },
            Step::Indexed {
                basis_points,
                from_year,
                to_year,
                rounding,
                base_year_status: _,
            } => Self {
                basis_points: Some(*basis_points),
                from_year: Some(*from_year),
                to_year: Some(*to_year),
                rounding: Some(*rounding),
                ..new(ExplanationStepKind::Indexed)
            },
            Step::Supposed {
                basis_points,
                from_year,
            } => Self {
                basis_points: Some(*basis_points),
                from_year: Some(*from_year),
                ..new(ExplanationStepKind::Supposed)
            },
        }
    }
}
