//! An offer's state and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::{Date, EntryId, History, PartnerId};
use serde::{Deserialize, Serialize};

use super::command::OfferCommand;
use super::details::OfferDetails;
use super::error::OfferRefusal;
use super::event::*;
use crate::facts::MembershipContext;
use kernel::timeline::Succession;

kernel::code! {
    /// Where an offer stands on a day.
    pub enum OfferState {
        /// families may come
        Available = "verfügbar",
        /// not for now
        Paused = "ruht",
        /// no more
        Ended = "beendet",
    }
}

/// An offer and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    pub partner: Option<PartnerId>,
    pub registered_on: Option<Date>,
    pub details: Succession<OfferDetails>,
    /// Days on which somebody said that it is right: registered, revised or confirmed.
    pub confirmations: Vec<Date>,
    pub pauses: Vec<Pause>,
    /// The last day.
    pub ended_on: Option<Date>,
    pub history: History<OfferEvent>,
}

/// A pause from its first to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    pub from: Date,
    /// The last day without it, where it is known.
    pub until: Option<Date>,
    /// The first day with it again, where somebody said so.
    pub resumed_on: Option<Date>,
}

impl Pause {
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day
            && self.until.is_none_or(|until| day <= until)
            && self.resumed_on.is_none_or(|resumed| day < resumed)
    }

    /// True where the two have a day in common, an open end being for ever.
    pub(super) fn overlaps(&self, from: Date, until: Option<Date>) -> bool {
        self.contains(from) || (from <= self.from && until.is_none_or(|until| self.from <= until))
    }
}

impl Offer {
    pub fn exists(&self) -> bool {
        self.registered_on.is_some()
    }

    /// Where it stands on `day`; `None` before it was registered.
    pub fn state_on(&self, day: Date) -> Option<OfferState> {
        self.registered_on.filter(|on| *on <= day)?;
        Some(if self.ended_on.is_some_and(|last| last < day) {
            OfferState::Ended
        } else if self.pauses.iter().any(|pause| pause.contains(day)) {
            OfferState::Paused
        } else {
            OfferState::Available
        })
    }

    /// What it says of itself on `day`.
    pub fn details_on(&self, day: Date) -> Option<&OfferDetails> {
        self.details.on(day)
    }

    /// The name on `day`, an entry of the vault.
    pub fn name_on(&self, day: Date) -> Option<EntryId> {
        self.details_on(day).map(|details| details.name)
    }

    /// The latest day up to `day` on which somebody said that it is right (MEM-21).
    pub fn last_confirmed_on(&self, day: Date) -> Option<Date> {
        self.confirmations
            .iter()
            .copied()
            .filter(|on| *on <= day)
            .max()
    }

    /// Since when nobody said that it is right, as of `day`; `None` once it ended, and before it was registered.
    pub fn unconfirmed_since(&self, day: Date) -> Option<Date> {
        match self.state_on(day)? {
            OfferState::Available | OfferState::Paused => self.last_confirmed_on(day),
            OfferState::Ended => None,
        }
    }
}

impl Aggregate for Offer {
    const TYPE: &'static str = "offer";
    type Command = OfferCommand;
    type Event = OfferEvent;
    type Error = OfferRefusal;
    type Services = MembershipContext;

    async fn handle(
        &mut self,
        command: OfferCommand,
        ctx: &MembershipContext,
        sink: &EventSink<Self>,
    ) -> Result<(), OfferRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: OfferEvent) {
        self.history.record(&event);
        match event {
            OfferEvent::OfferRegistered(e) => {
                self.partner = Some(e.partner);
                self.registered_on = Some(e.registered_on);
                self.details.note(Some(e.registered_on.into()), e.details);
                self.confirmations.push(e.registered_on);
            }
            OfferEvent::OfferRevised(e) => {
                self.details.note(Some(e.revised_on.into()), e.details);
                self.confirmations.push(e.revised_on);
            }
            OfferEvent::OfferConfirmed(e) => self.confirmations.push(e.confirmed_on),
            OfferEvent::OfferPaused(e) => self.pauses.push(Pause {
                from: e.from,
                until: e.until,
                resumed_on: None,
            }),
            OfferEvent::OfferResumed(e) => {
                let paused = self.pauses.iter_mut().filter(|p| p.from <= e.resumed_on);
                if let Some(pause) = paused.max_by_key(|pause| pause.from) {
                    pause.resumed_on = Some(e.resumed_on);
                }
            }
            OfferEvent::OfferEnded(e) => self.ended_on = Some(e.ended_on),
            OfferEvent::OfferFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
