//! A group's state, and what its commands make happen.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{
    Correctable, Date, DomainCommand, EntryId, History, PartialDate, PartnerId, SiteId, correct,
};
use serde::{Deserialize, Serialize};

use super::command::*;
use super::error::VolunteerRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use crate::unfit::{Thing, Unfit};
use kernel::timeline::Succession;

pub(super) const SESSIONS_MAX: u16 = 50;
pub(super) const HOURS_MAX: u16 = 24;

/// A group of volunteers and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VolunteerGroup {
    pub name: Option<EntryId>,
    pub site: Option<SiteId>,
    pub partner: Option<PartnerId>,
    pub since: Option<PartialDate>,
    pub headcounts: Succession<u16>,
    pub trainings: Vec<BasicTraining>,
    /// Days of exchange, in the order in which they were told.
    pub exchanges: Vec<Date>,
    /// Days on which confidentiality was confirmed.
    pub confidentiality: Vec<Date>,
    /// The last day.
    pub ended_on: Option<Date>,
    pub history: History<VolunteerEvent>,
}

/// A basic training [Grundschulung].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BasicTraining {
    pub sessions: u16,
    pub hours_per_session: u16,
    /// The last session's day.
    pub held_on: Date,
    pub participants: Option<u16>,
}

impl VolunteerGroup {
    pub fn exists(&self) -> bool {
        self.since.is_some()
    }

