//! Whether a standard's facts fit each other: asked of every event before it is written, and of all after a correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::QualityStandard;
use super::command::{StandardCommand, StandardReviewResult};
use super::error::StandardRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

impl QualityStandard {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &StandardEvent) -> Result<(), StandardRefusal> {
        match event {
            StandardEvent::StandardAdopted(e) => check_later("reviewOn", e.review_on, e.adopted_on),
            StandardEvent::StandardReviewed(e) => {
                self.check_in_force(e.reviewed_on)?;
                Unfit::check_not_before("reviewedOn", e.reviewed_on, self.adopted_on)?;
                check_wording(e)?;
                match e.result {
                    StandardReviewResult::Confirmed | StandardReviewResult::Revised => {
                        check_later("nextReviewOn", e.next_review_on, e.reviewed_on)
                    }
                    StandardReviewResult::Retired if e.next_review_on.is_some() => {
                        Err(StandardRefusal::RetiredNeedsNoReview)
                    }
                    StandardReviewResult::Retired => self.check_end("reviewedOn", e.reviewed_on),
                }
            }
            StandardEvent::StandardRetired(e) => self.check_end("retiredOn", e.retired_on),
            StandardEvent::StandardFactCorrected(_) => Ok(()),
        }
    }

    fn check_in_force(&self, day: Date) -> Result<(), StandardRefusal> {
        match self.retired_on {
            Some(retired_on) if retired_on <= day => Err(StandardRefusal::Retired { retired_on }),
            Some(_) | None => Ok(()),
        }
    }

    /// It is retired once, and not before it was looked at last.
    fn check_end(&self, field: &'static str, day: Date) -> Result<(), StandardRefusal> {
        match self.retired_on {
            Some(retired_on) => Err(StandardRefusal::Retired { retired_on }),
            None => Ok(Unfit::check_not_before(field, day, self.last_looked_at())?),
        }
    }
}

/// A revision says something new, any other result nothing.
fn check_wording(e: &StandardReviewed) -> Result<(), StandardRefusal> {
    let said = e.text.is_some() || e.document.is_some();
    match e.result {
        StandardReviewResult::Revised if !said => Err(StandardRefusal::RevisionMissing),
        StandardReviewResult::Confirmed | StandardReviewResult::Retired if said => {
            Err(StandardRefusal::WordingStays { result: e.result })
        }
        StandardReviewResult::Revised
        | StandardReviewResult::Confirmed
        | StandardReviewResult::Retired => Ok(()),
    }
}

/// The next review is on a later day.
fn check_later(
    field: &'static str,
    review_on: Option<Date>,
    day: Date,
) -> Result<(), StandardRefusal> {
    match review_on {
        Some(review_on) => Ok(Unfit::check_not_before(
            field,
            review_on,
            day.tomorrow().ok(),
        )?),
        None => Ok(()),
    }
}

impl Correctable for QualityStandard {
    fn history(&self) -> &History<StandardEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<StandardEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &StandardCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<StandardEvent>, StandardRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), StandardRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
