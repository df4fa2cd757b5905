//! What a topic's command makes happen.

use kernel::timeline::Leaving;
use kernel::{BodyId, DomainCommand, EntryId, NewText, PartnerId, Refusal, Role, Warning, correct};

use super::aggregate::{Topic, TopicStage};
use super::command::*;
use super::error::TopicRefusal;
use super::event::*;
use crate::facts::MeetingsContext;
use crate::policy::MeetingDuty;
use crate::unfit::{Thing, Unfit};
use crate::wrong_meeting::WrongMeeting;

/// The event, where it is not so already.
type Decided = Result<Option<TopicEvent>, TopicRefusal>;

impl Topic {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &TopicCommand,
        ctx: &MeetingsContext,
    ) -> Result<Vec<TopicEvent>, TopicRefusal> {
        Unfit::check_existence(Thing::Topic, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event = match command {
            TopicCommand::ProposeTopic(c) => propose(c, ctx),
            TopicCommand::SupportTopic(c) => self.support(c, ctx),
            TopicCommand::WithdrawTopicSupport(c) => Ok(self.withdraw_support(c)),
            TopicCommand::ScheduleTopic(c) => self.schedule(c, ctx),
            TopicCommand::AssignTopicToSubgroup(c) => self.assign(c, ctx),
            TopicCommand::ReturnTopic(c) => Ok(self.give_back(c)),
            TopicCommand::DropTopic(c) => Ok(self.put_away(c)),
            TopicCommand::MarkTopicDone(c) => self.mark_done(c, ctx),
            TopicCommand::CorrectTopic(c) => return self.correct(c, ctx),
        }?;
        match event {
            Some(event) => {
                self.fits(&event)?;
                Ok(vec![event])
            }
            None => Ok(Vec::new()),
        }
    }

    fn support(&self, c: &SupportTopic, ctx: &MeetingsContext) -> Decided {
        self.check_body(c.body)?;
        if self.supporters.has(&c.partner, c.supported_on) {
            return Ok(None);
        }
        check_member(c.body, c.partner, "partner", ctx)?;
        let event = TopicSupported {
            partner: c.partner,
            supported_on: c.supported_on,
        };
        Ok(Some(event.into()))
    }

    fn withdraw_support(&self, c: &WithdrawTopicSupport) -> Option<TopicEvent> {
        let repeated = self.supporters.leaving(&c.partner, c.withdrawn_on) == Leaving::Repeated;
        let event = TopicSupportWithdrawn {
            partner: c.partner,
            withdrawn_on: c.withdrawn_on,
        };
        (!repeated).then(|| event.into())
    }

    fn schedule(&self, c: &ScheduleTopic, ctx: &MeetingsContext) -> Decided {
        let (meeting, item) = (c.meeting, c.item);
        if self.is_at(TopicStage::Scheduled { meeting, item }) {
            return Ok(None);
        }
        let known = ctx.facts.meeting(meeting, "meeting")?;
        WrongMeeting::check_body(known, self.body)?;
        WrongMeeting::check_open(known)?;
        if c.scheduled_on > known.begins_on {
            return Err(TopicRefusal::ScheduledAfterMeeting {
                scheduled_on: c.scheduled_on,
                begins_on: known.begins_on,
            });
        }
        if let Some(item) = item {
            ctx.facts.agenda_item(item, meeting, "item")?;
        }
        let event = TopicScheduled {
            meeting,
            item,
            scheduled_on: c.scheduled_on,
        };
        Ok(Some(event.into()))
    }

    fn assign(&self, c: &AssignTopicToSubgroup, ctx: &MeetingsContext) -> Decided {
        let subgroup = c.subgroup;
        if self.is_at(TopicStage::WithSubgroup { subgroup }) {
            return Ok(None);
        }
        let known = ctx.facts.body(subgroup, "subgroup")?;
        if known.parent != self.body {
            return Err(TopicRefusal::NotASubgroup { subgroup });
        }
        if !known.runs {
            return Err(TopicRefusal::SubgroupDoesNotRun { subgroup });
        }
        let event = TopicAssignedToSubgroup {
            subgroup,
            assigned_on: c.assigned_on,
        };
        Ok(Some(event.into()))
    }

    fn give_back(&self, c: &ReturnTopic) -> Option<TopicEvent> {
        // It was open from the first; a later „open“ is a return.
        let returned = self.stages.facts().len() > 1;
        if returned && self.current() == Some((c.returned_on, TopicStage::Open)) {
            return None;
        }
        let event = TopicReturned {
            returned_on: c.returned_on,
            text: id_of(c.text.as_ref()),
        };
        Some(event.into())
    }

    fn put_away(&self, c: &DropTopic) -> Option<TopicEvent> {
        if self.current() == Some((c.dropped_on, TopicStage::Dropped)) {
            return None;
        }
        let event = TopicDropped {
            reason: id_of(c.reason.as_ref()),
            dropped_on: c.dropped_on,
        };
        Some(event.into())
    }

    fn mark_done(&self, c: &MarkTopicDone, ctx: &MeetingsContext) -> Decided {
        let meeting = c.meeting;
        if self.is_at(TopicStage::Done { meeting }) {
            return Ok(None);
        }
        let known = ctx.facts.meeting(meeting, "meeting")?;
        WrongMeeting::check_body(known, self.body)?;
        WrongMeeting::check_held(known)?;
        let event = TopicDone {
            meeting,
            done_on: known.begins_on,
        };
        Ok(Some(event.into()))
    }

    /// Its meetings and subgroups are the body's: a topic of another body is another topic.
    fn correct(
        &self,
        c: &CorrectTopic,
        ctx: &MeetingsContext,
    ) -> Result<Vec<TopicEvent>, TopicRefusal> {
        let instead = c.instead();
        if let Some(TopicCommand::ProposeTopic(instead)) = &instead {
            self.check_body(instead.body)?;
        }
        correct(self, c.fact, instead.as_ref(), ctx, |replacement| {
            TopicFactCorrected {
                fact: c.fact,
                reason: c.reason.id,
                replacement,
            }
            .into()
        })
    }

    fn is_at(&self, stage: TopicStage) -> bool {
        self.current().is_some_and(|(_, current)| current == stage)
    }

    fn check_body(&self, body: BodyId) -> Result<(), TopicRefusal> {
        match self.body {
            Some(own) if own != body => Err(TopicRefusal::OfOtherBody { body: own }),
            Some(_) | None => Ok(()),
        }
    }
}

