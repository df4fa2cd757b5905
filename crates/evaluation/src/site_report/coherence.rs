//! Whether the facts of a site's yearly report fit each other: asked of every event before it is written, and of all after a
//! correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History, PartialDate};

use super::aggregate::{SiteReport, SiteReportState};
use super::command::SiteReportCommand;
use super::error::SiteReportRefusal;
use super::evaluated::{check_graded, check_marked};
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::Unfit;

impl SiteReport {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &SiteReportEvent) -> Result<(), SiteReportRefusal> {
        match event {
            SiteReportEvent::SiteReportOpened(e) => {
                if !(1990..=e.opened_on.year()).contains(&e.year) {
                    return Err(SiteReportRefusal::YearUnfit { year: e.year });
                }
                match e.due_on {
                    Some(due_on) => Ok(Unfit::check_not_before(
                        "dueOn",
                        due_on,
                        Date::new(e.year, 1, 1).ok(),
                    )?),
                    None => Ok(()),
                }
            }
            SiteReportEvent::ReportPartWritten(e) => self.check_draft("writtenOn", e.written_on),
            SiteReportEvent::FurtherPartWritten(e) => self.check_draft("writtenOn", e.written_on),
            SiteReportEvent::InstrumentCountsRecorded(e) => {
                self.check_draft("recordedOn", e.recorded_on)?;
                check_marked(&e.counts, e.sheets)
            }
            SiteReportEvent::InstrumentRatingsRecorded(e) => {
                self.check_draft("recordedOn", e.recorded_on)?;
                check_graded(&e.ratings, e.sheets)
            }
            SiteReportEvent::ProtocolCountRecorded(e) => {
                self.check_draft("recordedOn", e.recorded_on)
            }
            SiteReportEvent::SiteFeatureAssessed(e) => {
                self.check_draft("assessedOn", e.assessed_on)
            }
            SiteReportEvent::OfferDaysRecorded(e) => {
                self.check_draft("recordedOn", e.recorded_on)?;
                let mut days = [Some(e.offer_days), e.opening_days].into_iter().flatten();
                match days.find(|days| *days > 7) {
                    Some(days) => Err(SiteReportRefusal::DaysOfWeek { days }),
                    None => Ok(()),
                }
            }
            SiteReportEvent::SiteReportSubmitted(e) => {
                self.check_draft("submittedOn", e.submitted_on)?;
                self.check_whole()
            }
            SiteReportEvent::SiteReportReturned(e) => {
                self.check_submitted("returnedOn", e.returned_on)
            }
            SiteReportEvent::SiteReportReleased(e) => {
                self.check_submitted("releasedOn", e.released_on)
            }
            SiteReportEvent::SiteReportFactCorrected(_) => Ok(()),
        }
    }

    /// What was told last of its state, and since when.
    fn told_last(&self) -> Option<(SiteReportState, Option<Date>)> {
        let last = self.states.facts().last()?;
        Some((last.value, last.since.map(PartialDate::first_day)))
    }

    /// It is a draft, since a day not after `day`.
    fn check_draft(&self, field: &'static str, day: Date) -> Result<(), SiteReportRefusal> {
        match self.told_last() {
            Some((SiteReportState::Draft, since)) => {
                Ok(Unfit::check_not_before(field, day, since)?)
            }
            Some((state, _)) => Err(SiteReportRefusal::NotDraft { state }),
            None => Ok(()),
        }
    }

    fn check_submitted(&self, field: &'static str, day: Date) -> Result<(), SiteReportRefusal> {
        match self.told_last() {
            Some((SiteReportState::Submitted, since)) => {
                Ok(Unfit::check_not_before(field, day, since)?)
            }
            Some((state, _)) => Err(SiteReportRefusal::NotSubmitted { state }),
            None => Ok(()),
        }
    }

    /// Every part that a document states or the municipality adopted is written, and at least one.
    fn check_whole(&self) -> Result<(), SiteReportRefusal> {
        if self.parts.is_empty() && self.further.is_empty() {
            return Err(SiteReportRefusal::Empty);
        }
        let binding = self
            .required
            .as_ref()
            .and_then(|required| required.binding());
        let missing = self.not_written(binding);
        match missing.is_empty() {
            true => Ok(()),
            false => Err(SiteReportRefusal::PartsMissing { missing }),
        }
    }

    /// Whether it was told alike before, whatever the words.
    pub(super) fn is_so(&self, event: &SiteReportEvent) -> bool {
        match event {
            SiteReportEvent::InstrumentCountsRecorded(e) => {
                self.counted.get(&e.instrument).is_some_and(|known| {
                    (known.version, known.sheets, &known.counts) == (e.version, e.sheets, &e.counts)
                })
            }
            SiteReportEvent::InstrumentRatingsRecorded(e) => {
                self.rated.get(&e.instrument).is_some_and(|known| {
                    (known.version, known.sheets, &known.ratings)
                        == (e.version, e.sheets, &e.ratings)
                })
            }
            SiteReportEvent::ProtocolCountRecorded(e) => self.protocols == Some(e.protocols),
            SiteReportEvent::SiteFeatureAssessed(e) => {
                self.features.get(&e.feature).is_some_and(|known| {
                    (known.standing, known.assessed_on) == (e.standing, e.assessed_on)
                })
            }
            SiteReportEvent::OfferDaysRecorded(e) => self.days.as_ref().is_some_and(|known| {
                (known.offers, known.opening) == (e.offer_days, e.opening_days)
            }),
            SiteReportEvent::SiteReportSubmitted(e) => {
                self.told_last() == Some((SiteReportState::Submitted, Some(e.submitted_on)))
            }
            SiteReportEvent::SiteReportReleased(e) => {
                self.told_last() == Some((SiteReportState::Released, Some(e.released_on)))
            }
            // Told again, a return of the same day is no second one.
            SiteReportEvent::SiteReportReturned(e) => {
                self.told_last() == Some((SiteReportState::Draft, Some(e.returned_on)))
                    && self.states.facts().len() > 1
            }
            SiteReportEvent::SiteReportOpened(_)
            | SiteReportEvent::ReportPartWritten(_)
            | SiteReportEvent::FurtherPartWritten(_)
            | SiteReportEvent::SiteReportFactCorrected(_) => false,
        }
    }
}

impl Correctable for SiteReport {
    fn history(&self) -> &History<SiteReportEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<SiteReportEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &SiteReportCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<SiteReportEvent>, SiteReportRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), SiteReportRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
