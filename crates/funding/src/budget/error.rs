//! Why a budget's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, Money, ProjectId, Refusal, facts, german};
use thiserror::Error;

use crate::calculation::Missing;
use crate::codes::CostLineCode;
use crate::german::euros;
use crate::unfit::Unfit;
use crate::year::NotAYear;

/// Why a budget's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BudgetRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    NotAYear(#[from] NotAYear),
    /// The project does not run in the year.
    #[error("project does not run in {year}")]
    ProjectDoesNotRun { year: i16 },
    /// The budget is one of another project, or of the network.
    #[error("budget is one of project {project:?}")]
    OfOtherProject { project: Option<ProjectId> },
    /// A decision needs an organ and a number.
    #[error("the decision is none: {reason}")]
    BadDecision { reason: String },
    /// The network works with its own resources: nothing is refunded (FUN-19).
    #[error("the municipality refunds nothing")]
    OwnResources,
    /// Everything else the partners bear themselves (FUN-12).
    #[error("line {line:?} is not on the positive list")]
    NotOnPositiveList { line: Option<CostLineCode> },
    /// The line's recipients and sites are those of the scheme (FUN-08).
    #[error("line {line} comes out of the scheme alone")]
    ComputedOnly { line: CostLineCode },
    /// More than the document states (FUN-06, FUN-11).
    #[error("line {line} of {amount:?} lies above {most:?}")]
    AboveStated {
        line: CostLineCode,
        amount: Money,
        most: Money,
    },
    /// More than all that is refunded in a year (FUN-13).
    #[error("total {total:?} lies above {most:?}")]
    AboveYearlyTotal { total: Money, most: Money },
    /// The same line for the same recipient would be refunded twice.
    #[error("line {line} stands there twice")]
    LineTwice { line: CostLineCode },
    /// The scheme is not active in the year.
    #[error("scheme is not active in {year}")]
    SchemeNotActive { year: i16 },
    /// Something has to be said first; `asked` in words.
    #[error("{} values are missing", missing.len())]
    NotComputable {
        missing: Vec<Missing>,
        asked: Vec<String>,
    },
    /// There is nothing to approve.
    #[error("budget has no lines")]
    Empty,
    /// It is approved; a revision is a new version.
    #[error("budget was approved on {approved_on}")]
    Approved { approved_on: Date },
    #[error("budget is not approved")]
    NotApproved,
    /// What was approved would not be what stands there.
    #[error("{approved:?} was approved, the lines are {total:?}")]
    ApprovedOtherwise { approved: Money, total: Money },
    /// Lines were computed for another year or project.
    #[error("lines were computed for {year}")]
    ComputedOtherwise { year: i16 },
    #[error("budget was closed on {closed_on}")]
    Closed { closed_on: Date },
}

