//! Whether a fact fits those before it: asked of a command's event, and of every fact that a correction would leave.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::addressee::Addressee;
use super::aggregate::{Preparation, Recommendation, Step};
use super::command::RecommendationCommand;
use super::error::RecommendationRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

type Fit = Result<(), RecommendationRefusal>;

impl Correctable for Recommendation {
    fn history(&self) -> &History<RecommendationEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<RecommendationEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &RecommendationCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<RecommendationEvent>, RecommendationRefusal> {
        self.decide(command, ctx)
    }

    /// Every fact fits those that were told before it.
    fn check(&self) -> Fit {
        let mut before = Self::default();
        for (_, event) in self.history.standing() {
            before.fits(event)?;
            before.apply(event.clone());
        }
        Ok(())
    }
}

impl Recommendation {
    /// Whether the same was told before.
    pub(super) fn repeats(&self, event: &RecommendationEvent) -> bool {
        match event {
            RecommendationEvent::RecommendationForwarded(e) => self.steps.iter().any(|step| {
                step.from == e.from
                    && step.to == e.to
                    && step.forwarded_on == e.forwarded_on
                    && step.via == e.via
            }),
            RecommendationEvent::RecommendationReceived(e) => self
                .step(&e.at)
                .is_some_and(|step| step.received_on == Some(e.received_on)),
            RecommendationEvent::RecommendationAnswered(e) => {
                self.step(&e.from).is_some_and(|step| {
                    step.answers.iter().any(|known| {
                        known.answer == e.answer
                            && known.decision == e.decision
                            && known.answered_on == e.answered_on
                    })
                })
            }
            RecommendationEvent::RecommendationAnswerPresented(e) => self
                .presentations
                .iter()
                .any(|seen| seen.from == e.from && seen.meeting == e.meeting),
            RecommendationEvent::RecommendationAssignedToSubgroup(e) => self
                .preparations
                .iter()
                .any(|known| known.subgroup == e.subgroup && known.assigned_on == e.assigned_on),
            RecommendationEvent::RecommendationReturnedFromSubgroup(e) => self
                .preparations
                .last()
                .is_some_and(|last| last.returned_on == Some(e.returned_on)),
            RecommendationEvent::RecommendationWithdrawn(e) => self
                .withdrawal
                .as_ref()
                .is_some_and(|known| known.withdrawn_on == e.withdrawn_on),
            RecommendationEvent::RecommendationClosed(e) => self.closed_on == Some(e.closed_on),
            RecommendationEvent::RecommendationRaised(_)
            | RecommendationEvent::RecommendationFactCorrected(_) => false,
        }
    }

    /// Whether what the event says is possible after what is recorded.
    pub(super) fn fits(&self, event: &RecommendationEvent) -> Fit {
        match event {
            RecommendationEvent::RecommendationRaised(_)
            | RecommendationEvent::RecommendationFactCorrected(_) => Ok(()),
            RecommendationEvent::RecommendationForwarded(e) => self.fits_forwarded(e),
            RecommendationEvent::RecommendationReceived(e) => self.fits_received(e),
            RecommendationEvent::RecommendationAnswered(e) => {
                self.check_open()?;
                let step = self.needs_step(&e.from, "from")?;
                let since = step.held_since();
                Unfit::check_not_before("answeredOn", e.answered_on, Some(since))?;
                Ok(())
            }
            RecommendationEvent::RecommendationAnswerPresented(e) => self.fits_presented(e),
            RecommendationEvent::RecommendationAssignedToSubgroup(e) => self.fits_assigned(e),
            RecommendationEvent::RecommendationReturnedFromSubgroup(e) => {
                self.check_open()?;
                let preparation = self
                    .in_preparation()
                    .ok_or(RecommendationRefusal::NotInSubgroup)?;
                let since = Some(preparation.assigned_on);
                Unfit::check_not_before("returnedOn", e.returned_on, since)?;
                Ok(())
            }
            RecommendationEvent::RecommendationWithdrawn(e) => {
                self.check_open()?;
                Unfit::check_not_before("withdrawnOn", e.withdrawn_on, self.last_day())?;
                Ok(())
            }
            RecommendationEvent::RecommendationClosed(e) => {
                self.check_open()?;
                Unfit::check_not_before("closedOn", e.closed_on, self.last_day())?;
                Ok(())
            }
        }
    }