    /// True from the day since when it works (as far as known) to its last day.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.since.is_some_and(|since| since.first_day() <= day)
            && self.ended_on.is_none_or(|last| day <= last)
    }

    /// How many volunteers it had when they were last counted; `None` where nobody counted.
    pub fn headcount_on(&self, day: Date) -> Option<u16> {
        self.headcounts
            .on(day)
            .copied()
            .filter(|_| self.is_active_on(day))
    }

    /// The last exchange up to `day`.
    pub fn last_exchange_on(&self, day: Date) -> Option<Date> {
        latest(&self.exchanges, day)
    }

    /// When confidentiality was last confirmed up to `day`.
    pub fn confidential_since(&self, day: Date) -> Option<Date> {
        latest(&self.confidentiality, day)
    }

    /// What the command makes happen; nothing where it is so already.
    pub fn decide(
        &self,
        command: &VolunteerCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
        Unfit::check_existence(Thing::VolunteerGroup, self.exists(), command.creates())?;
        if let Some((field, day)) = command.recorded_on() {
            Unfit::check_not_in_future(field, day, ctx.today)?;
        }
        match command {
            VolunteerCommand::RegisterVolunteerGroup(c) => register(c, ctx),
            VolunteerCommand::RecordVolunteerHeadcount(c) => self.count(c),
            VolunteerCommand::RecordVolunteerTraining(c) => self.train(c),
            VolunteerCommand::RecordVolunteerExchange(c) => {
                self.check_active("heldOn", c.held_on.into())?;
                if self.exchanges.contains(&c.held_on) {
                    return Ok(Vec::new());
                }
                let event = VolunteerExchangeRecorded { held_on: c.held_on };
                Ok(vec![event.into()])
            }
            VolunteerCommand::ConfirmVolunteerConfidentiality(c) => {
                self.check_active("on", c.on.into())?;
                if self.confidentiality.contains(&c.on) {
                    return Ok(Vec::new());
                }
                Ok(vec![VolunteerConfidentialityConfirmed { on: c.on }.into()])
            }
            VolunteerCommand::EndVolunteerGroup(c) => self.end(c),
            VolunteerCommand::CorrectVolunteerGroup(c) => {
                correct(self, c.fact, c.instead().as_ref(), ctx, |replacement| {
                    VolunteerFactCorrected {
                        fact: c.fact,
                        reason: c.reason.id,
                        replacement,
                    }
                    .into()
                })
            }
        }
    }

    fn count(&self, c: &RecordVolunteerHeadcount) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
        self.check_active("on", c.on)?;
        let known = self.headcounts.at(c.on.first_day());
        if known.is_some_and(|known| known.since == Some(c.on) && known.value == c.count) {
            return Ok(Vec::new());
        }
        let event = VolunteerHeadcountRecorded {
            count: c.count,
            on: c.on,
        };
        Ok(vec![event.into()])
    }

    fn train(&self, c: &RecordVolunteerTraining) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
        self.check_active("heldOn", c.held_on.into())?;
        let plausible = (1..=SESSIONS_MAX).contains(&c.sessions)
            && (1..=HOURS_MAX).contains(&c.hours_per_session);
        if !plausible {
            return Err(VolunteerRefusal::TrainingImplausible {
                sessions: c.sessions,
                hours_per_session: c.hours_per_session,
            });
        }
        let training = BasicTraining {
            sessions: c.sessions,
            hours_per_session: c.hours_per_session,
            held_on: c.held_on,
            participants: c.participants,
        };
        if self.trainings.contains(&training) {
            return Ok(Vec::new());
        }
        let event = VolunteerTrainingRecorded {
            sessions: c.sessions,
            hours_per_session: c.hours_per_session,
            held_on: c.held_on,
            participants: c.participants,
        };
        Ok(vec![event.into()])
    }

    fn end(&self, c: &EndVolunteerGroup) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
        match self.ended_on {
            Some(ended_on) if ended_on == c.ended_on => Ok(Vec::new()),
            Some(ended_on) => Err(VolunteerRefusal::Ended { ended_on }),
            None => {
                let mut ended = self.clone();
                ended.ended_on = Some(c.ended_on);
                ended.check_dates("endedOn")?;
                let event = VolunteerGroupEnded {
                    ended_on: c.ended_on,
                };
                Ok(vec![event.into()])
            }
        }
    }

    /// A fact cannot lie outside the time in which the group works, as far as both days are known.
    fn check_active(&self, field: &'static str, day: PartialDate) -> Result<(), VolunteerRefusal> {
        let since = self.since.map(PartialDate::first_day);
        Unfit::check_not_before(field, day.last_day(), since)?;
        match self.ended_on {
            Some(ended_on) if ended_on < day.first_day() => {
                Err(VolunteerRefusal::Ended { ended_on })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Whether all recorded days lie in the time in which the group works; `field` names what moved.
    fn check_dates(&self, field: &'static str) -> Result<(), VolunteerRefusal> {
        let since = self.since.map(PartialDate::first_day);
        if let Some(ended_on) = self.ended_on {
            Unfit::check_not_before(field, ended_on, since)?;
        }
        for (fact, event) in self.history.standing() {
            let day = match event {
                VolunteerEvent::VolunteerHeadcountRecorded(e) => e.on,
                VolunteerEvent::VolunteerTrainingRecorded(e) => e.held_on.into(),
                VolunteerEvent::VolunteerExchangeRecorded(e) => e.held_on.into(),
                VolunteerEvent::VolunteerConfidentialityConfirmed(e) => e.on.into(),
                VolunteerEvent::VolunteerGroupRegistered(_)
                | VolunteerEvent::VolunteerGroupEnded(_)
                | VolunteerEvent::VolunteerFactCorrected(_) => continue,
            };
            let early = since.is_some_and(|since| day.last_day() < since);
            let late = self.ended_on.is_some_and(|last| last < day.first_day());
            if early || late {
                return Err(VolunteerRefusal::FactOutside {
                    field,
                    fact,
                    day,
                    ended_on: self.ended_on,
                });
            }
        }
        Ok(())
    }
}

fn register(
    c: &RegisterVolunteerGroup,
    ctx: &MembershipContext,
) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
    Unfit::check_name(&c.name)?;
    if let Some(site) = c.site {
        ctx.facts.site(site, "site")?;
    }
    if let Some(partner) = c.partner {
        ctx.facts.partner(partner, "partner")?;
    }
    let event = VolunteerGroupRegistered {
        name: c.name.id,
        site: c.site,
        partner: c.partner,
        since: c.since,
    };
    Ok(vec![event.into()])
}

fn latest(days: &[Date], day: Date) -> Option<Date> {
    days.iter().copied().filter(|on| *on <= day).max()
}

impl Aggregate for VolunteerGroup {
    const TYPE: &'static str = "volunteers";
    type Command = VolunteerCommand;
    type Event = VolunteerEvent;
    type Error = VolunteerRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: VolunteerCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), VolunteerRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: VolunteerEvent) {
        self.history.record(&event);
        match event {
            VolunteerEvent::VolunteerGroupRegistered(e) => {
                self.name = Some(e.name);
                self.site = e.site;
                self.partner = e.partner;
                self.since = Some(e.since);
            }
            VolunteerEvent::VolunteerHeadcountRecorded(e) => {
                self.headcounts.note(Some(e.on), e.count);
            }
            VolunteerEvent::VolunteerTrainingRecorded(e) => self.trainings.push(BasicTraining {
                sessions: e.sessions,
                hours_per_session: e.hours_per_session,
                held_on: e.held_on,
                participants: e.participants,
            }),
            VolunteerEvent::VolunteerExchangeRecorded(e) => self.exchanges.push(e.held_on),
            VolunteerEvent::VolunteerConfidentialityConfirmed(e) => {
                self.confidentiality.push(e.on);
            }
            VolunteerEvent::VolunteerGroupEnded(e) => self.ended_on = Some(e.ended_on),
            VolunteerEvent::VolunteerFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}

impl Correctable for VolunteerGroup {
    fn history(&self) -> &History<VolunteerEvent> {
        &self.history
    }

    fn history_mut(&mut self) -> &mut History<VolunteerEvent> {
        &mut self.history
    }

    fn decide(
        &self,
        command: &VolunteerCommand,
        ctx: &MembershipContext,
    ) -> Result<Vec<VolunteerEvent>, VolunteerRefusal> {
        self.decide(command, ctx)
    }

    fn check(&self) -> Result<(), VolunteerRefusal> {
        self.check_dates("replacement")
    }
}
