//! Why a number is what it is: steps that can be worked out again.

use kernel::{Money, Share, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rounding::Exact;
use crate::german::{euros, percent};
use crate::policy::Rounding;
use crate::scheme::{ParameterCode, PayGradeCode};

kernel::codes! {
    /// A rule of the source documents, such as `FUN-09`.
    RuleId = "rule", "^[A-Z]{3}-[0-9]{2}$", |code| {
        code.len() == 6
            && code.bytes().take(3).all(|b| b.is_ascii_uppercase())
            && code.as_bytes()[3] == b'-'
            && code.bytes().skip(4).all(|b| b.is_ascii_digit())
    };
}

/// How an amount came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Explanation {
    pub rule: RuleId,
    /// The policy from which the line comes.
    pub policy_version: u32,
    /// From the first to the last; the first is an amount.
    pub steps: Vec<Step>,
}

/// A step of a computation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    tag = "step",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Step {
    /// What a full post of the grade costs, as entered for the year.
    GradeCost {
        /// As the document or the municipality names it.
        named: PayGradeCode,
        /// What that means.
        grade: PayGradeCode,
        year: i16,
        amount: Money,
    },
    /// A parameter's amount, as entered for the year.
    Parameter {
        parameter: ParameterCode,
        year: i16,
        amount: Money,
    },
    /// The amount that the policy states.
    Stated { amount: Money },
    /// What a pair of recipient and site really cost in the year.
    ActualCost { pair: u16, year: i16, amount: Money },
    /// Times a number of posts.
    Quantity { quantity: u16 },
    /// Times a parameter's rate, in hundredths of a percent.
    Rate {
        parameter: ParameterCode,
        year: i16,
        basis_points: u16,
    },
    /// Times the part that is refunded.
    Part { share: Share },
    /// Grown by a yearly rate (FUN-05).
    Indexed {
        basis_points: u16,
        from_year: i16,
        to_year: i16,
        rounding: Rounding,
        /// How well the base year is founded.
        base_year_status: Status,
    },
    /// Supposed to rise once, in a scenario.
    Supposed { basis_points: u16, from_year: i16 },
}

impl Explanation {
    /// The steps worked out, rounded half a cent up once; of a rounding from the year before, once a year.
    pub fn amount(&self) -> Money {
        let mut amount = Exact::of_cents(0);
        for step in &self.steps {
            amount = step.after(amount);
        }
        Money::try_from_cents(amount.rounded()).unwrap_or_default()
    }

    /// In one German sentence, with the amount that comes out.
    pub fn sentence(&self) -> String {
        let steps: Vec<String> = self.steps.iter().map(Step::words).collect();
        format!(
            "{} = {} ({}, Regeln Version {})",
            steps.join(" "),
            euros(self.amount()),
            self.rule,
            self.policy_version
        )
    }
}

impl Step {
    fn after(&self, before: Exact) -> Exact {
        match self {
            Self::GradeCost { amount, .. }
            | Self::Parameter { amount, .. }
            | Self::Stated { amount }
            | Self::ActualCost { amount, .. } => Exact::of_cents(amount.cents()),
            Self::Quantity { quantity } => before.times(u32::from(*quantity), 1),
            Self::Rate { basis_points, .. } => before.times(u32::from(*basis_points), 10_000),
            Self::Part { share } => {
                let (numerator, denominator) = share.parts();
                before.times(numerator, denominator)
            }
            Self::Indexed {
                basis_points,
                from_year,
                to_year,
                rounding,
                ..
            } => (*from_year..*to_year).fold(before, |amount, _| {
                let grown = amount.times(10_000 + u32::from(*basis_points), 10_000);
                match rounding {
                    Rounding::HalfUpCentFromBase => grown,
                    Rounding::HalfUpCentFromYearBefore => Exact::of_cents(grown.rounded()),
                }
            }),
            Self::Supposed { basis_points, .. } => {
                before.times(10_000 + u32::from(*basis_points), 10_000)
            }
        }
    }

    /// The step in German, as it stands in [`Explanation::sentence`].
    pub fn words(&self) -> String {
        match self {
            Self::GradeCost {
                named,
                grade,
                year,
                amount,
            } if named == grade => {
                format!("Personalkosten {grade} {year}: {}", euros(*amount))
            }
            Self::GradeCost {
                named,
                grade,
                year,
                amount,
            } => format!(
                "Personalkosten {grade} ({named}) {year}: {}",
                euros(*amount)
            ),
            Self::Parameter {
                parameter,
                year,
                amount,
            } => format!("Kennwert {parameter} {year}: {}", euros(*amount)),
            Self::Stated { amount } => format!("Betrag der Regeln: {}", euros(*amount)),
            Self::ActualCost { pair, year, amount } => {
                format!(
                    "tatsächliche Kosten {year} (Paar {pair}): {}",
                    euros(*amount)
                )
            }
            Self::Quantity { quantity } => format!("× {quantity}"),
            Self::Rate {
                parameter,
                year,
                basis_points,
            } => format!("× {} ({parameter} {year})", percent(*basis_points)),
            Self::Part { share } => format!("× {}", String::from(*share)),
            Self::Indexed {
                basis_points,
                from_year,
                to_year,
                rounding,
                base_year_status,
            } => {
                let asked = match base_year_status {
                    Status::Inferred => ", Basisjahr abgeleitet",
                    Status::Stated | Status::Adopted | Status::Unstated => "",
                };
                format!(
                    "+ {} jährlich von {from_year} bis {to_year} ({}{asked})",
                    percent(*basis_points),
                    rounding.label()
                )
            }
            Self::Supposed {
                basis_points,
                from_year,
            } => format!("+ {} ab {from_year} (angenommen)", percent(*basis_points)),
        }
    }
}
