//! Whether a need's facts fit each other: asked of every event before it is written, and of all after a correction.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, History};

use super::aggregate::{Need, NeedEnd};
use super::command::NeedCommand;
use super::error::NeedRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::Unfit;

impl Need {
    /// Whether the event may follow what is recorded.
    pub(super) fn fits(&self, event: &NeedEvent) -> Result<(), NeedRefusal> {
        match event {
            NeedEvent::NeedSuggested(_) | NeedEvent::NeedFactCorrected(_) => Ok(()),
            // One that is told late finds its place between the others.
            NeedEvent::NeedDiscussed(e) => {
                Unfit::check_not_before("discussedOn", e.discussed_on, self.suggested_on)?;
                check_going_on(self.end_on(e.discussed_on))
            }
            NeedEvent::NeedRealised(e) => self.check_end("realisedOn", e.realised_on),
            NeedEvent::NeedShelved(e) => self.check_end("shelvedOn", e.shelved_on),
            NeedEvent::NeedReopened(e) => match self.ended() {
                Some((since, _)) => Ok(Unfit::check_not_before(
                    "reopenedOn",
                    e.reopened_on,
                    Some(since),
                )?),
                None => Err(NeedRefusal::Open),
            },
        }
    }

    /// It ends once, and nothing happened to it later.
    fn check_end(&self, field: &'static str, day: Date) -> Result<(), NeedRefusal> {
        check_going_on(self.ended())?;
        Ok(Unfit::check_not_before(field, day, self.last_day())?)
    }
}

fn check_going_on(end: Option<(Date, NeedEnd)>) -> Result<(), NeedRefusal> {
    match end {
        Some((realised_on, NeedEnd::Realised { .. })) => Err(NeedRefusal::Realised { realised_on }),
        Some((shelved_on, NeedEnd::Shelved { .. })) => Err(NeedRefusal::Shelved { shelved_on }),
        Some((_, NeedEnd::Reopened { .. })) | None => Ok(()),
    }
}

impl Correctable for Need {
    fn history(&self) -> &History<NeedEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<NeedEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &NeedCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<NeedEvent>, NeedRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), NeedRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
