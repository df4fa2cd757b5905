//! What keeps a line from being computed. It is named, and never counted as zero.

use kernel::Facts;
use serde::Serialize;

use crate::codes::CostLineCode;
use crate::policy::FundingPolicy;
use crate::scheme::{ParameterCode, PayGradeCode};

kernel::code! {
    /// What of the indexation nobody says.
    pub enum IndexationValue {
        /// the yearly rate
        Rate = "der Satz der Kostensteigerung",
        /// the year from which it counts
        BaseYear = "das Basisjahr der Kostensteigerung",
        /// whether plans or refunds grow by it
        Mode = "wofür die Kostensteigerung gilt",
        /// how it is rounded
        Rounding = "die Rundung der Kostensteigerung",
    }
}

/// What somebody has to say before a line can be computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(
    tag = "missing",
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub enum Missing {
    /// A question of the policy is open; its number among the line's.
    Question { line: CostLineCode, question: u16 },
    /// A parameter of the year was not entered.
    Parameter {
        line: CostLineCode,
        parameter: ParameterCode,
        year: i16,
    },
    /// The policy names no parameter or amount for the line.
    Amount { line: CostLineCode },
    /// Nobody says which grade the post has.
    Grade { line: CostLineCode },
    /// What the grade costs in the year was not entered.
    GradeCost {
        line: CostLineCode,
        grade: PayGradeCode,
        year: i16,
    },
    /// Nobody says how many posts.
    Quantity { line: CostLineCode },
    /// The municipality has not named what the surcharge is computed on (FUN-04).
    SurchargeBase { line: CostLineCode },
    Indexation {
        line: CostLineCode,
        value: IndexationValue,
    },
    /// Nobody is named who receives it; the pair, where it is one of several.
    Recipient {
        line: CostLineCode,
        #[serde(skip_serializing_if = "Option::is_none")]
        pair: Option<u16>,
    },
    /// What a pair really cost in the year was not entered (FUN-08).
    ActualCost {
        line: CostLineCode,
        pair: u16,
        year: i16,
    },
}

impl Missing {
    /// The line that cannot be computed.
    pub fn line(&self) -> &CostLineCode {
        match self {
            Self::Question { line, .. }
            | Self::Parameter { line, .. }
            | Self::Amount { line }
            | Self::Grade { line }
            | Self::GradeCost { line, .. }
            | Self::Quantity { line }
            | Self::SurchargeBase { line }
            | Self::Indexation { line, .. }
            | Self::Recipient { line, .. }
            | Self::ActualCost { line, .. } => line,
        }
    }

    /// What is asked for, with the words of the policy's question where it still has them.
    pub fn words(&self, policy: &FundingPolicy) -> String {
        match self {
            Self::Question { line, question } => {
                let asked = policy.line(line.as_str()).and_then(|line| line.value());
                let index = usize::from(*question).saturating_sub(1);
                let words = asked.and_then(|asked| asked.questions.get(index));
                match words {
                    Some(words) => format!("{line}: „{words}“"),
                    None => format!("{line}: Frage {question}"),
                }
            }
            Self::Parameter {
                line,
                parameter,
                year,
            } => format!("{line}: Kennwert {parameter} für {year}"),
            Self::Amount { line } => format!("{line}: Betrag"),
            Self::Grade { line } => format!("{line}: Entgeltgruppe"),
            Self::GradeCost { line, grade, year } => {
                format!("{line}: Personalkosten {grade} für {year}")
            }
            Self::Quantity { line } => format!("{line}: Zahl der Stellen"),
            Self::SurchargeBase { line } => format!("{line}: Bemessungsgrundlage des Zuschlags"),
            Self::Indexation { line, value } => format!("{line}: {}", value.label()),
            Self::Recipient { line, pair: None } => format!("{line}: Empfänger"),
            Self::Recipient {
                line,
                pair: Some(pair),
            } => format!("{line}: Empfänger des Paares {pair}"),
            Self::ActualCost { line, pair, year } => {
                format!("{line}: tatsächliche Kosten des Paares {pair} für {year}")
            }
        }
    }

    /// As data.
    pub fn facts(&self) -> Facts {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(facts)) => facts,
            Ok(_) | Err(_) => unreachable!("a struct of codes and numbers is an object"),
        }
    }
}
