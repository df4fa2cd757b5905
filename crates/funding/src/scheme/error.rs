//! Why a cost scheme's command is refused.

use kernel::{CorrectionRefusal, Facts, Refusal, facts};
use thiserror::Error;

use super::codes::PayGradeCode;
use super::line::UnreadableLine;
use crate::codes::CostLineCode;
use crate::policy::{CostKind, CostRecipient};
use crate::unfit::Unfit;
use crate::year::NotAYear;

/// Why a cost scheme's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SchemeRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    NotAYear(#[from] NotAYear),
    /// The policy has a line that cannot be kept.
    #[error(transparent)]
    UnreadableLine(#[from] UnreadableLine),
    /// The network works with its own resources: nothing is refunded (FUN-19).
    #[error("the municipality refunds nothing")]
    OwnResources,
    /// The policy has no cost line to compute.
    #[error("the policy has no cost lines")]
    NoLines,
    /// Neither the policy nor the scheme has the line.
    #[error("no line {line}")]
    LineUnknown { line: CostLineCode },
    /// The decision behind it is not one.
    #[error("the decision is none: {reason}")]
    BadDecision { reason: String },
    /// A parameter is an amount or a rate.
    #[error("not exactly one of amount and basis points")]
    NotOneValue,
    #[error("nothing is decided")]
    NothingDecided,
    /// The line is of a kind for which this means nothing.
    #[error("{field} means nothing for line {line} of kind {kind:?}")]
    NotOfKind {
        line: CostLineCode,
        kind: CostKind,
        field: &'static str,
    },
    /// The line's recipients are named otherwise.
    #[error("{field} does not fit line {line}, which goes to {recipient:?}")]
    NotOfRecipient {
        line: CostLineCode,
        recipient: CostRecipient,
        field: &'static str,
    },
    /// The post may have a lower grade only (FUN-09).
    #[error("grade {grade} lies above {max}")]
    GradeTooHigh {
        grade: PayGradeCode,
        max: PayGradeCode,
    },
    #[error("line {line} has {asked} questions, not {question}")]
    QuestionUnknown {
        line: CostLineCode,
        question: u16,
        asked: u16,
    },
    /// A base needs what it is computed on, and nothing else does (FUN-04).
    #[error("the base of a surcharge is not completely named")]
    BaseIncomplete,
    /// Only the pairs of the policy are refunded (FUN-08).
    #[error("line {line} has {pairs} pairs")]
    PairUnknown { line: CostLineCode, pairs: u16 },
}

