//! Asking to take part, for the first time and again (MEM-01, MEM-06, MEM-36).

use kernel::{Date, Facts, NetworkId, Role, Warning, facts};

use super::admission::warn;
use super::aggregate::Partner;
use super::command::{RenewRequest, RequestMembership};
use super::decisions::Decision;
use super::error::PartnerRefusal;
use super::event::{MembershipRequested, RequestRenewed};
use super::kind::PartnerKind;
use crate::facts::MembershipContext;
use crate::plausibility;
use crate::unfit::Unfit;

pub(super) fn request(c: &RequestMembership, ctx: &MembershipContext) -> Decision {
    check_open(ctx)?;
    let networks = known(&c.networks, c.requested_on, ctx)?;
    if networks.is_empty() {
        return Err(PartnerRefusal::NetworkMissing);
    }
    warn_of_kind(c.kind, ctx);
    plausibility::warn_institution(ctx, "institution", &c.institution.content);
    let event = MembershipRequested {
        institution: c.institution.id,
        kind: c.kind,
        networks,
        requested_on: c.requested_on,
    };
    Ok(vec![event.into()])
}

impl Partner {
    pub(super) fn renew_request(&self, c: &RenewRequest, ctx: &MembershipContext) -> Decision {
        if self.requests.iter().any(|told| told.on == c.requested_on) {
            return Ok(Vec::new());
        }
        if let Some(request) = self.open_request() {
            return Err(PartnerRefusal::AlreadyRequested {
                requested_on: request.on,
            });
        }
        if let Some(membership) = self.memberships.last() {
            let Some(ended_on) = membership.period.until else {
                return Err(PartnerRefusal::AlreadyAdmitted {
                    since: membership.period.since,
                });
            };
            let after = ended_on.tomorrow().ok();
            Unfit::check_not_before("requestedOn", c.requested_on, after)?;
        }
        Unfit::check_not_before("requestedOn", c.requested_on, self.declined_on())?;
        check_open(ctx)?;
        let mut networks = known(&c.networks, c.requested_on, ctx)?;
        networks.retain(|network| !self.networks.has(network, c.requested_on));
        let event = RequestRenewed {
            networks,
            requested_on: c.requested_on,
        };
        Ok(vec![event.into()])
    }
}

/// Says that no document names partners of the kind (MEM-06).
pub(super) fn warn_of_kind(kind: PartnerKind, ctx: &MembershipContext) {
    if let Some(named) = ctx.policy.partner_kinds.value()
        && !named.contains(&kind)
    {
        ctx.warn(Warning {
            code: "PARTNER_KIND_NOT_NAMED".to_owned(),
            rule: "MEM-06".to_owned(),
            sentence: format!(
                "Die Dokumente der Kommune nennen die Art „{}“ nicht.",
                kind.label()
            ),
            facts: facts! { "kind" => kind, "named" => named },
        });
    }
}

/// Refuses where the network is stated to be closed. An institution that asks by itself is told where no document
/// says that the network is open (MEM-01).
fn check_open(ctx: &MembershipContext) -> Result<(), PartnerRefusal> {
    let open = &ctx.policy.open_network;
    match (open.value(), open.binding()) {
        (Some(false), Some(_)) => return Err(PartnerRefusal::NetworkClosed),
        (Some(false), None) => warn(ctx, &PartnerRefusal::NetworkClosed),
        (Some(true), Some(_)) => {}
        (Some(true) | None, _) if ctx.role == Role::Partner => ctx.warn(Warning {
            code: "OPEN_NETWORK_NOT_STATED".to_owned(),
            rule: "MEM-01".to_owned(),
            sentence: "Kein Dokument der Kommune sagt, dass das Netzwerk für neue Netzwerkpartner offen ist; die Anfrage prüft die Netzwerkkoordination."
                .to_owned(),
            facts: Facts::new(),
        }),
        (Some(true) | None, _) => {}
    }
    Ok(())
}

/// The networks, each once, all known and not dissolved.
fn known(
    named: &[NetworkId],
    day: Date,
    ctx: &MembershipContext,
) -> Result<Vec<NetworkId>, PartnerRefusal> {
    let mut networks = Vec::new();
    for network in named {
        ctx.facts.network(*network, "networks", day)?;
        if !networks.contains(network) {
            networks.push(*network);
        }
    }
    Ok(networks)
}
