//! The proof of use of a grant [Verwendungsnachweis]: its numbers and its report in words (field.md 3.3, 3.4).
//!
//! | file | what lives there |
//! |---|---|
//! | `mod` | the grant, as both papers say it |
//! | [`proof`] | the numeric proof [Zahlenmäßiger Nachweis] in the structure of the financing plan, with the list of receipts [Belegliste] |
//! | [`report`] | the report's skeleton [Sachbericht] by area, with the year's real facts and places for the office's words |
//! | `told` | the chapters of the report |
//!
//! Both are PDF and DOCX out of one recipe (`crate::manuscript`): the office edits the one and sends the other. Amounts
//! come as the caller writes them („1.234,56 €“); nothing is computed here. What nobody recorded is „keine Angabe“.

pub mod proof;
pub mod report;
mod told;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::manuscript::{Parts, day, or_unknown};

/// A grant [Zuwendung] as its papers name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GrantHead {
    /// What it is for [Zuwendungszweck]; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Förderprogramm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// Zuwendungsgeber, or where the money comes from [Mittelherkunft].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub giver: Option<String>,
    /// Aktenzeichen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_number: Option<String>,
    /// The days of the notices of award, the first first [Bewilligungs- und Änderungsbescheide].
    #[serde(default)]
    pub notices: Vec<Date>,
    /// Bewilligungszeitraum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(Date, Date)>,
    /// Finanzierungsart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub financing: Option<String>,
    /// What is awarded, less what was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awarded: Option<String>,
}

impl GrantHead {
    pub(crate) fn say(&self, parts: &mut Parts) {
        let notices: Vec<String> = self.notices.iter().copied().map(day).collect();
        let period = self
            .period
            .map(|(since, until)| format!("{} bis {}", day(since), day(until)));
        parts.fact("Förderprogramm", or_unknown(self.programme.as_deref()));
        parts.fact("Zuwendungsgeber", or_unknown(self.giver.as_deref()));
        parts.fact("Aktenzeichen", or_unknown(self.file_number.as_deref()));
        parts.fact("Bescheid vom", or_unknown(Some(&notices.join(", "))));
        parts.fact("Bewilligungszeitraum", or_unknown(period.as_deref()));
        parts.fact("Finanzierungsart", or_unknown(self.financing.as_deref()));
        parts.fact("Bewilligt", or_unknown(self.awarded.as_deref()));
    }
}

/// An onward grant [Weiterleitung] as its papers name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassedOn {
    /// Who received it [Letztempfänger].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// What for; `None` where it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// The line of the plan that pays it.
    pub line: String,
    /// What of it was accepted; `None` while its proof is not examined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// The day of the examination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examined_on: Option<Date>,
}
