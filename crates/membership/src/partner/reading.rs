//! What holds of a partner on a day. Every answer comes from dated facts; none needs a job or the clock.

use kernel::{Date, EntryId, NetworkId, PartnerId, Period, SiteId};
use serde::{Deserialize, Serialize};

use super::aggregate::Partner;
use super::kind::ClarificationOutcome;
use crate::codes::SectorCode;

kernel::code! {
    /// Where a partner stands on a day [Stand der Mitgliedschaft].
    pub enum MembershipState {
        /// it asked to take part
        Requested = "angefragt",
        /// the coordinator cleared the request
        Clarified = "vorgeklärt",
        /// it is a member
        Active = "aufgenommen",
        /// its request was declined
        Declined = "abgelehnt",
        /// it was a member
        Ended = "beendet",
    }
}

/// A state with the days from which and, where known, up to which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Standing {
    pub state: MembershipState,
    pub since: Date,
    /// The last day, for a membership that ended or will end.
    pub until: Option<Date>,
}

impl Partner {
    pub fn exists(&self) -> bool {
        self.requested_on.is_some()
    }

    /// Where the partner stands on `day`; `None` before it asked.
    pub fn membership_on(&self, day: Date) -> Option<MembershipState> {
        self.standing_on(day).map(|standing| standing.state)
    }

    /// Where the partner stands on `day` and since when; `None` before it asked.
    pub fn standing_on(&self, day: Date) -> Option<Standing> {
        let requested_on = self.requested_on.filter(|on| *on <= day)?;
        let periods = self.membership_periods();
        if let Some(Period { since, until }) = periods.iter().find(|period| period.contains(day)) {
            return Some(Standing {
                state: MembershipState::Active,
                since: *since,
                until: *until,
            });
        }
        let ended = periods
            .iter()
            .filter_map(|period| period.until?.tomorrow().ok());
        let ended = ended.map(|on| (on, MembershipState::Ended));
        let declined = self
            .declined
            .iter()
            .map(|declined| (declined.on, MembershipState::Declined));
        let closed = ended
            .chain(declined)
            .filter(|(on, _)| *on <= day)
            .max_by_key(|(on, _)| *on);
        let (since, state) = closed.unwrap_or_else(|| match self.clarified_by(day) {
            Some(on) => (on.max(requested_on), MembershipState::Clarified),
            None => (requested_on, MembershipState::Requested),
        });
        Some(Standing {
            state,
            since,
            until: None,
        })
    }

    /// Every membership from its first to its last day, in order; they never overlap.
    pub fn membership_periods(&self) -> Vec<Period> {
        self.memberships
            .iter()
            .map(|membership| membership.period)
            .collect()
    }

    /// The networks in which the partner takes part, or wants to while its request is open.
    pub fn networks_on(&self, day: Date) -> Vec<NetworkId> {
        match self.membership_on(day) {
            Some(
                MembershipState::Requested | MembershipState::Clarified | MembershipState::Active,
            ) => self.networks.on(day),
            Some(MembershipState::Declined | MembershipState::Ended) | None => Vec::new(),
        }
    }

    /// The institution that operates the partner [Träger].
    pub fn operator_on(&self, day: Date) -> Option<PartnerId> {
        self.operators.on(day).copied()
    }

    pub fn sectors_on(&self, day: Date) -> Vec<SectorCode> {
        self.sectors.on(day)
    }

    pub fn sites_on(&self, day: Date) -> Vec<SiteId> {
        self.sites.on(day)
    }

    /// Name and address on `day`, an entry of the vault.
    pub fn institution_on(&self, day: Date) -> Option<EntryId> {
        self.institutions.on(day).copied()
    }

    /// The day of the latest clarification up to `day`, where it cleared the request.
    pub(super) fn clarified_by(&self, day: Date) -> Option<Date> {
        let latest = self
            .clarifications
            .iter()
            .filter(|c| c.on <= day)
            .max_by_key(|c| c.on)?;
        match latest.outcome {
            ClarificationOutcome::Cleared => Some(latest.on),
            ClarificationOutcome::NotCleared => None,
        }
    }
}
