//! The state of a site's yearly report, and what holds of it on a day.

use super::evaluated::{InstrumentCount, InstrumentRating};
use super::feature::{FeatureStanding, SiteQualityFeature};
use crate::codes::FurtherPartCode;
use crate::policy::ReportPart;
use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::Succession;
use kernel::{Date, EntryId, Frozen, History, InstrumentId, SiteId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::command::*;
use super::error::SiteReportRefusal;
use super::event::*;
use crate::facts::EvaluationContext;

kernel::code! {
    /// How far a site's report is [Stand des Jahresberichts] (EVA-01). Before it is opened it is due.
    pub enum SiteReportState {
        /// it is written
        Draft = "im Entwurf",
        /// the site is done
        Submitted = "eingereicht",
        /// the office is done
        Released = "freigegeben",
    }
}

/// A part beyond the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FurtherPart {
    /// Entries of the vault.
    pub title: EntryId,
    pub text: EntryId,
}

/// How often each item was marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CountedItems {
    pub version: u16,
    pub sheets: u32,
    pub counts: Vec<InstrumentCount>,
}

/// How often each grade was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RatedItems {
    pub version: u16,
    pub sheets: u32,
    pub ratings: Vec<InstrumentRating>,
}

/// Whether the site has a quality feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssessedFeature {
    pub standing: FeatureStanding,
    /// An entry of the vault.
    pub note: Option<EntryId>,
    pub assessed_on: Date,
}

/// On how many days of a week the site has offers, and is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeekDays {
    pub offers: u8,
    pub opening: Option<u8>,
}

/// A site's report of a year and everything that is known of it. Of each part what was written last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SiteReport {
    pub site: Option<SiteId>,
    pub year: Option<i16>,
    /// The parts that it must have, as the policy said when it was opened.
    pub required: Option<Frozen<Vec<ReportPart>>>,
    pub due_on: Option<Date>,
    pub opened_on: Option<Date>,
    /// Entries of the vault.
    pub parts: BTreeMap<ReportPart, EntryId>,
    pub further: BTreeMap<FurtherPartCode, FurtherPart>,
    pub counted: BTreeMap<InstrumentId, CountedItems>,
    pub rated: BTreeMap<InstrumentId, RatedItems>,
    /// How many protocols about individuals were evaluated.
    pub protocols: Option<u16>,
    pub features: BTreeMap<SiteQualityFeature, AssessedFeature>,
    pub days: Option<WeekDays>,
    pub states: Succession<SiteReportState>,
    pub history: History<SiteReportEvent>,
}

impl SiteReport {
    pub fn exists(&self) -> bool {
        self.site.is_some()
    }

    fn becomes(&mut self, day: Date, state: SiteReportState) {
        self.states.note(Some(day.into()), state);
    }
}

impl Aggregate for SiteReport {
    const TYPE: &'static str = "site-report";
    type Command = SiteReportCommand;
    type Event = SiteReportEvent;
    type Error = SiteReportRefusal;
    type Services = EvaluationContext;

    async fn handle(
        &mut self,
        command: SiteReportCommand,
        ctx: &EvaluationContext,
        sink: &EventSink<Self>,
    ) -> Result<(), SiteReportRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: SiteReportEvent) {
        self.history.record(&event);
        match event {
            SiteReportEvent::SiteReportOpened(e) => {
                self.site = Some(e.site);
                self.year = Some(e.year);
                self.required = Some(e.required);
                self.due_on = e.due_on;
                self.opened_on = Some(e.opened_on);
                self.becomes(e.opened_on, SiteReportState::Draft);
            }
            SiteReportEvent::ReportPartWritten(e) => {
                self.parts.insert(e.part, e.text);
            }
            SiteReportEvent::FurtherPartWritten(e) => {
                let (title, text) = (e.title, e.text);
                self.further.insert(e.part, FurtherPart { title, text });
            }
            SiteReportEvent::InstrumentCountsRecorded(e) => {
                let (version, sheets, counts) = (e.version, e.sheets, e.counts);
                let counted = CountedItems {
                    version,
                    sheets,
                    counts,
                };
                self.counted.insert(e.instrument, counted);
            }
            SiteReportEvent::InstrumentRatingsRecorded(e) => {
                let (version, sheets, ratings) = (e.version, e.sheets, e.ratings);
                let rated = RatedItems {
                    version,
                    sheets,
                    ratings,
                };
                self.rated.insert(e.instrument, rated);
            }
            SiteReportEvent::ProtocolCountRecorded(e) => self.protocols = Some(e.protocols),
            SiteReportEvent::SiteFeatureAssessed(e) => {
                let (standing, note, assessed_on) = (e.standing, e.note, e.assessed_on);
                let assessed = AssessedFeature {
                    standing,
                    note,
                    assessed_on,
                };
                self.features.insert(e.feature, assessed);
            }
            SiteReportEvent::OfferDaysRecorded(e) => {
                let (offers, opening) = (e.offer_days, e.opening_days);
                self.days = Some(WeekDays { offers, opening });
            }
            SiteReportEvent::SiteReportSubmitted(e) => {
                self.becomes(e.submitted_on, SiteReportState::Submitted)
            }
            SiteReportEvent::SiteReportReturned(e) => {
                self.becomes(e.returned_on, SiteReportState::Draft)
            }
            SiteReportEvent::SiteReportReleased(e) => {
                self.becomes(e.released_on, SiteReportState::Released)
            }
            SiteReportEvent::SiteReportFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
