//! What holds of minutes on a day. Every answer comes from dated facts; none needs a job or the clock.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Date, PartnerId};

use super::aggregate::*;
use super::event::MinutesContent;

/// Of how many partners it is known that they passed the results on [Weitergabe] (MTG-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassingOnShare {
    /// To how many the minutes went.
    pub asked: usize,
    /// How many of them confirmed.
    pub acknowledged: usize,
}

impl MinutesVersion {
    pub fn began_on(&self) -> Option<Date> {
        self.contents.first().map(|content| content.since)
    }

    /// The day of its approval.
    pub fn approved_on(&self) -> Option<Date> {
        self.steps
            .last()
            .filter(|step| step.to == MinutesState::Approved)
            .map(|step| step.on)
    }

    /// What it says on `day`.
    pub fn content_on(&self, day: Date) -> Option<&MinutesContent> {
        let known = self.contents.iter().rfind(|content| content.since <= day);
        known.map(|content| &content.content)
    }

    /// How far it is once everything that is recorded has happened.
    pub(super) fn state(&self) -> MinutesState {
        self.steps
            .last()
            .map_or(MinutesState::Draft, |step| step.to)
    }

    /// The day of the last thing that is recorded of it.
    pub(super) fn last_day(&self) -> Option<Date> {
        let contents = self.contents.iter().map(|content| content.since);
        contents.chain(self.steps.iter().map(|step| step.on)).max()
    }
}

impl Minutes {
    pub fn exists(&self) -> bool {
        self.meeting.is_some()
    }

    /// How far their latest version is on `day`; `None` before they were drafted.
    pub fn state_on(&self, day: Date) -> Option<MinutesState> {
        let version = self.version_on(day)?;
        let went_out = self
            .dispatches
            .iter()
            .any(|dispatch| dispatch.version == version.number && dispatch.on <= day);
        if went_out {
            return Some(MinutesState::Dispatched);
        }
        let step = version.steps.iter().rfind(|step| step.on <= day);
        Some(step.map_or(MinutesState::Draft, |step| step.to))
    }

    /// Every version, in order.
    pub fn versions(&self) -> &[MinutesVersion] {
        &self.versions
    }

    /// The version with the number.
    pub fn version(&self, number: u32) -> Option<&MinutesVersion> {
        self.versions
            .iter()
            .find(|version| version.number == number)
    }

    /// The latest version on `day`, approved or not.
    pub fn version_on(&self, day: Date) -> Option<&MinutesVersion> {
        self.versions
            .iter()
            .rfind(|version| version.began_on().is_some_and(|began| began <= day))
    }

    /// The latest version that is approved on `day`: what holds, and what partners may read.
    pub fn approved_on(&self, day: Date) -> Option<&MinutesVersion> {
        self.versions
            .iter()
            .rfind(|version| version.approved_on().is_some_and(|on| on <= day))
    }

    /// What the latest version says on `day`, approved or not.
    pub fn text_on(&self, day: Date) -> Option<&MinutesContent> {
        self.version_on(day)?.content_on(day)
    }

    /// To whom any version went by `day`.
    pub fn dispatched_to(&self, day: Date) -> BTreeSet<PartnerId> {
        let by_then = self.dispatches.iter().filter(|dispatch| dispatch.on <= day);
        by_then
            .flat_map(|dispatch| dispatch.partners.iter().copied())
            .collect()
    }

    /// The day on which a version first went to the partner.
    pub fn first_dispatched_on(&self, partner: PartnerId) -> Option<Date> {
        let to_partner = |dispatch: &&MinutesDispatch| dispatch.partners.contains(&partner);
        let dispatches = self.dispatches.iter().filter(to_partner);
        dispatches.map(|dispatch| dispatch.on).min()
    }

    /// How many were asked to pass the results on by `day`, and how many did (MTG-23).
    pub fn passing_on(&self, day: Date) -> PassingOnShare {
        let asked = self.dispatched_to(day);
        let acknowledged = self.acknowledged.iter().filter(|(_, on)| **on <= day);
        PassingOnShare {
            asked: asked.len(),
            acknowledged: acknowledged.count(),
        }
    }

    /// Who has not confirmed by `day`, and for how many days since the minutes went out. No document sets a term.
    pub fn not_passed_on(&self, day: Date) -> BTreeMap<PartnerId, i32> {
        let confirmed =
            |partner: &PartnerId| self.acknowledged.get(partner).is_some_and(|on| *on <= day);
        self.dispatched_to(day)
            .into_iter()
            .filter(|partner| !confirmed(partner))
            .filter_map(|partner| {
                let since = self.first_dispatched_on(partner)?;
                Some((partner, days_between(since, day)))
            })
            .collect()
    }

    /// For how many days after the meeting on `held_on` nothing has gone out on `day`; `None` once something has. No
    /// document sets a term, so that an office says itself from when on that is late.
    pub fn days_without_dispatch(&self, held_on: Date, day: Date) -> Option<i32> {
        let open = self.dispatched_to(day).is_empty() && held_on <= day;
        open.then(|| days_between(held_on, day))
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}
