//! Why a command on a quality dialogue is refused.

use kernel::{CorrectionRefusal, Date, Facts, Refusal, facts, german};
use thiserror::Error;

use crate::codes::CriterionCode;
use crate::policy::QualityAspect;
use crate::unfit::Unfit;

/// Why a command on a quality dialogue is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum QualityDialogueRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// It is closed.
    #[error("dialogue was closed on {closed_on}")]
    Closed { closed_on: Date },
    /// Nobody says the areas, and the command names none.
    #[error("nobody says what the quality development looks at")]
    AreasUnstated,
    /// The area is none of the municipality.
    #[error("area {area:?} is not among those of the municipality")]
    AreaNotForeseen { area: QualityAspect },
    /// The dialogue does not look at the area.
    #[error("area {area:?} is not one of this dialogue")]
    AreaElsewhere { area: QualityAspect },
    /// A criterion has a code of its own.
    #[error("criterion {criterion} stands already")]
    CriterionTaken { criterion: CriterionCode },
    /// No such criterion stands.
    #[error("criterion {criterion} does not stand")]
    CriterionUnknown { criterion: CriterionCode },
}

impl Refusal for QualityDialogueRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::Closed { .. } => "QUALITY_DIALOGUE_CLOSED",
            Self::AreasUnstated => "QUALITY_ASPECTS_UNSTATED",
            Self::AreaNotForeseen { .. } => "AREA_NOT_FORESEEN",
            Self::AreaElsewhere { .. } => "AREA_ELSEWHERE",
            Self::CriterionTaken { .. } => "CRITERION_TAKEN",
            Self::CriterionUnknown { .. } => "CRITERION_UNKNOWN",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::Closed { .. } => Some("dialogue"),
            Self::AreasUnstated | Self::AreaNotForeseen { .. } => Some("areas"),
            Self::AreaElsewhere { .. } => Some("area"),
            Self::CriterionTaken { .. } | Self::CriterionUnknown { .. } => Some("criterion"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some("EVA-09")
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::Closed { closed_on } => format!(
                "Der Qualitätsdialog ist seit dem {} abgeschlossen.",
                german::day(*closed_on)
            ),
            Self::AreasUnstated => {
                "Worauf die Qualitätsentwicklung sieht, sagt niemand; legen Sie es fest \
                oder nennen Sie die Bereiche."
                    .to_owned()
            }
            Self::AreaNotForeseen { area } => {
                format!("Der Bereich „{}“ ist hier nicht vorgesehen.", area.label())
            }
            Self::AreaElsewhere { area } => format!(
                "Der Bereich „{}“ gehört nicht zu diesem Qualitätsdialog.",
                area.label()
            ),
            Self::CriterionTaken { criterion } => {
                format!("Das Messkriterium {criterion} gibt es schon.")
            }
            Self::CriterionUnknown { criterion } => {
                format!("Das Messkriterium {criterion} gibt es nicht.")
            }
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::Closed { closed_on } => facts! { "closedOn" => closed_on },
            Self::AreaNotForeseen { area } => facts! { "area" => area },
            Self::AreaElsewhere { area } => facts! { "area" => area },
            Self::CriterionTaken { criterion } => facts! { "criterion" => criterion },
            Self::CriterionUnknown { criterion } => facts! { "criterion" => criterion },
            Self::AreasUnstated => Facts::new(),
        }
    }
}
