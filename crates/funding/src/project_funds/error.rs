//! Why a command on a project's funds is refused.

use kernel::{CorrectionRefusal, Facts, Money, Refusal, facts};
use thiserror::Error;

use crate::german::euros;
use crate::outcome::WrongOutcome;
use crate::unfit::Unfit;
use crate::year::NotAYear;

/// Why a command on a project's funds is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ProjectFundsRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    #[error(transparent)]
    NotAYear(#[from] NotAYear),
    #[error(transparent)]
    WrongOutcome(#[from] WrongOutcome),
    /// The network works with its own resources: nothing is refunded (FUN-19).
    #[error("the municipality refunds nothing")]
    OwnResources,
    /// The project does not run in the year.
    #[error("project does not run in {year}")]
    ProjectDoesNotRun { year: i16 },
    /// The decision behind it is not one.
    #[error("the decision is none: {reason}")]
    BadDecision { reason: String },
    /// Neither the policy nor the command says how much there is.
    #[error("nobody says the cap")]
    CapUnstated,
    /// More than the policy states (FUN-06).
    #[error("cap {cap:?} lies above {most:?}")]
    CapTooHigh { cap: Money, most: Money },
    /// More would be allocated than there is (FUN-06).
    #[error("{allocated:?} would be allocated of {cap:?}")]
    OverCap { allocated: Money, cap: Money },
    /// The allocation needs an outcome of the steering group (FUN-07).
    #[error("no outcome of the steering group")]
    OutcomeMissing,
    /// A meeting and its outcome are named together.
    #[error("meeting or outcome is missing")]
    OutcomeIncomplete,
    /// An amount is more than nothing.
    #[error("the amount is nothing")]
    Nothing,
    /// Less is left of the allocation that pays no expense.
    #[error("{left:?} is left of the allocation, not {amount:?}")]
    MoreThanLeft { amount: Money, left: Money },
    /// A booking is reversed, never corrected.
    #[error("fact {fact} is a booking")]
    BookingIsReversed { fact: u32 },
}

impl Refusal for ProjectFundsRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::NotAYear(refusal) => refusal.code(),
            Self::WrongOutcome(refusal) => refusal.code(),
            Self::OwnResources => "NOTHING_REFUNDED",
            Self::ProjectDoesNotRun { .. } => "PROJECT_DOES_NOT_RUN",
            Self::BadDecision { .. } => "BAD_DECISION",
            Self::CapUnstated => "CAP_UNSTATED",
            Self::CapTooHigh { .. } => "CAP_TOO_HIGH",
            Self::OverCap { .. } => "PROJECT_FUNDS_EXHAUSTED",
            Self::OutcomeMissing => "OUTCOME_MISSING",
            Self::OutcomeIncomplete => "OUTCOME_INCOMPLETE",
            Self::Nothing => "AMOUNT_IS_NOTHING",
            Self::MoreThanLeft { .. } => "MORE_THAN_LEFT",
            Self::BookingIsReversed { .. } => "BOOKING_IS_REVERSED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::NotAYear(refusal) => refusal.field(),
            Self::WrongOutcome(refusal) => refusal.field(),
            Self::OwnResources => None,
            Self::ProjectDoesNotRun { .. } => Some("year"),
            Self::BadDecision { .. } => Some("decision"),
            Self::CapUnstated | Self::CapTooHigh { .. } => Some("cap"),
            Self::OutcomeMissing | Self::OutcomeIncomplete => Some("outcome"),
            Self::OverCap { .. } | Self::Nothing | Self::MoreThanLeft { .. } => Some("amount"),
            Self::BookingIsReversed { .. } => Some("fact"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::WrongOutcome(_) | Self::OutcomeMissing | Self::OutcomeIncomplete => "FUN-07",
            Self::OwnResources => "FUN-19",
            Self::BadDecision { .. } => "FUN-01",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::NotAYear(_)
            | Self::ProjectDoesNotRun { .. }
            | Self::CapUnstated
            | Self::CapTooHigh { .. }
            | Self::OverCap { .. }
            | Self::Nothing
            | Self::MoreThanLeft { .. }
            | Self::BookingIsReversed { .. } => "FUN-06",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::NotAYear(refusal) => refusal.sentence(),
            Self::WrongOutcome(refusal) => refusal.sentence(),
            Self::OwnResources => "Das Netzwerk arbeitet im Rahmen der bereitgestellten \
                                   Ressourcen; Projektmittel gibt es nicht."
                .to_owned(),
            Self::ProjectDoesNotRun { year } => {
                format!("Das Stadtteilprojekt läuft {year} nicht.")
            }
            Self::BadDecision { .. } => {
                "Der Beschluss braucht Organ und Vorlagennummer.".to_owned()
            }
            Self::CapUnstated => {
                "Kein Dokument nennt einen Höchstbetrag der Projektmittel; er ist \
                                  anzugeben."
                    .to_owned()
            }
            Self::CapTooHigh { cap, most } => format!(
                "{} liegen über dem Höchstbetrag von {}.",
                euros(*cap),
                euros(*most)
            ),
            Self::OverCap { allocated, cap } => format!(
                "Vergeben wären {}; der Höchstbetrag ist {}.",
                euros(*allocated),
                euros(*cap)
            ),
            Self::OutcomeMissing => "Die Vergabe braucht ein Ergebnis der Steuerungsgruppe des \
                                     Stadtteilprojektes."
                .to_owned(),
            Self::OutcomeIncomplete => "Sitzung und Ergebnis sind zusammen anzugeben.".to_owned(),
            Self::Nothing => "Der Betrag ist größer als 0,00 €.".to_owned(),
            Self::MoreThanLeft { amount, left } => format!(
                "Von der Vergabe sind noch {} übrig und nicht ausgegeben, nicht {}.",
                euros(*left),
                euros(*amount)
            ),
            Self::BookingIsReversed { .. } => {
                "Eine Buchung wird nicht berichtigt, sondern freigegeben oder storniert.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::NotAYear(refusal) => refusal.facts(),
            Self::WrongOutcome(refusal) => refusal.facts(),
            Self::ProjectDoesNotRun { year } => facts! { "year" => year },
            Self::CapTooHigh { cap, most } => facts! { "cap" => cap, "most" => most },
            Self::OverCap { allocated, cap } => facts! {
                "allocated" => allocated, "cap" => cap, "over" => allocated.less(*cap),
            },
            Self::MoreThanLeft { amount, left } => facts! { "amount" => amount, "left" => left },
            Self::BookingIsReversed { fact } => facts! { "fact" => fact },
            Self::OwnResources
            | Self::BadDecision { .. }
            | Self::CapUnstated
            | Self::OutcomeMissing
            | Self::OutcomeIncomplete
            | Self::Nothing => Facts::new(),
        }
    }
}
