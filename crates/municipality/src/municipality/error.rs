//! Why a municipality says no.

use kernel::{Date, Facts, MunicipalityId, Refusal, facts, german};
use thiserror::Error;

use crate::policy_file::PolicyFileError;

/// A refusal, and what a reader is told for a day without policy.
#[derive(Debug, Error, PartialEq)]
pub enum MunicipalityRefusal {
    #[error("the municipality is onboarded already")]
    AlreadyExists,
    #[error("the municipality is not onboarded")]
    NotFound,
    #[error("the policy document cannot be used: {0}")]
    PolicyUnreadable(PolicyFileError),
    #[error("the policy document is that of `{found}`")]
    OtherMunicipality { found: MunicipalityId },
    #[error("the policy would hold from {given}, before the former one of {former}")]
    PolicyBeforeFormer { given: Date, former: Date },
    #[error("the key would hold from {given}, not later than the former one of {former}")]
    KeyNotLater { given: Date, former: Date },
    #[error("no policy holds on {day}")]
    PolicyNotYetValid { day: Date, first: Option<Date> },
}

impl Refusal for MunicipalityRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::AlreadyExists => "ALREADY_EXISTS",
            Self::NotFound => "NOT_FOUND",
            Self::PolicyUnreadable(_) => "POLICY_UNREADABLE",
            Self::OtherMunicipality { .. } => "POLICY_OF_OTHER_MUNICIPALITY",
            Self::PolicyBeforeFormer { .. } => "POLICY_BEFORE_FORMER",
            Self::KeyNotLater { .. } => "REGIONAL_KEY_NOT_LATER",
            Self::PolicyNotYetValid { .. } => "POLICY_NOT_YET_VALID",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::PolicyUnreadable(_)
            | Self::OtherMunicipality { .. }
            | Self::PolicyBeforeFormer { .. } => Some("document"),
            Self::KeyNotLater { .. } => Some("validFrom"),
            Self::PolicyNotYetValid { .. } => Some("occurredOn"),
            Self::AlreadyExists | Self::NotFound => None,
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::AlreadyExists => "Diese Kommune ist schon aufgenommen.".to_owned(),
            Self::NotFound => "Diese Kommune ist nicht aufgenommen.".to_owned(),
            Self::PolicyUnreadable(error) => {
                format!(
                    "Das Regelwerk lässt sich nicht lesen (Zeile {}): {}",
                    error.line, error.reason
                )
            }
            Self::OtherMunicipality { found } => format!("Das Regelwerk gehört zu „{found}“."),
            Self::PolicyBeforeFormer { given, former } => format!(
                "Das Regelwerk gälte ab dem {}, also vor dem bisherigen, das ab dem {} gilt.",
                german::day(*given),
                german::day(*former)
            ),
            Self::KeyNotLater { given, former } => format!(
                "Der Schlüssel gälte ab dem {}; er muss nach dem bisherigen beginnen, der ab dem {} gilt.",
                german::day(*given),
                german::day(*former)
            ),
            Self::PolicyNotYetValid {
                day,
                first: Some(first),
            } => {
                format!(
                    "Am {} galt noch kein Regelwerk; das erste gilt ab dem {}.",
                    german::day(*day),
                    german::day(*first)
                )
            }
            Self::PolicyNotYetValid { day, first: None } => {
                format!(
                    "Am {} gilt kein Regelwerk; es ist noch keines beschlossen.",
                    german::day(*day)
                )
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::PolicyUnreadable(error) => {
                facts! { "line" => error.line, "column" => error.column, "key" => error.key }
            }
            Self::OtherMunicipality { found } => facts! { "municipality" => found },
            Self::PolicyBeforeFormer { given, former } | Self::KeyNotLater { given, former } => {
                facts! { "validFrom" => given, "formerValidFrom" => former }
            }
            Self::PolicyNotYetValid { day, first } => {
                facts! { "day" => day, "firstValidFrom" => first }
            }
            Self::AlreadyExists | Self::NotFound => Facts::new(),
        }
    }
}
