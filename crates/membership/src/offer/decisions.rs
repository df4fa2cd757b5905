//! What an offer's command makes happen, and whether its facts fit each other.

use kernel::{Correctable, Date, DomainCommand, History, correct};

use super::aggregate::{Offer, Pause};
use super::command::*;
use super::details::{AGE_MAX, AGE_MIN, NewOfferDetails};
use super::error::OfferRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::partner::MembershipState;
use crate::unfit::{Thing, Unfit};

type Decision = Result<Vec<OfferEvent>, OfferRefusal>;

impl Offer {
    /// What the command makes happen; nothing where it is so already.
    pub fn decide(&self, command: &OfferCommand, ctx: &MembershipContext) -> Decision {
        Unfit::check_existence(Thing::Offer, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            OfferCommand::RegisterOffer(c) => register(c, ctx),
            OfferCommand::ReviseOffer(c) => self.revise(c, ctx),
            OfferCommand::ConfirmOffer(c) => self.confirm(c),
            OfferCommand::PauseOffer(c) => self.pause(c),
            OfferCommand::ResumeOffer(c) => self.resume(c),
            OfferCommand::EndOffer(c) => self.end(c),
            OfferCommand::CorrectOffer(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    OfferFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn revise(&self, c: &ReviseOffer, ctx: &MembershipContext) -> Decision {
        self.check_runs("revisedOn", c.revised_on)?;
        check_details(&c.details, ctx)?;
        Ok(vec![
            OfferRevised {
                details: (&c.details).into(),
                revised_on: c.revised_on,
            }
            .into(),
        ])
    }

    fn confirm(&self, c: &ConfirmOffer) -> Decision {
        self.check_runs("confirmedOn", c.confirmed_on)?;
        if self.confirmations.contains(&c.confirmed_on) {
            return Ok(Vec::new());
        }
        Ok(vec![
            OfferConfirmed {
                confirmed_on: c.confirmed_on,
            }
            .into(),
        ])
    }

    fn pause(&self, c: &PauseOffer) -> Decision {
        self.check_runs("from", c.from)?;
        if let Some(until) = c.until {
            Unfit::check_not_before("until", until, Some(c.from))?;
        }
        let again = Pause {
            from: c.from,
            until: c.until,
            resumed_on: None,
        };
        if self.pauses.contains(&again) {
            return Ok(Vec::new());
        }
        if let Some(pause) = self.pauses.iter().find(|p| p.overlaps(c.from, c.until)) {
            return Err(OfferRefusal::Paused { from: pause.from });
        }
        Ok(vec![
            OfferPaused {
                from: c.from,
                until: c.until,
            }
            .into(),
        ])
    }

    fn resume(&self, c: &ResumeOffer) -> Decision {
        self.check_runs("resumedOn", c.resumed_on)?;
        let resumed = |pause: &Pause| pause.resumed_on == Some(c.resumed_on);
        if self.pauses.iter().any(resumed) {
            Ok(Vec::new())
        } else if self.pauses.iter().any(|p| p.contains(c.resumed_on)) {
            Ok(vec![
                OfferResumed {
                    resumed_on: c.resumed_on,
                }
                .into(),
            ])
        } else {
            Err(OfferRefusal::NotPaused { day: c.resumed_on })
        }
    }

    fn end(&self, c: &EndOffer) -> Decision {
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(OfferRefusal::Ended { ended_on }),
            None => {
                let latest = self.history.standing().filter_map(|(_, e)| needs_offer(e));
                Unfit::check_not_before("endedOn", c.ended_on, latest.max())?;
                Ok(vec![
                    OfferEnded {
                        ended_on: c.ended_on,
                    }
                    .into(),
                ])
            }
        }
    }

    /// Registered by then, and not ended before.
    fn check_runs(&self, field: &'static str, day: Date) -> Result<(), OfferRefusal> {
        Unfit::check_not_before(field, day, self.registered_on)?;
        match self.ended_on {
            Some(ended_on) if ended_on < day => Err(OfferRefusal::Ended { ended_on }),
            Some(_) | None => Ok(()),
        }
    }
}

fn register(c: &RegisterOffer, ctx: &MembershipContext) -> Decision {
    let state = ctx
        .facts
        .partner(c.partner, "partner")?
        .state_on(c.registered_on);
    if state != MembershipState::Active {
        return Err(OfferRefusal::PartnerNotActive {
            partner: c.partner,
            state,
            on: c.registered_on,
        });
    }
    check_details(&c.details, ctx)?;
    Ok(vec![
        OfferRegistered {
            partner: c.partner,
            details: (&c.details).into(),
            registered_on: c.registered_on,
        }
        .into(),
    ])
}

fn check_details(details: &NewOfferDetails, ctx: &MembershipContext) -> Result<(), OfferRefusal> {
    Unfit::check_name(&details.name)?;
    if details.access_paths.is_empty() {
        return Err(OfferRefusal::AccessPathMissing);
    }
    let (from, to) = (details.age_from_months, details.age_to_months);
    let possible = [from, to]
        .into_iter()
        .flatten()
        .all(|months| (AGE_MIN..=AGE_MAX).contains(&months));
    let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
    if !possible || !ordered {
        return Err(OfferRefusal::AgeSpanInvalid { from, to });
    }
    let known = &ctx.policy.sectors;
    if let Some(sector) = details.sectors.iter().find(|code| !known.knows(code)) {
        return Err(OfferRefusal::SectorUnknown {
            sector: sector.clone(),
            allowed: known.codes(),
        });
    }
    for district in &details.districts {
        ctx.facts.region(*district, "details.districts")?;
    }
    for site in &details.sites {
        ctx.facts.site(*site, "details.sites")?;
    }
    Ok(())
}

/// The day on which the offer must still be there for what was recorded.
fn needs_offer(event: &OfferEvent) -> Option<Date> {
    match event {
        OfferEvent::OfferRegistered(e) => Some(e.registered_on),
        OfferEvent::OfferRevised(e) => Some(e.revised_on),
        OfferEvent::OfferConfirmed(e) => Some(e.confirmed_on),
        OfferEvent::OfferPaused(e) => Some(e.from),
        OfferEvent::OfferResumed(e) => Some(e.resumed_on),
        OfferEvent::OfferEnded(_) | OfferEvent::OfferFactCorrected(_) => None,
    }
}

impl Correctable for Offer {
    fn history(&self) -> &History<OfferEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<OfferEvent> {
        &mut self.history
    }

    fn decide(&self, command: &OfferCommand, ctx: &MembershipContext) -> Decision {
        self.decide(command, ctx)
    }

    /// Nothing before it was registered or after its only end, pauses apart from each other, resumed what paused.
    fn check(&self) -> Result<(), OfferRefusal> {
        let (mut pauses, mut ended): (Vec<Pause>, bool) = (Vec::new(), false);
        for (_, event) in self.history.standing() {
            if let Some(day) = needs_offer(event) {
                self.check_runs("replacement", day)?;
            }
            match event {
                OfferEvent::OfferPaused(e) => {
                    if let Some(pause) = pauses.iter().find(|p| p.overlaps(e.from, e.until)) {
                        return Err(OfferRefusal::Paused { from: pause.from });
                    }
                    pauses.push(Pause {
                        from: e.from,
                        until: e.until,
                        resumed_on: None,
                    });
                }
                OfferEvent::OfferResumed(e) => {
                    let day = e.resumed_on;
                    let paused = pauses.iter_mut().find(|pause| pause.contains(day));
                    paused.ok_or(OfferRefusal::NotPaused { day })?.resumed_on = Some(day);
                }
                OfferEvent::OfferEnded(e) if ended => {
                    let ended_on = e.ended_on;
                    return Err(OfferRefusal::Ended { ended_on });
                }
                OfferEvent::OfferEnded(_) => ended = true,
                OfferEvent::OfferRegistered(_)
                | OfferEvent::OfferRevised(_)
                | OfferEvent::OfferConfirmed(_)
                | OfferEvent::OfferFactCorrected(_) => {}
            }
        }
        Ok(())
    }
}
