//! What a standard's command makes happen.

use kernel::{BodyId, Date, DomainCommand, MeetingId, correct};

use super::aggregate::{QualityStandard, StandardReview};
use super::command::*;
use super::error::StandardRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};
use crate::wrong_meeting::WrongMeeting;

/// The event, where it is not so already.
type Decided = Result<Option<StandardEvent>, StandardRefusal>;

impl QualityStandard {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &StandardCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<StandardEvent>, StandardRefusal> {
        Unfit::check_existence(Thing::Standard, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            StandardCommand::AdoptStandard(c) => adopt(c, ctx),
            StandardCommand::ReviewStandard(c) => self.review(c, ctx),
            StandardCommand::RetireStandard(c) => Ok(self.retire(c)),
            StandardCommand::CorrectStandard(c) => return self.correct(c, ctx),
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn review(&self, c: &ReviewStandard, ctx: &MeetingsContext) -> Decided {
        let review = StandardReview {
            meeting: c.meeting,
            reviewed_on: c.reviewed_on,
            result: c.result,
            next_review_on: c.next_review_on,
        };
        if self.reviews.contains(&review) {
            return Ok(None);
        }
        if let Some(meeting) = c.meeting {
            check_meeting(meeting, self.body, ("reviewedOn", c.reviewed_on), ctx)?;
        }
        let event = StandardReviewed {
            meeting: c.meeting,
            reviewed_on: c.reviewed_on,
            result: c.result,
            text: c.text.as_ref().map(|text| text.id),
            document: c.document,
            next_review_on: c.next_review_on,
        };
        Ok(Some(event.into()))
    }

    fn retire(&self, c: &RetireStandard) -> Option<StandardEvent> {
        if self.retired_on == Some(c.retired_on) {
            return None;
        }
        let event = StandardRetired {
            reason: c.reason.as_ref().map(|reason| reason.id),
            retired_on: c.retired_on,
        };
        Some(event.into())
    }

    /// Its reviews are its body's: a standard of another body is another standard.
    fn correct(
        &self,
        c: &CorrectStandard,
        ctx: &MeetingsContext,
    ) -> Result<Vec<StandardEvent>, StandardRefusal> {
        let instead = c.instead();
        if let (Some(StandardCommand::AdoptStandard(instead)), Some(body)) = (&instead, self.body)
            && instead.body != body
        {
            return Err(StandardRefusal::OfOtherBody { body });
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            StandardFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }
}

fn adopt(c: &AdoptStandard, ctx: &MeetingsContext) -> Decided {
    check_meeting(c.meeting, Some(c.body), ("adoptedOn", c.adopted_on), ctx)?;
    Unfit::check_line("title", &c.title)?;
    let event = StandardAdopted {
        body: c.body,
        meeting: c.meeting,
        title: c.title.id,
        text: c.text.as_ref().map(|text| text.id),
        document: c.document,
        adopted_on: c.adopted_on,
        review_on: c.review_on,
    };
    Ok(Some(event.into()))
}

/// A meeting of the body that was held, not after the day.
fn check_meeting(
    meeting: MeetingId,
    body: Option<BodyId>,
    (field, day): (&'static str, Date),
    ctx: &MeetingsContext,
) -> Result<(), StandardRefusal> {
    let meeting = ctx.facts.meeting(meeting, "meeting")?;
    WrongMeeting::check_body(meeting, body)?;
    WrongMeeting::check_held(meeting)?;
    Ok(Unfit::check_not_before(
        field,
        day,
        Some(meeting.begins_on),
    )?)
}