impl Refusal for BudgetRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NotAYear(refusal) => refusal.code(),
            Self::ProjectDoesNotRun { .. } => "PROJECT_DOES_NOT_RUN",
            Self::OfOtherProject { .. } => "BUDGET_OF_OTHER_PROJECT",
            Self::BadDecision { .. } => "BAD_DECISION",
            Self::OwnResources => "NOTHING_REFUNDED",
            Self::NotOnPositiveList { .. } => "NOT_ON_POSITIVE_LIST",
            Self::ComputedOnly { .. } => "COST_LINE_COMPUTED_ONLY",
            Self::AboveStated { .. } => "ABOVE_STATED_AMOUNT",
            Self::AboveYearlyTotal { .. } => "ABOVE_YEARLY_TOTAL",
            Self::LineTwice { .. } => "COST_LINE_TWICE",
            Self::SchemeNotActive { .. } => "COST_SCHEME_NOT_ACTIVE",
            Self::NotComputable { .. } => "NOT_COMPUTABLE",
            Self::Empty => "BUDGET_EMPTY",
            Self::Approved { .. } => "BUDGET_APPROVED",
            Self::NotApproved => "BUDGET_NOT_APPROVED",
            Self::ApprovedOtherwise { .. } => "APPROVED_OTHERWISE",
            Self::ComputedOtherwise { .. } => "COMPUTED_OTHERWISE",
            Self::Closed { .. } => "BUDGET_CLOSED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NotAYear(refusal) => refusal.field(),
            Self::ProjectDoesNotRun { .. } => Some("year"),
            Self::OfOtherProject { .. } => Some("project"),
            Self::BadDecision { .. } => Some("decision"),
            Self::OwnResources => Some("purpose"),
            Self::NotOnPositiveList { .. } | Self::ComputedOnly { .. } | Self::LineTwice { .. } => {
                Some("line")
            }
            Self::AboveStated { .. } => Some("amount"),
            Self::SchemeNotActive { .. } | Self::NotComputable { .. } => Some("scheme"),
            Self::AboveYearlyTotal { .. }
            | Self::Empty
            | Self::Approved { .. }
            | Self::NotApproved
            | Self::ApprovedOtherwise { .. }
            | Self::ComputedOtherwise { .. }
            | Self::Closed { .. } => Some("budget"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::OwnResources => "FUN-19",
            Self::NotOnPositiveList { .. } => "FUN-12",
            Self::ComputedOnly { .. } => "FUN-08",
            Self::AboveStated { .. } => "FUN-06",
            Self::AboveYearlyTotal { .. } => "FUN-13",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::NotAYear(_)
            | Self::ProjectDoesNotRun { .. }
            | Self::OfOtherProject { .. }
            | Self::BadDecision { .. }
            | Self::LineTwice { .. }
            | Self::SchemeNotActive { .. }
            | Self::NotComputable { .. }
            | Self::Empty
            | Self::Approved { .. }
            | Self::NotApproved
            | Self::ApprovedOtherwise { .. }
            | Self::ComputedOtherwise { .. }
            | Self::Closed { .. } => "FUN-01",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::NotAYear(refusal) => refusal.sentence(),
            Self::ProjectDoesNotRun { year } => {
                format!("Das Stadtteilprojekt läuft {year} nicht.")
            }
            Self::OfOtherProject { .. } => {
                "Das Budget ist nicht das dieses Stadtteilprojektes.".to_owned()
            }
            Self::BadDecision { .. } => {
                "Der Beschluss braucht Organ und Vorlagennummer.".to_owned()
            }
            Self::OwnResources => "Das Netzwerk arbeitet im Rahmen der bereitgestellten \
                                   Ressourcen; erstattet wird nichts."
                .to_owned(),
            Self::NotOnPositiveList { line: Some(line) } => {
                format!("Die Position {line} gehört nicht zu dem, was erstattet wird.")
            }
            Self::NotOnPositiveList { line: None } => "Erstattet wird nur, was die Vereinbarung \
                                                       nennt; die Kostenposition ist anzugeben."
                .to_owned(),
            Self::ComputedOnly { line } => format!(
                "Die Position {line} wird aus der Kalkulationsvorschrift berechnet: sie kennt \
                 Empfänger und Standort."
            ),
            Self::AboveStated { line, amount, most } => {
                format!("{line}: {} liegen über {}.", euros(*amount), euros(*most))
            }
            Self::AboveYearlyTotal { total, most } => format!(
                "{} liegen über der Jahressumme von {}.",
                euros(*total),
                euros(*most)
            ),
            Self::LineTwice { line } => {
                format!("Die Position {line} steht für diesen Empfänger schon im Budget.")
            }
            Self::SchemeNotActive { year } => {
                format!("Die Kalkulationsvorschrift gilt {year} nicht.")
            }
            Self::NotComputable { asked, .. } => {
                format!("Nicht berechenbar, es fehlt: {}.", asked.join("; "))
            }
            Self::Empty => "Das Budget hat keine Positionen.".to_owned(),
            Self::Approved { approved_on } => format!(
                "Das Budget ist seit dem {} beschlossen; zu ändern ist es durch einen Nachtrag.",
                german::day(*approved_on)
            ),
            Self::NotApproved => "Das Budget ist nicht beschlossen.".to_owned(),
            Self::ApprovedOtherwise { approved, total } => format!(
                "Beschlossen sind {}, die Positionen ergäben {}.",
                euros(*approved),
                euros(*total)
            ),
            Self::ComputedOtherwise { year } => format!(
                "Positionen sind schon berechnet, für {year} und das Stadtteilprojekt von damals; \
                 zuerst ist die Berechnung zu streichen."
            ),
            Self::Closed { closed_on } => format!(
                "Das Budget ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NotAYear(refusal) => refusal.facts(),
            Self::ProjectDoesNotRun { year }
            | Self::SchemeNotActive { year }
            | Self::ComputedOtherwise { year } => {
                facts! { "year" => year }
            }
            Self::OfOtherProject { project } => facts! { "project" => project },
            Self::NotOnPositiveList { line } => facts! { "line" => line },
            Self::ComputedOnly { line } | Self::LineTwice { line } => facts! { "line" => line },
            Self::AboveStated { line, amount, most } => {
                facts! { "line" => line, "amount" => amount, "most" => most }
            }
            Self::AboveYearlyTotal { total, most } => facts! { "total" => total, "most" => most },
            Self::NotComputable { missing, .. } => facts! { "missing" => missing },
            Self::Approved { approved_on } => facts! { "approvedOn" => approved_on },
            Self::ApprovedOtherwise { approved, total } => {
                facts! { "approved" => approved, "total" => total }
            }
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
            Self::BadDecision { .. } | Self::OwnResources | Self::Empty | Self::NotApproved => {
                Facts::new()
            }
        }
    }
}
