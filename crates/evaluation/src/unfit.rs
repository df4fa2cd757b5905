//! What a command of this domain may be about or refer to, and the refusals that all its aggregates share.

/// What a command may be about or refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Body,
    Concept,
    Decision,
    Goal,
    Indicator,
    Instrument,
    Meeting,
    QualityDialogue,
    Site,
    SiteReport,
}

impl kernel::Thing for Thing {
    fn accusative(self) -> &'static str {
        match self {
            Self::Body => "das Gremium",
            Self::Concept => "das Fachkonzept",
            Self::Decision => "den Beschluss",
            Self::Goal => "das Ziel",
            Self::Indicator => "die Kennzahl",
            Self::Instrument => "das Erhebungsinstrument",
            Self::Meeting => "die Sitzung",
            Self::QualityDialogue => "den Qualitätsdialog",
            Self::Site => "den Standort",
            Self::SiteReport => "den Jahresbericht",
        }
    }

    fn unknown(self) -> &'static str {
        match self {
            Self::Body => "BODY_UNKNOWN",
            Self::Concept => "CONCEPT_UNKNOWN",
            Self::Decision => "DECISION_UNKNOWN",
            Self::Goal => "GOAL_UNKNOWN",
            Self::Indicator => "INDICATOR_UNKNOWN",
            Self::Instrument => "INSTRUMENT_UNKNOWN",
            Self::Meeting => "MEETING_UNKNOWN",
            Self::QualityDialogue => "QUALITY_DIALOGUE_UNKNOWN",
            Self::Site => "SITE_UNKNOWN",
            Self::SiteReport => "SITE_REPORT_UNKNOWN",
        }
    }
}

/// The refusals that all aggregates share.
pub type Unfit = kernel::Unfit<Thing>;
