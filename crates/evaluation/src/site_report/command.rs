//! What may be done with a site's yearly report.

use kernel::{Date, InstrumentId, NewLongText, NewText, SiteId, SiteReportId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evaluated::{InstrumentCount, InstrumentRating};
use super::feature::{FeatureStanding, SiteQualityFeature};
use crate::codes::FurtherPartCode;
use crate::policy::ReportPart;

/// Opens a site's report of a year [Jahresbericht anlegen] (EVA-01). Its parts are those of the policy, frozen here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "OpenSiteReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenSiteReport {
    /// The new one's id; one is made when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<SiteReportId>,
    pub site: SiteId,
    /// The calendar year of which it reports.
    pub year: i16,
    /// Until when the municipality wants it; absent where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    pub opened_on: Date,
}

/// Writes a part of the report [Teil schreiben] (EVA-01); written again, the new words hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WriteReportPartInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteReportPart {
    pub report: SiteReportId,
    pub part: ReportPart,
    pub text: NewLongText,
    pub written_on: Date,
}

/// Writes a part that the list does not name [weiterer Teil] (EVA-01: „u.a.“).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "WriteFurtherPartInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteFurtherPart {
    pub report: SiteReportId,
    pub part: FurtherPartCode,
    /// One line.
    pub title: NewText,
    pub text: NewLongText,
    pub written_on: Date,
}

/// Records how often each item of an instrument was marked in the year [Auswertung Erstkontakte] (EVA-02). Sums alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordInstrumentCountsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordInstrumentCounts {
    pub report: SiteReportId,
    pub instrument: InstrumentId,
    /// The version with which was counted.
    pub version: u16,
    /// How many sheets were evaluated.
    pub sheets: u32,
    pub counts: Vec<InstrumentCount>,
    pub recorded_on: Date,
}

/// Records how often each grade was given [Auswertung Nutzer-Rückmeldung] (EVA-03). Sums alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordInstrumentRatingsInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordInstrumentRatings {
    pub report: SiteReportId,
    pub instrument: InstrumentId,
    /// The version with which was rated.
    pub version: u16,
    /// How many sheets were evaluated.
    pub sheets: u32,
    pub ratings: Vec<InstrumentRating>,
    pub recorded_on: Date,
}

/// Records how many protocols about individuals the site evaluated [Einzelfallprotokolle] (EVA-04). The number alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordProtocolCountInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordProtocolCount {
    pub report: SiteReportId,
    pub protocols: u16,
    pub recorded_on: Date,
}

/// Records whether the site has one of the 14 quality features [Qualitätsmerkmal] (EVA-11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "AssessSiteFeatureInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessSiteFeature {
    pub report: SiteReportId,
    pub feature: SiteQualityFeature,
    pub standing: FeatureStanding,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NewText>,
    pub assessed_on: Date,
}

/// Records on how many days of a week the site has offers [Angebotstage] (EVA-14); opening days are another thing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "RecordOfferDaysInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordOfferDays {
    pub report: SiteReportId,
    /// 0 to 7.
    pub offer_days: u8,
    /// 0 to 7; absent where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_days: Option<u8>,
    pub recorded_on: Date,
}

/// Submits the report [Jahresbericht einreichen] (EVA-01): every part that the policy states is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "SubmitSiteReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitSiteReport {
    pub report: SiteReportId,
    pub submitted_on: Date,
}

/// Returns a submitted report to the site [Jahresbericht zurückgeben].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReturnSiteReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnSiteReport {
    pub report: SiteReportId,
    pub reason: NewText,
    pub returned_on: Date,
}

/// Releases a submitted report [Jahresbericht freigeben] (EVA-01): it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "ReleaseSiteReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReleaseSiteReport {
    pub report: SiteReportId,
    pub released_on: Date,
}

/// Corrects what was recorded of a site's yearly report [Angabe berichtigen].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(
    feature = "graphql",
    derive(async_graphql::InputObject),
    graphql(name = "CorrectSiteReportInput")
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectSiteReport {
    pub report: SiteReportId,
    /// The fact's number in the history.
    pub fact: u32,
    /// Why it is corrected [Grund].
    pub reason: NewText,
    /// What should have been recorded; absent where nothing should have been.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<SiteReportReplacement>,
}

kernel::replacements! {
    /// What should have been recorded of a site's yearly report.
    pub enum SiteReportReplacement for SiteReportCommand as "SiteReportReplacementInput" {
        OpenSiteReport,
        WriteReportPart,
        WriteFurtherPart,
        RecordInstrumentCounts,
        RecordInstrumentRatings,
        RecordProtocolCount,
        AssessSiteFeature,
        RecordOfferDays,
        SubmitSiteReport,
        ReturnSiteReport,
        ReleaseSiteReport,
    }
}

kernel::commands! {
    /// What may be done with a site's yearly report.
    pub enum SiteReportCommand {
        OpenSiteReport = "open-site-report",
        WriteReportPart = "write-report-part",
        WriteFurtherPart = "write-further-part",
        RecordInstrumentCounts = "record-instrument-counts",
        RecordInstrumentRatings = "record-instrument-ratings",
        RecordProtocolCount = "record-protocol-count",
        AssessSiteFeature = "assess-site-feature",
        RecordOfferDays = "record-offer-days",
        SubmitSiteReport = "submit-site-report",
        ReturnSiteReport = "return-site-report",
        ReleaseSiteReport = "release-site-report",
        CorrectSiteReport = "correct-site-report",
    }
}
