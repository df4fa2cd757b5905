//! What a body's command makes happen: one function per command. Seats and members are in `seating.rs`.

use kernel::{
    Cadence, Date, DomainCommand, Facts, Frozen, PartialDate, Status, Warning, correct, facts,
};

use super::aggregate::{Body, ForwardingTargets};
use super::command::*;
use super::error::BodyRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::network::NetworkKind;
use crate::policy::BodyRule;
use crate::unfit::{Thing, Unfit};

pub(super) type Decision = Result<Vec<BodyEvent>, BodyRefusal>;

impl Body {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &BodyCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Body, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on(ctx.occurred_on) {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            BodyCommand::EstablishBody(c) => establish(c, ctx),
            BodyCommand::FoundBody(c) => self.found(c),
            BodyCommand::RenameBody(c) => self.rename(c, ctx),
            BodyCommand::SetParent(c) => self.set_parent(c, ctx),
            BodyCommand::SetAdvisory(c) => self.set_advisory(c),
            BodyCommand::SetCadence(c) => self.set_cadence(c),
            BodyCommand::DefineSeat(c) => self.define_seat(c, ctx),
            BodyCommand::FillSeat(c) => self.fill_seat(c, ctx),
            BodyCommand::VacateSeat(c) => self.vacate_seat(c),
            BodyCommand::RemoveSeat(c) => self.remove_seat(c),
            BodyCommand::JoinBody(c) => self.join(c, ctx),
            BodyCommand::LeaveBody(c) => self.leave(c),
            BodyCommand::SetForwardingTargets(c) => self.set_targets(c, ctx),
            BodyCommand::DissolveBody(c) => self.dissolve(c),
            BodyCommand::CorrectBody(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    BodyFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn found(&self, c: &FoundBody) -> Decision {
        if self.planned {
            self.check_runs(c.founded_on.first_day())?;
            Ok(vec![
                BodyFounded {
                    founded_on: c.founded_on,
                }
                .into(),
            ])
        } else if self.founded_on == Some(c.founded_on) {
            Ok(Vec::new())
        } else {
            Err(BodyRefusal::AlreadyFounded)
        }
    }

    fn rename(&self, c: &RenameBody, ctx: &MembershipContext) -> Decision {
        Unfit::check_name(&c.name)?;
        self.check_runs(ctx.occurred_on)?;
        Ok(vec![
            BodyRenamed {
                name: c.name.id,
                renamed_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    fn set_parent(&self, c: &SetParent, ctx: &MembershipContext) -> Decision {
        let day = c.since.first_day();
        self.check_runs(day)?;
        if c.parent == c.body {
            return Err(BodyRefusal::OwnParent);
        }
        let parent = ctx.facts.body(c.parent, "parent")?;
        if parent.parents.on(day) == Some(&c.body) {
            return Err(BodyRefusal::ParentBelow { parent: c.parent });
        }
        if self.parent_on(day) == Some(c.parent) {
            return Ok(Vec::new());
        }
        Ok(vec![
            ParentSet {
                parent: c.parent,
                since: c.since,
            }
            .into(),
        ])
    }

    fn set_advisory(&self, c: &SetAdvisory) -> Decision {
        self.check_runs(c.adopted_on)?;
        if self.adopted_advisories.on(c.adopted_on) == Some(&c.advisory) {
            return Ok(Vec::new());
        }
        Ok(vec![
            AdvisorySet {
                advisory: c.advisory,
                adopted_on: c.adopted_on,
            }
            .into(),
        ])
    }

    fn set_cadence(&self, c: &SetCadence) -> Decision {
        self.check_runs(c.adopted_on)?;
        let SetCadence {
            body: _,
            required,
            target,
            strength,
            adopted_on,
        } = *c;
        let possible = [required, target]
            .into_iter()
            .flatten()
            .all(|times| (1..=366).contains(&times));
        let cadence = match (required, target) {
            (None, None) => return Err(BodyRefusal::CadenceMissing),
            (Some(least), Some(aim)) if aim < least => {
                return Err(BodyRefusal::CadenceInvalid { required, target });
            }
            _ if !possible => return Err(BodyRefusal::CadenceInvalid { required, target }),
            _ => Cadence {
                required,
                target,
                strength,
            },
        };
        if self.adopted_cadences.on(adopted_on) == Some(&cadence) {
            return Ok(Vec::new());
        }
        Ok(vec![
            CadenceSet {
                required,
                target,
                strength,
                adopted_on,
            }
            .into(),
        ])
    }

    fn set_targets(&self, c: &SetForwardingTargets, ctx: &MembershipContext) -> Decision {
        self.check_runs(ctx.occurred_on)?;
        for body in &c.bodies {
            if *body == c.body {
                return Err(BodyRefusal::ForwardsToItself);
            }
            ctx.facts.body(*body, "bodies")?;
        }
        let targets = ForwardingTargets {
            bodies: c.bodies.clone(),
            organs: c.organs.clone(),
        };
        if self.targets.on(ctx.occurred_on) == Some(&targets) {
            return Ok(Vec::new());
        }
        let ForwardingTargets { bodies, organs } = targets;
        Ok(vec![
            ForwardingTargetsSet {
                bodies,
                organs,
                set_on: ctx.occurred_on,
            }
            .into(),
        ])
    }

    fn dissolve(&self, c: &DissolveBody) -> Decision {
        match self.dissolved_on {
            Some(dissolved_on) if dissolved_on == c.dissolved_on => Ok(Vec::new()),
            Some(dissolved_on) => Err(BodyRefusal::Dissolved { dissolved_on }),
            None => {
                Unfit::check_not_before("dissolvedOn", c.dissolved_on, self.last_active_day())?;
                Ok(vec![
                    BodyDissolved {
                        dissolved_on: c.dissolved_on,
                    }
                    .into(),
                ])
            }
        }
    }

    pub(super) fn check_runs(&self, day: Date) -> Result<(), BodyRefusal> {
        match self.dissolved_on {
            Some(dissolved_on) if dissolved_on < day => {
                Err(BodyRefusal::Dissolved { dissolved_on })
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn establish(c: &EstablishBody, ctx: &MembershipContext) -> Decision {
    Unfit::check_name(&c.name)?;
    let rule = find_rule(c, ctx)?;
    check_place(c, ctx)?;
    let event = BodyEstablished {
        kind: c.kind,
        name: c.name.id,
        rule: rule.map(|rule| rule.key.clone()),
        policy_version: ctx.facts.policy_version,
        network: c.network,
        parent: c.parent,
        region: c.region,
        founded_on: c.founded_on,
        planned: c.planned,
        advisory: rule.map_or_else(unstated, |rule| (&rule.advisory).into()),
        cadence: rule.map_or_else(unstated, |rule| (&rule.cadence).into()),
        forwards_to: rule.map_or_else(unstated, |rule| (&rule.forwards_to).into()),
    };
    Ok(vec![event.into()])
}

fn find_rule<'a>(
    c: &EstablishBody,
    ctx: &'a MembershipContext,
) -> Result<Option<&'a BodyRule>, BodyRefusal> {
    let Some(key) = &c.rule else { return Ok(None) };
    match ctx.policy.body_rule(key) {
        Some(rule) if rule.kind == c.kind => Ok(Some(rule)),
        Some(rule) => Err(BodyRefusal::KindDiffers {
            rule: key.clone(),
            expected: rule.kind,
            kind: c.kind,
        }),
        None => {
            let allowed = ctx
                .policy
                .bodies
                .iter()
                .map(|rule| rule.key.clone())
                .collect();
            Err(BodyRefusal::RuleUnknown {
                rule: key.clone(),
                allowed,
            })
        }
    }
}

fn check_place(c: &EstablishBody, ctx: &MembershipContext) -> Result<(), BodyRefusal> {
    if c.kind == BodyKind::PreparationTeam && c.network.is_none() {
        return Err(BodyRefusal::NetworkMissing);
    }
    if c.kind == BodyKind::SubGroup && c.parent.is_none() {
        return Err(BodyRefusal::ParentMissing);
    }
    if let Some(network) = c.network {
        let day = c.founded_on.map_or(ctx.occurred_on, PartialDate::first_day);
        let known = ctx.facts.network(network, "network", day)?;
        if c.kind == BodyKind::PreparationTeam {
            let doubled = ctx.facts.prepared_networks.contains(&network);
            warn_of_preparation_team(doubled, known.kind, ctx);
        }
    }
    if c.kind == BodyKind::CoordinatorsMeeting && c.network.is_some() {
        ctx.warn(Warning {
            code: "COORDINATORS_MEETING_OF_ONE_NETWORK".to_owned(),
            rule: "MEM-42".to_owned(),
            sentence: "Im Treffen der Netzwerkkoordinatorinnen und -koordinatoren kommen die aller Netzwerke zusammen."
                .to_owned(),
            facts: facts! { "network" => c.network },
        });
    }
    if let Some(parent) = c.parent {
        ctx.facts.body(parent, "parent")?;
    }
    if let Some(region) = c.region {
        ctx.facts.region(region, "region")?;
    }
    Ok(())
}

/// One team per central network is inferred from „ein Vorbereitungsteam“ (MEM-41): it never refuses.
fn warn_of_preparation_team(doubled: bool, kind: NetworkKind, ctx: &MembershipContext) {
    let warn = |code: &str, sentence: &str, facts: Facts| {
        let (code, rule, sentence) = (code.to_owned(), "MEM-41".to_owned(), sentence.to_owned());
        ctx.warn(Warning {
            code,
            rule,
            sentence,
            facts,
        });
    };
    if doubled {
        warn(
            "PREPARATION_TEAM_EXISTS",
            "Das Netzwerk hat schon ein Vorbereitungsteam.",
            Facts::new(),
        );
    }
    if kind != NetworkKind::Central {
        warn(
            "PREPARATION_TEAM_OF_OTHER_NETWORK",
            "Vorbereitungsteams nennt das Dokument nur für zentrale Netzwerke.",
            facts! { "kind" => kind },
        );
    }
}

fn unstated<T>() -> Frozen<T> {
    Frozen {
        value: None,
        status: Status::Unstated,
    }
}
