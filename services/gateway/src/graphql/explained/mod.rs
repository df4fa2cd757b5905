//! Why an amount is what it is, and what keeps one from being computed (FUN-02 … FUN-13).
//!
//! The domain says both; here its steps get the passage of the policy that they come from and the source of each
//! parameter, in the words of who entered it.
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the objects |
//! | `load` | what explains: policies, cost schemes, the vault's words |
//! | `missing` | what nobody said or entered, and what the office should know of a computation |

mod load;
mod missing;

use async_graphql::{Enum, SimpleObject};
use funding::CostLineCode;
use funding::policy::Rounding;
use funding::scheme::{ParameterCode, PayGradeCode};
use kernel::{Money, Share, Status};

pub(crate) use load::Explaining;
pub use missing::{CalculationWarning, MissingKind, MissingValue};

/// How an amount came about [Rechenweg]: each step can be worked out again.
#[derive(Clone, SimpleObject)]
pub struct AmountExplanation {
    /// What comes out, in cents.
    pub(crate) amount: Money,
    /// One German sentence with every step and the amount.
    pub(crate) sentence: String,
    /// The rule behind it, such as `FUN-09`.
    pub(crate) rule: String,
    /// The version of the municipality's policy that it comes from [Regeln].
    pub(crate) policy_version: u32,
    /// The cost line of the policy; `null` where it is none [Kostenposition].
    pub(crate) line: Option<CostLineCode>,
    /// The passage of the document behind it; `null` where that version of the policy has none.
    pub(crate) passage: Option<PolicyPassage>,
    /// From the first to the last; the first is an amount.
    pub(crate) steps: Vec<ExplanationStep>,
}

/// Where a document says something, and in which words [Fundstelle].
#[derive(Clone, SimpleObject)]
pub struct PolicyPassage {
    /// Whether the document says it, it was read out of it, or somebody decided it.
    status: Status,
    /// The document's title; `null` where there is none.
    document: Option<String>,
    /// The section in it, such as `§ 7`.
    section: Option<String>,
    /// The document's words [Wortlaut].
    words: Option<String>,
    /// How it was read out of the words, where it was only inferred.
    reading: Option<String>,
    /// Who adopted it, as a function or an organ.
    adopted_by: Option<String>,
}

impl<T> From<&kernel::Sourced<T>> for PolicyPassage {
    fn from(value: &kernel::Sourced<T>) -> Self {
        let source = value.source.as_ref();
        Self {
            status: value.status,
            document: source.map(|source| source.document.clone()),
            section: source.map(|source| source.section.clone()),
            words: value.words.clone(),
            reading: value.reading.clone(),
            adopted_by: value.adopted_by.clone(),
        }
    }
}

/// What a step of a computation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ExplanationStepKind {
    /// begins with what a full post of a pay grade costs (FUN-02, FUN-09)
    GradeCost,
    /// begins with a parameter's amount (FUN-03)
    Parameter,
    /// begins with the amount that the policy or somebody states (FUN-06, FUN-11)
    Stated,
    /// begins with what a pair of recipient and site really cost (FUN-08)
    ActualCost,
    /// times a number of posts
    Quantity,
    /// times a parameter's rate (FUN-04)
    Rate,
    /// times the part that is refunded (FUN-09)
    Part,
    /// grown by a yearly rate (FUN-05)
    Indexed,
    /// supposed to rise once, in a scenario (FUN-16)
    Supposed,
    /// an amount is added
    Added,
    /// an amount is taken off
    Subtracted,
}

/// A step of a computation [Rechenschritt].
#[derive(Clone, SimpleObject)]
pub struct ExplanationStep {
    pub(crate) kind: ExplanationStepKind,
    /// The step in German.
    pub(crate) text: String,
    /// Cents, where the step has an amount.
    pub(crate) amount: Option<Money>,
    /// The parameter that was entered [Kennwert].
    pub(crate) parameter: Option<ParameterCode>,
    /// The pay grade as document or municipality name it [Entgeltgruppe].
    pub(crate) named_grade: Option<PayGradeCode>,
    /// The pay grade that is meant.
    pub(crate) grade: Option<PayGradeCode>,
    /// The year for which the value was entered.
    pub(crate) year: Option<i16>,
    /// The number of the policy's pair of recipient and site, from 1.
    pub(crate) pair: Option<u16>,
    /// How many posts.
    pub(crate) quantity: Option<u16>,
    /// A rate in hundredths of a percent: 3 % is 300.
    pub(crate) basis_points: Option<u16>,
    /// The part that is refunded or left.
    pub(crate) share: Option<Share>,
    /// The year from which it grows or rises.
    pub(crate) from_year: Option<i16>,
    /// The year until which it grows.
    pub(crate) to_year: Option<i16>,
    /// How growth is rounded; from the base amount, once.
    pub(crate) rounding: Option<Rounding>,
    /// Where the value stands, in the words of who entered it; `null` where it was erased, or entered anew since.
    pub(crate) source: Option<String>,
}

impl ExplanationStep {
    /// A step of this kind with these words, and nothing else.
    pub(crate) fn new(kind: ExplanationStepKind, text: String) -> Self {
        Self {
            kind,
            text,
            amount: None,
            parameter: None,
            named_grade: None,
            grade: None,
            year: None,
            pair: None,
            quantity: None,
            basis_points: None,
            share: None,
            from_year: None,
            to_year: None,
            rounding: None,
            source: None,
        }
    }

    pub(crate) fn with_amount(mut self, amount: Money) -> Self {
        self.amount = Some(amount);
        self
    }
}
