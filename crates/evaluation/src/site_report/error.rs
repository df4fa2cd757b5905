//! Why a command on a site's yearly report is refused.

use kernel::{CorrectionRefusal, Facts, Refusal, facts};
use thiserror::Error;

use super::aggregate::SiteReportState;
use crate::codes::InstrumentItemCode;
use crate::instrument::InstrumentKind;
use crate::policy::ReportPart;
use crate::unfit::Unfit;

/// Why a command on a site's yearly report is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SiteReportRefusal {
    #[error(transparent)]
    Unfit(#[from] Unfit),
    #[error(transparent)]
    Correction(#[from] CorrectionRefusal),
    /// Nobody reports of a year that has not begun.
    #[error("year {year} has not begun or lies before 1990")]
    YearUnfit { year: i16 },
    /// Only a draft is written.
    #[error("the report is {state:?}")]
    NotDraft { state: SiteReportState },
    /// Only what is submitted is returned or released.
    #[error("the report is {state:?}")]
    NotSubmitted { state: SiteReportState },
    /// Parts that the policy states are missing.
    #[error("parts {missing:?} are not written")]
    PartsMissing { missing: Vec<ReportPart> },
    /// Nothing is written.
    #[error("no part is written")]
    Empty,
    /// The policy states the parts, and this is none.
    #[error("part {part:?} is none of the policy")]
    PartNotForeseen { part: ReportPart },
    /// The instrument is of another kind.
    #[error("the instrument is {kind:?}")]
    OtherInstrument { kind: InstrumentKind },
    /// The version does not exist or was not used in the year.
    #[error("version {version} was not used in {year}")]
    VersionUnused { version: u16, year: i16 },
    /// The version has no such item, or it stands twice.
    #[error("item {item} is not in the version or stands twice")]
    ItemUnknown { item: InstrumentItemCode },
    /// An item is marked at most once on each sheet.
    #[error("item {item} was marked {found} times on {sheets} sheets")]
    MoreThanSheets {
        item: InstrumentItemCode,
        found: u64,
        sheets: u32,
    },
    /// The version has another number of grades.
    #[error("item {item} has {found} grades, not {expected}")]
    GradesUnfit {
        item: InstrumentItemCode,
        found: usize,
        expected: u8,
    },
    /// A week has 7 days.
    #[error("{days} days are more than a week has")]
    DaysOfWeek { days: u8 },
}

impl Refusal for SiteReportRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unfit(unfit) => unfit.code(),
            Self::Correction(refusal) => refusal.code(),
            Self::YearUnfit { .. } => "YEAR_UNFIT",
            Self::NotDraft { .. } => "SITE_REPORT_NOT_DRAFT",
            Self::NotSubmitted { .. } => "SITE_REPORT_NOT_SUBMITTED",
            Self::PartsMissing { .. } => "REPORT_PARTS_MISSING",
            Self::Empty => "SITE_REPORT_EMPTY",
            Self::PartNotForeseen { .. } => "PART_NOT_FORESEEN",
            Self::OtherInstrument { .. } => "OTHER_INSTRUMENT",
            Self::VersionUnused { .. } => "INSTRUMENT_VERSION_UNUSED",
            Self::ItemUnknown { .. } => "INSTRUMENT_ITEM_UNKNOWN",
            Self::MoreThanSheets { .. } => "MORE_THAN_SHEETS",
            Self::GradesUnfit { .. } => "GRADES_DIFFER",
            Self::DaysOfWeek { .. } => "DAYS_OF_WEEK",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(unfit) => unfit.field(),
            Self::Correction(refusal) => refusal.field(),
            Self::YearUnfit { .. } => Some("year"),
            Self::NotDraft { .. }
            | Self::NotSubmitted { .. }
            | Self::PartsMissing { .. }
            | Self::Empty => Some("report"),
            Self::PartNotForeseen { .. } => Some("part"),
            Self::OtherInstrument { .. } => Some("instrument"),
            Self::VersionUnused { .. } | Self::ItemUnknown { .. } => Some("version"),
            Self::MoreThanSheets { .. } => Some("sheets"),
            Self::GradesUnfit { .. } => Some("ratings"),
            Self::DaysOfWeek { .. } => Some("offerDays"),
        }
    }

    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::OtherInstrument { .. }
            | Self::ItemUnknown { .. }
            | Self::MoreThanSheets { .. } => "EVA-02",
            Self::VersionUnused { .. } => "EVA-08",
            Self::GradesUnfit { .. } => "EVA-03",
            Self::DaysOfWeek { .. } => "EVA-14",
            Self::Unfit(_)
            | Self::Correction(_)
            | Self::YearUnfit { .. }
            | Self::NotDraft { .. }
            | Self::NotSubmitted { .. }
            | Self::PartsMissing { .. }
            | Self::Empty
            | Self::PartNotForeseen { .. } => "EVA-01",
        })
    }

    fn sentence(&self) -> String {
        match self {
            Self::Unfit(unfit) => unfit.sentence(),
            Self::Correction(refusal) => refusal.sentence(),
            Self::YearUnfit { year } => {
                format!("Über das Jahr {year} lässt sich noch nicht oder nicht mehr berichten.")
            }
            Self::NotDraft { state } => format!(
                "Der Jahresbericht ist {}; geschrieben wird nur am Entwurf.",
                state.label()
            ),
            Self::NotSubmitted { state } => format!(
                "Der Jahresbericht ist {}; dazu muss er eingereicht sein.",
                state.label()
            ),
            Self::PartsMissing { missing } => format!("Es fehlen: {}.", labels(missing)),
            Self::Empty => "Der Jahresbericht hat noch keinen Teil.".to_owned(),
            Self::PartNotForeseen { part } => format!(
                "Der Teil „{}“ ist hier nicht vorgesehen; als weiterer Teil lässt er sich \
                schreiben.",
                part.label()
            ),
            Self::OtherInstrument { kind } => format!(
                "Dieses Instrument ist „{}“ und wird hier nicht ausgewertet.",
                kind.label()
            ),
            Self::VersionUnused { version, year } => {
                format!("Fassung {version} des Instruments war {year} nicht in Gebrauch.")
            }
            Self::ItemUnknown { item } => {
                format!("Das Merkmal {item} steht nicht oder zweimal in dieser Fassung.")
            }
            Self::MoreThanSheets {
                item,
                found,
                sheets,
            } => format!("Zu {item} gibt es {found} Angaben auf {sheets} Bögen."),
            Self::GradesUnfit {
                item,
                found,
                expected,
            } => format!("Zu {item} sind {found} Stufen angegeben, die Fassung hat {expected}."),
            Self::DaysOfWeek { days } => format!("Eine Woche hat keine {days} Tage."),
        }
    }

    fn facts(&self) -> Facts {
        match self {
            Self::Unfit(unfit) => unfit.facts(),
            Self::Correction(refusal) => refusal.facts(),
            Self::YearUnfit { year } => facts! { "year" => year },
            Self::NotDraft { state } => facts! { "state" => state },
            Self::NotSubmitted { state } => facts! { "state" => state },
            Self::PartsMissing { missing } => facts! { "missing" => missing },
            Self::PartNotForeseen { part } => facts! { "part" => part },
            Self::OtherInstrument { kind } => facts! { "kind" => kind },
            Self::VersionUnused { version, year } => {
                facts! { "version" => version, "year" => year }
            }
            Self::ItemUnknown { item } => facts! { "item" => item },
            Self::MoreThanSheets {
                item,
                found,
                sheets,
            } => facts! { "item" => item, "found" => found, "sheets" => sheets },
            Self::GradesUnfit {
                item,
                found,
                expected,
            } => facts! { "item" => item, "found" => found, "expected" => expected },
            Self::DaysOfWeek { days } => facts! { "days" => days },
            Self::Empty => Facts::new(),
        }
    }
}

fn labels(parts: &[ReportPart]) -> String {
    let labels: Vec<_> = parts.iter().map(|part| part.label()).collect();
    labels.join("; ")
}