impl Refusal for SchemeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NotAYear(refusal) => refusal.code(),
            Self::UnreadableLine(_) => "COST_LINE_UNREADABLE",
            Self::OwnResources => "NOTHING_REFUNDED",
            Self::NoLines => "NO_COST_LINES",
            Self::LineUnknown { .. } => "COST_LINE_UNKNOWN",
            Self::BadDecision { .. } => "BAD_DECISION",
            Self::NotOneValue => "NOT_ONE_VALUE",
            Self::NothingDecided => "NOTHING_DECIDED",
            Self::NotOfKind { .. } => "COST_LINE_OF_OTHER_KIND",
            Self::NotOfRecipient { .. } => "COST_LINE_OF_OTHER_RECIPIENT",
            Self::GradeTooHigh { .. } => "GRADE_TOO_HIGH",
            Self::QuestionUnknown { .. } => "QUESTION_UNKNOWN",
            Self::BaseIncomplete => "SURCHARGE_BASE_INCOMPLETE",
            Self::PairUnknown { .. } => "PAIR_UNKNOWN",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NotAYear(refusal) => refusal.field(),
            Self::UnreadableLine(_) | Self::OwnResources | Self::NoLines => None,
            Self::LineUnknown { .. } => Some("line"),
            Self::BadDecision { .. } => Some("decision"),
            Self::NotOneValue => Some("amount"),
            Self::NothingDecided => Some("basisPoints"),
            Self::NotOfKind { field, .. } | Self::NotOfRecipient { field, .. } => Some(field),
            Self::GradeTooHigh { .. } => Some("grade"),
            Self::QuestionUnknown { .. } => Some("question"),
            Self::BaseIncomplete => Some("base"),
            Self::PairUnknown { .. } => Some("pair"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::OwnResources => "FUN-19",
            Self::GradeTooHigh { .. } => "FUN-09",
            Self::PairUnknown { .. } => "FUN-08",
            Self::BaseIncomplete => "FUN-04",
            Self::NothingDecided => "FUN-05",
            Self::LineUnknown { .. } => "FUN-12",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::NotAYear(_)
            | Self::UnreadableLine(_)
            | Self::NoLines
            | Self::BadDecision { .. }
            | Self::NotOneValue
            | Self::NotOfKind { .. }
            | Self::NotOfRecipient { .. }
            | Self::QuestionUnknown { .. } => "FUN-01",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::NotAYear(refusal) => refusal.sentence(),
            Self::UnreadableLine(line) => format!(
                "Die {}. Kostenposition der Regeln ist nicht lesbar.",
                line.number
            ),
            Self::OwnResources => "Das Netzwerk arbeitet im Rahmen der bereitgestellten \
                                   Ressourcen; erstattet wird nichts."
                .to_owned(),
            Self::NoLines => "Die Regeln der Kommune nennen keine Kostenpositionen.".to_owned(),
            Self::LineUnknown { line } => format!("Eine Kostenposition {line} gibt es nicht."),
            Self::BadDecision { .. } => {
                "Der Beschluss braucht Organ und Vorlagennummer.".to_owned()
            }
            Self::NotOneValue => "Ein Kennwert ist entweder ein Betrag oder ein Satz.".to_owned(),
            Self::NothingDecided => "Es ist nichts festgelegt.".to_owned(),
            Self::NotOfKind { line, kind, .. } => format!(
                "Die Angabe passt nicht zur Kostenposition {line} ({}).",
                kind.label()
            ),
            Self::NotOfRecipient {
                line, recipient, ..
            } => format!(
                "Die Angabe passt nicht zur Kostenposition {line} (Empfänger: {}).",
                recipient.label()
            ),
            Self::GradeTooHigh { grade, max } => {
                format!("{grade} liegt über {max}, der höchsten Entgeltgruppe.")
            }
            Self::QuestionUnknown { line, asked, .. } => format!(
                "Zur Kostenposition {line} sind {asked} Fragen offen gestellt; diese ist nicht \
                 darunter."
            ),
            Self::BaseIncomplete => "Die Bemessungsgrundlage braucht entweder den Kennwert der \
                                     Arbeitsplatzkosten oder die Position der Personalkosten."
                .to_owned(),
            Self::PairUnknown { line, pairs } => format!(
                "Zur Kostenposition {line} nennen die Regeln {pairs} Paare von Empfänger und \
                 Standort; erstattet wird nur für diese."
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NotAYear(refusal) => refusal.facts(),
            Self::UnreadableLine(line) => facts! { "number" => line.number },
            Self::OwnResources
            | Self::NoLines
            | Self::NotOneValue
            | Self::NothingDecided
            | Self::BadDecision { .. }
            | Self::BaseIncomplete => Facts::new(),
            Self::LineUnknown { line } => facts! { "line" => line },
            Self::NotOfKind { line, kind, .. } => facts! { "line" => line, "kind" => kind },
            Self::NotOfRecipient {
                line, recipient, ..
            } => facts! { "line" => line, "recipient" => recipient },
            Self::GradeTooHigh { grade, max } => facts! { "grade" => grade, "gradeMax" => max },
            Self::QuestionUnknown {
                line,
                question,
                asked,
            } => facts! { "line" => line, "question" => question, "asked" => asked },
            Self::PairUnknown { line, pairs } => facts! { "line" => line, "pairs" => pairs },
        }
    }
}
