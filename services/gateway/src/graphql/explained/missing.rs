//! What nobody said or entered, and what the office should know of a computation.

use async_graphql::{Enum, Json, SimpleObject};
use funding::calculation::Missing;
use funding::scheme::{ParameterCode, PayGradeCode};
use funding::{CostLineCode, FundingPolicy};
use kernel::{Facts, Warning};

/// What keeps a line from being computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MissingKind {
    /// a question of the policy is open
    Question,
    /// a parameter of the year was not entered (FUN-03, FUN-04)
    Parameter,
    /// the policy names no amount
    Amount,
    /// nobody says which pay grade the post has
    Grade,
    /// what the pay grade costs in the year was not entered
    GradeCost,
    /// nobody says how many posts
    Quantity,
    /// nobody says what the surcharge is computed on (FUN-04)
    SurchargeBase,
    /// nobody says how costs grow (FUN-05)
    Indexation,
    /// nobody says who receives it
    Recipient,
    /// what a pair of recipient and site really cost was not entered (FUN-08)
    ActualCost,
}

/// Something that somebody has to say before a line can be computed [fehlende Angabe]: it is named, and never counted
/// as zero (FUN-13).
#[derive(Clone, SimpleObject)]
pub struct MissingValue {
    kind: MissingKind,
    /// The cost line that cannot be computed.
    pub(crate) line: CostLineCode,
    /// What is asked for, in German.
    text: String,
    /// The parameter to enter [Kennwert].
    parameter: Option<ParameterCode>,
    /// The pay grade whose cost is to be entered [Entgeltgruppe].
    grade: Option<PayGradeCode>,
    /// The year for which it is to be entered.
    year: Option<i16>,
    /// The number of the policy's pair of recipient and site, from 1.
    pair: Option<u16>,
    /// The number of the line's question, from 1.
    question: Option<u16>,
}

impl MissingValue {
    /// In the words of the policy, as far as that version is known.
    pub(crate) fn of(missing: &Missing, policy: Option<&FundingPolicy>) -> Self {
        let line = missing.line().clone();
        let text = policy.map_or_else(|| line.to_string(), |policy| missing.words(policy));
        let new = |kind| Self {
            kind,
            line,
            text,
            parameter: None,
            grade: None,
            year: None,
            pair: None,
            question: None,
        };
        match missing {
            Missing::Question { question, .. } => Self {
                question: Some(*question),
                ..new(MissingKind::Question)
            },
            Missing::Parameter {
                parameter, year, ..
            } => Self {
                parameter: Some(parameter.clone()),
                year: Some(*year),
                ..new(MissingKind::Parameter)
            },
            Missing::Amount { .. } => new(MissingKind::Amount),
            Missing::Grade { .. } => new(MissingKind::Grade),
            Missing::GradeCost { grade, year, .. } => Self {
                grade: Some(grade.clone()),
                year: Some(*year),
                ..new(MissingKind::GradeCost)
            },
            Missing::Quantity { .. } => new(MissingKind::Quantity),
            Missing::SurchargeBase { .. } => new(MissingKind::SurchargeBase),
            Missing::Indexation { .. } => new(MissingKind::Indexation),
            Missing::Recipient { pair, .. } => Self {
                pair: *pair,
                ..new(MissingKind::Recipient)
            },
            Missing::ActualCost { pair, year, .. } => Self {
                pair: Some(*pair),
                year: Some(*year),
                ..new(MissingKind::ActualCost)
            },
        }
    }
}

/// Something that the office should know of an amount that was computed [Hinweis]: a printed figure that differs, a
/// value that was only inferred. It warns, and no side is taken.
#[derive(Clone, SimpleObject)]
pub struct CalculationWarning {
    /// Stable, such as `PRINTED_FIGURE_DIFFERS`.
    code: String,
    /// The rule behind it, such as `FUN-09`.
    rule: String,
    /// One German sentence for the office.
    sentence: String,
    /// The facts of the sentence as data.
    facts: Json<Facts>,
}

impl From<Warning> for CalculationWarning {
    fn from(warning: Warning) -> Self {
        Self {
            code: warning.code,
            rule: warning.rule,
            sentence: warning.sentence,
            facts: Json(warning.facts),
        }
    }
}
