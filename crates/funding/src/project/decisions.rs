//! What a project's command makes happen, and whether its facts fit each other.

use cqrs_es::Aggregate;
use kernel::timeline::Leaving;
use kernel::{Correctable, Date, DomainCommand, History, correct};

use super::aggregate::Project;
use super::command::*;
use super::error::ProjectRefusal;
use super::event::*;
use crate::facts::FundingContext;
use crate::outcome::steering_outcome;
use crate::unfit::{Thing, Unfit};

/// The event, where it is not so already.
type Decided = Result<Option<ProjectEvent>, ProjectRefusal>;

impl Project {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ProjectCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProjectEvent>, ProjectRefusal> {
        Unfit::check_existence(Thing::Project, self.exists(), command.creates())?;
        let event = match command {
            ProjectCommand::EstablishProject(c) => establish(c, ctx),
            ProjectCommand::RenameProject(c) => {
                Unfit::check_line("name", &c.name)?;
                let (name, since) = (c.name.id, c.since);
                Ok(Some(ProjectRenamed { name, since }.into()))
            }
            ProjectCommand::SetProjectSteeringGroup(c) => self.set_steering_group(c, ctx),
            ProjectCommand::AddProjectOperator(c) => self.add_operator(c, ctx),
            ProjectCommand::RemoveProjectOperator(c) => self.remove_operator(c),
            ProjectCommand::RecordStaffUse(c) => self.record_staff_use(c, ctx),
            ProjectCommand::EndProject(c) => {
                let ended_on = c.ended_on;
                let event = ProjectEnded { ended_on };
                Ok((self.ended_on != Some(ended_on)).then(|| event.into()))
            }
            ProjectCommand::CorrectProject(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    ProjectFactCorrected {
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

    fn set_steering_group(&self, c: &SetProjectSteeringGroup, ctx: &FundingContext) -> Decided {
        ctx.facts.body(c.body, "body")?;
        let at = self.steering_groups.at(c.since);
        if at.is_some_and(|at| at.value == c.body && at.since == Some(c.since.into())) {
            return Ok(None);
        }
        let (body, since) = (c.body, c.since);
        Ok(Some(ProjectSteeringGroupSet { body, since }.into()))
    }

    fn add_operator(&self, c: &AddProjectOperator, ctx: &FundingContext) -> Decided {
        ctx.facts.partner(c.partner, "partner")?;
        let (partner, since) = (c.partner, c.since);
        let event = ProjectOperatorAdded { partner, since };
        Ok((!self.operators.has(&partner, since)).then(|| event.into()))
    }

    fn remove_operator(&self, c: &RemoveProjectOperator) -> Decided {
        let (partner, since) = (c.partner, c.since);
        match self.operators.leaving(&partner, since) {
            Leaving::Ends => Ok(Some(ProjectOperatorRemoved { partner, since }.into())),
            Leaving::Repeated => Ok(None),
            Leaving::NeverBelonged => Err(ProjectRefusal::NoOperator { partner, since }),
        }
    }

    fn record_staff_use(&self, c: &RecordStaffUse, ctx: &FundingContext) -> Decided {
        if self.staff.facts().iter().any(|fact| {
            fact.since == Some(c.since.into())
                && (fact.value.meeting, fact.value.outcome) == (c.meeting, c.outcome)
        }) {
            return Ok(None);
        }
        let met_on = steering_outcome(&ctx.facts, self, c.meeting, c.outcome)?;
        Unfit::check_not_before("since", c.since, Some(met_on))?;
        let event = StaffUseRecorded {
            meeting: c.meeting,
            outcome: c.outcome,
            text: c.text.id,
            since: c.since,
        };
        Ok(Some(event.into()))
    }

    /// Whether the event may follow what is recorded: within the project's days, which end once.
    fn fits(&self, event: &ProjectEvent) -> Result<(), ProjectRefusal> {
        match event {
            ProjectEvent::ProjectEstablished(_) | ProjectEvent::ProjectFactCorrected(_) => Ok(()),
            ProjectEvent::ProjectRenamed(e) => self.check_runs("since", e.since),
            ProjectEvent::ProjectSteeringGroupSet(e) => self.check_runs("since", e.since),
            ProjectEvent::ProjectOperatorAdded(e) => self.check_runs("since", e.since),
            ProjectEvent::ProjectOperatorRemoved(e) => Ok(Unfit::check_not_before(
                "since",
                e.since,
                self.established_on,
            )?),
            ProjectEvent::StaffUseRecorded(e) => self.check_runs("since", e.since),
            ProjectEvent::ProjectEnded(e) => self.check_runs("endedOn", e.ended_on),
        }
    }

    fn check_runs(&self, field: &'static str, day: Date) -> Result<(), ProjectRefusal> {
        Unfit::check_not_before(field, day, self.established_on)?;
        match self.ended_on {
            Some(ended_on) if ended_on < day || field == "endedOn" => {
                Err(ProjectRefusal::Ended { ended_on, field })
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn establish(c: &EstablishProject, ctx: &FundingContext) -> Decided {
    Unfit::check_line("name", &c.name)?;
    if let Some(region) = c.region {
        ctx.facts.region(region, "region")?;
    }
    if let Some(body) = c.steering_group {
        ctx.facts.body(body, "steeringGroup")?;
    }
    let event = ProjectEstablished {
        name: c.name.id,
        region: c.region,
        steering_group: c.steering_group,
        established_on: c.established_on,
    };
    Ok(Some(event.into()))
}

impl Correctable for Project {
    fn history(&self) -> &History<ProjectEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ProjectEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &ProjectCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProjectEvent>, ProjectRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), ProjectRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
