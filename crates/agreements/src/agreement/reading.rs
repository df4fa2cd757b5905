//! Answers for any day, out of dated facts alone.

use kernel::{Date, Status};

use super::aggregate::Agreement;
use super::parts::Party;

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
        /// ended, and another one is in force in its place
        Superseded = "abgelöst",
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
            .superseded
            .is_some_and(|superseded| superseded.superseded_on <= day)
        {
            return AgreementState::Superseded;
        }
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
            } else if self.parties.iter().any(|party| party.notice_runs_on(day)) {
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
        let notices = || self.parties.iter().flat_map(Party::notices);
        let withdrawals = self
            .parties
            .iter()
            .flat_map(|party| &party.withdrawn_notices)
            .map(|past| past.withdrawn_on);
        let superseded = self.superseded.map(|superseded| superseded.superseded_on);
        let first_days = [self.drafted_on, self.first_offered_on]
            .into_iter()
            .chain([self.in_force.as_ref().map(|in_force| in_force.effective_on)])
            .flatten()
            .chain(signatures.map(|signature| signature.signed_on))
            .chain(notices().map(|notice| notice.received_on))
            .chain(withdrawals)
            .chain(superseded);
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
}
