//! What is computed from figures, as an answer shows it: number, words, and how it came about.

use async_graphql::SimpleObject;
use evaluation::IndicatorSeries as View;
use evaluation::codes::IndicatorCode;
use evaluation::figure::german;
use evaluation::figure::{
    Absence, Computed, Explanation, FigurePeriod, FigureQualifier, FigureUnit, Method, Operand,
    PrintedVerdict,
};

/// A number in German, with the sign of its unit where that has one.
pub(super) fn number(value: u64, view: &View) -> String {
    let number = german::number(value, view.decimals);
    match view.unit {
        Some(FigureUnit::Euro) => format!("{number} €"),
        Some(FigureUnit::Percent) => format!("{number} %"),
        Some(_) | None => number,
    }
}

/// A computed number [errechnete Kennzahl], or „nicht verfügbar“ with the reason. Nothing is rounded twice.
#[derive(Clone, SimpleObject)]
pub struct ComputedFigure {
    /// Growth and ratio in hundredths of a per cent, an amount per case in the amount's smallest unit; `null` where it
    /// is not available.
    value: Option<i64>,
    /// As a table prints it: „7,02 %“, „20.115,51 €“, „ca. 12,00 %“, „nicht verfügbar“. Where a paper prints a
    /// percentage that differs from the computed one by no more than 0,01 percentage points, the printed one, with a
    /// footnote.
    text: String,
    /// How exact it is, as its parts are.
    qualifier: FigureQualifier,
    /// How it came about; `null` where it is not available [Rechenweg].
    explanation: Option<FigureExplanation>,
    /// Why it is not available, one German sentence; `null` where it is.
    missing: Option<String>,
    /// The percentage that a paper prints for it, in hundredths of a per cent; `null` where none was recorded.
    printed: Option<i64>,
    /// What stands below the table: that the printed percentage cannot be had from the printed amounts [Fußnote]
    /// (FUN-17, rules.md 1.9 no. 5); `null` where there is nothing to say.
    footnote: Option<String>,
}

/// How a computed number came about [Rechenweg].
#[derive(Clone, SimpleObject)]
pub struct FigureExplanation {
    /// The rule that asks for it, such as `FUN-17`.
    rule: &'static str,
    method: Method,
    /// The method in German.
    label: &'static str,
    /// Method, figures and periods in one German line.
    sentence: String,
    /// What is divided.
    of: FigureOperand,
    /// By what.
    by: FigureOperand,
}

/// A figure that goes into a computation.
#[derive(Clone, SimpleObject)]
pub struct FigureOperand {
    /// The series of which it is.
    indicator: IndicatorCode,
    period: FigurePeriod,
    /// The period as an office writes it.
    label: String,
    unit: FigureUnit,
    /// In the smallest unit of its series.
    value: Option<u64>,
    /// As a paper prints it.
    text: String,
    qualifier: FigureQualifier,
}

impl From<Operand> for FigureOperand {
    fn from(operand: Operand) -> Self {
        Self {
            label: operand.period.label(),
            text: operand.printed(),
            indicator: operand.indicator,
            period: operand.period,
            unit: operand.unit,
            value: operand.value,
            qualifier: operand.qualifier,
        }
    }
}

impl From<Explanation> for FigureExplanation {
    fn from(explanation: Explanation) -> Self {
        Self {
            rule: explanation.rule,
            method: explanation.method,
            label: explanation.method.label(),
            sentence: explanation.sentence(),
            of: explanation.of.into(),
            by: explanation.by.into(),
        }
    }
}

impl ComputedFigure {
    /// `view` is the series whose figure is divided.
    pub(crate) fn of(computed: Computed, view: &View) -> Self {
        match computed {
            Computed::Available {
                value,
                qualifier,
                explanation,
            } => {
                let number = match explanation.method {
                    Method::Growth | Method::Ratio => german::percent(value),
                    Method::PerCase => number(value.unsigned_abs(), view),
                };
                Self {
                    value: Some(value),
                    text: format!("{}{number}", bound(qualifier)),
                    qualifier,
                    explanation: Some((*explanation).into()),
                    missing: None,
                    printed: None,
                    footnote: None,
                }
            }
            Computed::NotAvailable(absence) => Self {
                value: None,
                text: FigureQualifier::NotAvailable.label().to_owned(),
                qualifier: FigureQualifier::NotAvailable,
                explanation: None,
                missing: Some(sentence(absence)),
                printed: None,
                footnote: None,
            },
        }
    }

    /// With what a paper prints for it.
    pub(crate) fn with_printed(mut self, verdict: Option<PrintedVerdict>) -> Self {
        let Some(verdict) = verdict else {
            return self;
        };
        self.footnote = verdict.footnote();
        self.printed = match verdict {
            PrintedVerdict::AsComputed => self.value,
            PrintedVerdict::WithinTolerance { printed, .. } => {
                self.text = german::percent(printed);
                Some(printed)
            }
            PrintedVerdict::Contradicts { printed, .. }
            | PrintedVerdict::NotComputable { printed } => Some(printed),
        };
        self
    }
}

/// What stands before a computed number: a bound, where its parts are none that are exact.
fn bound(qualifier: FigureQualifier) -> &'static str {
    match qualifier {
        FigureQualifier::Exact | FigureQualifier::NotAvailable => "",
        FigureQualifier::Approx => "ca. ",
        FigureQualifier::Lower => "mind. ",
        FigureQualifier::Upper => "höchstens ",
    }
}

fn sentence(absence: Absence) -> String {
    let of = |period: Option<FigurePeriod>| {
        period.map_or_else(String::new, |period| format!(" ({})", period.label()))
    };
    match absence {
        Absence::ValueMissing { period } => {
            format!("Der Wert selbst{} liegt nicht vor.", of(period))
        }
        Absence::BaseMissing { period } => {
            format!(
                "Der Wert{}, auf den er zu beziehen ist, liegt nicht vor.",
                of(period)
            )
        }
        Absence::BaseZero { period } => {
            format!(
                "Der Wert{}, auf den er zu beziehen ist, ist 0.",
                of(Some(period))
            )
        }
        Absence::TooLarge => "Das Ergebnis ist größer als alles, was ein Amt zählt.".to_owned(),
    }
}