    fn fits_forwarded(&self, e: &RecommendationForwarded) -> Fit {
        self.check_open()?;
        let Some(since) = self.held_since(&e.from) else {
            let from = e.from.clone();
            return Err(RecommendationRefusal::SenderDoesNotHaveIt { from });
        };
        if let Some(since) = self.held_since(&e.to) {
            let to = e.to.clone();
            return Err(RecommendationRefusal::AddresseeHasIt { to, since });
        }
        Unfit::check_not_before("forwardedOn", e.forwarded_on, Some(since))?;
        Ok(())
    }

    fn fits_received(&self, e: &RecommendationReceived) -> Fit {
        self.check_open()?;
        let step = self.needs_step(&e.at, "at")?;
        if let Some(received_on) = step.received_on {
            return Err(RecommendationRefusal::AlreadyReceived { received_on });
        }
        Unfit::check_not_before("receivedOn", e.received_on, Some(step.forwarded_on))?;
        match self.acted_on(step) {
            Some(acted_on) if acted_on < e.received_on => {
                Err(RecommendationRefusal::ReceiptTooLate {
                    received_on: e.received_on,
                    acted_on,
                })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Also after the end: the body is told how it went.
    fn fits_presented(&self, e: &RecommendationAnswerPresented) -> Fit {
        let came_back = self
            .returns()
            .any(|back| back.from == e.from && back.came_on <= e.presented_on);
        if came_back {
            Ok(())
        } else {
            Err(RecommendationRefusal::NothingToPresent {
                from: e.from.clone(),
                day: e.presented_on,
            })
        }
    }

    fn fits_assigned(&self, e: &RecommendationAssignedToSubgroup) -> Fit {
        self.check_open()?;
        if self.body != Some(e.body) {
            let subgroup = e.subgroup;
            return Err(RecommendationRefusal::NotASubgroup { subgroup });
        }
        if let Some(preparation) = self.in_preparation() {
            return Err(RecommendationRefusal::AlreadyInSubgroup {
                subgroup: preparation.subgroup,
                assigned_on: preparation.assigned_on,
            });
        }
        let returned_on = self.preparations.last().and_then(|last| last.returned_on);
        let since = returned_on.or(self.raised_on);
        Unfit::check_not_before("assignedOn", e.assigned_on, since)?;
        Ok(())
    }

    fn check_open(&self) -> Fit {
        if let Some(withdrawal) = &self.withdrawal {
            let withdrawn_on = withdrawal.withdrawn_on;
            return Err(RecommendationRefusal::Withdrawn { withdrawn_on });
        }
        match self.closed_on {
            Some(closed_on) => Err(RecommendationRefusal::Closed { closed_on }),
            None => Ok(()),
        }
    }

    fn step(&self, to: &Addressee) -> Option<&Step> {
        self.steps.iter().find(|step| step.to == *to)
    }

    fn needs_step(
        &self,
        to: &Addressee,
        field: &'static str,
    ) -> Result<&Step, RecommendationRefusal> {
        self.step(to)
            .ok_or_else(|| RecommendationRefusal::NotForwardedTo {
                field,
                addressee: to.clone(),
            })
    }

    /// Since when somebody has it; the body that raised it, from the beginning.
    fn held_since(&self, holder: &Addressee) -> Option<Date> {
        if holder.body().is_some_and(|body| Some(body) == self.body) {
            self.raised_on
        } else {
            self.step(holder).map(Step::held_since)
        }
    }

    /// The first day on which the step's addressee answered or passed it on.
    fn acted_on(&self, step: &Step) -> Option<Date> {
        let answered = step.answers.iter().map(|answer| answer.answered_on);
        let passed_on = self.steps_from(&step.to).map(|next| next.forwarded_on);
        answered.chain(passed_on).min()
    }

    fn in_preparation(&self) -> Option<&Preparation> {
        self.preparations
            .last()
            .filter(|last| last.returned_on.is_none())
    }

    /// The latest day of which something is recorded; it cannot end before. What the body saw later does not count.
    fn last_day(&self) -> Option<Date> {
        let steps = self.steps.iter().flat_map(|step| {
            let answered = step.answers.iter().map(|answer| answer.answered_on);
            answered.chain([step.forwarded_on]).chain(step.received_on)
        });
        let preparations = self
            .preparations
            .iter()
            .flat_map(|known| [known.assigned_on].into_iter().chain(known.returned_on));
        steps.chain(preparations).chain(self.raised_on).max()
    }
}

impl Step {
    /// Since when the addressee has it, as far as known.
    fn held_since(&self) -> Date {
        self.received_on.unwrap_or(self.forwarded_on)
    }
}
