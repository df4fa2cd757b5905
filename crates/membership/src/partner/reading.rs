//! What holds of a partner on a day. Every answer comes from dated facts; none needs a job or the clock.

use kernel::{Date, EntryId, NetworkId, PartnerId, Period, SiteId};
use serde::{Deserialize, Serialize};

use super::aggregate::{Operator, Partner, Request};
use super::kind::{ClarificationOutcome, PartnerKind};
use crate::codes::SectorCode;
use crate::policy::MembershipPolicy;

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

    /// The partner whose duplicate this is [Dublette]: lists hide it, and show what belongs to it with that one.
    pub fn merged_into(&self) -> Option<PartnerId> {
        self.merged.map(|merged| merged.into)
    }

    /// Where the partner stands on `day`; `None` before it asked, and for a duplicate on every day.
    pub fn membership_on(&self, day: Date) -> Option<MembershipState> {
        self.standing_on(day).map(|standing| standing.state)
    }

    /// Where the partner stands on `day` and since when; `None` before it asked, and for a duplicate on every day.
    pub fn standing_on(&self, day: Date) -> Option<Standing> {
        if self.merged.is_some() {
            return None;
        }
        let first = self.requested_on.filter(|on| *on <= day)?;
        let periods = self.membership_periods();
        if let Some(Period { since, until }) = periods.iter().find(|period| period.contains(day)) {
            return Some(Standing {
                state: MembershipState::Active,
                since: *since,
                until: *until,
            });
        }
        let since_end = periods
            .iter()
            .filter_map(|period| period.until?.tomorrow().ok())
            .filter(|since| *since <= day)
            .max();
        let request = self.request_on(day);
        let asked_on = request.map_or(first, |request| request.on);
        let declined = request
            .and_then(|request| request.declined.as_ref())
            .filter(|declined| declined.on <= day);
        let (since, state) = match (since_end, declined) {
            (Some(since), _) if asked_on < since => (since, MembershipState::Ended),
            (_, Some(declined)) => (declined.on, MembershipState::Declined),
            (_, None) => match self.clarified_by(day) {
                Some(on) => (on.max(asked_on), MembershipState::Clarified),
                None => (asked_on, MembershipState::Requested),
            },
        };
        Some(Standing {
            state,
            since,
            until: None,
        })
    }

    /// Every membership from its first to its last day, in order; they never overlap. A duplicate has none.
    pub fn membership_periods(&self) -> Vec<Period> {
        if self.merged.is_some() {
            return Vec::new();
        }
        self.memberships
            .iter()
            .map(|membership| membership.period)
            .collect()
    }

    /// How many voices the partner has on `day` [Stimmen] (MEM-08); `None` where nobody says how many a partner has.
    ///
    /// Who is no member has none, and neither has a duplicate: one partner, one voice.
    pub fn voices_on(&self, policy: &MembershipPolicy, day: Date) -> Option<u16> {
        let voices = *policy.voice_per_partner.value()?;
        let votes = self.membership_on(day) == Some(MembershipState::Active);
        Some(if votes { voices } else { 0 })
    }

    /// What the partner is on `day` (MEM-06).
    pub fn kind_on(&self, day: Date) -> Option<PartnerKind> {
        self.kinds.on(day).copied()
    }

    /// When the latest request was declined, unless the partner asked again.
    pub fn declined_on(&self) -> Option<Date> {
        let request = self.requests.last()?;
        request.declined.as_ref().map(|declined| declined.on)
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

    /// The partner that operates this one [Träger].
    pub fn operator_on(&self, day: Date) -> Option<PartnerId> {
        match self.operators.on(day)? {
            Operator::Partner(partner) => Some(*partner),
            Operator::Named(_) | Operator::Nobody => None,
        }
    }

    /// Name and address of an operator that is no partner, an entry of the vault.
    pub fn named_operator_on(&self, day: Date) -> Option<EntryId> {
        match self.operators.on(day)? {
            Operator::Named(institution) => Some(*institution),
            Operator::Partner(_) | Operator::Nobody => None,
        }
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

    /// When a former member asked again, while nobody has answered.
    pub fn asked_again_on(&self) -> Option<Date> {
        let request = self.open_request()?;
        (!self.memberships.is_empty()).then_some(request.on)
    }

    /// The request in force on `day`.
    pub(super) fn request_on(&self, day: Date) -> Option<&Request> {
        self.requests.iter().rfind(|request| request.on <= day)
    }

    /// The request that waits for an answer.
    pub(super) fn open_request(&self) -> Option<&Request> {
        let request = self.requests.last()?;
        let answered = self.memberships.last().is_some_and(|membership| {
            membership
                .period
                .until
                .is_none_or(|until| request.on <= until)
        });
        (request.declined.is_none() && !answered).then_some(request)
    }

    /// The day of the latest clarification of the request in force, up to `day`, where it cleared it.
    pub(super) fn clarified_by(&self, day: Date) -> Option<Date> {
        let latest = self
            .request_on(day)?
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
