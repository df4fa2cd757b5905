//! Why an onward grant's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, GrantConditionId, Money, Refusal, facts, german};
use thiserror::Error;

use crate::codes::CostLineCode;
use crate::german::euros;
use crate::grant::{GrantPeriod, GrantRefusal};
use crate::unfit::Unfit;

kernel::code! {
    /// What has to be done before an onward grant is closed [offener Punkt].
    pub enum OpenOnwardMatter {
        /// its proof is not submitted, or not examined
        Proof = "Nachweis nicht geprüft",
        /// the institution has money that it may not keep
        Repayment = "nicht zurückgezahlt",
    }
}

/// Why an onward grant's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OnwardGrantRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The grant that pays refuses to promise or to release the amount.
    #[error(transparent)]
    Grant(Box<GrantRefusal>),
    #[error("an amount of nothing is no booking")]
    NoAmount,
    /// More than there is for it.
    #[error("{field} of {amount:?} is more than {allowed:?}")]
    Beyond {
        field: &'static str,
        amount: Money,
        allowed: Money,
    },
    /// The command names another source than the award.
    #[error("it is paid from another source")]
    OtherSource,
    #[error("the period is backwards: {period:?}")]
    PeriodBackwards { period: GrantPeriod },
    /// The money may not be spent so early or so late (field.md 3.4).
    #[error("{period:?} is not inside {grant:?}")]
    OutsidePeriod {
        period: GrantPeriod,
        /// The grant's own.
        grant: GrantPeriod,
    },
    #[error("{period:?} is not inside {year}")]
    OutsideBudgetYear { period: GrantPeriod, year: i16 },
    /// The budget pays nothing new.
    #[error("budget was closed on {closed_on}")]
    BudgetClosed { closed_on: Date },
    #[error("the plan of the grant has no line {line}")]
    NotInPlan { line: CostLineCode },
    #[error("{id} stands twice")]
    ConditionTwice { id: GrantConditionId },
    #[error("condition was fulfilled on {fulfilled_on}")]
    ConditionFulfilled { fulfilled_on: Date },
    #[error("payment {number} does not exist among {recorded}")]
    NoSuchPayment { number: u32, recorded: usize },
    #[error("payment {number} was reversed on {reversed_on}")]
    PaymentReversed { number: u32, reversed_on: Date },
    #[error("no proof was submitted")]
    NoProof,
    #[error("proof was examined on {examined_on}")]
    AlreadyExamined { examined_on: Date },
    /// Something is left to be done.
    #[error("not settled: {open:?}, {due_back:?} due back")]
    NotSettled {
        open: Vec<OpenOnwardMatter>,
        due_back: Money,
    },
    #[error("onward grant was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// What stands in the grant's stream is not corrected from here.
    #[error("the amount is amended, not corrected")]
    AmountIsAmended,
}

impl From<GrantRefusal> for OnwardGrantRefusal {
    fn from(refusal: GrantRefusal) -> Self {
        Self::Grant(Box::new(refusal))
    }
}

