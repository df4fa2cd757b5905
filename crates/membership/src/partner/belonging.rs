//! Where a partner belongs: sectors, operator, sites and networks, each from a day on (MEM-07, MEM-09, MEM-36).

use kernel::{PartialDate, Warning, facts};

use super::aggregate::{Operator, Partner};
use super::command::*;
use super::decisions::Decision;
use super::error::PartnerRefusal;
use super::event::*;
use super::requesting::warn_of_kind;
use crate::facts::MembershipContext;
use crate::plausibility;
use crate::sector;
use kernel::timeline::Leaving;

impl Partner {
    pub(super) fn assign_sector(&self, c: &AssignSector, ctx: &MembershipContext) -> Decision {
        let sectors = &ctx.policy.sectors;
        if !sectors.knows(&c.sector) {
            return Err(PartnerRefusal::SectorUnknown {
                sector: c.sector.clone(),
                allowed: sectors.codes(),
            });
        }
        if self.sectors.has(&c.sector, ctx.occurred_on) {
            return Ok(Vec::new());
        }
        if let (Some(law), Some(version)) = (sector::find(&c.sector), sectors.law_version.value())
            && law.term_on(*version).is_none()
        {
            ctx.warn(Warning {
                code: "SECTOR_NOT_IN_LAW_VERSION".to_owned(),
                rule: "MEM-09".to_owned(),
                sentence: format!(
                    "„{}“ steht nicht in der Fassung des § 3 KKG, die hier gilt.",
                    law.term()
                ),
                facts: facts! { "sector" => c.sector, "lawVersion" => version },
            });
        }
        Ok(vec![
            SectorAssigned {
                sector: c.sector.clone(),
                since: ctx.occurred_on,
            }
            .into(),
        ])
    }

    pub(super) fn remove_sector(&self, c: &RemoveSector, ctx: &MembershipContext) -> Decision {
        match self.sectors.leaving(&c.sector, ctx.occurred_on) {
            Leaving::Ends => Ok(vec![
                SectorRemoved {
                    sector: c.sector.clone(),
                    since: ctx.occurred_on,
                }
                .into(),
            ]),
            Leaving::Repeated => Ok(Vec::new()),
            Leaving::NeverBelonged => Err(PartnerRefusal::SectorNotAssigned {
                sector: c.sector.clone(),
            }),
        }
    }

    pub(super) fn change_operator(&self, c: &ChangeOperator, ctx: &MembershipContext) -> Decision {
        if c.operator == c.partner {
            return Err(PartnerRefusal::OperatorIsSelf);
        }
        ctx.facts.partner(c.operator, "operator")?;
        if self.operator_on(c.since.first_day()) == Some(c.operator) {
            return Ok(Vec::new());
        }
        Ok(vec![
            OperatorChanged {
                operator: c.operator,
                since: c.since,
            }
            .into(),
        ])
    }

    pub(super) fn name_operator(
        &self,
        c: &NameOperator,
        ctx: &MembershipContext,
    ) -> Vec<PartnerEvent> {
        plausibility::warn_institution(ctx, "operator", &c.operator.content);
        vec![
            OperatorNamed {
                operator: c.operator.id,
                since: c.since,
            }
            .into(),
        ]
    }

    pub(super) fn release_operator(&self, c: &ReleaseOperator) -> Decision {
        let day = c.since.first_day();
        match self.operators.on(day) {
            None => Err(PartnerRefusal::NoOperator { day }),
            Some(Operator::Nobody) => Ok(Vec::new()),
            Some(Operator::Partner(_) | Operator::Named(_)) => {
                Ok(vec![OperatorReleased { since: c.since }.into()])
            }
        }
    }

    /// Another kind; one that no document names is warned of (MEM-06).
    pub(super) fn change_kind(&self, c: &ChangeKind, ctx: &MembershipContext) -> Vec<PartnerEvent> {
        if self.kind_on(c.since.first_day()) == Some(c.kind) {
            return Vec::new();
        }
        warn_of_kind(c.kind, ctx);
        vec![
            KindChanged {
                kind: c.kind,
                since: c.since,
            }
            .into(),
        ]
    }

    pub(super) fn assign_site(&self, c: &AssignSite, ctx: &MembershipContext) -> Decision {
        ctx.facts.site(c.site, "site")?;
        if self.sites.has(&c.site, c.since.first_day()) {
            return Ok(Vec::new());
        }
        Ok(vec![
            SiteAssigned {
                site: c.site,
                since: c.since,
            }
            .into(),
        ])
    }

    pub(super) fn leave_site(&self, c: &LeaveSite) -> Decision {
        let day = c.since.first_day();
        match self.sites.leaving(&c.site, day) {
            Leaving::Ends => Ok(vec![
                SiteLeft {
                    site: c.site,
                    since: c.since,
                }
                .into(),
            ]),
            Leaving::Repeated => Ok(Vec::new()),
            Leaving::NeverBelonged => Err(PartnerRefusal::NotAtSite { day }),
        }
    }

    pub(super) fn join_network(&self, c: &JoinNetwork, ctx: &MembershipContext) -> Decision {
        let day = c.since.first_day();
        ctx.facts.network(c.network, "network", day)?;
        if self.networks.has(&c.network, day) {
            return Ok(Vec::new());
        }
        if let Some(ended_on) = self
            .memberships
            .last()
            .and_then(|membership| membership.period.until)
            && ended_on < day
        {
            return Err(PartnerRefusal::MembershipEnded { ended_on });
        }
        Ok(vec![
            NetworkJoined {
                network: c.network,
                since: c.since,
            }
            .into(),
        ])
    }

    pub(super) fn leave_network(&self, c: &LeaveNetwork, ctx: &MembershipContext) -> Decision {
        let day = c.since.first_day();
        match self.networks.leaving(&c.network, day) {
            Leaving::Ends => {
                self.warn_of_last_network(c.since, ctx);
                Ok(vec![
                    NetworkLeft {
                        network: c.network,
                        since: c.since,
                    }
                    .into(),
                ])
            }
            Leaving::Repeated => Ok(Vec::new()),
            Leaving::NeverBelonged => Err(PartnerRefusal::NotInNetwork { day }),
        }
    }

    fn warn_of_last_network(&self, since: PartialDate, ctx: &MembershipContext) {
        if self.networks.on(since.first_day()).len() == 1 {
            ctx.warn(Warning {
                code: "LAST_NETWORK_LEFT".to_owned(),
                rule: "MEM-36".to_owned(),
                sentence: "Der Netzwerkpartner gehört danach keinem Netzwerk mehr an; das beendet die Mitgliedschaft nicht."
                    .to_owned(),
                facts: facts! { "since" => since },
            });
        }
    }
}