fn propose(c: &ProposeTopic, ctx: &MeetingsContext) -> Decided {
    ctx.facts.body(c.body, "body")?;
    match c.proposed_by {
        Some(partner) => check_member(c.body, partner, "proposedBy", ctx)?,
        None if ctx.role == Role::Partner => return Err(TopicRefusal::ProposerMissing),
        None => {}
    }
    if let Some(title) = &c.title {
        Unfit::check_line("title", title)?;
    }
    let event = TopicProposed {
        body: c.body,
        proposed_by: c.proposed_by,
        title: id_of(c.title.as_ref()),
        text: id_of(c.text.as_ref()),
        kind: c.kind,
        proposed_on: c.proposed_on,
    };
    Ok(Some(event.into()))
}

/// Where the members set the topics, the partner is one: in the network, and in the body by seat or of its own accord
/// (MTG-09). An inferred value warns; where nobody says who sets them, every partner may.
fn check_member(
    body: BodyId,
    partner: PartnerId,
    field: &'static str,
    ctx: &MeetingsContext,
) -> Result<(), TopicRefusal> {
    let known = ctx.facts.body(body, "body")?;
    let active = ctx.facts.partner(partner, field)?;
    if active && known.institutions.contains(&partner) {
        return Ok(());
    }
    let by = known.rules(&ctx.policy).map(|rules| &rules.agenda_by);
    let Some(by) = by.filter(|by| {
        by.value()
            .is_some_and(|duties| duties.contains(&MeetingDuty::AllMembers))
    }) else {
        return Ok(());
    };
    let refused = TopicRefusal::NotAMember {
        field,
        partner,
        body,
    };
    if by.binding().is_some() {
        return Err(refused);
    }
    ctx.warn(Warning {
        code: refused.code().to_owned(),
        rule: "MTG-09".to_owned(),
        sentence: refused.sentence(),
        facts: refused.facts(),
    });
    Ok(())
}

fn id_of(text: Option<&NewText>) -> Option<EntryId> {
    text.map(|text| text.id)
}
