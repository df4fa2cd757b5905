//! What happens to a site's yearly report. Its words are entries of the vault.

use kernel::{Date, EntryId, Frozen, InstrumentId, SiteId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::command::*;
use super::evaluated::{InstrumentCount, InstrumentRating};
use super::feature::{FeatureStanding, SiteQualityFeature};
use crate::codes::FurtherPartCode;
use crate::policy::ReportPart;

/// A site's report of a year was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReportOpened {
    pub site: SiteId,
    /// The calendar year of which it reports.
    pub year: i16,
    /// The parts that it must have, as the policy said on that day.
    pub required: Frozen<Vec<ReportPart>>,
    /// Until when the municipality wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    pub opened_on: Date,
}

/// A part of the report was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportPartWritten {
    pub part: ReportPart,
    pub text: EntryId,
    pub written_on: Date,
}

/// A part beyond the list was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FurtherPartWritten {
    pub part: FurtherPartCode,
    pub title: EntryId,
    pub text: EntryId,
    pub written_on: Date,
}

/// It was recorded how often each item of an instrument was marked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentCountsRecorded {
    pub instrument: InstrumentId,
    /// The version with which was counted.
    pub version: u16,
    /// How many sheets were evaluated.
    pub sheets: u32,
    pub counts: Vec<InstrumentCount>,
    pub recorded_on: Date,
}

/// It was recorded how often each grade was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InstrumentRatingsRecorded {
    pub instrument: InstrumentId,
    /// The version with which was rated.
    pub version: u16,
    /// How many sheets were evaluated.
    pub sheets: u32,
    pub ratings: Vec<InstrumentRating>,
    pub recorded_on: Date,
}

/// It was recorded how many protocols were evaluated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProtocolCountRecorded {
    pub protocols: u16,
    pub recorded_on: Date,
}

/// It was recorded whether the site has a quality feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteFeatureAssessed {
    pub feature: SiteQualityFeature,
    pub standing: FeatureStanding,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<EntryId>,
    pub assessed_on: Date,
}

/// It was recorded on how many days of a week the site has offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferDaysRecorded {
    pub offer_days: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_days: Option<u8>,
    pub recorded_on: Date,
}

/// The report was submitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReportSubmitted {
    pub submitted_on: Date,
}

/// The report was returned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReportReturned {
    pub reason: EntryId,
    pub returned_on: Date,
}

/// The report was released.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReportReleased {
    pub released_on: Date,
}

/// A fact of a site's yearly report was corrected or struck.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReportFactCorrected {
    pub fact: u32,
    pub reason: EntryId,
    /// What stands in its place; absent where it was struck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<SiteReportEvent>>,
}

impl From<&WriteReportPart> for ReportPartWritten {
    fn from(c: &WriteReportPart) -> Self {
        Self {
            part: c.part,
            text: c.text.id,
            written_on: c.written_on,
        }
    }
}

impl From<&WriteFurtherPart> for FurtherPartWritten {
    fn from(c: &WriteFurtherPart) -> Self {
        Self {
            part: c.part.clone(),
            title: c.title.id,
            text: c.text.id,
            written_on: c.written_on,
        }
    }
}

impl From<&RecordInstrumentCounts> for InstrumentCountsRecorded {
    fn from(c: &RecordInstrumentCounts) -> Self {
        Self {
            instrument: c.instrument,
            version: c.version,
            sheets: c.sheets,
            counts: c.counts.clone(),
            recorded_on: c.recorded_on,
        }
    }
}

impl From<&RecordInstrumentRatings> for InstrumentRatingsRecorded {
    fn from(c: &RecordInstrumentRatings) -> Self {
        Self {
            instrument: c.instrument,
            version: c.version,
            sheets: c.sheets,
            ratings: c.ratings.clone(),
            recorded_on: c.recorded_on,
        }
    }
}

impl From<&RecordProtocolCount> for ProtocolCountRecorded {
    fn from(c: &RecordProtocolCount) -> Self {
        Self {
            protocols: c.protocols,
            recorded_on: c.recorded_on,
        }
    }
}

impl From<&AssessSiteFeature> for SiteFeatureAssessed {
    fn from(c: &AssessSiteFeature) -> Self {
        Self {
            feature: c.feature,
            standing: c.standing,
            note: c.note.as_ref().map(|text| text.id),
            assessed_on: c.assessed_on,
        }
    }
}

impl From<&RecordOfferDays> for OfferDaysRecorded {
    fn from(c: &RecordOfferDays) -> Self {
        Self {
            offer_days: c.offer_days,
            opening_days: c.opening_days,
            recorded_on: c.recorded_on,
        }
    }
}

impl From<&SubmitSiteReport> for SiteReportSubmitted {
    fn from(c: &SubmitSiteReport) -> Self {
        Self {
            submitted_on: c.submitted_on,
        }
    }
}

impl From<&ReturnSiteReport> for SiteReportReturned {
    fn from(c: &ReturnSiteReport) -> Self {
        Self {
            reason: c.reason.id,
            returned_on: c.returned_on,
        }
    }
}

impl From<&ReleaseSiteReport> for SiteReportReleased {
    fn from(c: &ReleaseSiteReport) -> Self {
        Self {
            released_on: c.released_on,
        }
    }
}

kernel::events! {
    /// What happens to a site's yearly report.
    pub enum SiteReportEvent {
        SiteReportOpened = 1,
        ReportPartWritten = 1,
        FurtherPartWritten = 1,
        InstrumentCountsRecorded = 1,
        InstrumentRatingsRecorded = 1,
        ProtocolCountRecorded = 1,
        SiteFeatureAssessed = 1,
        OfferDaysRecorded = 1,
        SiteReportSubmitted = 1,
        SiteReportReturned = 1,
        SiteReportReleased = 1,
        SiteReportFactCorrected = 1,
    }
}

impl SiteReportEvent {
    /// The day of which it tells; a correction has none of its own.
    pub fn on(&self) -> Option<Date> {
        match self {
            Self::SiteReportOpened(e) => Some(e.opened_on),
            Self::ReportPartWritten(e) => Some(e.written_on),
            Self::FurtherPartWritten(e) => Some(e.written_on),
            Self::InstrumentCountsRecorded(e) => Some(e.recorded_on),
            Self::InstrumentRatingsRecorded(e) => Some(e.recorded_on),
            Self::ProtocolCountRecorded(e) => Some(e.recorded_on),
            Self::SiteFeatureAssessed(e) => Some(e.assessed_on),
            Self::OfferDaysRecorded(e) => Some(e.recorded_on),
            Self::SiteReportSubmitted(e) => Some(e.submitted_on),
            Self::SiteReportReturned(e) => Some(e.returned_on),
            Self::SiteReportReleased(e) => Some(e.released_on),
            Self::SiteReportFactCorrected(_) => None,
        }
    }
}
