//! What is computed from figures, each number with its explanation, or why there is none.

use serde::Serialize;

use super::german;
use super::period::FigurePeriod;
use super::value::{FigureQualifier, FigureUnit};
use crate::codes::IndicatorCode;

/// A figure that goes into a computation: [`IndicatorSeries::operand`](crate::IndicatorSeries::operand) makes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Operand {
    pub indicator: IndicatorCode,
    pub period: FigurePeriod,
    pub unit: FigureUnit,
    pub decimals: u8,
    /// In the smallest unit; absent where nobody has it.
    pub value: Option<u64>,
    pub qualifier: FigureQualifier,
}

impl Operand {
    /// The figure as a paper prints it, such as `ca. 50` or `12.190.000,00`.
    pub fn printed(&self) -> String {
        match self.value {
            Some(value) => format!(
                "{}{}",
                self.qualifier.prefix(),
                german::number(value, self.decimals)
            ),
            None => self.qualifier.label().to_owned(),
        }
    }
}

kernel::code! {
    /// How a figure was computed [Rechenweg].
    pub enum Method {
        /// the difference to the base over the base, in hundredths of a per cent
        Growth = "Veränderung zur Basis in Prozent, kaufmännisch auf Hundertstel gerundet",
        /// one figure over the other, in hundredths of a per cent
        Ratio = "Anteil in Prozent, kaufmännisch auf Hundertstel gerundet",
        /// an amount over a number, in the amount's smallest unit
        PerCase = "Betrag je Fall, kaufmännisch auf die kleinste Einheit gerundet",
    }
}

/// How a computed number came about: the rule that asks for it, the method, and what went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// Such as `FUN-17`.
    pub rule: &'static str,
    pub method: Method,
    /// What is divided, and by what.
    pub of: Operand,
    pub by: Operand,
}

impl Explanation {
    /// One German line: method, figures and their periods.
    pub fn sentence(&self) -> String {
        let operand =
            |o: &Operand| format!("{} {} ({})", o.printed(), o.unit.label(), o.period.label());
        format!(
            "{}: {} gegenüber {} [{}].",
            self.method.label(),
            operand(&self.of),
            operand(&self.by),
            self.rule
        )
    }
}

/// Why nothing can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "why")]
pub enum Absence {
    /// The figure itself is missing.
    ValueMissing { period: Option<FigurePeriod> },
    /// What it is compared with is missing.
    BaseMissing { period: Option<FigurePeriod> },
    /// What it is compared with is nothing.
    BaseZero { period: FigurePeriod },
    /// The result is larger than anything that an office counts.
    TooLarge,
}

/// A computed number [errechnete Kennzahl], or „nicht verfügbar“ with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Computed {
    Available {
        /// Hundredths of a per cent for growth and ratio, the amount's smallest unit per case.
        value: i64,
        qualifier: FigureQualifier,
        explanation: Box<Explanation>,
    },
    NotAvailable(Absence),
}

impl Computed {
    /// The number, where there is one.
    pub fn value(&self) -> Option<i64> {
        match self {
            Self::Available { value, .. } => Some(*value),
            Self::NotAvailable(_) => None,
        }
    }
}

/// The growth from `base` to `of` in hundredths of a per cent, half away from nothing, from the figures as stated.
pub fn growth(rule: &'static str, of: Option<&Operand>, base: Option<&Operand>) -> Computed {
    divided(rule, Method::Growth, of, base)
}

/// `of` over `by` in hundredths of a per cent, rounded half up.
pub fn ratio(rule: &'static str, of: Option<&Operand>, by: Option<&Operand>) -> Computed {
    divided(rule, Method::Ratio, of, by)
}

/// An amount over a number, in the amount's smallest unit, rounded half up.
pub fn per_case(rule: &'static str, of: Option<&Operand>, by: Option<&Operand>) -> Computed {
    divided(rule, Method::PerCase, of, by)
}

fn divided(
    rule: &'static str,
    method: Method,
    of: Option<&Operand>,
    by: Option<&Operand>,
) -> Computed {
    let period = |operand: Option<&Operand>| operand.map(|operand| operand.period);
    let (Some(of_operand), Some(value)) = (of, of.and_then(|of| of.value)) else {
        return Computed::NotAvailable(Absence::ValueMissing { period: period(of) });
    };
    let (Some(by_operand), Some(base)) = (by, by.and_then(|by| by.value)) else {
        return Computed::NotAvailable(Absence::BaseMissing { period: period(by) });
    };
    if base == 0 {
        let period = by_operand.period;
        return Computed::NotAvailable(Absence::BaseZero { period });
    }
    let scaled = |value: u64, decimals: u8| i128::from(value) * 10_i128.pow(decimals.into());
    // On one scale: each is multiplied by the other's decimal places.
    let n = scaled(value, by_operand.decimals);
    let d = scaled(base, of_operand.decimals);
    let result = match method {
        Method::Growth => rounded((n - d) * 10_000, d),
        Method::Ratio => rounded(n * 10_000, d),
        Method::PerCase => rounded(n, i128::from(base)),
    };
    match i64::try_from(result) {
        Ok(value) => Computed::Available {
            value,
            qualifier: of_operand.qualifier.over(by_operand.qualifier),
            explanation: Box::new(Explanation {
                rule,
                method,
                of: of_operand.clone(),
                by: by_operand.clone(),
            }),
        },
        Err(_) => Computed::NotAvailable(Absence::TooLarge),
    }
}

/// `n / d` as a whole number, half away from nothing; `d` is more than nothing.
fn rounded(n: i128, d: i128) -> i128 {
    let half = (2 * n.abs() + d) / (2 * d);
    if n < 0 { -half } else { half }
}
