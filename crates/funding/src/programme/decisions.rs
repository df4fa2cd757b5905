//! What a programme's command makes happen, and whether its facts fit each other.

use cqrs_es::Aggregate;
use kernel::{Correctable, Date, DomainCommand, History, Warning, correct, facts};

use super::aggregate::Programme;
use super::command::*;
use super::error::ProgrammeRefusal;
use super::event::*;
use super::terms::ProgrammeSource;
use crate::facts::FundingContext;
use crate::unfit::{Thing, Unfit};

/// The event, where it is not so already.
type Decided = Result<Option<ProgrammeEvent>, ProgrammeRefusal>;

impl Programme {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &ProgrammeCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProgrammeEvent>, ProgrammeRefusal> {
        Unfit::check_existence(Thing::Programme, self.exists(), command.creates())?;
        let event = match command {
            ProgrammeCommand::RegisterProgramme(c) => register(c, ctx),
            ProgrammeCommand::SetProgrammeTerms(c) => self.set_terms(c),
            ProgrammeCommand::ExcludeProgramme(c) => self.exclude(c, ctx),
            ProgrammeCommand::LiftProgrammeExclusion(c) => Ok(self.lift(c)),
            ProgrammeCommand::SetBaseRate(c) => Ok(self.set_base_rate(c)),
            ProgrammeCommand::RecordKeyAdjustment(c) => self.adjust(c, ctx.today),
            ProgrammeCommand::EndProgramme(c) => self.end(c, ctx),
            ProgrammeCommand::CorrectProgramme(c) => {
                return correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    ProgrammeFactCorrected {
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

    fn set_terms(&self, c: &SetProgrammeTerms) -> Decided {
        if c.terms.key_adjusted_every_years == Some(0) {
            return Err(ProgrammeRefusal::YearsMissing);
        }
        let event = ProgrammeTermsSet {
            terms: c.terms.clone(),
            since: c.since,
        };
        let repeated = self
            .terms
            .at(c.since)
            .is_some_and(|known| known.since == Some(c.since.into()) && known.value == c.terms);
        Ok((!repeated).then(|| event.into()))
    }

    fn exclude(&self, c: &ExcludeProgramme, ctx: &FundingContext) -> Decided {
        if c.other == c.programme {
            let (field, programme) = ("other", c.programme);
            return Err(ProgrammeRefusal::Itself { field, programme });
        }
        ctx.facts.programme(c.other, "other")?;
        let event = ProgrammeExcluded {
            other: c.other,
            since: c.since,
        };
        Ok((!self.excludes_on(c.other, c.since)).then(|| event.into()))
    }

    fn lift(&self, c: &LiftProgrammeExclusion) -> Option<ProgrammeEvent> {
        let periods = self.exclusions.periods(&c.other);
        let lifted = periods.iter().any(|period| {
            let until = period.until.and_then(|until| until.tomorrow().ok());
            until == Some(c.since)
        });
        let event = ProgrammeExclusionLifted {
            other: c.other,
            since: c.since,
        };
        let repeated = lifted && !self.excludes_on(c.other, c.since);
        (!repeated).then(|| event.into())
    }

    fn set_base_rate(&self, c: &SetBaseRate) -> Option<ProgrammeEvent> {
        let repeated = self.base_rates.at(c.since).is_some_and(|known| {
            known.since == Some(c.since.into()) && known.value == c.basis_points
        });
        let event = BaseRateSet {
            basis_points: c.basis_points,
            since: c.since,
        };
        (!repeated).then(|| event.into())
    }

    fn adjust(&self, c: &RecordKeyAdjustment, today: Date) -> Decided {
        Unfit::check_not_in_future("adjustedOn", c.adjusted_on, today)?;
        let event = DistributionKeyAdjusted {
            adjusted_on: c.adjusted_on,
        };
        let repeated = self.key_adjustments.contains(&c.adjusted_on);
        Ok((!repeated).then(|| event.into()))
    }

    fn end(&self, c: &EndProgramme, ctx: &FundingContext) -> Decided {
        if let Some(successor) = c.successor {
            if successor == c.programme {
                let (field, programme) = ("successor", c.programme);
                return Err(ProgrammeRefusal::Itself { field, programme });
            }
            ctx.facts.programme(successor, "successor")?;
        }
        let until = self.valid.and_then(|valid| valid.until);
        let repeated = until == Some(c.last_day) && self.successor == c.successor;
        let event = ProgrammeEnded {
            last_day: c.last_day,
            successor: c.successor,
        };
        Ok((!repeated).then(|| event.into()))
    }

    /// Whether the event may follow what is recorded.
    fn fits(&self, event: &ProgrammeEvent) -> Result<(), ProgrammeRefusal> {
        match event {
            ProgrammeEvent::ProgrammeRegistered(e) => {
                check_order("validUntil", e.valid_since, e.valid_until)
            }
            ProgrammeEvent::ProgrammeEnded(e) => {
                let since = self.valid.map_or(e.last_day, |valid| valid.since);
                check_order("lastDay", since, Some(e.last_day))
            }
            ProgrammeEvent::BaseRateSet(e) if e.basis_points.abs() > 10_000 => {
                Err(ProgrammeRefusal::RateNotMeant {
                    basis_points: e.basis_points,
                })
            }
            ProgrammeEvent::DistributionKeyAdjusted(e) => {
                let since = self.valid.map(|valid| valid.since);
                Ok(Unfit::check_not_before("adjustedOn", e.adjusted_on, since)?)
            }
            ProgrammeEvent::ProgrammeExclusionLifted(e) => {
                let (other, day) = (e.other, e.since);
                if self.excludes_on(other, day) {
                    Ok(())
                } else {
                    Err(ProgrammeRefusal::NotExcluded { other, day })
                }
            }
            ProgrammeEvent::ProgrammeTermsSet(_)
            | ProgrammeEvent::ProgrammeExcluded(_)
            | ProgrammeEvent::BaseRateSet(_)
            | ProgrammeEvent::ProgrammeFactCorrected(_) => Ok(()),
        }
    }
}

fn check_order(
    field: &'static str,
    since: Date,
    until: Option<Date>,
) -> Result<(), ProgrammeRefusal> {
    match until {
        Some(until) if until < since => Err(ProgrammeRefusal::Backwards {
            field,
            since,
            until,
        }),
        Some(_) | None => Ok(()),
    }
}

/// A council's own programme names its decision (FUN-01); one that is not the policy's is asked about.
fn register(c: &RegisterProgramme, ctx: &FundingContext) -> Decided {
    Unfit::check_line("name", &c.name)?;
    for basis in &c.legal_bases {
        Unfit::check_line("legalBases", basis)?;
    }
    Unfit::check_not_in_future("registeredOn", c.registered_on, ctx.today)?;
    match &c.decision {
        Some(decision) => {
            if let Some((field, reason)) = decision.fault() {
                return Err(ProgrammeRefusal::DecisionInvalid { field, reason });
            }
            let known = ctx.policy.authorising_decision.value();
            let known = known.filter(|_| c.source == ProgrammeSource::Council);
            if let Some(known) = known.filter(|known| *known != decision) {
                ctx.warn(Warning {
                    code: "OTHER_DECISION".to_owned(),
                    rule: "FUN-01".to_owned(),
                    sentence: format!(
                        "Die Erstattungen beruhen auf dem Beschluss {}; hier steht {}.",
                        known.number, decision.number
                    ),
                    facts: facts! { "known" => known, "given" => decision },
                });
            }
        }
        None if c.source == ProgrammeSource::Council => {
            return Err(ProgrammeRefusal::DecisionMissing);
        }
        None => {}
    }
    let event = ProgrammeRegistered {
        name: c.name.id,
        source: c.source,
        state: c.state.clone(),
        legal_bases: c.legal_bases.iter().map(|basis| basis.id).collect(),
        areas: c.areas.clone(),
        decision: c.decision.clone(),
        valid_since: c.valid_since,
        valid_until: c.valid_until,
        registered_on: c.registered_on,
    };
    Ok(Some(event.into()))
}

impl Correctable for Programme {
    fn history(&self) -> &History<ProgrammeEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<ProgrammeEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &ProgrammeCommand,
        ctx: &FundingContext,
    ) -> Result<Vec<ProgrammeEvent>, ProgrammeRefusal> {
        self.decide(command, ctx)
    }

    /// Each fact could follow the ones before it.
    fn check(&self) -> Result<(), ProgrammeRefusal> {
        let mut so_far = Self::default();
        for (_, event) in self.history.standing() {
            so_far.fits(event)?;
            so_far.apply(event.clone());
        }
        Ok(())
    }
}
