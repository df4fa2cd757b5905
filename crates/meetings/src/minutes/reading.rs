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

impl PassingOnShare {
    /// Tenths of a percent, rounded down; `None` where nobody was asked.
    pub fn permille(self) -> Option<usize> {
        (self.acknowledged * 1000).checked_div(self.asked)
    }
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

    /// Since when it is submitted, as known on `day`; `None` for a draft and for what was returned.
    pub fn submitted_on(&self, day: Date) -> Option<Date> {
        self.steps_until(day)
            .rev()
            .take_while(|step| step.to != MinutesState::Draft)
            .find(|step| step.to == MinutesState::Submitted)
            .map(|step| step.on)
    }

    /// How it came back to whoever wrote it, where it has not been submitted again by `day`.
    pub fn returned(&self, day: Date) -> Option<&MinutesStep> {
        let last = self.steps_until(day).next_back();
        last.filter(|step| step.to == MinutesState::Draft)
    }

    /// Its approval, where it was approved by `day`.
    pub fn approval(&self, day: Date) -> Option<&MinutesStep> {
        let last = self.steps_until(day).next_back();
        last.filter(|step| step.to == MinutesState::Approved)
    }

    fn steps_until(&self, day: Date) -> impl DoubleEndedIterator<Item = &MinutesStep> {
        self.steps.iter().filter(move |step| step.on <= day)
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
        Some(self.state_of(version, day))
    }

    /// How far one of their versions is on `day`.
    pub fn state_of(&self, version: &MinutesVersion, day: Date) -> MinutesState {
        if self.dispatched_on(version, day).is_some() {
            return MinutesState::Dispatched;
        }
        let step = version.steps_until(day).next_back();
        step.map_or(MinutesState::Draft, |step| step.to)
    }

    /// The day on which one of their versions first went out, where it did by `day`.
    pub fn dispatched_on(&self, version: &MinutesVersion, day: Date) -> Option<Date> {
        let sent = self.dispatches.iter();
        let sent = sent.filter(|sent| sent.version == version.number && sent.on <= day);
        sent.map(|sent| sent.on).min()
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn version(steps: &[(i8, MinutesState)]) -> MinutesVersion {
        let step = |(day, to): &(i8, MinutesState)| MinutesStep {
            on: date(2024, 3, *day),
            to: *to,
            reason: None,
            in_meeting: None,
        };
        MinutesVersion {
            number: 1,
            reason: None,
            contents: Vec::new(),
            steps: steps.iter().map(step).collect(),
        }
    }

    #[test]
    fn what_was_returned_is_not_submitted_until_it_is_again() {
        use MinutesState::{Approved, Draft, Submitted};
        let version = version(&[(7, Submitted), (8, Draft), (9, Submitted), (11, Approved)]);
        for (day, submitted, returned, approved) in [
            (6, None, false, false),
            (7, Some(7), false, false),
            (8, None, true, false),
            (10, Some(9), false, false),
            (11, Some(9), false, true),
        ] {
            let on = date(2024, 3, day);
            let known = submitted.map(|day| date(2024, 3, day));
            assert_eq!(version.submitted_on(on), known, "{day}");
            assert_eq!(version.returned(on).is_some(), returned, "{day}");
            assert_eq!(version.approval(on).is_some(), approved, "{day}");
        }
    }

    #[test]
    fn a_version_is_dispatched_from_the_day_on_which_it_first_went_out() {
        let version = version(&[(7, MinutesState::Submitted), (11, MinutesState::Approved)]);
        let sent = |version, day| MinutesDispatch {
            version,
            on: date(2024, 3, day),
            partners: Vec::new(),
            channel: super::super::command::DispatchChannel::Mail,
        };
        let minutes = Minutes {
            dispatches: vec![sent(1, 20), sent(1, 14), sent(2, 12)],
            ..Minutes::default()
        };
        let first = Some(date(2024, 3, 14));
        assert_eq!(minutes.dispatched_on(&version, date(2024, 3, 13)), None);
        assert_eq!(minutes.dispatched_on(&version, date(2024, 3, 14)), first);
        assert_eq!(minutes.dispatched_on(&version, date(2024, 3, 31)), first);
        let state = |day| minutes.state_of(&version, date(2024, 3, day));
        assert_eq!(state(13), MinutesState::Approved);
        assert_eq!(state(14), MinutesState::Dispatched);
    }

    #[test]
    fn mtg_23_a_share_of_nobody_is_none() {
        let share = |acknowledged, asked| {
            PassingOnShare {
                asked,
                acknowledged,
            }
            .permille()
        };
        assert_eq!(share(0, 0), None);
        assert_eq!(share(2, 3), Some(666));
        assert_eq!(share(3, 3), Some(1000));
    }
}