impl Refusal for OnwardGrantRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Grant(refusal) => refusal.code(),
            Self::NoAmount => "NO_AMOUNT",
            Self::Beyond { .. } => "BEYOND_LIMIT",
            Self::OtherSource => "ONWARD_OTHER_SOURCE",
            Self::PeriodBackwards { .. } => "PERIOD_BACKWARDS",
            Self::OutsidePeriod { .. } => "OUTSIDE_GRANT_PERIOD",
            Self::OutsideBudgetYear { .. } => "OUTSIDE_BUDGET_YEAR",
            Self::BudgetClosed { .. } => "BUDGET_CLOSED",
            Self::NotInPlan { .. } => "NOT_IN_FINANCING_PLAN",
            Self::ConditionTwice { .. } => "CONDITION_TWICE",
            Self::ConditionFulfilled { .. } => "CONDITION_FULFILLED",
            Self::NoSuchPayment { .. } => "ONWARD_PAYMENT_UNKNOWN",
            Self::PaymentReversed { .. } => "ONWARD_PAYMENT_REVERSED",
            Self::NoProof => "ONWARD_PROOF_MISSING",
            Self::AlreadyExamined { .. } => "ONWARD_PROOF_EXAMINED",
            Self::NotSettled { .. } => "ONWARD_GRANT_NOT_SETTLED",
            Self::Closed { .. } => "ONWARD_GRANT_CLOSED",
            Self::AmountIsAmended => "ONWARD_AMOUNT_IS_AMENDED",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Grant(refusal) => refusal.field(),
            Self::NoAmount => Some("amount"),
            Self::Beyond { field, .. } => Some(field),
            Self::OtherSource | Self::BudgetClosed { .. } | Self::NotInPlan { .. } => {
                Some("source")
            }
            Self::PeriodBackwards { .. }
            | Self::OutsidePeriod { .. }
            | Self::OutsideBudgetYear { .. } => Some("period"),
            Self::ConditionTwice { .. } => Some("conditions"),
            Self::ConditionFulfilled { .. } => Some("condition"),
            Self::NoSuchPayment { .. } | Self::PaymentReversed { .. } => Some("number"),
            Self::NoProof
            | Self::AlreadyExamined { .. }
            | Self::NotSettled { .. }
            | Self::Closed { .. } => Some("onwardGrant"),
            Self::AmountIsAmended => Some("replacement"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Grant(refusal) => refusal.rule(),
            Self::OutsidePeriod { .. } | Self::NotInPlan { .. } => Some("FUN-14"),
            // field.md 3.4 (4): money that is passed on follows the law of the grant that it comes from.
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::NoAmount
            | Self::Beyond { .. }
            | Self::OtherSource
            | Self::PeriodBackwards { .. }
            | Self::OutsideBudgetYear { .. }
            | Self::BudgetClosed { .. }
            | Self::ConditionTwice { .. }
            | Self::ConditionFulfilled { .. }
            | Self::NoSuchPayment { .. }
            | Self::PaymentReversed { .. }
            | Self::NoProof
            | Self::AlreadyExamined { .. }
            | Self::NotSettled { .. }
            | Self::Closed { .. }
            | Self::AmountIsAmended => Some("FUN-20"),
        }
    }

    fn sentence(&self) -> String {
        let from_to = |period: &GrantPeriod| {
            let (since, until) = (german::day(period.since), german::day(period.until));
            format!("vom {since} bis zum {until}")
        };
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Grant(refusal) => refusal.sentence(),
            Self::NoAmount => "Gebucht werden mindestens 0,01 €.".to_owned(),
            Self::Beyond {
                amount, allowed, ..
            } => format!(
                "{} sind zu viel: möglich sind {}.",
                euros(*amount),
                euros(*allowed)
            ),
            Self::OtherSource => "Die Weiterleitung wird aus anderen Mitteln bezahlt.".to_owned(),
            Self::PeriodBackwards { period } => {
                format!("Ein Zeitraum {} endet, bevor er beginnt.", from_to(period))
            }
            Self::OutsidePeriod { period, grant } => format!(
                "Der Zeitraum {} liegt nicht im Bewilligungszeitraum der Zuwendung {}.",
                from_to(period),
                from_to(grant)
            ),
            Self::OutsideBudgetYear { period, year } => format!(
                "Der Zeitraum {} liegt nicht im Haushaltsjahr {year}.",
                from_to(period)
            ),
            Self::BudgetClosed { closed_on } => format!(
                "Das Budget ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
            Self::NotInPlan { line } => {
                format!("Der Finanzierungsplan der Zuwendung hat keine Position {line}.")
            }
            Self::ConditionTwice { .. } => "Eine Nebenbestimmung ist zweimal genannt.".to_owned(),
            Self::ConditionFulfilled { fulfilled_on } => format!(
                "Die Nebenbestimmung ist seit dem {} erfüllt.",
                german::day(*fulfilled_on)
            ),
            Self::NoSuchPayment { number, .. } => {
                format!("Eine Zahlung mit der Nummer {number} gibt es hier nicht.")
            }
            Self::PaymentReversed {
                number,
                reversed_on,
            } => format!(
                "Die Zahlung {number} ist schon am {} storniert.",
                german::day(*reversed_on)
            ),
            Self::NoProof => "Der Träger hat noch keinen Nachweis vorgelegt.".to_owned(),
            Self::AlreadyExamined { examined_on } => format!(
                "Der Nachweis ist seit dem {} geprüft.",
                german::day(*examined_on)
            ),
            Self::NotSettled { open, due_back } => {
                let open: Vec<&str> = open.iter().map(|matter| matter.label()).collect();
                format!(
                    "Die Weiterleitung lässt sich noch nicht abschließen: {}; zurückzuzahlen sind {}.",
                    open.join(", "),
                    euros(*due_back)
                )
            }
            Self::Closed { closed_on } => format!(
                "Die Weiterleitung ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
            Self::AmountIsAmended => {
                "Betrag und Herkunft werden geändert oder widerrufen, nicht berichtigt.".to_owned()
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Grant(refusal) => refusal.facts(),
            Self::NoAmount | Self::OtherSource | Self::NoProof | Self::AmountIsAmended => {
                Facts::new()
            }
            Self::Beyond {
                amount, allowed, ..
            } => facts! { "amount" => amount, "allowed" => allowed },
            Self::PeriodBackwards { period } => facts! { "period" => period },
            Self::OutsidePeriod { period, grant } => {
                facts! { "period" => period, "grantPeriod" => grant }
            }
            Self::OutsideBudgetYear { period, year } => {
                facts! { "period" => period, "year" => year }
            }
            Self::BudgetClosed { closed_on } => facts! { "closedOn" => closed_on },
            Self::NotInPlan { line } => facts! { "line" => line },
            Self::ConditionTwice { id } => facts! { "id" => id },
            Self::ConditionFulfilled { fulfilled_on } => {
                facts! { "fulfilledOn" => fulfilled_on }
            }
            Self::NoSuchPayment { number, recorded } => {
                facts! { "number" => number, "recorded" => recorded }
            }
            Self::PaymentReversed {
                number,
                reversed_on,
            } => facts! { "number" => number, "reversedOn" => reversed_on },
            Self::AlreadyExamined { examined_on } => facts! { "examinedOn" => examined_on },
            Self::NotSettled { open, due_back } => {
                facts! { "open" => open, "dueBack" => due_back }
            }
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
        }
    }
}
