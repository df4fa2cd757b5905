//! What a command on a goal makes happen.

use kernel::{DomainCommand, correct};

use super::aggregate::{Goal, GoalKind};
use super::command::*;
use super::error::GoalRefusal;
use super::event::*;
use crate::facts::EvaluationContext;
use crate::unfit::{Thing, Unfit};

impl Goal {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &GoalCommand,
        ctx: &EvaluationContext,
    ) -> Result<Vec<GoalEvent>, GoalRefusal> {
        Unfit::check_existence(Thing::Goal, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        let event: GoalEvent = match command {
            GoalCommand::SetGoal(c) => {
                Self::check_place(c, ctx)?;
                if let Some(body) = c.body {
                    ctx.facts.body(body, "body")?;
                }
                if let Some(meeting) = c.meeting {
                    let begins_on = ctx.facts.meeting(meeting, "meeting")?;
                    Unfit::check_not_before("setOn", c.set_on, Some(begins_on))?;
                }
                GoalSet::from(c).into()
            }
            GoalCommand::RewordGoal(c) => GoalReworded::from(c).into(),
            GoalCommand::LinkGoalIndicator(c) => {
                ctx.facts.indicator(c.indicator, "indicator")?;
                GoalIndicatorLinked::from(c).into()
            }
            GoalCommand::UnlinkGoalIndicator(c) => GoalIndicatorUnlinked::from(c).into(),
            GoalCommand::AssessGoal(c) => {
                if let Some(meeting) = c.meeting {
                    ctx.facts.meeting(meeting, "meeting")?;
                }
                GoalAssessed::from(c).into()
            }
            GoalCommand::RetireGoal(c) => GoalRetired::from(c).into(),
            GoalCommand::CorrectGoal(c) => {
                if let Some(GoalReplacement::SetGoal(instead)) = &c.replacement
                    && instead.parent == Some(c.goal)
                {
                    return Err(GoalRefusal::ParentNotGuiding);
                }
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    GoalFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                });
            }
        };
        if self.is_so(&event) {
            return Ok(Vec::new());
        }
        self.fits(&event)?;
        Ok(vec![event])
    }

    /// An intermediate goal serves a guiding one.
    fn check_place(c: &SetGoal, ctx: &EvaluationContext) -> Result<(), GoalRefusal> {
        match c.parent {
            Some(parent) if c.kind == GoalKind::Intermediate => {
                match ctx.facts.goal(parent, "parent")? {
                    GoalKind::Guiding => Ok(()),
                    GoalKind::Intermediate => Err(GoalRefusal::ParentNotGuiding),
                }
            }
            Some(_) | None => Ok(()),
        }
    }
}
