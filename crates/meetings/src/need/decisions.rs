//! What a need's command makes happen.

use kernel::timeline::Since;
use kernel::{DomainCommand, correct};

use super::aggregate::{Need, NeedEnd};
use super::command::*;
use super::error::NeedRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};
use crate::wrong_meeting::WrongMeeting;

/// The event, where it is not so already.
type Decided = Result<Option<NeedEvent>, NeedRefusal>;

impl Need {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &NeedCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<NeedEvent>, NeedRefusal> {
        Unfit::check_existence(Thing::Need, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            NeedCommand::SuggestNeed(c) => suggest(c, ctx),
            NeedCommand::DiscussNeed(c) => self.discuss(c, ctx),
            NeedCommand::RealiseNeed(c) => self.realise(c, ctx),
            NeedCommand::ShelveNeed(c) => Ok(self.shelve(c)),
            NeedCommand::ReopenNeed(c) => Ok(self.reopen(c)),
            NeedCommand::CorrectNeed(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    NeedFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn discuss(&self, c: &DiscussNeed, ctx: &MeetingsContext) -> Decided {
        let mut discussions = self.discussions.iter();
        if discussions.any(|known| known.meeting == c.meeting && known.on == c.discussed_on) {
            return Ok(None);
        }
        let meeting = ctx.facts.meeting(c.meeting, "meeting")?;
        WrongMeeting::check_held(meeting)?;
        Unfit::check_not_before("discussedOn", c.discussed_on, Some(meeting.begins_on))?;
        let event = NeedDiscussed {
            meeting: c.meeting,
            discussed_on: c.discussed_on,
            text: c.text.as_ref().map(|text| text.id),
        };
        Ok(Some(event.into()))
    }

    fn realise(&self, c: &RealiseNeed, ctx: &MeetingsContext) -> Decided {
        let same_offer =
            |end: &NeedEnd| matches!(end, NeedEnd::Realised { offer, .. } if *offer == c.offer);
        if self.ended_alike(c.realised_on, same_offer) {
            return Ok(None);
        }
        if let Some(offer) = c.offer {
            ctx.facts.offer(offer, "offer")?;
        }
        let event = NeedRealised {
            realised_on: c.realised_on,
            text: c.text.as_ref().map(|text| text.id),
            offer: c.offer,
        };
        Ok(Some(event.into()))
    }

    fn shelve(&self, c: &ShelveNeed) -> Option<NeedEvent> {
        let repeated = self.ended_alike(c.shelved_on, |end| matches!(end, NeedEnd::Shelved { .. }));
        let event = NeedShelved {
            reason: c.reason.id,
            shelved_on: c.shelved_on,
        };
        (!repeated).then(|| event.into())
    }

    fn reopen(&self, c: &ReopenNeed) -> Option<NeedEvent> {
        let repeated =
            self.ended_alike(c.reopened_on, |end| matches!(end, NeedEnd::Reopened { .. }));
        let event = NeedReopened {
            reason: c.reason.as_ref().map(|reason| reason.id),
            reopened_on: c.reopened_on,
        };
        (!repeated).then(|| event.into())
    }

    /// What was told last of its end is this, on this day.
    fn ended_alike(&self, day: kernel::Date, alike: impl Fn(&NeedEnd) -> bool) -> bool {
        let same =
            |Since { since, value }: &Since<NeedEnd>| *since == Some(day.into()) && alike(value);
        self.ends.facts().last().is_some_and(same)
    }
}

fn suggest(c: &SuggestNeed, ctx: &MeetingsContext) -> Decided {
    if let Some(body) = c.body {
        ctx.facts.body(body, "body")?;
    }
    Unfit::check_line("title", &c.title)?;
    let event = NeedSuggested {
        body: c.body,
        title: c.title.id,
        text: c.text.as_ref().map(|text| text.id),
        sector: c.sector.clone(),
        suggested_on: c.suggested_on,
    };
    Ok(Some(event.into()))
}
