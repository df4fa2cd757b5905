//! What the commands of minutes make happen.

use std::collections::BTreeSet;

use kernel::{Date, DomainCommand, MeetingId, correct};

use super::aggregate::{Minutes, MinutesState};
use super::command::*;
use super::error::MinutesRefusal;
use super::event::*;
use super::writing;
use crate::duty::check_sole_duty;
use crate::facts::MeetingsContext;
use crate::unfit::{Thing, Unfit};
use kernel::recipients;

pub(super) type Decision = Result<Vec<MinutesEvent>, MinutesRefusal>;

impl Minutes {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &MinutesCommand, ctx: &MeetingsContext) -> Decision {
        Unfit::check_existence(Thing::Minutes, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let content = match command.content() {
            Some(content) => Some(writing::checked(content, ctx)?),
            None => None,
        };
        match (command, content) {
            (MinutesCommand::DraftMinutes(c), Some(content)) => draft(c, content, ctx),
            (MinutesCommand::ReviseMinutes(c), Some(content)) => {
                self.check_writer(c.meeting, c.body, content.author, ctx)?;
                let revised_on = c.revised_on;
                self.fitting(MinutesRevised {
                    content,
                    revised_on,
                })
            }
            (MinutesCommand::AmendMinutes(c), Some(content)) => {
                self.check_writer(c.meeting, c.body, content.author, ctx)?;
                self.fitting(MinutesAmended {
                    reason: c.reason.id,
                    content,
                    amended_on: c.amended_on,
                })
            }
            (MinutesCommand::SubmitMinutes(c), _) => self.submit(c, ctx),
            (MinutesCommand::ReturnMinutes(c), _) => self.give_back(c),
            (MinutesCommand::ApproveMinutes(c), _) => self.approve(c, ctx),
            (MinutesCommand::DispatchMinutes(c), _) => self.dispatch(c, ctx),
            (MinutesCommand::AcknowledgePassingOn(c), _) => self.acknowledge(c),
            (MinutesCommand::CorrectMinutes(c), _) => self.correct(c, ctx),
            (
                MinutesCommand::DraftMinutes(_)
                | MinutesCommand::ReviseMinutes(_)
                | MinutesCommand::AmendMinutes(_),
                None,
            ) => unreachable!("these bring a content"),
        }
    }

    fn submit(&self, c: &SubmitMinutes, ctx: &MeetingsContext) -> Decision {
        if self.is_so(MinutesState::Submitted, c.submitted_on) {
            return Ok(Vec::new());
        }
        let last = self
            .versions
            .last()
            .and_then(|version| version.contents.last());
        if let Some(last) = last {
            self.check_writer(c.meeting, c.body, last.content.author, ctx)?;
        }
        let submitted_on = c.submitted_on;
        self.fitting(MinutesSubmitted { submitted_on })
    }

    fn give_back(&self, c: &ReturnMinutes) -> Decision {
        if self.is_so(MinutesState::Draft, c.returned_on) {
            return Ok(Vec::new());
        }
        self.fitting(MinutesReturned {
            reason: c.reason.id,
            returned_on: c.returned_on,
        })
    }

    fn approve(&self, c: &ApproveMinutes, ctx: &MeetingsContext) -> Decision {
        let step = self
            .versions
            .last()
            .and_then(|version| version.steps.last());
        let approved_there = step.is_some_and(|step| step.in_meeting == c.in_meeting);
        if approved_there && self.is_so(MinutesState::Approved, c.approved_on) {
            return Ok(Vec::new());
        }
        if let Some(id) = c.in_meeting {
            let meeting = ctx.facts.meeting(id, "inMeeting")?;
            writing::check_held(meeting)?;
            if Some(meeting.body) != self.body {
                return Err(MinutesRefusal::ApprovedElsewhere { body: meeting.body });
            }
            Unfit::check_not_before("approvedOn", c.approved_on, Some(meeting.begins_on))?;
        }
        self.fitting(MinutesApproved {
            approved_on: c.approved_on,
            in_meeting: c.in_meeting,
        })
    }

    fn dispatch(&self, c: &DispatchMinutes, ctx: &MeetingsContext) -> Decision {
        if Some(c.body) != self.body {
            return Err(MinutesRefusal::BodyNotOfMeeting { body: c.body });
        }
        let body = ctx.facts.body(c.body, "body")?;
        let rules = body.rules(&ctx.policy);
        let rule = "MTG-10";
        check_sole_duty(rules.map(|rules| &rules.dispatched_by), rule, ctx)
            .map_err(|refused| MinutesRefusal::NotYourDuty { refused, rule })?;
        recipients::check_some(&c.partners)?;
        let partners: BTreeSet<_> = c.partners.iter().collect();
        let repeated = self.dispatches.iter().any(|dispatch| {
            (dispatch.version, dispatch.on, dispatch.channel)
                == (c.version, c.dispatched_on, c.channel)
                && dispatch.partners.iter().collect::<BTreeSet<_>>() == partners
        });
        if repeated {
            return Ok(Vec::new());
        }
        self.fitting(MinutesDispatched {
            version: c.version,
            partners: c.partners.clone(),
            channel: c.channel,
            dispatched_on: c.dispatched_on,
        })
    }

    /// Once is enough: a partner that says it again, on whatever day, adds nothing.
    fn acknowledge(&self, c: &AcknowledgePassingOn) -> Decision {
        if self.acknowledged.contains_key(&c.partner) {
            return Ok(Vec::new());
        }
        self.fitting(PassingOnAcknowledged {
            partner: c.partner,
            acknowledged_on: c.acknowledged_on,
        })
    }

    fn correct(&self, c: &CorrectMinutes, ctx: &MeetingsContext) -> Decision {
        let instead = c.instead();
        self.check_correctable(c.fact, instead.as_ref())?;
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            MinutesFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    /// The event, where it fits what was recorded before.
    fn fitting(&self, event: impl Into<MinutesEvent>) -> Decision {
        let event = event.into();
        self.check_fits(&event)?;
        Ok(vec![event])
    }

    /// Whether the last step of the latest version was this one.
    fn is_so(&self, state: MinutesState, day: Date) -> bool {
        let step = self
            .versions
            .last()
            .and_then(|version| version.steps.last());
        step.is_some_and(|step| step.to == state && step.on == day)
    }

    pub(super) fn check_meeting(&self, meeting: MeetingId) -> Result<(), MinutesRefusal> {
        if self.meeting == Some(meeting) {
            Ok(())
        } else {
            Err(MinutesRefusal::MeetingNotOfMinutes { meeting })
        }
    }
}

fn draft(c: &DraftMinutes, content: MinutesContent, ctx: &MeetingsContext) -> Decision {
    let meeting = writing::check_writer(c.meeting, c.body, content.author, ctx)?;
    Unfit::check_not_before("draftedOn", c.drafted_on, Some(meeting.begins_on))?;
    let event = MinutesDrafted {
        meeting: c.meeting,
        body: c.body,
        content,
        drafted_on: c.drafted_on,
    };
    Ok(vec![event.into()])
}
