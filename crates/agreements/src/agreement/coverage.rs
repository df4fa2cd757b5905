//! Whom an agreement covers, and since when (AGR-03, AGR-20, AGR-27).

use kernel::{Date, PartnerId, Period, Status};

use super::aggregate::Agreement;
use super::parts::Party;
use super::reading::AgreementState;
use crate::values::{CollectiveCoverage, Shape, Side};

impl Agreement {
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

    /// True where the partner itself signed or acceded and its cooperation runs on `day`.
    pub fn covers(&self, partner: PartnerId, day: Date) -> bool {
        self.coverage_periods()
            .iter()
            .any(|(covered, period)| *covered == partner && period.contains(day))
    }

    /// True where the agreement covers every partner of its network on `day`, acceded or not: a collective one
    /// whose terms say so. Who is a partner of the network on that day is not known here.
    pub fn covers_network_on(&self, day: Date) -> bool {
        let runs = matches!(
            self.state_on(day),
            AgreementState::InForce | AgreementState::NoticeGiven
        );
        runs && self.network_coverage_status().is_some()
    }

    /// From when to when it covers every partner of its network; `None` where it does not.
    pub fn network_coverage_period(&self) -> Option<Period> {
        self.network_coverage_status()?;
        let (since, _) = self.in_force_on()?;
        let until = self.ends_on();
        let runs = until.is_none_or(|until| since <= until);
        runs.then_some(Period { since, until })
    }

    /// How sure it is that the agreement covers every partner of its network; `None` where it does not.
    pub fn network_coverage_status(&self) -> Option<Status> {
        let terms = self.terms.as_ref()?;
        let coverage = &terms.collective_coverage;
        let all = terms.shape.value == Some(Shape::Collective)
            && coverage.value == Some(CollectiveCoverage::AllPartnersOfTheNetwork);
        all.then_some(coverage.status)
    }
}
