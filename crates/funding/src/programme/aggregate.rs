//! A programme's state, and what holds of it on a day.

use cqrs_es::Aggregate;
use cqrs_es::event_sink::EventSink;
use kernel::timeline::{Succession, Timeline};
use kernel::{Date, DecisionRef, EntryId, History, Period, ProgrammeId, State};
use serde::{Deserialize, Serialize};

use super::command::ProgrammeCommand;
use super::error::ProgrammeRefusal;
use super::event::*;
use super::terms::{ProgrammeSource, ProgrammeTerms};
use crate::codes::StateKey;
use crate::facts::FundingContext;
use crate::grant::FundingArea;

/// A programme and everything that is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Programme {
    /// An entry of the vault.
    pub name: Option<EntryId>,
    pub source: Option<ProgrammeSource>,
    pub state: Option<StateKey>,
    pub legal_bases: Vec<EntryId>,
    pub areas: Vec<FundingArea>,
    pub decision: Option<DecisionRef>,
    /// Its real days (FUN-15).
    pub valid: Option<Period>,
    pub terms: Succession<ProgrammeTerms>,
    pub exclusions: Timeline<ProgrammeId>,
    /// Hundredths of a percent a year.
    pub base_rates: Succession<i32>,
    /// In the order in which they were told.
    pub key_adjustments: Vec<Date>,
    pub successor: Option<ProgrammeId>,
    pub history: History<ProgrammeEvent>,
}

impl Programme {
    pub fn exists(&self) -> bool {
        self.name.is_some()
    }

    /// True where somebody had registered it by `day`, or it ran by then.
    pub fn is_known_on(&self, day: Date) -> bool {
        let mut standing = self.history.standing().map(|(_, event)| event);
        let registered = standing.find_map(|event| match event {
            ProgrammeEvent::ProgrammeRegistered(e) => Some(e.registered_on),
            ProgrammeEvent::ProgrammeTermsSet(_)
            | ProgrammeEvent::ProgrammeExcluded(_)
            | ProgrammeEvent::ProgrammeExclusionLifted(_)
            | ProgrammeEvent::BaseRateSet(_)
            | ProgrammeEvent::DistributionKeyAdjusted(_)
            | ProgrammeEvent::ProgrammeEnded(_)
            | ProgrammeEvent::ProgrammeFactCorrected(_) => None,
        });
        registered.is_some_and(|on| on <= day) || self.valid.is_some_and(|valid| valid.since <= day)
    }

    /// True where it runs on `day`.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid.is_some_and(|valid| valid.contains(day))
    }

    /// What it says on `day`; nothing before anybody set it.
    pub fn terms_on(&self, day: Date) -> ProgrammeTerms {
        self.terms.on(day).cloned().unwrap_or_default()
    }

    /// The base rate on `day`, hundredths of a percent a year; `None` where nobody entered one.
    pub fn base_rate_on(&self, day: Date) -> Option<i32> {
        self.base_rates.on(day).copied()
    }

    /// True where it does not pay on `day` for what the other pays for; either may say so.
    pub fn excludes_on(&self, other: ProgrammeId, day: Date) -> bool {
        self.exclusions.has(&other, day)
    }

    /// The state whose programme it is.
    pub fn of_state(&self) -> Option<State> {
        self.state.as_ref().and_then(StateKey::state)
    }

    /// Every how many years its key is adjusted on `day`, and whether the policy says so: the programme's own terms come
    /// first; the policy speaks of the federal fund's key alone [Verteilerschlüssel Bund] (FUN-15).
    pub fn key_adjusted_every(&self, day: Date, policy: Option<u8>) -> Option<(u8, bool)> {
        let own = self.terms_on(day).key_adjusted_every_years;
        let federal = self.source == Some(ProgrammeSource::FederalFund);
        let policy = policy.filter(|_| federal);
        own.map(|years| (years, false))
            .or(policy.map(|years| (years, true)))
    }

    /// The day on which the key is to be adjusted next, as seen on `day`: so many years after the last adjustment, or
    /// else after the beginning. `years` is the policy's value, see [`key_adjusted_every`](Self::key_adjusted_every); `None`
    /// where nobody says how many.
    pub fn key_adjustment_due(&self, day: Date, years: Option<u8>) -> Option<Date> {
        let (years, _) = self.key_adjusted_every(day, years)?;
        let told = self.key_adjustments.iter().copied();
        let last = told.filter(|on| *on <= day).max();
        let last = last.or(self.valid.map(|valid| valid.since))?;
        let span = jiff::Span::new().try_years(i64::from(years)).ok()?;
        let due = last.checked_add(span).ok()?;
        self.is_valid_on(due).then_some(due)
    }
}

impl Aggregate for Programme {
    const TYPE: &'static str = "programme";
    type Command = ProgrammeCommand;
    type Event = ProgrammeEvent;
    type Error = ProgrammeRefusal;
    type Services = FundingContext;

    async fn handle(
        &mut self,
        command: ProgrammeCommand,
        ctx: &FundingContext,
        sink: &EventSink<Self>,
    ) -> Result<(), ProgrammeRefusal> {
        for event in self.decide(&command, ctx)? {
            sink.write(event, self).await;
        }
        Ok(())
    }

    fn apply(&mut self, event: ProgrammeEvent) {
        self.history.record(&event);
        match event {
            ProgrammeEvent::ProgrammeRegistered(e) => {
                self.name = Some(e.name);
                self.source = Some(e.source);
                self.state = e.state;
                self.legal_bases = e.legal_bases;
                self.areas = e.areas;
                self.decision = e.decision;
                self.valid = Some(Period {
                    since: e.valid_since,
                    until: e.valid_until,
                });
            }
            ProgrammeEvent::ProgrammeTermsSet(e) => self.terms.note(Some(e.since.into()), e.terms),
            ProgrammeEvent::ProgrammeExcluded(e) => {
                self.exclusions.note(e.other, e.since.into(), true);
            }
            ProgrammeEvent::ProgrammeExclusionLifted(e) => {
                self.exclusions.note(e.other, e.since.into(), false);
            }
            ProgrammeEvent::BaseRateSet(e) => {
                self.base_rates.note(Some(e.since.into()), e.basis_points);
            }
            ProgrammeEvent::DistributionKeyAdjusted(e) => self.key_adjustments.push(e.adjusted_on),
            ProgrammeEvent::ProgrammeEnded(e) => {
                if let Some(valid) = &mut self.valid {
                    valid.until = Some(e.last_day);
                }
                self.successor = e.successor;
            }
            ProgrammeEvent::ProgrammeFactCorrected(e) => {
                *self = self.history.corrected(e.fact, e.replacement);
            }
        }
    }
}
