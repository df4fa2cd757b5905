//! Answers for any day, out of dated facts alone.

use std::num::NonZeroU16;

use jiff::ToSpan;
use kernel::{Date, PartnerId, Period, Status};

use super::aggregate::{Agreement, Party};
use crate::values::Side;

kernel::code! {
    /// Where an agreement stands on a day [Stand der Vereinbarung].
    pub enum AgreementState {
        /// not offered yet
        Draft = "Entwurf",
        /// offered, nobody has signed
        Offered = "zur Unterschrift vorgelegt",
        /// some have signed
        PartlySigned = "teilweise unterzeichnet",
        /// in force
        InForce = "in Kraft",
        /// in force, and at least one party's notice is running
        NoticeGiven = "in Kraft, gekündigt",
        /// ended by notice
        Terminated = "durch Kündigung beendet",
        /// past its fixed end
        Expired = "abgelaufen",
    }
}

kernel::code! {
    /// Something about an agreement that the office still has to do or to decide [offener Punkt].
    pub enum OpenPoint {
        /// past its end, and no extension was recorded or denied (AGR-08)
        ExtensionNotRecorded = "Verlängerung nicht erfasst",
        /// a party has signed, another has not (AGR-19)
        SignatureMissing = "Unterschrift fehlt",
        /// the day of entry into force is only inferred (AGR-19, AGR-20)
        EntryIntoForceInferred = "Inkrafttreten nur abgeleitet, bitte bestätigen",
        /// a notice arrived whose effect nobody states (AGR-11)
        NoticeEffectUnstated = "Wirkung der Kündigung nicht geregelt",
        /// reviews are agreed, but not how often (AGR-11)
        ReviewIntervalUnstated = "Abstand der Überprüfung nicht festgelegt",
        /// the interval since the last review, or since entry into force, is over (AGR-11)
        ReviewDue = "Überprüfung fällig",
    }
}

/// The state that begins on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange {
    pub since: Date,
    pub state: AgreementState,
}

impl Agreement {
    /// Where the agreement stands on `day`; `Draft` also before it was drafted.
    pub fn state_on(&self, day: Date) -> AgreementState {
        if self
            .terminated
            .as_ref()
            .is_some_and(|end| end.effective_on < day)
        {
            return AgreementState::Terminated;
        }
        if let Some(in_force) = self
            .in_force
            .as_ref()
            .filter(|in_force| in_force.effective_on <= day)
        {
            // An end before a day of entry that is only inferred ends nothing.
            let expired = |end: Date| in_force.effective_on <= end && end < day;
            return if self.term_end().is_some_and(expired) {
                AgreementState::Expired
            } else if self.parties.iter().any(|party| notice_runs(party, day)) {
                AgreementState::NoticeGiven
            } else {
                AgreementState::InForce
            };
        }
        let signed = |party: &Party| {
            party
                .signature
                .as_ref()
                .is_some_and(|signature| signature.signed_on <= day)
        };
        if self.parties.iter().any(signed) {
            AgreementState::PartlySigned
        } else if self.first_offered_on.is_some_and(|offered| offered <= day) {
            AgreementState::Offered
        } else {
            AgreementState::Draft
        }
    }

    /// The first day of the state that holds on `day`; `None` before everything.
    pub fn state_since(&self, day: Date) -> Option<Date> {
        self.state_changes()
            .iter()
            .rev()
            .find(|change| change.since <= day)
            .map(|change| change.since)
    }

    /// Every state with its first day, the earliest first, those to come included.
    pub fn state_changes(&self) -> Vec<StateChange> {
        let mut changes: Vec<StateChange> = Vec::new();
        for since in self.turning_days() {
            let state = self.state_on(since);
            if changes.last().is_none_or(|last| last.state != state) {
                changes.push(StateChange { since, state });
            }
        }
        changes
    }

