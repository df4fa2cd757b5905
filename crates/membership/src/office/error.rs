//! Why an office's command is refused.

use kernel::{CorrectionRefusal, Date, Facts, PartialDate, Refusal, facts, german};
use thiserror::Error;

use super::decisions::{FTE_MAX, MINUTES_MAX, german_fte};
use super::task::CoordinatorRole;
use crate::unfit::Unfit;

/// Why an office's command is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum OfficeRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// The office does not work any more.
    #[error("office was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// A recorded fact would lie outside the time in which the office works.
    #[error("fact {fact} of {day} lies outside {since} to {closed_on:?}")]
    FactOutside {
        field: &'static str,
        fact: u32,
        day: PartialDate,
        since: PartialDate,
        closed_on: Option<Date>,
    },
    /// Nobody has so many positions.
    #[error("{fte_hundredths} hundredths of a position")]
    StaffingImplausible { fte_hundredths: u16 },
    /// No activity takes no time or more than a day.
    #[error("{minutes} minutes")]
    DurationImplausible { minutes: u16 },
    /// The person has the role at that time.
    #[error("person has the role {role:?} since {from}")]
    AlreadyAppointed {
        role: CoordinatorRole,
        from: PartialDate,
        to: Option<Date>,
    },
    /// The person does not have the role.
    #[error("person does not have the role {role:?}")]
    NotAppointed {
        role: CoordinatorRole,
        /// The last day, where the person had it before.
        released_before: Option<Date>,
    },
    /// A profile without a task says nothing.
    #[error("no tasks")]
    TasksMissing,
    /// The office's mailbox is no mail address.
    #[error("mailbox is no mail address")]
    MailBroken,
}

impl Refusal for OfficeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Closed { .. } => "OFFICE_CLOSED",
            Self::FactOutside { .. } => "OFFICE_FACT_OUTSIDE",
            Self::StaffingImplausible { .. } => "STAFFING_IMPLAUSIBLE",
            Self::DurationImplausible { .. } => "DURATION_IMPLAUSIBLE",
            Self::AlreadyAppointed { .. } => "COORDINATOR_APPOINTED",
            Self::NotAppointed { .. } => "COORDINATOR_NOT_APPOINTED",
            Self::TasksMissing => "OFFICE_TASKS_MISSING",
            Self::MailBroken => "MAIL_ADDRESS_BROKEN",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Closed { .. } => Some("office"),
            Self::FactOutside { field, .. } => Some(field),
            Self::StaffingImplausible { .. } => Some("fteHundredths"),
            Self::DurationImplausible { .. } => Some("minutes"),
            Self::AlreadyAppointed { .. } | Self::NotAppointed { .. } => Some("person"),
            Self::TasksMissing => Some("tasks"),
            Self::MailBroken => Some("contact.email"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_) | Self::Correction(_) => None,
            Self::Closed { .. }
            | Self::FactOutside { .. }
            | Self::AlreadyAppointed { .. }
            | Self::NotAppointed { .. }
            | Self::MailBroken => Some("MEM-31"),
            Self::StaffingImplausible { .. } => Some("MEM-32"),
            Self::DurationImplausible { .. } | Self::TasksMissing => Some("MEM-33"),
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Closed { closed_on } => format!(
                "Die Koordinierungsstelle besteht nur bis zum {}.",
                german::day(*closed_on)
            ),
            Self::FactOutside { fact, .. } => format!(
                "Die Angabe {fact} läge dann außerhalb der Zeit, in der die Koordinierungsstelle besteht; sie ist zuerst zu berichtigen."
            ),
            Self::StaffingImplausible { fte_hundredths } => format!(
                "Ein Stellenanteil von {} ist nicht möglich; höchstens sind es {}.",
                german_fte(*fte_hundredths),
                german_fte(FTE_MAX)
            ),
            Self::DurationImplausible { minutes } => format!(
                "Eine Dauer von {minutes} Minuten ist nicht möglich; es sind 1 bis {MINUTES_MAX}."
            ),
            Self::AlreadyAppointed { role, .. } => format!(
                "Die Person hat die Funktion „{}“ in dieser Zeit schon.",
                role.label()
            ),
            Self::NotAppointed { role, .. } => format!(
                "Die Person hat die Funktion „{}“ nicht, aus der sie ausscheiden soll.",
                role.label()
            ),
            Self::TasksMissing => "Ein Aufgabenprofil braucht mindestens eine Aufgabe.".to_owned(),
            Self::MailBroken => "Die Angabe ist keine E-Mail-Adresse.".to_owned(),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
            Self::FactOutside {
                fact,
                day,
                since,
                closed_on,
                ..
            } => {
                facts! { "fact" => fact, "day" => day, "since" => since, "closedOn" => closed_on }
            }
            Self::StaffingImplausible { fte_hundredths } => {
                facts! { "fteHundredths" => fte_hundredths, "allowed" => FTE_MAX }
            }
            Self::DurationImplausible { minutes } => {
                facts! { "minutes" => minutes, "allowed" => MINUTES_MAX }
            }
            Self::AlreadyAppointed { role, from, to } => {
                facts! { "role" => role, "from" => from, "to" => to }
            }
            Self::NotAppointed {
                role,
                released_before,
            } => facts! { "role" => role, "releasedBefore" => released_before },
            Self::TasksMissing | Self::MailBroken => Facts::new(),
        }
    }
}