    /// Every day on which the state may change, sorted.
    fn turning_days(&self) -> Vec<Date> {
        let signatures = self
            .parties
            .iter()
            .filter_map(|party| party.signature.as_ref());
        let notices = || {
            self.parties
                .iter()
                .filter_map(|party| party.notice.as_ref())
        };
        let first_days = [self.drafted_on, self.first_offered_on]
            .into_iter()
            .chain([self.in_force.as_ref().map(|in_force| in_force.effective_on)])
            .flatten()
            .chain(signatures.map(|signature| signature.signed_on))
            .chain(notices().map(|notice| notice.received_on));
        let last_days = [
            self.term_end(),
            self.terminated.as_ref().map(|end| end.effective_on),
        ]
        .into_iter()
        .flatten()
        .chain(notices().filter_map(|notice| notice.effective_on));
        let mut days: Vec<Date> = first_days
            .chain(last_days.filter_map(|day| day.tomorrow().ok()))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The last day of a fixed term, after extensions.
    pub fn term_end(&self) -> Option<Date> {
        self.term_end_with_status().map(|(end, _)| end)
    }

    /// The last day, by term or by notice; `None` while nobody knows an end.
    pub fn ends_on(&self) -> Option<Date> {
        self.end_with_status().map(|(end, _)| end)
    }

    /// The first day in force, and how sure it is.
    pub fn in_force_on(&self) -> Option<(Date, Status)> {
        self.in_force
            .as_ref()
            .map(|in_force| (in_force.effective_on, in_force.status))
    }

    /// The partners whose cooperation under the agreement runs on `day`.
    pub fn cooperating_partners_on(&self, day: Date) -> Vec<PartnerId> {
        let mut partners: Vec<PartnerId> = self
            .coverage_periods()
            .into_iter()
            .filter(|(_, period)| period.contains(day))
            .map(|(partner, _)| partner)
            .collect();
        partners.sort_unstable();
        partners.dedup();
        partners
    }

    /// From when to when each partner's cooperation runs: signed, in force, ended neither by term nor by notice.
    pub fn coverage_periods(&self) -> Vec<(PartnerId, Period)> {
        let Some((in_force_on, _)) = self.in_force_on() else {
            return Vec::new();
        };
        let period = |party: &Party| {
            let since = party.signature.as_ref()?.signed_on.max(in_force_on);
            let until = [self.ends_on(), party.cooperation_end()]
                .into_iter()
                .flatten()
                .min();
            let runs = until.is_none_or(|until| since <= until);
            runs.then_some((party.partner?, Period { since, until }))
        };
        self.parties
            .iter()
            .filter(|party| party.side == Side::Partner)
            .filter_map(period)
            .collect()
    }

    /// What is still open on `day`.
    pub fn open_points(&self, day: Date) -> Vec<OpenPoint> {
        let state = self.state_on(day);
        let runs = matches!(state, AgreementState::InForce | AgreementState::NoticeGiven);
        let entry_inferred = runs
            && self
                .in_force_on()
                .is_some_and(|(_, status)| status == Status::Inferred);
        let extension_open = state == AgreementState::Expired
            && self
                .extension_denied_on
                .is_none_or(|denied_on| day < denied_on);
        let effect_unstated = self
            .parties
            .iter()
            .filter_map(|party| party.notice.as_ref())
            .any(|notice| notice.received_on <= day && notice.effective_on.is_none());
        let interval = self.review_interval().filter(|_| runs);
        [
            (extension_open, OpenPoint::ExtensionNotRecorded),
            (
                state == AgreementState::PartlySigned,
                OpenPoint::SignatureMissing,
            ),
            (entry_inferred, OpenPoint::EntryIntoForceInferred),
            (runs && effect_unstated, OpenPoint::NoticeEffectUnstated),
            (interval == Some(None), OpenPoint::ReviewIntervalUnstated),
            (
                interval
                    .flatten()
                    .is_some_and(|months| self.review_due(day, months)),
                OpenPoint::ReviewDue,
            ),
        ]
        .into_iter()
        .filter_map(|(open, point)| open.then_some(point))
        .collect()
    }

    /// Where reviews are agreed, how often: `Some(None)` where nobody says.
    fn review_interval(&self) -> Option<Option<u16>> {
        let review = self.terms.as_ref()?.review.value?;
        Some(review.interval_months.map(NonZeroU16::get))
    }

    fn review_due(&self, day: Date, months: u16) -> bool {
        let held = self
            .reviews
            .iter()
            .map(|review| review.held_on)
            .filter(|held| *held <= day)
            .max();
        let last = held.or_else(|| self.in_force_on().map(|(since, _)| since));
        let due = last.and_then(|last| last.checked_add(i32::from(months).months()).ok());
        due.is_some_and(|due| due <= day)
    }
}

fn notice_runs(party: &Party, day: Date) -> bool {
    party.notice.as_ref().is_some_and(|notice| {
        notice.received_on <= day && notice.effective_on.is_none_or(|last| day <= last)
    })
}
